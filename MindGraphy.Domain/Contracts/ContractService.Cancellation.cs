using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Contracts;

// Calling a contract off: what would go back, and what then is let go.
public sealed partial class ContractService
{
    /// <summary>What would go back if the contract were called off now, with the arithmetic.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ContractNotFound"/> and as <see cref="RefundCalculator.Compute"/> is.</returns>
    public async Task<Result<RefundResult>> ComputeRefundAsync(
        Actor actor,
        Guid contractId,
        RefundQuestion question,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        if (question.On > clock.Today)
        {
            return new DateInTheFuture(nameof(question.On));
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.FindAsync(contractId, ct) is { } contract
            ? await ComputeAsync(session, contract, question, ct)
            : new ContractNotFound();
    }

    /// <summary>Calls the contract off; its links open nothing any more. With money in it, who does so approves what goes back.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="contractId">The contract.</param>
    /// <param name="order">Why, and what was agreed.</param>
    /// <param name="expectedVersion">The version the screen read.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="ContractNotFound"/>, <see cref="EditedElsewhere"/>, <see cref="NotAllowed"/> where money goes back and the
    /// right to refunds is missing, <see cref="ReasonRequired"/> where another sum than the computed one was agreed without saying why,
    /// and as <see cref="RefundCalculator.Compute"/> and <see cref="Contract.Cancel"/> are.
    /// </returns>
    public Task<Result> CancelAsync(
        Actor actor,
        Guid contractId,
        CancelOrder order,
        uint expectedVersion,
        CancellationToken ct = default
    ) =>
        ActAsync(
            actor,
            contractId,
            expectedVersion,
            async (session, contract) =>
            {
                // Who neither signed nor paid has nothing to settle.
                Cancellation? settlement = null;
                if (order.Question is { } question && (contract.Paid > Money.Zero || contract.SignedAt is not null))
                {
                    var settled = await SettleAsync(session, contract, order, question, ct);
                    if (!settled.Succeeded)
                    {
                        return settled.Refusal;
                    }

                    settlement = settled.Value;
                }

                var cancelled = contract.Cancel(order.Reason, settlement, clock.Now);
                if (cancelled.Succeeded)
                {
                    await RevokeAsync(session, contractId, ct);
                    await LetGoAsync(session, contract, ct);
                    if (await session.Contracts.LockOpenAmendmentAsync(contractId, ct) is { } amendment)
                    {
                        // What was to change is called off with what it would have changed.
                        amendment.Cancel(order.Reason, null, clock.Now);
                        await RevokeAsync(session, amendment.Id, ct);
                        await LetGoAsync(session, amendment, ct);
                    }
                }

                return cancelled;
            },
            ct
        );

    // The hours that were kept for the couple while they read an amendment with another day.
    private async Task LetGoAsync(IStudioSession session, Contract contract, CancellationToken ct)
    {
        if (contract.Amendment is { MovesShoot: true })
        {
            var from = clock.At(contract.WeddingDate, TimeOnly.MinValue);
            await session.Schedules.ReleaseHoldsAsync(contract.CustomerId, from, from.AddDays(1), ct);
        }
    }

    private async Task<Result<Cancellation>> SettleAsync(
        IStudioSession session,
        Contract contract,
        CancelOrder order,
        RefundQuestion question,
        CancellationToken ct
    )
    {
        if (contract.Paid > Money.Zero && !session.Actor.May(Rights.Refunds))
        {
            return new NotAllowed();
        }

        if (question.On > clock.Today)
        {
            return new DateInTheFuture(nameof(question.On));
        }

        var computed = await ComputeAsync(session, contract, question, ct);
        if (!computed.Succeeded)
        {
            return computed.Refusal;
        }

        var (agreed, because) = (order.Agreed ?? computed.Value.Refund, StudioText.Clean(order.AgreedBecause));
        if (agreed != computed.Value.Refund && because is null)
        {
            return new FieldRequired(nameof(order.AgreedBecause));
        }

        return because?.Length > Customer.ReasonMaxLength
            ? new FieldTooLong(nameof(order.AgreedBecause), Customer.ReasonMaxLength)
            : new Cancellation(question, computed.Value, agreed, agreed == computed.Value.Refund ? null : because, session.Actor.UserId);
    }

    private static async Task<Result<RefundResult>> ComputeAsync(
        IStudioSession session,
        Contract contract,
        RefundQuestion question,
        CancellationToken ct
    ) =>
        RefundCalculator.Compute(
            contract.Owed,
            contract.Paid,
            contract.WeddingDate,
            contract.RefundPolicy ?? new RefundPolicy(),
            contract.PenaltyTerms ?? new PenaltyTerms(),
            await session.Payments.RulesAsync(question.On, ct),
            question
        );
}

/// <summary>Why a contract is called off, and what goes back.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Question">What happened; null only where no money came.</param>
/// <param name="Agreed">What goes back; null for what is computed.</param>
/// <param name="AgreedBecause">Why another sum was agreed.</param>
public sealed record CancelOrder(string? Reason, RefundQuestion? Question = null, Money? Agreed = null, string? AgreedBecause = null);
