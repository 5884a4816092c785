using System.Globalization;
using MindGraphy.Domain.Schedules;
using MindGraphy.Web.Features.Schedules;
using Xunit;

namespace MindGraphy.Tests.Web.Schedules;

public sealed class CalendarQueryTests
{
    private static readonly DateOnly Today = new(2026, 5, 16);

    [Theory]
    [InlineData("month", "2026-05-16", "2026-04-26", "2026-06-07", "2026년 5월", "May 2026")]
    [InlineData("week", "2026-05-16", "2026-05-10", "2026-05-17", "2026. 5. 10. – 16.", "10 – 16 May 2026")]
    [InlineData("week", "2026-12-31", "2026-12-27", "2027-01-03", "2026. 12. 27. – 2027. 1. 2.", "27 Dec 2026 – 2 Jan 2027")]
    [InlineData("day", "2026-05-16", "2026-05-16", "2026-05-17", "2026. 5. 16. (토)", "Sat 16 May 2026")]
    public void What_is_shown_and_how_it_is_called(string view, string date, string first, string end, string korean, string english)
    {
        var query = CalendarQuery.Read(view, date, null, null, Today);

        Assert.Equal(
            (DateOnly.Parse(first, CultureInfo.InvariantCulture), DateOnly.Parse(end, CultureInfo.InvariantCulture)),
            (query.First, query.End)
        );
        Assert.Equal(korean, query.Title(CultureInfo.GetCultureInfo("ko-KR")));
        Assert.Equal(english, query.Title(CultureInfo.GetCultureInfo("en-US")));
    }

    [Theory]
    [InlineData("7", "2026-02-30", "x,,y", "z")]
    [InlineData("", "0001-01-01", "", "")]
    [InlineData(null, null, null, null)]
    public void Nonsense_in_the_address_shows_this_week(string? view, string? date, string? people, string? shoot)
    {
        var query = CalendarQuery.Read(view, date, people, shoot, Today);

        Assert.Equal(CalendarView.Week, query.View);
        Assert.Equal((Today, 0, null), (query.Date, query.People.Count, query.Shoot));
    }

    [Fact]
    public void An_address_says_all_that_is_shown_and_a_step_of_a_month_stays_in_the_next_month()
    {
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        var query = new CalendarQuery(CalendarView.Month, new DateOnly(2026, 1, 31), [a], b).Toggle(b);

        Assert.Equal($"/studio/calendar?view=month&date=2026-01-31&people={a},{b}&shoot={b}", query.Href());
        Assert.Equal(new DateOnly(2026, 2, 1), query.Step(1).Date);
        Assert.Equal([b], query.Toggle(a).People);
    }

    [Fact]
    public void An_end_early_in_the_morning_after_an_evening_begin_is_the_next_days()
    {
        var form = new ShootFormModel
        {
            Date = Today,
            Start = new TimeOnly(21, 0),
            End = new TimeOnly(1, 30),
        };
        Assert.True(form.EndsNextDay);

        (form.Start, form.End) = (new TimeOnly(14, 0), TimeOnly.MinValue);
        Assert.True(form.EndsNextDay);
        form.End = new TimeOnly(13, 0);
        Assert.False(form.EndsNextDay);
        Assert.Equal(ScheduleType.MainShoot, form.Type);
    }
}
