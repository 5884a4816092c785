using SkiaSharp;

namespace MindGraphy.Web.Documents;

/// <summary>A decoded image, whole in memory.</summary>
internal sealed class DocumentImage
{
    /// <summary>More pixels than any signature or logo has; a bomb has more.</summary>
    private const long MaxPixels = 40_000_000;

    private readonly byte[] _encoded;

    private DocumentImage(byte[] encoded, SKImageInfo info) => (_encoded, Info) = (encoded, info);

    /// <summary>Its size in pixels.</summary>
    public SKImageInfo Info { get; }

    /// <summary>Reads the image's head.</summary>
    /// <exception cref="InvalidDataException">No image, or one too large.</exception>
    public static DocumentImage Read(byte[] encoded)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException("The bytes are no image that can be drawn.");
        if ((long)codec.Info.Width * codec.Info.Height is <= 0 or > MaxPixels)
        {
            throw new InvalidDataException($"An image of {codec.Info.Width} x {codec.Info.Height} pixels cannot be drawn.");
        }

        return new DocumentImage(encoded, codec.Info);
    }

    /// <summary>The pixels, no finer than print needs (about 290 per inch), so that a paper stays small.</summary>
    /// <exception cref="InvalidDataException">The head was an image's, the rest is not.</exception>
    public SKImage Decode(Area area)
    {
        using var bitmap = SKBitmap.Decode(_encoded) ?? throw new InvalidDataException("The image is damaged.");
        var width = (int)Math.Ceiling(area.Width * 4);
        if (bitmap.Width <= width)
        {
            return SKImage.FromBitmap(bitmap);
        }

        var info = new SKImageInfo(width, Math.Max(1, (int)Math.Ceiling(area.Height * 4)), bitmap.ColorType, bitmap.AlphaType);
        using var small = bitmap.Resize(info, new SKSamplingOptions(SKCubicResampler.Mitchell));
        return SKImage.FromBitmap(small);
    }
}

/// <summary>An image in the largest box of its proportions that fits.</summary>
internal sealed class ImageBox(DocumentImage image, float maxWidth, float maxHeight) : Element
{
    public override Placed Lay(Space space)
    {
        var scale = Math.Min(Math.Min(maxWidth, space.Width) / image.Info.Width, maxHeight / image.Info.Height);
        if (image.Info.Height * scale > space.Height)
        {
            if (!space.Fresh)
            {
                return Placed.Nothing(this);
            }

            scale = space.Height / image.Info.Height;
        }

        var (width, height) = (image.Info.Width * scale, image.Info.Height * scale);
        return new Placed(width, height, (surface, area) => surface.Image(image, new Area(area.X, area.Y, width, height)), null);
    }
}
