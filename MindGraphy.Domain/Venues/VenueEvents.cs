using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Venues;

/// <summary>A venue was made or written anew.</summary>
/// <param name="VenueId">Which.</param>
public sealed record VenueChanged(Guid VenueId) : IStudioEvent;

/// <summary>The list of rooms changed.</summary>
public sealed record RoomsChanged : IStudioEvent;

/// <summary>A day of the studio's own changed.</summary>
/// <param name="Day">Which.</param>
public sealed record HolidayChanged(DateOnly Day) : IStudioEvent;
