using System.Globalization;
using System.Text;

namespace MindGraphy.Domain.Common;

/// <summary>What happens to every text that enters: composed Hangul (NFC), no control or direction-override characters, no edge spaces.</summary>
public static class StudioText
{
    /// <summary>The cleaned text, or null where nothing is left. Line breaks and tabs stay only where <paramref name="multiline"/> allows them.</summary>
    public static string? Clean(string? text, bool multiline = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.Control)
            {
                if (multiline && rune.Value is '\n' or '\t')
                {
                    builder.Append(rune);
                }
                else if (rune.Value is '\t' or '\n')
                {
                    builder.Append(' ');
                }

                continue;
            }

            // U+202A..E and U+2066..9 turn the direction of what follows: a file name could lie about its ending. U+200D stays: emoji are joined by it.
            if (rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0xFEFF or 0xFFFD)
            {
                continue;
            }

            builder.Append(rune);
        }

        var cleaned = builder.ToString().Normalize(NormalizationForm.FormC).Trim();
        return cleaned.Length == 0 ? null : cleaned;
    }

    /// <summary>At most so many characters of a text, never half a character at the end.</summary>
    public static string? Cut(string? text, int maxLength) =>
        text is null || text.Length <= maxLength ? text
        : char.IsHighSurrogate(text[maxLength - 1]) ? text[..(maxLength - 1)]
        : text[..maxLength];
}
