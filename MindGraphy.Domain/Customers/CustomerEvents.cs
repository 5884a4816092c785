using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>A lead stands elsewhere on the board.</summary>
/// <param name="CustomerId">The couple.</param>
public sealed record LeadMoved(Guid CustomerId) : IStudioEvent;
