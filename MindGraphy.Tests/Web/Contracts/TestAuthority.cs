using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.Utilities.Collections;

namespace MindGraphy.Tests.Web.Contracts;

/// <summary>An RFC 3161 authority on this machine's loopback, which answers truly until a test has it do otherwise.</summary>
public sealed class TestAuthority : IAsyncDisposable
{
    /// <summary>As its certificate says it.</summary>
    public const string Name = "MindGraphy 시험 인증기관";

    // One certificate for all tests, and its root, as a real authority sends both.
    private static readonly Lazy<(X509Certificate2 Signer, X509Certificate2 Root)> Certificates = new(Make);

    private readonly WebApplication _app;

    private TestAuthority(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>What its clock says.</summary>
    public DateTimeOffset At { get; set; } = new(2026, 3, 2, 1, 0, 5, TimeSpan.Zero);

    /// <summary>How it answers.</summary>
    public Func<HttpContext, byte[], Task> Answers { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Starts one.</summary>
    public static async Task<TestAuthority> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var authority = new TestAuthority(builder.Build());
        authority.Answers = (http, question) => SendAsync(http, authority.Stamp(question));
        authority._app.MapPost(
            "/",
            async (HttpContext http) =>
            {
                authority.Asked++;
                using var question = new MemoryStream();
                await http.Request.Body.CopyToAsync(question, http.RequestAborted);
                await authority.Answers(http, question.ToArray());
            }
        );
        await authority._app.StartAsync(ct);
        return authority;
    }

    /// <summary>A true answer, or one in which something is exchanged.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="nonce">Another nonce.</param>
    /// <param name="hash">Another hash.</param>
    /// <param name="roots">How often the root is sent along; negative leaves the authority's own certificate out as well.</param>
    public byte[] Stamp(byte[] question, BigInteger? nonce = null, byte[]? hash = null, int roots = 1)
    {
        var asked = new TimeStampRequest(question);
        if (nonce is not null || hash is not null)
        {
            var other = new TimeStampRequestGenerator();
            other.SetCertReq(asked.CertReq);
            asked = other.Generate(TspAlgorithms.Sha256, hash ?? asked.GetMessageImprintDigest(), nonce ?? asked.Nonce);
        }

        var (signer, root) = Certificates.Value;
        using var key = signer.GetRSAPrivateKey();
        var tokens = new TimeStampTokenGenerator(
            DotNetUtilities.GetRsaKeyPair(key).Private,
            DotNetUtilities.FromX509Certificate(signer),
            TspAlgorithms.Sha256,
            "1.3.6.1.4.1.55555.1"
        );
        X509Certificate2[] sent = roots < 0 ? [] : [signer, .. Enumerable.Repeat(root, roots)];
        tokens.SetCertificates(CollectionUtilities.CreateStore(sent.Select(DotNetUtilities.FromX509Certificate)));
        return new TimeStampResponseGenerator(tokens, TspAlgorithms.Allowed)
            .Generate(asked, BigInteger.ValueOf(Asked), At.UtcDateTime)
            .GetEncoded();
    }

    /// <summary>Sends bytes as an answer.</summary>
    public static async Task SendAsync(HttpContext http, byte[] answer)
    {
        http.Response.ContentType = "application/timestamp-reply";
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static (X509Certificate2 Signer, X509Certificate2 Root) Make()
    {
        var (from, until) = (
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        using var rootKey = RSA.Create(2048);
        var rootRequest = new CertificateRequest("CN=MindGraphy test root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        var root = rootRequest.CreateSelfSigned(from, until);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + Name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true));
        using var bare = request.Create(root, from, until, [1, 2, 3, 4]);
        return (bare.CopyWithPrivateKey(key), root);
    }
}
