using MindGraphy.Domain.Contracts;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Contracts.Couple;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>A contract's PDF for staff.</summary>
internal static class StaffPaper
{
    /// <summary>The draft as it would be sent now, what was sent, or the sealed copy.</summary>
    public static async Task<IResult> PdfAsync(Guid id, HttpContext context, ContractService contracts)
    {
        var file = await contracts.PreviewPdfAsync(context.GetActor(), id, context.RequestAborted);
        return file.Succeeded ? ContractEndpoints.Paper(context, file.Value, save: false) : Results.NotFound();
    }
}
