using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photographers;

public sealed class WorkingHoursTests(MigratedTemplate template) : TeamTest(template)
{
    private static HourRange On(Weekday day, int from, int to) => new(day, new TimeOnly(from, 0), new TimeOnly(to, 0));

    private async Task<Guid> WorksAsync(params HourRange[] week)
    {
        var person = await PhotographerAsync();
        Assert.Null((await People.WorkAsync(Manager, person, week, 0, Ct)).Refusal);
        return person;
    }

    private async Task<Refusal?> OutsideAsync(Guid person, DateTimeOffset from, DateTimeOffset to) =>
        (await People.OutsideHoursAsync(Manager, [person], from, to, Ct)).GetValueOrDefault(person);

    [Fact]
    public async Task Who_has_no_hours_works_at_any_hour()
    {
        var person = await PhotographerAsync();

        Assert.Null(await OutsideAsync(person, At(3), At(5)));
    }

    [Fact]
    public async Task Outside_is_said_with_the_hours_of_that_day()
    {
        var person = await WorksAsync(On(Weekday.Saturday, 10, 14), On(Weekday.Saturday, 15, 19));

        Assert.Null(await OutsideAsync(person, At(10), At(14)));
        Assert.Equal(new PersonOutsideHours("박하늘", WeddingDay, "10:00–14:00, 15:00–19:00"), await OutsideAsync(person, At(13), At(16)));
        Assert.Equal(new PersonOutsideHours("박하늘", WeddingDay, "10:00–14:00, 15:00–19:00"), await OutsideAsync(person, At(18), At(20)));
        Assert.Equal(new PersonOffThatDay("박하늘", WeddingDay.AddDays(1)), await OutsideAsync(person, At(10, days: 1), At(12, days: 1)));
        Assert.Equal("박하늘 님은 일요일에 쉽니다.", Words.Of(new PersonOffThatDay("박하늘", WeddingDay.AddDays(1)), new("ko-KR")));
    }

    [Fact]
    public async Task Hours_go_on_over_midnight_and_over_the_week_s_end()
    {
        var person = await WorksAsync(On(Weekday.Saturday, 18, 2), On(Weekday.Sunday, 2, 6), On(Weekday.Friday, 22, 0));

        Assert.Null(await OutsideAsync(person, At(20), At(1, days: 1)));
        Assert.Null(await OutsideAsync(person, At(23), At(5, days: 1)));
        Assert.Null(await OutsideAsync(person, At(1, days: 1), At(2, days: 1)));
        Assert.IsType<PersonOutsideHours>(await OutsideAsync(person, At(5, days: 1), At(7, days: 1)));
        Assert.Null(await OutsideAsync(person, At(22, days: -1), At(0)));
        Assert.IsType<PersonOutsideHours>(await OutsideAsync(person, At(23, days: -1), At(1)));
    }

    [Fact]
    public async Task Extra_hours_widen_a_day()
    {
        var person = await WorksAsync(On(Weekday.Saturday, 10, 14));
        Assert.Null(
            (await Days.ExtraAsync(Manager, person, WeddingDay, WeddingDay, new TimeOnly(14, 0), new TimeOnly(22, 0), "부탁", Ct)).Refusal
        );
        Assert.Null(
            (await Days.ExtraAsync(Manager, person, WeddingDay, WeddingDay, new TimeOnly(14, 0), new TimeOnly(22, 0), "부탁", Ct)).Refusal
        );
        Assert.Null((await Days.ExtraAsync(Manager, person, WeddingDay.AddDays(1), WeddingDay.AddDays(2), null, null, null, Ct)).Refusal);

        Assert.Null(await OutsideAsync(person, At(11), At(20)));
        Assert.Null(await OutsideAsync(person, At(0, days: 1), At(23, days: 2)));
        Assert.Equal(3, await ScalarAsync<long>("SELECT count(*) FROM photographer_availability WHERE is_available"));

        Assert.Null((await Days.ClearAsync(Manager, person, WeddingDay, WeddingDay.AddDays(2), Ct)).Refusal);
        Assert.IsType<PersonOutsideHours>(await OutsideAsync(person, At(11), At(20)));
    }

