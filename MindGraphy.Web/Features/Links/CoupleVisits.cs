using Microsoft.AspNetCore.DataProtection;
using MindGraphy.Domain.Links;

namespace MindGraphy.Web.Features.Links;

/// <summary>
/// Couples' cookies. A link in a message is exchanged by POST for a cookie and a clean address, so that no token stays in a history, a
/// log or a Referer; the cookie names the link and every request asks the database whether it is still open.
/// </summary>
/// <param name="links">Checks links.</param>
/// <param name="protection">Protects the cookie.</param>
public sealed class CoupleVisits(LinkService links, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("couple-visit.v1");

    /// <summary>Who comes with this request, or null where no open link of this purpose is named.</summary>
    public async Task<CoupleVisit?> FindAsync(HttpContext context, LinkPurpose purpose)
    {
        if (context.Items.TryGetValue((typeof(CoupleVisit), purpose), out var known))
        {
            return (CoupleVisit?)known;
        }

        CoupleVisit? visit = null;
        if (context.Request.Cookies[NameOf(context, purpose)] is { } cookie && Read(cookie) is { } linkId)
        {
            visit = (await links.VisitAsync(purpose, linkId, context.RequestAborted)).Value;
        }

        context.Items[(typeof(CoupleVisit), purpose)] = visit;
        return visit;
    }

    /// <summary>The link whose cookie this request brings for the pages it asks for, whether it is still open or not; null for none of ours.</summary>
    public Guid? LinkOf(HttpContext context) =>
        context.Request.Path.Value?.Split('/') is [_, "c", var name, ..]
        && LinkService.PurposeOf(name) is { } purpose
        && context.Request.Cookies[NameOf(context, purpose)] is { } cookie
            ? Read(cookie)
            : null;

    /// <summary>Gives the cookie of a link that was just entered.</summary>
    public void Remember(HttpContext context, CoupleVisit visit) =>
        context.Response.Cookies.Append(
            NameOf(context, visit.Purpose),
            _protector.Protect(visit.LinkId.ToString("N")),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                Path = "/",
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(60),
            }
        );

    // Browsers take a __Host- cookie only over https; a studio trying things out on its own machine has http.
    private static string NameOf(HttpContext context, LinkPurpose purpose) =>
        (context.Request.IsHttps ? "__Host-" : "") + "mg-" + LinkService.NameOf(purpose);

    private Guid? Read(string cookie)
    {
        try
        {
            return Guid.TryParseExact(_protector.Unprotect(cookie), "N", out var id) ? id : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
