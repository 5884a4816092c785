using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Domain.Contracts;

/// <summary>What staff do with contracts. Signing is in <see cref="SigningService"/>, the sealed copy in <see cref="SealingService"/>.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="pdf">Draws.</param>
/// <param name="store">Keeps what was drawn.</param>
/// <param name="links">Issues the signers' keys.</param>
/// <param name="messages">Says whether messages leave at all.</param>
/// <param name="clock">The studio's clock.</param>
public sealed partial class ContractService(
    IStudio studio,
    IContractPdf pdf,
    IObjectStore store,
    LinkService links,
    IMessageChannel messages,
    StudioClock clock
)
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

    /// <summary>What a project's contract promises, for whoever may see the project; null without contract, and for strangers.</summary>
    public async Task<ContractPromise?> PromiseAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return null;
        }

        await using var session = studio.Open(actor);
        return await session.Projects.PromiseAsync(projectId, ct);
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
            [
                .. couple
                    .Contacts.OrderBy(c => c.Role)
                    .Select(c => new SignerChoice(
                        c.Id,
                        c.Role,
                        c.Name,
                        c.Email,
                        c.Language,
                        c.Email is not null || (messages.CanSend && Phone.TakesMessages(c.Phone))
                    )),
            ],
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
                string.Join(',', terms.Plan ?? []),
                terms.TemplateId,
                terms.PhotographerId
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

        var read = await ReadAsync(session, customerId, terms, null, ct);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var (couple, basis) = read.Value;
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
            basis,
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
        var by = await WriteByAsync(session, contract, terms, ct);
        if (!by.Succeeded)
        {
            return by.Refusal;
        }

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
                // The same package keeps what it contained and what was bought beside it, also when its sale has ended since.
                var kept = contract.PackageId == terms.PackageId && contract.Language == terms.Language ? contract.Basis : null;
                var read = await ReadAsync(session, contract.CustomerId, terms, kept, ct);
                if (!read.Succeeded)
                {
                    return read.Refusal;
                }

                var (couple, basis) = read.Value;
                var plan = PlanOf(terms, await session.SettingsAsync(ct));
                if (!plan.Succeeded)
                {
                    return plan.Refusal;
                }

                var written = contract.Rewrite(couple, basis, terms.Total, plan.Value, terms.Language, clock.Today, clock.Now);
                var by = written.Succeeded ? await WriteByAsync(session, contract, terms, ct) : written;
                return by.Succeeded ? NameSigners(contract, couple, terms) : by;
            },
            ct
        );

    /// <summary>Draws the document, keeps it, and hands every signer a personal link; those with an e-mail address get a notice.</summary>
    /// <returns>
    /// Refused with <see cref="ContractNotFound"/>, <see cref="EditedElsewhere"/>, <see cref="MergeFieldsMissing"/> where its text asks for a
    /// value that is not known yet, and as <see cref="Contract.Send"/> is.
    /// </returns>
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

        var (document, template, key, sha) = drawn.Value;
        return await ActAsync(
            actor,
            contractId,
            expectedVersion,
            async (session, contract) =>
            {
                var sent = contract.Send(ContractPapers.TextOf(document), key, sha, template, clock.Now);
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
                    ContractNotices.ToSign(session, contract, couple, contact, settings, link, messages.CanSend, clock);
                }

                return Result.Ok;
            },
            ct
        );
    }

    /// <summary>Lets the links of those who have not signed open for the full time again and reminds those who can be written to.</summary>
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
                    ContractNotices.ToSign(session, contract, couple, contact, settings, link, messages.CanSend, clock);
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
                    await LetGoAsync(session, contract, ct);
                }

                return taken;
            },
            ct
        );

    /// <summary>The studio signs last, by hand. The contract is signed by that, with everything that follows from it.</summary>
    /// <returns>Refused with <see cref="ContractNotFound"/>, <see cref="EditedElsewhere"/> and as <see cref="Contract.CounterSign"/> is.</returns>
    public Task<Result> CounterSignAsync(Actor actor, Guid contractId, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(
            actor,
            contractId,
            expectedVersion,
            async (session, contract) =>
            {
                if (session.Actor.UserId is not { } userId || await session.Contracts.StaffNameAsync(userId, ct) is not { } name)
                {
                    return new NotAllowed();
                }

                var (before, events) = (contract.ContractStatus, contract.Events.Count);
                var signed = contract.CounterSign(userId, name, clock.Today, clock.Now);
                if (!signed.Succeeded || contract.Events.Count == events)
                {
                    return signed;
                }

                return await session.Contracts.LockCoupleAsync(contract.CustomerId, ct) is { } couple
                    ? await ContractFacts.ConcludedAsync(session, contract, couple, before, clock, ct)
                    : new CustomerNotFound();
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

    private async Task<Result<(Customer Couple, ContractBasis Basis)>> ReadAsync(
        IStudioSession session,
        Guid customerId,
        ContractDraft terms,
        ContractBasis? kept,
        CancellationToken ct
    )
    {
        if (terms.SignerContactIds.Count == 0)
        {
            return new NoSigner();
        }

        var basis = kept ?? (await session.Contracts.FindPackageAsync(terms.PackageId, clock.Today, ct))?.Basis(terms.Language);
        if (basis is null)
        {
            return new PackageNotFound();
        }

        return await session.Contracts.LockCoupleAsync(customerId, ct) is { } couple ? (couple, basis) : new CustomerNotFound();
    }

    private static async Task<Result> WriteByAsync(IStudioSession session, Contract contract, ContractDraft terms, CancellationToken ct)
    {
        if (
            terms.TemplateId is { } id
            && (await session.Contracts.FindTemplateAsync(id, ct) is not { IsActive: true } template || template.Language != terms.Language)
        )
        {
            return new TemplateNotFound();
        }

        (Guid, string)? photographer = null;
        if (terms.PhotographerId is { } person)
        {
            if (await session.Contracts.PhotographerNameAsync(person, ct) is not { } name)
            {
                return new Schedules.PersonNotBookable();
            }

            photographer = (person, name);
        }

        contract.WriteBy(terms.TemplateId, photographer);
        return Result.Ok;
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
/// <param name="TemplateId">What it is written by; null for the default in its language.</param>
/// <param name="PhotographerId">Whom the studio promises; null for nobody.</param>
public sealed record ContractDraft(
    Guid PackageId,
    Money Total,
    Money? Deposit,
    string Language,
    IReadOnlyList<Guid> SignerContactIds,
    IReadOnlyList<PlanTerm>? Plan = null,
    Guid? TemplateId = null,
    Guid? PhotographerId = null
);

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
/// <param name="CanBeWrittenTo">Whether a notice reaches them, by e-mail or by message.</param>
public sealed record SignerChoice(Guid ContactId, ContactRole Role, string Name, string? Email, string Language, bool CanBeWrittenTo);

/// <summary>What a contract promises to a project, without a price.</summary>
/// <param name="Included">The counts that proofing, retouching and albums obey.</param>
/// <param name="Options">What was bought beside the package.</param>
/// <param name="Amendments">How many amendments are in force.</param>
public sealed record ContractPromise(PackageTerms Included, IReadOnlyList<PromisedOption> Options, int Amendments);

/// <summary>Something that was bought beside the package, without its price.</summary>
/// <param name="Name">Its name, in the language of the paper.</param>
/// <param name="Quantity">How many.</param>
public sealed record PromisedOption(string Name, int Quantity);
