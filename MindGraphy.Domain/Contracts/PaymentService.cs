using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>What staff do with money: book it, give it back, put bookings right, ask for more.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class PaymentService(IStudio studio, StudioClock clock)
{
    /// <summary>Books money that came. With everybody's signature, the deposit makes the lead "contracted".</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="contractId">The contract.</param>
    /// <param name="receipt">What came.</param>
    /// <param name="idempotencyKey">The form's key: sending the form twice books once.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The payment's id; refused with <see cref="DateInTheFuture"/>, <see cref="TransactionBooked"/>, <see cref="KeyUsedForAnother"/>,
    /// <see cref="Customers.LeadCannotMove"/> where the lead was lost meanwhile, and as <see cref="Contract.Receive"/> is.
    /// </returns>
    public async Task<Result<Guid>> ReceiveAsync(
        Actor actor,
        Guid contractId,
        PaymentReceipt receipt,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        if (receipt.PaidOn > clock.Today)
        {
            return new DateInTheFuture(nameof(receipt.PaidOn));
        }

        var money = new MoneyIn(
            receipt.Amount,
            receipt.Method,
            receipt.PaidOn is { } day ? clock.At(day, TimeOnly.MinValue) : null,
            receipt.Depositor,
            receipt.PlanLineId,
            receipt.TransactionId
        );
        return await OnceAsync(
            actor,
            Rights.Contracts,
            "contract.pay",
            contractId,
            idempotencyKey,
            ContractService.Fingerprint(contractId, receipt),
            contract =>
            {
                var received = contract.Receive(money, actor.UserId, clock.Now);
                return received.Succeeded ? received.Value.Id : received.Refusal;
            },
            ct
        );
    }

    /// <summary>Says that money which was announced is there.</summary>
    /// <returns>Refused with <see cref="DateInTheFuture"/> and as <see cref="Contract.Confirm"/> is.</returns>
    public async Task<Result> ConfirmAsync(Actor actor, Guid contractId, Guid paymentId, DateOnly paidOn, CancellationToken ct = default) =>
        paidOn > clock.Today
            ? new DateInTheFuture("PaidOn")
            : await ActAsync(
                actor,
                Rights.Contracts,
                contractId,
                contract => contract.Confirm(paymentId, clock.At(paidOn, TimeOnly.MinValue), clock.Now),
                ct
            );

    /// <summary>Says that announced money did not come (with a reason), or is expected again.</summary>
    /// <returns>Refused as <see cref="Contract.MoveAnnounced"/> is.</returns>
    public Task<Result> MoveAnnouncedAsync(
        Actor actor,
        Guid contractId,
        Guid paymentId,
        PaymentStatus to,
        string? reason,
        CancellationToken ct = default
    ) => ActAsync(actor, Rights.Contracts, contractId, contract => contract.MoveAnnounced(paymentId, to, reason, clock.Now), ct);

    /// <summary>Books money that went back; who books it approves it.</summary>
    /// <returns>The row's id; refused with <see cref="NotAllowed"/>, <see cref="DateInTheFuture"/> and as <see cref="Contract.Refund"/> is.</returns>
    public async Task<Result<Guid>> RefundAsync(
        Actor actor,
        Guid contractId,
        RefundOrder order,
        string idempotencyKey,
        CancellationToken ct = default
    ) =>
        order.PaidOn > clock.Today
            ? new DateInTheFuture(nameof(order.PaidOn))
            : await OnceAsync(
                actor,
                Rights.Refunds,
                "contract.refund",
                contractId,
                idempotencyKey,
                ContractService.Fingerprint(contractId, order),
                contract =>
                {
                    var at = clock.At(order.PaidOn, TimeOnly.MinValue);
                    var money = new MoneyOut(order.Amount, order.Method, order.Reason, at, order.RefundOfId, order.To);
                    var refunded = contract.Refund(money, actor.UserId ?? default, clock.Now);
                    return refunded.Succeeded ? refunded.Value.Id : refunded.Refusal;
                },
                ct
            );

    /// <summary>Takes back a booking that was a mistake, by a row of its own.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> and as <see cref="Contract.Correct"/> is.</returns>
    public async Task<Result> CorrectAsync(Actor actor, Guid contractId, Guid paymentId, string? reason, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Refunds))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);

        // The bank's line before the contract, as booking does.
        var entry = await session.Bank.LockByPaymentAsync(paymentId, ct);
        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        var corrected = contract.Correct(paymentId, reason, actor.UserId ?? default, clock.Now);
        if (!corrected.Succeeded)
        {
            return corrected.Refusal;
        }

        if (entry is not null)
        {
            entry.Release(actor.UserId, clock.Now);
            session.Raise(new Banking.BankChanged());
        }

        return await SaveAsync(session, contract, contract.ContractStatus, ct);
    }

    /// <summary>Asks for what was agreed on top of the total.</summary>
    /// <returns>The line's id; refused as <see cref="Contract.AddLine"/> is.</returns>
    public Task<Result<Guid>> AddLineAsync(
        Actor actor,
        Guid contractId,
        Money amount,
        string? whatFor,
        DateOnly dueOn,
        string idempotencyKey,
        CancellationToken ct = default
    ) =>
        OnceAsync(
            actor,
            Rights.Contracts,
            "contract.line",
            contractId,
            idempotencyKey,
            ContractService.Fingerprint(contractId, amount, whatFor, dueOn),
            contract =>
            {
                var added = contract.AddLine(amount, whatFor, dueOn, clock.Now);
                return added.Succeeded ? added.Value.Id : added.Refusal;
            },
            ct
        );

    /// <summary>Lines that are to come, late ones first, or that came.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<DueList>> DueAsync(Actor actor, DueFilter filter, DueCursor? after = null, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Payments.DueAsync(filter, clock.Today, after, ct);
    }

    /// <summary>What of the plans is late, due soon and to come, in won; and money that is too much.</summary>
    public async Task<Result<MoneySums>> SumsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Payments.SumsAsync(clock.Today, ct);
    }

    /// <summary>What is to come by month of its due day, from this month on; what is late stands before all months.</summary>
    public async Task<Result<CashForecast>> ForecastAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Payments.ForecastAsync(clock.Today, clock.Zone, ct);
    }

    /// <summary>What came and went, newest first.</summary>
    public async Task<Result<LedgerList>> LedgerAsync(
        Actor actor,
        string? search,
        LedgerCursor? after = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Payments.LedgerAsync(StudioText.Clean(search), after, ct);
    }

    private async Task<Result<Guid>> OnceAsync(
        Actor actor,
        string right,
        string scope,
        Guid contractId,
        string key,
        string fingerprint,
        Func<Contract, Result<Guid>> act,
        CancellationToken ct
    )
    {
        if (!actor.May(right))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync(scope, key, fingerprint, ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.Reply is { Length: > 0 } reply)
        {
            return Guid.Parse(reply);
        }

        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        var before = contract.ContractStatus;
        var done = act(contract);
        if (!done.Succeeded)
        {
            return done;
        }

        session.CompleteOnce(scope, key, done.Value.ToString());
        var saved = await SaveAsync(session, contract, before, ct);
        return saved.Succeeded ? done : saved.Refusal;
    }

    private async Task<Result> ActAsync(Actor actor, string right, Guid contractId, Func<Contract, Result> act, CancellationToken ct)
    {
        if (!actor.May(right))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        var before = contract.ContractStatus;
        var done = act(contract);
        return done.Succeeded ? await SaveAsync(session, contract, before, ct) : done;
    }

    private async Task<Result> SaveAsync(IStudioSession session, Contract contract, ContractStatus before, CancellationToken ct)
    {
        var contracted = await ContractFacts.CameIntoForceAsync(session, contract, before, clock, ct);
        if (!contracted.Succeeded)
        {
            return contracted;
        }

        session.Raise(new ContractChanged(contract.Id, contract.CustomerId));
        return await session.SaveAsync(ct);
    }
}

