using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MindGraphy.Domain.Photos;
using NetVips;

namespace MindGraphy.Tests.Support;

/// <summary>A file that somebody sends, and what has to become of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Verdict">Why it is refused; null where it is a picture all the same.</param>
internal sealed record HostileFile(string Name, byte[] Bytes, UnreadableReason? Verdict);

/// <summary>Files that break what reads them, made here: each with the verdict that is its own.</summary>
internal static partial class HostileCorpus
{
    public const int Width = 900;
    public const int Height = 600;

    /// <summary>All of them, the good between the bad.</summary>
    public static IReadOnlyList<HostileFile> Make()
    {
        var good = new Pictures();
        List<HostileFile> bad =
        [
            .. CutShort(good),
            .. Tiny(),
            .. Giants(good),
            .. OtherThings(good),
            .. Polyglots(good),
            .. OddColours(good),
            .. BrokenExif(good),
            .. WrongNames(good),
            .. BrokenInside(good),
            .. Bombs(),
        ];
        return [.. bad.SelectMany((file, i) => i % 10 == 0 ? [file, new HostileFile($"good {i}.jpg", good.Jpeg, null)] : new[] { file })];
    }

    private static IEnumerable<HostileFile> CutShort(Pictures good)
    {
        foreach (
            var (name, bytes, places) in new[]
            {
                ("base.jpg", good.Jpeg, 40),
                ("progressive.jpg", good.Progressive, 16),
                ("a.png", good.Png, 12),
                ("a.tif", good.Tiff, 8),
                ("a.webp", good.WebP, 10),
                ("a.avif", good.Avif, 8),
            }
        )
        {
            // The last tenth is left: what is missing there may be a mark that no reader needs.
            for (var i = 0; i < places; i++)
            {
                var length = 40 + (int)((bytes.Length * 0.9 - 40) * i / (places - 1));
                yield return new($"cut at {length} {name}", bytes[..length], UnreadableReason.Damaged);
            }
        }

        var raw = RawSample.Of("dng", good.Jpeg, (Width, Height));
        yield return new("cut.dng", raw[..60], UnreadableReason.Damaged);
        yield return new("cut.nef", RawSample.Of("nef", good.Jpeg, (Width, Height))[..1000], UnreadableReason.Damaged);
        yield return new(
            "cut.heic",
            good.Avif[..30].Select((b, i) => i is >= 8 and < 12 ? (byte)"heic"[i - 8] : b).ToArray(),
            UnreadableReason.Damaged
        );
    }

    private static IEnumerable<HostileFile> Tiny()
    {
        yield return new("zero.jpg", [], UnreadableReason.Empty);
        yield return new("zero.cr2", [], UnreadableReason.Empty);
        foreach (var one in new byte[] { 0, 0xFF, (byte)'I', (byte)'<' })
        {
            yield return new($"one byte {one}.jpg", [one], UnreadableReason.UnknownType);
        }

        yield return new("start only.jpg", [0xFF, 0xD8], UnreadableReason.UnknownType);
        yield return new("start and end.jpg", [0xFF, 0xD8, 0xFF, 0xD9], UnreadableReason.UnknownType);
        yield return new("riff only.webp", [.. "RIFF"u8, 0, 0, 0, 0], UnreadableReason.UnknownType);
        yield return new("zeros.jpg", new byte[100_000], UnreadableReason.UnknownType);
    }

