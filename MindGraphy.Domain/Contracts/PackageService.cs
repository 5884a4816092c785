using System.Security.Cryptography;
using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>What the studio sells, written by who may change its settings.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class PackageService(IStudio studio, StudioClock clock)
{
    /// <summary>Adds a package at the end of the list.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="draft">What was typed.</param>
    /// <param name="idempotencyKey">The form's key: sending the form twice makes one package.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The package's id; refused with <see cref="NotAllowed"/>, <see cref="KeyUsedForAnother"/> and as <see cref="Package.Create"/> is.</returns>
    public async Task<Result<Guid>> AddAsync(Actor actor, PackageDraft draft, string idempotencyKey, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync(
            "package.add",
            idempotencyKey,
            Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(draft))),
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

        var made = Package.Create(draft, await session.Contracts.NextPackagePlaceAsync(ct), clock.Now);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        session.Contracts.Add(made.Value);
        session.CompleteOnce("package.add", idempotencyKey, made.Value.Id.ToString());
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? made.Value.Id : saved.Refusal;
    }

    /// <summary>Changes a package, or ends and resumes its sale. Contracts that were made of it keep what they were made of.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="PackageNotFound"/>, <see cref="EditedElsewhere"/> and as <see cref="Package.Change"/> is.
    /// </returns>
    public async Task<Result> ChangeAsync(Actor actor, Guid id, PackageDraft draft, uint expectedVersion, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.FindPackageToChangeAsync(id, expectedVersion, ct) is not { } package)
        {
            return new PackageNotFound();
        }

        var changed = package.Change(draft, clock.Now);
        return changed.Succeeded ? await session.SaveAsync(ct) : changed;
    }
}
