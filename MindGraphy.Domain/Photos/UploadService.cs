using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>
/// Files on their way into an album. The bytes go straight from the browser to the store; this decides what may be sent, and makes a photo
/// of what arrived, once its hash was read back. Every step may be repeated and the process may be killed at every point: a photo that was
/// acknowledged is in the store and in the database, and nothing is acknowledged before.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Where the bytes are.</param>
/// <param name="clock">The studio's clock.</param>
public sealed partial class UploadService(IStudio studio, IObjectStore store, StudioClock clock)
{
    /// <summary>Most files of one announcement.</summary>
    public const int MaxFilesAtOnce = 500;

    /// <summary>How long a part's URL works.</summary>
    public static readonly TimeSpan PartUrlLifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long the store keeps the parts of a file of which nothing came any more. The file itself is offered for as long as nobody says that it will not come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    // A completion that met another on the same rows is tried again; more than this is a fault of the machine.
    private const int Tries = 5;
    private const int StoreQueriesAtOnce = 16;
    private const int SweptAtOnce = 1000;

    /// <summary>A URL to which the sender PUTs one part, good for <see cref="PartUrlLifetime"/>. The upload begins in the store with the first.</summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="uploadId">The file.</param>
    /// <param name="number">The part, from 1.</param>
    /// <param name="sha256">The part's SHA-256 as 64 lower-case hex characters; null where the sender can't compute it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="UploadNotFound"/>, <see cref="UploadPartUnknown"/> or <see cref="PartHashUnreadable"/>.</returns>
    public async Task<Result<Uri>> SignPartAsync(Actor actor, Guid uploadId, int number, string? sha256, CancellationToken ct = default)
    {
        var ready = await ExpectPartAsync(actor, uploadId, number, sha256, ct);
        return ready.Value is { } upload
            ? store.SignPart(upload.ObjectKey, upload.StoreUploadId!, number, upload.SizeOfPart(number), sha256, PartUrlLifetime)
            : ready.Refusal!;
    }

    /// <summary>Sends one part from this process, for files that lie on this machine.</summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="uploadId">The file.</param>
    /// <param name="number">The part, from 1.</param>
    /// <param name="part">All of its bytes.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="UploadNotFound"/>, <see cref="UploadPartUnknown"/> or <see cref="UploadDamaged"/> (the store got other bytes).</returns>
    public async Task<Result> SendPartAsync(Actor actor, Guid uploadId, int number, ArraySegment<byte> part, CancellationToken ct = default)
    {
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(part));
        var ready = await ExpectPartAsync(actor, uploadId, number, sha256, ct);
        if (ready.Value is not { } upload)
        {
            return ready.Refusal!;
        }

