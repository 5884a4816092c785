using Microsoft.AspNetCore.DataProtection;

namespace MindGraphy.Web.Features.Deliveries;

/// <summary>Remembers on a device that the PIN of a delivery was given. The cookie names the PIN: another one has to be given again.</summary>
/// <param name="protection">Protects the cookie.</param>
public sealed class DeliveryVisits(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private readonly IDataProtector _protector = protection.CreateProtector("delivery-pin.v1");

    /// <summary>The PIN that was given here, whether it is still the one that is asked for or not.</summary>
    public Guid? PinOf(HttpContext context)
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

    /// <summary>Remembers it.</summary>
    public void Remember(HttpContext context, Guid pinId) =>
        context.Response.Cookies.Append(
            NameOf(context),
            _protector.Protect(pinId.ToString("N")),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                Path = "/",
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = Remembered,
            }
        );

    // Browsers take a __Host- cookie only over https.
    private static string NameOf(HttpContext context) => (context.Request.IsHttps ? "__Host-" : "") + "mg-download-pin";
}
