using System.Globalization;

namespace MindGraphy.Domain.Editing;

/// <summary>What a round of changes beyond the contract is called in the payment plan, and which round a line is for.</summary>
public static class RoundCharge
{
    private const string Korean = "추가 재수정 ";
    private const string KoreanEnd = "차";
    private const string English = "Round of changes no. ";

    /// <summary>What its line is for, in both languages.</summary>
    /// <param name="number">Which round it is, from 1.</param>
    public static (string Korean, string English) WhatFor(int number) =>
        (
            string.Create(CultureInfo.InvariantCulture, $"{Korean}{number}{KoreanEnd}"),
            string.Create(CultureInfo.InvariantCulture, $"{English}{number}")
        );

    /// <summary>Which round a line is for; null where it is for something else. A plan's lines keep their words.</summary>
    public static int? NumberOf(string? whatFor)
    {
        var digits =
            whatFor is null ? null
            : whatFor.StartsWith(English, StringComparison.Ordinal) ? whatFor[English.Length..]
            : whatFor.StartsWith(Korean, StringComparison.Ordinal) && whatFor.EndsWith(KoreanEnd, StringComparison.Ordinal)
                ? whatFor[Korean.Length..^KoreanEnd.Length]
            : null;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

/// <summary>A round that stands in the payment plan.</summary>
/// <param name="Number">Which round it is, from 1.</param>
/// <param name="Won">What it costs there, in won.</param>
public sealed record BilledRound(int Number, long Won);
