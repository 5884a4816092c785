using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos.Folders;

/// <summary>
/// Sends files of this machine into an album, the same way as a browser's drop: announced, in parts, read back, and resumed where it stopped, by whichever of
/// the two goes on. The files are only read.
/// </summary>
/// <param name="uploads">What may be sent.</param>
public sealed class FolderUpload(UploadService uploads)
{
    private const int FilesAtOnce = 4;
    private const int Batch = 200;
    private const int Tries = 5;

    /// <summary>What is waited before the store is asked once more; twice as long each time.</summary>
    internal TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Sends what is not there.</summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="albumId">The album.</param>
    /// <param name="files">The files; one that changes under our hands counts as failed and is sent the next time.</param>
    /// <param name="twins">Whether to send files too whose bytes the project has already under another name.</param>
    /// <param name="progress">Told after each part and file.</param>
    /// <param name="bringBack">Whether a person wants what was deleted in the album too.</param>
    /// <param name="listing">Where the files are from; the album misses what could not be read there. Null where that is not known.</param>
    /// <param name="ct">Stops between parts; what arrived stays, and the next call goes on.</param>
    /// <exception cref="StoreAwayException">The store does not answer; what arrived stays.</exception>
    /// <exception cref="StoreFullException">The store has no room; what arrived stays.</exception>
    /// <returns>What became of them; refused with what <see cref="UploadService.AnnounceAsync"/> refuses as a whole.</returns>
    public async Task<Result<FolderReport>> SendAsync(
        Actor actor,
        Guid albumId,
        IReadOnlyList<FolderFile> files,
        bool twins = false,
        IProgress<FolderProgress>? progress = null,
        bool bringBack = false,
        FolderListing? listing = null,
        CancellationToken ct = default
    )
    {
        var tally = new Tally(files, progress);
        var card = files.Count == 0 ? null : UploadSession.CardOf(Announced(files[0]));
        var cards = new HashSet<string>();
        // First what is missing: what comes now may be the last that the album waits for.
        foreach (var some in (listing?.Unread ?? []).Chunk(Batch))
        {
            await TellAsync(actor, albumId, new UnreadPaths([], some, [], card, []), ct);
        }

        foreach (var batch in files.Chunk(Batch))
        {
            var announced = await InsistAsync(
                () => uploads.AnnounceAsync(actor, albumId, [.. batch.Select(Announced)], bringBack, ct),
                r => r.Refusal is EditedElsewhere,
                ct
            );
            if (!announced.Succeeded)
            {
                return announced.Refusal;
            }

            cards.UnionWith(announced.Value.Select(a => a.Card).OfType<string>());
            await Parallel.ForEachAsync(
                batch.Zip(announced.Value),
                new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = ct },
                async (pair, token) => await SendAsync(actor, pair.First, pair.Second, twins, tally, token)
            );
        }

        if (cards.Count > 0)
        {
            // Whoever could not read something of the same card before: now it was.
            foreach (var read in (listing?.Folders ?? []).Concat(files.Select(f => f.RelativePath)).Chunk(Batch))
            {
                await TellAsync(actor, albumId, new UnreadPaths([], [], read, card, cards), ct);
            }
        }

