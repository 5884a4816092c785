using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>
/// Keeps objects in a folder. An object is a folder <c>kept/{key}~</c> that holds one file, and that file's name says its hash and media type: bytes
/// stay plain, nothing can be half described, and one rename of the folder makes an object appear whole. An object of another class than the standard one has
/// a second file there, <c>class</c>, which names it: nothing of the bytes moves when it changes. A rename never replaces
/// a folder that holds something, so of two racing writes exactly one wins, on every file system and across processes.
/// A part is kept in the same shape, so completing an upload of one part is that one rename too.
/// </summary>
/// <remarks>Every file and every folder entry is flushed before a call returns: what was acknowledged survives a crash.</remarks>
public sealed class DiskObjectStore : IObjectStore
{
    private const char ObjectMark = '~';
    private const string AboutUpload = "upload.json";
    private const string AboutClass = "class";
    private static readonly TimeSpan LongestGet = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestPart = TimeSpan.FromHours(24);

    private readonly string _kept;
    private readonly string _uploads;
    private readonly string _staging;
    private readonly DiskStoreSigner _signer;
    private readonly TimeProvider _clock;

    /// <summary>Opens the folder of the settings, creating it where it is new.</summary>
    public DiskObjectStore(IOptions<StorageOptions> options, DiskStoreSigner signer, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        var root = Path.GetFullPath(options.Value.Folder);
        _kept = Path.Combine(root, "kept");
        _uploads = Path.Combine(root, "uploads");
        _staging = Path.Combine(root, "staging");
        _signer = signer;
        _clock = clock;
        DurableFiles.CreateFolder(_kept);
        DurableFiles.CreateFolder(_uploads);
        DurableFiles.CreateFolder(_staging);
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
        var folder = FolderOf(key);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        if (Directory.Exists(folder))
        {
            throw new ObjectExistsException(key);
        }

        try
        {
            using var staged = new Staged(_staging, _clock);
            var body = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: HashedFile.BlockSize, leaveOpen: true));
            await FillAsync(staged, body, contentType, storageClass, null, null, ct);
            ct.ThrowIfCancellationRequested();

