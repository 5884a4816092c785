using System.Globalization;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

// The papers of contracts: what a draft would say now, and what was sent.
public sealed partial class ContractService
{
    /// <summary>What the paper says: of a draft as it would be sent now, else as it was sent.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ContractNotFound"/> and <see cref="DocumentMissing"/>.</returns>
    public async Task<Result<ContractReading>> PaperAsync(Actor actor, Guid contractId, CancellationToken ct = default)
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
            return contract.Signers.Any(s => s.SignatureKind == SignatureKind.Paper) ? new SignedOnPaper()
                : await ContractStore.ReadDocumentAsync(store, version, ct) is { } kept ? new ContractReading(kept, null)
                : new DocumentMissing();
        }

        var drawn = await WriteAsync(session, contract, ct);
        return new ContractReading(drawn.Document, Named(drawn.Missing, CultureInfo.CurrentUICulture));
    }

    /// <summary>The PDF: of a draft drawn now, else the sealed copy or what was sent.</summary>
    /// <returns>Refused as <see cref="PaperAsync"/> is.</returns>
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

        var bytes = pdf.Draw((await WriteAsync(session, contract, ct)).Document);
        return new ContractFile(new MemoryStream(bytes), Sha256(bytes), contract.ContractNumber + ".pdf");
    }

    /// <summary>Most bytes of a scan.</summary>
    public const int MostScanBytes = 20 * 1024 * 1024;

    /// <summary>Keeps the scan of a draft that everybody signed on paper: it is signed from that day, with everything that follows from it.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="contractId">The draft.</param>
    /// <param name="scan">A PDF of at most <see cref="MostScanBytes"/>.</param>
    /// <param name="signedOn">The day on which the last one signed, not in the future.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="ContractNotFound"/>, <see cref="NotAPdf"/>, <see cref="DateInTheFuture"/>, and as
    /// <see cref="Contract.SignOnPaper"/> is. The same scan sent twice is kept once.
    /// </returns>
    public async Task<Result> SignOnPaperAsync(Actor actor, Guid contractId, byte[] scan, DateOnly signedOn, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        if (scan.Length is 0 or > MostScanBytes || !scan.AsSpan().StartsWith("%PDF-"u8))
        {
            return new NotAPdf();
        }

        if (signedOn > clock.Today || signedOn < clock.Today.AddYears(-10))
        {
            return new DateInTheFuture(nameof(signedOn));
        }

        var sha = Sha256(scan);
        await using var session = studio.Open(actor);
        if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
        {
            return new ContractNotFound();
        }

        if (contract.CurrentVersion?.PdfSha256 == sha)
        {
            return Result.Ok;
        }

        var template = (await WriteAsync(session, contract, ct)).Template;
        var (before, key) = (contract.ContractStatus, await ContractStore.KeepScanAsync(store, contractId, scan, sha, ct));
        var signed = contract.SignOnPaper(key, sha, template, signedOn, clock.At(signedOn, new TimeOnly(12, 0)), clock.Now);
        if (!signed.Succeeded)
        {
            return signed;
        }

        if (await session.Contracts.LockCoupleAsync(contract.CustomerId, ct) is not { } couple)
        {
            return new ContractNotFound();
        }

        var followed = await ContractFacts.InForceAsync(session, contract, couple, before, clock, ct);
        if (!followed.Succeeded)
        {
            return followed;
        }

        session.Raise(new ContractChanged(contractId, contract.CustomerId));
        return await session.SaveAsync(ct);
    }

    private async Task<Result<(ContractDocument Document, ContractTemplateDraft Template, string Key, string Sha256)>> DrawAsync(
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

        var (document, template, missing) = await WriteAsync(session, contract, ct);
        if (Named(missing, CultureInfo.CurrentUICulture) is { } names)
        {
            return new MergeFieldsMissing(names);
        }

        var bytes = pdf.Draw(document);
        var sha = Sha256(bytes);
        var key = await ContractStore.KeepAsync(store, contract.Id, contract.Versions.Count + 1, document, bytes, sha, ct);
        return (document, template, key, sha);
    }

    private static async Task<(ContractDocument Document, ContractTemplateDraft Template, IReadOnlySet<string> Missing)> WriteAsync(
        IStudioSession session,
        Contract contract,
        CancellationToken ct
    )
    {
        var couple = (await session.Contracts.FindCoupleAsync(contract.CustomerId, ct))!;
        var settings = await session.SettingsAsync(ct);
        var template = contract.TemplateId is { } id
            ? await session.Contracts.FindTemplateAsync(id, ct)
            : await session.Contracts.DefaultTemplateAsync(contract.Language, ct);
        var draft = template?.Draft ?? StandardContract.Template(contract.Language);
        if (contract.AmendsId is { } amended && await session.Contracts.FindAsync(amended, ct) is { } original)
        {
            // An amendment keeps what its contract says of refunds; who signs last is the house's rule for both.
            return (
                ContractPapers.ForAmendment(contract, original, couple, settings),
                draft with
                {
                    Refund = original.RefundPolicy ?? draft.Refund,
                    Penalty = original.PenaltyTerms ?? draft.Penalty,
                    CounterSigns = original.CounterSigns,
                },
                new HashSet<string>()
            );
        }

        var (document, missing) = ContractPapers.ForSigning(contract, couple, settings, template);
        return (document, draft, missing);
    }

    private static string? Named(IReadOnlySet<string> missing, CultureInfo culture) =>
        missing.Count == 0 ? null : string.Join(", ", missing.Select(name => MergeFields.WordsOf(name, culture)));
}

/// <summary>A contract's paper as staff read it.</summary>
/// <param name="Document">What it says.</param>
/// <param name="Missing">The values that a draft asks for and that are not known yet, in the reader's words; null where it can be sent.</param>
public sealed record ContractReading(ContractDocument Document, string? Missing);
