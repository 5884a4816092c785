using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Contracts;

/// <summary>A contract with a couple, its signers and its money (<c>contracts</c>). Its status and that of its payments move here and nowhere else.</summary>
public sealed partial class Contract
{
    /// <summary>The kind under which numbers are counted.</summary>
    public const string NumberKind = "contract";

    /// <summary>Most characters of terms.</summary>
    public const int TermsMaxLength = 40_000;

    private readonly List<ContractSigner> _signers = [];
    private readonly List<ContractVersion> _versions = [];
    private readonly List<ContractEvent> _events = [];

    private Contract() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>C-2026-000123: without gaps or doubles per year.</summary>
    public string ContractNumber { get; private init; } = "";

    /// <summary>The couple.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>The package it was made from; null where that was deleted.</summary>
    public Guid? PackageId { get; private set; }

    /// <summary>The package's name when the contract was made.</summary>
    public string? PackageType { get; private set; }

    /// <summary>What is included: the package's counts with those of the bought options. Proofing and retouching obey them.</summary>
    public PackageTerms Included { get; private set; } = new();

    /// <summary>What was bought beside the package; its price is in the total.</summary>
    public IReadOnlyList<BoughtOption> BoughtOptions { get; private set; } = [];

    /// <summary>The whole price.</summary>
    public Money TotalAmount { get; private set; }

    /// <summary>계약금.</summary>
    public Money DepositAmount { get; private set; }

    /// <summary>잔금: total less deposit.</summary>
    public Money BalanceAmount { get; private set; }

    /// <summary>Where it stands.</summary>
    public ContractStatus ContractStatus { get; private set; }

    /// <summary>The language of the document: <c>ko</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "ko";

    /// <summary>The day on the paper.</summary>
    public DateOnly? ContractDate { get; private set; }

    /// <summary>The wedding day the contract speaks of.</summary>
    public DateOnly WeddingDate { get; private set; }

    /// <summary>The hour of the ceremony.</summary>
    public TimeOnly? WeddingTime { get; private set; }

    /// <summary>Where they marry.</summary>
    public string? WeddingVenue { get; private set; }

    /// <summary>Whom the studio promised; null where nobody is named.</summary>
    public Guid? PhotographerId { get; private set; }

    /// <summary>Their name when it was promised.</summary>
    public string? PhotographerName { get; private set; }

    /// <summary>What it is written by; null for the studio's default in its language, and where that was deleted.</summary>
    public Guid? TemplateId { get; private set; }

    /// <summary>Whether a member of staff signs last, by hand.</summary>
    public bool CounterSigns { get; private set; }

    /// <summary>When the studio signed by hand.</summary>
    public DateTimeOffset? CounterSignedAt { get; private set; }

    /// <summary>Who signed for the studio.</summary>
    public Guid? CounterSignedById { get; private set; }

    /// <summary>Their name when they signed.</summary>
    public string? CounterSignedBy { get; private set; }

    /// <summary>When the last signer signed.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>Whether the couple signed.</summary>
    public bool SignedByClient { get; private set; }

    /// <summary>Store key of the last signature picture.</summary>
    public string? SignatureUrl { get; private set; }

    /// <summary>The clauses as sent, as text.</summary>
    public string? Terms { get; private set; }

    /// <summary>Store key of the document in force: the sealed copy once there is one.</summary>
    public string? PdfUrl { get; private set; }

    /// <summary>What the clause on cancelling takes; null for contracts from before it was kept.</summary>
    public RefundPolicy? RefundPolicy { get; private set; }

    /// <summary>What the studio owes when it is at fault; null for contracts from before it was kept.</summary>
    public PenaltyTerms? PenaltyTerms { get; private set; }

    /// <summary>How it was called off; null while it was not, and where nobody had paid or signed.</summary>
    public Cancellation? Cancellation { get; private set; }

