using System.Globalization;
using System.Text;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Feeds;
using Xunit;

namespace MindGraphy.Tests.Domain.Feeds;

public sealed class BusyReaderTests
{
    private static readonly StudioClock Clock = new(TimeProvider.System, StudioClock.Seoul);
    private static readonly DateTimeOffset From = At("2026-03-01 00:00");
    private static readonly DateTimeOffset To = At("2027-09-01 00:00");

    [Fact]
    public void Times_are_read_in_every_zone_and_merged()
    {
        var read = Read(
            Event("DTSTART:20260502T010000Z", "DTEND:20260502T020000Z"),
            Event("DTSTART;TZID=Asia/Seoul:20260502T104500", "DTEND;TZID=Asia/Seoul:20260502T120000"),
            Event("DTSTART;TZID=America/New_York:20260503T200000", "DURATION:PT90M"),
            Event("DTSTART:20260505T090000", "DTEND:20260505T100000"),
            Event("DTSTART;TZID=Nowhere/Land:20260506T090000", "DTEND;TZID=Nowhere/Land:20260506T100000"),
            Event("DTSTART;VALUE=DATE:20260510", "DTEND;VALUE=DATE:20260512"),
            Event("DTSTART;VALUE=DATE:20260520")
        );

        Assert.Equal(
            [
                "2026-05-02 10:00/2026-05-02 12:00",
                "2026-05-04 09:00/2026-05-04 10:30",
                "2026-05-05 09:00/2026-05-05 10:00",
                "2026-05-06 09:00/2026-05-06 10:00",
                "2026-05-10 00:00/2026-05-12 00:00",
                "2026-05-20 00:00/2026-05-21 00:00",
            ],
            Written(read.Times)
        );
        Assert.Equal(0, read.PassedOver);
    }

