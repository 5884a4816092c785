using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Web.Features.Proofing.Preview;

/// <summary>What a form holds that was not sent yet, in the address of its preview: looking makes nothing.</summary>
/// <param name="AlbumId">The album.</param>
/// <param name="People">Who would get a link.</param>
/// <param name="Limit">Limit; null for what the contract includes.</param>
/// <param name="Deadline">The last day.</param>
/// <param name="Rules">What else would hold.</param>
public sealed record ProofPreviewQuery(Guid AlbumId, IReadOnlyCollection<Guid> People, int? Limit, DateOnly Deadline, ProofRules Rules)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The address of the preview.</summary>
    /// <param name="projectId">The project.</param>
    public string AddressOf(Guid projectId) =>
        QueryHelpers.AddQueryString(
            $"/studio/projects/{projectId}/proof-preview",
            new Dictionary<string, StringValues>
            {
                ["album"] = AlbumId.ToString(),
                ["who"] = People.Select(p => p.ToString()).ToArray(),
                ["limit"] = Limit?.ToString(CultureInfo.InvariantCulture),
                ["until"] = Deadline.ToString(DayFormat, CultureInfo.InvariantCulture),
                ["extras"] = Rules.OffersExtras ? "1" : null,
                ["pin"] = Rules.WithPin ? "1" : null,
                ["save"] = Rules.MaySave ? "1" : null,
                ["rule"] = (Rules.Sections ?? [])
                    .Where(s => s is not { Least: null, Most: null })
                    .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Section}.{s.Least}.{s.Most}"))
                    .ToArray(),
            }
        );

    /// <summary>Reads an address; null where it names no album or no day.</summary>
    public static ProofPreviewQuery? Read(IQueryCollection query) =>
        Guid.TryParse(query["album"], out var album)
        && DateOnly.TryParseExact(query["until"], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            ? new ProofPreviewQuery(
                album,
                [.. query["who"].Select(w => Guid.TryParse(w, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)],
                Number(query["limit"]),
                until,
                new ProofRules(
                    query["extras"] == "1",
                    [.. query["rule"].Select(WishOf).OfType<SectionWish>()],
                    query["pin"] == "1",
                    query["save"] == "1"
                )
            )
            : null;

    private static SectionWish? WishOf(string? rule) =>
        rule?.Split('.') is [var section, var least, var most] && Enum.TryParse<PhotoSection>(section, out var part) && Enum.IsDefined(part)
            ? new SectionWish(part, Number(least), Number(most))
            : null;

    private static int? Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
