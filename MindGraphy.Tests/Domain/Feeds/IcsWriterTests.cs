using System.Text;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Schedules;
using Xunit;

namespace MindGraphy.Tests.Domain.Feeds;

public sealed class IcsWriterTests
{
    [Theory]
    [InlineData("가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하")]
    [InlineData("ab가")]
    [InlineData("🎉👰🤵🎉👰🤵🎉👰🤵🎉👰🤵🎉👰🤵🎉👰🤵🎉👰🤵🎉👰🤵 plain words that go on and on and on until they are folded again")]
    public void A_line_is_folded_at_75_octets_and_no_character_is_cut_in_two(string text)
    {
        for (var shift = 0; shift < 5; shift++)
        {
            var shifted = new string('x', shift) + text;
            var written = new IcsWriter().Text("SUMMARY", shifted).ToString();

            Assert.EndsWith("\r\n", written, StringComparison.Ordinal);
            Assert.DoesNotContain('\uFFFD', written);
            var lines = written[..^2].Split("\r\n");
            Assert.All(lines, l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 1, 75));
            Assert.All(lines.Skip(1), l => Assert.StartsWith(" ", l, StringComparison.Ordinal));
            Assert.Equal("SUMMARY:" + shifted, lines[0] + string.Concat(lines.Skip(1).Select(l => l[1..])));
        }
    }

    [Fact]
    public void A_full_line_stays_one_and_an_octet_more_makes_two()
    {
        Assert.Single(new IcsWriter().Line("X", new string('a', 73)).ToString().TrimEnd().Split("\r\n"));
        Assert.Equal(2, new IcsWriter().Line("X", new string('a', 74)).ToString().TrimEnd().Split("\r\n").Length);
    }

    [Fact]
    public void What_means_something_in_a_calendar_is_escaped_and_control_characters_are_left_out() =>
        Assert.Equal(@"김서연\, 이준호\; C:\\사진\n다음 줄", IcsWriter.Escape("김서연, 이준호; C:\\사진\r\n다음\t줄\u0007"));

    [Fact]
    public void Seoul_has_one_offset_and_new_york_tells_its_changes()
    {
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var seoul = new IcsWriter().Zone(StudioClock.Seoul, from, from.AddYears(2)).ToString();
        var york = new IcsWriter().Zone(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), from, from.AddYears(1)).ToString();

        Assert.Equal(
            "BEGIN:VTIMEZONE\r\nTZID:Asia/Seoul\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n",
            seoul
        );
        Assert.Contains(
            "BEGIN:DAYLIGHT\r\nDTSTART:20260308T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\n",
            york,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "BEGIN:STANDARD\r\nDTSTART:20261101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\n",
            york,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_entry_says_when_where_with_whom_and_when_to_leave()
    {
        var clock = new StudioClock(TimeProvider.System, StudioClock.Seoul);
        var start = clock.At(new DateOnly(2026, 5, 16), new TimeOnly(14, 0));
        var entry = new FeedEntry(
            Guid.Parse("01900000-0000-7000-8000-000000000001"),
            CalendarKind.Shoot,
            start,
            start.AddHours(4),
            50,
            "김서연 · 이준호",
            ScheduleType.Ceremony,
            ShootStatus.Confirmed,
            "더채플앳청담 채플홀",
            "서울 강남구 선릉로 757",
            null,
            true,
            ["박하늘", "정도윤"],
            start.AddDays(-30),
            start.AddDays(-2)
        );

        var text = FeedDocument
            .Write(new FeedHead("온새미로", FeedKind.Person, "ko", 30), [entry], clock)
            .Replace("\r\n ", "", StringComparison.Ordinal);

        Assert.Contains("UID:shoot-01900000-0000-7000-8000-000000000001@mindgraphy\r\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "DTSTART;TZID=Asia/Seoul:20260516T140000\r\nDTEND;TZID=Asia/Seoul:20260516T180000\r\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("DTSTAMP:20260514T050000Z\r\n", text, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:2419200\r\n", text, StringComparison.Ordinal);
        Assert.Contains("LOCATION:더채플앳청담 채플홀\\, 서울 강남구 선릉로 757\r\n", text, StringComparison.Ordinal);
        Assert.Contains("이동 50분 · 13:10 출발\\n플래시 금지\r\n", text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n", text, StringComparison.Ordinal);
        Assert.Contains("TRIGGER:-PT80M\r\n", text, StringComparison.Ordinal);
        var called = FeedDocument.Write(
            new FeedHead("s", FeedKind.Person, "en", 30),
            [entry with { Status = ShootStatus.Cancelled }],
            clock
        );
        Assert.Contains("STATUS:CANCELLED\r\n", called, StringComparison.Ordinal);
        Assert.DoesNotContain("VALARM", called, StringComparison.Ordinal);
    }
}
