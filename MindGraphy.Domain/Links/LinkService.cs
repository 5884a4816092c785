using System.Security.Cryptography;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Links;

/// <summary>A person who came through a link that is open.</summary>
/// <param name="LinkId">The link.</param>
/// <param name="Purpose">What it is good for.</param>
/// <param name="SubjectId">The contract, proof session or other thing it opens.</param>
/// <param name="CustomerId">The couple.</param>
/// <param name="ContactId">The person.</param>
public sealed record CoupleVisit(Guid LinkId, LinkPurpose Purpose, Guid SubjectId, Guid CustomerId, Guid? ContactId)
{
    /// <summary>When the link was last used before this visit.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The PIN that was given on this device; null where none was given.</summary>
    public Guid? PinId { get; init; }

    /// <summary>
    /// What a page sends back with all it writes: it names the thing and the person it was made for. A browser has one cookie for a purpose, and another
    /// link may have been opened in it since.
    /// </summary>
    public string Key => KeyOf(SubjectId, ContactId ?? LinkId);

    /// <summary>The key of a page: 16 hex digits that are the same for every link of one person to one thing.</summary>
    /// <param name="subjectId">The thing.</param>
    /// <param name="personId">The person, or the link where it is nobody's.</param>
    public static string KeyOf(Guid subjectId, Guid personId) =>
        Convert.ToHexStringLower(SHA256.HashData([.. subjectId.ToByteArray(), .. personId.ToByteArray()]))[..16];

    /// <summary>Who acts on such a page. Guests speak for nobody: what belongs to the couple is closed to them.</summary>
    public Actor Actor =>
        Purpose == LinkPurpose.Guest ? Actor.Visitor with { PinId = PinId } : Actor.Couple(CustomerId, ContactId) with { PinId = PinId };
}

/// <summary>Somebody came by a link, or looked at its page again.</summary>
/// <param name="Purpose">What the link is good for.</param>
/// <param name="SubjectId">What it opens.</param>
public sealed record LinkUsed(LinkPurpose Purpose, Guid SubjectId) : IStudioEvent;

/// <summary>Issues and checks the keys to tokenized pages.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="signer">Derives tokens.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class LinkService(IStudio studio, ILinkSigner signer, StudioClock clock)
{
    /// <summary>How often it is written down that a page is looked at.</summary>
    public static TimeSpan SeenEvery { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Makes a key as part of a caller's act; it exists once the session is saved.</summary>
    public LinkToken Issue(
        IStudioSession session,
        LinkPurpose purpose,
        Guid subjectId,
        Guid customerId,
        Guid? contactId,
        DateTimeOffset expiresAt
    )
    {
        var link = new LinkToken(purpose, subjectId, customerId, contactId, expiresAt, session.Actor.UserId, signer, clock.Now);
        session.Links.Add(link);
        return link;
    }

    /// <summary>
    /// Takes a person's links to one thing back as part of a caller's act, open pages included; nobody else's are touched. Repeating it changes nothing. Call it under
    /// the lock of the thing, under which links are given too.
    /// </summary>
    /// <returns>Refused with <see cref="NoLinkToTake"/> where they never had one.</returns>
    public async Task<Result> TakeAsync(
        IStudioSession session,
        LinkPurpose purpose,
        Guid subjectId,
        Guid contactId,
        CancellationToken ct = default
    )
    {
        var theirs = (await session.Links.OfAsync(purpose, subjectId, ct)).Where(k => k.ContactId == contactId).ToList();
        foreach (var link in theirs)
        {
            link.Revoke(clock.Now);
        }

        return theirs.Count > 0 ? Result.Ok : new NoLinkToTake();
    }

    /// <summary>The path of a link, for a mail or for staff to copy: <c>/c/proof/TOKEN</c>.</summary>
    public string PathOf(LinkToken link) => $"/c/{NameOf(link.Purpose)}/{signer.TokenFor(link.Id)}";

    /// <summary>The word of a purpose in an address.</summary>
    public static string NameOf(LinkPurpose purpose) =>
        purpose switch
        {
            LinkPurpose.Contract => "contract",
            LinkPurpose.Quote => "quote",
            LinkPurpose.Proof => "proof",
            LinkPurpose.Download => "download",
            LinkPurpose.Portal => "portal",
            LinkPurpose.Photographer => "photographer",
            LinkPurpose.Review => "review",
            LinkPurpose.Album => "album",
            LinkPurpose.Guest => "guest",
            _ => "survey",
        };

    /// <summary>The purpose of a word in an address, or null.</summary>
    public static LinkPurpose? PurposeOf(string? name) =>
        Enum.GetValues<LinkPurpose>().Cast<LinkPurpose?>().FirstOrDefault(p => NameOf(p!.Value) == name);

    /// <summary>Who holds a token. Remembers that it was used.</summary>
    /// <returns>Refused with <see cref="LinkNotOpen"/> where it is unknown, for another purpose, expired or taken back: one answer for all.</returns>
    public async Task<Result<CoupleVisit>> EnterAsync(LinkPurpose purpose, string? token, CancellationToken ct = default)
    {
        if (token is not { Length: 43 })
        {
            return new LinkNotOpen();
        }

        await using var session = studio.Open(Actor.System);
        var link = await session.Links.FindByHashAsync(signer.HashOf(token), ct);
        if (link is null || link.Purpose != purpose || !link.IsOpen(clock.Now))
        {
            return new LinkNotOpen { WasOne = link is not null };
        }

        link.Used(clock.Now);
        session.Raise(new LinkUsed(purpose, link.SubjectId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? VisitOf(link) : saved.Refusal;
    }

    /// <summary>Who comes with a cookie that names a link: asked anew on every request, so that taking a link back works at once.</summary>
    /// <returns>Refused with <see cref="LinkNotOpen"/>.</returns>
    public async Task<Result<CoupleVisit>> VisitAsync(LinkPurpose purpose, Guid linkId, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        var link = await session.Links.FindAsync(linkId, ct);
        return link is not null && link.Purpose == purpose && link.IsOpen(clock.Now) ? VisitOf(link) : new LinkNotOpen();
    }

    /// <summary>Remembers that somebody who entered before looks at the page again: at most once a minute for a link.</summary>
    public async Task SeenAsync(CoupleVisit visit, CancellationToken ct = default)
    {
        var now = clock.Now;
        if (visit.LastUsedAt > now - SeenEvery)
        {
            return;
        }

        await using var session = studio.Open(Actor.System);
        if (await session.Links.SeenAsync(visit.LinkId, now, now - SeenEvery, ct))
        {
            session.Raise(new LinkUsed(visit.Purpose, visit.SubjectId));
            await session.SaveAsync(ct);
        }
    }

    private static CoupleVisit VisitOf(LinkToken link) =>
        new(link.Id, link.Purpose, link.SubjectId, link.CustomerId, link.ContactId) { LastUsedAt = link.LastUsedAt };
}
