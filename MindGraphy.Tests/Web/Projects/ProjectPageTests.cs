using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Projects;
using Xunit;

namespace MindGraphy.Tests.Web.Projects;

public sealed class ProjectPageTests(MigratedTemplate template) : ProjectTest(template)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_page_offers_the_lawful_moves_only_and_shows_the_sections_that_this_person_may_see()
    {
        var id = await ProjectAsync();
        await using var screen = Screen(Manager);
        var page = screen.Render<ProjectPage>(p => p.Add(x => x.ProjectId, id));
        page.WaitForElement("h1", Patience);

        Assert.Equal(["사진 정리 단계로"], page.FindAll(".mg-page-action .mg-btn:not(.mg-btn-primary)").Select(b => b.TextContent.Trim()));
        Assert.Equal($"section of {id}", page.Find("#for-projects").TextContent);
        Assert.Empty(page.FindAll("#for-nobody"));

        await page.Find(".mg-page-action .mg-btn:not(.mg-btn-primary)").ClickAsync(new());
        Assert.Equal("사진 정리", page.Find(".project-steps [aria-current]").TextContent);
    }

    [Fact]
    public async Task A_foreign_project_is_not_there_for_a_photographer()
    {
        var id = await ProjectAsync();
        await using var screen = Screen(await StaffAsync(UserRole.Photographer, "박", "하늘"));

        var page = screen.Render<ProjectPage>(p => p.Add(x => x.ProjectId, id));

        page.WaitForAssertion(() => Assert.Contains("프로젝트를 찾을 수 없습니다.", page.Markup), Patience);
        Assert.DoesNotContain("김서연", page.Markup);
    }

    [Fact]
    public async Task A_project_that_another_opens_appears_in_the_list_by_itself()
    {
        await using var screen = Screen(Manager);
        var list = screen.Render<ProjectListPage>();
        list.WaitForElement(".mg-state", Patience);

        var id = await ProjectAsync("남궁예린", "황보민");

        list.WaitForAssertion(() => Assert.Contains("남궁예린 · 황보민", list.Find($"[data-testid=project-{id}]").TextContent), Patience);
    }

    [Fact]
    public async Task A_signed_contract_becomes_a_project_by_one_press()
    {
        await SignedContractAsync("남궁예린", "황보민");
        await using var screen = Screen(Manager);
        var waiting = screen.Render<WaitingContracts>();
        waiting.WaitForElement(".mg-btn", Patience);

        await waiting.Find(".mg-btn").ClickAsync(new());

        var id = Assert.Single((await Projects.ListAsync(Manager, new ProjectFilter(), null, Ct)).Cards).Id;
        Assert.EndsWith($"/studio/projects/{id}", screen.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private StudioScreen Screen(Actor actor)
    {
        var screen = new StudioScreen(
            actor,
            Get<IStudioNews>(),
            Clock,
            Projects,
            Schedules,
            Venues,
            Get<GearService>(),
            Get<CrewService>(),
            Get<SubstitutionService>(),
            Get<PhotographerService>()
        );
        screen.Services.AddSingleton(new ProjectSection(typeof(Part), 1, Rights.Projects));
        screen.Services.AddSingleton(new ProjectSection(typeof(Hidden), 2, "a right that nobody has"));
        return screen;
    }

    private sealed class Part : ComponentBase
    {
        [Parameter]
        public Guid ProjectId { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddMarkupContent(0, $"<p id=\"for-projects\">section of {ProjectId}</p>");
    }

    private sealed class Hidden : ComponentBase
    {
        [Parameter]
        public Guid ProjectId { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<p id=\"for-nobody\"></p>");
    }
}
