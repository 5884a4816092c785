using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Schedules;

/// <summary>
/// What the crew does with a shoot: says yes or no, comes and goes, notes, hands its place on. Everybody acts for themselves here; whoever has
/// <see cref="Rights.Calendar"/> decides over swaps. What the field says is never refused for another's save: the row is locked.
/// </summary>
/// <param name="studio">Opens sessions.</param>
/// <param name="schedules">Changes crews.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class CrewService(IStudio studio, ScheduleService schedules, StudioClock clock)
{
    /// <summary>Everything a crew works from. Phones are shown to the crew from a week before to two days after, to managers always.</summary>
    /// <returns>Refused with <see cref="ShootNotFound"/>, also for a shoot of others.</returns>
    public async Task<Result<DaySheet>> SheetAsync(Actor actor, Guid shootId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects) && !actor.May(Rights.Calendar))
        {
            return new ShootNotFound();
        }

        await using var session = studio.Open(actor);
        return await session.Schedules.SheetAsync(shootId, actor.May(Rights.Calendar) ? null : actor.UserId, ct) is { } sheet
            ? sheet
            : new ShootNotFound();
    }

    /// <summary>What the actor said to each of their shoots that begin in this time.</summary>
    public async Task<IReadOnlyDictionary<Guid, CrewAnswer>> AnswersAsync(
        Actor actor,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    )
    {
        if (actor.UserId is not { } me)
        {
            return new Dictionary<Guid, CrewAnswer>();
        }

        await using var session = studio.Open(actor);
        return await session.Schedules.AnswersAsync(me, from, to, ct);
    }

    /// <summary>How much waits for the actor's own answer.</summary>
    public async Task<CrewWaiting> WaitingAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.UserId is not { } me || !actor.May(Rights.Projects))
        {
            return default;
        }

        await using var session = studio.Open(actor);
        return await session.Schedules.WaitingAsync(me, clock.Now, ct);
    }

    /// <summary>The shoots that wait for the actor's own answer, next first.</summary>
    public async Task<IReadOnlyList<CrewRequest>> RequestsAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.UserId is not { } me || !actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Schedules.RequestsAsync(me, clock.Now, ct);
    }

    /// <summary>Says yes, or no with a reason; of a no the managers are told.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="shootId">The shoot.</param>
    /// <param name="answer">Yes or no.</param>
    /// <param name="reason">Why not.</param>
    /// <param name="read">When and where it was on the screen: an answer to what it is not any more is none, and they are still written to. Null for not known.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused as <see cref="Shoot.Answer"/> refuses, with <see cref="ShootReadOtherwise"/>, and with <see cref="ShootNotFound"/> for a shoot of others.
    /// </returns>
    public Task<Result> AnswerAsync(
        Actor actor,
        Guid shootId,
        CrewAnswer answer,
        string? reason,
        ShootRead? read = null,
        CancellationToken ct = default
    ) =>
        ActAsync(
            actor,
            shootId,
            (shoot, me) =>
                read is not null && read != shoot.Read
                    ? new ShootReadOtherwise(new Period(shoot.StartTime, shoot.EndTime), shoot.Location)
                    : shoot.Answer(me, answer, reason, clock.Now),
            ct,
            async (session, shoot, me) =>
            {
                await CrewLetters.AnsweredAsync(session, shoot, me, ct);
                if (answer == CrewAnswer.Declined)
                {
                    await CrewLetters.DeclinedAsync(session, shoot, me, StudioText.Clean(reason)!, clock, ct);
                }
            }
        );

    /// <summary>Tells that one came, or is done. Safe to repeat: the first word stands.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="shootId">The shoot.</param>
    /// <param name="leaves">False for coming, true for going.</param>
    /// <param name="at">When, by their device.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused as <see cref="Shoot.CheckIn"/> refuses, and with <see cref="ShootNotFound"/> for a shoot of others.</returns>
    public Task<Result> CheckAsync(Actor actor, Guid shootId, bool leaves, DateTimeOffset at, CancellationToken ct = default) =>
        ActAsync(actor, shootId, (shoot, me) => leaves ? shoot.CheckOut(me, at, clock.Now) : shoot.CheckIn(me, at, clock.Now), ct);

    /// <summary>Writes one's note from the field; empty takes it away.</summary>
    /// <returns>Refused as <see cref="Shoot.NoteFrom"/> refuses, and with <see cref="ShootNotFound"/> for a shoot of others.</returns>
    public Task<Result> NoteAsync(Actor actor, Guid shootId, string? note, CancellationToken ct = default) =>
        ActAsync(actor, shootId, (shoot, me) => shoot.NoteFrom(me, note), ct);

    /// <summary>Says that something has to be photographed again, or (null) that it has not.</summary>
    /// <returns>Refused as <see cref="Shoot.Retake"/> refuses, and with <see cref="ShootNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result> RetakeAsync(Actor actor, Guid shootId, string? reason, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Schedules.LockAsync(shootId, ct) is not { } shoot)
        {
            return new ShootNotFound();
        }

        var said = shoot.Retake(reason, clock.Now);
        if (!said.Succeeded)
        {
            return said;
        }

        session.Raise(new ShootChanged(shoot.Id, clock.DateOf(shoot.StartTime)));
        return await session.SaveAsync(ct);
    }

    /// <summary>
    /// Takes the last step of a shoot in the field back: its end, or its begin. Why, and by whom, stands in the couple's timeline.
    /// </summary>
    /// <param name="actor">Who takes it back.</param>
    /// <param name="shootId">Which shoot.</param>
    /// <param name="step">The status that they mean to take back: completed for its end, in progress for its begin.</param>
    /// <param name="reason">Why.</param>
    /// <param name="expectedVersion">The version that the screen read.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused as <see cref="Shoot.TakeBack"/> and <see cref="Project.ShootTakenBack"/> refuse, and with <see cref="EditedElsewhere"/>,
    /// <see cref="ShootNotFound"/> or <see cref="NotAllowed"/>.
    /// </returns>
    public async Task<Result> TakeBackAsync(
        Actor actor,
        Guid shootId,
        ShootStatus step,
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
        if (await session.Schedules.LockWithCrewAsync(shootId, ct) is not { } shoot)
        {
            return new ShootNotFound();
        }

        // Two who take back the same step take back one. The version alone does not tell: a live screen has the new one under a form for the old step.
        if (shoot.Version != expectedVersion || shoot.Status != step)
        {
            return new EditedElsewhere();
        }

        var was = shoot.Status;
        var taken = shoot.TakeBack(reason, clock.Now);
        if (!taken.Succeeded)
        {
            return taken;
        }

        var project = await ProjectPlan.ShootTakenBackAsync(session, shoot, was == ShootStatus.Completed, clock, ct);
        if (!project.Succeeded)
        {
            return project.Refusal;
        }

        var said = CrewLetters.TakenBack(shoot, was, StudioText.Clean(reason)!, clock);
        var line = Activity.Write(project.Value.CustomerId, ActivityKind.Note, null, said, actor.UserId, clock.Now);
        if (!line.Succeeded)
        {
            return line.Refusal;
        }

        session.Customers.Add(line.Value);
        session.Raise(new CustomerChanged(project.Value.CustomerId));
        session.Raise(new ShootChanged(shoot.Id, clock.DateOf(shoot.StartTime)));
        return await session.SaveAsync(ct);
    }

    /// <summary>Offers one's place on a shoot to a colleague, or (null) to whoever can.</summary>
    /// <returns>
    /// The swap's id. Refused as <see cref="ShootSwap.Offer"/> refuses, with <see cref="SwapAlreadyOpen"/>, <see cref="PersonNotBookable"/>,
    /// <see cref="ShootCannotMove"/> once it began, or <see cref="ShootNotFound"/> for a shoot of others.
    /// </returns>
    public async Task<Result<Guid>> OfferSwapAsync(Actor actor, Guid shootId, Guid? to, string? reason, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (actor.UserId is not { } me || await session.Schedules.LockAsync(shootId, ct) is not { } shoot || !shoot.People.Contains(me))
        {
            return new ShootNotFound();
        }

        if (shoot.Status is not (ShootStatus.Scheduled or ShootStatus.Confirmed))
        {
            return new ShootCannotMove(shoot.Status, ShootStatus.Scheduled);
        }

        if (to is { } colleague && (shoot.People.Contains(colleague) || !await session.Schedules.AreBookableAsync([colleague], ct)))
        {
            return colleague == me ? new SwapWithOneself() : new PersonNotBookable();
        }

        var offered = ShootSwap.Offer(shootId, me, to, reason, clock.Now);
        if (!offered.Succeeded)
        {
            return offered.Refusal;
        }

        session.Schedules.Add(offered.Value);
        await CrewLetters.SwapAskedAsync(session, offered.Value, shoot, clock, ct);
        session.Raise(new SwapChanged(offered.Value.Id, shootId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? offered.Value.Id : saved.Refusal;
    }

    /// <summary>Swaps that concern the actor: their own, those they may take, and for a manager all that wait.</summary>
    public async Task<IReadOnlyList<SwapRow>> SwapsAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.UserId is not { } me || !(actor.May(Rights.Projects) || actor.May(Rights.Calendar)))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Schedules.SwapsAsync(actor.May(Rights.Calendar) ? null : me, clock.Now, ct);
    }

    /// <summary>Takes a place that a colleague offers.</summary>
    /// <returns>Refused as <see cref="ShootSwap.Accept"/> refuses, and with <see cref="SwapNotFound"/>, <see cref="PersonNotBookable"/> or <see cref="PersonAlreadyBooked"/>.</returns>
    public async Task<Result> AcceptSwapAsync(Actor actor, Guid swapId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor.UserId is not { } me
            || await session.Schedules.LockSwapAsync(swapId, ct) is not { } swap
            || await session.Schedules.FindAsync(swap.ScheduleId, ct: ct) is not { } shoot
        )
        {
            return new SwapNotFound();
        }

        if (!shoot.People.Contains(swap.FromPersonId))
        {
            return new NotInCrew();
        }

        if (shoot.People.Contains(me) || !await session.Schedules.AreBookableAsync([me], ct))
        {
            return new PersonNotBookable();
        }

        var clashes = await session.Schedules.ClashesAsync([me], shoot.BusyFrom, shoot.BusyTo, shoot.Id, clock.Now, ct);
        if (clashes.Count > 0)
        {
            return clashes[0].With;
        }

        var accepted = swap.Accept(me, clock.Now);
        if (!accepted.Succeeded)
        {
            return accepted;
        }

        await CrewLetters.SwapWaitsAsync(session, swap, shoot, clock, ct);
        session.Raise(new SwapChanged(swap.Id, shoot.Id));
        return await session.SaveAsync(ct);
    }

    /// <summary>Takes one's own offer back.</summary>
    /// <returns>Refused with <see cref="SwapNotFound"/> for another's or <see cref="SwapDecided"/>.</returns>
    public Task<Result> WithdrawSwapAsync(Actor actor, Guid swapId, CancellationToken ct = default) =>
        DecideAsync(actor, swapId, SwapStatus.Withdrawn, null, swap => swap.FromPersonId == actor.UserId, ct);

    /// <summary>Says no: who was asked, who had taken it, or a manager.</summary>
    /// <returns>Refused with <see cref="SwapNotFound"/> for others or <see cref="SwapDecided"/>.</returns>
    public Task<Result> DeclineSwapAsync(Actor actor, Guid swapId, string? note, CancellationToken ct = default) =>
        DecideAsync(
            actor,
            swapId,
            SwapStatus.Declined,
            note,
            swap => actor.May(Rights.Calendar) || swap.ToPersonId == actor.UserId || swap.AcceptedById == actor.UserId,
            ct
        );

    /// <summary>The studio agrees: the crew is changed in the same transaction. A couple that was promised the first one is to be asked.</summary>
    /// <returns>
    /// Refused with <see cref="SwapNotFound"/>, <see cref="SwapDecided"/>, <see cref="NotAllowed"/>, or as a change of the crew is: the colleague
    /// may have been booked meanwhile.
    /// </returns>
    public async Task<Result> ApproveSwapAsync(Actor actor, Guid swapId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar) || actor.UserId is not { } me)
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.Schedules.LockSwapAsync(swapId, ct) is not { } swap
            || await session.Schedules.LockAsync(swap.ScheduleId, ct) is not { } shoot
        )
        {
            return new SwapNotFound();
        }

        // The manager may have changed the crew since: there is no place to hand on any more.
        if (!shoot.People.Contains(swap.FromPersonId))
        {
            return new NotInCrew();
        }

        var approved = swap.Decide(SwapStatus.Approved, me, null, clock.Now);
        if (!approved.Succeeded)
        {
            return approved;
        }

        var (taker, said) = (swap.AcceptedById!.Value, swap.AcceptedAt!.Value);
        var stands = shoot.StandsSince(said);
        var changed = await schedules.ReplanWithinAsync(session, shoot, plan => plan.Replaced(swap.FromPersonId, taker), null, null, ct);
        if (!changed.Succeeded)
        {
            return changed.Refusal;
        }

        // Taking the place was their yes, to the time that it had then.
        if (stands)
        {
            shoot.Recall(taker, new CrewWord(CrewAnswer.Accepted, said, null), clock.Now);
        }

        await CrewLetters.HandedOnAsync(session, swap, ct);
        await CrewLetters.SwapDecidedAsync(session, swap, shoot, clock, ct);
        session.Raise(new SwapChanged(swap.Id, shoot.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? saved : await schedules.ExplainAsync(actor, saved.Refusal, shoot, ct);
    }

    /// <summary>A project's day for its form. It is made of phones and of what the crew tells each other: who only retouches gets none of it.</summary>
    /// <returns>Refused with <see cref="ProjectNotFound"/>, also for a project of others, or with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<WeddingDayView>> DayAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (!actor.May(Rights.Projects) || await session.Projects.FindAsync(projectId, ct: ct) is null)
        {
            return new ProjectNotFound();
        }

        return await session.Schedules.MayCallAsync(projectId, ct) ? await session.Schedules.DayAsync(projectId, ct) : new NotAllowed();
    }

    /// <summary>Writes a project's day as a whole.</summary>
    /// <returns>Refused as <see cref="WeddingDetails.Write"/> refuses, and with <see cref="EditedElsewhere"/>, <see cref="ProjectNotFound"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result> WriteDayAsync(
        Actor actor,
        Guid projectId,
        WeddingDetailsForm form,
        uint? expectedVersion,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Projects.LockAsync(projectId, ct) is null)
        {
            return new ProjectNotFound();
        }

        var details = await session.Schedules.DetailsOfAsync(projectId, expectedVersion, ct);

        // Somebody saved the first version while this screen showed an empty form.
        if (expectedVersion is null && details.Version != 0)
        {
            return new EditedElsewhere();
        }

        var written = details.Write(form, clock.Now);
        if (!written.Succeeded)
        {
            return written;
        }

        session.Raise(new ProjectChanged(projectId));
        return await session.SaveAsync(ct);
    }

    private async Task<Result> ActAsync(
        Actor actor,
        Guid shootId,
        Func<Shoot, Guid, Result> act,
        CancellationToken ct,
        Func<IStudioSession, Shoot, Guid, Task>? tell = null
    )
    {
        await using var session = studio.Open(actor);
        if (actor.UserId is not { } me || await session.Schedules.LockAsync(shootId, ct) is not { } shoot || !shoot.People.Contains(me))
        {
            return new ShootNotFound();
        }

        var done = act(shoot, me);
        if (!done.Succeeded)
        {
            return done;
        }

        if (tell is not null)
        {
            await tell(session, shoot, me);
        }

        await ProjectPlan.ShootMovedAsync(session, shoot, clock, ct);
        session.Raise(new ShootChanged(shoot.Id, clock.DateOf(shoot.StartTime)));
        return await session.SaveAsync(ct);
    }

    private async Task<Result> DecideAsync(
        Actor actor,
        Guid swapId,
        SwapStatus next,
        string? note,
        Func<ShootSwap, bool> may,
        CancellationToken ct
    )
    {
        await using var session = studio.Open(actor);
        if (actor.UserId is not { } me || await session.Schedules.LockSwapAsync(swapId, ct) is not { } swap || !may(swap))
        {
            return new SwapNotFound();
        }

        var decided = swap.Decide(next, me, note, clock.Now);
        if (!decided.Succeeded)
        {
            return decided;
        }

        if (next == SwapStatus.Declined && await session.Schedules.FindAsync(swap.ScheduleId, ct: ct) is { } shoot)
        {
            await CrewLetters.SwapDecidedAsync(session, swap, shoot, clock, ct);
        }

        session.Raise(new SwapChanged(swap.Id, swap.ScheduleId));
        return await session.SaveAsync(ct);
    }
}
