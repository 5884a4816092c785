using System.Globalization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>
/// The figures a standard contract is filled with. They come from the package and the studio's settings; a contract keeps the text made
/// from them, so that later changes never touch it.
/// </summary>
/// <param name="Total">Price of everything, whole won.</param>
/// <param name="Plan">What is to be paid when, in order; together it is the total.</param>
/// <param name="ShootHours">Hours on site, 1 to 14.</param>
/// <param name="OvertimePerHalfHour">Price of each half hour beyond them; zero where it is not charged.</param>
/// <param name="OriginalsWithinDays">Days after the shoot within which all pictures are given, 1 to 60.</param>
/// <param name="Retouched">Pictures retouched within the price, 0 or more.</param>
/// <param name="ExtraRetouchPrice">Price of each retouched picture beyond them.</param>
/// <param name="SelectWithinDays">Days after receiving the pictures within which the couple chooses, 7 to 365.</param>
/// <param name="RetouchedWithinDays">Days after the choice within which retouched pictures are given, 1 to 180.</param>
/// <param name="RevisionRounds">Rounds of re-retouching within the price, 0 to 5.</param>
/// <param name="RevisionWithinDays">Days after receiving a round within which the couple asks for the next, 3 to 60.</param>
/// <param name="KeepMonths">Months that the studio keeps the originals; 12 or more, as the consumer dispute guideline has it.</param>
/// <param name="CancellationPercent">
/// What the couple bears of the total when they cancel before the shoot, 0 to 100; the guideline for photography says 10.
/// </param>
/// <param name="AfterStartPercent">What the couple bears of the remainder when they cancel after the shoot began, 0 to 100.</param>
/// <param name="StudioCancelPercent">What the studio pays on top of all money back when it cancels, 0 to 100.</param>
/// <param name="LostPhotosTimes">How many times the fee the studio pays for lost photos that can't be taken again.</param>
/// <param name="Photographers">Photographers on the day.</param>
/// <param name="AlbumPages">Album pages per copy; 0 without album.</param>
/// <param name="AlbumCopies">Album copies.</param>
public sealed record ContractTerms(
    Money Total,
    IReadOnlyList<ContractDue> Plan,
    int ShootHours,
    Money OvertimePerHalfHour,
    int OriginalsWithinDays,
    int Retouched,
    Money ExtraRetouchPrice,
    int SelectWithinDays,
    int RetouchedWithinDays,
    int RevisionRounds,
    int RevisionWithinDays,
    int KeepMonths = 12,
    int CancellationPercent = 10,
    int AfterStartPercent = 10,
    int StudioCancelPercent = 10,
    int LostPhotosTimes = 3,
    int Photographers = 1,
    int AlbumPages = 0,
    int AlbumCopies = 0
)
{
    /// <summary>계약금; zero where there is none.</summary>
    public Money Deposit => Plan.Where(l => l.Kind == PlanLineKind.Deposit).Aggregate(Money.Zero, (sum, l) => sum + l.Amount);

    /// <summary>What the couple bears when they cancel before the shoot, rounded down to whole won.</summary>
    public Money CancellationFee => new(Total.Won * CancellationPercent / 100);
}

/// <summary>An amount of the plan and its day, as the paper says them.</summary>
/// <param name="Kind">What it is called.</param>
/// <param name="Amount">How much.</param>
/// <param name="Due">From what its day is counted.</param>
/// <param name="Days">How many days.</param>
/// <param name="On">The day of the calendar where the rule names one.</param>
public sealed record ContractDue(PlanLineKind Kind, Money Amount, PlanDue Due, int Days, DateOnly? On = null);

/// <summary>
/// The standard contract of a Korean wedding photographer: clauses and consents in Korean and in English. Refunds follow the guideline for
/// settling consumer disputes (사진현상 및 촬영업) and are never harder on the couple; the Korean text decides where the two differ.
/// </summary>
public static partial class StandardContract
{
    /// <summary>Names this wording in records; changes with every change of a sentence.</summary>
    public const string Version = "2026-11-28.2";

    /// <summary>What a studio's own template starts from.</summary>
    /// <param name="language"><c>ko</c> or <c>en</c>.</param>
    public static ContractTemplateDraft Template(string language) =>
        new(
            language == "ko" ? "표준 계약서" : "Standard contract",
            language,
            language == "ko" ? KoreanClauses : EnglishClauses,
            language == "ko" ? KoreanConsents : EnglishConsents,
            new HouseRules(),
            new RefundPolicy(),
            new PenaltyTerms(),
            CounterSigns: false
        );

