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

    /// <summary>Adds an option at the end of the list.</summary>
    /// <returns>The option's id; refused as <see cref="AddAsync(Actor, PackageDraft, string, CancellationToken)"/> is.</returns>
    public async Task<Result<Guid>> AddAsync(Actor actor, OptionDraft draft, string idempotencyKey, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync(
            "option.add",
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

        var made = PackageOption.Create(draft, await session.Contracts.NextOptionPlaceAsync(ct), clock.Now);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        session.Contracts.Add(made.Value);
        session.CompleteOnce("option.add", idempotencyKey, made.Value.Id.ToString());
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? made.Value.Id : saved.Refusal;
    }

    /// <summary>Changes an option, or ends and resumes its sale. Quotes and contracts that have it keep what they were made of.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="OptionNotFound"/>, <see cref="EditedElsewhere"/> and as <see cref="PackageOption.Change"/> is.
    /// </returns>
    public async Task<Result> ChangeAsync(Actor actor, Guid id, OptionDraft draft, uint expectedVersion, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Contracts.FindOptionToChangeAsync(id, expectedVersion, ct) is not { } option)
        {
            return new OptionNotFound();
        }

        var changed = option.Change(draft, clock.Now);
        return changed.Succeeded ? await session.SaveAsync(ct) : changed;
    }

    /// <summary>All options in their order; empty for who has no right to contracts.</summary>
    public async Task<IReadOnlyList<OptionRow>> OptionsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Contracts.OptionsAsync(ct);
    }

    /// <summary>What everybody may see of what is sold today: the public price page.</summary>
    public async Task<PriceList> PricesAsync(CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.Visitor);
        var packages = await session.Contracts.PackagesAsync(ct);
        var options = await session.Contracts.OptionsAsync(ct);
        return new PriceList(
            [.. packages.Where(p => p.OnPricePage && p.IsSoldOn(clock.Today))],
            [.. options.Where(o => o.OnPricePage && o.IsSoldOn(clock.Today))]
        );
    }
}

/// <summary>The public price page: what is sold today and may be shown.</summary>
/// <param name="Packages">기본서비스, in their order.</param>
/// <param name="Options">선택품목, in their order.</param>
public sealed record PriceList(IReadOnlyList<PackageRow> Packages, IReadOnlyList<OptionRow> Options);
