using System.Diagnostics;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using MindGraphy.Domain.Common;
using Period = MindGraphy.Domain.Common.Period;

namespace MindGraphy.Domain.Feeds;

/// <summary>What stands in a private calendar.</summary>
/// <param name="Times">When its owner is busy, merged, by begin.</param>
/// <param name="PassedOver">Entries that could not be understood.</param>
public sealed record BusyReading(IReadOnlyList<Period> Times, int PassedOver);

/// <summary>
/// Reads when somebody is busy out of an iCalendar, and nothing else of it. Recurring entries are expanded inside the asked time only; those that are
/// free (transparent), called off or repeat within a day are passed over. Whole days and times without a zone count in the studio's zone. What can't be
/// understood is counted, not fatal.
/// </summary>
public static class BusyReader
{
    /// <summary>The most occurrences in the asked time.</summary>
    public const int MostOccurrences = 10_000;

    /// <summary>The most entries that are looked at.</summary>
    public const int MostEntries = 40_000;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>Reads a calendar.</summary>
    /// <param name="text">The calendar.</param>
    /// <param name="from">Since when it is asked about.</param>
    /// <param name="to">Until when.</param>
    /// <param name="clock">The studio's clock, for its zone.</param>
    /// <returns>The reading, or why there is none.</returns>
    public static (BusyReading? Reading, BusyProblem? Problem) Read(string text, DateTimeOffset from, DateTimeOffset to, StudioClock clock)
    {
        var begin = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (!begin.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
        {
            return (null, BusyProblem.NoCalendar);
        }

        if (text.AsSpan().Count("BEGIN:VEVENT") > MostEntries)
        {
            return (null, BusyProblem.TooMany);
        }

        CalendarCollection calendars;
        try
        {
            calendars = CalendarCollection.Load(text);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser throws whatever its innermost step threw: garbage is garbage.
            return (null, BusyProblem.NoCalendar);
        }

        var found = new List<Period>();
        var passedOver = 0;
        var watch = Stopwatch.StartNew();
        foreach (var calendar in calendars)
        {
            var moved = calendar
                .Events.Where(e => e.RecurrenceIdentifier is not null && e.Uid is not null)
                .GroupBy(e => e.Uid!, StringComparer.Ordinal)
                .ToDictionary(
                    g => g.Key,
                    g => g.Select(e => Moment(e.RecurrenceIdentifier!.StartTime, clock)).ToHashSet(),
                    StringComparer.Ordinal
                );
            foreach (var entry in calendar.Events)
            {
                if (IsFree(entry))
                {
                    continue;
                }

                try
                {
                    var instead = entry is { RecurrenceIdentifier: null, Uid: { } uid } ? moved.GetValueOrDefault(uid) : null;
                    foreach (var time in TimesOf(entry, instead, from, to, clock))
                    {
                        found.Add(time);
                        if (found.Count > MostOccurrences)
                        {
                            return (null, BusyProblem.TooMany);
                        }

                        if (watch.Elapsed > MostTime)
                        {
                            return (null, BusyProblem.TooSlow);
                        }
                    }
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    passedOver++;
                }

                if (watch.Elapsed > MostTime)
                {
                    return (null, BusyProblem.TooSlow);
                }
            }
        }

        return (new BusyReading(Merge(found), passedOver), null);
    }

    /// <summary>Times without those that others have; whole pieces of what is left, by begin.</summary>
    public static IReadOnlyList<Period> Without(IReadOnlyList<Period> times, IReadOnlyList<TakenTime> taken)
    {
        var left = new List<Period>(times.Count);
        var next = 0;
        foreach (var time in times)
        {
            while (next < taken.Count && taken[next].To <= time.From)
            {
                next++;
            }

            var from = time.From;
            for (var i = next; i < taken.Count && taken[i].From < time.To; i++)
            {
                if (taken[i].From > from)
                {
                    left.Add(new Period(from, taken[i].From));
                }

                from = taken[i].To > from ? taken[i].To : from;
            }

            if (from < time.To)
            {
                left.Add(new Period(from, time.To));
            }
        }

        return left;
    }

    /// <summary>Cuts times at the studio's midnights, so that no piece is longer than a day.</summary>
    public static IEnumerable<Period> ByDay(IEnumerable<Period> times, StudioClock clock)
    {
        foreach (var time in times)
        {
            var from = time.From;
            while (from < time.To)
            {
                var midnight = clock.At(clock.DateOf(from).AddDays(1), TimeOnly.MinValue);
                var to = midnight < time.To ? midnight : time.To;
                yield return new Period(from, to);
                from = to;
            }
        }
    }

    private static bool IsFree(CalendarEvent entry) =>
        string.Equals(entry.Status, EventStatus.Cancelled, StringComparison.OrdinalIgnoreCase)
        || string.Equals(entry.Transparency, TransparencyType.Transparent, StringComparison.OrdinalIgnoreCase)
        || string.Equals(
            entry.Properties.FirstOrDefault(p => p.Name == "X-MICROSOFT-CDO-BUSYSTATUS")?.Value as string,
            "FREE",
            StringComparison.OrdinalIgnoreCase
        );

    private static IEnumerable<Period> TimesOf(
        CalendarEvent entry,
        HashSet<DateTimeOffset>? instead,
        DateTimeOffset from,
        DateTimeOffset to,
        StudioClock clock
    )
    {
        var start = entry.DtStart ?? throw new FormatException("An entry without a begin.");
        var first = Moment(start, clock);
        var length = LengthOf(entry, start, first, clock);
        if (length <= TimeSpan.Zero)
        {
            yield break;
        }

        if (entry.RecurrenceRule is null && !entry.RecurrenceDates.GetAllPeriods().Any() && !entry.RecurrenceDates.GetAllDates().Any())
        {
            if (Inside(first, length, from, to) is { } once)
            {
                yield return once;
            }

            yield break;
        }

        if (entry.RecurrenceRule is { Frequency: FrequencyType.Secondly or FrequencyType.Minutely or FrequencyType.Hourly })
        {
            throw new FormatException("An entry that repeats within a day.");
        }

        // Whoever repeats since long ago is asked about from a little before, so that what began earlier and still goes on is found.
        var since = new CalDateTime(
            clock.Local(from - length - TimeSpan.FromDays(1)).DateTime.Date,
            start.HasTime ? start.TzId : null,
            start.HasTime
        );
        foreach (var occurrence in entry.GetOccurrences(since, new EvaluationOptions { MaxUnmatchedIncrementsLimit = 2_000 }))
        {
            var at = Moment(occurrence.Period.StartTime, clock);
            if (at >= to)
            {
                yield break;
            }

            if (instead?.Contains(at) != true && Inside(at, length, from, to) is { } time)
            {
                yield return time;
            }
        }
    }

    private static TimeSpan LengthOf(CalendarEvent entry, CalDateTime start, DateTimeOffset first, StudioClock clock)
    {
        if (entry.DtEnd is { } end)
        {
            return Moment(end, clock) - first;
        }

        return entry.Duration is { } duration ? duration.ToTimeSpan(start)
            : start.HasTime ? TimeSpan.Zero
            : clock.At(start.Date.AddDays(1), TimeOnly.MinValue) - first;
    }

    private static Period? Inside(DateTimeOffset start, TimeSpan length, DateTimeOffset from, DateTimeOffset to)
    {
        var end = start + length;
        return start < to && end > from ? new Period(start < from ? from : start, end > to ? to : end) : null;
    }

    private static DateTimeOffset Moment(CalDateTime time, StudioClock clock)
    {
        if (!time.HasTime || time.IsFloating)
        {
            return clock.At(time.Date, time.Time ?? TimeOnly.MinValue);
        }

        try
        {
            return new DateTimeOffset(DateTime.SpecifyKind(time.AsUtc, DateTimeKind.Utc));
        }
        catch (ArgumentException)
        {
            // A zone that nobody knows by that name: most people live where they work.
            return clock.At(time.Date, time.Time ?? TimeOnly.MinValue);
        }
    }

    private static List<Period> Merge(List<Period> times)
    {
        var merged = new List<Period>(times.Count);
        foreach (var time in times.OrderBy(t => t.From))
        {
            if (merged.Count > 0 && time.From <= merged[^1].To)
            {
                merged[^1] = new Period(merged[^1].From, time.To > merged[^1].To ? time.To : merged[^1].To);
            }
            else
            {
                merged.Add(time);
            }
        }

        return merged;
    }
}
