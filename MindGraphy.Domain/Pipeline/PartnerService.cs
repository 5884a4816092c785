using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Pipeline;

/// <summary>What a partner sent, and what they get for it. Couples need <see cref="Rights.Leads"/>, money <see cref="Rights.Contracts"/>.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class PartnerService(IStudio studio, StudioClock clock)
{
    /// <summary>A partner with the couples they sent, newest weddings first, at most 200. Without <see cref="Rights.Contracts"/> no sums.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="EntryNotFound"/>.</returns>
    public async Task<Result<PartnerSheet>> PageAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Pipeline.PartnerPageAsync(id, actor.May(Rights.Contracts), ct) is { } page ? page : new EntryNotFound();
    }

    /// <summary>Writes down that the commission of a contract was paid, with its sum of today, or takes that back. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or, where the contract is none that this partner sent, <see cref="EntryNotFound"/>.</returns>
    public async Task<Result> PayAsync(Actor actor, Guid partnerId, Guid contractId, bool paid, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.Pipeline.PartnerPageAsync(partnerId, true, ct) is not { } page
            || page.Couples.FirstOrDefault(c => c.ContractId == contractId) is not { } couple
        )
        {
            return new EntryNotFound();
        }

        if (paid == (couple.PaidAt is not null))
        {
            return Result.Ok;
        }

        if (paid)
        {
            session.Pipeline.Add(new PartnerCommission(contractId, partnerId, couple.Commission ?? Money.Zero, clock.Now, actor.UserId));
        }
        else
        {
            await session.Pipeline.RemoveCommissionAsync(contractId, ct);
        }

        return await session.SaveAsync(ct);
    }
}

/// <summary>A partner and what they sent.</summary>
/// <param name="Id">The partner.</param>
/// <param name="Details">Who they are.</param>
/// <param name="Couples">The couples they sent.</param>
/// <param name="More">Whether there are more than are shown.</param>
public sealed record PartnerSheet(Guid Id, PartnerDetails Details, IReadOnlyList<SentCouple> Couples, bool More);

/// <summary>A couple that a partner sent; one line for each contract in force, one without where there is none.</summary>
/// <param name="CustomerId">The couple.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Status">How far the lead is.</param>
/// <param name="WeddingDate">The wedding day.</param>
/// <param name="ContractId">The contract in force; null while there is none.</param>
/// <param name="Contracted">Its sum; null without contract, and for who may not see money.</param>
/// <param name="Commission">What the partner gets for it: what was paid, or what is due by the partner's terms of today.</param>
/// <param name="PaidAt">When it was paid; null while it is due.</param>
public sealed record SentCouple(
    Guid CustomerId,
    string Couple,
    Customers.LeadStatus Status,
    DateOnly? WeddingDate,
    Guid? ContractId,
    Money? Contracted,
    Money? Commission,
    DateTimeOffset? PaidAt
);
