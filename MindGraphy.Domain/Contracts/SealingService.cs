using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Contracts;

/// <summary>Makes the copy with signatures and evidence once everybody signed. Every step can be repeated: killed anywhere, it is done again.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="pdf">Draws.</param>
/// <param name="seal">Signs what was drawn.</param>
/// <param name="store">Keeps what was drawn.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class SealingService(IStudio studio, IContractPdf pdf, IPdfSeal seal, IObjectStore store, StudioClock clock)
{
    /// <summary>Draws the sealed copy, stores it and keeps it with the contract. A contract that has one is left as it is.</summary>
    /// <returns>
    /// Refused with <see cref="ContractNotFound"/>, <see cref="ContractCannotMove"/> where not everybody signed, and
    /// <see cref="DocumentMissing"/> where what was sent or drawn is not in the store.
    /// </returns>
    public async Task<Result> SealAsync(Guid contractId, CancellationToken ct = default)
    {
        var drawn = await DrawAsync(contractId, ct);
        if (!drawn.Succeeded)
        {
            return drawn.Refusal;
        }

        var (number, bytes, contractNumber, signedAt) = drawn.Value;
        if (bytes is null)
        {
            return Result.Ok;
        }

        // Outside any session: an authority may take its time.
        var copy = await seal.SealAsync(bytes, contractNumber, signedAt, ct);
        var sha = ContractService.Sha256(copy.Bytes);
        var key = await ContractStore.KeepSealedAsync(store, contractId, number, copy.Bytes, sha, ct);
        await using var session = studio.Open(Actor.System);
        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        var kept = contract.Seal(key, sha, clock.Now, copy.Stamping);
        if (!kept.Succeeded)
        {
            return kept;
        }

        if (contract.CurrentVersion!.SealedKey != key)
        {
            // Two sealed at once, and each stamp makes another file: the first one counts, this one belongs to nothing.
            await store.DeleteAsync(key, ct);
            return Result.Ok;
        }

        session.Raise(new ContractChanged(contractId, contract.CustomerId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Seals what was signed a minute ago and is not sealed: work whose message was lost or given up. Returns how many were sealed.</summary>
    public async Task<int> SealForgottenAsync(CancellationToken ct = default)
    {
        IReadOnlyList<Guid> forgotten;
        await using (var session = studio.Open(Actor.System))
        {
            forgotten = await session.Contracts.UnsealedAsync(clock.Now.AddMinutes(-1), ct);
        }

        var done = 0;
        foreach (var id in forgotten)
        {
            done += (await SealAsync(id, ct)).Succeeded ? 1 : 0;
        }

        return done;
    }

    private async Task<Result<Drawing>> DrawAsync(Guid contractId, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Contracts.FindAsync(contractId, ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        if (contract.SignedAt is null || contract.CurrentVersion is not { } version)
        {
            return new ContractCannotMove(contract.ContractStatus, ContractStatus.Signed);
        }

        if (version.SealedKey is not null)
        {
            return new Drawing(version.Number, null, contract.ContractNumber, contract.SignedAt.Value);
        }

        if (await ContractStore.ReadDocumentAsync(store, version, ct) is not { } sent)
        {
            return new DocumentMissing();
        }

        var pictures = new Dictionary<Guid, byte[]>();
        foreach (var signer in contract.Signers.Where(s => s.SignatureKey is not null))
        {
            if (await ContractStore.ReadAllAsync(store, signer.SignatureKey!, ct) is not { } picture)
            {
                return new DocumentMissing();
            }

            pictures[signer.Id] = picture;
        }

        var drawn = pdf.Draw(ContractPapers.Sealed(sent, contract, version, pictures, clock.Zone));
        return new Drawing(version.Number, drawn, contract.ContractNumber, contract.SignedAt.Value);
    }

    private sealed record Drawing(int Number, byte[]? Bytes, string ContractNumber, DateTimeOffset SignedAt);
}
