using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Venues;

public sealed class HolidayTests(MigratedTemplate template) : StudioTest(template)
{
    private static readonly DateOnly Election = new(2026, 6, 3);

    private HolidayService Holidays => Get<HolidayService>();

    protected override void Register(IServiceCollection services) => services.AddSingleton<HolidayService>();

    [Fact]
    public async Task A_day_that_is_entered_stands_in_the_month_until_it_is_taken_away()
    {
        Assert.Null((await Holidays.SaveAsync(Manager, new HolidayDetails(Election, "지방선거"), Ct)).Refusal);
        Assert.Null(
            (await Holidays.SaveAsync(Manager, new HolidayDetails(Election, "전국동시지방선거", "Local elections", true), Ct)).Refusal
        );
        Assert.Null((await Holidays.SaveAsync(Manager, new HolidayDetails(new DateOnly(2026, 6, 6), null), Ct)).Refusal);

        var marks = await Holidays.MarksAsync(Manager, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 30), Ct);
        Assert.Equal(30, marks.Count);
        Assert.True(
            marks[Election] is { HolidayKo: "전국동시지방선거", HolidayEn: "Local elections", IsClosed: true, LunarMonth: 4, LunarDay: 18 }
        );
        Assert.False(marks[new DateOnly(2026, 6, 6)].IsHoliday);
        var rows = (await Holidays.YearAsync(Manager, 2026, Ct)).Value!;
        Assert.Equal([null, "현충일"], rows.Select(r => r.Computed?.Ko));

        Assert.Null((await Holidays.RemoveAsync(Manager, new DateOnly(2026, 6, 6), Ct)).Refusal);
        Assert.Null((await Holidays.RemoveAsync(Manager, new DateOnly(2026, 6, 6), Ct)).Refusal);
        marks = await Holidays.MarksAsync(Manager, new DateOnly(2026, 6, 6), new DateOnly(2026, 6, 6), Ct);
        Assert.Equal("현충일", marks.Values.Single().HolidayKo);
    }

    [Fact]
    public async Task Who_does_not_keep_the_calendar_enters_nothing_and_couples_see_only_what_is_public()
    {
        var photographer = await StaffAsync(UserRole.Photographer, "박", "하늘");
        Assert.Null((await Holidays.SaveAsync(Manager, new HolidayDetails(Election, "쉬는 날", IsClosed: true), Ct)).Refusal);

        Assert.IsType<NotAllowed>((await Holidays.SaveAsync(photographer, new HolidayDetails(Election, "x"), Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Holidays.RemoveAsync(photographer, Election, Ct)).Refusal);
        Assert.Equal("쉬는 날", (await Holidays.MarksAsync(photographer, Election, Election, Ct))[Election].HolidayKo);
        Assert.Null((await Holidays.MarksAsync(Actor.Visitor, Election, Election, Ct))[Election].HolidayKo);
    }
}
