using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>
/// One file on its way into an album (<c>upload_sessions</c>). The state is in the database and in the store, not in memory: a closed
/// browser, a lost network or a restarted server goes on where it stopped. One open session per album and file (path, size, time).
/// </summary>
public sealed class UploadSession
{
    /// <summary>Bytes of every part but the last.</summary>
    public const int PartSize = 8 * 1024 * 1024;

    /// <summary>Most bytes of one file.</summary>
    public const long MaxBytes = 200L * 1024 * 1024;

    /// <summary>Most characters of the path inside the dropped folder.</summary>
    public const int PathMaxLength = 1000;

    private readonly List<UploadPart> _parts = [];

    private UploadSession() { }

    /// <summary>Id; becomes the photo's id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The album.</summary>
    public Guid AlbumId { get; private init; }

    /// <summary>The file's name, cleaned.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>Its path inside the dropped folder, cleaned.</summary>
    public string RelativePath { get; private init; } = "";

    /// <summary>Its bytes.</summary>
    public long SizeBytes { get; private init; }

    /// <summary>Its time as the browser tells it, in milliseconds since 1970.</summary>
    public long LastModified { get; private init; }

    /// <summary>The key it will have.</summary>
    public string ObjectKey { get; private set; } = "";

    /// <summary>The store's id of the upload; null until the first part was asked for.</summary>
    public string? StoreUploadId { get; private set; }

    /// <summary>How far it is.</summary>
    public FileUploadStatus Status { get; private set; }

    /// <summary>Why it failed, as a refusal's code, and what that is about after a dot (<c>PhotoUnreadable.Empty</c>; of what was not read, the card's mark); <see cref="WhyOf"/> reads it.</summary>
    public string? Failure { get; private set; }

    /// <summary>SHA-256 of the whole, read back from the store.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Who uploads.</summary>
    public Guid? CreatedById { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Its parts as announced by the sender.</summary>
    public IReadOnlyList<UploadPart> Parts => _parts;

    /// <summary>The folder inside the dropped one: its path without the name, empty at the top.</summary>
    public string Folder => FolderOf(RelativePath);

    /// <summary>Whether it is open and nobody asked to send a part of it yet.</summary>
    public bool IsUntouched => Status == FileUploadStatus.Open && StoreUploadId is null;

    /// <summary>How many parts it has.</summary>
    public int PartCount => (int)((SizeBytes + PartSize - 1) / PartSize);

    /// <summary>Announces a file.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="PhotoUnreadable"/> (no photo's name, empty or too large).</returns>
    public static Result<UploadSession> Announce(PhotoAlbum album, AnnouncedFile file, Guid? byUserId, DateTimeOffset now)
    {
        var path = CleanPath(file.RelativePath ?? file.Name);
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name.Length == 0)
        {
            return new FieldRequired(nameof(FileName));
        }

        if (name.Length > Photo.FileNameMaxLength)
        {
            return new FieldTooLong(nameof(FileName), Photo.FileNameMaxLength);
        }

        if (path.Length > PathMaxLength)
        {
            return new FieldTooLong(nameof(RelativePath), PathMaxLength);
        }

        if (!PhotoTypes.IsPhotoName(name))
        {
            return new PhotoUnreadable(UnreadableReason.UnknownType);
        }

        if (file.Size <= 0)
        {
            return new PhotoUnreadable(UnreadableReason.Empty);
        }

        if (file.Size > MaxBytes)
        {
            return new PhotoUnreadable(UnreadableReason.TooManyBytes);
        }

        var id = Ids.New();
        return new UploadSession
        {
            Id = id,
            AlbumId = album.Id,
            FileName = name,
            RelativePath = path,
            SizeBytes = file.Size,
            LastModified = file.LastModified,
            ObjectKey = KeyOf(album, id, name),
            CreatedById = byUserId,
            CreatedAt = now,
        };
    }

    /// <summary>
    /// A file that was refused when it was announced, to be told with the album's missing files. Null where it has no name or is no photo by its name: nobody misses it.
    /// What is too long is cut to what fits, a path at its beginning.
    /// </summary>
    public static UploadSession? Refused(PhotoAlbum album, AnnouncedFile file, Refusal why, Guid? byUserId, DateTimeOffset now)
    {
        var path = CleanPath(file.RelativePath ?? file.Name);
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (!PhotoTypes.IsPhotoName(name))
        {
            return null;
        }

        var id = Ids.New();
        return new UploadSession
        {
            Id = id,
            AlbumId = album.Id,
            FileName = StudioText.Cut(name, Photo.FileNameMaxLength)!,
            RelativePath = PathOf(path),
            SizeBytes = Math.Max(0, file.Size),
            LastModified = file.LastModified,
            ObjectKey = KeyOf(album, id, name),
            Status = FileUploadStatus.Failed,
            Failure = FailureOf(why),
            CreatedById = byUserId,
            CreatedAt = now,
            EndedAt = now,
        };
    }

