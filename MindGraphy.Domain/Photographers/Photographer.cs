using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photographers;

/// <summary>Whether a photographer takes work now (<c>photographers.availability_status</c>).</summary>
public enum AvailabilityStatus
{
    /// <summary>Takes work.</summary>
    Available,

    /// <summary>Has no room.</summary>
    Busy,

    /// <summary>휴가.</summary>
    OnLeave,
}

/// <summary>What makes an account a photographer (<c>photographers</c>).</summary>
public sealed class Photographer
{
    private Photographer() { }

    /// <summary>Makes a photographer of an account.</summary>
    public Photographer(Guid userId, int? experienceYears, IReadOnlyList<string> specialties, DateTimeOffset now)
    {
        (Id, UserId, ExperienceYears, Specialties, CreatedAt, UpdatedAt) = (Ids.New(), userId, experienceYears, [.. specialties], now, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The account.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Where their pictures can be seen.</summary>
    public string? PortfolioUrl { get; private set; }

    /// <summary>Years in the trade.</summary>
    public int? ExperienceYears { get; private set; }

    /// <summary>본식, 스냅, 야외 …</summary>
    public List<string> Specialties { get; private set; } = [];

    /// <summary>Mean of the couples' ratings, 1.00 to 5.00; null without any.</summary>
    public decimal? Rating { get; private set; }

    /// <summary>Projects photographed.</summary>
    public int TotalProjects { get; private set; }

    /// <summary>Own equipment, as JSON.</summary>
    public string? EquipmentOwned { get; private set; }

    /// <summary>Whether they take work now.</summary>
    public AvailabilityStatus AvailabilityStatus { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }
}

/// <summary>A day, or hours of it, in which a photographer can or can't work (<c>photographer_availability</c>).</summary>
public sealed class PhotographerAvailability
{
    /// <summary>Most characters of a reason.</summary>
    public const int ReasonMaxLength = 255;

    private PhotographerAvailability() { }

    /// <summary>Enters a day. Without hours it means the whole day.</summary>
    public PhotographerAvailability(
        Guid photographerId,
        DateOnly date,
        TimeOnly? from,
        TimeOnly? to,
        bool isAvailable,
        string? reason,
        DateTimeOffset now
    )
    {
        (Id, PhotographerId, Date, TimeSlotStart, TimeSlotEnd) = (Ids.New(), photographerId, date, from, to);
        (IsAvailable, Reason, CreatedAt, UpdatedAt) = (isAvailable, reason, now, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The photographer.</summary>
    public Guid PhotographerId { get; private init; }

    /// <summary>The day in the studio's zone.</summary>
    public DateOnly Date { get; private init; }

    /// <summary>From; null for the whole day.</summary>
    public TimeOnly? TimeSlotStart { get; private init; }

    /// <summary>To.</summary>
    public TimeOnly? TimeSlotEnd { get; private init; }

    /// <summary>False for leave.</summary>
    public bool IsAvailable { get; private init; } = true;

    /// <summary>휴가, 개인 일정 …</summary>
    public string? Reason { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }
}

/// <summary>How one project went for a photographer (<c>photographer_performance</c>).</summary>
public sealed class PhotographerPerformance
{
    private PhotographerPerformance() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The photographer.</summary>
    public Guid PhotographerId { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>1 to 5.</summary>
    public int? ClientRating { get; private init; }

    /// <summary>Whether they were there in time.</summary>
    public bool? OnTime { get; private init; }

    /// <summary>1 to 5.</summary>
    public int? ProfessionalismScore { get; private init; }

    /// <summary>Pictures handed over.</summary>
    public int? PhotosDelivered { get; private init; }

    /// <summary>Whether something had to be photographed again.</summary>
    public bool? RetakeRequired { get; private init; }

    /// <summary>Words.</summary>
    public string? Feedback { get; private init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; private init; }
}
