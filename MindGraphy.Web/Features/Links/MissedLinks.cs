using System.Threading.RateLimiting;

namespace MindGraphy.Web.Features.Links;

/// <summary>
/// Tokens that never were a link, counted for each address on the network. A wedding party that shares an address opens dozens of links, also of those
/// that are over, so only made-up ones tell somebody who tries tokens; they are few enough that 256 bits stay 256 bits.
/// </summary>
public sealed class MissedLinks : IDisposable
{
    /// <summary>Misses of one address in a minute.</summary>
    public const int Most = 20;

    private readonly PartitionedRateLimiter<string> _misses = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = Wait })
    );

    /// <summary>How long an address waits that has missed too often.</summary>
    public static TimeSpan Wait { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether this address may try a token: it has misses left. Takes none.</summary>
    public bool MayTry(HttpContext context)
    {
        using var lease = _misses.AttemptAcquire(RateLimits.AddressOf(context), 0);
        return lease.IsAcquired;
    }

    /// <summary>Counts a miss.</summary>
    /// <returns>Whether it may be answered as one: of many that were tried at once, those beyond the last are asked for patience like all after them.</returns>
    public bool Missed(HttpContext context)
    {
        using var lease = _misses.AttemptAcquire(RateLimits.AddressOf(context));
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _misses.Dispose();
}
