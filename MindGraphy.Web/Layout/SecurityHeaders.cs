using System.Security.Cryptography;
using MindGraphy.Web.Components;

namespace MindGraphy.Web.Layout;

/// <summary>Origins outside the studio's own that its pages may talk to: the object store's, where it is not this server.</summary>
public sealed class SecurityHeaderOptions
{
    /// <summary>Where pictures may come from (<c>https://bucket.s3.ap-northeast-2.amazonaws.com</c>).</summary>
    public IList<string> ImageSources { get; } = [];

    /// <summary>Where scripts may send uploads to.</summary>
    public IList<string> ConnectSources { get; } = [];
}

/// <summary>
/// The headers of every answer. The policy for scripts is strict everywhere; styles may be inline on staff pages because MudBlazor and
/// Radzen place things with style attributes, and may not on couples' pages. An endpoint that set its own policy keeps it.
/// </summary>
public static class SecurityHeaders
{
    private static readonly object NonceKey = new();
    private static readonly object FramesKey = new();

    /// <summary>The nonce of this answer's inline scripts and styles.</summary>
    public static string CspNonce(this HttpContext context)
    {
        if (context.Items.TryGetValue(NonceKey, out var known) && known is string nonce)
        {
            return nonce;
        }

        nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        context.Items[NonceKey] = nonce;
        return nonce;
    }

    /// <summary>Lets these sites show this answer inside their pages; none where the list is empty.</summary>
    public static void AllowFraming(this HttpContext context, IReadOnlyList<string> origins) => context.Items[FramesKey] = origins;

    /// <summary>The sites that may show this answer.</summary>
    public static IReadOnlyList<string> FramedBy(this HttpContext context) =>
        context.Items.TryGetValue(FramesKey, out var known) && known is IReadOnlyList<string> origins ? origins : [];

    internal static void Write(HttpContext context, SecurityHeaderOptions options, bool production)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.FramedBy().Count == 0)
        {
            headers.XFrameOptions = "DENY";
        }

        if (production && context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = Policy(context, options);
        }
    }

    private static string Policy(HttpContext context, SecurityHeaderOptions options)
    {
        var lean = context.GetEndpoint()?.Metadata.GetMetadata<LeanPageAttribute>() is not null;
        var nonce = $"'nonce-{context.CspNonce()}'";
        var styles = lean ? $"'self' {nonce}" : "'self' 'unsafe-inline'";
        var images = string.Concat(options.ImageSources.Select(s => " " + s));
        var connect = string.Concat(options.ConnectSources.Select(s => " " + s));
        var frames = context.FramedBy() is { Count: > 0 } origins ? string.Join(' ', origins) : "'none'";
        return $"default-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {frames}; manifest-src 'self'; worker-src 'self'; "
            + $"script-src 'self' {nonce}; style-src {styles}; font-src 'self'; img-src 'self' data: blob:{images}; connect-src 'self'{connect}";
    }
}
