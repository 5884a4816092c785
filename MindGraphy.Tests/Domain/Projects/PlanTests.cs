using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Reports;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Projects;

/// <summary>Tasks and promises of projects: where their days come from, what moves them, and what must not.</summary>
public sealed class PlanTests(MigratedTemplate template) : PlanTest(template)
{
    [Fact]
    public async Task A_project_begins_with_the_tasks_and_promises_of_its_type()
    {
        var id = await PlannedAsync();

        var tasks = await OpenAsync(id);
        Assert.Equal(13, tasks.Count);
        Assert.Equal(WeddingDay.AddDays(-30), Named(tasks, "신랑신부 미팅하기").DueOn);
        Assert.Equal(WeddingDay.AddDays(3), Named(tasks, "원본 올리기").DueOn);
        Assert.Equal(Clock.Today.AddDays(7), Named(tasks, "담당 작가 정하기").DueOn);
        Assert.Null(Named(tasks, "1차 보정 끝내기").DueOn);
        Assert.Equal("Meet the couple", Named(tasks, "신랑신부 미팅하기").Shown(korean: false));
        var steps = (await Projects.PageAsync(Manager, id, Ct)).Value!.Steps;
        Assert.Equal(MilestoneTypes.All, steps.Select(s => s.Type));
        Assert.Equal(WeddingDay.AddDays(90), steps.Single(s => s.Type == MilestoneTypes.Delivered).TargetOn);
        Assert.Null(steps.Single(s => s.Type == MilestoneTypes.Archived).TargetOn);
    }

    [Fact]
    public async Task A_type_without_a_template_begins_with_nothing_and_is_opened_all_the_same()
    {
        Assert.Empty(await OpenAsync(await ProjectAsync()));
    }

    [Fact]
    public async Task Another_wedding_day_moves_what_is_open_and_leaves_what_is_done_or_has_a_day_of_its_own()
    {
        var id = await PlannedAsync();
        var tasks = await OpenAsync(id);
        var (done, own, follows) = (
            Named(tasks, "신랑신부 미팅하기"),
            Named(tasks, "식순과 가족 촬영 명단 받기"),
            Named(tasks, "식장 동선과 조명 확인하기")
        );
        Assert.Null((await Tasks.DoneAsync(Manager, id, done.Id, Ct)).Refusal);
        var ownDay = WeddingDay.AddDays(-20);
        Assert.Null((await Tasks.RedateAsync(Manager, id, [new(own.Id, own.DueOn, ownDay)], Ct)).Refusal);

        await MarryOnAsync(id, WeddingDay.AddDays(35));

        var after = await AllAsync(id);
        Assert.Equal(done.DueOn, after.Single(t => t.Id == done.Id).DueOn);
        Assert.Equal(ownDay, after.Single(t => t.Id == own.Id).DueOn);
        Assert.Equal(follows.DueOn!.Value.AddDays(35), after.Single(t => t.Id == follows.Id).DueOn);
        Assert.Equal(WeddingDay.AddDays(35 + 90), await TargetAsync(id, MilestoneTypes.Delivered));

        // By its rule again, it goes where the rule says now; done after all, so does what was done.
        Assert.Null((await Tasks.FollowRulesAsync(Manager, id, [own.Id], Ct)).Refusal);
        Assert.Null((await Tasks.ReopenAsync(Manager, id, done.Id, Ct)).Refusal);
        after = await AllAsync(id);
        Assert.Equal(WeddingDay.AddDays(35 - 14), after.Single(t => t.Id == own.Id).DueOn);
        Assert.Equal(WeddingDay.AddDays(35 - 30), after.Single(t => t.Id == done.Id).DueOn);
    }

