using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Quotes;

/// <summary>Something changed in a quote.</summary>
/// <param name="QuoteId">The quote.</param>
/// <param name="CustomerId">The couple.</param>
public sealed record QuoteChanged(Guid QuoteId, Guid CustomerId) : IStudioEvent;

/// <summary>A quote was accepted that sends its contract by itself. Repeating it changes nothing.</summary>
/// <param name="ContractId">The contract that was made of it.</param>
public sealed record SendAcceptedContract(Guid ContractId) : IOutboxMessage;
