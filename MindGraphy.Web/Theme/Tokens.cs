namespace MindGraphy.Web.Theme;

/// <summary>One colour of the product, in its light and its dark form.</summary>
/// <param name="Name">The CSS custom property without its <c>--mg-</c>.</param>
/// <param name="Light">#RRGGBB on paper.</param>
/// <param name="Dark">#RRGGBB at night.</param>
public sealed record Token(string Name, string Light, string Dark);

/// <summary>The colours of <c>docs/look.md</c>. <c>wwwroot/app.css</c> holds the same values; a test compares the two and measures every text's contrast.</summary>
public static class Tokens
{
    public static readonly Token Page = new("page", "#FBFAF8", "#141312");
    public static readonly Token Surface = new("surface", "#FFFFFF", "#1C1B19");
    public static readonly Token Raised = new("raised", "#FFFFFF", "#242220");
    public static readonly Token Hover = new("hover", "#F4F2EE", "#262421");
    public static readonly Token Line = new("line", "#E9E6E1", "#2E2C29");
    public static readonly Token LineStrong = new("line-strong", "#D6D2CB", "#403D39");
    public static readonly Token Text = new("text", "#1F1D1A", "#EDEAE4");
    public static readonly Token Secondary = new("secondary", "#66615A", "#A8A298");
    public static readonly Token Faint = new("faint", "#736D65", "#958F85");
    public static readonly Token Accent = new("accent", "#35594E", "#8FC1AE");
    public static readonly Token OnAccent = new("on-accent", "#FFFFFF", "#12201B");
    public static readonly Token AccentTint = new("accent-tint", "#E8EFEC", "#22302B");
    public static readonly Token Positive = new("positive", "#2E6B45", "#8CCBA3");
    public static readonly Token PositiveTint = new("positive-tint", "#E6F1EA", "#1F2C24");
    public static readonly Token Attention = new("attention", "#8A5A00", "#E0B565");
    public static readonly Token AttentionTint = new("attention-tint", "#FBF0DA", "#30281A");
    public static readonly Token Negative = new("negative", "#A8322A", "#F0968D");
    public static readonly Token NegativeTint = new("negative-tint", "#FAE9E7", "#33211F");
    public static readonly Token Info = new("info", "#2B5B8C", "#93BBE6");
    public static readonly Token InfoTint = new("info-tint", "#E6EEF6", "#1D2733");

    /// <summary>Every token.</summary>
    public static IReadOnlyList<Token> All { get; } =
    [
        Page,
        Surface,
        Raised,
        Hover,
        Line,
        LineStrong,
        Text,
        Secondary,
        Faint,
        Accent,
        OnAccent,
        AccentTint,
        Positive,
        PositiveTint,
        Attention,
        AttentionTint,
        Negative,
        NegativeTint,
        Info,
        InfoTint,
    ];

    /// <summary>Every pair of text and ground that occurs; each must reach a contrast of 4.5.</summary>
    public static IReadOnlyList<(Token Text, Token Ground)> Pairs { get; } =
    [
        (Text, Page),
        (Text, Hover),
        (Secondary, Page),
        (Secondary, Raised),
        (Secondary, Hover),
        (Faint, Page),
        (Faint, Surface),
        (Faint, Raised),
        (Accent, Page),
        (Accent, AccentTint),
        (OnAccent, Accent),
        (Positive, PositiveTint),
        (Attention, AttentionTint),
        (Negative, NegativeTint),
        (Negative, Surface),
        (Info, InfoTint),
    ];
}
