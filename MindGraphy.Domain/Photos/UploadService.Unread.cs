using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

public sealed partial class UploadService
{
    /// <summary>
    /// What the sender's own machine would not open, so that it was never announced: it stays with the album's missing files, with its path and reason, until it is read on
    /// the same card, or until somebody says that it will not come. Told twice of one card, it is missed once. Another card's photo at the same path takes nothing away, and
    /// what somebody else is sending at that path goes on: only its own sender gives it up (<see cref="GiveUpAsync"/>).
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

        if (told.Files.Count + told.Folders.Count + told.Read.Count > MaxFilesAtOnce)
        {
            return new TooManyFilesAtOnce(MaxFilesAtOnce);
        }

        await using var session = studio.Open(actor);
        if (await session.Photos.LockAlbumAsync(albumId, ct) is not { } album || !await MayFillAsync(session, albumId, ct))
        {
            return new AlbumNotFound();
        }

        // Both of what can't be read and of what can, the last word counts: the album's lock puts them in their order.
        var cards = told.Cards.Where(IsHash).Concat(told.Card is { } own ? [own] : []).ToHashSet();
        var read = told.Read.Select(UploadSession.PathOf).ToHashSet();
        var mended = read.Count > 0 && cards.Count > 0 ? await session.Photos.DropUnreadAsync(albumId, read, cards, ct) : 0;
        var unread = told
            .Files.Select(path => UploadSession.Unread(album, path, isFolder: false, told.Card, actor.UserId, clock.Now))
            .Concat(told.Folders.Select(path => UploadSession.Unread(album, path, isFolder: true, told.Card, actor.UserId, clock.Now)))
            .OfType<UploadSession>()
            .DistinctBy(u => u.RelativePath)
            .ToList();
        var before = unread.Count == 0 ? [] : await session.Photos.EndedOfPathsAsync(albumId, [.. unread.Select(u => u.RelativePath)], ct);
        var missed = before.Where(u => u.Status == FileUploadStatus.Failed).Select(WhichOf).ToHashSet();
        if (actor.UserId is null)
        {
            // Somebody said that it will not come; a folder that is looked into again and again does not bring it up anew.
            var dropped = before.Where(u => u.Status == FileUploadStatus.Aborted).Select(WhichOf).ToHashSet();
            unread.RemoveAll(u => dropped.Contains(WhichOf(u)));
        }

        foreach (var upload in unread.Where(u => !missed.Contains(WhichOf(u))))
        {
            session.Photos.Add(upload);
        }

        if (unread.Count > 0)
        {
            album.FilesAnnounced(actor.UserId);
            album.Settle(await session.Photos.AnyOtherOpenAsync(albumId, Guid.Empty, ct), anyFailed: true, clock.Now);
        }
        else if (mended > 0)
        {
            await MendAsync(session, album, ct);
        }

        if (unread.Count > 0 || mended > 0)
        {
            session.Raise(new PhotoArrived(albumId));
        }

        return await session.SaveAsync(ct);
    }

    private static (string Path, string? Failure) WhichOf(UploadSession unread) => (unread.RelativePath, unread.Failure);
}

/// <summary>What a sender could not open, and what it could.</summary>
/// <param name="Files">Paths of files inside the dropped folder; those that are no photos by their names are nobody's loss.</param>
/// <param name="Folders">Paths of folders that could not be listed to their end.</param>
/// <param name="Read">Paths of files that were read, and of folders that were listed to their end.</param>
/// <param name="Card">
/// The mark of the card or folder that all of this is about (<see cref="UploadSession.CardOf(AnnouncedFile)"/> of a photo on it): what is told of it and what was read of it
/// belong together. Null where the sender has none; then nothing counts as read.
/// </param>
/// <param name="Cards">Marks that it was told under before, as the announcement of its photos answered (<see cref="AnnouncedUpload.Card"/>).</param>
public sealed record UnreadPaths(
    IReadOnlyCollection<string> Files,
    IReadOnlyCollection<string> Folders,
    IReadOnlyCollection<string> Read,
    string? Card,
    IReadOnlyCollection<string> Cards
);
