using System.Globalization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;

namespace MindGraphy.Web.Features.Editing;

/// <summary>The count of rounds in a sentence: the same wherever staff decide on another one.</summary>
internal static class RoundWords
{
    /// <summary>What the contract includes, what was asked for, and what the couple is looking at.</summary>
    public static string SoFar(IStringLocalizer<EditingText> text, RevisionTerms terms) =>
        terms.Out > 0 ? text["Rounds.SoFarOut", terms.Included, terms.Used, terms.Out] : text["Rounds.SoFar", terms.Included, terms.Used];

    /// <summary>Which one the next is, and what it costs; no price for who sees none.</summary>
    public static string Next(IStringLocalizer<EditingText> text, RevisionTerms terms, bool withPrice) =>
        !terms.IsExtra ? text["Rounds.Next.Included", terms.Next, terms.Included]
        : !withPrice ? text["Rounds.Next.Extra", terms.Next, terms.Included]
        : terms.NextWon is { } won
            ? text["Rounds.Next.Price", terms.Next, terms.Included, StudioFormat.Money(new Money(won), CultureInfo.CurrentUICulture)]
        : text["Rounds.Next.Agree", terms.Next, terms.Included];
}
