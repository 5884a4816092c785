using System.Text;

namespace MindGraphy.Domain.Search;

/// <summary>What a search has to know about Korean letters: a syllable's initial consonant (초성), and what input methods make of consonants alone.</summary>
public static class Hangul
{
    private const char FirstSyllable = '가';
    private const char LastSyllable = '힣';
    private const int SyllablesPerInitial = 588;
    private const int SyllablesPerVowel = 28;

    /// <summary>The initial consonants in the order of the syllables, as a keyboard writes them.</summary>
    public const string Initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    // Typed one after the other, two consonants become one sign: whoever looks for ㄱㅅㅇ sends ㄳㅇ.
    private static readonly Dictionary<char, string> Clusters = new()
    {
        ['ㄳ'] = "ㄱㅅ",
        ['ㄵ'] = "ㄴㅈ",
        ['ㄶ'] = "ㄴㅎ",
        ['ㄺ'] = "ㄹㄱ",
        ['ㄻ'] = "ㄹㅁ",
        ['ㄼ'] = "ㄹㅂ",
        ['ㄽ'] = "ㄹㅅ",
        ['ㄾ'] = "ㄹㅌ",
        ['ㄿ'] = "ㄹㅍ",
        ['ㅀ'] = "ㄹㅎ",
        ['ㅄ'] = "ㅂㅅ",
    };

    /// <summary>Whether it is a whole syllable.</summary>
    public static bool IsSyllable(char letter) => letter is >= FirstSyllable and <= LastSyllable;

    /// <summary>Whether it is an initial consonant by itself.</summary>
    public static bool IsInitial(char letter) => Initials.Contains(letter);

    /// <summary>Whether it is a syllable that a further consonant may still close: 여, not 연.</summary>
    public static bool IsOpen(char letter) => IsSyllable(letter) && (letter - FirstSyllable) % SyllablesPerVowel == 0;

    /// <summary>A syllable's initial consonant; every other letter stays.</summary>
    public static char InitialOf(char letter) => IsSyllable(letter) ? Initials[(letter - FirstSyllable) / SyllablesPerInitial] : letter;

    /// <summary>The syllables that begin with a consonant, as the class of a regular expression.</summary>
    public static string ClassOf(char initial)
    {
        var first = (char)(FirstSyllable + (Initials.IndexOf(initial, StringComparison.Ordinal) * SyllablesPerInitial));
        return $"[{first}-{(char)(first + SyllablesPerInitial - 1)}]";
    }

    /// <summary>An open syllable and those that it may still become, as the class of a regular expression.</summary>
    public static string ClassOfOpen(char syllable) => $"[{syllable}-{(char)(syllable + SyllablesPerVowel - 1)}]";

    /// <summary>
    /// One way of writing for all that keyboards and systems send: letters of full width become narrow, lone consonants of a decomposed text
    /// (macOS) those of the keyboard, joined consonants two; small letters.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormC))
        {
            if (letter is >= '！' and <= '～')
            {
                folded.Append((char)(letter - '！' + '!'));
            }
            else if (letter is '　' or '\u00A0')
            {
                folded.Append(' ');
            }
            else if (letter is >= '\u1100' and <= '\u1112')
            {
                folded.Append(Initials[letter - '\u1100']);
            }
            else if (Clusters.TryGetValue(letter, out var two))
            {
                folded.Append(two);
            }
            else
            {
                folded.Append(letter);
            }
        }

        return folded.ToString().ToLowerInvariant();
    }
}
