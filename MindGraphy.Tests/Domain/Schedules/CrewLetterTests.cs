using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Domain.Schedules;

/// <summary>What is dragged about is told once, with where it ended, and not at all where it went back.</summary>
public sealed class CrewLetterTests(MigratedTemplate template) : ProjectTest(template)
{
    private CrewService Crew => Get<CrewService>();

    private static Actor As(Guid person) => new(person, UserRole.Photographer) { Permissions = [Rights.Projects] };

    // What waits to be sent, with the minutes that it waits.
    private Task<string[]> WaitingAsync() =>
        ScalarAsync<string[]>(
            """
            SELECT coalesce(array_agg(concat_ws(' ', n.template_id, p.first_name, n.template_data ->> 'before', '→', n.template_data ->> 'when',
                (extract(epoch FROM o.due_at - n.created_at) / 60)::int) ORDER BY p.first_name), '{}')
            FROM notifications n JOIN user_profiles p ON p.user_id = n.recipient_id
                JOIN outbox_messages o ON o.kind = 'SendNotice' AND (o.payload ->> 'noticeId')::uuid = n.id
            WHERE n.delivery_status = 'pending'
            """
        );

    private Task<int> SentAsync() => ExecuteAsync("UPDATE notifications SET delivery_status = 'sent', sent_at = now()");

    private async Task<Result<ShootDragged>> DragAsync(Guid shoot, int from, int to, Guid? left = null, Guid? taker = null) =>
        await Schedules.DragAsync(Manager, shoot, new ShootDrag(At(from), At(to), left, taker), (await ShootAsync(shoot)).Version, Ct);

    private async Task DraggedAsync(Guid shoot, int from, int to, Guid? left = null, Guid? taker = null) =>
        Assert.Null((await DragAsync(shoot, from, to, left, taker)).Refusal);

