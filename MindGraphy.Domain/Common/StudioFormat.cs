using System.Globalization;

namespace MindGraphy.Domain.Common;

/// <summary>The product's one way to write dates, times and money in Korean and English (<c>look.md</c>, "Words").</summary>
public static class StudioFormat
{
    /// <summary>2026. 5. 16. (토) · Sat 16 May 2026.</summary>
    public static string Date(DateOnly date, CultureInfo culture) =>
        IsKorean(culture) ? date.ToString("yyyy. M. d. (ddd)", culture) : date.ToString("ddd d MMM yyyy", culture);

    /// <summary>5. 16. (토) · Sat 16 May: where the year is plain from the place.</summary>
    public static string ShortDate(DateOnly date, CultureInfo culture) =>
        IsKorean(culture) ? date.ToString("M. d. (ddd)", culture) : date.ToString("ddd d MMM", culture);

    /// <summary>2026년 10월, October 2026.</summary>
    public static string Month(DateOnly month, CultureInfo culture) =>
        month.ToString(IsKorean(culture) ? "yyyy년 M월" : "MMMM yyyy", culture);

    /// <summary>14:00 in both languages.</summary>
    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2026. 5. 16. (토) 14:00 · Sat 16 May 2026, 14:00, in the studio's zone.</summary>
    public static string DateTime(DateTimeOffset moment, TimeZoneInfo zone, CultureInfo culture)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var separator = IsKorean(culture) ? " " : ", ";
        return Date(DateOnly.FromDateTime(local.DateTime), culture) + separator + Time(TimeOnly.FromDateTime(local.DateTime));
    }

    /// <summary>2026. 5. 16. (토) 14:00 – 18:00; the day alone where it is a whole day, both days where it passes midnight.</summary>
    public static string Period(Period period, TimeZoneInfo zone, CultureInfo culture)
    {
        var from = TimeZoneInfo.ConvertTime(period.From, zone).DateTime;
        var to = TimeZoneInfo.ConvertTime(period.To, zone).DateTime;
        var day = DateOnly.FromDateTime(from);
        if (from == from.Date && to == from.Date.AddDays(1))
        {
            return Date(day, culture);
        }

        return DateTime(period.From, zone, culture)
            + " – "
            + (from.Date == to.Date ? Time(TimeOnly.FromDateTime(to)) : DateTime(period.To, zone, culture));
    }

    /// <summary>1,210,000원 · ₩1,210,000.</summary>
    public static string Money(Money money, CultureInfo culture)
    {
        var digits = money.Won.ToString("#,0", CultureInfo.InvariantCulture);
        return IsKorean(culture) ? digits + "원" : "₩" + digits;
    }

    /// <summary>D-12, D-day, D+3: the Korean way to count to a wedding, used in both languages.</summary>
    public static string DDay(DateOnly date, DateOnly today)
    {
        var days = date.DayNumber - today.DayNumber;
        return days switch
        {
            0 => "D-day",
            > 0 => string.Create(CultureInfo.InvariantCulture, $"D-{days}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"D+{-days}"),
        };
    }

    /// <summary>830 KB, 8.4 MB, 12.1 GB.</summary>
    public static string Bytes(long bytes) =>
        bytes switch
        {
            < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
            < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0} KB"),
            < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.#} GB"),
        };

    /// <summary>Whether the reader reads Korean; every other language gets English.</summary>
    public static bool IsKorean(CultureInfo culture) => culture.TwoLetterISOLanguageName == "ko";
}
