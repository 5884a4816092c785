using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Venues;

namespace MindGraphy.Domain.Schedules;

/// <summary>
/// Who is where and when. Nobody is booked twice: the database refuses it whatever races, and what is refused is answered with the thing
/// that stands in the way. Whoever lacks <see cref="Rights.Calendar"/> reads their own entries only and changes none.
/// </summary>
/// <param name="studio">Opens sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ScheduleService(IStudio studio, StudioClock clock)
{
    private const string BookScope = "shoot.book";
    private const int MostOffered = 5;

    /// <summary>Books a crew for a project. The photographer of a main shoot becomes the project's.</summary>
    /// <param name="actor">Who books.</param>
    /// <param name="projectId">For which project.</param>
    /// <param name="plan">When, where and who.</param>
    /// <param name="idempotencyKey">One per opened dialog: a second press finds the first one's shoot.</param>
    /// <param name="overrideReason">Why the crew is booked although somebody is busy; null to refuse that. Needs <see cref="Rights.Overbook"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The shoot's id. Refused with <see cref="PersonAlreadyBooked"/>, with what <see cref="Shoot.Book"/> refuses,
    /// <see cref="PersonNotBookable"/>, <see cref="ProjectNotFound"/>, <see cref="KeyUsedForAnother"/> or <see cref="NotAllowed"/>.
    /// </returns>
    public async Task<Result<Guid>> BookAsync(
        Actor actor,
        Guid projectId,
        ShootPlan plan,
        string idempotencyKey,
        string? overrideReason = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar) || (overrideReason is not null && !actor.May(Rights.Overbook)))
        {
            return new NotAllowed();
        }

        var booked = Shoot.Book(projectId, plan, clock.Now);
        if (!booked.Succeeded)
        {
            return booked.Refusal;
        }

        var shoot = booked.Value;
        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync(
            BookScope,
            idempotencyKey,
            FormFingerprint.Of(
                new
                {
                    projectId,
                    plan,
                    overrideReason,
                }
            ),
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

        if (await session.Projects.LockAsync(projectId, ct) is not { } project)
        {
            return new ProjectNotFound();
        }

        if (!await session.Schedules.AreBookableAsync(shoot.People, ct))
        {
            return new PersonNotBookable();
        }

        if (await NoSuchPlaceAsync(session, plan, null, ct) is { } nowhere)
        {
            return nowhere;
        }

        var room = await MakeRoomAsync(session, project, shoot, shoot.People, overrideReason, ct);
        if (!room.Succeeded)
        {
            return room.Refusal;
        }

        // The contract may name somebody else than who is booked from the start.
        await Substitutions.FollowAsync(session, project, shoot, null, null, null, clock.Now, ct);
        session.Schedules.Add(shoot);
        await CrewLetters.ChangedAsync(session, shoot, null, clock, ct);
        session.CompleteOnce(BookScope, idempotencyKey, shoot.Id.ToString());
        session.Raise(new ShootBooked(shoot.Id, clock.DateOf(shoot.StartTime)));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? shoot.Id : await ExplainAsync(actor, saved.Refusal, shoot, ct);
    }

    /// <summary>Changes time, place or crew.</summary>
    /// <returns>Refused as <see cref="BookAsync"/> is, and with <see cref="ShootNotFound"/>, <see cref="ShootCannotMove"/> or <see cref="EditedElsewhere"/>.</returns>
    public async Task<Result> ChangeAsync(
        Actor actor,
        Guid shootId,
        ShootPlan plan,
        uint expectedVersion,
        string? overrideReason = null,
        CancellationToken ct = default
    ) => (await ReplanAsync(actor, shootId, _ => plan, expectedVersion, overrideReason, null, ct)).WithoutValue();

    /// <summary>Changes time and, where it was dragged to another person's column, hands.</summary>
    /// <returns>What it took away, for <see cref="DragBackAsync"/>. Refused as <see cref="ChangeAsync"/> is.</returns>
    public async Task<Result<ShootDragged>> DragAsync(
        Actor actor,
        Guid shootId,
        ShootDrag drag,
        uint expectedVersion,
        CancellationToken ct = default
    )
    {
        var dragged = await ReplanAsync(actor, shootId, plan => Dragged(plan, drag), expectedVersion, null, null, ct);
        return dragged.Value is { } done
            ? done with
            {
                Back = done.Back with { FromPersonId = drag.ToPersonId, ToPersonId = drag.FromPersonId },
            }
            : dragged;
    }

    /// <summary>
    /// A drag was a slip: time and hands are what they were, with what was agreed to be paid, what was noted, and what the couple had said to another
    /// photographer. What it knowingly stood beside before it may stand beside again.
    /// </summary>
    /// <param name="actor">Who takes it back.</param>
    /// <param name="shootId">Which shoot.</param>
    /// <param name="dragged">What the drag took away.</param>
    /// <param name="expectedVersion">Its version since.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused as <see cref="ChangeAsync"/> is.</returns>
    public async Task<Result> DragBackAsync(
        Actor actor,
        Guid shootId,
        ShootDragged dragged,
        uint expectedVersion,
        CancellationToken ct = default
    ) => (await ReplanAsync(actor, shootId, plan => Dragged(plan, dragged.Back), expectedVersion, null, dragged, ct)).WithoutValue();

    /// <summary>Moves the status by hand; calling off frees the crew and needs a reason.</summary>
    /// <returns>Refused with <see cref="ShootCannotMove"/>, <see cref="Customers.ReasonRequired"/>, <see cref="EditedElsewhere"/>, <see cref="ShootNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result> MoveAsync(
        Actor actor,
        Guid shootId,
        ShootStatus next,
        string? reason,
        uint expectedVersion,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var found =
            next == ShootStatus.Confirmed
                ? await session.Schedules.LockAsync(shootId, ct)
                : await session.Schedules.FindAsync(shootId, expectedVersion, ct);
        if (found is not { } shoot)
        {
            return new ShootNotFound();
        }

        // Confirming writes a yes for who has not answered. Under the row's lock nobody answers in between, and a no that came before is seen.
        if (next == ShootStatus.Confirmed && shoot.Version != expectedVersion)
        {
            return new EditedElsewhere();
        }

        var moved = shoot.MoveTo(next, reason, clock.Now);
        if (!moved.Succeeded)
        {
            return moved;
        }

        if (next == ShootStatus.Cancelled)
        {
            await CrewLetters.CalledOffAsync(session, shoot, StudioText.Clean(reason), clock, ct);
        }

        await ProjectPlan.ShootMovedAsync(session, shoot, clock, ct);
        session.Raise(new ShootChanged(shoot.Id, clock.DateOf(shoot.StartTime)));
        return await session.SaveAsync(ct);
    }

    /// <summary>Takes a calling off back: the shoot stands again with its crew, who are written to, unless their time was given away meanwhile.</summary>
    /// <param name="actor">Who takes it back.</param>
    /// <param name="shootId">Which shoot.</param>
    /// <param name="was">What it was before.</param>
    /// <param name="plan">The plan it had before.</param>
    /// <param name="expectedVersion">Its version since it was called off.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="PersonAlreadyBooked"/>, which names what took the time, and otherwise as <see cref="ChangeAsync"/> is. What it knowingly
    /// stood beside before it may stand beside again.
    /// </returns>
    public async Task<Result> BringBackAsync(
        Actor actor,
        Guid shootId,
        ShootStatus was,
        ShootPlan plan,
        uint expectedVersion,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Schedules.FindAsync(shootId, expectedVersion, ct) is not { } shoot)
        {
            return new ShootNotFound();
        }

        if (await session.Projects.LockAsync(shoot.ProjectId, ct) is not { } project)
        {
            return new ProjectNotFound();
        }

        if (!await session.Schedules.AreBookableAsync(plan.People, ct))
        {
            return new PersonNotBookable();
        }

        // Nothing changes a shoot that is off, so its last change is the calling off.
        var calledOff = shoot.UpdatedAt;
        var back = shoot.BringBack(was, plan, clock.Now);
        if (!back.Succeeded)
        {
            return back;
        }

        var room = await MakeRoomAsync(session, project, shoot, shoot.People, null, ct);
        if (!room.Succeeded)
        {
            return room;
        }

        await ProjectPlan.ShootBroughtBackAsync(session, project, shoot, calledOff, clock, ct);
        await StandBesideAgainAsync(session, shoot, ct);
        await CrewLetters.BroughtBackAsync(session, shoot, clock, ct);
        session.Raise(new ShootChanged(shoot.Id, clock.DateOf(shoot.StartTime)));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? saved : await ExplainAsync(actor, saved.Refusal, shoot, ct);
    }

    /// <summary>Keeps a person's time for a couple until it ends by itself or is booked.</summary>
    /// <returns>
    /// The hold's id. Refused with <see cref="PersonAlreadyBooked"/>, <see cref="PersonNotBookable"/>, <see cref="ShootEndsBeforeItStarts"/>,
    /// <see cref="ShootTooLong"/>, <see cref="HoldEndsInThePast"/>, <see cref="Customers.CustomerNotFound"/> or <see cref="NotAllowed"/>.
    /// </returns>
    public async Task<Result<Guid>> HoldAsync(
        Actor actor,
        Guid personId,
        Guid customerId,
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset expiresAt,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        var held = PersonBooking.Hold(personId, customerId, from, to, expiresAt, clock.Now);
        if (!held.Succeeded)
        {
            return held.Refusal;
        }

        var hold = held.Value;
        await using var session = studio.Open(actor);
        if (!await session.Schedules.CustomerExistsAsync(customerId, ct))
        {
            return new Customers.CustomerNotFound();
        }

        if (!await session.Schedules.AreBookableAsync([personId], ct))
        {
            return new PersonNotBookable();
        }

        await session.Schedules.TakeTurnAsync([personId], clock.Now, ct);
        session.Schedules.Add(hold);
        session.Raise(new PersonTimeChanged(personId, clock.DateOf(hold.BusyFrom)));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? hold.Id : await ExplainAsync(actor, saved.Refusal, [personId], hold.BusyFrom, hold.BusyTo, null, ct);
    }

    /// <summary>Lets a hold last longer or shorter.</summary>
    /// <returns>Refused with <see cref="HoldNotFound"/>, <see cref="HoldEndsInThePast"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result> ProlongHoldAsync(Actor actor, Guid holdId, DateTimeOffset expiresAt, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Schedules.LockHoldAsync(holdId, ct) is not { } hold)
        {
            return new HoldNotFound();
        }

        var prolonged = hold.Prolong(expiresAt, clock.Now);
        if (!prolonged.Succeeded)
        {
            return prolonged;
        }

        session.Raise(new PersonTimeChanged(hold.PersonId, clock.DateOf(hold.BusyFrom)));
        return await session.SaveAsync(ct);
    }

    /// <summary>Ends a hold before its time.</summary>
    /// <returns>Refused with <see cref="HoldNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result> ReleaseHoldAsync(Actor actor, Guid holdId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Schedules.FindHoldAsync(holdId, ct) is not { } hold)
        {
            return new HoldNotFound();
        }

        hold.Release();
        session.Raise(new PersonTimeChanged(hold.PersonId, clock.DateOf(hold.BusyFrom)));
        return await session.SaveAsync(ct);
    }

    /// <summary>Takes a release back: the hold stands again until the moment it had. Repeating it changes nothing.</summary>
    /// <returns>
    /// Refused with <see cref="PersonAlreadyBooked"/>, which names what took the time, <see cref="PersonNotBookable"/>,
    /// <see cref="HoldEndsInThePast"/>, <see cref="HoldNotFound"/> or <see cref="NotAllowed"/>.
    /// </returns>
    public async Task<Result> TakeUpHoldAsync(Actor actor, Guid holdId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Schedules.LockEndedHoldAsync(holdId, clock.Now, ct) is not { } hold)
        {
            return new HoldNotFound();
        }

        if (!await session.Schedules.AreBookableAsync([hold.PersonId], ct))
        {
            return new PersonNotBookable();
        }

        var up = hold.TakeUp(clock.Now);
        if (!up.Succeeded)
        {
            return up;
        }

        session.Raise(new PersonTimeChanged(hold.PersonId, clock.DateOf(hold.BusyFrom)));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? saved : await ExplainAsync(actor, saved.Refusal, [hold.PersonId], hold.BusyFrom, hold.BusyTo, null, ct);
    }

    /// <summary>Enters leave: a whole day in the studio's zone, or hours of it. Where leave begins then already, it goes on when that ends.</summary>
    /// <param name="actor">Who enters it.</param>
    /// <param name="personId">Whose leave.</param>
    /// <param name="date">The day.</param>
    /// <param name="from">From; null for the whole day.</param>
    /// <param name="to">To, after <paramref name="from"/>; null for the day's end.</param>
    /// <param name="reason">Why, at most <see cref="PhotographerAvailability.ReasonMaxLength"/> characters.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The leave's id. Refused with <see cref="PersonAlreadyBooked"/> where a shoot stands in the way, <see cref="PersonNotBookable"/>,
    /// <see cref="ShootEndsBeforeItStarts"/>, <see cref="FieldTooLong"/> or <see cref="NotAllowed"/>.
    /// </returns>
    public async Task<Result<Guid>> AddLeaveAsync(
        Actor actor,
        Guid personId,
        DateOnly date,
        TimeOnly? from,
        TimeOnly? to,
        string? reason,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        var why = StudioText.Clean(reason);
        if (why?.Length > PhotographerAvailability.ReasonMaxLength)
        {
            return new FieldTooLong("Reason", PhotographerAvailability.ReasonMaxLength);
        }

        var asked = clock.At(date, from ?? TimeOnly.MinValue);
        var ends = to is { } until ? clock.At(date, until) : clock.At(date.AddDays(1), TimeOnly.MinValue);
        if (ends <= asked)
        {
            return new ShootEndsBeforeItStarts();
        }

        await using var session = studio.Open(actor);
        if (!await session.Schedules.AreBookableAsync([personId], ct))
        {
            return new PersonNotBookable();
        }

        await session.Schedules.TakeTurnAsync([personId], clock.Now, ct);
        await session.Schedules.YieldPrivateAsync(personId, asked, ends, ct);
        var taken = await session.Leave.ObstaclesAsync(personId, asked, ends, clock.Now, ct);
        var begins = LeaveDays.LeftFrom(taken, asked, ends);
        if (begins >= ends)
        {
            return await ExplainAsync(actor, new BookingOverlaps(), [personId], asked, ends, null, ct);
        }

        var photographer = await session.Schedules.PhotographerOfAsync(personId, ct);
        var leave = await LeaveDays.AddAsync(
            session,
            personId,
            photographer.Id,
            new LeaveDay(date, from, to, why, null),
            (asked, begins, ends),
            clock,
            ct
        );
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? leave.Id : await ExplainAsync(actor, saved.Refusal, [personId], asked, ends, null, ct);
    }

    /// <summary>Takes a leave back; the person is free again. A request for leave none of whose days is left is cancelled.</summary>
    /// <returns>What was taken out, for <see cref="LeaveService.PutBackAsync"/>. Refused with <see cref="LeaveNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result<LeaveTakenOut>> RemoveLeaveAsync(Actor actor, Guid leaveId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Schedules.FindLeaveAsync(leaveId, ct) is not { } found)
        {
            return new LeaveNotFound();
        }

        var taken = await LeaveDays.RemoveAsync(session, found.PersonId, [found.Leave], clock, ct);
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? taken : saved.Refusal;
    }

    /// <summary>Ends holds that have run out. For a worker; repeating it changes nothing.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> ExpireHoldsAsync(CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        var released = await session.Schedules.ReleaseExpiredAsync(clock.Now, ct);
        foreach (var (person, from) in released)
        {
            session.Raise(new PersonTimeChanged(person, clock.DateOf(from)));
        }

        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? released.Count : 0;
    }

    /// <summary>What stands in the calendar in this time, by begin. Without <see cref="Rights.Calendar"/> the actor's own entries only.</summary>
    public async Task<IReadOnlyList<CalendarEntry>> CalendarAsync(
        Actor actor,
        DateTimeOffset from,
        DateTimeOffset to,
        CalendarFilter? filter = null,
        CancellationToken ct = default
    )
    {
        if (!MayRead(actor))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        var asked = filter ?? CalendarFilter.Everything;
        return await session.Schedules.CalendarAsync(
            from,
            to,
            actor.May(Rights.Leads) ? asked : asked with { WithInquiries = false },
            Own(actor),
            clock.Now,
            ct
        );
    }

    /// <summary>One shoot for its panel.</summary>
    /// <returns>Refused with <see cref="ShootNotFound"/>, also for a shoot of others.</returns>
    public async Task<Result<ShootDetail>> ShootAsync(Actor actor, Guid shootId, CancellationToken ct = default)
    {
        if (!MayRead(actor))
        {
            return new ShootNotFound();
        }

        await using var session = studio.Open(actor);
        return await session.Schedules.DetailAsync(shootId, Own(actor), ct) is { } shoot ? shoot : new ShootNotFound();
    }

    /// <summary>Who can be booked, and who could once.</summary>
    public async Task<IReadOnlyList<CrewMember>> CrewAsync(Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Schedules.CrewAsync(ct);
    }

    /// <summary>Who of the active crew is free at a time, and what keeps the others busy; of a shoot that is changed also who is in it and has left since.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="from">Busy from, the way there included.</param>
    /// <param name="to">Until.</param>
    /// <param name="exceptShootId">A shoot that is being changed: it does not stand in its own way.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Freedom>> FreeAsync(
        Actor actor,
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? exceptShootId = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        var crew = await session.Schedules.CrewAsync(ct);
        var busy =
            to > from
                ? await session.Schedules.BusyAsync(from, to, exceptShootId, clock.Now, ct)
                : new Dictionary<Guid, PersonAlreadyBooked>();
        var inIt = exceptShootId is { } changed && await session.Schedules.FindAsync(changed, ct: ct) is { } shoot ? shoot.People : [];
        return [.. crew.Where(p => p.IsActive || inIt.Contains(p.Id)).Select(p => new Freedom(p, busy.GetValueOrDefault(p.Id)))];
    }

    private static bool MayRead(Actor actor) => actor.May(Rights.Calendar) || actor.May(Rights.Projects);

    private static Guid? Own(Actor actor) => actor.May(Rights.Calendar) ? null : actor.UserId;

    private static ShootPlan Dragged(ShootPlan plan, ShootDrag drag)
    {
        var moved = plan with { Start = drag.Start, End = drag.End };
        return drag is { FromPersonId: { } from, ToPersonId: { } to } ? moved.Handed(from, to) : moved;
    }

    private async Task<Result<ShootDragged>> ReplanAsync(
        Actor actor,
        Guid shootId,
        Func<ShootPlan, ShootPlan> replan,
        uint expectedVersion,
        string? overrideReason,
        ShootDragged? undone,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Calendar) || (overrideReason is not null && !actor.May(Rights.Overbook)))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Schedules.FindAsync(shootId, expectedVersion, ct) is not { } shoot)
        {
            return new ShootNotFound();
        }

        var before = shoot.Plan;
        var replanned = await ReplanWithinAsync(session, shoot, replan, overrideReason, undone, ct);
        if (!replanned.Succeeded)
        {
            return replanned.Refusal;
        }

        await CrewLetters.ChangedAsync(session, shoot, before, clock, ct);
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? replanned : await ExplainAsync(actor, saved.Refusal, shoot, ct);
    }

    /// <summary>Changes a shoot's time, place or crew inside another act; the caller saves and explains a refusal.</summary>
    /// <param name="session">The session of the act.</param>
    /// <param name="shoot">The shoot.</param>
    /// <param name="replan">Makes the new plan of the present one.</param>
    /// <param name="overrideReason">Why the crew is booked although somebody is busy; null to refuse that.</param>
    /// <param name="undone">What a drag took away that this takes back; null where it takes none back.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What it took away. Refused as <see cref="ChangeAsync"/> is.</returns>
    internal async Task<Result<ShootDragged>> ReplanWithinAsync(
        IStudioSession session,
        Shoot shoot,
        Func<ShootPlan, ShootPlan> replan,
        string? overrideReason,
        ShootDragged? undone,
        CancellationToken ct
    )
    {
        var crew = shoot.Assignments.ToList();
        var own = session.Actor.UserId is { } who ? shoot.FormerWordOf(who) : null;
        var (main, type) = (shoot.PhotographerId, shoot.ScheduleType);
        var (before, day, stood) = (shoot.People, clock.DateOf(shoot.StartTime), shoot.Plan);
        var changed = shoot.Change(replan(shoot.Plan), clock.Now);
        if (!changed.Succeeded)
        {
            return changed.Refusal;
        }

        // What a change that is taken back has to bring back.
        var gone = crew.Where(a => !shoot.People.Contains(a.PersonId)).Select(a => new CrewKept(a.PersonId, a.Fee, a.FieldNote)).ToList();
        shoot.Restore((undone?.Crew ?? []).Where(k => !before.Contains(k.PersonId)));
        if (undone?.Own is { } said && session.Actor.UserId is { } me)
        {
            shoot.Recall(me, said, clock.Now);
        }

        // Who is on it already stays on it, also when they have left the studio since: only newcomers are asked about.
        if (!await session.Schedules.AreBookableAsync([.. shoot.People.Except(before)], ct))
        {
            return new PersonNotBookable();
        }

        if (await NoSuchPlaceAsync(session, shoot.Plan, stood, ct) is { } nowhere)
        {
            return nowhere;
        }

        if (await session.Projects.LockAsync(shoot.ProjectId, ct) is not { } project)
        {
            return new ProjectNotFound();
        }

        var room = await MakeRoomAsync(session, project, shoot, [.. before.Union(shoot.People)], overrideReason, ct);
        if (!room.Succeeded)
        {
            return room.Refusal;
        }

        if (undone is not null)
        {
            await StandBesideAgainAsync(session, shoot, ct);
        }

        var withdrawn = await Substitutions.FollowAsync(
            session,
            project,
            shoot,
            type == ScheduleType.MainShoot ? main : null,
            null,
            undone?.Withdrawn,
            clock.Now,
            ct
        );

        session.Raise(new ShootChanged(shoot.Id, clock.DateOf(shoot.StartTime)));
        if (clock.DateOf(shoot.StartTime) != day)
        {
            session.Raise(new ShootChanged(shoot.Id, day));
        }

        return new ShootDragged(new ShootDrag(stood.Start, stood.End), gone, withdrawn, own);
    }

    // Under the turn of everybody concerned: what is seen here to be in the way still is when the rows are written.
    private async Task<Result> MakeRoomAsync(
        IStudioSession session,
        Project project,
        Shoot shoot,
        IReadOnlyCollection<Guid> people,
        string? overrideReason,
        CancellationToken ct
    )
    {
        await session.Schedules.TakeTurnAsync(people, clock.Now, ct);
        await session.Schedules.RedeemHoldsAsync(project.CustomerId, shoot.People, shoot.BusyFrom, shoot.BusyTo, ct);
        if (overrideReason is not null && session.Actor.UserId is { } by)
        {
            var clashes = await session.Schedules.ClashesAsync(shoot.People, shoot.BusyFrom, shoot.BusyTo, shoot.Id, clock.Now, ct);
            if (clashes.Count > 0)
            {
                var allowed = shoot.Override([.. clashes.Select(c => c.PersonId)], overrideReason, by, clock.Now);
                if (!allowed.Succeeded)
                {
                    return allowed;
                }

                session.Schedules.Add(clashes.Select(c => new BookingOverride(shoot.Id, c, shoot.OverrideReason!, by, clock.Now)));
            }
        }

        if (shoot is { ScheduleType: ScheduleType.MainShoot, PhotographerId: { } main })
        {
            project.AssignPhotographer(main);
        }

        // A day may be full now for others who ask for it.
        if (shoot.People.Count > 0)
        {
            session.Enqueue(new DayTaken(project.CustomerId, clock.DateOf(shoot.StartTime)));
        }

        await ProjectPlan.ShootsChangedAsync(session, project, shoot, clock, ct);
        return Result.Ok;
    }

    // Nobody is asked anew about what was allowed before; what came meanwhile is not allowed by that, and the database refuses it.
    private async Task StandBesideAgainAsync(IStudioSession session, Shoot shoot, CancellationToken ct)
    {
        var allowed = await session.Schedules.OverridesAsync(shoot.Id, ct);
        if (allowed.Count == 0)
        {
            return;
        }

        var clashes = await session.Schedules.ClashesAsync(shoot.People, shoot.BusyFrom, shoot.BusyTo, shoot.Id, clock.Now, ct);
        if (clashes.Count > 0 && clashes.All(c => allowed.Any(o => o.Allowed(shoot.Id, c))))
        {
            shoot.Override([.. clashes.Select(c => c.PersonId)], allowed[^1].Reason, allowed[^1].OverriddenById, clock.Now);
        }
    }

    internal async Task<Refusal> ExplainAsync(Actor actor, Refusal refusal, Shoot shoot, CancellationToken ct)
    {
        if (refusal is GearOverlaps)
        {
            await using var look = studio.Open(actor);
            var away = await look.Gear.TakenAsync(shoot.BusyFrom, shoot.BusyTo, shoot.Id, ct);
            return shoot.Plan.GearIds!.Select(g => (Refusal?)away.GetValueOrDefault(g)).FirstOrDefault(r => r is not null) ?? refusal;
        }

        if (refusal is not RoomOverlaps || shoot.RoomId is not { } room)
        {
            return await ExplainAsync(actor, refusal, shoot.People, shoot.BusyFrom, shoot.BusyTo, shoot.Id, ct);
        }

        await using var session = studio.Open(actor);
        var taken = await session.Venues.TakenAsync(shoot.StartTime, shoot.EndTime, shoot.Id, ct);
        return (Refusal?)taken.GetValueOrDefault(room) ?? refusal;
    }

    // Only what is newly named is asked about: a venue that went, or a room that was put away, stays with the shoots that have it.
    private static async Task<Refusal?> NoSuchPlaceAsync(IStudioSession session, ShootPlan plan, ShootPlan? before, CancellationToken ct)
    {
        if (
            plan.VenueId is { } venue
            && (plan.VenueId, plan.HallId) != (before?.VenueId, before?.HallId)
            && !await session.Venues.ExistsAsync(venue, plan.HallId, ct)
        )
        {
            return new VenueNotFound();
        }

        if (
            plan.RoomId is { } room
            && room != before?.RoomId
            && !(await session.Venues.RoomsAsync(ct)).Any(r => r.Id == room && r.IsActive)
        )
        {
            return new RoomNotFound();
        }

        var newly = (plan.GearIds ?? []).Except(before?.GearIds ?? []).ToList();
        return await session.Gear.AreOfferedAsync(newly, ct) ? null : new GearNotFound();
    }

    // The refused transaction is gone, so what stood in the way is looked up in a session of its own. It may be gone by then.
    private async Task<Refusal> ExplainAsync(
        Actor actor,
        Refusal refusal,
        IReadOnlyCollection<Guid> people,
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? exceptShootId,
        CancellationToken ct
    )
    {
        if (refusal is not BookingOverlaps)
        {
            return refusal;
        }

        await using var session = studio.Open(actor);
        var clashes = await session.Schedules.ClashesAsync(people, from, to, exceptShootId, clock.Now, ct);
        if (clashes.Count == 0)
        {
            return refusal;
        }

        // Who else could come is asked at once: it is the next question.
        var busy = await session.Schedules.BusyAsync(from, to, exceptShootId, clock.Now, ct);
        var free = (await session.Schedules.CrewAsync(ct)).Where(p => p.IsActive && !busy.ContainsKey(p.Id)).Select(p => p.Name);
        return clashes[0].With with { Free = string.Join(", ", free.Take(MostOffered)) };
    }
}
