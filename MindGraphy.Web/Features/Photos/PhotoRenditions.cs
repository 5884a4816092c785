using System.Globalization;
using Microsoft.Net.Http.Headers;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos;

/// <summary>Sends a rendition from the store to whoever was found to be allowed to see it: staff here, couples through their gallery.</summary>
public static class PhotoRenditions
{
    /// <summary>The address of a rendition for staff.</summary>
    public static string UrlOf(Guid photoId, string sha16, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"/studio/photos/{photoId}/{sha16}-{size}.jpg");

    /// <summary>A page that was opened before its pictures were made anew is shown where they are now.</summary>
    public static IResult Moved(HttpContext http, string url)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.LocalRedirect(url);
    }

    /// <summary>Streams it. The address names the content, so a browser that has it never asks again.</summary>
    /// <param name="http">The request.</param>
    /// <param name="store">The store.</param>
    /// <param name="key">The rendition's key.</param>
    /// <param name="tag">Names its content.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="cache">How it may be kept; null for as long as the browser likes.</param>
    public static async Task<IResult> ServeAsync(
        HttpContext http,
        IObjectStore store,
        string key,
        string tag,
        CancellationToken ct,
        string? cache = null
    )
    {
        var headers = http.Response.Headers;
        var entity = new EntityTagHeaderValue($"\"{tag}\"");
        var known = http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(entity, useStrongComparison: false));
        var content = known ? null : await store.OpenReadAsync(key, ct: ct);
        if (content is null && !known)
        {
            return Results.NotFound();
        }

        headers.CacheControl = cache ?? "private, max-age=31536000, immutable";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (content is null)
        {
            headers.ETag = entity.ToString();
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return Results.Stream(content, "image/jpeg", entityTag: entity);
    }
}

/// <summary>The last part of a rendition's address: <c>{sha16}-{size}.jpg</c>.</summary>
/// <param name="Sha16">The first 16 characters of the original's hash.</param>
/// <param name="Size">The longest edge in pixels.</param>
public sealed record RenditionName(string Sha16, int Size)
{
    /// <summary>Whether it is the name of these renditions.</summary>
    public bool Names(string shownHash) => shownHash.StartsWith(Sha16, StringComparison.Ordinal);

    /// <summary>Names the content.</summary>
    public string Tag => string.Create(CultureInfo.InvariantCulture, $"{Sha16}-{Size}");

    /// <summary>Reads a name; null where it is none.</summary>
    public static RenditionName? TryRead(string file)
    {
        var plain = file.Length is > 21 and < 26 && file[16] == '-' && file.EndsWith(".jpg", StringComparison.Ordinal);
        return
            plain
            && file.Take(16).All(char.IsAsciiHexDigitLower)
            && int.TryParse(file.AsSpan(17, file.Length - 21), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && IPhotoRenderer.Sizes.Contains(size)
            ? new RenditionName(file[..16], size)
            : null;
    }
}
