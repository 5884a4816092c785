using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>Whose doing a cancellation is.</summary>
public enum RefundCause
{
    /// <summary>고객의 사정.</summary>
    Couple,

    /// <summary>스튜디오의 사정.</summary>
    Studio,
}

/// <summary>The trade whose guideline applies.</summary>
public enum RefundTrade
{
    /// <summary>사진현상 및 촬영업.</summary>
    Photography,

    /// <summary>결혼준비대행업.</summary>
    Agency,

    /// <summary>예식업: only where the studio resells a hall.</summary>
    Hall,
}

/// <summary>When a rule of the guideline applies.</summary>
public enum RefundStage
{
    /// <summary>Before the shoot, or the service, begins: a share of the total.</summary>
    BeforeStart,

    /// <summary>After it began: what was done, and a share of the remainder.</summary>
    AfterStart,

    /// <summary>By days before the event: a share of the total.</summary>
    DaysBefore,
}

/// <summary>
/// A line of the guideline for settling consumer disputes (소비자분쟁해결기준), as dated data (<c>refund_rules</c>): when the guideline changes, a line
/// with a later first day is added and old cancellations are still computed by the old one. No line says: the guideline was not read.
/// </summary>
public sealed class RefundRule
{
    private RefundRule() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The trade.</summary>
    public RefundTrade Trade { get; private init; }

    /// <summary>Whose doing.</summary>
    public RefundCause Cause { get; private init; }

    /// <summary>When it applies.</summary>
    public RefundStage Stage { get; private init; }

    /// <summary>For <see cref="RefundStage.DaysBefore"/>: most days before the event; null for no limit.</summary>
    public int? MostDays { get; private init; }

    /// <summary>For <see cref="RefundStage.DaysBefore"/>: least days before the event.</summary>
    public int? LeastDays { get; private init; }

    /// <summary>The share, 0 to 100.</summary>
    public int Percent { get; private init; }

    /// <summary>From which day it is in force.</summary>
    public DateOnly EffectiveFrom { get; private init; }

    /// <summary>Where it was read.</summary>
    public string Source { get; private init; } = "";
}

/// <summary>What the studio's own contract takes when the couple cancels (<c>contracts.refund_policy</c>).</summary>
public sealed record RefundPolicy
{
    /// <summary>The trade whose guideline it is held against.</summary>
    public RefundTrade Trade { get; init; } = RefundTrade.Photography;

    /// <summary>Share of the total before the shoot, 0 to 100.</summary>
    public int BeforeStartPercent { get; init; } = 10;

    /// <summary>Share of the remainder after the shoot began, 0 to 100.</summary>
    public int AfterStartPercent { get; init; } = 10;

    /// <summary>Shares by days before the shoot, instead of <see cref="BeforeStartPercent"/>; empty for none.</summary>
    public IReadOnlyList<RefundStep> Ladder { get; init; } = [];
}

/// <summary>A step of a studio's own ladder.</summary>
/// <param name="LeastDays">From so many days before the shoot on.</param>
/// <param name="Percent">Share of the total, 0 to 100.</param>
public sealed record RefundStep(int LeastDays, int Percent);

/// <summary>What the studio owes when it is at fault (<c>contracts.penalty_terms</c>).</summary>
public sealed record PenaltyTerms
{
    /// <summary>Share of the total paid on top of all money back when the studio cancels, 0 to 100.</summary>
    public int StudioCancelPercent { get; init; } = 10;

    /// <summary>How many times the shooting fee is paid for lost photos that can't be taken again.</summary>
    public int LostPhotosTimes { get; init; } = 3;
}

/// <summary>What a refund is computed from.</summary>
/// <param name="Cause">Whose doing.</param>
/// <param name="On">The day it was told.</param>
/// <param name="Started">Whether the shoot began.</param>
/// <param name="ShotPercent">How much of the shoot is done, 0 to 100; only looked at once it began.</param>
/// <param name="AlbumPrice">The price of an album in the total that is not made yet; zero where there is none or it is made.</param>
public sealed record RefundQuestion(RefundCause Cause, DateOnly On, bool Started = false, int ShotPercent = 0, Money AlbumPrice = default);

/// <summary>One step of the arithmetic, for the couple to read.</summary>
/// <param name="Code">Which step; its words stand under <c>RefundStep.{Code}</c>.</param>
/// <param name="Percent">The share in it; null where there is none.</param>
/// <param name="Of">Of what; null where there is no share.</param>
/// <param name="Amount">What comes out.</param>
public sealed record RefundLine(string Code, int? Percent, Money? Of, Money Amount);

/// <summary>A refund with its arithmetic. Help for people who settle a cancellation; no legal advice.</summary>
/// <param name="Lines">Step by step.</param>
/// <param name="Paid">What came.</param>
/// <param name="ByClause">What the couple bears by the contract's clause; negative where the studio pays on top.</param>
/// <param name="ByGuideline">What the couple bears by the guideline; null where it has no line for this.</param>
/// <param name="Source">Where the guideline's line was read; null where there is none.</param>
public sealed record RefundResult(IReadOnlyList<RefundLine> Lines, Money Paid, Money ByClause, Money? ByGuideline, string? Source)
{
    /// <summary>What the couple bears: the clause, or the guideline where that is kinder, as the standard contract says.</summary>
    public Money Borne => ByGuideline is { } guideline && guideline < ByClause ? guideline : ByClause;

