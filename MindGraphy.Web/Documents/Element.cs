namespace MindGraphy.Web.Documents;

/// <summary>The room an element is offered, in points.</summary>
/// <param name="Width">Width it must stay in.</param>
/// <param name="Height">Height left on this page.</param>
/// <param name="PageNumber">The page being laid, from 1.</param>
/// <param name="TotalPages">Pages of the whole document; a guess in the first of the two passes.</param>
/// <param name="Fresh">Nothing stands above on this page: whoever is offered a fresh page must place something, or the document would never end.</param>
internal readonly record struct Space(float Width, float Height, int PageNumber, int TotalPages, bool Fresh);

/// <summary>Where a placed piece is painted, in points from the page's top left corner.</summary>
internal readonly record struct Area(float X, float Y, float Width, float Height);

/// <summary>
/// What an element did with the room: how much it takes, how it paints itself there, and what is left for the next page. Elements hold no
/// state between pages, so that a header can be laid on every page and a table can lay its heading again.
/// </summary>
/// <param name="Width">The width it needs.</param>
/// <param name="Height">The height it needs.</param>
/// <param name="Paint">Paints it; null where nothing fits here and all of it waits for the next page.</param>
/// <param name="Rest">What goes to the next page; null where it is complete.</param>
internal sealed record Placed(float Width, float Height, Action<ISurface, Area>? Paint, Element? Rest)
{
    /// <summary>Complete and invisible.</summary>
    public static Placed Empty { get; } = new(0, 0, static (_, _) => { }, null);

    /// <summary>Nothing fits; the whole element waits for the next page.</summary>
    public static Placed Nothing(Element whole) => new(0, 0, null, whole);

    /// <summary>Whether it stands on this page whole.</summary>
    public bool IsComplete => Paint is not null && Rest is null;
}

/// <summary>Something that can be laid out.</summary>
internal abstract class Element
{
    /// <summary>Fits as much of itself as it can into the room.</summary>
    public abstract Placed Lay(Space space);
}

/// <summary>What pieces paint on: a page of the PDF, or the list of characters that the fonts must hold.</summary>
internal interface ISurface
{
    /// <summary>Glyphs of one word, each at its own x, on one baseline.</summary>
    void Glyphs(DocumentFont font, float size, string color, IReadOnlyList<FontGlyph> glyphs, float x, float baseline);

    /// <summary>A filled rectangle.</summary>
    void Fill(Area area, string color);

    /// <summary>A line through points.</summary>
    void Stroke(ReadOnlySpan<(float X, float Y)> points, float thickness, string color);

    /// <summary>An image stretched over an area of its own proportions.</summary>
    void Image(DocumentImage image, Area area);
}

/// <summary>A glyph of a font and how far it moves the pen.</summary>
/// <param name="Id">The glyph's number in the font.</param>
/// <param name="CodePoint">The character it stands for: text is found and copied by it.</param>
/// <param name="X">Points from the start of the word.</param>
internal readonly record struct FontGlyph(ushort Id, int CodePoint, float X);
