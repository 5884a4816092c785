using Microsoft.Extensions.Logging.Abstractions;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Photos.Decoding;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>Everything that may arrive as a photo, through the real decoder process.</summary>
public sealed class HostileCorpusTests : IDisposable
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);
    private const long MostBytes = 512L * 1024 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("mg-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_file_gets_its_own_verdict_in_time_and_memory_and_the_good_between_them_come_out_right()
    {
        var files = HostileCorpus.Make();
        var options = new DecoderOptions();
        using var pool = new DecoderPool(options, 2, DecoderCommand.For(options.MemoryMegabytes), NullLogger<DecoderPool>.Instance);
        var wrong = new System.Collections.Concurrent.ConcurrentQueue<string>();

        var asked = new System.Collections.Concurrent.ConcurrentDictionary<(string Picture, int Try), Func<TimeSpan>>();
        pool.Asking = (decoder, picture) => asked[(picture.Path, picture.Plain ? 2 : 1)] = () => decoder.Worked;

        await Parallel.ForEachAsync(
            files.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken },
            async (item, ct) =>
            {
                var (i, file) = item;
                var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{i}"));
                var path = Path.Combine(_folder, $"{i}.kept");
                await File.WriteAllBytesAsync(path, file.Bytes, ct);

                var result = await pool.RenderAsync(path, folder.FullName, file.Name, ct: ct);

                // What it took of a processor: the clock on the wall runs on while others have it.
                var took = asked.Where(a => a.Key.Picture == path).Aggregate(TimeSpan.Zero, (sum, a) => sum + a.Value());
                var verdict = (result.Refusal as MindGraphy.Domain.Photos.PhotoUnreadable)?.Reason;
                if (verdict != file.Verdict || took > MostTime)
                {
                    wrong.Enqueue(
                        $"{file.Name}: {verdict?.ToString() ?? "read"}, not {file.Verdict?.ToString() ?? "read"}, {took.TotalSeconds:0.0} s"
                    );
                }
                else if (file.Name.StartsWith("good", StringComparison.Ordinal))
                {
                    Assert.Equal((HostileCorpus.Width, HostileCorpus.Height), (result.Value!.Width, result.Value.Height));
                    using var seen = SkiaSharp.SKBitmap.Decode(result.Value.Files[480]);
                    Assert.InRange(seen.GetPixel(470, 160).Red, 180, 255);
                    Assert.InRange(seen.GetPixel(10, 160).Red, 0, 80);
                }
            }
        );

        Assert.True(files.Count(f => !f.Name.StartsWith("good", StringComparison.Ordinal)) >= 200, $"Only {files.Count} files.");
        Assert.Equal("", string.Join(", ", files.GroupBy(f => f.Name).Where(g => g.Count() > 1).Select(g => g.Key)));
        Assert.True(wrong.IsEmpty, string.Join("; ", wrong.Order(StringComparer.Ordinal)));
        Assert.InRange(pool.PeakBytes, 1, MostBytes);
        TestContext.Current.SendDiagnosticMessage($"{files.Count} files, at most {pool.PeakBytes / 1_048_576} MB");
    }
}