    /// <summary>What was agreed to go back when it was called off.</summary>
    public Money? RefundOwed { get; private set; }

    /// <summary>What the studio keeps of a contract that was called off.</summary>
    public Money Kept { get; private set; }

    /// <summary>Money that has to go back and did not yet, or is more than was owed; kept here so that lists can ask for it.</summary>
    public Money ToReturn { get; private set; }

    /// <summary>Why it was called off.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Who signs.</summary>
    public IReadOnlyList<ContractSigner> Signers => _signers;

    /// <summary>What was sent.</summary>
    public IReadOnlyList<ContractVersion> Versions => _versions;

    /// <summary>What happened, as a chain of hashes.</summary>
    public IReadOnlyList<ContractEvent> Events => _events;

    /// <summary>What it is made of.</summary>
    public ContractBasis Basis => new(PackageId, PackageType ?? "", Included, BoughtOptions);

    /// <summary>What an amendment of it can change.</summary>
    public AmendableTerms Amendable => new(WeddingDate, WeddingTime, WeddingVenue, PhotographerId, Included);

    /// <summary>The version that is out or signed; null for a draft that was never sent.</summary>
    public ContractVersion? CurrentVersion => _versions.Where(v => v.VoidedAt is null).MaxBy(v => v.Number);

    /// <summary>Writes a contract for a couple from what they buy, with its payment plan.</summary>
    /// <returns>Refused with <see cref="WeddingDateMissing"/>, <see cref="AmountOutOfRange"/> and as <see cref="PaymentPlan.Amounts"/> is.</returns>
    public static Result<Contract> Draft(
        string number,
        Customer customer,
        ContractBasis basis,
        Money total,
        IReadOnlyList<PlanTerm> plan,
        string language,
        DateOnly today,
        DateTimeOffset now
    )
    {
        var contract = new Contract
        {
            Id = Ids.New(),
            ContractNumber = number,
            CustomerId = customer.Id,
            ContractStatus = ContractStatus.Draft,
            CreatedAt = now,
        };
        var written = contract.Write(customer, basis, total, plan, language, today, now);
        if (!written.Succeeded)
        {
            return written.Refusal;
        }

        contract.Log("drafted", number, now);
        return contract;
    }

