using System.Text;
using System.Text.RegularExpressions;

namespace MindGraphy.Domain.Editing;

/// <summary>
/// By what a finished file is known again: its name without ending. Retouchers' programs add to it, so endings are cut off one after another:
/// a number in parentheses, or, after a space, hyphen or underscore, one of edit, edited, retouch, retouched, copy, final, 보정, 보정본, 수정, 복사본, 사본
/// with or without a number. The whole name is asked for first: a camera's name that happens to end so is never cut short.
/// </summary>
public static partial class Stems
{
    private const int MostEndings = 5;

    /// <summary>A file name without its ending, composed (NFC).</summary>
    public static string Of(string fileName) => Path.GetFileNameWithoutExtension(fileName).Normalize(NormalizationForm.FormC);

    /// <summary>What a finished file's original may be called, the likeliest first.</summary>
    public static IReadOnlyList<string> Of(string fileName, bool withoutEndings)
    {
        var stems = new List<string> { Of(fileName) };
        while (withoutEndings && stems.Count <= MostEndings && Ending().Match(stems[^1]) is { Success: true, Index: > 0 } ending)
        {
            stems.Add(stems[^1][..ending.Index]);
        }

        return stems;
    }

    [GeneratedRegex(
        @"(?:[ _-]*\(\d{1,3}\)|[ _-]+(?:edit(?:ed)?|retouch(?:ed)?|copy|final|보정본?|수정|복사본|사본)(?:[ _-]*\d{1,3})?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Ending();
}
