using MindGraphy.Domain.Common;

namespace MindGraphy.Data.Search;

/// <summary>What a reader typed, as the pattern of an ILIKE: a percent sign or underscore in it stands for itself.</summary>
internal static class LikePattern
{
    /// <summary>The pattern that finds the text anywhere; null where nothing was typed.</summary>
    public static string? Anywhere(string? typed) =>
        StudioText.Clean(typed) is { } text
            ? "%"
                + text.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("%", "\\%", StringComparison.Ordinal)
                    .Replace("_", "\\_", StringComparison.Ordinal)
                + "%"
            : null;
}
