using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using NetVips;

namespace MindGraphy.Web.Features.Photos;

/// <summary>
/// Renders with libvips. What a file is decides its content, never its name; its header is checked before a pixel is decoded; each rendition is made
/// from the one before, so the original is decoded once. One picture takes one thread: the caller decides how many run side by side.
/// </summary>
public sealed class NetVipsPhotoRenderer : IPhotoRenderer
{
    private const long MaxBytes = 200L * 1024 * 1024;
    private const long MaxPixels = 200_000_000;
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
        RenderAsync(originalPath, outputFolder, IPhotoRenderer.Sizes, ct);

    /// <summary>The same with other sizes, largest first: a measurement asks for one.</summary>
    internal static Task<Result<RenderedPhoto>> RenderAsync(
        string originalPath,
        string outputFolder,
        IReadOnlyList<int> sizes,
        CancellationToken ct
    ) => Task.Run(() => Render(originalPath, outputFolder, sizes, ct), ct);

    private static Result<RenderedPhoto> Render(string path, string folder, IReadOnlyList<int> sizes, CancellationToken ct)
    {
        var length = new FileInfo(path).Length;
        if (length == 0)
        {
            return new PhotoUnreadable(UnreadableReason.Empty);
        }

        if (length > MaxBytes)
        {
            return new PhotoUnreadable(UnreadableReason.TooManyBytes);
        }

        if (FormatOf(path) is not { } format)
        {
            return new PhotoUnreadable(UnreadableReason.UnknownType);
        }

        var metadata = PhotoMetadata.Read(path);
        if (metadata.IsRaw)
        {
            // libvips would open a camera's raw file as a TIFF and hand over its small preview, or black.
            return new PhotoUnreadable(UnreadableReason.UnknownType);
        }

        try
        {
            if (SizeOf(path, format) is not { } size)
            {
                return new PhotoUnreadable(UnreadableReason.UnknownType);
            }

            if ((long)size.Width * size.Height > MaxPixels)
            {
                return new PhotoUnreadable(UnreadableReason.TooManyPixels);
            }

            ct.ThrowIfCancellationRequested();
            var (files, hash) = Write(path, folder, sizes, ct);
            return new RenderedPhoto(
                size.Width,
                size.Height,
                format,
                metadata.TakenAt,
                metadata.TakenOffset,
                metadata.Camera,
                metadata.Json,
                hash,
                files
            );
        }
        catch (VipsException)
        {
            return new PhotoUnreadable(UnreadableReason.Damaged);
        }
    }

    private static string? FormatOf(string path)
    {
        Span<byte> head = stackalloc byte[16];
        using var file = File.OpenRead(path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.Length < 12)
        {
            return null;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return "jpg";
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return "png";
        }

        if (head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8))
        {
            return "webp";
        }

        // "CR" after the header: Canon's raw files.
        if ((head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8)) && !head[8..].StartsWith("CR"u8))
        {
            return "tiff";
        }

        return head[4..].StartsWith("ftypavif"u8) || head[4..].StartsWith("ftypavis"u8) ? "avif" : null;
    }

    /// <summary>Width and height as they are seen, from the header alone; null where libvips takes the file for something else than we do.</summary>
    private static (int Width, int Height)? SizeOf(string path, string format)
    {
        using var header = Image.NewFromFile(path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated);
        var loader = (string)header.Get("vips-loader");
        var expected = format switch
        {
            "jpg" => "jpeg",
            "avif" => "heif",
            _ => format,
        };
        if (!loader.StartsWith(expected, StringComparison.Ordinal))
        {
            return null;
        }

        var lying = header.Contains("orientation") && Convert.ToInt32(header.Get("orientation"), null) is >= 5 and <= 8;
        return lying ? (header.Height, header.Width) : (header.Width, header.Height);
    }

    private static (Dictionary<int, string> Files, byte[] Hash) Write(
        string path,
        string folder,
        IReadOnlyList<int> sizes,
        CancellationToken ct
    )
    {
        var files = new Dictionary<int, string>();
        Image? current = null;
        try
        {
            foreach (var size in sizes)
            {
                ct.ThrowIfCancellationRequested();
                var next = current is null ? Decode(path, size) : Shrink(current, size);
                current?.Dispose();
                current = next;
                files[size] = Path.Combine(folder, $"{size}.jpg");
                var quality = size > 480 ? 82 : 80;
                current.Jpegsave(files[size], q: quality, optimizeCoding: true, keep: Enums.ForeignKeep.None);
            }

            return (files, HashOf(current!));
        }
        finally
        {
            current?.Dispose();
        }
    }

    private static Image Decode(string path, int size)
    {
        // Reads at a reduced scale where the format can, and applies the orientation. Print colours are converted on the way; screen profiles
        // afterwards, on the few pixels that are left: converting first takes four times as long as all the rest.
        using var header = Image.NewFromFile(path, access: Enums.Access.Sequential);
        var print = header.Interpretation == Enums.Interpretation.Cmyk;
        using var lazy = Image.Thumbnail(
            path,
            size,
            height: size,
            size: Enums.Size.Down,
            outputProfile: print ? "srgb" : null,
            failOn: Enums.FailOn.Truncated
        );
        using var colours = ToScreenColours(lazy, convert: !print && HasOtherProfile(header));
        using var opaque = colours.HasAlpha() ? colours.Flatten(background: White) : colours.Copy();
        using var bytes = opaque.Cast(Enums.BandFormat.Uchar);
        return bytes.CopyMemory();
    }

    private static Image ToScreenColours(Image image, bool convert)
    {
        if (convert)
        {
            return image.IccTransform("srgb", embedded: true, depth: 8);
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

    private static byte[] HashOf(Image image)
    {
        using var small = Shrink(image, ThumbHash.MaxEdge);
        return ThumbHash.Encode(small.Width, small.Height, small.WriteToMemory<byte>());
    }
}
