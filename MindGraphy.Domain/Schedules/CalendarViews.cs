namespace MindGraphy.Domain.Schedules;

/// <summary>What stands in the calendar.</summary>
public enum CalendarKind
{
    /// <summary>A shoot with its crew.</summary>
    Shoot,

    /// <summary>Leave of one person.</summary>
    Leave,

    /// <summary>가예약: time kept for a couple until it ends by itself.</summary>
    Hold,

    /// <summary>개인 일정: busy in a private calendar; nobody sees with what.</summary>
    Private,

    /// <summary>문의: a couple asks for this day; nobody's time is taken.</summary>
    Inquiry,
}

/// <summary>A person who can be booked.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Family name first.</param>
/// <param name="Colour">0 to <see cref="Colours"/> less one; stays the same when others come and go.</param>
/// <param name="IsActive">False for who has left but still stands in old entries.</param>
public sealed record CrewMember(Guid Id, string Name, int Colour, bool IsActive)
{
    /// <summary>How many colours there are.</summary>
    public const int Colours = 12;
}

/// <summary>One thing in the calendar.</summary>
/// <param name="Id">The shoot, the leave (availability) or the hold.</param>
/// <param name="Kind">Which of them.</param>
/// <param name="Title">The couple; for leave its reason; empty where there is none.</param>
/// <param name="Start">Begin.</param>
/// <param name="End">End.</param>
/// <param name="TravelFrom">Since when the crew is on the way; null without.</param>
/// <param name="PersonIds">Who is busy: the main photographer first.</param>
/// <param name="HasPhotographer">Whether the first of them is the main photographer.</param>
/// <param name="Status">How far a shoot is; null for others.</param>
/// <param name="Type">What happens in a shoot; null for others.</param>
/// <param name="Location">Venue and hall.</param>
/// <param name="ProjectId">The project of a shoot.</param>
/// <param name="ExpiresAt">When a hold ends by itself.</param>
/// <param name="Version">Hand it back with a command; 0 for what is no shoot.</param>
public sealed record CalendarEntry(
    Guid Id,
    CalendarKind Kind,
    string Title,
    DateTimeOffset Start,
    DateTimeOffset End,
    DateTimeOffset? TravelFrom,
    IReadOnlyList<Guid> PersonIds,
    bool HasPhotographer,
    ShootStatus? Status,
    ScheduleType? Type,
    string? Location,
    Guid? ProjectId,
    DateTimeOffset? ExpiresAt,
    uint Version
)
{
    /// <summary>Until when the crew packs up; null without.</summary>
    public DateTimeOffset? TurnaroundTo { get; init; }

    /// <summary>Whether it knowingly stands beside something else of its crew.</summary>
    public bool IsOverbooked { get; init; }

    /// <summary>Whether somebody of the crew said that they can't come.</summary>
    public bool IsDeclined { get; init; }

    /// <summary>The couple of a hold or an inquiry.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>Whether it takes any time of a day, also where it began the evening before. What ends at midnight takes nothing of the next day.</summary>
    public bool IsOn(DateOnly day, Common.StudioClock clock) =>
        Start < clock.At(day.AddDays(1), TimeOnly.MinValue) && (End > clock.At(day, TimeOnly.MinValue) || clock.DateOf(Start) == day);

    /// <summary>Whether it can still be moved about.</summary>
    public bool CanMove => Kind == CalendarKind.Shoot && Status is ShootStatus.Scheduled or ShootStatus.Confirmed;
}

/// <summary>What of the calendar is asked for.</summary>
/// <param name="PersonIds">Only entries of these people; empty for everybody.</param>
/// <param name="WithCancelled">Called-off shoots too.</param>
/// <param name="Types">Only shoots of these kinds; empty for all.</param>
/// <param name="Statuses">Only shoots this far; empty for all.</param>
/// <param name="Venue">Part of the place; null for all.</param>
/// <param name="WithInquiries">Couples who ask for a day and have no project yet.</param>
public sealed record CalendarFilter(
    IReadOnlyList<Guid> PersonIds,
    bool WithCancelled = false,
    IReadOnlyList<ScheduleType>? Types = null,
    IReadOnlyList<ShootStatus>? Statuses = null,
    string? Venue = null,
    bool WithInquiries = false
)
{
    /// <summary>Everything that is on.</summary>
    public static CalendarFilter Everything { get; } = new([]);

    /// <summary>Whether only shoots can be meant.</summary>
    public bool IsOfShoots => Types is { Count: > 0 } || Statuses is { Count: > 0 } || !string.IsNullOrWhiteSpace(Venue);
}

/// <summary>Whether a person is free at a time, and if not, why.</summary>
/// <param name="Person">Who.</param>
/// <param name="BusyWith">Null where they are free.</param>
public sealed record Freedom(CrewMember Person, PersonAlreadyBooked? BusyWith);

/// <summary>Everything about one shoot, for its panel and for editing it.</summary>
/// <param name="Id">The shoot.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="ProjectNumber">Its number.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Plan">What is booked.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Version">Hand it back with a command.</param>
/// <param name="OverrideReason">Why it stands beside something else; null where it does not.</param>
/// <param name="OverriddenBy">Who let it.</param>
/// <param name="RetakeReason">Why it has to be photographed again; null where it has not.</param>
public sealed record ShootDetail(
    Guid Id,
    Guid ProjectId,
    string ProjectNumber,
    string Couple,
    ShootPlan Plan,
    ShootStatus Status,
    uint Version,
    string? OverrideReason = null,
    string? OverriddenBy = null,
    string? RetakeReason = null
)
{
    /// <summary>Names of the studio's gear that goes along, in their order.</summary>
    public IReadOnlyList<string> Gear { get; init; } = [];
}

/// <summary>Another time, other hands: what dragging a card asks.</summary>
/// <param name="Start">New begin.</param>
/// <param name="End">New end.</param>
/// <param name="FromPersonId">Whose column it left; null where it stayed or has no columns.</param>
/// <param name="ToPersonId">Whose column it was dropped on.</param>
public sealed record ShootDrag(DateTimeOffset Start, DateTimeOffset End, Guid? FromPersonId = null, Guid? ToPersonId = null);

/// <summary>What a drag took away, for <see cref="ScheduleService.DragBackAsync"/>.</summary>
/// <param name="Back">The drag that makes it what it was.</param>
/// <param name="Crew">What went with those who fell out of the crew.</param>
/// <param name="Withdrawn">The substitution that it withdrew, and how far that was; null where it withdrew none.</param>
/// <param name="Own">What who dragged it had said to it; null where they are not of its crew. Nobody is written to about their own drags, so that no letter keeps it.</param>
public sealed record ShootDragged(
    ShootDrag Back,
    IReadOnlyList<CrewKept> Crew,
    (Guid Id, SubstitutionStatus Status)? Withdrawn = null,
    CrewWord? Own = null
);
