using Microsoft.AspNetCore.Antiforgery;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;

namespace MindGraphy.Web.Features.Links;

/// <summary>What the endpoints have in common that couples' scripts call.</summary>
public static class CoupleRequests
{
    /// <summary>The header in which a script says what its page was made for.</summary>
    public const string PageHeader = "MG-Page";

    /// <summary>The field in which a form says it.</summary>
    public const string PageField = "page";

    /// <summary>Whether the script that asks belongs to a page of this visit, and not to one of a link that was opened before it.</summary>
    /// <remarks>A page that was loaded before pages said so says nothing, and is believed: its script would throw away what it holds.</remarks>
    public static bool IsOfPage(HttpContext context, CoupleVisit visit) =>
        context.Request.Headers[PageHeader] is not { Count: > 0 } key || key == visit.Key;

    /// <summary>Whether this is a form of a page that was made for another link than the one this browser brings now.</summary>
    public static async Task<bool> IsFormOfOtherAsync(HttpContext context, CoupleVisit visit) =>
        context.Request.HasFormContentType
        && (await context.Request.ReadFormAsync(context.RequestAborted))[PageField] is { Count: > 0 } key
        && key != visit.Key;

    /// <summary>The same for a page that answers its own form: it does nothing for it, says so, and answers 409.</summary>
    public static async Task<bool> RefusesFormOfOtherAsync(HttpContext context, CoupleVisit? visit)
    {
        var other = visit is not null && (!IsOfPage(context, visit) || await IsFormOfOtherAsync(context, visit));
        if (other)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
        }

        return other;
    }

    /// <summary>Whether our own page asks. Browsers say themselves where a request comes from; those that don't yet bring the page's token.</summary>
    public static async Task<bool> IsOurPageAsync(HttpContext context, IAntiforgery antiforgery) =>
        context.Request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" => true,
            "" => await antiforgery.IsRequestValidAsync(context),
            _ => false,
        };

    /// <summary>
    /// Who writes with this request. Refused with <see cref="LinkNotOpen"/> where it comes from another site or brings no open link, and with
    /// <see cref="OtherLinkOpened"/> where the page that sends it was made for another link.
    /// </summary>
    public static async Task<Result<CoupleVisit>> WritesAsync(
        HttpContext context,
        CoupleVisits visits,
        IAntiforgery antiforgery,
        LinkPurpose purpose
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!await IsOurPageAsync(context, antiforgery) || await visits.FindAsync(context, purpose) is not { } visit)
        {
            return new LinkNotOpen();
        }

        return IsOfPage(context, visit) ? visit : new OtherLinkOpened();
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
