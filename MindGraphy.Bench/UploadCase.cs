using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Bench;

/// <summary>
/// Files taken in by parts, hashed, flushed and published against <c>sha256sum</c> reading the same files: four at a time, as browser, command line and watched folder
/// send them. One after another is told too: there each waits for the disk to have flushed the one before.
/// </summary>
internal static class UploadCase
{
    private const int FileBytes = UploadSession.PartSize;

    public static async Task<BenchResult> RunAsync(BenchScene scene)
    {
        var count = scene.Order.Quick ? 8 : 32;
        var files = Directory.CreateDirectory(Path.Combine(scene.Folder, "upload")).FullName;
        var names = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            names.Add(Path.Combine(files, $"{i}.bin"));
            await File.WriteAllBytesAsync(names[i], RandomNumberGenerator.GetBytes(FileBytes));
        }

        var options = Options.Create(new StorageOptions { Folder = Path.Combine(scene.Folder, "objects") });
        IObjectStore store = new DiskObjectStore(options, new DiskStoreSigner(options, TimeProvider.System), TimeProvider.System);
        var run = 0;
        var (baseline, ours) = await Turns.MeasureAsync(BenchOrder.Rounds, () => SumAsync(names), () => TakeAsync(4));
        var (_, alone) = await Turns.MeasureAsync(BenchOrder.Rounds, () => SumAsync(names), () => TakeAsync(1));
        Directory.Delete(files, recursive: true);
        var megabytes = (double)count * FileBytes / 1_000_000;
        return new(
            baseline / ours,
            1,
            false,
            $"sha256sum {megabytes / baseline.TotalSeconds:0} MB/s, store, four at a time, {megabytes / ours.TotalSeconds:0} MB/s (one after another {megabytes / alone.TotalSeconds:0} MB/s), {count} files of {FileBytes / 1_000_000.0:0.0} MB"
        );

        Task TakeAsync(int atATime)
        {
            var prefix = $"bench/{++run}/";
            return Parallel.ForEachAsync(
                names.Index(),
                new ParallelOptions { MaxDegreeOfParallelism = atATime },
                async (file, ct) =>
                {
                    var key = prefix + file.Index;
                    await using var content = new FileStream(file.Item, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
                    var upload = await store.BeginUploadAsync(key, "image/jpeg", ct);
                    var part = await store.PutPartAsync(key, upload, 1, content, null, ct);
                    await store.CompleteUploadAsync(key, upload, [part], ct);
                }
            );
        }
    }

    private static async Task SumAsync(List<string> files)
    {
        using var process = Process.Start(new ProcessStartInfo("sha256sum", files) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
    }
}
