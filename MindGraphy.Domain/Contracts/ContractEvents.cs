using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>Something changed in a contract: its status, a signature, a payment, the sealed copy.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="CustomerId">The couple.</param>
public sealed record ContractChanged(Guid ContractId, Guid CustomerId) : IStudioEvent;

/// <summary>A project was handed over, or its contract paid up: what is done by that is completed. Repeating it changes nothing.</summary>
/// <param name="CustomerId">The couple.</param>
public sealed record CompleteDeal(Guid CustomerId) : IOutboxMessage;

/// <summary>Everybody signed: draw the sealed copy and keep it. Repeating it changes nothing.</summary>
/// <param name="ContractId">The contract.</param>
public sealed record SealContract(Guid ContractId) : IOutboxMessage;
