using System.Net;
using System.Net.Sockets;

namespace MindGraphy.Bench;

/// <summary>Stands between browser and server on the loopback and counts what they send each other.</summary>
internal sealed class CountingRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _gone = new();
    private readonly Uri _server;
    private long _bytes;

    public CountingRelay(Uri server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What the browser is told.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Bytes so far, both ways.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void Dispose()
    {
        _gone.Cancel();
        _listener.Dispose();
        _gone.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_gone.IsCancellationRequested)
        {
            _ = RelayAsync(await _listener.AcceptTcpClientAsync(_gone.Token));
        }
    }

    private async Task RelayAsync(TcpClient browser)
    {
        using (browser)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_server.Host, _server.Port, _gone.Token);
            browser.NoDelay = server.NoDelay = true;
            await Task.WhenAny(
                PassAsync(browser.GetStream(), server.GetStream(), _gone.Token),
                PassAsync(server.GetStream(), browser.GetStream(), _gone.Token)
            );
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, ct) is > 0 and var read)
        {
            Interlocked.Add(ref _bytes, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }
    }
}
