using System.Globalization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Web.Features.Projects;

/// <summary>Days and rules of projects in words.</summary>
internal static class ProjectWords
{
    /// <summary>Whether the reader reads Korean: for what the studio wrote in both languages.</summary>
    public static bool Korean => StudioFormat.IsKorean(CultureInfo.CurrentUICulture);

    /// <summary>When a task is due: days late, today, tomorrow, or the day.</summary>
    public static string Due(IStringLocalizer text, DateOnly due, DateOnly today) =>
        (due.DayNumber - today.DayNumber) switch
        {
            < 0 and var late => text["Due.Late", -late],
            0 => text["Due.Today"],
            1 => text["Due.Tomorrow"],
            _ => Day(due, today),
        };

    /// <summary>The same where there is little room: no weekday.</summary>
    public static string DueOnCard(IStringLocalizer text, DateOnly due, DateOnly today) =>
        due <= today.AddDays(1) ? Due(text, due, today) : Brief(due, due.Year == today.Year, CultureInfo.CurrentUICulture);

    /// <summary>A day where there is little room: the year of another one takes the place of the weekday.</summary>
    public static string DayOnCard(DateOnly day, DateOnly today) =>
        day.Year == today.Year ? Day(day, today) : Brief(day, false, CultureInfo.CurrentUICulture);

    /// <summary>A day, with its year where that is another one.</summary>
    public static string Day(DateOnly day, DateOnly today) =>
        day.Year == today.Year
            ? StudioFormat.ShortDate(day, CultureInfo.CurrentUICulture)
            : StudioFormat.Date(day, CultureInfo.CurrentUICulture);

    private static string Brief(DateOnly day, bool thisYear, CultureInfo culture) =>
        StudioFormat.IsKorean(culture)
            ? day.ToString(thisYear ? "M. d." : "yyyy. M. d.", culture)
            : day.ToString(thisYear ? "d MMM" : "d MMM yyyy", culture);

    /// <summary>예식일 14일 전.</summary>
    public static string Rule(IStringLocalizer text, ProjectAnchor anchor, int offset) =>
        offset == 0 ? Words.Of(anchor) : text[offset < 0 ? "Rule.Before" : "Rule.After", Words.Of(anchor), Math.Abs(offset)].Value;
}
