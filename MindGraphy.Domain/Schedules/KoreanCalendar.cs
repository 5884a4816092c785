using System.Collections.Concurrent;
using System.Globalization;

namespace MindGraphy.Domain.Schedules;

/// <summary>What a Korean calendar prints beside a day.</summary>
/// <param name="HolidayKo">The public holiday in Korean; null on other days.</param>
/// <param name="HolidayEn">The same in English.</param>
/// <param name="LunarMonth">1 to 12; 0 outside of the years that are known.</param>
/// <param name="LunarDay">1 to 30; 0 outside of the years that are known.</param>
/// <param name="IsLeap">윤달: the month is the second of its number.</param>
/// <param name="IsHandless">손 없는 날: lunar days that end in 9 or 0, on which couples like to marry and move house.</param>
/// <param name="IsClosed">The studio does not work that day.</param>
public readonly record struct DayMark(
    string? HolidayKo,
    string? HolidayEn,
    int LunarMonth,
    int LunarDay,
    bool IsLeap,
    bool IsHandless,
    bool IsClosed = false
)
{
    /// <summary>Whether offices are closed by law, or by what the studio entered.</summary>
    public bool IsHoliday => HolidayKo is not null;

    /// <summary>The holiday in the reader's language; null on other days.</summary>
    public string? Holiday(CultureInfo culture) => Common.StudioFormat.IsKorean(culture) ? HolidayKo : HolidayEn ?? HolidayKo;

    /// <summary>음 4.15, 음 윤6.1; Lunar 4.15, Lunar leap 6.1. Empty where the day is not known.</summary>
    public string Lunar(CultureInfo culture) =>
        LunarMonth == 0 ? ""
        : Common.StudioFormat.IsKorean(culture)
            ? string.Create(CultureInfo.InvariantCulture, $"음 {(IsLeap ? "윤" : "")}{LunarMonth}.{LunarDay}")
        : string.Create(CultureInfo.InvariantCulture, $"Lunar {(IsLeap ? "leap " : "")}{LunarMonth}.{LunarDay}");
}

/// <summary>
/// Public holidays of Korea and the lunar calendar, computed for the years 2000 to 2049.
/// <para>
/// Source of the days: 공휴일에 관한 법률 and 관공서의 공휴일에 관한 규정 (article 2), as they stood in each year: Arbor Day until 2005, Hangul Day from
/// 2013, Constitution Day (제헌절) until 2007 and again from 2026 (the act's amendment of 10 February 2026, in force since 11 May 2026), Labour
/// Day (노동절) from 2026. Elections and days that the government sets once (임시공휴일) are not computed: the studio enters them
/// (<see cref="StudioHoliday"/>).
/// </para>
/// <para>
/// Substitute holidays (대체공휴일, article 3 of the decree): a day of Seollal or Chuseok that falls on a Sunday or on another holiday (since
/// Chuseok 2014), and Children's Day (2014), the national days (from Liberation Day 2021), Buddha's Birthday and Christmas (2023), Constitution
/// Day and Labour Day (2026) that fall on a Saturday, a Sunday or another holiday, are made up for on the next day that is no weekend, no holiday
/// and no substitute. New Year's Day and Memorial Day are not. Held against the official calendars (월력요항) of 2024 to 2027 in the tests.
/// </para>
/// </summary>
public static class KoreanCalendar
{
    /// <summary>The first year that is known.</summary>
    public const int FirstYear = 2000;

    /// <summary>The last one.</summary>
    public const int LastYear = 2049;

    private static readonly KoreanLunisolarCalendar Lunisolar = new();

    private static readonly ConcurrentDictionary<int, Dictionary<DateOnly, (string Ko, string En)>> Years = new();

    /// <summary>What stands beside a day; nothing outside of the years that are known. Allocates nothing once a year was asked for.</summary>
    public static DayMark Of(DateOnly day)
    {
        if (day.Year is < FirstYear or > LastYear)
        {
            return default;
        }

        var (month, dayOfMonth, leap) = LunarOf(day);
        var (ko, en) = HolidaysOf(day.Year).GetValueOrDefault(day);
        return new DayMark(ko, en, month, dayOfMonth, leap, dayOfMonth % 10 is 9 or 0);
    }

    /// <summary>A day as the studio keeps it: its own entry replaces what is computed, and one without a name says that the day is no holiday.</summary>
    public static DayMark Of(DateOnly day, StudioHoliday? own)
    {
        var mark = Of(day);
        return own is null
            ? mark
            : mark with
            {
                HolidayKo = own.NameKo,
                HolidayEn = own.NameKo is null ? null : own.NameEn ?? own.NameKo,
                IsClosed = own.IsClosed,
            };
    }

    /// <summary>The public holidays of a year by day, substitutes among them; none outside of the years that are known.</summary>
    public static IReadOnlyDictionary<DateOnly, (string Ko, string En)> HolidaysOf(int year) =>
        year is < FirstYear or > LastYear ? new Dictionary<DateOnly, (string Ko, string En)>() : Years.GetOrAdd(year, Compute);

