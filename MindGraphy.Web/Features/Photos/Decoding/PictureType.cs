namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>
/// What a file is. Its content decides, never its name alone; raw files look like TIFF or like films, so there both have to say it. Programs that find
/// a picture inside anything (a script behind a GIF's head, a picture behind a web page) are why nothing but the first bytes counts.
/// </summary>
internal static class PictureType
{
    /// <summary>Apple's and others' pictures in HEVC.</summary>
    public const string Heic = "heic";

    private const int HeadLength = 24;

    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    /// <summary>jpg, png, webp, tiff, avif, heic or the raw format; null where it is none that is taken.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fileName">What its camera called it.</param>
    public static string? Of(string path, string fileName)
    {
        Span<byte> buffer = stackalloc byte[HeadLength];
        using var file = File.OpenRead(path);
        var head = buffer[..file.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false)];
        var ending = Path.GetExtension(fileName).TrimStart('.').ToUpperInvariant();
        return head.Length < 12 ? null : RawOf(head, ending) ?? PlainOf(head);
    }

    private static string? RawOf(ReadOnlySpan<byte> head, string ending)
    {
        var tiff = IsTiff(head);
        return ending switch
        {
            "CR2" when tiff && head[8..].StartsWith("CR"u8) => "cr2",
            "CR3" when head[4..].StartsWith("ftypcrx "u8) => "cr3",
            "NEF" when tiff => "nef",
            "ARW" when tiff => "arw",
            "DNG" when tiff => "dng",
            "RAF" when head.StartsWith("FUJIFILMCCD-RAW"u8) => "raf",
            "ORF" when head.StartsWith("IIRO"u8) || head.StartsWith("IIRS"u8) || head.StartsWith("MMOR"u8) => "orf",
            "RW2" when head.StartsWith("IIU\0"u8) => "rw2",
            _ => null,
        };
    }

    private static string? PlainOf(ReadOnlySpan<byte> head)
    {
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
        if (IsTiff(head) && !head[8..].StartsWith("CR"u8))
        {
            return "tiff";
        }

        return !head[4..].StartsWith("ftyp"u8) ? null : BrandOf(head[8..12]);
    }

    private static string? BrandOf(ReadOnlySpan<byte> brand)
    {
        var name = System.Text.Encoding.ASCII.GetString(brand);
        return name is "avif" or "avis" ? "avif"
            : HeicBrands.Contains(name) ? Heic
            : null;
    }

    private static bool IsTiff(ReadOnlySpan<byte> head) => head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8);
}
