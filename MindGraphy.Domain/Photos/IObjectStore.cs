namespace MindGraphy.Domain.Photos;

/// <summary>
/// Where photos, renditions and PDFs live: a folder on disk or S3 (and what speaks it). Keys are made by us from ids and hashes, use
/// <c>/</c> as separator and are never overwritten. One contract test class holds every implementation to this text.
/// </summary>
public interface IObjectStore
{
    /// <summary>Writes an object whole: after the call it is there durably, or not at all.</summary>
    /// <param name="key">The object's key: 1 to 512 characters of <c>a-z A-Z 0-9 / . _ -</c>, no <c>..</c> and no leading slash.</param>
    /// <param name="content">Its bytes; read to the end.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="ct">Cancels; a cancelled write leaves nothing.</param>
    /// <returns>What was stored. The SHA-256 is computed over what was read.</returns>
    /// <exception cref="ObjectExistsException">An object of that key is there already.</exception>
    Task<StoredObject> PutAsync(string key, Stream content, string contentType, CancellationToken ct = default);

    /// <summary>What is known of an object, or null where there is none.</summary>
    Task<StoredObject?> HeadAsync(string key, CancellationToken ct = default);

    /// <summary>Opens an object for reading, from <paramref name="offset"/> for at most <paramref name="length"/> bytes; null where there is none.</summary>
    Task<Stream?> OpenReadAsync(string key, long offset = 0, long? length = null, CancellationToken ct = default);

    /// <summary>Deletes an object; deleting what is not there is no fault.</summary>
    Task DeleteAsync(string key, CancellationToken ct = default);

    /// <summary>Objects whose key starts with a prefix, in the order of their keys.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken ct = default);

    /// <summary>A URL that lets a browser read one object until it expires (at most 15 minutes).</summary>
    /// <param name="key">The object.</param>
    /// <param name="lifetime">How long the URL works.</param>
    /// <param name="downloadName">Where given, the browser saves it under this name instead of showing it.</param>
    Uri SignGet(string key, TimeSpan lifetime, string? downloadName = null);

    /// <summary>Begins an upload in parts. Nothing is visible under the key until <see cref="CompleteUploadAsync"/>.</summary>
    /// <returns>The store's id of the upload.</returns>
    Task<string> BeginUploadAsync(string key, string contentType, CancellationToken ct = default);

    /// <summary>A URL to which a browser PUTs one part. A part sent twice replaces its former self.</summary>
    /// <param name="key">The object.</param>
    /// <param name="uploadId">From <see cref="BeginUploadAsync"/>.</param>
    /// <param name="partNumber">From 1 to 10,000. All parts but the last have the same size of at least 5 MiB.</param>
    /// <param name="size">The exact number of bytes that will be sent.</param>
    /// <param name="sha256">Lower-case hex SHA-256 of the part where the sender knows it; a store that can check it refuses other bytes.</param>
    /// <param name="lifetime">How long the URL works.</param>
    Uri SignPart(string key, string uploadId, int partNumber, long size, string? sha256, TimeSpan lifetime);

    /// <summary>Writes one part from this process (command-line uploads, tests).</summary>
    Task<StoredPart> PutPartAsync(string key, string uploadId, int partNumber, Stream content, CancellationToken ct = default);

    /// <summary>The parts that the store holds durably, by number; empty where the upload is unknown or was aborted.</summary>
    Task<IReadOnlyList<StoredPart>> ListPartsAsync(string key, string uploadId, CancellationToken ct = default);

    /// <summary>Joins the parts 1..n into the object, durably; the parts are gone afterwards. Safe to repeat after a crash: where the object is complete already, it is returned.</summary>
    /// <exception cref="UploadIncompleteException">Parts are missing, or the upload is unknown and there is no object.</exception>
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
public sealed record StoredObject(string Key, long Size, string ContentType, string? Sha256, DateTimeOffset ModifiedAt);

/// <summary>What a store tells of a part.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="ETag">The store's own tag, needed to complete.</param>
public sealed record StoredPart(int Number, long Size, string ETag);

/// <summary>A key was written that is there already: keys are never overwritten.</summary>
/// <param name="key">The key.</param>
public sealed class ObjectExistsException(string key) : IOException($"An object named '{key}' is there already.");

/// <summary>An upload was completed without all its parts.</summary>
/// <param name="message">What is missing.</param>
public sealed class UploadIncompleteException(string message) : IOException(message);

/// <summary>Bytes arrived that do not have the hash they were announced with.</summary>
/// <param name="message">Which bytes.</param>
public sealed class ChecksumMismatchException(string message) : IOException(message);