    [Fact]
    public async Task Leave_takes_the_place_of_extra_hours_that_begin_with_it_and_what_lasts_longer_goes_on()
    {
        var person = await PhotographerAsync();
        var (next, third) = (WeddingDay.AddDays(1), WeddingDay.AddDays(2));
        Assert.Null(
            (await Days.ExtraAsync(Manager, person, WeddingDay, next, new TimeOnly(10, 0), new TimeOnly(18, 0), "부탁", Ct)).Refusal
        );
        Assert.Null((await Days.ExtraAsync(Manager, person, third, third, null, null, null, Ct)).Refusal);

        var until = LeaveAsk(WeddingDay, new TimeOnly(12, 0));
        Assert.Null((await Days.AwayAsync(Manager, person, until, Ct)).Refusal);
        Assert.True((await Schedules.AddLeaveAsync(Manager, person, next, new TimeOnly(10, 0), new TimeOnly(19, 0), "병원", Ct)).Succeeded);
        Assert.True((await Schedules.AddLeaveAsync(Manager, person, third, null, null, "여행", Ct)).Succeeded);

        Assert.Equal(
            ["16 10:00 12:00 leave", "16 12:00 18:00 hours", "17 10:00 19:00 leave", "18 leave"],
            await ScalarAsync<string[]>(
                """
                SELECT array_agg(concat_ws(' ', to_char(date, 'DD'), to_char(time_slot_start, 'HH24:MI'), to_char(time_slot_end, 'HH24:MI'),
                    CASE WHEN is_available THEN 'hours' ELSE 'leave' END) ORDER BY date, time_slot_start) FROM photographer_availability
                """
            )
        );
        var refused = await Days.ExtraAsync(Manager, person, WeddingDay, third, new TimeOnly(10, 0), null, null, Ct);
        Assert.Equal(new LeaveBeginsThen(WeddingDay), refused.Refusal);

        static LeaveAsk LeaveAsk(DateOnly day, TimeOnly to) => new(day, day, new TimeOnly(10, 0), to, LeaveKind.Personal, "병원");
    }

    [Fact]
    public async Task Leave_that_is_taken_back_at_once_brings_the_extra_hours_back_as_they_were()
    {
        var person = await PhotographerAsync();
        var (next, ten) = (WeddingDay.AddDays(1), new TimeOnly(10, 0));
        Assert.Null((await Days.ExtraAsync(Manager, person, WeddingDay, next, ten, new TimeOnly(18, 0), "부탁", Ct)).Refusal);
        var before = await SlotsAsync();
        var morning = (await AwayAsync(WeddingDay, ten, new TimeOnly(12, 0))).Value!;
        var whole = (await AwayAsync(next, ten, new TimeOnly(19, 0))).Value!;
        Assert.Equal(["16 10:00 12:00 leave", "16 12:00 18:00 hours", "17 10:00 19:00 leave"], await SlotsAsync());

        // Twice at once is once.
        var back = await Task.WhenAll(
            new[] { morning, morning, whole }.Select(entered => Task.Run(() => Days.TakeBackAsync(Manager, entered, Ct), Ct))
        );
        Assert.All(back, b => Assert.Null(b.Refusal));
        Assert.Equal(before, await SlotsAsync());
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM person_bookings"));

        // Something else begins with them by then: that stays.
        whole = (await AwayAsync(next, ten, new TimeOnly(19, 0))).Value!;
        Assert.Null((await Days.ClearAsync(Manager, person, next, next, Ct)).Refusal);
        Assert.Null((await Days.ExtraAsync(Manager, person, next, next, ten, new TimeOnly(14, 0), null, Ct)).Refusal);
        Assert.Null((await Days.TakeBackAsync(Manager, whole, Ct)).Refusal);
        Assert.Equal(["16 10:00 18:00 hours", "17 10:00 14:00 hours"], await SlotsAsync());

        Task<Result<LeaveEntered>> AwayAsync(DateOnly day, TimeOnly from, TimeOnly to) =>
            Days.AwayAsync(Manager, person, new LeaveAsk(day, day, from, to, LeaveKind.Personal, "병원"), Ct);

        Task<string[]> SlotsAsync() =>
            ScalarAsync<string[]>(
                """
                SELECT array_agg(concat_ws(' ', to_char(date, 'DD'), to_char(time_slot_start, 'HH24:MI'), to_char(time_slot_end, 'HH24:MI'),
                    CASE WHEN is_available THEN 'hours' ELSE 'leave' END) ORDER BY date, time_slot_start) FROM photographer_availability
                """
            );
    }

