using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MindGraphy.Tests.Support;

/// <summary>A private calendar on loopback: what it answers can be changed, and what it was asked is kept.</summary>
public sealed class CalendarServer : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <summary>Starts listening.</summary>
    public CalendarServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/calendar.ics");
            probe.Stop();
        }

        _listener.Prefixes.Add(new Uri(Address, "/").AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Where it lies.</summary>
    public Uri Address { get; }

    /// <summary>What stands in it.</summary>
    public string Text { get; set; } = "";

    /// <summary>What it answers with; with 200 the text is sent.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Where it sends on to, with a status of 300 to 399.</summary>
    public string? Elsewhere { get; set; }

    /// <summary>The etags it was asked with, one for each request; empty where none came.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <inheritdoc />
    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Answer(context);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The client left in the middle, or the server was stopped.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var known = request.Headers["If-None-Match"] ?? "";
        Asked.Enqueue(known);
        var body = Encoding.UTF8.GetBytes(Text);
        var etag = $"\"{body.Length}-{Text.GetHashCode(StringComparison.Ordinal):x}\"";
        response.StatusCode = Status == 200 && known == etag ? 304 : Status;
        response.Headers["ETag"] = etag;
        if (Elsewhere is { } next)
        {
            response.Headers["Location"] = next;
        }

        if (response.StatusCode == 200)
        {
            response.ContentType = "text/calendar; charset=utf-8";
            response.OutputStream.Write(body);
        }

        response.Close();
    }
}
