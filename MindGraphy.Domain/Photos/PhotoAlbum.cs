using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>A set of photos of a project (<c>photo_albums</c>). Its totals are counted by the database act that adds a photo, so they are true at every moment.</summary>
public sealed class PhotoAlbum
{
    /// <summary>Most characters of a title.</summary>
    public const int TitleMaxLength = 120;

    private PhotoAlbum() { }

    /// <summary>Opens an album.</summary>
    public PhotoAlbum(Guid projectId, AlbumType type, string? title, Guid? uploadedById, DateTimeOffset now)
    {
        Id = Ids.New();
        (ProjectId, AlbumType, Title, UploadedById, CreatedAt) = (projectId, type, StudioText.Clean(title), uploadedById, now);
        StorageLocation = $"albums/{Id:N}/";
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>What it holds.</summary>
    public AlbumType AlbumType { get; private set; }

    /// <summary>A name of its own, where it has one.</summary>
    public string? Title { get; private set; }

    /// <summary>The prefix of its objects in the store.</summary>
    public string? StorageLocation { get; private init; }

    /// <summary>Photos in it.</summary>
    public int TotalPhotos { get; private set; }

    /// <summary>Their originals' bytes.</summary>
    public long? TotalSizeBytes { get; private set; } = 0;

    /// <summary>How far the upload is.</summary>
    public UploadStatus UploadStatus { get; private set; }

    /// <summary>Who uploads.</summary>
    public Guid? UploadedById { get; private set; }

    /// <summary>When the upload was last complete.</summary>
    public DateTimeOffset? UploadedAt { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Files were announced.</summary>
    public void FilesAnnounced(Guid? byUserId)
    {
        if (UploadFlow.Moves.Allows(UploadStatus, UploadStatus.Uploading))
        {
            UploadStatus = UploadStatus.Uploading;
        }

        UploadedById ??= byUserId;
    }

    /// <summary>One photo more. Call under the row's lock.</summary>
    public void PhotoAdded(long bytes) => (TotalPhotos, TotalSizeBytes) = (TotalPhotos + 1, (TotalSizeBytes ?? 0) + bytes);

    /// <summary>No announced file is open any more: completed, or failed where one failed or nothing came. Never completed while a file failed.</summary>
    /// <param name="anyOpen">Whether a file is still on its way.</param>
    /// <param name="anyFailed">Whether a file failed and was not sent again since.</param>
    /// <param name="now">Now.</param>
    public void Settle(bool anyOpen, bool anyFailed, DateTimeOffset now)
    {
        if (anyOpen || UploadStatus != UploadStatus.Uploading)
        {
            return;
        }

        var failed = anyFailed || TotalPhotos == 0;
        UploadStatus = failed ? UploadStatus.Failed : UploadStatus.Completed;
        UploadedAt = failed ? UploadedAt : now;
    }
}

/// <summary>A photo (<c>photos</c>). The original is never changed; what screens show are renditions named after its hash.</summary>
public sealed class Photo
{
    /// <summary>Most characters of a file name.</summary>
    public const int FileNameMaxLength = 255;

    /// <summary>Most characters of a note.</summary>
    public const int CommentMaxLength = 2000;

    private Photo() { }

    /// <summary>A file that arrived whole.</summary>
    /// <param name="id">Id.</param>
    /// <param name="albumId">The album.</param>
    /// <param name="fileName">The camera's name, cleaned.</param>
    /// <param name="filePath">The original's store key.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="sha256">Its SHA-256, lower-case hex.</param>
    /// <param name="now">Now.</param>
    public Photo(Guid id, Guid albumId, string fileName, string filePath, long size, string sha256, DateTimeOffset now)
    {
        (Id, AlbumId, FileName, FilePath, FileSizeBytes, ContentSha256, CreatedAt) = (id, albumId, fileName, filePath, size, sha256, now);
        SortKey = SortKeyOf(null, fileName);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The album.</summary>
    public Guid AlbumId { get; private init; }

    /// <summary>The camera's file name, NFC.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>The original's store key.</summary>
    public string FilePath { get; private init; } = "";

    /// <summary>The smallest rendition's store key; null until it was made.</summary>
    public string? ThumbnailPath { get; private set; }

    /// <summary>Bytes of the original.</summary>
    public long? FileSizeBytes { get; private init; }

    /// <summary>SHA-256 of the original, lower-case hex.</summary>
    public string ContentSha256 { get; private init; } = "";

    /// <summary>Pixels across, orientation applied.</summary>
    public int? Width { get; private set; }

    /// <summary>Pixels down, orientation applied.</summary>
    public int? Height { get; private set; }

    /// <summary>jpg, png, webp, tiff, avif.</summary>
    public string? Format { get; private set; }

    /// <summary>EXIF as JSON.</summary>
    public string? Metadata { get; private set; }

    /// <summary>The camera's clock as a moment in the studio's zone.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>Orders an album: capture time to the millisecond, then name.</summary>
    public string SortKey { get; private set; } = "";

    /// <summary>A blurred preview in 25 to 35 bytes.</summary>
    public byte[]? ThumbHash { get; private set; }

    /// <summary>When its renditions were ready.</summary>
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>Why it can't be shown; null where it can or is not yet known.</summary>
    public UnreadableReason? Unreadable { get; private set; }

    /// <summary>The couple's pick, written when they submit.</summary>
    public bool IsSelected { get; private set; }

    /// <summary>Place among the picks, from 1.</summary>
    public int? SelectionOrder { get; private set; }

    /// <summary>The couple's note.</summary>
    public string? ClientComments { get; private set; }

    /// <summary>How far its retouching is; null where none was asked.</summary>
    public EditStatus? EditStatus { get; private set; }

    /// <summary>Its retouched version.</summary>
    public Guid? EditedVersionId { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The store key of a rendition.</summary>
    public static string RenditionKey(Guid photoId, string sha256, int size) => $"renditions/{photoId:N}/{sha256[..16]}-{size}.jpg";

    /// <summary>Keeps what rendering found.</summary>
    public void Rendered(RenderedPhoto rendered, DateTimeOffset? takenAt, DateTimeOffset now)
    {
        (Width, Height, Format, Metadata, ThumbHash) = (
            rendered.Width,
            rendered.Height,
            rendered.Format,
            rendered.MetadataJson,
            rendered.ThumbHash
        );
        (TakenAt, ReadyAt, Unreadable) = (takenAt, now, null);
        SortKey = SortKeyOf(takenAt, FileName);
        ThumbnailPath = RenditionKey(Id, ContentSha256, IPhotoRenderer.Sizes[^1]);
    }

    /// <summary>Keeps why it can't be shown.</summary>
    public void CouldNotRender(UnreadableReason reason) => Unreadable = reason;

    /// <summary>Writes the couple's submitted answer for this photo and asks for retouching where it was picked.</summary>
    public void Picked(int order, string? comments)
    {
        (IsSelected, SelectionOrder, ClientComments) = (true, order, comments);
        EditStatus ??= Photos.EditStatus.Pending;
    }

    /// <summary>Takes a former pick back.</summary>
    public void Unpicked() => (IsSelected, SelectionOrder, ClientComments) = (false, null, null);

    private static string SortKeyOf(DateTimeOffset? takenAt, string fileName)
    {
        var when =
            takenAt?.UtcDateTime.ToString("yyyyMMddHHmmssfff", System.Globalization.CultureInfo.InvariantCulture) ?? "99999999999999999";
        return when + " " + fileName;
    }
}
