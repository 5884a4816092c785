using System.Diagnostics;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Photos.Decoding;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>
/// kill -9 of the real worker while it renders, again and again: nothing is lost, nothing is done twice, nobody is left behind.
/// <c>MINDGRAPHY_WORKER_KILLS=50 MINDGRAPHY_KILL_FILES=3000</c> makes it a long run.
/// </summary>
public sealed class WorkerKillTests(MigratedTemplate template) : PhotoTest(template)
{
    private static readonly int Photos = int.TryParse(Environment.GetEnvironmentVariable("MINDGRAPHY_KILL_FILES"), out var files)
        ? files
        : 60;
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("MINDGRAPHY_WORKER_KILLS"), out var kills)
        ? kills
        : 5;

    [Fact]
    public async Task A_worker_that_is_killed_in_the_middle_loses_and_doubles_nothing()
    {
        var album = await AlbumAsync();
        var pictures = Enumerable.Range(0, Math.Min(Photos, 60)).Select(i => DemoPicture.Jpeg(7, i, 1600)).ToList();
        for (var i = 0; i < Photos; i++)
        {
            // Bytes behind a JPEG's end make it another file of the same picture.
            await UploadAsync(album, $"card/IMG_{i:0000}.JPG", [.. pictures[i % pictures.Count], .. BitConverter.GetBytes(i)]);
        }

        var broken = await UploadAsync(album, "card/broken.JPG", Bytes(5000));
        var (dice, decoders) = (new Random(3), new HashSet<int>());
        for (var kill = 0; kill < Kills; kill++)
        {
            using var worker = StartWorker();
            var before = Math.Max(await ReadyAsync(), kill * Photos / (Kills + 1));
            await UntilAsync(async () => await ReadyAsync() > before);
            await Task.Delay(dice.Next(300), Ct);
            decoders.UnionWith(ChildrenOf(worker.Id));
            worker.Kill();
            await worker.WaitForExitAsync(Ct);
        }

        using (var last = StartWorker())
        {
            await UntilAsync(async () => await ReadyAsync() == Photos + 1);
            decoders.UnionWith(ChildrenOf(last.Id));
            last.Kill();
            await last.WaitForExitAsync(Ct);
        }

        Assert.NotEmpty(decoders);
        await UntilAsync(() => Task.FromResult(!decoders.Any(IsDecoder)));
        Assert.Equal(
            [new UnreadablePhoto(broken, "card/broken.JPG", UnreadableReason.UnknownType)],
            await Albums.UnreadableAsync(Manager, album, Ct)
        );
        var head = Done(await Albums.HeadAsync(Manager, album, Ct));
        Assert.Equal((Photos + 1, Photos, UploadStatus.Completed), (head.TotalPhotos, head.Ready, head.Status));

        // Three renditions a photo under the keys that pages ask for, and not one object more.
        var renditions = await Store.ListAsync("renditions/", Ct).Select(o => o.Key).ToListAsync(Ct);
        var ready = (await PhotosAsync(album)).Where(p => p.Ready).ToList();
        Assert.Equal(
            ready
                .SelectMany(p => IPhotoRenderer.Sizes.Select(size => $"renditions/{p.Id:N}/{p.Sha16}-{size}.jpg"))
                .Order(StringComparer.Ordinal),
            renditions
        );
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM task_queue WHERE failed_at IS NOT NULL"));
    }

    private Process StartWorker()
    {
        var command = DecoderCommand.For(512);
        var start = new ProcessStartInfo(command[0], [command[1], "worker"])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__MindGraphy"] = ConnectionString,
            ["Database__MigrateOnStart"] = "false",
            ["Storage__Folder"] = StoreFolder,
            ["Links__KeyFolder"] = StoreFolder + "-keys",
            ["Mail__Folder"] = StoreFolder + "-mail",
            ["Messages__Folder"] = StoreFolder + "-mail",
            ["Workers__LeaseSeconds"] = "10",
            ["Workers__LookEverySeconds"] = "1",
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var worker = Process.Start(start)!;
        worker.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        worker.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        worker.BeginOutputReadLine();
        worker.BeginErrorReadLine();
        return worker;
    }

    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _said = new();

    private Task<long> ReadyAsync() =>
        ScalarAsync<long>("SELECT count(*) FROM photos WHERE ready_at IS NOT NULL OR unreadable IS NOT NULL");

    private async Task<List<AlbumPhoto>> PhotosAsync(Guid album)
    {
        var photos = new List<AlbumPhoto>();
        AlbumPosition? next = null;
        do
        {
            var stretch = Done(await Albums.PageAsync(Manager, album, next, 200, Ct));
            photos.AddRange(stretch.Photos);
            next = stretch.Next;
        } while (next is not null);

        return photos;
    }

    private async Task UntilAsync(Func<Task<bool>> met)
    {
        // Decoders stand back behind everything else on the machine, and the other tests are that.
        var (patience, ready) = (DateTime.UtcNow.AddMinutes(4), await ReadyAsync());
        while (!await met())
        {
            if (await ReadyAsync() is var now && now > ready)
            {
                (patience, ready) = (DateTime.UtcNow.AddMinutes(4), now);
            }

            Assert.True(
                DateTime.UtcNow < patience,
                $"Nothing went on for four minutes. The worker said: {string.Join(' ', _said.TakeLast(20))}"
            );
            await Task.Delay(100, Ct);
        }
    }

    private static List<int> ChildrenOf(int process)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateDirectories($"/proc/{process}/task")
                    .SelectMany(t =>
                        System.IO.File.ReadAllText(Path.Combine(t, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    )
                    .Select(int.Parse),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static bool IsDecoder(int process)
    {
        try
        {
            return System.IO.File.ReadAllText($"/proc/{process}/cmdline").Contains("\0decode\0", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
