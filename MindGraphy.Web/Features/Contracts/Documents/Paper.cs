using System.Text.RegularExpressions;
using MindGraphy.Web.Documents;

namespace MindGraphy.Web.Features.Contracts.Documents;

/// <summary>The paper's colours, measures and the few shapes it is made of.</summary>
internal static partial class Paper
{
    public const string Accent = "#35594E";
    public const string Secondary = "#66615A";
    public const string Faint = "#8C867D";
    public const string Line = "#DDD9D2";
    public const float MarginHorizontal = 60;
    public const float MarginVertical = 42;

    /// <summary>The column in which section names hang.</summary>
    public const float Gutter = 96;

    public const float GutterGap = 18;

    /// <summary>At this size the 64 digits of a hash stay on one line.</summary>
    public const float HashSize = 7;

    /// <summary>A thin line, the section's name at the left, its content beside it.</summary>
    public static void Section(Column column, string title, Action<Column> content) =>
        column
            .Item()
            .BorderTop(0.5f, Line)
            .PaddingTop(13)
            .PaddingBottom(17)
            .EnsureSpace(60)
            .Row(row =>
            {
                row.Spacing(GutterGap);
                row.ConstantItem(Gutter).Text(title).FontSize(9.5f).Bold().FontColor(Accent);
                row.RelativeItem().Column(content);
            });

    /// <summary>A label and its value on one line.</summary>
    public static void Fact(Column column, string label, string value, float labelWidth = 0, float size = 9.5f) =>
        column
            .Item()
            .PaddingVertical(0.5f)
            .Row(row =>
            {
                row.Spacing(8);
                (labelWidth > 0 ? row.ConstantItem(labelWidth) : row.AutoItem())
                    .Text(label)
                    .FontSize(8)
                    .FontColor(Secondary)
                    .LineHeight(1.78f);
                row.RelativeItem().Text(value).FontSize(size).LineHeight(14.25f / size);
            });

    /// <summary>Paragraphs; those with a mark (①, (1), 1.) hang under it.</summary>
    public static void Paragraphs(Column column, string text)
    {
        column.Spacing(3);
        foreach (var paragraph in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var marked = Marked().Match(paragraph);
            if (!marked.Success)
            {
                column.Item().Text(paragraph).FontSize(9.5f).LineHeight(1.58f);
                continue;
            }

            column
                .Item()
                .Row(row =>
                {
                    row.ConstantItem(17).Text(marked.Groups["mark"].Value).FontSize(9.5f).LineHeight(1.58f).FontColor(Secondary);
                    row.RelativeItem().Text(marked.Groups["text"].Value).FontSize(9.5f).LineHeight(1.58f);
                });
        }
    }

    [GeneratedRegex(@"^(?<mark>[\u2460-\u2473]|\(\d{1,2}\)|\d{1,2}[.)])\s+(?<text>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();
}
