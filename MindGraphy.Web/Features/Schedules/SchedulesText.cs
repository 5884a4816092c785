namespace MindGraphy.Web.Features.Schedules;

/// <summary>The words of the calendar.</summary>
public sealed class SchedulesText;
