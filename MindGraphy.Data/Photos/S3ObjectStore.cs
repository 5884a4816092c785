using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>Keeps objects in a bucket of Amazon S3, or of a server that speaks its protocol.</summary>
/// <remarks>
/// Never overwriting: writes carry <c>If-None-Match: *</c>, which Amazon S3 and newer servers enforce themselves, across all processes. Older servers ignore
/// the header; there each write asks first whether the key is taken and holds a lock of this process meanwhile, so only two processes that write
/// one key within the same moment could both succeed. Keys hold ids made for one write, so that takes two writers of one id.
/// The hash of an object is known where this class wrote it whole; an object made of parts has none until somebody reads it.
/// A browser's part is checked for its size on completion, its hash is not.
/// </remarks>
public sealed class S3ObjectStore : IObjectStore, IDisposable
{
    private const string HashName = "sha256";
    private static readonly TimeSpan LongestGet = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestPart = TimeSpan.FromHours(24);

    private readonly AmazonS3Client _client;
    private readonly string _bucket;
    private readonly S3StorageClasses _classes;
    private readonly Protocol _protocol;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim[] _writing = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Makes the client; nothing is sent yet.</summary>
    public S3ObjectStore(IOptions<StorageOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = options.Value.S3;
        // A store that answers 503 to a fifth of the calls says so six times in a row once in fifteen thousand.
        var config = new AmazonS3Config { ForcePathStyle = settings.ForcePathStyle, MaxErrorRetry = 5 };
        if (string.IsNullOrEmpty(settings.ServiceUrl))
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(settings.Region);
        }
        else
        {
            config.ServiceURL = settings.ServiceUrl;
            config.AuthenticationRegion = settings.Region;
        }

        if (settings.ChecksumsWhenRequired)
        {
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }

