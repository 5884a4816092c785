using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Contracts;

/// <summary>The contract's money: what is to come when (the plan) and what came and went (the ledger).</summary>
public sealed partial class Contract
{
    private readonly List<PlanLine> _plan = [];
    private readonly List<Payment> _payments = [];

    /// <summary>What is to come when, by position.</summary>
    public IReadOnlyList<PlanLine> Plan => _plan;

    /// <summary>The ledger: what came and what went back.</summary>
    public IReadOnlyList<Payment> Payments => _payments;

    /// <summary>Whether nobody is reminded of its money by itself.</summary>
    public bool RemindersOff { get; private set; }

    /// <summary>Everything that is to be paid: the total and what was agreed on top of it.</summary>
    public Money Owed => _plan.Aggregate(Money.Zero, (sum, l) => sum + l.Amount);

    /// <summary>What came in less what went back; never negative.</summary>
    public Money Paid =>
        new(_payments.Where(p => p.IsReceived).Sum(p => p.Amount.Won) - _payments.Where(p => p.IsPaidOut).Sum(p => p.Amount.Won));

    /// <summary>What is still to come; zero where more came than was owed.</summary>
    public Money Outstanding => Paid >= Owed ? Money.Zero : Owed - Paid;

    /// <summary>Whether the deposit is in.</summary>
    public bool DepositIsIn => _plan.Where(l => l.Kind == PlanLineKind.Deposit).All(l => l.Open == Money.Zero);

