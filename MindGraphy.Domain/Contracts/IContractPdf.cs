using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>Draws a contract as a PDF that carries its own Korean fonts and whose text can be selected.</summary>
public interface IContractPdf
{
    /// <summary>
    /// Draws the draft (empty places to sign) or the sealed copy (signatures and a page of evidence). The same document gives the same
    /// bytes on every machine, so that their SHA-256 proves what was shown.
    /// </summary>
    /// <param name="document">Everything that stands on the paper; nothing else is looked up.</param>
    /// <returns>A PDF, usually 60 to 200 kB.</returns>
    /// <exception cref="InvalidDataException">A signature's image is no image: a copy without it must not leave the house.</exception>
    byte[] Draw(ContractDocument document);
}

/// <summary>A contract as it stands on paper.</summary>
/// <param name="Culture">The paper's language: <c>ko</c>, or <c>en</c> for everybody else.</param>
/// <param name="Studio">Who takes the pictures.</param>
/// <param name="ContractNumber">As shown to people, <c>C-2026-000123</c>.</param>
/// <param name="ContractDate">The day it was written; also the PDF's date of creation while nobody has signed.</param>
/// <param name="Parties">The couple, in the order of the paper; one or more.</param>
/// <param name="Wedding">What is photographed.</param>
/// <param name="Package">What was bought.</param>
/// <param name="Money">Total first, then what is due when; at least the total.</param>
/// <param name="Clauses">Numbered by their order, from 1.</param>
/// <param name="Consents">The boxes to tick; may be none.</param>
/// <param name="Signatures">One for everybody who signs, the studio last; those who have not signed yet have neither image nor typed name.</param>
/// <param name="Evidence">What is recorded of each act of signing; shown on the sealed copy only.</param>
/// <param name="DocumentSha256">SHA-256 of the draft that was shown for signing, 64 hexadecimal digits; null on a draft.</param>
/// <param name="Sealed">Whether everybody has signed and this is the copy to keep.</param>
/// <param name="Zone">The studio's zone, in which moments are printed with their offset; null for Asia/Seoul.</param>
/// <param name="Amends">What an amendment changes; null for a contract.</param>
/// <param name="Wording">Names the wording of clauses and ticks in records; null on papers from before it was kept.</param>
public sealed record ContractDocument(
    string Culture,
    StudioIdentity Studio,
    string ContractNumber,
    DateOnly ContractDate,
    IReadOnlyList<ContractParty> Parties,
    ContractWedding Wedding,
    ContractPackage Package,
    IReadOnlyList<ContractMoneyLine> Money,
    IReadOnlyList<ContractClause> Clauses,
    IReadOnlyList<ContractConsent> Consents,
    IReadOnlyList<ContractSignature> Signatures,
    IReadOnlyList<ContractEvidence> Evidence,
    string? DocumentSha256,
    bool Sealed,
    TimeZoneInfo? Zone = null,
    ContractAmends? Amends = null,
    string? Wording = null
);

/// <summary>What an amendment changes, for people to read.</summary>
/// <param name="Number">The contract that it changes.</param>
/// <param name="On">The day on that contract's paper.</param>
/// <param name="Changes">Before and after.</param>
public sealed record ContractAmends(string Number, DateOnly? On, IReadOnlyList<ContractChange> Changes);

/// <summary>One thing that an amendment changes.</summary>
/// <param name="What">예식일, 촬영 작가.</param>
/// <param name="Before">As it was; a dash where it was not.</param>
/// <param name="After">As it becomes.</param>
public sealed record ContractChange(string What, string Before, string After);

/// <summary>The studio as the law wants it named.</summary>
/// <param name="Name">상호.</param>
/// <param name="Owner">대표자.</param>
/// <param name="Address">Where it does business.</param>
/// <param name="Phone">E.164; shown as people write it.</param>
/// <param name="RegistrationNumber">사업자등록번호, <c>123-45-67890</c>; null where there is none yet.</param>
public sealed record StudioIdentity(string Name, string Owner, string Address, string Phone, string? RegistrationNumber);

/// <summary>One of the couple.</summary>
/// <param name="Role">신랑, 신부 or who else it is, in the paper's language.</param>
/// <param name="Name">In one piece, family name first.</param>
/// <param name="Phone">E.164; null where unknown.</param>
/// <param name="Email">Null where unknown.</param>
public sealed record ContractParty(string Role, string Name, string? Phone, string? Email = null);

