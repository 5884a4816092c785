using System.Globalization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

public static partial class StandardContract
{
    /// <summary>The figures of a contract: its money, its counts, and the rules of the house.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="template">What it is written by.</param>
    public static ContractTerms TermsOf(Contract contract, ContractTemplateDraft template) =>
        new(
            contract.TotalAmount,
            [
                .. contract
                    .Plan.Where(l => l.Kind != PlanLineKind.Additional)
                    .OrderBy(l => l.Position)
                    .Select(l => new ContractDue(l.Kind, l.Amount, l.DueRule, l.DueDays, l.FixedOn)),
            ],
            contract.Included.ShootHours,
            new Money(template.House.OvertimePerHalfHourWon),
            template.House.OriginalsWithinDays,
            contract.Included.RetouchedPhotos,
            new Money(contract.Included.ExtraPhotoWon),
            template.House.SelectWithinDays,
            contract.Included.DeliveryDays,
            contract.Included.RevisionRounds,
            template.House.RevisionWithinDays,
            template.House.KeepMonths,
            template.Refund.BeforeStartPercent,
            template.Refund.AfterStartPercent,
            template.Penalty.StudioCancelPercent,
            template.Penalty.LostPhotosTimes,
            contract.Included.Photographers,
            contract.Included.AlbumPages,
            contract.Included.AlbumCopies
        );

    /// <summary>What was bought, line by line, as it stands on the paper: the counts, then the options by name.</summary>
    /// <param name="package">What is included, the options' counts with it.</param>
    /// <param name="options">What was bought beside the package.</param>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static IReadOnlyList<ContractIncluded> Included(
        PackageTerms package,
        IReadOnlyList<BoughtOption> options,
        CultureInfo culture
    ) =>
        [
            .. Included(package, culture),
            .. options.Select(o => new ContractIncluded(
                (StudioFormat.IsKorean(culture) ? "선택: " : "Option: ") + o.Name,
                o.Quantity > 1 ? "× " + o.Quantity.ToString(CultureInfo.InvariantCulture) : null
            )),
        ];

    /// <summary>What a package contains, line by line, as it stands on the paper.</summary>
    /// <param name="package">What is included.</param>
    /// <param name="culture">Korean, or English for everybody else.</param>
    public static IReadOnlyList<ContractIncluded> Included(PackageTerms package, CultureInfo culture)
    {
        var korean = StudioFormat.IsKorean(culture);
        var lines = new List<ContractIncluded>();

        void Add(bool included, string what, string? howMuch)
        {
            if (included)
            {
                lines.Add(new ContractIncluded(what, howMuch));
            }
        }

        Add(package.ShootHours > 0, korean ? "현장 촬영" : "On-site photography", Count(package.ShootHours, korean, "시간", "hour"));
        Add(
            package.Photographers > 0,
            package.Grade == PhotographerGrade.Any ? (korean ? "작가" : "Photographers") : Words.Of(package.Grade, culture),
            korean ? $"{package.Photographers}명" : $"{package.Photographers}"
        );
        Add(
            package.OriginalsIncluded,
            korean ? "촬영본 전체 제공" : "All pictures",
            package.OriginalPhotos == 0 ? null
                : korean ? $"{package.OriginalPhotos:N0}장 이상"
                : $"{package.OriginalPhotos:N0} or more"
        );
        Add(
            package.RetouchedPhotos > 0,
            korean ? "보정본" : "Retouched pictures",
            korean ? $"{package.RetouchedPhotos}장" : $"{package.RetouchedPhotos}"
        );
        Add(
            package.AlbumCopies > 0,
            korean ? $"앨범 {package.AlbumPages}쪽" : $"Album, {package.AlbumPages} pages",
            korean ? $"{package.AlbumCopies}권" : Count(package.AlbumCopies, false, "", "copy", "copies")
        );
        Add(
            package.RevisionRounds > 0,
            korean ? "재수정" : "Rounds of changes",
            korean ? $"{package.RevisionRounds}회" : $"{package.RevisionRounds}"
        );
        return lines;
    }

    private static string Count(int count, bool korean, string unit, string one, string? many = null) =>
        korean ? $"{count}{unit}" : $"{count} {(count == 1 ? one : many ?? one + "s")}";
}
