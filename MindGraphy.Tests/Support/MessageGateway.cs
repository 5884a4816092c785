using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MindGraphy.Tests.Support;

/// <summary>What a gateway was asked.</summary>
/// <param name="Method">The method.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">The body, as it came.</param>
public sealed record GatewayRequest(string Method, string? ContentType, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A message gateway on loopback: a real HTTP server that keeps what it is asked and answers what it is told to.</summary>
public sealed class MessageGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MessageGateway(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What arrived, in order.</summary>
    public ConcurrentQueue<GatewayRequest> Requests { get; } = new();

    /// <summary>The statuses to answer next; 200 once there are none left.</summary>
    public ConcurrentQueue<int> Next { get; } = new();

    /// <summary>What it says.</summary>
    public string Says { get; set; } = """{"result_code":1}""";

    /// <summary>How long it thinks.</summary>
    public TimeSpan Thinks { get; set; }

    /// <summary>Starts one.</summary>
    public static async Task<MessageGateway> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new MessageGateway(builder.Build());
        gateway._app.MapFallback(gateway.AnswerAsync);
        await gateway._app.StartAsync(ct);
        var server = gateway._app.Services.GetRequiredService<IServer>();
        gateway.Url = server.Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1/send";
        return gateway;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Requests.Enqueue(
            new GatewayRequest(
                context.Request.Method,
                context.Request.ContentType,
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body
            )
        );
        if (Thinks > TimeSpan.Zero)
        {
            await Task.Delay(Thinks, context.RequestAborted);
        }

        context.Response.StatusCode = Next.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
        if (context.Response.StatusCode is >= 300 and <= 399)
        {
            context.Response.Headers.Location = "/elsewhere";
        }

        await context.Response.WriteAsync(Says, context.RequestAborted);
    }
}
