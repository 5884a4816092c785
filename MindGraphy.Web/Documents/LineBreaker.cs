using System.Globalization;
using System.Text;

namespace MindGraphy.Web.Documents;

/// <summary>
/// Breaks text into lines as Korean is set: between words, never inside one, unless the word alone is wider than the line. Words stay
/// separate runs with a drawn space between them: readers that look at gaps and readers that look at characters both find the words.
/// </summary>
internal sealed class LineBreaker(float width)
{
    /// <summary>What stands for a character that the fonts do not have.</summary>
    private const int Box = '□';

    private readonly List<TextLine> _lines = [];
    private readonly List<Piece> _word = [];
    private readonly List<TextRun> _runs = [];
    private float _lineWidth;
    private float _lineSize;
    private float _gap;
    private TextStyle _gapStyle = TextStyle.Default;
    private float _lastSize = TextStyle.Default.Size;

    /// <summary>Adds a span; words may go on from one span to the next.</summary>
    public void Add(string text, TextStyle style)
    {
        _lastSize = style.Size;
        var graphemes = StringInfo.GetTextElementEnumerator(text.Normalize(NormalizationForm.FormC));
        while (graphemes.MoveNext())
        {
            switch (graphemes.GetTextElement())
            {
                case "\n" or "\r\n" or "\r" or "\u2028" or "\u2029":
                    EndWord();
                    EndLine();
                    break;
                case " " or "\t" or "\u3000":
                    EndWord();
                    _gapStyle = style;
                    _gap += style.Font.Advance(style.Font.Glyph(' ')) * style.Size + style.LetterSpacing * style.Size;
                    break;
                case var grapheme:
                    if (Read(grapheme, style) is { Glyphs.Count: > 0 } piece)
                    {
                        _word.Add(piece);
                    }

                    break;
            }
        }
    }

    /// <summary>All lines; at least one, so that an empty text keeps its height.</summary>
    public IReadOnlyList<TextLine> Lines()
    {
        EndWord();
        if (_runs.Count > 0 || _lines.Count == 0)
        {
            EndLine();
        }

        return _lines;
    }

    private static int Drawable(Rune rune, DocumentFont font)
    {
        if (font.Glyph(rune.Value) != 0 || !Rune.IsLetter(rune))
        {
            return rune.Value;
        }

        // The fonts lack many accented letters (ễ, š, Å): a name without its accent can be read, one of boxes cannot.
        var letter = rune.Value == 'Đ' ? 'Ð' : rune.ToString().Normalize(NormalizationForm.FormD)[0];
        return font.Glyph(letter) != 0 ? letter : rune.Value;
    }

    private static Piece Read(string grapheme, TextStyle style)
    {
        var glyphs = new List<FontGlyph>();
        float x = 0;
        foreach (var rune in grapheme.EnumerateRunes())
        {
            // Joiners, variation selectors and control characters have no shape of their own.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            // A space that does not break is drawn as the space it looks like.
            var codePoint = rune.Value == 0xA0 ? ' ' : Drawable(rune, style.Font);
            var glyph = style.Font.Glyph(codePoint);
            if (glyph == 0)
            {
                // One box for the whole cluster: a family emoji is one picture, not four.
                codePoint = Box;
                glyph = style.Font.Glyph(Box);
                glyphs.Clear();
                x = 0;
            }

            glyphs.Add(new FontGlyph(glyph, codePoint, x));
            x += (style.Font.Advance(glyph) + style.LetterSpacing) * style.Size;
            if (codePoint == Box)
            {
                break;
            }
        }

        return new Piece(style, glyphs, x);
    }

    private void EndWord()
    {
        if (_word.Count == 0)
        {
            return;
        }

        var wordWidth = _word.Sum(p => p.Width);
        if (_runs.Count > 0 && _lineWidth + _gap + wordWidth > width + 0.01f)
        {
            EndLine();
        }

        if (_runs.Count > 0 && _gap > 0)
        {
            _runs.Add(new TextRun(_gapStyle, [new FontGlyph(_gapStyle.Font.Glyph(' '), ' ', 0)], _lineWidth));
            _lineWidth += _gap;
        }

        _gap = 0;
        if (wordWidth <= width + 0.01f)
        {
            Put(_word);
        }
        else
        {
            PutBroken();
        }

        _word.Clear();
    }

    private void PutBroken()
    {
        var part = new List<Piece>();
        float partWidth = 0;
        foreach (var piece in _word)
        {
            if (part.Count > 0 && partWidth + piece.Width > width)
            {
                Put(part);
                EndLine();
                part.Clear();
                partWidth = 0;
            }

            part.Add(piece);
            partWidth += piece.Width;
        }

        Put(part);
    }

    private void Put(List<Piece> word)
    {
        for (var start = 0; start < word.Count; )
        {
            var style = word[start].Style;
            var glyphs = new List<FontGlyph>();
            float x = 0;
            var end = start;
            for (; end < word.Count && word[end].Style == style; end++)
            {
                foreach (var glyph in word[end].Glyphs)
                {
                    glyphs.Add(glyph with { X = x + glyph.X });
                }

                x += word[end].Width;
            }

            _runs.Add(new TextRun(style, glyphs, _lineWidth));
            _lineWidth += x;
            _lineSize = Math.Max(_lineSize, style.Size);
            start = end;
        }
    }

    private void EndLine()
    {
        _lines.Add(new TextLine([.. _runs], _lineWidth, _lineSize > 0 ? _lineSize : _lastSize));
        _runs.Clear();
        (_lineWidth, _lineSize, _gap) = (0, 0, 0);
    }

    /// <summary>One cluster of characters that never breaks.</summary>
    private sealed record Piece(TextStyle Style, IReadOnlyList<FontGlyph> Glyphs, float Width);
}
