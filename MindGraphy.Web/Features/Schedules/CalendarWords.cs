using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>What the calendar's views say and colour alike.</summary>
internal static class CalendarWords
{
    /// <summary>11:00–15:00; "all day" for what takes a day or more.</summary>
    public static string Times(CalendarEntry entry, StudioClock clock, IStringLocalizer<SchedulesText> text) =>
        entry.End - entry.Start >= TimeSpan.FromDays(1) && entry.Kind != CalendarKind.Shoot
            ? text["Leave.WholeDay"]
            : Hour(entry.Start, clock) + (entry.Kind == CalendarKind.Inquiry ? "" : "–" + Hour(entry.End, clock));

    /// <summary>The people of an entry, by commas.</summary>
    public static string Names(CalendarEntry entry, IReadOnlyList<CrewMember> crew) =>
        string.Join(", ", entry.PersonIds.Select(p => crew.FirstOrDefault(c => c.Id == p)?.Name).Where(n => n is not null));

    /// <summary>The class of an entry's edge: its first person's, or its status's.</summary>
    public static string Edge(CalendarEntry entry, CalendarColour colour, IReadOnlyList<CrewMember> crew)
    {
        if (colour == CalendarColour.Status)
        {
            return entry.Status is { } status ? $"cal-s-{status.ToString().ToLowerInvariant()}" : "";
        }

        return entry.PersonIds.Count > 0 && crew.FirstOrDefault(c => c.Id == entry.PersonIds[0]) is { } person
            ? $"cal-p{person.Colour}"
            : "";
    }

    /// <summary>The last whole day before a moment: a hold that ends with a day's midnight is kept through that day.</summary>
    public static DateOnly LastDayOf(DateTimeOffset until, StudioClock clock) => clock.DateOf(until.AddTicks(-1));

    private static string Hour(DateTimeOffset moment, StudioClock clock) =>
        StudioFormat.Time(TimeOnly.FromDateTime(clock.Local(moment).DateTime));
}
