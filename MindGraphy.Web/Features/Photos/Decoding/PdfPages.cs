using System.Globalization;
using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>
/// Pages of PDFs by the programs of Poppler (Debian: poppler-utils): the libvips that comes with NetVips opens no PDF. Each page is drawn by itself, so that time and memory are a page's.
/// </summary>
internal static partial class PdfPages
{
    private const string Tells = "pdfinfo";
    private const string Draws = "pdftoppm";

    /// <summary>Whether both programs are there.</summary>
    public static bool CanDraw => ReadingTool.IsInstalled(Tells) && ReadingTool.IsInstalled(Draws);

    /// <summary>Where a page lies that was drawn into this folder.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, "page.jpg");

    /// <summary>A page of the file, and how many it has. A page that the PDF promises and does not have is told as one without a size.</summary>
    /// <param name="path">The PDF.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="folder">Where a picture may be written.</param>
    /// <param name="patience">How long each of two programs may take.</param>
    /// <returns>Refused as <see cref="IPdfPages.DrawAsync"/> is, and as <see cref="ReadingTool"/> refuses.</returns>
    public static Result<(ReadableSource Source, int Pages)> Open(string path, int page, string folder, TimeSpan patience)
    {
        var (file, number) = (Path.GetFullPath(path), page.ToString(CultureInfo.InvariantCulture));
        var told = ReadingTool.Run(Tells, patience, "-f", number, "-l", number, file);
        if (!told.Succeeded)
        {
            return told.Refusal;
        }

        if (told.Value.Complained.Contains("Incorrect password", StringComparison.Ordinal))
        {
            return new PdfLocked();
        }

        var about = told.Value.Said;
        if (!told.Value.Well || CountOf(about) is not { } pages || page > pages || SizeOf(about) is not { Width: > 0, Height: > 0 } size)
        {
            return new PdfDamaged(page);
        }

        if (!IsPaper(size.Width) || !IsPaper(size.Height))
        {
            return new PdfPageSize(page);
        }

        // What a reader's window shows, not what is cut off; the whole of it in a box, so that no page costs more than another.
        var edge = IPdfPages.Edge.ToString(CultureInfo.InvariantCulture);
        var picture = FileIn(folder);
        var drawn = ReadingTool.Run(
            Draws,
            patience,
            [
                "-f",
                number,
                "-l",
                number,
                "-singlefile",
                "-cropbox",
                "-scale-to",
                edge,
                "-jpeg",
                "-jpegopt",
                "quality=95",
                file,
                picture[..^4],
            ]
        );
        return !drawn.Succeeded ? drawn.Refusal
            : drawn.Value.Complained.Contains("Failed allocation", StringComparison.Ordinal) ? new PdfTooHeavy(page)
            : LacksLetters().IsMatch(drawn.Value.Complained) ? new PdfFontsMissing(page)
            : !drawn.Value.Well || !File.Exists(picture) || LacksSomething().IsMatch(drawn.Value.Complained) ? new PdfDamaged(page)
            : (new ReadableSource(picture, "jpg"), pages);
    }

    private static bool IsPaper(double points) => points is >= IPdfPages.LeastPoints and <= IPdfPages.MostPoints;

    private static int? CountOf(string about) =>
        int.TryParse(Count().Match(about).Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : null;

    private static (double Width, double Height)? SizeOf(string about) =>
        Size().Match(about) is { Success: true } found
        && double.TryParse(found.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
        && double.TryParse(found.Groups[2].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var height)
            ? (width, height)
            : null;

    // From the end: the title, which stands before, may say anything.
    [GeneratedRegex(@"^Pages:\s+(\d+)\r?$", RegexOptions.Multiline | RegexOptions.RightToLeft)]
    private static partial Regex Count();

    [GeneratedRegex(@"^Page\s+\d+ size:\s+(\S+) x (\S+) pts", RegexOptions.Multiline | RegexOptions.RightToLeft)]
    private static partial Regex Size();

    // In the file or not: letters whose font Poppler could not use are not on the picture, and nobody who looks at it knows that there were any.
    [GeneratedRegex("Missing language pack|Unknown font tag|No font in show|Couldn't (?:find|create) a font|CMap file|Unknown CMap")]
    private static partial Regex LacksLetters();

    // Poppler draws what it can and ends well. A picture or a page that it could not read at all is missed by whoever looks; a fault within a picture is not worth a refusal.
    [GeneratedRegex(
        "start of jpeg data|Premature end of JPEG|in flate stream|LZW stream|opening JPX Stream\\.|Kid object|Kids object|Invalid page|Failed to create page"
    )]
    private static partial Regex LacksSomething();
}
