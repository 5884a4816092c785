using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

public sealed partial class UploadService
{
    /// <summary>
    /// Announces files before their bytes. A file that is on its way is resumed (same id, the parts that are there already), one that arrived is answered as
    /// such, one that can't be a photo is refused by itself and stays with the album's missing files; files are told apart by path, size and time. One whose
    /// original the store has lost is sent once more, and what a reader failed at for reasons of its own is read again where a person asks.
    /// </summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="albumId">The album.</param>
    /// <param name="files">At most <see cref="MaxFilesAtOnce"/>.</param>
    /// <param name="bringBack">
    /// Whether somebody dropped the files to have them: then what lies in the bin comes back, and what is gone from there for good is sent anew. Whoever goes on
    /// with a folder, and what looks into folders by itself, leaves deleted what was deleted. Into the bin of another album nobody looked: it is said that it lies there.
    /// </param>
    /// <param name="ct">Cancels.</param>
    /// <returns>One answer per file, in their order; refused as a whole with <see cref="NotAllowed"/>, <see cref="AlbumNotFound"/> or <see cref="TooManyFilesAtOnce"/>.</returns>
    public async Task<Result<IReadOnlyList<AnnouncedUpload>>> AnnounceAsync(
        Actor actor,
        Guid albumId,
        IReadOnlyList<AnnouncedFile> files,
        bool bringBack = false,
        CancellationToken ct = default
    )
    {
        if (!MaySend(actor))
        {
            return new NotAllowed();
        }

        if (files.Count > MaxFilesAtOnce)
        {
            return new TooManyFilesAtOnce(MaxFilesAtOnce);
        }

        await using var session = studio.Open(actor);
        if (await session.Photos.LockAlbumAsync(albumId, ct) is not { } album || !await MayFillAsync(session, albumId, ct))
        {
            return new AlbumNotFound();
        }

        var announced = files.Select(f => UploadSession.Announce(album, f, actor.UserId, clock.Now)).ToList();
        var (known, back, deleted) = await KnownAsync(session, album, announced, bringBack, ct);
        await DropChangedAsync(session, albumId, announced, known.Values.Select(u => u.Id).ToHashSet(), ct);
        var refused = await RefusedAsync(session, album, files, announced, ct);
        var uploads = new List<(UploadSession? Upload, Refusal? Refusal)>(files.Count);
        foreach (var (file, at) in announced.Select((f, i) => (f, i)))
        {
            if (!file.Succeeded)
            {
                uploads.Add((refused.GetValueOrDefault(at), file.Refusal));
                continue;
            }

            if (!known.TryGetValue(IdentityOf(file.Value), out var upload))
            {
                upload = file.Value;
                known.Add(IdentityOf(upload), upload);
                session.Photos.Add(upload);
            }

            uploads.Add((upload, null));
        }

        var open = uploads.Exists(u => u.Upload is { Status: FileUploadStatus.Open });
        if (open || refused.Count > 0)
        {
            album.FilesAnnounced(actor.UserId);
        }

        if (refused.Count > 0)
        {
            album.Settle(open || await session.Photos.AnyOtherOpenAsync(albumId, Guid.Empty, ct), anyFailed: true, clock.Now);
            session.Raise(new PhotoArrived(albumId));
        }

        // Which of the new ones may be there already under another name: their sizes say it without anybody reading a file.
        var sizes = await session.Photos.SizesThereAsync(
            albumId,
            [.. uploads.Select(u => u.Upload).OfType<UploadSession>().Where(u => u.IsUntouched).Select(u => u.SizeBytes).Distinct()],
            ct
        );
        // What was not read beside one of these on an earlier visit is of the same card.
        var cards = await session.Photos.CardsNotReadAsync(albumId, ct);
        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            return saved.Refusal;
        }

        if (album.UploadStatus == UploadStatus.Failed && !open && refused.Count == 0)
        {
            await MendAsync(actor, albumId, ct);
        }

        var answers = await AnswersAsync(uploads, sizes, back, deleted, ct);
        if (cards.Count > 0)
        {
            foreach (var (file, at) in files.Select((f, i) => (UploadSession.CardOf(f), i)).Where(f => cards.Contains(f.Item1)))
            {
                answers[at] = answers[at] with { Card = file };
            }
        }

