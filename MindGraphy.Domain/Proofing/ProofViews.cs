using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Proofing;

/// <summary>What preparing a round needs to know.</summary>
/// <param name="CustomerId">The couple.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="WeddingDate">Their day.</param>
/// <param name="ContractId">Their contract; null without.</param>
/// <param name="IncludedPhotos">How many retouched pictures the contract includes; null without contract or count.</param>
/// <param name="ExtraWon">What one more costs by a signed contract, in won; null where none is on offer.</param>
/// <param name="HasReadyPhoto">Whether the album is this project's and can show at least one photo.</param>
/// <param name="People">The couple's people.</param>
public sealed record ProofStart(
    Guid CustomerId,
    string CoupleName,
    DateOnly WeddingDate,
    Guid? ContractId,
    int? IncludedPhotos,
    long? ExtraWon,
    bool HasReadyPhoto,
    IReadOnlyList<ProofPerson> People
);

/// <summary>Somebody who may be asked to pick.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="Email">Where a link can be sent; null where it can only be handed over.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
public sealed record ProofPerson(Guid ContactId, string Name, string? Email, string Language);

/// <summary>An album that a round can be made from.</summary>
/// <param name="Id">The album.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Title">A name of its own.</param>
/// <param name="Photos">Photos in it.</param>
public sealed record ProofAlbum(Guid Id, AlbumType Type, string? Title, int Photos)
{
    /// <summary>Photos that can be shown and bear no watermark.</summary>
    public int Unmarked { get; init; }

    /// <summary>Whether picks over it were submitted: it is picked from again by opening that round again, not by another one.</summary>
    public bool IsSubmitted { get; init; }

    /// <summary>Photos that can be shown, by part of the day; those without one are in none.</summary>
    public IReadOnlyDictionary<PhotoSection, int> Sections { get; init; } = new Dictionary<PhotoSection, int>();
}

/// <summary>What the form that sends a gallery offers.</summary>
/// <param name="Albums">The project's albums that have photos, newest first.</param>
/// <param name="People">The couple's people.</param>
/// <param name="IncludedPhotos">The limit the contract names.</param>
/// <param name="ExtraWon">What one more costs by the contract, in won; null where none can be offered.</param>
/// <param name="Deadline">The usual deadline: the end of a day in the studio.</param>
public sealed record ProofOffer(
    IReadOnlyList<ProofAlbum> Albums,
    IReadOnlyList<ProofPerson> People,
    int? IncludedPhotos,
    long? ExtraWon,
    DateOnly Deadline
);

/// <summary>What beside limit and deadline holds in a round.</summary>
/// <param name="OffersExtras">Whether pictures beyond the limit may be bought at the contract's price.</param>
/// <param name="Sections">How many of each part of the day are wanted; null for as it comes.</param>
/// <param name="WithPin">Whether a PIN is asked for.</param>
/// <param name="MaySave">Whether the couple may save the watermarked pictures.</param>
public sealed record ProofRules(
    bool OffersExtras = true,
    IReadOnlyCollection<SectionWish>? Sections = null,
    bool WithPin = false,
    bool MaySave = false
);

/// <summary>A rule with how far it is met.</summary>
/// <param name="Section">The part of the day.</param>
/// <param name="Least">At least so many.</param>
/// <param name="Most">At most so many; null without limit.</param>
/// <param name="Picked">Picked now.</param>
public sealed record SectionStand(PhotoSection Section, int Least, int? Most, int Picked);

/// <summary>A personal link that staff may hand over by another way.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="Path">The address from the root: <c>/c/proof/TOKEN</c>.</param>
public sealed record ProofLink(Guid ContactId, string Name, string Path);

