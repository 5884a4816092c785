using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Venues;

/// <summary>No such venue.</summary>
public sealed record VenueNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>No such room, or it is not offered any more.</summary>
public sealed record RoomNotFound() : Refusal(RefusalKind.NotFound)
{
    /// <inheritdoc/>
    public override string? Field => "RoomId";
}

/// <summary>Two halls of one venue have the same name.</summary>
/// <param name="Name">Which.</param>
public sealed record HallNameTwice(string Name) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Name];

    /// <inheritdoc/>
    public override string? Field => "Halls";
}

/// <summary>Fewer than one guest, or more than any hall holds.</summary>
/// <param name="Most">The most.</param>
public sealed record CapacityOutOfRange(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => "Halls";
}

/// <summary>The database refused a second shoot in a room; the service finds out which and answers <see cref="RoomAlreadyBooked"/>.</summary>
public sealed record RoomOverlaps() : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override string? Field => "RoomId";
}

/// <summary>Another shoot is in the room then.</summary>
/// <param name="Room">Which room.</param>
/// <param name="Couple">Whose shoot.</param>
/// <param name="From">Its begin.</param>
/// <param name="To">Its end.</param>
public sealed record RoomAlreadyBooked(string Room, string Couple, DateTimeOffset From, DateTimeOffset To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Room, Couple, new Period(From, To)];

    /// <inheritdoc/>
    public override string? Field => "RoomId";
}
