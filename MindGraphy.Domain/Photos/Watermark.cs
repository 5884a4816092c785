using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MindGraphy.Domain.Photos;

/// <summary>
/// The studio's mark on the pictures that couples choose from (<c>watermarks</c>, one row). It is baked into the renditions of proof albums and into nothing
/// else: originals, other albums and what is delivered never bear it.
/// </summary>
public sealed class Watermark
{
    /// <summary>The one row's id.</summary>
    public const int TheOne = 1;

    /// <summary>The least strength and width, in percent: less can't be seen.</summary>
    public const int Least = 5;

    /// <summary>Most characters of the text.</summary>
    public const int TextMaxLength = 60;

    private Watermark() { }

    /// <summary>A new installation's: none.</summary>
    public Watermark(DateTimeOffset now) => (Id, UpdatedAt) = (TheOne, now);

    /// <summary>Always <see cref="TheOne"/>.</summary>
    public int Id { get; private init; }

    /// <summary>The text it was drawn from; null where it is a picture, or nothing.</summary>
    public string? Text { get; private set; }

    /// <summary>The store key of the drawn mark, a PNG with transparency; null where pictures bear none.</summary>
    public string? StampKey { get; private set; }

    /// <summary>Where on the picture.</summary>
    public WatermarkPlace Place { get; private set; } = WatermarkPlace.Corner;

    /// <summary>How strong, in percent: 5 to 100.</summary>
    public int Opacity { get; private set; } = 50;

    /// <summary>How wide, in percent of the picture's width: 5 to 100.</summary>
    public int Size { get; private set; } = 25;

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>16 hex digits that name this look of it; null where pictures bear none.</summary>
    public string? Mark =>
        StampKey is null ? null : Hash(string.Create(CultureInfo.InvariantCulture, $"{StampKey} {Place} {Opacity} {Size}"))[..16];

    /// <summary>What the renditions of marked pictures are named after: other than the original's hash, and another for each look.</summary>
    /// <returns>64 hex digits.</returns>
    public static string RenditionHash(string contentSha256, string mark) => Hash(contentSha256 + mark);

    /// <summary>Changes it. What is out of a range is taken for its end: they are sliders.</summary>
    public void Change(string? text, string? stampKey, WatermarkPlace place, int opacity, int size, DateTimeOffset now) =>
        (Text, StampKey, Place, Opacity, Size, UpdatedAt) = (
            text,
            stampKey,
            place,
            Math.Clamp(opacity, Least, 100),
            Math.Clamp(size, Least, 100),
            now
        );

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Where a watermark is on a picture.</summary>
public enum WatermarkPlace
{
    /// <summary>At the bottom right, out of the way.</summary>
    Corner,

    /// <summary>In the middle.</summary>
    Centre,

    /// <summary>Again and again over all of it.</summary>
    Tiled,
}

/// <summary>A mark as a renderer takes it.</summary>
/// <param name="Path">The drawn mark on local disk, a PNG with transparency.</param>
/// <param name="Place">Where.</param>
/// <param name="Opacity">In percent.</param>
/// <param name="Size">Its width in percent of the picture's.</param>
public sealed record PhotoStamp(string Path, WatermarkPlace Place, int Opacity, int Size);

/// <summary>Draws marks.</summary>
public interface IStampDrawer
{
    /// <summary>Draws a text as a PNG with transparency, light with a dark edge, so that it can be read on any picture.</summary>
    byte[] Draw(string text);

    /// <summary>Makes a mark of somebody's logo.</summary>
    /// <returns>A PNG at most 2,000 pixels wide; null where the bytes are no PNG.</returns>
    byte[]? Clean(byte[] logo);
}
