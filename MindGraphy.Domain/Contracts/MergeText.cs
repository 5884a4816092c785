using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>
/// The text of a contract's template with merge fields: <c>{{total}}</c> stands for a value, <c>{{#deposit}}…{{/deposit}}</c> is there where the
/// field has one that is not zero, <c>{{^deposit}}…{{/deposit}}</c> where it has not. Nothing else is understood: a template can call no code.
/// </summary>
public static partial class MergeText
{
    /// <summary>What is wrong with a text; null where every field is known and every section is closed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="known">The names that it may use.</param>
    /// <returns><see cref="MergeFieldUnknown"/>, <see cref="MergeSectionOpen"/> or <see cref="MergeBracesUnreadable"/>.</returns>
    public static Refusal? Wrong(string text, IReadOnlyCollection<string> known)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(text))
        {
            var (mark, name) = (tag.Groups["mark"].Value, tag.Groups["name"].Value);
            if (!known.Contains(name))
            {
                return new MergeFieldUnknown(name);
            }

            if (mark == "/")
            {
                if (!open.TryPop(out var last) || last != name)
                {
                    return new MergeSectionOpen(last ?? name);
                }
            }
            else if (mark.Length > 0)
            {
                open.Push(name);
            }
        }

        if (open.TryPeek(out var left))
        {
            return new MergeSectionOpen(left);
        }

        return Braces().Match(Tag().Replace(text, "")) is { Success: true } odd ? new MergeBracesUnreadable(odd.Value.Trim()) : null;
    }

    /// <summary>Fills a text that was found to be right. A field without a value leaves its gap and is named in <paramref name="missing"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">The fields; null where there is no value.</param>
    /// <param name="missing">Takes the names of fields that were asked for and have none.</param>
    public static string Fill(string text, IReadOnlyDictionary<string, MergeValue> values, ISet<string> missing)
    {
        var filled = new System.Text.StringBuilder();
        var shown = new Stack<bool>();
        var at = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            var isShown = !shown.Contains(false);
            if (isShown)
            {
                filled.Append(text, at, tag.Index - at);
            }

            at = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value;
            var value = values.GetValueOrDefault(name);
            switch (tag.Groups["mark"].Value)
            {
                case "#":
                    shown.Push(value.HasSome);
                    break;
                case "^":
                    shown.Push(!value.HasSome);
                    break;
                case "/":
                    shown.Pop();
                    break;
                default:
                    if (isShown)
                    {
                        filled.Append(value.Text ?? Gap);
                        if (value.Text is null)
                        {
                            missing.Add(name);
                        }
                    }

                    break;
            }
        }

        filled.Append(text, at, text.Length - at);

        // A section that is not shown leaves no empty line behind.
        return string.Join('\n', filled.ToString().Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0));
    }

    /// <summary>What stands where a value is missing.</summary>
    public const string Gap = "＿＿＿";

    [GeneratedRegex(@"\{\{\s*(?<mark>[#^/]?)\s*(?<name>[a-z][a-z_]{0,39})\s*\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{\{.{0,20}|.{0,20}\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Braces();
}

/// <summary>The value of a merge field.</summary>
/// <param name="Text">As it is written; null where there is none.</param>
/// <param name="IsNothing">Whether it is a zero: written where it is asked for, and no reason to show a section.</param>
public readonly record struct MergeValue(string? Text, bool IsNothing = false)
{
    /// <summary>Whether a section of it is shown.</summary>
    public bool HasSome => Text is not null && !IsNothing;
}
