using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Feeds;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Features.Feeds;

/// <summary>AES-256-GCM under a key of its own that is derived from the server's (ADR 8): nonce, tag and text, as base64.</summary>
public sealed class FeedSeal(ServerKey key) : IFeedSeal
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[] _key = key.Derive("busy-feed.v1");

    /// <inheritdoc/>
    public string Seal(string address)
    {
        var text = Encoding.UTF8.GetBytes(address);
        var all = new byte[NonceBytes + TagBytes + text.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(all.AsSpan(0, NonceBytes), text, all.AsSpan(NonceBytes + TagBytes), all.AsSpan(NonceBytes, TagBytes));
        return Convert.ToBase64String(all);
    }

    /// <inheritdoc/>
    public string? Open(string sealedAddress)
    {
        var all = new byte[sealedAddress.Length];
        if (!Convert.TryFromBase64String(sealedAddress, all, out var length) || length <= NonceBytes + TagBytes)
        {
            return null;
        }

        var text = new byte[length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        try
        {
            aes.Decrypt(all.AsSpan(0, NonceBytes), all.AsSpan(NonceBytes + TagBytes, text.Length), all.AsSpan(NonceBytes, TagBytes), text);
        }
        catch (CryptographicException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(text);
    }
}
