using System.Collections.Frozen;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Projects;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Editing;

/// <summary>What a contract may promise, by what the editors finish and what is promised already.</summary>
public sealed class OutlookTests(MigratedTemplate template) : EditingTest(template)
{
    // A Monday.
    private static readonly DateOnly Day = new(2026, 6, 1);

    private static EditingOutlook Of(int photos, int picksIn, int perDay, params ComingPicks[] coming) =>
        EditingOutlook.Of(coming, photos, Day.AddDays(picksIn), 30, perDay, Day, day => day == new DateOnly(2026, 6, 3));

    [Fact]
    public void Pictures_are_worked_off_on_working_days_from_the_day_of_the_picks()
    {
        // Monday, Tuesday; Wednesday is off; Thursday.
        Assert.Equal(new EditingOutlook(Day, Day.AddDays(30), new DateOnly(2026, 6, 4), 10, 0), Of(30, 0, 10));
        // Picks of a Saturday are begun on Monday.
        Assert.Equal(new DateOnly(2026, 6, 8), Of(10, 5, 10).DoneOn);
    }

    [Fact]
    public void What_came_first_goes_first_and_what_comes_later_holds_nothing_up()
    {
        var before = new ComingPicks(Day.AddDays(-40), 20);
        var between = new ComingPicks(Day.AddDays(1), 30);
        var later = new ComingPicks(Day.AddDays(9), 1000);

        // 20 are done by Tuesday; of the 30 from Tuesday on, 10 on Thursday, Friday and Monday: these 20 are done on Wednesday.
        var outlook = Of(20, 7, 10, later, between, before);
        Assert.Equal((new DateOnly(2026, 6, 10), 10), (outlook.DoneOn, outlook.Ahead));
        Assert.Equal((false, 0), (outlook.IsLate, outlook.DaysLate));
    }

    [Fact]
    public void Too_much_is_late_by_days_or_beyond_all_sight()
    {
        var late = Of(200, 0, 5, new ComingPicks(Day, 100));
        Assert.True(late.IsLate);
        Assert.Equal(late.DoneOn!.Value.DayNumber - Day.AddDays(30).DayNumber, late.DaysLate);
        var never = Of(10, 0, 1, new ComingPicks(Day, 5000));
        Assert.Equal((null, true, 0), (never.DoneOn, never.IsLate, never.DaysLate));
    }

    [Fact]
    public async Task A_contract_stands_behind_what_is_open_and_what_is_signed()
    {
        var contract = new OutlookFor(ProjectType.Wedding, Clock.Today.AddDays(100), 60, 60);
        Assert.Equal(new CapacityUnknown(), (await Editing.OutlookAsync(Manager, contract, Ct)).Refusal);
        var editor = await EditorAsync();
        Assert.Null((await Editing.SetCapacityAsync(Manager, editor.UserId!.Value, 2, Ct)).Refusal);
        Assert.Equal(
            new NotAllowed(),
            (await Editing.OutlookAsync(editor with { Permissions = FrozenSet.ToFrozenSet([Rights.Editing]) }, contract, Ct)).Refusal
        );

        var alone = (await Editing.OutlookAsync(Manager, contract, Ct)).Value!;
        Assert.Equal((Clock.Today.AddDays(128), 2, 0), (alone.PicksOn, alone.PhotosPerDay, alone.Ahead));
        Assert.True(alone.DoneOn > alone.PicksOn.AddDays(30));
        Assert.False(alone.IsLate);

        // Their picks are promised before; of a couple that picked already only what is open counts.
        var other = await CoupleAsync(retouched: 300);
        var afterThem = (await Editing.OutlookAsync(Manager, contract, Ct)).Value!;
        Assert.InRange(afterThem.Ahead, 100, 300);
        Assert.True(afterThem.IsLate);
        var own = await ScalarAsync<Guid>("SELECT contract_id FROM projects WHERE id = $1", other.ProjectId);
        Assert.Equal(0, (await Editing.OutlookAsync(Manager, contract with { ContractId = own }, Ct)).Value!.Ahead);
        await ExecuteAsync("UPDATE contracts SET contract_status = 'cancelled' WHERE id = $1", own);
        Assert.Equal(alone, (await Editing.OutlookAsync(Manager, contract, Ct)).Value);

        // Signed, and nobody made a project of it yet: its pictures will come all the same.
        await ExecuteAsync("UPDATE contracts SET contract_status = 'signed' WHERE id = $1", own);
        await ExecuteAsync("DELETE FROM projects WHERE id = $1", other.ProjectId);
        Assert.Equal(afterThem.Ahead, (await Editing.OutlookAsync(Manager, contract, Ct)).Value!.Ahead);
        await ExecuteAsync("UPDATE contracts SET contract_status = 'cancelled' WHERE id = $1", own);

        await JobAsync(editor, 5);
        // Another round went out: what was submitted is not expected once more.
        await ExecuteAsync("UPDATE projects SET project_status = 'proof_ready' WHERE id = $1", LastCouple.ProjectId);
        var near = contract with { WeddingDate = Clock.Today.AddDays(-40) };
        Assert.Equal(
            (Clock.Today, 5),
            ((await Editing.OutlookAsync(Manager, near, Ct)).Value!.PicksOn, (await Editing.OutlookAsync(Manager, near, Ct)).Value!.Ahead)
        );
    }

    [Fact]
    public async Task Pictures_of_a_contract_with_two_projects_come_once_where_picks_are_due_first()
    {
        var couple = await CoupleAsync(retouched: 300);
        await using var session = Studio.Open(Manager);
        var alone = Assert.Single(await session.Editing.ComingPicksAsync(null, Ct));
        Assert.Equal(300, alone.Photos);

        var contract = await ScalarAsync<Guid>("SELECT contract_id FROM projects WHERE id = $1", couple.ProjectId);
        var second = Guid.NewGuid();
        await ExecuteAsync(
            """
            INSERT INTO projects SELECT (jsonb_populate_record(p, jsonb_build_object('id', $2, 'project_number', 'P-2', 'project_type', 'pre_wedding',
                'shoot_date', p.wedding_date - 60))).* FROM projects AS p WHERE p.id = $1
            """,
            couple.ProjectId,
            second
        );
        var first = Assert.Single(await session.Editing.ComingPicksAsync(null, Ct));
        Assert.Equal(300, first.Photos);
        Assert.True(first.On < alone.On);

        // Of the one project two were picked: what is left of the contract is expected of the other.
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        await PickAsync(couple.Bride, round, couple.Photos[1]);
        Assert.True((await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Succeeded);
        Assert.Equal(first with { Photos = 298 }, Assert.Single(await session.Editing.ComingPicksAsync(null, Ct)));
        Assert.Empty(await session.Editing.ComingPicksAsync(contract, Ct));

        // One is not wanted any more, and one is paid for on top: neither is one of the 300.
        await ExecuteAsync("UPDATE editing_items SET dropped_at = now() WHERE position = 1");
        Assert.Equal(299, Assert.Single(await session.Editing.ComingPicksAsync(null, Ct)).Photos);
        await ExecuteAsync("UPDATE proof_gallery_sessions SET extra_picks = 1, extra_won = 1000");
        Assert.Equal(300, Assert.Single(await session.Editing.ComingPicksAsync(null, Ct)).Photos);
    }
}
