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

/// <summary>In which size files are fetched.</summary>
public enum DownloadSize
{
    /// <summary>As the studio made them.</summary>
    Original,

    /// <summary>2,048 pixels, for phones and the web.</summary>
    Web,
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
