using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>Signs a finished PDF with the studio's certificate (PKCS#7, detached, over the whole file), so that any reader shows whether it was changed.</summary>
public interface IPdfSeal
{
    /// <summary>Adds the signature behind the file's last byte; what was there stays as it was. Asks nobody for a time stamp.</summary>
    /// <param name="pdf">A PDF with a plain cross-reference table, as ours are.</param>
    /// <param name="reason">Why, for people to read: the contract's number.</param>
    /// <param name="at">When.</param>
    byte[] Seal(byte[] pdf, string reason, DateTimeOffset at);

    /// <summary>The same, with a time stamp where the studio has an authority that gives one. Signs in any case: what the authority does is told, never thrown.</summary>
    Task<SealedPdf> SealAsync(byte[] pdf, string reason, DateTimeOffset at, CancellationToken ct = default);

    /// <summary>What a file's signature says; never throws for what was sent, and asks nobody.</summary>
    SealFinding Read(ReadOnlyMemory<byte> pdf);
}

/// <summary>What a file's signature says.</summary>
/// <param name="Reading">Whose it is, and whether it fits the file.</param>
/// <param name="Stamp">The time stamp over the signature; null where it has none, and where anything about the signature is broken.</param>
public sealed record SealFinding(SealReading Reading, TimeStamp? Stamp = null);

/// <summary>Whose a signature is, and whether it fits the file.</summary>
public enum SealReading
{
    /// <summary>Signed with the studio's certificate, and whole.</summary>
    Whole,

    /// <summary>Bears a signature that does not fit the file, or a time stamp that does not fit the signature: something was changed, cut or added.</summary>
    Broken,

    /// <summary>Bears no signature, or somebody else's.</summary>
    NotOurs,
}

/// <summary>Whether a file is the sealed copy of a contract.</summary>
public enum SealVerdict
{
    /// <summary>Byte for byte the copy that was sealed.</summary>
    Unchanged,

    /// <summary>One of ours, changed since it was sealed.</summary>
    Changed,

    /// <summary>None of ours.</summary>
    NotOurs,
}

/// <summary>A verdict and what is known of the file.</summary>
/// <param name="Verdict">Whether it is the sealed copy.</param>
/// <param name="Number">The contract's number; null where it is none of ours.</param>
/// <param name="SealedAt">When it was sealed; null unless it is unchanged.</param>
/// <param name="Sha256">The file's hash.</param>
/// <param name="Stamp">What an authority attests of it; null where it bears no time stamp, and unless it is unchanged.</param>
public sealed record SealCheck(SealVerdict Verdict, string? Number, DateTimeOffset? SealedAt, string Sha256, TimeStamp? Stamp = null);

/// <summary>Tells whether a file is the sealed copy of one of the studio's contracts. Asks nobody outside.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="seal">Reads signatures.</param>
public sealed class VerifyService(IStudio studio, IPdfSeal seal)
{
    /// <summary>Most bytes of a file that is looked at.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>
    /// The verdict. A file whose hash stands with a contract is unchanged: no other file has it. Any other is changed where it bears the studio's
    /// signature or the number of a contract of ours, and none of ours otherwise.
    /// </summary>
    /// <returns>Refused with <see cref="Imports.FileTooLarge"/> or <see cref="FieldRequired"/>.</returns>
    public async Task<Result<SealCheck>> CheckAsync(Stream file, CancellationToken ct = default)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await file.ReadAsync(buffer, ct)) > 0)
        {
            if (copy.Length + read > MaxBytes)
            {
                return new Imports.FileTooLarge(MaxBytes / 1024 / 1024);
            }

            copy.Write(buffer, 0, read);
        }

        if (copy.Length == 0)
        {
            return new FieldRequired("File");
        }

        var bytes = copy.ToArray();
        var sha = ContractService.Sha256(bytes);
        await using var session = studio.Open(Actor.System);
        if (await session.Contracts.FindSealedAsync(sha, ct) is { } known)
        {
            return new SealCheck(SealVerdict.Unchanged, known.Number, known.SealedAt, sha, seal.Read(bytes).Stamp);
        }

        // A signature that is whole over other bytes than those we keep was made with our key, but is no copy that a contract has.
        return new SealCheck(seal.Read(bytes).Reading == SealReading.NotOurs ? SealVerdict.NotOurs : SealVerdict.Changed, null, null, sha);
    }
}
