using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.AlbumOrders;

/// <summary>How far a printed album is (<c>album_orders.status</c>).</summary>
public enum AlbumOrderStatus
{
    /// <summary>Size, pages and copies are being agreed on.</summary>
    Draft,

    /// <summary>Somebody lays it out, the first time or after changes were asked for.</summary>
    Designing,

    /// <summary>The couple looks at spreads.</summary>
    Proofing,

    /// <summary>They said yes: nothing of it changes any more.</summary>
    Approved,

    /// <summary>A lab prints it.</summary>
    Ordered,

    /// <summary>It came from the lab.</summary>
    Arrived,

    /// <summary>A carrier has it.</summary>
    Shipped,

    /// <summary>The couple has it.</summary>
    HandedOver,

    /// <summary>It was called off.</summary>
    Cancelled,
}

/// <summary>The legal moves of an album order.</summary>
public static class AlbumOrderFlow
{
    /// <summary>The table. Carrying it and handing it over are facts of its delivery.</summary>
    public static readonly StatusFlow<AlbumOrderStatus> Moves = new(
        new(AlbumOrderStatus.Draft, AlbumOrderStatus.Designing),
        new(AlbumOrderStatus.Draft, AlbumOrderStatus.Proofing, MoveBy.Fact),
        new(AlbumOrderStatus.Designing, AlbumOrderStatus.Proofing, MoveBy.Fact),
        new(AlbumOrderStatus.Proofing, AlbumOrderStatus.Designing, MoveBy.Fact),
        new(AlbumOrderStatus.Proofing, AlbumOrderStatus.Approved, MoveBy.Fact),
        new(AlbumOrderStatus.Approved, AlbumOrderStatus.Ordered),
        new(AlbumOrderStatus.Ordered, AlbumOrderStatus.Arrived),
        new(AlbumOrderStatus.Arrived, AlbumOrderStatus.Shipped, MoveBy.Fact),
        new(AlbumOrderStatus.Arrived, AlbumOrderStatus.HandedOver, MoveBy.Fact),
        new(AlbumOrderStatus.Shipped, AlbumOrderStatus.HandedOver, MoveBy.Fact),
        new(AlbumOrderStatus.Draft, AlbumOrderStatus.Cancelled, NeedsReason: true),
        new(AlbumOrderStatus.Designing, AlbumOrderStatus.Cancelled, NeedsReason: true),
        new(AlbumOrderStatus.Proofing, AlbumOrderStatus.Cancelled, NeedsReason: true),
        new(AlbumOrderStatus.Approved, AlbumOrderStatus.Cancelled, NeedsReason: true),
        new(AlbumOrderStatus.Ordered, AlbumOrderStatus.Cancelled, NeedsReason: true)
    );
}

/// <summary>How far a round of spreads is (<c>album_rounds.status</c>).</summary>
public enum AlbumRoundStatus
{
    /// <summary>Its files are being put together; nobody outside sees it.</summary>
    Preparing,

    /// <summary>The couple looks.</summary>
    Sent,

    /// <summary>They asked for changes.</summary>
    Asked,

    /// <summary>They said yes.</summary>
    Approved,

    /// <summary>It was taken back, or another took its place, before they answered.</summary>
    Retired,
}

/// <summary>The legal moves of a round of spreads.</summary>
public static class AlbumRoundFlow
{
    /// <summary>The table. A round is answered once; what was answered stays readable as it was.</summary>
    public static readonly StatusFlow<AlbumRoundStatus> Moves = new(
        new(AlbumRoundStatus.Preparing, AlbumRoundStatus.Sent),
        new(AlbumRoundStatus.Preparing, AlbumRoundStatus.Retired, MoveBy.Fact),
        new(AlbumRoundStatus.Sent, AlbumRoundStatus.Asked, MoveBy.Fact),
        new(AlbumRoundStatus.Sent, AlbumRoundStatus.Approved, MoveBy.Fact),
        new(AlbumRoundStatus.Sent, AlbumRoundStatus.Retired, NeedsReason: true)
    );
}
