using Microsoft.AspNetCore.Antiforgery;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;

namespace MindGraphy.Web.Features.Links;

/// <summary>What scripts of couples' pages send, and what they are answered.</summary>
internal static class CoupleRequests
{
    /// <summary>Who writes with this request; refused where it comes from another site or brings no open link.</summary>
    public static async Task<Result<CoupleVisit>> WritesAsync(
        HttpContext context,
        CoupleVisits visits,
        IAntiforgery antiforgery,
        LinkPurpose purpose
    )
    {
        // Browsers say themselves where a request comes from; those that don't yet bring the page's token.
        context.Response.Headers.CacheControl = "no-store";
        var ours = context.Request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" => true,
            "" => await antiforgery.IsRequestValidAsync(context),
            _ => false,
        };
        return ours && await visits.FindAsync(context, purpose) is { } visit ? visit : new LinkNotOpen();
    }

    /// <summary>A refusal as <c>{code, text}</c> in the reader's language.</summary>
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
