using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Inquiries;

/// <summary>What lets inquiries in from other sites: which may show the form, and the tokens of their servers.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class WebsiteService(IStudio studio, StudioClock clock)
{
    /// <summary>The settings.</summary>
    public async Task<Result<WebsiteSheet>> SheetAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return new WebsiteSheet(await session.Inquiries.SitesAsync(ct), await session.Inquiries.TokensAsync(ct));
    }

    /// <summary>Lets a site show the form.</summary>
    /// <returns>Its origin; refused with <see cref="SiteUnreadable"/> or <see cref="TooManySites"/>.</returns>
    public async Task<Result<string>> AllowSiteAsync(Actor actor, string? typed, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        var origin = EmbedSite.OriginOf(typed);
        if (!origin.Succeeded)
        {
            return origin;
        }

        await using var session = studio.Open(actor);
        if (!await session.Inquiries.AddSiteAsync(origin.Value, ct))
        {
            return new TooManySites(EmbedSite.Most);
        }

        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? origin : saved.Refusal;
    }

    /// <summary>Takes that back.</summary>
    public async Task<Result> ForbidSiteAsync(Actor actor, string origin, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        await session.Inquiries.RemoveSiteAsync(origin, ct);
        return await session.SaveAsync(ct);
    }

    /// <summary>Makes a token; only the answer ever holds it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="name">What for.</param>
    /// <param name="lastDay">The last day on which it works; null for no end.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused as <see cref="ApiToken.Issue"/> refuses.</returns>
    public async Task<Result<NewToken>> IssueTokenAsync(Actor actor, string? name, DateOnly? lastDay, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        var ends = lastDay is { } day ? clock.At(day.AddDays(1), TimeOnly.MinValue) : (DateTimeOffset?)null;
        var issued = ApiToken.Issue(name, ends, actor.UserId, clock.Now);
        if (!issued.Succeeded)
        {
            return issued.Refusal;
        }

        await using var session = studio.Open(actor);
        session.Inquiries.Add(issued.Value.Token);
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? new NewToken(issued.Value.Token.Id, issued.Value.Secret) : saved.Refusal;
    }

    /// <summary>Takes a token back; from now on it opens nothing.</summary>
    /// <returns>Refused with <see cref="TokenNotFound"/>.</returns>
    public async Task<Result> RevokeTokenAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Inquiries.TokenAsync(id, ct) is not { } token)
        {
            return new TokenNotFound();
        }

        token.Revoke(clock.Now);
        return await session.SaveAsync(ct);
    }

    /// <summary>The sites that may show the form: no secret, a header says it to everybody.</summary>
    public async Task<IReadOnlyList<string>> SitesAsync(CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.Visitor);
        return await session.Inquiries.SitesAsync(ct);
    }

    /// <summary>Whom a token speaks for.</summary>
    public async Task<Bearer> BearerOfAsync(string? secret, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(secret) || secret.Length > 200)
        {
            return Bearer.Unknown;
        }

        await using var session = studio.Open(Actor.System);
        if (await session.Inquiries.TokenOfAsync(ApiToken.HashOf(secret), ct) is not { } token)
        {
            return Bearer.Unknown;
        }

        var live = token.IsLive(clock.Now);
        if (live)
        {
            await session.Inquiries.UsedAsync(token.Id, ct);
        }

        return new Bearer(token.Id, live, live && token.Scopes.Contains(ApiToken.InquiriesWrite));
    }
}
