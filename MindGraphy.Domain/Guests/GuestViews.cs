using MindGraphy.Domain.Deliveries;

namespace MindGraphy.Domain.Guests;

/// <summary>A gallery of guests as the couple and the studio see it.</summary>
/// <param name="Id">The gallery.</param>
/// <param name="Version">The row's version.</param>
/// <param name="Title">What guests read above the pictures.</param>
/// <param name="Shown">Pictures that guests see.</param>
/// <param name="Total">Pictures of the delivery.</param>
/// <param name="MaySave">Whether guests may save the web size.</param>
/// <param name="HasPin">Whether they are asked for a PIN.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="IsRevoked">Whether it was taken back.</param>
/// <param name="IsOpen">Whether guests are let in now.</param>
/// <param name="LastSeen">When somebody last came in by its link.</param>
/// <param name="MadeBy">Who made it.</param>
public sealed record GuestRow(
    Guid Id,
    uint Version,
    string Title,
    int Shown,
    int Total,
    bool MaySave,
    bool HasPin,
    DateTimeOffset ExpiresAt,
    bool IsRevoked,
    bool IsOpen,
    DateTimeOffset? LastSeen,
    string? MadeBy
);

/// <summary>What of a delivery is shared with guests.</summary>
/// <param name="DeliverableId">The delivery.</param>
/// <param name="Title">What it is called.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="Files">Its pictures.</param>
/// <param name="Until">The delivery's own end: nothing is shared beyond it.</param>
/// <param name="CanShare">Whether it can be fetched now; else nothing of it is shown to guests.</param>
/// <param name="Rows">The galleries, newest first.</param>
public sealed record GuestList(
    Guid DeliverableId,
    string Title,
    string CoupleName,
    int Files,
    DateTimeOffset? Until,
    bool CanShare,
    IReadOnlyList<GuestRow> Rows
);

/// <summary>One gallery, to be changed.</summary>
/// <param name="ProjectId">Its project.</param>
/// <param name="DeliverableId">Its delivery.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="Row">How it is.</param>
/// <param name="Until">The delivery's own end.</param>
/// <param name="Path">Its address from the root, to hand out; null where it does not open any more.</param>
/// <param name="Pin">Its PIN, to hand out; null where none is asked for.</param>
/// <param name="Photos">A page of the delivery's pictures.</param>
public sealed record GuestSheet(
    Guid ProjectId,
    Guid DeliverableId,
    string CoupleName,
    GuestRow Row,
    DateTimeOffset? Until,
    string? Path,
    string? Pin,
    IReadOnlyList<GuestChoice> Photos
);

/// <summary>A picture of the delivery with whether guests see it.</summary>
/// <param name="PhotoId">The picture.</param>
/// <param name="Sha16">The first 16 digits of its hash: part of its rendition's address.</param>
/// <param name="Position">Its place in the delivery, from 1.</param>
/// <param name="IsShown">Whether guests see it.</param>
public sealed record GuestChoice(Guid PhotoId, string Sha16, int Position, bool IsShown);

/// <summary>Whether guests shall see a picture.</summary>
/// <param name="PhotoId">The picture.</param>
/// <param name="Show">Whether.</param>
public sealed record GuestSay(Guid PhotoId, bool Show);

/// <summary>What guests see: no names of files, no notes, nobody's picks.</summary>
/// <param name="Title">What stands above the pictures.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="WeddingDate">Their day.</param>
/// <param name="NeedsPin">Whether the PIN has to be given first; then nothing else is told.</param>
/// <param name="MaySave">Whether the web size may be saved.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="Total">Pictures in all.</param>
/// <param name="Photos">A page of them.</param>
public sealed record GuestPage(
    string Title,
    string CoupleName,
    DateOnly WeddingDate,
    bool NeedsPin,
    bool MaySave,
    DateTimeOffset ExpiresAt,
    int Total,
    IReadOnlyList<GuestPicture> Photos
);

/// <summary>A picture that guests see.</summary>
/// <param name="PhotoId">The picture.</param>
/// <param name="Sha16">The first 16 digits of its hash.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public sealed record GuestPicture(Guid PhotoId, string Sha16, int Width, int Height);

/// <summary>A picture that is served to a guest.</summary>
/// <param name="Hash">What its renditions are named after.</param>
/// <param name="MaySave">Whether it may be saved.</param>
public sealed record GuestServing(string Hash, bool MaySave);

/// <summary>A gallery as guests' requests find it.</summary>
/// <param name="Gallery">The gallery.</param>
/// <param name="Delivery">Its delivery.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="WeddingDate">Their day.</param>
public sealed record GuestDoor(GuestGallery Gallery, Deliverable Delivery, string CoupleName, DateOnly WeddingDate);