        return tally.Report();
    }

    private Task<Result> TellAsync(Actor actor, Guid albumId, UnreadPaths told, CancellationToken ct) =>
        InsistAsync(() => uploads.NotReadAsync(actor, albumId, told, ct), r => r.Refusal is EditedElsewhere, ct);

    private static AnnouncedFile Announced(FolderFile file) =>
        new(Path.GetFileName(file.RelativePath), file.RelativePath, file.Size, file.LastModified);

    private async Task SendAsync(Actor actor, FolderFile file, AnnouncedUpload answer, bool twins, Tally tally, CancellationToken ct)
    {
        if (answer.Refusal is { } refused)
        {
            tally.Failed(file, refused);
            return;
        }

        if (answer.Answer == UploadAnswer.AlreadyThere)
        {
            tally.There(file, answer);
            return;
        }

        var id = answer.UploadId!.Value;
        try
        {
            if (answer.MayBeThere && !twins && await TwinAsync(actor, id, file, ct) is { } twin)
            {
                await InsistAsync(() => uploads.AbortAsync(actor, id, CancellationToken.None), r => r.Refusal is EditedElsewhere, ct);
                tally.Twin(file, twin);
                return;
            }

            var sent = await SendPartsAsync(actor, id, file, answer, tally, ct);
            if (sent.Succeeded)
            {
                tally.Sent();
                return;
            }

            await (sent.Refusal is FileChanged ? ChangedAsync(actor, id, ct) : GiveUpAsync(actor, id, ct));
            tally.Failed(file, sent.Refusal);
        }
        catch (CardException)
        {
            // The disk or the card does not give it up: this file's trouble, not the others'.
            await GiveUpAsync(actor, id, ct);
            tally.Failed(file, new FileNotReadable());
        }
    }

    private Task<Result> GiveUpAsync(Actor actor, Guid id, CancellationToken ct) =>
        InsistAsync(() => uploads.GiveUpAsync(actor, id, CancellationToken.None), r => r.Refusal is EditedElsewhere, ct);

    private Task<Result> ChangedAsync(Actor actor, Guid id, CancellationToken ct) =>
        InsistAsync(() => uploads.ChangedAsync(actor, id, CancellationToken.None), r => r.Refusal is EditedElsewhere, ct);

    private async Task<PhotoTwin?> TwinAsync(Actor actor, Guid uploadId, FolderFile file, CancellationToken ct)
    {
        await using var content = Open(file);
        var sha256 = Convert.ToHexStringLower(await ReadAsync(() => SHA256.HashDataAsync(content, ct)));
        return (await InsistAsync(() => uploads.TwinAsync(actor, uploadId, sha256, ct), _ => false, ct)).Value?.Twin;
    }

    // A completion may say that parts are missing or came damaged: then the store is asked what it holds, as a browser does by announcing again.
    private async Task<Result> SendPartsAsync(
        Actor actor,
        Guid id,
        FolderFile file,
        AnnouncedUpload answer,
        Tally tally,
        CancellationToken ct
    )
    {
        var held = answer.Held.ToHashSet();
        for (var attempt = 1; ; attempt++)
        {
            var sent = await SendPartsAsync(actor, id, file, answer.PartCount, held, tally, ct);
            if (!sent.Succeeded)
            {
                return sent;
            }

            var kept = await InsistAsync(
                () => uploads.CompleteAsync(actor, id, CancellationToken.None),
                r => r.Refusal is EditedElsewhere,
                ct
            );
            if (kept.Succeeded)
            {
                return Result.Ok;
            }

            if (kept.Refusal is not (UploadIncomplete or UploadDamaged) || attempt == Tries)
            {
                return kept.Refusal;
            }

            held = [];
        }
    }

    private async Task<Result> SendPartsAsync(
        Actor actor,
        Guid id,
        FolderFile file,
        int parts,
        HashSet<int> held,
        Tally tally,
        CancellationToken ct
    )
    {
        await using var content = Open(file);
        var buffer = ArrayPool<byte>.Shared.Rent(UploadSession.PartSize);
        try
        {
            for (var number = 1; number <= parts; number++)
            {
                var from = (number - 1) * (long)UploadSession.PartSize;
                var length = (int)Math.Min(UploadSession.PartSize, file.Size - from);
                if (!held.Contains(number))
                {
                    content.Position = from;
                    await ReadAsync(async () =>
                    {
                        await content.ReadExactlyAsync(buffer.AsMemory(0, length), ct);
                        return length;
                    });
                    if (await ReadAsync(() => ValueTask.FromResult(HasChanged(file))))
                    {
                        return new FileChanged();
                    }

                    var part = new ArraySegment<byte>(buffer, 0, length);
                    var at = number;
                    var sent = await InsistAsync(
                        () => uploads.SendPartAsync(actor, id, at, part, ct),
                        r => r.Refusal is UploadDamaged or EditedElsewhere,
                        ct
                    );
                    if (!sent.Succeeded)
                    {
                        return sent;
                    }
                }

                tally.Part(length);
            }

            return Result.Ok;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A store elsewhere has bad moments, and so has a database; that there is no room is nothing that passes by itself.
    private async Task<T> InsistAsync<T>(Func<Task<T>> ask, Func<T, bool> askAgain, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await ask();
                if (!askAgain(answer) || attempt == Tries)
                {
                    return answer;
                }
            }
            catch (Exception e) when (e is not StoreFullException && !(e is OperationCanceledException && ct.IsCancellationRequested))
            {
                // Not the file's fault, whatever the exception's type: nothing of the folder can be sent now.
                if (attempt == Tries)
                {
                    throw new StoreAwayException(e);
                }

                await Task.Delay(Pause * Math.Pow(2, attempt - 1), ct);
            }
        }
    }

    private static FileStream Open(FolderFile file)
    {
        try
        {
            return new FileStream(
                file.Path,
                new FileStreamOptions
                {
                    Mode = FileMode.Open,
                    Access = FileAccess.Read,
                    Share = FileShare.ReadWrite | FileShare.Delete,
                    Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                }
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CardException(e);
        }
    }

    private static async Task<T> ReadAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CardException(e);
        }
    }

    private static bool HasChanged(FolderFile file)
    {
        var now = new FileInfo(file.Path);
        return !now.Exists
            || now.Length != file.Size
            || new DateTimeOffset(now.LastWriteTimeUtc).ToUnixTimeMilliseconds() != file.LastModified;
    }

    // Only what reading the file itself says; the store's and the database's troubles look the same by their types.
    private sealed class CardException(Exception inner) : Exception(inner.Message, inner);

    private sealed class Tally(IReadOnlyList<FolderFile> files, IProgress<FolderProgress>? progress)
    {
        private readonly ConcurrentQueue<FailedFile> _failed = new();
        private readonly ConcurrentQueue<TwinFile> _twins = new();
        private readonly ConcurrentQueue<DeletedPhotoFile> _deleted = new();
        private readonly long _bytes = files.Sum(f => f.Size);
        private int _sent;
        private int _there;
        private int _back;
        private long _done;

        public void Part(long length) => Tell(length);

        public void Sent()
        {
            Interlocked.Increment(ref _sent);
            Tell(0);
        }

        public void There(FolderFile file, AnnouncedUpload answer)
        {
            if (answer.Deleted is { } deleted)
            {
                _deleted.Enqueue(new DeletedPhotoFile(file.RelativePath, deleted));
            }
            else if (answer.CameBack)
            {
                Interlocked.Increment(ref _back);
            }
            else
            {
                Interlocked.Increment(ref _there);
            }

            Tell(file.Size);
        }

        public void Twin(FolderFile file, PhotoTwin twin)
        {
            _twins.Enqueue(new TwinFile(file.RelativePath, twin));
            Tell(file.Size);
        }

        public void Failed(FolderFile file, Refusal why)
        {
            _failed.Enqueue(new FailedFile(file.RelativePath, why));
            Tell(0);
        }

        public FolderReport Report() =>
            new(
                _sent,
                _there,
                _back,
                [.. _deleted.OrderBy(f => f.RelativePath, StringComparer.Ordinal)],
                [.. _twins],
                [.. _failed.OrderBy(f => f.RelativePath, StringComparer.Ordinal)]
            );

        private void Tell(long bytes)
        {
            var done = Interlocked.Add(ref _done, bytes);
            progress?.Report(
                new FolderProgress(
                    files.Count,
                    _sent + _there + _back + _deleted.Count + _twins.Count,
                    _failed.Count,
                    Math.Min(done, _bytes),
                    _bytes
                )
            );
        }
    }
}

