using System.ComponentModel.DataAnnotations;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>What the booking form holds. Field names are those that refusals name.</summary>
public sealed class ShootFormModel
{
    // Who ends at midnight or early in the morning, before the hour they begin at, works through the night; everything else is a slip of the pen.
    private static readonly TimeOnly EarlyMorning = new(8, 0);

    /// <summary>The project.</summary>
    [Required]
    public ProjectPick? Project { get; set; }

    /// <summary>What happens.</summary>
    public ScheduleType Type { get; set; }

    /// <summary>The day.</summary>
    [Required]
    public DateOnly? Date { get; set; }

    /// <summary>Begin.</summary>
    [Required]
    public TimeOnly? Start { get; set; }

    /// <summary>End; early in the morning it is the next day's.</summary>
    [Required]
    public TimeOnly? End { get; set; }

    /// <summary>Main photographer.</summary>
    public Guid? PhotographerId { get; set; }

    /// <summary>Assistants.</summary>
    public List<Guid> AssistantIds { get; set; } = [];

    /// <summary>Venue and hall.</summary>
    [MaxLength(Shoot.LocationMaxLength)]
    public string? Location { get; set; }

    /// <summary>Road address.</summary>
    public string? Address { get; set; }

    /// <summary>The venue that was picked.</summary>
    public Guid? VenueId { get; set; }

    /// <summary>Its hall.</summary>
    public Guid? HallId { get; set; }

    /// <summary>The studio's own room.</summary>
    public Guid? RoomId { get; set; }

    /// <summary>The studio's gear that goes along.</summary>
    public List<Guid> GearIds { get; set; } = [];

    /// <summary>Minutes on the way.</summary>
    [Range(0, Shoot.MaxTravelMinutes)]
    public int? TravelMinutes { get; set; }

    /// <summary>Minutes to pack up.</summary>
    [Range(0, Shoot.MaxTurnaroundMinutes)]
    public int? TurnaroundMinutes { get; set; }

    /// <summary>Whether the crew is booked although somebody is busy.</summary>
    public bool Overbook { get; set; }

    /// <summary>Why.</summary>
    [MaxLength(Shoot.ReasonMaxLength)]
    public string? OverrideReason { get; set; }

    /// <summary>What to bring.</summary>
    public string? Equipment { get; set; }

    /// <summary>Remarks.</summary>
    [MaxLength(Shoot.NotesMaxLength)]
    public string? Notes { get; set; }

    /// <summary>Whether the end is on the next day.</summary>
    public bool EndsNextDay => IsNextDay(Start, End);

    /// <summary>Whether an hour that a time ends at is the next day's.</summary>
    internal static bool IsNextDay(TimeOnly? start, TimeOnly? end) =>
        start is { } begins && end is { } ends && ends <= begins && ends <= EarlyMorning;

    /// <summary>What stands in a plan, in the studio's zone.</summary>
    public static ShootFormModel From(ShootPlan plan, ProjectPick? project, StudioClock clock) =>
        new()
        {
            Project = project,
            Type = plan.Type,
            Date = clock.DateOf(plan.Start),
            Start = TimeOnly.FromDateTime(clock.Local(plan.Start).DateTime),
            End = TimeOnly.FromDateTime(clock.Local(plan.End).DateTime),
            PhotographerId = plan.PhotographerId,
            AssistantIds = [.. plan.AssistantIds],
            Location = plan.Location,
            Address = plan.Address,
            TravelMinutes = plan.TravelMinutes,
            TurnaroundMinutes = plan.TurnaroundMinutes,
            Equipment = plan.Equipment,
            Notes = plan.Notes,
            VenueId = plan.VenueId,
            HallId = plan.HallId,
            RoomId = plan.RoomId,
            GearIds = [.. plan.GearIds ?? []],
        };

    /// <summary>Takes what a picked venue knows: its address and way go in where nothing else was typed than what the one before had put there.</summary>
    /// <param name="pick">The venue; null where a place was typed.</param>
    /// <param name="before">The one that was picked before.</param>
    public void Pick(VenuePick? pick, VenuePick? before)
    {
        (VenueId, HallId) = (pick?.VenueId, pick?.HallId);
        if (string.IsNullOrWhiteSpace(Address) || Address == before?.Address)
        {
            Address = pick?.Address;
        }

        if (TravelMinutes is null || TravelMinutes == before?.TravelMinutes)
        {
            TravelMinutes = pick?.TravelMinutes;
        }
    }

    /// <summary>The same once more, for what was typed to be held against.</summary>
    public ShootFormModel Copy()
    {
        var copy = (ShootFormModel)MemberwiseClone();
        (copy.AssistantIds, copy.GearIds) = ([.. AssistantIds], [.. GearIds]);
        return copy;
    }

    /// <summary>The plan; null while day or hours are missing.</summary>
    public ShootPlan? ToPlan(StudioClock clock) =>
        (Date, Start, End) is ({ } date, { } start, { } end)
            ? new ShootPlan(
                Type,
                clock.At(date, start),
                clock.At(EndsNextDay ? date.AddDays(1) : date, end),
                PhotographerId,
                AssistantIds,
                Location,
                Address,
                TravelMinutes,
                Equipment,
                Notes,
                VenueId: VenueId,
                HallId: HallId,
                RoomId: RoomId,
                GearIds: [.. GearIds],
                TurnaroundMinutes: TurnaroundMinutes
            )
            : null;
}
