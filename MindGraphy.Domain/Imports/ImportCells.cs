using System.Globalization;
using System.Text.RegularExpressions;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Imports;

/// <summary>Reads cells the way Korean offices write them.</summary>
public static partial class ImportCells
{
    private static readonly DateTime SerialZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>A cell as text: whole numbers without decimals, an apostrophe that only kept a formula from running taken off.</summary>
    public static string? Text(object? cell) =>
        cell switch
        {
            null => null,
            string text => SpreadsheetText.Unescape(text),
            double number => number.ToString(
                Math.Abs(number) < 1e15 && number == Math.Floor(number) ? "0" : "R",
                CultureInfo.InvariantCulture
            ),
            DateTime moment => moment.ToString(
                moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm",
                CultureInfo.InvariantCulture
            ),
            TimeSpan span => span.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString(),
        };

    /// <summary>A telephone number as typed; spreadsheets drop the 0 of 010-1234-5678, which is put back.</summary>
    public static string? PhoneText(object? cell)
    {
        var text = StudioText.Clean(Text(cell));
        return text is not null && Stripped().IsMatch(text) ? "0" + text : text;
    }

    /// <summary>A day: the spreadsheet's own date or serial number, 2027-05-16, 2027.5.16, 2027년 5월 16일, 20270516, 5/16/2027, 16 May 2027.</summary>
    /// <returns>False where there is something that is no day.</returns>
    public static bool TryDate(object? cell, out DateOnly? date)
    {
        date = null;
        if (cell is DateTime moment)
        {
            date = DateOnly.FromDateTime(moment);
            return Plausible(date);
        }

        var text = StudioText.Clean(Text(cell));
        if (text is null)
        {
            return true;
        }

        if (YearFirst().Match(text) is { Success: true } korean)
        {
            date = Day(korean.Groups[1].Value, korean.Groups[2].Value, korean.Groups[3].Value);
        }
        else if (Eight().Match(text) is { Success: true } packed)
        {
            date = Day(packed.Groups[1].Value, packed.Groups[2].Value, packed.Groups[3].Value);
        }
        else if (MonthFirst().Match(text) is { Success: true } american)
        {
            date = Day(american.Groups[3].Value, american.Groups[1].Value, american.Groups[2].Value);
        }
        else if (
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && serial is >= 20_000 and < 80_000
        )
        {
            date = DateOnly.FromDateTime(SerialZero.AddDays(Math.Floor(serial)));
        }
        else if (HasMonthName().IsMatch(text) && DateOnly.TryParse(text, CultureInfo.GetCultureInfo("en-GB"), out var english))
        {
            date = english;
        }

        return Plausible(date);
    }

    /// <summary>An hour: the spreadsheet's own time or fraction of a day, 14:00, 오후 2시, 오후 2시 30분, 2:30 PM, 14시.</summary>
    /// <returns>False where there is something that is no hour.</returns>
    public static bool TryTime(object? cell, out TimeOnly? time)
    {
        time = null;
        switch (cell)
        {
            case DateTime moment:
                time = Minute(moment.TimeOfDay);
                return true;
            case TimeSpan span:
                time = Minute(span);
                return time is not null;
            case double fraction:
                time = Minute(TimeSpan.FromDays(fraction - Math.Floor(fraction)));
                return true;
        }

        var text = StudioText.Clean(Text(cell));
        if (text is null)
        {
            return true;
        }

        if (Clock().Match(text) is not { Success: true } match)
        {
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part) && part is > 0 and < 1)
            {
                time = Minute(TimeSpan.FromDays(part));
            }

            return time is not null;
        }

        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute =
            match.Groups["half"].Success ? 30
            : match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture)
            : 0;
        var half = (match.Groups["a"].Value + match.Groups["z"].Value).ToLowerInvariant();
        if (half is "오후" or "pm" or "p.m." or "낮" or "저녁" && hour is >= 1 and < 12)
        {
            hour += 12;
        }
        else if (half is "오전" or "am" or "a.m." && hour == 12)
        {
            hour = 0;
        }

        time = hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
        return time is not null;
    }

    private static TimeOnly? Minute(TimeSpan span)
    {
        var minutes = (int)Math.Round(span.TotalMinutes);
        return minutes is >= 0 and <= 1440 ? TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(minutes % 1440)) : null;
    }

    private static bool Plausible(DateOnly? date) => date is { Year: >= 1950 and <= 2100 };

    private static DateOnly? Day(string year, string month, string day)
    {
        var (y, m, d) = (
            int.Parse(year, CultureInfo.InvariantCulture),
            int.Parse(month, CultureInfo.InvariantCulture),
            int.Parse(day, CultureInfo.InvariantCulture)
        );
        y += y < 100 ? 2000 : 0;
        return y is > 0 and < 9999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    [GeneratedRegex(@"^(10\d{8}|1[16789]\d{7,8}|[2-6]\d{7,9}|70\d{8})$")]
    private static partial Regex Stripped();

    [GeneratedRegex(
        @"^(\d{4}|\d{2}(?=[년.]))\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[일.]?(?:\s*\(?[월화수목금토일]?(?:요일)?\)?)?(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$"
    )]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^((?:19|20)\d{2})(\d{2})(\d{2})$")]
    private static partial Regex Eight();

    [GeneratedRegex(@"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$")]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"[A-Za-z]{3}")]
    private static partial Regex HasMonthName();

    [GeneratedRegex(
        @"^(?<a>오전|오후|낮|저녁|[AaPp]\.?[Mm]\.?)?\s*(?<h>\d{1,2})(?:\s*(?:시|:)\s*(?:(?<m>\d{1,2})\s*분?|(?<half>반))?(?::\d{2})?)?\s*(?<z>[AaPp]\.?[Mm]\.?)?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Clock();
}

/// <summary>Texts that a spreadsheet would take for a formula.</summary>
public static class SpreadsheetText
{
    /// <summary>The text with an apostrophe before it where it begins like a formula.</summary>
    public static string? Escape(string? text) => text is { Length: > 0 } && IsFormula(text[0]) ? "'" + text : text;

    /// <summary>The text without such an apostrophe.</summary>
    public static string Unescape(string text) => text.Length > 1 && text[0] == '\'' && IsFormula(text[1]) ? text[1..] : text;

    private static bool IsFormula(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r';
}
