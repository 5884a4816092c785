using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Projects;

/// <summary>What facts of other features mean for a project's plan, in the transaction of the fact. The project's row is the lock of its plan.</summary>
internal static class ProjectPlan
{
    /// <summary>A project is opened: its tasks and promises come from the template of its type. Days that are past by then are shown and called for by nobody.</summary>
    public static async Task BeginAsync(IStudioSession session, Project project, StudioClock clock, CancellationToken ct)
    {
        if (await session.Projects.TemplateAsync(project.ProjectType, ct) is { } template)
        {
            project.Apply(template, clock, clock.Now);
        }
    }

    /// <summary>
    /// A shoot of a project, whose row the caller holds, was booked, changed, held or called off: the plan follows the main shoot's day, and knows when all
    /// were held.
    /// </summary>
    public static async Task ShootsChangedAsync(
        IStudioSession session,
        Project project,
        Shoot changed,
        StudioClock clock,
        CancellationToken ct
    )
    {
        session.Raise(new ProjectChanged(project.Id));

        // What is being booked is not among the session's shoots yet.
        var shoots = (await session.Projects.ShootsAsync(project.Id, ct))
            .Where(s => s.Id != changed.Id)
            .Append(changed)
            .Where(s => project.IsMain(s) && s.Status != ShootStatus.Cancelled)
            .ToList();
        DateOnly? day = shoots.Count == 0 ? null : clock.DateOf(shoots.Min(s => s.StartTime));
        var held = shoots.Count > 0 && shoots.All(s => s.Status == ShootStatus.Completed);
        if (day == project.ShootDate && !held)
        {
            return;
        }

        await session.Projects.LoadPlanAsync(project, ct);
        project.ShootOn(day, clock, clock.Now);
        if (held)
        {
            project.ShootingCompleted(clock, clock.Now);
        }
    }

    /// <summary>A shoot was held or called off.</summary>
    public static async Task ShootMovedAsync(IStudioSession session, Shoot shoot, StudioClock clock, CancellationToken ct)
    {
        if (
            shoot.Status is ShootStatus.Completed or ShootStatus.Cancelled
            && await session.Projects.LockForFactAsync(shoot.ProjectId, ct) is { } project
        )
        {
            await ShootsChangedAsync(session, project, shoot, clock, ct);
        }
    }

    /// <summary>A step of a shoot in the field was taken back. Refused as <see cref="Project.ShootTakenBack"/> refuses, and with <see cref="ProjectNotFound"/>.</summary>
    /// <returns>The project.</returns>
    public static async Task<Result<Project>> ShootTakenBackAsync(
        IStudioSession session,
        Shoot shoot,
        bool wasHeld,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (await session.Projects.LockForFactAsync(shoot.ProjectId, ct) is not { } project)
        {
            return new ProjectNotFound();
        }

        var taken = project.ShootTakenBack(shoot, wasHeld, clock, clock.Now);
        if (!taken.Succeeded)
        {
            return taken.Refusal;
        }

        session.Raise(new ProjectChanged(project.Id));
        return project;
    }

    /// <summary>A calling off of a shoot was taken back: what only its absence had completed is open again.</summary>
    /// <param name="session">The session of the fact.</param>
    /// <param name="project">The project, whose row the caller holds.</param>
    /// <param name="shoot">The shoot as it is now.</param>
    /// <param name="calledOff">When it had been called off.</param>
    /// <param name="clock">The studio's clock.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task ShootBroughtBackAsync(
        IStudioSession session,
        Project project,
        Shoot shoot,
        DateTimeOffset calledOff,
        StudioClock clock,
        CancellationToken ct
    )
    {
        await session.Projects.LoadPlanAsync(project, ct);
        project.ShootBroughtBack(shoot, calledOff, clock, clock.Now);
    }

    /// <summary>A contract counts from another wedding day: so do its projects.</summary>
    public static async Task DayMovedAsync(IStudioSession session, Contract contract, StudioClock clock, CancellationToken ct)
    {
        foreach (var id in await session.Projects.IdsOfContractAsync(contract.Id, ct))
        {
            if (await session.Projects.LockForFactAsync(id, ct) is { } project && project.WeddingDate != contract.WeddingDate)
            {
                project.MarryOn(contract.WeddingDate, clock, clock.Now);
                session.Raise(new ProjectChanged(id));
            }
        }
    }

    /// <summary>A retouching job is done: with the last one the project's retouching is. The project's lock lets two jobs that end at once see each other.</summary>
    public static async Task JobDoneAsync(IStudioSession session, EditingJob job, StudioClock clock, CancellationToken ct)
    {
        if (
            await session.Projects.LockForFactAsync(job.ProjectId, ct) is { } project
            && !await session.Projects.HasOpenJobAsync(job.ProjectId, job.Id, ct)
        )
        {
            project.Retouched(clock, clock.Now);
            session.Raise(new ProjectChanged(project.Id));
        }
    }
}