    /// <summary>Books money that came, or that somebody said is on its way.</summary>
    /// <param name="money">What came.</param>
    /// <param name="byId">Who books it; null where no person does.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Refused with <see cref="AmountOutOfRange"/>, <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="PlanLineNotFound"/>, and
    /// with <see cref="ContractCannotMove"/> for a draft. Money for a cancelled contract is booked: it came, and has to go back.
    /// </returns>
    public Result<Payment> Receive(MoneyIn money, Guid? byId, DateTimeOffset now)
    {
        if (ContractStatus == ContractStatus.Draft || AmendsId is not null)
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Active);
        }

        if (money.Wrong() is { } wrong)
        {
            return wrong;
        }

        if (!(Paid + money.Amount).IsStorable)
        {
            return new AmountOutOfRange(nameof(money.Amount));
        }

        var line = money.PlanLineId is { } id ? _plan.Find(l => l.Id == id) : _plan.Find(l => l.Open > Money.Zero);
        if (money.PlanLineId is not null && line is null)
        {
            return new PlanLineNotFound();
        }

        var type = line?.Kind switch
        {
            PlanLineKind.Deposit => PaymentType.Deposit,
            PlanLineKind.Additional => PaymentType.Additional,
            _ => PaymentType.Balance,
        };
        var status = money.At is null ? PaymentStatus.Pending : PaymentStatus.Completed;
        var payment = new Payment(Id, type, status, money.Amount, money.Method, money.At, byId, now)
        {
            Depositor = StudioText.Clean(money.Depositor),
            PlanLineId = money.PlanLineId,
            TransactionId = StudioText.Clean(money.TransactionId),
        };
        _payments.Add(payment);
        if (status == PaymentStatus.Completed)
        {
            Booked(payment, now);
        }

        UpdatedAt = now;
        return payment;
    }

    /// <summary>Says that money which was announced is there. Saying it twice changes nothing.</summary>
    /// <returns>Refused with <see cref="PaymentNotFound"/> or <see cref="PaymentCannotMove"/>.</returns>
    public Result Confirm(Guid paymentId, DateTimeOffset at, DateTimeOffset now)
    {
        if (Received(paymentId) is not { } payment)
        {
            return new PaymentNotFound();
        }

        if (payment.PaymentStatus == PaymentStatus.Completed)
        {
            return Result.Ok;
        }

        var done = payment.Complete(at);
        if (done.Succeeded)
        {
            Booked(payment, now);
        }

        return done;
    }

    /// <summary>Says that announced money did not come, and why; or, without a reason, that it is expected again.</summary>
    /// <returns>Refused with <see cref="PaymentNotFound"/>, <see cref="PaymentCannotMove"/>, <see cref="ReasonRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public Result MoveAnnounced(Guid paymentId, PaymentStatus to, string? reason, DateTimeOffset now)
    {
        if (Received(paymentId) is not { } payment)
        {
            return new PaymentNotFound();
        }

        if (to is not (PaymentStatus.Failed or PaymentStatus.Pending))
        {
            return new PaymentCannotMove(payment.PaymentStatus, to);
        }

        if (to == PaymentStatus.Failed && WrongReason(reason) is { } wrong)
        {
            return wrong;
        }

        UpdatedAt = now;
        return payment.MoveTo(to, StudioText.Clean(reason));
    }

    /// <summary>Books money that went back. A payment that went back whole is "refunded".</summary>
    /// <param name="money">What went back and why.</param>
    /// <param name="approvedById">Who approved it.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Refused with <see cref="AmountOutOfRange"/>, <see cref="FieldRequired"/>, <see cref="ReasonRequired"/>, <see cref="FieldTooLong"/>,
    /// <see cref="PaymentNotFound"/>, and with <see cref="RefundAbovePaid"/> where less came than would go back.
    /// </returns>
    public Result<Payment> Refund(MoneyOut money, Guid approvedById, DateTimeOffset now)
    {
        if (!Payment.Methods.Contains(money.Method))
        {
            return new FieldRequired(nameof(money.Method));
        }

        if (StudioText.Clean(money.To)?.Length > Payment.DepositorMaxLength)
        {
            return new FieldTooLong(nameof(money.To), Payment.DepositorMaxLength);
        }

        return PayOut(money, approvedById, now);
    }

    /// <summary>Takes back a booking that was a mistake, such as another couple's money: a row of its own, no money moves.</summary>
    /// <returns>Refused as <see cref="Refund"/> is, and with <see cref="PaymentCannotMove"/> for what did not come or went back already.</returns>
    public Result<Payment> Correct(Guid paymentId, string? reason, Guid byId, DateTimeOffset now)
    {
        if (Received(paymentId) is not { } payment)
        {
            return new PaymentNotFound();
        }

        var left = LeftOf(payment);
        return payment.PaymentStatus != PaymentStatus.Completed || left == Money.Zero
            ? new PaymentCannotMove(payment.PaymentStatus, PaymentStatus.Refunded)
            : PayOut(new MoneyOut(left, Payment.Correction, reason, now, paymentId), byId, now);
    }

    /// <summary>What was agreed on top of the total: more photos, another album.</summary>
    /// <returns>
    /// Refused with <see cref="ContractCannotMove"/> where not everybody signed (what is asked belongs into the paper then) or it was called off, <see cref="AmountOutOfRange"/>,
    /// <see cref="FieldRequired"/>, <see cref="FieldTooLong"/>, <see cref="DayOutOfRange"/> or <see cref="PlanTooLong"/>.
    /// </returns>
    public Result<PlanLine> AddLine(Money amount, string? whatFor, DateOnly dueOn, DateTimeOffset now)
    {
        if (SignedAt is null || ContractStatus == ContractStatus.Cancelled || AmendsId is not null)
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Active);
        }

        if (!amount.IsStorable || amount == Money.Zero)
        {
            return new AmountOutOfRange("Amount");
        }

        if (StudioText.Clean(whatFor) is not { } what)
        {
            return new FieldRequired("WhatFor");
        }

        if (what.Length > PlanLine.WhatForMaxLength)
        {
            return new FieldTooLong("WhatFor", PlanLine.WhatForMaxLength);
        }

        if (DayOutOfRange.IsOut(dueOn))
        {
            return new DayOutOfRange("DueOn");
        }

        // Extras come one by one over a year: there may be more of them than lines in a plan.
        if (_plan.Count >= 10 * PaymentPlan.MostLines)
        {
            return new PlanTooLong(10 * PaymentPlan.MostLines);
        }

        var line = new PlanLine(Id, amount, what, dueOn, _plan.Max(l => l.Position) + 1, now);
        _plan.Add(line);
        Settle();
        UpdatedAt = now;
        Log("line added", amount + " " + what, now);
        return line;
    }

    /// <summary>Stops reminding of its money, or begins again.</summary>
    public void SwitchReminders(bool off, DateTimeOffset now) => (RemindersOff, UpdatedAt) = (off, now);

    /// <summary>What of a payment did not go back.</summary>
    public Money LeftOf(Payment payment) =>
        payment.Amount - new Money(_payments.Where(p => p.IsPaidOut && p.RefundOfId == payment.Id).Sum(p => p.Amount.Won));

    private Result<Payment> PayOut(MoneyOut money, Guid byId, DateTimeOffset now)
    {
        if (!money.Amount.IsStorable || money.Amount == Money.Zero)
        {
            return new AmountOutOfRange(nameof(money.Amount));
        }

        if (WrongReason(money.Reason) is { } wrong)
        {
            return wrong;
        }

        var of = money.RefundOfId is { } id ? Received(id) : null;
        if (money.RefundOfId is not null && of is not { IsReceived: true })
        {
            return new PaymentNotFound();
        }

        var most = of is null ? Paid : Min(LeftOf(of), Paid);
        if (money.Amount > most)
        {
            return new RefundAbovePaid(most);
        }

        // What goes back of everything is taken from what came last: so each payment tells what of it is left, and its cash receipt what to do.
        Payment? first = null;
        var open = money.Amount;
        foreach (var payment in of is null ? _payments.Where(p => p.IsReceived).OrderByDescending(p => p.PaymentDate).ToList() : [of])
        {
            var part = Min(open, LeftOf(payment));
            if (part > Money.Zero)
            {
                var row = GiveBack(money, part, payment, byId, now);
                first ??= row;
                open -= part;
            }
        }

        Settle();
        UpdatedAt = now;
        Log(money.Method == Payment.Correction ? "payment corrected" : "payment Refund", money.Amount + " " + first!.Reason, now);
        return first;
    }

    private Payment GiveBack(MoneyOut money, Money amount, Payment of, Guid byId, DateTimeOffset now)
    {
        var refund = new Payment(Id, PaymentType.Refund, PaymentStatus.Completed, amount, money.Method, money.At, byId, now)
        {
            RefundOfId = of.Id,
            Reason = StudioText.Clean(money.Reason),
            ApprovedById = byId,
            Depositor = StudioText.Clean(money.To),
        };
        _payments.Add(refund);
        if (LeftOf(of) == Money.Zero)
        {
            of.MoveTo(PaymentStatus.Refunded);
        }

        of.CorrectedAt = money.Method == Payment.Correction ? now : of.CorrectedAt;
        return refund;
    }

    /// <summary>The shoot is on another day: what is counted from it moves along. What was signed says the days, not the dates.</summary>
    /// <param name="day">The new day.</param>
    /// <param name="signedOn">The day of the last signature, in the studio's zone.</param>
    /// <param name="now">Now.</param>
    public void MoveDay(DateOnly day, DateOnly signedOn, DateTimeOffset now)
    {
        if (ContractStatus is ContractStatus.Signed or ContractStatus.Active && day != WeddingDate)
        {
            (WeddingDate, UpdatedAt) = (day, now);
            CountDays(signedOn);
            Log("day moved", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), now);
        }
    }

    private void Lay(Money total, IReadOnlyList<PlanTerm> terms, IReadOnlyList<Money> amounts, DateTimeOffset now)
    {
        _plan.Clear();
        foreach (var (term, amount) in terms.Zip(amounts).Where(l => l.Second > Money.Zero))
        {
            _plan.Add(new PlanLine(Id, term, amount, _plan.Count + 1, now));
        }

        var deposit = _plan.Where(l => l.Kind == PlanLineKind.Deposit).Aggregate(Money.Zero, (sum, l) => sum + l.Amount);
        (TotalAmount, DepositAmount, BalanceAmount) = (total, deposit, total - deposit);
        CountDays(null);
    }

    private void CountDays(DateOnly? signedOn) => _plan.ForEach(l => l.CountDays(signedOn, WeddingDate));

    private void Booked(Payment payment, DateTimeOffset now)
    {
        Settle();
        UpdatedAt = now;
        Log("payment " + payment.PaymentType, $"{payment.Amount} {payment.TransactionId}".TrimEnd(), now);
        BecomeActiveWherePaid(now);
    }

    private void Settle()
    {
        var (paid, _) = PlanStanding.Of(_plan, _payments);
        foreach (var (line, amount) in _plan.Zip(paid))
        {
            line.Paid = amount;
        }

        var mayStay = ContractStatus == ContractStatus.Cancelled ? Kept : Owed;
        ToReturn = Paid > mayStay ? Paid - mayStay : Money.Zero;
    }

    private void BecomeActiveWherePaid(DateTimeOffset now)
    {
        if (ContractStatus == ContractStatus.Signed && DepositIsIn)
        {
            ContractStatus = ContractStatus.Active;
            Log("active", "", now);
        }
    }

    /// <summary>Whether nothing of the plan is open and nothing has to go back.</summary>
    public bool IsPaidUp => ToReturn == Money.Zero && _plan.TrueForAll(l => l.Open == Money.Zero);

    /// <summary>The fact "everything of it was handed over": completed where nothing is open, else it waits for the money. Repeating it changes nothing.</summary>
    /// <returns>Whether this completed it.</returns>
    public bool HandedOver(DateTimeOffset now)
    {
        if (ContractStatus != ContractStatus.Active || !IsPaidUp)
        {
            return false;
        }

        (ContractStatus, UpdatedAt) = (ContractStatus.Completed, now);
        Log("completed", "", now);
        return true;
    }

    private Payment? Received(Guid id) => _payments.Find(p => p.Id == id && p.PaymentType != PaymentType.Refund);

    private static Money Min(Money a, Money b) => a < b ? a : b;

    private static Refusal? WrongReason(string? reason) =>
        StudioText.Clean(reason) is not { } why ? new ReasonRequired()
        : why.Length > Customer.ReasonMaxLength ? new FieldTooLong("Reason", Customer.ReasonMaxLength)
        : null;
}

