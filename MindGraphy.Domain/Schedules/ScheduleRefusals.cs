using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>No such shoot, or none that the asker may see.</summary>
public sealed record ShootNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The status table has no such move now.</summary>
public sealed record ShootCannotMove(ShootStatus From, ShootStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>The end is not after the begin.</summary>
public sealed record ShootEndsBeforeItStarts() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "End";
}

/// <summary>Longer than a day.</summary>
public sealed record ShootTooLong(int Hours) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Hours];

    /// <inheritdoc/>
    public override string? Field => "End";
}

/// <summary>The way there is not between 0 and the most minutes.</summary>
public sealed record TravelOutOfRange(int Minutes) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Minutes];

    /// <inheritdoc/>
    public override string? Field => "TravelMinutes";
}

/// <summary>One person can't be photographer and assistant of one shoot.</summary>
public sealed record AssistantIsPhotographer() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "AssistantIds";
}

/// <summary>The database refused an overlap; the service finds out with what and answers <see cref="PersonAlreadyBooked"/>.</summary>
public sealed record BookingOverlaps() : Refusal(RefusalKind.Conflict);

/// <summary>A person is already busy then; names what and when.</summary>
/// <param name="Person">Who.</param>
/// <param name="What">The other shoot's couple and place, or leave, or hold.</param>
/// <param name="From">Busy from.</param>
/// <param name="To">Busy until.</param>
public sealed record PersonAlreadyBooked(string Person, string What, DateTimeOffset From, DateTimeOffset To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Person, What, From, To];
}
