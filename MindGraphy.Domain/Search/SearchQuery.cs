using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Search;

/// <summary>
/// What a person typed into a search, understood: days, telephone digits and words, each of which has to be found somewhere ("서연 더채플").
/// </summary>
public sealed partial class SearchQuery
{
    /// <summary>More is cut off: nobody types it.</summary>
    public const int MaxLength = 100;

    private const int MostWords = 6;
    private static readonly char[] Separators = [' ', '·', ',', '&', '♥', '"', '(', ')'];

    private SearchQuery(string text, IReadOnlyList<SearchWord> words, string? number) => (Text, Words, Number) = (text, words, number);

    /// <summary>The text in one way of writing.</summary>
    public string Text { get; }

    /// <summary>What has to be found, all of it.</summary>
    public IReadOnlyList<SearchWord> Words { get; }

    /// <summary>The text as a part of a contract's or project's number; null where it can't be one.</summary>
    public string? Number { get; }

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => Words.Count == 0;

    /// <summary>Understands a text; never refuses one.</summary>
    public static SearchQuery Parse(string? typed)
    {
        var text = Hangul.Fold(StudioText.Cut(StudioText.Clean(typed), MaxLength) ?? "").Trim();
        var words = new List<SearchWord>();
        var rest = Digits(Days(text, words), words);
        foreach (var word in rest.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            words.Add(WordOf(word, isLoose: false));
        }

        return new SearchQuery(text, [.. words.Take(MostWords)], NumberLike().IsMatch(text) ? text : null);
    }

    /// <summary>
    /// The same with its last syllable not yet closed, as it stands while it is being typed: 김서여 on the way to 김서연. Null where the text
    /// does not end so.
    /// </summary>
    public SearchQuery? StillTyped() =>
        Words is [.., { Kind: SearchWordKind.Text } last] && Hangul.IsOpen(last.Text[^1]) && last.Text.All(IsKorean)
            ? new SearchQuery(Text, [.. Words.SkipLast(1), WordOf(last.Text, isLoose: true)], Number)
            : null;

    /// <summary>Whether a name of the screens (a page, an action) is meant.</summary>
    public bool Finds(string label)
    {
        var folded = Hangul.Fold(label);
        return Words.All(w =>
            w.Kind == SearchWordKind.Text
            && Regex.IsMatch(folded, w.Pattern ?? Regex.Escape(w.Text), RegexOptions.None, TimeSpan.FromSeconds(1))
        );
    }

    private static bool IsKorean(char letter) => Hangul.IsSyllable(letter) || Hangul.IsInitial(letter);

    private static SearchWord WordOf(string word, bool isLoose)
    {
        if (!word.All(IsKorean) || (!isLoose && !word.Any(Hangul.IsInitial)))
        {
            return new SearchWord(SearchWordKind.Text, word);
        }

        var pattern = new StringBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            pattern.Append(
                Hangul.IsInitial(word[i]) ? Hangul.ClassOf(word[i])
                : isLoose && i == word.Length - 1 ? Hangul.ClassOfOpen(word[i])
                : word[i].ToString()
            );
        }