        _client = string.IsNullOrEmpty(settings.AccessKey)
            ? new AmazonS3Client(config)
            : new AmazonS3Client(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), config);
        _bucket = settings.Bucket;
        _classes = settings.StorageClasses;
        _clock = clock;
        _protocol = settings.ServiceUrl?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS;
    }

    /// <inheritdoc/>
    public async Task<StoredObject> PutAsync(
        string key,
        Stream content,
        string contentType,
        StorageClass storageClass,
        CancellationToken ct = default
    )
    {
        ObjectKeys.Require(key);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        await using var body = await ReplayableBody.ReadAsync(content, ct);
        var request = new PutObjectRequest
        {
            BucketName = _bucket,
            Key = key,
            ContentType = contentType,
            InputStream = body.Stream,
            AutoCloseStream = false,
            AutoResetStreamPosition = false,
            ChecksumSHA256 = Convert.ToBase64String(body.Sha256),
            IfNoneMatch = "*",
            StorageClass = NamedClass(storageClass),
        };
        request.Headers.ContentLength = body.Length;
        request.Metadata[HashName] = Convert.ToHexStringLower(body.Sha256);
        await WriteOnceAsync(key, () => _client.PutObjectAsync(request, ct), ct);
        return await HeadAsync(key, ct) ?? throw new IOException($"The object '{key}' was written and is not there.");
    }

    /// <inheritdoc/>
    public async Task<StoredObject?> HeadAsync(string key, CancellationToken ct = default)
    {
        ObjectKeys.Require(key);
        try
        {
            var found = await _client.GetObjectMetadataAsync(_bucket, key, ct);
            var hash = found.Metadata[HashName];
            return new StoredObject(
                key,
                found.ContentLength,
                found.Headers.ContentType,
                string.IsNullOrEmpty(hash) ? null : hash,
                Utc(found.LastModified),
                _classes.ClassOf(NameOfClass(found))
            );
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenReadAsync(string key, long offset = 0, long? length = null, CancellationToken ct = default)
    {
        ObjectKeys.Require(key);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0);
        if (length == 0)
        {
            // The protocol has no way to ask for zero bytes.
            return await HeadAsync(key, ct) is null ? null : new MemoryStream([], writable: false);
        }

        var request = new GetObjectRequest { BucketName = _bucket, Key = key };
        if (offset > 0 || length is not null)
        {
            var last = length is { } wanted && wanted <= long.MaxValue - offset ? offset + wanted - 1 : long.MaxValue;
            request.ByteRange = new ByteRange(offset, last);
        }

        try
        {
            return (await _client.GetObjectAsync(request, ct)).ResponseStream;
        }
        catch (AmazonS3Exception past) when (past.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return new MemoryStream([], writable: false);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<StoredObject?> ChangeClassAsync(string key, StorageClass storageClass, CancellationToken ct = default)
    {
        ObjectKeys.Require(key);
        var wanted = _classes.NameOf(storageClass);
        var request = new CopyObjectRequest
        {
            SourceBucket = _bucket,
            SourceKey = key,
            DestinationBucket = _bucket,
            DestinationKey = key,
            MetadataDirective = S3MetadataDirective.COPY,
            StorageClass = S3StorageClass.FindValue(wanted),
        };
        try
        {
            if (await ClassNameAsync(key, ct) is { } name && name != wanted)
            {
                await _client.CopyObjectAsync(request, ct);
            }
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (AmazonS3Exception refused) when (refused.StatusCode == HttpStatusCode.BadRequest)
        {
            // A copy onto itself that changes nothing is refused: another call may have been first.
            if (await ClassNameAsync(key, ct) is { } name && name != wanted)
            {
                throw new IOException($"The store does not keep '{key}' as {wanted}: {refused.ErrorCode}.", refused);
            }
        }

        return await HeadAsync(key, ct);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken ct = default) => _client.DeleteObjectAsync(_bucket, ObjectKeys.Require(key), ct);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ListedObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var request = new ListObjectsV2Request { BucketName = _bucket, Prefix = ObjectKeys.RequirePrefix(prefix) };
        ListObjectsV2Response page;
        do
        {
            page = await _client.ListObjectsV2Async(request, ct);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return new ListedObject(found.Key, found.Size ?? 0, Utc(found.LastModified));
            }

            request.ContinuationToken = page.NextContinuationToken;
        } while (page.IsTruncated == true);
    }

    /// <inheritdoc/>
    public Uri SignGet(string key, TimeSpan lifetime, string? downloadName = null)
    {
        PartLists.RequireLifetime(lifetime, LongestGet);
        var request = Presign(ObjectKeys.Require(key), HttpVerb.GET, lifetime);
        if (downloadName is not null)
        {
            request.ResponseHeaderOverrides.ContentDisposition = DownloadNames.Attachment(downloadName);
        }

        return new Uri(_client.GetPreSignedURL(request));
    }

    /// <inheritdoc/>
    public async Task<string> BeginUploadAsync(string key, string contentType, StorageClass storageClass, CancellationToken ct = default)
    {
        ObjectKeys.Require(key);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = _bucket,
            Key = key,
            ContentType = contentType,
            StorageClass = NamedClass(storageClass),
        };
        return (await _client.InitiateMultipartUploadAsync(request, ct)).UploadId;
    }

    /// <inheritdoc/>
    public Uri SignPart(string key, string uploadId, int partNumber, long size, string? sha256, TimeSpan lifetime)
    {
        ArgumentException.ThrowIfNullOrEmpty(uploadId);
        PartLists.RequireNumber(partNumber);
        PartLists.RequireLifetime(lifetime, LongestPart);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var request = Presign(ObjectKeys.Require(key), HttpVerb.PUT, lifetime);
        request.UploadId = uploadId;
        request.PartNumber = partNumber;
        return new Uri(_client.GetPreSignedURL(request));
    }

    /// <inheritdoc/>
    public async Task<StoredPart> PutPartAsync(
        string key,
        string uploadId,
        int partNumber,
        Stream content,
        string? sha256,
        CancellationToken ct = default
    )
    {
        ObjectKeys.Require(key);
        PartLists.RequireNumber(partNumber);
        await using var body = await ReplayableBody.ReadAsync(content, ct);
        var hash = Convert.ToHexStringLower(body.Sha256);
        if (sha256 is not null && !string.Equals(sha256, hash, StringComparison.OrdinalIgnoreCase))
        {
            throw new ChecksumMismatchException($"The bytes have the hash {hash}, announced was {sha256}.");
        }

        var request = new UploadPartRequest
        {
            BucketName = _bucket,
            Key = key,
            UploadId = uploadId,
            PartNumber = partNumber,
            PartSize = body.Length,
            InputStream = body.Stream,
        };
        try
        {
            var put = await _client.UploadPartAsync(request, ct);
            return new StoredPart(partNumber, body.Length, PartLists.TagOf(put.ETag));
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            throw Unknown(uploadId);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredPart>> ListPartsAsync(string key, string uploadId, CancellationToken ct = default)
    {
        var request = new ListPartsRequest
        {
            BucketName = _bucket,
            Key = ObjectKeys.Require(key),
            UploadId = uploadId,
        };
        var parts = new List<StoredPart>();
        try
        {
            ListPartsResponse page;
            do
            {
                page = await _client.ListPartsAsync(request, ct);
                parts.AddRange((page.Parts ?? []).Select(p => new StoredPart(p.PartNumber ?? 0, p.Size ?? 0, PartLists.TagOf(p.ETag))));
                request.PartNumberMarker = page.NextPartNumberMarker?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            } while (page.IsTruncated == true);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        return parts;
    }

    /// <inheritdoc/>
    public async Task<StoredObject> CompleteUploadAsync(
        string key,
        string uploadId,
        IReadOnlyList<StoredPart> parts,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        var held = await ListPartsAsync(key, uploadId, ct);
        if (await HeadAsync(key, ct) is { } there)
        {
            return await AlreadyCompleteAsync(there, uploadId, parts, ct);
        }

        var inOrder = PartLists.Match(parts, held);
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = _bucket,
            Key = key,
            UploadId = uploadId,
            IfNoneMatch = "*",
            PartETags = [.. inOrder.Select(p => new PartETag(p.Number, PartLists.TagOf(p.ETag)))],
        };
        try
        {
            await WriteOnceAsync(key, () => _client.CompleteMultipartUploadAsync(request, ct), ct);
        }
        catch (ObjectExistsException)
        {
            return await AlreadyCompleteAsync(await HeadAsync(key, ct) ?? throw Unknown(uploadId), uploadId, parts, ct);
        }
        catch (AmazonS3Exception refused) when (refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            // Completed or aborted by another call a moment ago, or a part other than the last is too small.
            return await HeadAsync(key, ct) is { } completed
                ? await AlreadyCompleteAsync(completed, uploadId, parts, ct)
                : throw new UploadIncompleteException($"The store can't join the parts: {refused.ErrorCode}.");
        }

        return await HeadAsync(key, ct) ?? throw new IOException($"The object '{key}' was completed and is not there.");
    }

    /// <inheritdoc/>
    public async Task AbortUploadAsync(string key, string uploadId, CancellationToken ct = default)
    {
        var request = new AbortMultipartUploadRequest
        {
            BucketName = _bucket,
            Key = ObjectKeys.Require(key),
            UploadId = uploadId,
        };
        try
        {
            await _client.AbortMultipartUploadAsync(request, ct);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return; // Dropping what is not there is no fault.
        }
    }

    /// <inheritdoc/>
    public async Task<int> SweepUploadsAsync(DateTimeOffset begunBefore, CancellationToken ct = default)
    {
        var request = new ListMultipartUploadsRequest { BucketName = _bucket };
        var old = new List<MultipartUpload>();
        ListMultipartUploadsResponse page;
        do
        {
            page = await _client.ListMultipartUploadsAsync(request, ct);
            old.AddRange((page.MultipartUploads ?? []).Where(u => Utc(u.Initiated) < begunBefore));
            request.KeyMarker = page.NextKeyMarker;
            request.UploadIdMarker = page.NextUploadIdMarker;
        } while (page.IsTruncated == true);

        foreach (var upload in old)
        {
            await AbortUploadAsync(upload.Key, upload.UploadId, ct);
        }

        return old.Count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        foreach (var gate in _writing)
        {
            gate.Dispose();
        }
    }

    private async Task WriteOnceAsync(string key, Func<Task> write, CancellationToken ct)
    {
        var gate = _writing[(uint)key.GetHashCode(StringComparison.Ordinal) % (uint)_writing.Length];
        await gate.WaitAsync(ct);
        try
        {
            if (await HeadAsync(key, ct) is not null)
            {
                throw new ObjectExistsException(key);
            }

            await write();
        }
        catch (AmazonS3Exception taken) when (taken.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            throw new ObjectExistsException(key);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<StoredObject> AlreadyCompleteAsync(
        StoredObject there,
        string uploadId,
        IReadOnlyList<StoredPart> parts,
        CancellationToken ct
    )
    {
        if (there.Size != parts.Sum(p => p.Size))
        {
            throw new ObjectExistsException(there.Key);
        }

        await AbortUploadAsync(there.Key, uploadId, ct);
        return there;
    }

    // The server's own class is not named: some refuse the header.
    private S3StorageClass? NamedClass(StorageClass storageClass) =>
        _classes.NameOf(storageClass) is var name && name != S3StorageClasses.ServersOwn ? S3StorageClass.FindValue(name) : null;

    private async Task<string?> ClassNameAsync(string key, CancellationToken ct)
    {
        try
        {
            return NameOfClass(await _client.GetObjectMetadataAsync(_bucket, key, ct));
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static string NameOfClass(GetObjectMetadataResponse found) => found.StorageClass?.Value ?? S3StorageClasses.ServersOwn;

    private GetPreSignedUrlRequest Presign(string key, HttpVerb verb, TimeSpan lifetime) =>
        new()
        {
            BucketName = _bucket,
            Key = key,
            Verb = verb,
            Protocol = _protocol,
            Expires = (_clock.GetUtcNow() + lifetime).UtcDateTime,
        };

    private static UploadIncompleteException Unknown(string uploadId) => new($"There is no upload {uploadId} of that key (any more).");

    private static DateTimeOffset Utc(DateTime? time) => new(DateTime.SpecifyKind(time?.ToUniversalTime() ?? default, DateTimeKind.Utc));

    /// <summary>Content whose length and hash are known before it is sent, and which can be sent again after a failure.</summary>
    private sealed class ReplayableBody(Stream stream, long length, byte[] sha256, bool owned) : IAsyncDisposable
    {
        public Stream Stream => stream;
        public long Length => length;
        public byte[] Sha256 => sha256;

        public static async Task<ReplayableBody> ReadAsync(Stream content, CancellationToken ct)
        {
            if (content.CanSeek)
            {
                var start = content.Position;
                var hash = await SHA256.HashDataAsync(content, ct);
                var length = content.Position - start;
                content.Position = start;
                return new ReplayableBody(content, length, hash, owned: false);
            }

            var spool = new FileStream(
                Path.Combine(Path.GetTempPath(), $"mindgraphy-{Guid.NewGuid():N}"),
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                HashedFile.BlockSize,
                FileOptions.Asynchronous | FileOptions.DeleteOnClose
            );
            try
            {
                await content.CopyToAsync(spool, ct);
                spool.Position = 0;
                var hash = await SHA256.HashDataAsync(spool, ct);
                var length = spool.Length;
                spool.Position = 0;
                return new ReplayableBody(spool, length, hash, owned: true);
            }
            catch
            {
                await spool.DisposeAsync();
                throw;
            }
        }

        public ValueTask DisposeAsync() => owned ? stream.DisposeAsync() : ValueTask.CompletedTask;
    }
}
