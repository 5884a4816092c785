using System.Threading.RateLimiting;

namespace MindGraphy.Web.Account;

/// <summary>
/// How often one address on the network may post to the account pages: for one account and in all. Counted here and not by the
/// pipeline's limiter, because only posts count and the refused page should still be the form with what was typed.
/// </summary>
public sealed class AccountThrottle : IDisposable
{
    private const int PerAccount = 12;
    private const int AccountsPerAddress = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<(string Address, string Account)> _limits;

    /// <summary>Counts as <c>RateLimits:SignIns</c> says: so many for one account, five times as many in all.</summary>
    public AccountThrottle(IConfiguration configuration)
    {
        var perAccount = Math.Max(1, configuration.GetValue("RateLimits:SignIns", PerAccount));
        _limits = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<(string Address, string Account), string>(key =>
                Fixed(key.Address, perAccount * AccountsPerAddress)
            ),
            PartitionedRateLimiter.Create<(string Address, string Account), string>(key =>
                Fixed(key.Address + " " + key.Account, perAccount)
            )
        );
    }

    /// <summary>Counts a post; where it is one too many, marks the answer as 429 and returns false.</summary>
    public bool Admit(HttpContext context, string? account)
    {
        var name = (account ?? "").Trim().ToUpperInvariant();
        var key = (context.Connection.RemoteIpAddress?.ToString() ?? "unknown", name.Length > 255 ? name[..255] : name);
        using var lease = _limits.AttemptAcquire(key);
        if (lease.IsAcquired)
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _limits.Dispose();

    private static RateLimitPartition<string> Fixed(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window });
}