    /// <summary>The clauses in their order, filled with figures.</summary>
    /// <param name="terms">The figures in them.</param>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static IReadOnlyList<ContractClause> Clauses(ContractTerms terms, CultureInfo culture) =>
        ContractTemplate.Fill(
            StudioFormat.IsKorean(culture) ? KoreanClauses : EnglishClauses,
            MergeFields.OfTerms(terms, culture),
            new HashSet<string>()
        );

    /// <summary>The consents in their order, required ones first, none ticked.</summary>
    /// <param name="studioName">Who asks.</param>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static IReadOnlyList<ContractConsent> Consents(string studioName, CultureInfo culture)
    {
        var clauses = StudioFormat.IsKorean(culture) ? KoreanClauses : EnglishClauses;
        var values = new Dictionary<string, MergeValue>(MergeFields.OfClauses(clauses)) { ["studio"] = new(studioName) };
        return
        [
            .. (StudioFormat.IsKorean(culture) ? KoreanConsents : EnglishConsents).Select(c =>
                c with
                {
                    Text = MergeText.Fill(c.Text, values, new HashSet<string>()),
                }
            ),
        ];
    }

    /// <summary>What the studio is called beside its signature.</summary>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static string StudioRole(CultureInfo culture) => StudioFormat.IsKorean(culture) ? "스튜디오" : "Studio";

    /// <summary>The money lines: the total, then each line of the plan with its due date in words.</summary>
    /// <param name="terms">The figures in them.</param>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static IReadOnlyList<ContractMoneyLine> Money(ContractTerms terms, CultureInfo culture) =>
        [
            new(StudioFormat.IsKorean(culture) ? "총액" : "Total", terms.Total, null, true),
            .. terms.Plan.Select(l => new ContractMoneyLine(Words.Of(l.Kind, culture), l.Amount, DueOf(l, culture))),
        ];

    /// <summary>서명한 날부터 3일 이내, At least 7 days before the wedding: when a line is due, in words.</summary>
    /// <param name="line">The line.</param>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static string DueOf(ContractDue line, CultureInfo culture) =>
        StudioFormat.IsKorean(culture)
            ? (line.Due, line.Days) switch
            {
                (PlanDue.AfterSigning, 0) => "서명한 날까지",
                (PlanDue.AfterSigning, _) => $"서명한 날부터 {line.Days}일 이내",
                (PlanDue.BeforeShoot or PlanDue.AfterShoot, 0) => "예식 당일까지",
                (PlanDue.BeforeShoot, 1) => "예식 전날까지",
                (PlanDue.BeforeShoot, _) => $"예식 {line.Days}일 전까지",
                (PlanDue.AfterShoot, _) => $"예식 {line.Days}일 후까지",
                _ => StudioFormat.Date(line.On!.Value, culture) + "까지",
            }
            : (line.Due, line.Days) switch
            {
                (PlanDue.AfterSigning, 0) => "On the day of signing",
                (PlanDue.AfterSigning, 1) => "Within 1 day of signing",
                (PlanDue.AfterSigning, _) => $"Within {line.Days} days of signing",
                (PlanDue.BeforeShoot or PlanDue.AfterShoot, 0) => "By the wedding day",
                (PlanDue.BeforeShoot, 1) => "By the day before the wedding",
                (PlanDue.BeforeShoot, _) => $"At least {line.Days} days before the wedding",
                (PlanDue.AfterShoot, 1) => "By the day after the wedding",
                (PlanDue.AfterShoot, _) => $"Within {line.Days} days after the wedding",
                _ => "By " + StudioFormat.Date(line.On!.Value, culture),
            };

    /// <summary>What follows the deposit, as part of a sentence: 중도금 1,000원은 예식 30일 전까지, 잔금 2,000원은 예식 7일 전까지.</summary>
    internal static string Later(ContractTerms terms, CultureInfo culture)
    {
        var korean = StudioFormat.IsKorean(culture);
        var lines = terms.Plan.Where(l => l.Kind != PlanLineKind.Deposit).ToList();
        return string.Join(
            korean ? ", " : "; ",
            lines.Select(
                (l, i) =>
                {
                    var (name, amount, due) = (Words.Of(l.Kind, culture), StudioFormat.Money(l.Amount, culture), DueOf(l, culture));
                    return korean
                        ? $"{name} {amount}은 {due}"
                        : $"{(i == 0 ? "The" : "the")} {name.ToLowerInvariant()} of {amount} is due {char.ToLowerInvariant(due[0])}{due[1..]}";
                }
            )
        );
    }
}
