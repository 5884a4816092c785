using System.Globalization;

namespace MindGraphy.Web.Features.Photos;

/// <summary>How far a camera's clock is off, as people write it: <c>+1:00:00</c>, <c>-0:03:20</c>, <c>45</c> (minutes).</summary>
internal static class ClockOffset
{
    /// <summary>Reads it.</summary>
    /// <returns>Seconds to add; null where it can't be understood. Nothing written is 0. Days may stand before the hours: <c>-365.00:00:00</c>.</returns>
    public static int? Read(string? typed)
    {
        var text = (typed ?? "").Trim().Replace('−', '-');
        if (text.Length == 0)
        {
            return 0;
        }

        var sign = text[0] == '-' ? -1 : 1;
        var parts = text.TrimStart('+', '-').Split('.', ':');
        var numbers = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToList();
        if (numbers.Count is 0 or > 4 || numbers.Contains(-1) || numbers.Exists(n => n > 20_000))
        {
            return null;
        }

        long seconds = numbers switch
        {
            [var minutes] => minutes * 60L,
            [var hours, var minutes] when minutes < 60 => (hours * 3600L) + (minutes * 60),
            [var hours, var minutes, var rest] when minutes < 60 && rest < 60 => (hours * 3600L) + (minutes * 60) + rest,
            [var days, var hours, var minutes, var rest] when hours < 24 && minutes < 60 && rest < 60 => (days * 86_400L)
                + (hours * 3600)
                + (minutes * 60)
                + rest,
            _ => -1,
        };
        return seconds is < 0 or > int.MaxValue ? null : (int)seconds * sign;
    }

    /// <summary>Writes it: <c>+1:00:00</c>.</summary>
    public static string Write(int seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Abs((long)seconds));
        var days = span.Days > 0 ? $"{span.Days}." : "";
        var hours = span.Days > 0 ? $"{span.Hours:00}" : $"{span.Hours}";
        return $"{(seconds < 0 ? '-' : '+')}{days}{hours}:{span.Minutes:00}:{span.Seconds:00}";
    }
}
