using System.Buffers.Binary;
using System.Text;
using MindGraphy.Domain.Photos;
using NetVips;

namespace MindGraphy.Tests.Support;

/// <summary>Files that look right from outside.</summary>
internal static partial class HostileCorpus
{
    private static IEnumerable<HostileFile> OddColours(Pictures good)
    {
        using var print = good.Picture.IccExport(outputProfile: "cmyk");
        using var deep = good.Picture.Colourspace(Enums.Interpretation.Rgb16);
        using var lab = good.Picture.Colourspace(Enums.Interpretation.Lab);
        using var grey = good.Picture.Colourspace(Enums.Interpretation.Bw);
        using var light = good.Picture.Colourspace(Enums.Interpretation.Scrgb);
        using var clear = good.Picture.Bandjoin(good.Picture[0]);
        using var greyClear = grey.Bandjoin(grey);
        using var wide = good.Picture.IccTransform("p3", inputProfile: "srgb");
        yield return new("print.jpg", print.JpegsaveBuffer(q: 90), null);
        yield return new("print without profile.jpg", print.JpegsaveBuffer(q: 90, keep: Enums.ForeignKeep.None), null);
        yield return new("print.tif", print.TiffsaveBuffer(), null);
        yield return new("deep.png", deep.PngsaveBuffer(), null);
        yield return new("deep.tif", deep.TiffsaveBuffer(), null);
        yield return new("lab.tif", lab.TiffsaveBuffer(), null);
        yield return new("float.tif", light.TiffsaveBuffer(), null);
        yield return new("grey.jpg", grey.JpegsaveBuffer(), null);
        yield return new("grey.png", grey.PngsaveBuffer(), null);
        yield return new("one bit.tif", grey.TiffsaveBuffer(bitdepth: 1), null);
        yield return new("palette.png", good.Picture.PngsaveBuffer(palette: true), null);
        yield return new("clear.png", clear.PngsaveBuffer(), null);
        yield return new("grey and clear.png", greyClear.PngsaveBuffer(), null);
        yield return new("clear.webp", clear.WebpsaveBuffer(lossless: false), null);
        yield return new("interlaced.png", good.Picture.PngsaveBuffer(interlace: true), null);
        yield return new("tiles.tif", good.Picture.TiffsaveBuffer(tile: true, pyramid: true), null);
        yield return new("wide.jpg", wide.JpegsaveBuffer(), null);
        yield return new("huge profile.jpg", HostileBytes.WithProfile(good.Jpeg, HostileBytes.Noise(3_000_000, 30)), null);
        yield return new("empty profile.jpg", HostileBytes.WithSegment(good.Jpeg, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1]), null);
        yield return new(
            "profile without end.jpg",
            HostileBytes.WithSegment(good.Jpeg, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 200, .. new byte[500]]),
            null
        );
        var lying = new byte[4000];
        BinaryPrimitives.WriteInt32BigEndian(lying, 4000);
        "acsp"u8.CopyTo(lying.AsSpan(36));
        BinaryPrimitives.WriteUInt32BigEndian(lying.AsSpan(128), uint.MaxValue);
        yield return new("lying profile.jpg", HostileBytes.WithProfile(good.Jpeg, lying), null);
    }

    private static IEnumerable<HostileFile> BrokenExif(Pictures good)
    {
        // A broken note on the back of a picture is no reason to throw the picture away.
        HostileFile With(string name, params byte[] tiff) => new(name + ".jpg", HostileBytes.WithExif(good.Jpeg, tiff), null);
        byte[] head = [.. "II*\0"u8, 8, 0, 0, 0];
        byte[] Entry(ushort tag, ushort type, uint count, uint value)
        {
            var row = new byte[12];
            BinaryPrimitives.WriteUInt16LittleEndian(row, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(row.AsSpan(2), type);
            BinaryPrimitives.WriteUInt32LittleEndian(row.AsSpan(4), count);
            BinaryPrimitives.WriteUInt32LittleEndian(row.AsSpan(8), value);
            return row;
        }

        yield return With("exif that is nothing");
        yield return With("exif of three bytes", "II*"u8.ToArray());
        yield return With("exif of no order", "XX*\0\b\0\0\0"u8.ToArray());
        yield return With("directory far away", [.. "II*\0"u8, 0xFF, 0xFF, 0xFF, 0x7F]);
        yield return With("directory before the file", [.. "II*\0"u8, 0xFF, 0xFF, 0xFF, 0xFF]);
        yield return With("directory that follows itself", [.. head, 1, 0, .. Entry(0x010F, 2, 4, 0x414141), 8, 0, 0, 0]);
        yield return With("directory inside itself", [.. head, 1, 0, .. Entry(0x8769, 4, 1, 8), 0, 0, 0, 0]);
        yield return With(
            "two that follow each other",
            [.. head, 1, 0, .. Entry(0x010F, 2, 4, 0x414141), 26, 0, 0, 0, 1, 0, .. Entry(0x0110, 2, 4, 0x414141), 8, 0, 0, 0]
        );
        yield return With("more entries than bytes", [.. head, 0xFF, 0xFF, .. Entry(0x010F, 2, 4, 0x414141)]);
        yield return With("text without end", [.. head, 1, 0, .. Entry(0x010F, 2, uint.MaxValue, 20), 0, 0, 0, 0]);
        yield return With("text far away", [.. head, 1, 0, .. Entry(0x010F, 2, 5000, 0x7FFFFFF0), 0, 0, 0, 0]);
        yield return With("numbers without end", [.. head, 1, 0, .. Entry(0x0112, 12, 0x20000001, 8), 0, 0, 0, 0]);
        yield return With("type that is none", [.. head, 1, 0, .. Entry(0x010F, 99, 4, 8), 0, 0, 0, 0]);
        yield return With("turned by 99", [.. head, 1, 0, .. Entry(0x0112, 3, 1, 99), 0, 0, 0, 0]);
        yield return With("turned by a text", [.. head, 1, 0, .. Entry(0x0112, 2, 4, 0x414141), 0, 0, 0, 0]);
        yield return With("place inside itself", [.. head, 1, 0, .. Entry(0x8825, 4, 1, 8), 0, 0, 0, 0]);
        yield return With("notes without end", [.. head, 1, 0, .. Entry(0x927C, 7, uint.MaxValue, 8), 0, 0, 0, 0]);
        yield return With(
            "thumbnail far away",
            [.. head, 2, 0, .. Entry(0x0201, 4, 1, 0x7FFFFFF0), .. Entry(0x0202, 4, 1, uint.MaxValue), 0, 0, 0, 0]
        );
        yield return With("day that is none", [.. head, 1, 0, .. Entry(0x0132, 2, 20, 26), 0, 0, 0, 0, .. "9999:99:99 99:99:99\0"u8]);
        yield return With(
            "name with zeros",
            [.. head, 1, 0, .. Entry(0x010F, 2, 20, 26), 0, 0, 0, 0, .. "A\0B\u0001\u202e\0\0CDEFGHIJKLM"u8]
        );
        yield return With("full of noise", [.. head, .. HostileBytes.Noise(65_000, 31)]);
        yield return With("big endian noise", [.. "MM\0*\0\0\0\b"u8, .. HostileBytes.Noise(65_000, 32)]);
        yield return new(
            "too much text.jpg",
            Xmp(
                "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&c;&c;&c;</x:xmpmeta>"
            ),
            null
        );
        yield return new("packet without end.jpg", Xmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"), null);
        yield return new(
            "lying segments.jpg",
            HostileBytes.WithSegment(good.Jpeg, 0xED, [.. "Photoshop 3.0\08BIM"u8, 4, 4, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]),
            null
        );

        byte[] Xmp(string text) =>
            HostileBytes.WithSegment(good.Jpeg, 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(text)]);
    }

    private static IEnumerable<HostileFile> WrongNames(Pictures good)
    {
        // What it is decides what it is read as: a studio's own exports are often called by another ending.
        (string, byte[])[] all = [("jpg", good.Jpeg), ("png", good.Png), ("tif", good.Tiff), ("webp", good.WebP), ("avif", good.Avif)];
        foreach (var (is_, bytes) in all)
        {
            foreach (var ending in new[] { "jpg", "png", "heic", "cr3" }.Where(e => e != is_))
            {
                yield return new($"{is_} in truth.{ending}", bytes, null);
            }
        }

        yield return new("no ending", good.Jpeg, null);
        yield return new("jpg in truth.nef", good.Jpeg, null);
        yield return new("tiff in truth.nef", good.Tiff, UnreadableReason.Damaged);
        yield return new("tiff in truth.dng", good.Tiff, UnreadableReason.Damaged);
        yield return new("tiff in truth.cr2", good.Tiff, null);
    }

    private static IEnumerable<HostileFile> BrokenInside(Pictures good)
    {
        for (var seed = 40; seed < 48; seed++)
        {
            yield return new(
                $"head only {seed}.jpg",
                [0xFF, 0xD8, 0xFF, 0xE0, .. HostileBytes.Noise(3000, seed)],
                UnreadableReason.Damaged
            );
            yield return new($"head only {seed}.png", [.. good.Png[..8], .. HostileBytes.Noise(3000, seed)], UnreadableReason.Damaged);
        }

        for (var seed = 50; seed < 53; seed++)
        {
            yield return new(
                $"head only {seed}.webp",
                [.. "RIFF"u8, 0, 9, 0, 0, .. "WEBPVP8 "u8, .. HostileBytes.Noise(3000, seed)],
                UnreadableReason.Damaged
            );
            yield return new(
                $"head only {seed}.avif",
                [0, 0, 0, 28, .. "ftypavif"u8, .. HostileBytes.Noise(3000, seed)],
                UnreadableReason.Damaged
            );
            yield return new(
                $"head only {seed}.heic",
                [0, 0, 0, 28, .. "ftypheic"u8, .. HostileBytes.Noise(3000, seed)],
                UnreadableReason.Damaged
            );
            yield return new(
                $"head only {seed}.cr3",
                [0, 0, 0, 24, .. "ftypcrx "u8, .. HostileBytes.Noise(3000, seed)],
                UnreadableReason.Damaged
            );
            yield return new(
                $"head only {seed}.raf",
                [.. "FUJIFILMCCD-RAW "u8, .. HostileBytes.Noise(3000, seed)],
                UnreadableReason.Damaged
            );
            yield return new(
                $"head only {seed}.rw2",
                [.. "IIU\0"u8, 8, 0, 0, 0, .. HostileBytes.Noise(3000, seed)],
                UnreadableReason.Damaged
            );
            yield return new(
                $"head only {seed}.arw",
                [.. "II*\0"u8, 8, 0, 0, 0, .. HostileBytes.Noise(3000, seed)],
                UnreadableReason.Damaged
            );
        }

        yield return new("directory that is itself.tif", HostileBytes.Tiff(9, 9, 8, 81, next: 8), null);
        yield return new("directory inside itself.tif", HostileBytes.Tiff(9, 9, 8, 81, 0, TiffWriter.Longs(330, 8)), null);
        yield return new("directory far away.tif", [.. "II*\0"u8, 0xFF, 0xFF, 0xFF, 0x7F, .. new byte[50]], UnreadableReason.Damaged);
        yield return new("directory in the header.tif", [.. "II*\0"u8, 0, 0, 0, 0, .. new byte[50]], UnreadableReason.Damaged);
        yield return new("strip far away.tif", HostileBytes.Tiff(900, 600, 0x7FFFFF00, 540_000), UnreadableReason.Damaged);
        yield return new("strip too short.tif", HostileBytes.Tiff(900, 600, 8, 10), UnreadableReason.Damaged);
        var flipped = good.Png.ToArray();
        flipped[flipped.Length / 2] ^= 0xFF;
        yield return new("one byte wrong.png", flipped, UnreadableReason.Damaged);
        yield return new("raw without picture.cr2", RawSample.Of("cr2", null, default)[..4100], UnreadableReason.Damaged);
    }

    private static IEnumerable<HostileFile> Bombs()
    {
        yield return new("packed.png", HostileBytes.Png(9000, 9000, zeros: 9000L * ((9000 * 3) + 1)), null);
        yield return new(
            "packed and interlaced.png",
            HostileBytes.Png(13_000, 13_000, interlaced: true, zeros: 600_000_000),
            UnreadableReason.TooMuchMemory
        );
        yield return new("packed but short.png", HostileBytes.Png(9000, 9000, zeros: 100_000), UnreadableReason.Damaged);
        var text = HostileBytes.PngChunk("zTXt", [.. "Comment\0\0"u8, .. HostileBytes.Zeros(100_000_000)]);
        yield return new("packed text.png", HostileBytes.Png(90, 60, zeros: 60 * 271, chunks: [text]), null);
        var profile = HostileBytes.PngChunk("iCCP", [.. "p\0\0"u8, .. HostileBytes.Zeros(200_000_000)]);
        yield return new("packed profile.png", HostileBytes.Png(90, 60, zeros: 60 * 271, chunks: [profile]), null);
    }
}
