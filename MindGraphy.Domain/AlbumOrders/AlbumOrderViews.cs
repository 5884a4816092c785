using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Domain.AlbumOrders;

/// <summary>What an order of a project begins with.</summary>
/// <param name="CustomerId">The couple.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="HasContract">Whether there is a contract at all.</param>
/// <param name="Included">What the contract has left of an album.</param>
/// <param name="Rounds">Rounds of changes that it includes; null without contract.</param>
/// <param name="PageWon">What another page costs by the catalogue; null where it has none.</param>
/// <param name="CopyWon">What another copy costs by the catalogue.</param>
/// <param name="Picks">Photos that the couple picked.</param>
/// <param name="People">The couple's people.</param>
public sealed record AlbumStart(
    Guid CustomerId,
    string CoupleName,
    bool HasContract,
    AlbumIncluded Included,
    int? Rounds,
    long? PageWon,
    long? CopyWon,
    int Picks,
    IReadOnlyList<ProofPerson> People
);

/// <summary>What the form of an order offers.</summary>
/// <param name="CoupleName">Both names.</param>
/// <param name="HasContract">Whether there is a contract at all.</param>
/// <param name="Included">What the contract has left of an album.</param>
/// <param name="Rounds">Rounds of changes that it includes.</param>
/// <param name="PageWon">What another page costs by the catalogue.</param>
/// <param name="CopyWon">What another copy costs by the catalogue.</param>
/// <param name="Picks">Photos that the couple picked.</param>
public sealed record AlbumOffer(
    string CoupleName,
    bool HasContract,
    AlbumIncluded Included,
    int? Rounds,
    long? PageWon,
    long? CopyWon,
    int Picks
);

/// <summary>The list of all albums.</summary>
/// <param name="Status">Only these; null for what is not over.</param>
/// <param name="LateOnly">Only those whose day is over.</param>
public sealed record AlbumFilter(AlbumOrderStatus? Status = null, bool LateOnly = false);

/// <summary>An album in a list.</summary>
/// <param name="Id">The order.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="ProjectNumber">The project's number.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Size">Its size.</param>
/// <param name="Pages">Pages of a copy.</param>
/// <param name="Copies">All copies.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Round">The last round that was sent; 0 for none.</param>
/// <param name="Open">Notes that the studio has not answered.</param>
/// <param name="DueOn">Until when it is to be with the couple.</param>
/// <param name="ExpectedOn">When it should come from the lab.</param>
/// <param name="IsLate">Whether a day is over: its own, or the lab's.</param>
public sealed record AlbumLine(
    Guid Id,
    Guid ProjectId,
    string ProjectNumber,
    string CoupleName,
    string Title,
    string Size,
    int Pages,
    int Copies,
    AlbumOrderStatus Status,
    int Round,
    int Open,
    DateOnly? DueOn,
    DateOnly? ExpectedOn,
    bool IsLate
);

/// <summary>The list with what each status has.</summary>
/// <param name="Lines">At most 200.</param>
/// <param name="Counts">By status.</param>
/// <param name="Late">How many are late.</param>
public sealed record AlbumList(IReadOnlyList<AlbumLine> Lines, IReadOnlyDictionary<AlbumOrderStatus, int> Counts, int Late);

