using Microsoft.AspNetCore.Antiforgery;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;

namespace MindGraphy.Web.Features.Links;

/// <summary>What the endpoints have in common that couples' scripts call.</summary>
public static class CoupleRequests
{
    /// <summary>Whether our own page asks. Browsers say themselves where a request comes from; those that don't yet bring the page's token.</summary>
    public static async Task<bool> IsOurPageAsync(HttpContext context, IAntiforgery antiforgery) =>
        context.Request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" => true,
            "" => await antiforgery.IsRequestValidAsync(context),
            _ => false,
        };

    /// <summary>Who writes with this request; refused where it comes from another site or brings no open link.</summary>
    public static async Task<Result<CoupleVisit>> WritesAsync(
        HttpContext context,
        CoupleVisits visits,
        IAntiforgery antiforgery,
        LinkPurpose purpose
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        return await IsOurPageAsync(context, antiforgery) && await visits.FindAsync(context, purpose) is { } visit
            ? visit
            : new LinkNotOpen();
    }

    /// <summary>A refusal as an answer: its code, its sentence, and the status that says whose turn it is.</summary>
    public static IResult Refused(Refusal refusal) =>
        Results.Json(
            new { code = refusal.Code, text = Words.Of(refusal) },
            statusCode: refusal.Kind switch
            {
                RefusalKind.NotFound => StatusCodes.Status404NotFound,
                RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
                RefusalKind.Invalid => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status409Conflict,
            }
        );
}
