using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Schedules;

public sealed class CrewTests(MigratedTemplate template) : ProjectTest(template)
{
    private CrewService Crew => Get<CrewService>();

    private static Actor As(Guid person) => new(person, UserRole.Photographer) { Permissions = [Rights.Projects] };

    private Task<string> StatusAsync(Guid shoot) =>
        ScalarAsync<string>($"SELECT status::text FROM shooting_schedules WHERE id = '{shoot}'");

    [Fact]
    public async Task The_first_to_arrive_begins_the_shoot_and_the_main_photographers_leaving_ends_it()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park, jung));
        Time.Set(At(10, 50));

        Assert.Null((await Crew.CheckAsync(As(jung), shoot, leaves: false, At(10, 40), Ct)).Refusal);
        Assert.Equal("in_progress", await StatusAsync(shoot));
        Assert.Null((await Crew.CheckAsync(As(park), shoot, leaves: false, At(10, 50), Ct)).Refusal);
        Time.Set(At(15, 10));
        Assert.Null((await Crew.CheckAsync(As(park), shoot, leaves: true, At(15, 5), Ct)).Refusal);

        Assert.Equal("completed", await StatusAsync(shoot));
        var sheet = (await Crew.SheetAsync(As(park), shoot, Ct)).Value!;
        Assert.Equal([At(10, 50), At(10, 40)], sheet.Crew.Select(c => c.CheckedInAt!.Value));
        Assert.Equal(At(15, 5), sheet.Crew[0].CheckedOutAt);
        Assert.All(sheet.Crew, c => Assert.Equal(CrewAnswer.Accepted, c.Answer));
    }

    [Fact]
    public async Task What_a_phone_tells_late_counts_by_its_own_clock_and_the_first_word_stands_however_often_it_is_sent()
    {
        var park = await PhotographerAsync();
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        Time.Set(At(18));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => Crew.CheckAsync(As(park), shoot, leaves: i % 2 == 1, At(10, 45), Ct), Ct))
        );

        Assert.All(answers, a => Assert.Null(a.Refusal));
        var row = await ScalarAsync<string>(
            $"SELECT concat_ws(' ', checked_in_at = '{At(10, 45):O}', check_in_received_at = '{At(18):O}', checked_out_at = '{At(10, 45):O}') FROM schedule_assignments WHERE schedule_id = '{shoot}'"
        );
        Assert.Equal("t t t", row);
        Assert.Equal("completed", await StatusAsync(shoot));
    }

    [Fact]
    public async Task A_clock_that_can_not_be_right_counts_as_now()
    {
        var park = await PhotographerAsync();
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        Time.Set(At(10, 30));

        await Crew.CheckAsync(As(park), shoot, leaves: false, At(23), Ct);

        Assert.Equal(At(10, 30), (await Crew.SheetAsync(As(park), shoot, Ct)).Value!.Crew[0].CheckedInAt);
    }

    [Fact]
    public async Task Nobody_comes_to_a_shoot_of_another_week_and_who_came_stays_in_the_crew()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park) with { TravelMinutes = 60 });
        Time.Set(At(21, 59, days: -1));

        Assert.Equal(
            new CheckInTooEarly(At(22, days: -1)),
            (await Crew.CheckAsync(As(park), shoot, leaves: false, At(21, 59, days: -1), Ct)).Refusal
        );
        Assert.Equal("scheduled", await StatusAsync(shoot));
        Time.Set(At(10, 50));
        Assert.Null((await Crew.CheckAsync(As(park), shoot, leaves: false, At(10, 50), Ct)).Refusal);

        var now = await ShootAsync(shoot);
        var dropped = await Schedules.ChangeAsync(Manager, shoot, now.Plan with { PhotographerId = jung }, now.Version, ct: Ct);
        Assert.Equal(new CrewHasWorked(), dropped.Refusal);
        Assert.Equal([park], (await ShootAsync(shoot)).Plan.People);
    }

    [Fact]
    public async Task A_yes_is_a_yes_to_that_time_only()
    {
        var park = await PhotographerAsync();
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        Assert.Null((await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);

        var now = await ShootAsync(shoot);
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { Notes = "주차" }, now.Version, ct: Ct)).Refusal);
        Assert.Equal(CrewAnswer.Accepted, (await Crew.SheetAsync(Manager, shoot, Ct)).Value!.Crew.Single().Answer);
        now = await ShootAsync(shoot);
        Assert.Null((await Schedules.DragAsync(Manager, shoot, new ShootDrag(At(11, days: 1), At(15, days: 1)), now.Version, Ct)).Refusal);
        Assert.Equal(CrewAnswer.Asked, (await Crew.SheetAsync(Manager, shoot, Ct)).Value!.Crew.Single().Answer);
    }

    [Fact]
    public async Task A_shoot_is_confirmed_only_while_everybody_said_yes_to_its_time()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park, jung));
        Assert.Null((await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);
        Assert.Equal("scheduled", await StatusAsync(shoot));
        Assert.Null((await Crew.AnswerAsync(As(jung), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);
        Assert.Equal("confirmed", await StatusAsync(shoot));

        // What is no news to anybody leaves it as it is, another time does not, nor does another one in the crew.
        var now = await ShootAsync(shoot);
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { Notes = "주차" }, now.Version, ct: Ct)).Refusal);
        Assert.Equal("confirmed", await StatusAsync(shoot));
        now = await ShootAsync(shoot);
        Assert.Null((await Schedules.DragAsync(Manager, shoot, new ShootDrag(At(12), At(16)), now.Version, Ct)).Refusal);
        Assert.Equal("scheduled", await StatusAsync(shoot));
        Assert.Equal(ShootStatus.Scheduled, (await Crew.SheetAsync(As(park), shoot, Ct)).Value!.Shoot.Status);
        var entry = Assert.Single(await Schedules.CalendarAsync(As(park), At(0), At(23), ct: Ct));
        Assert.Equal(ShootStatus.Scheduled, entry.Status);

        // Who confirms by hand heard it from everybody.
        await MoveAsync(shoot, ShootStatus.Confirmed, null);
        Assert.All((await Crew.SheetAsync(Manager, shoot, Ct)).Value!.Crew, c => Assert.Equal(CrewAnswer.Accepted, c.Answer));

        Assert.Null((await Crew.AnswerAsync(As(jung), shoot, CrewAnswer.Declined, "병원", ct: Ct)).Refusal);
        Assert.Equal("scheduled", await StatusAsync(shoot));
        await MoveAsync(shoot, ShootStatus.Confirmed, new CrewHasDeclined());
        now = await ShootAsync(shoot);
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { AssistantIds = [] }, now.Version, ct: Ct)).Refusal);
        Assert.Equal("confirmed", await StatusAsync(shoot));
        now = await ShootAsync(shoot);
        var third = await PhotographerAsync("한", "별");
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { AssistantIds = [third] }, now.Version, ct: Ct)).Refusal);
        Assert.Equal("scheduled", await StatusAsync(shoot));
    }

    private async Task MoveAsync(Guid shoot, ShootStatus next, Refusal? refused) =>
        Assert.Equal(refused, (await Schedules.MoveAsync(Manager, shoot, next, null, (await ShootAsync(shoot)).Version, Ct)).Refusal);

    [Fact]
    public async Task What_waits_for_ones_own_answer_is_counted_until_it_is_answered_or_over()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var project = await ProjectAsync();
        var shoot = await BookedAsync(project, Plan(At(11), At(15), park));
        var other = await BookedAsync(project, Plan(At(11, days: 60), At(15, days: 60), jung));

        Assert.Equal(new CrewWaiting(1, 0), await Crew.WaitingAsync(As(park), Ct));
        Assert.Equal(shoot, Assert.Single(await Crew.RequestsAsync(As(park), Ct)).ShootId);
        Assert.Null((await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);
        Assert.Equal(default, await Crew.WaitingAsync(As(park), Ct));

        // An offer to whoever can waits for nobody in particular; one by name does, until it is answered.
        var swap = (await Crew.OfferSwapAsync(As(jung), other, null, "병원", Ct)).Value;
        Assert.Equal(default, await Crew.WaitingAsync(As(park), Ct));
        Assert.Null((await Crew.WithdrawSwapAsync(As(jung), swap, Ct)).Refusal);
        swap = (await Crew.OfferSwapAsync(As(jung), other, park, "병원", Ct)).Value;
        Assert.Equal(new CrewWaiting(0, 1), await Crew.WaitingAsync(As(park), Ct));
        Assert.Equal(new CrewWaiting(1, 0), await Crew.WaitingAsync(As(jung), Ct));
        Assert.Null((await Crew.AcceptSwapAsync(As(park), swap, Ct)).Refusal);
        Assert.Equal(default, await Crew.WaitingAsync(As(park), Ct));

        var now = await ShootAsync(shoot);
        Assert.Null((await Schedules.DragAsync(Manager, shoot, new ShootDrag(At(12), At(16)), now.Version, Ct)).Refusal);
        Assert.Equal(new CrewWaiting(1, 0), await Crew.WaitingAsync(As(park), Ct));
        Time.Set(At(17));
        Assert.Equal(default, await Crew.WaitingAsync(As(park), Ct));
        Assert.Equal(default, await Crew.WaitingAsync(Actor.Visitor, Ct));
    }

    [Fact]
    public async Task Two_who_answer_at_once_are_both_heard()
    {
        var people = new[] { await PhotographerAsync(), await PhotographerAsync("정", "도윤"), await PhotographerAsync("한", "별") };
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), people[0], people[1], people[2]));

        var said = await Task.WhenAll(
            people.Select(p => Task.Run(() => Crew.AnswerAsync(As(p), shoot, CrewAnswer.Accepted, null, ct: Ct), Ct))
        );

        Assert.All(said, s => Assert.Null(s.Refusal));
        Assert.Equal("confirmed", await StatusAsync(shoot));
    }

    [Fact]
    public async Task A_place_that_the_manager_gave_away_meanwhile_can_not_be_handed_on()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        var swap = (await Crew.OfferSwapAsync(As(park), shoot, null, "병원", Ct)).Value;
        Assert.Null((await Crew.AcceptSwapAsync(As(jung), swap, Ct)).Refusal);
        var third = await PhotographerAsync("한", "별");
        var now = await ShootAsync(shoot);
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { PhotographerId = third }, now.Version, ct: Ct)).Refusal);

        Assert.Equal(new NotInCrew(), (await Crew.ApproveSwapAsync(Manager, swap, Ct)).Refusal);
        Assert.Equal([third], (await ShootAsync(shoot)).Plan.People);
        Assert.Empty(await Crew.SwapsAsync(Manager, Ct));
    }

    [Fact]
    public async Task Who_is_not_in_the_crew_finds_no_sheet_and_can_not_check_in()
    {
        var (park, stranger) = (await PhotographerAsync(), await PhotographerAsync("한", "별"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));

        Assert.Equal(new ShootNotFound(), (await Crew.SheetAsync(As(stranger), shoot, Ct)).Refusal);
        Assert.Equal(new ShootNotFound(), (await Crew.CheckAsync(As(stranger), shoot, leaves: false, At(10), Ct)).Refusal);
        Assert.Equal(new ShootNotFound(), (await Crew.NoteAsync(As(stranger), shoot, "x", Ct)).Refusal);
        Assert.Equal("scheduled", await StatusAsync(shoot));
    }

    [Fact]
    public async Task The_crew_sees_phones_from_a_week_before_to_two_days_after_and_managers_always()
    {
        var park = await PhotographerAsync();
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));

        foreach (var (days, shown) in new[] { (-8, false), (-7, true), (0, true), (2, true), (3, false) })
        {
            Time.Set(At(9, days: days));
            var sheet = (await Crew.SheetAsync(As(park), shoot, Ct)).Value!;
            Assert.Equal(shown, sheet.ShowsPhones);
            Assert.Equal(shown, sheet.People.Any(p => p.Phone is not null));
            Assert.Contains((await Crew.SheetAsync(Manager, shoot, Ct)).Value!.People, p => p.Phone is not null);
        }
    }

    [Fact]
    public async Task A_no_needs_a_reason_and_a_crew_that_changes_asks_anew()
    {
        await ExecuteAsync("INSERT INTO role_permissions (role, permission) VALUES ('manager', 'calendar')");
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));

        Assert.Equal(new FieldRequired("Reason"), (await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Declined, " ", ct: Ct)).Refusal);
        Assert.Null((await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Declined, "다른 약속", ct: Ct)).Refusal);
        var said = (await Crew.SheetAsync(Manager, shoot, Ct)).Value!.Crew.Single();
        Assert.Equal((CrewAnswer.Declined, "다른 약속"), (said.Answer, said.DeclineReason));

        // Whoever can name another is told, with the couple, the time and the reason.
        Assert.Equal(
            "다른 약속",
            await ScalarAsync<string>("SELECT DISTINCT template_data ->> 'reason' FROM notifications WHERE template_id = 'crew_declined'")
        );

        var now = await ShootAsync(shoot);
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { PhotographerId = jung }, now.Version, ct: Ct)).Refusal);
        Assert.Equal(CrewAnswer.Asked, (await Crew.SheetAsync(Manager, shoot, Ct)).Value!.Crew.Single().Answer);
    }

    [Fact]
    public async Task Everybody_hears_what_changes_for_them_and_nobody_hears_more()
    {
        var (park, jung, han) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"), await PhotographerAsync("한", "별"));
        async Task<string[]> ToldAsync()
        {
            var told = await ScalarAsync<string[]>(
                "SELECT coalesce(array_agg(template_id || ' ' || p.first_name ORDER BY template_id, p.first_name), '{}') FROM notifications n JOIN user_profiles p ON p.user_id = n.recipient_id"
            );
            await ExecuteAsync("DELETE FROM notifications");
            return told;
        }

        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park, jung) with { Notes = "뒷문으로" });
        Assert.Equal(["crew_booked 도윤", "crew_booked 하늘"], await ToldAsync());

        var now = await ShootAsync(shoot);
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { Equipment = "85mm" }, now.Version, ct: Ct)).Refusal);
        Assert.Empty(await ToldAsync());

        now = await ShootAsync(shoot);
        var later = now.Plan with { Start = At(12), End = At(16), AssistantIds = [han] };
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, later, now.Version, ct: Ct)).Refusal);
        Assert.Equal(
            "2026. 5. 16. (토) 11:00 – 15:00",
            await ScalarAsync<string>("SELECT template_data ->> 'before' FROM notifications WHERE template_id = 'crew_moved'")
        );
        Assert.Equal(["crew_booked 별", "crew_freed 도윤", "crew_moved 하늘"], await ToldAsync());

        Assert.Null((await Crew.OfferSwapAsync(As(park), shoot, jung, "병원", Ct)).Refusal);
        Assert.Equal(["swap_asked 도윤"], await ToldAsync());

        // The reason does not take the place of what was noted.
        Assert.Null(
            (await Schedules.MoveAsync(Manager, shoot, ShootStatus.Cancelled, "예식 연기", (await ShootAsync(shoot)).Version, Ct)).Refusal
        );
        Assert.Equal("예식 연기", await ScalarAsync<string>("SELECT DISTINCT template_data ->> 'reason' FROM notifications"));
        Assert.Equal(["crew_freed 별", "crew_freed 하늘"], await ToldAsync());
        Assert.Equal("예식 연기\n\n뒷문으로", (await ShootAsync(shoot)).Plan.Notes);
    }

    [Fact]
    public async Task A_swap_is_offered_taken_and_approved_and_the_crew_is_another()
    {
        await ExecuteAsync("INSERT INTO role_permissions (role, permission) VALUES ('manager', 'calendar')");
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));

        Assert.Equal(new SwapWithOneself(), (await Crew.OfferSwapAsync(As(park), shoot, park, "병원", Ct)).Refusal);
        var swap = (await Crew.OfferSwapAsync(As(park), shoot, null, "병원", Ct)).Value;
        Assert.Equal(new SwapAlreadyOpen(), (await Crew.OfferSwapAsync(As(park), shoot, jung, "병원", Ct)).Refusal);
        Assert.Equal(swap, Assert.Single(await Crew.SwapsAsync(As(jung), Ct)).Id);

        Assert.Equal(new SwapDecided(SwapStatus.Offered), (await Crew.ApproveSwapAsync(Manager, swap, Ct)).Refusal);
        Assert.Null((await Crew.AcceptSwapAsync(As(jung), swap, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Crew.ApproveSwapAsync(As(jung), swap, Ct)).Refusal);
        Assert.Null((await Crew.ApproveSwapAsync(Manager, swap, Ct)).Refusal);

        Assert.Equal([jung], (await ShootAsync(shoot)).Plan.People);
        Assert.Equal(1, await ScalarAsync<long>($"SELECT count(*) FROM person_bookings WHERE person_id = '{jung}' AND status = 'booked'"));
        Assert.Equal(0, await ScalarAsync<long>($"SELECT count(*) FROM person_bookings WHERE person_id = '{park}' AND status = 'booked'"));
        Assert.True(await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'swap_accepted'") > 0);
        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'swap_decided'"));
    }

    [Theory]
    [InlineData(false, "confirmed")]
    [InlineData(true, "scheduled")]
    public async Task Who_took_a_place_said_yes_to_the_time_that_it_had_then(bool moved, string status)
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        Assert.Null((await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);
        var swap = (await Crew.OfferSwapAsync(As(park), shoot, null, "병원", Ct)).Value;
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await Crew.AcceptSwapAsync(As(jung), swap, Ct)).Refusal);
        Time.Advance(TimeSpan.FromMinutes(5));
        var now = await ShootAsync(shoot);
        var plan = moved ? now.Plan with { Start = At(12), End = At(16) } : now.Plan with { Notes = "뒷문으로" };
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, plan, now.Version, ct: Ct)).Refusal);

        Assert.Null((await Crew.ApproveSwapAsync(Manager, swap, Ct)).Refusal);

        Assert.Equal(status, await StatusAsync(shoot));
        Assert.Equal(new CrewWaiting(moved ? 1 : 0, 0), await Crew.WaitingAsync(As(jung), Ct));
    }

    [Fact]
    public async Task A_confirmed_shoot_whose_crew_is_taken_off_is_confirmed_no_more()
    {
        var park = await PhotographerAsync();
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        Assert.Null((await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);
        var now = await ShootAsync(shoot);

        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { PhotographerId = null }, now.Version, ct: Ct)).Refusal);

        Assert.Equal("scheduled", await StatusAsync(shoot));
    }

    [Fact]
    public async Task Two_who_take_one_place_at_once_and_two_managers_who_approve_make_one_swap()
    {
        var park = await PhotographerAsync();
        var others = new[]
        {
            await PhotographerAsync("정", "도윤"),
            await PhotographerAsync("한", "별"),
            await PhotographerAsync("윤", "슬"),
        };
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        var swap = (await Crew.OfferSwapAsync(As(park), shoot, null, "병원", Ct)).Value;

        var taken = await Task.WhenAll(others.Select(o => Task.Run(() => Crew.AcceptSwapAsync(As(o), swap, Ct), Ct)));
        Assert.Single(taken, t => t.Succeeded);
        Assert.All(taken.Where(t => !t.Succeeded), t => Assert.IsType<SwapDecided>(t.Refusal));

        var approved = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Crew.ApproveSwapAsync(Manager, swap, Ct), Ct)));
        Assert.Single(approved, a => a.Succeeded);
        Assert.Equal(0, await OverlapsAsync());
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE status = 'booked'"));
    }

    [Fact]
    public async Task Who_was_booked_meanwhile_is_not_swapped_in_and_the_swap_still_waits()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        var swap = (await Crew.OfferSwapAsync(As(park), shoot, jung, "병원", Ct)).Value;
        Assert.Null((await Crew.AcceptSwapAsync(As(jung), swap, Ct)).Refusal);
        await BookedAsync(await ProjectAsync("최유나", "강태오"), Plan(At(12), At(14), jung));

        var refused = Assert.IsType<PersonAlreadyBooked>((await Crew.ApproveSwapAsync(Manager, swap, Ct)).Refusal);

        Assert.Equal("최유나 · 강태오, 더채플앳청담", refused.What);
        Assert.Equal([park], (await ShootAsync(shoot)).Plan.People);
        Assert.Equal("accepted", await ScalarAsync<string>("SELECT status::text FROM shoot_swaps"));
    }

    [Fact]
    public async Task The_day_is_written_as_a_whole_by_one_and_a_second_screen_is_told()
    {
        var park = await PhotographerAsync();
        var project = await ProjectAsync();
        var shoot = await BookedAsync(project, Plan(At(11), At(15), park));
        var form = new WeddingDetailsForm(
            [new(new TimeOnly(13, 0), true, "예식", "그랜드홀"), new(new TimeOnly(9, 30), false, "메이크업")],
            "양가 부모님\n부케 받는 친구",
            DressPhone: "02-123-4567"
        );

        Assert.Equal(
            new PhoneUnreadable("DressPhone"),
            (await Crew.WriteDayAsync(Manager, project, form with { DressPhone = "전화" }, null, Ct)).Refusal
        );
        Assert.Null((await Crew.WriteDayAsync(Manager, project, form, null, Ct)).Refusal);
        Assert.Equal(new EditedElsewhere(), (await Crew.WriteDayAsync(Manager, project, form, null, Ct)).Refusal);
        var seen = (await Crew.DayAsync(Manager, project, Ct)).Value!;
        Assert.Null((await Crew.WriteDayAsync(Manager, project, form with { CrewNotes = "주차는 지하 2층" }, seen.Version, Ct)).Refusal);
        Assert.Equal(new EditedElsewhere(), (await Crew.WriteDayAsync(Manager, project, form, seen.Version, Ct)).Refusal);

        var sheet = (await Crew.SheetAsync(As(park), shoot, Ct)).Value!;
        Assert.Equal(["메이크업", "예식"], sheet.Day.Form.Timetable.Select(t => t.What));
        Assert.Equal("주차는 지하 2층", sheet.Day.Form.CrewNotes);
        Assert.Equal(new NotAllowed(), (await Crew.WriteDayAsync(As(park), project, form, null, Ct)).Refusal);
    }
}
