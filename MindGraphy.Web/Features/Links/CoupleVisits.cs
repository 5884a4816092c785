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
    private static readonly TimeSpan PinRemembered = TimeSpan.FromDays(30);
    private readonly IDataProtector _protector = protection.CreateProtector("couple-visit.v1");
    private readonly IDataProtector _pins = protection.CreateProtector("link-pin.v1");

    /// <summary>Who comes with this request, or null where no open link of this purpose is named.</summary>
    public async Task<CoupleVisit?> FindAsync(HttpContext context, LinkPurpose purpose)
    {
        if (context.Items.TryGetValue((typeof(CoupleVisit), purpose), out var known))
        {
            return (CoupleVisit?)known;
        }

        CoupleVisit? visit = null;
        if (context.Request.Cookies[NameOf(context, purpose)] is { } cookie && Read(_protector, cookie) is { } linkId)
        {
            visit = (await links.VisitAsync(purpose, linkId, context.RequestAborted)).Value;
            if (visit is not null && context.Request.Cookies[NameOf(context, purpose) + "-pin"] is { } pin)
            {
                visit = visit with { PinId = Read(_pins, pin) };
            }
        }

        context.Items[(typeof(CoupleVisit), purpose)] = visit;
        return visit;
    }

    /// <summary>The same for a page: that it was looked at is remembered, so that the studio sees when somebody was last here.</summary>
    public async Task<CoupleVisit?> ComeAsync(HttpContext context, LinkPurpose purpose)
    {
        var visit = await FindAsync(context, purpose);
        if (visit is not null)
        {
            await links.SeenAsync(visit, context.RequestAborted);
        }

        return visit;
    }

    /// <summary>The key of the page that is being made for who came with this request (<see cref="CoupleVisit.Key"/>); null where nobody was found.</summary>
    public static string? KeyOf(HttpContext context, LinkPurpose purpose) => FoundOn(context, purpose)?.Key;

    /// <summary>Who was found on this request already; null for nobody.</summary>
    public static CoupleVisit? FoundOn(HttpContext context, LinkPurpose purpose) =>
        context.Items[(typeof(CoupleVisit), purpose)] as CoupleVisit;

    /// <summary>The link whose cookie this request brings for the pages it asks for, whether it is still open or not; null for none of ours.</summary>
    public Guid? LinkOf(HttpContext context) =>
        context.Request.Path.Value?.Split('/') is [_, "c", var name, ..]
        && LinkService.PurposeOf(name) is { } purpose
        && context.Request.Cookies[NameOf(context, purpose)] is { } cookie
            ? Read(_protector, cookie)
            : null;

    /// <summary>Gives the cookie of a link that was just entered.</summary>
    public void Remember(HttpContext context, CoupleVisit visit) =>
        Keep(context, NameOf(context, visit.Purpose), _protector.Protect(visit.LinkId.ToString("N")), TimeSpan.FromDays(60));

    /// <summary>Remembers on this device that a PIN was given. The cookie names the PIN: another one has to be given again.</summary>
    public void RememberPin(HttpContext context, LinkPurpose purpose, Guid pinId) =>
        Keep(context, NameOf(context, purpose) + "-pin", _pins.Protect(pinId.ToString("N")), PinRemembered);

    private static void Keep(HttpContext context, string name, string value, TimeSpan age) =>
        context.Response.Cookies.Append(
            name,
            value,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                Path = "/",
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = age,
            }
        );

    // Browsers take a __Host- cookie only over https; a studio trying things out on its own machine has http.
    private static string NameOf(HttpContext context, LinkPurpose purpose) =>
        (context.Request.IsHttps ? "__Host-" : "") + "mg-" + LinkService.NameOf(purpose);

    private static Guid? Read(IDataProtector protector, string cookie)
    {
        try
        {
            return Guid.TryParseExact(protector.Unprotect(cookie), "N", out var id) ? id : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