    private static IEnumerable<HostileFile> Giants(Pictures good)
    {
        foreach (var edge in new[] { 60_000, 15_000, 65_500 })
        {
            yield return new($"{edge}.jpg", HostileBytes.Resized(good.Jpeg, edge, edge), UnreadableReason.TooManyPixels);
            yield return new($"{edge} progressive.jpg", HostileBytes.Resized(good.Progressive, edge, edge), UnreadableReason.TooManyPixels);
            yield return new($"{edge}.png", HostileBytes.Png(edge, edge), UnreadableReason.TooManyPixels);
            yield return new($"{edge}.tif", HostileBytes.Tiff((uint)edge, (uint)edge, 8, 100), UnreadableReason.TooManyPixels);
        }

        yield return new(
            "60000.gif",
            [.. "GIF89a"u8, 0x60, 0xEA, 0x60, 0xEA, 0, 0, 0, .. HostileBytes.Noise(100, 1)],
            UnreadableReason.UnknownType
        );
        yield return new("long.png", HostileBytes.Png(1_000_000, 300), UnreadableReason.TooManyPixels);
        yield return new("nothing wide.png", HostileBytes.Png(0, 600), UnreadableReason.Damaged);
        yield return new("nothing high.jpg", HostileBytes.Resized(good.Jpeg, 900, 0), UnreadableReason.Damaged);
        yield return new("more than a number.png", HostileBytes.Png(int.MaxValue, int.MaxValue), UnreadableReason.Damaged);
        yield return new("more than a number.tif", HostileBytes.Tiff(uint.MaxValue, uint.MaxValue, 8, 100), UnreadableReason.Damaged);

        // The format's own limit is 16,383: its reader does not believe more.
        byte[] canvas = [.. "VP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0x5F, 0xEA, 0, 0x5F, 0xEA, 0];
        yield return new("60000.webp", [.. "RIFF"u8, 100, 0, 0, 0, .. "WEBP"u8, .. canvas, .. good.WebP[12..80]], UnreadableReason.Damaged);
    }

    private static IEnumerable<HostileFile> OtherThings(Pictures good)
    {
        (string Name, byte[] Bytes)[] things =
        [
            ("page.jpg", "<!doctype html><html><script>alert(document.cookie)</script></html>"u8.ToArray()),
            ("page with mark.jpg", [0xEF, 0xBB, 0xBF, .. "<html><body onload=alert(1)>hello there</body></html>"u8]),
            ("page after space.jpg", "   \r\n\t <html><script>alert(1)</script></html>"u8.ToArray()),
            ("xhtml.png", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>"u8.ToArray()),
            ("php.jpg", "<?php system($_GET['c']); ?>"u8.ToArray()),
            ("script.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>alert(1)</script></svg>"u8.ToArray()),
            ("script.jpg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)' width='9' height='9'/>"u8.ToArray()),
            (
                "entities.png",
                "<?xml version='1.0'?><!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>"u8.ToArray()
            ),
            (
                "command.jpg",
                "push graphic-context\nviewbox 0 0 640 480\nfill 'url(https://127.0.0.1/\"|ls \"-la)'\npop graphic-context"u8.ToArray()
            ),
            ("message.png", "<?xml version='1.0'?><image><read filename='caption:x'/><write filename='/tmp/x.php'/></image>"u8.ToArray()),
            ("document.jpg", [.. "%PDF-1.7\n%\u00e2\u00e3\n1 0 obj<</Type/Catalog>>endobj\n"u8, .. HostileBytes.Noise(500, 2)]),
            ("postscript.jpg", "%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file\n"u8.ToArray()),
            ("program.jpg", [.. "MZ\u0090\0\u0003\0\0\0\u0004\0\0\0"u8, .. HostileBytes.Noise(500, 3)]),
            ("elf.jpg", [0x7F, .. "ELF"u8, 2, 1, 1, 0, .. HostileBytes.Noise(500, 4)]),
            ("shell.jpg", "#!/bin/sh\nrm -rf /tmp/nothing\n"u8.ToArray()),
            ("archive.jpg", Zip()),
            ("packed by gzip.png", Gzip()),
            ("film.jpg", [0, 0, 0, 24, .. "ftypisom"u8, .. HostileBytes.Noise(500, 5)]),
            ("film.heic", [0, 0, 0, 24, .. "ftypqt  "u8, .. HostileBytes.Noise(500, 6)]),
            ("sound.jpg", [.. "ID3"u8, 4, 0, 0, .. HostileBytes.Noise(500, 7)]),
            ("wave.webp", [.. "RIFF"u8, 100, 0, 0, 0, .. "WAVEfmt "u8, .. HostileBytes.Noise(100, 8)]),
            ("bitmap.jpg", [.. "BM"u8, .. HostileBytes.Noise(1000, 9)]),
            ("layers.jpg", [.. "8BPS"u8, 0, 1, .. HostileBytes.Noise(500, 10)]),
            ("pixmap.jpg", "P6 9000 9000 255 "u8.ToArray().Concat(HostileBytes.Noise(500, 11)).ToArray()),
            ("library's own.jpg", [0x08, 0xF2, 0xA6, 0xB6, .. new byte[200]]),
            ("newer.jpg", [0, 0, 0, 12, .. "JXL "u8, 0x0D, 0x0A, 0x87, 0x0A, .. HostileBytes.Noise(500, 12)]),
            ("older.jpg", [0, 0, 0, 12, .. "jP  "u8, 0x0D, 0x0A, 0x87, 0x0A, .. HostileBytes.Noise(500, 13)]),
            ("hdr.jpg", "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 9 +X 9\n"u8.ToArray()),
            ("stars.jpg", Encoding.ASCII.GetBytes("SIMPLE  =                    T".PadRight(2880))),
            ("moving.gif", [.. "GIF89a"u8, 9, 0, 9, 0, 0x80, 0, 0, .. HostileBytes.Noise(100, 14)]),
            ("words.jpg", Encoding.UTF8.GetBytes("신랑 신부 입장 순서: 화촉점화, 맞절, 성혼선언")),
            ("noise.jpg", HostileBytes.Noise(50_000, 15)),
            ("canon.jpg", RawSample.Of("cr2", good.Jpeg, (Width, Height))),
            ("adobe.jpg", RawSample.Of("dng", good.Jpeg, (Width, Height))),
            ("nikon.tif", RawSample.Of("nef", good.Jpeg, (Width, Height))),
        ];
        return things.Select(t => new HostileFile(t.Name, t.Bytes, UnreadableReason.UnknownType));
    }

    private static IEnumerable<HostileFile> Polyglots(Pictures good)
    {
        var page = "<script>alert(1)</script>"u8.ToArray();
        yield return new("picture and archive.jpg", [.. good.Jpeg, .. Zip()], null);
        yield return new("picture and archive.png", [.. good.Png, .. Zip()], null);
        yield return new("picture and page behind.jpg", [.. good.Jpeg, .. page], null);
        yield return new("picture and page behind.webp", [.. good.WebP, .. page], null);
        yield return new("page in a comment.jpg", HostileBytes.WithSegment(good.Jpeg, 0xFE, page), null);
        yield return new(
            "script in a comment.jpg",
            HostileBytes.WithSegment(good.Jpeg, 0xFE, "<?php eval($_POST[0]); ?>"u8.ToArray()),
            null
        );
        yield return new(
            "gif and script.gif",
            [.. "GIF89a=1/*"u8, .. HostileBytes.Noise(50, 20), .. "*/;alert(1)"u8],
            UnreadableReason.UnknownType
        );
        yield return new(
            "gif and script.jpg",
            [.. "GIF87a/*"u8, .. HostileBytes.Noise(50, 21), .. "*/=alert(1)"u8],
            UnreadableReason.UnknownType
        );
        yield return new("document and picture.jpg", [.. "%PDF-1.4\n"u8, .. good.Jpeg], UnreadableReason.UnknownType);
        yield return new("page and picture.jpg", [.. "<html><!--    "u8, .. good.Jpeg, .. "-->"u8], UnreadableReason.UnknownType);
        yield return new("archive and picture.jpg", [.. Zip(), .. good.Jpeg], UnreadableReason.UnknownType);
        yield return new("two pictures.jpg", [.. good.Jpeg, .. good.Jpeg], null);
    }

    private static byte[] Zip()
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("../../run.sh").Open();
            entry.Write("rm -rf nothing"u8);
        }

        return packed.ToArray();
    }

