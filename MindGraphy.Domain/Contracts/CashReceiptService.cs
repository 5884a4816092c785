using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>The register of 현금영수증: what has to be issued, what was, and what has to be cancelled.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class CashReceiptService(IStudio studio, StudioClock clock)
{
    /// <summary>One page of the register.</summary>
    public async Task<Result<ReceiptList>> ListAsync(
        Actor actor,
        ReceiptFilter filter,
        ReceiptCursor? after = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Payments.ReceiptsAsync(filter, after, ct);
    }

    /// <summary>How many wait; none for who has no right to contracts.</summary>
    public async Task<ReceiptCounts> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new ReceiptCounts(0, 0, 0);
        }

        await using var session = studio.Open(actor);
        return await session.Payments.ReceiptCountsAsync(clock.Today, clock.Zone, ct);
    }

    /// <summary>Writes down a receipt that was issued for a payment.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ContractNotFound"/>, <see cref="PaymentNotFound"/> and as <see cref="CashReceipt.Issue"/> is.</returns>
    public Task<Result> IssueAsync(
        Actor actor,
        Guid contractId,
        Guid paymentId,
        CashReceiptDetails details,
        CancellationToken ct = default
    ) =>
        ActAsync(
            actor,
            contractId,
            paymentId,
            (session, payment) =>
            {
                var issued = CashReceipt.Issue(payment, details, clock.Today, actor.UserId, clock.Now);
                if (issued.Succeeded)
                {
                    session.Payments.Add(issued.Value);
                }

                return Task.FromResult(issued.WithoutValue());
            },
            ct
        );

    /// <summary>Writes down that a receipt was cancelled.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ReceiptNotFound"/> and as <see cref="CashReceipt.Cancel"/> is.</returns>
    public Task<Result> CancelAsync(
        Actor actor,
        Guid contractId,
        Guid paymentId,
        string? approvalNumber,
        CashReceiptCancelType type,
        DateOnly on,
        CancellationToken ct = default
    ) =>
        ActAsync(
            actor,
            contractId,
            paymentId,
            async (session, payment) =>
                await session.Payments.LockReceiptAsync(paymentId, ct) is { } receipt
                    ? receipt.Cancel(payment, approvalNumber, type, on, clock.Today)
                    : new ReceiptNotFound(),
            ct
        );

    private async Task<Result> ActAsync(
        Actor actor,
        Guid contractId,
        Guid paymentId,
        Func<IStudioSession, Payment, Task<Result>> act,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        if (contract.Payments.FirstOrDefault(p => p.Id == paymentId) is not { } payment)
        {
            return new PaymentNotFound();
        }

        var done = await act(session, payment);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new ContractChanged(contractId, contract.CustomerId));
        return await session.SaveAsync(ct);
    }
}
