using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

/// <summary>Somebody asked.</summary>
/// <param name="CustomerId">The couple.</param>
public sealed record LeadArrived(Guid CustomerId) : IStudioEvent;

/// <summary>A card stands in another column.</summary>
/// <param name="CustomerId">The couple.</param>
public sealed record LeadMoved(Guid CustomerId) : IStudioEvent;

/// <summary>What we know about a couple changed, or who looks after them.</summary>
/// <param name="CustomerId">The couple.</param>
public sealed record CustomerChanged(Guid CustomerId) : IStudioEvent;
