using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>A shoot was booked.</summary>
/// <param name="ShootId">Which.</param>
/// <param name="Day">Its day in the studio's zone.</param>
public sealed record ShootBooked(Guid ShootId, DateOnly Day) : IStudioEvent;

/// <summary>A shoot's time, place, crew or status changed. Where it moved to another day, both days are told.</summary>
/// <param name="ShootId">Which.</param>
/// <param name="Day">Its day in the studio's zone.</param>
public sealed record ShootChanged(Guid ShootId, DateOnly Day) : IStudioEvent;

/// <summary>A person's leave or hold began or ended.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Day">Its day in the studio's zone.</param>
public sealed record PersonTimeChanged(Guid PersonId, DateOnly Day) : IStudioEvent;

/// <summary>A place on a shoot was offered, taken or decided.</summary>
/// <param name="SwapId">The swap.</param>
/// <param name="ShootId">The shoot.</param>
public sealed record SwapChanged(Guid SwapId, Guid ShootId) : IStudioEvent;

/// <summary>Another photographer than promised was proposed, or the couple said something to it.</summary>
/// <param name="ProjectId">The project.</param>
public sealed record SubstitutionChanged(Guid ProjectId) : IStudioEvent;
