using System.Globalization;
using System.Threading.RateLimiting;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web;

/// <summary>Limits on what strangers may ask for. Generous per address, because the phones of a whole wedding party share one.</summary>
public static class RateLimits
{
    /// <summary>Opening links: 60 a minute per address. Those that open nothing are counted by <see cref="MissedLinks"/>.</summary>
    public const string Links = "links";

    /// <summary>Sending the inquiry form: 20 in ten minutes per address.</summary>
    public const string Inquiries = "inquiries";

    /// <summary>Signing in and resetting: 30 in five minutes per address.</summary>
    public const string Accounts = "accounts";

    /// <summary>Couples' taps: 200 in ten seconds per link.</summary>
    public const string Couples = "couples";

    /// <summary>Adds them.</summary>
    public static IServiceCollection AddStudioRateLimits(this IServiceCollection services) =>
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (context, ct) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(30);
                await AnswerAsync(context.HttpContext.Response, wait, ct);
            };
            options.AddPolicy(Links, c => Window(AddressOf(c), 60, TimeSpan.FromMinutes(1)));
            options.AddPolicy(Inquiries, c => Window(AddressOf(c), 20, TimeSpan.FromMinutes(10)));
            options.AddPolicy(Accounts, c => Window(AddressOf(c), 30, TimeSpan.FromMinutes(5)));
            options.AddPolicy(Couples, c => Window(LinkOf(c), 200, TimeSpan.FromSeconds(10)));
        });

    /// <summary>Asks for patience, in both languages: who is counted may have come without a page of ours.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="wait">How long.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AnswerAsync(HttpResponse response, TimeSpan wait, CancellationToken ct)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

        // An answer with words is not answered once more by the page for things that are not found.
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync("잠시 후 다시 시도해 주세요. Please try again in a moment.", ct);
    }

    /// <summary>The address on the network that a limit counts for.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static RateLimitPartition<string> Window(string key, int permits, TimeSpan window) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window });

    // A link that was really issued has a count of its own; a made-up cookie counts for the address.
    private static string LinkOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<CoupleVisits>().LinkOf(context)?.ToString("N") ?? AddressOf(context);
}