    /// <summary>
    /// A file or a folder that the sender's machine would not open: only its path is known, so it has no bytes and no time, and whatever is read at that path of the same
    /// card later stands for it. Null where it has no name, or is a file that is no photo by its name: nobody misses it. A long path is cut at its beginning.
    /// </summary>
    public static UploadSession? Unread(PhotoAlbum album, string path, bool isFolder, string? card, Guid? byUserId, DateTimeOffset now)
    {
        var clean = PathOf(path);
        var name = clean[(clean.LastIndexOf('/') + 1)..];
        if (name.Length == 0 || !isFolder && !PhotoTypes.IsPhotoName(name))
        {
            return null;
        }

        var id = Ids.New();
        return new UploadSession
        {
            Id = id,
            AlbumId = album.Id,
            FileName = StudioText.Cut(name, Photo.FileNameMaxLength)!,
            RelativePath = clean,
            ObjectKey = KeyOf(album, id, name),
            Status = FileUploadStatus.Failed,
            Failure = card is null ? KindOf(isFolder) : $"{KindOf(isFolder)}.{card}",
            CreatedById = byUserId,
            CreatedAt = now,
            EndedAt = now,
        };
    }

    /// <summary>
    /// The mark of the card or folder that a photo was found on, 64 characters. Cards of one make have the same paths; that two of them have one file of one path, size and
    /// time would be the same file.
    /// </summary>
    public static string CardOf(AnnouncedFile beside) =>
        CardOf($"{PathOf(beside.RelativePath ?? beside.Name)}\n{beside.Size}\n{beside.LastModified}");

    /// <summary>The mark of a card of which no photo is known, by whatever its sender calls it; 64 characters.</summary>
    public static string CardOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>A path as it is kept: each of its names cleaned, cut at its beginning to <see cref="PathMaxLength"/> characters.</summary>
    public static string PathOf(string path) => EndOf(CleanPath(path));

    /// <summary>A refusal as a <see cref="Failure"/>.</summary>
    public static string FailureOf(Refusal why) =>
        why switch
        {
            PhotoUnreadable unreadable => $"{why.Code}.{unreadable.Reason}",
            FieldTooLong tooLong => $"{why.Code}.{tooLong.FieldName}",
            _ => why.Code,
        };

    /// <summary>What a <see cref="Failure"/> says; null where nothing is wrong.</summary>
    public static Refusal? WhyOf(string? failure) =>
        failure?.Split('.') switch
        {
            null => null,
            [nameof(PhotoUnreadable), var about] when Enum.TryParse<UnreadableReason>(about, out var reason) => new PhotoUnreadable(reason),
            [nameof(FieldTooLong), nameof(RelativePath)] => new FieldTooLong(nameof(RelativePath), PathMaxLength),
            [nameof(FieldTooLong), ..] => new FieldTooLong(nameof(FileName), Photo.FileNameMaxLength),
            [nameof(UploadDamaged)] => new UploadDamaged(),
            [nameof(FolderNotReadable), ..] => new FolderNotReadable(),
            [nameof(FileChanged)] => new FileChanged(),
            _ => new FileNotReadable(),
        };

    /// <summary>Numbers of the parts that are not among these, or are there with another length.</summary>
    public IReadOnlyList<int> MissingFrom(IEnumerable<StoredPart> held)
    {
        var whole = held.Where(p => HasPart(p.Number) && p.Size == SizeOfPart(p.Number)).Select(p => p.Number).ToHashSet();
        return [.. Enumerable.Range(1, PartCount).Where(n => !whole.Contains(n))];
    }

    /// <summary>Bytes of a part.</summary>
    public long SizeOfPart(int number) => number < PartCount ? PartSize : SizeBytes - ((long)PartSize * (PartCount - 1));

    /// <summary>Whether the number names a part.</summary>
    public bool HasPart(int number) => number >= 1 && number <= PartCount;

    /// <summary>Keeps the store's id.</summary>
    public void Begun(string storeUploadId) => StoreUploadId = storeUploadId;

    /// <summary>Keeps the hash that the sender announces for a part; a part sent again replaces it.</summary>
    public void ExpectPart(int number, string? sha256, DateTimeOffset now)
    {
        var part = _parts.FirstOrDefault(p => p.PartNumber == number);
        if (part is null)
        {
            _parts.Add(new UploadPart(Id, number, SizeOfPart(number), sha256, now));
        }
        else
        {
            part.Expect(sha256, now);
        }
    }

    /// <summary>What the store holds is of no use: the file is sent anew, under the same id.</summary>
    /// <param name="failure">Why, as a refusal's code; null where the store merely lost it.</param>
    public void BeginAnew(string? failure)
    {
        _parts.Clear();
        (StoreUploadId, Failure) = (null, failure);
    }

    /// <summary>The original of the photo it became is gone from the store: it is sent once more, under another key, and becomes the original of the same photo.</summary>
    public void SendAnew(PhotoAlbum album)
    {
        _parts.Clear();
        ObjectKey = KeyOf(album, Ids.New(), FileName);
        (Status, StoreUploadId, Sha256, EndedAt, Failure) = (FileUploadStatus.Open, null, null, null, null);
    }