            // Read before it can be seen: whoever sees it may delete it.
            var about = Describe(key, staged.Folder)!.Value.About;
            return TryPublish(staged.Folder, folder) ? about : throw new ObjectExistsException(key);
        }
        catch (IOException full) when (DurableFiles.IsFull(full))
        {
            throw Full(folder, full);
        }
    }

    /// <inheritdoc/>
    public Task<StoredObject?> HeadAsync(string key, CancellationToken ct = default) =>
        Task.FromResult(Describe(key, FolderOf(key))?.About);

    /// <inheritdoc/>
    public Task<Stream?> OpenReadAsync(string key, long offset = 0, long? length = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0);
        if (Describe(key, FolderOf(key)) is not { } found)
        {
            return Task.FromResult<Stream?>(null);
        }

        try
        {
            var file = new FileStream(found.Path, ReadOptions);
            return Task.FromResult<Stream?>(offset == 0 && length is null ? file : new SlicedStream(file, offset, length));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredObject?> ChangeClassAsync(string key, StorageClass storageClass, CancellationToken ct = default)
    {
        var folder = FolderOf(key);
        var found = Describe(key, folder)?.About;
        if (found is null || found.StorageClass == storageClass)
        {
            return found;
        }

        try
        {
            // Once it is there the file stays and is replaced in one step: nobody meets it half written, or just gone.
            using var staged = new Staged(_staging, _clock);
            var about = Path.Combine(staged.Folder, AboutClass);
            await WriteAsync(about, Encoding.ASCII.GetBytes(storageClass.ToString()), ct);
            File.Move(about, Path.Combine(folder, AboutClass), overwrite: true);
            DurableFiles.FlushFolder(folder);
        }
        catch (IOException) when (!Directory.Exists(folder))
        {
            return null; // Deleted meanwhile.
        }
        catch (IOException full) when (DurableFiles.IsFull(full))
        {
            throw new StoreFullException(full);
        }

        return Describe(key, folder)?.About;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken ct = default)
    {
        var folder = FolderOf(key);
        if (Discard(folder))
        {
            RemoveEmpty(Path.GetDirectoryName(folder)!);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ListedObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ObjectKeys.RequirePrefix(prefix);
        foreach (var found in Walk(_kept, "", prefix))
        {
            ct.ThrowIfCancellationRequested();
            yield return found;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Uri SignGet(string key, TimeSpan lifetime, string? downloadName = null)
    {
        ObjectKeys.Require(key);
        PartLists.RequireLifetime(lifetime, LongestGet);
        return _signer.Sign(new DiskStoreGrant("GET", key, _clock.GetUtcNow() + lifetime, DownloadName: downloadName));
    }

    /// <inheritdoc/>
    public async Task<string> BeginUploadAsync(string key, string contentType, StorageClass storageClass, CancellationToken ct = default)
    {
        ObjectKeys.Require(key);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        var uploadId = Guid.CreateVersion7(_clock.GetUtcNow()).ToString("N");
        var about = JsonSerializer.SerializeToUtf8Bytes(new Upload(key, contentType, _clock.GetUtcNow(), storageClass));
        try
        {
            using var staged = new Staged(_staging, _clock);
            await WriteAsync(Path.Combine(staged.Folder, AboutUpload), about, ct);
            DurableFiles.FlushFolder(staged.Folder);
            TryPublish(staged.Folder, Path.Combine(_uploads, uploadId));
        }
        catch (IOException full) when (DurableFiles.IsFull(full))
        {
            throw new StoreFullException(full);
        }

        return uploadId;
    }

    /// <inheritdoc/>
    public Uri SignPart(string key, string uploadId, int partNumber, long size, string? sha256, TimeSpan lifetime)
    {
        ObjectKeys.Require(key);
        UploadFolder(uploadId);
        PartLists.RequireNumber(partNumber);
        PartLists.RequireLifetime(lifetime, LongestPart);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return _signer.Sign(new DiskStoreGrant("PUT", key, _clock.GetUtcNow() + lifetime, uploadId, partNumber, size, sha256));
    }

    /// <inheritdoc/>
    public Task<StoredPart> PutPartAsync(
        string key,
        string uploadId,
        int partNumber,
        Stream content,
        string? sha256,
        CancellationToken ct = default
    ) =>
        ReceivePartAsync(
            key,
            uploadId,
            partNumber,
            PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: HashedFile.BlockSize, leaveOpen: true)),
            null,
            sha256,
            ct
        );

    /// <summary>Writes one part as it arrives; it is acknowledged only once it is on disk.</summary>
    /// <param name="key">The object.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="partNumber">From 1 to 10,000.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="size">The exact number of bytes, where it was announced.</param>
    /// <param name="sha256">Their lower-case hex SHA-256, where it was announced.</param>
    /// <param name="ct">Cancels; nothing is left then.</param>
    /// <exception cref="SizeMismatchException">More or fewer bytes came.</exception>
    /// <exception cref="ChecksumMismatchException">Other bytes came.</exception>
    /// <exception cref="UploadIncompleteException">The upload is unknown or was aborted.</exception>
    /// <exception cref="StoreFullException">The disk has no room for it.</exception>
    public async Task<StoredPart> ReceivePartAsync(
        string key,
        string uploadId,
        int partNumber,
        PipeReader body,
        long? size,
        string? sha256,
        CancellationToken ct = default
    )
    {
        PartLists.RequireNumber(partNumber);
        var upload = FindUpload(key, uploadId) ?? throw Unknown(uploadId);
        HashedFile written;
        List<(StoredPart Part, string Folder)> former;
        try
        {
            using var staged = new Staged(_staging, _clock);
            written = await FillAsync(staged, body, upload.ContentType, upload.StorageClass, size, sha256, ct);

            // The later of two names wins, so a part sent twice replaces its former self without a moment in which there is none.
            former = [.. PartFolders(uploadId).Where(p => p.Part.Number == partNumber)];
            var name = string.Create(CultureInfo.InvariantCulture, $"{partNumber:D5}.{_clock.GetUtcNow().UtcTicks:x16}.{Guid.NewGuid():N}");
            Directory.Move(staged.Folder, Path.Combine(UploadFolder(uploadId), name));
            DurableFiles.FlushFolder(UploadFolder(uploadId));
        }
        catch (IOException) when (!Directory.Exists(UploadFolder(uploadId)))
        {
            throw Unknown(uploadId);
        }
        catch (IOException full) when (DurableFiles.IsFull(full))
        {
            throw new StoreFullException(full);
        }

        foreach (var (_, folder) in former)
        {
            Discard(folder);
        }

        return new StoredPart(partNumber, written.Size, written.Sha256);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPart>> ListPartsAsync(string key, string uploadId, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<StoredPart>>(FindUpload(key, uploadId) is null ? [] : [.. LatestParts(uploadId).Select(p => p.Part)]);

    /// <inheritdoc/>
    public async Task<StoredObject> CompleteUploadAsync(
        string key,
        string uploadId,
        IReadOnlyList<StoredPart> parts,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        // The object is looked for after the parts: another call that completes the upload makes the one appear before the others go.
        var folder = FolderOf(key);
        var upload = FindUpload(key, uploadId);
        var held = upload is null ? [] : LatestParts(uploadId).ToDictionary(p => p.Part.Number);
        if (Describe(key, folder)?.About is { } there)
        {
            return AlreadyComplete(there, uploadId, parts);
        }

        if (upload is null)
        {
            throw Unknown(uploadId);
        }

        var inOrder = PartLists.Match(parts, [.. held.Values.Select(p => p.Part)]);
        try
        {
            if (!await TryCompleteAsync(upload, [.. inOrder.Select(p => held[p.Number])], folder, ct))
            {
                return AlreadyComplete(Describe(key, folder)?.About ?? throw Unknown(uploadId), uploadId, parts);
            }
        }
        catch (Exception gone) when (gone is DirectoryNotFoundException or FileNotFoundException)
        {
            // The parts went away while they were read: completed by another call, or aborted.
            return AlreadyComplete(Describe(key, folder)?.About ?? throw Unknown(uploadId), uploadId, parts);
        }
        catch (IOException full) when (DurableFiles.IsFull(full))
        {
            throw Full(folder, full);
        }

        Discard(UploadFolder(uploadId));

        // Who drops the upload at the same moment may have deleted it again.
        return Describe(key, folder)?.About ?? throw Unknown(uploadId);
    }

    /// <inheritdoc/>
    public Task AbortUploadAsync(string key, string uploadId, CancellationToken ct = default)
    {
        if (FindUpload(key, uploadId) is not null)
        {
            Discard(UploadFolder(uploadId));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> SweepUploadsAsync(DateTimeOffset begunBefore, CancellationToken ct = default)
    {
        var dropped = 0;
        foreach (var folder in Directory.EnumerateDirectories(_uploads))
        {
            ct.ThrowIfCancellationRequested();
            if (ReadUpload(folder) is { } upload && upload.BegunAt < begunBefore)
            {
                Discard(folder);
                dropped++;
            }
        }

        // What a killed process left half written.
        foreach (var folder in Directory.EnumerateDirectories(_staging))
        {
            if (Staged.BegunAt(folder) < begunBefore)
            {
                DeleteFolder(folder);
            }
        }

        return Task.FromResult(dropped);
    }

    private static FileStreamOptions ReadOptions =>
        new()
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = 0,
        };

    private static async Task<HashedFile> FillAsync(
        Staged staged,
        PipeReader body,
        string contentType,
        StorageClass storageClass,
        long? size,
        string? sha256,
        CancellationToken ct
    )
    {
        var path = Path.Combine(staged.Folder, "arriving");
        var written = await HashedFile.WriteAsync(path, body, size, ct);
        if (sha256 is not null && !string.Equals(sha256, written.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new ChecksumMismatchException($"The bytes have the hash {written.Sha256}, announced was {sha256}.");
        }

        if (storageClass != StorageClass.Standard)
        {
            await WriteAsync(Path.Combine(staged.Folder, AboutClass), Encoding.ASCII.GetBytes(storageClass.ToString()), ct);
        }

        File.Move(path, Path.Combine(staged.Folder, $"{written.Sha256}.{Uri.EscapeDataString(contentType)}"));
        DurableFiles.FlushFolder(staged.Folder);
        return written;
    }

    private static async Task WriteAsync(string path, byte[] content, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew);
        await file.WriteAsync(content, ct);
        file.Flush(flushToDisk: true);
    }

    private static bool TryPublish(string staged, string target)
    {
        var parent = Path.GetDirectoryName(target)!;
        for (var attempt = 0; ; attempt++)
        {
            DurableFiles.CreateFolder(parent);
            try
            {
                Directory.Move(staged, target);
                DurableFiles.FlushFolder(parent);
                return true;
            }
            catch (DirectoryNotFoundException) when (attempt < 100 && Directory.Exists(staged))
            {
                // A delete of the folder's last other object removed the folder in between: make it again.
            }
            catch (IOException) when (Directory.Exists(target))
            {
                return false;
            }
        }
    }

    private async Task<bool> TryCompleteAsync(
        Upload upload,
        IReadOnlyList<(StoredPart Part, string Folder)> parts,
        string target,
        CancellationToken ct
    )
    {
        if (parts.Count == 1)
        {
            return TryPublish(parts[0].Folder, target);
        }

        using var staged = new Staged(_staging, _clock);
        await using var joined = new JoinedStream([.. parts.Select(p => SingleFile(p.Folder))]);
        var body = PipeReader.Create(joined, new StreamPipeReaderOptions(bufferSize: HashedFile.BlockSize, leaveOpen: true));
        await FillAsync(staged, body, upload.ContentType, upload.StorageClass, parts.Sum(p => p.Part.Size), null, ct);
        return TryPublish(staged.Folder, target);
    }

    private StoredObject AlreadyComplete(StoredObject there, string uploadId, IReadOnlyList<StoredPart> parts)
    {
        if (there.Size != parts.Sum(p => p.Size) || (parts.Count == 1 && there.Sha256 != PartLists.TagOf(parts[0].ETag)))
        {
            throw new ObjectExistsException(there.Key);
        }

        if (FindUpload(there.Key, uploadId) is not null)
        {
            Discard(UploadFolder(uploadId));
        }

        return there;
    }

    private static (StoredObject About, string Path)? Describe(string key, string folder)
    {
        try
        {
            var (content, about) = FilesOf(folder);
            var file = new FileInfo(content);
            var dot = file.Name.IndexOf('.', StringComparison.Ordinal);
            var found = new StoredObject(
                key,
                file.Length,
                Uri.UnescapeDataString(file.Name[(dot + 1)..]),
                file.Name[..dot],
                file.LastWriteTimeUtc,
                about is null ? StorageClass.Standard : Enum.Parse<StorageClass>(File.ReadAllText(about))
            );
            return (found, file.FullName);
        }
        catch (Exception gone) when (gone is DirectoryNotFoundException or FileNotFoundException)
        {
            return null;
        }
    }

    private static string SingleFile(string folder) => FilesOf(folder).Content;

    private static (string Content, string? Class) FilesOf(string folder)
    {
        string? content = null;
        string? about = null;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            (content, about) = Path.GetFileName(file) == AboutClass ? (content, file) : (file, about);
        }

        return (content ?? throw new FileNotFoundException($"'{folder}' holds no object."), about);
    }

    private static IEnumerable<ListedObject> Walk(string folder, string path, string prefix)
    {
        // Keys sort as texts: a folder takes its place with the slash that follows its name ("a-b" comes before "a/b").
        IEnumerable<string> names;
        try
        {
            names = Directory
                .EnumerateDirectories(folder)
                .Select(f => Path.GetFileName(f)!)
                .Select(n => n.EndsWith(ObjectMark) ? n[..^1] : n + "/")
                .Order(StringComparer.Ordinal)
                .ToList();
        }
        catch (DirectoryNotFoundException)
        {
            yield break;
        }

        foreach (var name in names)
        {
            var key = path + name;
            if (name.EndsWith('/'))
            {
                if (key.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(key, StringComparison.Ordinal))
                {
                    foreach (var inner in Walk(Path.Combine(folder, name[..^1]), key, prefix))
                    {
                        yield return inner;
                    }
                }
            }
            else if (
                key.StartsWith(prefix, StringComparison.Ordinal) && Describe(key, Path.Combine(folder, name + ObjectMark)) is { } found
            )
            {
                yield return new ListedObject(key, found.About.Size, found.About.ModifiedAt);
            }
        }
    }

    private string FolderOf(string key) =>
        Path.Combine(_kept, ObjectKeys.Require(key).Replace('/', Path.DirectorySeparatorChar) + ObjectMark);

    private string UploadFolder(string uploadId) =>
        Guid.TryParseExact(uploadId, "N", out var id)
            ? Path.Combine(_uploads, id.ToString("N"))
            : throw new ArgumentException("This is no id of an upload.", nameof(uploadId));

    private Upload? FindUpload(string key, string uploadId)
    {
        ObjectKeys.Require(key);
        return ReadUpload(UploadFolder(uploadId)) is { } upload && upload.Key == key ? upload : null;
    }

    private static Upload? ReadUpload(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Upload>(File.ReadAllBytes(Path.Combine(folder, AboutUpload)));
        }
        catch (Exception gone) when (gone is DirectoryNotFoundException or FileNotFoundException)
        {
            return null;
        }
    }

    private IEnumerable<(StoredPart Part, string Folder)> LatestParts(string uploadId) =>
        PartFolders(uploadId).GroupBy(p => p.Part.Number).Select(same => same.Last());

    private List<(StoredPart Part, string Folder)> PartFolders(string uploadId)
    {
        var found = new List<(StoredPart, string)>();
        var upload = UploadFolder(uploadId);
        if (!Directory.Exists(upload))
        {
            return found;
        }

        foreach (var folder in Directory.EnumerateDirectories(upload).Order(StringComparer.Ordinal))
        {
            var number = int.Parse(Path.GetFileName(folder).AsSpan(0, 5), CultureInfo.InvariantCulture);
            if (Describe("part", folder) is { } part)
            {
                found.Add((new StoredPart(number, part.About.Size, part.About.Sha256!), folder));
            }
        }

        return found;
    }

    // Moved out of sight in one step, so that nobody meets it half deleted; what a crash leaves in staging is swept. It takes no room: a full disk can be emptied.
    private bool Discard(string folder)
    {
        var trash = Staged.NewFolder(_staging, _clock);
        try
        {
            Directory.Move(folder, trash);
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }

        DurableFiles.FlushFolder(Path.GetDirectoryName(folder)!);
        DeleteFolder(trash);
        return true;
    }

    private void RemoveEmpty(string folder)
    {
        while (folder.Length > _kept.Length)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (DirectoryNotFoundException)
            {
                // Another was faster, or it could not be made; the one around it may be empty too.
            }
            catch (IOException)
            {
                return; // It still holds other objects.
            }

            folder = Path.GetDirectoryName(folder)!;
        }
    }

    // The folders around an object that could not be are nobody's.
    private StoreFullException Full(string folder, IOException full)
    {
        RemoveEmpty(Path.GetDirectoryName(folder)!);
        return new StoreFullException(full);
    }

    private static void DeleteFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            return; // It was moved to its place, or another sweep was first.
        }
    }

    private static UploadIncompleteException Unknown(string uploadId) => new($"There is no upload {uploadId} of that key (any more).");

    private sealed record Upload(string Key, string ContentType, DateTimeOffset BegunAt, StorageClass StorageClass = StorageClass.Standard);

    /// <summary>A folder of its own for something that is not yet, or no longer, to be seen. What is still in it at the end is deleted.</summary>
    private sealed class Staged : IDisposable
    {
        public Staged(string staging, TimeProvider clock)
        {
            Folder = NewFolder(staging, clock);
            Directory.CreateDirectory(Folder);
        }

        public string Folder { get; }

        public static string NewFolder(string staging, TimeProvider clock) =>
            Path.Combine(staging, string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcTicks:x16}.{Guid.NewGuid():N}"));

        public static DateTimeOffset BegunAt(string folder) =>
            new(long.Parse(Path.GetFileName(folder).AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture), TimeSpan.Zero);

        public void Dispose() => DeleteFolder(Folder);
    }
}
