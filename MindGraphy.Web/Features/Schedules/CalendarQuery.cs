using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>How the calendar is looked at.</summary>
public enum CalendarView
{
    /// <summary>Whole weeks around a month.</summary>
    Month,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>One day.</summary>
    Day,

    /// <summary>One day with a column per photographer.</summary>
    People,

    /// <summary>Four weeks as a list.</summary>
    Agenda,

    /// <summary>The Saturdays of a year with what is left of them.</summary>
    Year,
}

/// <summary>What the colours of the calendar mean.</summary>
public enum CalendarColour
{
    /// <summary>Who photographs.</summary>
    Person,

    /// <summary>How far it is.</summary>
    Status,
}

/// <summary>What the calendar shows: it lives in the address, so that reload, Back and a colleague see the same.</summary>
/// <param name="View">How.</param>
/// <param name="Date">A day in what is shown.</param>
/// <param name="People">Only these; empty for everybody.</param>
/// <param name="Shoot">The shoot whose panel is open.</param>
public sealed record CalendarQuery(CalendarView View, DateOnly Date, IReadOnlyList<Guid> People, Guid? Shoot = null)
{
    /// <summary>The page.</summary>
    public const string Path = "/studio/calendar";

    /// <summary>Days in the list.</summary>
    public const int AgendaDays = 28;

    /// <summary>Only these kinds of shoot; empty for all.</summary>
    public IReadOnlyList<ScheduleType> Types { get; init; } = [];

    /// <summary>Only shoots this far; empty for all that are on.</summary>
    public IReadOnlyList<ShootStatus> Statuses { get; init; } = [];

    /// <summary>Part of a place.</summary>
    public string? Venue { get; init; }

    /// <summary>What the colours mean.</summary>
    public CalendarColour Colour { get; init; }

    /// <summary>Whether couples that only ask are left out.</summary>
    public bool WithoutInquiries { get; init; }

    /// <summary>Whether the filters show only a part.</summary>
    public bool IsNarrow => Types.Count > 0 || Statuses.Count > 0 || Venue is not null || People.Count > 0;

    /// <summary>What the service is asked for.</summary>
    public CalendarFilter Filter => new(People, false, Types, Statuses, Venue, !WithoutInquiries);

    /// <summary>The same with what else an address says; what can't be read is as if it were not there.</summary>
    public CalendarQuery With(string? types, string? statuses, string? venue, string? colour, string? inquiries) =>
        this with
        {
            Types = Many<ScheduleType>(types),
            Statuses = Many<ShootStatus>(statuses),
            Venue = StudioText.Cut(StudioText.Clean(venue), 100),
            Colour = Many<CalendarColour>(colour).FirstOrDefault(),
            WithoutInquiries = inquiries == "0",
        };

