using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Projects;

/// <summary>Templates of projects: what the studio decides once for every project of a type, and how running ones are told. For who may see every project.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ProjectTemplateService(IStudio studio, StudioClock clock)
{
    /// <summary>Projects whose changes a preview spells out; all are counted.</summary>
    public const int MostShown = 50;

    private const int Page = 200;

    /// <summary>Every type's template, empty where the studio has none.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<TemplateSheet>>> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var byType = (await session.Projects.TemplatesAsync(ct)).ToDictionary(t => t.ProjectType);
        return Result.Of<IReadOnlyList<TemplateSheet>>([
            .. Enum.GetValues<ProjectType>().Select(type => TemplateSheet.Of(type, byType.GetValueOrDefault(type))),
        ]);
    }

    /// <summary>Adds a task, or writes one anew. Running projects keep theirs until the template is applied to them.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="type">Whose template.</param>
    /// <param name="id">Which task; null for a new one.</param>
    /// <param name="details">As typed.</param>
    /// <param name="expectedRevision">The revision the screen read.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="EditedElsewhere"/> or as <see cref="ProjectTemplate.SaveTask"/> refuses.</returns>
    public Task<Result> SaveTaskAsync(
        Actor actor,
        ProjectType type,
        Guid? id,
        TemplateTaskDetails details,
        int expectedRevision,
        CancellationToken ct = default
    ) => ChangeAsync(actor, type, expectedRevision, t => t.SaveTask(id, details, clock.Now).WithoutValue(), ct);

    /// <summary>Takes a task away.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="TemplateEntryNotFound"/>.</returns>
    public Task<Result> RemoveTaskAsync(Actor actor, ProjectType type, Guid id, CancellationToken ct = default) =>
        ChangeAsync(actor, type, null, t => t.RemoveTask(id, clock.Now), ct);

    /// <summary>Brings a task back that was taken away.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="TemplateEntryNotFound"/>.</returns>
    public Task<Result> RestoreTaskAsync(Actor actor, ProjectType type, Guid id, CancellationToken ct = default) =>
        ChangeAsync(actor, type, null, t => t.RestoreTask(id, clock.Now), ct);

    /// <summary>Moves a task one place up or down.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="TemplateEntryNotFound"/>.</returns>
    public Task<Result> ShiftTaskAsync(Actor actor, ProjectType type, Guid id, bool up, CancellationToken ct = default) =>
        ChangeAsync(actor, type, null, t => t.ShiftTask(id, up, clock.Now), ct);

    /// <summary>Writes what is promised for a step and how long it normally takes.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="EditedElsewhere"/> or as <see cref="ProjectTemplate.SaveMilestone"/> refuses.</returns>
    public Task<Result> SaveMilestoneAsync(
        Actor actor,
        ProjectType type,
        string milestone,
        TemplateMilestoneDetails details,
        int expectedRevision,
        CancellationToken ct = default
    ) => ChangeAsync(actor, type, expectedRevision, t => t.SaveMilestone(milestone, details, clock.Now), ct);

    /// <summary>What applying the template to running projects would change, project by project.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<TemplatePreview>> PreviewAsync(Actor actor, ProjectType type, CancellationToken ct = default)
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var template = await session.Projects.TemplateAsync(type, ct) ?? ProjectTemplate.Make(type, clock.Now);
        var (shown, changed, all) = (new List<ProjectDifference>(), 0, 0);
        for (Guid? after = null; ; )
        {
            var page = await session.Projects.RunningAsync(type, after, Page, ct);
            foreach (var (project, couple) in page)
            {
                all++;
                if (project.Compare(template, clock) is { Count: > 0 } changes)
                {
                    changed++;
                    shown.Add(new ProjectDifference(project.Id, couple, project.WeddingDate, changes));
                }
            }

            if (page.Count < Page)
            {
                break;
            }

            after = page[^1].Project.Id;
        }

        return new TemplatePreview(template.Revision, all, changed, [.. shown.OrderBy(p => p.WeddingDate).Take(MostShown)]);
    }

    /// <summary>
    /// Applies the template to running projects, one transaction each: a project that somebody holds at the moment is waited for, and a second call that
    /// comes at once finds nothing left to change.
    /// </summary>
    /// <param name="actor">Who.</param>
    /// <param name="type">Whose template.</param>
    /// <param name="expectedRevision">The revision that the preview was made of.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many projects were changed; refused with <see cref="NotAllowed"/>, or <see cref="EditedElsewhere"/> where the template changed since the preview.</returns>
    public async Task<Result<int>> ApplyAsync(Actor actor, ProjectType type, int expectedRevision, CancellationToken ct = default)
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        var ids = new List<Guid>();
        await using (var session = studio.Open(actor))
        {
            for (Guid? after = null; ; after = ids[^1])
            {
                var page = await session.Projects.RunningAsync(type, after, Page, ct);
                ids.AddRange(page.Select(p => p.Project.Id));
                if (page.Count < Page)
                {
                    break;
                }
            }
        }

        var applied = 0;
        foreach (var id in ids)
        {
            var one = await ApplyOneAsync(actor, id, type, expectedRevision, ct);
            if (!one.Succeeded)
            {
                return one.Refusal;
            }

            applied += one.Value ? 1 : 0;
        }

        return applied;
    }

    private async Task<Result<bool>> ApplyOneAsync(Actor actor, Guid id, ProjectType type, int expectedRevision, CancellationToken ct)
    {
        await using var session = studio.Open(actor);
        if (
            await session.Projects.LockPlannedAsync(id, ct: ct) is not { } project
            || await session.Projects.TemplateAsync(type, ct) is not { } template
        )
        {
            return false;
        }

        if (template.Revision != expectedRevision)
        {
            return new EditedElsewhere();
        }

        if (project.Apply(template, clock, clock.Now) == 0)
        {
            return false;
        }

        session.Raise(new ProjectChanged(id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? true : saved.Refusal;
    }

    private async Task<Result> ChangeAsync(
        Actor actor,
        ProjectType type,
        int? expectedRevision,
        Func<ProjectTemplate, Result> change,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var template = await session.Projects.LockTemplateAsync(type, clock.Now, ct);
        if (expectedRevision is { } expected && expected != template.Revision)
        {
            return new EditedElsewhere();
        }

        var changed = change(template);
        return changed.Succeeded ? await session.SaveAsync(ct) : changed;
    }
}

/// <summary>A template as its page shows it.</summary>
/// <param name="Type">For which type.</param>
/// <param name="Revision">Hand it back with a command.</param>
/// <param name="Tasks">Its tasks in order.</param>
/// <param name="Milestones">Its steps in the order of the work, every one of them.</param>
public sealed record TemplateSheet(
    ProjectType Type,
    int Revision,
    IReadOnlyList<TemplateTaskLine> Tasks,
    IReadOnlyList<TemplateMilestoneLine> Milestones
)
{
    internal static TemplateSheet Of(ProjectType type, ProjectTemplate? template) =>
        new(
            type,
            template?.Revision ?? 0,
            [
                .. (template?.Tasks ?? [])
                    .Where(t => t.RemovedAt is null)
                    .OrderBy(t => t.Position)
                    .Select(t => new TemplateTaskLine(t.Id, new TemplateTaskDetails(t.Title, t.TitleEn, t.Role, t.Anchor, t.OffsetDays))),
            ],
            [
                .. Reports.MilestoneTypes.Promised.Select(step =>
                    template?.Milestones.FirstOrDefault(m => m.MilestoneType == step) is { } m
                        ? new TemplateMilestoneLine(step, new TemplateMilestoneDetails(m.StepDays, m.Anchor, m.OffsetDays))
                        : new TemplateMilestoneLine(step, new TemplateMilestoneDetails(0))
                ),
            ]
        );
}

/// <summary>A task of a template.</summary>
/// <param name="Id">The task.</param>
/// <param name="Details">What it says.</param>
public sealed record TemplateTaskLine(Guid Id, TemplateTaskDetails Details);

/// <summary>A step of a template.</summary>
/// <param name="Type">One of <see cref="Reports.MilestoneTypes.Promised"/>.</param>
/// <param name="Details">What it says.</param>
public sealed record TemplateMilestoneLine(string Type, TemplateMilestoneDetails Details);

/// <summary>What applying a template would change.</summary>
/// <param name="Revision">Of the template; hand it back to apply.</param>
/// <param name="Running">How many projects run.</param>
/// <param name="Changed">How many would change.</param>
/// <param name="Projects">At most <see cref="ProjectTemplateService.MostShown"/> of them, next weddings first.</param>
public sealed record TemplatePreview(int Revision, int Running, int Changed, IReadOnlyList<ProjectDifference> Projects);

/// <summary>What would change in one project.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Couple">Both names.</param>
/// <param name="WeddingDate">The wedding day.</param>
/// <param name="Changes">What.</param>
public sealed record ProjectDifference(Guid ProjectId, string Couple, DateOnly WeddingDate, IReadOnlyList<PlanChange> Changes);