/// <summary>One order as the studio works on it.</summary>
/// <param name="Line">What lists say of it.</param>
/// <param name="Version">The row's version.</param>
/// <param name="Terms">What it is to be.</param>
/// <param name="IncludedPages">Pages that the contract included when they were chosen.</param>
/// <param name="IncludedCopies">Copies that it had left then.</param>
/// <param name="Extra">What is to be paid beyond it.</param>
/// <param name="IsPriced">Whether that stands in the payment plan.</param>
/// <param name="UsedRounds">Rounds in which changes were asked for.</param>
/// <param name="IsFrozen">Whether nothing of its content changes any more.</param>
/// <param name="ApprovedAt">When it was approved.</param>
/// <param name="ApprovedBy">Who of the couple did; null where staff wrote it down.</param>
/// <param name="ApprovedReason">How staff knows.</param>
/// <param name="Lab">What was written of the lab; null before.</param>
/// <param name="CancelReason">Why it was called off.</param>
/// <param name="Delivery">How it is handed over; null until it came from the lab.</param>
/// <param name="Picks">Photos that the couple picked.</param>
/// <param name="Rounds">Its rounds, newest first.</param>
/// <param name="People">Whom a round could go to, with what they have of a link.</param>
public sealed record AlbumOrderView(
    AlbumLine Line,
    uint Version,
    AlbumTerms Terms,
    int IncludedPages,
    int IncludedCopies,
    Money Extra,
    bool IsPriced,
    int UsedRounds,
    bool IsFrozen,
    DateTimeOffset? ApprovedAt,
    string? ApprovedBy,
    string? ApprovedReason,
    AlbumLab? Lab,
    string? CancelReason,
    AlbumHandOver? Delivery,
    int Picks,
    IReadOnlyList<AlbumRoundView> Rounds,
    IReadOnlyList<AlbumReader> People
)
{
    /// <summary>Pages beyond the contract.</summary>
    public int ExtraPages => Math.Max(0, Terms.Pages - IncludedPages);

    /// <summary>Copies beyond the contract.</summary>
    public int ExtraCopies => Math.Max(0, Terms.Copies - IncludedCopies);

    /// <summary>What of the project's contract is not paid.</summary>
    public Money Outstanding { get; init; }
}

/// <summary>Somebody who may be shown spreads.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Name">Name.</param>
/// <param name="Email">Where a link can be sent; null where it can only be handed over.</param>
/// <param name="LinkOpen">Whether a link of theirs opens now.</param>
/// <param name="LastSeen">When it was last opened.</param>
public sealed record AlbumReader(Guid ContactId, string Name, string? Email, bool LinkOpen, DateTimeOffset? LastSeen);

/// <summary>How an album is handed over.</summary>
/// <param name="Status">How far its delivery is.</param>
/// <param name="Courier">Who carries it.</param>
/// <param name="Tracking">The carrier's number.</param>
/// <param name="ShippedAt">When the carrier took it.</param>
/// <param name="DeliveredAt">When the couple had it.</param>
/// <param name="ReceivedBy">Who of them said so.</param>
public sealed record AlbumHandOver(
    DeliveryStatus Status,
    string? Courier,
    string? Tracking,
    DateTimeOffset? ShippedAt,
    DateTimeOffset? DeliveredAt,
    string? ReceivedBy
);

/// <summary>A round as it is shown.</summary>
/// <param name="Id">The round.</param>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Message">The studio's words.</param>
/// <param name="AnswerBy">The last day on which an answer is hoped for.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="AnsweredAt">When it was answered.</param>
/// <param name="AnsweredBy">Who of the couple answered.</param>
/// <param name="RetiredAt">Since when another one is asked about, or it was taken back.</param>
/// <param name="RetireReason">Why it was taken back.</param>
/// <param name="PdfName">What its PDF is called; null for pictures.</param>
/// <param name="Spreads">Its spreads in order.</param>
public sealed record AlbumRoundView(
    Guid Id,
    int Number,
    AlbumRoundStatus Status,
    string? Message,
    DateOnly? AnswerBy,
    DateTimeOffset? SentAt,
    DateTimeOffset? AnsweredAt,
    string? AnsweredBy,
    DateTimeOffset? RetiredAt,
    string? RetireReason,
    string? PdfName,
    IReadOnlyList<AlbumSpreadView> Spreads
)
{
    /// <summary>Whether it can be looked at here: pictures, or a PDF whose pages were drawn.</summary>
    public bool HasPictures => Spreads.All(s => s.Sha16 is not null);

    /// <summary>All notes of it.</summary>
    public int Notes => Spreads.Sum(s => s.Notes.Count);

    /// <summary>Notes without an answer.</summary>
    public int Unanswered => Spreads.Sum(s => s.Notes.Count(n => n.Answer is null));
}

