using System.Globalization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;

namespace MindGraphy.Web.Features.Editing;

/// <summary>What was promised and when the queue comes to it: the same sentence wherever a job stands.</summary>
internal static class RiskWords
{
    /// <summary>The sentence; null where the promise can be kept, is late already, or nobody can tell.</summary>
    public static string? Of(IStringLocalizer<EditingText> text, EditingRow row, StudioClock clock) =>
        !row.IsAtRisk(clock.Now) || row.Outlook is not { } outlook ? null
        : outlook.DoneOn is { } done ? text["Risk", Day(outlook.PromisedOn, clock), Day(done, clock)].Value
        : text["Risk.Never", Day(outlook.PromisedOn, clock), EditingOutlook.MostYears].Value;

    // With the year only where it would not be plain.
    private static string Day(DateOnly day, StudioClock clock) =>
        day.DayNumber - clock.Today.DayNumber > 300
            ? StudioFormat.Date(day, CultureInfo.CurrentUICulture)
            : StudioFormat.ShortDate(day, CultureInfo.CurrentUICulture);
}
