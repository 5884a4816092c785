using System.Globalization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;
using MindGraphy.Web.Features.Schedules;
using MindGraphy.Web.Shared;

namespace MindGraphy.Web.Features.Photographers;

/// <summary>Sentences and addresses that several of the team's pages share.</summary>
internal static class TeamWords
{
    /// <summary>The tone of whether somebody takes work now.</summary>
    public static Tone ToneOf(AvailabilityStatus status) =>
        status switch
        {
            AvailabilityStatus.Available => Tone.Positive,
            AvailabilityStatus.Busy => Tone.Attention,
            _ => Tone.Done,
        };

    /// <summary>5. 16. (토) · 5. 16. (토) – 5. 18. (월) · 5. 16. (토) 10:00–13:00; with the year where it is another than today's.</summary>
    public static string Days(DateOnly first, DateOnly last, TimeOnly? from, TimeOnly? to, DateOnly today)
    {
        var culture = CultureInfo.CurrentUICulture;
        var day = first.Year == today.Year ? StudioFormat.ShortDate(first, culture) : StudioFormat.Date(first, culture);
        return last != first
                ? day + " – " + (last.Year == first.Year ? StudioFormat.ShortDate(last, culture) : StudioFormat.Date(last, culture))
            : from is null && to is null ? day
            : day + " " + Hours(from, to);
    }

    /// <summary>10–13, 9:30–12: for a small place.</summary>
    public static string ShortHours(TimeOnly? from, TimeOnly? to) =>
        Short(from ?? TimeOnly.MinValue) + "–" + (to is { } until && until != TimeOnly.MinValue ? Short(until) : "24");

    private static string Short(TimeOnly time) => time.ToString(time.Minute == 0 ? "%H" : "H:mm", CultureInfo.InvariantCulture);

    /// <summary>10:00–19:00, the day's ends where one is not named.</summary>
    public static string Hours(TimeOnly? from, TimeOnly? to) =>
        StudioFormat.Time(from ?? TimeOnly.MinValue)
        + "–"
        + (to is { } until && until != TimeOnly.MinValue ? StudioFormat.Time(until) : "24:00");

    /// <summary>6건 · 31시간.</summary>
    public static string Load(IStringLocalizer<PhotographersText> text, int shoots, int minutes) =>
        text[shoots == 1 ? "Load1" : "Load", shoots, Math.Round(minutes / 60.0)];

    /// <summary>Where a shoot stands in the calendar.</summary>
    public static string ShootHref(Guid shoot, DateTimeOffset from, StudioClock clock) =>
        new CalendarQuery(CalendarView.Day, clock.DateOf(from), [], shoot).Href();

    /// <summary>본식, 스냅 as a list.</summary>
    public static IReadOnlyList<string> Entries(string? typed, char by) =>
        (typed ?? "").Split(by, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Months that are looked back on.</summary>
    public static IReadOnlyList<int> Periods { get; } = [3, 6, 12, 24];

    /// <summary>One of <see cref="Periods"/>: a year where another is asked for.</summary>
    public static int PeriodOf(int? months) => months is { } asked && Periods.Contains(asked) ? asked : 12;

    /// <summary>2026-05 as its first day; this month where it can't be read.</summary>
    public static DateOnly Month(string? month, DateOnly today) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
        && asked.Year is > 2000 and < 2200
            ? asked
            : new DateOnly(today.Year, today.Month, 1);

    /// <summary>92% · 12건.</summary>
    public static string OnTime(IStringLocalizer<PhotographersText> text, PerformanceFigures figures) =>
        figures.OnTimePercent is { } percent ? text["Perf.Percent", percent, figures.OnTimeOf] : "–";

    /// <summary>4.8 · 12건.</summary>
    public static string Rating(IStringLocalizer<PhotographersText> text, PerformanceFigures figures) =>
        figures.Rating is { } rating ? text["Perf.Sample", rating.ToString("0.0", CultureInfo.InvariantCulture), figures.RatingOf] : "–";

    /// <summary>1,240장 · 8건.</summary>
    public static string Photos(IStringLocalizer<PhotographersText> text, PerformanceFigures figures) =>
        figures.PhotosOf == 0 ? "–" : text["Perf.PhotosOf", figures.Photos.ToString("#,0", CultureInfo.InvariantCulture), figures.PhotosOf];
}
