using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Schedules;
using MudBlazor;
using Xunit;

namespace MindGraphy.Tests.Web.Schedules;

public sealed class ShootFormTests(MigratedTemplate template) : ProjectTest(template)
{
    [Fact]
    public async Task A_filled_form_books_and_a_second_press_changes_nothing()
    {
        var park = await PhotographerAsync();
        await using var screen = Screen();
        Guid booked = default;
        var form = await FormAsync(screen, await PickAsync(await ProjectAsync()), id => booked = id);

        await form.Find($"[data-testid=crew-{park}] input[type=radio]").ChangeAsync(new ChangeEventArgs { Value = "on" });
        await form.Find("form").SubmitAsync();
        await form.Find("form").SubmitAsync();

        Assert.Equal((At(11), At(15), park), (await PlanAsync(booked)) is var p ? (p.Start, p.End, p.PhotographerId!.Value) : default);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM shooting_schedules"));
    }

    [Fact]
    public async Task Beside_a_busy_person_stands_what_keeps_them_and_choosing_them_is_refused_with_everything_kept()
    {
        var park = await PhotographerAsync();
        var jung = await PhotographerAsync("정", "도윤");
        await BookedAsync(await ProjectAsync("최유나", "강태오"), Plan(At(14), At(18), park));
        await using var screen = Screen();
        var form = await FormAsync(screen, await PickAsync(await ProjectAsync()), _ => { });

        Assert.Equal("14:00–18:00 촬영 · 최유나 · 강태오, 더채플앳청담", form.Find($"[data-testid=crew-{park}] .cal-busy").TextContent);
        Assert.Contains("비어 있음", form.Find($"[data-testid=crew-{jung}]").TextContent);

        await form.Find($"[data-testid=crew-{park}] input[type=radio]").ChangeAsync(new ChangeEventArgs { Value = "on" });
        await form.Find("[data-field=Location] input").InputAsync(new ChangeEventArgs { Value = "루벨 강동" });
        form.WaitForAssertion(() => Assert.Equal("루벨 강동", form.Instance.Model.Location), TimeSpan.FromSeconds(10));
        await form.Find("form").SubmitAsync();

        Assert.Contains("최유나 · 강태오, 더채플앳청담", form.Find(".mg-alert[role=alert]").TextContent);
        Assert.Equal("루벨 강동", form.Find("[data-field=Location] input").GetAttribute("value"));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM shooting_schedules"));
    }

    [Fact]
    public async Task Missing_and_wrong_fields_are_said_under_themselves()
    {
        await PhotographerAsync();
        await using var screen = Screen();
        screen.Render<MudPopoverProvider>();
        var form = screen.Render<ShootForm>(p => p.Add(f => f.Model, new ShootFormModel { Date = WeddingDay }));

        await form.Find("form").SubmitAsync();
        Assert.Equal("꼭 입력해 주세요.", Error(form, "Project"));
        Assert.Equal("꼭 입력해 주세요.", Error(form, "Start"));

        var typed = form.Instance.Model;
        typed.Project = await PickAsync(await ProjectAsync());
        (typed.Start, typed.End) = (new TimeOnly(14, 0), new TimeOnly(13, 0));
        await form.Find("form").SubmitAsync();
        Assert.Equal("끝나는 시각이 시작보다 늦어야 합니다.", Error(form, "End"));
    }

    [Fact]
    public async Task A_picked_venue_fills_in_what_was_not_typed_and_warns_where_flash_is_forbidden()
    {
        await PhotographerAsync();
        var details = new VenueDetails(
            VenueKind.Hall,
            "루벨 강동",
            "서울 강동구 천호대로 1077",
            "지하 3층",
            null,
            FlashAllowed: false,
            TravelMinutes: 40
        );
        Assert.Null((await Venues.SaveAsync(Manager, null, details, 0, Ct)).Refusal);
        await using var screen = Screen();
        var form = await FormAsync(screen, await PickAsync(await ProjectAsync()), _ => { });

        await form.Find("[data-field=Location] input").InputAsync(new ChangeEventArgs { Value = "루벨" });
        form.WaitForState(() => form.FindComponent<MudAutocomplete<string>>().Instance.Open, TimeSpan.FromSeconds(10));
        await form.InvokeAsync(() => form.FindComponent<MudAutocomplete<string>>().Instance.SelectOptionAsync("루벨 강동"));

        var model = form.Instance.Model;
        Assert.Equal(("루벨 강동", "서울 강동구 천호대로 1077", 40), (model.Location, model.Address, model.TravelMinutes));
        Assert.NotNull(model.VenueId);
        form.WaitForAssertion(() => Assert.Contains("플래시 금지", form.Markup), TimeSpan.FromSeconds(10));
        model.Pick(null, (await Venues.PickAsync(Manager, "루벨", Ct))[0]);
        Assert.Equal((null, null, null), ((string?)model.Address, model.TravelMinutes, model.VenueId));
    }

