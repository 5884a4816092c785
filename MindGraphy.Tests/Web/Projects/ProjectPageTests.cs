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
using MindGraphy.Domain.Venues;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Projects;
using MindGraphy.Web.Features.Schedules;
using MudBlazor;
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
    public async Task An_editor_reads_no_phone_and_nothing_of_the_day_on_the_page_of_a_project()
    {
        var id = await ProjectAsync();
        var editor = await StaffAsync(UserRole.Editor, "임", "가온");
        var venue = await Venues.SaveAsync(
            Manager,
            null,
            new VenueDetails(VenueKind.Hall, "더채플앳청담", Parking: "지하 3층", Phone: "02-555-7777"),
            0,
            Ct
        );
        await ExecuteAsync("UPDATE projects SET venue_id = $1, assigned_editor_id = $2 WHERE id = $3", venue.Value, editor.UserId!, id);
        var day = new WeddingDetailsForm(
            [new(new TimeOnly(9, 0), true, "메이크업")],
            MakeupShop: "청담 메이크업",
            MakeupPhone: "02-111-2222",
            DressPhone: "02-333-4444",
            HelperPhone: "010-5555-6666",
            CrewNotes: "신랑 어머니와 통화하지 말 것"
        );
        Assert.Null((await Get<CrewService>().WriteDayAsync(Manager, id, day, null, Ct)).Refusal);
        var shoot = await BookedAsync(id, Plan(At(11), At(15), await PhotographerAsync()));

        // Everything that the page can show is there for the manager, and the facts that are no phone for the editor.
        foreach (var (who, reads) in new[] { (Manager, true), (editor, false) })
        {
            await using var screen = Screen(who);
            screen.Services.AddSingleton(new ProjectSection(typeof(ProjectDaySection), 15, Rights.Projects));
            var page = screen.Render<ProjectPage>(p => p.Add(x => x.ProjectId, id));
            page.WaitForAssertion(() => Assert.Contains("지하 3층", page.Markup), Patience);
            await page.Find($"[data-testid=shoot-{shoot}] button").ClickAsync(new());
            page.WaitForAssertion(
                () =>
                {
                    Assert.Equal(reads, page.Markup.Contains("신랑 어머니", StringComparison.Ordinal));
                    Assert.Equal(reads, page.Markup.Contains("촬영일 정보", StringComparison.Ordinal));
                },
                Patience
            );
            Assert.Contains("김서연", page.Markup);
            foreach (var secret in new[] { "010-2345-6789", "010-9876-5432", "02-111-2222", "02-333-4444", "010-5555-6666", "02-555-7777" })
            {
                Assert.Equal(reads, page.Markup.Contains(secret, StringComparison.Ordinal));
            }

            Assert.DoesNotContain("@example.com", page.Markup);
        }

        // What a screen hides is not handed out either, and who only has a task there calls nobody.
        Assert.Equal(new NotAllowed(), (await Get<CrewService>().DayAsync(editor, id, Ct)).Refusal);
        var helper = await StaffAsync(UserRole.Photographer, "정", "도윤") with { Permissions = [Rights.Projects, Rights.Editing] };
        await ExecuteAsync(
            $"INSERT INTO editing_queue (project_id, assigned_editor_id, status, due_date, photo_ids) VALUES ('{id}', '{helper.UserId}', 'in_progress', '{At(18):O}', '{{}}')"
        );
        Assert.Equal(new NotAllowed(), (await Get<CrewService>().DayAsync(helper, id, Ct)).Refusal);
        Assert.All((await Projects.PageAsync(helper, id, Ct)).Value!.People, p => Assert.Null(p.Phone));
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
    public async Task What_is_still_open_is_named_before_an_end_is_recorded()
    {
        var id = await ProjectAsync();
        var editor = await StaffAsync(UserRole.Editor, "임", "가온");
        await ExecuteAsync($"UPDATE projects SET project_status = 'editing' WHERE id = '{id}'");
        await ExecuteAsync(
            $"INSERT INTO editing_queue (project_id, assigned_editor_id, status, due_date, photo_ids) VALUES ('{id}', '{editor.UserId}', 'in_progress', '{At(18):O}', '{{}}')"
        );
        await ExecuteAsync(
            $"INSERT INTO deliverables (id, project_id, delivery_type, delivery_status) VALUES (gen_random_uuid(), '{id}', 'usb', 'preparing')"
        );
        await using var screen = Screen(Manager);
        var dialogs = screen.Render<MudDialogProvider>();
        var page = screen.Render<ProjectPage>(p => p.Add(x => x.ProjectId, id));

        // Retouching is finished: the job that is not, and the money.
        var asked = await AskedAsync(page, dialogs, "보정 완료 단계로");
        Assert.Contains(asked, a => a.Contains("임가온", StringComparison.Ordinal) && a.Contains("0/0장", StringComparison.Ordinal));
        Assert.Contains(asked, a => a.StartsWith("미수금", StringComparison.Ordinal) && a.Contains("2,200,000", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, a => a.Contains("USB", StringComparison.Ordinal));
        await dialogs.FindAll("button").Single(b => b.TextContent.Trim() == "취소").ClickAsync(new());
        Assert.Equal("editing", await ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", id));

        // Handed over: what was not, too.
        await ExecuteAsync(
            $"UPDATE editing_queue SET status = 'completed'; UPDATE projects SET project_status = 'completed' WHERE id = '{id}'"
        );
        screen.Services.GetRequiredService<IStudioNews>().Publish(new ProjectChanged(id));
        page.WaitForAssertion(() => Assert.Contains("전달 완료 단계로", page.Markup), Patience);
        asked = await AskedAsync(page, dialogs, "전달 완료 단계로");
        Assert.DoesNotContain(asked, a => a.Contains("임가온", StringComparison.Ordinal));
        Assert.Contains(asked, a => a.Contains("USB", StringComparison.Ordinal));
        await dialogs.FindAll("button").Single(b => b.TextContent.Trim() == "전달 완료 단계로").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("전달 완료", page.Find(".project-steps [aria-current]").TextContent), Patience);
    }

    [Fact]
    public async Task What_is_open_of_the_money_is_named_to_who_may_see_it_only()
    {
        var id = await ProjectAsync();
        var without = Manager with { Permissions = [.. Manager.Permissions.Where(p => p != Rights.Contracts)] };

        Assert.Equal(new Money(2_200_000), (await Projects.OpenWorkAsync(Manager, id, Ct)).Value!.Balance);
        Assert.Null((await Projects.OpenWorkAsync(without, id, Ct)).Value!.Balance);
        Assert.Equal(
            new ProjectNotFound(),
            (await Projects.OpenWorkAsync(await StaffAsync(UserRole.Photographer, "박", "하늘"), id, Ct)).Refusal
        );
    }

    private static async Task<IReadOnlyList<string>> AskedAsync(
        IRenderedComponent<ProjectPage> page,
        IRenderedComponent<MudDialogProvider> dialogs,
        string move
    )
    {
        page.WaitForElement(".mg-page-action .mg-btn", Patience);

        // The press ends with the answer.
        _ = page.FindAll(".mg-page-action .mg-btn").Single(b => b.TextContent.Trim() == move).ClickAsync(new());
        await Task.Yield();
        dialogs.WaitForElement(".mg-points li", Patience);
        return [.. dialogs.FindAll(".mg-points li").Select(l => l.TextContent)];
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
