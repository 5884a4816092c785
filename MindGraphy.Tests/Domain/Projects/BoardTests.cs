using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Projects;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Projects;

public sealed class BoardTests(MigratedTemplate template) : PlanTest(template)
{
    [Fact]
    public async Task A_column_brings_its_next_weddings_counts_them_and_goes_on_where_it_stopped()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < ProjectStage.Most + 3; i++)
        {
            var id = await ProjectAsync();
            await ExecuteAsync("UPDATE projects SET wedding_date = $1 WHERE id = $2", WeddingDay.AddDays(i / 2 * 7), id);
            ids.Add(id);
        }

        await ExecuteAsync("UPDATE projects SET project_status = 'delivered' WHERE id = ANY($1)", ids.TakeLast(2).ToArray());

        var board = await Projects.BoardAsync(Manager, new ProjectFilter(), Ct);

        Assert.Equal(Enum.GetValues<ProjectStatus>(), board.Select(s => s.Stage));
        var first = board[0];
        Assert.Equal((ProjectStage.Most, ProjectStage.Most + 1), (first.Cards.Count, first.Count));
        Assert.Equal(ids.Take(ProjectStage.Most), first.Cards.Select(c => c.Id));
        var last = first.Cards[^1];
        var more = await Projects.MoreAsync(
            Manager,
            ProjectStatus.Scheduled,
            new ProjectFilter(),
            new ProjectCursor(last.WeddingDate, last.Id),
            Ct
        );
        Assert.Equal(ids[ProjectStage.Most], Assert.Single(more).Id);
        Assert.Equal(ids.TakeLast(2).Reverse(), board.Single(s => s.Stage == ProjectStatus.Delivered).Cards.Select(c => c.Id));
    }

    [Fact]
    public async Task Filters_narrow_board_and_list_alike()
    {
        await DefaultsAsync();
        var (photographed, late, risky, rest) = (
            await ProjectAsync("남궁예린"),
            await ProjectAsync("최유나"),
            await ProjectAsync("이하은"),
            await ProjectAsync("강보라")
        );
        var photographer = await PhotographerAsync();
        Assert.Null(
            (await Projects.AssignAsync(Manager, photographed, photographer, null, (await CardAsync(photographed)).Version, Ct)).Refusal
        );
        await ExecuteAsync("UPDATE projects SET wedding_date = '2026-11-07', project_type = 'family' WHERE id = $1", rest);
        await ExecuteAsync("UPDATE projects SET late_from = $1, risk_from = $1 WHERE id = $2", Clock.Today, late);
        await ExecuteAsync("UPDATE projects SET late_from = $1, risk_from = '-infinity' WHERE id = $2", Clock.Today.AddDays(1), risky);

        await SameAsync(new ProjectFilter(PhotographerId: photographer), photographed);
        await SameAsync(new ProjectFilter(PhotographerId: ProjectFilter.Nobody), late, risky, rest);
        await SameAsync(new ProjectFilter(Type: ProjectType.Family), rest);
        await SameAsync(new ProjectFilter(WeddingFrom: new DateOnly(2026, 11, 1), WeddingTo: new DateOnly(2026, 11, 30)), rest);
        await SameAsync(new ProjectFilter(WeddingTo: WeddingDay), photographed, late, risky);
        await SameAsync(new ProjectFilter(Light: ProjectLight.Late), late);
        await SameAsync(new ProjectFilter(Light: ProjectLight.AtRisk), risky);
        await SameAsync(new ProjectFilter(Search: "남궁"), photographed);
        Assert.Equal(ProjectLight.AtRisk, (await CardAsync(risky)).Light(Clock.Today));
        Assert.Equal([late, risky], (await Projects.InDangerAsync(Manager, 10, Ct)).Select(c => c.Id));
        Assert.Equal(
            [late],
            (await Projects.CardsAsync(Manager, [late, rest], new ProjectFilter(Light: ProjectLight.Late), Ct)).Select(c => c.Id)
        );
    }

    [Fact]
    public async Task Board_page_and_tasks_take_few_statements_whatever_is_on_them()
    {
        var id = await PlannedAsync();
        await BookedAsync(id, Plan(At(10), At(14), await PhotographerAsync()));
        for (var i = 0; i < 12; i++)
        {
            await PlannedAsync();
        }

        using var counter = new StatementCounter(ConnectionString);
        await Projects.BoardAsync(Manager, new ProjectFilter(), Ct);
        Assert.Equal(3, counter.Statements.Count);
        await Projects.PageAsync(Manager, id, Ct);
        Assert.Equal(3 + 5, counter.Statements.Count);
        await Tasks.TasksAsync(Manager, id, Ct);
        Assert.Equal(3 + 5 + 2, counter.Statements.Count);
        await Projects.ListAsync(Manager, new ProjectFilter(), null, Ct);
        Assert.Equal(3 + 5 + 2 + 1, counter.Statements.Count);
        await Tasks.DueAsync(Manager, everybody: true, Ct);
        Assert.Equal(3 + 5 + 2 + 1 + 2, counter.Statements.Count);
        var money = await Projects.MoneyAsync(Manager, id, Ct);
        Assert.Equal((2_200_000, 0), (money!.Total.Won, money.Paid.Won));
    }

    [Fact]
    public async Task Money_is_for_who_may_see_money_and_says_what_is_overdue()
    {
        var id = await PlannedAsync();
        var photographer = await StaffAsync(UserRole.Photographer, "박", "하늘");
        await BookedAsync(id, Plan(At(10), At(14), photographer.UserId));
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = 440000 WHERE kind = 'deposit'");
        Time.Set(At(10));

        var money = (await Projects.MoneyAsync(Manager, id, Ct))!;

        Assert.Equal((440_000, 1_760_000, 1_760_000), (money.Paid.Won, money.Balance.Won, money.Overdue.Won));
        Assert.Null(await Projects.MoneyAsync(photographer, id, Ct));
    }

    private async Task SameAsync(ProjectFilter filter, params Guid[] expected)
    {
        Assert.Equal(expected, (await Projects.ListAsync(Manager, filter, null, Ct)).Cards.Select(c => c.Id));
        var board = await Projects.BoardAsync(Manager, filter, Ct);
        Assert.Equal(expected, board.SelectMany(s => s.Cards).Select(c => c.Id));
        Assert.Equal(expected.Length, board.Sum(s => s.Count));
    }
}
