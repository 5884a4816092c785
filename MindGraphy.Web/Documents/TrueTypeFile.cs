using System.Buffers.Binary;
using System.Text;

namespace MindGraphy.Web.Documents;

/// <summary>
/// Reads and cuts down a TrueType font. Skia embeds a font whole, 4.7 MB for one Korean face; a copy whose unused outlines are empty makes
/// a contract of two pages about 100 kB instead.
/// </summary>
internal sealed class TrueTypeFile
{
    /// <summary>What a PDF reader needs to draw glyphs by number, beside outlines and character map; hinting sources and kerning stay behind.</summary>
    private static readonly string[] CopiedTables = ["OS/2", "cvt ", "fpgm", "head", "hhea", "hmtx", "maxp", "name", "post", "prep"];

    private readonly byte[] _bytes;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly int _glyphCount;
    private readonly bool _longOffsets;

    public TrueTypeFile(byte[] bytes)
    {
        _bytes = bytes;
        for (var i = 0; i < U16(4); i++)
        {
            var entry = 12 + 16 * i;
            _tables[Encoding.ASCII.GetString(bytes, entry, 4)] = ((int)U32(entry + 8), (int)U32(entry + 12));
        }

        _glyphCount = U16(At("maxp") + 4);
        _longOffsets = U16(At("head") + 50) == 1;
    }

    /// <summary>Characters and their glyphs, from the Unicode table of the basic plane (platform 3, encoding 1, format 4).</summary>
    public IEnumerable<KeyValuePair<int, ushort>> CharacterMap()
    {
        var table = UnicodeTable();
        var count = U16(table + 6) / 2;
        var (ends, starts) = (table + 14, table + 16 + 2 * count);
        var (deltas, ranges) = (starts + 2 * count, starts + 4 * count);
        for (var i = 0; i < count; i++)
        {
            int start = U16(starts + 2 * i);
            int end = U16(ends + 2 * i);
            int range = U16(ranges + 2 * i);
            for (var code = start; code <= end && code < 0xFFFF; code++)
            {
                var raw = range == 0 ? code : U16(ranges + 2 * i + range + 2 * (code - start));
                var glyph = range != 0 && raw == 0 ? (ushort)0 : (ushort)(raw + U16(deltas + 2 * i));
                if (glyph != 0)
                {
                    yield return new KeyValuePair<int, ushort>(code, glyph);
                }
            }
        }
    }

    /// <summary>How far each glyph moves the pen, in ems.</summary>
    public float[] Advances()
    {
        float unitsPerEm = U16(At("head") + 18);
        var metrics = U16(At("hhea") + 34);
        return [.. Enumerable.Range(0, _glyphCount).Select(g => U16(At("hmtx") + 4 * Math.Min(g, metrics - 1)) / unitsPerEm)];
    }

    /// <summary>Above and below the baseline, in ems, both positive.</summary>
    public (float Ascent, float Descent) VerticalMetrics()
    {
        float unitsPerEm = U16(At("head") + 18);
        return ((short)U16(At("hhea") + 4) / unitsPerEm, -(short)U16(At("hhea") + 6) / unitsPerEm);
    }

