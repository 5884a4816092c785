using System.Globalization;

namespace MindGraphy.Web.Features.Proofing;

/// <summary>
/// How far a device's clock is from ours. Taps carry the time of the device, and the later one of a person counts: of a phone and a laptop whose clock is
/// minutes slow that would be always the phone's. The first request tells the difference, and a cookie keeps it for as long as it is about the same, so that
/// two taps of one device keep their order though one of them travelled longer.
/// </summary>
internal static class DeviceClock
{
    /// <summary>Where a browser keeps what its clock is off by, in milliseconds.</summary>
    internal const string CookieName = "mg-clock";

    // What a request may be on its way, and what a clock may be off without anybody noticing.
    private const long NearMs = 30_000;
    private const long MostMs = 4_000_000_000_000;

    /// <summary>What to add to a time of this device to have it in ours, in milliseconds; 0 where it says nothing of its clock, and for one that is right.</summary>
    /// <param name="context">The request; its answer keeps what was found.</param>
    /// <param name="sentAt">The device's clock when it sent this, in milliseconds since 1970; null where the page is older than this question.</param>
    /// <param name="now">Now.</param>
    public static long OffsetMs(HttpContext context, long? sentAt, DateTimeOffset now)
    {
        if (sentAt is not { } sent)
        {
            return 0;
        }

        var measured = now.ToUnixTimeMilliseconds() - TimeOf(sent);
        var known = long.TryParse(context.Request.Cookies[CookieName], CultureInfo.InvariantCulture, out var kept)
            ? Math.Clamp(kept, -MostMs, MostMs)
            : 0;
        if (Math.Abs(measured - known) < NearMs)
        {
            return known;
        }

        var offset = Math.Abs(measured) < NearMs ? 0 : measured;
        context.Response.Cookies.Append(
            CookieName,
            offset.ToString(CultureInfo.InvariantCulture),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                Path = "/c/proof",
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(30),
            }
        );
        return offset;
    }

    /// <summary>A device's time as it may be: nothing that a request says runs over.</summary>
    public static long TimeOf(long ms) => Math.Clamp(ms, 0, MostMs);
}
