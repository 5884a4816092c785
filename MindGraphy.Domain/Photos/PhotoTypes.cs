namespace MindGraphy.Domain.Photos;

/// <summary>Which file names a photo may have. What a file really is, its content decides later; this only keeps other things out.</summary>
public static class PhotoTypes
{
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
        [".webp"] = "image/webp",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
        [".avif"] = "image/avif",
        [".heic"] = "image/heic",
        [".heif"] = "image/heif",
        [".cr2"] = "image/x-canon-cr2",
        [".cr3"] = "image/x-canon-cr3",
        [".nef"] = "image/x-nikon-nef",
        [".arw"] = "image/x-sony-arw",
        [".raf"] = "image/x-fuji-raf",
        [".orf"] = "image/x-olympus-orf",
        [".rw2"] = "image/x-panasonic-rw2",
        [".dng"] = "image/x-adobe-dng",
    };

    /// <summary>The endings, with their dot, lower case.</summary>
    public static IReadOnlyCollection<string> Endings => MediaTypes.Keys;

    /// <summary>Whether a file of this name is taken.</summary>
    public static bool IsPhotoName(string fileName) => MediaTypes.ContainsKey(Path.GetExtension(fileName));

    /// <summary>Whether a photo's format is a camera's raw data.</summary>
    public static bool IsRawFormat(string? format) => format is "cr2" or "cr3" or "nef" or "arw" or "raf" or "orf" or "rw2" or "dng";

    /// <summary>Whether a file of this name is a camera's raw data, as far as a name can tell.</summary>
    public static bool IsRawName(string fileName) =>
        Path.GetExtension(fileName) is { Length: > 1 } ending && IsRawFormat(ending[1..].ToLowerInvariant());

    /// <summary>The media type that an original of this name is stored with.</summary>
    public static string MediaTypeOf(string fileName) =>
        MediaTypes.GetValueOrDefault(Path.GetExtension(fileName), "application/octet-stream");
}
