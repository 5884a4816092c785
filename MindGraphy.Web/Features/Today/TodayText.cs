namespace MindGraphy.Web.Features.Today;

/// <summary>Words of the first page.</summary>
public sealed class TodayText;
