using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>What a couple ordered on its own page beyond the contract, as a line of its payment plan.</summary>
internal static class ExtraCharge
{
    /// <summary>Days after ordering at which it is to be paid.</summary>
    public const int DueDays = 7;

    /// <summary>Adds the line, in the session's transaction and under the contract's lock.</summary>
    /// <returns>False where the contract takes none: there is none, it was called off, or its plan is full. Nobody's order is refused for that; the studio is told.</returns>
    public static async Task<bool> AddAsync(
        IStudioSession session,
        Guid? contractId,
        Money amount,
        (string Korean, string English) whatFor,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (contractId is not { } id || await session.Contracts.LockAsync(id, ct: ct) is not { } contract)
        {
            return false;
        }

        var words = contract.Language == "en" ? whatFor.English : whatFor.Korean;
        if (!contract.AddLine(amount, words, clock.Today.AddDays(DueDays), clock.Now).Succeeded)
        {
            return false;
        }

        session.Raise(new ContractChanged(contract.Id, contract.CustomerId));
        return true;
    }
}
