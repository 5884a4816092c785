using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photographers;

/// <summary>
/// Settling with outsourced photographers, by shoot and month. The fee of a shoot is copied from the profile by the database when somebody
/// comes into the crew. Money is for who holds <see cref="Rights.Contracts"/>.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class SettlementService(IStudio studio, StudioClock clock)
{
    /// <summary>A month of everybody who is settled with, or of one person.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<SettlementPerson>>> MonthAsync(
        Actor actor,
        DateOnly month,
        Guid? onlyOf = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        var (from, to) = Span(month);
        await using var session = studio.Open(actor);
        return Result.Of(await session.Settlement.MonthAsync(from, to, clock.Now, onlyOf, ct));
    }

    /// <summary>Writes the fee of one shoot, from what was shown.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="EditedElsewhere"/> where it is another by now, <see cref="FeeIsPaid"/>,
    /// <see cref="FeeOutOfRange"/> or <see cref="PhotographerNotFound"/>.
    /// </returns>
    public async Task<Result> PriceAsync(Actor actor, Guid personId, Guid shootId, Money? shown, Money? fee, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Settlement.LockAsync(personId, [shootId], ct) is not [var place])
        {
            return new PhotographerNotFound();
        }

        if (place.Fee != shown?.Won)
        {
            return new EditedElsewhere();
        }

        var priced = place.Price(fee);
        if (!priced.Succeeded)
        {
            return priced;
        }

        session.Raise(new SettlementChanged(personId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Marks everything of a person's month as paid that can be paid: exactly the sum that was shown, or nothing.</summary>
    /// <returns>The shoots, for taking it back. Refused with <see cref="NotAllowed"/> or <see cref="EditedElsewhere"/>.</returns>
    public async Task<Result<IReadOnlyList<Guid>>> SettleAsync(
        Actor actor,
        Guid personId,
        DateOnly month,
        Money shown,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        var (from, to) = Span(month);
        await using var session = studio.Open(actor);
        var read = await session.Settlement.MonthAsync(from, to, clock.Now, personId, ct);
        var shoots = read.SelectMany(p => p.Open).Select(l => l.ShootId).ToList();
        var places = await session.Settlement.LockAsync(personId, shoots, ct);
        if (places.Count == 0 || places.Any(p => p.SettledAt is not null) || places.Sum(p => p.Fee ?? 0) != shown.Won)
        {
            return new EditedElsewhere();
        }

        // A shoot may have been taken back while we waited for its rows: it is not over any more.
        var still = await session.Settlement.MonthAsync(from, to, clock.Now, personId, ct);
        if (!still.SelectMany(p => p.Open).Select(l => l.ShootId).SequenceEqual(shoots))
        {
            return new EditedElsewhere();
        }

        foreach (var place in places)
        {
            place.Settle(clock.Now);
        }

        session.Raise(new SettlementChanged(personId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? shoots : saved.Refusal;
    }

    /// <summary>Takes a payment back that was marked by mistake. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result> UnsettleAsync(Actor actor, Guid personId, IReadOnlyCollection<Guid> shoots, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        foreach (var place in await session.Settlement.LockAsync(personId, shoots, ct))
        {
            place.Unsettle();
        }

        session.Raise(new SettlementChanged(personId));
        return await session.SaveAsync(ct);
    }

    private (DateTimeOffset From, DateTimeOffset To) Span(DateOnly month)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        return (clock.At(first, TimeOnly.MinValue), clock.At(first.AddMonths(1), TimeOnly.MinValue));
    }
}
