using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Seeding;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photographers;

public sealed class LeaveTests(MigratedTemplate template) : TeamTest(template)
{
    [Fact]
    public async Task Approved_leave_takes_each_day_and_cancelling_frees_them()
    {
        var park = await ParkAsync();
        var request = await AskedAsync(park, Whole(0, 2));
        Assert.Equal(0, await AwayAsync(park.UserId!.Value));

        Assert.Null((await Leave.ApproveAsync(Manager, request, "잘 다녀오세요", Ct)).Refusal);

        Assert.Equal(3, await AwayAsync(park.UserId.Value));
        var over = await BookAsync(await ProjectAsync(), Plan(At(11, days: 1), At(15, days: 1), park.UserId));
        Assert.Equal(BookingSource.Leave, Assert.IsType<PersonAlreadyBooked>(over.Refusal).Source);
        var mine = Assert.Single((await Leave.MineAsync(park, Ct)).Requests);
        Assert.Equal((LeaveStatus.Approved, "한지우", "잘 다녀오세요"), (mine.Status, mine.DecidedBy, mine.Note));

        Assert.Null((await Leave.CancelAsync(park, request, null, Ct)).Refusal);

        Assert.Equal(0, await AwayAsync(park.UserId.Value));
        Assert.Equal("cancelled", await StatusAsync(request));
        await BookedAsync(await ProjectAsync("최유나", "강태오"), Plan(At(11, days: 1), At(15, days: 1), park.UserId));
    }

