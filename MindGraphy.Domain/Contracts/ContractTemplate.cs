using System.Globalization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>
/// The figures a standard contract is filled with. They come from the package and the studio's settings; a contract keeps the text made
/// from them, so that later changes never touch it.
/// </summary>
/// <param name="Total">Price of everything, whole won.</param>
/// <param name="Deposit">계약금; at most the total.</param>
/// <param name="DepositDueDays">Days after signing within which the deposit is paid, 1 to 30.</param>
/// <param name="BalanceDueDays">Days before the wedding by which the balance is paid, 0 to 90; 0 means on the day.</param>
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
/// What the couple bears of the total when they cancel before the shoot, 0 to 10; the guideline for photography says 10.
/// </param>
public sealed record ContractTerms(
    Money Total,
    Money Deposit,
    int DepositDueDays,
    int BalanceDueDays,
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
    int CancellationPercent = 10
)
{
    /// <summary>What is left after the deposit.</summary>
    public Money Balance => Total - Deposit;

    /// <summary>What the couple bears when they cancel before the shoot, rounded down to whole won.</summary>
    public Money CancellationFee => new(Total.Won * CancellationPercent / 100);
}

/// <summary>
/// The standard contract of a Korean wedding photographer: clauses and consents in Korean and in English. Refunds follow the guideline for
/// settling consumer disputes (사진현상 및 촬영업) and are never harder on the couple; the Korean text decides where the two differ.
/// </summary>
public static partial class ContractTemplate
{
    /// <summary>Names this wording in records; changes with every change of a sentence.</summary>
    public const string Version = "2026-11";

    /// <summary>The clauses in their order.</summary>
    /// <param name="terms">The figures in them.</param>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static IReadOnlyList<ContractClause> Clauses(ContractTerms terms, CultureInfo culture) =>
        StudioFormat.IsKorean(culture) ? KoreanClauses(terms, culture) : EnglishClauses(terms, culture);

    /// <summary>The consents in their order, required ones first, none ticked.</summary>
    /// <param name="studioName">Who asks.</param>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static IReadOnlyList<ContractConsent> Consents(string studioName, CultureInfo culture) =>
        StudioFormat.IsKorean(culture) ? KoreanConsents(studioName) : EnglishConsents(studioName);

    /// <summary>What the studio is called beside its signature.</summary>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static string StudioRole(CultureInfo culture) => StudioFormat.IsKorean(culture) ? "스튜디오" : "Studio";

    /// <summary>The money lines: total, deposit, balance, with their due dates in words.</summary>
    /// <param name="terms">The figures in them.</param>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static IReadOnlyList<ContractMoneyLine> Money(ContractTerms terms, CultureInfo culture)
    {
        var korean = StudioFormat.IsKorean(culture);
        var deposit =
            korean ? $"서명한 날부터 {terms.DepositDueDays}일 이내"
            : terms.DepositDueDays == 1 ? "Within 1 day of signing"
            : $"Within {terms.DepositDueDays} days of signing";
        var balance = terms.BalanceDueDays switch
        {
            0 => korean ? "예식 당일까지" : "By the wedding day",
            1 => korean ? "예식 전날까지" : "By the day before the wedding",
            _ => korean ? $"예식 {terms.BalanceDueDays}일 전까지" : $"At least {terms.BalanceDueDays} days before the wedding",
        };
        return
        [
            new(korean ? "총액" : "Total", terms.Total, null, true),
            new(korean ? "계약금" : "Deposit", terms.Deposit, deposit),
            new(korean ? "잔금" : "Balance", terms.Balance, balance),
        ];
    }
}
