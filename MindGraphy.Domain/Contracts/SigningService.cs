using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Contracts;

/// <summary>What a person of a couple does with their contract. Somebody else's contract is never found.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Keeps signatures.</param>
/// <param name="pictures">Looks at drawn signatures.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class SigningService(IStudio studio, IObjectStore store, ISignaturePicture pictures, StudioClock clock)
{
    /// <summary>The page on which a person reads and signs.</summary>
    /// <returns>
    /// Refused with <see cref="ContractNotFound"/> for strangers, and before anything was sent; with <see cref="SignCodeRequired"/> and
    /// <see cref="DocumentMissing"/>.
    /// </returns>
    public async Task<Result<SigningSheet>> SheetAsync(Actor actor, Guid contractId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        var found = await FindAsync(session, actor, contractId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (contract, signer, version, _) = found.Value;
        if (await ContractStore.ReadDocumentAsync(store, version, ct) is not { } document)
        {
            return new DocumentMissing();
        }

        var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
        return new SigningSheet(
            contract.Id,
            contract.ContractStatus,
            couple!.BrideName,
            couple.GroomName,
            document,
            version.PdfSha256,
            signer.Name,
            signer.SignerRole,
            couple.Contacts.FirstOrDefault(c => c.Id == signer.ContactId)?.Language ?? "ko",
            signer.SignedAt,
            signer.DeclineReason,
            [.. contract.Signers.Where(s => s.SignedAt is null).OrderBy(s => s.Position).Select(s => s.Name)],
            version.SealedKey is not null,
            new Money(contract.Plan.Where(l => l.Kind == PlanLineKind.Deposit).Sum(l => l.Open.Won)),
            contract.Plan.FirstOrDefault(l => l.Kind == PlanLineKind.Deposit && l.Open > Money.Zero)?.DueOn,
            contract.Plan.Any(l => l.Kind == PlanLineKind.Deposit),
            contract.AwaitsCounterSigning,
            contract.AmendsId is null
                && contract.ContractStatus == ContractStatus.Sent
                && await DayTakenService.IsFullForAsync(session, couple, clock, ct)
        );
    }

    /// <summary>The very bytes that are hashed and signed, or the sealed copy once there is one.</summary>
    public async Task<Result<ContractFile>> PdfAsync(Actor actor, Guid contractId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        var found = await FindAsync(session, actor, contractId, ct);
        return found.Succeeded ? await ContractStore.OpenPdfAsync(store, found.Value.Contract, ct) : found.Refusal;
    }

    /// <summary>Records a signature, once. The last one makes the contract signed and asks for the sealed copy; with the deposit in, it is in force.</summary>
    /// <param name="actor">The person, through their link.</param>
    /// <param name="contractId">The contract.</param>
    /// <param name="given">What they gave.</param>
    /// <param name="idempotencyKey">The form's key.</param>
    /// <param name="ct">Cancels before the signature is saved, never half of it.</param>
    /// <returns>
    /// Refused with <see cref="ContractNotFound"/>, <see cref="SignatureMissing"/>, <see cref="SignatureTooLarge"/>,
    /// <see cref="SignatureUnreadable"/>, <see cref="TypedNameDiffers"/>, and as <see cref="Contract.Sign"/> is.
    /// </returns>
    public async Task<Result> SignAsync(
        Actor actor,
        Guid contractId,
        GivenSignature given,
        string idempotencyKey,
        CancellationToken ct = default
    )
    {
        var prepared = await PrepareAsync(actor, contractId, given, ct);
        if (!prepared.Succeeded)
        {
            return prepared.Refusal;
        }

        if (prepared.Value.Signature is not { } signature)
        {
            return Result.Ok;
        }

        await using var session = studio.Open(actor);
        var fingerprint = ContractService.Fingerprint(
            contractId,
            actor.ContactId,
            signature.DocumentSha256,
            signature.PictureSha256,
            signature.TypedName,
            string.Join(',', given.Ticked.Order(StringComparer.Ordinal))
        );
        var once = await session.BeginOnceAsync("contract.sign", idempotencyKey, fingerprint, ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.AlreadyDone)
        {
            return Result.Ok;
        }

        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        var before = contract.ContractStatus;
        var events = contract.Events.Count;
        var signed = contract.Sign(actor.ContactId!.Value, signature, clock.Today, clock.Now);
        if (!signed.Succeeded)
        {
            return signed;
        }

        if (contract.Events.Count == events)
        {
            return Result.Ok;
        }

        if (await session.Contracts.LockCoupleAsync(contract.CustomerId, ct) is not { } couple)
        {
            return new ContractNotFound();
        }

        Remember(couple, actor.ContactId.Value, signature);
        var consequences = await FollowAsync(session, contract, couple, before, ct);
        if (!consequences.Succeeded)
        {
            return consequences;
        }

        session.CompleteOnce("contract.sign", idempotencyKey, "signed");
        return await session.SaveAsync(ct);
    }

    /// <summary>Records that the person does not sign, and tells the couple's manager.</summary>
    /// <returns>Refused with <see cref="ContractNotFound"/>, <see cref="SignCodeRequired"/> and as <see cref="Contract.Decline"/> is.</returns>
    public async Task<Result> DeclineAsync(Actor actor, Guid contractId, string? reason, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        var found = await FindAsync(session, actor, contractId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        var events = contract.Events.Count;
        var declined = contract.Decline(actor.ContactId!.Value, reason, clock.Now);
        if (!declined.Succeeded || contract.Events.Count == events)
        {
            return declined;
        }

        var couple = await session.Contracts.FindCoupleAsync(contract.CustomerId, ct);
        await ContractNotices.DeclinedAsync(session, contract, couple!, found.Value.Signer.Name, StudioText.Clean(reason)!, clock, ct);
        session.Raise(new ContractChanged(contract.Id, contract.CustomerId));
        return await session.SaveAsync(ct);
    }

    private async Task<Result> FollowAsync(
        IStudioSession session,
        Contract contract,
        Customer couple,
        ContractStatus before,
        CancellationToken ct
    )
    {
        session.Raise(new ContractChanged(contract.Id, contract.CustomerId));
        if (contract.AwaitsCounterSigning)
        {
            await ContractNotices.ToCounterSignAsync(session, contract, couple, clock, ct);
        }

        if (contract.SignedAt is null)
        {
            return Result.Ok;
        }

        var inForce = await ContractFacts.ConcludedAsync(session, contract, couple, before, clock, ct);

        // The lead was lost while its contract was still out: a matter for the studio, not for the person who signs.
        return inForce.Succeeded ? inForce : new NotOpenForSigning();
    }

    private async Task<Result<Prepared>> PrepareAsync(Actor actor, Guid contractId, GivenSignature given, CancellationToken ct)
    {
        await using var session = studio.Open(actor);
        var found = await FindAsync(session, actor, contractId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (contract, signer, version, code) = found.Value;
        if (signer.SignedAt is not null)
        {
            return new Prepared(null);
        }

        if (contract.ContractStatus != ContractStatus.Sent)
        {
            return new NotOpenForSigning();
        }

        if (await ContractStore.ReadDocumentAsync(store, version, ct) is not { } document)
        {
            return new DocumentMissing();
        }

        var kept = await TakeAsync(contract.Id, signer, given, ct);
        if (!kept.Succeeded)
        {
            return kept.Refusal;
        }

        var (key, sha, typed) = kept.Value;
        var consents = document.Consents.Select(c => new SignedConsent(
            c.Key,
            c.Title + "\n" + c.Text,
            c.Required,
            given.Ticked.Contains(c.Key)
        ));
        var kind = key is null ? SignatureKind.Typed : SignatureKind.Drawn;
        return new Prepared(
            new Signature(
                given.DocumentSha256,
                kind,
                key,
                sha,
                typed,
                [.. consents],
                given.Ip,
                StudioText.Clean(given.UserAgent),
                code,
                document.Wording
            )
        );
    }

    // Stored before the transaction: a picture whose signing fails afterwards is harmless, a signature without its picture is not.
    private async Task<Result<(string? Key, string? Sha256, string? Typed)>> TakeAsync(
        Guid contractId,
        ContractSigner signer,
        GivenSignature given,
        CancellationToken ct
    )
    {
        if (given.Picture is { Length: > 0 } picture)
        {
            Refusal? refusal = pictures.Check(picture) switch
            {
                SignatureVerdict.Blank => new SignatureMissing(),
                SignatureVerdict.TooLarge => new SignatureTooLarge(),
                SignatureVerdict.Unreadable => new SignatureUnreadable(),
                _ => null,
            };
            if (refusal is not null)
            {
                return refusal;
            }

            var sha = ContractService.Sha256(picture);
            return (await ContractStore.KeepSignatureAsync(store, contractId, picture, sha, ct), sha, null);
        }

        if (StudioText.Clean(given.TypedName) is not { } typed)
        {
            return new SignatureMissing();
        }

        return SameName(typed, signer.Name) ? (null, null, signer.Name) : new TypedNameDiffers(signer.Name);
    }

    private static bool SameName(string typed, string name) =>
        string.Equals(WithoutSpaces(typed), WithoutSpaces(name), StringComparison.OrdinalIgnoreCase);

    private static string WithoutSpaces(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private void Remember(Customer couple, Guid contactId, Signature signature)
    {
        foreach (var consent in signature.Consents)
        {
            ConsentKind? kind = consent.Code switch
            {
                "terms" => ConsentKind.RefundRules,
                "privacy" => ConsentKind.Privacy,
                "portrait" => ConsentKind.Portrait,
                "marketing" => ConsentKind.Marketing,
                _ => null,
            };
            if (kind is { } known)
            {
                var version = $"{consent.Code}-{signature.Wording ?? StandardContract.Version}";
                couple.Agree(
                    new Consent(couple.Id, contactId, known, version, consent.IsTicked, clock.Now, signature.Ip, signature.UserAgent)
                );
            }
        }
    }

    private async Task<Result<Found>> FindAsync(IStudioSession session, Actor actor, Guid contractId, CancellationToken ct)
    {
        if (
            actor is not { CustomerId: { } customer, ContactId: { } contact }
            || await session.Contracts.FindAsync(contractId, ct) is not { CurrentVersion: { } version } contract
            || contract.CustomerId != customer
            || contract.Signers.FirstOrDefault(s => s.ContactId == contact) is not { } signer
        )
        {
            return new ContractNotFound();
        }

        // Nothing of the contract is shown before the person gave their code.
        var code = actor.CodeId is { } codeId ? await session.Contracts.FindCodeAsync(codeId, contact, ct) : null;
        return code?.IsRemembered(clock.Now) == true ? new Found(contract, signer, version, code) : new SignCodeRequired();
    }

    private sealed record Found(Contract Contract, ContractSigner Signer, ContractVersion Version, SignCode Code);

    private sealed record Prepared(Signature? Signature);
}

/// <summary>What came from the signing page.</summary>
/// <param name="Picture">The drawn signature as PNG; null or empty where it was typed.</param>
/// <param name="TypedName">The name as typed; only looked at where nothing was drawn.</param>
/// <param name="Ticked">The keys of the boxes that were ticked.</param>
/// <param name="DocumentSha256">The hash of the document that was shown.</param>
/// <param name="Ip">From which address.</param>
/// <param name="UserAgent">With which browser.</param>
public sealed record GivenSignature(
    byte[]? Picture,
    string? TypedName,
    IReadOnlySet<string> Ticked,
    string DocumentSha256,
    string? Ip,
    string? UserAgent
);
