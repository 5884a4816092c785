using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>A drag that was refused: its panel opens with what was tried.</summary>
/// <param name="ShootId">The shoot.</param>
/// <param name="Drag">Where it was dropped.</param>
public sealed record ShootAttempt(Guid ShootId, ShootDrag Drag);
