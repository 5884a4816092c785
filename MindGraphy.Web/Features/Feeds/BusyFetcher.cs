using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Feeds;

namespace MindGraphy.Web.Features.Feeds;

/// <summary>Section <c>Calendar</c>.</summary>
public sealed class CalendarSettings
{
    /// <summary>The section.</summary>
    public const string Section = "Calendar";

    /// <summary>Whether private calendars may lie on this very machine, over http too: for tests. Never in production.</summary>
    public bool AllowLoopback { get; set; }
}

/// <summary>An address of a machine that is nobody's business: refused before a byte is sent to it.</summary>
public sealed class PrivateAddressException() : IOException("The name leads into a private network.");

/// <summary>
/// Asks for private calendars: https only, at most five megabytes, twenty seconds and three redirects. The name is resolved here and the very address
/// that was looked at is connected to, so that no second answer of a name server leads into the house; redirects are followed by hand and looked at
/// anew.
/// </summary>
public sealed class BusyFetcher : IBusySource, IDisposable
{
    /// <summary>The most bytes of a calendar, unpacked.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    private const int MostRedirects = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpClient _http;
    private readonly bool _allowLoopback;

    /// <summary>Makes the client.</summary>
    public BusyFetcher(IOptions<CalendarSettings> options)
    {
        _allowLoopback = options.Value.AllowLoopback;
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectCallback = ConnectAsync,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                MaxResponseHeadersLength = 64,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                UseCookies = false,
                UseProxy = false,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("MindGraphy", "1.0"));
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/calendar, */*;q=0.5");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <inheritdoc/>
    public Uri? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase))
        {
            text = "https://" + text["webcal://".Length..];
        }

        return
            text.Length is > 0 and <= BusyFeed.AddressMaxLength && Uri.TryCreate(text, UriKind.Absolute, out var address) && MayAsk(address)
            ? address
            : null;
    }

    /// <inheritdoc/>
    public async Task<BusyAnswer> FetchAsync(Uri address, string? etag, DateTimeOffset? changedAt, CancellationToken ct = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                if (!MayAsk(address))
                {
                    return new BusyAnswer(BusyProblem.NotAllowed);
                }

                using var response = await AskAsync(address, etag, changedAt, patience.Token);
                if (response.Headers.Location is { } next && (int)response.StatusCode is 301 or 302 or 303 or 307 or 308)
                {
                    address = next.IsAbsoluteUri ? next : new Uri(address, next);
                    continue;
                }

                return await AnswerAsync(response, patience.Token);
            }

            return new BusyAnswer(BusyProblem.Unreachable);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new BusyAnswer(BusyProblem.TooSlow);
        }
        catch (HttpRequestException e) when (e.InnerException is PrivateAddressException)
        {
            return new BusyAnswer(BusyProblem.NotAllowed);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or UriFormatException)
        {
            return new BusyAnswer(BusyProblem.Unreachable);
        }
    }

    /// <summary>Whether an address belongs to everybody: no loopback, no private, local, shared, reserved or tunnelled one (IANA special-purpose registries).</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !(
                bytes[0] is 0 or 10 or 127 or >= 224
                || (bytes[0] == 100 && bytes[1] is >= 64 and < 128)
                || (bytes[0] == 169 && bytes[1] == 254)
                || (bytes[0] == 172 && bytes[1] is >= 16 and < 32)
                || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 192 && bytes[1] == 0 && bytes[2] is 0 or 2)
                || (bytes[0] == 192 && bytes[1] == 88 && bytes[2] == 99)
                || (bytes[0] == 198 && bytes[1] is 18 or 19)
                || (bytes[0] == 198 && bytes[1] == 51 && bytes[2] == 100)
                || (bytes[0] == 203 && bytes[1] == 0 && bytes[2] == 113)
            );
        }

        // Global unicast is 2000::/3; in it 2001::/23 (Teredo), 2002::/16 (6to4) and the documentation's name other machines or none.
        return bytes[0] is >= 0x20 and < 0x40
            && (bytes[0], bytes[1]) is not ((0x20, 0x02) or (0x3F, 0xFF))
            && ((bytes[0], bytes[1]) is not (0x20, 0x01) || (bytes[2] > 1 && (bytes[2], bytes[3]) is not (0x0D, 0xB8)));
    }

    private bool MayAsk(Uri address) =>
        address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (_allowLoopback && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private async Task<HttpResponseMessage> AskAsync(Uri address, string? etag, DateTimeOffset? changedAt, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        request.Headers.IfModifiedSince = changedAt;
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    private static async Task<BusyAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken ct)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotModified:
                return new BusyAnswer(null);
            case HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return new BusyAnswer(BusyProblem.NotThere);
            case var status when (int)status is < 200 or >= 300:
                return new BusyAnswer(BusyProblem.Unreachable);
        }

        if (response.Content.Headers.ContentLength > MostBytes)
        {
            return new BusyAnswer(BusyProblem.TooLarge);
        }

        await using var body = await response.Content.ReadAsStreamAsync(ct);
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, ct)) > 0)
        {
            if (kept.Length + read > MostBytes)
            {
                return new BusyAnswer(BusyProblem.TooLarge);
            }

            kept.Write(buffer, 0, read);
        }

        return new BusyAnswer(
            null,
            Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length),
            response.Headers.ETag?.ToString(),
            response.Content.Headers.LastModified
        );
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var allowed = found.Where(a => IsPublic(a) || (_allowLoopback && IPAddress.IsLoopback(a))).ToArray();
        if (allowed.Length == 0)
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