    /// <summary>What goes back of what came; zero where nothing does.</summary>
    public Money Refund =>
        Borne <= Money.Zero ? Paid
        : Paid > Borne ? Paid - Borne
        : Money.Zero;

    /// <summary>What the studio pays on top of all money back; zero where it is not its doing.</summary>
    public Money Compensation => Borne < Money.Zero ? Money.Zero - Borne : Money.Zero;

    /// <summary>What the couple still owes where less came than they bear.</summary>
    public Money StillOwed => Borne > Paid ? Borne - Paid : Money.Zero;

    /// <summary>Whether the studio's clause takes more than the guideline.</summary>
    public bool ClauseAboveGuideline => ByGuideline is { } guideline && guideline < ByClause;
}

/// <summary>Computes what goes back when a contract is called off.</summary>
public static class RefundCalculator
{
    /// <summary>Computes by the contract's clause and by the guideline.</summary>
    /// <param name="total">The contract's total.</param>
    /// <param name="paid">What came less what went back.</param>
    /// <param name="shootOn">The day of the shoot.</param>
    /// <param name="policy">The contract's clause.</param>
    /// <param name="penalty">What the studio owes when it is its doing.</param>
    /// <param name="rules">The guideline's lines; later ones go before earlier ones.</param>
    /// <param name="question">What happened.</param>
    /// <returns>
    /// Refused with <see cref="CountOutOfRange"/> for a share outside of 0 to 100 and <see cref="AmountOutOfRange"/> for an album above the total.
    /// </returns>
    public static Result<RefundResult> Compute(
        Money total,
        Money paid,
        DateOnly shootOn,
        RefundPolicy policy,
        PenaltyTerms penalty,
        IReadOnlyList<RefundRule> rules,
        RefundQuestion question
    )
    {
        if (question.ShotPercent is < 0 or > 100)
        {
            return new CountOutOfRange(nameof(question.ShotPercent), 0, 100);
        }

        if (question.AlbumPrice < Money.Zero || question.AlbumPrice > total)
        {
            return new AmountOutOfRange(nameof(question.AlbumPrice));
        }

        var days = shootOn.DayNumber - question.On.DayNumber;
        var lines = new List<RefundLine> { new("Total", null, null, total), new("Paid", null, null, paid) };
        if (question.Cause == RefundCause.Studio)
        {
            var compensation = Share(total, penalty.StudioCancelPercent);
            lines.Add(new("Compensation", penalty.StudioCancelPercent, total, compensation));
            var rule = Find(rules, policy.Trade, question, days);
            return new RefundResult(
                lines,
                paid,
                Money.Zero - compensation,
                rule is null ? null : Money.Zero - Share(total, rule.Percent),
                rule?.Source
            );
        }

        var guideline = Find(rules, policy.Trade, question, days);
        if (!question.Started)
        {
            var percent =
                policy.Ladder.OrderByDescending(s => s.LeastDays).FirstOrDefault(s => days >= s.LeastDays)?.Percent
                ?? policy.BeforeStartPercent;
            var clause = Share(total, percent);
            lines.Add(new("Clause", percent, total, clause));
            if (guideline is not null)
            {
                lines.Add(new("Guideline", guideline.Percent, total, Share(total, guideline.Percent)));
            }

            return new RefundResult(lines, paid, clause, guideline is null ? null : Share(total, guideline.Percent), guideline?.Source);
        }

        var charged = total - question.AlbumPrice;
        var done = Share(charged, question.ShotPercent);
        var remainder = charged - done;
        if (question.AlbumPrice > Money.Zero)
        {
            lines.Add(new("Album", null, null, question.AlbumPrice));
        }

        lines.Add(new("Done", question.ShotPercent, charged, done));
        lines.Add(new("ClauseRemainder", policy.AfterStartPercent, remainder, Share(remainder, policy.AfterStartPercent)));
        if (guideline is not null)
        {
            lines.Add(new("GuidelineRemainder", guideline.Percent, remainder, Share(remainder, guideline.Percent)));
        }

        return new RefundResult(
            lines,
            paid,
            done + Share(remainder, policy.AfterStartPercent),
            guideline is null ? null : done + Share(remainder, guideline.Percent),
            guideline?.Source
        );
    }

    private static RefundRule? Find(IReadOnlyList<RefundRule> rules, RefundTrade trade, RefundQuestion question, int days) =>
        rules
            .Where(r => r.Trade == trade && r.Cause == question.Cause && r.EffectiveFrom <= question.On)
            .Where(r =>
                r.Stage switch
                {
                    RefundStage.BeforeStart => !question.Started,
                    RefundStage.AfterStart => question.Started,
                    _ => !question.Started && days >= (r.LeastDays ?? int.MinValue) && days <= (r.MostDays ?? int.MaxValue),
                }
            )
            .MaxBy(r => r.EffectiveFrom);

    // Rounded down: in favour of who bears it.
    private static Money Share(Money of, int percent) => new(of.Won * percent / 100);
}

/// <summary>How a contract was called off (<c>contracts.cancellation</c>): what the couple was told, kept as it was computed.</summary>
/// <param name="Question">What it was computed from.</param>
/// <param name="Result">The arithmetic.</param>
/// <param name="Agreed">What goes back: the computed sum, or what was agreed instead.</param>
/// <param name="AgreedBecause">Why it differs; null where it does not.</param>
/// <param name="ApprovedById">Who approved it; null where no money had come.</param>
public sealed record Cancellation(RefundQuestion Question, RefundResult Result, Money Agreed, string? AgreedBecause, Guid? ApprovedById);
