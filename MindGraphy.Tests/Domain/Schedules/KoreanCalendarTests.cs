using System.Globalization;
using MindGraphy.Domain.Schedules;
using Xunit;
using KoreanCalendar = MindGraphy.Domain.Schedules.KoreanCalendar;

namespace MindGraphy.Tests.Domain.Schedules;

public sealed class KoreanCalendarTests
{
    /// <summary>The official calendars of four years (월력요항), without elections and days that were set once.</summary>
    [Theory]
    [InlineData(2024, "1-1 2-9 2-10 2-11 2-12 3-1 5-5 5-6 5-15 6-6 8-15 9-16 9-17 9-18 10-3 10-9 12-25")]
    [InlineData(2025, "1-1 1-28 1-29 1-30 3-1 3-3 5-5 5-6 6-6 8-15 10-3 10-5 10-6 10-7 10-8 10-9 12-25")]
    [InlineData(2026, "1-1 2-16 2-17 2-18 3-1 3-2 5-1 5-5 5-24 5-25 6-6 7-17 8-15 8-17 9-24 9-25 9-26 10-3 10-5 10-9 12-25")]
    [InlineData(2027, "1-1 2-6 2-7 2-8 2-9 3-1 5-1 5-3 5-5 5-13 6-6 7-17 7-19 8-15 8-16 9-14 9-15 9-16 10-3 10-4 10-9 10-11 12-25 12-27")]
    public void A_years_holidays_are_those_of_its_official_calendar(int year, string days)
    {
        var expected = days.Split(' ').Select(d => d.Split('-')).Select(d => new DateOnly(year, Number(d[0]), Number(d[1])));

        Assert.Equal(expected, KoreanCalendar.HolidaysOf(year).Keys.Order());

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("2026-02-17", "설날")]
    [InlineData("2026-02-16", "설날 연휴")]
    [InlineData("2024-02-12", "대체공휴일(설날)")]
    [InlineData("2025-05-05", "어린이날 · 부처님오신날")]
    [InlineData("2025-05-06", "대체공휴일(부처님오신날)")]
    [InlineData("2025-10-08", "대체공휴일(추석)")]
    [InlineData("2026-07-17", "제헌절")]
    [InlineData("2025-07-17", null)]
    [InlineData("2007-07-17", "제헌절")]
    [InlineData("2025-05-01", null)]
    [InlineData("2027-05-03", "대체공휴일(노동절)")]
    [InlineData("2027-06-07", null)]
    [InlineData("2014-09-10", "대체공휴일(추석)")]
    [InlineData("2017-10-06", "대체공휴일(추석)")]
    [InlineData("2020-08-17", null)]
    [InlineData("2021-08-16", "대체공휴일(광복절)")]
    [InlineData("2021-03-01", "삼일절")]
    [InlineData("2012-10-09", null)]
    [InlineData("2028-10-05", "대체공휴일(개천절)")]
    public void A_day_has_its_name_and_the_rule_of_its_year(string day, string? name) =>
        Assert.Equal(name, KoreanCalendar.Of(DateOnly.Parse(day, CultureInfo.InvariantCulture)).HolidayKo);

    [Theory]
    [InlineData("2026-02-17", 1, 1, false)]
    [InlineData("2025-07-25", 6, 1, true)]
    [InlineData("2025-08-22", 6, 29, true)]
    [InlineData("2025-08-23", 7, 1, false)]
    [InlineData("2026-05-31", 4, 15, false)]
    [InlineData("2027-02-07", 1, 1, false)]
    [InlineData("2027-09-15", 8, 15, false)]
    [InlineData("2028-01-27", 1, 1, false)]
    [InlineData("2023-03-22", 2, 1, true)]
    [InlineData("2049-12-31", 12, 7, false)]
    public void A_day_has_its_lunar_date_as_korea_counts_it(string day, int month, int dayOfMonth, bool leap)
    {
        var mark = KoreanCalendar.Of(DateOnly.Parse(day, CultureInfo.InvariantCulture));

        Assert.Equal((month, dayOfMonth, leap), (mark.LunarMonth, mark.LunarDay, mark.IsLeap));
        Assert.Equal(dayOfMonth is 9 or 10 or 19 or 20 or 29 or 30, mark.IsHandless);
    }

    [Fact]
    public void Lunar_dates_are_written_short()
    {
        var (korean, english) = (CultureInfo.GetCultureInfo("ko"), CultureInfo.GetCultureInfo("en"));

        Assert.Equal("음 윤6.1", KoreanCalendar.Of(new DateOnly(2025, 7, 25)).Lunar(korean));
        Assert.Equal("Lunar 4.15", KoreanCalendar.Of(new DateOnly(2026, 5, 31)).Lunar(english));
        Assert.Equal("Constitution Day", KoreanCalendar.Of(new DateOnly(2026, 7, 17)).Holiday(english));
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2050)]
    public void Outside_of_the_known_years_there_is_nothing(int year)
    {
        var mark = KoreanCalendar.Of(new DateOnly(year, 1, 1));

        Assert.Equal(default, mark);
        Assert.Equal("", mark.Lunar(CultureInfo.GetCultureInfo("ko")));
        Assert.Empty(KoreanCalendar.HolidaysOf(year));
    }

    [Fact]
    public void Every_known_day_has_a_lunar_date_and_every_year_its_three_days_of_both_feasts()
    {
        for (var day = new DateOnly(2000, 1, 1); day.Year <= KoreanCalendar.LastYear; day = day.AddDays(1))
        {
            var mark = KoreanCalendar.Of(day);
            Assert.InRange(mark.LunarMonth, 1, 12);
            Assert.InRange(mark.LunarDay, 1, 30);
        }

        for (var year = KoreanCalendar.FirstYear; year <= KoreanCalendar.LastYear; year++)
        {
            var names = KoreanCalendar.HolidaysOf(year).Values.Select(n => n.Ko).ToList();
            Assert.Equal(2, names.Count(n => n.Contains("설날 연휴", StringComparison.Ordinal)));
            Assert.Equal(2, names.Count(n => n.Contains("추석 연휴", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Asking_again_allocates_nothing()
    {
        var day = new DateOnly(2026, 5, 5);
        KoreanCalendar.Of(day);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            KoreanCalendar.Of(day.AddDays(i % 30));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_the_studio_entered_counts_more_than_what_is_computed()
    {
        var election = StudioHoliday.Make(new HolidayDetails(new DateOnly(2026, 6, 3), "전국동시지방선거", "Local elections")).Value!;
        var working = StudioHoliday.Make(new HolidayDetails(new DateOnly(2026, 7, 17), null)).Value!;
        var off = StudioHoliday.Make(new HolidayDetails(new DateOnly(2026, 8, 3), "여름 휴가", IsClosed: true)).Value!;

        Assert.Equal("전국동시지방선거", KoreanCalendar.Of(election.Date, election).HolidayKo);
        Assert.False(KoreanCalendar.Of(working.Date, working).IsHoliday);
        Assert.True(KoreanCalendar.Of(off.Date, off) is { IsClosed: true, HolidayEn: "여름 휴가", LunarMonth: 6 });
        Assert.Equal("NameKo", StudioHoliday.Make(new HolidayDetails(off.Date, " ", IsClosed: true)).Refusal!.Field);
    }
}
