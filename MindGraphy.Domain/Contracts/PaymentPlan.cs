using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>What a line of the plan is called (<c>payment_plan_lines.kind</c>).</summary>
public enum PlanLineKind
{
    /// <summary>계약금: with it a signed contract is in force.</summary>
    Deposit,

    /// <summary>중도금.</summary>
    Interim,

    /// <summary>잔금.</summary>
    Balance,

    /// <summary>추가금: agreed later, on top of the contract's total.</summary>
    Additional,
}

/// <summary>How much a line is.</summary>
public enum PlanAmount
{
    /// <summary>Whole won.</summary>
    Fixed,

    /// <summary>A share of the contract's total, rounded down to 1,000 won.</summary>
    Percent,

    /// <summary>What the other lines leave. Each plan has one, at its end.</summary>
    Rest,
}

/// <summary>From what a line's day is counted.</summary>
public enum PlanDue
{
    /// <summary>Days after the last signature; no day while somebody has to sign.</summary>
    AfterSigning,

    /// <summary>Days before the shoot; moves with it.</summary>
    BeforeShoot,

    /// <summary>Days after the shoot; moves with it.</summary>
    AfterShoot,

    /// <summary>A day of the calendar.</summary>
    OnDate,
}

/// <summary>A line of a payment plan as it is agreed: how much and when.</summary>
/// <param name="Kind">What it is called; <see cref="PlanLineKind.Additional"/> is added later, not planned.</param>
/// <param name="Amount">How its amount is found.</param>
/// <param name="Value">Won where fixed, 1 to 99 where a share; not looked at for the rest.</param>
/// <param name="Due">From what its day is counted.</param>
/// <param name="Days">0 to 365; not looked at on a day of the calendar.</param>
/// <param name="On">The day of the calendar; only with <see cref="PlanDue.OnDate"/>.</param>
public sealed record PlanTerm(PlanLineKind Kind, PlanAmount Amount, long Value, PlanDue Due, int Days, DateOnly? On = null);

/// <summary>The plan of a contract: who owes what when. Amounts follow from the terms and the total, so that editing one line moves the rest.</summary>
public static class PaymentPlan
{
    /// <summary>Most lines of a plan.</summary>
    public const int MostLines = 12;

    /// <summary>Most days from what a line is counted.</summary>
    public const int MostDays = 365;

    /// <summary>The usual plan of a studio: 계약금 three days after signing, 잔금 a week before the shoot.</summary>
    /// <param name="deposit">계약금; without one, everything is 잔금.</param>
    public static IReadOnlyList<PlanTerm> Usual(Money deposit)
    {
        var rest = new PlanTerm(PlanLineKind.Balance, PlanAmount.Rest, 0, PlanDue.BeforeShoot, 7);
        return deposit == Money.Zero ? [rest] : [new(PlanLineKind.Deposit, PlanAmount.Fixed, deposit.Won, PlanDue.AfterSigning, 3), rest];
    }

    /// <summary>The amount of each line, in their order; together they are the total.</summary>
    /// <returns>
    /// Refused with <see cref="PlanTooLong"/>, <see cref="PlanNeedsRest"/>, <see cref="PlanLineWrong"/> (a share or days outside of their
    /// ranges, a missing day, an amount that is no money) or <see cref="PlanAboveTotal"/>.
    /// </returns>
    public static Result<IReadOnlyList<Money>> Amounts(Money total, IReadOnlyList<PlanTerm> terms)
    {
        if (terms.Count > MostLines)
        {
            return new PlanTooLong(MostLines);
        }

        if (terms.Count(t => t.Amount == PlanAmount.Rest) != 1 || terms[^1].Amount != PlanAmount.Rest)
        {
            return new PlanNeedsRest();
        }

        var amounts = new List<Money>();
        foreach (var (term, number) in terms.Select((t, i) => (t, i + 1)))
        {
            if (!IsSound(term))
            {
                return new PlanLineWrong(number);
            }

            amounts.Add(
                term.Amount switch
                {
                    PlanAmount.Fixed => new Money(term.Value),
                    PlanAmount.Percent => total.Percent((int)term.Value),
                    _ => total - amounts.Aggregate(Money.Zero, Money.Add),
                }
            );
        }

        return amounts[^1] < Money.Zero ? new PlanAboveTotal(Money.Zero - amounts[^1]) : amounts;
    }

    private static bool IsSound(PlanTerm term) =>
        Enum.IsDefined(term.Kind)
        && term.Kind != PlanLineKind.Additional
        && term.Amount switch
        {
            PlanAmount.Fixed => term.Value > 0 && new Money(term.Value).IsStorable,
            PlanAmount.Percent => term.Value is >= 1 and <= 99,
            PlanAmount.Rest => true,
            _ => false,
        }
        && (
            term.Due == PlanDue.OnDate
                ? term.On is { Year: >= 1950 and <= 2100 }
                : Enum.IsDefined(term.Due) && term.Days is >= 0 and <= MostDays
        );
}

