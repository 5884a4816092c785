using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos;

/// <summary>
/// What a browser reaches of the disk store: <c>/store/{key}</c> with a signature that says all it allows. The signature is the authorization,
/// so these two endpoints ask for no account and no antiforgery token.
/// </summary>
public static class DiskStoreEndpoints
{
    /// <summary>Maps reading an object (GET, HEAD, with ranges) and writing a part (PUT); nothing where the store is S3.</summary>
    public static IEndpointRouteBuilder MapDiskStore(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<StorageOptions>>().Value.Provider != StorageProvider.Disk)
        {
            return endpoints;
        }

        endpoints.MapMethods(DiskStoreSigner.BasePath + "{**key}", ["GET", "HEAD"], GetAsync).AllowAnonymous().DisableAntiforgery();
        endpoints.MapPut(DiskStoreSigner.BasePath + "{**key}", PutPartAsync).AllowAnonymous().DisableAntiforgery();
        return endpoints;
    }

    private static async Task<IResult> GetAsync(
        string key,
        HttpContext http,
        DiskObjectStore store,
        DiskStoreSigner signer,
        CancellationToken ct
    )
    {
        if (!TryReadGrant(http.Request, "GET", key, out var grant) || !signer.Allows(grant, http.Request.Query["sig"]))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (await store.HeadAsync(key, ct) is not { } found || await store.OpenReadAsync(key, ct: ct) is not { } content)
        {
            return Results.NotFound();
        }

        // What was uploaded never runs in our origin: only our own renditions are shown, everything else is saved.
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=900, immutable";
        if (grant.DownloadName is not null)
        {
            headers.ContentDisposition = DownloadNames.Attachment(grant.DownloadName);
        }
        else if (found.ContentType != "image/jpeg")
        {
            headers.ContentDisposition = "attachment";
        }

        return Results.Stream(
            content,
            found.ContentType,
            lastModified: found.ModifiedAt,
            entityTag: new EntityTagHeaderValue($"\"{found.Sha256}\""),
            enableRangeProcessing: true
        );
    }

    private static async Task<IResult> PutPartAsync(
        string key,
        HttpContext http,
        DiskObjectStore store,
        DiskStoreSigner signer,
        CancellationToken ct
    )
    {
        if (
            !TryReadGrant(http.Request, "PUT", key, out var grant)
            || grant.UploadId is null
            || !signer.Allows(grant, http.Request.Query["sig"])
        )
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (http.Request.ContentLength > grant.Size)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        // The server's general limit gives way to the one that was signed, here and nowhere else.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = grant.Size;
        }

        try
        {
            var part = await store.ReceivePartAsync(
                key,
                grant.UploadId,
                grant.PartNumber,
                http.Request.BodyReader,
                grant.Size,
                grant.Sha256,
                ct
            );
            http.Response.Headers.ETag = $"\"{part.ETag}\"";
            return Results.Ok();
        }
        catch (SizeMismatchException mismatch)
        {
            return Results.StatusCode(mismatch.Longer ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
        }
        catch (ChecksumMismatchException)
        {
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        }
        catch (UploadIncompleteException)
        {
            return Results.NotFound();
        }
        catch (StoreFullException)
        {
            return Results.StatusCode(StatusCodes.Status507InsufficientStorage);
        }
    }

    private static bool TryReadGrant(HttpRequest request, string method, string key, out DiskStoreGrant grant)
    {
        var query = request.Query;
        grant = new DiskStoreGrant(method, key, default);
        try
        {
            ObjectKeys.Require(key);
        }
        catch (ArgumentException)
        {
            return false;
        }

        if (!long.TryParse(query["e"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires) || expires > int.MaxValue * 2L)
        {
            return false;
        }

        grant = grant with { ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(expires), Sha256 = query["h"], DownloadName = query["d"] };
        if (query["u"].Count == 0)
        {
            return true;
        }

        var whole = int.TryParse(query["n"], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        whole &= long.TryParse(query["s"], NumberStyles.None, CultureInfo.InvariantCulture, out var size);
        grant = grant with { UploadId = query["u"], PartNumber = number, Size = size };
        return whole;
    }
}
