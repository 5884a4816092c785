using Microsoft.Net.Http.Headers;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Links;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Features.Contracts.Couple;

/// <summary>What the signing page's script and buttons ask for.</summary>
internal static class ContractEndpoints
{
    /// <summary>The very bytes that are hashed, or the sealed copy; <c>?save</c> saves them instead of showing them.</summary>
    public static async Task<IResult> PdfAsync(HttpContext context, SigningVisits visits, SigningService signing, string? save)
    {
        if (await visits.FindAsync(context) is not { } visit)
        {
            return Results.NotFound();
        }

        var file = await signing.PdfAsync(visit.Actor, visit.ContractId, context.RequestAborted);
        return file.Succeeded ? Paper(context, file.Value, save is not null) : Results.NotFound();
    }

    /// <summary>Whether the sealed copy is ready: the thank-you page asks while it waits.</summary>
    public static async Task<IResult> StateAsync(HttpContext context, SigningVisits visits, SigningService signing)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await visits.FindAsync(context) is not { } visit)
        {
            return Results.NotFound();
        }

        var sheet = await signing.SheetAsync(visit.Actor, visit.ContractId, context.RequestAborted);
        return sheet.Succeeded
            ? Results.Json(
                new
                {
                    left = sheet.Value.StillToSign.Count,
                    ready = sheet.Value.IsSealed,
                    due = sheet.Value.DepositDue.Won,
                }
            )
            : Results.NotFound();
    }

    /// <summary>Signs. Answers 200, or a refusal as a sentence in the reader's language.</summary>
    public static async Task<IResult> SignAsync(HttpContext context, SigningVisits visits, SigningService signing, StudioClock clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await visits.FindAsync(context) is not { } visit)
        {
            return Refused(new LinkNotOpen(), clock);
        }

        // Another contract was opened in this browser since: its couple has not read what was signed here.
        if (await CoupleRequests.RefusesFormOfOtherAsync(context, CoupleVisits.FoundOn(context, LinkPurpose.Contract)))
        {
            return Refused(new OtherLinkOpened(), clock);
        }

        var (given, key) = await SigningForm.ReadAsync(context);
        var signed = await signing.SignAsync(visit.Actor, visit.ContractId, given, key, context.RequestAborted);
        return signed.Succeeded ? Results.Json(new { signed = true }) : Refused(signed.Refusal, clock);
    }

    /// <summary>A PDF as an answer: never cached, never framed, never guessed to be something else.</summary>
    public static IResult Paper(HttpContext context, ContractFile file, bool save)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";

        // Browsers' own PDF viewers need styles and an object of the same origin; nothing else.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";
        headers["X-Content-SHA256"] = file.Sha256;
        if (!save)
        {
            headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = file.FileName }.ToString();
        }

        return Results.File(file.Content, "application/pdf", save ? file.FileName : null);
    }

    private static IResult Refused(Refusal refusal, StudioClock clock) =>
        Results.Json(
            new
            {
                code = refusal.Code,
                message = Words.Of(refusal, zone: clock.Zone),
                field = refusal.Field,
            },
            statusCode: refusal.Kind switch
            {
                RefusalKind.NotFound => StatusCodes.Status404NotFound,
                RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
                RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
                _ => StatusCodes.Status409Conflict,
            }
        );
}
