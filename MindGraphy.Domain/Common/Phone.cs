using System.Text.RegularExpressions;
using PhoneNumbers;

namespace MindGraphy.Domain.Common;

/// <summary>Telephone numbers: stored as E.164 (+821012345678), shown as people write them (010-1234-5678).</summary>
public static partial class Phone
{
    /// <summary>E.164 is at most 16 characters with its plus.</summary>
    public const int MaxLength = 20;

    /// <summary>Reads what a person typed; numbers without a country are Korean.</summary>
    /// <returns>E.164, or null where it is no possible telephone number.</returns>
    public static string? Parse(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > 200)
        {
            return null;
        }

        // Reading a number is the dearest step of taking in a couple, and its check, the search for doubles and the row each ask for the
        // same one in turn. A slot is replaced whole, so that threads see the old answer or the new one.
        var slot = (int)((uint)typed.GetHashCode(StringComparison.Ordinal) % Recent.Length);
        if (Recent[slot] is { } known && known.Typed == typed)
        {
            return known.E164;
        }

        var read = Read(typed);
        Recent[slot] = new Answer(typed, read);
        return read;
    }

    private static readonly Answer?[] Recent = new Answer?[8_192];

    private sealed record Answer(string Typed, string? E164);

    private static string? Read(string typed)
    {
        var text = StudioText.Clean(typed);
        if (text is null || text.Length > 40)
        {
            return null;
        }

        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var number = util.Parse(text, "KR");
            return util.IsValidNumber(number) ? util.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Whether a text message can reach it: every Korean 01x number, and any number abroad.</summary>
    /// <param name="e164">E.164; null where there is none.</param>
    public static bool TakesMessages(string? e164) =>
        e164 is ['+', ..] && (!e164.StartsWith("+82", StringComparison.Ordinal) || KoreanMobile().IsMatch(e164));

    /// <summary>The number as people write it with its middle hidden: 010-••••-5678. The first group and the last four digits stay.</summary>
    public static string Mask(string? e164)
    {
        var shown = Show(e164);
        var kept = shown.IndexOfAny([' ', '-']);
        var tail = shown.Length;
        for (var digits = 0; tail > 0 && digits < 4; )
        {
            digits += char.IsAsciiDigit(shown[--tail]) ? 1 : 0;
        }

        return string.Concat(shown.Select((c, i) => char.IsAsciiDigit(c) && i > kept && i < tail ? '•' : c));
    }

    [GeneratedRegex(@"^\+821[016-9][0-9]{7,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex KoreanMobile();

    /// <summary>010-1234-5678 for Korean numbers, the international form for others; unchanged where it can't be read.</summary>
    public static string Show(string? e164)
    {
        if (string.IsNullOrEmpty(e164))
        {
            return "";
        }

        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var number = util.Parse(e164, "KR");
            return util.Format(number, number.CountryCode == 82 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return e164;
        }
    }
}
