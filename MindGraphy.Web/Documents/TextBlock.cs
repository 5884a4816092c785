namespace MindGraphy.Web.Documents;

/// <summary>How a span looks.</summary>
/// <param name="Font">The face.</param>
/// <param name="Size">Points.</param>
/// <param name="Color">#RRGGBB.</param>
/// <param name="LetterSpacing">Added after each glyph, in ems.</param>
internal sealed record TextStyle(DocumentFont Font, float Size, string Color, float LetterSpacing)
{
    /// <summary>What a span has when nothing is said.</summary>
    public static TextStyle Default { get; } = new(DocumentFont.Regular, 10, "#1F1D1A", 0);
}

/// <summary>A paragraph, or several with line breaks between. Set its style with the calls that return it; spans take the style of that moment.</summary>
internal sealed class TextBlock : Element
{
    private readonly List<TextSpan> _spans = [];
    private float _lineHeight = 1.5f;
    private float _align;

    /// <summary>More text in the block's present style.</summary>
    public TextBlock Span(string text) => Add(_ => text);

    /// <summary>The number of the page the text stands on.</summary>
    public TextBlock CurrentPageNumber() => Add(space => Digits(space.PageNumber));

    /// <summary>How many pages the document has.</summary>
    public TextBlock TotalPages() => Add(space => Digits(space.TotalPages));

    /// <summary>Points.</summary>
    public TextBlock FontSize(float size) => Style(s => s with { Size = size });

    /// <summary>The bold face.</summary>
    public TextBlock Bold() => Style(s => s with { Font = DocumentFont.Bold });

    /// <summary>The face for reading, after a bold span.</summary>
    public TextBlock Regular() => Style(s => s with { Font = DocumentFont.Regular });

    /// <summary>#RRGGBB.</summary>
    public TextBlock FontColor(string color) => Style(s => s with { Color = color });

    /// <summary>Added after each glyph, in ems.</summary>
    public TextBlock LetterSpacing(float ems) => Style(s => s with { LetterSpacing = ems });

    /// <summary>Distance of two baselines in font sizes.</summary>
    public TextBlock LineHeight(float factor)
    {
        _lineHeight = factor;
        return this;
    }

    /// <summary>Lines end at the right edge.</summary>
    public TextBlock AlignRight()
    {
        _align = 1;
        return this;
    }

    /// <summary>Lines stand in the middle.</summary>
    public TextBlock AlignCenter()
    {
        _align = 0.5f;
        return this;
    }

    public override Placed Lay(Space space)
    {
        var breaker = new LineBreaker(space.Width);
        foreach (var span in _spans)
        {
            breaker.Add(span.Text(space), span.Style);
        }

        return new TextLines(breaker.Lines(), _lineHeight, _align).Lay(space);
    }

    private static string Digits(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private TextBlock Add(Func<Space, string> text)
    {
        _spans.Add(new TextSpan(text) { Style = _spans.Count > 0 ? _spans[^1].Style : TextStyle.Default });
        return this;
    }

    private TextBlock Style(Func<TextStyle, TextStyle> change)
    {
        _spans[^1].Style = change(_spans[^1].Style);
        return this;
    }

    private sealed class TextSpan(Func<Space, string> text)
    {
        public Func<Space, string> Text { get; } = text;

        public required TextStyle Style { get; set; }
    }
}

/// <summary>Lines that are broken already; they only have to find their page.</summary>
internal sealed class TextLines(IReadOnlyList<TextLine> lines, float lineHeight, float align) : Element
{
    public override Placed Lay(Space space)
    {
        var fitting = 0;
        float height = 0;
        while (fitting < lines.Count && height + lines[fitting].Size * lineHeight <= space.Height + 0.01f)
        {
            height += lines[fitting++].Size * lineHeight;
        }

        // One line of a paragraph looks lost at the foot or the head of a page: two go together.
        if (fitting < lines.Count && lines.Count > 1)
        {
            fitting = lines.Count - fitting == 1 ? fitting - 1 : fitting;
            fitting = fitting == 1 ? 0 : fitting;
        }

        if (fitting <= 0 && lines.Count > 0)
        {
            if (!space.Fresh)
            {
                return Placed.Nothing(this);
            }

            fitting = 1;
        }

        var placed = lines.Take(fitting).ToArray();
        return new Placed(
            placed.Select(l => l.Width).DefaultIfEmpty().Max(),
            placed.Sum(l => l.Size * lineHeight),
            (surface, area) => Paint(surface, area, placed),
            fitting < lines.Count ? new TextLines([.. lines.Skip(fitting)], lineHeight, align) : null
        );
    }

    private void Paint(ISurface surface, Area area, TextLine[] placed)
    {
        var top = area.Y;
        foreach (var line in placed)
        {
            var height = line.Size * lineHeight;
            var font = DocumentFont.Regular;
            var baseline = top + (height - (font.Ascent + font.Descent) * line.Size) / 2 + font.Ascent * line.Size;
            var left = area.X + (area.Width - line.Width) * align;
            foreach (var run in line.Runs)
            {
                surface.Glyphs(run.Style.Font, run.Style.Size, run.Style.Color, run.Glyphs, left + run.X, baseline);
            }

            top += height;
        }
    }
}

/// <summary>Glyphs of one word (or part of one) in one style.</summary>
/// <param name="Style">Its look.</param>
/// <param name="Glyphs">Positions from the run's start.</param>
/// <param name="X">Where the run starts in its line.</param>
internal sealed record TextRun(TextStyle Style, IReadOnlyList<FontGlyph> Glyphs, float X);

/// <summary>A broken line.</summary>
/// <param name="Runs">What stands in it.</param>
/// <param name="Width">Points.</param>
/// <param name="Size">Its largest font size.</param>
internal sealed record TextLine(IReadOnlyList<TextRun> Runs, float Width, float Size);
