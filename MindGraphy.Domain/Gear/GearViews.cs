using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Gear;

/// <summary>The list of gear changed.</summary>
public sealed record GearChanged : IStudioEvent;

/// <summary>A piece in its list.</summary>
/// <param name="Id">The piece.</param>
/// <param name="Name">Name.</param>
/// <param name="IsActive">Whether it is offered.</param>
public sealed record GearRow(Guid Id, string Name, bool IsActive);

/// <summary>Whether a piece is free at a time.</summary>
/// <param name="Gear">Which.</param>
/// <param name="TakenBy">The shoot that has it; null where it is free.</param>
public sealed record GearFreedom(GearRow Gear, GearAlreadyBooked? TakenBy);

/// <summary>No such gear, or it is not offered any more.</summary>
public sealed record GearNotFound() : Refusal(RefusalKind.NotFound)
{
    /// <inheritdoc/>
    public override string? Field => "GearIds";
}

/// <summary>The database refused a second shoot with a piece; the service finds out which and answers <see cref="GearAlreadyBooked"/>.</summary>
public sealed record GearOverlaps() : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override string? Field => "GearIds";
}

/// <summary>Another shoot has the piece then.</summary>
/// <param name="Gear">Which piece.</param>
/// <param name="Couple">Whose shoot.</param>
/// <param name="From">Out from, the way there included.</param>
/// <param name="To">Until.</param>
public sealed record GearAlreadyBooked(string Gear, string Couple, DateTimeOffset From, DateTimeOffset To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Gear, Couple, new Period(From, To)];

    /// <inheritdoc/>
    public override string? Field => "GearIds";
}