/// <summary>The wedding.</summary>
/// <param name="Date">The day, in the studio's zone.</param>
/// <param name="Time">When the ceremony starts, in the studio's zone; null where it is not fixed yet.</param>
/// <param name="Venue">Hall and place; null where it is not fixed yet.</param>
/// <param name="Photographer">Whom the studio has promised; null where the contract names nobody.</param>
public sealed record ContractWedding(DateOnly Date, TimeOnly? Time, string? Venue, string? Photographer = null);

/// <summary>What was bought.</summary>
/// <param name="Name">The package's name on the day of the contract.</param>
/// <param name="Included">Its contents and bought options, in the order of the paper.</param>
public sealed record ContractPackage(string Name, IReadOnlyList<ContractIncluded> Included);

/// <summary>A line of a package.</summary>
/// <param name="What">For example 보정본.</param>
/// <param name="HowMuch">For example 60장; null where it is simply included.</param>
public sealed record ContractIncluded(string What, string? HowMuch);

/// <summary>An amount and when it is due.</summary>
/// <param name="Label">총액, 계약금, 중도금, 잔금, in the paper's language.</param>
/// <param name="Amount">Whole won, VAT as the contract says.</param>
/// <param name="Due">When, in words of the paper's language (예식 7일 전까지); null for the total.</param>
/// <param name="IsTotal">The line the others add up to.</param>
public sealed record ContractMoneyLine(string Label, Money Amount, string? Due, bool IsTotal = false);

/// <summary>A clause; its number is its place in the list.</summary>
/// <param name="Title">For example 취소와 환불.</param>
/// <param name="Text">Paragraphs separated by line breaks; one that starts with ①, (1) or 1. hangs under its mark.</param>
/// <param name="Key">The name under which other clauses point to it (<c>refund</c>); null where none does.</param>
public sealed record ContractClause(string Title, string Text, string? Key = null);

/// <summary>A box to tick.</summary>
/// <param name="Key">Its name in records: <c>terms</c>, <c>privacy</c>, <c>portrait</c>, <c>marketing</c>.</param>
/// <param name="Title">What is agreed to, in a few words.</param>
/// <param name="Text">Items, purpose, period, and what follows from refusing.</param>
/// <param name="Required">Whether the contract can't be signed without it.</param>
/// <param name="Ticked">Whether it was agreed to; false on a draft.</param>
public sealed record ContractConsent(string Key, string Title, string Text, bool Required, bool Ticked = false);

/// <summary>A place to sign. Signed when it has an image or a typed name.</summary>
/// <param name="Role">신랑, 신부, 스튜디오, in the paper's language.</param>
/// <param name="Name">The signer's name.</param>
/// <param name="Image">The drawn signature as PNG with a clear background; null where it was typed or is missing.</param>
/// <param name="TypedName">The name as typed for a signature; null where it was drawn or is missing.</param>
/// <param name="SignedAt">When; null while not signed.</param>
public sealed record ContractSignature(
    string Role,
    string Name,
    byte[]? Image = null,
    string? TypedName = null,
    DateTimeOffset? SignedAt = null
)
{
    /// <summary>Whether this person has signed.</summary>
    public bool IsSigned => Image is { Length: > 0 } || !string.IsNullOrWhiteSpace(TypedName);
}

/// <summary>What is recorded of one act of signing.</summary>
/// <param name="Role">신랑, 신부, 스튜디오, in the paper's language.</param>
/// <param name="Signer">The signer's name.</param>
/// <param name="Moment">The server's clock; printed with its offset from UTC.</param>
/// <param name="IdentifiedBy">How the signer was known (휴대전화로 받은 링크), in the paper's language; null where nothing was checked.</param>
/// <param name="IpAddress">As the server saw it; null where it was not seen (signed in the studio).</param>
/// <param name="UserAgent">The browser's own words; null where there was none.</param>
/// <param name="SignatureSha256">SHA-256 of the drawn image, 64 hexadecimal digits; null for a typed name.</param>
public sealed record ContractEvidence(
    string Role,
    string Signer,
    DateTimeOffset Moment,
    string? IdentifiedBy,
    string? IpAddress,
    string? UserAgent,
    string? SignatureSha256 = null
);
