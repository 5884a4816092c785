namespace MindGraphy.Domain.Photos;

/// <summary>
/// Where photos, renditions and PDFs live: a folder on disk or S3 (and what speaks it). Keys are made by us from ids and hashes, use
/// <c>/</c> as separator, are never overwritten and are checked by <see cref="ObjectKeys"/>; no key may be the folder of another
/// (<c>a</c> and <c>a/b</c>), because a disk can't hold both. One contract test class holds every implementation to this text.
/// </summary>
public interface IObjectStore
{
    /// <summary>Writes an object of the class <see cref="StorageClass.Standard"/>.</summary>
    Task<StoredObject> PutAsync(string key, Stream content, string contentType, CancellationToken ct = default) =>
        PutAsync(key, content, contentType, StorageClass.Standard, ct);

    /// <summary>Writes an object whole: after the call it is there durably, or not at all.</summary>
    /// <param name="key">The object's key: 1 to 512 characters of <c>a-z A-Z 0-9 / . _ -</c>, no <c>..</c> and no leading slash.</param>
    /// <param name="content">Its bytes, from where the stream stands to its end.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="storageClass">How it is kept.</param>
    /// <param name="ct">Cancels; a cancelled write leaves nothing.</param>
    /// <returns>What was stored. The SHA-256 is computed over what was read.</returns>
    /// <exception cref="ObjectExistsException">An object of that key is there already; of two racing writes exactly one gets this.</exception>
    /// <exception cref="ArgumentException">The key is none; every other member throws it for the same keys.</exception>
    /// <exception cref="StoreFullException">The store has no room, and holds what it held: everything that writes may throw it, nothing that reads or deletes.</exception>
    Task<StoredObject> PutAsync(string key, Stream content, string contentType, StorageClass storageClass, CancellationToken ct = default);

    /// <summary>What is known of an object, or null where there is none.</summary>
    Task<StoredObject?> HeadAsync(string key, CancellationToken ct = default);

    /// <summary>Opens an object for reading, from <paramref name="offset"/> for at most <paramref name="length"/> bytes; null where there is
    /// none. Past its end there is nothing to read, which is no fault.</summary>
    Task<Stream?> OpenReadAsync(string key, long offset = 0, long? length = null, CancellationToken ct = default);

    /// <summary>
    /// Keeps an object in another class. Bytes, media type and hash stay, and it can be read all the while; repeating it changes nothing. S3 copies the object onto itself, so it counts as
    /// written now, has at most 5 GB, and one that is deleted in the same moment may stay: nobody's then, and swept as such.
    /// </summary>
    /// <returns>What is stored now; null where there is none.</returns>
    Task<StoredObject?> ChangeClassAsync(string key, StorageClass storageClass, CancellationToken ct = default);

    /// <summary>Deletes an object; deleting what is not there is no fault.</summary>
    Task DeleteAsync(string key, CancellationToken ct = default);

    /// <summary>Deletes what nothing knows any more, several at a time. What the store does not delete now, or what is not there, is no fault: <see cref="OrphanSweep"/> takes it later.</summary>
    /// <param name="keys">Which.</param>
    Task ForgetAsync(IEnumerable<string> keys) =>
        Parallel.ForEachAsync(
            keys,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (key, _) =>
            {
                try
                {
                    await DeleteAsync(key, CancellationToken.None);
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    // What was done is done, and whoever did it is not told of a leftover.
                }
            }
        );

    /// <summary>Objects whose key starts with a prefix, in the ordinal order of their keys. Media type and hash take <see cref="HeadAsync"/>: S3 doesn't list them.</summary>
    IAsyncEnumerable<ListedObject> ListAsync(string prefix, CancellationToken ct = default);

    /// <summary>A URL that lets a browser read one object until it expires. A store in this process returns one relative to the application's root.</summary>
    /// <param name="key">The object.</param>
    /// <param name="lifetime">How long the URL works: more than zero, at most 15 minutes.</param>
    /// <param name="downloadName">Where given, the browser saves it under this name instead of showing it.</param>
    Uri SignGet(string key, TimeSpan lifetime, string? downloadName = null);

    /// <summary>Begins an upload of an object of the class <see cref="StorageClass.Standard"/>.</summary>
    Task<string> BeginUploadAsync(string key, string contentType, CancellationToken ct = default) =>
        BeginUploadAsync(key, contentType, StorageClass.Standard, ct);

    /// <summary>Begins an upload in parts. Nothing is visible under the key until <see cref="CompleteUploadAsync"/>.</summary>
    /// <param name="key">The object.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="storageClass">How it will be kept.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The store's id of the upload.</returns>
    Task<string> BeginUploadAsync(string key, string contentType, StorageClass storageClass, CancellationToken ct = default);

    /// <summary>A URL to which a browser PUTs one part. A part sent twice replaces its former self.</summary>
    /// <param name="key">The object.</param>
    /// <param name="uploadId">From <see cref="BeginUploadAsync(string, string, StorageClass, CancellationToken)"/>.</param>
    /// <param name="partNumber">From 1 to 10,000. All parts but the last have the same size of at least 5 MiB.</param>
    /// <param name="size">The exact number of bytes that will be sent.</param>
    /// <param name="sha256">Lower-case hex SHA-256 of the part where the sender knows it; a store that can check it refuses other bytes.</param>
    /// <param name="lifetime">How long the URL works: more than zero, at most 24 hours.</param>
    Uri SignPart(string key, string uploadId, int partNumber, long size, string? sha256, TimeSpan lifetime);

