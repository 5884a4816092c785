using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Domain.Quotes;

/// <summary>Draws a quote as a PDF.</summary>
public interface IQuotePdf
{
    /// <summary>Draws it; the same paper gives the same bytes on every machine.</summary>
    byte[] Draw(QuotePaper paper);
}

/// <summary>A quote as it stands on paper and on the couple's page.</summary>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="Studio">Who offers.</param>
/// <param name="Number">Its number.</param>
/// <param name="BrideName">Bride.</param>
/// <param name="GroomName">Groom.</param>
/// <param name="WeddingDate">The day, where it is known.</param>
/// <param name="WeddingVenue">Where, where it is known.</param>
/// <param name="WrittenAt">When it went out, or was last changed.</param>
/// <param name="ValidUntil">Its last day.</param>
/// <param name="Message">What is said to the couple.</param>
/// <param name="Included">What the package contains.</param>
/// <param name="Lines">Its lines, the package first.</param>
/// <param name="Plan">What is to be paid when with what is ticked.</param>
/// <param name="IsAnswered">Whether the couple has chosen.</param>
public sealed record QuotePaper(
    string Language,
    StudioIdentity Studio,
    string Number,
    string BrideName,
    string GroomName,
    DateOnly? WeddingDate,
    string? WeddingVenue,
    DateTimeOffset WrittenAt,
    DateOnly ValidUntil,
    string? Message,
    IReadOnlyList<ContractIncluded> Included,
    IReadOnlyList<QuoteLineView> Lines,
    IReadOnlyList<ContractDue> Plan,
    bool IsAnswered
)
{
    /// <summary>The sum with what is ticked.</summary>
    public QuoteSum Sum => QuoteLineView.SumOf(Lines);

    /// <summary>A quote as it stands now.</summary>
    public static QuotePaper Of(Quote quote, Customer couple, StudioSettings settings)
    {
        var lines = quote.Lines.Select(QuoteLineView.Of).ToList();
        return new QuotePaper(
            quote.Language,
            ContractPapers.IdentityOf(settings, quote.Language),
            quote.QuoteNumber,
            couple.BrideName,
            couple.GroomName,
            couple.WeddingDate,
            couple.WeddingVenue,
            quote.SentAt ?? quote.UpdatedAt,
            quote.ValidUntil,
            quote.Message,
            StandardContract.Included(quote.Included, ContractPapers.CultureOf(quote.Language)),
            lines,
            DuesOf(QuoteLineView.SumOf(lines).Total, quote.Plan),
            quote.Status == QuoteStatus.Accepted
        );
    }

    /// <summary>What is to be paid when, where everything costs so much; lines of nothing are left out.</summary>
    public static IReadOnlyList<ContractDue> DuesOf(Money total, IReadOnlyList<PlanTerm> plan) =>
        PaymentPlan.Amounts(total, plan).Value is { } amounts
            ?
            [
                .. plan.Zip(amounts)
                    .Where(p => p.Second > Money.Zero)
                    .Select(p => new ContractDue(p.First.Kind, p.Second, p.First.Due, p.First.Days, p.First.On)),
            ]
            : [];
}

/// <summary>Quotes as PDF, drawn when they are asked for.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="pdf">Draws.</param>
/// <param name="answers">Finds a couple's own quote.</param>
public sealed class QuotePaperService(IStudio studio, IQuotePdf pdf, QuoteAnswerService answers)
{
    /// <summary>For staff.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> and <see cref="QuoteNotFound"/>.</returns>
    public async Task<Result<ContractFile>> DrawAsync(Actor actor, Guid quoteId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Quotes.FindAsync(quoteId, ct) is { } quote
            ? Draw(QuotePaper.Of(quote, (await session.Contracts.FindCoupleAsync(quote.CustomerId, ct))!, await session.SettingsAsync(ct)))
            : new QuoteNotFound();
    }

    /// <summary>For a person of the couple.</summary>
    /// <returns>Refused with <see cref="QuoteNotFound"/>.</returns>
    public async Task<Result<ContractFile>> DrawForAsync(Actor actor, Guid quoteId, CancellationToken ct = default)
    {
        var paper = await answers.PaperAsync(actor, quoteId, ct);
        return paper.Succeeded ? Draw(paper.Value) : paper.Refusal;
    }

    private ContractFile Draw(QuotePaper paper)
    {
        var bytes = pdf.Draw(paper);
        return new ContractFile(new MemoryStream(bytes), ContractService.Sha256(bytes), paper.Number + ".pdf");
    }
}