        try
        {
            await using var content = new MemoryStream(part.Array!, part.Offset, part.Count, writable: false);
            await store.PutPartAsync(upload.ObjectKey, upload.StoreUploadId!, number, content, sha256, ct);
            return Result.Ok;
        }
        catch (ChecksumMismatchException)
        {
            return new UploadDamaged();
        }
        catch (UploadIncompleteException)
        {
            // Somebody gave it up meanwhile.
            return new UploadNotFound();
        }
    }

    /// <summary>
    /// All parts were sent: joins them, reads the object back, compares its hashes and makes it a photo. Repeating it answers with the same photo.
    /// </summary>
    /// <returns>
    /// The photo's id. Refused with <see cref="NotAllowed"/>, <see cref="UploadNotFound"/>, <see cref="UploadIncomplete"/> (announce the file again and send what
    /// is missing) or <see cref="UploadDamaged"/> (nothing was kept; announce the file again and send all of it).
    /// </returns>
    public async Task<Result<Guid>> CompleteAsync(Actor actor, Guid uploadId, CancellationToken ct = default)
    {
        if (!MaySend(actor))
        {
            return new NotAllowed();
        }

        UploadSession? upload;
        await using (var session = studio.Open(actor))
        {
            upload = await session.Photos.FindUploadAsync(uploadId, ct);
            upload = upload is not null && await MayFillAsync(session, upload.AlbumId, ct) ? upload : null;
        }

        if (upload is { Status: FileUploadStatus.Completed })
        {
            return upload.Id;
        }

        if (upload is not { Status: FileUploadStatus.Open })
        {
            return new UploadNotFound();
        }

        if (upload.StoreUploadId is not { } storeUploadId)
        {
            return new UploadIncomplete(upload.PartCount);
        }

        if (await JoinAsync(upload, storeUploadId, ct) is { } missing)
        {
            // The store knows neither parts nor object (it lost them, or we were killed while dropping them): its upload is of no use any more.
            return missing.Missing < upload.PartCount ? missing : await BeginAnewAsync(actor, upload, missing, ct);
        }

        // What counts is what can be read, not what was written.
        if (await ReadBackAsync(upload, ct) is not { } sha256)
        {
            return await BeginAnewAsync(actor, upload, new UploadDamaged(), ct);
        }

        for (var attempt = 1; ; attempt++)
        {
            var kept = await KeepAsync(actor, upload, sha256, ct);
            if (kept.Refusal is not EditedElsewhere || attempt == Tries)
            {
                return kept;
            }
        }
    }

    /// <summary>The sender can't send the file: it counts as failed until it is sent again. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="UploadNotFound"/>.</returns>
    public Task<Result> GiveUpAsync(Actor actor, Guid uploadId, CancellationToken ct = default) =>
        EndAsync(actor, uploadId, FileUploadStatus.Failed, upload => upload.Fail(upload.Failure ?? nameof(FileNotReadable), clock.Now), ct);

    /// <summary>The file became another one while it was sent: it counts as failed until its sender announces what lies at its path now. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="UploadNotFound"/>.</returns>
    public Task<Result> ChangedAsync(Actor actor, Guid uploadId, CancellationToken ct = default) =>
        EndAsync(actor, uploadId, FileUploadStatus.Failed, upload => upload.Fail(nameof(FileChanged), clock.Now), ct);

    /// <summary>Nobody wants the file any more: it is dropped and not counted. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="UploadNotFound"/>.</returns>
    public Task<Result> AbortAsync(Actor actor, Guid uploadId, CancellationToken ct = default) =>
        EndAsync(actor, uploadId, FileUploadStatus.Aborted, upload => upload.Abort(clock.Now), ct);

    /// <summary>
    /// Drops from the store the parts of what nobody touched for <see cref="Patience"/>, and what no upload owns. The files stay announced: an album whose upload
    /// was closed on Saturday is not whole on Monday, and who goes on sends them from their beginning. For a worker, now and then.
    /// </summary>
    /// <returns>Of how many files the parts were dropped.</returns>
    public async Task<int> SweepAsync(CancellationToken ct = default)
    {
        var longAgo = clock.Now - Patience;
        IReadOnlyList<Guid> untouched;
        IReadOnlyList<EndedUpload> ended;
        await using (var session = studio.Open(Actor.System))
        {
            untouched = await session.Photos.UntouchedUploadsAsync(longAgo, SweptAtOnce, ct);
            ended = await session.Photos.EndedUploadsAsync(clock.Now.AddDays(-3), clock.Now.AddMinutes(-10), SweptAtOnce, ct);
        }

        var dropped = 0;
        foreach (var id in untouched)
        {
            dropped += await DropPartsAsync(id, longAgo, ct) ? 1 : 0;
        }

        // Again what ending them should have dropped: we may have been killed in between, or a completion came after it.
        foreach (var upload in ended)
        {
            await DropAsync(upload.ObjectKey, upload.StoreUploadId, ct);
        }

        // Begun in the store and never written down here. One that is still open and older keeps the others of its age a little longer.
        await using var now = studio.Open(Actor.System);
        var oldest = await now.Photos.OldestOpenUploadAsync(ct) ?? longAgo;
        await store.SweepUploadsAsync(oldest < longAgo ? oldest : longAgo, ct);
        return dropped;
    }

    private async Task<bool> DropPartsAsync(Guid uploadId, DateTimeOffset longAgo, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (
            await session.Photos.LockUploadAsync(uploadId, ct) is not { Status: FileUploadStatus.Open, StoreUploadId: not null } upload
            || upload.Parts.Any(p => p.AnnouncedAt >= longAgo)
        )
        {
            return false; // Somebody went on with it meanwhile, or ended it.
        }

        // Killed in between, the next sweep finds it again: what is dropped twice is dropped.
        await DropAsync(upload.ObjectKey, upload.StoreUploadId, ct);
        upload.BeginAnew(upload.Failure);
        return (await session.SaveAsync(ct)).Succeeded;
    }

    // Who retouches sends finished files, into the albums of their jobs and nowhere else.
    private static bool MaySend(Actor actor) => actor.May(Rights.Upload) || actor.May(Rights.Editing);

    private static async Task<bool> MayFillAsync(IStudioSession session, Guid albumId, CancellationToken ct) =>
        session.Actor.May(Rights.Upload) || await session.Editing.TakesReturnsAsync(albumId, session.Actor.UserId, ct);

    private async Task<Result<UploadSession>> ExpectPartAsync(Actor actor, Guid uploadId, int number, string? sha256, CancellationToken ct)
    {
        if (!MaySend(actor))
        {
            return new NotAllowed();
        }

        if (sha256 is not null && !IsHash(sha256))
        {
            return new PartHashUnreadable();
        }

        await using var session = studio.Open(actor);

        // The row's lock is what keeps two tabs from beginning the same file twice.
        if (
            await session.Photos.LockUploadAsync(uploadId, ct) is not { Status: FileUploadStatus.Open } upload
            || !await MayFillAsync(session, upload.AlbumId, ct)
        )
        {
            return new UploadNotFound();
        }

        if (!upload.HasPart(number))
        {
            return new UploadPartUnknown(number);
        }

        if (upload.StoreUploadId is null)
        {
            upload.Begun(await store.BeginUploadAsync(upload.ObjectKey, PhotoTypes.MediaTypeOf(upload.FileName), ct));
        }

        upload.ExpectPart(number, sha256, clock.Now);
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? upload : saved.Refusal;
    }

    /// <summary>Makes the object of the parts; null where it is there, else how much is missing.</summary>
    private async Task<UploadIncomplete?> JoinAsync(UploadSession upload, string storeUploadId, CancellationToken ct)
    {
        var held = await store.ListPartsAsync(upload.ObjectKey, storeUploadId, ct);
        var missing = upload.MissingFrom(held);
        if (missing.Count == 0)
        {
            try
            {
                await store.CompleteUploadAsync(upload.ObjectKey, storeUploadId, held, ct);
                return null;
            }
            catch (ObjectExistsException)
            {
                // Another object stands there; reading it back tells whose bytes they are.
                return null;
            }
            catch (UploadIncompleteException)
            {
                // A part was replaced or the upload dropped while we looked.
                missing = upload.MissingFrom(await store.ListPartsAsync(upload.ObjectKey, storeUploadId, ct));
            }
        }

        // Another call joined them meanwhile, or an earlier one that was killed before it could write it down.
        return await store.HeadAsync(upload.ObjectKey, ct) is not null ? null : new UploadIncomplete(Math.Max(1, missing.Count));
    }

    /// <summary>The SHA-256 of the object as it can be read now; null where its length or a part differs from what was announced.</summary>
    private async Task<string?> ReadBackAsync(UploadSession upload, CancellationToken ct)
    {
        await using var content = await store.OpenReadAsync(upload.ObjectKey, ct: ct);
        if (content is null)
        {
            return null;
        }

        var hashes = await PartHashes.OfAsync(content, UploadSession.PartSize, ct);
        var announced = upload.Parts.Where(p => p.Sha256 is not null);
        var whole =
            hashes.Length == upload.SizeBytes
            && hashes.Parts.Count == upload.PartCount
            && announced.All(p => hashes.Parts[p.PartNumber - 1] == p.Sha256);
        return whole ? hashes.Whole : null;
    }

    private async Task<Result<Guid>> KeepAsync(Actor actor, UploadSession seen, string sha256, CancellationToken ct)
    {
        await using var session = studio.Open(actor);
        if (
            await session.Photos.LockAlbumAsync(seen.AlbumId, ct) is not { } album
            || await session.Photos.LockUploadAsync(seen.Id, ct) is not { } upload
        )
        {
            return new UploadNotFound();
        }

        if (upload.Status == FileUploadStatus.Completed)
        {
            return upload.Id;
        }

        if (upload.Status != FileUploadStatus.Open)
        {
            // Given up while we read. Nobody else will drop what we joined after that.
            await DropAsync(upload.ObjectKey, upload.StoreUploadId, ct);
            return new UploadNotFound();
        }

        if (upload.StoreUploadId != seen.StoreUploadId)
        {
            return new UploadIncomplete(upload.PartCount);
        }

        var now = clock.Now;
        var lost = await session.Photos.PhotosOfOriginalAsync(upload.Id, ct);
        var former = lost.Select(p => p.FilePath).FirstOrDefault();
        var mended = lost.Where(p => p.OriginalCame(upload.ObjectKey, sha256)).ToList();
        if (former is not null && mended.Count > 0)
        {
            // What was promised to the couple is read from where the same bytes lie now. The former object is left alone: should it turn up, it is no harm.
            await session.Deliveries.OriginalMovedAsync(former, upload.ObjectKey, sha256, ct);
        }

        if (lost.Count == 0)
        {
            session.Photos.Add(
                new Photo(upload.Id, album.Id, upload.FileName, upload.ObjectKey, upload.SizeBytes, sha256, now, upload.Folder)
            );
            album.PhotoAdded(upload.SizeBytes);
        }

        upload.Complete(sha256, now);
        await SettleAsync(session, album, upload, failed: false, ct);
        if (await session.Photos.LockProjectAwaitingPhotosAsync(album.ProjectId, ct) is { } project)
        {
            project.PhotosArrived(clock, now);
            session.Raise(new Projects.ProjectMoved(project.Id));
        }

        if (lost.Count == 0)
        {
            session.EnqueueTask(new RenderPhoto(upload.Id), dedupeKey: RenderKey(upload.Id));
        }
        else
        {
            await RenderAgainAsync(session, [.. mended.Where(p => p.ReadyAt is null)], ct);
        }

        session.Raise(new PhotoArrived(album.Id));
        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            return saved.Refusal;
        }

        return upload.Id;
    }

    private async Task<Result<Guid>> BeginAnewAsync(Actor actor, UploadSession seen, Refusal answer, CancellationToken ct)
    {
        await using var session = studio.Open(actor);
        if (await session.Photos.LockUploadAsync(seen.Id, ct) is not { } upload)
        {
            return new UploadNotFound();
        }

        // Only what we looked at is dropped: another call may have begun anew, or have kept the photo.
        if (upload.Status == FileUploadStatus.Open && upload.StoreUploadId == seen.StoreUploadId)
        {
            await DropAsync(upload.ObjectKey, upload.StoreUploadId, ct);
            upload.BeginAnew(answer is UploadDamaged ? answer.Code : null);
            var saved = await session.SaveAsync(ct);
            return saved.Succeeded ? answer : saved.Refusal;
        }

        return upload.Status == FileUploadStatus.Completed ? upload.Id : answer;
    }

    private async Task<Result> EndAsync(
        Actor actor,
        Guid uploadId,
        FileUploadStatus status,
        Action<UploadSession> end,
        CancellationToken ct
    )
    {
        if (!MaySend(actor))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.Photos.FindUploadAsync(uploadId, ct) is not { } seen
            || await session.Photos.LockAlbumAsync(seen.AlbumId, ct) is not { } album
            || await session.Photos.LockUploadAsync(uploadId, ct) is not { } upload
            || !await MayFillAsync(session, album.Id, ct)
        )
        {
            return new UploadNotFound();
        }

        if (upload.Status != FileUploadStatus.Open)
        {
            return upload.Status == status ? Result.Ok : new UploadNotFound();
        }

        end(upload);
        await SettleAsync(session, album, upload, failed: status == FileUploadStatus.Failed, ct);
        session.Raise(new PhotoArrived(album.Id));
        var saved = await session.SaveAsync(ct);
        if (saved.Succeeded)
        {
            await DropAsync(upload.ObjectKey, upload.StoreUploadId, ct);
        }

        return saved;
    }

    private async Task SettleAsync(IStudioSession session, PhotoAlbum album, UploadSession upload, bool failed, CancellationToken ct)
    {
        var open = await session.Photos.AnyOtherOpenAsync(album.Id, upload.Id, ct);
        var anyFailed = !open && (failed || await session.Photos.AnyOtherFailedAsync(album.Id, upload.Id, ct));
        if (upload.Status == FileUploadStatus.Aborted && !open && !anyFailed)
        {
            // Nobody misses what nobody wants any more.
            album.NothingMissing(clock.Now);
            return;
        }

        album.Settle(open, anyFailed, clock.Now);
    }

    private async Task DropAsync(string key, string? storeUploadId, CancellationToken ct)
    {
        if (storeUploadId is not null)
        {
            await store.AbortUploadAsync(key, storeUploadId, ct);
        }

        await store.DeleteAsync(key, ct);
    }
}