    [Fact]
    public async Task The_main_shoots_day_moves_what_counts_from_it_and_another_shoot_does_not()
    {
        var id = await PlannedAsync();
        var photographer = await PhotographerAsync();
        var makeup = await BookedAsync(id, Plan(At(8, days: -3), At(9, days: -3), photographer) with { Type = ScheduleType.Makeup });
        Assert.Equal(WeddingDay.AddDays(3), Named(await OpenAsync(id), "원본 올리기").DueOn);
        Assert.NotEqual(Guid.Empty, makeup);

        var main = await BookedAsync(id, Plan(At(10, days: -1), At(14, days: -1), photographer));
        Assert.Equal(WeddingDay.AddDays(2), Named(await OpenAsync(id), "원본 올리기").DueOn);
        var shoot = await ShootAsync(main);
        Assert.Null((await Schedules.DragAsync(Manager, main, new ShootDrag(At(10, days: 4), At(14, days: 4)), shoot.Version, Ct)).Refusal);
        Assert.Equal(WeddingDay.AddDays(7), Named(await OpenAsync(id), "원본 올리기").DueOn);
        Assert.Equal(WeddingDay.AddDays(4 + 82), await TargetAsync(id, MilestoneTypes.RetouchingCompleted));

        shoot = await ShootAsync(main);
        Assert.Null((await Schedules.MoveAsync(Manager, main, ShootStatus.Cancelled, "연기", shoot.Version, Ct)).Refusal);
        Assert.Equal(WeddingDay.AddDays(3), Named(await OpenAsync(id), "원본 올리기").DueOn);
    }

