using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Domain.Schedules;

public sealed class BookingTests(MigratedTemplate template) : ProjectTest(template)
{
    [Fact]
    public async Task A_second_shoot_of_a_busy_photographer_is_refused_with_the_first_ones_couple_place_and_time()
    {
        var park = await PhotographerAsync();
        await BookedAsync(await ProjectAsync("김서연", "이준호"), Plan(At(11), At(15), park) with { TravelMinutes = 60 });

        var second = await BookAsync(await ProjectAsync("최유나", "강태오"), Plan(At(14), At(18), park));

        var clash = Assert.IsType<PersonAlreadyBooked>(second.Refusal);
        Assert.Equal(
            new PersonAlreadyBooked("박하늘", BookingSource.Crew, "김서연 · 이준호, 더채플앳청담", At(10), At(15)) { Free = "" },
            clash
        );
        Assert.Equal(
            "박하늘 님은 2026. 5. 16. (토) 10:00 – 15:00에 이미 일정이 있습니다: 촬영 · 김서연 · 이준호, 더채플앳청담 · 그 시간에 비어 있는 사람이 없습니다.",
            Words.Of(clash, new("ko-KR"))
        );
    }

    [Fact]
    public async Task The_way_there_counts_and_one_shoot_may_begin_when_another_ends()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        await BookedAsync(project, Plan(At(10), At(12), park));

        var onTheWay = await BookAsync(project, Plan(At(12, 30), At(15), park) with { TravelMinutes = 31 });
        Assert.IsType<PersonAlreadyBooked>(onTheWay.Refusal);

