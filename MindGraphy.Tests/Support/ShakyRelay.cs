using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace MindGraphy.Tests.Support;

/// <summary>Stands before a real server and answers 503 in its place now and then, as a store does that has too much to do.</summary>
internal sealed class ShakyRelay : IAsyncDisposable
{
    private static readonly HashSet<string> Hops = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Transfer-Encoding",
        "Keep-Alive",
    };

    private readonly WebApplication _app;
    private readonly HttpClient _server;
    private int _asked;
    private int _refused;
    private int _read;

    private ShakyRelay(WebApplication app, Uri server, int every)
    {
        (_app, Every) = (app, every);
        _server = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server };
    }

    /// <summary>Where it is.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Each so many requests one is refused; 1 refuses all.</summary>
    public int Every { get; set; }

    /// <summary>Each so many objects that are read the connection ends in the middle of one; 0 never.</summary>
    public int CutEvery { get; set; }

    /// <summary>Whether it did as it should: the first request is refused, and each so many after it.</summary>
    public bool WasShaky => _asked == 0 || _refused > 0;

    public static async Task<ShakyRelay> StartAsync(Uri server, int every)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null).UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var relay = new ShakyRelay(app, server, every);
        app.Run(relay.PassAsync);
        await app.StartAsync();
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _server.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        if (Interlocked.Increment(ref _asked) % Every == 1 % Every)
        {
            Interlocked.Increment(ref _refused);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsync(
                "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
            );
            return;
        }

        // The target as it came: what was signed must not be written another way.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(_server.BaseAddress!, target));
        if (http.Request.ContentLength is not null || http.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(http.Request.Body);
        }

        foreach (var (name, values) in http.Request.Headers.Where(h => !Hops.Contains(h.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        using var answer = await _server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !Hops.Contains(h.Key)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        if (CutEvery > 0 && HttpMethods.IsGet(http.Request.Method) && Interlocked.Increment(ref _read) % CutEvery == 1 % CutEvery)
        {
            var whole = await answer.Content.ReadAsByteArrayAsync(http.RequestAborted);
            await http.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);

            // What was written reaches the reader, and then the end: a reset could overtake it, and a client that got nothing tries again by itself.
            await Task.Delay(100, http.RequestAborted);
            http.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Send);
            await Task.Delay(TimeSpan.FromSeconds(5), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            http.Abort();
            return;
        }

        if (answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified) && !HttpMethods.IsHead(http.Request.Method))
        {
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }
}
