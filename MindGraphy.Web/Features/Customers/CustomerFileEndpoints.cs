using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Auth;

namespace MindGraphy.Web.Features.Customers;

/// <summary>
/// Files beside a couple: sent as a bare body (<c>?name=…&amp;key=…</c>) with the antiforgery header, kept in the object store, served to be
/// saved and never shown. A key is one file, however often it is sent. A refusal is <c>{code, sentence}</c> in the reader's language.
/// </summary>
public static class CustomerFileEndpoints
{
    private const long Most = Activity.FileMaxMegabytes * 1024L * 1024;

    /// <summary>Maps sending and fetching.</summary>
    public static IEndpointRouteBuilder MapCustomerFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapPost(CustomersPaths.List + "/{id:guid}/files", PutAsync)
            .RequireAuthorization(Rights.Leads)
            .DisableCookieRedirect()
            .DisableAntiforgery();
        endpoints.MapGet(CustomersPaths.List + "/files/{activityId:guid}", GetAsync).RequireAuthorization(Rights.Leads);
        return endpoints;
    }

    private static async Task<IResult> PutAsync(
        Guid id,
        string? name,
        Guid? key,
        HttpContext http,
        CustomerEditService edits,
        IObjectStore store,
        IAntiforgery antiforgery
    )
    {
        // The form's token is asked for here, by hand: the body is the file and no form.
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.Json(new Answer("Antiforgery", ""), statusCode: StatusCodes.Status400BadRequest);
        }

        if (StudioText.Clean(name) is not { } clean || key is not { } once)
        {
            return Refused(new FileUnreadable());
        }

        if (http.Request.ContentLength > Most)
        {
            return Refused(new FileTooLarge(Activity.FileMaxMegabytes));
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Most;
        }

        var type = TypeOf(http.Request.ContentType);
        var objectKey = $"customers/{id:N}/{once:N}";
        long size;
        try
        {
            // Not cancelled by what comes after: a whole file is kept or none.
            size = (await store.PutAsync(objectKey, http.Request.Body, type, http.RequestAborted)).Size;
        }
        catch (ObjectExistsException)
        {
            // Sent again because the answer was lost: the bytes are there.
            size = (await store.HeadAsync(objectKey, http.RequestAborted))?.Size ?? 0;
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refused(new FileTooLarge(Activity.FileMaxMegabytes));
        }

        var kept = await edits.AttachAsync(http.GetActor(), id, clean, objectKey, type, size, once.ToString(), CancellationToken.None);
        if (kept.Succeeded)
        {
            return Results.Json(new { id = kept.Value });
        }

        if (kept.Refusal is not KeyUsedForAnother)
        {
            await store.DeleteAsync(objectKey, CancellationToken.None);
        }

        return Refused(kept.Refusal);
    }

    private static async Task<IResult> GetAsync(
        Guid activityId,
        HttpContext http,
        CustomerEditService edits,
        IObjectStore store,
        CancellationToken ct
    )
    {
        var found = await edits.FileAsync(http.GetActor(), activityId, ct);
        if (!found.Succeeded || await store.OpenReadAsync(found.Value.FileKey!, ct: ct) is not { } content)
        {
            return Results.NotFound();
        }

        // What somebody put here never runs in our origin: it is saved, under its own name.
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        headers.ContentDisposition = DownloadNames.Attachment(found.Value.FileName ?? "file");
        return Results.Stream(content, found.Value.FileType);
    }

    // A type as the browser names it, without parameters; whatever is none is bytes.
    private static string TypeOf(string? header) =>
        MediaTypeHeaderValue.TryParse(header, out var type) && type.MediaType is { HasValue: true, Length: <= 100 } name
            ? name.ToString()
            : "application/octet-stream";

    private static IResult Refused(Refusal refusal) =>
        Results.Json(
            new Answer(refusal.Code, Words.Of(refusal)),
            statusCode: refusal switch
            {
                FileTooLarge => StatusCodes.Status413PayloadTooLarge,
                { Kind: RefusalKind.NotFound } => StatusCodes.Status404NotFound,
                { Kind: RefusalKind.Forbidden } => StatusCodes.Status403Forbidden,
                { Kind: RefusalKind.Conflict } => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status422UnprocessableEntity,
            }
        );

    private sealed record Answer(string Code, string Sentence);
}