    [Fact]
    public async Task Leave_over_booked_shoots_is_refused_with_all_of_them()
    {
        var park = await ParkAsync();
        var request = await AskedAsync(park, Whole(-1, 2));
        var first = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park.UserId) with { TravelMinutes = 60 });
        await BookedAsync(await ProjectAsync("최유나", "강태오"), Plan(At(9, days: 1), At(12, days: 1), null, park.UserId!.Value));
        await BookedAsync(await ProjectAsync("이하은", "정민재"), Plan(At(9, days: 3), At(12, days: 3), park.UserId));
        Assert.Equal(2, Assert.Single((await Leave.ListAsync(Manager, true, ct: Ct)).Value!).Shoots);

        var refused = Assert.IsType<LeaveCoversBookings>((await Leave.ApproveAsync(Manager, request, null, Ct)).Refusal);

        Assert.Equal(["김서연 · 이준호", "최유나 · 강태오"], refused.Obstacles.Select(o => o.What));
        Assert.Equal(
            new LeaveObstacle(first, refused.Obstacles[0].ProjectId, BookingSource.Crew, "김서연 · 이준호", "더채플앳청담", At(11), At(15)),
            refused.Obstacles[0]
        );
        Assert.Equal("requested", await StatusAsync(request));
        Assert.Equal(0, await AwayAsync(park.UserId.Value));
        Assert.Equal(2, (await Leave.MyShootsAsync(park, Whole(-1, 2), Ct)).Count);
    }

    [Fact]
    public async Task An_answer_is_given_once_and_a_no_needs_a_reason()
    {
        var park = await ParkAsync();
        var request = await AskedAsync(park, Whole(0, 0));

        Assert.Equal(new AnswerNeedsReason(), (await Leave.DeclineAsync(Manager, request, "  ", Ct)).Refusal);
        Assert.Null((await Leave.DeclineAsync(Manager, request, "본식이 가장 많은 날입니다", Ct)).Refusal);

        Assert.Equal(new LeaveAlreadyAnswered(LeaveStatus.Declined), (await Leave.ApproveAsync(Manager, request, null, Ct)).Refusal);
        Assert.Equal(new LeaveAlreadyAnswered(LeaveStatus.Declined), (await Leave.WithdrawAsync(park, request, Ct)).Refusal);
        Assert.Equal(0, await AwayAsync(park.UserId!.Value));

        // Who was told no may ask again.
        await AskedAsync(park, Whole(0, 0));
    }

    [Fact]
    public async Task Whole_days_are_asked_for_once_and_hours_leave_the_rest_of_the_day()
    {
        var park = await ParkAsync();
        await AskedAsync(park, Whole(0, 2));
        Assert.Equal(new LeaveAlreadyAsked(), (await AskAsync(park, Whole(2, 4))).Refusal);
        Assert.Equal(new LeaveAlreadyAsked(), (await AskAsync(park, Hours(9, 12))).Refusal);
        var other = await StaffAsync(UserRole.Photographer, "정", "도윤");
        var hours = await AskedAsync(other, Hours(9, 12));
        Assert.Equal(new LeaveAlreadyAsked(), (await AskAsync(other, Hours(11, 13))).Refusal);
        await AskedAsync(other, Hours(18, 20));

        Assert.Null((await Leave.ApproveAsync(Manager, hours, null, Ct)).Refusal);

        await BookedAsync(await ProjectAsync(), Plan(At(12), At(16), other.UserId));
        var morning = await BookAsync(await ProjectAsync("최유나", "강태오"), Plan(At(11), At(12), other.UserId));
        Assert.IsType<PersonAlreadyBooked>(morning.Refusal);
    }

    [Fact]
    public async Task What_can_not_be_is_said_at_its_field()
    {
        var park = await ParkAsync();
        Refusal?[] refused =
        [
            (await AskAsync(park, Whole(2, 0))).Refusal,
            (await AskAsync(park, Whole(0, 60))).Refusal,
            (await AskAsync(park, Hours(12, 9))).Refusal,
            (await AskAsync(park, Hours(9, 12) with { LastDay = WeddingDay.AddDays(1) })).Refusal,
            (await AskAsync(park, Whole(0, 0) with { FirstDay = Clock.Today.AddDays(-1), LastDay = Clock.Today })).Refusal,
            (await AskAsync(park, Whole(0, 0, new string('가', 256)))).Refusal,
        ];

        Assert.Equal(["LastDay", "LastDay", "To", "LastDay", "FirstDay", "Reason"], refused.Select(r => r!.Field));
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM leave_requests"));
        Assert.Null((await AskAsync(park, Whole(0, 59))).Refusal);
    }

    [Fact]
    public async Task A_second_press_asks_once()
    {
        var park = await ParkAsync();
        var first = await Leave.AskAsync(park, Whole(0, 0), "form-1", Ct);
        var second = await Leave.AskAsync(park, Whole(0, 0), "form-1", Ct);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(new KeyUsedForAnother(), (await Leave.AskAsync(park, Whole(5, 6), "form-1", Ct)).Refusal);
    }

    [Fact]
    public async Task Nobody_answers_for_others_and_a_stranger_s_request_is_not_found()
    {
        var (park, jung) = (await ParkAsync(), await StaffAsync(UserRole.Photographer, "정", "도윤"));
        var editor = await StaffAsync(UserRole.Editor, "임", "가온");
        var request = await AskedAsync(park, Whole(0, 0));

        Assert.Equal(new NotAllowed(), (await Leave.ApproveAsync(park, request, null, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Leave.DeclineAsync(jung, request, "아니요", Ct)).Refusal);
        Assert.Equal(new LeaveRequestNotFound(), (await Leave.WithdrawAsync(jung, request, Ct)).Refusal);
        Assert.Equal(new LeaveRequestNotFound(), (await Leave.CancelAsync(jung, request, null, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Leave.ListAsync(jung, true, ct: Ct)).Refusal);
        Assert.Equal(new PersonNotBookable(), (await AskAsync(editor, Whole(0, 0))).Refusal);
        Assert.False((await Leave.MineAsync(editor, Ct)).MayAsk);
        Assert.Empty((await Leave.MineAsync(jung, Ct)).Requests);
        Assert.Equal((1, 0), (await Leave.WaitingAsync(Manager, Ct), await Leave.WaitingAsync(park, Ct)));
        Assert.Equal("requested", await StatusAsync(request));
    }

    [Fact]
    public async Task Cancelling_in_the_middle_keeps_the_days_that_are_over()
    {
        var park = await ParkAsync();
        var request = await AskedAsync(park, Whole(0, 2));
        Assert.Null((await Leave.ApproveAsync(Manager, request, null, Ct)).Refusal);

        Time.Set(At(10, days: 1));
        Assert.Null((await Leave.CancelAsync(Manager, request, "일이 생겨서", Ct)).Refusal);
        Assert.Equal(1, await AwayAsync(park.UserId!.Value));

        var again = await AskedAsync(park, Whole(3, 3));
        Assert.Null((await Leave.ApproveAsync(Manager, again, null, Ct)).Refusal);
        Time.Set(At(10, days: 9));
        Assert.Equal(new LeaveIsOver(), (await Leave.CancelAsync(park, again, null, Ct)).Refusal);
    }

    [Fact]
    public async Task Days_a_person_is_away_already_stay_and_a_request_without_days_left_is_cancelled()
    {
        var park = await ParkAsync();
        var me = park.UserId!.Value;
        Assert.Null((await Schedules.AddLeaveAsync(Manager, me, WeddingDay.AddDays(1), null, null, "병원", Ct)).Refusal);
        var request = await AskedAsync(park, Whole(0, 2));
        Assert.Null((await Leave.ApproveAsync(Manager, request, null, Ct)).Refusal);
        Assert.Equal(3, await AwayAsync(me));

        Assert.Null((await Days.ClearAsync(Manager, me, WeddingDay, WeddingDay, Ct)).Refusal);
        Assert.Equal("approved", await StatusAsync(request));
        Assert.Null((await Days.ClearAsync(Manager, me, WeddingDay.AddDays(2), WeddingDay.AddDays(2), Ct)).Refusal);

        Assert.Equal("cancelled", await StatusAsync(request));
        Assert.Equal(1, await AwayAsync(me));
    }

    [Fact]
    public async Task Leave_is_made_longer_where_it_stands_and_cancelling_takes_only_what_was_added()
    {
        var park = await ParkAsync();
        var me = park.UserId!.Value;
        Task<string> SlotsAsync() =>
            ScalarAsync<string>(
                """
                SELECT string_agg(concat_ws('-', to_char(a.time_slot_start, 'HH24'), to_char(a.time_slot_end, 'HH24'),
                    to_char(b.busy_from AT TIME ZONE 'Asia/Seoul', 'HH24'), to_char(b.busy_to AT TIME ZONE 'Asia/Seoul', 'HH24')), ' ' ORDER BY b.busy_from)
                FROM photographer_availability a JOIN person_bookings b ON b.availability_id = a.id
                """
            );
        Assert.Null((await Days.AwayAsync(Manager, me, Hours(9, 12), Ct)).Refusal);

        var request = await AskedAsync(park, Hours(9, 15));
        Assert.Null((await Leave.ApproveAsync(Manager, request, null, Ct)).Refusal);
        Assert.Equal("09-12-09-12 12-15-12-15", await SlotsAsync());
        Assert.Null((await Schedules.AddLeaveAsync(Manager, me, WeddingDay, new TimeOnly(9, 0), null, "병원", Ct)).Refusal);
        Assert.Equal("09-12-09-12 12-15-12-15 15-15-00", await SlotsAsync());
        var whole = await Schedules.AddLeaveAsync(Manager, me, WeddingDay, new TimeOnly(9, 0), null, "병원", Ct);
        Assert.Equal(BookingSource.Leave, Assert.IsType<PersonAlreadyBooked>(whole.Refusal).Source);

        var taken = await Leave.CancelAsync(Manager, request, null, Ct);
        Assert.Equal("09-12-09-12 15-15-00", await SlotsAsync());
        Assert.Null((await Leave.PutBackAsync(Manager, taken.Value!, Ct)).Refusal);
        Assert.Equal("09-12-09-12 12-15-12-15 15-15-00", await SlotsAsync());

        // A shoot in what is left is named, and the leave that stands is not.
        Assert.Null((await Days.ClearAsync(Manager, me, WeddingDay, WeddingDay, Ct)).Refusal);
        Assert.Null((await Days.AwayAsync(Manager, me, Hours(9, 12), Ct)).Refusal);
        await BookedAsync(await ProjectAsync(), Plan(At(13), At(14), me));
        var refused = Assert.IsType<LeaveCoversBookings>((await Days.AwayAsync(Manager, me, Hours(9, 15), Ct)).Refusal);
        Assert.Equal(["김서연 · 이준호"], refused.Obstacles.Select(o => o.What));
    }

    [Fact]
    public async Task Managers_are_written_to_and_the_person_hears_the_answer()
    {
        await Get<StudioSeed>().SeedAsync([], Ct);
        var park = await ParkAsync();
        await StaffAsync(UserRole.Admin, "한", "지우");
        var request = await AskedAsync(park, Whole(0, 2));
        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'leave_requested'"));

        Assert.Null((await Leave.ApproveAsync(Manager, request, null, Ct)).Refusal);

        Assert.Equal(
            "승인 2026. 5. 16. (토) – 2026. 5. 18. (월)",
            await ScalarAsync<string>(
                "SELECT (template_data ->> 'answer') || ' ' || (template_data ->> 'days') FROM notifications WHERE template_id = 'leave_answered' AND recipient_id = $1",
                park.UserId!.Value
            )
        );
        Assert.Equal(3, await ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE kind = 'SendNotice'"));
    }
}
