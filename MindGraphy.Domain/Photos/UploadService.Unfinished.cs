using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

public sealed partial class UploadService
{
    /// <summary>How long after its last sign of life an upload counts as being sent right now.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>Most names that <see cref="UnfinishedAsync"/> tells.</summary>
    public const int MaxNames = 50;

    /// <summary>Whether the same bytes are in the project already, under whatever name. What lies in a bin is not there.</summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="uploadId">The file.</param>
    /// <param name="sha256">Its SHA-256 as 64 lower-case hex characters.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null within the result where it is not; refused with <see cref="NotAllowed"/>, <see cref="UploadNotFound"/> or <see cref="PartHashUnreadable"/>.</returns>
    public async Task<Result<TwinAnswer>> TwinAsync(Actor actor, Guid uploadId, string sha256, CancellationToken ct = default)
    {
        if (!MaySend(actor))
        {
            return new NotAllowed();
        }

        if (!IsHash(sha256))
        {
            return new PartHashUnreadable();
        }

        await using var session = studio.Open(actor);
        return await session.Photos.FindUploadAsync(uploadId, ct) is { } upload && await MayFillAsync(session, upload.AlbumId, ct)
            ? new TwinAnswer(await session.Photos.TwinAsync(upload, sha256, ct))
            : new UploadNotFound();
    }

    /// <summary>What was announced for an album, or failed, and is not there: to be offered again to whoever opens it.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumNotFound"/>.</returns>
    public async Task<Result<UnfinishedUploads>> UnfinishedAsync(Actor actor, Guid albumId, CancellationToken ct = default)
    {
        if (!MaySend(actor))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Photos.AlbumExistsAsync(albumId, ct) && await MayFillAsync(session, albumId, ct)
            ? await session.Photos.UnfinishedAsync(albumId, clock.Now - Silence, MaxNames, ct)
            : new AlbumNotFound();
    }

    /// <summary>Nobody will send any more what is not there: all of an album's open and failed files are dropped and counted no more. Repeating it changes nothing.</summary>
    /// <returns>How many were dropped; refused with <see cref="NotAllowed"/> or <see cref="AlbumNotFound"/>.</returns>
    public async Task<Result<int>> ForgetAsync(Actor actor, Guid albumId, CancellationToken ct = default)
    {
        if (!MaySend(actor))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Photos.LockAlbumAsync(albumId, ct) is not { } album || !await MayFillAsync(session, albumId, ct))
        {
            return new AlbumNotFound();
        }

        var uploads = await session.Photos.LockUnfinishedAsync(albumId, ct);
        foreach (var upload in uploads)
        {
            upload.Abort(clock.Now);
        }

        album.NothingMissing(clock.Now);
        session.Raise(new PhotoArrived(albumId));
        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            return saved.Refusal;
        }

        // A sweep does it again for whatever we are killed before.
        foreach (var upload in uploads)
        {
            await DropAsync(upload.ObjectKey, upload.StoreUploadId, ct);
        }

        return uploads.DistinctBy(u => (IdentityOf(u), u.SizeBytes > 0 ? null : u.Failure)).Count();
    }

    private static bool IsHash(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower);
}

/// <summary>Whether a file's bytes are in the project already.</summary>
/// <param name="Twin">The photo that has them; null where none has.</param>
public sealed record TwinAnswer(PhotoTwin? Twin);

/// <summary>A photo of the same project with the same bytes.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="FileName">Its name.</param>
/// <param name="AlbumType">What its album holds.</param>
/// <param name="AlbumTitle">The album's own name, where it has one.</param>
public sealed record PhotoTwin(Guid PhotoId, string FileName, AlbumType AlbumType, string? AlbumTitle);

/// <summary>Files of an album that are not there.</summary>
/// <param name="Open">How many were announced and not sent to their end.</param>
/// <param name="Failed">How many could not be sent and were not sent again since.</param>
/// <param name="Bytes">Bytes of all of them.</param>
/// <param name="Files">The first of them: those that failed, then by path.</param>
/// <param name="By">Who sends, where it is one person who is known.</param>
/// <param name="Since">When the first of them was announced; null where there is none.</param>
/// <param name="IsMoving">Whether something of them was announced or sent within <see cref="UploadService.Silence"/>.</param>
public sealed record UnfinishedUploads(
    int Open,
    int Failed,
    long Bytes,
    IReadOnlyList<UnfinishedFile> Files,
    string? By,
    DateTimeOffset? Since,
    bool IsMoving
)
{
    /// <summary>Paths of <see cref="Files"/>.</summary>
    public IReadOnlyList<string> Names => [.. Files.Select(f => f.Path)];
}

/// <summary>A file that is not there.</summary>
/// <param name="Path">Its path inside the dropped folder.</param>
/// <param name="Why">Why it failed; null where it did not, or nobody knows.</param>
public sealed record UnfinishedFile(string Path, Refusal? Why);
