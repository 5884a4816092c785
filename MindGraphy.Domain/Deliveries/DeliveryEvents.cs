using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Deliveries;

/// <summary>A delivery was made, changed, fetched or received.</summary>
public sealed record DeliveryChanged(Guid ProjectId) : IStudioEvent;

/// <summary>Read every file of a delivery, so that it can be fetched.</summary>
/// <param name="DeliverableId">The delivery.</param>
public sealed record MakeDeliveryReady(Guid DeliverableId) : IStudioTask;