/// <summary>A round as the studio follows it.</summary>
/// <param name="SessionId">The round.</param>
/// <param name="Version">The row's version.</param>
/// <param name="AlbumType">What the album holds.</param>
/// <param name="AlbumTitle">The album's own name.</param>
/// <param name="Photos">Photos that are shown.</param>
/// <param name="Status">How far it is; expired as soon as its deadline passed.</param>
/// <param name="Count">Photos picked.</param>
/// <param name="Limit">How many may be picked.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="OpenedAt">When it was first opened.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="ReopenReason">Why it was opened again.</param>
/// <param name="SubmittedBy">Who submitted it, for both.</param>
/// <param name="Extras">Photos beyond the limit, which the couple pays for.</param>
/// <param name="ExtrasPriced">How many of them stand in the payment plan.</param>
/// <param name="ExtraWon">What each costs, in won.</param>
/// <param name="HasPin">Whether a PIN is asked for.</param>
/// <param name="MaySave">Whether the couple may save the watermarked pictures.</param>
/// <param name="People">Who holds a link.</param>
/// <param name="ContractId">The contract whose payment plan takes what is bought; null without.</param>
public sealed record ProofActivity(
    Guid SessionId,
    uint Version,
    AlbumType AlbumType,
    string? AlbumTitle,
    int Photos,
    ProofStatus Status,
    int Count,
    int? Limit,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? SubmittedAt,
    string? ReopenReason,
    string? SubmittedBy,
    int Extras,
    int ExtrasPriced,
    long? ExtraWon,
    bool HasPin,
    bool MaySave,
    IReadOnlyList<ProofPicker> People,
    Guid? ContractId = null
);

/// <summary>One person's part in a round.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="LinkOpen">Whether their link opens now.</param>
/// <param name="LastSeen">When they last opened the link or changed a pick; null where they never came.</param>
/// <param name="Finals">Photos they picked.</param>
/// <param name="Candidates">Photos they keep as candidates.</param>
public sealed record ProofPicker(Guid ContactId, string Name, bool LinkOpen, DateTimeOffset? LastSeen, int Finals, int Candidates);

/// <summary>A round in the list of all.</summary>
/// <param name="SessionId">The round.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="ProjectNumber">The project's number.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="AlbumType">What the album holds.</param>
/// <param name="AlbumTitle">The album's own name.</param>
/// <param name="Status">How far it is; expired as soon as its deadline passed.</param>
/// <param name="Count">Photos picked.</param>
/// <param name="Limit">How many may be picked; null without limit.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="LastSeen">When somebody of the couple last opened a link of it; null for never.</param>
public sealed record ProofLine(
    Guid SessionId,
    Guid ProjectId,
    string ProjectNumber,
    string CoupleName,
    AlbumType AlbumType,
    string? AlbumTitle,
    ProofStatus Status,
    int Count,
    int? Limit,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastSeen
)
{
    /// <summary>Whether the couple picks.</summary>
    public bool IsOpen => Status is ProofStatus.Pending or ProofStatus.Active;
}

/// <summary>The list with what each status has.</summary>
/// <param name="Lines">At most 200: those that are open by their deadline, then the others, newest first.</param>
/// <param name="Counts">By status.</param>
public sealed record ProofList(IReadOnlyList<ProofLine> Lines, IReadOnlyDictionary<ProofStatus, int> Counts);

/// <summary>The head of the couple's page.</summary>
/// <param name="SessionId">The round.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="AlbumId">The album that is shown.</param>
/// <param name="Status">How far it is; expired as soon as its deadline passed.</param>
/// <param name="Count">Photos picked by either person.</param>
/// <param name="Limit">How many may be picked; null without limit.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="WeddingDate">Their day.</param>
/// <param name="Language">The visitor's language as the studio knows it; null for a link without a person.</param>
/// <param name="OtherName">The other person who picks; null where there is none.</param>
/// <param name="TotalPhotos">Photos of the album that can be shown now.</param>
/// <param name="ExtraWon">What one more than the limit costs, in won; null where none is on offer.</param>
/// <param name="SubmittedBy">Who submitted it, for both.</param>
public sealed record ProofHead(
    Guid SessionId,
    Guid ProjectId,
    Guid AlbumId,
    ProofStatus Status,
    int Count,
    int? Limit,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? SubmittedAt,
    string CoupleName,
    DateOnly WeddingDate,
    string? Language,
    string? OtherName,
    int TotalPhotos,
    long? ExtraWon = null,
    string? SubmittedBy = null
)
{
    /// <summary>How many of each part of the day are wanted and picked.</summary>
    public IReadOnlyList<SectionStand> Sections { get; init; } = [];

    /// <summary>The order the couple gave its picks by hand.</summary>
    public IReadOnlyList<Guid> HandOrder { get; init; } = [];

    /// <summary>The PIN that has to be given first; null where none is asked for.</summary>
    public Guid? PinId { get; init; }

    /// <summary>Whether the couple may save the watermarked pictures.</summary>
    public bool MaySave { get; init; }

    /// <summary>How many photos beyond the limit stand in the payment plan already; they stay there when picks are taken out again.</summary>
    public int ExtrasPriced { get; init; }

    /// <summary>Photos beyond the limit.</summary>
    public int Extras => Limit is { } limit ? Math.Max(0, Count - limit) : 0;

    /// <summary>Whether picks may still change.</summary>
    public bool IsOpen => Status is ProofStatus.Pending or ProofStatus.Active;
}

