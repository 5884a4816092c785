using System.Buffers.Binary;
using System.Text.Json;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Icc;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Photos;
using NetVips;
using SkiaSharp;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>The renderer on pictures made here: a field of four colours shows at once where each corner went.</summary>
public sealed class PhotoRendererTests : IDisposable
{
    private static readonly SKColor[] Corners = [new(220, 30, 30), new(30, 200, 40), new(40, 50, 220), new(230, 220, 40)];
    private static readonly ExifFields Camera = new(
        "Canon",
        "Canon EOS R5",
        new DateTime(2026, 5, 16, 13, 4, 5, 678),
        TimeSpan.FromHours(9),
        Lens: "RF24-70mm F2.8 L IS USM",
        Iso: 1600
    );

    private readonly NetVipsPhotoRenderer _renderer = new();
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mg-render-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static byte[] Picture(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            using var paint = new SKPaint();
            for (var i = 0; i < 4; i++)
            {
                paint.Color = Corners[i];
                canvas.DrawRect(i % 2 * (width / 2f), i / 2 * (height / 2f), width / 2f, height / 2f, paint);
            }
        }

        using var data = bitmap.Encode(format, 92);
        return data.ToArray();
    }

    private string Save(byte[] bytes, string name = "원본 신부.jpg")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private async Task<RenderedPhoto> RenderAsync(string path)
    {
        var result = await _renderer.RenderAsync(path, _folder, Ct);
        return result.Value ?? throw new InvalidOperationException($"Refused: {result.Refusal}");
    }

    private async Task RefusedAsync(byte[] bytes, UnreadableReason reason, string name = "photo.jpg")
    {
        var result = await _renderer.RenderAsync(Save(bytes, name), _folder, Ct);
        Assert.Equal(new PhotoUnreadable(reason), result.Refusal);
        Assert.DoesNotContain(System.IO.Directory.EnumerateFiles(_folder), f => char.IsAsciiDigit(Path.GetFileName(f)[0]));
    }

    private static void CornersAre(string path, int topLeft, int topRight, int bottomLeft, int bottomRight)
    {
        using var bitmap = SKBitmap.Decode(path);
        var (w, h) = (bitmap.Width, bitmap.Height);
        (int X, int Y, int Corner)[] places =
        [
            (w / 4, h / 4, topLeft),
            (3 * w / 4, h / 4, topRight),
            (w / 4, 3 * h / 4, bottomLeft),
            (3 * w / 4, 3 * h / 4, bottomRight),
        ];
        foreach (var (x, y, corner) in places)
        {
            var (is_, should) = (bitmap.GetPixel(x, y), Corners[corner]);
            Assert.True(
                Math.Abs(is_.Red - should.Red) + Math.Abs(is_.Green - should.Green) + Math.Abs(is_.Blue - should.Blue) < 40,
                $"{is_} instead of {should} at {x},{y}"
            );
        }
    }

    [Theory]
    [InlineData(6000, 4000, 2048, 1365)]
    [InlineData(4000, 6000, 1365, 2048)]
    [InlineData(3000, 3000, 2048, 2048)]
    [InlineData(800, 600, 800, 600)]
    public async Task Each_rendition_has_its_longest_edge_and_none_is_enlarged(int width, int height, int largestWidth, int largestHeight)
    {
        var photo = await RenderAsync(Save(Picture(width, height)));

        Assert.Equal((width, height, "jpg"), (photo.Width, photo.Height, photo.Format));
        Assert.Equal(IPhotoRenderer.Sizes, photo.Files.Keys.OrderDescending());
        foreach (var (size, path) in photo.Files)
        {
            using var codec = SKCodec.Create(path);
            Assert.Equal(SKEncodedImageFormat.Jpeg, codec.EncodedFormat);
            Assert.Equal(Math.Min(size, Math.Max(width, height)), Math.Max(codec.Info.Width, codec.Info.Height));
            Assert.Equal((double)width / height, (double)codec.Info.Width / codec.Info.Height, 0.01);
        }

        using var largest = SKCodec.Create(photo.Files[2048]);
        Assert.Equal((largestWidth, largestHeight), (largest.Info.Width, largest.Info.Height));
        CornersAre(photo.Files[480], 0, 1, 2, 3);
    }

    [Theory]
    [InlineData(1, 3000, 2000, new[] { 0, 1, 2, 3 })]
    [InlineData(3, 3000, 2000, new[] { 3, 2, 1, 0 })]
    [InlineData(6, 2000, 3000, new[] { 2, 0, 3, 1 })]
    [InlineData(8, 2000, 3000, new[] { 1, 3, 0, 2 })]
    public async Task The_orientation_is_applied(int orientation, int width, int height, int[] corners)
    {
        var original = ExifSegment.Insert(Picture(3000, 2000), Camera with { Orientation = orientation });

        var photo = await RenderAsync(Save(original));

        Assert.Equal((width, height), (photo.Width, photo.Height));
        foreach (var path in photo.Files.Values)
        {
            CornersAre(path, corners[0], corners[1], corners[2], corners[3]);
        }
    }

    [Fact]
    public async Task What_the_camera_wrote_is_read_and_does_not_reach_a_rendition()
    {
        var photo = await RenderAsync(Save(ExifSegment.Insert(Picture(1200, 800), Camera)));

        Assert.Equal((Camera.TakenAt, TimeSpan.FromHours(9), "Canon EOS R5"), (photo.TakenAt, photo.TakenOffset, photo.Camera));
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(photo.MetadataJson)!;
        Assert.Equal("RF24-70mm F2.8 L IS USM", values["Lens Model"]);
        Assert.Equal("1600", values["ISO Speed Ratings"]);
        foreach (var path in photo.Files.Values)
        {
            var left = ImageMetadataReader.ReadMetadata(path);
            Assert.DoesNotContain(left, d => d is ExifDirectoryBase or IccDirectory);
            Assert.DoesNotContain("Canon", File.ReadAllText(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Values_that_jsonb_refuses_and_endless_ones_are_made_harmless()
    {
        var nasty = Camera with { Model = "R5\0\u0001\u001f\ufffd", Lens = new string('렌', 3000) };

        var photo = await RenderAsync(Save(ExifSegment.Insert(Picture(300, 200), nasty)));

        Assert.Equal("Canon R5", photo.Camera);
        Assert.DoesNotContain("\\u0000", photo.MetadataJson, StringComparison.Ordinal);
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(photo.MetadataJson)!;
        Assert.All(values.Values, value => Assert.InRange(value.Length, 1, 500));
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tiff")]
    [InlineData("avif")]
    public async Task Other_types_are_known_by_their_content(string format)
    {
        using var image = Image.NewFromBuffer(Picture(1000, 700, SKEncodedImageFormat.Png));
        using var opaque = image.ExtractBand(0, n: 3);
        var path = Path.Combine(_folder, "no-such-ending.bin");
        File.WriteAllBytes(path, opaque.WriteToBuffer($".{format}"));

        var photo = await RenderAsync(path);

        Assert.Equal((1000, 700, format), (photo.Width, photo.Height, photo.Format));
        Assert.Equal("{}", photo.MetadataJson[..1] + photo.MetadataJson[^1..]);
        CornersAre(photo.Files[1024], 0, 1, 2, 3);
    }

    [Fact]
    public async Task Transparency_becomes_white()
    {
        using var bitmap = new SKBitmap(400, 300, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        var photo = await RenderAsync(Save(data.ToArray(), "clear.png"));

        using var seen = SKBitmap.Decode(photo.Files[480]);
        Assert.Equal(SKColors.White, seen.GetPixel(200, 150));
    }

    [Fact]
    public async Task Print_colours_and_grey_become_screen_colours()
    {
        using var image = Image.NewFromBuffer(Picture(1000, 700));
        using var print = image.IccExport(outputProfile: "cmyk");
        using var grey = image.Colourspace(Enums.Interpretation.Bw);

        var fromPrint = await RenderAsync(Save(print.JpegsaveBuffer(q: 95), "cmyk.jpg"));
        using (var seen = Image.NewFromFile(fromPrint.Files[1024]))
        {
            Assert.Equal((3, Enums.Interpretation.Srgb), (seen.Bands, seen.Interpretation));
            var topLeft = seen.Getpoint(100, 100);
            Assert.True(topLeft[0] > 150 && topLeft[1] < 100 && topLeft[2] < 100, string.Join(',', topLeft));
        }

        var fromGrey = await RenderAsync(Save(grey.JpegsaveBuffer(), "grey.jpg"));
        using var seenGrey = Image.NewFromFile(fromGrey.Files[480]);
        Assert.Equal(3, seenGrey.Bands);
    }

    [Fact]
    public async Task A_wide_colour_profile_is_converted_and_left_out()
    {
        using var image = Image.NewFromBuffer(Picture(600, 400));
        using var wide = image.IccTransform("p3", inputProfile: "srgb");

        var photo = await RenderAsync(Save(wide.JpegsaveBuffer(q: 95), "p3.jpg"));

        CornersAre(photo.Files[480], 0, 1, 2, 3);
        Assert.DoesNotContain(ImageMetadataReader.ReadMetadata(photo.Files[480]), d => d is IccDirectory);
    }

    [Fact]
    public Task An_empty_file_is_refused() => RefusedAsync([], UnreadableReason.Empty);

    [Fact]
    public async Task Other_content_under_the_name_of_a_photo_is_refused()
    {
        await RefusedAsync("<!doctype html><script>alert(1)</script>"u8.ToArray(), UnreadableReason.UnknownType);
        await RefusedAsync("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8.ToArray(), UnreadableReason.UnknownType);
        await RefusedAsync([0xFF, 0xD8, 0xFF], UnreadableReason.UnknownType);
        await RefusedAsync("GIF89a, once upon a time"u8.ToArray(), UnreadableReason.UnknownType);
        await RefusedAsync([.. "II*\0\u0010\0\0\0CR"u8, 2, 0, 0, 0, 0, 0], UnreadableReason.UnknownType);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_file_that_was_cut_short_is_refused(SKEncodedImageFormat format)
    {
        var whole = Picture(3000, 2000, format);

        await RefusedAsync(whole[..(whole.Length * 6 / 10)], UnreadableReason.Damaged);
        await RefusedAsync(whole[..40], UnreadableReason.Damaged);
    }

    [Fact]
    public async Task A_header_of_too_many_pixels_is_refused_before_decoding()
    {
        var jpeg = Picture(64, 64);
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 60_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 60_000);

        await RefusedAsync(jpeg, UnreadableReason.TooManyPixels);
    }

    [Fact]
    public async Task A_file_of_too_many_bytes_is_refused_unread()
    {
        var path = Save(Picture(64, 64));
        await using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength((200L * 1024 * 1024) + 1);
        }

        var result = await _renderer.RenderAsync(path, _folder, Ct);

        Assert.Equal(new PhotoUnreadable(UnreadableReason.TooManyBytes), result.Refusal);
    }

    [Fact]
    public async Task A_raw_file_in_the_clothes_of_a_tiff_is_refused()
    {
        using var image = Image.NewFromBuffer(Picture(100, 80));
        var tiff = image.TiffsaveBuffer();
        Assert.Equal((byte)'I', tiff[0]);

        // Its first directory says "this is a small preview", which is how cameras begin their raw files.
        var directory = BinaryPrimitives.ReadInt32LittleEndian(tiff.AsSpan(4));
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(tiff.AsSpan(directory));
        byte[] preview = [0xFE, 0, 4, 0, 1, 0, 0, 0, 1, 0, 0, 0];
        byte[] table = [(byte)(entries + 1), 0, .. preview, .. tiff.AsSpan(directory + 2, entries * 12), 0, 0, 0, 0];
        byte[] raw = [.. tiff, .. table];
        BinaryPrimitives.WriteInt32LittleEndian(raw.AsSpan(4), tiff.Length);

        await RefusedAsync(raw, UnreadableReason.UnknownType, "photo.tif");
    }

    [Fact]
    public async Task Every_refusal_has_words_in_both_languages()
    {
        var result = await _renderer.RenderAsync(Save([]), _folder, Ct);

        Assert.IsType<PhotoUnreadable>(result.Refusal);
        Assert.Contains("빈 파일", Words.Of(result.Refusal, new System.Globalization.CultureInfo("ko")), StringComparison.Ordinal);
        Assert.Contains("empty", Words.Of(result.Refusal, new System.Globalization.CultureInfo("en")), StringComparison.Ordinal);
    }
}
