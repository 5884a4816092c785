using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photographers;

/// <summary>A slip in the field is taken back: the shoot, what its project counted, what its crew was measured by, and what they are paid.</summary>
public sealed class TakeBackTests(MigratedTemplate template) : TeamTest(template)
{
    private static readonly ProfileDraft Outsourced = new(
        [],
        [],
        [],
        null,
        new Money(350_000),
        null,
        null,
        AvailabilityStatus.Available,
        true,
        "온새은행"
    );

    private CrewService Crew => Get<CrewService>();

    private SettlementService Settlement => Get<SettlementService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<SettlementService>().AddSingleton<PerformanceService>();
    }

    private async Task<Result> TakeBackAsync(Guid shoot, string? reason = "잘못 누름")
    {
        var now = await ShootAsync(shoot);
        return await Crew.TakeBackAsync(Manager, shoot, now.Status, reason, now.Version, Ct);
    }

    private Task<string> TimesAsync(Guid shoot) =>
        ScalarAsync<string>(
            "SELECT concat_ws(' ', s.status, a.answer, a.checked_in_at IS NOT NULL, a.checked_out_at IS NOT NULL) FROM shooting_schedules s JOIN schedule_assignments a ON a.schedule_id = s.id AND a.is_main WHERE s.id = $1",
            shoot
        );

    private Task<string> CountedAsync(Guid person) =>
        ScalarAsync<string>(
            "SELECT concat_ws(' ', p.total_projects, p.rating, (SELECT string_agg(coalesce(f.on_time::text, '-'), ',') FROM photographer_performance f WHERE f.photographer_id = p.id)) FROM photographers p WHERE p.user_id = $1",
            person
        );

    private Task<bool> WasInTimeAsync(Guid project) =>
        ScalarAsync<bool>(
            "SELECT (SELECT m.is_on_time FROM project_milestones m WHERE m.project_id = $1 AND m.milestone_type = 'shooting_completed')",
            project
        );

    private async Task<(Actor Park, Guid Shoot, Guid Project)> HeldAsync()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        Assert.Null((await People.DescribeAsync(Manager, park.UserId!.Value, Outsourced, 0, Ct)).Refusal);
        var project = await ProjectAsync();
        var shoot = await BookedAsync(project, Plan(At(11), At(15), park.UserId));
        Time.Set(At(10, 50));
        Assert.Null((await Crew.CheckAsync(park, shoot, leaves: false, Clock.Now, Ct)).Refusal);
        Time.Set(At(11, 10));
        Assert.Null((await Crew.CheckAsync(park, shoot, leaves: true, Clock.Now, Ct)).Refusal);
        return (park, shoot, project);
    }

    [Fact]
    public async Task An_end_that_was_a_slip_is_taken_back_with_all_that_was_counted_from_it()
    {
        var (park, shoot, project) = await HeldAsync();
        await ExecuteAsync(
            "INSERT INTO project_targets (project_id, milestone_type, step_days, anchor, offset_days, target_on, deadline) VALUES ($1, 'shooting_completed', 0, 'shoot', 0, $2, $3)",
            project,
            WeddingDay,
            At(0, days: 1)
        );
        Assert.Equal("completed accepted t t", await TimesAsync(shoot));
        Assert.Equal("1 true", await CountedAsync(park.UserId!.Value));
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM project_milestones WHERE milestone_type = 'shooting_completed'"));

        Assert.Equal(new NotAllowed(), (await Crew.TakeBackAsync(park, shoot, ShootStatus.Completed, "잘못 누름", 0, Ct)).Refusal);
        Assert.IsType<ReasonRequired>((await TakeBackAsync(shoot, " ")).Refusal);
        Assert.Null((await TakeBackAsync(shoot)).Refusal);

        Assert.Equal("in_progress accepted t f", await TimesAsync(shoot));
        Assert.Equal("0", await CountedAsync(park.UserId.Value));
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM project_milestones WHERE milestone_type = 'shooting_completed'"));
        Assert.Equal(
            "촬영을 되돌림: 본 촬영 2026. 5. 16. (토) 11:00 – 15:00, 촬영 완료 → 촬영 중. 사유: 잘못 누름",
            await ScalarAsync<string>("SELECT body FROM customer_activities WHERE by_id = $1", Manager.UserId!.Value)
        );

        // The next end is the one that counts: this time it is on the next day, later than promised.
        Time.Set(At(0, 30, days: 1));
        Assert.Null((await Crew.CheckAsync(park, shoot, leaves: true, Clock.Now, Ct)).Refusal);
        Assert.Equal("completed accepted t t", await TimesAsync(shoot));
        Assert.Equal("1 true", await CountedAsync(park.UserId.Value));
        Assert.False(await WasInTimeAsync(project));
    }

    [Fact]
    public async Task A_begin_that_was_a_slip_is_taken_back_and_who_only_came_is_asked_anew()
    {
        var (park, shoot, _) = await HeldAsync();
        Assert.Null((await Crew.RetakeAsync(Manager, shoot, "초점", Ct)).Refusal);
        Assert.Null((await TakeBackAsync(shoot)).Refusal);

        Assert.Null((await TakeBackAsync(shoot)).Refusal);

        Assert.Equal("scheduled asked f f", await TimesAsync(shoot));
        Assert.Null((await ShootAsync(shoot)).RetakeReason);
        Assert.Equal(new ShootCannotMove(ShootStatus.Scheduled, ShootStatus.Scheduled), (await TakeBackAsync(shoot)).Refusal);
        Assert.Equal(2, await ScalarAsync<long>("SELECT count(*) FROM customer_activities"));

        // Who had said yes before has said so still.
        Assert.Null((await Crew.AnswerAsync(park, shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);
        Time.Set(At(11, 20));
        Assert.Null((await Crew.CheckAsync(park, shoot, leaves: false, Clock.Now, Ct)).Refusal);
        Assert.Null((await TakeBackAsync(shoot)).Refusal);
        Assert.Equal("confirmed accepted f f", await TimesAsync(shoot));
    }

    [Fact]
    public async Task What_was_paid_or_is_worked_on_stays_as_it_is()
    {
        var (park, shoot, project) = await HeldAsync();
        Assert.NotNull((await Settlement.SettleAsync(Manager, park.UserId!.Value, WeddingDay, new Money(350_000), Ct)).Value);
        Assert.Equal(new ShootIsPaid(), (await TakeBackAsync(shoot)).Refusal);
        Assert.Null((await Settlement.UnsettleAsync(Manager, park.UserId.Value, [shoot], Ct)).Refusal);

        await ExecuteAsync("UPDATE projects SET project_status = 'delivered' WHERE id = $1", project);
        Assert.Equal(new ShootIsWorkedOn(ProjectStatus.Delivered), (await TakeBackAsync(shoot)).Refusal);
        Assert.Equal("completed accepted t t", await TimesAsync(shoot));
        Assert.Equal("1 true", await CountedAsync(park.UserId.Value));
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM customer_activities"));
    }

    [Fact]
    public async Task A_shoot_that_was_booked_after_the_shooting_was_complete_takes_no_fact_away()
    {
        var (park, _, project) = await HeldAsync();
        Time.Set(At(16));
        var again = await BookedAsync(project, Plan(At(9, days: 7), At(10, days: 7), park.UserId));
        Time.Set(At(9, days: 7));
        Assert.Null((await Crew.CheckAsync(park, again, leaves: true, Clock.Now, Ct)).Refusal);

        Assert.Null((await TakeBackAsync(again)).Refusal);

        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM project_milestones WHERE milestone_type = 'shooting_completed'"));
        Assert.Equal("1 true", await CountedAsync(park.UserId!.Value));
    }

    [Fact]
    public async Task Managers_who_take_back_one_step_at_once_take_back_one()
    {
        var (park, shoot, _) = await HeldAsync();
        var version = (await ShootAsync(shoot)).Version;

        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => Crew.TakeBackAsync(Manager, shoot, ShootStatus.Completed, "잘못 누름", version, Ct), Ct))
        );

        Assert.Single(taken, t => t.Succeeded);
        Assert.All(taken.Where(t => !t.Succeeded), t => Assert.Equal(new EditedElsewhere(), t.Refusal));
        Assert.Equal("in_progress accepted t f", await TimesAsync(shoot));
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM customer_activities"));
        Assert.Equal("0", await CountedAsync(park.UserId!.Value));
    }

    [Fact]
    public async Task A_form_for_the_end_that_another_took_back_does_not_take_the_begin_back()
    {
        var (_, shoot, _) = await HeldAsync();
        Assert.Null((await TakeBackAsync(shoot)).Refusal);

        // The second manager's screen is live: it has the new version, under the form that was opened for the end.
        var live = (await ShootAsync(shoot)).Version;
        var second = await Crew.TakeBackAsync(Manager, shoot, ShootStatus.Completed, "잘못 누름", live, Ct);

        Assert.Equal(new EditedElsewhere(), second.Refusal);
        Assert.Equal("in_progress accepted t f", await TimesAsync(shoot));
    }

    [Fact]
    public async Task A_no_of_somebody_who_came_by_a_slip_is_no_yes_once_that_is_taken_back()
    {
        var park = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park.UserId));
        Assert.Null((await Crew.AnswerAsync(park, shoot, CrewAnswer.Declined, "병원", ct: Ct)).Refusal);
        Time.Set(At(10, 50));
        Assert.Null((await Crew.CheckAsync(park, shoot, leaves: false, Clock.Now, Ct)).Refusal);

        Assert.Null((await TakeBackAsync(shoot)).Refusal);

        Assert.Equal("scheduled asked f f", await TimesAsync(shoot));
    }

    [Fact]
    public async Task Of_taking_back_and_paying_at_once_one_wins()
    {
        var (park, shoot, _) = await HeldAsync();
        for (var round = 0; round < 6; round++)
        {
            var version = (await ShootAsync(shoot)).Version;
            var paid = Task.Run(() => Settlement.SettleAsync(Manager, park.UserId!.Value, WeddingDay, new Money(350_000), Ct), Ct);
            var taken = Task.Run(() => Crew.TakeBackAsync(Manager, shoot, ShootStatus.Completed, "잘못 누름", version, Ct), Ct);
            await Task.WhenAll(paid, taken);

            // It is not over before three: taken back, it can't be paid, and paid, it can't be taken back.
            Assert.NotEqual((await paid).Succeeded, (await taken).Succeeded);
            Assert.Equal(
                (await paid).Succeeded ? "completed t" : "in_progress f",
                await ScalarAsync<string>(
                    "SELECT concat_ws(' ', s.status, a.settled_at IS NOT NULL) FROM shooting_schedules s JOIN schedule_assignments a ON a.schedule_id = s.id"
                )
            );
            Assert.Null((await Settlement.UnsettleAsync(Manager, park.UserId!.Value, [shoot], Ct)).Refusal);
            Assert.Null((await Crew.CheckAsync(park, shoot, leaves: true, Clock.Now, Ct)).Refusal);
        }
    }
}
