using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>An empty place of the calendar was chosen.</summary>
/// <param name="Start">Its begin; a whole day in the month view.</param>
/// <param name="End">Its end.</param>
/// <param name="PersonId">Whose column it is in; null without columns.</param>
public sealed record SlotPicked(DateTimeOffset Start, DateTimeOffset End, Guid? PersonId);

/// <summary>A card was dropped elsewhere or made longer or shorter.</summary>
/// <param name="Entry">The card.</param>
/// <param name="Drag">Where to.</param>
public sealed record EntryDragged(CalendarEntry Entry, ShootDrag Drag);
