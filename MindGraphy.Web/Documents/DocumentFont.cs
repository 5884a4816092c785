using System.Collections.Frozen;

namespace MindGraphy.Web.Documents;

/// <summary>
/// NanumGothic as the product carries it (SIL Open Font License, beside the files): measures text without asking the machine for fonts,
/// and cuts out what one document needs.
/// </summary>
internal sealed class DocumentFont
{
    private readonly TrueTypeFile _file;
    private readonly FrozenDictionary<int, ushort> _glyphs;
    private readonly float[] _advances;

    private DocumentFont(string resource)
    {
        using var stream =
            typeof(DocumentFont).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The font {resource} is not built into the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        _file = new TrueTypeFile(bytes);
        _glyphs = _file.CharacterMap().ToFrozenDictionary();
        _advances = _file.Advances();
        (Ascent, Descent) = _file.VerticalMetrics();
    }

    /// <summary>The face for reading.</summary>
    public static DocumentFont Regular { get; } = new("MindGraphy.Web.Documents.Fonts.NanumGothic-Regular.ttf");

    /// <summary>The face for titles.</summary>
    public static DocumentFont Bold { get; } = new("MindGraphy.Web.Documents.Fonts.NanumGothic-Bold.ttf");

    /// <summary>From the baseline up, in ems.</summary>
    public float Ascent { get; }

    /// <summary>From the baseline down, in ems, positive.</summary>
    public float Descent { get; }

    /// <summary>The glyph of a character; 0 where the font has none.</summary>
    public ushort Glyph(int codePoint) => _glyphs.GetValueOrDefault(codePoint);

    /// <summary>How far a glyph moves the pen, in ems.</summary>
    public float Advance(ushort glyph) => _advances[glyph];

    /// <summary>Whether a glyph has a shape at all.</summary>
    public bool HasOutline(ushort glyph) => _file.Outline(glyph).Length > 0;

    /// <summary>The font with the outlines of these characters only, glyph numbers unchanged.</summary>
    public byte[] Subset(IEnumerable<int> codePoints) =>
        _file.Subset(new SortedDictionary<int, ushort>(codePoints.Distinct().ToDictionary(c => c, Glyph)));
}
