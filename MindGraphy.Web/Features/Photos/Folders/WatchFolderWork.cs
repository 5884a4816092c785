using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Photos.Folders;

/// <summary>
/// Brings in what somebody copies to the studio's own disk. Each folder there whose name begins with a project's number belongs to that project. It is read
/// in place and never written: no file is moved, marked or deleted, and what is known of it is in the database.
/// </summary>
/// <param name="folders">Sends.</param>
/// <param name="albums">Finds projects and albums.</param>
/// <param name="watched">What is known.</param>
/// <param name="clock">The studio's clock.</param>
/// <param name="options">Where.</param>
/// <param name="logger">Told what stops a look.</param>
public sealed class WatchFolderWork(
    FolderUpload folders,
    AlbumService albums,
    WatchService watched,
    StudioClock clock,
    IOptions<WatchOptions> options,
    ILogger<WatchFolderWork> logger
) : IPeriodicWork
{
    // What the last look saw: only what is still so at the next is whole. In memory: after a restart it takes one look more.
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, FolderFile>> _seen = new();
    private readonly ConcurrentDictionary<string, Done> _done = new();
    private readonly ConcurrentDictionary<string, WatchedFolder> _told = new();
    private bool _missing;

    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(options.Value.EverySeconds);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken ct)
    {
        var root = options.Value.Folder;
        if (root.Length == 0)
        {
            return;
        }

        if (!Directory.Exists(root))
        {
            // A disk that is not mounted: said once, and nothing that is known is forgotten.
            if (!_missing)
            {
                Log.Missing(logger, root);
            }

            _missing = true;
            return;
        }

        _missing = false;
        var inside = new DirectoryInfo(root)
            .EnumerateDirectories("*", new EnumerationOptions { AttributesToSkip = FileAttributes.System | FileAttributes.ReparsePoint })
            .Where(f => !f.Name.StartsWith('.') && !f.Name.StartsWith('@') && !f.Name.StartsWith('#'))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .ToList();
        await watched.KeepOnlyAsync([.. inside.Select(NameOf)], ct);
        foreach (var folder in inside)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                await LookAsync(folder, ct);
            }
            catch (Exception e) when (e is IOException and not StoreFullException or UnauthorizedAccessException)
            {
                // Taken away while we looked, or not ours to read: the others go on. A store that is full or away is all folders' trouble, and the next look's.
                Log.Unreadable(logger, folder.Name, e);
            }
        }
    }

    /// <summary>The number that a folder's name may begin with: <c>P-2026-000012 김서연 이도현</c> is <c>P-2026-000012</c>. Null where it begins with none.</summary>
    internal static (string Number, string? Title)? NumberOf(string name)
    {
        var end = 0;
        while (end < name.Length && (char.IsAsciiLetterOrDigit(name[end]) || name[end] == '-'))
        {
            end++;
        }

        var number = name[..end].TrimEnd('-');
        var rest = name[number.Length..].Trim(' ', '-', '_', '.', ',');
        return number.Contains('-') && char.IsAsciiDigit(number[^1]) ? (number, rest.Length == 0 ? null : rest) : null;
    }

    private static string NameOf(DirectoryInfo folder)
    {
        var name = folder.Name.Normalize(NormalizationForm.FormC);
        return name.Length > Photo.FileNameMaxLength ? name[..Photo.FileNameMaxLength] : name;
    }

    private async Task LookAsync(DirectoryInfo folder, CancellationToken ct)
    {
        var name = NameOf(folder);
        var listing = FolderListing.Of(folder.FullName);
        var (photos, unread) = (listing.Photos, listing.Unread);
        var now = photos.DistinctBy(p => p.RelativePath).ToDictionary(p => p.RelativePath);
        var before = _seen.GetValueOrDefault(name);
        _seen[name] = now;
        var signature = string.Create(
            CultureInfo.InvariantCulture,
            $"{photos.Count} {photos.Sum(p => p.Size)} {photos.Select(p => HashCode.Combine(p.RelativePath, p.Size, p.LastModified)).Aggregate(0, (a, b) => a ^ b)} {string.Join('|', unread)}"
        );
        if (_done.GetValueOrDefault(name) is { } done && done.Signature == signature && clock.Now < done.Again)
        {
            return;
        }

        var seen = new WatchedFolder(name, null, null, WatchState.NoProject, photos.Count, photos.Sum(p => p.Size), 0, 0, null, clock.Now);
        var number = NumberOf(name);
        var project = number is null ? Guid.Empty : (await albums.ProjectOfNumberAsync(Actor.System, number.Value.Number, ct)).Value;
        if (number is null || project == Guid.Empty)
        {
            await TellAsync(seen, ct);
            return;
        }

        var whole = photos.Where(p => before?.GetValueOrDefault(p.RelativePath) == p).ToList();
        seen = seen with { ProjectId = project, State = WatchState.Settling };
        if (whole.Count == 0)
        {
            seen = unread.Count == 0 ? seen : WithUnread(seen, unread);
            await TellAsync(seen, ct);
            return;
        }

        var album = await albums.FindOrOpenAsync(Actor.System, project, Short(number.Value.Title), folder.Name, ct: ct);
        if (!album.Succeeded)
        {
            return;
        }

        seen = seen with { AlbumId = album.Value, State = WatchState.Reading };
        await TellAsync(seen, ct);
        var teller = new Teller(watched, seen, clock);
        var sent = await folders.SendAsync(Actor.System, album.Value, whole, progress: teller, listing: listing, ct: ct);
        if (sent.Value is not { } report)
        {
            return;
        }

        // What somebody deleted here arrived: nothing of it is waited for.
        var there = report.Sent + report.There + report.Deleted.Count + report.Twins.Count;
        var state =
            report.Failed.Count + unread.Count > 0 ? WatchState.Incomplete
            : there < photos.Count ? WatchState.Settling
            : WatchState.Complete;
        await teller.LastAsync();
        seen = seen with { State = state, There = there, LookedAt = clock.Now };
        seen = unread.Count == 0 ? seen : WithUnread(seen, unread);
        await TellAsync(
            seen with
            {
                Failed = report.Failed.Count + unread.Count,
                Trouble = report.Failed is [var first, ..] ? WatchedFolder.TroubleOf(first.RelativePath, first.Why) : seen.Trouble,
            },
            ct
        );
        if (state is WatchState.Complete or WatchState.Incomplete)
        {
            // A file that can't be read now hardly can in half a minute; one that is written anew changes the signature.
            _done[name] = new Done(signature, state == WatchState.Complete ? DateTimeOffset.MaxValue : clock.Now + AgainAfter);
        }
    }

    // How many photos are missing there, nobody knows: the rest comes, and the folder is complete for nobody.
    private static WatchedFolder WithUnread(WatchedFolder seen, IReadOnlyList<string> unread) =>
        seen with
        {
            State = WatchState.Incomplete,
            Failed = unread.Count,
            Trouble = WatchedFolder.TroubleOf(unread[0], new FolderNotReadable()),
        };

    // A folder that stays as it is, one of no project for example, is written down once and not at every look.
    private async Task TellAsync(WatchedFolder seen, CancellationToken ct)
    {
        if (_told.GetValueOrDefault(seen.Name) is not { } told || told with { LookedAt = seen.LookedAt } != seen)
        {
            await watched.KeepAsync(seen, ct);
            _told[seen.Name] = seen;
        }
    }

    private sealed record Done(string Signature, DateTimeOffset Again);

    private static string? Short(string? title) =>
        title?.Length > PhotoAlbum.TitleMaxLength ? title[..PhotoAlbum.TitleMaxLength].TrimEnd() : title;

    // A large folder takes an hour: every few seconds the page may know how far it is.
    private sealed class Teller(WatchService watched, WatchedFolder seen, StudioClock clock) : IProgress<FolderProgress>
    {
        private readonly Lock _gate = new();
        private long _last = Environment.TickCount64;
        private Task _telling = Task.CompletedTask;

        public void Report(FolderProgress value)
        {
            lock (_gate)
            {
                if (Environment.TickCount64 - _last < 3000 || !_telling.IsCompleted)
                {
                    return;
                }

                _last = Environment.TickCount64;
                _telling = watched.KeepAsync(seen with { There = value.Done, Failed = value.Failed, LookedAt = clock.Now });
            }
        }

        public Task LastAsync() => _telling;
    }

    private static class Log
    {
        private static readonly Action<ILogger, string, Exception?> MissingMessage = LoggerMessage.Define<string>(
            LogLevel.Error,
            new EventId(1),
            "The watched folder {Folder} is not there. Check that the disk is mounted, and Watch:Folder."
        );

        private static readonly Action<ILogger, string, Exception?> UnreadableMessage = LoggerMessage.Define<string>(
            LogLevel.Warning,
            new EventId(2),
            "The folder {Folder} could not be read."
        );

        public static void Missing(ILogger logger, string folder) => MissingMessage(logger, folder, null);

        public static void Unreadable(ILogger logger, string folder, Exception fault) => UnreadableMessage(logger, folder, fault);
    }
}
