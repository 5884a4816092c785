using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Feeds;

/// <summary>An entry of a feed as it is read.</summary>
/// <param name="Id">The shoot, leave or hold.</param>
/// <param name="Kind">Which of them.</param>
/// <param name="Start">Begin.</param>
/// <param name="End">End.</param>
/// <param name="Travel">Minutes on the way before a shoot.</param>
/// <param name="Couple">Both names; null for leave.</param>
/// <param name="Type">What happens in a shoot.</param>
/// <param name="Status">How far a shoot is; null for others.</param>
/// <param name="Location">Venue and hall.</param>
/// <param name="Address">Road address.</param>
/// <param name="Room">The studio's own room.</param>
/// <param name="NoFlash">Whether flash is known to be forbidden.</param>
/// <param name="Crew">Who has to be there: the photographer first.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="UpdatedAt">Last change.</param>
public sealed record FeedEntry(
    Guid Id,
    CalendarKind Kind,
    DateTimeOffset Start,
    DateTimeOffset End,
    int? Travel,
    string? Couple,
    ScheduleType? Type,
    ShootStatus? Status,
    string? Location,
    string? Address,
    string? Room,
    bool NoFlash,
    IReadOnlyList<string> Crew,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);

/// <summary>What a feed says about itself.</summary>
/// <param name="Name">The calendar's name.</param>
/// <param name="Kind">Whose entries.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="AlarmMinutes">Minutes of notice before one has to leave; null for none.</param>
public sealed record FeedHead(string Name, FeedKind Kind, string Language, int? AlarmMinutes);

/// <summary>
/// Writes a feed as iCalendar. What is written follows from the rows alone and not from the clock (DTSTAMP is the last change, as RFC 5545 3.8.7.2 says
/// of a calendar without a method), so that the same rows have the same ETag. Phones, notes and reasons of leave stay in the house.
/// </summary>
public static class FeedDocument
{
    /// <summary>How far back a feed goes, in days; what was called off stays as long.</summary>
    public const int DaysBack = 90;

    /// <summary>How far ahead, in years.</summary>
    public const int YearsAhead = 2;

