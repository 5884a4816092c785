using System.Diagnostics;
using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos.Decoding;
using MindGraphy.Web.Features.Photos.Folders;

namespace MindGraphy.Bench;

/// <summary>A real worker that takes in pictures of 24 megapixels: what it costs those who work beside it, and how much memory it and its decoders hold.</summary>
internal static class IngestCase
{
    private const int MemoryMegabytes = 400;
    private const double MostSlowdown = 1.5;
    private const int Requests = 120;
    private static readonly string[] Paths = ["/studio", "/studio/pipeline", "/studio/calendar?view=week", "/studio/projects"];
    private static Figures? _figures;

    /// <summary>The staff's pages over HTTP, p95, while photos are taken in, against the same pages of a machine that does nothing else.</summary>
    public static async Task<BenchResult> PagesAsync(BenchScene scene)
    {
        var f = await MeasureAsync(scene);
        return new(
            f.Busy / f.Quiet,
            MostSlowdown,
            true,
            $"p95 of {Requests} and more of {Paths.Length} pages: quiet {f.Quiet:0.0} ms (median {f.QuietMedian:0.0}), while {f.Photos} pictures of 24 MP are taken in at {f.PerSecond:0.0}/s {f.Busy:0.0} ms (median {f.BusyMedian:0.0})"
        );
    }

    /// <summary>The worker's process and all its decoders, each page of memory counted once (proportional set size), at the worst moment.</summary>
    public static async Task<BenchResult> MemoryAsync(BenchScene scene)
    {
        var f = await MeasureAsync(scene);
        return new(
            f.Worst / MemoryMegabytes,
            1,
            true,
            $"of {MemoryMegabytes} MB: {f.Worst:0} MB at the worst moment, of it the worker {f.Worker:0} MB and its decoders {f.Worst - f.Worker:0} MB, over {f.Photos} pictures of 24 MP"
        );
    }

    private static async Task<Figures> MeasureAsync(BenchScene scene) => _figures ??= await RunAsync(scene);

    private static async Task<Figures> RunAsync(BenchScene scene)
    {
        var studio = await scene.FewAsync();
        await using var served = await PageCases.ServedStudio.StartAsync(studio, scene.Folder);
        var photos = scene.Order.Quick ? 60 : 1_000;
        await SendAsync(scene, served, photos);
        for (var i = 0; i < 3 * Paths.Length; i++)
        {
            await served.GetAsync(Paths[i % Paths.Length]);
        }

        var quiet = new List<double>();
        while (quiet.Count < Requests)
        {
            quiet.Add(await TimeAsync(served, quiet.Count));
        }

        using var worker = StartWorker(studio, scene.Folder);
        try
        {
            while (await ReadyAsync(studio) == 0)
            {
                await Task.Delay(100);
            }

            var (before, begun) = (await ReadyAsync(studio), Stopwatch.GetTimestamp());
            var (busy, worst, ofWorker, ready) = (new List<double>(), 0.0, 0.0, before);
            while (ready < photos)
            {
                if (worker.HasExited)
                {
                    throw new InvalidOperationException("The worker ended.");
                }

                for (var i = 0; i < Paths.Length; i++)
                {
                    busy.Add(await TimeAsync(served, i));
                }

                var (own, all) = Memory(worker.Id);
                (worst, ofWorker) = all > worst ? (all, own) : (worst, ofWorker);
                ready = await ReadyAsync(studio);
            }

            var perSecond = (ready - before) / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            return new(photos, perSecond, P(quiet, 0.95), P(quiet, 0.5), P(busy, 0.95), P(busy, 0.5), worst, ofWorker);
        }
        finally
        {
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync();
        }
    }

    // Bytes behind a JPEG's end make it another file of the same picture.
    private static async Task SendAsync(BenchScene scene, PageCases.ServedStudio served, int photos)
    {
        var (pictures, _) = PictureCases.Make(scene);
        var card = Directory.CreateDirectory(Path.Combine(scene.Folder, "card"));
        var (project, albums, folders) = (
            await served.ProjectAsync(),
            served.Get<Domain.Photos.AlbumService>(),
            served.Get<FolderUpload>()
        );
        var album = (await albums.OpenAlbumAsync(Actor.System, project, AlbumType.Raw, "카드 1")).Value;
        for (var i = 0; i < photos; i += pictures.Count)
        {
            // A few at a time: the card and the store would need twice the room otherwise.
            for (var n = i; n < Math.Min(photos, i + pictures.Count); n++)
            {
                var file = Path.Combine(card.FullName, $"IMG_{n:0000}.JPG");
                File.Copy(pictures[n % pictures.Count], file);
                await using var end = new FileStream(file, FileMode.Append);
                end.Write(BitConverter.GetBytes(n));
            }

            var sent = await folders.SendAsync(Actor.System, album, FolderListing.Of(card.FullName).Photos);
            if (sent.Value is not { Failed.Count: 0 })
            {
                throw new InvalidOperationException("Not all were sent: " + sent.Refusal);
            }

            foreach (var file in card.GetFiles())
            {
                file.Delete();
            }
        }
    }

    private static async Task<double> TimeAsync(PageCases.ServedStudio served, int i)
    {
        var begun = Stopwatch.GetTimestamp();
        await served.GetAsync(Paths[i % Paths.Length]);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static double P(List<double> times, double share) => times.Order().ElementAt((int)Math.Ceiling(times.Count * share) - 1);

    private static async Task<long> ReadyAsync(BenchStudio studio)
    {
        await using var command = studio.Source.CreateCommand(
            "SELECT count(*) FROM photos p JOIN photo_albums a ON a.id = p.album_id WHERE a.title = '카드 1' AND p.ready_at IS NOT NULL"
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The product's own worker over a filled studio.</summary>
    internal static Process StartWorker(BenchStudio studio, string folder)
    {
        var command = DecoderCommand.For(new DecoderOptions().MemoryMegabytes);
        var start = new ProcessStartInfo(command[0], [command[1], "worker"]) { WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["ConnectionStrings__MindGraphy"] = studio.ConnectionString;
        start.Environment["Database__MigrateOnStart"] = "false";
        start.Environment["Storage__Folder"] = Path.Combine(folder, "objects");
        start.Environment["Links__KeyFolder"] = Path.Combine(folder, "keys");
        start.Environment["Mail__Folder"] = Path.Combine(folder, "mail");
        start.Environment["Messages__Folder"] = Path.Combine(folder, "messages");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return Process.Start(start)!;
    }

    private static (double Worker, double All) Memory(int worker)
    {
        var children = Directory
            .GetDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == worker);
        var own = Pss(worker);
        return (own, own + children.Sum(Pss));
    }

    private static int ParentOf(int process) =>
        Lines($"/proc/{process}/status")
            .Where(l => l.StartsWith("PPid:", StringComparison.Ordinal))
            .Select(l => int.Parse(l[5..].Trim(), CultureInfo.InvariantCulture))
            .FirstOrDefault();

    // In MB of a million bytes; the kernel tells kB of 1,024.
    private static double Pss(int process) =>
        Lines($"/proc/{process}/smaps_rollup")
            .Where(l => l.StartsWith("Pss:", StringComparison.Ordinal))
            .Sum(l => long.Parse(l[4..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024 / 1e6);

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return []; // It ended meanwhile.
        }
    }

    private sealed record Figures(
        int Photos,
        double PerSecond,
        double Quiet,
        double QuietMedian,
        double Busy,
        double BusyMedian,
        double Worst,
        double Worker
    );
}
