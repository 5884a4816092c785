using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Photographers;
using MindGraphy.Web.Features.Schedules;
using MudBlazor;
using Xunit;

namespace MindGraphy.Tests.Web.Schedules;

/// <summary>Forms that a colleague was faster in: what is typed stays, what came meanwhile is there for the asking.</summary>
public sealed class StaleFormTests(MigratedTemplate template) : ProjectTest(template)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private CrewService Crew => Get<CrewService>();

    private PhotographerService People => Get<PhotographerService>();

    [Fact]
    public async Task Who_stops_typing_the_day_sees_what_a_colleague_wrote_meanwhile()
    {
        var project = await ProjectAsync();
        await using var screen = Screen();
        var section = await EditedDayAsync(screen, project);
        await WriteAsync(project, new WeddingDetailsForm([], "단체 사진"), null);

        await Press(section, "취소");

        section.WaitForAssertion(() => Assert.Contains("단체 사진", section.Find("dl").TextContent), Patience);
        await Press(section, "수정");
        await section.Find("[data-field=CrewNotes] textarea").ChangeAsync(new ChangeEventArgs { Value = "주차 B3" });
        await section.Find("form").SubmitAsync();
        Assert.Equal("단체 사진주차 B3", await ScalarAsync<string>("SELECT shot_list || crew_notes FROM wedding_details"));
    }

    [Fact]
    public async Task The_day_takes_what_was_not_touched_and_keeps_what_was_typed()
    {
        var project = await ProjectAsync();
        await using var screen = Screen();
        var section = await EditedDayAsync(screen, project);
        await WriteAsync(project, new WeddingDetailsForm([], "단체 사진", CrewNotes: "주차 B3"), null);
        await section.Find("[data-field=ShotList] textarea").ChangeAsync(new ChangeEventArgs { Value = "부케 던지기" });
        await section.Find("form").SubmitAsync();
        Assert.Contains("다른", section.Find(".mg-alert[role=alert]").TextContent);

        await Press(section, "최신 내용 보기");

        Assert.Empty(section.FindAll(".mg-alert[role=alert]"));
        Assert.Equal("꼭 찍을 컷단체 사진", string.Concat(section.FindAll(".mg-newer > *").Select(e => e.TextContent)));
        Assert.Equal("부케 던지기", section.Find("[data-field=ShotList] textarea").GetAttribute("value"));
        await section.Find("form").SubmitAsync();
        Assert.Equal("부케 던지기주차 B3", await ScalarAsync<string>("SELECT shot_list || crew_notes FROM wedding_details"));
    }

    [Fact]
    public async Task A_shoot_takes_what_was_not_touched_and_keeps_what_was_typed()
    {
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), await PhotographerAsync()));
        await using var screen = Screen();
        screen.Render<MudPopoverProvider>();
        var panel = screen.Render<ShootPanel>(p => p.Add(s => s.ShootId, shoot));
        panel.WaitForElement(".mg-btn-danger", Patience);
        await Press(panel, "수정");
        panel.WaitForElement("[data-field=Equipment] input", Patience);
        var now = await ShootAsync(shoot);
        var theirs = now.Plan with { Notes = "뒷문으로", Equipment = "85mm" };
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, theirs, now.Version, ct: Ct)).Refusal);
        await panel.Find("[data-field=Equipment] input").ChangeAsync(new ChangeEventArgs { Value = "70-200" });
        await panel.Find("form").SubmitAsync();

        await Press(panel, "최신 내용 보기");

        Assert.Contains("85mm", panel.Find(".mg-newer").TextContent);
        await panel.Find("form").SubmitAsync();
        var plan = (await ShootAsync(shoot)).Plan;
        Assert.Equal(("뒷문으로", "70-200"), (plan.Notes, plan.Equipment));
    }

    [Fact]
    public async Task A_profile_nobody_types_in_follows_and_one_that_is_typed_in_takes_the_rest()
    {
        var park = await PhotographerAsync();
        await using var screen = Screen();
        screen.Services.AddSingleton(new AvailabilityService(Get<IStudio>(), Clock)).AddSingleton(new LeaveService(Get<IStudio>(), Clock));
        var page = screen.Render<PersonPage>(p => p.Add(x => x.Id, park));
        page.WaitForElement("[data-field=Grade] input", Patience);

        await DescribeAsync(park, p => p with { Grade = "수석" });
        page.WaitForAssertion(() => Assert.Equal("수석", page.Find("[data-field=Grade] input").GetAttribute("value")), Patience);

        await page.Find("[data-field=Grade] input").ChangeAsync(new ChangeEventArgs { Value = "실장" });
        await DescribeAsync(park, p => p with { Grade = "대표", PortfolioUrl = "https://park.example/" });
        await page.Find("form").SubmitAsync();
        await Press(page, "최신 내용 보기");

        Assert.Contains("대표", page.Find(".mg-newer").TextContent);
        await page.Find("form").SubmitAsync();
        var saved = (await People.DetailAsync(Manager, park, Ct)).Value!.Profile;
        Assert.Equal(("실장", "https://park.example/"), (saved.Grade, saved.PortfolioUrl));
    }

    private static async Task<IRenderedComponent<ProjectDaySection>> EditedDayAsync(StudioScreen screen, Guid project)
    {
        var section = screen.Render<ProjectDaySection>(p => p.Add(s => s.ProjectId, project));
        section.WaitForElement("header button", Patience);
        await section.Find("header button").ClickAsync(new());
        return section;
    }

    private async Task WriteAsync(Guid project, WeddingDetailsForm form, uint? version) =>
        Assert.Null((await Crew.WriteDayAsync(Manager, project, form, version, Ct)).Refusal);

    private async Task DescribeAsync(Guid person, Func<ProfileDraft, ProfileDraft> change)
    {
        var now = (await People.DetailAsync(Manager, person, Ct)).Value!;
        Assert.Null((await People.DescribeAsync(Manager, person, change(now.Profile), now.Version, Ct)).Refusal);
    }

    private static Task Press<T>(IRenderedComponent<T> on, string button)
        where T : IComponent => on.FindAll("button").Single(b => b.TextContent.Trim() == button).ClickAsync(new());

    private StudioScreen Screen() =>
        new(Manager, Get<IStudioNews>(), Clock, Projects, Schedules, Venues, Get<GearService>(), Crew, Get<SubstitutionService>(), People);
}
