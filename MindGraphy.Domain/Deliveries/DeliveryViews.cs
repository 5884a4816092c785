using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Deliveries;

/// <summary>Whom and what a delivery is about.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="CustomerId">The couple.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="WeddingDate">Their day.</param>
/// <param name="Outstanding">What is open of the project's contract.</param>
/// <param name="People">The couple's people.</param>
public sealed record DeliveryCouple(
    Guid ProjectId,
    Guid CustomerId,
    string CoupleName,
    DateOnly WeddingDate,
    Money Outstanding,
    IReadOnlyList<DeliveryPerson> People
);

/// <summary>Somebody who may receive it.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="Email">Where a link can be sent; null where it can only be handed over.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
public sealed record DeliveryPerson(Guid ContactId, string Name, string? Email, string Language);

/// <summary>An album that files can be taken from.</summary>
/// <param name="Id">The album.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Title">A name of its own.</param>
/// <param name="Photos">Photos of it that would go.</param>
public sealed record DeliverableAlbum(Guid Id, AlbumType Type, string? Title, int Photos)
{
    /// <summary>Finished files that came back into it and do not go; none in other albums.</summary>
    public IReadOnlyList<LeftOutFiles> LeftOut { get; init; } = [];
}

/// <summary>Finished files that are nobody's version now, so that they are not handed over.</summary>
/// <param name="Why">What became of them: matched means that a newer version took their place; null where they are not matched yet.</param>
/// <param name="Files">How many.</param>
public sealed record LeftOutFiles(Editing.ReturnOutcome? Why, int Files);

/// <summary>What the form that makes a delivery offers.</summary>
/// <param name="Couple">The couple.</param>
/// <param name="Albums">Albums without watermark that have photos; final ones first.</param>
/// <param name="Address">Where the couple wants albums sent, else where they live.</param>
public sealed record DeliveryOffer(DeliveryCouple Couple, IReadOnlyList<DeliverableAlbum> Albums, string? Address);

/// <summary>A delivery as the studio follows it.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="Version">The row's version.</param>
/// <param name="Type">How.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">How far it is; expired as soon as its time is up.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="Files">Files in it.</param>
/// <param name="FilesRead">How many of them are read and hashed already.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Downloads">Downloads that were begun.</param>
/// <param name="MaxDownloads">How often each person may fetch each thing.</param>
/// <param name="HasPin">Whether a PIN is asked for.</param>
/// <param name="IsHeld">Whether originals wait for money now.</param>
/// <param name="Outstanding">What is open of the contract.</param>
/// <param name="HoldLiftedReason">Why they were given out unpaid.</param>
/// <param name="HoldLiftedBy">Who decided that.</param>
/// <param name="ProblemFile">A file that could not be read.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Address">Where to.</param>
/// <param name="Courier">Who carries it.</param>
/// <param name="Tracking">The carrier's number.</param>
/// <param name="ShippedAt">When the carrier took it.</param>
/// <param name="Link">A link elsewhere.</param>
/// <param name="DeliveredAt">When it was handed over.</param>
/// <param name="ReceivedBy">Who of the couple said so.</param>
/// <param name="ExtensionAskedAt">When the couple asked for more time.</param>
/// <param name="People">The couple's people with what they have of a link.</param>
public sealed record DeliveryRow(
    Guid Id,
    Guid ProjectId,
    string CoupleName,
    uint Version,
    DeliveryType Type,
    string Title,
    DeliveryStatus Status,
    DateTimeOffset? ExpiresAt,
    int Files,
    int FilesRead,
    long Bytes,
    int Downloads,
    int? MaxDownloads,
    bool HasPin,
    bool IsHeld,
    Money Outstanding,
    string? HoldLiftedReason,
    string? HoldLiftedBy,
    string? ProblemFile,
    string? Recipient,
    string? Address,
    string? Courier,
    string? Tracking,
    DateTimeOffset? ShippedAt,
    string? Link,
    DateTimeOffset? DeliveredAt,
    string? ReceivedBy,
    DateTimeOffset? ExtensionAskedAt,
    IReadOnlyList<DeliveryReceiver> People
);

/// <summary>Somebody who may have a link.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="LinkOpen">Whether a link of theirs opens now.</param>
/// <param name="LastSeen">When it was last opened.</param>
/// <param name="Fetched">What they fetched of it; null where they never began a download.</param>
public sealed record DeliveryReceiver(
    Guid ContactId,
    string Name,
    bool LinkOpen,
    DateTimeOffset? LastSeen,
    FetchedByPerson? Fetched = null
);

/// <summary>What a person who began a download has of a delivery.</summary>
/// <param name="DeliverableId">The delivery.</param>
/// <param name="ContactId">The person.</param>
/// <param name="Begun">Downloads that they began, of any size.</param>
/// <param name="FirstAt">When they began the first.</param>
/// <param name="LastAt">When they last asked for something.</param>
/// <param name="Originals">How many originals were sent to them to the end.</param>
/// <param name="IsWhole">Whether these are all.</param>
public sealed record FetchedByPerson(
    Guid DeliverableId,
    Guid ContactId,
    int Begun,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    int Originals,
    bool IsWhole
);

