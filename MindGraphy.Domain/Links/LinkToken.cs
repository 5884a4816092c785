using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Links;

/// <summary>What a link is good for. A token works for its purpose only.</summary>
public enum LinkPurpose
{
    /// <summary>Read and sign a contract.</summary>
    Contract,

    /// <summary>Pick photos.</summary>
    Proof,

    /// <summary>Download finished files.</summary>
    Download,

    /// <summary>The couple's own page.</summary>
    Portal,

    /// <summary>Answer a survey.</summary>
    Survey,

    /// <summary>Read and accept a quote.</summary>
    Quote,

    /// <summary>Say whether another photographer is welcome.</summary>
    Photographer,

    /// <summary>Look at finished photos.</summary>
    Review,

    /// <summary>Look at the spreads of a printed album.</summary>
    Album,

    /// <summary>Look at what a couple shares with family and guests.</summary>
    Guest,
}

/// <summary>
/// A key to one tokenized page (<c>link_tokens</c>). The row holds only the SHA-256; the token itself is derived from the row's id by a
/// server key that is not in the database (<see cref="ILinkSigner"/>), so a dump opens nothing and staff can copy a link again.
/// </summary>
public sealed class LinkToken
{
    private LinkToken() { }

    /// <summary>Makes a key.</summary>
    /// <param name="purpose">What for.</param>
    /// <param name="subjectId">The contract, proof session or other thing it opens.</param>
    /// <param name="customerId">The couple.</param>
    /// <param name="contactId">The person it was given to.</param>
    /// <param name="expiresAt">Until when it opens.</param>
    /// <param name="createdById">Who made it; null for the system.</param>
    /// <param name="signer">Derives the token.</param>
    /// <param name="now">Now.</param>
    public LinkToken(
        LinkPurpose purpose,
        Guid subjectId,
        Guid customerId,
        Guid? contactId,
        DateTimeOffset expiresAt,
        Guid? createdById,
        ILinkSigner signer,
        DateTimeOffset now
    )
    {
        (Id, Purpose, SubjectId, CustomerId, ContactId) = (Ids.New(), purpose, subjectId, customerId, contactId);
        (ExpiresAt, CreatedById, CreatedAt) = (expiresAt, createdById, now);
        TokenHash = signer.HashOf(signer.TokenFor(Id));
    }

    /// <summary>Links that were taken back in one act have moments no farther apart than this; two acts of a person are never so near.</summary>
    public static TimeSpan Together { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What for.</summary>
    public LinkPurpose Purpose { get; private init; }

    /// <summary>The thing it opens.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>The person.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string TokenHash { get; private init; } = "";

    /// <summary>Until when it opens.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Who made it.</summary>
    public Guid? CreatedById { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last opened.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Whether it opens now.</summary>
    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>Takes it back at once, open pages included.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>Lets it open longer.</summary>
    public void Extend(DateTimeOffset until) => ExpiresAt = until;

    /// <summary>Remembers that it was opened.</summary>
    public void Used(DateTimeOffset now) => LastUsedAt = now;
}

/// <summary>Derives tokens from ids with a server key (HMAC-SHA256, 256 bits, base64url).</summary>
public interface ILinkSigner
{
    /// <summary>The token of a link.</summary>
    string TokenFor(Guid linkId);

    /// <summary>The SHA-256 under which a token is looked up, lower-case hex.</summary>
    string HashOf(string token);
}

/// <summary>The link is unknown, expired, taken back or for another purpose: one answer for all four, so that nothing can be learned.</summary>
public sealed record LinkNotOpen() : Refusal(RefusalKind.NotFound)
{
    /// <summary>
    /// Whether it was a link once. Nobody is told: it only keeps those who were sent one from being counted among those who try tokens, and two refusals are
    /// the same whatever it says.
    /// </summary>
    public bool WasOne { get; init; }

    /// <inheritdoc/>
    public bool Equals(LinkNotOpen? other) => other is not null;

    /// <inheritdoc/>
    public override int GetHashCode() => nameof(LinkNotOpen).GetHashCode(StringComparison.Ordinal);
}

/// <summary>The person was never given a link to this: there is none to take back.</summary>
public sealed record NoLinkToTake() : Refusal(RefusalKind.NotFound);

/// <summary>The page was made for another link than the one that was opened last in this browser: nothing it sends is written to that one.</summary>
public sealed record OtherLinkOpened() : Refusal(RefusalKind.Conflict);
