using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Domain.Contracts;

/// <summary>What staff do with contracts. Signing is in <see cref="SigningService"/>, the sealed copy in <see cref="SealingService"/>.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="pdf">Draws.</param>
/// <param name="store">Keeps what was drawn.</param>
/// <param name="links">Issues the signers' keys.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ContractService(IStudio studio, IContractPdf pdf, IObjectStore store, LinkService links, StudioClock clock)
{
    /// <summary>What may be sold and what was; empty for who has no right to contracts.</summary>
    public async Task<IReadOnlyList<PackageRow>> PackagesAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.PackagesAsync(ct);
    }

    /// <summary>One page of the list.</summary>
    public async Task<Result<ContractList>> ListAsync(
        Actor actor,
        ContractFilter filter,
        ContractCursor? after = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.ListAsync(filter, after, ct);
    }

    /// <summary>Contracts per status, each counted to <see cref="ContractList.CountCap"/> at most; empty for who has no right to contracts.</summary>
    public async Task<IReadOnlyDictionary<ContractStatus, int>> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new Dictionary<ContractStatus, int>();
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.CountsAsync(ct);
    }

    /// <summary>A contract's page.</summary>
    public async Task<Result<ContractSheet>> SheetAsync(Actor actor, Guid contractId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.SheetAsync(contractId, ct) is { } sheet ? sheet : new ContractNotFound();
    }

    /// <summary>What a new contract for a couple starts from.</summary>
    public async Task<Result<ContractStart>> StartAsync(Actor actor, Guid customerId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.FindCoupleAsync(customerId, ct) is not { } couple)
        {
            return new CustomerNotFound();
        }

        var settings = await session.SettingsAsync(ct);
        return new ContractStart(
            couple.Id,
            couple.CoupleName,
            couple.WeddingDate,
            couple.WeddingTime,
            couple.WeddingVenue,
            [.. couple.Contacts.OrderBy(c => c.Role).Select(c => new SignerChoice(c.Id, c.Role, c.Name, c.Email, c.Language))],
            settings.DepositPercent,
            await session.Contracts.PackagesAsync(ct)
        );
    }

    /// <summary>Writes a contract for a couple and brings an early lead up to "proposal".</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="customerId">The couple.</param>
    /// <param name="terms">Package, money, language and signers as chosen.</param>
    /// <param name="idempotencyKey">The form's key: sending the form twice makes one contract.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The contract's id; refused with <see cref="CustomerNotFound"/>, <see cref="PackageNotFound"/>, <see cref="NoSigner"/>,
    /// <see cref="SignerNotFound"/>, <see cref="LeadCannotMove"/> for a lost lead, and as <see cref="Contract.Draft"/> is.
    /// </returns>
    public async Task<Result<Guid>> DraftAsync(
        Actor actor,
        Guid customerId,
        ContractDraft terms,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync(
            "contract.draft",
            idempotencyKey,
            Fingerprint(
                customerId,
                terms.PackageId,
                terms.Total,
                terms.Deposit,
                terms.Language,
                string.Join(',', terms.SignerContactIds.Order()),
                string.Join(',', terms.Plan ?? [])
            ),
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

        var read = await ReadAsync(session, customerId, terms, ct);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var (couple, package) = read.Value;
        if (couple.LeadStatus == LeadStatus.Cancelled)
        {
            return new LeadCannotMove(LeadStatus.Cancelled, LeadStatus.Proposal);
        }

        var plan = PlanOf(terms, await session.SettingsAsync(ct));
        if (!plan.Succeeded)
        {
            return plan.Refusal;
        }

        var number = await session.NextNumberAsync(Contract.NumberKind, clock.Today.Year, ct);
        var drafted = Contract.Draft(
            string.Create(CultureInfo.InvariantCulture, $"C-{clock.Today.Year}-{number:000000}"),
            couple,
            package,
            terms.Total,
            plan.Value,
            terms.Language,
            clock.Today,
            clock.Now
        );
        if (!drafted.Succeeded)
        {
            return drafted.Refusal;
        }

        var contract = drafted.Value;
        var named = NameSigners(contract, couple, terms);
        if (!named.Succeeded)
        {
            return named.Refusal;
        }

        var before = couple.LeadStatus;
        couple.ReachProposal(actor, clock.Now);
        if (couple.LeadStatus != before)
        {
            await StagePlan.ApplyAsync(session, couple, clock, ct);
            session.Raise(new LeadMoved(couple.Id));
        }

        session.Contracts.Add(contract);
        session.Raise(new ContractChanged(contract.Id, couple.Id));
        session.CompleteOnce("contract.draft", idempotencyKey, contract.Id.ToString());
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? contract.Id : saved.Refusal;
    }

    /// <summary>Writes a draft again with other terms.</summary>
    /// <returns>Refused as <see cref="Contract.Rewrite"/> and <see cref="DraftAsync"/> are.</returns>
    public Task<Result> RewriteAsync(
        Actor actor,
        Guid contractId,
        ContractDraft terms,
        uint expectedVersion,
        CancellationToken ct = default
    ) =>
        ActAsync(
            actor,
            contractId,
            expectedVersion,
            async (session, contract) =>
            {
                var read = await ReadAsync(session, contract.CustomerId, terms, ct);
                if (!read.Succeeded)
                {
                    return read.Refusal;
                }

                var (couple, package) = read.Value;
                var plan = PlanOf(terms, await session.SettingsAsync(ct));
                if (!plan.Succeeded)
                {
                    return plan.Refusal;
                }

                var written = contract.Rewrite(couple, package, terms.Total, plan.Value, terms.Language, clock.Today, clock.Now);
                return written.Succeeded ? NameSigners(contract, couple, terms) : written;
            },
            ct
        );

    /// <summary>Draws the document, keeps it, and hands every signer a personal link; those with an e-mail address get a notice.</summary>
    /// <returns>Refused with <see cref="ContractNotFound"/>, <see cref="EditedElsewhere"/>, and as <see cref="Contract.Send"/> is.</returns>
    public async Task<Result> SendAsync(Actor actor, Guid contractId, uint expectedVersion, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        // Drawn and stored before the row is locked; the expected version holds the two together. A document nobody sent in the end is harmless.
        var drawn = await DrawAsync(actor, contractId, expectedVersion, ct);
        if (!drawn.Succeeded)
        {
            return drawn.Refusal;
        }

        var (document, key, sha) = drawn.Value;
        return await ActAsync(
            actor,
            contractId,
            expectedVersion,
            async (session, contract) =>
            {
                var sent = contract.Send(ContractPapers.TextOf(document), key, sha, clock.Now);
                if (!sent.Succeeded)
                {
                    return sent.Refusal;
                }

                var settings = await session.SettingsAsync(ct);
                var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
                var until = clock.Now.AddDays(settings.ContractLinkDays);
                foreach (var signer in contract.Signers)
                {
                    if (couple!.Contacts.FirstOrDefault(c => c.Id == signer.ContactId) is not { } contact)
                    {
                        return new ContactNotFound();
                    }

                    var link = links.Issue(session, LinkPurpose.Contract, contract.Id, contract.CustomerId, contact.Id, until);
                    ContractNotices.ToSign(session, contract, couple, contact, settings, link, clock);
                }

                return Result.Ok;
            },
            ct
        );
    }

    /// <summary>Lets the links of those who have not signed open for the full time again and reminds those with an e-mail address.</summary>
    /// <returns>Refused with <see cref="ContractNotFound"/>, <see cref="EditedElsewhere"/> or <see cref="NotOpenForSigning"/>.</returns>
    public Task<Result> RemindAsync(Actor actor, Guid contractId, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(
            actor,
            contractId,
            expectedVersion,
            async (session, contract) =>
            {
                if (contract.ContractStatus != ContractStatus.Sent)
                {
                    return new NotOpenForSigning();
                }

                var settings = await session.SettingsAsync(ct);
                var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
                var known = await session.Links.OfAsync(LinkPurpose.Contract, contractId, ct);
                var until = clock.Now.AddDays(settings.ContractLinkDays);
                foreach (var signer in contract.Signers.Where(s => s.SignedAt is null))
                {
                    if (couple!.Contacts.FirstOrDefault(c => c.Id == signer.ContactId) is not { } contact)
                    {
                        return new ContactNotFound();
                    }

                    var link = known.LastOrDefault(l => l.ContactId == signer.ContactId && l.RevokedAt is null);
                    link?.Extend(until);
                    link ??= links.Issue(session, LinkPurpose.Contract, contractId, contract.CustomerId, signer.ContactId, until);
                    ContractNotices.ToSign(session, contract, couple, contact, settings, link, clock);
                }

                return Result.Ok;
            },
            ct
        );

    /// <summary>Takes a sent contract back to write it again; its version is void and its links open nothing any more.</summary>
    /// <returns>Refused with <see cref="ContractNotFound"/>, <see cref="EditedElsewhere"/>, and as <see cref="Contract.TakeBack"/> is.</returns>
    public Task<Result> TakeBackAsync(Actor actor, Guid contractId, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(
            actor,
            contractId,
            expectedVersion,
            async (session, contract) =>
            {
                var taken = contract.TakeBack(clock.Now);
                if (taken.Succeeded)
                {
                    await RevokeAsync(session, contractId, ct);
                }

                return taken;
            },
            ct
        );

    /// <summary>What would go back if the contract were called off now, with the arithmetic.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ContractNotFound"/> and as <see cref="RefundCalculator.Compute"/> is.</returns>
    public async Task<Result<RefundResult>> ComputeRefundAsync(
        Actor actor,
        Guid contractId,
        RefundQuestion question,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        if (question.On > clock.Today)
        {
            return new DateInTheFuture(nameof(question.On));
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.FindAsync(contractId, ct) is { } contract
            ? await ComputeAsync(session, contract, question, ct)
            : new ContractNotFound();
    }

    /// <summary>Calls the contract off; its links open nothing any more. With money in it, who does so approves what goes back.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="contractId">The contract.</param>
    /// <param name="order">Why, and what was agreed.</param>
    /// <param name="expectedVersion">The version the screen read.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="ContractNotFound"/>, <see cref="EditedElsewhere"/>, <see cref="NotAllowed"/> where money goes back and the
    /// right to refunds is missing, <see cref="ReasonRequired"/> where another sum than the computed one was agreed without saying why,
    /// and as <see cref="RefundCalculator.Compute"/> and <see cref="Contract.Cancel"/> are.
    /// </returns>
    public Task<Result> CancelAsync(
        Actor actor,
        Guid contractId,
        CancelOrder order,
        uint expectedVersion,
        CancellationToken ct = default
    ) =>
        ActAsync(
            actor,
            contractId,
            expectedVersion,
            async (session, contract) =>
            {
                // Who neither signed nor paid has nothing to settle.
                Cancellation? settlement = null;
                if (order.Question is { } question && (contract.Paid > Money.Zero || contract.SignedAt is not null))
                {
                    var settled = await SettleAsync(session, contract, order, question, ct);
                    if (!settled.Succeeded)
                    {
                        return settled.Refusal;
                    }

                    settlement = settled.Value;
                }

                var cancelled = contract.Cancel(order.Reason, settlement, clock.Now);
                if (cancelled.Succeeded)
                {
                    await RevokeAsync(session, contractId, ct);
                }

                return cancelled;
            },
            ct
        );

    /// <summary>The signers' links of a contract that is out, for staff to copy into a messenger; empty for who has no right to contracts.</summary>
    public async Task<IReadOnlyList<SignerLink>> LinkUrlsAsync(Actor actor, Guid contractId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        var known = await session.Links.OfAsync(LinkPurpose.Contract, contractId, ct);
        return
        [
            .. known
                .Where(l => l.RevokedAt is null && l.ContactId is not null)
                .GroupBy(l => l.ContactId!.Value)
                .Select(g => g.Last())
                .Select(l => new SignerLink(l.ContactId!.Value, links.PathOf(l), l.ExpiresAt, l.IsOpen(clock.Now), l.LastUsedAt)),
        ];
    }

    /// <summary>What the paper says: of a draft as it would be sent now, else as it was sent.</summary>
    public async Task<Result<ContractDocument>> PaperAsync(Actor actor, Guid contractId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.FindAsync(contractId, ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        if (contract.CurrentVersion is { } version)
        {
            return await ContractStore.ReadDocumentAsync(store, version, ct) is { } kept ? kept : new DocumentMissing();
        }

        var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
        return ContractPapers.ForSigning(contract, couple!, await session.SettingsAsync(ct));
    }

    /// <summary>The PDF: of a draft drawn now, else the sealed copy or what was sent.</summary>
    public async Task<Result<ContractFile>> PreviewPdfAsync(Actor actor, Guid contractId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.FindAsync(contractId, ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        if (contract.CurrentVersion is not null)
        {
            return await ContractStore.OpenPdfAsync(store, contract, ct);
        }

        var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
        var bytes = pdf.Draw(ContractPapers.ForSigning(contract, couple!, await session.SettingsAsync(ct)));
        return new ContractFile(new MemoryStream(bytes), Sha256(bytes), contract.ContractNumber + ".pdf");
    }

    internal static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static string Fingerprint(params object?[] parts) =>
        Sha256(
            Encoding.UTF8.GetBytes(
                string.Join(
                    '\u001f',
                    parts.Select(p => p is IFormattable f ? f.ToString(null, CultureInfo.InvariantCulture) : p?.ToString())
                )
            )
        );

    private async Task<Result> ActAsync(
        Actor actor,
        Guid contractId,
        uint expectedVersion,
        Func<IStudioSession, Contract, Task<Result>> act,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.LockAsync(contractId, expectedVersion, ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        // Locked, so nobody moves it any more: said here because an act that writes nothing to this row would not be refused by saving.
        if (contract.Version != expectedVersion)
        {
            return new EditedElsewhere();
        }

        var done = await act(session, contract);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new ContractChanged(contractId, contract.CustomerId));
        return await session.SaveAsync(ct);
    }

    private async Task<Result<(ContractDocument Document, string Key, string Sha256)>> DrawAsync(
        Actor actor,
        Guid contractId,
        uint expectedVersion,
        CancellationToken ct
    )
    {
        await using var session = studio.Open(actor);
        if (await session.Contracts.FindAsync(contractId, ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        if (contract.Version != expectedVersion)
        {
            return new EditedElsewhere();
        }

        if (!ContractFlow.Moves.Allows(contract.ContractStatus, ContractStatus.Sent))
        {
            return new ContractCannotMove(contract.ContractStatus, ContractStatus.Sent);
        }

        var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
        var document = ContractPapers.ForSigning(contract, couple!, await session.SettingsAsync(ct));
        var bytes = pdf.Draw(document);
        var sha = Sha256(bytes);
        var key = await ContractStore.KeepAsync(store, contract.Id, contract.Versions.Count + 1, document, bytes, sha, ct);
        return (document, key, sha);
    }

    private static async Task<Result<(Customer Couple, Package Package)>> ReadAsync(
        IStudioSession session,
        Guid customerId,
        ContractDraft terms,
        CancellationToken ct
    )
    {
        if (terms.SignerContactIds.Count == 0)
        {
            return new NoSigner();
        }

        if (await session.Contracts.FindPackageAsync(terms.PackageId, ct) is not { } package)
        {
            return new PackageNotFound();
        }

        return await session.Contracts.LockCoupleAsync(customerId, ct) is { } couple ? (couple, package) : new CustomerNotFound();
    }

    private Result NameSigners(Contract contract, Customer couple, ContractDraft terms)
    {
        foreach (var id in terms.SignerContactIds.Distinct())
        {
            if (couple.Contacts.FirstOrDefault(c => c.Id == id) is not { } contact)
            {
                return new SignerNotFound();
            }

            var added = contract.AddSigner(contact, clock.Now);
            if (!added.Succeeded)
            {
                return added;
            }
        }

        return Result.Ok;
    }

    private async Task RevokeAsync(IStudioSession session, Guid contractId, CancellationToken ct)
    {
        foreach (var link in await session.Links.OfAsync(LinkPurpose.Contract, contractId, ct))
        {
            link.Revoke(clock.Now);
        }
    }

    private async Task<Result<Cancellation>> SettleAsync(
        IStudioSession session,
        Contract contract,
        CancelOrder order,
        RefundQuestion question,
        CancellationToken ct
    )
    {
        if (contract.Paid > Money.Zero && !session.Actor.May(Rights.Refunds))
        {
            return new NotAllowed();
        }

        if (question.On > clock.Today)
        {
            return new DateInTheFuture(nameof(question.On));
        }

        var computed = await ComputeAsync(session, contract, question, ct);
        if (!computed.Succeeded)
        {
            return computed.Refusal;
        }

        var (agreed, because) = (order.Agreed ?? computed.Value.Refund, StudioText.Clean(order.AgreedBecause));
        if (agreed != computed.Value.Refund && because is null)
        {
            return new FieldRequired(nameof(order.AgreedBecause));
        }

        return because?.Length > Customer.ReasonMaxLength
            ? new FieldTooLong(nameof(order.AgreedBecause), Customer.ReasonMaxLength)
            : new Cancellation(question, computed.Value, agreed, agreed == computed.Value.Refund ? null : because, session.Actor.UserId);
    }

    private static async Task<Result<RefundResult>> ComputeAsync(
        IStudioSession session,
        Contract contract,
        RefundQuestion question,
        CancellationToken ct
    ) =>
        RefundCalculator.Compute(
            contract.Owed,
            contract.Paid,
            contract.WeddingDate,
            contract.RefundPolicy ?? new RefundPolicy(),
            contract.PenaltyTerms ?? new PenaltyTerms(),
            await session.Payments.RulesAsync(question.On, ct),
            question
        );

    // Without a plan of its own a contract has the studio's usual one.
    private static Result<IReadOnlyList<PlanTerm>> PlanOf(ContractDraft terms, StudioSettings settings)
    {
        if (terms.Plan is { Count: > 0 } plan)
        {
            return Result.Of(plan);
        }

        var deposit = terms.Deposit ?? terms.Total.Percent(settings.DepositPercent);
        return deposit < Money.Zero || deposit > terms.Total && terms.Total.IsStorable
            ? new DepositAboveTotal(nameof(Contract.DepositAmount))
            : Result.Of(PaymentPlan.Usual(deposit));
    }
}

/// <summary>What a contract is to say.</summary>
/// <param name="PackageId">The package.</param>
/// <param name="Total">The whole price, 1 to 99,999,999 won.</param>
/// <param name="Deposit">계약금, at most the total; null for the studio's usual share. Not looked at where there is a plan.</param>
/// <param name="Language">The paper's language: <c>ko</c> or <c>en</c>.</param>
/// <param name="SignerContactIds">Who signs, in the order of the paper.</param>
/// <param name="Plan">What is to be paid when; null for <see cref="PaymentPlan.Usual"/>.</param>
public sealed record ContractDraft(
    Guid PackageId,
    Money Total,
    Money? Deposit,
    string Language,
    IReadOnlyList<Guid> SignerContactIds,
    IReadOnlyList<PlanTerm>? Plan = null
);

/// <summary>Why a contract is called off, and what goes back.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Question">What happened; null only where no money came.</param>
/// <param name="Agreed">What goes back; null for what is computed.</param>
/// <param name="AgreedBecause">Why another sum was agreed.</param>
public sealed record CancelOrder(string? Reason, RefundQuestion? Question = null, Money? Agreed = null, string? AgreedBecause = null);

/// <summary>What a new contract starts from.</summary>
/// <param name="CustomerId">The couple.</param>
/// <param name="Couple">Both names.</param>
/// <param name="WeddingDate">The wedding day; without one there is no contract.</param>
/// <param name="WeddingTime">The hour.</param>
/// <param name="WeddingVenue">Where.</param>
/// <param name="Signers">Who may sign.</param>
/// <param name="DepositPercent">The studio's usual share.</param>
/// <param name="Packages">What is sold and was.</param>
public sealed record ContractStart(
    Guid CustomerId,
    string Couple,
    DateOnly? WeddingDate,
    TimeOnly? WeddingTime,
    string? WeddingVenue,
    IReadOnlyList<SignerChoice> Signers,
    int DepositPercent,
    IReadOnlyList<PackageRow> Packages
);

/// <summary>Somebody who may sign.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Role">Who they are.</param>
/// <param name="Name">Name.</param>
/// <param name="Email">E-mail; null where unknown.</param>
/// <param name="Language">The language we write to them in.</param>
public sealed record SignerChoice(Guid ContactId, ContactRole Role, string Name, string? Email, string Language);