/// <summary>The store, or the database, did not answer several times in a row.</summary>
/// <param name="inner">What it said last.</param>
public sealed class StoreAwayException(Exception inner) : Exception($"The store does not answer: {inner.Message}", inner);

/// <summary>How far a folder is.</summary>
/// <param name="Files">Photos in it.</param>
/// <param name="Done">How many are done with: there, deleted or left out.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="DoneBytes">Bytes of what is there or on its way.</param>
/// <param name="Bytes">Bytes of all.</param>
public sealed record FolderProgress(int Files, int Done, int Failed, long DoneBytes, long Bytes);

/// <summary>What became of a folder's photos.</summary>
/// <param name="Sent">Sent now.</param>
/// <param name="There">Had arrived before and are there still.</param>
/// <param name="CameBack">Lay in the album's bin and were brought back.</param>
/// <param name="Deleted">Had arrived before, were deleted, and stay so.</param>
/// <param name="Twins">Left out because the project has their bytes under another name.</param>
/// <param name="Failed">Not there, and why.</param>
public sealed record FolderReport(
    int Sent,
    int There,
    int CameBack,
    IReadOnlyList<DeletedPhotoFile> Deleted,
    IReadOnlyList<TwinFile> Twins,
    IReadOnlyList<FailedFile> Failed
);

/// <summary>A file whose photo was deleted.</summary>
/// <param name="RelativePath">Which.</param>
/// <param name="Deleted">Where it is.</param>
public sealed record DeletedPhotoFile(string RelativePath, DeletedFile Deleted);

/// <summary>A file that was left out.</summary>
/// <param name="RelativePath">Which.</param>
/// <param name="Twin">The photo that has its bytes.</param>
public sealed record TwinFile(string RelativePath, PhotoTwin Twin);

/// <summary>A file that is not there.</summary>
/// <param name="RelativePath">Which.</param>
/// <param name="Why">Why.</param>
public sealed record FailedFile(string RelativePath, Refusal Why);