    [Fact]
    public async Task Hours_that_reach_into_each_other_are_refused()
    {
        var person = await PhotographerAsync();
        Refusal?[] refused =
        [
            (await People.WorkAsync(Manager, person, [On(Weekday.Monday, 10, 14), On(Weekday.Monday, 13, 19)], 0, Ct)).Refusal,
            (await People.WorkAsync(Manager, person, [On(Weekday.Monday, 20, 4), On(Weekday.Tuesday, 3, 5)], 0, Ct)).Refusal,
            (await People.WorkAsync(Manager, person, [On(Weekday.Saturday, 20, 4), On(Weekday.Sunday, 3, 5)], 0, Ct)).Refusal,
        ];

        Assert.Equal(
            [new HoursOverlap(Weekday.Monday), new HoursOverlap(Weekday.Tuesday), new HoursOverlap(Weekday.Sunday)],
            refused.OfType<HoursOverlap>()
        );
        Assert.Null((await People.WorkAsync(Manager, person, [On(Weekday.Monday, 0, 0), On(Weekday.Tuesday, 0, 0)], 0, Ct)).Refusal);
    }

    [Fact]
    public async Task A_month_shows_shoots_leave_and_extra_hours_by_day()
    {
        var person = await PhotographerAsync();
        await BookedAsync(await ProjectAsync(), Plan(At(22), At(2, days: 1), person));
        Assert.Null((await Days.AwayAsync(Manager, person, Whole(2, 3), Ct)).Refusal);
        Assert.IsType<LeaveCoversBookings>((await Days.AwayAsync(Manager, person, Whole(1, 4), Ct)).Refusal);
        Assert.Null((await Days.AwayAsync(Manager, person, Whole(2, 4), Ct)).Refusal);

        var days = (await Days.DaysAsync(Manager, person, WeddingDay, WeddingDay.AddDays(4), Ct)).Value!;

        Assert.Equal([1, 1, 0, 0, 0], days.Select(d => d.Shoots.Count));
        Assert.Equal([0, 0, 1, 1, 1], days.Select(d => d.Away.Count));
    }

    [Fact]
    public async Task The_team_shows_the_work_of_the_coming_weeks()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var editor = await StaffAsync(UserRole.Editor, "임", "가온");
        var project = await ProjectAsync();
        Time.Set(At(9, days: -3));
        await BookedAsync(project, Plan(At(11), At(15), park, jung) with { TravelMinutes = 60 });
        await BookedAsync(project, Plan(At(11, days: 7), At(13, days: 7), park));
        await BookedAsync(project, Plan(At(11, days: 60), At(13, days: 60), park));

        var team = (await People.TeamAsync(Manager, Ct)).Value!;

        Assert.Equal(["박하늘", "정도윤"], team.Rows.Select(r => r.Name));
        Assert.Equal([new(1, 300), new(1, 120), WeekLoad.None, WeekLoad.None], team.Rows[0].Weeks);
        Assert.Equal([new(1, 300), WeekLoad.None, WeekLoad.None, WeekLoad.None], team.Rows[1].Weeks);
        Assert.Equal(new NotAllowed(), (await People.TeamAsync(editor, Ct)).Refusal);
    }
}
