using System.Globalization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>The words of an amendment (변경계약서), in Korean and in English.</summary>
public static class StandardAmendment
{
    /// <summary>Names this wording in records; changes with every change of a sentence.</summary>
    public const string Version = "amend-2026-11-28";

    /// <summary>What changes, before and after, in the order of a contract.</summary>
    public static IReadOnlyList<ContractChange> Changes(Contract amendment, Contract contract)
    {
        var (culture, terms) = (ContractPapers.CultureOf(amendment.Language), amendment.Amendment!);
        var korean = StudioFormat.IsKorean(culture);
        var changes = new List<ContractChange>();

        void Add(bool changes_, string ko, string en, string? before, string? after)
        {
            if (changes_ && before != after)
            {
                changes.Add(new ContractChange(korean ? ko : en, before ?? "-", after ?? "-"));
            }
        }

        string Day(DateOnly day) => StudioFormat.Date(day, culture);
        string? Hour(TimeOnly? time) => time is { } at ? StudioFormat.Time(at) : null;

        Add(
            terms.WeddingDate is not null,
            "예식일",
            "Wedding day",
            Day(contract.WeddingDate),
            Day(terms.WeddingDate ?? contract.WeddingDate)
        );
        Add(terms.WeddingTime is not null, "예식 시간", "Ceremony", Hour(contract.WeddingTime), Hour(terms.WeddingTime));
        Add(terms.WeddingVenue is not null, "예식 장소", "Venue", contract.WeddingVenue, terms.WeddingVenue);
        Add(terms.PhotographerId is not null, "촬영 작가", "Photographer", contract.PhotographerName, terms.PhotographerName);
        if (terms.Included is { } included)
        {
            var (before, after) = (StandardContract.Included(contract.Included, culture), StandardContract.Included(included, culture));
            foreach (var what in before.Concat(after).Select(l => l.What).Distinct())
            {
                Add(true, what, what, Amount(before, what, korean), Amount(after, what, korean));
            }

            Add(
                true,
                "보정본 전달",
                "Retouched pictures within",
                Days(contract.Included.DeliveryDays, korean),
                Days(included.DeliveryDays, korean)
            );
        }

        foreach (var option in terms.AddedOptions)
        {
            Add(true, "추가 품목", "Added", "-", option.Quantity > 1 ? $"{option.Name} × {option.Quantity}" : option.Name);
        }

        var (owed, change) = (contract.Owed, new Money(terms.PriceWon));
        Add(
            terms.PriceWon > 0,
            "더 낼 금액",
            "To pay in addition",
            "-",
            terms.PriceWon > 0 ? $"{StudioFormat.Money(change, culture)} ({Day(terms.PriceDueOn!.Value)})" : null
        );
        Add(terms.PriceWon != 0, "총 대금", "Total price", StudioFormat.Money(owed, culture), StudioFormat.Money(owed + change, culture));
        return changes;
    }

    /// <summary>The clauses of an amendment.</summary>
    public static IReadOnlyList<ContractClause> Clauses(Contract amendment, Contract contract)
    {
        var (culture, terms) = (ContractPapers.CultureOf(amendment.Language), amendment.Amendment!);
        var korean = StudioFormat.IsKorean(culture);
        var won = StudioFormat.Money(new Money(Math.Abs(terms.PriceWon)), culture);
        var clauses = new List<ContractClause>
        {
            korean
                ? new(
                    "변경의 효력",
                    $"① 이 변경계약은 고객과 스튜디오가 모두 서명한 때부터 효력이 생기며, 계약 {contract.ContractNumber}의 일부가 됩니다.\n② 위에 적지 않은 내용은 계약 {contract.ContractNumber}에서 정한 대로 합니다."
                )
                : new(
                    "Effect",
                    $"(1) This amendment takes effect when the couple and the studio have signed it, and becomes part of contract {contract.ContractNumber}.\n(2) Whatever is not named above stays as contract {contract.ContractNumber} has it."
                ),
        };
        if (terms.PriceWon > 0)
        {
            var due = StudioFormat.Date(terms.PriceDueOn!.Value, culture);
            clauses.Add(
                korean
                    ? new("대금의 변경", $"변경으로 더해지는 대금 {won}은 {due}까지 냅니다.")
                    : new("Price", $"The price rises by {won}, which is due by {due}.")
            );
        }
        else if (terms.PriceWon < 0)
        {
            clauses.Add(
                korean
                    ? new(
                        "대금의 변경",
                        $"변경으로 줄어드는 대금 {won}은 마지막에 낼 대금에서 뺍니다. 이미 낸 대금이 바뀐 총액보다 많으면 스튜디오는 7일 안에 그 차액을 돌려줍니다."
                    )
                    : new(
                        "Price",
                        $"The price falls by {won}, which is taken off the last payment. Where more was paid than the new total, the studio returns the difference within 7 days."
                    )
            );
        }

        if (terms.WeddingDate is not null)
        {
            clauses.Add(
                korean
                    ? new(
                        "일정의 변경",
                        "예식일을 기준으로 정한 납부일과 제공일은 바뀐 예식일부터 다시 셉니다. 스튜디오는 바뀐 예식일의 촬영 일정을 고객을 위해 비워 둡니다."
                    )
                    : new(
                        "Dates",
                        "Due dates that are counted from the wedding day are counted from the new one. The studio keeps the new day free for the couple."
                    )
            );
        }

        if (terms.Note is { } note)
        {
            clauses.Add(new ContractClause(korean ? "그 밖의 합의" : "Further agreements", note));
        }

        return clauses;
    }

    /// <summary>What is ticked: that the changes were read.</summary>
    public static IReadOnlyList<ContractConsent> Consents(string language) =>
        language == "ko"
            ? [new("amendment", "변경 내용 확인", "위의 변경 내용을 읽고 이해했으며 이에 동의합니다.", true)]
            : [new("amendment", "The changes", "I have read and understood the changes above and agree to them.", true)];

    private static string? Amount(IReadOnlyList<ContractIncluded> lines, string what, bool korean) =>
        lines.FirstOrDefault(l => l.What == what) is { } line ? line.HowMuch ?? (korean ? "포함" : "Included") : null;

    private static string Days(int days, bool korean) =>
        korean ? string.Create(CultureInfo.InvariantCulture, $"{days}일 안") : string.Create(CultureInfo.InvariantCulture, $"{days} days");
}
