using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Web.Features.Contracts.Sealing;

/// <summary>
/// Asks the authority of the settings for time stamps (RFC 3161). A seal must not wait for it: whatever it does, or does not do, is an answer within
/// <see cref="Patience"/>, and never thrown.
/// </summary>
/// <param name="clients">Connections.</param>
/// <param name="options">Its address.</param>
/// <param name="time">Until when it is left alone.</param>
public sealed class TimestampAuthority(IHttpClientFactory clients, IOptions<ContractOptions> options, TimeProvider time)
{
    /// <summary>The attribute of a signature that holds a stamp over it (id-aa-timeStampToken).</summary>
    public const string TokenAttribute = "1.2.840.113549.1.9.16.2.14";

    /// <summary>The name of its connections.</summary>
    public const string Client = "timestamps";

    /// <summary>Most bytes of an answer.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>How long an answer may take, from the first packet to the last.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long one that let us wait in vain is left alone: else each contract of a queue would wait for it again.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    // Ticks, which threads read whole.
    private long _restsUntil;

    /// <summary>Whether there is one to ask.</summary>
    public bool IsSet => options.Value.TimestampUrl.Length > 0;

    /// <summary>Asks for a stamp over a signature's value and checks what comes.</summary>
    public async Task<StampAnswer> AskAsync(byte[] signature, CancellationToken ct = default)
    {
        if (time.GetUtcNow().UtcTicks < Volatile.Read(ref _restsUntil))
        {
            return new(StampFault.NoAnswer, "It took too long a moment ago and is left alone for now.");
        }

        try
        {
            var request = Rfc3161TimestampRequest.CreateFromData(
                signature,
                HashAlgorithmName.SHA256,
                nonce: RandomNumberGenerator.GetBytes(8),
                requestSignerCertificates: true
            );
            using var client = clients.CreateClient(Client);
            using var content = new ByteArrayContent(request.Encode());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            using var response = await client.PostAsync(options.Value.TimestampUrl, content, ct);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return new(StampFault.NoAnswer, $"It answered {(int)response.StatusCode}.");
            }

            // Status, hash, nonce and that there is a certificate; then the signature itself.
            var bytes = await response.Content.ReadAsByteArrayAsync(ct);
            var token = request.ProcessResponse(bytes, out var read);
            return read == bytes.Length && token.VerifySignatureForData(signature, out var signer) && NameOf(token, signer) is { } stamp
                ? new StampAnswer(stamp, token.AsSignedCms().Encode())
                : new(StampFault.WrongAnswer, "The stamp does not fit the signature.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Volatile.Write(ref _restsUntil, (time.GetUtcNow() + Rest).UtcTicks);
            return new(StampFault.NoAnswer, "It took too long.");
        }
        catch (HttpRequestException e)
        {
            return new(
                e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? StampFault.TooLarge : StampFault.NoAnswer,
                e.Message
            );
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Whatever a stranger's bytes do to the code that reads them: the contract is sealed.
            return new(StampFault.WrongAnswer, e.Message);
        }
    }

    /// <summary>
    /// The stamp that a signature bears; null where it bears anything else, or more, or a stamp that was not made over this signature. Asks nobody.
    /// </summary>
    public static TimeStamp? Read(SignerInfo signed)
    {
        if (signed.UnsignedAttributes is not [{ Oid.Value: TokenAttribute, Values: [var value] }])
        {
            return null;
        }

        // Written as we write it: nothing stands behind the token or in a second way of saying the same.
        return
            Rfc3161TimestampToken.TryDecode(value.RawData, out var token, out var read)
            && read == value.RawData.Length
            && token.AsSignedCms().Encode().AsSpan().SequenceEqual(value.RawData)
            && token.VerifySignatureForSignerInfo(signed, out var signer)
            ? NameOf(token, signer)
            : null;
    }

    /// <summary>How the authority is spoken to: with patience, to the address that was set and nowhere else.</summary>
    internal static void Limit(HttpClient client) => (client.Timeout, client.MaxResponseContentBufferSize) = (Patience, MaxBytes);

    private static TimeStamp? NameOf(Rfc3161TimestampToken token, X509Certificate2 signer) =>
        StudioText.Cut(StudioText.Clean(signer.GetNameInfo(X509NameType.SimpleName, forIssuer: false)), TimeStamp.AuthorityMaxLength)
            is { } name
            ? new TimeStamp(token.TokenInfo.Timestamp, name)
            : null;
}

/// <summary>What came of asking.</summary>
/// <param name="Stamp">What the authority attests; null where it gave nothing that holds.</param>
/// <param name="Token">The same as the authority signed it.</param>
/// <param name="Fault">Why there is none.</param>
/// <param name="Why">In words, for the log.</param>
public sealed record StampAnswer(TimeStamp? Stamp, byte[]? Token, StampFault? Fault = null, string Why = "")
{
    /// <summary>There is none.</summary>
    public StampAnswer(StampFault fault, string why)
        : this(null, null, fault, why) { }
}

/// <summary>Registration.</summary>
public static class TimestampRegistration
{
    /// <summary>Adds the authority and its connections.</summary>
    public static IServiceCollection AddTimestamps(this IServiceCollection services)
    {
        services.AddSingleton<TimestampAuthority>();
        services
            .AddHttpClient(TimestampAuthority.Client, TimestampAuthority.Limit)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false })
            // Each request is no news, and what goes wrong is told in one line by the seal.
            .RemoveAllLoggers();
        return services;
    }
}
