using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MindGraphy.Tests.Support;

/// <summary>Files whose headers say what we want them to say.</summary>
internal static class HostileBytes
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A PNG of zeros: colour type 2 is RGB. Only so many of its bytes are there, where fewer than all are asked for.</summary>
    public static byte[] Png(
        int width,
        int height,
        byte colourType = 2,
        bool interlaced = false,
        long? zeros = null,
        params byte[][] chunks
    )
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (8, colourType, (byte)(interlaced ? 1 : 0));
        return
        [
            .. PngSignature,
            .. PngChunk("IHDR", header),
            .. chunks.SelectMany(c => c),
            .. PngChunk("IDAT", Zeros(zeros ?? 1000)),
            .. PngChunk("IEND", []),
        ];
    }

    public static byte[] PngChunk(string name, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        var length = new byte[4];
        var sum = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(body));
        return [.. length, .. body, .. sum];
    }

    /// <summary>So many zeros, compressed by a thousand to one.</summary>
    public static byte[] Zeros(long count)
    {
        var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var block = new byte[1 << 20];
            for (var left = count; left > 0; left -= block.Length)
            {
                deflate.Write(block, 0, (int)Math.Min(left, block.Length));
            }
        }

        return packed.ToArray();
    }

    /// <summary>The JPEG with its frame's size overwritten.</summary>
    public static byte[] Resized(byte[] jpeg, int width, int height)
    {
        var copy = jpeg.ToArray();
        for (var at = 2; at < copy.Length - 9; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at + 2)))
        {
            if (copy[at + 1] is 0xC0 or 0xC2)
            {
                BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at + 5), (ushort)height);
                BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at + 7), (ushort)width);
                return copy;
            }
        }

        throw new InvalidOperationException("This JPEG has no frame.");
    }

    /// <summary>The JPEG with a segment more behind its first marker.</summary>
    public static byte[] WithSegment(byte[] jpeg, byte marker, byte[] content)
    {
        var head = new byte[4];
        (head[0], head[1]) = (0xFF, marker);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), checked((ushort)(content.Length + 2)));
        return [.. jpeg[..2], .. head, .. content, .. jpeg[2..]];
    }

    /// <summary>The JPEG with these TIFF bytes as its EXIF.</summary>
    public static byte[] WithExif(byte[] jpeg, params byte[] tiff) => WithSegment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. tiff]);

    /// <summary>The JPEG with a colour profile in as many segments as it takes.</summary>
    public static byte[] WithProfile(byte[] jpeg, byte[] profile)
    {
        const int Most = 65_000;
        var pieces = profile.Chunk(Most).ToList();
        for (var i = pieces.Count - 1; i >= 0; i--)
        {
            jpeg = WithSegment(jpeg, 0xE2, [.. "ICC_PROFILE\0"u8, (byte)(i + 1), (byte)pieces.Count, .. pieces[i]]);
        }

        return jpeg;
    }

    /// <summary>A TIFF directory at 8 that says so of one grey strip.</summary>
    public static byte[] Tiff(
        uint width,
        uint height,
        uint stripAt = 0,
        uint stripBytes = 0,
        int next = 0,
        params (ushort, ushort, byte[])[] more
    ) =>
        [
            .. "II*\0"u8,
            8,
            0,
            0,
            0,
            .. TiffWriter.Directory(
                8,
                next,
                [
                    TiffWriter.Longs(256, width),
                    TiffWriter.Longs(257, height),
                    TiffWriter.Shorts(258, 8),
                    TiffWriter.Shorts(259, 1),
                    TiffWriter.Shorts(262, 1),
                    TiffWriter.Longs(273, stripAt),
                    TiffWriter.Shorts(277, 1),
                    TiffWriter.Longs(278, height),
                    TiffWriter.Longs(279, stripBytes),
                    .. more,
                ]
            ),
        ];

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
