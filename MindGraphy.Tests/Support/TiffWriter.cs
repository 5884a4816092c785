using System.Buffers.Binary;
using System.Text;

namespace MindGraphy.Tests.Support;

/// <summary>Writes TIFF directories byte by byte: raw files are made of them, and broken files of broken ones.</summary>
internal static class TiffWriter
{
    public const ushort Byte = 1;
    public const ushort Ascii = 2;
    public const ushort Short = 3;
    public const ushort Long = 4;
    public const ushort SignedRational = 10;

    public static (ushort Tag, ushort Type, byte[] Value) Text(int tag, string text) =>
        ((ushort)tag, Ascii, [.. Encoding.ASCII.GetBytes(text), 0]);

    public static (ushort Tag, ushort Type, byte[] Value) Shorts(int tag, params ushort[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), values[i]);
        }

        return ((ushort)tag, Short, bytes);
    }

    public static (ushort Tag, ushort Type, byte[] Value) Longs(int tag, params uint[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 4), values[i]);
        }

        return ((ushort)tag, Long, bytes);
    }

    public static (ushort Tag, ushort Type, byte[] Value) Fractions(int tag, params int[] wholes)
    {
        var bytes = new byte[wholes.Length * 8];
        for (var i = 0; i < wholes.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 8), wholes[i]);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((i * 8) + 4), 1);
        }

        return ((ushort)tag, SignedRational, bytes);
    }

    /// <summary>A directory that stands at a place of the file, with the values that are too long for it behind it.</summary>
    public static byte[] Directory(int at, int next, params IReadOnlyList<(ushort Tag, ushort Type, byte[] Value)> entries)
    {
        var table = new byte[2 + (entries.Count * 12) + 4];
        var behind = new List<byte>();
        BinaryPrimitives.WriteUInt16LittleEndian(table, (ushort)entries.Count);
        foreach (var (i, (tag, type, value)) in entries.OrderBy(e => e.Tag).Index())
        {
            var row = table.AsSpan(2 + (i * 12), 12);
            BinaryPrimitives.WriteUInt16LittleEndian(row, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(row[2..], type);
            BinaryPrimitives.WriteInt32LittleEndian(row[4..], value.Length / UnitOf(type));
            if (value.Length <= 4)
            {
                value.CopyTo(row[8..]);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(row[8..], at + table.Length + behind.Count);
                behind.AddRange(value);
                behind.AddRange(new byte[value.Length % 2]);
            }
        }

        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(table.Length - 4), next);
        return [.. table, .. behind];
    }

    /// <summary>A file with each block at its place, and nothing between them.</summary>
    public static byte[] File(byte[] head, params (int At, byte[] Bytes)[] blocks)
    {
        var file = new byte[blocks.Max(b => b.At + b.Bytes.Length)];
        head.CopyTo(file, 0);
        foreach (var (at, bytes) in blocks)
        {
            bytes.CopyTo(file, at);
        }

        return file;
    }

    private static int UnitOf(ushort type) =>
        type switch
        {
            Short => 2,
            Long => 4,
            SignedRational => 8,
            _ => 1,
        };
}