/// <summary>A line of a contract's plan (<c>payment_plan_lines</c>). How much of it is paid follows from the ledger (<see cref="PlanStanding"/>).</summary>
public sealed class PlanLine
{
    /// <summary>Most characters of what an additional line is for.</summary>
    public const int WhatForMaxLength = 200;

    private PlanLine() { }

    internal PlanLine(Guid contractId, PlanTerm term, Money amount, int position, DateTimeOffset now)
    {
        (Id, ContractId, Kind, AmountRule, AmountValue) = (Ids.New(), contractId, term.Kind, term.Amount, term.Value);
        (DueRule, DueDays, FixedOn, Amount, Position, CreatedAt) = (term.Due, term.Days, term.On, amount, position, now);
    }

    internal PlanLine(Guid contractId, Money amount, string whatFor, DateOnly dueOn, int position, DateTimeOffset now)
        : this(
            contractId,
            new PlanTerm(PlanLineKind.Additional, PlanAmount.Fixed, amount.Won, PlanDue.OnDate, 0, dueOn),
            amount,
            position,
            now
        )
    {
        (WhatFor, DueOn) = (whatFor, dueOn);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The contract.</summary>
    public Guid ContractId { get; private init; }

    /// <summary>What it is called.</summary>
    public PlanLineKind Kind { get; private init; }

    /// <summary>How its amount is found.</summary>
    public PlanAmount AmountRule { get; private init; }

    /// <summary>Won or percent.</summary>
    public long AmountValue { get; private init; }

    /// <summary>From what its day is counted.</summary>
    public PlanDue DueRule { get; private init; }

    /// <summary>How many days.</summary>
    public int DueDays { get; private init; }

    /// <summary>The day of the calendar where the rule names one.</summary>
    public DateOnly? FixedOn { get; private init; }

    /// <summary>How much.</summary>
    public Money Amount { get; internal set; }

    /// <summary>Until when; null while the day it is counted from is not known.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>What an additional line is for; null on the others.</summary>
    public string? WhatFor { get; private init; }

    /// <summary>Place in the plan, from 1: money fills the lines in this order.</summary>
    public int Position { get; private init; }

    /// <summary>How much of it is paid, as the ledger says; kept here so that lists can ask for what is due.</summary>
    public Money Paid { get; internal set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>What is still to come.</summary>
    public Money Open => Amount - Paid;

    /// <summary>The line as it was agreed.</summary>
    public PlanTerm Term => new(Kind, AmountRule, AmountValue, DueRule, DueDays, FixedOn);

    internal void CountDays(DateOnly? signedOn, DateOnly shootOn) =>
        DueOn = DueRule switch
        {
            PlanDue.AfterSigning => signedOn?.AddDays(DueDays),
            PlanDue.BeforeShoot => shootOn.AddDays(-DueDays),
            PlanDue.AfterShoot => shootOn.AddDays(DueDays),
            _ => FixedOn,
        };
}

/// <summary>
/// Which money pays which line. Money that was meant for a line fills that line; what is over, and all other money, fills the lines in
/// their order. Money that went back is taken from what it had paid, else from the last line that has any.
/// </summary>
public static class PlanStanding
{
    /// <summary>How much of each line is paid, in the order of <paramref name="lines"/>, and what is left over.</summary>
    /// <param name="lines">The lines by position.</param>
    /// <param name="payments">The ledger of the same contract.</param>
    public static (IReadOnlyList<Money> Paid, Money Surplus) Of(IReadOnlyList<PlanLine> lines, IReadOnlyList<Payment> payments)
    {
        var net = payments.Where(p => p.IsReceived).ToDictionary(p => p.Id, p => p.Amount.Won);
        long unbound = 0;
        foreach (var refund in payments.Where(p => p.IsPaidOut))
        {
            if (refund.RefundOfId is { } of && net.ContainsKey(of))
            {
                net[of] -= refund.Amount.Won;
            }
            else
            {
                unbound += refund.Amount.Won;
            }
        }

        var meant = payments
            .Where(p => p.PlanLineId is not null && net.ContainsKey(p.Id))
            .GroupBy(p => p.PlanLineId!.Value)
            .ToDictionary(g => g.Key, g => g.Sum(p => net[p.Id]));
        var paid = lines.Select(l => Math.Clamp(meant.GetValueOrDefault(l.Id), 0, l.Amount.Won)).ToArray();
        var pool = net.Values.Sum() - unbound - paid.Sum();
        for (var i = 0; i < paid.Length && pool > 0; i++)
        {
            var more = Math.Min(pool, lines[i].Amount.Won - paid[i]);
            (paid[i], pool) = (paid[i] + more, pool - more);
        }

        for (var i = paid.Length - 1; i >= 0 && pool < 0; i--)
        {
            var less = Math.Min(-pool, paid[i]);
            (paid[i], pool) = (paid[i] - less, pool + less);
        }

        return ([.. paid.Select(p => new Money(p))], new Money(pool));
    }
}
