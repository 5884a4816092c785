using Microsoft.AspNetCore.DataProtection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Links;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Features.Contracts.Couple;

/// <summary>
/// Who reads and signs: a link's visit and the one-time code that was given on this device. The cookie names the code's row; whether it is
/// this person's, and not too old, the database says at every request.
/// </summary>
/// <param name="visits">Finds the link's visit.</param>
/// <param name="protection">Protects the cookie.</param>
public sealed class SigningVisits(CoupleVisits visits, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("sign-code.v1");

    /// <summary>Who comes with this request, or null where no open link is named.</summary>
    public async Task<(Guid ContractId, Actor Actor)?> FindAsync(HttpContext context) =>
        await visits.FindAsync(context, LinkPurpose.Contract) is { } visit
            ? (visit.SubjectId, visit.Actor with { CodeId = CodeOf(context) })
            : null;

    /// <summary>Remembers the code that was given.</summary>
    public void Remember(HttpContext context, Guid codeId) =>
        context.Response.Cookies.Append(
            NameOf(context),
            _protector.Protect(codeId.ToString("N")),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                Path = "/",
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = SignCode.Remembered,
            }
        );

    // Browsers take a __Host- cookie only over https; a studio trying things out on its own machine has http.
    private static string NameOf(HttpContext context) => (context.Request.IsHttps ? "__Host-" : "") + "mg-sign-code";

    private Guid? CodeOf(HttpContext context)
    {
        if (context.Request.Cookies[NameOf(context)] is not { } cookie)
        {
            return null;
        }

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
