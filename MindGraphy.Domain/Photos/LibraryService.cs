using System.Collections.Concurrent;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>
/// What staff do with many photos at once: tag, move, delete and bring back, and choose those a couple will see. Each act is one transaction
/// under the album's lock and counts its totals there; repeating it changes nothing. Originals are never written: a deleted photo lies in a bin
/// for <see cref="BinDays"/> days, and a copy for a couple points at the same original.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Where the bytes are.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class LibraryService(IStudio studio, IObjectStore store, StudioClock clock)
{
    /// <summary>Most photos of one act: a whole wedding.</summary>
    public const int MaxAtOnce = 10_000;

    /// <summary>Days a deleted photo can be brought back.</summary>
    public const int BinDays = 30;

    private const int PurgedAtOnce = 500;
    private const int Tries = 5;
    private const int AskedAtOnce = 16;
    private const int FaultsInARow = 3;

    /// <summary>Says what part of the wedding photos show, or (null) takes that back.</summary>
    /// <returns>How many changed. Refused with <see cref="NotAllowed"/>, <see cref="AlbumNotFound"/>, <see cref="NoPhotosChosen"/> or <see cref="TooManyPhotosAtOnce"/>.</returns>
    public Task<Result<PhotoCount>> TagAsync(
        Actor actor,
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        PhotoSection? section,
        CancellationToken ct = default
    ) => ActAsync(actor, albumId, photoIds, (session, _) => CountedAsync(session.Photos.TagAsync(albumId, photoIds, section, ct)), ct);

    /// <summary>Puts photos into the album's bin. They are gone from grids, galleries and totals at once.</summary>
    /// <returns>How many. Refused as <see cref="TagAsync"/> is, and with <see cref="PhotosInUse"/>.</returns>
    public Task<Result<PhotoCount>> DeleteAsync(
        Actor actor,
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        CancellationToken ct = default
    ) =>
        ActAsync(
            actor,
            albumId,
            photoIds,
            async (session, album) =>
            {
                if (await session.Photos.InUseAsync(albumId, photoIds, ct) is { } inUse)
                {
                    return inUse;
                }

                var gone = await session.Photos.BinAsync(albumId, photoIds, actor.UserId, clock.Now, ct);
                album.PhotosLeft(gone.Photos, gone.Bytes);
                return gone;
            },
            ct
        );

    /// <summary>
    /// Reads again what could not be read for reasons that are not the bytes: no reader installed, a reader that ended over it, an original that was away and is there again.
    /// Who has installed one need not send a photo anew; an original that is away still has to be sent. Repeating it asks nothing twice.
    /// </summary>
    /// <returns>How many photos are readable or read again, and their bytes. Refused with <see cref="NotAllowed"/> or <see cref="AlbumNotFound"/>.</returns>
    public async Task<Result<PhotoCount>> ReadAgainAsync(Actor actor, Guid albumId, CancellationToken ct = default) =>
        actor.May(Rights.Upload)
            ? await InsistAsync(
                actor,
                albumId,
                async (session, _) =>
                {
                    var found = await session.Photos.PhotosToReadAgainAsync(albumId, ct);
                    var away = await AwayAsync(found.Where(p => p.Unreadable == UnreadableReason.Missing).Select(p => p.FilePath), ct);
                    var mended = found.Where(p => !away.Contains(p.FilePath)).ToList();
                    await UploadService.RenderAgainAsync(session, [.. mended.Where(p => p.WasFound() || p.ReadAgain())], ct);
                    return new PhotoCount(mended.Count, mended.Sum(p => p.FileSizeBytes ?? 0));
                },
                ct
            )
            : new NotAllowed();

    // What the store has not now either. One that does not answer has nothing to show: what is missing stays so until somebody asks again, and it is not
    // asked photo by photo, each until its time is up, while the album waits.
    private async Task<IReadOnlySet<string>> AwayAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        var away = new ConcurrentBag<string>();
        var (silent, faults) = (false, 0);
        await Parallel.ForEachAsync(
            keys.Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = ct },
            async (key, token) =>
            {
                try
                {
                    if (!Volatile.Read(ref silent))
                    {
                        var isThere = await store.HeadAsync(key, token) is not null;
                        Volatile.Write(ref faults, 0);
                        if (isThere)
                        {
                            return;
                        }
                    }
                }
                catch (Exception e) when (!token.IsCancellationRequested)
                {
                    // As it is for whoever wants to see the photo. One that it may not show, or can't read, says nothing of the others.
                    if (Interlocked.Increment(ref faults) >= FaultsInARow || IsSilence(e))
                    {
                        Volatile.Write(ref silent, true);
                    }
                }

                away.Add(key);
            }
        );
        return away.ToHashSet();
    }

    // Nothing was answered. A time that is up comes as a cancellation, too, which nobody asked for.
    private static bool IsSilence(Exception e) =>
        e
            is OperationCanceledException
                or TimeoutException
                or System.Net.Sockets.SocketException
                or HttpRequestException { StatusCode: null }
        || (e.InnerException is { } inner && IsSilence(inner));

    /// <summary>Brings photos back from the bin.</summary>
    /// <returns>How many. Refused as <see cref="TagAsync"/> is.</returns>
    public Task<Result<PhotoCount>> RestoreAsync(
        Actor actor,
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        CancellationToken ct = default
    ) =>
        ActAsync(
            actor,
            albumId,
            photoIds,
            async (session, album) =>
            {
                var back = await session.Photos.UnbinAsync(albumId, photoIds, ct);
                album.PhotosCame(back.Photos, back.Bytes);
                return back;
            },
            ct
        );

    /// <summary>Brings all photos of an album back from its bin, however many they are.</summary>
    /// <returns>How many. Refused with <see cref="NotAllowed"/> or <see cref="AlbumNotFound"/>.</returns>
    public async Task<Result<PhotoCount>> RestoreAllAsync(Actor actor, Guid albumId, CancellationToken ct = default) =>
        actor.May(Rights.Upload)
            ? await InsistAsync(
                actor,
                albumId,
                async (session, album) =>
                {
                    var back = await session.Photos.UnbinAllAsync(albumId, ct);
                    album.PhotosCame(back.Photos, back.Bytes);
                    return back;
                },
                ct
            )
            : new NotAllowed();

    /// <summary>
    /// Moves photos to another album of the same project; their originals stay where they are in the store. Into a proof album or out of one, a picture that
    /// does not bear the mark that it must bear there is shown to nobody until it was made anew.
    /// </summary>
    /// <returns>How many. Refused as <see cref="DeleteAsync"/> is, and with <see cref="AlbumOfAnotherProject"/>.</returns>
    public async Task<Result<PhotoCount>> MoveAsync(
        Actor actor,
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        Guid toAlbumId,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        if (Wrong(photoIds) is { } wrong)
        {
            return wrong;
        }

        if (albumId == toAlbumId)
        {
            return new PhotoCount(0, 0);
        }

        // Both albums in the order of their ids, so that two who move against each other don't wait for each other.
        await using var session = studio.Open(actor);
        var locked = new Dictionary<Guid, PhotoAlbum>();
        foreach (var id in new[] { albumId, toAlbumId }.Order())
        {
            if (await session.Photos.LockAlbumAsync(id, ct) is not { } album)
            {
                return new AlbumNotFound();
            }

            locked[id] = album;
        }

        var (from, to) = (locked[albumId], locked[toAlbumId]);
        if (from.ProjectId != to.ProjectId)
        {
            return new AlbumOfAnotherProject();
        }

        if (await session.Photos.InUseAsync(albumId, photoIds, ct) is { } inUse)
        {
            return inUse;
        }

        var moved = await session.Photos.MoveAsync(albumId, toAlbumId, photoIds, ct);
        from.PhotosLeft(moved.Photos, moved.Bytes);
        if (moved.Photos > 0)
        {
            to.Received(moved.Photos, moved.Bytes, actor.UserId, clock.Now);
        }

        if ((from.AlbumType == AlbumType.Proof) != (to.AlbumType == AlbumType.Proof))
        {
            var mark = to.AlbumType == AlbumType.Proof ? (await session.Photos.WatermarkAsync(ct)).Mark : null;
            foreach (var photo in await session.Photos.HideMarkedOtherwiseAsync(toAlbumId, photoIds, mark, ct))
            {
                // Without a key: it may be moved back and forth.
                session.EnqueueTask(new RenderPhoto(photo, Anew: true));
            }
        }

        session.Raise(new PhotosChanged(albumId));
        session.Raise(new PhotosChanged(toAlbumId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? moved : saved.Refusal;
    }

    /// <summary>
    /// Opens an album for the couple's choice with these photos of another album, or (null) with all. Those that are not rendered yet come too, and are
    /// rendered for it as soon as their turn comes; only what can't be read stays out.
    /// </summary>
    /// <param name="actor">Who chooses.</param>
    /// <param name="albumId">The album they are in.</param>
    /// <param name="photoIds">Which; null for all.</param>
    /// <param name="title">The new album's name.</param>
    /// <param name="newAlbumId">The new album's id, made by whoever asks: asking twice with it opens one. Null or empty for another each time.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The new album's id. Refused as <see cref="TagAsync"/> is, and with <see cref="FieldTooLong"/> or, where the id is another album's, <see cref="EditedElsewhere"/>.</returns>
    public async Task<Result<Guid>> MakeProofAlbumAsync(
        Actor actor,
        Guid albumId,
        IReadOnlyCollection<Guid>? photoIds,
        string? title,
        Guid? newAlbumId = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        if (photoIds is not null && Wrong(photoIds) is { } wrong)
        {
            return wrong;
        }

        if (StudioText.Clean(title)?.Length > PhotoAlbum.TitleMaxLength)
        {
            return new FieldTooLong(nameof(PhotoAlbum.Title), PhotoAlbum.TitleMaxLength);
        }

        await using var session = studio.Open(actor);
        if (await session.Photos.LockAlbumAsync(albumId, ct) is not { } source)
        {
            return new AlbumNotFound();
        }

        // Whoever asks again waits at the lock above and finds what the first one made.
        var id = newAlbumId is { } given && given != Guid.Empty ? given : Ids.New();
        if (await session.Photos.HeadAsync(id, ct) is { } made)
        {
            return made.ProjectId == source.ProjectId && made.Type == AlbumType.Proof ? id : new EditedElsewhere();
        }

        var chosen = await session.Photos.ChoosableAsync(albumId, photoIds, ct);
        if (chosen.Count == 0)
        {
            return new NoPhotosChosen();
        }

        var album = new PhotoAlbum(source.ProjectId, AlbumType.Proof, title, actor.UserId, clock.Now, id);
        session.Photos.Add(album);
        foreach (var photo in chosen)
        {
            var copy = photo.CopyFor(album.Id, clock.Now);
            session.Photos.Add(copy);
            session.EnqueueTask(new RenderPhoto(copy.Id), dedupeKey: $"render:{copy.Id:N}");
        }

        album.Filled(chosen.Count, chosen.Sum(p => p.FileSizeBytes ?? 0), actor.UserId, clock.Now);
        session.Raise(new AlbumOpened(source.ProjectId, album.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? album.Id : saved.Refusal;
    }

    /// <summary>What lies in an album's bin, the last deleted first, at most 1,000; none for whoever may not see the album.</summary>
    public async Task<IReadOnlyList<DeletedPhoto>> BinAsync(Actor actor, Guid albumId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Photos.DeletedAsync(albumId, ct);
    }

    /// <summary>
    /// Gives an album another name; empty takes it away.
    /// </summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumNotFound"/> or <see cref="FieldTooLong"/>.</returns>
    public async Task<Result> RenameAlbumAsync(Actor actor, Guid albumId, string? title, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Photos.LockAlbumAsync(albumId, ct) is not { } album)
        {
            return new AlbumNotFound();
        }

        var named = album.Rename(title);
        if (!named.Succeeded)
        {
            return named;
        }

        session.Raise(new PhotosChanged(albumId));
        return await session.SaveAsync(ct);
    }

    /// <summary>
    /// Takes out of the database and the store for good what was deleted more than <see cref="BinDays"/> days ago. For a worker. Rows go first: killed in
    /// between, it leaves an object that no row knows, which is swept, and never a row without its object.
    /// </summary>
    /// <returns>How many photos.</returns>
    public async Task<int> PurgeAsync(CancellationToken ct = default)
    {
        var before = clock.Now.AddDays(-BinDays);
        for (var total = 0; ; )
        {
            IReadOnlyList<PurgedPhoto> gone;
            IReadOnlySet<string> kept;
            await using (var session = studio.Open(Actor.System))
            {
                gone = await session.Photos.PurgeAsync(before, PurgedAtOnce, ct);
                kept = await session.Photos.StillNeededAsync([.. gone.Select(p => p.FilePath)], ct);
                if (!(await session.SaveAsync(ct)).Succeeded)
                {
                    // The rows are still there, so their objects stay too. The next round tries again.
                    return total;
                }
            }

            foreach (var photo in gone)
            {
                foreach (var size in IPhotoRenderer.Sizes)
                {
                    await store.DeleteAsync(Photo.RenditionKey(photo.Id, photo.ShownHash, size), ct);
                }

                if (!kept.Contains(photo.FilePath))
                {
                    await store.DeleteAsync(photo.FilePath, ct);
                }
            }

            total += gone.Count;
            if (gone.Count < PurgedAtOnce)
            {
                return total;
            }
        }
    }

    /// <summary>Where a photo's original lies and what it is called.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="PhotoNotFound"/>.</returns>
    public async Task<Result<OriginalFile>> OriginalAsync(Actor actor, Guid photoId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Photos.OriginalAsync(photoId, ct) is { } found ? found : new PhotoNotFound();
    }

    private static Refusal? Wrong(IReadOnlyCollection<Guid> photoIds) =>
        photoIds.Count switch
        {
            0 => new NoPhotosChosen(),
            > MaxAtOnce => new TooManyPhotosAtOnce(MaxAtOnce),
            _ => null,
        };

    private static async Task<Result<PhotoCount>> CountedAsync(Task<PhotoCount> act) => await act;

    private async Task<Result<PhotoCount>> ActAsync(
        Actor actor,
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        Func<IStudioSession, PhotoAlbum, Task<Result<PhotoCount>>> act,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        return Wrong(photoIds) is { } wrong ? wrong : await InsistAsync(actor, albumId, act, ct);
    }

    private async Task<Result<PhotoCount>> InsistAsync(
        Actor actor,
        Guid albumId,
        Func<IStudioSession, PhotoAlbum, Task<Result<PhotoCount>>> act,
        CancellationToken ct
    )
    {
        // What is asked for is the same whatever a worker wrote meanwhile, so nobody is told of it.
        for (var attempt = 1; ; attempt++)
        {
            var done = await TryAsync(actor, albumId, act, ct);
            if (done.Refusal is not EditedElsewhere || attempt == Tries)
            {
                return done;
            }
        }
    }

    private async Task<Result<PhotoCount>> TryAsync(
        Actor actor,
        Guid albumId,
        Func<IStudioSession, PhotoAlbum, Task<Result<PhotoCount>>> act,
        CancellationToken ct
    )
    {
        await using var session = studio.Open(actor);
        if (await session.Photos.LockAlbumAsync(albumId, ct) is not { } album)
        {
            return new AlbumNotFound();
        }

        var done = await act(session, album);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new PhotosChanged(albumId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? done : saved.Refusal;
    }
}