/// <summary>What the sender has to do with a file.</summary>
public enum UploadAnswer
{
    /// <summary>Send the parts that are not there.</summary>
    Send,

    /// <summary>Nothing: it arrived before.</summary>
    AlreadyThere,

    /// <summary>Nothing: it can't be a photo.</summary>
    Refused,
}

/// <summary>The answer to one announced file.</summary>
/// <param name="UploadId">Names the upload; null where it was refused and nothing of it is written down.</param>
/// <param name="Answer">What to do.</param>
/// <param name="PartCount">How many parts of <see cref="UploadSession.PartSize"/> bytes it has.</param>
/// <param name="Held">Numbers of the parts that the store holds already.</param>
/// <param name="Refusal">Why it was refused.</param>
/// <param name="MayBeThere">Whether a photo of the project has as many bytes: worth hashing it and asking <see cref="UploadService.TwinAsync"/>.</param>
/// <param name="CameBack">Whether its photo lay in the album's bin and was brought back by this.</param>
/// <param name="Deleted">Where its photo is, where it arrived, was deleted and stays so; null where it was not.</param>
/// <param name="Card">The mark under which something of its card was told as not read and is missed still, for <see cref="UploadService.NotReadAsync"/>; null where nothing was.</param>
public sealed record AnnouncedUpload(
    Guid? UploadId,
    UploadAnswer Answer,
    int PartCount,
    IReadOnlyList<int> Held,
    Refusal? Refusal,
    bool MayBeThere = false,
    bool CameBack = false,
    DeletedFile? Deleted = null,
    string? Card = null
);

/// <summary>A file that arrived once and whose photo was deleted.</summary>
/// <param name="Bin">The album in whose bin it lies, which need not be the one that it was sent to; null where it is gone for good.</param>
public sealed record DeletedFile(AlbumName? Bin);

/// <summary>An album as people call it.</summary>
/// <param name="Id">The album.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Title">Its own name, where it has one.</param>
public sealed record AlbumName(Guid Id, AlbumType Type, string? Title);
