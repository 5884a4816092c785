namespace MindGraphy.Domain.Common;

/// <summary>A stretch of time; in sentences it is written with its day once where it stays inside one.</summary>
/// <param name="From">Begin.</param>
/// <param name="To">End, exclusive.</param>
public readonly record struct Period(DateTimeOffset From, DateTimeOffset To);
