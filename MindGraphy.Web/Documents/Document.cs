using SkiaSharp;

namespace MindGraphy.Web.Documents;

/// <summary>What a PDF says of itself.</summary>
/// <param name="Title">Shown by readers as the window's title.</param>
/// <param name="Author">Who issues it.</param>
/// <param name="Created">
/// The moment the content stands for, not the moment of drawing: the same content gives the same bytes, and their hash can be compared.
/// </param>
internal sealed record DocumentMetadata(string Title, string Author, DateTimeOffset Created);

/// <summary>One run of pages with a header, a footer and content that flows.</summary>
internal sealed class Page
{
    /// <summary>A4 in points.</summary>
    public static readonly SKSize A4 = new(595.28f, 841.89f);

    private readonly Container _header = new();
    private readonly Container _content = new();
    private readonly Container _footer = new();

    /// <summary>Paper, in points.</summary>
    public SKSize Size { get; private set; } = A4;

    /// <summary>Left and right, in points.</summary>
    public float MarginHorizontal { get; private set; } = 56;

    /// <summary>Above and below, in points.</summary>
    public float MarginVertical { get; private set; } = 48;

    /// <summary>Sets the margins.</summary>
    public void Margin(float horizontal, float vertical) => (MarginHorizontal, MarginVertical) = (horizontal, vertical);

    /// <summary>Stands on top of every page.</summary>
    public Container Header() => _header;

    /// <summary>Flows over as many pages as it needs.</summary>
    public Container Content() => _content;

    /// <summary>Stands at the foot of every page.</summary>
    public Container Footer() => _footer;

    /// <summary>Lays the pages out, the first of them numbered <paramref name="first"/>.</summary>
    public IEnumerable<Action<ISurface>> Lay(int first, int total)
    {
        var width = Size.Width - 2 * MarginHorizontal;
        var bottom = Size.Height - MarginVertical;
        Element? rest = _content;
        for (var number = first; rest is not null; number++)
        {
            var space = new Space(width, Size.Height - 2 * MarginVertical, number, total, true);
            var header = _header.Lay(space);
            var footer = _footer.Lay(space);
            var content = rest.Lay(space with { Height = Math.Max(0, space.Height - header.Height - footer.Height) });
            var top = MarginVertical + header.Height;
            yield return surface =>
            {
                header.Paint?.Invoke(surface, new Area(MarginHorizontal, MarginVertical, width, header.Height));
                content.Paint?.Invoke(surface, new Area(MarginHorizontal, top, width, content.Height));
                footer.Paint?.Invoke(surface, new Area(MarginHorizontal, bottom - footer.Height, width, footer.Height));
            };
            rest = content.Rest;
        }
    }
}

/// <summary>
/// A document drawn with Skia. It is laid out twice: the first time to count the pages, the second time with their number; then the fonts
/// are cut down to the characters on the pages, and the pages are painted.
/// </summary>
internal sealed class Document
{
    private readonly List<Page> _pages = [];

    private Document() { }

    /// <summary>Builds a document.</summary>
    public static Document Create(Action<Document> build)
    {
        var document = new Document();
        build(document);
        return document;
    }

    /// <summary>Adds a run of pages; page numbers go on from the run before.</summary>
    public void Page(Action<Page> build)
    {
        var page = new Page();
        build(page);
        _pages.Add(page);
    }

    /// <summary>Draws the PDF. The same document gives the same bytes.</summary>
    public byte[] GeneratePdf(DocumentMetadata metadata)
    {
        var pages = Lay(Lay(0).Count);
        var collector = new CharacterCollector();
        foreach (var (_, paint) in pages)
        {
            paint(collector);
        }

        var typefaces = new Dictionary<DocumentFont, SKTypeface>();
        try
        {
            foreach (var font in new[] { DocumentFont.Regular, DocumentFont.Bold }.Where(collector.Characters.ContainsKey))
            {
                using var data = SKData.CreateCopy(font.Subset(collector.Characters[font]));
                typefaces[font] = SKTypeface.FromData(data) ?? throw new InvalidOperationException("Skia refuses the document's font.");
            }

            return Draw(pages, typefaces, metadata);
        }
        finally
        {
            foreach (var typeface in typefaces.Values)
            {
                typeface.Dispose();
            }
        }
    }

    private static byte[] Draw(
        List<(SKSize Size, Action<ISurface> Paint)> pages,
        Dictionary<DocumentFont, SKTypeface> typefaces,
        DocumentMetadata metadata
    )
    {
        using var stream = new MemoryStream();
        var skia = new SKDocumentPdfMetadata
        {
            Title = metadata.Title,
            Author = metadata.Author,
            Creator = "MindGraphy",
            Creation = metadata.Created.UtcDateTime,
            Modified = metadata.Created.UtcDateTime,
            RasterDpi = 300,
            EncodingQuality = 101,
        };
        using (var document = SKDocument.CreatePdf(stream, skia))
        {
            foreach (var (size, paint) in pages)
            {
                var canvas = document.BeginPage(size.Width, size.Height);
                paint(new PdfSurface(canvas, typefaces));
                document.EndPage();
            }

            document.Close();
        }

        return stream.ToArray();
    }

    private List<(SKSize Size, Action<ISurface> Paint)> Lay(int total)
    {
        var pages = new List<(SKSize, Action<ISurface>)>();
        foreach (var page in _pages)
        {
            pages.AddRange(page.Lay(pages.Count + 1, total).Select(paint => (page.Size, paint)));
        }

        return pages;
    }
}
