using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

public sealed partial class UploadService
{
    /// <summary>
    /// What the sender's own machine would not open, so that it was never announced: it stays with the album's missing files, with its path and reason, until it is read,
    /// or until somebody says that it will not come. Told twice, it is missed once. A file is read when it is announced; that a folder was, is said here.
    /// </summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="albumId">The album.</param>
    /// <param name="told">At most <see cref="MaxFilesAtOnce"/> paths.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumNotFound"/> or <see cref="TooManyFilesAtOnce"/>.</returns>
    public async Task<Result> NotReadAsync(Actor actor, Guid albumId, UnreadPaths told, CancellationToken ct = default)
    {
        if (!MaySend(actor))
        {
            return new NotAllowed();
        }

        if (told.Files.Count + told.Folders.Count + told.FoldersRead.Count > MaxFilesAtOnce)
        {
            return new TooManyFilesAtOnce(MaxFilesAtOnce);
        }

        await using var session = studio.Open(actor);
        if (await session.Photos.LockAlbumAsync(albumId, ct) is not { } album || !await MayFillAsync(session, albumId, ct))
        {
            return new AlbumNotFound();
        }

        // Both of what can't be read and of what can, the last word counts: the album's lock puts them in their order.
        var mended = await DropUnreadAsync(session, albumId, told.FoldersRead, ct);
        var unread = told
            .Files.Select(path => UploadSession.Unread(album, path, isFolder: false, actor.UserId, clock.Now))
            .Concat(told.Folders.Select(path => UploadSession.Unread(album, path, isFolder: true, actor.UserId, clock.Now)))
            .OfType<UploadSession>()
            .DistinctBy(u => u.RelativePath)
            .ToList();
        var missed = await session.Photos.UnsentOfPathsAsync(albumId, [.. unread.Select(u => u.RelativePath)], ct);
        var given = missed.Where(u => u.Status == FileUploadStatus.Open).ToList();
        foreach (var upload in given)
        {
            // It was announced when it could be read. Whoever sends it from elsewhere announces it anew.
            upload.Fail(nameof(FileNotReadable), clock.Now);
        }

        var known = missed.Select(u => u.RelativePath).ToHashSet();
        foreach (var upload in unread.Where(u => !known.Contains(u.RelativePath)))
        {
            session.Photos.Add(upload);
        }

        if (unread.Count > 0)
        {
            album.FilesAnnounced(actor.UserId);
            album.Settle(await session.Photos.AnyOpenButAsync(albumId, [.. given.Select(u => u.Id)], ct), anyFailed: true, clock.Now);
        }

        if (unread.Count > 0 || mended > 0)
        {
            session.Raise(new PhotoArrived(albumId));
        }

        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            return saved;
        }

        foreach (var upload in given)
        {
            await DropAsync(upload.ObjectKey, upload.StoreUploadId, ct);
        }

        if (mended > 0 && unread.Count == 0)
        {
            await MendAsync(actor, albumId, ct);
        }

        return Result.Ok;
    }

    // Whatever is read at a path stands for what could not be read there.
    private static async Task<int> DropUnreadAsync(IStudioSession session, Guid albumId, IEnumerable<string> paths, CancellationToken ct) =>
        paths.Select(UploadSession.PathOf).ToHashSet() is { Count: > 0 } read ? await session.Photos.DropUnreadAsync(albumId, read, ct) : 0;
}

/// <summary>What a sender could not open, and what it could.</summary>
/// <param name="Files">Paths of files inside the dropped folder; those that are no photos by their names are nobody's loss.</param>
/// <param name="Folders">Paths of folders that could not be listed to their end.</param>
/// <param name="FoldersRead">Paths of folders that were listed to their end.</param>
public sealed record UnreadPaths(
    IReadOnlyCollection<string> Files,
    IReadOnlyCollection<string> Folders,
    IReadOnlyCollection<string> FoldersRead
);