    [Fact]
    public void What_is_free_called_off_or_without_length_keeps_nobody_busy()
    {
        var read = Read(
            Event("DTSTART:20260502T010000Z", "DTEND:20260502T020000Z", "TRANSP:TRANSPARENT"),
            Event("DTSTART:20260502T010000Z", "DTEND:20260502T020000Z", "STATUS:CANCELLED"),
            Event("DTSTART:20260502T010000Z", "DTEND:20260502T020000Z", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
            Event("DTSTART:20260502T010000Z"),
            Event("DTSTART:20260502T020000Z", "DTEND:20260502T010000Z"),
            Event("DTSTART:20250502T010000Z", "DTEND:20250502T020000Z"),
            Event("DTSTART:20290502T010000Z", "DTEND:20290502T020000Z")
        );

        Assert.Empty(read.Times);
    }

    [Fact]
    public void What_repeats_is_expanded_in_the_window_with_its_exceptions_and_moved_ones()
    {
        var read = Read(
            Event(
                "UID:weekly",
                "DTSTART;TZID=Asia/Seoul:20200106T190000",
                "DTEND;TZID=Asia/Seoul:20200106T210000",
                "RRULE:FREQ=WEEKLY;UNTIL=20260330T150000Z",
                "EXDATE;TZID=Asia/Seoul:20260309T190000"
            ),
            Event(
                "UID:weekly",
                "RECURRENCE-ID;TZID=Asia/Seoul:20260316T190000",
                "DTSTART;TZID=Asia/Seoul:20260317T080000",
                "DTEND;TZID=Asia/Seoul:20260317T090000"
            ),
            Event(
                "UID:weekly",
                "RECURRENCE-ID;TZID=Asia/Seoul:20260323T190000",
                "DTSTART;TZID=Asia/Seoul:20260323T190000",
                "DTEND;TZID=Asia/Seoul:20260323T210000",
                "STATUS:CANCELLED"
            )
        );

        Assert.Equal(
            ["2026-03-02 19:00/2026-03-02 21:00", "2026-03-17 08:00/2026-03-17 09:00", "2026-03-30 19:00/2026-03-30 21:00"],
            Written(read.Times)
        );
    }

    [Fact]
    public void An_endless_daily_event_ends_at_the_window_and_one_that_repeats_within_a_day_is_passed_over()
    {
        var read = Read(
            Event("DTSTART;TZID=Asia/Seoul:19700101T070000", "DTEND;TZID=Asia/Seoul:19700101T073000", "RRULE:FREQ=DAILY"),
            Event("DTSTART:20260301T000000Z", "DTEND:20260301T000001Z", "RRULE:FREQ=SECONDLY"),
            Event("DTSTART:20260301T000000Z", "DTEND:20260301T010000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
        );

        Assert.Equal(549, read.Times.Count);
        Assert.Equal(2, read.PassedOver);
    }

    [Fact]
    public void Ten_thousand_events_are_read_and_more_are_too_many()
    {
        Assert.Equal(10_000, Read(Many(10_000)).Times.Count);
        Assert.Equal(BusyProblem.TooMany, BusyReader.Read(Many(10_001), From, To, Clock).Problem);
        Assert.Equal(BusyProblem.TooMany, BusyReader.Read(Many(BusyReader.MostEntries + 1), From, To, Clock).Problem);

        static string Many(int count) =>
            Calendar(
                Enumerable
                    .Range(0, count)
                    .Select(i => From.AddMinutes(i * 60).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture))
                    .Select(at => Event("DTSTART:" + at, "DURATION:PT30M"))
            );
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!doctype html><html><body>Sign in</body></html>")]
    [InlineData("{\"error\":\"not found\"}")]
    [InlineData("BEGIN:VEVENT\r\nEND:VEVENT")]
    [InlineData("\u0000\u0001\u0002PNG")]
    public void Garbage_is_no_calendar(string text) => Assert.Equal(BusyProblem.NoCalendar, BusyReader.Read(text, From, To, Clock).Problem);

    [Fact]
    public void A_broken_entry_is_counted_and_the_others_stand()
    {
        var read = Read(Event("SUMMARY:no begin"), Event("DTSTART:20260502T010000Z", "DTEND:20260502T020000Z"));

        Assert.Single(read.Times);
        Assert.Equal(1, read.PassedOver);
    }

    [Fact]
    public void Others_times_are_cut_out_and_days_at_midnight()
    {
        Period[] times = [P("2026-05-01 09:00", "2026-05-01 18:00"), P("2026-05-03 22:00", "2026-05-05 02:00")];
        TakenTime[] taken =
        [
            new(At("2026-05-01 08:00"), At("2026-05-01 10:00"), true),
            new(At("2026-05-01 12:00"), At("2026-05-01 13:00"), true),
            new(At("2026-05-04 00:00"), At("2026-05-04 01:00"), false),
        ];

        var left = BusyReader.ByDay(BusyReader.Without(times, taken), Clock);

        Assert.Equal(
            [
                "2026-05-01 10:00/2026-05-01 12:00",
                "2026-05-01 13:00/2026-05-01 18:00",
                "2026-05-03 22:00/2026-05-04 00:00",
                "2026-05-04 01:00/2026-05-05 00:00",
                "2026-05-05 00:00/2026-05-05 02:00",
            ],
            Written(left)
        );

        static Period P(string from, string to) => new(At(from), At(to));
    }

    internal static string Event(params string[] lines) => "BEGIN:VEVENT\r\n" + string.Join("\r\n", lines) + "\r\nEND:VEVENT\r\n";

    internal static string Calendar(IEnumerable<string> events)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n");
        foreach (var one in events)
        {
            text.Append(one);
        }

        return text.Append("END:VCALENDAR\r\n").ToString();
    }

    private static BusyReading Read(params string[] events) =>
        Read(events is [{ } whole] && whole.StartsWith("BEGIN:VCALENDAR", StringComparison.Ordinal) ? whole : Calendar(events));

    private static BusyReading Read(string text)
    {
        var (reading, problem) = BusyReader.Read(text, From, To, Clock);
        Assert.Null(problem);
        return reading!;
    }

    private static DateTimeOffset At(string local) =>
        Clock.At(
            DateOnly.ParseExact(local[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly.ParseExact(local[11..], "HH:mm", CultureInfo.InvariantCulture)
        );

    private static IEnumerable<string> Written(IEnumerable<Period> times) => times.Select(t => Local(t.From) + "/" + Local(t.To));

    private static string Local(DateTimeOffset moment) => Clock.Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