    [Fact]
    public async Task The_photographer_cannot_be_ticked_as_assistant_too()
    {
        var park = await PhotographerAsync();
        await using var screen = Screen();
        var form = await FormAsync(screen, await PickAsync(await ProjectAsync()), _ => { });
        var row = $"[data-testid=crew-{park}]";

        await form.Find(row + " input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        await form.Find(row + " input[type=radio]").ChangeAsync(new ChangeEventArgs { Value = "on" });

        Assert.Empty(form.Instance.Model.AssistantIds);
        Assert.True(form.Find(row + " input[type=checkbox]").IsDisabled());
    }

    [Fact]
    public async Task Who_has_left_the_studio_stands_in_the_form_of_their_shoot_only_and_stays_until_taken_out()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var project = await ProjectAsync();
        var shoot = await BookedAsync(project, Plan(At(11), At(15), park));
        await ExecuteAsync($"UPDATE users SET status = 'inactive' WHERE id = '{park}'");
        await using var screen = Screen();
        var form = await FormAsync(screen, await PickAsync(project), _ => { });
        Assert.Empty(form.FindAll($"[data-testid=crew-{park}]"));

        var panel = screen.Render<ShootPanel>(p => p.Add(s => s.ShootId, shoot));
        panel.WaitForElement(".mg-btn-danger", TimeSpan.FromSeconds(10));
        await panel.FindAll("button").Single(b => b.TextContent.Trim() == "수정").ClickAsync(new());
        panel.WaitForElement($"[data-testid=crew-{park}]", TimeSpan.FromSeconds(10));
        Assert.Contains("퇴사한 사람", panel.Find($"[data-testid=crew-{park}]").TextContent);
        await panel.Find("[data-field=Notes] textarea").ChangeAsync(new ChangeEventArgs { Value = "뒷문으로" });
        await panel.Find("form").SubmitAsync();
        var kept = await PlanAsync(shoot);
        Assert.Equal((park, "뒷문으로"), (kept.PhotographerId, kept.Notes));

        panel.WaitForElement(".mg-btn-danger", TimeSpan.FromSeconds(10));
        await panel.FindAll("button").Single(b => b.TextContent.Trim() == "수정").ClickAsync(new());
        panel.WaitForElement($"[data-testid=crew-{jung}]", TimeSpan.FromSeconds(10));
        await panel.Find($"[data-testid=crew-{jung}] input[type=radio]").ChangeAsync(new ChangeEventArgs { Value = "on" });
        await panel.Find("form").SubmitAsync();
        Assert.Equal(jung, (await PlanAsync(shoot)).PhotographerId);
    }

