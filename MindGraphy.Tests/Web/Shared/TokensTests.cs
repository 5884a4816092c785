using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MindGraphy.Web.Theme;
using Xunit;

namespace MindGraphy.Tests.Web.Shared;

public sealed partial class TokensTests
{
    private static readonly string Folder = Path.Combine(WebWordsTests.Root(), "MindGraphy.Web", "wwwroot");

    [Fact]
    public void The_stylesheet_and_the_theme_hold_the_same_colours()
    {
        var css = File.ReadAllText(Path.Combine(Folder, "app.css"));
        var written = Declaration().Matches(css).Select(m => new Token(m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value));

        Assert.Equal(Tokens.All.OrderBy(t => t.Name), written.OrderBy(t => t.Name));
    }

    [Fact]
    public void Below_the_tokens_the_stylesheet_names_no_colour_of_its_own()
    {
        var css = File.ReadAllText(Path.Combine(Folder, "app.css"));
        var rest = css[css.IndexOf("---------- Ground", StringComparison.Ordinal)..];

        Assert.Empty(Colour().Matches(rest).Select(m => m.Value));
    }

    [Fact]
    public void Couples_pages_use_the_same_colours_and_stay_small()
    {
        var css = File.ReadAllText(Path.Combine(Folder, "couple.css"));
        var known = Tokens.All.SelectMany(t => new[] { t.Light, t.Dark }).Append("#FFF").ToHashSet();

        Assert.DoesNotContain(Colour().Matches(css).Select(m => m.Value), c => !known.Contains(c));
        Assert.InRange(Encoding.UTF8.GetByteCount(css), 1, 6 * 1024 - 1);
    }

    [Fact]
    public void Every_text_can_be_read_on_its_ground_by_day_and_by_night() =>
        Assert.All(
            Tokens.Pairs,
            pair =>
            {
                Assert.True(Contrast(pair.Text.Light, pair.Ground.Light) >= 4.5, $"{pair.Text.Name} on {pair.Ground.Name}, light");
                Assert.True(Contrast(pair.Text.Dark, pair.Ground.Dark) >= 4.5, $"{pair.Text.Name} on {pair.Ground.Name}, dark");
            }
        );

    /// <summary>WCAG 2's contrast ratio.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);

        double Part(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }

    [GeneratedRegex(@"--mg-([\w-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"#[0-9A-Fa-f]{3,8}\b|rgba?\(")]
    private static partial Regex Colour();
}
