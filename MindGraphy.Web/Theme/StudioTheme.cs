using MudBlazor;

namespace MindGraphy.Web.Theme;

/// <summary>
/// The tokens as MudBlazor's theme. Colours on screen come from <c>app.css</c>, which lays the same tokens over Mud's variables so that light
/// and dark switch in the browser alone, without a redraw; this theme keeps type, radius and what Mud computes by itself in step.
/// </summary>
public static class StudioTheme
{
    /// <summary>The system's own Korean faces; nothing is fetched.</summary>
    private static readonly string[] Faces =
    [
        "Pretendard",
        "-apple-system",
        "Apple SD Gothic Neo",
        "Malgun Gothic",
        "Noto Sans KR",
        "Noto Sans CJK KR",
        "NanumGothic",
        "sans-serif",
    ];

    /// <summary>The one theme.</summary>
    public static MudTheme Theme { get; } =
        new()
        {
            PaletteLight = Paint(new PaletteLight(), t => t.Light),
            PaletteDark = Paint(new PaletteDark(), t => t.Dark),
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
            Typography = new Typography
            {
                Default = new DefaultTypography
                {
                    FontFamily = Faces,
                    FontSize = "14px",
                    FontWeight = "400",
                    LineHeight = "20px",
                    LetterSpacing = "normal",
                },
                H1 = new H1Typography
                {
                    FontFamily = Faces,
                    FontSize = "20px",
                    FontWeight = "600",
                    LineHeight = "28px",
                    LetterSpacing = "-0.01em",
                },
                H2 = new H2Typography
                {
                    FontFamily = Faces,
                    FontSize = "16px",
                    FontWeight = "600",
                    LineHeight = "24px",
                    LetterSpacing = "normal",
                },
                H3 = new H3Typography
                {
                    FontFamily = Faces,
                    FontSize = "14px",
                    FontWeight = "600",
                    LineHeight = "20px",
                    LetterSpacing = "normal",
                },
                H6 = new H6Typography
                {
                    FontFamily = Faces,
                    FontSize = "16px",
                    FontWeight = "600",
                    LineHeight = "24px",
                    LetterSpacing = "normal",
                },
                Body1 = new Body1Typography
                {
                    FontFamily = Faces,
                    FontSize = "14px",
                    FontWeight = "400",
                    LineHeight = "20px",
                    LetterSpacing = "normal",
                },
                Body2 = new Body2Typography
                {
                    FontFamily = Faces,
                    FontSize = "13px",
                    FontWeight = "400",
                    LineHeight = "20px",
                    LetterSpacing = "normal",
                },
                Button = new ButtonTypography
                {
                    FontFamily = Faces,
                    FontSize = "14px",
                    FontWeight = "500",
                    LineHeight = "20px",
                    LetterSpacing = "normal",
                    TextTransform = "none",
                },
                Caption = new CaptionTypography
                {
                    FontFamily = Faces,
                    FontSize = "12px",
                    FontWeight = "400",
                    LineHeight = "16px",
                    LetterSpacing = "normal",
                },
            },
        };

    private static T Paint<T>(T palette, Func<Token, string> of)
        where T : Palette
    {
        palette.Primary = of(Tokens.Accent);
        palette.PrimaryContrastText = of(Tokens.OnAccent);
        palette.Secondary = of(Tokens.Secondary);
        palette.SecondaryContrastText = of(Tokens.Surface);
        palette.Tertiary = of(Tokens.Info);
        palette.TertiaryContrastText = of(Tokens.Surface);
        palette.Info = of(Tokens.Info);
        palette.InfoContrastText = of(Tokens.Surface);
        palette.Success = of(Tokens.Positive);
        palette.SuccessContrastText = of(Tokens.Surface);
        palette.Warning = of(Tokens.Attention);
        palette.WarningContrastText = of(Tokens.Surface);
        palette.Error = of(Tokens.Negative);
        palette.ErrorContrastText = of(Tokens.Surface);
        palette.Dark = of(Tokens.Text);
        palette.DarkContrastText = of(Tokens.Page);
        palette.TextPrimary = of(Tokens.Text);
        palette.TextSecondary = of(Tokens.Secondary);
        palette.TextDisabled = of(Tokens.Faint);
        palette.ActionDefault = of(Tokens.Secondary);
        palette.ActionDisabled = of(Tokens.Faint);
        palette.ActionDisabledBackground = of(Tokens.Hover);
        palette.Background = of(Tokens.Page);
        palette.BackgroundGray = of(Tokens.Hover);
        palette.Surface = of(Tokens.Surface);
        palette.DrawerBackground = of(Tokens.Page);
        palette.DrawerText = of(Tokens.Text);
        palette.DrawerIcon = of(Tokens.Secondary);
        palette.AppbarBackground = of(Tokens.Page);
        palette.AppbarText = of(Tokens.Text);
        palette.LinesDefault = of(Tokens.Line);
        palette.LinesInputs = of(Tokens.LineStrong);
        palette.TableLines = of(Tokens.Line);
        palette.TableStriped = of(Tokens.Surface);
        palette.TableHover = of(Tokens.Hover);
        palette.Divider = of(Tokens.Line);
        palette.DividerLight = of(Tokens.Line);
        palette.Skeleton = of(Tokens.Hover);
        return palette;
    }
}