        await BookedAsync(project, Plan(At(12, 30), At(15), park) with { TravelMinutes = 30 });
    }

    [Fact]
    public async Task An_assistant_is_as_busy_as_a_photographer()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        await BookedAsync(await ProjectAsync(), Plan(At(10), At(12), park, jung));

        var asMain = await BookAsync(await ProjectAsync("최유나", "강태오"), Plan(At(11), At(13), jung));
        var asHelp = await BookAsync(await ProjectAsync("이하은", "정민재"), Plan(At(11), At(13), null, jung));

        Assert.Equal("정도윤", Assert.IsType<PersonAlreadyBooked>(asMain.Refusal).Person);
        Assert.Equal("정도윤", Assert.IsType<PersonAlreadyBooked>(asHelp.Refusal).Person);
    }

    [Fact]
    public async Task Leave_keeps_from_being_booked_and_a_booked_shoot_keeps_from_taking_leave()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        var leave = await Schedules.AddLeaveAsync(Manager, park, WeddingDay, null, null, "가족 여행", Ct);
        Assert.Null(leave.Refusal);

        var booked = await BookAsync(project, Plan(At(10), At(12), park));
        Assert.Equal(
            new PersonAlreadyBooked("박하늘", BookingSource.Leave, "가족 여행", At(0), At(0, days: 1)) { Free = "" },
            Assert.IsType<PersonAlreadyBooked>(booked.Refusal)
        );

        Assert.True((await Schedules.RemoveLeaveAsync(Manager, leave.Value, Ct)).Succeeded);
        await BookedAsync(project, Plan(At(10), At(12), park));
        var late = await Schedules.AddLeaveAsync(Manager, park, WeddingDay, new TimeOnly(11, 0), new TimeOnly(14, 0), null, Ct);
        Assert.Equal(BookingSource.Crew, Assert.IsType<PersonAlreadyBooked>(late.Refusal).Source);
        Assert.Null((await Schedules.AddLeaveAsync(Manager, park, WeddingDay, new TimeOnly(12, 0), null, null, Ct)).Refusal);
    }

    [Fact]
    public async Task A_leave_that_ends_before_it_begins_is_refused()
    {
        var park = await PhotographerAsync();

        var leave = await Schedules.AddLeaveAsync(Manager, park, WeddingDay, new TimeOnly(14, 0), new TimeOnly(14, 0), null, Ct);

        Assert.Equal(new ShootEndsBeforeItStarts(), leave.Refusal);
    }

    [Fact]
    public async Task A_hold_keeps_others_out_and_gives_way_to_the_couple_it_was_kept_for()
    {
        var park = await PhotographerAsync();
        var mine = await ProjectAsync();
        var others = await ProjectAsync("최유나", "강태오");
        var couple = await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", mine);
        Assert.Null((await Schedules.HoldAsync(Manager, park, couple, At(9), At(18), Start.AddDays(3), Ct)).Refusal);

        var other = await BookAsync(others, Plan(At(10), At(12), park));
        Assert.Equal(
            new PersonAlreadyBooked("박하늘", BookingSource.Hold, "김서연 · 이준호", At(9), At(18)) { Free = "" },
            Assert.IsType<PersonAlreadyBooked>(other.Refusal)
        );

        await BookedAsync(mine, Plan(At(10), At(12), park));
        await BookedAsync(others, Plan(At(13), At(17), park));
        Assert.Equal(0, await OverlapsAsync());
    }

    [Fact]
    public async Task A_hold_that_ran_out_keeps_nobody_busy_even_before_a_worker_came_by()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        var other = await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", await ProjectAsync("최유나", "강태오"));
        var hold = await Schedules.HoldAsync(Manager, park, other, At(9), At(18), Start.AddHours(1), Ct);
        Assert.Null(hold.Refusal);
        Time.Advance(TimeSpan.FromHours(1));

        Assert.Null(Assert.Single(await Schedules.FreeAsync(Manager, At(10), At(12), null, Ct)).BusyWith);
        Assert.DoesNotContain(await Schedules.CalendarAsync(Manager, At(0), At(23), null, Ct), e => e.Kind == CalendarKind.Hold);
        await BookedAsync(project, Plan(At(10), At(12), park));
        Assert.Equal(new HoldNotFound(), (await Schedules.ReleaseHoldAsync(Manager, hold.Value, Ct)).Refusal);
    }

    [Fact]
    public async Task A_hold_until_a_day_ends_with_that_days_midnight_in_the_studio()
    {
        var park = await PhotographerAsync();
        var (project, couple) = (
            await ProjectAsync(),
            await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", await ProjectAsync("최유나", "강태오"))
        );
        var last = Clock.Today.AddDays(2);
        var midnight = Clock.At(last.AddDays(1), TimeOnly.MinValue);
        Assert.Null((await Schedules.HoldAsync(Manager, park, couple, At(9), At(18), midnight, Ct)).Refusal);
        Assert.Equal(last, MindGraphy.Web.Features.Schedules.CalendarWords.LastDayOf(midnight, Clock));

        Time.Set(midnight.AddTicks(-10));
        Assert.Equal(0, await Schedules.ExpireHoldsAsync(Ct));
        Assert.IsType<PersonAlreadyBooked>((await BookAsync(project, Plan(At(10), At(12), park))).Refusal);
        Assert.Equal(last, Clock.Today);

        Time.Set(midnight);
        await BookedAsync(project, Plan(At(10), At(12), park));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE source = 'hold' AND status = 'booked'"));
    }

    [Fact]
    public async Task The_worker_ends_holds_once_and_leaves_the_others()
    {
        var park = await PhotographerAsync();
        var couple = await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", await ProjectAsync());
        await Schedules.HoldAsync(Manager, park, couple, At(9), At(10), Start.AddHours(1), Ct);
        await Schedules.HoldAsync(Manager, park, couple, At(11), At(12), Start.AddHours(9), Ct);
        Assert.Equal(0, await Schedules.ExpireHoldsAsync(Ct));
        Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1, await Schedules.ExpireHoldsAsync(Ct));
        Assert.Equal(0, await Schedules.ExpireHoldsAsync(Ct));

        Assert.Equal(At(11), Assert.Single(await Schedules.CalendarAsync(Manager, At(0), At(23), null, Ct)).Start);
    }

    [Fact]
    public async Task A_hold_that_is_prolonged_while_the_worker_comes_by_stays()
    {
        var park = await PhotographerAsync();
        var couple = await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", await ProjectAsync());
        var hold = (await Schedules.HoldAsync(Manager, park, couple, At(11), At(15), Time.GetUtcNow().AddHours(1), Ct)).Value;
        Time.Advance(TimeSpan.FromHours(2));
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var manager = await source.OpenConnectionAsync(Ct);
        await using var transaction = await manager.BeginTransactionAsync(Ct);
        await using (var prolong = new NpgsqlCommand("UPDATE person_bookings SET expires_at = $1 WHERE id = $2", manager, transaction))
        {
            prolong.Parameters.Add(new() { Value = Time.GetUtcNow().AddDays(3) });
            prolong.Parameters.Add(new() { Value = hold });
            await prolong.ExecuteNonQueryAsync(Ct);
        }

        var worker = Task.Run(() => Schedules.ExpireHoldsAsync(Ct), Ct);
        while (
            await ScalarAsync<long>(
                "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()"
            ) == 0
        )
        {
            Assert.False(worker.IsCompleted, "Nothing stood in the worker's way.");
            await Task.Delay(20, Ct);
        }

        await transaction.CommitAsync(Ct);
        await worker;

        Assert.Equal("booked", await ScalarAsync<string>($"SELECT status::text FROM person_bookings WHERE id = '{hold}'"));
    }

    [Fact]
    public async Task Calling_off_needs_a_reason_frees_the_crew_and_lets_them_be_booked_again()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var project = await ProjectAsync();
        var shoot = await ShootAsync(await BookedAsync(project, Plan(At(10), At(12), park, jung)));

        var silent = await Schedules.MoveAsync(Manager, shoot.Id, ShootStatus.Cancelled, " ", shoot.Version, Ct);
        Assert.Equal(new ReasonRequired(), silent.Refusal);

        Assert.True((await Schedules.MoveAsync(Manager, shoot.Id, ShootStatus.Cancelled, "예식 연기", shoot.Version, Ct)).Succeeded);
        Assert.All(await Schedules.FreeAsync(Manager, At(10), At(12), null, Ct), f => Assert.Null(f.BusyWith));
        await BookedAsync(project, Plan(At(10), At(12), jung, park));
        var again = await ShootAsync(shoot.Id);
        var changed = await Schedules.ChangeAsync(Manager, shoot.Id, again.Plan, again.Version, ct: Ct);
        Assert.IsType<ShootCannotMove>(changed.Refusal);
    }

    [Fact]
    public async Task A_shoot_may_cross_midnight_and_is_busy_on_both_days()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        await BookedAsync(project, Plan(At(22), At(2, days: 1), park));

        Assert.IsType<PersonAlreadyBooked>((await BookAsync(project, Plan(At(1, days: 1), At(3, days: 1), park))).Refusal);
        await BookedAsync(project, Plan(At(2, days: 1), At(3, days: 1), park));
        Assert.Equal(2, (await Schedules.CalendarAsync(Manager, At(0, days: 1), At(23, days: 1), null, Ct)).Count);
    }

    [Fact]
    public async Task Nonsense_is_refused_at_its_field()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();

        Assert.Equal("End", (await BookAsync(project, Plan(At(12), At(12), park))).Refusal?.Field);
        Assert.Equal(new ShootTooLong(24), (await BookAsync(project, Plan(At(12), At(13, days: 1), park))).Refusal);
        Assert.Equal(new AssistantIsPhotographer(), (await BookAsync(project, Plan(At(12), At(13), park, park))).Refusal);
        var travel = await BookAsync(project, Plan(At(12), At(13), park) with { TravelMinutes = 601 });
        Assert.Equal("TravelMinutes", travel.Refusal?.Field);
        Assert.Equal(new PersonNotBookable(), (await BookAsync(project, Plan(At(12), At(13), Guid.NewGuid()))).Refusal);
        Assert.Equal(new ProjectNotFound(), (await BookAsync(Guid.NewGuid(), Plan(At(12), At(13), park))).Refusal);
        var hold = await Schedules.HoldAsync(Manager, park, Guid.NewGuid(), At(9), At(10), Start, Ct);
        Assert.Equal(new HoldEndsInThePast(), hold.Refusal);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM shooting_schedules"));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM idempotency_keys"));
    }

    [Fact]
    public async Task Photographer_and_assistant_change_places_and_crews_are_handed_on()
    {
        var (park, jung, han) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"), await PhotographerAsync("한", "별"));
        var project = await ProjectAsync();
        var first = await ShootAsync(await BookedAsync(project, Plan(At(10), At(12), park, jung)));

        Assert.True((await Schedules.ChangeAsync(Manager, first.Id, Plan(At(10), At(12), jung, park), first.Version, ct: Ct)).Succeeded);
        var swapped = await ShootAsync(first.Id);
        Assert.Equal([jung, park], swapped.Plan.People);
        Assert.Equal(jung, await ScalarAsync<Guid>("SELECT assigned_photographer_id FROM projects WHERE id = $1", project));

        var handed = await Schedules.DragAsync(Manager, first.Id, new ShootDrag(At(11), At(13), jung, han), swapped.Version, Ct);
        Assert.True(handed.Succeeded);
        var now = await ShootAsync(first.Id);
        Assert.Equal((At(11), At(13)), (now.Plan.Start, now.Plan.End));
        Assert.Equal([han, park], now.Plan.People);
        await BookedAsync(project, Plan(At(11), At(13), jung));
        Assert.Equal(0, await OverlapsAsync());
    }

    [Fact]
    public async Task A_refused_drag_leaves_everything_as_it_was()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        await BookedAsync(project, Plan(At(10), At(12), park));
        var second = await ShootAsync(await BookedAsync(project, Plan(At(14), At(16), park)));

        var dragged = await Schedules.DragAsync(Manager, second.Id, new ShootDrag(At(11), At(13)), second.Version, Ct);

        Assert.Equal(At(10), Assert.IsType<PersonAlreadyBooked>(dragged.Refusal).From);
        Assert.Equal(second with { Plan = null!, Gear = [] }, (await ShootAsync(second.Id)) with { Plan = null!, Gear = [] });
        Assert.Equal(At(14), (await ShootAsync(second.Id)).Plan.Start);
    }

    [Fact]
    public async Task Of_two_managers_who_drag_one_card_the_second_hears_that_it_moved()
    {
        var park = await PhotographerAsync();
        var shoot = await ShootAsync(await BookedAsync(await ProjectAsync(), Plan(At(10), At(12), park)));
        var other = await StaffAsync(UserRole.Manager, "오", "민");

        var both = await Task.WhenAll(
            Schedules.DragAsync(Manager, shoot.Id, new ShootDrag(At(13), At(15)), shoot.Version, Ct),
            Schedules.DragAsync(other, shoot.Id, new ShootDrag(At(16), At(18)), shoot.Version, Ct)
        );

        Assert.Single(both, r => r.Succeeded);
        Assert.Equal(new EditedElsewhere(), Assert.Single(both, r => !r.Succeeded).Refusal);
    }

    [Fact]
    public async Task A_pressed_twice_booking_is_one_shoot()
    {
        var plan = Plan(At(10), At(12), await PhotographerAsync());
        var project = await ProjectAsync();

        var twice = await Task.WhenAll(
            Schedules.BookAsync(Manager, project, plan, "one-dialog", ct: Ct),
            Schedules.BookAsync(Manager, project, plan, "one-dialog", ct: Ct)
        );

        Assert.All(twice, r => Assert.Null(r.Refusal));
        Assert.Equal(twice[0].Value, twice[1].Value);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM shooting_schedules"));
        var other = await Schedules.BookAsync(Manager, project, plan with { End = At(13) }, "one-dialog", ct: Ct);
        Assert.Equal(new KeyUsedForAnother(), other.Refusal);
    }

    [Fact]
    public async Task A_photographer_reads_their_own_day_and_changes_nothing()
    {
        var me = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var other = await PhotographerAsync("정", "도윤");
        var project = await ProjectAsync();
        var mine = await BookedAsync(project, Plan(At(10), At(12), other, me.UserId!.Value));
        var theirs = await BookedAsync(project, Plan(At(14), At(16), other));

        Assert.Equal(mine, Assert.Single(await Schedules.CalendarAsync(me, At(0), At(23), new CalendarFilter([other]), Ct)).Id);
        Assert.True((await Schedules.ShootAsync(me, mine, Ct)).Succeeded);
        Assert.Equal(new ShootNotFound(), (await Schedules.ShootAsync(me, theirs, Ct)).Refusal);
        var version = (await ShootAsync(mine)).Version;
        Assert.Equal(new NotAllowed(), (await Schedules.DragAsync(me, mine, new ShootDrag(At(11), At(13)), version, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Schedules.MoveAsync(me, mine, ShootStatus.Confirmed, null, version, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Schedules.AddLeaveAsync(me, me.UserId.Value, WeddingDay, null, null, null, Ct)).Refusal);
        Assert.Empty(await Schedules.CalendarAsync(Actor.Visitor, At(0), At(23), null, Ct));
    }
}
