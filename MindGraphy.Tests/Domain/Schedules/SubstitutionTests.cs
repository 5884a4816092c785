using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Schedules;

public sealed class SubstitutionTests(MigratedTemplate template) : ProjectTest(template)
{
    private SubstitutionService Substitutions => Get<SubstitutionService>();

    private async Task<(Guid Project, Guid Shoot, Guid Promised, Guid Proposed)> ChangedAsync()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var project = await ProjectAsync();
        var shoot = await BookedAsync(project, Plan(At(11), At(15), park));
        await HandAsync(shoot, jung);
        return (project, shoot, park, jung);
    }

    private async Task HandAsync(Guid shoot, Guid to)
    {
        var now = await ShootAsync(shoot);
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, now.Plan with { PhotographerId = to }, now.Version, ct: Ct)).Refusal);
    }

    private async Task<SubstitutionRow[]> RowsAsync(Guid project) => [.. await Substitutions.OfAsync(Manager, project, Ct)];

    [Fact]
    public async Task Another_photographer_is_on_record_and_the_promised_one_who_comes_after_all_withdraws_it()
    {
        var (project, shoot, park, _) = await ChangedAsync();
        var row = Assert.Single(await RowsAsync(project));
        Assert.Equal(("박하늘", "정도윤", SubstitutionStatus.Proposed), (row.Promised, row.Proposed, row.Status));

        // A third one: still the first was promised.
        await HandAsync(shoot, await PhotographerAsync("한", "별"));
        var rows = await RowsAsync(project);
        Assert.Equal([SubstitutionStatus.Withdrawn, SubstitutionStatus.Proposed], rows.Select(r => r.Status));
        Assert.Equal(("박하늘", "한별"), (rows[1].Promised, rows[1].Proposed));

        await HandAsync(shoot, park);
        Assert.All(await RowsAsync(project), r => Assert.Equal(SubstitutionStatus.Withdrawn, r.Status));
    }

    [Fact]
    public async Task A_drag_that_is_taken_back_brings_the_couples_answer_back()
    {
        var (project, shoot, _, jung) = await ChangedAsync();
        var third = await PhotographerAsync("한", "별");
        async Task SlipAsync()
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            var drag = new ShootDrag(At(11), At(15), jung, third);
            var took = await Schedules.DragAsync(Manager, shoot, drag, (await ShootAsync(shoot)).Version, Ct);
            Assert.Equal(SubstitutionStatus.Withdrawn, (await RowsAsync(project))[0].Status);
            Assert.Null((await Schedules.DragBackAsync(Manager, shoot, took.Value!, (await ShootAsync(shoot)).Version, Ct)).Refusal);
        }

        foreach (var agrees in new[] { false, true })
        {
            var row = (await RowsAsync(project))[0];
            Assert.Null((await Substitutions.RecordAsync(Manager, row.Id, agrees, "통화", row.Version, Ct)).Refusal);
            var said = (await RowsAsync(project))[0];

            await SlipAsync();

            var rows = await RowsAsync(project);
            Assert.Equal(said with { Version = 0 }, rows[0] with { Version = 0 });
            Assert.All(rows.Skip(1), r => Assert.Equal(("한별", SubstitutionStatus.Withdrawn), (r.Proposed, r.Status)));
        }
    }

    [Fact]
    public async Task Who_is_booked_from_the_start_instead_of_whom_the_contract_names_is_on_record()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var project = await ProjectAsync();
        await ScalarAsync<Guid>(
            $"UPDATE contracts SET photographer_id = '{park}', photographer_name = '박하늘' WHERE id = (SELECT contract_id FROM projects WHERE id = '{project}') RETURNING id"
        );

        await BookedAsync(project, Plan(At(11), At(15), jung));

        var row = Assert.Single(await RowsAsync(project));
        Assert.Equal(("박하늘", "정도윤", SubstitutionStatus.Proposed), (row.Promised, row.Proposed, row.Status));
    }

    [Fact]
    public async Task The_couple_is_asked_by_link_answers_once_and_who_came_is_read_from_the_check_in()
    {
        var (project, shoot, _, jung) = await ChangedAsync();
        var row = (await RowsAsync(project))[0];
        Assert.Equal(new FieldRequired("Reason"), (await Substitutions.AskAsync(Manager, row.Id, " ", row.Version, Ct)).Refusal);
        Assert.Null((await Substitutions.AskAsync(Manager, row.Id, "입원", row.Version, Ct)).Refusal);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new EditedElsewhere(), (await Substitutions.AskAsync(Manager, row.Id, "입원", row.Version, Ct)).Refusal);
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'photographer_changes'"));
        var link = (await Substitutions.LinksAsync(Manager, row.Id, Ct))[0];
        var couple = Actor.Couple(await ScalarAsync<Guid>($"SELECT customer_id FROM projects WHERE id = '{project}'"), link.ContactId);
        Assert.Equal("정도윤", (await Substitutions.ReadAsync(couple, row.Id, Ct)).Value!.Proposed);
        Assert.Equal(new SubstitutionNotFound(), (await Substitutions.ReadAsync(Actor.Couple(Guid.NewGuid(), null), row.Id, Ct)).Refusal);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => Substitutions.AnswerAsync(couple, row.Id, true, "좋아요", "127.0.0.1", Ct), Ct))
        );

        Assert.Contains(answers, a => a.Succeeded);
        Assert.All(answers, a => Assert.True(a.Refusal is null or EditedElsewhere));
        Assert.Equal(
            new SubstitutionDecided(SubstitutionStatus.Agreed),
            (await Substitutions.AnswerAsync(couple, row.Id, false, null, null, Ct)).Refusal
        );
        Time.Set(At(10, 50));
        await Get<CrewService>()
            .CheckAsync(new Actor(jung, MindGraphy.Domain.Accounts.UserRole.Photographer), shoot, leaves: false, At(10, 50), Ct);
        var seen = (await RowsAsync(project))[0];
        Assert.Equal((SubstitutionStatus.Agreed, "정도윤", "좋아요", false), (seen.Status, seen.Came, seen.AnswerNote, seen.IsRecorded));
    }

    [Fact]
    public async Task What_was_said_on_the_phone_is_written_down_and_a_no_may_become_a_yes()
    {
        var (project, _, _, _) = await ChangedAsync();
        var row = (await RowsAsync(project))[0];
        Assert.Null((await Substitutions.RecordAsync(Manager, row.Id, false, "다른 작가를 원함", row.Version, Ct)).Refusal);
        row = (await RowsAsync(project))[0];
        Assert.Equal((SubstitutionStatus.Declined, true, "한지우"), (row.Status, row.IsRecorded, row.AnsweredBy));
        Assert.Null((await Substitutions.RecordAsync(Manager, row.Id, true, "통화로 동의", row.Version, Ct)).Refusal);
        Assert.Equal(SubstitutionStatus.Agreed, (await RowsAsync(project))[0].Status);
    }
}
