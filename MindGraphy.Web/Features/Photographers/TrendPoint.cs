namespace MindGraphy.Web.Features.Photographers;

/// <summary>One month of a line.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Value">How high; null where nothing is known, and the line goes over it.</param>
/// <param name="Words">The figure with how many it is made of.</param>
public sealed record TrendPoint(DateOnly Month, double? Value, string Words);
