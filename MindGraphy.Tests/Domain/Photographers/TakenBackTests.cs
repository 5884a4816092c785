using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photographers;

/// <summary>A slip in the calendar is taken back: a shoot called off, a hold released, leave taken out. Who took the time meanwhile keeps it.</summary>
public sealed class TakenBackTests(MigratedTemplate template) : TeamTest(template)
{
    private const int Rounds = 16;

    [Fact]
    public async Task A_shoot_called_off_comes_back_with_its_crew_their_answers_and_its_notes()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var project = await ProjectAsync();
        var shoot = await BookedAsync(project, Plan(At(11), At(15), park, jung) with { Notes = "뒷문으로" });
        Assert.Null((await Get<CrewService>().AnswerAsync(As(jung), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);
        Assert.Null(
            (await Schedules.MoveAsync(Manager, shoot, ShootStatus.Confirmed, null, (await ShootAsync(shoot)).Version, Ct)).Refusal
        );
        var before = await ShootAsync(shoot);

        Assert.Null((await BackAsync(before, await CalledOffAsync(before))).Refusal);

        var after = await ShootAsync(shoot);
        Assert.Equal((ShootStatus.Confirmed, "뒷문으로"), (after.Status, after.Plan.Notes));
        Assert.Equal([park, jung], after.Plan.People);
        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE status = 'booked'"));
        Assert.Equal(
            "accepted",
            await ScalarAsync<string>("SELECT answer::text FROM schedule_assignments WHERE schedule_id = $1 AND NOT is_main", shoot)
        );
        Assert.Equal(WeddingDay, await ScalarAsync<DateOnly>("SELECT shoot_date FROM projects WHERE id = $1", project));

        // A second press of a toast, or another manager's, finds it standing.
        Assert.Equal(new ShootCannotMove(ShootStatus.Confirmed, ShootStatus.Confirmed), (await BackAsync(before, after.Version)).Refusal);
    }

    [Fact]
    public async Task The_shooting_is_not_complete_any_more_once_the_shoot_that_was_off_comes_back()
    {
        var park = await ParkAsync();
        var project = await ProjectAsync();
        var held = await BookedAsync(project, Plan(At(9), At(10), park.UserId));
        var before = await ShootAsync(await BookedAsync(project, Plan(At(11, days: 1), At(15, days: 1), park.UserId)));
        Time.Set(At(9));
        Assert.Null((await Get<CrewService>().CheckAsync(park, held, leaves: true, Clock.Now, Ct)).Refusal);
        Task<long> CompleteAsync() =>
            ScalarAsync<long>("SELECT count(*) FROM project_milestones WHERE milestone_type = 'shooting_completed'");
        Assert.Equal(0, await CompleteAsync());

        var version = await CalledOffAsync(before);
        Assert.Equal(1, await CompleteAsync());
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null((await BackAsync(before, version)).Refusal);

        Assert.Equal(0, await CompleteAsync());
    }

    [Fact]
    public async Task A_drag_that_is_taken_back_brings_the_fee_and_the_note_back()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        Assert.Null((await Get<CrewService>().NoteAsync(As(park), shoot, "반지 먼저", Ct)).Refusal);
        await ExecuteAsync("UPDATE schedule_assignments SET fee = 410000");

        var took = await Schedules.DragAsync(
            Manager,
            shoot,
            new ShootDrag(At(12), At(16), park, jung),
            (await ShootAsync(shoot)).Version,
            Ct
        );
        Assert.Null((await Schedules.DragBackAsync(Manager, shoot, took.Value!, (await ShootAsync(shoot)).Version, Ct)).Refusal);

        var back = await ShootAsync(shoot);
        Assert.Equal((At(11), At(15), park), (back.Plan.Start, back.Plan.End, back.Plan.PhotographerId!.Value));
        Assert.Equal(
            "410000 반지 먼저",
            await ScalarAsync<string>("SELECT concat_ws(' ', fee, field_note) FROM schedule_assignments WHERE schedule_id = $1", shoot)
        );
    }

