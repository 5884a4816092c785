using System.Globalization;
using System.Runtime.InteropServices;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos;
using MindGraphy.Web.Features.Photos.Folders;

namespace MindGraphy.Web.Verbs;

/// <summary>
/// <c>upload FOLDER --project P-2026-000012 [--album NAME] [--twins] [--bring-back]</c>: brings a folder of this machine into an album, subfolders included. Run again it
/// goes on where it stopped; what the project has already, byte for byte, is left out unless <c>--twins</c> asks for it, and what was deleted there stays deleted unless
/// <c>--bring-back</c> does.
/// </summary>
public static class UploadVerb
{
    // So many files of a folder tell whose album it is that somebody gave another name.
    private const int KnownBy = 50;

    private const string Usage = "upload FOLDER --project NUMBER [--album NAME] [--twins] [--bring-back]";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Brings it in.</summary>
    /// <returns>0 where every photo is there, 1 where one is not or a folder inside can't be read, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services)
    {
        if (Read(args) is not { } order)
        {
            Console.Out.WriteLine(Usage);
            return 2;
        }

        if (!Directory.Exists(order.Folder))
        {
            throw new VerbException($"There is no folder {order.Folder}.");
        }

        var albums = services.GetRequiredService<AlbumService>();
        var project = await albums.ProjectOfNumberAsync(Actor.System, order.Project);
        if (!project.Succeeded)
        {
            throw new VerbException($"{order.Project}: {Words.Of(project.Refusal, English)}");
        }

        var folder = Path.GetFullPath(order.Folder);
        var listing = List(folder);
        foreach (var unread in listing.Unread)
        {
            Console.Error.WriteLine($"  not read  {unread}: {Words.Of(new FolderNotReadable(), English)}");
        }

        if (listing.Photos.Count == 0)
        {
            Console.Out.WriteLine($"There is no photo in {order.Folder}.");
            return 1;
        }

        var some = listing
            .Photos.Take(KnownBy)
            .Select(p => new AnnouncedFile(Path.GetFileName(p.Path), p.RelativePath, p.Size, p.LastModified));
        var album = await albums.FindOrOpenAsync(
            Actor.System,
            project.Value,
            order.Album,
            new DirectoryInfo(folder).Name,
            [.. some],
            nameFirst: true
        );
        if (!album.Succeeded)
        {
            throw new VerbException(Words.Of(album.Refusal, English));
        }

        return await SendAsync(services.GetRequiredService<FolderUpload>(), album.Value, listing, order);
    }

