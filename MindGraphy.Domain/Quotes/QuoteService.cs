using System.Globalization;
using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Quotes;

/// <summary>What staff do with quotes. What the couple does with them is in <see cref="QuoteAnswerService"/>.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="links">Issues the couple's keys.</param>
/// <param name="messages">Says whether messages leave at all.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class QuoteService(IStudio studio, LinkService links, IMessageChannel messages, StudioClock clock)
{
    /// <summary>One page of the list.</summary>
    public async Task<Result<QuoteList>> ListAsync(Actor actor, QuoteFilter filter, Guid? after = null, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Quotes.ListAsync(filter, clock.Today, after, ct);
    }

    /// <summary>A quote's page.</summary>
    public async Task<Result<QuoteSheet>> SheetAsync(Actor actor, Guid quoteId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Quotes.SheetAsync(quoteId, ct) is { } sheet ? sheet : new QuoteNotFound();
    }

    /// <summary>Writes a quote for a couple.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="customerId">The couple.</param>
    /// <param name="draft">What it is to say.</param>
    /// <param name="idempotencyKey">The form's key: sending the form twice makes one quote.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The quote's id; refused with <see cref="CustomerNotFound"/>, <see cref="PackageNotFound"/>, <see cref="OptionNotFound"/>,
    /// <see cref="LeadCannotMove"/> for a lost lead, and as <see cref="Quote.Rewrite"/> is.
    /// </returns>
    public async Task<Result<Guid>> WriteAsync(
        Actor actor,
        Guid customerId,
        QuoteDraft draft,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var fingerprint = ContractService.Fingerprint(customerId, JsonSerializer.Serialize(draft));
        var once = await session.BeginOnceAsync("quote.write", idempotencyKey, fingerprint, ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.Reply is { } reply)
        {
            return Guid.Parse(reply);
        }

        if (await session.Contracts.FindCoupleAsync(customerId, ct) is not { } couple)
        {
            return new CustomerNotFound();
        }

        if (couple.LeadStatus == LeadStatus.Cancelled)
        {
            return new LeadCannotMove(LeadStatus.Cancelled, LeadStatus.Proposal);
        }

        var laid = await LayAsync(session, draft, null, ct);
        if (!laid.Succeeded)
        {
            return laid.Refusal;
        }

        var number = await session.NextNumberAsync(Quote.NumberKind, clock.Today.Year, ct);
        var written = Quote.Write(
            string.Create(CultureInfo.InvariantCulture, $"Q-{clock.Today.Year}-{number:000000}"),
            customerId,
            laid.Value.Terms,
            laid.Value.Lines,
            clock.Today,
            actor.UserId,
            clock.Now
        );
        if (!written.Succeeded)
        {
            return written.Refusal;
        }

        session.Quotes.Add(written.Value);
        session.Raise(new QuoteChanged(written.Value.Id, customerId));
        session.CompleteOnce("quote.write", idempotencyKey, written.Value.Id.ToString());
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? written.Value.Id : saved.Refusal;
    }

    /// <summary>Writes a quote again. Lines that were there keep the price they had; what is out comes back to the desk.</summary>
    /// <returns>Refused with <see cref="QuoteNotFound"/>, <see cref="EditedElsewhere"/>, and as <see cref="WriteAsync"/> is.</returns>
    public Task<Result> RewriteAsync(Actor actor, Guid quoteId, QuoteDraft draft, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(
            actor,
            quoteId,
            expectedVersion,
            async (session, quote, _) =>
            {
                var laid = await LayAsync(session, draft, quote, ct);
                return laid.Succeeded ? quote.Rewrite(laid.Value.Terms, laid.Value.Lines, clock.Today, clock.Now) : laid.Refusal;
            },
            ct
        );

    /// <summary>Puts a quote on the couple's table: each of the two has a link, those with an address get a notice, an early lead is at "proposal".</summary>
    /// <returns>Refused with <see cref="QuoteNotFound"/>, <see cref="EditedElsewhere"/>, <see cref="WeddingDateMissing"/>, <see cref="LeadCannotMove"/> and as <see cref="Quote.Send"/> is.</returns>
    public Task<Result> SendAsync(Actor actor, Guid quoteId, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(
            actor,
            quoteId,
            expectedVersion,
            async (session, quote, couple) =>
            {
                // Accepting makes a contract, and there is none without a day: better said here than to the couple.
                if (couple.WeddingDate is null)
                {
                    return new WeddingDateMissing();
                }

                var sent = quote.Send(clock.Today, clock.Now);
                if (!sent.Succeeded)
                {
                    return sent;
                }

                if (couple.LeadStatus == LeadStatus.Cancelled)
                {
                    return new LeadCannotMove(LeadStatus.Cancelled, LeadStatus.Proposal);
                }

                var stood = couple.LeadStatus;
                couple.ReachProposal(session.Actor, clock.Now);
                if (couple.LeadStatus != stood)
                {
                    await StagePlan.ApplyAsync(session, couple, clock, ct);
                    session.Raise(new LeadMoved(couple.Id));
                }

                await TellAsync(session, quote, couple, ct);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Reminds those with an address of a quote that is out.</summary>
    /// <returns>Refused with <see cref="QuoteNotFound"/>, <see cref="EditedElsewhere"/> and <see cref="QuoteNotOpen"/>.</returns>
    public Task<Result> RemindAsync(Actor actor, Guid quoteId, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(
            actor,
            quoteId,
            expectedVersion,
            async (session, quote, couple) =>
            {
                if (!quote.IsOpen(clock.Today))
                {
                    return new QuoteNotOpen();
                }

                await TellAsync(session, quote, couple, ct);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Takes a quote off the table.</summary>
    /// <returns>Refused with <see cref="QuoteNotFound"/>, <see cref="EditedElsewhere"/> and as <see cref="Quote.Withdraw"/> is.</returns>
    public Task<Result> WithdrawAsync(Actor actor, Guid quoteId, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(actor, quoteId, expectedVersion, (_, quote, _) => Task.FromResult(quote.Withdraw(clock.Now)), ct);

    /// <summary>The couple's links of a quote that was sent, for staff to copy into a messenger; empty for who has no right to contracts.</summary>
    public async Task<IReadOnlyList<SignerLink>> LinksAsync(Actor actor, Guid quoteId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return
        [
            .. (await session.Links.OfAsync(LinkPurpose.Quote, quoteId, ct))
                .Where(l => l.RevokedAt is null && l.ContactId is not null)
                .GroupBy(l => l.ContactId!.Value)
                .Select(g => g.Last())
                .Select(l => new SignerLink(l.ContactId!.Value, links.PathOf(l), l.ExpiresAt, l.IsOpen(clock.Now), l.LastUsedAt)),
        ];
    }

    /// <summary>Until when the links of a quote open: 60 days past its last day, in which the page says that the time is over, and whom to ask.</summary>
    public static DateTimeOffset LinkUntil(Quote quote, StudioClock clock) => clock.At(quote.ValidUntil.AddDays(61), TimeOnly.MinValue);

    private async Task TellAsync(IStudioSession session, Quote quote, Customer couple, CancellationToken ct)
    {
        var known = await session.Links.OfAsync(LinkPurpose.Quote, quote.Id, ct);
        var until = LinkUntil(quote, clock);
        foreach (var contact in couple.Contacts.Where(c => c.Role is ContactRole.Bride or ContactRole.Groom))
        {
            var link = known.LastOrDefault(l => l.ContactId == contact.Id && l.RevokedAt is null);
            link?.Extend(until);
            link ??= links.Issue(session, LinkPurpose.Quote, quote.Id, couple.Id, contact.Id, until);
            await QuoteNotices.ToReadAsync(session, quote, couple, contact, link, messages.CanSend, clock, ct);
        }
    }

    private async Task<Result<(QuoteTerms Terms, IReadOnlyList<QuoteLineTerms> Lines)>> LayAsync(
        IStudioSession session,
        QuoteDraft draft,
        Quote? written,
        CancellationToken ct
    )
    {
        var korean = draft.Language == "ko";
        var before = written?.Lines.ToDictionary(l => l.Id) ?? [];
        var kept = written is not null && written.PackageId == draft.PackageId && written.Language == draft.Language;
        var package = kept ? null : await session.Contracts.FindPackageAsync(draft.PackageId, clock.Today, ct);
        if (!kept && package is null)
        {
            return new PackageNotFound();
        }

        var first = package is null
            ? QuoteLineView.Of(written!.Lines[0]).Terms
            : new QuoteLineTerms(
                QuoteLineKind.Package,
                package.Name(korean),
                package.Price,
                1,
                package.VatIncluded,
                false,
                true,
                null,
                new OptionTerms()
            );
        var wanted = draft.Lines.Where(l => l.LineId is null).Select(l => l.OptionId).OfType<Guid>().ToHashSet();
        var options = (await session.Contracts.FindOptionsAsync(wanted, clock.Today, ct)).ToDictionary(o => o.Id);
        var lines = new List<QuoteLineTerms> { first };
        foreach (var line in draft.Lines)
        {
            if (line.LineId is { } id && before.TryGetValue(id, out var old) && old.Kind == line.Kind && old.Kind == QuoteLineKind.Option)
            {
                lines.Add(
                    QuoteLineView.Of(old).Terms with
                    {
                        Quantity = line.Quantity,
                        IsOptional = line.IsOptional,
                        IsChosen = line.IsChosen,
                    }
                );
            }
            else if (line.Kind == QuoteLineKind.Option)
            {
                if (line.OptionId is not { } wantedId || !options.TryGetValue(wantedId, out var option))
                {
                    return new OptionNotFound();
                }

                lines.Add(
                    new QuoteLineTerms(
                        QuoteLineKind.Option,
                        option.Name(korean),
                        option.Price,
                        line.Quantity,
                        option.VatIncluded,
                        line.IsOptional,
                        line.IsChosen,
                        option.Id,
                        option.Adds
                    )
                );
            }
            else
            {
                lines.Add(
                    new QuoteLineTerms(
                        line.Kind,
                        line.Name,
                        line.UnitPrice,
                        line.Quantity,
                        line.VatIncluded,
                        line.IsOptional,
                        line.IsChosen,
                        null,
                        new OptionTerms()
                    )
                );
            }
        }

        var terms = new QuoteTerms(
            draft.Language,
            draft.Message,
            draft.ValidUntil,
            draft.PackageId,
            package?.Terms ?? written!.Included,
            draft.Plan,
            draft.SendsContract
        );
        return (terms, lines);
    }

    private async Task<Result> ActAsync(
        Actor actor,
        Guid quoteId,
        uint expectedVersion,
        Func<IStudioSession, Quote, Customer, Task<Result>> act,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        // The couple first and then the quote: so does who accepts it.
        if (
            await session.Quotes.FindAsync(quoteId, ct) is not { } seen
            || await session.Contracts.LockCoupleAsync(seen.CustomerId, ct) is not { } couple
            || await session.Quotes.LockAsync(quoteId, expectedVersion, ct) is not { } quote
        )
        {
            return new QuoteNotFound();
        }

        if (quote.Version != expectedVersion)
        {
            return new EditedElsewhere();
        }

        var done = await act(session, quote, couple);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new QuoteChanged(quoteId, quote.CustomerId));
        return await session.SaveAsync(ct);
    }
}

/// <summary>A quote as it is typed.</summary>
/// <param name="PackageId">The package.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="Message">What is said to the couple.</param>
/// <param name="ValidUntil">The last day on which it may be accepted.</param>
/// <param name="Lines">Options, typed lines and discounts, in their order.</param>
/// <param name="Plan">What is to be paid when.</param>
/// <param name="SendsContract">Whether the contract goes out by itself once it is accepted.</param>
public sealed record QuoteDraft(
    Guid PackageId,
    string Language,
    string? Message,
    DateOnly ValidUntil,
    IReadOnlyList<QuoteLineDraft> Lines,
    IReadOnlyList<PlanTerm> Plan,
    bool SendsContract = false
);

/// <summary>A line as it is typed.</summary>
/// <param name="Kind">Option, typed line or discount.</param>
/// <param name="LineId">The line of the quote that it was, which keeps its price; null for a new one.</param>
/// <param name="OptionId">The option of the catalogue; only looked at for a new option.</param>
/// <param name="Name">What it is called; not looked at for an option.</param>
/// <param name="UnitPrice">The price of one, or what is taken off; not looked at for an option.</param>
/// <param name="Quantity">How many.</param>
/// <param name="VatIncluded">Whether VAT is in the price; not looked at for an option.</param>
/// <param name="IsOptional">Whether the couple may leave it out.</param>
/// <param name="IsChosen">Whether it is ticked beforehand.</param>
public sealed record QuoteLineDraft(
    QuoteLineKind Kind,
    Guid? LineId,
    Guid? OptionId,
    string? Name,
    Money UnitPrice,
    int Quantity = 1,
    bool VatIncluded = true,
    bool IsOptional = false,
    bool IsChosen = false
);