    private static (int Month, int Day, bool Leap) LunarOf(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        var month = Lunisolar.GetMonth(moment);

        // .NET counts months from 1 to 13 in a year with a leap month, and names the leap one by its place.
        var leap = Lunisolar.GetLeapMonth(Lunisolar.GetYear(moment));
        var isLeap = leap > 0 && month == leap;
        return (leap > 0 && month >= leap ? month - 1 : month, Lunisolar.GetDayOfMonth(moment), isLeap);
    }

    private static DateOnly FromLunar(int year, int month, int day)
    {
        var leap = Lunisolar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunisolar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }

    private static Dictionary<DateOnly, (string Ko, string En)> Compute(int year)
    {
        var days = Statutory(year).OrderBy(h => h.Day).ToList();
        var named = days.GroupBy(h => h.Day)
            .ToDictionary(g => g.Key, g => (string.Join(" · ", g.Select(h => h.Ko)), string.Join(" · ", g.Select(h => h.En))));
        foreach (var group in days.GroupBy(h => h.Day).OrderBy(g => g.Key))
        {
            // The official calendar names a substitute after the later of two that met; so does this.
            foreach (var lost in Lost(group.Key, [.. group]))
            {
                var day = group.Key.AddDays(1);
                while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || named.ContainsKey(day))
                {
                    day = day.AddDays(1);
                }

                named[day] = ($"대체공휴일({lost.Name.Ko})", $"Substitute holiday ({lost.Name.En})");
            }
        }

        return named;
    }

    // Which holidays of a day are made up for. One of two that meet on a working day is kept by that day itself.
    private static IEnumerable<Holiday> Lost(DateOnly day, List<Holiday> met)
    {
        var made = met.Where(h =>
                h.Substitute switch
                {
                    Substitute.Never => false,
                    Substitute.Sunday => day.DayOfWeek == DayOfWeek.Sunday || met.Count > 1,
                    _ => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || met.Count > 1,
                }
            )
            .ToList();
        return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? made : made.TakeLast(Math.Min(made.Count, met.Count - 1));
    }

    private static IEnumerable<Holiday> Statutory(int year)
    {
        var festival = year >= 2015 ? Substitute.Sunday : Substitute.Never;
        yield return Fixed(1, 1, "신정", "New Year's Day", Substitute.Never);
        var seollal = FromLunar(year, 1, 1);
        yield return new(seollal.AddDays(-1), "설날 연휴", "Seollal holiday", festival, ("설날", "Seollal"));
        yield return new(seollal, "설날", "Seollal", festival, ("설날", "Seollal"));
        yield return new(seollal.AddDays(1), "설날 연휴", "Seollal holiday", festival, ("설날", "Seollal"));
        yield return Fixed(3, 1, "삼일절", "Independence Movement Day", Since(2022));
        if (year <= 2005)
        {
            yield return Fixed(4, 5, "식목일", "Arbor Day", Substitute.Never);
        }

        if (year >= 2026)
        {
            yield return Fixed(5, 1, "노동절", "Labour Day", Substitute.Weekend);
        }

        yield return Fixed(5, 5, "어린이날", "Children's Day", Since(2014));
        var buddha = FromLunar(year, 4, 8);
        yield return new(buddha, "부처님오신날", "Buddha's Birthday", Since(2023), ("부처님오신날", "Buddha's Birthday"));
        yield return Fixed(6, 6, "현충일", "Memorial Day", Substitute.Never);
        if (year is <= 2007 or >= 2026)
        {
            yield return Fixed(7, 17, "제헌절", "Constitution Day", Since(2026));
        }

        yield return Fixed(8, 15, "광복절", "Liberation Day", Since(2021));
        var chuseok = FromLunar(year, 8, 15);
        festival = year >= 2014 ? Substitute.Sunday : Substitute.Never;
        yield return new(chuseok.AddDays(-1), "추석 연휴", "Chuseok holiday", festival, ("추석", "Chuseok"));
        yield return new(chuseok, "추석", "Chuseok", festival, ("추석", "Chuseok"));
        yield return new(chuseok.AddDays(1), "추석 연휴", "Chuseok holiday", festival, ("추석", "Chuseok"));
        yield return Fixed(10, 3, "개천절", "National Foundation Day", Since(2021));
        if (year >= 2013)
        {
            yield return Fixed(10, 9, "한글날", "Hangul Day", Since(2021));
        }

        yield return Fixed(12, 25, "성탄절", "Christmas Day", Since(2023));

        Substitute Since(int first) => year >= first ? Substitute.Weekend : Substitute.Never;

        Holiday Fixed(int month, int day, string ko, string en, Substitute substitute) =>
            new(new DateOnly(year, month, day), ko, en, substitute, (ko, en));
    }

    private enum Substitute
    {
        Never,
        Sunday,
        Weekend,
    }

    private sealed record Holiday(DateOnly Day, string Ko, string En, Substitute Substitute, (string Ko, string En) Name);
}
