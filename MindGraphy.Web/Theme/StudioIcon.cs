using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace MindGraphy.Web.Theme;

/// <summary>
/// An icon as markup instead of a component of its own: one string for every screen of the process. A component costs the server some 3 KB for each
/// time it is on a screen, and the shell alone has thirty icons.
/// </summary>
public static class StudioIcon
{
    private static readonly ConcurrentDictionary<string, MarkupString> Drawn = new();

    /// <summary>Draws one of <see cref="StudioIcons"/>; it says nothing to who can't see it, so that its button has words.</summary>
    /// <param name="paths">The icon's shapes, a constant of this product: never what somebody typed.</param>
    public static MarkupString Draw(string paths) =>
        Drawn.GetOrAdd(
            paths,
            shapes => new MarkupString(
                $"<svg class=\"mud-icon-root mud-svg-icon mud-icon-size-medium\" focusable=\"false\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{shapes}</svg>"
            )
        );
}
