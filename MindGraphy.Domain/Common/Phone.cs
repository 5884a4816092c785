using PhoneNumbers;

namespace MindGraphy.Domain.Common;

/// <summary>Telephone numbers: stored as E.164 (+821012345678), shown as people write them (010-1234-5678).</summary>
public static class Phone
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
        // same one in turn.
        var recent = _recent ??= new (string?, string?)[4];
        foreach (var (text, e164) in recent)
        {
            if (text == typed)
            {
                return e164;
            }
        }

        var read = Read(typed);
        recent[_next] = (typed, read);
        _next = (_next + 1) % recent.Length;
        return read;
    }

    [ThreadStatic]
    private static (string? Typed, string? E164)[]? _recent;

    [ThreadStatic]
    private static int _next;

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
