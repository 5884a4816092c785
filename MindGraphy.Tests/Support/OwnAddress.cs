using System.Net;
using System.Net.Sockets;

namespace MindGraphy.Tests.Support;

/// <summary>Browsers that come from an address of their own on loopback: some limits count for an address, and a test must not use up another's.</summary>
public static class OwnAddress
{
    /// <summary>A handler whose connections come from an address; redirects are the test's to follow.</summary>
    /// <param name="from">The address, for example 127.0.7.1.</param>
    /// <param name="cookies">Its cookies.</param>
    public static SocketsHttpHandler Handler(IPAddress from, CookieContainer cookies) =>
        new()
        {
            CookieContainer = cookies,
            AllowAutoRedirect = false,
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
}
