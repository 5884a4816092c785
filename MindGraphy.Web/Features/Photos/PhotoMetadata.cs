using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Iptc;
using MetadataExtractor.Formats.Tiff;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos;

/// <summary>What the camera wrote into a file, as far as a studio asks for it: without maker notes, pictures in the picture and other binary.</summary>
/// <param name="TakenAt">The camera's clock, without a zone.</param>
/// <param name="TakenOffset">Its offset from UTC.</param>
/// <param name="Camera">Make and model.</param>
/// <param name="Json">Names and values as a flat JSON object that PostgreSQL's jsonb takes.</param>
/// <param name="IsRaw">Whether the file is a camera's raw data in the clothes of a TIFF.</param>
internal sealed record PhotoMetadata(DateTime? TakenAt, TimeSpan? TakenOffset, string? Camera, string Json, bool IsRaw)
{
    /// <summary>Nothing.</summary>
    public static readonly PhotoMetadata None = new(null, null, null, "{}", false);

    private const int MaxValueLength = 500;
    private const int MaxValues = 300;
    private const int TagNewSubfileType = 0x00FE;
    private const int TagDngVersion = 0xC612;
    private const int TagMakerNote = 0x927C;
    private const int TagPrintImage = 0xC4A5;
    private const int TagPadding = 0xEA1C;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const int TagCameraSerial = 0xC62F;

    /// <summary>The camera with its serial number; null where the file names none.</summary>
    public CameraBody? Body { get; init; }

    /// <summary>Reads a file; one whose metadata is broken has none, which is no fault of its picture.</summary>
    public static PhotoMetadata Read(string path) => Directories(path, isTiff: false) is { } found ? From(found) : None;

    /// <summary>Reads a file whose format is known: TIFF and what looks like it is read where its parts are, never as a whole.</summary>
    public static PhotoMetadata Read(string path, string format) =>
        Directories(path, isTiff: format is "tiff" or "cr2" or "nef" or "arw" or "dng" or "orf" or "rw2") is { } found
            ? From(found) with
            {
                IsRaw = format == "tiff" && IsRawTiff(found),
            }
            : None;

    /// <summary>This, with what another file of the same picture tells beside it: of some raw files only the preview's EXIF can be read.</summary>
    public PhotoMetadata OrElse(PhotoMetadata other) =>
        this with
        {
            TakenAt = TakenAt ?? other.TakenAt,
            TakenOffset = TakenAt is null ? other.TakenOffset : TakenOffset,
            Camera = Camera ?? other.Camera,
            Body = Body ?? other.Body,
            Json = Json == "{}" ? other.Json : Json,
        };

    /// <summary>How the picture has to be turned, from 1 to 8; null where the file does not say.</summary>
    public static int? OrientationOf(string path) =>
        Directories(path, isTiff: false)?.OfType<ExifIfd0Directory>().FirstOrDefault() is { } main
        && main.TryGetInt32(ExifDirectoryBase.TagOrientation, out var turned)
        && turned is >= 1 and <= 8
            ? turned
            : null;