    /// <summary>Writes one part from this process (command-line uploads, tests); durable when it returns.</summary>
    /// <exception cref="UploadIncompleteException">The upload is unknown or was aborted.</exception>
    Task<StoredPart> PutPartAsync(string key, string uploadId, int partNumber, Stream content, CancellationToken ct = default) =>
        PutPartAsync(key, uploadId, partNumber, content, null, ct);

    /// <summary>The same for bytes whose hash is known: others are refused, and what the store held of the part stays.</summary>
    /// <param name="key">The object.</param>
    /// <param name="uploadId">From <see cref="BeginUploadAsync(string, string, StorageClass, CancellationToken)"/>.</param>
    /// <param name="partNumber">From 1 to 10,000.</param>
    /// <param name="content">Its bytes, from where the stream stands to its end.</param>
    /// <param name="sha256">Their SHA-256 in hex; null where it is not known.</param>
    /// <param name="ct">Cancels; a cancelled write leaves nothing.</param>
    /// <exception cref="ChecksumMismatchException">Other bytes came.</exception>
    /// <exception cref="UploadIncompleteException">The upload is unknown or was aborted.</exception>
    Task<StoredPart> PutPartAsync(
        string key,
        string uploadId,
        int partNumber,
        Stream content,
        string? sha256,
        CancellationToken ct = default
    );

    /// <summary>The parts that the store holds durably, by number; empty where the upload is unknown or was aborted.</summary>
    Task<IReadOnlyList<StoredPart>> ListPartsAsync(string key, string uploadId, CancellationToken ct = default);

    /// <summary>
    /// Joins the parts 1..n into the object, durably; the parts are gone afterwards. Safe to repeat after a crash: where the object is
    /// complete already (it has the size of these parts together), it is returned.
    /// </summary>
    /// <exception cref="UploadIncompleteException">Parts are missing or are not the ones that are held, or the upload is unknown and there is no object.</exception>
    /// <exception cref="ObjectExistsException">Another object took the key meanwhile.</exception>
    Task<StoredObject> CompleteUploadAsync(string key, string uploadId, IReadOnlyList<StoredPart> parts, CancellationToken ct = default);

    /// <summary>Drops an upload and its parts; dropping what is not there is no fault.</summary>
    Task AbortUploadAsync(string key, string uploadId, CancellationToken ct = default);

    /// <summary>Drops uploads that were begun before a moment and never completed.</summary>
    /// <returns>How many were dropped.</returns>
    Task<int> SweepUploadsAsync(DateTimeOffset begunBefore, CancellationToken ct = default);
}

/// <summary>What a store tells of an object.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Sha256">Lower-case hex SHA-256 where the store knows it without reading the object again.</param>
/// <param name="ModifiedAt">When it was written.</param>
/// <param name="StorageClass">How it is kept.</param>
public sealed record StoredObject(
    string Key,
    long Size,
    string ContentType,
    string? Sha256,
    DateTimeOffset ModifiedAt,
    StorageClass StorageClass = StorageClass.Standard
);

/// <summary>What keeping and reading an object costs. Every class can be read at once: one that has to be asked for hours ahead is none of these.</summary>
public enum StorageClass
{
    /// <summary>Read often.</summary>
    Standard,

    /// <summary>Cheaper to keep and dearer to read: some times a year.</summary>
    InfrequentAccess,

    /// <summary>Cheapest to keep and dearest to read: once in a while, if ever.</summary>
    Archive,
}

/// <summary>What a store tells of an object while listing.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="ModifiedAt">When it was written.</param>
public sealed record ListedObject(string Key, long Size, DateTimeOffset ModifiedAt);

/// <summary>What a store tells of a part.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="ETag">The store's own tag, needed to complete. Quotes around it, as HTTP headers have them, do not matter.</param>
public sealed record StoredPart(int Number, long Size, string ETag);

/// <summary>A key was written that is there already: keys are never overwritten.</summary>
/// <param name="key">The key.</param>
public sealed class ObjectExistsException(string key) : IOException($"An object named '{key}' is there already.");

/// <summary>An upload was completed without all its parts.</summary>
/// <param name="message">What is missing.</param>
public sealed class UploadIncompleteException(string message) : IOException(message);

/// <summary>More or fewer bytes arrived than were announced.</summary>
/// <param name="announced">How many were announced.</param>
/// <param name="longer">Whether there were more.</param>
public sealed class SizeMismatchException(long announced, bool longer)
    : IOException($"{(longer ? "More" : "Fewer")} than the announced {announced} bytes arrived.")
{
    /// <summary>Whether more bytes came than were announced; otherwise fewer.</summary>
    public bool Longer => longer;
}

/// <summary>Bytes arrived that do not have the hash they were announced with.</summary>
/// <param name="message">Which bytes.</param>
public sealed class ChecksumMismatchException(string message) : IOException(message);

/// <summary>The store has no room for what was to be written; what it holds is untouched.</summary>
/// <param name="inner">What the machine said.</param>
public sealed class StoreFullException(Exception inner) : IOException("The store has no room left.", inner);
