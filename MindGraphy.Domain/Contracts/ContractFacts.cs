using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Contracts;

/// <summary>What a contract's move means for its couple, in the same transaction.</summary>
internal static class ContractFacts
{
    /// <summary>The couple marries on another day: what their signed contracts count from it moves along.</summary>
    public static async Task DayMovedAsync(IStudioSession session, Customer couple, StudioClock clock, CancellationToken ct)
    {
        if (couple.WeddingDate is not { } day)
        {
            return;
        }

        foreach (var id in await session.Contracts.SignedOfAsync(couple.Id, ct))
        {
            if (await session.Contracts.LockAsync(id, ct: ct) is { SignedAt: { } signed } contract)
            {
                contract.MoveDay(day, clock.DateOf(signed), clock.Now);
                session.Raise(new ContractChanged(id, couple.Id));
            }
        }
    }

    /// <summary>Signed by all and the deposit in: the lead is "contracted" by that fact. Does nothing where that was so before.</summary>
    public static async Task<Result> CameIntoForceAsync(
        IStudioSession session,
        Contract contract,
        ContractStatus before,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (contract.ContractStatus != ContractStatus.Active || before == ContractStatus.Active)
        {
            return Result.Ok;
        }

        if (await session.Contracts.LockCoupleAsync(contract.CustomerId, ct) is not { } couple)
        {
            return new CustomerNotFound();
        }

        var stood = couple.LeadStatus;
        var contracted = couple.BecomeContracted(session.Actor, clock.Now);
        if (contracted.Succeeded && couple.LeadStatus != stood)
        {
            await StagePlan.ApplyAsync(session, couple, clock, ct);
            session.Raise(new LeadMoved(couple.Id));
        }

        return contracted;
    }
}