/// <summary>A spread as it is shown.</summary>
/// <param name="Id">The spread.</param>
/// <param name="Position">Order, from 1.</param>
/// <param name="FileName">What the file is called.</param>
/// <param name="Sha16">The first 16 digits of its hash; null for a page of a PDF that was not drawn.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Notes">What was said of it.</param>
public sealed record AlbumSpreadView(
    Guid Id,
    int Position,
    string FileName,
    string? Sha16,
    int Width,
    int Height,
    IReadOnlyList<AlbumNoteView> Notes
);

/// <summary>A note as it is shown.</summary>
/// <param name="Id">The note.</param>
/// <param name="Text">What is to be changed.</param>
/// <param name="PinX">Where, in thousandths from the left; null without a pin.</param>
/// <param name="PinY">Where, in thousandths from the top.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Answer">What the studio says.</param>
/// <param name="Reason">Why, or what was done.</param>
public sealed record AlbumNoteView(Guid Id, string Text, int? PinX, int? PinY, string By, RevisionAnswer? Answer, string? Reason);

/// <summary>The couple's page.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="Language">The visitor's language as the studio knows it.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Size">Its size.</param>
/// <param name="Pages">Pages of a copy.</param>
/// <param name="CoupleCopies">Copies for the couple.</param>
/// <param name="FamilyCopies">Copies for both families.</param>
/// <param name="Status">How far it is.</param>
/// <param name="ExtraPages">Pages beyond the contract.</param>
/// <param name="ExtraCopies">Copies beyond the contract.</param>
/// <param name="Extra">What is to be paid for them.</param>
/// <param name="UsedRounds">Rounds in which changes were asked for.</param>
/// <param name="IncludedRounds">Rounds of changes within the price.</param>
/// <param name="ApprovedAt">When it was approved.</param>
/// <param name="ApprovedBy">Who of them did; null where the studio wrote it down.</param>
/// <param name="ExpectedOn">When it should come from the lab.</param>
/// <param name="Delivery">How it is handed over; null until it came.</param>
/// <param name="Round">The round that is shown; null where none was sent yet.</param>
/// <param name="Numbers">The rounds that were sent, by number.</param>
public sealed record AlbumSheet(
    Guid OrderId,
    string CoupleName,
    string? Language,
    string Title,
    string Size,
    int Pages,
    int CoupleCopies,
    int FamilyCopies,
    AlbumOrderStatus Status,
    int ExtraPages,
    int ExtraCopies,
    Money Extra,
    int UsedRounds,
    int IncludedRounds,
    DateTimeOffset? ApprovedAt,
    string? ApprovedBy,
    DateOnly? ExpectedOn,
    AlbumHandOver? Delivery,
    AlbumRoundView? Round,
    IReadOnlyList<int> Numbers
)
{
    /// <summary>The rounds that were sent, in the order of <see cref="Numbers"/>.</summary>
    public IReadOnlyList<Guid> RoundIds { get; init; } = [];

    /// <summary>The rounds that take no word any more, each with its number: what a phone still keeps for one of them can't be sent.</summary>
    public IEnumerable<(Guid Id, int Number)> Over =>
        RoundIds.Zip(Numbers).SkipLast(Status == AlbumOrderStatus.Proofing ? 1 : 0).Select(r => (r.First, r.Second));

    /// <summary>Whether the round that is shown can be answered.</summary>
    public bool IsOpen => Status == AlbumOrderStatus.Proofing && Round?.Status == AlbumRoundStatus.Sent;
}

/// <summary>A spread's picture in the store.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="SpreadId">The spread.</param>
/// <param name="Sha256">SHA-256 of the file that was sent, lower-case hex.</param>
public sealed record SpreadFile(Guid OrderId, Guid SpreadId, string Sha256);
