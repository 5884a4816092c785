using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>What happens in a shoot (<c>shooting_schedules.schedule_type</c>).</summary>
public enum ScheduleType
{
    /// <summary>본 촬영.</summary>
    MainShoot,

    /// <summary>사전 촬영.</summary>
    PreWedding,

    /// <summary>메이크업.</summary>
    Makeup,

    /// <summary>예식.</summary>
    Ceremony,

    /// <summary>피로연.</summary>
    Reception,
}

/// <summary>How far a shoot is (<c>shooting_schedules.status</c>).</summary>
public enum ShootStatus
{
    /// <summary>Booked.</summary>
    Scheduled,

    /// <summary>Everybody of the crew said yes to this time, to us or to the manager who confirmed it.</summary>
    Confirmed,

    /// <summary>Going on.</summary>
    InProgress,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Called off; the people are free again.</summary>
    Cancelled,
}

/// <summary>What somebody of the crew says to being booked.</summary>
public enum CrewAnswer
{
    /// <summary>Nothing yet.</summary>
    Asked,

    /// <summary>They come.</summary>
    Accepted,

    /// <summary>They can't, and said why.</summary>
    Declined,
}

/// <summary>Why a person is busy.</summary>
public enum BookingSource
{
    /// <summary>On a shoot.</summary>
    Crew,

    /// <summary>휴가, 개인 일정.</summary>
    Leave,

    /// <summary>가예약: kept for a couple until it expires.</summary>
    Hold,

    /// <summary>개인 일정: busy in a private calendar of theirs.</summary>
    External,
}

/// <summary>Whether the time is taken.</summary>
public enum BookingStatus
{
    /// <summary>Taken.</summary>
    Booked,

    /// <summary>Free again.</summary>
    Cancelled,
}

/// <summary>The legal moves of a shoot (design, section 4), and the way back from a slip in the field.</summary>
public static class ShootFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<ShootStatus> Moves = new(
        new(ShootStatus.Scheduled, ShootStatus.Confirmed),
        new(ShootStatus.Scheduled, ShootStatus.InProgress, MoveBy.Fact),
        new(ShootStatus.Scheduled, ShootStatus.Cancelled, NeedsReason: true),
        new(ShootStatus.Confirmed, ShootStatus.Scheduled, MoveBy.Fact),
        new(ShootStatus.Confirmed, ShootStatus.InProgress),
        new(ShootStatus.Confirmed, ShootStatus.Cancelled, NeedsReason: true),
        new(ShootStatus.InProgress, ShootStatus.Completed),
        new(ShootStatus.InProgress, ShootStatus.Scheduled, NeedsReason: true),
        new(ShootStatus.InProgress, ShootStatus.Confirmed, NeedsReason: true),
        new(ShootStatus.Completed, ShootStatus.InProgress, NeedsReason: true),
        new(ShootStatus.Cancelled, ShootStatus.Scheduled, MoveBy.Fact),
        new(ShootStatus.Cancelled, ShootStatus.Confirmed, MoveBy.Fact)
    );
}