/// <summary>A personal link that staff may hand over by another way.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="Path">The address from the root.</param>
public sealed record DeliveryLink(Guid ContactId, string Name, string Path);

/// <summary>A line of the log of downloads.</summary>
/// <param name="Id">The download.</param>
/// <param name="Person">Who.</param>
/// <param name="What">What.</param>
/// <param name="FileName">The file's name, of a single file.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="LastAt">When something of it was last asked for.</param>
/// <param name="CompletedAt">When all of it had been sent.</param>
public sealed record DeliveryLogLine(
    Guid Id,
    string Person,
    DownloadName What,
    string? FileName,
    long Length,
    DateTimeOffset StartedAt,
    DateTimeOffset LastAt,
    DateTimeOffset? CompletedAt
);

/// <summary>The list of all deliveries.</summary>
/// <param name="Status">Only these; null for what is not over.</param>
/// <param name="AskedOnly">Only those whose couple asks for more time.</param>
public sealed record DeliveryFilter(DeliveryStatus? Status = null, bool AskedOnly = false);

/// <summary>A line of the list.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="ProjectNumber">The project's number.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="Type">How.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">How far it is.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="DeliveredAt">When it was handed over.</param>
/// <param name="Asked">Whether the couple asks for more time.</param>
public sealed record DeliveryLine(
    Guid Id,
    Guid ProjectId,
    string ProjectNumber,
    string CoupleName,
    DeliveryType Type,
    string Title,
    DeliveryStatus Status,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? DeliveredAt,
    bool Asked
);

/// <summary>The list with what each status has.</summary>
/// <param name="Lines">At most 200, newest first.</param>
/// <param name="Counts">By status.</param>
/// <param name="Asked">How many couples ask for more time.</param>
public sealed record DeliveryList(IReadOnlyList<DeliveryLine> Lines, IReadOnlyDictionary<DeliveryStatus, int> Counts, int Asked);

/// <summary>What a person of the couple reads on the page.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="WeddingDate">Their day.</param>
/// <param name="Language">The language the person is written to in.</param>
/// <param name="StudioName">The studio's name.</param>
/// <param name="StudioPhone">Its number.</param>
/// <param name="Type">How.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">How far it is; expired as soon as its time is up.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="NeedsPin">Whether the PIN has to be given first: then nothing below is told.</param>
/// <param name="MaxDownloads">How often each person may fetch each thing.</param>
/// <param name="IsHeld">Whether originals wait for money now.</param>
/// <param name="Outstanding">What is open of the contract.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Parts">Its ZIP files, originals first.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Address">Where to.</param>
/// <param name="Courier">Who carries it.</param>
/// <param name="Tracking">The carrier's number.</param>
/// <param name="ShippedAt">When the carrier took it.</param>
/// <param name="Link">A link elsewhere; null while it is held.</param>
/// <param name="DeliveredAt">When it was handed over.</param>
/// <param name="ExtensionAskedAt">When they asked for more time.</param>
public sealed record DeliverySheet(
    Guid Id,
    string CoupleName,
    DateOnly WeddingDate,
    string? Language,
    string StudioName,
    string StudioPhone,
    DeliveryType Type,
    string Title,
    DeliveryStatus Status,
    DateTimeOffset? ExpiresAt,
    bool NeedsPin,
    int? MaxDownloads,
    bool IsHeld,
    Money Outstanding,
    int Files,
    IReadOnlyList<DeliveryPart> Parts,
    string? Recipient,
    string? Address,
    string? Courier,
    string? Tracking,
    DateTimeOffset? ShippedAt,
    string? Link,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? ExtensionAskedAt
)
{
    /// <summary>Whether files can be fetched now.</summary>
    public bool IsOpen => Status is DeliveryStatus.Ready or DeliveryStatus.Delivered && !NeedsPin;
}

/// <summary>A delivery that was not made yet, as the couple would see it.</summary>
/// <param name="Sheet">What they would read.</param>
/// <param name="Files">The first files in both sizes; the web size has no bytes yet.</param>
public sealed record DeliveryPreview(DeliverySheet Sheet, IReadOnlyList<(DownloadFile Original, DownloadFile Web)> Files);

/// <summary>A ZIP file of a delivery.</summary>
/// <param name="Size">In which size.</param>
/// <param name="Number">From 1.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Fetched">How often this person began it.</param>
/// <param name="MayFetch">Whether they may begin it, or go on with it.</param>
public sealed record DeliveryPart(DownloadSize Size, int Number, int Files, long Bytes, int Fetched, bool MayFetch);

/// <summary>What has to be sent for a download.</summary>
/// <param name="FileName">The name to save it under.</param>
/// <param name="Files">The files, in order.</param>
public sealed record DownloadPlan(string FileName, IReadOnlyList<DownloadFile> Files);
