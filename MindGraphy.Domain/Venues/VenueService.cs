using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Venues;

/// <summary>Where the studio photographs: venues with their halls, and its own rooms. Who has projects reads, who keeps the calendar writes.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class VenueService(IStudio studio, StudioClock clock)
{
    /// <summary>Venues by name, at most <see cref="IVenueRepository.MostRows"/> and one more where there are more; empty for who may not see them.</summary>
    public async Task<IReadOnlyList<VenueRow>> ListAsync(Actor actor, string? search, bool active = true, CancellationToken ct = default)
    {
        if (!MayRead(actor))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Venues.ListAsync(search, active, ct);
    }

    /// <summary>A venue for its form.</summary>
    /// <returns>Refused with <see cref="VenueNotFound"/>.</returns>
    public async Task<Result<VenueDetail>> VenueAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!MayRead(actor))
        {
            return new VenueNotFound();
        }

        await using var session = studio.Open(actor);
        return await session.Venues.DetailAsync(id, clock.Now, ct) is { } found ? found : new VenueNotFound();
    }

    /// <summary>Venues and halls to choose from, at most twenty; empty for who may not see them.</summary>
    public async Task<IReadOnlyList<VenuePick>> PickAsync(Actor actor, string? text, CancellationToken ct = default)
    {
        if (!MayRead(actor))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Venues.PickAsync(text, ct);
    }

    /// <summary>What a shoot at a venue should know, without its phone for who retouches; null where the venue is gone or the actor may not see it.</summary>
    public async Task<VenuePick?> FactsAsync(Actor actor, Guid venueId, Guid? hallId, CancellationToken ct = default)
    {
        if (!MayRead(actor))
        {
            return null;
        }

        await using var session = studio.Open(actor);
        var facts = await session.Venues.FactsAsync(venueId, hallId, ct);
        return actor.Role == UserRole.Editor && facts is not null ? facts with { Phone = null } : facts;
    }

    /// <summary>Makes a venue, or writes one anew.</summary>
    /// <returns>
    /// The venue's id. Refused with <see cref="VenueNotFound"/>, <see cref="Pipeline.NameTaken"/>, <see cref="EditedElsewhere"/>,
    /// <see cref="NotAllowed"/> or as <see cref="Venue.Make"/> refuses.
    /// </returns>
    public async Task<Result<Guid>> SaveAsync(
        Actor actor,
        Guid? id,
        VenueDetails details,
        uint expectedVersion,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        Venue venue;
        if (id is { } known)
        {
            if (await session.Venues.FindAsync(known, expectedVersion, ct) is not { } found)
            {
                return new VenueNotFound();
            }

            venue = found;
            var written = venue.Write(details, clock.Now);
            if (!written.Succeeded)
            {
                return written.Refusal;
            }
        }
        else
        {
            var made = Venue.Make(details, clock.Now);
            if (!made.Succeeded)
            {
                return made.Refusal;
            }

            venue = made.Value;
            session.Venues.Add(venue);
        }

        session.Raise(new VenueChanged(venue.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? venue.Id : saved.Refusal;
    }

    /// <summary>Every room in its order; empty for who may not see them.</summary>
    public async Task<IReadOnlyList<RoomRow>> RoomsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return Rows(await session.Venues.RoomsAsync(ct));
    }

    /// <summary>The rooms that are offered, each with the shoot that is in it in this time, one's own aside.</summary>
    public async Task<IReadOnlyList<RoomFreedom>> RoomsFreeAsync(
        Actor actor,
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? exceptShootId = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        var rooms = Rows(await session.Venues.RoomsAsync(ct));
        if (rooms.Count == 0)
        {
            return [];
        }

        var taken = to > from ? await session.Venues.TakenAsync(from, to, exceptShootId, ct) : new Dictionary<Guid, RoomAlreadyBooked>();
        return [.. rooms.Select(r => new RoomFreedom(r, taken.GetValueOrDefault(r.Id)))];
    }

    /// <summary>Makes a room at the end of the list, or writes one anew.</summary>
    /// <returns>Refused with <see cref="RoomNotFound"/>, <see cref="Pipeline.NameTaken"/>, <see cref="NotAllowed"/> or as <see cref="Room.Make"/> refuses.</returns>
    public Task<Result> SaveRoomAsync(Actor actor, Guid? id, string? name, bool isActive = true, CancellationToken ct = default) =>
        RoomsAsync(
            actor,
            (session, rooms) =>
            {
                if (id is { } known)
                {
                    return rooms.Find(r => r.Id == known) is { } room ? room.Write(name, isActive) : new RoomNotFound();
                }

                var made = Room.Make(name, rooms.Count, clock.Now);
                if (made.Succeeded)
                {
                    session.Venues.Add(made.Value);
                }

                return made.WithoutValue();
            },
            ct
        );

    /// <summary>Moves a room one place up or down; at the end it stays.</summary>
    /// <returns>Refused with <see cref="RoomNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public Task<Result> ShiftRoomAsync(Actor actor, Guid id, bool up, CancellationToken ct = default) =>
        RoomsAsync(
            actor,
            (_, rooms) =>
            {
                var place = rooms.FindIndex(r => r.Id == id);
                if (place < 0)
                {
                    return new RoomNotFound();
                }

                var other = Math.Clamp(place + (up ? -1 : 1), 0, rooms.Count - 1);
                (rooms[place], rooms[other]) = (rooms[other], rooms[place]);
                for (var i = 0; i < rooms.Count; i++)
                {
                    rooms[i].Place(i);
                }

                return Result.Ok;
            },
            ct
        );

    private static bool MayRead(Actor actor) => actor.May(Rights.Projects) || actor.May(Rights.Calendar);

    private static List<RoomRow> Rows(IReadOnlyList<Room> rooms) => [.. rooms.Select(r => new RoomRow(r.Id, r.Name, r.IsActive))];

    private async Task<Result> RoomsAsync(Actor actor, Func<IStudioSession, List<Room>, Result> act, CancellationToken ct)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var done = act(session, [.. await session.Venues.RoomsAsync(ct)]);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new RoomsChanged());
        return await session.SaveAsync(ct);
    }
}
