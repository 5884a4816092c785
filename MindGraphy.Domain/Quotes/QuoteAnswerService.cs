using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Quotes;

/// <summary>What a person of a couple does with the quotes on their table. Somebody else's quote is never found.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="links">Knows the way to the contract.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class QuoteAnswerService(IStudio studio, LinkService links, StudioClock clock)
{
    // Within this time the outbox has sent the contract, or could not: then it is the studio's to send.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(2);

    /// <summary>The quote's page for the couple. The first time it is opened, the studio is told on its screens.</summary>
    /// <param name="actor">The person, through their link.</param>
    /// <param name="linkedId">The quote that the link names.</param>
    /// <param name="shownId">Another quote on the same table; null for the link's own.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="QuoteNotFound"/> for strangers, and before anything was sent.</returns>
    public async Task<Result<QuoteTable>> ReadAsync(Actor actor, Guid linkedId, Guid? shownId = null, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (await FindAsync(session, actor, shownId ?? linkedId, ct) is not { } quote)
        {
            return new QuoteNotFound();
        }

        var couple = await session.Contracts.FindCoupleAsync(quote.CustomerId, ct);
        var settings = await session.SettingsAsync(ct);
        var open = await session.Quotes.OpenOfAsync(quote.CustomerId, clock.Today, ct);
        if (quote.OpenedAt is null && quote.Status == QuoteStatus.Sent && await session.Quotes.LockAsync(quote.Id, ct: ct) is { } locked)
        {
            if (locked.Open(clock.Now))
            {
                session.Raise(new QuoteChanged(quote.Id, quote.CustomerId));
                await session.SaveAsync(ct);
            }
        }

        return new QuoteTable(
            QuotePaper.Of(quote, couple!, settings),
            quote.Id,
            quote.Status,
            quote.Revision,
            quote.IsOpen(clock.Today),
            quote.Plan,
            couple!.Contacts.FirstOrDefault(c => c.Id == actor.ContactId)?.Language ?? "ko",
            couple.Contacts.FirstOrDefault(c => c.Id == quote.AnsweredById)?.Name,
            quote.SendsContract,
            quote.SendsContract && quote.AnsweredAt is { } answered && clock.Now - answered < OnItsWay,
            await ContractPathAsync(session, actor, quote, ct),
            quote.IsOpen(clock.Today) && await DayTakenService.IsFullForAsync(session, couple, clock, ct),
            [.. open.Select(o => new QuoteOnTable(o.Id, o.Lines[0].Name, o.Total, o.ValidUntil))]
        );
    }

    /// <summary>Accepts a quote: in one transaction it is accepted, the others on the table are withdrawn, and the contract and its plan are written.</summary>
    /// <param name="actor">The person, through their link.</param>
    /// <param name="quoteId">The quote.</param>
    /// <param name="chosen">The optional lines they ticked.</param>
    /// <param name="revision">Which writing of it they read.</param>
    /// <param name="ip">From which address.</param>
    /// <param name="idempotencyKey">The form's key.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The contract; whoever accepts what is accepted already with the same ticks is told the same. Refused with <see cref="QuoteNotFound"/>, as
    /// <see cref="Quote.Accept"/> is, and with <see cref="QuoteNotOpen"/> where the lead was lost or has no wedding day.
    /// </returns>
    public async Task<Result<Guid>> AcceptAsync(
        Actor actor,
        Guid quoteId,
        IReadOnlySet<Guid> chosen,
        int revision,
        string? ip,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        if (actor.ContactId is not { } contactId)
        {
            return new QuoteNotFound();
        }

        await using var session = studio.Open(actor);
        var ticks = string.Join(',', chosen.Order());
        var once = await session.BeginOnceAsync(
            "quote.accept",
            idempotencyKey,
            ContractService.Fingerprint(quoteId, contactId, revision, ticks),
            ct
        );
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.Reply is { } reply)
        {
            return Guid.Parse(reply);
        }

        // The couple first: whoever accepts another of their quotes at the same moment waits here, and finds this one gone.
        if (
            actor.CustomerId is not { } customerId
            || await session.Contracts.LockCoupleAsync(customerId, ct) is not { } couple
            || await session.Quotes.LockAsync(quoteId, ct: ct) is not { } quote
            || quote.CustomerId != customerId
        )
        {
            return new QuoteNotFound();
        }

        // The other of the two pressed the same a moment ago.
        if (
            quote is { Status: QuoteStatus.Accepted, ContractId: { } made }
            && quote.Revision == revision
            && chosen.SetEquals(quote.Lines.Where(l => l.IsOptional && l.IsChosen).Select(l => l.Id))
        )
        {
            return made;
        }

        var accepted = quote.Accept(new QuoteAnswer(contactId, chosen, revision, ip), clock.Today, clock.Now);
        if (!accepted.Succeeded)
        {
            return accepted.Refusal;
        }

        foreach (var other in await session.Quotes.LockOthersAsync(quote.CustomerId, quote.Id, ct))
        {
            if (other.Withdraw(clock.Now).Succeeded)
            {
                session.Raise(new QuoteChanged(other.Id, other.CustomerId));
            }
        }

        var drafted = await DraftAsync(session, quote, couple, ct);
        if (!drafted.Succeeded)
        {
            return drafted.Refusal;
        }

        session.CompleteOnce("quote.accept", idempotencyKey, drafted.Value.ToString());
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? drafted.Value : saved.Refusal;
    }

    /// <summary>Says no to a quote and tells the couple's manager.</summary>
    /// <returns>Refused with <see cref="QuoteNotFound"/> and as <see cref="Quote.Decline"/> is.</returns>
    public async Task<Result> DeclineAsync(Actor actor, Guid quoteId, string? reason, string? ip, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor is not { ContactId: { } contactId, CustomerId: { } customerId }
            || await session.Contracts.LockCoupleAsync(customerId, ct) is not { } couple
            || await session.Quotes.LockAsync(quoteId, ct: ct) is not { } quote
            || quote.CustomerId != customerId
        )
        {
            return new QuoteNotFound();
        }

        var before = quote.Status;
        var declined = quote.Decline(contactId, reason, ip, clock.Now);
        if (!declined.Succeeded || before == quote.Status)
        {
            return declined;
        }

        await QuoteNotices.AnsweredAsync(session, quote, couple, contactId, clock, ct);
        session.Raise(new QuoteChanged(quote.Id, quote.CustomerId));
        return await session.SaveAsync(ct);
    }

    /// <summary>A quote as a person of the couple may have it on paper.</summary>
    /// <returns>Refused with <see cref="QuoteNotFound"/>, also while it is being written again: what was not sent is not read.</returns>
    public async Task<Result<QuotePaper>> PaperAsync(Actor actor, Guid quoteId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        var quote = await FindAsync(session, actor, quoteId, ct);
        return quote is null or { Status: QuoteStatus.Draft or QuoteStatus.Withdrawn }
            ? new QuoteNotFound()
            : QuotePaper.Of(quote, (await session.Contracts.FindCoupleAsync(quote.CustomerId, ct))!, await session.SettingsAsync(ct));
    }

    // The same link that the person's notice carries: who stands here goes on to sign without leaving for a mailbox.
    private async Task<string?> ContractPathAsync(IStudioSession session, Actor actor, Quote quote, CancellationToken ct) =>
        quote.ContractId is { } contract
        && (await session.Links.OfAsync(LinkPurpose.Contract, contract, ct)).LastOrDefault(l =>
            l.ContactId == actor.ContactId && l.IsOpen(clock.Now)
        )
            is { } link
            ? links.PathOf(link)
            : null;

    private async Task<Result<Guid>> DraftAsync(IStudioSession session, Quote quote, Customer couple, CancellationToken ct)
    {
        if (couple.WeddingDate is null)
        {
            return new WeddingDateMissing();
        }

        if (couple.LeadStatus == LeadStatus.Cancelled)
        {
            return new QuoteNotOpen();
        }

        var number = await session.NextNumberAsync(Contract.NumberKind, clock.Today.Year, ct);
        var drafted = Contract.Draft(
            string.Create(CultureInfo.InvariantCulture, $"C-{clock.Today.Year}-{number:000000}"),
            couple,
            quote.Basis(),
            quote.Total,
            quote.Plan,
            quote.Language,
            clock.Today,
            clock.Now
        );
        if (!drafted.Succeeded)
        {
            return drafted.Refusal;
        }

        foreach (var contact in couple.Contacts.Where(c => c.Role is ContactRole.Groom or ContactRole.Bride).OrderBy(c => c.Role))
        {
            drafted.Value.AddSigner(contact, clock.Now);
        }

        session.Contracts.Add(drafted.Value);
        quote.BecameContract(drafted.Value.Id);
        session.Raise(new QuoteChanged(quote.Id, couple.Id));
        session.Raise(new ContractChanged(drafted.Value.Id, couple.Id));
        await QuoteNotices.AnsweredAsync(session, quote, couple, quote.AnsweredById!.Value, clock, ct);
        if (quote.SendsContract)
        {
            session.Enqueue(new SendAcceptedContract(drafted.Value.Id));
        }

        return drafted.Value.Id;
    }

    private static async Task<Quote?> FindAsync(IStudioSession session, Actor actor, Guid quoteId, CancellationToken ct) =>
        actor.CustomerId is { } customer
        && await session.Quotes.FindAsync(quoteId, ct) is { SentAt: not null } quote
        && quote.CustomerId == customer
            ? quote
            : null;
}

