using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Photos;
using SkiaSharp;
using Xunit;

namespace MindGraphy.Tests.Web.Demo;

public sealed class DemoPictureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-demo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_numbers_draw_the_same_picture_and_others_another()
    {
        Assert.Equal(DemoPicture.Jpeg(3, 4, 400), DemoPicture.Jpeg(3, 4, 400));

        var pictures = Enumerable.Range(0, 30).Select(i => Convert.ToHexString(DemoPicture.Jpeg(1 + (i % 2), i, 200)));
        Assert.Equal(30, pictures.Distinct().Count());
    }

    [Fact]
    public async Task Every_picture_is_rendered_upright_with_what_the_camera_wrote()
    {
        var renderer = new NetVipsPhotoRenderer();
        var taken = new DateTime(2026, 5, 16, 12, 30, 1, 250);
        var (lying, upright, across) = (0, 0, 0);
        for (var i = 0; i < 26; i++)
        {
            var path = Path.Combine(_folder, "demo.jpg");
            await File.WriteAllBytesAsync(path, DemoPicture.Jpeg(7, i, 600, taken), TestContext.Current.CancellationToken);

            var photo = (await renderer.RenderAsync(path, _folder, TestContext.Current.CancellationToken)).Value!;

            Assert.Equal((taken, TimeSpan.FromHours(9)), (photo.TakenAt, photo.TakenOffset));
            Assert.False(string.IsNullOrEmpty(photo.Camera));
            Assert.Equal((600, 400), (Math.Max(photo.Width, photo.Height), Math.Min(photo.Width, photo.Height)));
            using var stored = SKCodec.Create(path);
            lying += stored.EncodedOrigin == SKEncodedOrigin.LeftBottom ? 1 : 0;
            upright += photo.Height > photo.Width ? 1 : 0;
            across += photo.Width > photo.Height ? 1 : 0;
        }

        Assert.True(lying > 0 && upright > lying && across > upright, $"{lying} lying, {upright} upright, {across} across");
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(int.MinValue, 9)]
    [InlineData(int.MaxValue, 100_000)]
    public void Any_seed_and_number_draw_something(int seed, int index)
    {
        using var bitmap = SKBitmap.Decode(DemoPicture.Jpeg(seed, index, 64));

        Assert.Equal(64, Math.Max(bitmap.Width, bitmap.Height));
    }
}
