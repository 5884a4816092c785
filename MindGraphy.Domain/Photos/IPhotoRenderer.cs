using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>Turns one original into what screens show. One decode makes all sizes; orientation is applied, colours become sRGB, metadata is left out.</summary>
public interface IPhotoRenderer
{
    /// <summary>The longest edge of each rendition in pixels, largest first.</summary>
    static IReadOnlyList<int> Sizes { get; } = [2048, 1024, 480];

    /// <summary>Reads a file and writes <c>{size}.jpg</c> for each size into a folder.</summary>
    /// <param name="originalPath">The original on local disk.</param>
    /// <param name="outputFolder">An empty folder for the renditions.</param>
    /// <param name="ct">Cancels between steps.</param>
    /// <returns>What was made; refused with <see cref="PhotoUnreadable"/> where type, size or a full decode say no.</returns>
    Task<Common.Result<RenderedPhoto>> RenderAsync(string originalPath, string outputFolder, CancellationToken ct = default) =>
        RenderAsync(originalPath, outputFolder, Path.GetFileName(originalPath), null, ct);

    /// <summary>The same for a file that is kept under another name than its camera's: a raw file is one only where its name says so too.</summary>
    /// <param name="originalPath">The original on local disk.</param>
    /// <param name="outputFolder">An empty folder for the renditions.</param>
    /// <param name="fileName">What the camera called it.</param>
    /// <param name="stamp">The mark that the renditions are to bear; null for none. What is measured of a picture is measured without it.</param>
    /// <param name="ct">Cancels; what was made by then may lie in the folder.</param>
    /// <returns>What was made; refused with <see cref="PhotoUnreadable"/>.</returns>
    /// <exception cref="PictureStarvedException">The machine is too busy to read anything: ask again later.</exception>
    /// <exception cref="PictureIdleException">It was not read, twice, and nothing is known to have been in the way.</exception>
    Task<Common.Result<RenderedPhoto>> RenderAsync(
        string originalPath,
        string outputFolder,
        string fileName,
        PhotoStamp? stamp = null,
        CancellationToken ct = default
    );
}

/// <summary>What rendering found and made.</summary>
/// <param name="Width">Pixels across, orientation applied.</param>
/// <param name="Height">Pixels down, orientation applied.</param>
/// <param name="Format">jpg, png, webp, tiff, avif, heic, or the raw format (cr2, cr3, nef, arw, raf, orf, rw2, dng).</param>
/// <param name="TakenAt">The camera's clock without zone, with sub-seconds, where the file tells it.</param>
/// <param name="TakenOffset">The camera's offset from UTC where the file tells it.</param>
/// <param name="Camera">Make and model where the file tells them.</param>
/// <param name="MetadataJson">EXIF as a JSON object of names and values; never null.</param>
/// <param name="ThumbHash">At most 25 bytes that draw a blurred preview (the public ThumbHash format, without transparency).</param>
/// <param name="Files">The renditions by their longest edge.</param>
public sealed record RenderedPhoto(
    int Width,
    int Height,
    string Format,
    DateTime? TakenAt,
    TimeSpan? TakenOffset,
    string? Camera,
    string MetadataJson,
    byte[] ThumbHash,
    IReadOnlyDictionary<int, string> Files
)
{
    /// <summary>The camera with its serial number; null where the file names none.</summary>
    public CameraBody? Body { get; init; }

    /// <summary>Variance of the Laplacian of the greys of the 1,024 pixel rendition, 0 or more.</summary>
    public float? Sharpness { get; init; }

    /// <summary>Difference hash of the smallest rendition: bit 8·y+x is set where the grey at (x, y) is darker than its right neighbour, 9 by 8.</summary>
    public long? PerceptualHash { get; init; }

    /// <summary>How many pages the document has of which this is one; null for a picture.</summary>
    public int? Pages { get; init; }
}

/// <summary>The reader of a picture hardly got to work, twice, because others had the processors. It says nothing about the picture.</summary>
/// <param name="fileName">The picture.</param>
public sealed class PictureStarvedException(string fileName) : NotNowException($"The machine was too busy to read {fileName}.");

/// <summary>The reader of a picture neither worked nor waited for a processor, twice: it waits for a slow disk, or for nothing.</summary>
/// <param name="fileName">The picture.</param>
public sealed class PictureIdleException(string fileName) : TimeoutException($"{fileName} was not read, and nobody knows why.");

/// <summary>Why a file is no photo for us.</summary>
public enum UnreadableReason
{
    /// <summary>Zero bytes.</summary>
    Empty,

    /// <summary>The content is not of a type that is taken.</summary>
    UnknownType,

    /// <summary>The header is right but the picture is broken or cut short.</summary>
    Damaged,

    /// <summary>More pixels than are decoded (200 million).</summary>
    TooManyPixels,

    /// <summary>Larger than an original may be (200 MB).</summary>
    TooManyBytes,

    /// <summary>It took longer than a picture may take.</summary>
    TooSlow,

    /// <summary>It needed more memory than a picture may take.</summary>
    TooMuchMemory,

    /// <summary>The process that read it ended over it.</summary>
    Crashed,

    /// <summary>The program that reads its type is not installed on the server.</summary>
    NoReader,

    /// <summary>Its original is not in the store.</summary>
    Missing,

    /// <summary>It was tried too often without an answer, for example from the store.</summary>
    GivenUp,
}

/// <summary>What verdicts mean.</summary>
public static class UnreadableReasons
{
    /// <summary>Whether the same bytes would get the same verdict for ever; the others are about the server, the store or the moment.</summary>
    public static bool IsAboutTheBytes(this UnreadableReason reason) =>
        reason
            is UnreadableReason.Empty
                or UnreadableReason.UnknownType
                or UnreadableReason.Damaged
                or UnreadableReason.TooManyPixels
                or UnreadableReason.TooManyBytes;
}

/// <summary>The file can't be used as a photo.</summary>
/// <param name="Reason">Why.</param>
public sealed record PhotoUnreadable(UnreadableReason Reason) : Common.Refusal(Common.RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Reason];
}
