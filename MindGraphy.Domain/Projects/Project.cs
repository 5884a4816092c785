using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Reports;

namespace MindGraphy.Domain.Projects;

/// <summary>One couple's work from shoot to archive (<c>projects</c>). Its status moves here and nowhere else.</summary>
public sealed class Project
{
    /// <summary>The kind under which numbers are counted.</summary>
    public const string NumberKind = "project";

    /// <summary>Most characters of a venue.</summary>
    public const int VenueMaxLength = 255;

    private readonly List<ProjectMilestone> _milestones = [];

    private Project() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>P-2026-000045: without gaps or doubles per year.</summary>
    public string ProjectNumber { get; private init; } = "";

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>The contract it fulfils.</summary>
    public Guid? ContractId { get; private init; }

    /// <summary>What is photographed.</summary>
    public ProjectType ProjectType { get; private init; }

    /// <summary>How far the work is.</summary>
    public ProjectStatus ProjectStatus { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset StatusChangedAt { get; private set; }

    /// <summary>The wedding day in the studio's zone.</summary>
    public DateOnly WeddingDate { get; private set; }

    /// <summary>Where.</summary>
    public string? WeddingVenue { get; private set; }

    /// <summary>The hour of the ceremony.</summary>
    public TimeOnly? WeddingTime { get; private set; }

    /// <summary>Make-up shop and times.</summary>
    public string? MakeupInfo { get; private set; }

    /// <summary>What they asked for.</summary>
    public string? SpecialRequests { get; private set; }

    /// <summary>The main photographer.</summary>
    public Guid? AssignedPhotographerId { get; private set; }

    /// <summary>The editor.</summary>
    public Guid? AssignedEditorId { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>What was reached in this act and, where loaded, before.</summary>
    public IReadOnlyList<ProjectMilestone> Milestones => _milestones;

    /// <summary>Opens the work for a contract that is in force.</summary>
    /// <returns>Refused with <see cref="ContractNotInForce"/>.</returns>
    public static Result<Project> Open(string number, Contract contract, ProjectType type, DateTimeOffset now)
    {
        if (contract.ContractStatus is not (ContractStatus.Active or ContractStatus.Signed))
        {
            return new ContractNotInForce(contract.ContractStatus);
        }

        var project = new Project
        {
            Id = Ids.New(),
            ProjectNumber = number,
            CustomerId = contract.CustomerId,
            ContractId = contract.Id,
            ProjectType = type,
            ProjectStatus = ProjectStatus.Scheduled,
            StatusChangedAt = now,
            WeddingDate = contract.WeddingDate,
            WeddingTime = contract.WeddingTime,
            WeddingVenue = contract.WeddingVenue,
            CreatedAt = now,
            UpdatedAt = now,
        };
        project.Reach(MilestoneTypes.ContractSigned, contract.SignedAt ?? now, now);
        return project;
    }

    /// <summary>Moves the work on by hand where the table allows it.</summary>
    /// <returns>Refused with <see cref="ProjectCannotMove"/>.</returns>
    public Result MoveTo(ProjectStatus next, DateTimeOffset now)
    {
        if (!ProjectFlow.Moves.AllowsByHand(ProjectStatus, next))
        {
            return new ProjectCannotMove(ProjectStatus, next);
        }

        Change(next, now);
        return Result.Ok;
    }

    /// <summary>The fact "photos are in": a scheduled project is in progress from now on.</summary>
    public void PhotosArrived(DateTimeOffset now)
    {
        if (ProjectStatus == ProjectStatus.Scheduled)
        {
            Change(ProjectStatus.InProgress, now);
            Reach(MilestoneTypes.PhotosArrived, now, now);
        }
    }

    /// <summary>The fact "the couple holds the proof link". Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="ProjectCannotMove"/> where photos never arrived or the work is done.</returns>
    public Result ProofsSent(DateTimeOffset now)
    {
        if (ProjectStatus == ProjectStatus.ProofReady)
        {
            return Result.Ok;
        }

        if (!ProjectFlow.Moves.Allows(ProjectStatus, ProjectStatus.ProofReady))
        {
            return new ProjectCannotMove(ProjectStatus, ProjectStatus.ProofReady);
        }

        Change(ProjectStatus.ProofReady, now);
        Reach(MilestoneTypes.ProofsSent, now, now);
        return Result.Ok;
    }

    /// <summary>The fact "the couple submitted their picks".</summary>
    /// <returns>Refused with <see cref="ProjectCannotMove"/>.</returns>
    public Result PicksSubmitted(DateTimeOffset now)
    {
        if (ProjectStatus == ProjectStatus.Editing)
        {
            return Result.Ok;
        }

        if (!ProjectFlow.Moves.Allows(ProjectStatus, ProjectStatus.Editing))
        {
            return new ProjectCannotMove(ProjectStatus, ProjectStatus.Editing);
        }

        Change(ProjectStatus.Editing, now);
        Reach(MilestoneTypes.PicksSubmitted, now, now);
        return Result.Ok;
    }

    /// <summary>Names who photographs; kept in step with the main shoot.</summary>
    public void AssignPhotographer(Guid? userId) => AssignedPhotographerId = userId;

    /// <summary>Names who retouches.</summary>
    public void AssignEditor(Guid? userId) => AssignedEditorId = userId;

    /// <summary>Writes what the day needs.</summary>
    /// <returns>Refused with <see cref="FieldTooLong"/>.</returns>
    public Result Describe(string? venue, TimeOnly? time, string? makeup, string? requests, DateTimeOffset now)
    {
        var cleanVenue = StudioText.Clean(venue);
        if (cleanVenue?.Length > VenueMaxLength)
        {
            return new FieldTooLong(nameof(WeddingVenue), VenueMaxLength);
        }

        (WeddingVenue, WeddingTime, UpdatedAt) = (cleanVenue, time, now);
        (MakeupInfo, SpecialRequests) = (StudioText.Clean(makeup, multiline: true), StudioText.Clean(requests, multiline: true));
        return Result.Ok;
    }

    private void Change(ProjectStatus next, DateTimeOffset now) => (ProjectStatus, StatusChangedAt, UpdatedAt) = (next, now, now);

    private void Reach(string type, DateTimeOffset at, DateTimeOffset now) => _milestones.Add(new ProjectMilestone(Id, type, at, now));
}