    [Fact]
    public async Task Facts_reach_their_milestones_once_with_the_promise_of_that_moment_and_the_database_says_whether_it_was_kept()
    {
        var id = await PlannedAsync();
        var photographer = await PhotographerAsync();
        var main = await BookedAsync(id, Plan(At(10), At(14), photographer));
        Time.Set(At(15));
        foreach (var next in new[] { ShootStatus.Confirmed, ShootStatus.InProgress, ShootStatus.Completed })
        {
            Assert.Null((await Schedules.MoveAsync(Manager, main, next, null, (await ShootAsync(main)).Version, Ct)).Refusal);
        }

        Assert.True(await IsOnTimeAsync(id, MilestoneTypes.ShootingCompleted));

        // Retouched a day too late, handed over on the last second of the promised day.
        await ExecuteAsync("UPDATE projects SET project_status = 'editing' WHERE id = $1", id);
        Time.Set(At(0, days: 83));
        await MoveToAsync(id, ProjectStatus.Completed);
        Time.Set(At(0, days: 91).AddMicroseconds(-1));
        await MoveToAsync(id, ProjectStatus.Delivered);
        await MoveToAsync(id, ProjectStatus.Archived);
        Assert.False(await IsOnTimeAsync(id, MilestoneTypes.RetouchingCompleted));
        Assert.True(await IsOnTimeAsync(id, MilestoneTypes.Delivered));
        Assert.Equal(
            1L,
            await ScalarAsync<long>(
                "SELECT count(*) FROM project_milestones WHERE project_id = $1 AND milestone_type = 'archived' AND target_date IS NULL AND is_on_time IS NULL",
                id
            )
        );

        // The promise was kept or not as it stood then, whatever day they marry on.
        await MarryOnAsync(id, WeddingDay.AddDays(300));
        Assert.True(await IsOnTimeAsync(id, MilestoneTypes.Delivered));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            ExecuteAsync("UPDATE project_milestones SET is_on_time = true WHERE project_id = $1", id)
        );
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            ExecuteAsync(
                "INSERT INTO project_milestones (id, project_id, milestone_type, milestone_date) VALUES (gen_random_uuid(), $1, 'delivered', now())",
                id
            )
        );
    }

    [Fact]
    public async Task What_was_past_when_the_project_was_opened_is_shown_and_not_called_for()
    {
        Time.Set(At(9, days: -10));
        var id = await PlannedAsync();

        var sheet = (await Tasks.TasksAsync(Manager, id, Ct)).Value!;
        Assert.Equal(
            ["식순과 가족 촬영 명단 받기", "신랑신부 미팅하기"],
            sheet.Tasks.Where(t => t.WasPast).Select(t => t.Title).Order(StringComparer.Ordinal)
        );
        var due = await Tasks.DueAsync(Manager, everybody: true, Ct);
        Assert.Equal(
            ["담당 작가 정하기", "당일 일정 다시 확인하기", "식장 동선과 조명 확인하기"],
            due.Tasks.Select(t => t.Title).Order(StringComparer.Ordinal)
        );
        Assert.Equal((id, 2), (Assert.Single(due.Past).ProjectId, due.Past[0].Count));
        Assert.Equal("식장 동선과 조명 확인하기", (await CardAsync(id)).NextTask);

        // What is overdue because nobody did it is called for every day.
        Time.Set(At(9, days: -1));
        Assert.Contains(
            (await Tasks.DueAsync(Manager, everybody: true, Ct)).Tasks,
            t => t.Title == "식장 동선과 조명 확인하기" && t.DueOn < Clock.Today
        );
    }

    [Theory]
    [InlineData("2028-02-29", -365, "2027-03-01")]
    [InlineData("2028-03-01", -1, "2028-02-29")]
    [InlineData("2027-03-01", -1, "2027-02-28")]
    [InlineData("2028-02-29", 366, "2029-03-01")]
    [InlineData("2026-12-31", 1, "2027-01-01")]
    public async Task A_rule_counts_days_over_leap_days_and_years(string wedding, int offset, string due)
    {
        await SaveAsync(ProjectType.Wedding, t => t.SaveTask(null, new TemplateTaskDetails("할 일", OffsetDays: offset), Clock.Now));
        var id = await ProjectAsync();

        await MarryOnAsync(id, Day(wedding));

        Assert.Equal(Day(due), Assert.Single(await OpenAsync(id)).DueOn);
    }

    [Fact]
    public async Task Days_of_a_shoot_are_the_studios_not_the_servers()
    {
        var id = await PlannedAsync();

        // Half past eight in the morning in Seoul is the day before in UTC.
        await BookedAsync(id, Plan(At(8, 30), At(12), await PhotographerAsync()));

        Assert.Equal(WeddingDay.AddDays(-1), Named(await OpenAsync(id), "장비와 메모리 점검하기").DueOn);
    }

    [Fact]
    public async Task A_couples_other_day_moves_its_signed_contracts_projects_too()
    {
        var id = await PlannedAsync();
        var customer = await ScalarAsync<Guid>("SELECT customer_id FROM projects WHERE id = $1", id);
        var edit = new FieldEdit(CustomerField.WeddingDate, "2026-05-16", "2026-06-20");

        Assert.Null((await Get<CustomerEditService>().ChangeAsync(Manager, customer, [edit], Ct)).Refusal);

        Assert.Equal(new DateOnly(2026, 6, 13), Named(await OpenAsync(id), "식장 동선과 조명 확인하기").DueOn);
        Assert.Equal(new DateOnly(2026, 6, 20), (await CardAsync(id)).WeddingDate);
    }

    [Fact]
    public async Task A_task_is_done_once_blocked_tasks_wait_and_every_act_can_be_taken_back()
    {
        var id = await PlannedAsync();
        var task = Named(await OpenAsync(id), "신랑신부 미팅하기");
        Assert.Null((await Tasks.BlockAsync(Manager, id, task.Id, " 커플 답장 기다림 ", Ct)).Refusal);
        Assert.Equal(new ProjectTaskBlocked("커플 답장 기다림"), (await Tasks.DoneAsync(Manager, id, task.Id, Ct)).Refusal);
        Assert.Equal(
            new FieldTooLong("BlockedReason", ProjectTask.ReasonMaxLength),
            (await Tasks.BlockAsync(Manager, id, task.Id, new string('긴', 301), Ct)).Refusal
        );
        Assert.Null((await Tasks.BlockAsync(Manager, id, task.Id, " ", Ct)).Refusal);
        Assert.Null((await Tasks.DoneAsync(Manager, id, task.Id, Ct)).Refusal);
        Assert.Equal((1, 13), ((await CardAsync(id)).TasksDone, (await CardAsync(id)).TasksAll));
        Assert.Equal(new ProjectTaskClosed(), (await Tasks.RedateAsync(Manager, id, [new(task.Id, task.DueOn, WeddingDay)], Ct)).Refusal);
        Assert.Null((await Tasks.ReopenAsync(Manager, id, task.Id, Ct)).Refusal);
        Assert.Null((await Tasks.DropAsync(Manager, id, task.Id, Ct)).Refusal);
        Assert.Equal(12, (await CardAsync(id)).TasksAll);
        Assert.Equal(new ProjectTaskClosed(), (await Tasks.DoneAsync(Manager, id, task.Id, Ct)).Refusal);
        Assert.Null((await Tasks.ReopenAsync(Manager, id, task.Id, Ct)).Refusal);
        Assert.Equal(new ProjectTaskNotFound(), (await Tasks.DoneAsync(Manager, id, Guid.NewGuid(), Ct)).Refusal);
    }

    [Fact]
    public async Task A_task_by_hand_is_one_however_often_it_is_sent_and_a_stale_screen_writes_over_nothing()
    {
        var id = await PlannedAsync();
        var details = new ProjectTaskDetails("부모님 액자 고르기", ProjectRole.Manager, Manager.UserId, WeddingDay.AddDays(-5));

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Tasks.AddAsync(Manager, id, details, "one key", Ct)));

        Assert.Single(made.Select(m => m.Value).Distinct());
        Assert.Equal(new FieldRequired("DueOn"), (await Tasks.AddAsync(Manager, id, details with { DueOn = null }, "2", Ct)).Refusal);
        Assert.Equal(new FieldRequired("Title"), (await Tasks.AddAsync(Manager, id, details with { Title = " " }, "3", Ct)).Refusal);
        Assert.Equal(
            new DayOutOfRange("DueOn"),
            (await Tasks.AddAsync(Manager, id, details with { DueOn = new DateOnly(1020, 1, 1) }, "4", Ct)).Refusal
        );
        Assert.Equal(
            new AssigneeUnknown(),
            (await Tasks.AddAsync(Manager, id, details with { AssigneeId = Guid.NewGuid() }, "5", Ct)).Refusal
        );
        var task = made[0].Value;
        var changed = details with { Title = "양가 액자 고르기" };
        Assert.Null((await Tasks.EditAsync(Manager, id, task, details, changed, Ct)).Refusal);
        Assert.Equal(
            new EditedElsewhere(),
            (await Tasks.EditAsync(Manager, id, task, details, details with { Title = "다른 말" }, Ct)).Refusal
        );
        Assert.Equal("양가 액자 고르기", (await OpenAsync(id)).Single(t => t.Id == task).Title);
    }

    [Fact]
    public async Task Two_who_tick_and_move_at_once_leave_one_truth()
    {
        var id = await PlannedAsync();
        var colleague = await StaffAsync(UserRole.Manager, "최", "바다");
        var task = Named(await OpenAsync(id), "신랑신부 미팅하기");
        var version = (await CardAsync(id)).Version;

        var ticks = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Tasks.DoneAsync(i % 2 == 0 ? Manager : colleague, id, task.Id, Ct))
        );
        Assert.All(ticks, t => Assert.Null(t.Refusal));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM project_tasks WHERE project_id = $1 AND done_at IS NOT NULL", id));

        var moves = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Projects.MoveAsync(i % 2 == 0 ? Manager : colleague, id, ProjectStatus.InProgress, version, Ct))
        );
        Assert.Single(moves, m => m.Succeeded);
        Assert.All(moves, m => Assert.True(m.Refusal is null or EditedElsewhere or ProjectCannotMove));
    }

    [Fact]
    public async Task A_day_that_moves_while_tasks_are_done_neither_moves_what_is_done_nor_forgets_what_is_open()
    {
        var id = await PlannedAsync();
        var tasks = (await OpenAsync(id)).Where(t => t.Anchor == ProjectAnchor.Wedding).ToList();
        var (first, last) = (WeddingDay, WeddingDay.AddDays(70));

        var acts = tasks
            .Select(t => Task.Run(async () => (await Tasks.DoneAsync(Manager, id, t.Id, Ct)).Refusal, Ct))
            .Concat(
                Enumerable.Range(1, 10).Select(i => Task.Run(async () => (await MarryAsync(id, WeddingDay.AddDays(i * 7))).Refusal, Ct))
            );
        Assert.All(await Task.WhenAll(acts), Assert.Null);
        await MarryOnAsync(id, last);

        var after = await AllAsync(id);
        foreach (var task in tasks)
        {
            // Done on some day of the way, and since then it stayed: never later than the last move, never half.
            var now = after.Single(t => t.Id == task.Id);
            Assert.NotNull(now.DoneAt);
            Assert.InRange(now.DueOn!.Value, first.AddDays(task.OffsetDays), last.AddDays(task.OffsetDays));
            Assert.Equal(0, (now.DueOn.Value.DayNumber - first.AddDays(task.OffsetDays).DayNumber) % 7);
        }

        Assert.Equal(last.AddDays(3), after.Single(t => t.Title == "원본 올리기").DueOn);
    }

    [Fact]
    public async Task Who_may_not_see_everything_sees_and_does_what_is_theirs()
    {
        var photographer = await StaffAsync(UserRole.Photographer, "박", "하늘");
        var (mine, foreign) = (await PlannedAsync(), await PlannedAsync("최유나", "강태오"));
        await BookedAsync(mine, Plan(At(10), At(12), photographer.UserId));
        var tasks = (await Tasks.TasksAsync(photographer, mine, Ct)).Value!.Tasks;
        var (own, others) = (tasks.Single(t => t.Title == "원본 올리기"), tasks.Single(t => t.Title == "신랑신부 미팅하기"));

        Assert.Equal((true, false), (own.IsMine, others.IsMine));
        Assert.Equal(new ProjectNotFound(), (await Tasks.TasksAsync(photographer, foreign, Ct)).Refusal);
        var theirs = Named(await OpenAsync(foreign), "원본 올리기");
        Assert.Equal(new ProjectNotFound(), (await Tasks.DoneAsync(photographer, foreign, theirs.Id, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Tasks.DoneAsync(photographer, mine, others.Id, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Tasks.DropAsync(photographer, mine, own.Id, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Tasks.RedateAsync(photographer, mine, [new(own.Id, own.DueOn, WeddingDay)], Ct)).Refusal);
        Time.Set(At(9, days: -6));
        Assert.All((await Tasks.DueAsync(photographer, everybody: true, Ct)).Tasks, t => Assert.Equal("박하늘", t.PersonName));
        Assert.Contains((await Tasks.DueAsync(photographer, everybody: false, Ct)).Tasks, t => t.Title == "식장 동선과 조명 확인하기");
        Assert.Null((await Tasks.DoneAsync(photographer, mine, own.Id, Ct)).Refusal);
        var board = await Projects.BoardAsync(photographer, new ProjectFilter(), Ct);
        Assert.Equal(mine, Assert.Single(board.SelectMany(s => s.Cards)).Id);
        Assert.Equal(1, board.Sum(s => s.Count));
        Assert.Empty((await Tasks.DueAsync(Actor.Visitor, everybody: true, Ct)).Tasks);
    }

    [Fact]
    public async Task A_cancelled_contract_calls_for_nothing_any_more()
    {
        var id = await PlannedAsync();
        Time.Set(At(9, days: 200));
        Assert.Equal(ProjectLight.Late, (await CardAsync(id)).Light(Clock.Today));
        Assert.NotEmpty((await Tasks.DueAsync(Manager, everybody: true, Ct)).Tasks);

        await ExecuteAsync("UPDATE contracts SET contract_status = 'cancelled'");

        Assert.Equal(ProjectLight.None, (await CardAsync(id)).Light(Clock.Today));
        Assert.Empty((await Tasks.DueAsync(Manager, everybody: true, Ct)).Tasks);
        Assert.Empty(await Projects.InDangerAsync(Manager, 10, Ct));
        Assert.Empty((await Projects.ListAsync(Manager, new ProjectFilter(Light: ProjectLight.Late), null, Ct)).Cards);
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}

/// <summary>Projects with templates and plans.</summary>
public abstract class PlanTest(MigratedTemplate template) : ProjectTest(template)
{
    protected ProjectTaskService Tasks => Get<ProjectTaskService>();

    protected ProjectTemplateService Templates => Get<ProjectTemplateService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<ProjectTaskService>();
        services.AddSingleton<ProjectTemplateService>();
        services.AddSingleton<CustomerEditService>();
    }

    /// <summary>A project of a new couple that was opened with the template which a new studio has.</summary>
    protected async Task<Guid> PlannedAsync(string bride = "김서연", string groom = "이준호")
    {
        await DefaultsAsync();
        return await ProjectAsync(bride, groom);
    }

    protected async Task DefaultsAsync()
    {
        await using var db = await ContextAsync();
        if (!await db.Set<ProjectTemplate>().AnyAsync(Ct))
        {
            db.AddRange(ProjectTemplateDefaults.Templates(Clock.Now));
            await db.SaveChangesAsync(Ct);
        }
    }

    protected async Task SaveAsync(ProjectType type, Action<ProjectTemplate> write)
    {
        await using var db = await ContextAsync();
        var made = ProjectTemplate.Make(type, Clock.Now);
        write(made);
        db.Add(made);
        await db.SaveChangesAsync(Ct);
    }

    protected async Task<IReadOnlyList<ProjectTaskLine>> AllAsync(Guid project) =>
        (await Tasks.TasksAsync(Manager, project, Ct)).Value!.Tasks;

    protected async Task<IReadOnlyList<ProjectTaskLine>> OpenAsync(Guid project) =>
        [.. (await AllAsync(project)).Where(t => t.DoneAt is null)];

    protected static ProjectTaskLine Named(IEnumerable<ProjectTaskLine> tasks, string title) => tasks.Single(t => t.Title == title);

    protected async Task<ProjectCard> CardAsync(Guid project) => (await Projects.PageAsync(Manager, project, Ct)).Value!.Card;

    protected async Task MoveToAsync(Guid project, ProjectStatus next)
    {
        Assert.Null((await Projects.MoveAsync(Manager, project, next, (await CardAsync(project)).Version, Ct)).Refusal);
    }

    /// <summary>As an amendment does it.</summary>
    protected async Task<Result> MarryAsync(Guid project, DateOnly day)
    {
        await using var session = Studio.Open(Manager);
        var found = await session.Projects.LockForFactAsync(project, Ct);
        found!.MarryOn(day, Clock, Clock.Now);
        return await session.SaveAsync(Ct);
    }

    protected async Task MarryOnAsync(Guid project, DateOnly day) => Assert.Null((await MarryAsync(project, day)).Refusal);

    protected Task<DateOnly> TargetAsync(Guid project, string milestone) =>
        ScalarAsync<DateOnly>("SELECT target_on FROM project_targets WHERE project_id = $1 AND milestone_type = $2", project, milestone);

    protected Task<bool> IsOnTimeAsync(Guid project, string milestone) =>
        ScalarAsync<bool>("SELECT is_on_time FROM project_milestones WHERE project_id = $1 AND milestone_type = $2", project, milestone);

    private Task<StudioDbContext> ContextAsync() => Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
}
