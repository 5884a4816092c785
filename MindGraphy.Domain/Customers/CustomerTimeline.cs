using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Customers;

/// <summary>Which lines of a timeline are shown.</summary>
public enum TimelineFilter
{
    /// <summary>All.</summary>
    All,

    /// <summary>What staff wrote down: notes, calls, messages, visits, files.</summary>
    Talk,

    /// <summary>Messages, sent by this program or written down.</summary>
    Messages,

    /// <summary>Contracts, money, consents.</summary>
    Papers,

    /// <summary>Albums, proofing, deliveries.</summary>
    Photos,

    /// <summary>Stages, fields, tasks.</summary>
    Changes,
}

/// <summary>What a line of a timeline is about. The order decides between lines of one moment.</summary>
public enum TimelineKind
{
    /// <summary>A note, call, message, visit or file of staff.</summary>
    Activity,

    /// <summary>A move over the board.</summary>
    Stage,

    /// <summary>A changed field.</summary>
    Change,

    /// <summary>A message that was sent.</summary>
    Notice,

    /// <summary>A quote that was sent.</summary>
    QuoteSent,

    /// <summary>Their answer to a quote.</summary>
    QuoteAnswered,

    /// <summary>Something that happened to a contract.</summary>
    Contract,

    /// <summary>Money that came or went back.</summary>
    Payment,

    /// <summary>They opened their proofs.</summary>
    ProofOpened,

    /// <summary>They submitted their picks.</summary>
    ProofSubmitted,

    /// <summary>An album is uploaded.</summary>
    Album,

    /// <summary>Something was handed over.</summary>
    Delivery,

    /// <summary>An answer to a consent.</summary>
    Consent,

    /// <summary>A task that is done.</summary>
    Task,
}

/// <summary>A line of a timeline: who, when, and of the rest what its kind has.</summary>
/// <param name="Id">The row it tells of; unique within its kind.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="At">When.</param>
/// <param name="ById">Who; null for the couple themselves, a fact or the system.</param>
/// <param name="ByName">Their name.</param>
/// <param name="Person">The person of the couple whom it concerns.</param>
/// <param name="Title">Name of the file, number of the contract, name of the album, what was to be done.</param>
/// <param name="Body">What was written, the subject, the reason, the new value.</param>
/// <param name="Note">What was added to the reason, the former value, the contract's event, the task on English screens.</param>
/// <param name="Activity">Of a line of staff.</param>
/// <param name="Incoming">Whether they spoke to us.</param>
/// <param name="EditedAt">When a line of staff was written anew.</param>
/// <param name="Size">Bytes of the file.</param>
/// <param name="FromStage">Before a move.</param>
/// <param name="ToStage">After it.</param>
/// <param name="Field">The changed field.</param>
/// <param name="Way">By what way a message went.</param>
/// <param name="Sending">How far it is.</param>
/// <param name="Consent">What was agreed to or refused.</param>
/// <param name="IsGiven">Yes or no.</param>
/// <param name="Payment">What the money is for.</param>
/// <param name="Won">How much.</param>
/// <param name="Delivery">How it was handed over.</param>
/// <param name="Count">Photos of the album, or picks.</param>
/// <param name="LinkId">The contract or project it leads to.</param>
public sealed record TimelineLine(
    Guid Id,
    TimelineKind Kind,
    DateTimeOffset At,
    Guid? ById,
    string? ByName,
    string? Person,
    string? Title,
    string? Body,
    string? Note,
    ActivityKind? Activity,
    bool? Incoming,
    DateTimeOffset? EditedAt,
    long? Size,
    LeadStatus? FromStage,
    LeadStatus? ToStage,
    CustomerField? Field,
    NoticeType? Way,
    NoticeStatus? Sending,
    ConsentKind? Consent,
    bool? IsGiven,
    PaymentType? Payment,
    long? Won,
    DeliveryType? Delivery,
    int? Count,
    Guid? LinkId
)
{
    /// <summary>Where it stands.</summary>
    public TimelinePosition Position => new(At, Kind, Id);
}

/// <summary>A place in a timeline: lines of one moment are told apart by kind and id.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Id">Which.</param>
public readonly record struct TimelinePosition(DateTimeOffset At, TimelineKind Kind, Guid Id);

/// <summary>A stretch of a timeline, newest first.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="More">Whether older ones follow.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineLine> Lines, bool More)
{
    /// <summary>Lines of a stretch.</summary>
    public const int Size = 50;

    /// <summary>Most lines that are read at a time: what is shown already, read again.</summary>
    public const int MostAtOnce = 500;
}