    [Fact]
    public async Task A_drag_of_what_knowingly_stood_beside_another_is_taken_back_and_nothing_else_is_allowed_by_it()
    {
        var park = await PhotographerAsync();
        var (first, second, third) = (await ProjectAsync(), await ProjectAsync("최유나", "강태오"), await ProjectAsync("이하은", "정민재"));
        await BookedAsync(first, Plan(At(10), At(15), park));
        var over = (await Schedules.BookAsync(Manager, second, Plan(At(14), At(17), park), "key", "같은 홀", Ct)).Value;
        async Task<ShootDragged> AwayAsync() =>
            (await Schedules.DragAsync(Manager, over, new ShootDrag(At(18), At(21)), (await ShootAsync(over)).Version, Ct)).Value!;
        async Task<Result> BackAsync(ShootDragged took) =>
            await Schedules.DragBackAsync(Manager, over, took, (await ShootAsync(over)).Version, Ct);

        Assert.Null((await BackAsync(await AwayAsync())).Refusal);
        Assert.Equal("같은 홀", (await ShootAsync(over)).OverrideReason);
        Assert.Equal(1, await OverlapsAsync());

        var took = await AwayAsync();
        await BookedAsync(third, Plan(At(15), At(16), park));
        Assert.IsType<PersonAlreadyBooked>((await BackAsync(took)).Refusal);
    }

