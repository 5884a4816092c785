using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>How far a swap is (<c>shoot_swaps.status</c>).</summary>
public enum SwapStatus
{
    /// <summary>One of the crew wants to hand the work on.</summary>
    Offered,

    /// <summary>A colleague takes it.</summary>
    Accepted,

    /// <summary>The studio agreed; the crew is changed.</summary>
    Approved,

    /// <summary>The colleague or the studio said no.</summary>
    Declined,

    /// <summary>Taken back.</summary>
    Withdrawn,
}

/// <summary>The legal moves of a swap.</summary>
public static class SwapFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<SwapStatus> Moves = new(
        new(SwapStatus.Offered, SwapStatus.Accepted),
        new(SwapStatus.Offered, SwapStatus.Declined),
        new(SwapStatus.Offered, SwapStatus.Withdrawn),
        new(SwapStatus.Accepted, SwapStatus.Approved),
        new(SwapStatus.Accepted, SwapStatus.Declined),
        new(SwapStatus.Accepted, SwapStatus.Withdrawn)
    );
}

/// <summary>A wish to hand one's place on a shoot to a colleague (<c>shoot_swaps</c>). One is open per shoot and person (<c>ux_shoot_swaps_open</c>).</summary>
public sealed class ShootSwap
{
    private ShootSwap() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The shoot.</summary>
    public Guid ScheduleId { get; private init; }

    /// <summary>Who hands on.</summary>
    public Guid FromPersonId { get; private init; }

    /// <summary>Whom they ask; null for whoever can.</summary>
    public Guid? ToPersonId { get; private init; }

    /// <summary>Why.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>How far it is.</summary>
    public SwapStatus Status { get; private set; }

    /// <summary>Who takes it.</summary>
    public Guid? AcceptedById { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>Who approved, declined or took it back.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>What they said with it.</summary>
    public string? DecisionNote { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Offers one's place.</summary>
    /// <returns>Refused with <see cref="SwapWithOneself"/>, <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public static Result<ShootSwap> Offer(Guid scheduleId, Guid from, Guid? to, string? reason, DateTimeOffset now)
    {
        if (from == to)
        {
            return new SwapWithOneself();
        }

        var why = StudioText.Clean(reason);
        if (why is null)
        {
            return new FieldRequired(nameof(Reason));
        }

        return why.Length > Shoot.ReasonMaxLength
            ? new FieldTooLong(nameof(Reason), Shoot.ReasonMaxLength)
            : new ShootSwap
            {
                Id = Ids.New(),
                ScheduleId = scheduleId,
                FromPersonId = from,
                ToPersonId = to,
                Reason = why,
                CreatedAt = now,
            };
    }

    /// <summary>A colleague takes it. Who took it already hears yes again.</summary>
    /// <returns>Refused with <see cref="SwapNotForYou"/> or <see cref="SwapDecided"/>.</returns>
    public Result Accept(Guid by, DateTimeOffset now)
    {
        if (by == FromPersonId || (ToPersonId is { } asked && asked != by))
        {
            return new SwapNotForYou();
        }

        if (Status == SwapStatus.Accepted && AcceptedById == by)
        {
            return Result.Ok;
        }

        if (!SwapFlow.Moves.Allows(Status, SwapStatus.Accepted))
        {
            return new SwapDecided(Status);
        }

        (Status, AcceptedById, AcceptedAt) = (SwapStatus.Accepted, by, now);
        return Result.Ok;
    }

    /// <summary>Approves, declines or takes back.</summary>
    /// <returns>Refused with <see cref="SwapDecided"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Decide(SwapStatus next, Guid by, string? note, DateTimeOffset now)
    {
        if (!SwapFlow.Moves.Allows(Status, next) || next == SwapStatus.Accepted)
        {
            return new SwapDecided(Status);
        }

        var words = StudioText.Clean(note);
        if (words?.Length > Shoot.ReasonMaxLength)
        {
            return new FieldTooLong("Note", Shoot.ReasonMaxLength);
        }

        (Status, DecidedById, DecidedAt, DecisionNote) = (next, by, now, words);
        return Result.Ok;
    }
}

/// <summary>A swap needs somebody else.</summary>
public sealed record SwapWithOneself() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "ToPersonId";
}

/// <summary>No such swap, or none that the asker may see.</summary>
public sealed record SwapNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The swap was offered to somebody else.</summary>
public sealed record SwapNotForYou() : Refusal(RefusalKind.Forbidden);

/// <summary>The swap is already decided, or not so far.</summary>
public sealed record SwapDecided(SwapStatus Status) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Status];
}

/// <summary>This person's place on this shoot is already offered.</summary>
public sealed record SwapAlreadyOpen() : Refusal(RefusalKind.Conflict);
