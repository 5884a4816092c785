using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using MindGraphy.Web.Features.Photos.Decoding;

namespace MindGraphy.Bench;

/// <summary>Pictures of 24 megapixels through the decoders' own processes, as a worker has them read.</summary>
internal static class DecoderCase
{
    private const int Megabytes = 400;
    private const int AtATime = 2;

    /// <summary>The memory of a worker and its decoders together, over a thousand pictures.</summary>
    public static async Task<BenchResult> MemoryAsync(BenchScene scene)
    {
        var (pictures, output) = PictureCases.Make(scene);
        var files = scene.Order.Quick ? 60 : 1000;
        var options = new DecoderOptions();
        var peaks = new ConcurrentDictionary<int, long>();
        using var pool = new DecoderPool(options, AtATime, DecoderCommand.For(options.MemoryMegabytes), NullLogger<DecoderPool>.Instance);
        pool.Asking = (decoder, _) => peaks[decoder.Id] = Math.Max(peaks.GetValueOrDefault(decoder.Id), decoder.PeakBytes);
        var before = Self();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, files),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime },
            async (i, ct) =>
            {
                var folder = Directory.CreateDirectory(Path.Combine(output, $"decoded-{i}"));
                var rendered = await pool.RenderAsync(pictures[i % pictures.Count], folder.FullName, "IMG_0001.JPG", ct: ct);
                _ = rendered.Value ?? throw new InvalidOperationException($"{rendered.Refusal}");
                folder.Delete(recursive: true);
            }
        );

        // Each decoder at its own worst moment, as if those were one moment; and what asking them costs on this side.
        var decoders = peaks.Values.OrderDescending().Take(AtATime).Sum() / 1_000_000.0;
        var asking = Math.Max(0, Self() - before) / 1_000_000.0;
        return new(
            (decoders + asking) / Megabytes,
            1,
            true,
            $"of {Megabytes} MB: the {AtATime} largest of {peaks.Count} decoders {decoders:0} MB, on the worker's side {asking:0} MB more than before; {files} pictures of 24 MP, {files / clock.Elapsed.TotalSeconds:0.0}/s"
        );
    }

    private static long Self()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
