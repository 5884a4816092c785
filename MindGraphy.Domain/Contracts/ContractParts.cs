using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Contracts;

/// <summary>One frozen document of a contract (<c>contract_versions</c>). What was sent never changes; writing again makes a new version.</summary>
public sealed class ContractVersion
{
    private ContractVersion() { }

    internal ContractVersion(Guid contractId, int number, string language, string pdfKey, string pdfSha256, DateTimeOffset now)
    {
        (Id, ContractId, Number, Language, PdfKey, PdfSha256, SentAt) = (Ids.New(), contractId, number, language, pdfKey, pdfSha256, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The contract.</summary>
    public Guid ContractId { get; private init; }

    /// <summary>From 1.</summary>
    public int Number { get; private init; }

    /// <summary><c>ko</c> or <c>en</c>.</summary>
    public string Language { get; private init; } = "ko";

    /// <summary>Store key of the document that is signed.</summary>
    public string PdfKey { get; private init; } = "";

    /// <summary>SHA-256 of exactly these bytes, lower-case hex.</summary>
    public string PdfSha256 { get; private init; } = "";

    /// <summary>When it went out.</summary>
    public DateTimeOffset SentAt { get; private init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>Store key of the copy with signatures and evidence.</summary>
    public string? SealedKey { get; private set; }

    /// <summary>SHA-256 of the sealed copy, lower-case hex.</summary>
    public string? SealedSha256 { get; private set; }

    /// <summary>When it was sealed.</summary>
    public DateTimeOffset? SealedAt { get; private set; }

    internal void Void(DateTimeOffset now) => VoidedAt = now;

    internal void Seal(string key, string sha256, DateTimeOffset now) => (SealedKey, SealedSha256, SealedAt) = (key, sha256, now);
}

/// <summary>A tick on the signing page.</summary>
/// <param name="Code">Which text, for example <c>refund</c>.</param>
/// <param name="Text">The words that were shown.</param>
/// <param name="IsRequired">Whether there is no contract without it.</param>
/// <param name="IsTicked">Whether it was ticked.</param>
public sealed record SignedConsent(string Code, string Text, bool IsRequired, bool IsTicked);

/// <summary>What one person gave when signing: the evidence of that act.</summary>
/// <param name="DocumentSha256">The hash of the bytes that were shown.</param>
/// <param name="Kind">Drawn or typed.</param>
/// <param name="PictureKey">Store key of the drawn signature; null where it was typed.</param>
/// <param name="PictureSha256">SHA-256 of that picture; null where it was typed.</param>
/// <param name="TypedName">The name where it was typed.</param>
/// <param name="Consents">The ticks.</param>
/// <param name="Ip">From which address.</param>
/// <param name="UserAgent">With which browser.</param>
/// <param name="Identity">The one-time code that the signer gave; null for papers from before there were any.</param>
/// <param name="Wording">Names the wording of the ticks; null for papers from before it was kept.</param>
public sealed record Signature(
    string DocumentSha256,
    SignatureKind Kind,
    string? PictureKey,
    string? PictureSha256,
    string? TypedName,
    IReadOnlyList<SignedConsent> Consents,
    string? Ip,
    string? UserAgent,
    SignCode? Identity = null,
    string? Wording = null
);

/// <summary>A person who signs, and what they gave (<c>contract_signers</c>).</summary>
public sealed class ContractSigner
{
    private ContractSigner() { }

    internal ContractSigner(Guid contractId, CustomerContact contact, int position, DateTimeOffset now)
    {
        (Id, ContractId, ContactId, SignerRole, Name, Position, CreatedAt) = (
            Ids.New(),
            contractId,
            contact.Id,
            contact.Role,
            contact.Name,
            position,
            now
        );
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The contract.</summary>
    public Guid ContractId { get; private init; }

    /// <summary>The person.</summary>
    public Guid ContactId { get; private init; }

    /// <summary>Groom or bride.</summary>
    public ContactRole SignerRole { get; private init; }

    /// <summary>The name as it stood when the contract was made.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Order on the paper, from 1; signing goes in any order.</summary>
    public int Position { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The version that was signed.</summary>
    public Guid? VersionId { get; private set; }

    /// <summary>When it was signed.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>Drawn or typed.</summary>
    public SignatureKind? SignatureKind { get; private set; }

    /// <summary>Store key of the drawn signature; null where it was typed.</summary>
    public string? SignatureKey { get; private set; }

    /// <summary>SHA-256 of that picture, lower-case hex.</summary>
    public string? SignatureSha256 { get; private set; }

    /// <summary>The name where it was typed.</summary>
    public string? TypedName { get; private set; }

    /// <summary>SHA-256 of the document that was shown.</summary>
    public string? DocumentSha256 { get; private set; }

    /// <summary>The ticks.</summary>
    public IReadOnlyList<SignedConsent> Consents { get; private set; } = [];

    /// <summary>From which address.</summary>
    public string? Ip { get; private set; }

    /// <summary>With which browser.</summary>
    public string? UserAgent { get; private set; }

    /// <summary>When they declined; null where they did not, or signed after all.</summary>
    public DateTimeOffset? DeclinedAt { get; private set; }

    /// <summary>Why they declined.</summary>
    public string? DeclineReason { get; private set; }

    /// <summary>How the code reached the signer by which they were known; null from before there were codes.</summary>
    public SignCodeWay? IdentityWay { get; private set; }

    /// <summary>The mailbox or number it went to, its middle hidden; null where it was told.</summary>
    public string? IdentitySentTo { get; private set; }

    /// <summary>When they gave it.</summary>
    public DateTimeOffset? IdentityAt { get; private set; }

    internal void Decline(string? reason, DateTimeOffset? at) => (DeclineReason, DeclinedAt) = (reason, at);

    internal void SignOnPaper(Guid versionId, string scanSha256, DateTimeOffset at)
    {
        Decline(null, null);
        (VersionId, SignedAt, SignatureKind, DocumentSha256) = (versionId, at, Contracts.SignatureKind.Paper, scanSha256);
    }

    internal void Sign(Guid versionId, Signature signature, DateTimeOffset now)
    {
        Decline(null, null);
        (VersionId, SignedAt, SignatureKind) = (versionId, now, signature.Kind);
        (SignatureKey, SignatureSha256, TypedName) = (signature.PictureKey, signature.PictureSha256, signature.TypedName);
        (DocumentSha256, Consents, Ip) = (signature.DocumentSha256, signature.Consents, signature.Ip);
        (IdentityWay, IdentitySentTo, IdentityAt) = (signature.Identity?.Way, signature.Identity?.SentTo, signature.Identity?.UsedAt);
        UserAgent = signature.UserAgent is { Length: > 500 } long_ ? long_[..500] : signature.UserAgent;
    }
}

/// <summary>One thing that happened to a contract (<c>contract_events</c>), chained: each hash covers the one before.</summary>
public sealed class ContractEvent
{
    private ContractEvent() { }

    internal ContractEvent(Guid contractId, int sequence, string kind, string detail, DateTimeOffset at, string previousHash)
    {
        // PostgreSQL keeps microseconds; hashing more than it keeps could never be checked again.
        var kept = new DateTimeOffset(at.UtcTicks / 10 * 10, TimeSpan.Zero);
        (Id, ContractId, Sequence, Kind, Detail, OccurredAt, PreviousHash) = (
            Ids.New(),
            contractId,
            sequence,
            kind,
            detail,
            kept,
            previousHash
        );
        Hash = Compute();
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The contract.</summary>
    public Guid ContractId { get; private init; }

    /// <summary>From 1, without gaps.</summary>
    public int Sequence { get; private init; }

    /// <summary>What happened.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>The figures and hashes of it.</summary>
    public string Detail { get; private init; } = "";

    /// <summary>When, to the microsecond.</summary>
    public DateTimeOffset OccurredAt { get; private init; }

    /// <summary>The hash before; empty for the first.</summary>
    public string PreviousHash { get; private init; } = "";

    /// <summary>SHA-256 over the one before and this event, lower-case hex.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>The first event that does not follow from the one before it: edited, removed or put elsewhere. Null where the chain is whole.</summary>
    /// <param name="events">All events of one contract, by <see cref="Sequence"/>.</param>
    /// <returns>The place in the chain at which it breaks, from 1.</returns>
    public static int? FirstBroken(IEnumerable<ContractEvent> events)
    {
        var (expected, previous) = (1, "");
        foreach (var e in events)
        {
            if (e.Sequence != expected || e.PreviousHash != previous || !e.IsIntact)
            {
                return expected;
            }

            (expected, previous) = (expected + 1, e.Hash);
        }

        return null;
    }

    /// <summary>Whether the row still says what it said.</summary>
    public bool IsIntact => Hash == Compute();

    private string Compute()
    {
        var canonical = string.Join(
            '\n',
            PreviousHash,
            ContractId,
            Sequence.ToString(CultureInfo.InvariantCulture),
            Kind,
            Detail,
            OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }
}

/// <summary>Money that came or went back (<c>payments</c>). Rows are added, never rewritten: a refund and a correction are rows of their own.</summary>
public sealed class Payment
{
    /// <summary>Most characters of a method.</summary>
    public const int MethodMaxLength = 50;

    /// <summary>Most characters of a depositor's name.</summary>
    public const int DepositorMaxLength = 100;

    /// <summary>Most characters of a bank's or provider's id.</summary>
    public const int TransactionIdMaxLength = 255;

    /// <summary>The method of a row that takes back what was booked by mistake: no money moved.</summary>
    public const string Correction = "correction";

    /// <summary>The ways money comes, in the order of a form.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["transfer", "card", "cash"];

    private Payment() { }

    internal Payment(
        Guid contractId,
        PaymentType type,
        PaymentStatus status,
        Money amount,
        string method,
        DateTimeOffset? at,
        Guid? byId,
        DateTimeOffset now
    )
    {
        (Id, ContractId, PaymentType, PaymentStatus, Amount) = (Ids.New(), contractId, type, status, amount);
        (PaymentMethod, PaymentDate, RecordedById, CreatedAt) = (method, at, byId, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The contract.</summary>
    public Guid ContractId { get; private init; }

    /// <summary>What for.</summary>
    public PaymentType PaymentType { get; private init; }

    /// <summary>How much; always positive, the type says the direction.</summary>
    public Money Amount { get; private init; }

    /// <summary>How: <c>transfer</c>, <c>card</c>, <c>cash</c>, or <see cref="Correction"/>.</summary>
    public string? PaymentMethod { get; private init; }

    /// <summary>Whether it came.</summary>
    public PaymentStatus PaymentStatus { get; private set; }

    /// <summary>When it came; null while it is only announced.</summary>
    public DateTimeOffset? PaymentDate { get; private set; }

    /// <summary>The bank's or provider's id; no two rows that count have the same.</summary>
    public string? TransactionId { get; internal init; }

    /// <summary>Where the receipt is.</summary>
    public string? ReceiptUrl { get; private set; }

    /// <summary>Whether a 현금영수증 is issued and not cancelled.</summary>
    public bool CashReceiptIssued { get; internal set; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; private set; }

    /// <summary>Who sent it, as the bank shows it.</summary>
    public string? Depositor { get; internal init; }

    /// <summary>The line it is meant for; null where it fills the plan in its order.</summary>
    public Guid? PlanLineId { get; internal init; }

    /// <summary>The payment that a refund gives back; null where it gives back of all that came.</summary>
    public Guid? RefundOfId { get; internal init; }

    /// <summary>Why it went back or failed.</summary>
    public string? Reason { get; internal set; }

    /// <summary>When it was taken back as a mistake: its transaction may then be booked where it belongs.</summary>
    public DateTimeOffset? CorrectedAt { get; internal set; }

    /// <summary>Who recorded it; null where the bank or a provider did.</summary>
    public Guid? RecordedById { get; private init; }

    /// <summary>Who approved a refund.</summary>
    public Guid? ApprovedById { get; internal init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Money that came in, also where it went back later by a row of its own.</summary>
    public bool IsReceived => PaymentType != PaymentType.Refund && PaymentStatus is (PaymentStatus.Completed or PaymentStatus.Refunded);

    /// <summary>Money that went back, or a booking that was taken back.</summary>
    public bool IsPaidOut => PaymentType == PaymentType.Refund && PaymentStatus == PaymentStatus.Completed;

    internal Result Complete(DateTimeOffset at)
    {
        if (!PaymentFlow.Moves.Allows(PaymentStatus, PaymentStatus.Completed))
        {
            return new PaymentCannotMove(PaymentStatus, PaymentStatus.Completed);
        }

        (PaymentStatus, PaymentDate, Reason) = (PaymentStatus.Completed, at, null);
        return Result.Ok;
    }

    internal Result MoveTo(PaymentStatus status, string? reason = null)
    {
        if (!PaymentFlow.Moves.Allows(PaymentStatus, status))
        {
            return new PaymentCannotMove(PaymentStatus, status);
        }

        (PaymentStatus, Reason) = (status, reason ?? Reason);
        return Result.Ok;
    }
}
