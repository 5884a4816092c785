using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Xunit;

namespace MindGraphy.Tests.Web.Documents;

/// <summary>Reads a PDF as a person's reader would: words, with spaces between them.</summary>
internal static class PdfReading
{
    /// <summary>The words of each page in reading order, separated by one space.</summary>
    public static IReadOnlyList<string> Pages(byte[] pdf) => [.. Words(pdf).Select(words => string.Join(' ', words.Select(w => w.Text)))];

    /// <summary>All words of the document.</summary>
    public static string Text(byte[] pdf) => string.Join(' ', Pages(pdf));

    /// <summary>The words of each page with their boxes; y grows upwards, as in PDF.</summary>
    public static IReadOnlyList<IReadOnlyList<Word>> Words(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(page => (IReadOnlyList<Word>)[.. page.GetWords()])];
    }

    /// <summary>Fails where a word leaves the margins of an A4 page.</summary>
    public static void AssertInside(byte[] pdf, double horizontal, double vertical)
    {
        foreach (var word in Words(pdf).SelectMany(w => w))
        {
            var box = word.BoundingBox;
            Assert.True(
                box.Left >= horizontal - 1
                    && box.Right <= 595.28 - horizontal + 1
                    && box.Bottom >= vertical - 2
                    && box.Top <= 841.89 - vertical + 2,
                $"'{word.Text}' stands outside the margins: {box}"
            );
        }
    }
}