    /// <summary>A glyph's outline as it stands in the file; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var start = Location(glyph);
        return _bytes.AsSpan(At("glyf") + start, Location(glyph + 1) - start);
    }

    /// <summary>A font that draws these characters only. The same characters give the same bytes.</summary>
    public byte[] Subset(SortedDictionary<int, ushort> characters)
    {
        var used = Closure(characters.Values);
        var tables = CopiedTables
            .Where(_tables.ContainsKey)
            .ToDictionary(tag => tag, tag => _bytes.AsSpan(_tables[tag].Offset, _tables[tag].Length).ToArray(), StringComparer.Ordinal);
        (tables["glyf"], tables["loca"]) = Outlines(used);
        tables["cmap"] = CharacterTable(characters);
        BlankMetrics(tables["hmtx"], used);
        BinaryPrimitives.WriteUInt16BigEndian(tables["head"].AsSpan(50), 1);
        BinaryPrimitives.WriteUInt32BigEndian(tables["head"].AsSpan(8), 0);
        return Assemble(tables);
    }

    private static byte[] Assemble(Dictionary<string, byte[]> tables)
    {
        var tags = tables.Keys.Order(StringComparer.Ordinal).ToArray();
        var power = 1 << (31 - System.Numerics.BitOperations.LeadingZeroCount((uint)tags.Length));
        var offset = 12 + 16 * tags.Length;
        var file = new byte[offset + tags.Sum(t => Padded(tables[t].Length))];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tags.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(power * 16));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)System.Numerics.BitOperations.Log2((uint)power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((tags.Length - power) * 16));
        var head = 0;
        for (var i = 0; i < tags.Length; i++)
        {
            var table = tables[tags[i]];
            var entry = file.AsSpan(12 + 16 * i);
            table.CopyTo(file, offset);
            Encoding.ASCII.GetBytes(tags[i], entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(file.AsSpan(offset, Padded(table.Length))));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)table.Length);
            head = tags[i] == "head" ? offset : head;
            offset += Padded(table.Length);
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(0xB1B0AFBA - Checksum(file)));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i + 4 <= bytes.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]));
        }

        return sum;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static byte[] CharacterTable(SortedDictionary<int, ushort> characters)
    {
        // Format 12 with one group a character: simple, and deflate takes the rest.
        var table = new byte[12 + 16 + 12 * characters.Count];
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(4), 3);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(6), 10);
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(8), 12);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(12), 12);
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(16), (uint)(table.Length - 12));
        BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(24), (uint)characters.Count);
        var at = 28;
        foreach (var (code, glyph) in characters)
        {
            BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(at), (uint)code);
            BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(at + 4), (uint)code);
            BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(at + 8), glyph);
            at += 12;
        }

        return table;
    }

    private (byte[] Outlines, byte[] Offsets) Outlines(HashSet<int> used)
    {
        using var outlines = new MemoryStream();
        var offsets = new byte[4 * (_glyphCount + 1)];
        for (var glyph = 0; glyph < _glyphCount; glyph++)
        {
            if (used.Contains(glyph))
            {
                outlines.Write(Outline(glyph));
                while (outlines.Length % 4 != 0)
                {
                    outlines.WriteByte(0);
                }
            }

            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * (glyph + 1)), (uint)outlines.Length);
        }

        return (outlines.ToArray(), offsets);
    }

    private void BlankMetrics(byte[] metrics, HashSet<int> used)
    {
        // The last full entry also holds the advance of every glyph after it.
        var last = U16(At("hhea") + 34) - 1;
        for (var glyph = 0; glyph < last; glyph++)
        {
            if (!used.Contains(glyph))
            {
                metrics.AsSpan(4 * glyph, 4).Clear();
            }
        }
    }

    private HashSet<int> Closure(IEnumerable<ushort> glyphs)
    {
        // Glyph 0 is what a font must have; composed glyphs bring their parts.
        var used = new HashSet<int>();
        var waiting = new Stack<int>(glyphs.Select(g => (int)g).Append(0));
        while (waiting.TryPop(out var glyph))
        {
            if (used.Add(glyph))
            {
                foreach (var part in Parts(glyph))
                {
                    waiting.Push(part);
                }
            }
        }

        return used;
    }

    private List<int> Parts(int glyph)
    {
        var outline = Outline(glyph);
        var parts = new List<int>();
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return parts;
        }

        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            parts.Add(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
            at += 4 + ((flags & 0x0001) != 0 ? 4 : 2);
            at +=
                (flags & 0x0008) != 0 ? 2
                : (flags & 0x0040) != 0 ? 4
                : (flags & 0x0080) != 0 ? 8
                : 0;
        } while ((flags & 0x0020) != 0);

        return parts;
    }

    private int UnicodeTable()
    {
        var table = At("cmap");
        for (var i = 0; i < U16(table + 2); i++)
        {
            var entry = table + 4 + 8 * i;
            var at = table + (int)U32(entry + 4);
            if (U16(entry) == 3 && U16(entry + 2) == 1 && U16(at) == 4)
            {
                return at;
            }
        }

        throw new InvalidDataException("The font has no Unicode character map of format 4.");
    }

    private int Location(int glyph) => _longOffsets ? (int)U32(At("loca") + 4 * glyph) : 2 * U16(At("loca") + 2 * glyph);

    private int At(string table) => _tables[table].Offset;

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at));
}
