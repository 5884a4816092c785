using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Contracts;

/// <summary>What a contract's move means for its couple, in the same transaction.</summary>
internal static class ContractFacts
{
    /// <summary>The couple marries on another day: what their signed contracts count from it moves along.</summary>
    public static async Task DayMovedAsync(IStudioSession session, Customer couple, StudioClock clock, CancellationToken ct)
    {
        if (couple.WeddingDate is not { } day)
        {
            return;
        }

        foreach (var id in await session.Contracts.SignedOfAsync(couple.Id, ct))
        {
            if (await session.Contracts.LockAsync(id, ct: ct) is { SignedAt: { } signed } contract)
            {
                contract.MoveDay(day, clock.DateOf(signed), clock.Now);
                await Projects.ProjectPlan.DayMovedAsync(session, contract, clock, ct);
                session.Raise(new ContractChanged(id, couple.Id));
            }
        }
    }

    /// <summary>Everybody signed: the copy is sealed, everybody is told, and what follows from it follows; of an amendment, its contract.</summary>
    public static async Task<Result> ConcludedAsync(
        IStudioSession session,
        Contract contract,
        Customer couple,
        ContractStatus before,
        StudioClock clock,
        CancellationToken ct
    )
    {
        session.Enqueue(new SealContract(contract.Id));

        // Where the studio signs last, weeks may have passed: everybody fetches the sealed copy by the link they have.
        var until = clock.Now.AddDays((await session.SettingsAsync(ct)).ContractLinkDays);
        foreach (var link in await session.Links.OfAsync(Links.LinkPurpose.Contract, contract.Id, ct))
        {
            if (link.RevokedAt is null && link.ExpiresAt < until)
            {
                link.Extend(until);
            }
        }

        await ContractNotices.AllSignedAsync(session, contract, couple, clock, ct);
        return await InForceAsync(session, contract, couple, before, clock, ct);
    }

    /// <summary>What follows from a contract that everybody signed: the lead is contracted where the deposit is in; of an amendment, its contract follows.</summary>
    public static Task<Result> InForceAsync(
        IStudioSession session,
        Contract contract,
        Customer couple,
        ContractStatus before,
        StudioClock clock,
        CancellationToken ct
    ) =>
        contract.AmendsId is null
            ? CameIntoForceAsync(session, contract, before, clock, ct)
            : AmendedAsync(session, contract, couple, clock, ct);

    private static async Task<Result> AmendedAsync(
        IStudioSession session,
        Contract amendment,
        Customer couple,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (await session.Contracts.LockAsync(amendment.AmendsId!.Value, ct: ct) is not { SignedAt: { } signed } contract)
        {
            return new ContractNotFound();
        }

        var followed = contract.Follow(amendment, clock.DateOf(signed), clock.Now);
        if (!followed.Succeeded)
        {
            return followed;
        }

        var (day, terms) = (couple.WeddingDate, amendment.Amendment!);
        var now = couple.Details;
        var edits = new List<FieldEdit>();
        foreach (
            var (field, to) in new (CustomerField, string?)[]
            {
                (CustomerField.WeddingDate, terms.WeddingDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                (CustomerField.WeddingTime, terms.WeddingTime?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)),
                (CustomerField.WeddingVenue, terms.WeddingVenue),
            }
        )
        {
            if (to is not null)
            {
                edits.Add(new FieldEdit(field, now.Text(field), to));
            }
        }

        var changed = couple.Change(edits, session.Actor, clock.Now);
        if (!changed.Succeeded)
        {
            return changed.Refusal;
        }

        session.Customers.Add(changed.Value);
        if (couple.WeddingDate != day)
        {
            await StagePlan.DayMovedAsync(session, couple, day, clock, ct);
            await DayMovedAsync(session, couple, clock, ct);
        }

        session.Enqueue(new FollowAmendment(contract.Id, amendment.Id));
        if (contract is { ContractStatus: ContractStatus.Active, IsPaidUp: true })
        {
            // What was open may have been amended away after the last picture.
            session.Enqueue(new CompleteDeal(couple.Id));
        }

        session.Raise(new ContractChanged(contract.Id, couple.Id));
        session.Raise(new CustomerChanged(couple.Id));
        return Result.Ok;
    }

    /// <summary>Signed by all and the deposit in: the lead is "contracted" by that fact. Does nothing where that was so before.</summary>
    public static async Task<Result> CameIntoForceAsync(
        IStudioSession session,
        Contract contract,
        ContractStatus before,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (contract is { ContractStatus: ContractStatus.Active, IsPaidUp: true })
        {
            // The last money may come after the last picture.
            session.Enqueue(new CompleteDeal(contract.CustomerId));
        }

        if (contract.ContractStatus != ContractStatus.Active || before == ContractStatus.Active)
        {
            return Result.Ok;
        }

        if (await session.Contracts.LockCoupleAsync(contract.CustomerId, ct) is not { } couple)
        {
            return new CustomerNotFound();
        }

        var stood = couple.LeadStatus;
        var contracted = couple.BecomeContracted(session.Actor, clock.Now);
        if (contracted.Succeeded && couple.LeadStatus != stood)
        {
            await StagePlan.ApplyAsync(session, couple, clock, ct);
            session.Enqueue(new DayTaken(couple.Id));
            session.Raise(new LeadMoved(couple.Id));
        }

        return contracted;
    }
}
