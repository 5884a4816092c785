using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Reports;

namespace MindGraphy.Domain.Projects;

/// <summary>One couple's work from shoot to archive (<c>projects</c>). Its status moves here and nowhere else.</summary>
public sealed partial class Project
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

    /// <summary>The venue that was picked; its words stand in <see cref="WeddingVenue"/> whatever becomes of it.</summary>
    public Guid? VenueId { get; private set; }

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
        if (contract.ContractStatus is not (ContractStatus.Active or ContractStatus.Signed) || contract.AmendsId is not null)
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
        project._milestones.Add(
            new ProjectMilestone(project.Id, MilestoneTypes.ContractSigned, contract.SignedAt ?? now, target: null, now)
        );
        return project;
    }

    /// <summary>Moves the work on by hand where the table allows it. What that means for the work is a fact too: retouched, handed over, archived.</summary>
    /// <param name="next">Where to.</param>
    /// <param name="clock">Tells the day of a moment.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="ProjectCannotMove"/>.</returns>
    public Result MoveTo(ProjectStatus next, StudioClock clock, DateTimeOffset now)
    {
        if (!ProjectFlow.Moves.AllowsByHand(ProjectStatus, next))
        {
            return new ProjectCannotMove(ProjectStatus, next);
        }

        Change(next, now);
        var fact = next switch
        {
            ProjectStatus.Completed => MilestoneTypes.RetouchingCompleted,
            ProjectStatus.Delivered => MilestoneTypes.Delivered,
            ProjectStatus.Archived => MilestoneTypes.Archived,
            _ => null,
        };
        if (fact is not null)
        {
            Reach(fact, clock, now);
        }

        return Result.Ok;
    }

    /// <summary>The fact "every main shoot was held". Repeating it changes nothing.</summary>
    public void ShootingCompleted(StudioClock clock, DateTimeOffset now) => Reach(MilestoneTypes.ShootingCompleted, clock, now);

    /// <summary>
    /// A step of a shoot was a slip and is taken back. Where its end was what completed the shooting, that fact is withdrawn, and what was promised for it is
    /// open again. A shoot that was booked once the shooting was complete had completed nothing.
    /// </summary>
    /// <param name="shoot">The shoot as it is now.</param>
    /// <param name="wasHeld">Whether it had been completed.</param>
    /// <param name="clock">Tells the day of a moment.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="Schedules.ShootIsWorkedOn"/> once the work is done or handed over.</returns>
    public Result ShootTakenBack(Schedules.Shoot shoot, bool wasHeld, StudioClock clock, DateTimeOffset now)
    {
        if (ProjectStatus >= ProjectStatus.Completed)
        {
            return new Schedules.ShootIsWorkedOn(ProjectStatus);
        }

        if (wasHeld && IsMain(shoot))
        {
            NotYetHeld(shoot.CreatedAt, clock, now);
        }

        return Result.Ok;
    }

    /// <summary>
    /// A calling off was a slip and is taken back: where the shooting was complete only because this shoot was off, it is not complete any more. Work that is
    /// done or handed over stays as it is.
    /// </summary>
    /// <param name="shoot">The shoot as it is now.</param>
    /// <param name="calledOff">When it had been called off.</param>
    /// <param name="clock">Tells the day of a moment.</param>
    /// <param name="now">Now.</param>
    public void ShootBroughtBack(Schedules.Shoot shoot, DateTimeOffset calledOff, StudioClock clock, DateTimeOffset now)
    {
        if (ProjectStatus < ProjectStatus.Completed && IsMain(shoot) && shoot.Status != Schedules.ShootStatus.Completed)
        {
            NotYetHeld(calledOff, clock, now);
        }
    }

    // What was written before that moment was complete without this shoot.
    private void NotYetHeld(DateTimeOffset since, StudioClock clock, DateTimeOffset now)
    {
        if (_milestones.RemoveAll(m => m.MilestoneType == MilestoneTypes.ShootingCompleted && m.CreatedAt >= since) > 0)
        {
            UpdatedAt = now;
            Replan(clock, now);
        }
    }

    /// <summary>The fact "photos are in": a scheduled project is in progress from now on. Repeating it changes nothing.</summary>
    public void PhotosArrived(StudioClock clock, DateTimeOffset now)
    {
        if (ProjectStatus == ProjectStatus.Scheduled)
        {
            Change(ProjectStatus.InProgress, now);
        }

        Reach(MilestoneTypes.PhotosArrived, clock, now);
    }

    /// <summary>The fact "the couple holds the proof link". Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="ProjectCannotMove"/> where photos never arrived or the work is done.</returns>
    public Result ProofsSent(StudioClock clock, DateTimeOffset now) =>
        Become(ProjectStatus.ProofReady, MilestoneTypes.ProofsSent, clock, now);

    /// <summary>The fact "the couple submitted their picks". Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="ProjectCannotMove"/>.</returns>
    public Result PicksSubmitted(StudioClock clock, DateTimeOffset now) =>
        Become(ProjectStatus.Editing, MilestoneTypes.PicksSubmitted, clock, now);

    /// <summary>The fact "every retouching job is done". The status moves by hand, when somebody has looked at them. Repeating it changes nothing.</summary>
    public void Retouched(StudioClock clock, DateTimeOffset now) => Reach(MilestoneTypes.RetouchingCompleted, clock, now);

    /// <summary>The fact "everything was handed over". Work that nobody called done stays where it is; repeating it changes nothing.</summary>
    public void HandedOver(StudioClock clock, DateTimeOffset now)
    {
        if (ProjectStatus == ProjectStatus.Completed)
        {
            Change(ProjectStatus.Delivered, now);
            Reach(MilestoneTypes.Delivered, clock, now);
        }
    }

    /// <summary>Names who photographs; kept in step with the main shoot.</summary>
    public void AssignPhotographer(Guid? userId) => AssignedPhotographerId = userId;

    /// <summary>Names who retouches.</summary>
    public void AssignEditor(Guid? userId) => AssignedEditorId = userId;

    /// <summary>The contract was amended: its day, hour and place are the project's, and what counts from the day moves along.</summary>
    public void Follow(Contract contract, StudioClock clock, DateTimeOffset now)
    {
        // Another place is another venue; which one, nobody picked yet.
        VenueId = contract.WeddingVenue == WeddingVenue ? VenueId : null;
        (WeddingTime, WeddingVenue, UpdatedAt) = (contract.WeddingTime, contract.WeddingVenue, now);
        MarryOn(contract.WeddingDate, clock, now);
    }

    /// <summary>The couple marries on this day: what counts from it moves along. The same day again changes nothing.</summary>
    public void MarryOn(DateOnly day, StudioClock clock, DateTimeOffset now)
    {
        if (day != WeddingDate)
        {
            (WeddingDate, UpdatedAt) = (day, now);
            Replan(clock, now);
        }
    }

    /// <summary>Writes what the day needs.</summary>
    /// <returns>Refused with <see cref="FieldTooLong"/>.</returns>
    public Result Describe(string? venue, TimeOnly? time, string? makeup, string? requests, DateTimeOffset now, Guid? venueId = null)
    {
        var cleanVenue = StudioText.Clean(venue);
        if (cleanVenue?.Length > VenueMaxLength)
        {
            return new FieldTooLong(nameof(WeddingVenue), VenueMaxLength);
        }

        (WeddingVenue, WeddingTime, VenueId, UpdatedAt) = (cleanVenue, time, cleanVenue is null ? null : venueId, now);
        (MakeupInfo, SpecialRequests) = (StudioText.Clean(makeup, multiline: true), StudioText.Clean(requests, multiline: true));
        return Result.Ok;
    }

    private void Change(ProjectStatus next, DateTimeOffset now) => (ProjectStatus, StatusChangedAt, UpdatedAt) = (next, now, now);

    private Result Become(ProjectStatus next, string fact, StudioClock clock, DateTimeOffset now)
    {
        if (ProjectStatus != next)
        {
            if (!ProjectFlow.Moves.Allows(ProjectStatus, next))
            {
                return new ProjectCannotMove(ProjectStatus, next);
            }

            Change(next, now);
        }

        Reach(fact, clock, now);
        return Result.Ok;
    }
}
