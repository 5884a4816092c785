using System.Globalization;
using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using SkiaSharp;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>
/// Cameras' raw files, by the programs of LibRaw (Debian: libraw-bin): the picture that the camera put inside for its own screen, as that is what the
/// photographer saw; where there is none of use, the sensor's data at half size. Never handed to libvips, which takes them for TIFF and shows black.
/// </summary>
internal static partial class RawPictures
{
    /// <summary>Shorter previews are only good for a camera's menu: then the sensor's data is developed.</summary>
    private const int LeastEdge = 1024;

    /// <summary>A picture of the file.</summary>
    /// <param name="path">The raw file.</param>
    /// <param name="folder">Where pictures may be written.</param>
    /// <param name="patience">How long all of it may take.</param>
    /// <returns>Refused with Damaged where LibRaw finds no picture in it, and as <see cref="ReadingTool"/> refuses.</returns>
    public static Result<ReadableSource> Open(string path, string folder, TimeSpan patience)
    {
        // The programs write beside what they read, and originals' folders are not theirs.
        var link = Path.Combine(folder, "raw");
        File.CreateSymbolicLink(link, Path.GetFullPath(path));
        var about = ReadingTool.Run("raw-identify", patience, "-v", link);
        if (!about.Succeeded)
        {
            return about.Refusal;
        }

        var said = about.Value.Said;
        if (SizeOf(said) is not { } size)
        {
            return new PhotoUnreadable(UnreadableReason.Damaged);
        }

        var taken = ReadingTool.Run("simple_dcraw", patience, "-e", link);
        if (!taken.Succeeded)
        {
            return taken.Refusal;
        }

        var preview = link + ".thumb.jpg";
        var edge = EdgeOf(preview);
        if (edge >= LeastEdge)
        {
            return Turned(preview, size, said);
        }

        // Half size, white balance of the camera, turned as the camera was held.
        var developed = ReadingTool.Run("dcraw_emu", patience, "-h", "-w", "-T", link);
        if (!developed.Succeeded)
        {
            return developed.Refusal;
        }

        var picture = link + ".tiff";
        return File.Exists(picture) ? new ReadableSource(picture, "tiff") { Size = size, Orientation = 1 }
            : edge > 0 ? Turned(preview, size, said)
            : new PhotoUnreadable(UnreadableReason.Damaged);
    }

    /// <summary>The longer edge of a JPEG; 0 where there is none.</summary>
    private static int EdgeOf(string path)
    {
        using var codec = File.Exists(path) ? SKCodec.Create(path) : null;
        return codec is { EncodedFormat: SKEncodedImageFormat.Jpeg } ? Math.Max(codec.Info.Width, codec.Info.Height) : 0;
    }

    // LibRaw writes the camera's position into a preview that brings no EXIF of its own; one that does speaks for itself, unless it is silent about it.
    private static ReadableSource Turned(string preview, (int Width, int Height) size, string about)
    {
        var silent = PhotoMetadata.OrientationOf(preview) is null;
        return new ReadableSource(preview, "jpg") { Size = size, Orientation = silent ? OrientationOf(about) : null };
    }

    private static (int Width, int Height)? SizeOf(string about)
    {
        var found = OutputSize().Match(about);
        return found.Success && Number(found, 1) > 0 && Number(found, 2) > 0 ? (Number(found, 1), Number(found, 2)) : null;
    }

    // LibRaw counts as dcraw does: 3 upside down, 5 and 6 lying on a side.
    private static int OrientationOf(string about) =>
        Flip().Match(about) is { Success: true } found
            ? Number(found, 1) switch
            {
                3 => 3,
                5 => 8,
                6 => 6,
                _ => 1,
            }
            : 1;

    private static int Number(Match match, int group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^Output size:\s+(\d+) x (\d+)", RegexOptions.Multiline)]
    private static partial Regex OutputSize();

    [GeneratedRegex(@"^Image flip: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Flip();
}