    private static FolderListing List(string folder)
    {
        try
        {
            return FolderListing.Of(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException($"{folder} can't be read: {e.Message}");
        }
    }

    private static async Task<int> SendAsync(FolderUpload folders, Guid albumId, FolderListing listing, Order order)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            context =>
            {
                context.Cancel = true;
                stop.Cancel();
            }
        );
        var lines = new ProgressLines();
        try
        {
            var sent = await folders.SendAsync(
                Actor.System,
                albumId,
                listing.Photos,
                order.Twins,
                lines,
                order.BringBack,
                listing,
                stop.Token
            );
            lines.End();
            if (!sent.Succeeded)
            {
                throw new VerbException(Words.Of(sent.Refusal, English));
            }

            foreach (var line in Lines(albumId, listing, sent.Value))
            {
                Console.Out.WriteLine(line);
            }

            foreach (var failed in sent.Value.Failed)
            {
                Console.Error.WriteLine($"  failed    {failed.RelativePath}: {Words.Of(failed.Why, English)}");
            }

            return sent.Value.Failed.Count + listing.Unread.Count == 0 ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            lines.End();
            Console.Out.WriteLine("Stopped. The same command goes on where it stopped.");
            return 1;
        }
        catch (StoreAwayException e)
        {
            lines.End();
            throw new VerbException($"{e.Message} The same command goes on where it stopped.");
        }
        catch (StoreFullException)
        {
            lines.End();
            throw new VerbException("The store has no room left. Make room, and the same command goes on where it stopped.");
        }
    }

    /// <summary>What became of a folder's photos, for whoever ran the command.</summary>
    internal static IEnumerable<string> Lines(Guid albumId, FolderListing listing, FolderReport report)
    {
        var back = report.CameBack > 0 ? string.Create(English, $"{report.CameBack:#,0} brought back, ") : "";
        yield return string.Create(
            English,
            $"{listing.Photos.Count:#,0} photos: {report.Sent:#,0} sent, {report.There:#,0} there before, {back}{report.Deleted.Count:#,0} deleted before, {report.Twins.Count:#,0} left out, {report.Failed.Count:#,0} failed"
        );
        foreach (var twin in report.Twins)
        {
            yield return $"  left out  {twin.RelativePath}: the same as {AlbumNames.Of(twin.Twin.AlbumTitle, twin.Twin.AlbumType)} / {twin.Twin.FileName}";
        }

        var (binned, gone) = (report.Deleted.Count(d => d.Deleted.Bin?.Id == albumId), report.Deleted.Count(d => d.Deleted.Bin is null));
        if (binned + gone > 0)
        {
            yield return string.Create(
                English,
                $"  Somebody deleted {binned + gone:#,0} of them in the studio ({binned:#,0} in the bin, {gone:#,0} for good). They stay deleted; the same command with --bring-back brings them back."
            );
        }

        foreach (var bin in report.Deleted.Select(d => d.Deleted.Bin).OfType<AlbumName>().Where(b => b.Id != albumId).GroupBy(b => b))
        {
            yield return string.Create(
                English,
                $"  {bin.Count():#,0} of them lie in the bin of another album, {AlbumNames.Of(bin.Key.Title, bin.Key.Type)}, and can be brought back there: /studio/albums/{bin.Key.Id}/bin"
            );
        }

        if (listing.Others.Count > 0)
        {
            yield return string.Create(English, $"  {listing.Others.Count:#,0} files are no photos and stay where they are.");
        }
    }

    private static Order? Read(string[] args)
    {
        string? folder = null,
            project = null,
            album = null;
        var (twins, back) = (false, false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--project" when i + 1 < args.Length:
                    project = args[++i];
                    break;
                case "--album" when i + 1 < args.Length:
                    album = args[++i];
                    break;
                case "--bring-back":
                    back = true;
                    break;
                case "--twins":
                    twins = true;
                    break;
                case var other when folder is null && !other.StartsWith('-'):
                    folder = other;
                    break;
                default:
                    return null;
            }
        }

        return folder is null || project is null ? null : new Order(folder, project, album, twins, back);
    }

    private sealed record Order(string Folder, string Project, string? Album, bool Twins, bool BringBack);

    // One line that is written over on a terminal; in a log a line now and then.
    private sealed class ProgressLines : IProgress<FolderProgress>
    {
        private readonly Lock _gate = new();
        private readonly long _began = Environment.TickCount64;
        private readonly bool _terminal = !Console.IsOutputRedirected;
        private long _last;

        public void Report(FolderProgress value)
        {
            lock (_gate)
            {
                var now = Environment.TickCount64;
                if (now - _last < (_terminal ? 500 : 15_000))
                {
                    return;
                }

                _last = now;
                var seconds = (now - _began) / 1000.0;
                var left = value.DoneBytes > 0 && seconds > 3 ? (value.Bytes - value.DoneBytes) / (value.DoneBytes / seconds) : 0;
                var line = string.Create(
                    English,
                    $"{value.Done:#,0} of {value.Files:#,0} photos, {value.DoneBytes / 1e9:0.0} of {value.Bytes / 1e9:0.0} GB{(value.Failed > 0 ? $", {value.Failed} failed" : "")}{(left > 0 ? $", {Math.Ceiling(left / 60):0} min left" : "")}"
                );
                Console.Out.Write(_terminal ? $"\r{line, -78}" : line + Environment.NewLine);
            }
        }

        public void End()
        {
            if (_terminal && _last > 0)
            {
                Console.Out.WriteLine();
            }
        }
    }
}
