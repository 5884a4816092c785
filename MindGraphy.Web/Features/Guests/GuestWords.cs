using System.Globalization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Guests;

namespace MindGraphy.Web.Features.Guests;

/// <summary>What the couple's and the studio's pages say alike.</summary>
public static class GuestWords
{
    /// <summary>How a gallery stands, in one line.</summary>
    /// <param name="text">The words.</param>
    /// <param name="row">The gallery.</param>
    /// <param name="guests">Knows its last day.</param>
    /// <param name="clock">The studio's clock.</param>
    /// <param name="counts">Whether to say how many pictures are shown: not where a counter of the same page follows each tap.</param>
    public static string Stand(IStringLocalizer text, GuestRow row, GuestService guests, StudioClock clock, bool counts = true)
    {
        var culture = CultureInfo.CurrentUICulture;
        var until = StudioFormat.Date(guests.LastDayOf(row.ExpiresAt), culture);
        var parts = new List<string>
        {
            row.IsRevoked ? text["Stand.Revoked"]
            : row.IsOpen ? text["Stand.Until", until]
            : text["Stand.Over", until],
        };
        if (counts)
        {
            parts.Add(text["Stand.Shown", row.Shown, row.Total]);
        }

        if (!row.IsRevoked)
        {
            parts.Add(
                row.LastSeen is { } at ? text["Stand.Seen", StudioFormat.DateTime(at, clock.Zone, culture)].Value : text["Stand.NotSeen"]
            );
        }

        return string.Join(" · ", parts);
    }

    /// <summary>What a form says of a gallery. A day that is none counts as one that is over.</summary>
    public static GuestDraft DraftOf(IFormCollection form, GuestService guests) =>
        new(
            form["title"].ToString(),
            guests.EndOf(
                DateOnly.TryParseExact(
                    form["until"].ToString(),
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                ) && day.Year is > 2000 and < 9000
                    ? day
                    : new DateOnly(2000, 1, 1)
            ),
            form["save"] == "on",
            form["pin"] == "on"
        );
}
