using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Photos.Decoding;
using SkiaSharp;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>Pages of PDFs as the decoders draw them, the program being the real one: what is good, and what means no good.</summary>
public sealed class PdfPagesTests : IDisposable
{
    private static readonly IReadOnlyList<string> Real = DecoderCommand.For(512);

    private readonly string _folder = Directory.CreateTempSubdirectory("mg-pages-").FullName;
    private readonly DecoderPool _pool = Pool(new DecoderOptions { Seconds = 1 }, Real);

    public void Dispose()
    {
        _pool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DecoderPool Pool(DecoderOptions options, IReadOnlyList<string> command) =>
        new(options, 1, command, NullLogger<DecoderPool>.Instance);

    private async Task<Result<DrawnPage>> DrawAsync(byte[] pdf, int page = 1, DecoderPool? pool = null)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, pdf, Ct);
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await (pool ?? _pool).DrawAsync(file, page, Directory.CreateDirectory(file + ".made").FullName, Ct);
            }
            catch (PictureStarvedException) when (tries < 60)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), Ct);
            }
        }
    }

    [Fact]
    public async Task A_page_is_drawn_as_large_as_it_is_shown_and_tells_how_many_there_are()
    {
        using var patient = Pool(new DecoderOptions(), Real);
        Assert.True(patient.CanDraw);
        var pdf = PdfFile.Of((600, 300), (300, 600), (1500, 1500));

        var second = (await DrawAsync(pdf, 2, patient)).Value!;

        Assert.Equal((1500, 3000, 3, "jpg"), (second.Photo.Width, second.Photo.Height, second.Pages, second.Photo.Format));
        Assert.Equal([480, 1024, 2048], second.Photo.Files.Keys.Order());
        using var whole = SKBitmap.Decode(second.File);
        Assert.Equal((1500, 3000), (whole.Width, whole.Height));
        var (seen, meant) = (whole.GetPixel(750, 1500), PdfFile.Colors[1]);
        Assert.True(Math.Abs(seen.Red - meant.Red) + Math.Abs(seen.Green - meant.Green) + Math.Abs(seen.Blue - meant.Blue) < 12, $"{seen}");

        // Turned, and cut to what a reader shows.
        var turned = Encoding
            .Latin1.GetString(PdfFile.ByHand(["0 0 9 9 re f"]))
            .Replace("/MediaBox", "/Rotate 90/CropBox[10 10 110 210]/MediaBox");
        var shown = (await DrawAsync(Encoding.Latin1.GetBytes(turned), 1, patient)).Value!;
        Assert.Equal((3000, 1500), (shown.Photo.Width, shown.Photo.Height));

        // One that only forbids to print it is open to everybody.
        Assert.Equal(3, (await DrawAsync(await PdfFile.LockedAsync(pdf, ""), 1, patient)).Value!.Pages);
    }

    [Fact]
    public async Task What_is_locked_damaged_no_paper_or_without_its_letters_is_refused_for_what_it_is()
    {
        var good = PdfFile.Of((600, 300), (600, 300), (600, 300));
        Assert.Equal(new PdfLocked(), (await DrawAsync(await PdfFile.LockedAsync(good, "secret"))).Refusal);
        foreach (
            var damaged in new[]
            {
                good[..(good.Length / 2)],
                good[..^200],
                [.. "%PDF-1.7\n%%EOF"u8],
                [.. "%PDF-1.7\n"u8, .. HostileBytes.Noise(5000, 1), .. "\n%%EOF"u8],
                [],
            }
        )
        {
            Assert.Equal(new PdfDamaged(1), (await DrawAsync(damaged)).Refusal);
        }

        // Says that it has three pages, and has two.
        var promised = Encoding.Latin1.GetString(PdfFile.ByHand(["0 0 9 9 re f", "0 0 9 9 re f"])).Replace("/Count 2", "/Count 3");
        Assert.Equal(3, (await DrawAsync(Encoding.Latin1.GetBytes(promised), 2)).Value!.Pages);
        Assert.Equal(new PdfDamaged(3), (await DrawAsync(Encoding.Latin1.GetBytes(promised), 3)).Refusal);
        Assert.Equal(new PdfDamaged(4), (await DrawAsync(good, 4)).Refusal);

        // A picture on it that is none.
        byte[] picture =
        [
            .. "<</Type/XObject/Subtype/Image/Width 99/Height 99/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length 9>>\nstream\nno jpeg..\nendstream"u8,
        ];
        var missing = PdfFile.ByHand(["q 600 0 0 300 0 0 cm /I Do Q"], resources: "/XObject<</I 1 0 R>>", first: picture);
        Assert.Equal(new PdfDamaged(1), (await DrawAsync(missing)).Refusal);

        foreach (var box in new[] { "0 0 14400 14400", "0 0 100000000 100000000", "0 0 20 600" })
        {
            Assert.Equal(new PdfPageSize(1), (await DrawAsync(PdfFile.ByHand(["0 0 9 9 re f"], box))).Refusal);
        }

        string[] font =
        [
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Batang/CIDSystemInfo<</Registry(Adobe)/Ordering(Korea1)/Supplement 1>>/FontDescriptor 2 0 R>>",
            "<</Type/FontDescriptor/FontName/Batang/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/StemV 80>>",
            "<</Type/Font/Subtype/Type0/BaseFont/Batang/Encoding/UniKS-UCS2-H/DescendantFonts[1 0 R]>>",
        ];
        var letters = PdfFile.ByHand(
            ["BT /F 40 Tf 50 50 Td <C2E0BD80> Tj ET"],
            resources: "/Font<</F 3 0 R>>",
            first: [.. font.Select(Encoding.Latin1.GetBytes)]
        );

        // Debian's poppler-data has the encoding, another font takes the place: there are letters on the page.
        var lettered = (await DrawAsync(letters)).Value!;
        using (var page = SKBitmap.Decode(lettered.File))
        {
            Assert.Contains(page.Pixels, p => p.Red < 100);
        }

        // An encoding that nobody knows, and a font that is broken: the page would be white.
        foreach (var (name, file) in new[] { ("Nobodys-UC-H", ""), ("Identity-H", "/FontFile2 4 0 R") })
        {
            var wrong = PdfFile.ByHand(
                ["BT /F 40 Tf 50 50 Td <C2E0BD80> Tj ET"],
                resources: "/Font<</F 3 0 R>>",
                first:
                [
                    .. font.Select(f => Encoding.Latin1.GetBytes(f.Replace("UniKS-UCS2-H", name).Replace("/StemV 80", "/StemV 80" + file))),
                    PdfFile.Stream("", HostileBytes.Noise(500, 1)),
                ]
            );
            Assert.Equal(new PdfFontsMissing(1), (await DrawAsync(wrong)).Refusal);
        }

        // What is only untidy is drawn.
        Assert.True((await DrawAsync(PdfFile.ByHand(["1 0 0 rg 0 0 300 300 re f 12"]))).Succeeded);
    }

    [Fact]
    public async Task What_devours_time_or_memory_is_ended_and_the_next_page_is_drawn()
    {
        // Each form shows the one before twice: 2^40 squares.
        var forms = Enumerable
            .Range(0, 40)
            .Select(i =>
                PdfFile.Stream(
                    $"/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Resources<<{(i > 0 ? $"/XObject<</X {i} 0 R>>" : "")}>>",
                    i > 0 ? [.. "/X Do /X Do"u8] : [.. "0 0 9 9 re f"u8]
                )
            );
        var slow = PdfFile.ByHand(["/X Do"], resources: "/XObject<</X 40 0 R>>", first: [.. forms]);
        Assert.Equal(new PdfTooHeavy(1), (await DrawAsync(slow)).Refusal);

        // 8 MB of "remember this state" in a few kilobytes.
        var large = PdfFile.ByHand([string.Concat(Enumerable.Repeat("q ", 4_000_000))]);
        Assert.InRange(large.Length, 1, 100_000);
        Assert.Equal(new PdfTooHeavy(1), (await DrawAsync(large)).Refusal);
        Assert.Equal(1, (await DrawAsync(PdfFile.Of((600, 300)))).Value!.Pages);
    }

    [Fact]
    public async Task Where_the_program_is_not_installed_the_verdict_says_so()
    {
        using var pool = Pool(new DecoderOptions(), ["env", "PATH=/nowhere", .. Real]);

        Assert.Equal(new PhotoUnreadable(UnreadableReason.NoReader), (await DrawAsync(PdfFile.Of((600, 300)), 1, pool)).Refusal);
    }
}
