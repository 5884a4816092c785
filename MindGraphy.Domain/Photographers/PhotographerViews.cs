using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photographers;

/// <summary>Somebody's profile, hours or day changed.</summary>
/// <param name="PersonId">Whose.</param>
public sealed record PhotographerChanged(Guid PersonId) : IStudioEvent;

/// <summary>A request for leave came, was answered, taken back or cancelled.</summary>
/// <param name="RequestId">Which.</param>
/// <param name="PersonId">Whose.</param>
public sealed record LeaveChanged(Guid RequestId, Guid PersonId) : IStudioEvent;

/// <summary>A line of the team.</summary>
/// <param name="PersonId">The account.</param>
/// <param name="Name">Family name first.</param>
/// <param name="IsActive">False for who has left.</param>
/// <param name="Specialties">본식, 스냅 …</param>
/// <param name="Areas">서울, 경기 …</param>
/// <param name="Grade">The studio's word.</param>
/// <param name="Status">Whether they take work now.</param>
/// <param name="IsOutsourced">외주 작가.</param>
/// <param name="Rating">Mean of the couples' ratings; null without any.</param>
/// <param name="TotalProjects">Projects photographed.</param>
/// <param name="Weeks">The coming weeks from today on, one entry each.</param>
public sealed record TeamRow(
    Guid PersonId,
    string Name,
    bool IsActive,
    IReadOnlyList<string> Specialties,
    IReadOnlyList<string> Areas,
    string? Grade,
    AvailabilityStatus Status,
    bool IsOutsourced,
    decimal? Rating,
    int TotalProjects,
    IReadOnlyList<WeekLoad> Weeks
);

/// <summary>How much somebody has to do in seven days.</summary>
/// <param name="Shoots">Shoots that are on.</param>
/// <param name="Minutes">How long they are busy with them, the way there included.</param>
public sealed record WeekLoad(int Shoots, int Minutes)
{
    /// <summary>Nothing.</summary>
    public static WeekLoad None { get; } = new(0, 0);
}

/// <summary>The team as its page shows it.</summary>
/// <param name="Rows">Everybody who photographs or did, by name.</param>
/// <param name="Waiting">Requests for leave that wait for an answer.</param>
public sealed record Team(IReadOnlyList<TeamRow> Rows, int Waiting);

/// <summary>Everything about one photographer, for their page.</summary>
/// <param name="PersonId">The account.</param>
/// <param name="Name">Family name first.</param>
/// <param name="Email">The address they sign in with.</param>
/// <param name="Phone">Their number, E.164.</param>
/// <param name="IsActive">False for who has left.</param>
/// <param name="Profile">What the form shows; without fee and settling for who may not see money.</param>
/// <param name="Week">Hours by weekday.</param>
/// <param name="Rating">Mean of the couples' ratings.</param>
/// <param name="TotalProjects">Projects photographed.</param>
/// <param name="Version">Hand it back with a command; 0 where nothing was written yet.</param>
public sealed record PhotographerDetail(
    Guid PersonId,
    string Name,
    string Email,
    string? Phone,
    bool IsActive,
    ProfileDraft Profile,
    IReadOnlyList<HourRange> Week,
    decimal? Rating,
    int TotalProjects,
    uint Version
);

/// <summary>What stands on one day of somebody's month.</summary>
/// <param name="Date">The day.</param>
/// <param name="Shoots">Shoots that touch it, by begin.</param>
/// <param name="Away">Leave, by begin.</param>
/// <param name="Extra">Hours beside the usual ones.</param>
public sealed record PersonDay(DateOnly Date, IReadOnlyList<DayShoot> Shoots, IReadOnlyList<DaySlot> Away, IReadOnlyList<DaySlot> Extra);

/// <summary>A shoot on somebody's day.</summary>
/// <param name="ShootId">Which.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Location">Venue and hall.</param>
/// <param name="From">Begin.</param>
/// <param name="To">End.</param>
public sealed record DayShoot(Guid ShootId, string Couple, string? Location, DateTimeOffset From, DateTimeOffset To);

/// <summary>Leave or extra hours of one day.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Date">The day.</param>
/// <param name="From">From; null for the whole day.</param>
/// <param name="To">To; null for the day's end.</param>
/// <param name="IsAvailable">Whether it is extra hours.</param>
/// <param name="Reason">Why.</param>
/// <param name="OfRequest">Whether it came from a request for leave.</param>
public sealed record DaySlot(Guid Id, DateOnly Date, TimeOnly? From, TimeOnly? To, bool IsAvailable, string? Reason, bool OfRequest);

/// <summary>A request for leave as lists show it.</summary>
/// <param name="Id">The request.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="Person">Their name.</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="From">From, where it is hours.</param>
/// <param name="To">To.</param>
/// <param name="Kind">What for.</param>
/// <param name="Reason">In their words.</param>
/// <param name="Status">How far it is.</param>
/// <param name="DecidedBy">Who answered.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Note">What they said.</param>
/// <param name="AskedAt">When it came.</param>
/// <param name="Shoots">Shoots of the person in that time.</param>
public sealed record LeaveRow(
    Guid Id,
    Guid PersonId,
    string Person,
    DateOnly FirstDay,
    DateOnly LastDay,
    TimeOnly? From,
    TimeOnly? To,
    LeaveKind Kind,
    string? Reason,
    LeaveStatus Status,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Note,
    DateTimeOffset AskedAt,
    int Shoots
)
{
    /// <summary>How many days.</summary>
    public int Days => LastDay.DayNumber - FirstDay.DayNumber + 1;
}

/// <summary>One's own leave.</summary>
/// <param name="MayAsk">Whether one photographs; who does not asks in another way.</param>
/// <param name="Requests">Those that wait first.</param>
public sealed record MyLeave(bool MayAsk, IReadOnlyList<LeaveRow> Requests);
