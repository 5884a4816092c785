using SkiaSharp;

namespace MindGraphy.Web.Documents;

/// <summary>Collects the characters a document draws, so that its fonts hold those and no others.</summary>
internal sealed class CharacterCollector : ISurface
{
    private readonly Dictionary<DocumentFont, HashSet<int>> _characters = [];

    /// <summary>The characters by font.</summary>
    public IReadOnlyDictionary<DocumentFont, HashSet<int>> Characters => _characters;

    public void Glyphs(DocumentFont font, float size, string color, IReadOnlyList<FontGlyph> glyphs, float x, float baseline)
    {
        if (!_characters.TryGetValue(font, out var characters))
        {
            _characters[font] = characters = [];
        }

        characters.UnionWith(glyphs.Select(g => g.CodePoint));
    }

    public void Fill(Area area, string color) { }

    public void Stroke(ReadOnlySpan<(float X, float Y)> points, float thickness, string color) { }

    public void Image(DocumentImage image, Area area) { }
}

/// <summary>One page of the PDF.</summary>
internal sealed class PdfSurface(SKCanvas canvas, IReadOnlyDictionary<DocumentFont, SKTypeface> typefaces) : ISurface
{
    public void Glyphs(DocumentFont font, float size, string color, IReadOnlyList<FontGlyph> glyphs, float x, float baseline)
    {
        using var face = new SKFont(typefaces[font], size) { Subpixel = true, Hinting = SKFontHinting.None };
        using var builder = new SKTextBlobBuilder();
        builder.AddHorizontalRun([.. glyphs.Select(g => g.Id)], face, [.. glyphs.Select(g => g.X)], 0);
        using var blob = builder.Build();
        using var paint = new SKPaint { Color = SKColor.Parse(color), IsAntialias = true };
        canvas.DrawText(blob, x, baseline, paint);
    }

    public void Fill(Area area, string color)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(color) };
        canvas.DrawRect(area.X, area.Y, area.Width, area.Height, paint);
    }

    public void Stroke(ReadOnlySpan<(float X, float Y)> points, float thickness, string color)
    {
        using var paint = new SKPaint
        {
            Color = SKColor.Parse(color),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = thickness,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            IsAntialias = true,
        };
        using var path = new SKPath();
        path.MoveTo(points[0].X, points[0].Y);
        foreach (var (x, y) in points[1..])
        {
            path.LineTo(x, y);
        }

        canvas.DrawPath(path, paint);
    }

    public void Image(DocumentImage image, Area area)
    {
        using var pixels = image.Decode(area);
        canvas.DrawImage(pixels, SKRect.Create(area.X, area.Y, area.Width, area.Height), new SKSamplingOptions(SKFilterMode.Linear));
    }
}
