using System.ComponentModel.DataAnnotations;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>What the booking form holds. Field names are those that refusals name.</summary>
public sealed class ShootFormModel
{
    // Who begins in the evening and ends early in the morning works through the night; everything else is a slip of the pen.
    private static readonly TimeOnly Evening = new(17, 0);
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

    /// <summary>Minutes on the way.</summary>
    [Range(0, Shoot.MaxTravelMinutes)]
    public int? TravelMinutes { get; set; }

    /// <summary>What to bring.</summary>
    public string? Equipment { get; set; }

    /// <summary>Remarks.</summary>
    [MaxLength(Shoot.NotesMaxLength)]
    public string? Notes { get; set; }

    /// <summary>Whether the end is on the next day.</summary>
    public bool EndsNextDay => Start is { } start && End is { } end && end <= EarlyMorning && start >= Evening;

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
            Equipment = plan.Equipment,
            Notes = plan.Notes,
        };

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
                Notes
            )
            : null;
}
