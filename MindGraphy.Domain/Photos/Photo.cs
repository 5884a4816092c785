using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

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
    /// <param name="folder">The folder inside the dropped one, cleaned; empty where it lay at the top.</param>
    public Photo(Guid id, Guid albumId, string fileName, string filePath, long size, string sha256, DateTimeOffset now, string folder = "")
    {
        (Id, AlbumId, FileName, FilePath, FileSizeBytes, ContentSha256, CreatedAt) = (id, albumId, fileName, filePath, size, sha256, now);
        Folder = folder;
        SortKey = SortKeyOf(null, fileName, null);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The album.</summary>
    public Guid AlbumId { get; private set; }

    /// <summary>The photo it was chosen from for a couple; both point at one original. Null where it came from outside.</summary>
    public Guid? SourceId { get; private init; }

    /// <summary>The part of the wedding it shows; null where nobody said.</summary>
    public PhotoSection? Section { get; private set; }

    /// <summary>Since when it lies in the bin; null where it does not. What lies there is seen by the bin only.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Who put it there.</summary>
    public Guid? DeletedById { get; private set; }

    /// <summary>The camera's file name, NFC, without path, control or direction characters. Written once: a trigger refuses another.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>The folder inside the dropped one (<c>card 1/DCIM</c>), NFC, at most 1,000 characters; empty at its top.</summary>
    public string Folder { get; private init; } = "";

    /// <summary>The original's store key.</summary>
    public string FilePath { get; private set; } = "";

    /// <summary>The smallest rendition's store key; null until it was made.</summary>
    public string? ThumbnailPath { get; private set; }

    /// <summary>Bytes of the original.</summary>
    public long? FileSizeBytes { get; private init; }

    /// <summary>SHA-256 of the original, lower-case hex.</summary>
    public string ContentSha256 { get; private set; } = "";

    /// <summary>What its renditions are named after where they bear a watermark (<see cref="Watermark.RenditionHash"/>); null where they bear none.</summary>
    public string? RenditionHash { get; private set; }

    /// <summary>What its renditions are named after, 64 hex digits.</summary>
    public string ShownHash => RenditionHash ?? ContentSha256;

    /// <summary>Pixels across, orientation applied.</summary>
    public int? Width { get; private set; }

    /// <summary>Pixels down, orientation applied.</summary>
    public int? Height { get; private set; }

    /// <summary>jpg, png, webp, tiff, avif.</summary>
    public string? Format { get; private set; }

    /// <summary>EXIF as JSON.</summary>
    public string? Metadata { get; private set; }

    /// <summary>What the camera's clock said, as a moment: in the studio's zone unless the file tells another. Never corrected.</summary>
    public DateTimeOffset? RecordedAt { get; private set; }

    /// <summary>When it was taken: <see cref="RecordedAt"/> with the correction of its camera.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>The camera, one body in one project; null where the file names none.</summary>
    public Guid? CameraId { get; private set; }

    /// <summary>Orders an album: capture time to the millisecond, then name, then camera.</summary>
    public string SortKey { get; private set; } = "";

    /// <summary>How much detail it has: the variance of its Laplacian at 1,024 pixels. Only photos of one album compare.</summary>
    public float? Sharpness { get; private set; }

    /// <summary>64 bits that are alike for pictures that look alike (difference hash of 9 by 8 greys).</summary>
    public long? PerceptualHash { get; private set; }

    /// <summary>The burst it belongs to, which is the id of its first photo; null where it stands alone.</summary>
    public Guid? BurstId { get; private set; }

    /// <summary>Whether it is the sharpest of its burst.</summary>
    public bool IsBurstTop { get; private set; }

    /// <summary>Whether it is far less sharp than its album: a hint, it hides nothing.</summary>
    public bool IsBlurred { get; private set; }

    /// <summary>Of a raw file: the picture the camera wrote beside it.</summary>
    public Guid? PairOfId { get; private set; }

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
    /// <param name="photoId">The photo.</param>
    /// <param name="shownHash">Its <see cref="ShownHash"/>.</param>
    /// <param name="size">One of <see cref="IPhotoRenderer.Sizes"/>.</param>
    public static string RenditionKey(Guid photoId, string shownHash, int size) => $"renditions/{photoId:N}/{shownHash[..16]}-{size}.jpg";

    /// <summary>What its renditions are named after with a mark, or without.</summary>
    public string HashWith(string? mark) => mark is null ? ContentSha256 : Watermark.RenditionHash(ContentSha256, mark);

    /// <summary>Keeps what rendering found.</summary>
    /// <param name="rendered">What was found.</param>
    /// <param name="recordedAt">The camera's clock as a moment; null where the file tells no time.</param>
    /// <param name="now">Now.</param>
    /// <param name="camera">Its camera in this project; null where the file names none.</param>
    /// <param name="mark">The watermark that the renditions bear (<see cref="Watermark.Mark"/>); null where none.</param>
    public void Rendered(
        RenderedPhoto rendered,
        DateTimeOffset? recordedAt,
        DateTimeOffset now,
        ProjectCamera? camera = null,
        string? mark = null
    )
    {
        RenditionHash = mark is null ? null : HashWith(mark);
        (Width, Height, Format, Metadata, ThumbHash) = (
            rendered.Width,
            rendered.Height,
            rendered.Format,
            rendered.MetadataJson,
            rendered.ThumbHash
        );
        (Sharpness, PerceptualHash) = (rendered.Sharpness, rendered.PerceptualHash);
        (RecordedAt, CameraId, ReadyAt, Unreadable) = (recordedAt, camera?.Id, now, null);
        TakenAt = recordedAt?.AddSeconds(camera?.OffsetSeconds ?? 0);
        SortKey = SortKeyOf(TakenAt, FileName, camera?.CameraKey);
        ThumbnailPath = RenditionKey(Id, ShownHash, IPhotoRenderer.Sizes[^1]);
    }

    /// <summary>The same original in another album, with renditions of its own.</summary>
    public Photo CopyFor(Guid albumId, DateTimeOffset now) =>
        new(Ids.New(), albumId, FileName, FilePath, FileSizeBytes ?? 0, ContentSha256, now, Folder)
        {
            SourceId = SourceId ?? Id,
            Section = Section,
            SortKey = SortKey,
        };

    /// <summary>Its original, which the store had lost, was sent once more.</summary>
    /// <param name="filePath">Where it lies now.</param>
    /// <param name="sha256">Its SHA-256, lower-case hex.</param>
    /// <returns>False where it is shown already and the file has other bytes: then nothing changed.</returns>
    public bool OriginalCame(string filePath, string sha256)
    {
        if (ReadyAt is not null && sha256 != ContentSha256)
        {
            return false;
        }

        (FilePath, ContentSha256, Unreadable) = (filePath, sha256, null);
        return true;
    }

    /// <summary>Its original was looked for in vain and is there after all: whoever asks is told whether it is to be read once more.</summary>
    public bool WasFound()
    {
        if (Unreadable != UnreadableReason.Missing)
        {
            return false;
        }

        Unreadable = null;
        return ReadyAt is null;
    }

    /// <summary>
    /// It could not be shown for reasons that are not its bytes, and is to be read once more. False where that is not so, and where its original is away: that is looked
    /// for first (<see cref="WasFound"/>).
    /// </summary>
    public bool ReadAgain()
    {
        if (ReadyAt is not null || Unreadable is UnreadableReason.Missing || Unreadable?.IsAboutTheBytes() != false)
        {
            return false;
        }

        Unreadable = null;
        return true;
    }

    /// <summary>Keeps why it can't be shown.</summary>
    public void CouldNotRender(UnreadableReason reason) => Unreadable = reason;

    /// <summary>Writes the couple's submitted answer for this photo and asks for retouching where it was picked.</summary>
    public void Picked(int order, string? comments)
    {
        (IsSelected, SelectionOrder, ClientComments) = (true, order, comments);
        EditStatus ??= Photos.EditStatus.Pending;
    }

    /// <summary>A finished file of it came back: that is its version.</summary>
    public void Finished(Guid versionId) => (EditedVersionId, EditStatus) = (versionId, Photos.EditStatus.Completed);

    /// <summary>Takes a former pick back.</summary>
    public void Unpicked() => (IsSelected, SelectionOrder, ClientComments) = (false, null, null);

    // The database's photo_sort_key makes the same when a camera's clock is corrected; a test compares them.
    private static string SortKeyOf(DateTimeOffset? takenAt, string fileName, string? cameraKey)
    {
        var when =
            takenAt?.UtcDateTime.ToString("yyyyMMddHHmmssfff", System.Globalization.CultureInfo.InvariantCulture) ?? "99999999999999999";
        return cameraKey is null ? $"{when} {fileName}" : $"{when} {fileName} {cameraKey}";
    }
}
