using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Deliveries;

/// <summary>How something is handed over (<c>deliverables.delivery_type</c>).</summary>
public enum DeliveryType
{
    /// <summary>Download page.</summary>
    DigitalDownload,

    /// <summary>USB stick.</summary>
    Usb,

    /// <summary>Printed album.</summary>
    Album,

    /// <summary>A link to somebody's cloud.</summary>
    CloudLink,
}

/// <summary>How far a delivery is (<c>deliverables.delivery_status</c>).</summary>
public enum DeliveryStatus
{
    /// <summary>Being made.</summary>
    Preparing,

    /// <summary>Can be fetched.</summary>
    Ready,

    /// <summary>Fetched or handed over.</summary>
    Delivered,

    /// <summary>Time is up.</summary>
    Expired,
}

/// <summary>The legal moves of a delivery (design, section 4).</summary>
public static class DeliveryFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<DeliveryStatus> Moves = new(
        new(DeliveryStatus.Preparing, DeliveryStatus.Ready),
        new(DeliveryStatus.Ready, DeliveryStatus.Delivered),
        new(DeliveryStatus.Ready, DeliveryStatus.Expired, MoveBy.Fact),
        new(DeliveryStatus.Delivered, DeliveryStatus.Expired, MoveBy.Fact),
        new(DeliveryStatus.Expired, DeliveryStatus.Ready)
    );
}

/// <summary>Something handed over to a couple (<c>deliverables</c>).</summary>
public sealed class Deliverable
{
    private Deliverable() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>How.</summary>
    public DeliveryType DeliveryType { get; private init; }

    /// <summary>Store prefix or shelf.</summary>
    public string? StoragePath { get; private set; }

    /// <summary>A link elsewhere.</summary>
    public string? DownloadLink { get; private set; }

    /// <summary>SHA-256 of the link's token.</summary>
    public string? DownloadToken { get; private set; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>How often it was fetched.</summary>
    public int DownloadCount { get; private set; }

    /// <summary>How often it may be fetched; null without limit.</summary>
    public int? MaxDownloads { get; private set; }

    /// <summary>When it was handed over.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>How far it is.</summary>
    public DeliveryStatus DeliveryStatus { get; private set; }

    /// <summary>To whom.</summary>
    public string? RecipientName { get; private set; }

    /// <summary>Where to.</summary>
    public string? ShippingAddress { get; private set; }

    /// <summary>The carrier's number.</summary>
    public string? TrackingNumber { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }
}