/// <summary>Money that came.</summary>
/// <param name="Amount">How much, 1 to 99,999,999 won.</param>
/// <param name="Method">One of <see cref="Payment.Methods"/>.</param>
/// <param name="At">When it came; null where it is only announced.</param>
/// <param name="Depositor">Who sent it, at most <see cref="Payment.DepositorMaxLength"/> characters.</param>
/// <param name="PlanLineId">The line it is meant for; null where it fills the plan in its order.</param>
/// <param name="TransactionId">The bank's or provider's id, at most <see cref="Payment.TransactionIdMaxLength"/> characters; booked once.</param>
public sealed record MoneyIn(
    Money Amount,
    string Method,
    DateTimeOffset? At,
    string? Depositor = null,
    Guid? PlanLineId = null,
    string? TransactionId = null
)
{
    internal Refusal? Wrong() =>
        !Amount.IsStorable || Amount == Money.Zero ? new AmountOutOfRange(nameof(Amount))
        : !Payment.Methods.Contains(Method) ? new FieldRequired(nameof(Method))
        : StudioText.Clean(Depositor)?.Length > Payment.DepositorMaxLength ? new FieldTooLong(nameof(Depositor), Payment.DepositorMaxLength)
        : StudioText.Clean(TransactionId)?.Length > Payment.TransactionIdMaxLength
            ? new FieldTooLong(nameof(TransactionId), Payment.TransactionIdMaxLength)
        : null;
}

/// <summary>Money that goes back.</summary>
/// <param name="Amount">How much, 1 won to what is there.</param>
/// <param name="Method">One of <see cref="Payment.Methods"/>.</param>
/// <param name="Reason">Why, at most <see cref="Customer.ReasonMaxLength"/> characters.</param>
/// <param name="At">When it went.</param>
/// <param name="RefundOfId">The payment it gives back; null where it gives back of all that came.</param>
/// <param name="To">To whom, as the bank shows it.</param>
public sealed record MoneyOut(Money Amount, string Method, string? Reason, DateTimeOffset At, Guid? RefundOfId = null, string? To = null);
