using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Projects;

/// <summary>
/// Tasks of projects. Whoever may see every project does everything to them; others do, block and free what is theirs. Two who act on one project at
/// once act one after the other, under the lock of its row.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ProjectTaskService(IStudio studio, StudioClock clock)
{
    /// <summary>Most tasks of <see cref="DueAsync"/>.</summary>
    public const int MostDue = 100;

    /// <summary>Most days that <see cref="RedateAsync"/> moves at once.</summary>
    public const int MostAtOnce = 200;

    private const string AddScope = "project.task";

    /// <summary>A project's tasks.</summary>
    /// <returns>Refused with <see cref="ProjectNotFound"/>, also for a project of others.</returns>
    public async Task<Result<ProjectTaskSheet>> TasksAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return new ProjectNotFound();
        }

        await using var session = studio.Open(actor);
        return await session.Projects.TasksAsync(projectId, ct) is { } sheet ? sheet : new ProjectNotFound();
    }

    /// <summary>Who a task can be given to; nobody for who may not give any.</summary>
    public async Task<IReadOnlyList<ProjectAssignee>> AssigneesAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Projects.AssigneesAsync(ct);
    }

    /// <summary>
    /// Open tasks that are due within a week, or overdue: one's own, or everybody's where one may see every project; at most <see cref="MostDue"/>. What
    /// was past its day when the project was opened is a count, not a burst.
    /// </summary>
    public async Task<ProjectDue> DueAsync(Actor actor, bool everybody, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return new ProjectDue([], []);
        }

        var whose = everybody && actor.May(Rights.ProjectsAll) ? null : actor.UserId;
        await using var session = studio.Open(actor);
        return new ProjectDue(
            await session.Projects.DueAsync(whose, clock.Today.AddDays(7), MostDue, ct),
            await session.Projects.PastAsync(whose, ct)
        );
    }

    /// <summary>Adds a task by hand. The same key is one task, however often it is sent.</summary>
    /// <returns>
    /// The task; refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/>, <see cref="AssigneeUnknown"/>, <see cref="KeyUsedForAnother"/>, or as
    /// <see cref="ProjectTask"/> refuses what was typed.
    /// </returns>
    public async Task<Result<Guid>> AddAsync(
        Actor actor,
        Guid projectId,
        ProjectTaskDetails details,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync(AddScope, idempotencyKey, projectId.ToString("N"), ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.Reply is { } reply)
        {
            return Guid.Parse(reply);
        }

        if (await session.Projects.LockPlannedAsync(projectId, ct: ct) is not { } project)
        {
            return new ProjectNotFound();
        }

        if (details.AssigneeId is { } person && !await session.Projects.IsStaffAsync(person, ct))
        {
            return new AssigneeUnknown();
        }

        var made = project.AddTask(details, actor.UserId, clock);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        session.CompleteOnce(AddScope, idempotencyKey, made.Value.Id.ToString());
        session.Raise(new ProjectChanged(projectId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? made.Value.Id : saved.Refusal;
    }

    /// <summary>Writes an open task anew, as it still is what the screen showed. Another day is its own from now on.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/>, <see cref="ProjectTaskNotFound"/>, <see cref="AssigneeUnknown"/> or as <see cref="ProjectTask"/> refuses.</returns>
    public Task<Result> EditAsync(
        Actor actor,
        Guid projectId,
        Guid taskId,
        ProjectTaskDetails shown,
        ProjectTaskDetails details,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            actor,
            projectId,
            mayBeOwn: false,
            async (session, project) =>
                Find(project, taskId) is not { } task ? new ProjectTaskNotFound()
                : details.AssigneeId is { } person && person != task.AssigneeId && !await session.Projects.IsStaffAsync(person, ct)
                    ? new AssigneeUnknown()
                : task.Edit(details, shown, clock.Today),
            ct
        );

    /// <summary>Done. Repeating it changes nothing: who was first did it.</summary>
    /// <returns>Refused with <see cref="ProjectTaskBlocked"/>, <see cref="ProjectTaskClosed"/>, <see cref="ProjectTaskNotFound"/>, <see cref="ProjectNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public Task<Result> DoneAsync(Actor actor, Guid projectId, Guid taskId, CancellationToken ct = default) =>
        ActAsync(actor, projectId, taskId, mayBeOwn: true, (_, task) => task.Done(actor.UserId, clock.Now), ct);

    /// <summary>Not done after all, or not taken away. Where its day moved meanwhile, it goes to the day its rule says now.</summary>
    /// <returns>Refused with <see cref="ProjectTaskNotFound"/>, <see cref="ProjectNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public Task<Result> ReopenAsync(Actor actor, Guid projectId, Guid taskId, CancellationToken ct = default) =>
        ActAsync(
            actor,
            projectId,
            taskId,
            mayBeOwn: true,
            (project, task) =>
            {
                task.Reopen();
                project.Replan(clock, clock.Now);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Says why a task can't go on; without a reason it can again.</summary>
    /// <returns>Refused with <see cref="FieldTooLong"/>, <see cref="ProjectTaskClosed"/>, <see cref="ProjectTaskNotFound"/>, <see cref="ProjectNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public Task<Result> BlockAsync(Actor actor, Guid projectId, Guid taskId, string? reason, CancellationToken ct = default) =>
        ActAsync(actor, projectId, taskId, mayBeOwn: true, (_, task) => task.Block(reason), ct);

    /// <summary>Takes an open task away; <see cref="ReopenAsync"/> brings it back.</summary>
    /// <returns>Refused with <see cref="ProjectTaskNotFound"/>, <see cref="ProjectNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public Task<Result> DropAsync(Actor actor, Guid projectId, Guid taskId, CancellationToken ct = default) =>
        ActAsync(
            actor,
            projectId,
            taskId,
            mayBeOwn: false,
            (_, task) =>
            {
                task.Drop(clock.Now);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Gives open tasks days of their own, all or none, where they still have the days that the screen showed.</summary>
    /// <returns>
    /// Refused with <see cref="EditedElsewhere"/>, <see cref="ProjectTaskClosed"/>, <see cref="ProjectTaskNotFound"/>, <see cref="Customers.DayOutOfRange"/>,
    /// <see cref="ProjectNotFound"/> or <see cref="NotAllowed"/>.
    /// </returns>
    public Task<Result> RedateAsync(Actor actor, Guid projectId, IReadOnlyList<ProjectTaskDay> days, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            projectId,
            mayBeOwn: false,
            (_, project) =>
            {
                foreach (var day in days.Take(MostAtOnce))
                {
                    if (Find(project, day.TaskId) is not { } task)
                    {
                        return Task.FromResult<Result>(new ProjectTaskNotFound());
                    }

                    if (!task.IsOpen)
                    {
                        return Task.FromResult<Result>(new ProjectTaskClosed());
                    }

                    if (Customers.DayOutOfRange.IsOut(day.DueOn))
                    {
                        return Task.FromResult<Result>(new Customers.DayOutOfRange(nameof(ProjectTaskDetails.DueOn)));
                    }

                    // A second press finds the days that the first one set.
                    if (task.DueOn != day.Shown && task.DueOn != day.DueOn)
                    {
                        return Task.FromResult<Result>(new EditedElsewhere());
                    }

                    task.GiveDay(day.DueOn, clock.Today);
                }

                return Task.FromResult(Result.Ok);
            },
            ct
        );

    /// <summary>Lets open tasks go by their rules again. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="ProjectNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public Task<Result> FollowRulesAsync(Actor actor, Guid projectId, IReadOnlyCollection<Guid> taskIds, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            projectId,
            mayBeOwn: false,
            (_, project) =>
            {
                foreach (var task in project.Tasks.Where(t => t.IsOpen && taskIds.Contains(t.Id)))
                {
                    task.FollowRule();
                }

                project.Replan(clock, clock.Now);
                return Task.FromResult(Result.Ok);
            },
            ct
        );

    private static ProjectTask? Find(Project project, Guid taskId) => project.Tasks.FirstOrDefault(t => t.Id == taskId);

    // By name, or by the role that the project gives.
    private static bool IsOwn(Project project, ProjectTask task, Guid? me) =>
        me is not null
        && me
            == (
                task.AssigneeId
                ?? task.Role switch
                {
                    ProjectRole.Photographer => project.AssignedPhotographerId,
                    ProjectRole.Editor => project.AssignedEditorId,
                    _ => null,
                }
            );

    private Task<Result> ActAsync(
        Actor actor,
        Guid projectId,
        Guid taskId,
        bool mayBeOwn,
        Func<Project, ProjectTask, Result> act,
        CancellationToken ct
    ) =>
        ChangeAsync(
            actor,
            projectId,
            mayBeOwn,
            (_, project) =>
                Task.FromResult(
                    Find(project, taskId) is not { } task ? new ProjectTaskNotFound()
                    : actor.May(Rights.ProjectsAll) || IsOwn(project, task, actor.UserId) ? act(project, task)
                    : new NotAllowed()
                ),
            ct
        );

    private async Task<Result> ChangeAsync(
        Actor actor,
        Guid projectId,
        bool mayBeOwn,
        Func<IStudioSession, Project, Task<Result>> change,
        CancellationToken ct
    )
    {
        if (!actor.May(mayBeOwn ? Rights.Projects : Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Projects.LockPlannedAsync(projectId, ct: ct) is not { } project)
        {
            return new ProjectNotFound();
        }

        var changed = await change(session, project);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new ProjectChanged(projectId));
        return await session.SaveAsync(ct);
    }
}

/// <summary>What is due in projects.</summary>
/// <param name="Tasks">Tasks, earliest first.</param>
/// <param name="Past">Projects with tasks that were past their day when it was set.</param>
public sealed record ProjectDue(IReadOnlyList<ProjectTaskDue> Tasks, IReadOnlyList<ProjectTasksPast> Past);
