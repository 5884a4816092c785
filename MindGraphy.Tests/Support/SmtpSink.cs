using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace MindGraphy.Tests.Support;

/// <summary>A mail server on loopback that takes everything and keeps it: enough of RFC 5321 for one real client.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Starts listening.</summary>
    public SmtpSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What arrived, in order.</summary>
    public ConcurrentQueue<MimeMessage> Messages { get; } = new();

    /// <summary>How many connections to refuse from now on with a temporary error.</summary>
    public int RefuseNext { get; set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talking = new List<Task>();
        try
        {
            while (true)
            {
                talking.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talking);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                if (RefuseNext > 0)
                {
                    RefuseNext--;
                    await writer.WriteLineAsync("421 busy, come back later");
                    return;
                }

                await writer.WriteLineAsync("220 sink");
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    var verb = line.Split(' ')[0].ToUpperInvariant();
                    if (verb == "DATA")
                    {
                        await writer.WriteLineAsync("354 go on");
                        await KeepAsync(reader);
                    }

                    await writer.WriteLineAsync(verb == "QUIT" ? "221 bye" : "250 ok");
                    if (verb == "QUIT")
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task KeepAsync(StreamReader reader)
    {
        var bytes = new MemoryStream();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            bytes.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        }

        bytes.Position = 0;
        Messages.Enqueue(await MimeMessage.LoadAsync(bytes, _stop.Token));
    }
}