    // Whatever a broken file makes the reader throw (it may be anything: sizes, offsets and texts come from strangers), its picture is none the worse.
    private static IReadOnlyList<MetadataExtractor.Directory>? Directories(string path, bool isTiff)
    {
        try
        {
            return isTiff ? TiffMetadataReader.ReadMetadata(path) : ImageMetadataReader.ReadMetadata(path);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static bool IsRawTiff(IReadOnlyList<MetadataExtractor.Directory> directories) =>
        directories.OfType<ExifIfd0Directory>().FirstOrDefault() is { } main
        && (main.ContainsTag(TagDngVersion) || (main.TryGetInt32(TagNewSubfileType, out var kind) && kind == 1));

    private static PhotoMetadata From(IReadOnlyList<MetadataExtractor.Directory> directories)
    {
        var main = directories.OfType<ExifIfd0Directory>().FirstOrDefault();
        // Raw files have several directories of this kind, of which one holds what the camera wrote of the exposure.
        var all = directories.OfType<ExifSubIfdDirectory>().ToList();
        var details = all.Find(d => d.ContainsTag(ExifDirectoryBase.TagDateTimeOriginal)) ?? all.FirstOrDefault();
        var (date, subSeconds, offset) = details?.GetString(ExifDirectoryBase.TagDateTimeOriginal) is { } original
            ? (original, ExifDirectoryBase.TagSubsecondTimeOriginal, ExifDirectoryBase.TagTimeZoneOriginal)
            : (
                details?.GetString(ExifDirectoryBase.TagDateTimeDigitized) ?? main?.GetString(ExifDirectoryBase.TagDateTime),
                ExifDirectoryBase.TagSubsecondTimeDigitized,
                ExifDirectoryBase.TagTimeZoneDigitized
            );
        var (make, model) = (main?.GetString(ExifDirectoryBase.TagMake), main?.GetString(ExifDirectoryBase.TagModel));
        return new PhotoMetadata(
            TakenAtOf(date, details?.GetString(subSeconds)),
            OffsetOf(details?.GetString(offset)),
            CameraOf(make, model),
            JsonOf(directories),
            IsRawTiff(directories)
        )
        {
            Body = CameraBody.Of(
                make,
                model,
                details?.GetString(ExifDirectoryBase.TagBodySerialNumber) ?? main?.GetString(TagCameraSerial)
            ),
        };
    }

    /// <summary>
    /// Whether a camera's clock can be right: one that was never set says year 0 or 1, and a broken file may say anything. At either end of what a date can be,
    /// there is no room for its zone.
    /// </summary>
    public static bool IsPlausible(DateTime clock) => clock.Year is >= 1900 and <= 2100;

    private static DateTime? TakenAtOf(string? date, string? subSeconds)
    {
        var readable = DateTime.TryParseExact(
            Clean(date),
            "yyyy:MM:dd HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var whole
        );
        if (!readable || !IsPlausible(whole))
        {
            return null;
        }

        var digits = Clean(subSeconds);
        var valid = digits.Length is > 0 and <= 7 && digits.All(char.IsAsciiDigit);
        return valid ? whole.AddTicks(long.Parse(digits.PadRight(7, '0'), CultureInfo.InvariantCulture)) : whole;
    }

    private static TimeSpan? OffsetOf(string? offset)
    {
        var text = Clean(offset);
        if (text is "Z")
        {
            return TimeSpan.Zero;
        }

        var readable = TimeSpan.TryParseExact(text.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out var span);
        return readable && span <= TimeSpan.FromHours(14) ? (text[0] == '-' ? -span : span) : null;
    }

    private static string? CameraOf(string? make, string? model)
    {
        var (maker, name) = (Clean(make), Clean(model));
        var first = maker.Split(' ')[0];
        var both = first.Length > 0 && name.StartsWith(first, StringComparison.OrdinalIgnoreCase) ? name : $"{maker} {name}".Trim();
        return both.Length == 0 ? null : both;
    }

    private static string JsonOf(IEnumerable<MetadataExtractor.Directory> directories)
    {
        var values = new Dictionary<string, string>();
        var wanted = directories.Where(d => d is ExifIfd0Directory or ExifSubIfdDirectory or GpsDirectory or IptcDirectory);
        foreach (var tag in wanted.SelectMany(d => d.Tags.Where(t => t.HasName && !IsBinary(d, t.Type))))
        {
            var value = Clean(tag.Description);
            if (value.Length > 0 && values.Count < MaxValues)
            {
                values.TryAdd(tag.Name, value);
            }
        }

        return JsonSerializer.Serialize(values, Readable);
    }

    private static bool IsBinary(MetadataExtractor.Directory directory, int tag) =>
        tag is TagMakerNote or TagPrintImage or TagPadding
        || (directory.GetObject(tag) is byte[] { Length: > 64 } && tag != ExifDirectoryBase.TagUserComment);

    // jsonb takes neither NUL nor half a surrogate pair, and nobody reads the other control characters.
    private static string Clean(string? value)
    {
        var clean = new StringBuilder();
        foreach (var rune in (value ?? "").EnumerateRunes())
        {
            var lost = rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control;
            if (clean.Length + rune.Utf16SequenceLength > MaxValueLength)
            {
                break;
            }

            clean.Append(lost ? "" : rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
