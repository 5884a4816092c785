using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos.Decoding;
using MindGraphy.Web.Features.Photos.Watermarks;
using NetVips;

namespace MindGraphy.Web.Features.Photos;

/// <summary>
/// Renders with libvips. What a file is decides its content, never its name; its header is checked before a pixel is decoded; each rendition is made
/// from the one before, so the original is decoded once. One picture takes one thread: the caller decides how many run side by side. What strangers
/// send is read by this in a process of its own (<see cref="DecoderPool"/>).
/// </summary>
public sealed class NetVipsPhotoRenderer : IPhotoRenderer
{
    private const long MaxBytes = 200L * 1024 * 1024;
    private const long MaxPixels = 200_000_000;
    private const int SharpnessSize = 1024;
    private const string ProfileField = "icc-profile-data";
    private static readonly double[] White = [255, 255, 255];

    static NetVipsPhotoRenderer()
    {
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoadSvg", true);
    }

    /// <inheritdoc/>
    public Task<Result<RenderedPhoto>> RenderAsync(string originalPath, string outputFolder, CancellationToken ct = default) =>
        RenderAsync(originalPath, outputFolder, Path.GetFileName(originalPath), null, ct);

    /// <inheritdoc/>
    public Task<Result<RenderedPhoto>> RenderAsync(
        string originalPath,
        string outputFolder,
        string fileName,
        PhotoStamp? stamp = null,
        CancellationToken ct = default
    ) => Task.Run(() => Render(new PictureToRead(originalPath, outputFolder, fileName) { Stamp = stamp }, IPhotoRenderer.Sizes, ct), ct);

    /// <summary>The same with other sizes, largest first: a measurement asks for one.</summary>
    internal static Task<Result<RenderedPhoto>> RenderAsync(
        string originalPath,
        string outputFolder,
        IReadOnlyList<int> sizes,
        CancellationToken ct
    ) => Task.Run(() => Render(new PictureToRead(originalPath, outputFolder, Path.GetFileName(originalPath)), sizes, ct), ct);

    /// <summary>Reads one picture on this thread.</summary>
    internal static Result<RenderedPhoto> Render(PictureToRead picture, IReadOnlyList<int> sizes, CancellationToken ct)
    {
        var length = new FileInfo(picture.Path).Length;
        if (length == 0)
        {
            return new PhotoUnreadable(UnreadableReason.Empty);
        }

        if (length > MaxBytes)
        {
            return new PhotoUnreadable(UnreadableReason.TooManyBytes);
        }

        if (picture.Page is { } page)
        {
            var drawn = PdfPages.Open(picture.Path, page, picture.Folder, picture.Patience);
            return !drawn.Succeeded ? drawn.Refusal
                : Shown(drawn.Value.Source, "jpg", PhotoMetadata.None, picture, sizes, ct) is not { Succeeded: true } shown
                    ? new PdfDamaged(page)
                : shown.Value with { Pages = drawn.Value.Pages };
        }

        if (PictureType.Of(picture.Path, picture.FileName) is not { } format)
        {
            return new PhotoUnreadable(UnreadableReason.UnknownType);
        }

        // Of a TIFF its metadata tells whether it may be read at all, so there is no doing without.
        var metadata = picture.Plain && format != "tiff" ? PhotoMetadata.None : PhotoMetadata.Read(picture.Path, format);
        if (metadata.IsRaw)
        {
            // libvips would open a camera's raw file as a TIFF and hand over its small preview, or black.
            return new PhotoUnreadable(UnreadableReason.UnknownType);
        }

        var source =
            PhotoTypes.IsRawFormat(format) ? RawPictures.Open(picture.Path, picture.Folder, picture.Patience)
            : format == PictureType.Heic ? HeicPictures.Open(picture.Path, picture.Folder, picture.Patience)
            : new ReadableSource(picture.Path, format);
        if (!source.Succeeded)
        {
            return source.Refusal;
        }

        if (source.Value.Path != picture.Path && !picture.Plain)
        {
            metadata = metadata.OrElse(PhotoMetadata.Read(source.Value.Path));
        }

        return Shown(source.Value, format, metadata, picture, sizes, ct);
    }

    private static Result<RenderedPhoto> Shown(
        ReadableSource source,
        string format,
        PhotoMetadata metadata,
        PictureToRead picture,
        IReadOnlyList<int> sizes,
        CancellationToken ct
    )
    {
        try
        {
            return Render(source, format, metadata, picture, sizes, ct);
        }
        catch (VipsException fault)
        {
            return new PhotoUnreadable(ReadingTool.Lacks(fault.Message) ? UnreadableReason.TooMuchMemory : UnreadableReason.Damaged);
        }
    }

    private static Result<RenderedPhoto> Render(
        ReadableSource source,
        string format,
        PhotoMetadata metadata,
        PictureToRead picture,
        IReadOnlyList<int> sizes,
        CancellationToken ct
    )
    {
        if (SizeOf(source) is not { } size)
        {
            return new PhotoUnreadable(UnreadableReason.UnknownType);
        }

        if ((long)size.Width * size.Height > MaxPixels)
        {
            return new PhotoUnreadable(UnreadableReason.TooManyPixels);
        }

        ct.ThrowIfCancellationRequested();
        var (files, seen) = Write(source, picture, sizes, ct);
        var (width, height) = source.Size ?? size;
        return new RenderedPhoto(
            width,
            height,
            format,
            metadata.TakenAt,
            metadata.TakenOffset,
            metadata.Camera,
            metadata.Json,
            seen.ThumbHash,
            files
        )
        {
            Body = metadata.Body,
            Sharpness = seen.Sharpness,
            PerceptualHash = seen.Hash,
        };
    }

