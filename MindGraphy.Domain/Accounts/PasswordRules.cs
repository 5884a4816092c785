using System.Reflection;
using System.Security.Cryptography;

namespace MindGraphy.Domain.Accounts;

/// <summary>What a password has to be: long, and not one that everybody tries first. Nothing is asked of its characters.</summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>Most characters: beyond, hashing would be a way to keep the server busy.</summary>
    public const int MaxLength = 128;

    /// <summary>Characters of a generated password: 20 of these 56 are 116 bits. Those that look alike (0 O, 1 l I) are left out.</summary>
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private const int GeneratedLength = 20;

    private static readonly Lazy<HashSet<string>> Common = new(Read);

    /// <summary>A password for a new account; shown once and stored nowhere.</summary>
    public static string Generate() => new(RandomNumberGenerator.GetItems<char>(Letters, GeneratedLength));

    /// <summary>
    /// Whether guessers try it early: a common password, one with digits and signs around it, two of them in a row, the same few
    /// characters again and again, a run along the keyboard, or the account's own name.
    /// </summary>
    /// <param name="password">The password.</param>
    /// <param name="email">The account's address; null where there is none yet.</param>
    public static bool IsCommon(string password, string? email = null)
    {
        var plain = password.ToLowerInvariant();
        var name = email?.Split('@')[0].ToLowerInvariant();
        return Common.Value.Contains(plain)
            || plain.Distinct().Count() < 5
            || Repeats(plain)
            || Runs(plain)
            || IsOfCommonWords(Core(plain, char.IsAsciiLetter), name)
            || IsOfCommonWords(Unmask(Core(plain, char.IsAsciiLetter)), name)
            || IsOfCommonWords(Core(Unmask(plain), char.IsAsciiLetter), name);
    }

    // What is left between the digits and signs that people put around a word.
    private static string Core(string text, Func<char, bool> keeps)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && !keeps(text[start]) && text[start] < 128)
        {
            start++;
        }

        while (end > start && !keeps(text[end - 1]) && text[end - 1] < 128)
        {
            end--;
        }

        return text[start..end];
    }

    private static string Unmask(string text) =>
        string.Concat(
            text.Select(c =>
                c switch
                {
                    '0' => 'o',
                    '1' or '!' => 'i',
                    '3' => 'e',
                    '4' or '@' => 'a',
                    '5' or '$' => 's',
                    '7' => 't',
                    _ => c,
                }
            )
        );

    private static bool IsOfCommonWords(string core, string? name)
    {
        if (core.Length == 0)
        {
            return true;
        }

        if (IsWord(core, name))
        {
            return true;
        }

        for (var cut = 3; cut <= core.Length - 3; cut++)
        {
            if (IsWord(core[..cut], name) && IsWord(core[cut..].TrimStart("0123456789!@#$%^&*()-_=+. ".ToCharArray()), name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(string word, string? name) =>
        word.Length == 0 || Common.Value.Contains(word) || (name is { Length: >= 4 } && word == name);

    private static bool Repeats(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (Enumerable.Range(length, text.Length - length).All(i => text[i] == text[i - length]))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] Rows =
    [
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890",
        "`1234567890-=",
        "qwertyuiop[]",
        "asdfghjkl;'",
        "zxcvbnm,./",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
        "!qaz@wsx#edc$rfv%tgb^yhn&ujm*ik<(ol>)p:?",
        "1q2w3e4r5t6y7u8i9o0p",
        "q1w2e3r4t5y6u7i8o9p0",
        "qazwsxedcrfvtgbyhnujmikolp",
    ];

    // Cut into the longest pieces that follow a row of the keyboard or the alphabet, forwards or backwards: three or fewer pieces are no secret.
    private static bool Runs(string text)
    {
        var pieces = 0;
        for (var at = 0; at < text.Length; pieces++)
        {
            at += Math.Max(1, Rows.Max(row => Math.Max(Along(text, at, row), Along(text, at, Reverse(row)))));
        }

        return pieces <= 3;
    }

    private static int Along(string text, int at, string row)
    {
        var start = row.IndexOf(text[at], StringComparison.Ordinal);
        if (start < 0)
        {
            return 0;
        }

        var length = 0;
        while (at + length < text.Length && start + length < row.Length && text[at + length] == row[start + length])
        {
            length++;
        }

        return length;
    }

    private static string Reverse(string row) => new([.. row.Reverse()]);

    private static HashSet<string> Read()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("MindGraphy.Domain.Accounts.CommonPasswords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not part of the program.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
    }
}
