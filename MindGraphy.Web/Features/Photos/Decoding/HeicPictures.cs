using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>HEIC by heif-convert (Debian: libheif-examples): the libvips that comes with NetVips has no HEVC, for its patents.</summary>
internal static class HeicPictures
{
    /// <summary>The file's main picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">Where a picture may be written.</param>
    /// <param name="patience">How long it may take.</param>
    /// <returns>Refused with Damaged where it can't be read whole, and as <see cref="ReadingTool"/> refuses.</returns>
    public static Result<ReadableSource> Open(string path, string folder, TimeSpan patience)
    {
        var picture = Path.Combine(folder, "heic.jpg");
        var converted = ReadingTool.Run("heif-convert", patience, "-q", "95", Path.GetFullPath(path), picture);
        if (!converted.Succeeded)
        {
            return converted.Refusal;
        }

        // Several pictures in one file are numbered; the first is the main one.
        var first = File.Exists(picture) ? picture : Path.Combine(folder, "heic-1.jpg");

        // The container turns the picture and heif-convert has done so; the standard says that EXIF's own word about it does not count.
        return converted.Value.Well && File.Exists(first)
            ? new ReadableSource(first, "jpg") { Orientation = 1 }
            : new PhotoUnreadable(UnreadableReason.Damaged);
    }
}