    private static byte[] Gzip()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[10_000]);
        }

        return packed.ToArray();
    }

    private sealed class Pictures
    {
        public Pictures()
        {
            using var place = Image.Xyz(Width, Height);
            using var across = place[0] * (200.0 / Width);
            using var down = place[1] * (160.0 / Height);
            using var grain = Image.Gaussnoise(Width, Height, sigma: 6, mean: 24, seed: 5);
            using var red = across + grain;
            using var green = down + grain;
            using var bands = red.Bandjoin(green, grain);
            Picture = bands.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb).CopyMemory();
            Jpeg = Picture.JpegsaveBuffer(q: 88);
            Progressive = Picture.JpegsaveBuffer(q: 88, interlace: true);
            Png = Picture.PngsaveBuffer();
            Tiff = Picture.TiffsaveBuffer();
            WebP = Picture.WebpsaveBuffer(q: 80);
            Avif = Picture.HeifsaveBuffer(q: 50, compression: Enums.ForeignHeifCompression.Av1, effort: 0);
        }

        public Image Picture { get; }
        public byte[] Jpeg { get; }
        public byte[] Progressive { get; }
        public byte[] Png { get; }
        public byte[] Tiff { get; }
        public byte[] WebP { get; }
        public byte[] Avif { get; }
    }
}
