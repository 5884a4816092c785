using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace MindGraphy.Web.Account;

/// <summary>The link of a password mail: account and token in one code, exchanged for a cookie when it is opened.</summary>
internal static class ResetLinks
{
    public const string OpenPath = "/account/reset/open";
    public const string FormPath = "/account/reset";
    private const string CookieName = "mg-reset";

    public static string PathOf(Guid userId, string token) =>
        OpenPath + "?code=" + WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(userId.ToString("N") + token));

    public static (Guid UserId, string Token)? Read(string? code)
    {
        if (code is not { Length: > 40 and < 2000 })
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
            return text.Length > 32 && Guid.TryParseExact(text[..32], "N", out var id) ? (id, text[32..]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static void Remember(HttpContext context, string code) =>
        context.Response.Cookies.Append(
            CookieName,
            code,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                Path = FormPath,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromHours(1),
            }
        );

    public static (Guid UserId, string Token)? Find(HttpContext context) => Read(context.Request.Cookies[CookieName]);

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(CookieName, new CookieOptions { Path = FormPath });
}
