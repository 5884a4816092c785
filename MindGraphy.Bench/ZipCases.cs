using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos.Folders;

namespace MindGraphy.Bench;

/// <summary>A couple's ZIP file against the same number of bytes sent from one file by the same server.</summary>
internal static class ZipCases
{
    private const string ZipPath = "/c/download/zip/original/1";
    private const string PlainPath = "/bench/plain";
    private const int Downloads = 16;
    private const double MostMegabytes = 20;

    /// <summary>Bytes a second: the ZIP file, made while it is sent, against a plain send.</summary>
    public static async Task<BenchResult> SpeedAsync(BenchScene scene)
    {
        await using var delivery = await DeliveryAsync(scene);
        var (plain, zip) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            () => ReadAsync(delivery, PlainPath),
            () => ReadAsync(delivery, ZipPath)
        );
        var megabytes = delivery.Bytes / 1e6;
        return new(
            plain / zip,
            0.9,
            false,
            $"plain send {megabytes / plain.TotalSeconds:0} MB/s, ZIP {megabytes / zip.TotalSeconds:0} MB/s, {megabytes:0} MB of {delivery.Files} files"
        );
    }

    /// <summary>What sixteen downloads at once hold more than one; server and readers are one process here.</summary>
    public static async Task<BenchResult> MemoryAsync(BenchScene scene)
    {
        await using var delivery = await DeliveryAsync(scene);
        await PeakAsync(delivery, Downloads);
        var (one, many) = (await PeakAsync(delivery, 1), await PeakAsync(delivery, Downloads));
        var more = Math.Max(0, many - one);
        return new(
            more / MostMegabytes,
            1,
            true,
            $"of {MostMegabytes:0} MB: one download {one:0} MB, {Downloads} at once {many:0} MB, {more:0} MB more; {delivery.Bytes / 1e6:0} MB each, readers included"
        );
    }

    private static async Task<double> PeakAsync(Delivery delivery, int downloads)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var all = Task.WhenAll(Enumerable.Range(0, downloads).Select(_ => Task.Run(() => ReadAsync(delivery, ZipPath))));
        var peak = 0.0;
        while (!all.IsCompleted)
        {
            using var self = Process.GetCurrentProcess();
            peak = Math.Max(peak, self.WorkingSet64 / 1e6);
            await Task.Delay(10);
        }

        await all;
        return peak;
    }

    private static async Task ReadAsync(Delivery delivery, string path)
    {
        using var answer = await delivery.Phone.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var (buffer, total) = (new byte[128 * 1024], 0L);
        while (await body.ReadAsync(buffer) is var read && read > 0)
        {
            total += read;
        }

        if (total != delivery.Bytes)
        {
            throw new InvalidOperationException($"{path}: {total} bytes instead of {delivery.Bytes}.");
        }
    }

    private static async Task<Delivery> DeliveryAsync(BenchScene scene)
    {
        var studio = await scene.FewAsync();
        var plain = Path.Combine(scene.Folder, "plain.zip");
        var served = await PageCases.ServedStudio.StartAsync(
            studio,
            scene.Folder,
            app => app.MapGet(PlainPath, () => Results.File(plain, "application/zip")).AllowAnonymous()
        );
        var (pictures, _) = PictureCases.Make(scene);
        var (project, people) = await BenchCouples.FreeProjectAsync(studio);
        var album = (await served.Get<AlbumService>().OpenAlbumAsync(Actor.System, project, AlbumType.Final, null)).Value;
        var folder = Directory.CreateDirectory(Path.Combine(scene.Folder, $"final-{Guid.NewGuid():N}"));
        for (var i = 0; i < (scene.Order.Quick ? 8 : 48); i++)
        {
            var file = Path.Combine(folder.FullName, $"사진_{i:0000}.jpg");
            File.Copy(pictures[i % pictures.Count], file);
            await using var end = new FileStream(file, FileMode.Append);
            end.Write(Guid.NewGuid().ToByteArray());
        }

        var files = FolderListing.Of(folder.FullName).Photos;
        var sent = await served.Get<FolderUpload>().SendAsync(Actor.System, album, files);
        if (sent.Value is not { Failed.Count: 0 })
        {
            throw new InvalidOperationException("Not all were sent: " + sent.Refusal);
        }

        folder.Delete(recursive: true);
        var deliveries = served.Get<DeliveryService>();
        var clock = served.Get<StudioClock>();
        using (var worker = IngestCase.StartWorker(studio, scene.Folder))
        {
            await UntilAsync(studio, "SELECT count(*) = 0 FROM photos WHERE album_id = $1 AND ready_at IS NULL", album);
            var made = await deliveries.PrepareAsync(
                Actor.System,
                project,
                new DeliveryDraft(DeliveryType.DigitalDownload, "보정본", album, deliveries.EndOf(clock.Today.AddDays(60))),
                people
            );
            if (!made.Succeeded)
            {
                throw new InvalidOperationException("No delivery: " + made.Refusal);
            }

            await UntilAsync(studio, "SELECT delivery_status = 'ready' FROM deliverables WHERE id = $1", made.Value);
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync();
            var link = (await deliveries.LinkUrlsAsync(Actor.System, made.Value)).Value![0].Path;
            var phone = await BenchCouples.PhoneAsync(served.Address, "download", link);
            await using (var copy = File.Create(plain))
            {
                await using var zip = await phone.GetStreamAsync(new Uri(ZipPath, UriKind.Relative));
                await zip.CopyToAsync(copy);
            }

            return new(served, phone, files.Count, new FileInfo(plain).Length);
        }
    }

    private static async Task UntilAsync(BenchStudio studio, string sql, Guid id)
    {
        var patience = DateTime.UtcNow.AddMinutes(5);
        while (DateTime.UtcNow < patience)
        {
#pragma warning disable CA2100 // Words of this file.
            await using var command = studio.Source.CreateCommand(sql);
#pragma warning restore CA2100
            command.Parameters.AddWithValue(id);
            if ((bool)(await command.ExecuteScalarAsync())!)
            {
                return;
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException("Not in five minutes: " + sql);
    }

    private sealed record Delivery(PageCases.ServedStudio Served, HttpClient Phone, int Files, long Bytes) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Phone.Dispose();
            return Served.DisposeAsync();
        }
    }
}
