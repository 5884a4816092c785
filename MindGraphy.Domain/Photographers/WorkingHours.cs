using System.Globalization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photographers;

/// <summary>A day of the week, in the order of <see cref="DayOfWeek"/>: with a name of its own in the reader's language.</summary>
public enum Weekday
{
    /// <summary>일요일.</summary>
    Sunday,

    /// <summary>월요일.</summary>
    Monday,

    /// <summary>화요일.</summary>
    Tuesday,

    /// <summary>수요일.</summary>
    Wednesday,

    /// <summary>목요일.</summary>
    Thursday,

    /// <summary>금요일.</summary>
    Friday,

    /// <summary>토요일.</summary>
    Saturday,
}

/// <summary>Hours of a weekday.</summary>
/// <param name="Day">The day they begin on.</param>
/// <param name="From">Begin.</param>
/// <param name="To">End; at or before <paramref name="From"/> it is on the next day, so that 00:00 is midnight and 18:00–02:00 a night.</param>
public readonly record struct HourRange(Weekday Day, TimeOnly From, TimeOnly To)
{
    /// <summary>How long, 1 minute to 24 hours.</summary>
    public TimeSpan Length => To > From ? To - From : TimeSpan.FromDays(1) - (From - To);

    /// <summary>10:00–19:00.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{From:HH\\:mm}–{(To == TimeOnly.MinValue ? "24:00" : To.ToString("HH:mm", CultureInfo.InvariantCulture))}"
        );
}

/// <summary>Hours in which a photographer works, week by week (<c>photographer_working_hours</c>).</summary>
public sealed class WorkingHours
{
    private WorkingHours() { }

    internal WorkingHours(Guid photographerId, HourRange range)
    {
        (Id, PhotographerId, Weekday, Begins, Ends) = (Ids.New(), photographerId, range.Day, range.From, range.To);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The photographer.</summary>
    public Guid PhotographerId { get; private init; }

    /// <summary>The day they begin on, in the studio's zone.</summary>
    public Weekday Weekday { get; private init; }

    /// <summary>Begin.</summary>
    public TimeOnly Begins { get; private init; }

    /// <summary>End; at or before the begin it is on the next day.</summary>
    public TimeOnly Ends { get; private init; }

    /// <summary>The same as one value.</summary>
    public HourRange Range => new(Weekday, Begins, Ends);
}

/// <summary>One day's hours beside the usual ones.</summary>
/// <param name="Date">The day in the studio's zone.</param>
/// <param name="From">Begin; null for the whole day.</param>
/// <param name="To">End; null for the day's end, at or before the begin on the next day.</param>
public sealed record ExtraHours(DateOnly Date, TimeOnly? From, TimeOnly? To);

/// <summary>When somebody works: their week, and hours beside it.</summary>
/// <param name="PersonId">The account.</param>
/// <param name="Name">Family name first.</param>
/// <param name="Week">Hours by weekday; none means any hour.</param>
/// <param name="Extra">Hours beside them.</param>
public sealed record PersonHours(Guid PersonId, string Name, IReadOnlyList<HourRange> Week, IReadOnlyList<ExtraHours> Extra);

/// <summary>Reckons with working hours; days and hours are the studio's.</summary>
public static class WorkingTime
{
    private const int MinutesOfWeek = 7 * 24 * 60;

    /// <summary>The weekday of a date.</summary>
    public static Weekday DayOf(DateOnly date) => (Weekday)(int)date.DayOfWeek;

    /// <summary>The day of the first hours that reach into others, over midnight and over the week's end too; null where none do.</summary>
    public static Weekday? FirstOverlap(IReadOnlyList<HourRange> week)
    {
        var spans = week.Select(r => (Range: r, Begin: ((int)r.Day * 24 * 60) + (int)r.From.ToTimeSpan().TotalMinutes))
            .OrderBy(s => s.Begin)
            .ToList();
        for (var i = 0; i < spans.Count; i++)
        {
            var end = spans[i].Begin + (int)spans[i].Range.Length.TotalMinutes;
            var next = i + 1 < spans.Count ? spans[i + 1].Begin : spans[0].Begin + MinutesOfWeek;
            if (end > next)
            {
                return spans[(i + 1) % spans.Count].Range.Day;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the whole of a time lies inside somebody's hours. Hours that meet, of one day or over midnight, count as one. Leave is no matter
    /// of hours: it keeps a person busy.
    /// </summary>
    /// <param name="hours">Whose.</param>
    /// <param name="from">Begin.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="clock">The studio's clock, for its zone.</param>
    /// <returns>Null where it does; else the words for why it does not.</returns>
    public static Refusal? Outside(PersonHours hours, DateTimeOffset from, DateTimeOffset to, StudioClock clock)
    {
        if (hours.Week.Count == 0)
        {
            return null;
        }

        // What began the evening before may still go on.
        var (first, last) = (clock.DateOf(from).AddDays(-1), clock.DateOf(to));
        var spans = new List<(DateTimeOffset Begin, DateTimeOffset End)>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var weekday = DayOf(day);
            spans.AddRange(hours.Week.Where(r => r.Day == weekday).Select(r => Span(day, r.From, r.To, clock)));
            spans.AddRange(
                hours.Extra.Where(e => e.Date == day).Select(e => Span(day, e.From ?? TimeOnly.MinValue, e.To ?? TimeOnly.MinValue, clock))
            );
        }

        var reached = from;
        foreach (var (begin, end) in spans.OrderBy(s => s.Begin))
        {
            if (begin > reached)
            {
                break;
            }

            reached = end > reached ? end : reached;
        }

        if (reached >= to)
        {
            return null;
        }

        var (date, name) = (clock.DateOf(from), hours.Name);
        var ofDay = hours.Week.Where(r => r.Day == DayOf(date)).OrderBy(r => r.From).ToList();
        return ofDay.Count == 0 ? new PersonOffThatDay(name, date) : new PersonOutsideHours(name, date, string.Join(", ", ofDay));
    }

    private static (DateTimeOffset Begin, DateTimeOffset End) Span(DateOnly day, TimeOnly from, TimeOnly to, StudioClock clock) =>
        (clock.At(day, from), clock.At(to > from ? day : day.AddDays(1), to));
}