    /// <summary>Reads an address; what can't be read is as if it were not there.</summary>
    public static CalendarQuery Read(string? view, string? date, string? people, string? shoot, DateOnly today) =>
        new(
            Enum.TryParse<CalendarView>(view, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : CalendarView.Week,
            DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 2000 and < 2200
                ? day
                : today,
            [
                .. (people ?? "")
                    .Split(',')
                    .Select(p => Guid.TryParse(p, out var id) ? id : Guid.Empty)
                    .Where(id => id != Guid.Empty)
                    .Distinct(),
            ],
            Guid.TryParse(shoot, out var open) ? open : null
        );

    /// <summary>The first day shown.</summary>
    public DateOnly First =>
        View switch
        {
            CalendarView.Month => WeekOf(new DateOnly(Date.Year, Date.Month, 1)),
            CalendarView.Week => WeekOf(Date),
            CalendarView.Year => new DateOnly(Date.Year, 1, 1),
            _ => Date,
        };

    /// <summary>The day after the last one shown.</summary>
    public DateOnly End =>
        View switch
        {
            CalendarView.Month => WeekOf(new DateOnly(Date.Year, Date.Month, 1).AddMonths(1).AddDays(-1)).AddDays(7),
            CalendarView.Week => First.AddDays(7),
            CalendarView.Agenda => First.AddDays(AgendaDays),
            CalendarView.Year => new DateOnly(Date.Year, 12, 31).AddDays(1),
            _ => Date.AddDays(1),
        };

    /// <summary>The same, one step on or back.</summary>
    public CalendarQuery Step(int by) =>
        this with
        {
            Date = View switch
            {
                CalendarView.Month => new DateOnly(Date.Year, Date.Month, 1).AddMonths(by),
                CalendarView.Week => Date.AddDays(7 * by),
                CalendarView.Agenda => Date.AddDays(AgendaDays * by),
                CalendarView.Year => Date.AddYears(by),
                _ => Date.AddDays(by),
            },
        };

    /// <summary>The same with a person shown alone, beside others, or no longer.</summary>
    public CalendarQuery Toggle(Guid person) =>
        this with
        {
            People = People.Contains(person) ? [.. People.Where(p => p != person)] : [.. People, person],
        };

    /// <summary>Whether two of them show the same entries.</summary>
    public bool ShowsSame(CalendarQuery? other) =>
        other is not null
        && First == other.First
        && End == other.End
        && View == other.View
        && People.SequenceEqual(other.People)
        && Types.SequenceEqual(other.Types)
        && Statuses.SequenceEqual(other.Statuses)
        && Venue == other.Venue
        && WithoutInquiries == other.WithoutInquiries;

    /// <summary>2026년 5월 · May 2026; 5. 10. – 5. 16.; a whole date for a day.</summary>
    public string Title(CultureInfo culture)
    {
        var korean = StudioFormat.IsKorean(culture);
        return View switch
        {
            CalendarView.Month => Date.ToString(korean ? "yyyy년 M월" : "MMMM yyyy", culture),
            CalendarView.Week or CalendarView.Agenda => Week(First, End.AddDays(-1), korean, culture),
            CalendarView.Year => Date.ToString(korean ? "yyyy년" : "yyyy", culture),
            _ => StudioFormat.Date(Date, culture),
        };
    }

    /// <summary>Its address.</summary>
    public string Href()
    {
        var parts = new Dictionary<string, string?>
        {
            ["view"] = View.ToString().ToLowerInvariant(),
            ["date"] = Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (People.Count > 0)
        {
            parts["people"] = string.Join(',', People);
        }

        if (Types.Count > 0)
        {
            parts["type"] = string.Join(',', Types.Select(Name));
        }

        if (Statuses.Count > 0)
        {
            parts["status"] = string.Join(',', Statuses.Select(Name));
        }

        if (Venue is not null)
        {
            parts["venue"] = Venue;
        }

        if (Colour != CalendarColour.Person)
        {
            parts["colour"] = Name(Colour);
        }

        if (WithoutInquiries)
        {
            parts["inquiries"] = "0";
        }

        if (Shoot is { } shoot)
        {
            parts["shoot"] = shoot.ToString();
        }

        return QueryHelpers.AddQueryString(Path, parts);
    }

    /// <summary>Its page for paper.</summary>
    public string PrintHref() => Href().Replace(Path, Path + "/print", StringComparison.Ordinal);

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T[] Many<T>(string? text)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(v => (text ?? "").Split(',').Contains(Name(v), StringComparer.OrdinalIgnoreCase))];

    private static string Week(DateOnly first, DateOnly last, bool korean, CultureInfo culture)
    {
        var year = first.Year == last.Year ? "" : last.ToString(korean ? "yyyy. " : " yyyy", culture);
        return korean
            ? first.ToString("yyyy. M. d.", culture) + " – " + year + last.ToString(first.Month == last.Month ? "d." : "M. d.", culture)
            : first.ToString(first.Month == last.Month ? "%d" : "d MMM", culture)
                + (year.Length > 0 ? first.ToString(" yyyy", culture) : "")
                + " – "
                + last.ToString("d MMM yyyy", culture);
    }

    // Weeks begin on Sunday in Korea, and so they do here in every language.
    private static DateOnly WeekOf(DateOnly day) => day.AddDays(-(int)day.DayOfWeek);
}