/// <summary>A photo of the couple's page with what was said of it.</summary>
/// <param name="Id">The photo.</param>
/// <param name="Sha16">The first 16 digits of its hash: part of its rendition's address.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="ThumbHash">A blurred preview; null for none.</param>
/// <param name="Mine">What the visitor said.</param>
/// <param name="Others">The most that anybody else said.</param>
/// <param name="Note">The visitor's note.</param>
/// <param name="Section">The part of the day; null for none.</param>
/// <param name="Burst">Pictures of one burst have the same; null for a single one.</param>
/// <param name="IsBurstTop">Whether it stands for its burst.</param>
/// <param name="Pin">Where the visitor's note points.</param>
public sealed record GalleryPhoto(
    Guid Id,
    string Sha16,
    int Width,
    int Height,
    byte[]? ThumbHash,
    SelectionKind? Mine,
    SelectionKind? Others,
    string? Note,
    PhotoSection? Section,
    Guid? Burst,
    bool IsBurstTop,
    PicturePin? Pin
)
{
    /// <summary>Whether the visitor said something of it and took it back.</summary>
    public bool TookBack { get; init; }

    /// <summary>Whether anybody else did.</summary>
    public bool OthersTookBack { get; init; }
}

/// <summary>The couple's page: head and photos in the album's order.</summary>
/// <param name="Head">The head.</param>
/// <param name="Photos">The photos that were asked for.</param>
/// <param name="Album">What the contract's album has room for; null without one, or where only photos were asked for.</param>
public sealed record ProofGallery(ProofHead Head, IReadOnlyList<GalleryPhoto> Photos, AlbumOrders.AlbumBudget? Album = null);

/// <summary>What was picked, in the order of picking.</summary>
/// <param name="Head">The head.</param>
/// <param name="Picks">The picked photos with the notes of both.</param>
public sealed record ProofSummary(ProofHead Head, IReadOnlyList<SummaryPick> Picks);

/// <summary>A picked photo on the summary.</summary>
/// <param name="Id">The photo.</param>
/// <param name="Sha16">The first 16 digits of its hash.</param>
/// <param name="Order">Place, from 1.</param>
/// <param name="Note">What the couple wrote.</param>
public sealed record SummaryPick(Guid Id, string Sha16, int Order, string? Note);

/// <summary>The answer to a batch of wishes.</summary>
/// <param name="Count">Photos picked now.</param>
/// <param name="Limit">How many may be.</param>
/// <param name="Refused">The wishes that were not taken, with what is stored instead.</param>
public sealed record PickReply(int Count, int? Limit, IReadOnlyList<RefusedWish> Refused);

/// <summary>A wish that was not taken.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="Why">Why not.</param>
/// <param name="Kind">What is stored for this person.</param>
/// <param name="Note">The note that is stored for this person.</param>
public sealed record RefusedWish(Guid PhotoId, Common.Refusal Why, SelectionKind? Kind, string? Note);

/// <summary>What a person read before saying yes to a submission.</summary>
/// <param name="Count">Photos picked by either person.</param>
/// <param name="ExtraWon">What those beyond the limit would add to the payment plan, in won; 0 for nothing.</param>
public sealed record SubmitRead(int Count, long ExtraWon);

/// <summary>The answer to a submission: the same for every repetition.</summary>
/// <param name="Count">Photos that were submitted.</param>
/// <param name="SubmittedAt">When.</param>
public sealed record SubmitReceipt(int Count, DateTimeOffset SubmittedAt);
