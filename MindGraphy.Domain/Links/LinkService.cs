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
    /// <summary>The PIN that was given on this device; null where none was given.</summary>
    public Guid? PinId { get; init; }

    /// <summary>Who acts on such a page. Guests speak for nobody: what belongs to the couple is closed to them.</summary>
    public Actor Actor =>
        Purpose == LinkPurpose.Guest ? Actor.Visitor with { PinId = PinId } : Actor.Couple(CustomerId, ContactId) with { PinId = PinId };
}

/// <summary>Issues and checks the keys to tokenized pages.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="signer">Derives tokens.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class LinkService(IStudio studio, ILinkSigner signer, StudioClock clock)
{
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
            return new LinkNotOpen();
        }

        link.Used(clock.Now);
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

    private static CoupleVisit VisitOf(LinkToken link) => new(link.Id, link.Purpose, link.SubjectId, link.CustomerId, link.ContactId);
}
