using MindGraphy.Domain.Links;
using MindGraphy.Domain.Quotes;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Contracts.Couple;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Features.Quotes.Couple;

/// <summary>Quotes on paper.</summary>
internal static class QuoteEndpoints
{
    /// <summary>For the couple: the quote of their link, or another on their table (<c>?q</c>).</summary>
    public static async Task<IResult> PdfAsync(HttpContext context, CoupleVisits visits, QuotePaperService papers, Guid? q)
    {
        if (await visits.FindAsync(context, LinkPurpose.Quote) is not { } visit)
        {
            return Results.NotFound();
        }

        var file = await papers.DrawForAsync(visit.Actor, q ?? visit.SubjectId, context.RequestAborted);
        return file.Succeeded ? ContractEndpoints.Paper(context, file.Value, save: false) : Results.NotFound();
    }

    /// <summary>For staff.</summary>
    public static async Task<IResult> StaffPdfAsync(Guid id, HttpContext context, QuotePaperService papers)
    {
        var file = await papers.DrawAsync(context.GetActor(), id, context.RequestAborted);
        return file.Succeeded ? ContractEndpoints.Paper(context, file.Value, save: false) : Results.NotFound();
    }
}
