using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Contracts;

/// <summary>What a contract's move means for its couple, in the same transaction.</summary>
internal static class ContractFacts
{
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
