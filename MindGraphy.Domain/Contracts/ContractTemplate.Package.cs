using System.Globalization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

public static partial class ContractTemplate
{
    /// <summary>The figures of the standard contract for a package at a price. What a package does not say is the house's rule.</summary>
    /// <param name="package">What is included.</param>
    /// <param name="total">The whole price.</param>
    /// <param name="plan">What is to be paid when.</param>
    public static ContractTerms TermsOf(PackageTerms package, Money total, IEnumerable<PlanLine> plan) =>
        new(
            total,
            [
                .. plan.Where(l => l.Kind != PlanLineKind.Additional)
                    .OrderBy(l => l.Position)
                    .Select(l => new ContractDue(l.Kind, l.Amount, l.DueRule, l.DueDays, l.FixedOn)),
            ],
            package.ShootHours,
            OvertimePerHalfHour: Common.Money.Zero,
            OriginalsWithinDays: 14,
            package.RetouchedPhotos,
            new Money(package.ExtraPhotoWon),
            SelectWithinDays: 60,
            package.DeliveryDays,
            package.RevisionRounds,
            RevisionWithinDays: 14
        );

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
            korean ? "작가" : "Photographers",
            korean ? $"{package.Photographers}명" : $"{package.Photographers}"
        );
        Add(package.OriginalsIncluded, korean ? "촬영본 전체 제공" : "All pictures", null);
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
