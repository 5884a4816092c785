namespace MindGraphy.Web.Layout;

/// <summary>Light or dark as the reader chose it; <c>auto</c> follows the device. Read before the first byte, so nothing flashes.</summary>
public static class ThemeCookie
{
    /// <summary>Also written by <c>js/theme.js</c>.</summary>
    public const string Name = "mg-theme";

    /// <summary>The reader's choice.</summary>
    public static string Read(HttpContext context) => Accept(context.Request.Cookies[Name]);

    /// <summary>A known value, or <c>auto</c>.</summary>
    public static string Accept(string? value) => value is "light" or "dark" ? value : "auto";
}