        return answers;
    }

    // A file that changed while it was sent is another one now; whoever sent it sends that, and nobody can send the former any more. Only the studio's
    // own machine notices, so what it noticed may have been begun by somebody. What a photo waits for is not dropped: its original is still missing.
    private static async Task DropChangedAsync(
        IStudioSession session,
        Guid albumId,
        List<Result<UploadSession>> announced,
        HashSet<Guid> known,
        CancellationToken ct
    )
    {
        var comes = announced.Where(a => a.Succeeded).Select(a => a.Value!.RelativePath).ToHashSet();
        var ended = await session.Photos.EndedOfPathsAsync(albumId, comes, ct);
        var changed = ended
            .Where(u => u.Status == FileUploadStatus.Failed && u.Failure == nameof(FileChanged) && !known.Contains(u.Id))
            .Where(u => session.Actor.UserId is null || u.CreatedById == session.Actor.UserId)
            .Select(u => u.Id)
            .ToList();
        if (changed.Count > 0)
        {
            var waiting = (await session.Photos.ArrivedAsync(changed, ct)).Select(p => p.Id).ToHashSet();
            await session.Photos.DropUploadsAsync([.. changed.Where(id => !waiting.Contains(id))], ct);
        }
    }

    // What had failed may have turned out to be there: an album of which nothing is missing any more is not one that failed.
    private async Task MendAsync(Actor actor, Guid albumId, CancellationToken ct)
    {
        await using var session = studio.Open(actor);
        if (await session.Photos.LockAlbumAsync(albumId, ct) is { } album && await MendAsync(session, album, ct))
        {
            session.Raise(new PhotoArrived(albumId));
            await session.SaveAsync(ct);
        }
    }

    private async Task<bool> MendAsync(IStudioSession session, PhotoAlbum album, CancellationToken ct)
    {
        if (
            album.UploadStatus != UploadStatus.Failed
            || await session.Photos.AnyOtherOpenAsync(album.Id, Guid.Empty, ct)
            || await session.Photos.AnyOtherFailedAsync(album.Id, Guid.Empty, ct)
        )
        {
            return false;
        }

        album.NothingMissing(clock.Now);
        return true;
    }

    private sealed record KnownFiles(
        Dictionary<(string Path, long Size, long LastModified), UploadSession> Known,
        IReadOnlySet<Guid> Back,
        IReadOnlyDictionary<Guid, DeletedFile> Deleted
    );

    private async Task<KnownFiles> KnownAsync(
        IStudioSession session,
        PhotoAlbum album,
        List<Result<UploadSession>> announced,
        bool bringBack,
        CancellationToken ct
    )
    {
        var wanted = announced.Where(a => a.Succeeded).Select(a => IdentityOf(a.Value!)).ToHashSet();
        var known = (await session.Photos.UploadsOfPathsAsync(album.Id, wanted.Select(w => w.Path).ToHashSet(), ct))
            .Where(u => wanted.Contains(IdentityOf(u)))
            .GroupBy(IdentityOf)
            .ToDictionary(g => g.Key, g => g.OrderBy(u => u.Status).ThenByDescending(u => u.Id).First());
        var completed = known.Values.Where(u => u.Status != FileUploadStatus.Open).ToList();
        var arrived = completed.Count == 0 ? [] : await session.Photos.ArrivedAsync([.. completed.Select(u => u.Id)], ct);
        var photos = arrived.ToDictionary(p => p.Id);
        if (bringBack && completed.Where(u => !photos.ContainsKey(u.Id)).ToList() is { Count: > 0 } gone)
        {
            // Deleted for good, and wanted after all: as if it had never been sent.
            await session.Photos.DropUploadsAsync([.. gone.Select(u => u.Id)], ct);
            gone.ForEach(u => known.Remove(IdentityOf(u)));
        }

        var binned = arrived.Where(p => p.InBin && p.Album.Id == album.Id).Select(p => p.Id).ToHashSet();
        if (bringBack && binned.Count > 0)
        {
            var back = await session.Photos.UnbinAsync(album.Id, binned, ct);
            album.PhotosCame(back.Photos, back.Bytes);
        }

        var shown = arrived.Where(p => !p.InBin || bringBack && binned.Contains(p.Id)).ToList();
        var missing = new HashSet<Guid>();
        foreach (var looked in shown.Where(p => p.IsMissing))
        {
            // It was looked for once; a disk that was away then may be there again, and what is there is not sent anew.
            if (await store.HeadAsync(looked.FilePath, ct) is null)
            {
                missing.Add(looked.Id);
            }
            else
            {
                var found = await session.Photos.PhotosOfOriginalAsync(looked.Id, ct);
                await RenderAgainAsync(session, [.. found.Where(p => p.WasFound())], ct);
            }
        }

        foreach (var upload in known.Values.Where(u => u.Status != FileUploadStatus.Open))
        {
            if (missing.Contains(upload.Id))
            {
                upload.SendAnew(album);
            }
            else if (upload.Status != FileUploadStatus.Completed)
            {
                upload.IsThere(clock.Now);
            }
        }

        // A folder that is looked into every half minute is no reason to read the same picture every half minute.
        var again = session.Actor.UserId is null ? [] : shown.Where(p => !p.IsMissing && p.Unreadable?.IsAboutTheBytes() == false).ToList();
        if (again.Count > 0)
        {
            var unread = await session.Photos.PhotosToChangeAsync([.. again.Select(p => p.Id)], ct);
            await RenderAgainAsync(session, [.. unread.Where(p => p.ReadAgain())], ct);
        }

        if (again.Count > 0 || bringBack && binned.Count > 0)
        {
            session.Raise(new PhotosChanged(album.Id));
        }

        // Gone for good, or in a bin that nobody looked into for it: whoever counts what is there does not count these.
        var stays = completed
            .Where(u => known.ContainsKey(IdentityOf(u)) && !(bringBack && binned.Contains(u.Id)))
            .Where(u => photos.GetValueOrDefault(u.Id) is null or { InBin: true })
            .ToDictionary(u => u.Id, u => new DeletedFile(photos.GetValueOrDefault(u.Id)?.Album));
        return new KnownFiles(known, bringBack ? binned : [], stays);
    }

    // What is refused would else be known to one open page only. By its place in the announcement; once, however often it is announced.
    private async Task<Dictionary<int, UploadSession>> RefusedAsync(
        IStudioSession session,
        PhotoAlbum album,
        IReadOnlyList<AnnouncedFile> files,
        List<Result<UploadSession>> announced,
        CancellationToken ct
    )
    {
        var refused = announced
            .Select(
                (a, i) =>
                    (At: i, Upload: a.Succeeded ? null : UploadSession.Refused(album, files[i], a.Refusal, session.Actor.UserId, clock.Now))
            )
            .Where(r => r.Upload is not null)
            .ToDictionary(r => r.At, r => r.Upload!);
        if (refused.Count == 0)
        {
            return refused;
        }

        var before = await session.Photos.EndedOfPathsAsync(album.Id, refused.Values.Select(u => u.RelativePath).ToHashSet(), ct);
        var kept = before.Where(u => u.Status == FileUploadStatus.Failed).DistinctBy(IdentityOf).ToDictionary(IdentityOf);
        var dropped = before.Where(u => u.Status == FileUploadStatus.Aborted).Select(IdentityOf).ToHashSet();
        foreach (var (at, upload) in refused.ToList())
        {
            if (kept.TryGetValue(IdentityOf(upload), out var there))
            {
                refused[at] = there;
            }
            else if (session.Actor.UserId is null && dropped.Contains(IdentityOf(upload)))
            {
                // Somebody said that it will not come; a folder that is looked into again and again does not bring it up anew.
                refused.Remove(at);
            }
            else
            {
                kept.Add(IdentityOf(upload), upload);
                session.Photos.Add(upload);
            }
        }

        return refused;
    }

    private static string RenderKey(Guid photoId) => $"render:{photoId:N}";

    /// <summary>Asks for the renditions of photos as if nothing were known of them yet.</summary>
    internal static async Task RenderAgainAsync(IStudioSession session, IReadOnlyCollection<Photo> photos, CancellationToken ct)
    {
        // What the queue knows of them is that they are done, or given up, or far from their turn.
        await session.Photos.ForgetRenderingAsync([.. photos.Select(p => p.Id)], ct);
        foreach (var photo in photos)
        {
            session.EnqueueTask(new RenderPhoto(photo.Id), dedupeKey: RenderKey(photo.Id));
        }
    }

    private static (string Path, long Size, long LastModified) IdentityOf(UploadSession upload) =>
        (upload.RelativePath, upload.SizeBytes, upload.LastModified);

    private async Task<AnnouncedUpload[]> AnswersAsync(
        List<(UploadSession? Upload, Refusal? Refusal)> uploads,
        IReadOnlySet<long> sizes,
        IReadOnlySet<Guid> back,
        IReadOnlyDictionary<Guid, DeletedFile> deleted,
        CancellationToken ct
    )
    {
        var answers = new AnnouncedUpload[uploads.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = StoreQueriesAtOnce, CancellationToken = ct };
        await Parallel.ForAsync(
            0,
            uploads.Count,
            options,
            async (i, token) =>
            {
                answers[i] = uploads[i] switch
                {
                    (var kept, { } refusal) => new AnnouncedUpload(kept?.Id, UploadAnswer.Refused, 0, [], refusal),
                    ({ Status: FileUploadStatus.Completed } upload, _) => new AnnouncedUpload(
                        upload.Id,
                        UploadAnswer.AlreadyThere,
                        upload.PartCount,
                        [],
                        null,
                        CameBack: back.Contains(upload.Id),
                        Deleted: deleted.GetValueOrDefault(upload.Id)
                    ),
                    var (upload, _) => new AnnouncedUpload(
                        upload!.Id,
                        UploadAnswer.Send,
                        upload.PartCount,
                        await HeldPartsAsync(upload, token),
                        null,
                        upload.IsUntouched && sizes.Contains(upload.SizeBytes),
                        back.Contains(upload.Id)
                    ),
                };
            }
        );
        return answers;
    }

    private async Task<IReadOnlyList<int>> HeldPartsAsync(UploadSession upload, CancellationToken ct)
    {
        if (upload.StoreUploadId is not { } storeUploadId)
        {
            return [];
        }

        var missing = upload.MissingFrom(await store.ListPartsAsync(upload.ObjectKey, storeUploadId, ct));

        // Killed between joining and writing it down: there are no parts any more because all of it is there.
        var joined = missing.Count == upload.PartCount && (await store.HeadAsync(upload.ObjectKey, ct))?.Size == upload.SizeBytes;
        return joined ? [.. Enumerable.Range(1, upload.PartCount)] : [.. Enumerable.Range(1, upload.PartCount).Except(missing)];
    }
}
