using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Quotes;

namespace MindGraphy.Web.Features.Quotes;

/// <summary>Sends the contract of a quote that asks for it. Where staff were quicker, or a field is missing, it is theirs to send.</summary>
/// <param name="contracts">Sends.</param>
public sealed class SendAcceptedContractHandler(ContractService contracts) : IOutboxHandler<SendAcceptedContract>
{
    /// <inheritdoc/>
    public async Task HandleAsync(SendAcceptedContract message, LeasedWork work, CancellationToken ct)
    {
        var sheet = await contracts.SheetAsync(Actor.System, message.ContractId, ct);
        if (sheet.Value is not { Row.Status: ContractStatus.Draft } draft)
        {
            return;
        }

        // A refusal is no fault: the draft stays on the desk, the quote's page says that it has not gone out, and the contract's what is missing.
        var sent = await contracts.SendAsync(Actor.System, message.ContractId, draft.Version, ct);
        if (sent.Refusal is EditedElsewhere)
        {
            throw new InvalidOperationException($"The contract {message.ContractId} was being changed; it is tried again.");
        }
    }
}
