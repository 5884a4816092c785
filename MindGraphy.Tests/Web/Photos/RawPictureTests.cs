using System.Diagnostics;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Photos;
using SkiaSharp;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>Raw files and HEIC, by the programs that read them. The files are made here (<see cref="RawSample"/>).</summary>
public sealed class RawPictureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-raw-").FullName;
    private readonly NetVipsPhotoRenderer _renderer = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Left red, right blue.</summary>
    private static byte[] Halves(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2f, height, red);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 92);
        return data.ToArray();
    }

    private async Task<RenderedPhoto> RenderAsync(byte[] bytes, string name)
    {
        var path = Path.Combine(_folder, "kept");
        await File.WriteAllBytesAsync(path, bytes, Ct);
        var result = await _renderer.RenderAsync(path, Directory.CreateTempSubdirectory("mg-raw-out-").FullName, name, ct: Ct);
        return result.Value ?? throw new InvalidOperationException($"{name}: {result.Refusal}");
    }

    [Theory]
    [InlineData("dng")]
    [InlineData("nef")]
    [InlineData("arw")]
    [InlineData("cr2")]
    [InlineData("orf")]
    public async Task The_picture_inside_is_shown_turned_as_the_camera_was_held(string format)
    {
        var photo = await RenderAsync(
            RawSample.Of(format, Halves(1600, 1200), (1600, 1200), orientation: 6),
            $"DSC_0001.{format.ToUpperInvariant()}"
        );

        // The sensor's own size; the rendition is of the larger preview.
        Assert.Equal((RawSample.SensorHeight, RawSample.SensorWidth, format), (photo.Width, photo.Height, photo.Format));
        using var seen = SKBitmap.Decode(photo.Files[1024]);
        Assert.Equal((768, 1024), (seen.Width, seen.Height));
        Assert.True(seen.GetPixel(384, 100).Red > 200, $"{seen.GetPixel(384, 100)} at the top");
        Assert.True(seen.GetPixel(384, 900).Blue > 200, $"{seen.GetPixel(384, 900)} at the bottom");
        Assert.Equal(new DateTime(2026, 5, 16, 13, 4, 5, 670), photo.TakenAt);
        Assert.Equal("SN123", photo.Body?.Serial);
    }

    [Theory]
    [InlineData("dng")]
    [InlineData("nef")]
    public async Task Without_a_picture_inside_the_sensor_is_developed(string format)
    {
        var photo = await RenderAsync(RawSample.Of(format, null, default, orientation: 8), $"DSC_0001.{format}");

        Assert.Equal((RawSample.SensorHeight, RawSample.SensorWidth), (photo.Width, photo.Height));
        using var seen = SKBitmap.Decode(photo.Files[480]);
        Assert.Equal((240, 320), (seen.Width, seen.Height));
        var (light, dark) = (Brightest(seen), Darkest(seen));
        Assert.True(light - dark > 60, $"A checkerboard from {dark} to {light}.");
    }

    [Fact]
    public async Task A_menu_picture_is_not_enough_where_the_sensor_can_be_developed()
    {
        var photo = await RenderAsync(RawSample.Of("dng", Halves(160, 120), (160, 120)), "a.dng");

        using var seen = SKBitmap.Decode(photo.Files[480]);
        Assert.Equal(320, seen.Width);
    }

    [Fact]
    public async Task Heic_is_read_and_turned_by_its_container_only()
    {
        var jpeg = Path.Combine(_folder, "a.jpg");
        var heic = Path.Combine(_folder, "a.heic");
        var taken = new DateTime(2026, 5, 16, 13, 4, 5, 678);
        var fields = new MindGraphy.Web.Features.Demo.ExifFields("Apple", "iPhone 16", taken, TimeSpan.FromHours(9), Orientation: 6);
        await File.WriteAllBytesAsync(jpeg, MindGraphy.Web.Features.Demo.ExifSegment.Insert(Halves(640, 480), fields), Ct);
        using (var made = Process.Start("heif-enc", ["-q", "60", jpeg, "-o", heic]))
        {
            await made.WaitForExitAsync(Ct);
        }

        var photo = await RenderAsync(await File.ReadAllBytesAsync(heic, Ct), "IMG_0001.HEIC");

        Assert.Equal((640, 480, "heic"), (photo.Width, photo.Height, photo.Format));
        Assert.Equal((taken, TimeSpan.FromHours(9), "Apple iPhone 16"), (photo.TakenAt, photo.TakenOffset, photo.Camera));
        using var seen = SKBitmap.Decode(photo.Files[480]);
        Assert.True(seen.GetPixel(50, 180).Red > 200 && seen.GetPixel(430, 180).Blue > 200, "Left red, right blue.");
    }

    private static int Brightest(SKBitmap bitmap) => bitmap.Pixels.Max(p => p.Green);

    private static int Darkest(SKBitmap bitmap) => bitmap.Pixels.Min(p => p.Green);
}
