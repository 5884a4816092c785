using System.Diagnostics;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos;
using NetVips;

namespace MindGraphy.Bench;

/// <summary>Pictures of 24 megapixels and about 8 MB, two at a time.</summary>
internal static class PictureCases
{
    private const int Width = 6000;
    private const int Height = 4000;
    private const int AtATime = 2;

    /// <summary>480 px by our renderer against two <c>vipsthumbnail</c> side by side.</summary>
    public static async Task<BenchResult> ThumbnailsAsync(BenchScene scene)
    {
        var (pictures, output) = Make(scene);
        var size = IPhotoRenderer.Sizes[^1];
        var (baseline, ours) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            () => Task.WhenAll(pictures.Chunk((pictures.Count + 1) / AtATime).Select(half => ByToolAsync(half, size, output))),
            () => RenderAsync(pictures, output, [size])
        );
        return new(
            baseline / ours,
            0.95,
            false,
            $"vipsthumbnail x2 {pictures.Count / baseline.TotalSeconds:0.0}/s, ours {pictures.Count / ours.TotalSeconds:0.0}/s, {size} px with metadata and ThumbHash from {Megabytes(pictures):0.0} MB"
        );
    }

    /// <summary>All renditions by one decode, as the renderer makes them, against one pass for each size.</summary>
    public static async Task<BenchResult> RenditionsAsync(BenchScene scene)
    {
        var (pictures, output) = Make(scene);
        var (baseline, ours) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            () => SideBySideAsync(pictures, (picture, folder) => Task.Run(() => Pass(picture, folder)), output),
            () => RenderAsync(pictures, output, IPhotoRenderer.Sizes)
        );
        return new(
            baseline / ours,
            2,
            false,
            $"three passes {pictures.Count / baseline.TotalSeconds:0.0}/s, one decode {pictures.Count / ours.TotalSeconds:0.0}/s, {string.Join('/', IPhotoRenderer.Sizes)} px"
        );
    }

    private static Task RenderAsync(IReadOnlyList<string> pictures, string output, IReadOnlyList<int> sizes) =>
        SideBySideAsync(
            pictures,
            async (picture, folder) =>
            {
                var rendered = await NetVipsPhotoRenderer.RenderAsync(picture, folder, sizes, CancellationToken.None);
                _ = rendered.Value ?? throw new InvalidOperationException($"{picture}: {rendered.Refusal}");
            },
            output
        );

    private static Task SideBySideAsync(IReadOnlyList<string> pictures, Func<string, string, Task> render, string output) =>
        Parallel.ForEachAsync(
            pictures,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime },
            async (picture, _) =>
                await render(picture, Directory.CreateDirectory(Path.Combine(output, Path.GetFileNameWithoutExtension(picture))).FullName)
        );

    private static void Pass(string picture, string folder)
    {
        foreach (var size in IPhotoRenderer.Sizes)
        {
            using var lazy = Image.Thumbnail(picture, size, height: size, size: Enums.Size.Down, failOn: Enums.FailOn.Truncated);
            lazy.Jpegsave(Path.Combine(folder, $"pass-{size}.jpg"), q: 82, optimizeCoding: true, keep: Enums.ForeignKeep.None);
        }
    }

    private static async Task ByToolAsync(string[] pictures, int size, string output)
    {
        string[] arguments = ["--size", $"{size}x{size}>", "-o", Path.Combine(output, "%s.jpg[Q=80,optimize_coding,strip]"), .. pictures];
        using var process = Process.Start(new ProcessStartInfo("vipsthumbnail", arguments))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"vipsthumbnail ended with {process.ExitCode}.");
        }
    }

    private static double Megabytes(IReadOnlyList<string> pictures) => pictures.Average(p => new FileInfo(p).Length) / 1_000_000;

    /// <summary>The pictures, drawn once, and a folder for what is made of them.</summary>
    public static (IReadOnlyList<string> Pictures, string Output) Make(BenchScene scene)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scene.Folder, "pictures")).FullName;
        var output = Directory.CreateDirectory(Path.Combine(scene.Folder, "renditions")).FullName;
        var pictures = Enumerable.Range(0, scene.Order.Quick ? 4 : 12).Select(i => Path.Combine(folder, $"{i}.jpg")).ToList();
        foreach (var (i, picture) in pictures.Index())
        {
            if (!File.Exists(picture))
            {
                Draw(picture, i);
            }
        }

        return (pictures, output);
    }

    // A gradient with noise: compresses like a photograph of a dim hall.
    private static void Draw(string file, int seed)
    {
        using var place = Image.Xyz(Width, Height);
        using var across = place[0] * (200.0 / Width);
        using var down = place[1] * (160.0 / Height);
        using var grain = Image.Gaussnoise(Width, Height, sigma: 8, mean: 24, seed: seed);
        using var red = across + grain;
        using var green = down + grain;
        using var blue = (across * 0.5) + grain;
        using var bands = red.Bandjoin(green, blue);
        using var colours = bands.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        colours.Jpegsave(file, q: 92);
    }
}