/// <summary>What lies on the couple's table.</summary>
/// <param name="Paper">The quote that is shown.</param>
/// <param name="QuoteId">Its id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Revision">Which writing of it this is.</param>
/// <param name="IsOpen">Whether it may be accepted now.</param>
/// <param name="Plan">What is to be paid when.</param>
/// <param name="ReaderLanguage">The language we write to the reader in.</param>
/// <param name="AnsweredBy">Who of the couple answered.</param>
/// <param name="ContractComes">Whether the contract goes out by itself once it is accepted.</param>
/// <param name="IsContractOnItsWay">Whether it was accepted just now and its contract may go out by itself any moment.</param>
/// <param name="ContractPath">The reader's own way to the contract, once it is out.</param>
/// <param name="IsDayFull">Whether nobody is left on the couple's day meanwhile, while they may still accept.</param>
/// <param name="Open">All quotes that may be accepted, this one with them.</param>
public sealed record QuoteTable(
    QuotePaper Paper,
    Guid QuoteId,
    QuoteStatus Status,
    int Revision,
    bool IsOpen,
    IReadOnlyList<PlanTerm> Plan,
    string ReaderLanguage,
    string? AnsweredBy,
    bool ContractComes,
    bool IsContractOnItsWay,
    string? ContractPath,
    bool IsDayFull,
    IReadOnlyList<QuoteOnTable> Open
);

/// <summary>One of several quotes on a table.</summary>
/// <param name="QuoteId">The quote.</param>
/// <param name="Package">What is offered.</param>
/// <param name="Total">What it costs with what is ticked beforehand.</param>
/// <param name="ValidUntil">Its last day.</param>
public sealed record QuoteOnTable(Guid QuoteId, string Package, Money Total, DateOnly ValidUntil);
