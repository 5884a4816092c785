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
    };

    /// <summary>The endings, with their dot, lower case.</summary>
    public static IReadOnlyCollection<string> Endings => MediaTypes.Keys;

    /// <summary>Whether a file of this name is taken.</summary>
    public static bool IsPhotoName(string fileName) => MediaTypes.ContainsKey(Path.GetExtension(fileName));

    /// <summary>The media type that an original of this name is stored with.</summary>
    public static string MediaTypeOf(string fileName) =>
        MediaTypes.GetValueOrDefault(Path.GetExtension(fileName), "application/octet-stream");
}