    /// <summary>The feed as text.</summary>
    /// <param name="head">What it says about itself.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="clock">The studio's clock, for its zone and for the years whose changes of the clocks are described.</param>
    public static string Write(FeedHead head, IEnumerable<FeedEntry> entries, StudioClock clock)
    {
        var culture = CultureInfo.GetCultureInfo(head.Language == "en" ? "en" : "ko");
        var year = clock.Today.Year;
        var ics = new IcsWriter()
            .Line("BEGIN", "VCALENDAR")
            .Line("VERSION", "2.0")
            .Line("PRODID", "-//MindGraphy//Studio calendar//" + (head.Language == "en" ? "EN" : "KO"))
            .Line("CALSCALE", "GREGORIAN")
            .Text("X-WR-CALNAME", head.Name)
            .Line("X-WR-TIMEZONE", clock.Zone.Id)
            .Line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
            .Line("X-PUBLISHED-TTL", "PT1H")
            .Zone(
                clock.Zone,
                new DateTimeOffset(year - 1, 1, 1, 0, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(year + YearsAhead + 1, 1, 1, 0, 0, 0, TimeSpan.Zero)
            );
        foreach (var entry in entries)
        {
            Write(ics, head, entry, clock, culture);
        }

        return ics.Line("END", "VCALENDAR").ToString();
    }

    private static void Write(IcsWriter ics, FeedHead head, FeedEntry entry, StudioClock clock, CultureInfo culture)
    {
        var cancelled = entry.Status == ShootStatus.Cancelled;
        var summary = Summary(head, entry, culture);
        ics.Line("BEGIN", "VEVENT")
            .Line("UID", $"{entry.Kind.ToString().ToLowerInvariant()}-{entry.Id:D}@mindgraphy")
            .Utc("DTSTAMP", entry.UpdatedAt)
            .Utc("CREATED", entry.CreatedAt)
            .Utc("LAST-MODIFIED", entry.UpdatedAt)
            // Rises with every change, which is all that a program asks of it: seconds since the entry was made.
            .Line("SEQUENCE", ((long)Math.Max(0, (entry.UpdatedAt - entry.CreatedAt).TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        When(ics, entry, clock);
        ics.Text("SUMMARY", summary)
            .Text("LOCATION", Joined(", ", entry.Location, entry.Address))
            .Text("DESCRIPTION", Description(entry, clock, culture));
        ics.Line(
            "STATUS",
            cancelled ? "CANCELLED"
                : entry.Kind == CalendarKind.Hold || entry.Status == ShootStatus.Scheduled ? "TENTATIVE"
                : "CONFIRMED"
        );
        ics.Line("TRANSP", cancelled ? "TRANSPARENT" : "OPAQUE");
        if (!cancelled && entry.Kind == CalendarKind.Shoot && head.AlarmMinutes is { } notice)
        {
            ics.Line("BEGIN", "VALARM")
                .Line("ACTION", "DISPLAY")
                .Text("DESCRIPTION", Leaving(entry, clock, culture) ?? summary)
                .Line("TRIGGER", string.Create(CultureInfo.InvariantCulture, $"-PT{(entry.Travel ?? 0) + notice}M"))
                .Line("END", "VALARM");
        }

        ics.Line("END", "VEVENT");
    }

    // Whole days of the studio's zone are days, which a program shows above the hours.
    private static void When(IcsWriter ics, FeedEntry entry, StudioClock clock)
    {
        var (from, to) = (clock.Local(entry.Start), clock.Local(entry.End));
        if (entry.Kind == CalendarKind.Leave && from.TimeOfDay == TimeSpan.Zero && to.TimeOfDay == TimeSpan.Zero)
        {
            ics.Day("DTSTART", DateOnly.FromDateTime(from.DateTime)).Day("DTEND", DateOnly.FromDateTime(to.DateTime));
        }
        else
        {
            ics.Local("DTSTART", entry.Start, clock.Zone).Local("DTEND", entry.End, clock.Zone);
        }
    }

    private static string Summary(FeedHead head, FeedEntry entry, CultureInfo culture)
    {
        // On one's own calendar one's own name says nothing.
        var people = head.Kind == FeedKind.Person ? null : string.Join(", ", entry.Crew);
        return entry.Kind switch
        {
            CalendarKind.Leave => Joined(" · ", Words.Of(BookingSource.Leave, culture), people)!,
            CalendarKind.Hold => Joined(" · ", Words.Of(BookingSource.Hold, culture), entry.Couple, people)!,
            _ => Joined(
                " · ",
                entry.Status == ShootStatus.Cancelled
                    ? $"[{Words.Of(ShootStatus.Cancelled, culture)}] {Words.Of(entry.Type!.Value, culture)}"
                    : Words.Of(entry.Type!.Value, culture),
                entry.Couple
            )!,
        };
    }

    private static string? Description(FeedEntry entry, StudioClock clock, CultureInfo culture)
    {
        if (entry.Kind != CalendarKind.Shoot)
        {
            return null;
        }

        return Joined(
            "\n",
            Said("Feed.Couple", culture, entry.Couple),
            Said("Feed.Type", culture, Words.Of(entry.Type!.Value, culture)),
            entry.Crew.Count > 0 ? Said("Feed.Crew", culture, string.Join(", ", entry.Crew)) : null,
            Leaving(entry, clock, culture),
            entry.Room is null ? null : Said("Feed.Room", culture, entry.Room),
            entry.NoFlash ? Said("Feed.NoFlash", culture) : null
        );
    }

    private static string? Leaving(FeedEntry entry, StudioClock clock, CultureInfo culture) =>
        entry.Travel is > 0 and { } minutes
            ? Said(
                "Feed.Travel",
                culture,
                minutes,
                StudioFormat.Time(TimeOnly.FromDateTime(clock.Local(entry.Start.AddMinutes(-minutes)).DateTime))
            )
            : null;

    internal static string Said(string key, CultureInfo culture, params object?[] values) =>
        string.Format(culture, Words.Find(typeof(FeedDocument), key, culture) ?? key, values);

    private static string? Joined(string between, params string?[] parts) =>
        string.Join(between, parts.Where(p => !string.IsNullOrEmpty(p))) is { Length: > 0 } text ? text : null;
}
