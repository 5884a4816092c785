using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Domain.Customers;

/// <summary>Finds couples that were written down twice, and makes one of them.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class MergeService(IStudio studio, StudioClock clock)
{
    /// <summary>What the page of a couple says about merges.</summary>
    public async Task<Result<MergeState>> StateAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Merging.StateAsync(id, clock.Now - CustomerMerge.UndoWithin, ct) is { } state ? state : new CustomerNotFound();
    }

    /// <summary>Couples that what is being typed may be about.</summary>
    public async Task<IReadOnlyList<Duplicate>> LikeAsync(Actor actor, CustomerDetails typed, CancellationToken ct = default)
    {
        string[] phones = [.. new[] { Phone.Parse(typed.BridePhone), Phone.Parse(typed.GroomPhone) }.OfType<string>()];
        string[] emails = [.. new[] { StudioText.Clean(typed.Email) }.OfType<string>()];
        var venue = StudioText.Clean(typed.WeddingVenue);
        if (!actor.May(Rights.Leads) || (phones.Length == 0 && emails.Length == 0 && (typed.WeddingDate is null || venue is null)))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Merging.DuplicatesAsync(null, phones, emails, typed.WeddingDate, venue, ct);
    }

    /// <summary>Both files and what would move.</summary>
    /// <returns>Refused with <see cref="CustomerNotFound"/> or <see cref="MergeWithItself"/>.</returns>
    public async Task<Result<MergePreview>> PreviewAsync(Actor actor, Guid keptId, Guid otherId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        if (keptId == otherId)
        {
            return new MergeWithItself();
        }

        await using var session = studio.Open(actor);
        return await session.Merging.SideAsync(keptId, ct) is { } kept && await session.Merging.SideAsync(otherId, ct) is { } other
            ? new MergePreview(kept, other, await session.Merging.CountAsync(otherId, ct), await session.Merging.RowsAsync(otherId, ct))
            : new CustomerNotFound();
    }

    /// <summary>Merges one couple into another, in one transaction under both rows' locks.</summary>
    /// <param name="actor">Staff with <see cref="Rights.Leads"/>.</param>
    /// <param name="preview">What the screen showed; refused where either changed since.</param>
    /// <param name="taken">Fields whose value is the other's.</param>
    /// <param name="takesStatus">Whether the other's place on the board is taken.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The merge; refused with <see cref="EditedElsewhere"/> and as <see cref="Customer.Absorb"/> refuses.</returns>
    public async Task<Result<Guid>> MergeAsync(
        Actor actor,
        MergePreview preview,
        IReadOnlyCollection<CustomerField> taken,
        bool takesStatus,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        var (keptId, goneId) = (preview.Kept.Id, preview.Other.Id);
        if (keptId == goneId)
        {
            return new MergeWithItself();
        }

        await using var session = studio.Open(actor);
        if (await session.Merging.LockAsync(keptId, goneId, ct) is not var (kept, gone))
        {
            return new CustomerNotFound();
        }

        var (keptBefore, goneBefore) = (kept.MergeValues(), gone.MergeValues());
        var now = clock.Now;
        var (reason, note, answered, stage, since) = (
            kept.CancelReason,
            kept.CancelNote,
            kept.FirstResponseAt,
            kept.LeadStatus,
            kept.StatusChangedAt
        );
        var (keptVersion, goneVersion) = (kept.Version, gone.Version);
        var absorbed = kept.Absorb(gone, taken, takesStatus, actor, now);
        if (!absorbed.Succeeded)
        {
            return absorbed.Refusal;
        }

        if ((keptVersion, goneVersion) != (preview.Kept.Version, preview.Other.Version))
        {
            return new EditedElsewhere();
        }

        var (moved, people) = await session.Merging.MoveAsync(goneId, keptId, now, ct);
        await Contracts.ContractFacts.DayMovedAsync(session, kept, clock, ct);
        await StagePlan.RecountAsync(session, kept, kept.LeadStatus != stage, now, ct);
        await StagePlan.RecountAsync(session, gone, false, now, ct);
        var merge = new CustomerMerge(
            keptId,
            goneId,
            new MergeSnapshot(keptBefore, goneBefore, kept.MergeValues(), reason, note, moved, people, answered, since),
            actor,
            now
        );
        session.Merging.Add(merge);
        session.Raise(new CustomerChanged(keptId));
        session.Raise(new CustomerChanged(goneId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? merge.Id : saved.Refusal;
    }

    /// <summary>Takes a merge back: rows that are still there go back, fields that nobody changed since get their former values.</summary>
    /// <returns>What stayed; refused with <see cref="MergeNotFound"/>, <see cref="MergeAlreadyUndone"/> or <see cref="MergeTooOld"/>.</returns>
    public async Task<Result<MergeUndone>> UndoAsync(Actor actor, Guid mergeId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Merging.LockMergeAsync(mergeId, ct) is not { } merge)
        {
            return new MergeNotFound();
        }

        var undone = merge.Undo(actor, clock.Now);
        if (!undone.Succeeded)
        {
            return undone.Refusal;
        }

        if (await session.Merging.LockAsync(merge.KeptId, merge.GoneId, ct) is not var (kept, gone))
        {
            return new CustomerNotFound();
        }

        var released = kept.Release(gone, merge.Before(), actor, clock.Now);
        if (!released.Succeeded)
        {
            return released.Refusal;
        }

        var rows = await session.Merging.MoveBackAsync(merge, ct);
        foreach (var customer in (Customer[])[kept, gone])
        {
            foreach (var task in await session.Pipeline.DroppedTasksAsync(customer.Id, merge.MergedAt, ct))
            {
                task.Reopen();
            }

            await StagePlan.RecountAsync(session, customer, false, clock.Now, ct);
            await Contracts.ContractFacts.DayMovedAsync(session, customer, clock, ct);
        }

        session.Raise(new CustomerChanged(merge.KeptId));
        session.Raise(new CustomerChanged(merge.GoneId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? new MergeUndone(merge.GoneId, released.Value, rows) : saved.Refusal;
    }
}
