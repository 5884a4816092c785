namespace MindGraphy.Web.Features.Deliveries;

/// <summary>Words of handing over, for the studio and for couples.</summary>
public sealed class DeliveriesText;