    /// <summary>Width and height as they are seen, from the header alone; null where libvips takes the file for something else than we do.</summary>
    private static (int Width, int Height)? SizeOf(ReadableSource source)
    {
        using var header = Image.NewFromFile(source.Path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated);
        var loader = (string)header.Get("vips-loader");
        var expected = source.Format switch
        {
            "jpg" => "jpeg",
            "avif" => "heif",
            _ => source.Format,
        };
        if (!loader.StartsWith(expected, StringComparison.Ordinal))
        {
            return null;
        }

        var turned = source.Orientation ?? (header.Contains("orientation") ? Convert.ToInt32(header.Get("orientation"), null) : 1);
        var lying = turned is >= 5 and <= 8;
        return lying ? (header.Height, header.Width) : (header.Width, header.Height);
    }

    private static (Dictionary<int, string> Files, Seen Seen) Write(
        ReadableSource source,
        PictureToRead picture,
        IReadOnlyList<int> sizes,
        CancellationToken ct
    )
    {
        var files = new Dictionary<int, string>();
        float? sharpness = null;
        Image? current = null;
        try
        {
            foreach (var size in sizes)
            {
                ct.ThrowIfCancellationRequested();
                var next = current is null ? Decode(source, size) : Shrink(current, size);
                current?.Dispose();
                current = next;
                files[size] = Path.Combine(picture.Folder, $"{size}.jpg");
                var quality = size > 480 ? 82 : 80;
                using var marked = picture.Stamp is { } stamp ? Stamps.Put(stamp, current) : null;
                (marked ?? current).Jpegsave(files[size], q: quality, optimizeCoding: true, keep: Enums.ForeignKeep.None);
                sharpness = size == SharpnessSize ? PictureSignals.SharpnessOf(current) : sharpness;
            }

            return (files, new Seen(ThumbHashOf(current!), sharpness, PictureSignals.HashOf(current!)));
        }
        finally
        {
            current?.Dispose();
        }
    }

    private static Image Decode(ReadableSource source, int size)
    {
        // Reads at a reduced scale where the format can, and applies the orientation. Print colours are converted on the way; screen profiles
        // afterwards, on the few pixels that are left: converting first takes four times as long as all the rest.
        using var header = Image.NewFromFile(source.Path, access: Enums.Access.Sequential);
        var print = header.Interpretation == Enums.Interpretation.Cmyk;
        using var lazy = Image.Thumbnail(
            source.Path,
            size,
            height: size,
            size: Enums.Size.Down,
            noRotate: source.Orientation is not null,
            outputProfile: print ? "srgb" : null,
            failOn: FailOnOf(source)
        );
        using var colours = ToScreenColours(lazy, convert: !print && HasOtherProfile(header));
        using var opaque = colours.HasAlpha() ? colours.Flatten(background: White) : colours.Copy();
        using var bytes = opaque.Cast(Enums.BandFormat.Uchar);
        using var whole = bytes.CopyMemory();
        return Turn(whole, source.Orientation);
    }

    // A TIFF with a strip that is not there counts as one with an error only; a JPEG with an error in its data is still worth showing.
    private static Enums.FailOn FailOnOf(ReadableSource source) => source.Format == "tiff" ? Enums.FailOn.Error : Enums.FailOn.Truncated;

    private static Image Turn(Image image, int? orientation) =>
        orientation switch
        {
            3 => image.Rot180(),
            6 => image.Rot90(),
            8 => image.Rot270(),
            _ => image.Copy(),
        };

    private static Image ToScreenColours(Image image, bool convert)
    {
        if (convert)
        {
            try
            {
                return image.IccTransform("srgb", embedded: true, depth: 8);
            }
            catch (VipsException)
            {
                // The profile is broken or none at all; the picture is shown as if it had none.
            }
        }

        return image.Interpretation == Enums.Interpretation.Srgb ? image.Copy() : image.Colourspace(Enums.Interpretation.Srgb);
    }

    /// <summary>Whether a profile is embedded that is not sRGB under one of its spellings; most exports carry that one.</summary>
    private static bool HasOtherProfile(Image header)
    {
        if (!header.Contains(ProfileField) || header.Get(ProfileField) is not byte[] profile)
        {
            return false;
        }

        return profile.AsSpan().IndexOf("sRGB"u8) < 0 && profile.AsSpan().IndexOf("\0s\0R\0G\0B"u8) < 0;
    }

    private static Image Shrink(Image larger, int size)
    {
        using var lazy = larger.ThumbnailImage(size, height: size, size: Enums.Size.Down, noRotate: true);
        return lazy.CopyMemory();
    }

    private static byte[] ThumbHashOf(Image image)
    {
        using var small = Shrink(image, ThumbHash.MaxEdge);
        return ThumbHash.Encode(small.Width, small.Height, small.WriteToMemory<byte>());
    }

    private sealed record Seen(byte[] ThumbHash, float? Sharpness, long Hash);
}
