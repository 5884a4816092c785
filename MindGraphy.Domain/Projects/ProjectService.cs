using System.Globalization;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Projects;

/// <summary>The work for a couple, from the signed contract on. Whoever lacks <see cref="Rights.ProjectsAll"/> sees their own projects only and changes none.</summary>
/// <param name="studio">Opens sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ProjectService(IStudio studio, StudioClock clock)
{
    /// <summary>Opens the work for a contract; a second call finds the first one's project.</summary>
    /// <returns>The project's id. Refused with <see cref="NotAllowed"/>, <see cref="ContractNotFound"/> or <see cref="ContractNotInForce"/>.</returns>
    public async Task<Result<Guid>> OpenAsync(Actor actor, Guid contractId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var opened = await OpenWithinAsync(session, contractId, ct);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? opened.Value : saved.Refusal;
    }

    /// <summary>Opens the work as part of another act (the deposit came in): the caller saves.</summary>
    /// <returns>The project's id, the existing one where there is one. Refused with <see cref="ContractNotFound"/> or <see cref="ContractNotInForce"/>.</returns>
    public async Task<Result<Guid>> OpenWithinAsync(IStudioSession session, Guid contractId, CancellationToken ct = default)
    {
        if (await session.Projects.LockContractAsync(contractId, ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        var type = await session.Projects.TypeOfAsync(contract, ct);
        if (await session.Projects.OfContractAsync(contractId, type, ct) is { } existing)
        {
            return existing.Id;
        }

        // Asked before the number is taken: a refused opening must not hold up the next one's number until its rollback.
        if (contract.ContractStatus is not (ContractStatus.Signed or ContractStatus.Active))
        {
            return new ContractNotInForce(contract.ContractStatus);
        }

        var year = clock.Today.Year;
        var number = await session.NextNumberAsync(Project.NumberKind, year, ct);
        var opened = Project.Open(string.Create(CultureInfo.InvariantCulture, $"P-{year}-{number:000000}"), contract, type, clock.Now);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        await ProjectPlan.BeginAsync(session, opened.Value, clock, ct);
        session.Projects.Add(opened.Value);
        session.Raise(new ProjectOpened(opened.Value.Id));
        return opened.Value.Id;
    }

    /// <summary>A page of the list; empty for who may see no projects.</summary>
    public async Task<ProjectList> ListAsync(Actor actor, ProjectFilter filter, ProjectCursor? after = null, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return new ProjectList([], null);
        }

        await using var session = studio.Open(actor);
        return await session.Projects.ListAsync(filter, after, ct);
    }

    /// <summary>The board: seven columns in the order of the work, each with its first cards and a capped count; empty for who may see no projects.</summary>
    public async Task<IReadOnlyList<ProjectStage>> BoardAsync(Actor actor, ProjectFilter filter, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Projects.BoardAsync(filter, ct);
    }

    /// <summary>The next cards of a column of the board.</summary>
    public async Task<IReadOnlyList<ProjectCard>> MoreAsync(
        Actor actor,
        ProjectStatus stage,
        ProjectFilter filter,
        ProjectCursor after,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Projects.MoreAsync(stage, filter, after, ct);
    }

    /// <summary>Some cards as they stand now, for a board that heard of a change: those that it still shows.</summary>
    public async Task<IReadOnlyList<ProjectCard>> CardsAsync(
        Actor actor,
        IReadOnlyCollection<Guid> ids,
        ProjectFilter filter,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Projects.CardsAsync(ids, filter, ct);
    }

    /// <summary>Projects whose promises are late or at risk, the longest late first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="most">At most so many, 1 to <see cref="IProjectRepository.PageSize"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ProjectCard>> InDangerAsync(Actor actor, int most, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Projects.InDangerAsync(Math.Clamp(most, 1, IProjectRepository.PageSize), ct);
    }

    /// <summary>What the contract's money is like, on the project's page.</summary>
    /// <returns>Null without contract, for a project of others, and for who has no <see cref="Rights.Contracts"/>.</returns>
    public async Task<ProjectMoney?> MoneyAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects) || !actor.May(Rights.Contracts))
        {
            return null;
        }

        await using var session = studio.Open(actor);
        return await session.Projects.MoneyAsync(projectId, clock.Today, ct);
    }

    /// <summary>Projects to choose from in a dialog, at most 20.</summary>
    public async Task<IReadOnlyList<ProjectPick>> PickAsync(Actor actor, string? search, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Projects.PickAsync(search, clock.Today, ct);
    }

    /// <summary>The project of a couple, as a dialog chooses it; of several the one that is not archived with the last wedding day. Null where there is none.</summary>
    public async Task<ProjectPick?> PickOfAsync(Actor actor, Guid customerId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return null;
        }

        await using var session = studio.Open(actor);
        return await session.Projects.PickOfAsync(customerId, ct);
    }

    /// <summary>Contracts in force that wait for their project.</summary>
    public async Task<IReadOnlyList<WaitingContract>> WaitingContractsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Projects.WaitingContractsAsync(ct);
    }

    /// <summary>Everything on a project's page.</summary>
    /// <returns>Refused with <see cref="ProjectNotFound"/>, also for a project of others.</returns>
    public async Task<Result<ProjectDetail>> PageAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return new ProjectNotFound();
        }

        await using var session = studio.Open(actor);
        return await session.Projects.PageAsync(projectId, ct) is { } page ? page : new ProjectNotFound();
    }

    /// <summary>What is still open on a project, for the question before an end of it is recorded.</summary>
    /// <returns>Refused with <see cref="ProjectNotFound"/>, also for a project of others.</returns>
    public async Task<Result<OpenWork>> OpenWorkAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        var read = await PageAsync(actor, projectId, ct);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        // Of a contract that was called off nothing is waited for: what is settled then is another matter.
        var money = read.Value.Card.IsCalledOff ? null : await MoneyAsync(actor, projectId, ct);
        return new OpenWork(
            [.. read.Value.Jobs.Where(j => j.Status != Editing.EditingStatus.Completed)],
            [
                .. read.Value.Deliveries.Where(d =>
                    d.DeliveredAt is null && d.Status is Deliveries.DeliveryStatus.Preparing or Deliveries.DeliveryStatus.Ready
                ),
            ],
            money?.Balance is { } balance && balance > Money.Zero ? balance : null,
            read.Value.Deliveries.Any(d => d.Status == Deliveries.DeliveryStatus.Delivered || d.DeliveredAt is not null)
        );
    }

    /// <summary>Active editors to choose from.</summary>
    public async Task<IReadOnlyList<CrewMember>> EditorsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Projects.EditorsAsync(ct);
    }

    /// <summary>Moves the work on by hand.</summary>
    /// <returns>Refused with <see cref="ProjectCannotMove"/>, <see cref="EditedElsewhere"/>, <see cref="ProjectNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public Task<Result> MoveAsync(Actor actor, Guid projectId, ProjectStatus next, uint expectedVersion, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            projectId,
            expectedVersion,
            (project, session) =>
            {
                var moved = project.MoveTo(next, clock, clock.Now);
                if (moved.Succeeded && next == ProjectStatus.Delivered)
                {
                    session.Enqueue(new Contracts.CompleteDeal(project.CustomerId));
                }

                return Task.FromResult(moved);
            },
            new ProjectMoved(projectId),
            ct
        );

    /// <summary>Writes what the day needs.</summary>
    /// <returns>
    /// Refused with <see cref="FieldTooLong"/>, <see cref="Venues.VenueNotFound"/>, <see cref="EditedElsewhere"/>, <see cref="ProjectNotFound"/> or
    /// <see cref="NotAllowed"/>.
    /// </returns>
    public Task<Result> DescribeAsync(Actor actor, Guid projectId, ProjectDay day, uint expectedVersion, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            projectId,
            expectedVersion,
            async (project, session) =>
                day.VenueId is { } venue && venue != project.VenueId && !await session.Venues.ExistsAsync(venue, null, ct)
                    ? new Venues.VenueNotFound()
                    : project.Describe(day.Venue, day.Time, day.Makeup, day.Requests, clock.Now, day.VenueId),
            new ProjectChanged(projectId),
            ct
        );

    /// <summary>Names who photographs and who retouches; null for nobody.</summary>
    /// <returns>Refused with <see cref="PersonNotBookable"/>, <see cref="NotAnEditor"/>, <see cref="EditedElsewhere"/>, <see cref="ProjectNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public Task<Result> AssignAsync(
        Actor actor,
        Guid projectId,
        Guid? photographerId,
        Guid? editorId,
        uint expectedVersion,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            actor,
            projectId,
            expectedVersion,
            async (project, session) =>
            {
                if (
                    photographerId is { } main
                    && main != project.AssignedPhotographerId
                    && !await session.Schedules.AreBookableAsync([main], ct)
                )
                {
                    return new PersonNotBookable();
                }

                if (editorId is { } editor && editor != project.AssignedEditorId && !await session.Projects.RetouchesAsync(editor, ct))
                {
                    return new NotAnEditor();
                }

                project.AssignPhotographer(photographerId);
                project.AssignEditor(editorId);
                return Result.Ok;
            },
            new ProjectChanged(projectId),
            ct
        );

    private async Task<Result> ChangeAsync(
        Actor actor,
        Guid projectId,
        uint expectedVersion,
        Func<Project, IStudioSession, Task<Result>> change,
        IStudioEvent news,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Projects.LockPlannedAsync(projectId, expectedVersion, ct) is not { } project)
        {
            return new ProjectNotFound();
        }

        var changed = await change(project, session);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(news);
        return await session.SaveAsync(ct);
    }
}