    /// <summary>It was to be sent once more and was not, and its photo is there after all.</summary>
    public void IsThere(DateTimeOffset now) => (Status, EndedAt, Failure) = (FileUploadStatus.Completed, now, null);

    /// <summary>The object is whole and its hash is right.</summary>
    public void Complete(string sha256, DateTimeOffset now) =>
        (Status, Sha256, EndedAt, Failure) = (FileUploadStatus.Completed, sha256, now, null);

    /// <summary>It can't become a photo.</summary>
    public void Fail(string code, DateTimeOffset now) => (Status, Failure, EndedAt) = (FileUploadStatus.Failed, code, now);

    /// <summary>Given up.</summary>
    public void Abort(DateTimeOffset now) => (Status, EndedAt) = (FileUploadStatus.Aborted, now);

    private static string KindOf(bool isFolder) => isFolder ? nameof(FolderNotReadable) : nameof(FileNotReadable);

    // Each name of the path is cleaned by itself; what would lead out of the folder or name nothing is left out.
    private static string CleanPath(string path) =>
        string.Join(
            '/',
            path.Replace('\\', '/')
                .Split('/')
                .Select(name => StudioText.Clean(name))
                .Where(name => name is not null and not "." and not "..")
        );

    private static string KeyOf(PhotoAlbum album, Guid id, string name) => $"{album.StorageLocation}{id:N}{ExtensionOf(name)}";

    // Its name says more than where it lay; never half a character at the beginning.
    private static string EndOf(string path) =>
        path.Length <= PathMaxLength ? path
        : char.IsLowSurrogate(path[^PathMaxLength]) ? path[^(PathMaxLength - 1)..]
        : path[^PathMaxLength..];

    private static string FolderOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path[..slash];
    }

    // Keys hold nothing a sender can choose but a short plain ending.
    private static string ExtensionOf(string name)
    {
        var dot = name.LastIndexOf('.');
        var ending = dot < 0 ? "" : name[(dot + 1)..].ToUpperInvariant();
        return ending.Length is > 0 and <= 5 && ending.All(char.IsAsciiLetterOrDigit) ? "." + ending.ToLowerInvariant() : "";
    }
}

/// <summary>A part that the sender announced (<c>upload_parts</c>).</summary>
public sealed class UploadPart
{
    private UploadPart() { }

    internal UploadPart(Guid sessionId, int number, long size, string? sha256, DateTimeOffset now)
    {
        (SessionId, PartNumber, SizeBytes, Sha256, AnnouncedAt) = (sessionId, number, size, sha256, now);
    }

    /// <summary>The file.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>From 1.</summary>
    public int PartNumber { get; private init; }

    /// <summary>Its bytes.</summary>
    public long SizeBytes { get; private init; }

    /// <summary>SHA-256 as the sender computed it, lower-case hex; null where the browser can't.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>When it was last announced.</summary>
    public DateTimeOffset AnnouncedAt { get; private set; }

    internal void Expect(string? sha256, DateTimeOffset now) => (Sha256, AnnouncedAt) = (sha256, now);
}

/// <summary>What a sender tells of a file before its bytes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RelativePath">Its path inside the dropped folder, where there is one.</param>
/// <param name="Size">Its bytes, 1 to <see cref="UploadSession.MaxBytes"/>.</param>
/// <param name="LastModified">Its time in milliseconds since 1970.</param>
public sealed record AnnouncedFile(string Name, string? RelativePath, long Size, long LastModified);

/// <summary>No such album, or none that the asker may see.</summary>
public sealed record AlbumNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>No such photo, or none that the asker may see.</summary>
public sealed record PhotoNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>No such upload, or it ended.</summary>
public sealed record UploadNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>Parts are missing; the sender asks again what the store holds and sends the rest.</summary>
public sealed record UploadIncomplete(int Missing) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Missing];
}

/// <summary>What the store holds is not what the sender announced; the upload begins again.</summary>
public sealed record UploadDamaged() : Refusal(RefusalKind.Conflict);

/// <summary>The number names no part of the file.</summary>
public sealed record UploadPartUnknown(int Number) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Number];
}

/// <summary>What was sent as a part's SHA-256 is none.</summary>
public sealed record PartHashUnreadable() : Refusal(RefusalKind.Invalid);

/// <summary>More files were announced at once than a batch may hold.</summary>
public sealed record TooManyFilesAtOnce(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>The sender can't read the file any more: the card was pulled out, or the file was moved.</summary>
public sealed record FileNotReadable() : Refusal(RefusalKind.Conflict);

/// <summary>The file became another one while it was sent: nothing of it is kept, and what it is now is sent the next time.</summary>
public sealed record FileChanged() : Refusal(RefusalKind.Conflict);

/// <summary>The sender can't list a folder to its end: how many photos are missing of it, nobody knows.</summary>
public sealed record FolderNotReadable() : Refusal(RefusalKind.Conflict);
