using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace MindGraphy.Web.Features.Deliveries.Preview;

/// <summary>What a form holds that was not made yet, in the address of its preview: looking makes nothing. No address and no name of anybody stands in it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="AlbumId">The album to take the files from.</param>
/// <param name="Until">The last day.</param>
/// <param name="Limit">How often each person may fetch each thing; null without limit.</param>
/// <param name="WithPin">Whether a PIN is asked for.</param>
/// <param name="Hold">Whether originals wait until the contract is paid.</param>
public sealed record DeliveryPreviewQuery(string? Title, Guid AlbumId, DateOnly Until, int? Limit, bool WithPin, bool Hold)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The address of the preview.</summary>
    /// <param name="projectId">The project.</param>
    public string AddressOf(Guid projectId) =>
        QueryHelpers.AddQueryString(
            $"/studio/projects/{projectId}/delivery-preview",
            new Dictionary<string, string?>
            {
                ["title"] = Title,
                ["album"] = AlbumId.ToString(),
                ["until"] = Until.ToString(DayFormat, CultureInfo.InvariantCulture),
                ["limit"] = Limit?.ToString(CultureInfo.InvariantCulture),
                ["pin"] = WithPin ? "1" : null,
                ["hold"] = Hold ? "1" : null,
            }
        );

    /// <summary>Reads an address; null where it names no album or no day.</summary>
    public static DeliveryPreviewQuery? Read(IQueryCollection query) =>
        Guid.TryParse(query["album"], out var album)
        && DateOnly.TryParseExact(query["until"], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            ? new DeliveryPreviewQuery(
                query["title"],
                album,
                until,
                int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var limit) ? limit : null,
                query["pin"] == "1",
                query["hold"] == "1"
            )
            : null;
}
