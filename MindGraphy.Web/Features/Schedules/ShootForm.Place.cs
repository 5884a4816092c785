using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Venues;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>The place, room and gear of the booking form.</summary>
public sealed partial class ShootForm
{
    private IReadOnlyList<RoomFreedom> _rooms = [];
    private IReadOnlyList<GearFreedom> _gear = [];
    private VenuePick? _venue;

    private async Task AskAboutPlaceAsync() =>
        _venue = Model.VenueId is { } venue ? await Venues.FactsAsync(Actor, venue, Model.HallId) : null;

    private async Task PickVenueAsync(VenuePick? pick)
    {
        var before = Model.TravelMinutes;
        Model.Pick(pick, _venue);
        _venue = pick;
        if (Model.TravelMinutes != before)
        {
            await AskWhoIsFreeAsync();
        }
    }

    // Rooms that were put away are shown only where this shoot is in one.
    private async Task AskAboutRoomsAsync(DateTimeOffset from, DateTimeOffset to) =>
        _rooms = [.. (await Venues.RoomsFreeAsync(Actor, from, to, ShootId)).Where(r => r.Room.IsActive || r.Room.Id == Model.RoomId)];

    private string RoomName(RoomFreedom room) =>
        room.TakenBy is { } taken ? $"{room.Room.Name} · {Times(taken.From, taken.To)} {taken.Couple}" : room.Room.Name;

    private async Task AskAboutGearAsync(DateTimeOffset from, DateTimeOffset to) =>
        _gear = [.. (await Gear.FreeAsync(Actor, from, to, ShootId)).Where(g => g.Gear.IsActive || Model.GearIds.Contains(g.Gear.Id))];

    private void SetGear(Guid gear, bool goes)
    {
        Model.GearIds.Remove(gear);
        if (goes)
        {
            Model.GearIds.Add(gear);
        }
    }

    private string Times(DateTimeOffset from, DateTimeOffset to) =>
        $"{StudioFormat.Time(TimeOnly.FromDateTime(Clock.Local(from).DateTime))}–{StudioFormat.Time(TimeOnly.FromDateTime(Clock.Local(to).DateTime))}";
}
