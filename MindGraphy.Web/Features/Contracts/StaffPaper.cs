using Microsoft.AspNetCore.Antiforgery;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Contracts.Couple;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>The papers of a contract and its money for staff.</summary>
internal static class StaffPaper
{
    /// <summary>The draft as it would be sent now, what was sent, or the sealed copy.</summary>
    public static async Task<IResult> PdfAsync(Guid id, HttpContext context, ContractService contracts)
    {
        var file = await contracts.PreviewPdfAsync(context.GetActor(), id, context.RequestAborted);
        return file.Succeeded ? ContractEndpoints.Paper(context, file.Value, save: false) : Results.NotFound();
    }

    /// <summary>Takes the scan of a contract that was signed on paper; the page that is open hears of it.</summary>
    public static async Task<IResult> ScanAsync(
        Guid id,
        string? on,
        HttpContext context,
        IAntiforgery antiforgery,
        ContractService contracts,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var (file, answer) = await FileBodies.ReadAsync(context, antiforgery, ContractService.MostScanBytes, clock, ct);
        if (file is null)
        {
            return answer!;
        }

        await using var body = file;
        if (!DateOnly.TryParseExact(on, "yyyy-MM-dd", out var signedOn))
        {
            return FileBodies.Refused(new FieldRequired("SignedOn"), clock);
        }

        var signed = await contracts.SignOnPaperAsync(context.GetActor(), id, file.ToArray(), signedOn, ct);
        return signed.Succeeded ? Results.Json(new { go = (string?)null }) : FileBodies.Refused(signed.Refusal, clock);
    }

    /// <summary>The receipt for one payment.</summary>
    public static async Task<IResult> ReceiptAsync(Guid id, Guid payment, HttpContext context, MoneyPaperService papers)
    {
        var file = await papers.ReceiptAsync(context.GetActor(), id, payment, context.RequestAborted);
        return file.Succeeded ? ContractEndpoints.Paper(context, file.Value, save: false) : Results.NotFound();
    }

    /// <summary>The statement of a contract's money.</summary>
    public static async Task<IResult> StatementAsync(Guid id, HttpContext context, MoneyPaperService papers)
    {
        var file = await papers.StatementAsync(context.GetActor(), id, context.RequestAborted);
        return file.Succeeded ? ContractEndpoints.Paper(context, file.Value, save: false) : Results.NotFound();
    }
}