    /// <summary>Writes a draft again, with other terms or another package. The signers are named anew afterwards.</summary>
    /// <returns>
    /// Refused with <see cref="ContractCannotMove"/>, with <see cref="MoneyAlreadyIn"/> once a payment was recorded, and as <see cref="Draft"/> is.
    /// </returns>
    public Result Rewrite(
        Customer customer,
        ContractBasis basis,
        Money total,
        IReadOnlyList<PlanTerm> plan,
        string language,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (ContractStatus != ContractStatus.Draft || AmendsId is not null)
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Draft);
        }

        if (Paid > Money.Zero || _payments.Exists(p => p.PaymentStatus == PaymentStatus.Pending))
        {
            return new MoneyAlreadyIn();
        }

        var written = Write(customer, basis, total, plan, language, today, now);
        if (written.Succeeded)
        {
            _signers.Clear();
            Log("written again", total.ToString(), now);
        }

        return written;
    }

    /// <summary>Names who signs. Only a draft takes signers; naming the same person twice changes nothing.</summary>
    public Result AddSigner(CustomerContact contact, DateTimeOffset now)
    {
        if (ContractStatus != ContractStatus.Draft)
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Draft);
        }

        if (_signers.All(s => s.ContactId != contact.Id))
        {
            _signers.Add(new ContractSigner(Id, contact, _signers.Count + 1, now));
        }

        return Result.Ok;
    }

    /// <summary>Names the template it is written by and the photographer the studio promises. Only a draft takes them.</summary>
    public void WriteBy(Guid? templateId, (Guid Id, string Name)? photographer) =>
        (TemplateId, PhotographerId, PhotographerName) = (templateId, photographer?.Id, photographer?.Name);

    /// <summary>Freezes the document that was drawn and hands it to the signers.</summary>
    /// <param name="terms">The clauses as text.</param>
    /// <param name="pdfKey">Store key of the document.</param>
    /// <param name="pdfSha256">Its hash.</param>
    /// <param name="template">What it was drawn by: what its clauses say of money and signing is kept with it.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="ContractCannotMove"/> or <see cref="NoSigner"/>.</returns>
    public Result<ContractVersion> Send(string terms, string pdfKey, string pdfSha256, ContractTemplateDraft template, DateTimeOffset now)
    {
        if (!ContractFlow.Moves.Allows(ContractStatus, ContractStatus.Sent))
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Sent);
        }

        if (_signers.Count == 0)
        {
            return new NoSigner();
        }

        var version = new ContractVersion(Id, _versions.Count + 1, Language, pdfKey, pdfSha256, now);
        _versions.Add(version);
        (RefundPolicy, PenaltyTerms, CounterSigns) = (template.Refund, template.Penalty, template.CounterSigns);
        (ContractStatus, Terms, PdfUrl, UpdatedAt) = (ContractStatus.Sent, terms, pdfKey, now);
        Log("sent", version.Number + " " + pdfSha256, now);
        return version;
    }

    /// <summary>Takes a sent contract back to write it again: its version is void and so are its links.</summary>
    /// <returns>Refused with <see cref="SomebodySigned"/> or <see cref="ContractCannotMove"/>.</returns>
    public Result TakeBack(DateTimeOffset now)
    {
        if (ContractStatus != ContractStatus.Sent)
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Draft);
        }

        if (_signers.Any(s => s.SignedAt is not null))
        {
            return new SomebodySigned();
        }

        CurrentVersion?.Void(now);
        _signers.ForEach(s => s.Decline(null, null));
        (ContractStatus, UpdatedAt) = (ContractStatus.Draft, now);
        Log("taken back", "", now);
        return Result.Ok;
    }

    /// <summary>Records one person's signature under the exact bytes they were shown. Signing twice keeps the first.</summary>
    /// <param name="contactId">Who signs.</param>
    /// <param name="signature">What they gave.</param>
    /// <param name="today">The day in the studio's zone: what is due after signing is counted from it.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="SignerNotFound"/>, <see cref="NotOpenForSigning"/>, <see cref="DocumentOutdated"/> or <see cref="RequiredConsentMissing"/>.</returns>
    public Result Sign(Guid contactId, Signature signature, DateOnly today, DateTimeOffset now)
    {
        var signer = _signers.FirstOrDefault(s => s.ContactId == contactId);
        if (signer is null)
        {
            return new SignerNotFound();
        }

        if (signer.SignedAt is not null)
        {
            return Result.Ok;
        }

        if (ContractStatus != ContractStatus.Sent || CurrentVersion is not { } version)
        {
            return new NotOpenForSigning();
        }

        if (version.PdfSha256 != signature.DocumentSha256)
        {
            return new DocumentOutdated();
        }

        if (signature.Consents.Any(c => c.IsRequired && !c.IsTicked))
        {
            return new RequiredConsentMissing();
        }

        signer.Sign(version.Id, signature, now);
        (SignatureUrl, UpdatedAt) = (signature.PictureKey ?? SignatureUrl, now);
        Log("signed by " + signer.SignerRole, version.PdfSha256 + " " + (signature.PictureSha256 ?? signature.TypedName), now);
        if (_signers.All(s => s.SignedAt is not null))
        {
            SignedByClient = true;
            if (!CounterSigns)
            {
                Conclude(version, today, now, now);
            }
        }

        return Result.Ok;
    }

    /// <summary>Everybody signed on paper, and this is its scan: it is kept as it is, and nothing is sent or sealed.</summary>
    /// <param name="scanKey">Store key of the scan.</param>
    /// <param name="scanSha256">Its hash.</param>
    /// <param name="template">What the paper says of refunds.</param>
    /// <param name="signedOn">The day on which the last one signed, in the studio's zone.</param>
    /// <param name="at">A moment of that day.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="ContractCannotMove"/> for what is no draft, and with <see cref="NoSigner"/>.</returns>
    public Result SignOnPaper(
        string scanKey,
        string scanSha256,
        ContractTemplateDraft template,
        DateOnly signedOn,
        DateTimeOffset at,
        DateTimeOffset now
    )
    {
        if (ContractStatus != ContractStatus.Draft)
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Signed);
        }

        if (_signers.Count == 0)
        {
            return new NoSigner();
        }

        var version = new ContractVersion(Id, _versions.Count + 1, Language, scanKey, scanSha256, now);
        version.Seal(scanKey, scanSha256, now);
        _versions.Add(version);
        _signers.ForEach(s => s.SignOnPaper(version.Id, scanSha256, at));
        (RefundPolicy, PenaltyTerms, PdfUrl, SignedByClient) = (template.Refund, template.Penalty, scanKey, true);
        Log("signed on paper", scanSha256, now);
        Conclude(version, signedOn, at, now);
        return Result.Ok;
    }

    /// <summary>Whether only the studio's own signature is missing.</summary>
    public bool AwaitsCounterSigning => ContractStatus == ContractStatus.Sent && CounterSigns && SignedByClient && CounterSignedAt is null;

    /// <summary>The studio signs last. Signing twice keeps the first.</summary>
    /// <param name="byId">Who signs for the studio.</param>
    /// <param name="name">Their name.</param>
    /// <param name="today">The day in the studio's zone.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="NotForCounterSigning"/>.</returns>
    public Result CounterSign(Guid byId, string name, DateOnly today, DateTimeOffset now)
    {
        if (CounterSignedAt is not null)
        {
            return Result.Ok;
        }

        if (!AwaitsCounterSigning || CurrentVersion is not { } version)
        {
            return new NotForCounterSigning();
        }

        (CounterSignedAt, CounterSignedById, CounterSignedBy) = (now, byId, name);
        Log("countersigned", version.PdfSha256 + " " + name, now);
        Conclude(version, today, now, now);
        return Result.Ok;
    }

    private void Conclude(ContractVersion version, DateOnly signedOn, DateTimeOffset at, DateTimeOffset now)
    {
        (ContractStatus, SignedAt, UpdatedAt) = (ContractStatus.Signed, at, now);
        Log("all signed", version.PdfSha256, now);
        CountDays(signedOn);
        BecomeActiveWherePaid(now);
    }

    /// <summary>Records that a signer does not sign what they read, and why. They may still sign later; the studio may take it back and write another.</summary>
    /// <returns>Refused with <see cref="SignerNotFound"/>, <see cref="NotOpenForSigning"/>, <see cref="ReasonRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Decline(Guid contactId, string? reason, DateTimeOffset now)
    {
        if (_signers.Find(s => s.ContactId == contactId) is not { } signer)
        {
            return new SignerNotFound();
        }

        if (ContractStatus != ContractStatus.Sent || signer.SignedAt is not null)
        {
            return new NotOpenForSigning();
        }

        if (WrongReason(reason) is { } wrong)
        {
            return wrong;
        }

        var why = StudioText.Clean(reason)!;
        if (signer.DeclineReason == why)
        {
            return Result.Ok;
        }

        signer.Decline(why, now);
        UpdatedAt = now;
        Log("declined by " + signer.SignerRole, why, now);
        return Result.Ok;
    }

    /// <summary>Remembers that staff told somebody their one-time code.</summary>
    public void CodeTold(CustomerContact contact, DateTimeOffset now) => Log("code told to " + contact.Role, "", now);

    /// <summary>Keeps the sealed copy, and whether an authority stamped it. A contract that has one keeps that.</summary>
    public Result Seal(string sealedKey, string sealedSha256, DateTimeOffset now, Stamping? stamping = null)
    {
        if (SignedAt is null || CurrentVersion is not { } version)
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Signed);
        }

        if (version.SealedKey is null)
        {
            version.Seal(sealedKey, sealedSha256, now);
            (PdfUrl, UpdatedAt) = (sealedKey, now);
            Log("sealed", sealedSha256, now);
            if (stamping is { Stamp: { } stamp })
            {
                Log("time stamped", stamp.Line, now);
            }
            else if (stamping is { Fault: { } fault })
            {
                Log("not time stamped", fault.ToString(), now);
            }
        }

        return Result.Ok;
    }

    /// <summary>Calls the contract off.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="settlement">What was computed and agreed; null where no money had come.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Refused with <see cref="ContractCannotMove"/>, <see cref="ReasonRequired"/>, <see cref="FieldTooLong"/>, <see cref="RefundAbovePaid"/>,
    /// and with <see cref="SettlementRequired"/> where money had come and nothing was agreed.
    /// </returns>
    public Result Cancel(string? reason, Cancellation? settlement, DateTimeOffset now)
    {
        // What an amendment changed is changed: another amendment changes it back.
        if (!ContractFlow.Moves.Allows(ContractStatus, ContractStatus.Cancelled) || (AmendsId is not null && SignedAt is not null))
        {
            return new ContractCannotMove(ContractStatus, ContractStatus.Cancelled);
        }

        if (WrongReason(reason) is { } wrong)
        {
            return wrong;
        }

        if (settlement is null && Paid > Money.Zero)
        {
            return new SettlementRequired();
        }

        if (settlement is not null && (settlement.Agreed < Money.Zero || settlement.Agreed > Paid))
        {
            return new RefundAbovePaid(Paid);
        }

        (ContractStatus, CancelReason, Cancellation, RefundOwed, UpdatedAt) = (
            ContractStatus.Cancelled,
            StudioText.Clean(reason),
            settlement,
            settlement?.Agreed,
            now
        );

        // Where less came than the couple bears, what they still owe is theirs to pay and ours to keep.
        Kept = settlement is { Agreed.Won: 0, Result.StillOwed.Won: > 0 }
            ? settlement.Result.Borne
            : Paid - (settlement?.Agreed ?? Money.Zero);
        Settle();
        Log("cancelled", CancelReason! + (settlement is null ? "" : " " + settlement.Agreed), now);
        return Result.Ok;
    }

    private Result Write(
        Customer customer,
        ContractBasis basis,
        Money total,
        IReadOnlyList<PlanTerm> plan,
        string language,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (customer.WeddingDate is not { } weddingDate)
        {
            return new WeddingDateMissing();
        }

        if (!total.IsStorable || total == Money.Zero)
        {
            return new AmountOutOfRange(nameof(TotalAmount));
        }

        var amounts = PaymentPlan.Amounts(total, plan);
        if (!amounts.Succeeded)
        {
            return amounts.Refusal;
        }

        (PackageId, PackageType, Included, BoughtOptions) = (basis.PackageId, basis.Name, basis.Terms, basis.Options);
        (Language, ContractDate, UpdatedAt) = (language, today, now);
        (WeddingDate, WeddingTime, WeddingVenue) = (weddingDate, customer.WeddingTime, customer.WeddingVenue);
        (RefundPolicy, PenaltyTerms) = (new RefundPolicy(), new PenaltyTerms());
        Lay(total, plan, amounts.Value, now);
        return Result.Ok;
    }

    private void Log(string kind, string detail, DateTimeOffset now)
    {
        var last = _events.MaxBy(e => e.Sequence);
        _events.Add(new ContractEvent(Id, (last?.Sequence ?? 0) + 1, kind, detail, now, last?.Hash ?? ""));
    }
}