    [Fact]
    public async Task A_shoot_whose_time_was_given_away_stays_off_and_who_took_it_is_named()
    {
        var park = await PhotographerAsync();
        var before = await ShootAsync(await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park) with { Notes = "뒷문으로" }));
        var version = await CalledOffAsync(before);
        await BookedAsync(await ProjectAsync("최유나", "강태오"), Plan(At(14), At(16), park));

        var refused = Assert.IsType<PersonAlreadyBooked>((await BackAsync(before, version)).Refusal);

        Assert.Equal(("박하늘", "최유나 · 강태오, 더채플앳청담"), (refused.Person, refused.What));
        var off = await ShootAsync(before.Id);
        Assert.Equal((ShootStatus.Cancelled, "비 예보\n\n뒷문으로"), (off.Status, off.Plan.Notes));
        Assert.Equal(
            new NotAllowed(),
            (await Schedules.BringBackAsync(As(park), before.Id, before.Status, before.Plan, version, Ct)).Refusal
        );
    }

    [Fact]
    public async Task What_it_knowingly_stood_beside_it_stands_beside_again_and_beside_nothing_else()
    {
        var park = await PhotographerAsync();
        var (first, second, third) = (await ProjectAsync(), await ProjectAsync("최유나", "강태오"), await ProjectAsync("이하은", "정민재"));
        var under = await BookedAsync(first, Plan(At(10), At(15), park));
        var over = await Schedules.BookAsync(Manager, second, Plan(At(14), At(17), park), "key", "같은 홀", Ct);
        Assert.Null(over.Refusal);

        foreach (var id in new[] { over.Value, under })
        {
            var before = await ShootAsync(id);
            Assert.Null((await BackAsync(before, await CalledOffAsync(before))).Refusal);
        }

        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE status = 'booked'"));
        var later = await ShootAsync(over.Value);
        var version = await CalledOffAsync(later);
        await BookedAsync(third, Plan(At(16), At(18), park));
        Assert.IsType<PersonAlreadyBooked>((await BackAsync(later, version)).Refusal);
    }

    [Fact]
    public async Task Of_a_calling_off_that_is_taken_back_and_a_booking_for_one_time_one_wins()
    {
        var park = await PhotographerAsync();
        var (mine, others) = (await ProjectAsync(), await ProjectAsync("최유나", "강태오"));
        for (var round = 0; round < Rounds; round++)
        {
            var plan = Plan(At(11, days: round), At(15, days: round), park);
            var before = await ShootAsync(await BookedAsync(mine, plan));
            var version = await CalledOffAsync(before);

            var backing = Task.Run(() => BackAsync(before, version), Ct);
            var booking = Task.Run(() => BookAsync(others, plan), Ct);
            var (back, booked) = (await backing, await booking);

            Assert.NotEqual(back.Succeeded, booked.Succeeded);
            Assert.IsType<PersonAlreadyBooked>(back.Refusal ?? booked.Refusal);
        }

        Assert.Equal(0, await OverlapsAsync());
        Assert.Equal(Rounds, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE status = 'booked'"));
    }

    [Fact]
    public async Task A_released_hold_stands_again_until_the_moment_it_had()
    {
        var park = await PhotographerAsync();
        var hold = await HeldAsync(park, await CoupleAsync());
        Assert.Null((await Schedules.ReleaseHoldAsync(Manager, hold, Ct)).Refusal);

        Assert.Equal(new NotAllowed(), (await Schedules.TakeUpHoldAsync(As(park), hold, Ct)).Refusal);
        Assert.Null((await Schedules.TakeUpHoldAsync(Manager, hold, Ct)).Refusal);
        Assert.Null((await Schedules.TakeUpHoldAsync(Manager, hold, Ct)).Refusal);
        Assert.Equal(hold, Assert.Single(await Schedules.CalendarAsync(Manager, At(0), At(23), null, Ct)).Id);

        Assert.Null((await Schedules.ReleaseHoldAsync(Manager, hold, Ct)).Refusal);
        await BookedAsync(await ProjectAsync("최유나", "강태오"), Plan(At(10), At(12), park));
        Assert.Equal(
            "최유나 · 강태오, 더채플앳청담",
            Assert.IsType<PersonAlreadyBooked>((await Schedules.TakeUpHoldAsync(Manager, hold, Ct)).Refusal).What
        );
        Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(new HoldEndsInThePast(), (await Schedules.TakeUpHoldAsync(Manager, hold, Ct)).Refusal);
        Assert.Equal(new HoldNotFound(), (await Schedules.TakeUpHoldAsync(Manager, Guid.NewGuid(), Ct)).Refusal);
    }

    [Fact]
    public async Task Of_a_hold_that_is_taken_up_and_a_booking_for_one_time_one_wins()
    {
        var park = await PhotographerAsync();
        var (couple, others) = (await CoupleAsync(), await ProjectAsync("최유나", "강태오"));
        for (var round = 0; round < Rounds; round++)
        {
            var hold = await HeldAsync(park, couple, round);
            Assert.Null((await Schedules.ReleaseHoldAsync(Manager, hold, Ct)).Refusal);

            var taking = Task.Run(() => Schedules.TakeUpHoldAsync(Manager, hold, Ct), Ct);
            var booking = Task.Run(() => BookAsync(others, Plan(At(10, days: round), At(12, days: round), park)), Ct);
            var (taken, booked) = (await taking, await booking);

            Assert.NotEqual(taken.Succeeded, booked.Succeeded);
            Assert.IsType<PersonAlreadyBooked>(taken.Refusal ?? booked.Refusal);
        }

        Assert.Equal(0, await OverlapsAsync());
    }

    [Fact]
    public async Task Leave_that_was_taken_out_is_put_back_and_its_request_is_approved_as_it_was()
    {
        var park = await ParkAsync();
        var request = await AskedAsync(park, Whole(0, 0));
        Assert.Null((await Leave.ApproveAsync(Manager, request, "잘 다녀오세요", Ct)).Refusal);
        var leave = await ScalarAsync<Guid>("SELECT id FROM photographer_availability");
        var other = await StaffAsync(UserRole.Manager, "김", "도연");

        var taken = await Schedules.RemoveLeaveAsync(other, leave, Ct);
        Assert.Equal((0, "cancelled"), (await AwayAsync(park.UserId!.Value), await StatusAsync(request)));
        Assert.Null((await Leave.PutBackAsync(other, taken.Value!, Ct)).Refusal);
        Assert.Null((await Leave.PutBackAsync(other, taken.Value!, Ct)).Refusal);

        Assert.Equal((1, "approved"), (await AwayAsync(park.UserId.Value), await StatusAsync(request)));
        var mine = Assert.Single((await Leave.MineAsync(park, Ct)).Requests);
        Assert.Equal(("한지우", "잘 다녀오세요"), (mine.DecidedBy, mine.Note));
        Assert.Equal("가족 여행", await ScalarAsync<string>("SELECT reason FROM photographer_availability"));
    }

    [Fact]
    public async Task A_photographer_puts_back_what_they_cancelled_themselves_and_nothing_else()
    {
        var (park, jung) = (await ParkAsync(), await StaffAsync(UserRole.Photographer, "정", "도윤"));
        var request = await AskedAsync(park, Whole(0, 2));
        Assert.Null((await Leave.ApproveAsync(Manager, request, null, Ct)).Refusal);

        var own = await Leave.CancelAsync(park, request, null, Ct);
        Assert.Equal(new LeaveRequestNotFound(), (await Leave.PutBackAsync(jung, own.Value!, Ct)).Refusal);
        Assert.Null((await Leave.PutBackAsync(park, own.Value!, Ct)).Refusal);
        Assert.Equal((3, "approved"), (await AwayAsync(park.UserId!.Value), await StatusAsync(request)));

        // What a manager cancelled is the manager's to take back; and asking anew comes before the old request.
        var theirs = await Leave.CancelAsync(Manager, request, null, Ct);
        Assert.Equal(new LeaveRequestNotFound(), (await Leave.PutBackAsync(park, theirs.Value!, Ct)).Refusal);
        await AskedAsync(park, Whole(1, 1));
        Assert.Equal(new LeaveAlreadyAsked(), (await Leave.PutBackAsync(Manager, theirs.Value!, Ct)).Refusal);
        Assert.Equal(0, await AwayAsync(park.UserId.Value));
        Assert.Equal(new LeaveAlreadyAnswered(LeaveStatus.Cancelled), (await Leave.ApproveAsync(Manager, request, null, Ct)).Refusal);
    }

    [Fact]
    public async Task Days_that_a_manager_emptied_come_back_whichever_way_they_were_entered()
    {
        var park = await ParkAsync();
        var me = park.UserId!.Value;
        var request = await AskedAsync(park, Whole(0, 1));
        Assert.Null((await Leave.ApproveAsync(Manager, request, null, Ct)).Refusal);
        Assert.Null(
            (
                await Days.AwayAsync(
                    Manager,
                    me,
                    Hours(9, 12) with
                    {
                        FirstDay = WeddingDay.AddDays(3),
                        LastDay = WeddingDay.AddDays(3),
                    },
                    Ct
                )
            ).Refusal
        );

        var cleared = await Days.ClearAsync(Manager, me, WeddingDay, WeddingDay.AddDays(4), Ct);
        Assert.Equal(0, await AwayAsync(me));
        Assert.Null((await Leave.PutBackAsync(Manager, cleared.Value!, Ct)).Refusal);

        Assert.Equal((3, "approved"), (await AwayAsync(me), await StatusAsync(request)));
    }

    [Fact]
    public async Task Of_leave_that_is_put_back_and_a_booking_for_one_day_one_wins_and_the_other_is_named()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var leave = await Schedules.AddLeaveAsync(Manager, park, WeddingDay.AddDays(round), null, null, "가족 여행", Ct);
            var taken = (await Schedules.RemoveLeaveAsync(Manager, leave.Value, Ct)).Value!;

            var putting = Task.Run(() => Leave.PutBackAsync(Manager, taken, Ct), Ct);
            var booking = Task.Run(() => BookAsync(project, Plan(At(11, days: round), At(15, days: round), park)), Ct);
            var (back, booked) = (await putting, await booking);

            Assert.NotEqual(back.Succeeded, booked.Succeeded);
            var refused = Assert.IsType<PersonAlreadyBooked>(back.Refusal ?? booked.Refusal);
            Assert.Equal(back.Succeeded ? "가족 여행" : "김서연 · 이준호, 더채플앳청담", refused.What);
        }

        Assert.Equal(0, await OverlapsAsync());
    }

    private static Actor As(Guid person) => new(person, UserRole.Photographer) { Permissions = [Rights.Projects] };

    private Task<Result> BackAsync(ShootDetail before, uint version) =>
        Schedules.BringBackAsync(Manager, before.Id, before.Status, before.Plan, version, Ct);

    private async Task<uint> CalledOffAsync(ShootDetail shoot)
    {
        Assert.Null((await Schedules.MoveAsync(Manager, shoot.Id, ShootStatus.Cancelled, "비 예보", shoot.Version, Ct)).Refusal);
        return (await ShootAsync(shoot.Id)).Version;
    }

    private async Task<Guid> HeldAsync(Guid person, Guid couple, int days = 0)
    {
        var held = await Schedules.HoldAsync(Manager, person, couple, At(9, days: days), At(18, days: days), Start.AddDays(3), Ct);
        Assert.Null(held.Refusal);
        return held.Value;
    }

    private async Task<Guid> CoupleAsync() =>
        await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", await ProjectAsync());
}
