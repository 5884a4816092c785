using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Domain.Editing;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Editing;
using MindGraphy.Web.Layout;
using Xunit;

namespace MindGraphy.Tests.Web.Editing;

/// <summary>A submitted round is due by its contract or by its editor's queue, and what the queue can't keep is said wherever the job stands.</summary>
public sealed class QueueRiskTests(MigratedTemplate template) : EditingTest(template)
{
    private static readonly TimeOnly Evening = ProofService.DueHour;

    [Fact]
    public async Task An_empty_queue_keeps_what_the_contract_promises()
    {
        var editor = await EditorAsync();
        await Editing.SetCapacityAsync(Manager, editor.UserId!.Value, 2, Ct);
        var job = await JobAsync(editor, 5);
        Assert.Equal(Clock.At(Clock.Today.AddDays(60), Evening), await DueAsync(job.Id));

        // Monday is a holiday: two on Tuesday, two on Wednesday, the fifth on Thursday.
        Assert.Equal((Clock.Today.AddDays(3), 0), (job.Outlook!.DoneOn, job.Outlook.Ahead));
        Assert.False(job.IsAtRisk(Clock.Now));
        Assert.DoesNotContain("at-risk", await QueueAsync("list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loaded_queue_moves_no_promise_and_every_page_says_when_it_comes_to_it()
    {
        var (editor, other) = (await EditorAsync("가람"), await EditorAsync("나래"));
        await Editing.SetCapacityAsync(Manager, editor.UserId!.Value, 1, Ct);
        await Editing.SetCapacityAsync(Manager, other.UserId!.Value, 10, Ct);
        var before = await JobAsync(editor, 10);
        await Editing.ScheduleAsync(Manager, before.Id, EditingPriority.Normal, Clock.Now.AddDays(1), before.Version, Ct);

        var job = await JobAsync(editor, 3, days: 5);
        Assert.Equal(Clock.At(Clock.Today.AddDays(5), Evening), await DueAsync(job.Id));

        // Ten and three, one a working day from Tuesday the 3rd.
        Assert.Equal((new DateOnly(2026, 3, 19), 10), (job.Outlook!.DoneOn, job.Outlook.Ahead));
        const string Sentence = "3. 7. (토)까지 약속했지만 지금 순서로는 3. 19. (목)에 끝납니다.";
        Assert.Contains(Sentence, await QueueAsync("list"), StringComparison.Ordinal);
        Assert.Contains(Sentence, await QueueAsync("board"), StringComparison.Ordinal);
        await using var screen = Screen(Manager);
        var project = screen.Render<ProjectRiskLines>(p => p.Add(x => x.ProjectId, LastCouple.ProjectId));
        project.WaitForAssertion(() => Assert.Contains(Sentence, project.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains(Sentence + " 담당을 바꾸거나", await JobPageAsync(job.Id, Manager), StringComparison.Ordinal);
        var own = await JobPageAsync(job.Id, editor);
        Assert.Contains(Sentence, own, StringComparison.Ordinal);
        Assert.DoesNotContain("담당을 바꾸거나", own, StringComparison.Ordinal);

        // What waits for its couple holds nobody up.
        Assert.True((await Editing.WaitAsync(editor, before.Id, true, (await RowAsync(before.Id)).Version, Ct)).Succeeded);
        Assert.Equal((new DateOnly(2026, 3, 5), 0), ((await RowAsync(job.Id)).Outlook!.DoneOn, (await RowAsync(job.Id)).Outlook!.Ahead));
        await Editing.WaitAsync(editor, before.Id, false, (await RowAsync(before.Id)).Version, Ct);

        // While the couple is waited for nothing is at risk; more urgent, it stands before the other; and somebody else has it done by then.
        Assert.True((await Editing.WaitAsync(editor, job.Id, true, job.Version, Ct)).Succeeded);
        Assert.False((await RowAsync(job.Id)).IsAtRisk(Clock.Now));
        await Editing.WaitAsync(editor, job.Id, false, (await RowAsync(job.Id)).Version, Ct);
        var now = await RowAsync(job.Id);
        await Editing.ScheduleAsync(Manager, job.Id, EditingPriority.High, now.DueDate, now.Version, Ct);
        Assert.Equal((new DateOnly(2026, 3, 5), false), ((now = await RowAsync(job.Id)).Outlook!.DoneOn, now.IsAtRisk(Clock.Now)));
        await Editing.ScheduleAsync(Manager, job.Id, EditingPriority.Normal, now.DueDate, now.Version, Ct);
        Assert.True((now = await RowAsync(job.Id)).IsAtRisk(Clock.Now));
        Assert.Null((await Editing.AssignAsync(Manager, job.Id, other.UserId, now.Version, Ct)).Refusal);
        Assert.Equal(new DateOnly(2026, 3, 3), (await RowAsync(job.Id)).Outlook!.DoneOn);
        project.WaitForAssertion(() => Assert.Equal("", project.Markup.Trim()), TimeSpan.FromSeconds(10));

        // What is late already says that, and no day that was promised for the future.
        await Editing.AssignAsync(Manager, job.Id, editor.UserId, (await RowAsync(job.Id)).Version, Ct);
        Time.Advance(TimeSpan.FromDays(6));
        now = await RowAsync(job.Id);
        Assert.Equal((true, false), (now.IsLate(Clock.Now), now.IsAtRisk(Clock.Now)));
    }

    [Fact]
    public async Task Without_a_contract_that_names_days_it_is_due_when_the_editor_comes_to_it()
    {
        var editor = await EditorAsync();
        var first = await JobAsync(editor, 4, days: null);

        // Nobody said what an editor does in a day: what contracts usually promise.
        Assert.Equal(Clock.At(Clock.Today.AddDays(60), Evening), await DueAsync(first.Id));
        Assert.Null(first.Outlook);

        await Editing.SetCapacityAsync(Manager, editor.UserId!.Value, 2, Ct);
        var job = await JobAsync(editor, 3, days: null);
        var couple = LastCouple;
        Assert.Equal(Clock.At(new DateOnly(2026, 3, 6), Evening), await DueAsync(job.Id));

        // It stands before what is due later now, and keeps the day that it was given.
        Assert.False(job.IsAtRisk(Clock.Now));
        Assert.Equal(
            "2026. 3. 6. (금)",
            await ScalarAsync<string>(
                "SELECT template_data->>'deadline' FROM notifications WHERE template_id = 'picks_submitted' AND language = 'ko' AND customer_id = $1",
                couple.CustomerId
            )
        );

        // What could be done today is due tomorrow: at half past six nothing is late that came at six.
        Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(9));
        var quick = await EditorAsync("나래");
        await Editing.SetCapacityAsync(Manager, quick.UserId!.Value, 100, Ct);
        var small = await JobAsync(quick, 1, days: null);
        Assert.Equal(Clock.At(new DateOnly(2026, 3, 4), Evening), await DueAsync(small.Id));
        Assert.False(small.IsLate(Clock.Now));
    }

    [Fact]
    public async Task A_round_that_comes_again_keeps_its_day_and_what_was_taken_out_holds_nothing_up()
    {
        var editor = await EditorAsync();
        await Editing.SetCapacityAsync(Manager, editor.UserId!.Value, 1, Ct);
        var first = await JobAsync(editor, 5, days: null);
        var (couple, round) = (LastCouple, await ScalarAsync<Guid>("SELECT id FROM proof_gallery_sessions ORDER BY id DESC LIMIT 1"));
        Assert.Equal(Clock.At(new DateOnly(2026, 3, 9), Evening), await DueAsync(first.Id));

        // Nothing new is asked: the couple is told the day that it was told before.
        Time.Advance(TimeSpan.FromDays(2));
        await ReopenedAsync();
        Assert.Null((await Proofs.SubmitAsync(couple.Bride, round, "2", null, Ct)).Refusal);
        Assert.Equal("2026. 3. 9. (월)", await ToldAsync());

        // All five are swapped for five others: the job of before is gone, and does not stand before the new one.
        await ReopenedAsync();
        foreach (var photo in couple.Photos.Take(5))
        {
            await PickAsync(couple.Bride, round, photo, kind: null);
        }

        foreach (var photo in couple.Photos.Skip(5).Take(5))
        {
            await PickAsync(couple.Bride, round, photo);
        }

        Assert.Null((await Proofs.SubmitAsync(couple.Bride, round, "3", null, Ct)).Refusal);
        var job = await ScalarAsync<Guid>("SELECT id FROM editing_queue WHERE project_id = $1", couple.ProjectId);
        Assert.NotEqual(first.Id, job);
        Assert.Equal(Clock.At(new DateOnly(2026, 3, 11), Evening), await DueAsync(job));
        Assert.Equal("2026. 3. 11. (수)", await ToldAsync());

        async Task ReopenedAsync()
        {
            Time.Advance(TimeSpan.FromHours(1));
            var version = (await Proofs.ActivityAsync(Manager, couple.ProjectId, Ct)).Value!.Single().Version;
            Assert.Null((await Proofs.ReopenAsync(Manager, round, "바꾸고 싶어 하심", Clock.Now.AddDays(3), version, Ct)).Refusal);
        }

        Task<string> ToldAsync() =>
            ScalarAsync<string>(
                "SELECT template_data->>'deadline' FROM notifications WHERE template_id = 'picks_submitted' AND language = 'ko' AND customer_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
                couple.CustomerId
            );
    }

    private async Task<DateTimeOffset> DueAsync(Guid job) =>
        await ScalarAsync<DateTime>("SELECT due_date FROM editing_queue WHERE id = $1", job);

    private async Task<EditingRow> RowAsync(Guid job) => (await Editing.JobAsync(Manager, job, Ct)).Value!.Row;

    private async Task<string> QueueAsync(string view)
    {
        await using var screen = Screen(Manager);
        screen.Services.GetRequiredService<NavigationManager>().NavigateTo("/studio/editing?view=" + view);
        var page = screen.Render<EditingQueuePage>();
        page.WaitForElement(view == "board" ? ".edit-card" : "tbody tr", TimeSpan.FromSeconds(10));
        return page.Markup;
    }

    private async Task<string> JobPageAsync(Guid job, Actor actor)
    {
        await using var screen = Screen(actor);
        var page = screen.Render<EditingJobPage>(p => p.Add(x => x.Id, job));
        page.WaitForElement(".edit-grid", TimeSpan.FromSeconds(10));
        return page.Markup;
    }

    private BunitContext Screen(Actor actor)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        var screen = new BunitContext();
        screen.JSInterop.Mode = JSRuntimeMode.Loose;
        screen.Services.AddShell();
        screen.Services.AddLogging();
        screen.Services.AddSingleton(Clock).AddSingleton(TimeProvider.System).AddSingleton(Get<IStudioNews>());
        screen.Services.AddSingleton(Editing).AddSingleton(Revisions).AddSingleton(Returns).AddSingleton(Get<HandOffService>());
        screen.SetRendererInfo(new RendererInfo("Server", true));
        screen.RenderTree.Add<CascadingValue<Actor>>(p => p.Add(c => c.Value, actor));
        return screen;
    }
}
