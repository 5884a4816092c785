using MindGraphy.Web.Documents;
using SkiaSharp;
using Xunit;

namespace MindGraphy.Tests.Web.Documents;

public sealed class DocumentFontTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_modern_Hangul_syllable_has_a_shape(bool bold)
    {
        var font = bold ? DocumentFont.Bold : DocumentFont.Regular;

        var missing = Enumerable.Range(0xAC00, 11_172).Where(c => font.Glyph(c) == 0 || !font.HasOutline(font.Glyph(c))).ToArray();

        Assert.Empty(missing);
        Assert.NotEqual(font.Glyph('뷁'), font.Glyph('쀼'));
    }

    [Fact]
    public void A_cut_font_keeps_glyph_numbers_widths_and_shapes()
    {
        const string text = "뷁쀼계약 ÆÉö①₩";
        using var whole = Face(DocumentFont.Bold.Subset(Enumerable.Range(0x20, 0xFFDF).Where(c => DocumentFont.Bold.Glyph(c) != 0)));
        using var cut = Face(DocumentFont.Bold.Subset(text.Select(c => (int)c)));
        using var wholeFont = new SKFont(whole, 100);
        using var cutFont = new SKFont(cut, 100);

        foreach (var character in text)
        {
            Assert.NotEqual(0, DocumentFont.Bold.Glyph(character));
            var glyph = cutFont.GetGlyph(character);
            using var wholePath = wholeFont.GetGlyphPath(glyph);
            using var cutPath = cutFont.GetGlyphPath(glyph);
            Assert.Equal(DocumentFont.Bold.Glyph(character), glyph);
            Assert.Equal(wholePath?.ToSvgPathData(), cutPath?.ToSvgPathData());
            Assert.Equal(DocumentFont.Bold.Advance(glyph) * 100, cutFont.MeasureText(character.ToString()), 0.6);
        }
    }

    [Fact]
    public void A_cut_font_is_small_empty_elsewhere_and_always_the_same()
    {
        var cut = DocumentFont.Regular.Subset("계약서".Select(c => (int)c));
        using var face = Face(cut);
        using var font = new SKFont(face, 100);
        using var other = font.GetGlyphPath(DocumentFont.Regular.Glyph('나'));

        Assert.True(other is null || other.IsEmpty);
        Assert.Equal(cut, DocumentFont.Regular.Subset("서약계약".Select(c => (int)c)));
        Assert.True(Deflated(cut) < 12_000, $"{Deflated(cut)} bytes deflated");
    }

    private static SKTypeface Face(byte[] font)
    {
        using var data = SKData.CreateCopy(font);
        return Assert.IsType<SKTypeface>(SKTypeface.FromData(data));
    }

    private static long Deflated(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var deflate = new System.IO.Compression.DeflateStream(target, System.IO.Compression.CompressionLevel.Optimal, true))
        {
            deflate.Write(bytes);
        }

        return target.Length;
    }
}