/// <summary>Money that came, as a form says it.</summary>
/// <param name="Amount">How much, whole won.</param>
/// <param name="Method">One of <see cref="Payment.Methods"/>.</param>
/// <param name="Depositor">Who sent it, at most <see cref="Payment.DepositorMaxLength"/> characters.</param>
/// <param name="PaidOn">The day it came, in the studio's zone, not in the future; null where it is only announced.</param>
/// <param name="PlanLineId">The line it is meant for; null where it fills the plan in its order.</param>
/// <param name="TransactionId">The bank's or provider's id.</param>
public sealed record PaymentReceipt(
    Money Amount,
    string Method,
    string? Depositor,
    DateOnly? PaidOn,
    Guid? PlanLineId = null,
    string? TransactionId = null
);

/// <summary>Money that went back, as a form says it.</summary>
/// <param name="Amount">How much, whole won; at most what is there.</param>
/// <param name="Method">One of <see cref="Payment.Methods"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="PaidOn">The day it went, in the studio's zone; not in the future.</param>
/// <param name="RefundOfId">The payment it gives back; null where it gives back of all that came.</param>
/// <param name="To">To whom.</param>
public sealed record RefundOrder(Money Amount, string Method, string? Reason, DateOnly PaidOn, Guid? RefundOfId = null, string? To = null);
