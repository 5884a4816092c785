using System.Globalization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Web.Features.Customers;

/// <summary>Small times on cards and lines: since when, until when, how fast.</summary>
internal static class LeadWords
{
    /// <summary>How long a couple stands in its stage.</summary>
    public static string Since(IStringLocalizer text, DateTimeOffset since, StudioClock clock) =>
        (clock.Today.DayNumber - clock.DateOf(since).DayNumber) is var days && days <= 0 ? text["Since.Today"] : text["Since.Days", days];

    /// <summary>When a task is due: days late, today, tomorrow, or the day.</summary>
    public static string Due(IStringLocalizer text, DateOnly due, DateOnly today) =>
        (due.DayNumber - today.DayNumber) switch
        {
            < 0 and var late => text["Due.Late", -late],
            0 => text["Due.Today"],
            1 => text["Due.Tomorrow"],
            _ => StudioFormat.ShortDate(due, CultureInfo.CurrentUICulture),
        };

    /// <summary>An entry of a managed list in the reader's language; what is not on the list any more as it was kept.</summary>
    public static string? Listed(IReadOnlyList<ListChoice> list, string? kept) =>
        list.FirstOrDefault(c => c.Name == kept)?.Shown(Korean) ?? kept;

    /// <summary>Whether the reader reads Korean: for what the studio wrote in both languages.</summary>
    public static bool Korean => StudioFormat.IsKorean(CultureInfo.CurrentUICulture);

    /// <summary>How long it took until somebody answered; null while nobody has.</summary>
    public static string? Response(IStringLocalizer text, DateTimeOffset asked, DateTimeOffset? answered) =>
        (answered - asked) switch
        {
            null => null,
            { TotalMinutes: < 60 } time => text["Response.Minutes", Math.Max(1, (int)time.TotalMinutes)].Value,
            { TotalHours: < 48 } time => text["Response.Hours", (int)time.TotalHours].Value,
            { } time => text["Response.Days", (int)time.TotalDays].Value,
        };
}
