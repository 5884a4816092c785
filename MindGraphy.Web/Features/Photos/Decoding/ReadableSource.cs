namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>A file that libvips may open: the original, or what was taken out of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">Its format: jpg, png, webp, tiff, avif.</param>
internal sealed record ReadableSource(string Path, string Format)
{
    /// <summary>The whole picture's size as it is seen, where the source shows less of it than the original has.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>How it has to be turned, as EXIF numbers it; null where it says so itself.</summary>
    public int? Orientation { get; init; }
}