        return new SearchWord(SearchWordKind.Text, word, Pattern: pattern.ToString());
    }

    // Each kind of day in its turn; what was understood leaves the text.
    private static string Days(string text, List<SearchWord> words)
    {
        text = Take(FullDay(), text, m => Day(Year(m), Month(m), DayOf(m)));
        text = Take(EnglishDayFirst(), text, m => Day(Year(m), Month(m), DayOf(m)));
        text = Take(EnglishMonthFirst(), text, m => Day(Year(m), Month(m), DayOf(m)));
        text = Take(YearAndMonth(), text, m => Month(m) is var month and >= 1 and <= 12 ? [$"{Year(m):0000}{month:00}"] : null);
        text = Take(KoreanDay(), text, m => Day(null, Month(m), DayOf(m)));
        text = Take(KoreanMonth(), text, m => Month(m) is var month and >= 1 and <= 12 ? [$"m{month:00}"] : null);
        text = Take(ShortDay(), text, m => Day(null, Month(m), DayOf(m)));
        return text;

        string Take(Regex regex, string from, Func<Match, string[]?> read) =>
            regex.Replace(
                from,
                m =>
                {
                    if (read(m) is not { } days)
                    {
                        return m.Value;
                    }

                    words.Add(new SearchWord(SearchWordKind.Day, days[0]));
                    return " ";
                }
            );
    }

    private static int Value(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int? Year(Match match) =>
        !match.Groups["y"].Success ? null
        : Value(match, "y") is var year && year < 100 ? 2000 + year
        : year;

    private static int Month(Match match) =>
        match.Groups["m"].Value is var text && char.IsAsciiLetter(text[0])
            ? 1 + ("janfebmaraprmayjunjulaugsepoctnovdec".IndexOf(text[..3], StringComparison.Ordinal) / 3)
            : Value(match, "m");

    private static int DayOf(Match match) => Value(match, "d");

    private static string[]? Day(int? year, int month, int day) =>
        month is < 1 or > 12 || year is < 1950 or > 2100 || day < 1 || day > DateTime.DaysInMonth(year ?? 2000, month) ? null
        : year is null ? [$"{month:00}{day:00}"]
        : [$"{year:0000}{month:00}{day:00}"];

    // A telephone number however it is written; with a country's code as without.
    private static string Digits(string text, List<SearchWord> words) =>
        TelephoneLike()
            .Replace(
                text,
                m =>
                {
                    var digits = NoDigit().Replace(m.Value, "");
                    if (
                        digits.StartsWith("82", StringComparison.Ordinal)
                        && (m.Value.Contains('+', StringComparison.Ordinal) || digits.Length > 8)
                    )
                    {
                        digits = "0" + digits[2..].TrimStart('0');
                    }

                    // Eight digits may be a day as well as a number without its 010.
                    var day =
                        digits.Length == 8
                        && Day(
                            int.Parse(digits[..4], CultureInfo.InvariantCulture),
                            int.Parse(digits[4..6], CultureInfo.InvariantCulture),
                            int.Parse(digits[6..], CultureInfo.InvariantCulture)
                        )
                            is not null;
                    words.Add(new SearchWord(SearchWordKind.Digits, digits, MayBeDay: day));
                    return " ";
                }
            );

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4}|\d{2})\s*[-./년]\s*(?<m>\d{1,2})\s*[-./월]\s*(?<d>\d{1,2})(?!\d)\s*[일.]?")]
    private static partial Regex FullDay();

    [GeneratedRegex(
        @"(?<!\S)(?<d>\d{1,2})(st|nd|rd|th)?\s+(?<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(\s+(?<y>\d{4}))?(?!\S)"
    )]
    private static partial Regex EnglishDayFirst();

    [GeneratedRegex(
        @"(?<!\S)(?<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?<d>\d{1,2})(st|nd|rd|th)?(,?\s+(?<y>\d{4}))?(?!\S)"
    )]
    private static partial Regex EnglishMonthFirst();

    [GeneratedRegex(@"(?<!\S)(?<y>(19|20)\d{2})\s*[-./년]\s*(?<m>\d{1,2})(?!\d)\s*월?(?!\S)")]
    private static partial Regex YearAndMonth();

    [GeneratedRegex(@"(?<!\d)(?<m>\d{1,2})\s*월\s*(?<d>\d{1,2})(?!\d)\s*일?")]
    private static partial Regex KoreanDay();

    [GeneratedRegex(@"(?<!\d)(?<m>\d{1,2})\s*월(?!\S)")]
    private static partial Regex KoreanMonth();

    [GeneratedRegex(@"(?<!\S)(?<m>\d{1,2})[-./](?<d>\d{1,2})\.?(?!\S)")]
    private static partial Regex ShortDay();

    [GeneratedRegex(@"(?<!\S)\+?\(?\d[\d\s().-]*(?!\S)")]
    private static partial Regex TelephoneLike();

    [GeneratedRegex(@"\D")]
    private static partial Regex NoDigit();

    [GeneratedRegex(@"^([cp]-?)?\d[\d-]{2,}$|^[cp]-\d*$")]
    private static partial Regex NumberLike();
}

/// <summary>One thing that has to be found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word; digits; or a day as 20270516, 0516, 202705 or m05.</param>
/// <param name="Pattern">For consonants among syllables: the regular expression that the word has to fit.</param>
/// <param name="MayBeDay">For digits that are a day as well.</param>
public sealed record SearchWord(SearchWordKind Kind, string Text, string? Pattern = null, bool MayBeDay = false);

/// <summary>What a part of a search is.</summary>
public enum SearchWordKind
{
    /// <summary>A name, a venue, an address, or a piece of one.</summary>
    Text,

    /// <summary>Digits of a telephone number.</summary>
    Digits,

    /// <summary>A wedding day, or its month.</summary>
    Day,
}
