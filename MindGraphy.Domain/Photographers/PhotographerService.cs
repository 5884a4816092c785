using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photographers;

/// <summary>The people who photograph: what they can, when they work, how much they have to do. Money is shown to who may see money.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class PhotographerService(IStudio studio, StudioClock clock)
{
    /// <summary>How many weeks of work the team's page shows.</summary>
    public const int Weeks = 4;

    /// <summary>The team with its work of the coming <see cref="Weeks"/> weeks.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<Team>> TeamAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var rows = await session.Photographers.TeamAsync(ct);
        var load = await session.Photographers.LoadAsync(clock.At(clock.Today, TimeOnly.MinValue), Weeks, ct);
        return new Team(
            [
                .. rows.Select(r =>
                    r with
                    {
                        Weeks = [.. Enumerable.Range(0, Weeks).Select(w => load.GetValueOrDefault((r.PersonId, w), WeekLoad.None))],
                    }
                ),
            ],
            await session.Leave.WaitingAsync(ct)
        );
    }

    /// <summary>One photographer.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="PhotographerNotFound"/>.</returns>
    public async Task<Result<PhotographerDetail>> DetailAsync(Actor actor, Guid personId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Photographers.DetailAsync(personId, ct) is not { } found)
        {
            return new PhotographerNotFound();
        }

        return actor.May(Rights.Contracts) ? found : found with { Profile = found.Profile with { Fee = null, SettlementNote = null } };
    }

    /// <summary>Writes a profile. Fee and settling stay as they are where the actor may not see money.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="PhotographerNotFound"/>, <see cref="EditedElsewhere"/>, or as
    /// <see cref="Photographer.Describe"/> does.
    /// </returns>
    public Task<Result> DescribeAsync(
        Actor actor,
        Guid personId,
        ProfileDraft draft,
        uint expectedVersion,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            actor,
            personId,
            p => p.Describe(actor.May(Rights.Contracts) ? draft : draft with { Fee = p.Fee, SettlementNote = p.SettlementNote }, clock.Now),
            expectedVersion,
            ct
        );

    /// <summary>Writes the hours of a week; none means any hour.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="PhotographerNotFound"/>, <see cref="EditedElsewhere"/>, <see cref="HoursOverlap"/>
    /// or <see cref="TooManyHours"/>.
    /// </returns>
    public Task<Result> WorkAsync(
        Actor actor,
        Guid personId,
        IReadOnlyList<HourRange> week,
        uint expectedVersion,
        CancellationToken ct = default
    ) => ChangeAsync(actor, personId, p => p.Work(week, clock.Now), expectedVersion, ct);

    /// <summary>Who of these people would work outside their hours, with the words for why. Advice: nothing refuses to book for it.</summary>
    /// <param name="actor">Who asks; nobody is named without <see cref="Rights.Calendar"/>.</param>
    /// <param name="people">Accounts.</param>
    /// <param name="from">Begin.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns><see cref="PersonOutsideHours"/> or <see cref="PersonOffThatDay"/> by person; who is inside their hours, or has none, is not in it.</returns>
    public async Task<IReadOnlyDictionary<Guid, Refusal>> OutsideHoursAsync(
        Actor actor,
        IReadOnlyCollection<Guid> people,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar) || people.Count == 0 || to <= from)
        {
            return new Dictionary<Guid, Refusal>();
        }

        await using var session = studio.Open(actor);
        var hours = await session.Photographers.HoursAsync(people, clock.DateOf(from).AddDays(-1), clock.DateOf(to), ct);
        return hours
            .Select(h => (h.PersonId, Why: WorkingTime.Outside(h, from, to, clock)))
            .Where(x => x.Why is not null)
            .ToDictionary(x => x.PersonId, x => x.Why!);
    }

    private async Task<Result> ChangeAsync(
        Actor actor,
        Guid personId,
        Func<Photographer, Result> change,
        uint expectedVersion,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        await session.Schedules.TakeTurnAsync([personId], clock.Now, ct);
        if (await session.Photographers.FindAsync(personId, expectedVersion, ct) is not { } photographer)
        {
            return new PhotographerNotFound();
        }

        var changed = change(photographer);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new PhotographerChanged(personId));
        return await session.SaveAsync(ct);
    }
}