    private async Task<Guid> KnownShootAsync(Guid photographer)
    {
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), photographer));
        Assert.Equal(1, await SentAsync());
        return shoot;
    }

    [Fact]
    public async Task A_drag_and_its_undo_tell_nobody_and_a_yes_stays_a_yes()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await KnownShootAsync(park);
        Assert.Null((await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);

        await DraggedAsync(shoot, 13, 17);
        Assert.Equal(["crew_moved 하늘 2026. 5. 16. (토) 11:00 – 15:00 → 2026. 5. 16. (토) 13:00 – 17:00 3"], await WaitingAsync());
        Assert.Equal(new CrewWaiting(1, 0), await Crew.WaitingAsync(As(park), Ct));
        Time.Advance(TimeSpan.FromMinutes(1));
        await DraggedAsync(shoot, 11, 15);

        Assert.Empty(await WaitingAsync());
        Assert.Equal(ShootStatus.Confirmed, (await ShootAsync(shoot)).Status);
        Assert.Equal(default, await Crew.WaitingAsync(As(park), Ct));

        // Into a colleague's column and back: neither is written to.
        await DraggedAsync(shoot, 11, 15, park, jung);
        Assert.Equal(2, (await WaitingAsync()).Length);
        Assert.Equal(ShootStatus.Scheduled, (await ShootAsync(shoot)).Status);
        await DraggedAsync(shoot, 11, 15, jung, park);
        Assert.Empty(await WaitingAsync());
        Assert.Equal(ShootStatus.Confirmed, (await ShootAsync(shoot)).Status);
    }

    [Fact]
    public async Task Who_answered_to_a_move_before_its_letter_left_is_told_when_it_goes_back()
    {
        var park = await PhotographerAsync();
        var shoot = await KnownShootAsync(park);
        await DraggedAsync(shoot, 13, 17);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);
        Assert.Empty(await WaitingAsync());

        await DraggedAsync(shoot, 11, 15);

        Assert.Equal(["crew_moved 하늘 2026. 5. 16. (토) 13:00 – 17:00 → 2026. 5. 16. (토) 11:00 – 15:00 3"], await WaitingAsync());
        Assert.Equal(new CrewWaiting(1, 0), await Crew.WaitingAsync(As(park), Ct));
    }

    [Fact]
    public async Task A_yes_to_the_time_before_a_move_is_no_yes_to_the_new_one_and_the_letter_stays()
    {
        var park = await PhotographerAsync();
        var shoot = await KnownShootAsync(park);
        var read = Assert.Single(await Crew.RequestsAsync(As(park), Ct));
        await DraggedAsync(shoot, 13, 17);
        Task<Result> SayAsync(CrewRequest asked, CrewAnswer answer, string? reason = null) =>
            Crew.AnswerAsync(As(park), shoot, answer, reason, new ShootRead(asked.Start, asked.End, asked.Location), Ct);

        var said = new ShootReadOtherwise(new Period(At(13), At(17)), read.Location);
        Assert.Equal(said, (await SayAsync(read, CrewAnswer.Accepted)).Refusal);
        Assert.Equal(said, (await SayAsync(read, CrewAnswer.Declined, "병원")).Refusal);
        Assert.Single(await WaitingAsync());
        Assert.Equal(new CrewWaiting(1, 0), await Crew.WaitingAsync(As(park), Ct));

        Assert.Null((await SayAsync(Assert.Single(await Crew.RequestsAsync(As(park), Ct)), CrewAnswer.Accepted)).Refusal);
        Assert.Empty(await WaitingAsync());
        Assert.Equal(ShootStatus.Confirmed, (await ShootAsync(shoot)).Status);
    }

    [Fact]
    public async Task Three_drags_are_one_letter_from_what_they_know_to_where_it_is()
    {
        var shoot = await KnownShootAsync(await PhotographerAsync());

        foreach (var hour in new[] { 12, 13, 16 })
        {
            await DraggedAsync(shoot, hour, hour + 4);
            Time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(["crew_moved 하늘 2026. 5. 16. (토) 11:00 – 15:00 → 2026. 5. 16. (토) 16:00 – 20:00 3"], await WaitingAsync());

        // Once it left they know that time, and the next letter begins there.
        Assert.Equal(2, await SentAsync());
        await DraggedAsync(shoot, 11, 15);
        Assert.Equal(["crew_moved 하늘 2026. 5. 16. (토) 16:00 – 20:00 → 2026. 5. 16. (토) 11:00 – 15:00 3"], await WaitingAsync());

        // Called off, it is called off from the time they know.
        Assert.Null(
            (await Schedules.MoveAsync(Manager, shoot, ShootStatus.Cancelled, "연기", (await ShootAsync(shoot)).Version, Ct)).Refusal
        );
        Assert.Equal(["crew_freed 하늘 2026. 5. 16. (토) 16:00 – 20:00 → 2026. 5. 16. (토) 11:00 – 15:00 3"], await WaitingAsync());
    }

    [Fact]
    public async Task Who_had_not_heard_that_it_was_called_off_hears_nothing_when_it_comes_back()
    {
        var shoot = await KnownShootAsync(await PhotographerAsync());
        var before = await ShootAsync(shoot);

        Assert.Null((await Schedules.MoveAsync(Manager, shoot, ShootStatus.Cancelled, "연기", before.Version, Ct)).Refusal);
        await BroughtBackAsync(before);
        Assert.Empty(await WaitingAsync());

        // Once the letter has left, coming back is news.
        Assert.Null(
            (await Schedules.MoveAsync(Manager, shoot, ShootStatus.Cancelled, "연기", (await ShootAsync(shoot)).Version, Ct)).Refusal
        );
        Assert.Equal(1, await SentAsync() - 1);
        await BroughtBackAsync(before);
        Assert.Equal(["crew_booked 하늘 2026. 5. 16. (토) 11:00 – 15:00 → 2026. 5. 16. (토) 11:00 – 15:00 0"], await WaitingAsync());
    }

    [Fact]
    public async Task Who_drags_their_own_shoot_by_a_slip_and_takes_it_back_still_said_yes()
    {
        var park = await PhotographerAsync();
        // Somebody who photographs, and leads the studio now.
        var own = Manager with
        {
            UserId = park,
        };
        var shoot = await KnownShootAsync(park);
        Assert.Null((await Crew.AnswerAsync(As(park), shoot, CrewAnswer.Accepted, null, ct: Ct)).Refusal);

        await ExecuteAsync("UPDATE users SET role = 'manager' WHERE id = $1", park);
        var drag = new ShootDrag(At(13), At(17));
        var dragged = await Schedules.DragAsync(own, shoot, drag, (await ShootAsync(shoot)).Version, Ct);
        Assert.Null(dragged.Refusal);
        Assert.Equal(ShootStatus.Scheduled, (await ShootAsync(shoot)).Status);
        var back = await Schedules.DragBackAsync(own, shoot, dragged.Value!, (await ShootAsync(shoot)).Version, Ct);

        Assert.Null(back.Refusal);
        Assert.Equal(ShootStatus.Confirmed, (await ShootAsync(shoot)).Status);
    }

    private async Task BroughtBackAsync(ShootDetail before) =>
        Assert.Null(
            (
                await Schedules.BringBackAsync(Manager, before.Id, before.Status, before.Plan, (await ShootAsync(before.Id)).Version, Ct)
            ).Refusal
        );

    [Fact]
    public async Task Who_has_to_leave_soon_is_told_at_once()
    {
        var shoot = await KnownShootAsync(await PhotographerAsync());
        Time.Set(At(8, 30));

        await DraggedAsync(shoot, 12, 16);

        Assert.Equal(["crew_moved 하늘 2026. 5. 16. (토) 11:00 – 15:00 → 2026. 5. 16. (토) 12:00 – 16:00 0"], await WaitingAsync());
    }

    [Fact]
    public async Task Managers_who_drag_at_once_leave_one_letter_to_where_it_is()
    {
        var shoot = await KnownShootAsync(await PhotographerAsync());
        for (var round = 1; round <= 3; round++)
        {
            var version = (await ShootAsync(shoot)).Version;
            var dragged = await Task.WhenAll(
                Enumerable
                    .Range(1, 6)
                    .Select(i =>
                        Task.Run(() => Schedules.DragAsync(Manager, shoot, new ShootDrag(At(11 + i), At(15 + i, round)), version, Ct), Ct)
                    )
            );

            Assert.Single(dragged, d => d.Succeeded);
            var plan = (await ShootAsync(shoot)).Plan;
            var now = $"{Clock.Local(plan.Start):HH:mm} – {Clock.Local(plan.End):HH:mm}";
            Assert.Equal([$"crew_moved 하늘 2026. 5. 16. (토) 11:00 – 15:00 → 2026. 5. 16. (토) {now} 3"], await WaitingAsync());
        }
    }

    [Fact]
    public async Task A_letter_that_is_leaving_in_this_moment_holds_nobody_up_and_counts_as_told()
    {
        var shoot = await KnownShootAsync(await PhotographerAsync());
        await DraggedAsync(shoot, 12, 16);
        await using var worker = await Get<NpgsqlDataSource>().OpenConnectionAsync(Ct);
        await using var sending = await worker.BeginTransactionAsync(Ct);
        await using var command = new NpgsqlCommand(
            "SELECT 1 FROM notifications WHERE delivery_status = 'pending' FOR UPDATE",
            worker,
            sending
        );
        await command.ExecuteScalarAsync(Ct);

        await DraggedAsync(shoot, 14, 18);
        await sending.RollbackAsync(Ct);

        Assert.Equal(
            [
                "crew_moved 하늘 2026. 5. 16. (토) 11:00 – 15:00 → 2026. 5. 16. (토) 12:00 – 16:00 3",
                "crew_moved 하늘 2026. 5. 16. (토) 12:00 – 16:00 → 2026. 5. 16. (토) 14:00 – 18:00 3",
            ],
            (await WaitingAsync()).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task An_approved_swap_leaves_no_letter_about_another_time_behind()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var shoot = await KnownShootAsync(park);
        var swap = (await Crew.OfferSwapAsync(As(park), shoot, null, "병원", Ct)).Value;
        Assert.Null((await Crew.AcceptSwapAsync(As(jung), swap, Ct)).Refusal);
        await DraggedAsync(shoot, 12, 16);

        Assert.Null((await Crew.ApproveSwapAsync(Manager, swap, Ct)).Refusal);

        Assert.Equal(2, (await WaitingAsync()).Count(l => l.StartsWith("swap_decided", StringComparison.Ordinal)));
        Assert.DoesNotContain(await WaitingAsync(), l => l.StartsWith("crew_moved", StringComparison.Ordinal));
    }
}
