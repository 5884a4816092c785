using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Reports;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Projects;

public sealed class TemplateApplyTests(MigratedTemplate template) : PlanTest(template)
{
    [Fact]
    public void Every_type_has_a_default_that_refuses_nothing_and_has_the_files_ready_before_the_wedding()
    {
        var templates = ProjectTemplateDefaults.Templates(Start).ToDictionary(t => t.ProjectType);

        Assert.Equal(Enum.GetValues<ProjectType>(), templates.Keys.Order());
        Assert.All(templates.Values, t => Assert.All(t.Tasks, task => Assert.False(string.IsNullOrEmpty(task.TitleEn))));
        var before = templates[ProjectType.PreWedding].Milestones.ToDictionary(m => m.MilestoneType);
        Assert.Equal(
            (ProjectAnchor.Wedding, -150),
            (before[MilestoneTypes.ShootingCompleted].Anchor!.Value, before[MilestoneTypes.ShootingCompleted].OffsetDays)
        );
        Assert.Equal(
            (ProjectAnchor.Wedding, -60),
            (before[MilestoneTypes.RetouchingCompleted].Anchor!.Value, before[MilestoneTypes.RetouchingCompleted].OffsetDays)
        );
    }

    [Fact]
    public async Task An_edited_template_is_shown_against_running_projects_and_then_applied_to_them()
    {
        var (running, over) = (await PlannedAsync(), await PlannedAsync("최유나", "강태오"));
        await ExecuteAsync("UPDATE projects SET project_status = 'delivered' WHERE id = $1", over);
        var tasks = await OpenAsync(running);
        var (done, own) = (Named(tasks, "신랑신부 미팅하기"), Named(tasks, "식순과 가족 촬영 명단 받기"));
        Assert.Null((await Tasks.DoneAsync(Manager, running, done.Id, Ct)).Refusal);
        Assert.Null((await Tasks.RedateAsync(Manager, running, [new(own.Id, own.DueOn, WeddingDay.AddDays(-11))], Ct)).Refusal);
        var sheet = await SheetAsync();
        var lines = sheet.Tasks.ToDictionary(t => t.Details.Title!);

        // A done one and one with its own day change their rule, a third goes, a fourth comes, and a promise is kept sooner.
        await EditAsync(lines["신랑신부 미팅하기"], d => d with { OffsetDays = -60 });
        await EditAsync(lines["식순과 가족 촬영 명단 받기"], d => d with { OffsetDays = -21 });
        await EditAsync(
            lines["식장 동선과 조명 확인하기"],
            d => d with { Title = "식장 답사하기", TitleEn = "Visit the hall", OffsetDays = -10 }
        );
        Assert.Null((await Templates.RemoveTaskAsync(Manager, ProjectType.Wedding, lines["원본 백업 확인하기"].Id, Ct)).Refusal);
        var added = new TemplateTaskDetails("액자 치수 확인하기", "Check the size of the frame", OffsetDays: -12);
        Assert.Null((await Templates.SaveTaskAsync(Manager, ProjectType.Wedding, null, added, await RevisionAsync(), Ct)).Refusal);
        Assert.Null(
            (
                await Templates.SaveMilestoneAsync(
                    Manager,
                    ProjectType.Wedding,
                    MilestoneTypes.Delivered,
                    new TemplateMilestoneDetails(7, ProjectAnchor.Shoot, 80),
                    await RevisionAsync(),
                    Ct
                )
            ).Refusal
        );

        var preview = (await Templates.PreviewAsync(Manager, ProjectType.Wedding, Ct)).Value!;
        Assert.Equal((1, 1), (preview.Running, preview.Changed));
        Assert.Equal(
            new PlanChange[]
            {
                new(PlanChangeKind.Changed, own.Title, own.TitleEn, WeddingDay.AddDays(-11), WeddingDay.AddDays(-11)),
                new(PlanChangeKind.Changed, "식장 답사하기", "Visit the hall", WeddingDay.AddDays(-7), WeddingDay.AddDays(-10)),
                new(PlanChangeKind.Removed, "원본 백업 확인하기", "Check the backup of the originals", WeddingDay.AddDays(120), null),
                new(PlanChangeKind.Added, "액자 치수 확인하기", "Check the size of the frame", null, WeddingDay.AddDays(-12)),
                new(PlanChangeKind.Promise, MilestoneTypes.Delivered, null, WeddingDay.AddDays(90), WeddingDay.AddDays(80)),
            },
            Assert.Single(preview.Projects).Changes
        );
        Assert.Equal("신랑신부 미팅하기", Named(await AllAsync(running), "신랑신부 미팅하기").Title);

        // Twice at once: the second finds nothing left to do.
        var applied = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Templates.ApplyAsync(Manager, ProjectType.Wedding, preview.Revision, Ct))
        );
        Assert.All(applied, a => Assert.Null(a.Refusal));
        Assert.Equal(1, applied.Sum(a => a.Value));
        var after = await AllAsync(running);
        Assert.Equal(done.DueOn, after.Single(t => t.Id == done.Id).DueOn);
        Assert.Equal(WeddingDay.AddDays(-11), after.Single(t => t.Id == own.Id).DueOn);
        Assert.Equal(WeddingDay.AddDays(-10), Named(after, "식장 답사하기").DueOn);
        Assert.Single(after, t => t.Title == "액자 치수 확인하기");
        Assert.DoesNotContain(after, t => t.Title == "원본 백업 확인하기");
        Assert.Equal(WeddingDay.AddDays(80), await TargetAsync(running, MilestoneTypes.Delivered));
        Assert.Equal(0, (await Templates.PreviewAsync(Manager, ProjectType.Wedding, Ct)).Value!.Changed);
        Assert.Equal(13, (await AllAsync(over)).Count);
    }

    [Fact]
    public async Task What_was_taken_away_in_a_project_does_not_come_back_and_own_words_stay()
    {
        var id = await PlannedAsync();
        var tasks = await OpenAsync(id);
        var (dropped, renamed) = (Named(tasks, "신랑신부 미팅하기"), Named(tasks, "식순과 가족 촬영 명단 받기"));
        Assert.Null((await Tasks.DropAsync(Manager, id, dropped.Id, Ct)).Refusal);
        var shown = new ProjectTaskDetails(renamed.Title, renamed.Role, null, renamed.DueOn);
        Assert.Null((await Tasks.EditAsync(Manager, id, renamed.Id, shown, shown with { Title = "식순지 받기" }, Ct)).Refusal);
        var lines = (await SheetAsync()).Tasks.ToDictionary(t => t.Details.Title!);
        await EditAsync(lines["식순과 가족 촬영 명단 받기"], d => d with { Title = "명단 받기" });

        Assert.Equal(0, (await Templates.ApplyAsync(Manager, ProjectType.Wedding, await RevisionAsync(), Ct)).Value);

        Assert.DoesNotContain(await AllAsync(id), t => t.Id == dropped.Id);
        Assert.Equal("식순지 받기", (await AllAsync(id)).Single(t => t.Id == renamed.Id).Title);
    }

    [Fact]
    public async Task A_project_that_began_before_there_was_a_template_gets_its_tasks_by_applying_it()
    {
        var id = await ProjectAsync();
        await DefaultsAsync();

        var preview = (await Templates.PreviewAsync(Manager, ProjectType.Wedding, Ct)).Value!;

        Assert.Equal(1, (await Templates.ApplyAsync(Manager, ProjectType.Wedding, preview.Revision, Ct)).Value);
        Assert.Equal(13, (await AllAsync(id)).Count);
    }

    [Fact]
    public async Task A_stale_screen_changes_no_template_and_applies_none()
    {
        await PlannedAsync();
        var sheet = await SheetAsync();
        var line = sheet.Tasks[0];
        var writes = await Task.WhenAll(
            Enumerable
                .Range(1, 6)
                .Select(i =>
                    Templates.SaveTaskAsync(Manager, ProjectType.Wedding, line.Id, line.Details with { OffsetDays = i }, sheet.Revision, Ct)
                )
        );

        Assert.Single(writes, w => w.Succeeded);
        Assert.All(writes.Where(w => !w.Succeeded), w => Assert.Equal(new EditedElsewhere(), w.Refusal));
        Assert.Equal(new EditedElsewhere(), (await Templates.ApplyAsync(Manager, ProjectType.Wedding, sheet.Revision, Ct)).Refusal);
        Assert.Equal(
            new OffsetOutOfRange("OffsetDays"),
            (
                await Templates.SaveTaskAsync(
                    Manager,
                    ProjectType.Wedding,
                    line.Id,
                    line.Details with
                    {
                        OffsetDays = 731,
                    },
                    await RevisionAsync(),
                    Ct
                )
            ).Refusal
        );
        Assert.Equal(
            new TemplateEntryNotFound(),
            (
                await Templates.SaveMilestoneAsync(
                    Manager,
                    ProjectType.Wedding,
                    MilestoneTypes.ContractSigned,
                    new TemplateMilestoneDetails(1),
                    await RevisionAsync(),
                    Ct
                )
            ).Refusal
        );
        var photographer = await StaffAsync(UserRole.Photographer, "박", "하늘");
        Assert.Equal(new NotAllowed(), (await Templates.ReadAsync(photographer, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Templates.PreviewAsync(photographer, ProjectType.Wedding, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Templates.ApplyAsync(photographer, ProjectType.Wedding, 0, Ct)).Refusal);
    }

    [Fact]
    public async Task A_type_without_a_template_gets_one_with_its_first_line_and_lines_change_places()
    {
        var first = new TemplateTaskDetails("첫째", Anchor: ProjectAnchor.Contract);
        Assert.Null((await Templates.SaveTaskAsync(Manager, ProjectType.Family, null, first, 0, Ct)).Refusal);
        Assert.Null((await Templates.SaveTaskAsync(Manager, ProjectType.Family, null, first with { Title = "둘째" }, 1, Ct)).Refusal);
        var lines = (await SheetAsync(ProjectType.Family)).Tasks;
        Assert.Null((await Templates.ShiftTaskAsync(Manager, ProjectType.Family, lines[1].Id, up: true, Ct)).Refusal);
        Assert.Null((await Templates.RemoveTaskAsync(Manager, ProjectType.Family, lines[0].Id, Ct)).Refusal);
        Assert.Equal(["둘째"], (await SheetAsync(ProjectType.Family)).Tasks.Select(t => t.Details.Title));
        Assert.Null((await Templates.RestoreTaskAsync(Manager, ProjectType.Family, lines[0].Id, Ct)).Refusal);
        Assert.Equal(["둘째", "첫째"], (await SheetAsync(ProjectType.Family)).Tasks.Select(t => t.Details.Title));
    }

    private async Task EditAsync(TemplateTaskLine line, Func<TemplateTaskDetails, TemplateTaskDetails> change) =>
        Assert.Null(
            (await Templates.SaveTaskAsync(Manager, ProjectType.Wedding, line.Id, change(line.Details), await RevisionAsync(), Ct)).Refusal
        );

    private async Task<TemplateSheet> SheetAsync(ProjectType type = ProjectType.Wedding) =>
        (await Templates.ReadAsync(Manager, Ct)).Value!.Single(t => t.Type == type);

    private async Task<int> RevisionAsync() => (await SheetAsync()).Revision;
}
