using System.Globalization;
using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Contracts;

/// <summary>Amendments of contracts (변경계약): written by staff, signed like a contract, followed by the plan, the shoot and open galleries.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="contracts">Sends.</param>
/// <param name="schedules">Keeps the new day free until everybody signed.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class AmendmentService(IStudio studio, ContractService contracts, ScheduleService schedules, StudioClock clock)
{
    /// <summary>Writes an amendment of a contract.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="contractId">The contract.</param>
    /// <param name="terms">What changes; the photographer's name is looked up.</param>
    /// <param name="replacesId">A draft that this one takes the place of; null for a new one.</param>
    /// <param name="read">The terms that the screen read: what is written is the difference to them.</param>
    /// <param name="idempotencyKey">The form's key: sending the form twice makes one amendment.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Its id; refused with <see cref="NotAllowed"/>, <see cref="ContractNotFound"/>, <see cref="EditedElsewhere"/>, <see cref="PersonNotBookable"/>,
    /// <see cref="AmendmentOpen"/> where another one is on its way, and as <see cref="Contract.Amend"/> is.
    /// </returns>
    public async Task<Result<Guid>> WriteAsync(
        Actor actor,
        Guid contractId,
        AmendmentTerms terms,
        Guid? replacesId,
        AmendableTerms read,
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
            "contract.amend",
            idempotencyKey,
            ContractService.Fingerprint(contractId, replacesId, JsonSerializer.Serialize(terms)),
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

        if (
            await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract
            || await session.Contracts.FindCoupleAsync(contract.CustomerId, ct) is not { } couple
        )
        {
            return new ContractNotFound();
        }

        // The terms, not the row: the row changes by itself when the signed copy is sealed a moment after the last signature.
        if (contract.Amendable != read)
        {
            return new EditedElsewhere();
        }

        if (replacesId is { } old && await session.Contracts.LockAsync(old, ct: ct) is { } draft && draft.AmendsId == contractId)
        {
            var replaced = draft.Replace(clock.Now);
            if (!replaced.Succeeded)
            {
                return replaced.Refusal;
            }
        }

        if (terms.PhotographerId is { } person)
        {
            if (await session.Contracts.PhotographerNameAsync(person, ct) is not { } name)
            {
                return new PersonNotBookable();
            }

            terms = terms with { PhotographerName = name };
        }

        var count = await session.Contracts.AmendmentsOfAsync(contractId, ct);
        var number = string.Create(CultureInfo.InvariantCulture, $"{contract.ContractNumber}-{count + 1}");
        var amended = contract.Amend(number, terms, couple, clock.Today, clock.Now);
        if (!amended.Succeeded)
        {
            return amended.Refusal;
        }

        session.Contracts.Add(amended.Value);
        session.Raise(new ContractChanged(contractId, couple.Id));
        session.CompleteOnce("contract.amend", idempotencyKey, amended.Value.Id.ToString());
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? amended.Value.Id : saved.Refusal;
    }

    /// <summary>Hands an amendment to its signers. Where the shoot is to move, the crew's new time is kept for the couple until the links end.</summary>
    /// <returns>
    /// Refused as <see cref="ContractService.SendAsync"/> is, and with <see cref="PersonAlreadyBooked"/> where the photographer is busy then.
    /// </returns>
    public async Task<Result> SendAsync(Actor actor, Guid amendmentId, uint expectedVersion, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Contracts))
        {
            return new NotAllowed();
        }

        DateTimeOffset until;
        await using (var session = studio.Open(actor))
        {
            until = clock.Now.AddDays((await session.SettingsAsync(ct)).ContractLinkDays);
        }

        var held = new List<Guid>();
        foreach (var (who, from, to) in await NewTimesAsync(actor, amendmentId, ct))
        {
            var hold = await schedules.HoldAsync(actor, who.Person, who.CustomerId, from, to, until, ct);
            if (hold.Succeeded)
            {
                held.Add(hold.Value);
            }
            else if (hold.Refusal is not NotAllowed)
            {
                await ReleaseAsync(actor, held, ct);
                return hold.Refusal;
            }
        }

        var sent = await contracts.SendAsync(actor, amendmentId, expectedVersion, ct);
        if (!sent.Succeeded)
        {
            await ReleaseAsync(actor, held, ct);
        }

        return sent;
    }

    /// <summary>
    /// Lets the project, open galleries and the shoots follow an amendment that was signed. Where the shoots do not fit the calendar, they stay
    /// and the manager is told, once; the rest follows all the same. Repeating it changes nothing.
    /// </summary>
    /// <returns>Refused only with what the database refuses for a moment, such as <see cref="EditedElsewhere"/>: try again.</returns>
    public async Task<Result> FollowAsync(Guid contractId, Guid amendmentId, CancellationToken ct = default)
    {
        var worked = await FollowWorkAsync(contractId, amendmentId, ct);
        if (!worked.Succeeded)
        {
            return worked;
        }

        var followed = await MoveShootsAsync(contractId, amendmentId, ct);
        return followed.Succeeded || followed.Refusal is EditedElsewhere
            ? followed
            : await TellAsync(contractId, amendmentId, Words.Of(followed.Refusal, ContractPapers.CultureOf("ko"), clock.Zone), ct);
    }

    private async Task<Result> FollowWorkAsync(Guid contractId, Guid amendmentId, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (
            await FindAsync(session, contractId, amendmentId, ct) is not var (contract, amendment, work)
            || !contract.WorkFollowed(amendment.ContractNumber, clock.Now)
        )
        {
            return Result.Ok;
        }

        if (await session.Projects.LockForFactAsync(work.ProjectId, ct) is { } project)
        {
            project.Follow(contract, clock, clock.Now);
            session.Raise(new ProjectChanged(project.Id));
        }

        if (amendment.Amendment is { Included: { } included, Before: { } before } && included.RetouchedPhotos != before.Retouched)
        {
            foreach (var round in await session.Proofs.LockOpenOfAsync(work.ProjectId, ct))
            {
                round.Follow(before.Retouched, included.RetouchedPhotos);
            }
        }

        session.Raise(new ContractChanged(contractId, contract.CustomerId));
        return await session.SaveAsync(ct);
    }

    private async Task<Result> MoveShootsAsync(Guid contractId, Guid amendmentId, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (
            await FindAsync(session, contractId, amendmentId, ct) is not var (contract, amendment, work)
            || amendment.Amendment is not { MovesShoot: true } terms
            || work.Shoots.Count == 0
            || !contract.ShootFollowed(amendment.ContractNumber, clock.Now)
        )
        {
            return Result.Ok;
        }

        var moving = work.Shoots.Where(s => Moves(terms, s)).ToList();
        if (moving.Count == 0)
        {
            return new ShootElsewhere();
        }

        if (await session.Projects.LockAsync(work.ProjectId, ct) is not { } project)
        {
            return Result.Ok;
        }

        foreach (var seen in moving)
        {
            var moved = await MoveAsync(session, project, seen.Id, terms, ct);
            if (!moved.Succeeded)
            {
                return moved;
            }
        }

        session.Raise(new ContractChanged(contractId, contract.CustomerId));
        return await session.SaveAsync(ct);
    }

    // The amendment stands; the day does not fit the calendar. That is for people, and they are told once.
    private async Task<Result> TellAsync(Guid contractId, Guid amendmentId, string why, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (
            await FindAsync(session, contractId, amendmentId, ct) is not var (contract, amendment, _)
            || await session.Contracts.FindCoupleAsync(contract.CustomerId, ct) is not { } couple
            || !contract.ShootStayed(amendment.ContractNumber, why, clock.Now)
        )
        {
            return Result.Ok;
        }

        await ContractNotices.ShootStayedAsync(session, contract, couple, why, clock, ct);
        session.Raise(new ContractChanged(contractId, couple.Id));
        return await session.SaveAsync(ct);
    }

    private static async Task<(Contract Contract, Contract Amendment, ContractWork Work)?> FindAsync(
        IStudioSession session,
        Guid contractId,
        Guid amendmentId,
        CancellationToken ct
    ) =>
        await session.Contracts.LockAsync(contractId, ct: ct) is { } contract
        && await session.Contracts.FindAsync(amendmentId, ct) is { Amendment: not null } amendment
        && await session.Contracts.WorkOfAsync(contractId, ct) is { } work
            ? (contract, amendment, work)
            : null;

    private async Task<Result> MoveAsync(IStudioSession session, Project project, Guid shootId, AmendmentTerms terms, CancellationToken ct)
    {
        if (await session.Schedules.FindAsync(shootId, ct: ct) is not { } shoot)
        {
            return Result.Ok;
        }

        var (before, day, stood) = (shoot.People, clock.DateOf(shoot.StartTime), shoot.Plan);
        var changed = shoot.Change(Moved(terms, stood), clock.Now);
        if (!changed.Succeeded)
        {
            return changed;
        }

        await session.Schedules.TakeTurnAsync([.. before.Union(shoot.People)], clock.Now, ct);
        await session.Schedules.RedeemHoldsAsync(project.CustomerId, shoot.People, shoot.BusyFrom, shoot.BusyTo, ct);
        if (shoot is { ScheduleType: ScheduleType.MainShoot, PhotographerId: { } main })
        {
            project.AssignPhotographer(main);
        }

        // Where the photographer is another one, the couple has just signed for them: nobody is a substitute any longer.
        await Substitutions.FollowAsync(session, project, shoot, shoot.PhotographerId, null, null, clock.Now, ct);
        session.Enqueue(new DayTaken(project.CustomerId, clock.DateOf(shoot.StartTime)));
        await ProjectPlan.ShootsChangedAsync(session, project, shoot, clock, ct);
        await CrewLetters.ChangedAsync(session, shoot, stood, clock, ct);
        session.Raise(new ShootChanged(shoot.Id, day));
        session.Raise(new ShootChanged(shoot.Id, clock.DateOf(shoot.StartTime)));
        return Result.Ok;
    }

    // Shoots of the wedding day move with it; a pre-wedding shoot on a day of its own stays where it is.
    private bool Moves(AmendmentTerms terms, Shoot shoot) => terms.MovesShoot && terms.Before?.Date == clock.DateOf(shoot.StartTime);

    private ShootPlan Moved(AmendmentTerms terms, ShootPlan plan)
    {
        var local = clock.Local(plan.Start);
        var shift = terms is { WeddingTime: { } to, Before.Time: { } from } ? to - from : TimeSpan.Zero;
        shift = shift > TimeSpan.FromHours(12) ? shift - TimeSpan.FromDays(1) : shift;
        var day = (terms.WeddingDate ?? terms.Before!.Date).ToDateTime(TimeOnly.FromDateTime(local.DateTime)) + shift;
        var start = clock.At(DateOnly.FromDateTime(day), TimeOnly.FromDateTime(day));

        // The salon stays where it is, wherever they marry.
        var venue = plan.Type is ScheduleType.MainShoot or ScheduleType.Ceremony or ScheduleType.Reception ? terms.WeddingVenue : null;
        return plan with
        {
            Start = start,
            End = start + (plan.End - plan.Start),
            Location = venue ?? plan.Location,
            Address = venue is null ? plan.Address : null,
            PhotographerId = plan.Type == ScheduleType.MainShoot ? terms.PhotographerId ?? plan.PhotographerId : plan.PhotographerId,
            AssistantIds = [.. plan.AssistantIds.Where(a => a != terms.PhotographerId)],
        };
    }

    private async Task<List<((Guid Person, Guid CustomerId) Who, DateTimeOffset From, DateTimeOffset To)>> NewTimesAsync(
        Actor actor,
        Guid amendmentId,
        CancellationToken ct
    )
    {
        await using var session = studio.Open(actor);
        if (
            await session.Contracts.FindAsync(amendmentId, ct) is not { Amendment: { } terms, AmendsId: { } contractId } amendment
            || await session.Contracts.WorkOfAsync(contractId, ct) is not { } work
        )
        {
            return [];
        }

        var times = new List<((Guid, Guid), DateTimeOffset, DateTimeOffset)>();
        foreach (var shoot in work.Shoots.Where(s => Moves(terms, s)))
        {
            var plan = Moved(terms, shoot.Plan);
            var kept = await session.Schedules.HeldForAsync(amendment.CustomerId, plan.BusyFrom, plan.BusyTo, ct);
            var isElsewhere = plan.BusyTo <= shoot.BusyFrom || plan.BusyFrom >= shoot.BusyTo;
            times.AddRange(
                plan.People.Where(p => isElsewhere || !shoot.People.Contains(p))
                    .Select(p => ((p, amendment.CustomerId), plan.BusyFrom, plan.BusyTo))
            );
        }

        return times;
    }

    private async Task ReleaseAsync(Actor actor, List<Guid> holds, CancellationToken ct)
    {
        foreach (var hold in holds)
        {
            await schedules.ReleaseHoldAsync(actor, hold, ct);
        }
    }
}
