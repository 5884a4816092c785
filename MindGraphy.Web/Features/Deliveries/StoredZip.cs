using System.Buffers.Binary;
using System.Text;

namespace MindGraphy.Web.Features.Deliveries;

/// <summary>A file that is to stand in a ZIP file.</summary>
/// <param name="Name">Its name, NFC, with <c>/</c> between folders; at most 65,535 bytes in UTF-8.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Crc32">Their CRC-32.</param>
/// <param name="DosTime">Date (high half) and time as ZIP files write them.</param>
public sealed record StoredZipEntry(string Name, long Length, uint Crc32, uint DosTime);

/// <summary>A run of bytes of an answer: some that are made here, or a file's own.</summary>
/// <param name="Start">Where it begins in the answer.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="File">The file whose bytes they are, from 0; -1 for bytes that are made.</param>
/// <param name="Make">Makes them; null for a file's.</param>
public sealed record BodyPiece(long Start, long Length, int File, Func<byte[]>? Make);

/// <summary>
/// The layout of a ZIP file that only stores: every byte's place is known before the first is sent, so that its length can be announced and any piece of it can
/// be sent again. The same entries always make the same bytes. Where something does not fit into the old format's fields it is written as ZIP64.
/// </summary>
/// <remarks>Named fields and numbers are those of PKWARE's APPNOTE.TXT, sections 4.3 and 4.5.3.</remarks>
public sealed class StoredZip
{
    private const int LocalFixed = 30;
    private const int CentralFixed = 46;
    private const int EndFixed = 22;
    private const int End64Fixed = 56;
    private const int LocatorFixed = 20;
    private const ushort Plain = 20;
    private const ushort Zip64 = 45;
    private const ushort MadeOnUnix = 3 << 8;
    private const ushort NamesAreUtf8 = 1 << 11;
    private const uint ReadableFile = 0b1000_000_110_100_100u << 16;

    private readonly IReadOnlyList<StoredZipEntry> _entries;
    private readonly byte[][] _names;
    private readonly long[] _starts;
    private readonly long _central;
    private readonly long _end;

    /// <summary>Lays entries out in their order. Names have to differ.</summary>
    public StoredZip(IReadOnlyList<StoredZipEntry> entries)
    {
        (_entries, _names, _starts) = (entries, new byte[entries.Count][], new long[entries.Count]);
        var at = 0L;
        for (var i = 0; i < entries.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(entries[i].Length);
            _names[i] = Encoding.UTF8.GetBytes(entries[i].Name.Normalize(NormalizationForm.FormC));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(_names[i].Length, ushort.MaxValue);
            _starts[i] = at;
            at += LocalLength(i) + entries[i].Length;
        }

        _central = at;
        for (var i = 0; i < entries.Count; i++)
        {
            at += CentralLength(i);
        }

        _end = at;
        Length = at + (NeedsEnd64 ? End64Fixed + LocatorFixed : 0) + EndFixed;
    }

    /// <summary>Its bytes.</summary>
    public long Length { get; }

    private bool NeedsEnd64 => _entries.Count >= ushort.MaxValue || _central >= uint.MaxValue || _end - _central >= uint.MaxValue;

    /// <summary>Everything it consists of, in order. Headers are made only when they are asked for.</summary>
    public IEnumerable<BodyPiece> Pieces()
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = i;
            yield return new BodyPiece(_starts[i], LocalLength(i), -1, () => Local(entry));
            yield return new BodyPiece(_starts[i] + LocalLength(i), _entries[i].Length, i, null);
        }

        var at = _central;
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = i;
            yield return new BodyPiece(at, CentralLength(i), -1, () => Central(entry));
            at += CentralLength(i);
        }

        yield return new BodyPiece(_end, Length - _end, -1, End);
    }

    private static bool IsLarge(long value) => value >= uint.MaxValue;

    private static uint Short(long value) => IsLarge(value) ? uint.MaxValue : (uint)value;

    private int LocalExtra(int i) => IsLarge(_entries[i].Length) ? 20 : 0;

    private int CentralExtra(int i)
    {
        var values = (IsLarge(_entries[i].Length) ? 2 : 0) + (IsLarge(_starts[i]) ? 1 : 0);
        return values == 0 ? 0 : 4 + (8 * values);
    }

    private int LocalLength(int i) => LocalFixed + _names[i].Length + LocalExtra(i);

    private int CentralLength(int i) => CentralFixed + _names[i].Length + CentralExtra(i);

    private byte[] Local(int i)
    {
        var (entry, name) = (_entries[i], _names[i]);
        var to = new Fields(LocalLength(i));
        to.Int(0x04034b50).Short(LocalExtra(i) > 0 ? Zip64 : Plain).Short(NamesAreUtf8).Short(0);
        to.Int(entry.DosTime).Int(entry.Crc32).Int(Short(entry.Length)).Int(Short(entry.Length));
        to.Short((ushort)name.Length).Short((ushort)LocalExtra(i)).Bytes(name);
        if (LocalExtra(i) > 0)
        {
            to.Short(1).Short(16).Long(entry.Length).Long(entry.Length);
        }

        return to.Made;
    }

    private byte[] Central(int i)
    {
        var (entry, name, extra) = (_entries[i], _names[i], CentralExtra(i));
        var to = new Fields(CentralLength(i));
        var needs = extra > 0 ? Zip64 : Plain;
        to.Int(0x02014b50).Short((ushort)(MadeOnUnix | needs)).Short(needs).Short(NamesAreUtf8).Short(0);
        to.Int(entry.DosTime).Int(entry.Crc32).Int(Short(entry.Length)).Int(Short(entry.Length));
        to.Short((ushort)name.Length).Short((ushort)extra).Short(0).Short(0).Short(0).Int(ReadableFile).Int(Short(_starts[i])).Bytes(name);
        if (extra > 0)
        {
            to.Short(1).Short((ushort)(extra - 4));
            if (IsLarge(entry.Length))
            {
                to.Long(entry.Length).Long(entry.Length);
            }

            if (IsLarge(_starts[i]))
            {
                to.Long(_starts[i]);
            }
        }

        return to.Made;
    }

    private byte[] End()
    {
        var to = new Fields((int)(Length - _end));
        var (count, size) = (_entries.Count, _end - _central);
        if (NeedsEnd64)
        {
            to.Int(0x06064b50).Long(End64Fixed - 12).Short(MadeOnUnix | Zip64).Short(Zip64).Int(0).Int(0);
            to.Long(count).Long(count).Long(size).Long(_central);
            to.Int(0x07064b50).Int(0).Long(_end).Int(1);
        }

        var few = (ushort)Math.Min(count, ushort.MaxValue);
        to.Int(0x06054b50).Short(0).Short(0).Short(few).Short(few).Int(Short(size)).Int(Short(_central)).Short(0);
        return to.Made;
    }

    private sealed class Fields(int length)
    {
        private int _at;

        public byte[] Made { get; } = new byte[length];

        public Fields Short(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(Made.AsSpan(_at), value);
            _at += 2;
            return this;
        }

        public Fields Int(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(Made.AsSpan(_at), value);
            _at += 4;
            return this;
        }

        public Fields Long(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Made.AsSpan(_at), value);
            _at += 8;
            return this;
        }

        public Fields Bytes(byte[] value)
        {
            value.CopyTo(Made, _at);
            _at += value.Length;
            return this;
        }
    }
}
