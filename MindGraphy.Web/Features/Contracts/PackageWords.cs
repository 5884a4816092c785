using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>A package or an option in one line.</summary>
internal static class PackageWords
{
    /// <summary>현장 촬영 5시간 · 작가 2명 · …</summary>
    public static string Included(PackageTerms terms) =>
        string.Join(" · ", StandardContract.Included(terms, CultureInfo.CurrentUICulture).Select(l => $"{l.What} {l.HowMuch}".Trim()));

    /// <summary>보정본 +10 · 앨범 +1; empty where it changes no count.</summary>
    public static string Adds(OptionTerms adds)
    {
        (string Field, int Count)[] counts =
        [
            (nameof(adds.ShootHours), adds.ShootHours),
            (nameof(adds.Photographers), adds.Photographers),
            (nameof(adds.RetouchedPhotos), adds.RetouchedPhotos),
            (nameof(adds.RevisionRounds), adds.RevisionRounds),
            (nameof(adds.AlbumPages), adds.AlbumPages),
            (nameof(adds.AlbumCopies), adds.AlbumCopies),
            (nameof(adds.DaysSooner), adds.DaysSooner),
        ];
        return string.Join(
            " · ",
            counts
                .Where(c => c.Count > 0)
                .Select(c =>
                    string.Format(
                        CultureInfo.InvariantCulture,
                        Words.Find(typeof(OptionTerms), "OptionAdds." + c.Field, CultureInfo.CurrentUICulture) ?? "{0}",
                        c.Count
                    )
                )
        );
    }
}
