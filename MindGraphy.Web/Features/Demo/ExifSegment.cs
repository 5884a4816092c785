using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MindGraphy.Web.Features.Demo;

/// <summary>What a camera writes beside a picture.</summary>
/// <param name="Make">The camera's maker.</param>
/// <param name="Model">The camera's model.</param>
/// <param name="TakenAt">Its clock, with milliseconds.</param>
/// <param name="Offset">Its offset from UTC.</param>
/// <param name="Orientation">1 to 8, as EXIF has it: 1 upright, 3 upside down, 6 and 8 lying on a side.</param>
/// <param name="Lens">The lens.</param>
/// <param name="FNumber">The aperture.</param>
/// <param name="ShutterPart">The exposure as one part of a second: 200 is 1/200 s.</param>
/// <param name="Iso">The sensitivity.</param>
/// <param name="FocalLength">Millimetres.</param>
public sealed record ExifFields(
    string Make,
    string Model,
    DateTime TakenAt,
    TimeSpan Offset,
    int Orientation = 1,
    string Lens = "",
    double FNumber = 2.8,
    int ShutterPart = 200,
    int Iso = 400,
    int FocalLength = 50
);

/// <summary>Puts an EXIF segment into a JPEG.</summary>
public static class ExifSegment
{
    private const ushort Ascii = 2;
    private const ushort Short = 3;
    private const ushort Long = 4;
    private const ushort Rational = 5;
    private const ushort Undefined = 7;

    /// <summary>The same JPEG with the fields as its first segment.</summary>
    public static byte[] Insert(ReadOnlySpan<byte> jpeg, ExifFields fields)
    {
        var tiff = Tiff(fields);
        var segment = new byte[10 + tiff.Length];
        segment[0] = 0xFF;
        segment[1] = 0xE1;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), checked((ushort)(segment.Length - 2)));
        "Exif\0\0"u8.CopyTo(segment.AsSpan(4));
        tiff.CopyTo(segment, 10);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    private static byte[] Tiff(ExifFields fields)
    {
        var taken = Text(fields.TakenAt.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture));
        var sign = fields.Offset < TimeSpan.Zero ? "-" : "+";
        List<Entry> main =
        [
            new(0x010F, Ascii, Text(fields.Make)),
            new(0x0110, Ascii, Text(fields.Model)),
            new(0x0112, Short, [(byte)fields.Orientation, 0]),
            new(0x0132, Ascii, taken),
        ];
        List<Entry> details =
        [
            new(0x829A, Rational, Fraction(1, fields.ShutterPart)),
            new(0x829D, Rational, Fraction((int)Math.Round(fields.FNumber * 10), 10)),
            new(0x8827, Short, [(byte)fields.Iso, (byte)(fields.Iso >> 8)]),
            new(0x9000, Undefined, "0232"u8.ToArray()),
            new(0x9003, Ascii, taken),
            new(0x9011, Ascii, Text(sign + fields.Offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture))),
            new(0x920A, Rational, Fraction(fields.FocalLength, 1)),
            new(0x9291, Ascii, Text(fields.TakenAt.ToString("fff", CultureInfo.InvariantCulture))),
            new(0xA434, Ascii, Text(fields.Lens)),
        ];

        // The header, then the main directory with a pointer to the details, then the details.
        const int MainAt = 8;
        var pointer = new byte[4];
        main.Add(new Entry(0x8769, Long, pointer));
        BinaryPrimitives.WriteInt32LittleEndian(pointer, MainAt + Directory(main, MainAt).Length);
        var first = Directory(main, MainAt);
        return [.. "II*\0"u8, MainAt, 0, 0, 0, .. first, .. Directory(details, MainAt + first.Length)];
    }

    private static byte[] Directory(List<Entry> entries, int at)
    {
        var table = new byte[2 + (entries.Count * 12) + 4];
        var values = new List<byte>();
        BinaryPrimitives.WriteUInt16LittleEndian(table, (ushort)entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var (tag, type, value) = entries[i];
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
                BinaryPrimitives.WriteInt32LittleEndian(row[8..], at + table.Length + values.Count);
                values.AddRange(value);
                values.AddRange(new byte[value.Length % 2]);
            }
        }

        return [.. table, .. values];
    }

    private static int UnitOf(ushort type) =>
        type switch
        {
            Short => 2,
            Long => 4,
            Rational => 8,
            _ => 1,
        };

    private static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    private static byte[] Fraction(int numerator, int denominator)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, numerator);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), denominator);
        return bytes;
    }

    private sealed record Entry(ushort Tag, ushort Type, byte[] Value);
}
