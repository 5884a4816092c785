using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Contracts;

/// <summary>The end of the thread: a contract is completed once everything of it was handed over and nothing is open, a lead once everything of the couple was.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class DealService(IStudio studio, StudioClock clock)
{
    /// <summary>Completes what is done. For a worker, after each fact that could be the last one; safe to repeat, and on two nodes at once.</summary>
    public async Task CompleteAsync(Guid customerId, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);

        // The couple's lock first, as everybody does who signs, books or amends: what is read after it stays so.
        if (await session.Contracts.LockCoupleAsync(customerId, ct) is not { } couple)
        {
            return;
        }

        foreach (var id in await session.Contracts.HandedOverAsync(customerId, ct))
        {
            if (await session.Contracts.LockAsync(id, ct: ct) is { } contract && contract.HandedOver(clock.Now))
            {
                session.Raise(new ContractChanged(id, customerId));
            }
        }

        if (
            couple.LeadStatus == LeadStatus.Contracted
            && await session.Contracts.IsAllHandedOverAsync(customerId, ct)
            && couple.BecomeCompleted(session.Actor, clock.Now).Succeeded
        )
        {
            await StagePlan.ApplyAsync(session, couple, clock, ct);
            session.Raise(new LeadMoved(customerId));
        }

        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            throw new InvalidOperationException($"What {customerId} is done with could not be completed: {saved.Refusal.Code}.");
        }
    }
}
