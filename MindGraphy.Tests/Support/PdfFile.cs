using System.Globalization;
using System.IO.Compression;
using System.Text;
using MindGraphy.Tests.Web.Contracts;
using SkiaSharp;

namespace MindGraphy.Tests.Support;

/// <summary>PDFs for tests: as programs write them, and as somebody writes them by hand who means no good.</summary>
internal static class PdfFile
{
    /// <summary>The colour in the middle of the first, second, third … page, as it comes back.</summary>
    public static IReadOnlyList<SKColor> Colors { get; } =
    [new(200, 40, 40), new(40, 160, 60), new(40, 60, 200), new(220, 180, 40), new(120, 40, 160)];

    /// <summary>Pages of these sizes in points, each filled with its colour and with its number written on it.</summary>
    public static byte[] Of(params (int Width, int Height)[] pages)
    {
        using var written = new MemoryStream();
        using (var document = SKDocument.CreatePdf(written))
        {
            using var font = new SKFont(SKTypeface.Default, 40);
            using var white = new SKPaint { Color = SKColors.White };
            for (var i = 0; i < pages.Length; i++)
            {
                using var canvas = document.BeginPage(pages[i].Width, pages[i].Height);
                canvas.Clear(Colors[i % Colors.Count]);
                canvas.DrawText((i + 1).ToString(CultureInfo.InvariantCulture), 20, 50, font, white);
                document.EndPage();
            }

            document.Close();
        }

        return written.ToArray();
    }

    /// <summary>Pages with these contents and this box, written by hand; the objects that come first have the numbers from 1.</summary>
    public static byte[] ByHand(string[] contents, string box = "0 0 600 300", string resources = "", params byte[][] first)
    {
        List<byte[]> objects = [.. first];
        var tree = first.Length + (2 * contents.Length) + 1;
        var kids = new List<int>();
        foreach (var content in contents)
        {
            objects.Add(Stream("", Encoding.Latin1.GetBytes(content)));
            objects.Add(
                Encoding.Latin1.GetBytes(
                    $"<</Type/Page/Parent {tree} 0 R/MediaBox[{box}]/Contents {objects.Count} 0 R/Resources<<{resources}>>>>"
                )
            );
            kids.Add(objects.Count);
        }

        objects.Add(Encoding.Latin1.GetBytes($"<</Type/Pages/Count {kids.Count}/Kids[{string.Join(' ', kids.Select(k => $"{k} 0 R"))}]>>"));
        objects.Add(Encoding.Latin1.GetBytes($"<</Type/Catalog/Pages {tree} 0 R>>"));
        using var file = new MemoryStream();
        file.Write("%PDF-1.6\n%âãÏÓ\n"u8);
        var places = new List<long>();
        for (var i = 0; i < objects.Count; i++)
        {
            places.Add(file.Position);
            file.Write([.. Encoding.Latin1.GetBytes($"{i + 1} 0 obj\n"), .. objects[i], .. "\nendobj\n"u8]);
        }

        var table = file.Position;
        file.Write(Encoding.Latin1.GetBytes($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        file.Write(Encoding.Latin1.GetBytes(string.Concat(places.Select(p => $"{p:0000000000} 00000 n \n"))));
        file.Write(
            Encoding.Latin1.GetBytes($"trailer\n<</Size {objects.Count + 1}/Root {objects.Count} 0 R>>\nstartxref\n{table}\n%%EOF\n")
        );
        return file.ToArray();
    }

    /// <summary>A stream, compressed: however long it is in the end.</summary>
    public static byte[] Stream(string about, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return
        [
            .. Encoding.Latin1.GetBytes($"<<{about}/Filter/FlateDecode/Length {packed.Length}>>\nstream\n"),
            .. packed.ToArray(),
            .. "\nendstream"u8,
        ];
    }

    /// <summary>The same PDF, encrypted by qpdf.</summary>
    /// <param name="pdf">The PDF.</param>
    /// <param name="password">What opens it; empty for one that opens without, and only forbids.</param>
    public static async Task<byte[]> LockedAsync(byte[] pdf, string password)
    {
        var folder = Directory.CreateTempSubdirectory("mg-locked-").FullName;
        try
        {
            var (open, locked) = (Path.Combine(folder, "open.pdf"), Path.Combine(folder, "locked.pdf"));
            await File.WriteAllBytesAsync(open, pdf);
            await PdfSealTests.RunAsync("qpdf", "--encrypt", password, "owner", "256", "--", open, locked);
            return await File.ReadAllBytesAsync(locked);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