    [Fact]
    public async Task A_panel_follows_what_another_manager_does_and_refuses_a_stale_press()
    {
        var park = await PhotographerAsync();
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), park));
        var crew = await Schedules.CrewAsync(Manager, Ct);
        await using var screen = Screen();
        var panel = screen.Render<ShootPanel>(p => p.Add(s => s.ShootId, shoot).Add(s => s.Crew, crew));
        panel.WaitForAssertion(() => Assert.Contains("11:00 – 15:00", panel.Markup), TimeSpan.FromSeconds(10));

        var version = (await ShootAsync(shoot)).Version;
        Assert.True((await Schedules.MoveAsync(Manager, shoot, ShootStatus.Confirmed, null, version, Ct)).Succeeded);

        panel.WaitForAssertion(() => Assert.Contains("촬영 시작", panel.Markup), TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(panel.FindAll("button"), b => b.TextContent.Trim() == "확정");
    }

    [Fact]
    public async Task Calling_off_asks_for_a_reason_first_and_can_be_taken_back()
    {
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), await PhotographerAsync()));
        await using var screen = Screen();
        var toasts = screen.Render<MudSnackbarProvider>();
        var panel = screen.Render<ShootPanel>(p => p.Add(s => s.ShootId, shoot));
        panel.WaitForElement(".mg-btn-danger", TimeSpan.FromSeconds(10));

        await panel.Find(".mg-btn-danger").ClickAsync(new());
        Assert.True(panel.Find(".mg-btn-danger").IsDisabled());
        await panel.Find("textarea").InputAsync(new ChangeEventArgs { Value = "예식 연기" });
        await panel.Find(".mg-btn-danger").ClickAsync(new());

        panel.WaitForAssertion(() => Assert.Contains("예식 연기", panel.Find("dd.cal-text").TextContent), TimeSpan.FromSeconds(10));
        Assert.Equal(ShootStatus.Cancelled, (await ShootAsync(shoot)).Status);

        var undo = toasts.WaitForElement(".mud-snackbar button", TimeSpan.FromSeconds(10));
        Assert.Contains("김서연 · 이준호", toasts.Find(".mud-snackbar").TextContent);
        await undo.ClickAsync(new());
        panel.WaitForAssertion(() => Assert.NotEmpty(panel.FindAll(".mg-btn-danger")), TimeSpan.FromSeconds(10));
        Assert.Equal(ShootStatus.Scheduled, (await ShootAsync(shoot)).Status);
    }

    [Fact]
    public async Task Taking_a_finish_back_asks_for_a_reason_and_other_screens_follow()
    {
        var shoot = await BookedAsync(await ProjectAsync(), Plan(At(11), At(15), await PhotographerAsync()));
        foreach (var next in new[] { ShootStatus.Confirmed, ShootStatus.InProgress, ShootStatus.Completed })
        {
            Assert.Null((await Schedules.MoveAsync(Manager, shoot, next, null, (await ShootAsync(shoot)).Version, Ct)).Refusal);
        }

        await using var screen = Screen();
        await using var colleague = Screen();
        var panel = screen.Render<ShootPanel>(p => p.Add(s => s.ShootId, shoot));
        var other = colleague.Render<ShootPanel>(p => p.Add(s => s.ShootId, shoot));
        other.WaitForAssertion(() => Assert.Contains("촬영 완료", other.Markup), TimeSpan.FromSeconds(10));
        panel.WaitForAssertion(() => Assert.NotNull(Button(panel, "되돌리기")), TimeSpan.FromSeconds(10));
        Assert.Null(Button(panel, "촬영 시작"));

        await Button(panel, "되돌리기")!.ClickAsync(new());
        Assert.True(Button(panel, "되돌리기")!.IsDisabled());
        await panel.Find("[data-testid=take-back-reason]").InputAsync(new ChangeEventArgs { Value = "앞 촬영을 끝내려 했음" });
        await Button(panel, "되돌리기")!.ClickAsync(new());

        panel.WaitForAssertion(() => Assert.NotNull(Button(panel, "촬영 완료")), TimeSpan.FromSeconds(10));
        other.WaitForAssertion(() => Assert.NotNull(Button(other, "촬영 완료")), TimeSpan.FromSeconds(10));
        Assert.Equal(ShootStatus.InProgress, (await ShootAsync(shoot)).Status);
    }

    private static AngleSharp.Dom.IElement? Button(IRenderedComponent<ShootPanel> panel, string text) =>
        panel.FindAll("button").FirstOrDefault(b => b.TextContent.Trim() == text);

    private StudioScreen Screen() =>
        new(
            Manager,
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

    private async Task<ShootPlan> PlanAsync(Guid shoot) => (await ShootAsync(shoot)).Plan;

    private async Task<ProjectPick> PickAsync(Guid project) => (await Projects.PickAsync(Manager, null, Ct)).Single(p => p.Id == project);

    private static Task<IRenderedComponent<ShootForm>> FormAsync(StudioScreen screen, ProjectPick project, Action<Guid> saved)
    {
        screen.Render<MudPopoverProvider>();
        var model = new ShootFormModel
        {
            Project = project,
            Date = WeddingDay,
            Start = new TimeOnly(11, 0),
            End = new TimeOnly(15, 0),
        };
        var form = screen.Render<ShootForm>(p => p.Add(f => f.Model, model).Add(f => f.ProjectIsFixed, true).Add(f => f.OnSaved, saved));
        form.WaitForElement("[data-testid^=crew-]", TimeSpan.FromSeconds(10));
        return Task.FromResult(form);
    }

    private static string Error(IRenderedComponent<ShootForm> form, string field) =>
        form.Find($"[data-field={field}] .mg-field-error").TextContent;
}
