using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Shared;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>What the booking form does where somebody else saved the shoot first.</summary>
public sealed partial class ShootForm
{
    private Func<Task<IReadOnlyList<NewerFact>?>>? Latest => ShootId is null ? null : LatestAsync;

    private async Task<IReadOnlyList<NewerFact>?> LatestAsync()
    {
        if ((await Schedules.ShootAsync(Actor, ShootId!.Value)).Value is not { } now)
        {
            return null;
        }

        var latest = ShootFormModel.From(now.Plan, Model.Project, Clock);
        var kept = NewerFact.Merge(Fields(), Model, _opened ?? latest, latest);
        (_newerVersion, _opened) = (now.Version, latest);
        await AskAboutPlaceAsync();
        await AskWhoIsFreeAsync();
        return kept;
    }

    // Place and venue, and the crew, are one thing each: half of another's would be neither.
    private IEnumerable<NewerField<ShootFormModel>> Fields() =>
        [
            new(Text["Type"], m => Words.Of(m.Type, CultureInfo.CurrentUICulture), (to, from) => to.Type = from.Type),
            new(
                Text["Date"],
                m => m.Date is { } day ? StudioFormat.Date(day, CultureInfo.CurrentUICulture) : null,
                (to, from) => to.Date = from.Date
            ),
            new(Text["Start"], m => Hour(m.Start), (to, from) => to.Start = from.Start),
            new(Text["End"], m => Hour(m.End), (to, from) => to.End = from.End),
            new(
                Text["Place"],
                m => m.Location,
                (to, from) => (to.Location, to.VenueId, to.HallId) = (from.Location, from.VenueId, from.HallId),
                m => $"{m.VenueId}|{m.HallId}|{m.Location}"
            ),
            new(Text["Address"], m => m.Address, (to, from) => to.Address = from.Address),
            new(Text["Travel"], m => Number(m.TravelMinutes), (to, from) => to.TravelMinutes = from.TravelMinutes),
            new(Text["Turnaround"], m => Number(m.TurnaroundMinutes), (to, from) => to.TurnaroundMinutes = from.TurnaroundMinutes),
            new(Text["Room"], m => m.RoomId is { } id ? RoomOf(id) : null, (to, from) => to.RoomId = from.RoomId),
            new(
                Text["Crew"],
                Crew,
                (to, from) => (to.PhotographerId, to.AssistantIds) = (from.PhotographerId, [.. from.AssistantIds]),
                m => $"{m.PhotographerId}|{string.Join(',', m.AssistantIds.Order())}"
            ),
            new(
                Text["Gear"],
                m =>
                    string.Join(
                        ", ",
                        m.GearIds.Order().Select(id => _gear.FirstOrDefault(g => g.Gear.Id == id)?.Gear.Name ?? id.ToString())
                    ),
                (to, from) => to.GearIds = [.. from.GearIds]
            ),
            new(Text["Equipment"], m => m.Equipment, (to, from) => to.Equipment = from.Equipment),
            new(Text["Notes"], m => m.Notes, (to, from) => to.Notes = from.Notes),
        ];

    private string Crew(ShootFormModel model) =>
        string.Join(
            ", ",
            (model.PhotographerId is { } main ? new[] { main } : [])
                .Concat(model.AssistantIds.Order())
                .Select(id => _people.FirstOrDefault(p => p.Person.Id == id)?.Person.Name ?? id.ToString())
        );

    private string RoomOf(Guid id) => _rooms.FirstOrDefault(r => r.Room.Id == id)?.Room.Name ?? id.ToString();

    private static string? Hour(TimeOnly? hour) => hour is { } at ? StudioFormat.Time(at) : null;

    private static string? Number(int? number) => number?.ToString(CultureInfo.CurrentCulture);
}
