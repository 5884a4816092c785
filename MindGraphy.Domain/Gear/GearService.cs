using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Gear;

/// <summary>The studio's equipment: who has projects reads, who keeps the calendar writes.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class GearService(IStudio studio, StudioClock clock)
{
    /// <summary>Every piece in its order; empty for who may not see them.</summary>
    public async Task<IReadOnlyList<GearRow>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects) && !actor.May(Rights.Calendar))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return Rows(await session.Gear.ListAsync(ct));
    }

    /// <summary>Every piece with the shoot that has it in this time, one's own aside; empty for who may not book.</summary>
    public async Task<IReadOnlyList<GearFreedom>> FreeAsync(
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
        var all = Rows(await session.Gear.ListAsync(ct));
        if (all.Count == 0)
        {
            return [];
        }

        var taken = to > from ? await session.Gear.TakenAsync(from, to, exceptShootId, ct) : new Dictionary<Guid, GearAlreadyBooked>();
        return [.. all.Select(g => new GearFreedom(g, taken.GetValueOrDefault(g.Id)))];
    }

    /// <summary>Makes a piece at the end of the list, or writes one anew.</summary>
    /// <returns>Refused with <see cref="GearNotFound"/>, <see cref="Pipeline.NameTaken"/>, <see cref="NotAllowed"/> or as <see cref="GearItem.Make"/> refuses.</returns>
    public Task<Result> SaveAsync(Actor actor, Guid? id, string? name, bool isActive = true, CancellationToken ct = default) =>
        ActAsync(
            actor,
            (session, all) =>
            {
                if (id is { } known)
                {
                    return all.Find(g => g.Id == known) is { } item ? item.Write(name, isActive) : new GearNotFound();
                }

                var made = GearItem.Make(name, all.Count, clock.Now);
                if (made.Succeeded)
                {
                    session.Gear.Add(made.Value);
                }

                return made.WithoutValue();
            },
            ct
        );

    /// <summary>Moves a piece one place up or down; at the end it stays.</summary>
    /// <returns>Refused with <see cref="GearNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public Task<Result> ShiftAsync(Actor actor, Guid id, bool up, CancellationToken ct = default) =>
        ActAsync(
            actor,
            (_, all) =>
            {
                var place = all.FindIndex(g => g.Id == id);
                if (place < 0)
                {
                    return new GearNotFound();
                }

                var other = Math.Clamp(place + (up ? -1 : 1), 0, all.Count - 1);
                (all[place], all[other]) = (all[other], all[place]);
                for (var i = 0; i < all.Count; i++)
                {
                    all[i].Place(i);
                }

                return Result.Ok;
            },
            ct
        );

    private static List<GearRow> Rows(IReadOnlyList<GearItem> all) => [.. all.Select(g => new GearRow(g.Id, g.Name, g.IsActive))];

    private async Task<Result> ActAsync(Actor actor, Func<IStudioSession, List<GearItem>, Result> act, CancellationToken ct)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var done = act(session, [.. await session.Gear.ListAsync(ct)]);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new GearChanged());
        return await session.SaveAsync(ct);
    }
}
