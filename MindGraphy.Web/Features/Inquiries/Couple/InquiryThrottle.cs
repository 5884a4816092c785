using System.Globalization;
using System.Threading.RateLimiting;

namespace MindGraphy.Web.Features.Inquiries.Couple;

/// <summary>
/// How often one address may send the form, and one token the API. Counted here and not by the pipeline's limiter, so that the refused page
/// is still the form with what was typed. Generous, because the phones of a whole wedding fair share one address.
/// </summary>
public sealed class InquiryThrottle : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> _senders = Limiter(60);
    private readonly PartitionedRateLimiter<string> _tokens = Limiter(600);
    private readonly PartitionedRateLimiter<string> _floods = Limiter(600);

    /// <summary>Counts a post of the form; where it is one too many, marks the answer as 429 and returns false.</summary>
    public bool Admit(HttpContext context) => Admit(_senders, AddressOf(context), context);

    /// <summary>Counts a request of a token.</summary>
    public bool Admit(HttpContext context, Guid tokenId) => Admit(_tokens, tokenId.ToString("N"), context);

    /// <summary>Whether what came is still written down. Everything is, refused or not, except in a flood.</summary>
    public bool AdmitWriting(HttpContext context) => Admit(_floods, AddressOf(context), context);

    /// <inheritdoc/>
    public void Dispose()
    {
        _senders.Dispose();
        _tokens.Dispose();
        _floods.Dispose();
    }

    private static bool Admit(PartitionedRateLimiter<string> limiter, string key, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (!lease.IsAcquired)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return lease.IsAcquired;
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static PartitionedRateLimiter<string> Limiter(int permits) =>
        PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window })
        );
}
