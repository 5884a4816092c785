using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Projects;

public sealed class ProjectServiceTests(MigratedTemplate template) : ProjectTest(template)
{
    [Fact]
    public async Task A_contract_opens_one_project_however_often_it_is_asked()
    {
        var contract = await SignedContractAsync();
        Assert.Single(await Projects.WaitingContractsAsync(Manager, Ct));

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Projects.OpenAsync(Manager, contract.Id, Ct)));

        Assert.All(opened, r => Assert.Null(r.Refusal));
        Assert.Single(opened.Select(r => r.Value).Distinct());
        Assert.Equal(1, await ScalarAsync<int>("SELECT last FROM number_counters WHERE kind = 'project' AND year = 2026"));
        Assert.Empty(await Projects.WaitingContractsAsync(Manager, Ct));
        var page = (await Projects.PageAsync(Manager, opened[0].Value, Ct)).Value!;
        Assert.Equal(("P-2026-000001", "김서연 · 이준호", WeddingDay), (page.Card.Number, page.Card.Couple, page.Card.WeddingDate));
        Assert.Equal(contract.ContractNumber, page.ContractNumber);
        Assert.Equal("contract_signed", Assert.Single(page.Milestones).Type);
    }

    [Fact]
    public async Task A_contract_that_nobody_signed_opens_nothing_and_takes_no_number()
    {
        var contract = await SignedContractAsync(signed: false);

        Assert.Equal(new ContractNotInForce(ContractStatus.Draft), (await Projects.OpenAsync(Manager, contract.Id, Ct)).Refusal);
        Assert.Equal(new ContractNotFound(), (await Projects.OpenAsync(Manager, Guid.NewGuid(), Ct)).Refusal);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM number_counters"));
    }

    [Fact]
    public async Task Numbers_of_openings_at_once_have_no_gap_and_no_double()
    {
        const int Clients = 32;
        const int Each = 20;
        var contracts = new List<Guid>();
        for (var i = 0; i < Clients * Each; i++)
        {
            contracts.Add((await SignedContractAsync()).Id);
        }

        var opened = await Task.WhenAll(
            contracts
                .Chunk(Each)
                .Select(chunk =>
                    Task.Run(
                        async () =>
                        {
                            foreach (var contract in chunk)
                            {
                                Assert.Null((await Projects.OpenAsync(Manager, contract, Ct)).Refusal);
                            }

                            return chunk.Length;
                        },
                        Ct
                    )
                )
        );

        Assert.Equal(Clients * Each, opened.Sum());
        Assert.Equal(
            (long)(Clients * Each),
            await ScalarAsync<long>(
                "SELECT count(*) FROM generate_series(1, $1) AS n JOIN projects p ON p.project_number = 'P-2026-' || lpad(n::text, 6, '0')",
                Clients * Each
            )
        );
    }

    [Fact]
    public async Task A_new_year_of_numbers_begins_at_midnight_in_Seoul()
    {
        Time.Set(new DateTimeOffset(2026, 12, 31, 14, 59, 59, TimeSpan.Zero));
        var before = await NumberAsync(await LateProjectAsync());
        Time.Advance(TimeSpan.FromSeconds(1));
        var after = await NumberAsync(await LateProjectAsync());

        Assert.Equal(("P-2026-000001", "P-2027-000001"), (before, after));
    }

    [Fact]
    public async Task Who_lacks_the_right_to_all_sees_their_own_projects_only()
    {
        var photographer = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var editor = await StaffAsync(UserRole.Editor, "문", "가온");
        var (mine, helped, edited, foreign) = (
            await ProjectAsync("김서연"),
            await ProjectAsync("최유나"),
            await ProjectAsync("이하은"),
            await ProjectAsync("남궁예린")
        );
        await BookedAsync(mine, Plan(At(10), At(12), photographer.UserId));
        await BookedAsync(helped, Plan(At(13), At(14), await PhotographerAsync("정", "도윤"), photographer.UserId!.Value));
        var version = (await Projects.PageAsync(Manager, edited, Ct)).Value!.Card.Version;
        Assert.True((await Projects.AssignAsync(Manager, edited, null, editor.UserId, version, Ct)).Succeeded);

        Assert.Equal([mine, helped], (await Projects.ListAsync(photographer, new ProjectFilter(), null, Ct)).Cards.Select(c => c.Id));
        Assert.Equal(edited, Assert.Single((await Projects.ListAsync(editor, new ProjectFilter(), null, Ct)).Cards).Id);
        Assert.Equal(4, (await Projects.ListAsync(Manager, new ProjectFilter(), null, Ct)).Cards.Count);
        Assert.Equal(new ProjectNotFound(), (await Projects.PageAsync(photographer, foreign, Ct)).Refusal);
        Assert.Equal(new ProjectNotFound(), (await Projects.PageAsync(Actor.Visitor, mine, Ct)).Refusal);
        var page = (await Projects.PageAsync(photographer, mine, Ct)).Value!;
        Assert.Equal("박하늘", page.Card.Photographer);
        Assert.All(page.People, p => Assert.NotNull(p.Phone));
        Assert.All((await Projects.PageAsync(editor, edited, Ct)).Value!.People, p => Assert.Null(p.Phone));
        Assert.Equal(
            new NotAllowed(),
            (await Projects.MoveAsync(photographer, mine, ProjectStatus.InProgress, page.Card.Version, Ct)).Refusal
        );
    }

    [Fact]
    public async Task Moving_a_project_that_somebody_else_moved_is_refused()
    {
        var id = await ProjectAsync();
        var version = (await Projects.PageAsync(Manager, id, Ct)).Value!.Card.Version;
        Assert.True(
            (await Projects.DescribeAsync(Manager, id, new ProjectDay("루벨 강동", null, null, "입장 클로즈업"), version, Ct)).Succeeded
        );

        var moved = await Projects.MoveAsync(Manager, id, ProjectStatus.InProgress, version, Ct);

        Assert.Equal(new EditedElsewhere(), moved.Refusal);
        var page = (await Projects.PageAsync(Manager, id, Ct)).Value!;
        Assert.Equal(("루벨 강동", "입장 클로즈업", ProjectStatus.Scheduled), (page.Card.Venue, page.SpecialRequests, page.Card.Status));
    }

    [Fact]
    public async Task Only_photographers_photograph_and_only_editors_retouch()
    {
        var id = await ProjectAsync();
        var version = (await Projects.PageAsync(Manager, id, Ct)).Value!.Card.Version;
        var photographer = await PhotographerAsync();

        Assert.Equal(new NotAnEditor(), (await Projects.AssignAsync(Manager, id, photographer, photographer, version, Ct)).Refusal);
        Assert.Equal(new PersonNotBookable(), (await Projects.AssignAsync(Manager, id, Manager.UserId, null, version, Ct)).Refusal);
        Assert.True((await Projects.AssignAsync(Manager, id, photographer, null, version, Ct)).Succeeded);
    }

    [Fact]
    public async Task The_list_is_found_by_name_number_and_venue_and_read_page_by_page()
    {
        for (var i = 0; i < IProjectRepository.PageSize + 3; i++)
        {
            await ProjectAsync(i == 7 ? "100%행복" : "김서연");
        }

        var first = await Projects.ListAsync(Manager, new ProjectFilter(), null, Ct);
        var second = await Projects.ListAsync(Manager, new ProjectFilter(), first.Next, Ct);

        Assert.Equal((IProjectRepository.PageSize, 3), (first.Cards.Count, second.Cards.Count));
        Assert.Null(second.Next);
        Assert.Empty(first.Cards.Select(c => c.Id).Intersect(second.Cards.Select(c => c.Id)));
        Assert.Single((await Projects.ListAsync(Manager, new ProjectFilter(Search: "100%"), null, Ct)).Cards);
        Assert.Single((await Projects.ListAsync(Manager, new ProjectFilter(Search: "2026-000008"), null, Ct)).Cards);
        Assert.Empty((await Projects.ListAsync(Manager, new ProjectFilter(ProjectStatus.Delivered), null, Ct)).Cards);
        Assert.Equal("100%행복 · 이준호", Assert.Single(await Projects.PickAsync(Manager, "%", Ct)).Couple);
        Assert.Equal(20, (await Projects.PickAsync(Manager, null, Ct)).Count);

        // A couple's own project is found among all who are called the same.
        var last = await ScalarAsync<Guid>("SELECT customer_id FROM projects ORDER BY id DESC LIMIT 1");
        Assert.DoesNotContain(await Projects.PickAsync(Manager, "김서연", Ct), p => p.CustomerId == last);
        Assert.Equal(last, (await Projects.PickOfAsync(Manager, last, Ct))?.CustomerId);
        Assert.Null(await Projects.PickOfAsync(Manager, Guid.NewGuid(), Ct));
    }

    private async Task<Guid> LateProjectAsync()
    {
        var contract = await SignedContractAsync();
        return (await Projects.OpenAsync(Manager, contract.Id, Ct)).Value;
    }

    private Task<string> NumberAsync(Guid id) => ScalarAsync<string>("SELECT project_number FROM projects WHERE id = $1", id);
}
