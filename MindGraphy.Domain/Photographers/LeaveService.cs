using System.Security.Cryptography;
using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Photographers;

/// <summary>
/// Photographers ask for leave and managers answer. Approving writes the days and the time they take in one transaction under the person's
/// turn: of leave and a shoot for one time, one wins and the other is told what stands in the way.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class LeaveService(IStudio studio, StudioClock clock)
{
    /// <summary>Template of the message to managers.</summary>
    public const string RequestedTemplate = "leave_requested";

    /// <summary>Template of the answer, and of leave that is not taken.</summary>
    public const string AnsweredTemplate = "leave_answered";

    private const string AskScope = "leave.ask";

    /// <summary>A photographer asks for leave; managers are written to.</summary>
    /// <param name="actor">The photographer.</param>
    /// <param name="ask">What.</param>
    /// <param name="idempotencyKey">One per opened form: a second press finds the first one's request.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The request's id. Refused as <see cref="LeaveRequest.Ask"/> does, and with <see cref="LeaveAlreadyAsked"/>,
    /// <see cref="PersonNotBookable"/>, <see cref="KeyUsedForAnother"/> or <see cref="NotAllowed"/>.
    /// </returns>
    public async Task<Result<Guid>> AskAsync(Actor actor, LeaveAsk ask, string idempotencyKey, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects) || actor.UserId is not { } me)
        {
            return new NotAllowed();
        }

        var asked = LeaveRequest.Ask(me, ask, clock);
        if (!asked.Succeeded)
        {
            return asked.Refusal;
        }

        var request = asked.Value;
        await using var session = studio.Open(actor);
        var once = await session.BeginOnceAsync(AskScope, idempotencyKey, Fingerprint(me, ask), ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.Reply is { } reply)
        {
            return Guid.Parse(reply);
        }

        if (!await session.Schedules.AreBookableAsync([me], ct))
        {
            return new PersonNotBookable();
        }

        // One after the other: of several that are written at once the constraint would let one wait for the other for ever.
        await session.Schedules.TakeTurnAsync([me], clock.Now, ct);
        session.Leave.Add(request);
        session.CompleteOnce(AskScope, idempotencyKey, request.Id.ToString());
        await LeaveLetters.ToManagersAsync(session, request, RequestedTemplate, clock, ct);
        session.Raise(new LeaveChanged(request.Id, me));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? request.Id : saved.Refusal;
    }

    /// <summary>One's own requests, those that wait first, and whether one may ask at all.</summary>
    public async Task<MyLeave> MineAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects) || actor.UserId is not { } me)
        {
            return new MyLeave(false, []);
        }

        await using var session = studio.Open(actor);
        return new MyLeave(await session.Schedules.AreBookableAsync([me], ct), await session.Leave.ListAsync(me, null, ct));
    }

    /// <summary>One's own shoots in the days one thinks of, so that a request that can't be approved is not made blindly.</summary>
    public async Task<IReadOnlyList<LeaveObstacle>> MyShootsAsync(Actor actor, LeaveAsk ask, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects) || actor.UserId is not { } me || LeaveRequest.Wrong(ask) is not null)
        {
            return [];
        }

        var days = LeaveRequest.DaysOf(ask, clock).ToList();
        await using var session = studio.Open(actor);
        var taken = await session.Leave.ObstaclesAsync(me, days[0].Begin, days[^1].End, clock.Now, ct);
        return [.. taken.Where(t => t.Source == BookingSource.Crew)];
    }

    /// <summary>Everybody's requests.</summary>
    /// <param name="actor">Who may answer them.</param>
    /// <param name="waiting">Only those that wait, or only the others; null for all.</param>
    /// <param name="onlyOf">Of one person.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<LeaveRow>>> ListAsync(
        Actor actor,
        bool? waiting,
        Guid? onlyOf = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return Result.Of(await session.Leave.ListAsync(onlyOf, waiting, ct));
    }

    /// <summary>How many requests wait for this actor's answer; 0 for who may not answer.</summary>
    public async Task<int> WaitingAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return 0;
        }

        await using var session = studio.Open(actor);
        return await session.Leave.WaitingAsync(ct);
    }

    /// <summary>Says yes: the person is away then.</summary>
    /// <returns>
    /// Refused with <see cref="LeaveCoversBookings"/>, which names everything in the way, <see cref="LeaveAlreadyAnswered"/>,
    /// <see cref="LeaveRequestNotFound"/>, <see cref="PersonNotBookable"/>, <see cref="FieldTooLong"/> or <see cref="NotAllowed"/>.
    /// </returns>
    public async Task<Result> ApproveAsync(Actor actor, Guid requestId, string? note, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Leave.PersonOfAsync(requestId, ct) is not { } person)
        {
            return new LeaveRequestNotFound();
        }

        await session.Schedules.TakeTurnAsync([person], clock.Now, ct);
        if (await session.Leave.LockAsync(requestId, ct) is not { } request)
        {
            return new LeaveRequestNotFound();
        }

        var moved = request.Answer(LeaveStatus.Approved, actor.UserId, note, clock.Now);
        if (!moved.Succeeded)
        {
            return moved;
        }

        if (!await session.Schedules.AreBookableAsync([person], ct))
        {
            return new PersonNotBookable();
        }

        await LeaveDays.WriteAsync(session, person, request.AsAsked, request.Id, clock, ct);
        await LeaveLetters.ToPersonAsync(session, request, note, clock, ct);
        session.Raise(new LeaveChanged(request.Id, person));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? saved : await LeaveDays.ExplainAsync(studio, actor, saved.Refusal, person, request.AsAsked, clock, ct);
    }

    /// <summary>Says no, with a reason.</summary>
    /// <returns>
    /// Refused with <see cref="AnswerNeedsReason"/>, <see cref="LeaveAlreadyAnswered"/>, <see cref="LeaveRequestNotFound"/>,
    /// <see cref="FieldTooLong"/> or <see cref="NotAllowed"/>.
    /// </returns>
    public async Task<Result> DeclineAsync(Actor actor, Guid requestId, string? reason, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Leave.LockAsync(requestId, ct) is not { } request)
        {
            return new LeaveRequestNotFound();
        }

        var moved = request.Answer(LeaveStatus.Declined, actor.UserId, reason, clock.Now);
        if (!moved.Succeeded)
        {
            return moved;
        }

        await LeaveLetters.ToPersonAsync(session, request, reason, clock, ct);
        session.Raise(new LeaveChanged(request.Id, request.PersonId));
        return await session.SaveAsync(ct);
    }

    /// <summary>The photographer takes their request back before an answer.</summary>
    /// <returns>Refused with <see cref="LeaveRequestNotFound"/>, also for somebody else's, or <see cref="LeaveAlreadyAnswered"/>.</returns>
    public async Task<Result> WithdrawAsync(Actor actor, Guid requestId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            !IsOwn(actor, await session.Leave.PersonOfAsync(requestId, ct))
            || await session.Leave.LockAsync(requestId, ct) is not { } request
        )
        {
            return new LeaveRequestNotFound();
        }

        var moved = request.Answer(LeaveStatus.Withdrawn, actor.UserId, null, clock.Now);
        if (!moved.Succeeded)
        {
            return moved;
        }

        session.Raise(new LeaveChanged(request.Id, request.PersonId));
        return await session.SaveAsync(ct);
    }

    /// <summary>
    /// Approved leave is not taken: its days from today on are free again; those that are over stay. The photographer may do it, and managers;
    /// the other side is written to.
    /// </summary>
    /// <returns>
    /// What was taken out, for <see cref="PutBackAsync"/>. Refused with <see cref="LeaveRequestNotFound"/>, also for somebody else's,
    /// <see cref="LeaveAlreadyAnswered"/>, <see cref="LeaveIsOver"/> or <see cref="FieldTooLong"/>.
    /// </returns>
    public async Task<Result<LeaveTakenOut>> CancelAsync(Actor actor, Guid requestId, string? note, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (await session.Leave.PersonOfAsync(requestId, ct) is not { } person || !(actor.May(Rights.Calendar) || IsOwn(actor, person)))
        {
            return new LeaveRequestNotFound();
        }

        await session.Schedules.TakeTurnAsync([person], clock.Now, ct);
        if (await session.Leave.LockAsync(requestId, ct) is not { } request)
        {
            return new LeaveRequestNotFound();
        }

        if (request.Status == LeaveStatus.Approved && request.LastDay < clock.Today)
        {
            return new LeaveIsOver();
        }

        var approval = request.Approval;
        var moved = request.Answer(LeaveStatus.Cancelled, actor.UserId, note, clock.Now);
        if (!moved.Succeeded)
        {
            return moved.Refusal;
        }

        var days = (await session.Photographers.DaysOfAsync(requestId, ct)).Where(d => d.Date >= clock.Today).ToList();
        foreach (var day in days)
        {
            session.Schedules.Remove(day);
            session.Raise(new PersonTimeChanged(person, day.Date));
        }

        // What their private calendar said of these days had given way.
        await session.Schedules.RereadPrivateAsync(person, ct);
        if (IsOwn(actor, person))
        {
            await LeaveLetters.ToManagersAsync(session, request, AnsweredTemplate, clock, ct);
        }
        else
        {
            await LeaveLetters.ToPersonAsync(session, request, note, clock, ct);
        }

        session.Raise(new LeaveChanged(request.Id, person));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? new LeaveTakenOut(person, LeaveDays.Of(days), [approval]) : saved.Refusal;
    }

    /// <summary>
    /// Puts leave back that was just taken out, day by day, and its request is approved as it was. Managers may do it, and the photographer who
    /// cancelled it; the other side is written to. Repeating it changes nothing.
    /// </summary>
    /// <param name="actor">Who takes it back.</param>
    /// <param name="taken">What was taken out.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="PersonAlreadyBooked"/>, which names what took the time, <see cref="LeaveRequestNotFound"/>,
    /// <see cref="LeaveAlreadyAnswered"/>, <see cref="LeaveAlreadyAsked"/> or <see cref="PersonNotBookable"/>.
    /// </returns>
    public async Task<Result> PutBackAsync(Actor actor, LeaveTakenOut taken, CancellationToken ct = default)
    {
        var manages = actor.May(Rights.Calendar);
        if (!manages && (!IsOwn(actor, taken.PersonId) || taken.Days.Any(d => taken.Approvals.All(a => a.RequestId != d.RequestId))))
        {
            return new LeaveRequestNotFound();
        }

        await using var session = studio.Open(actor);
        if (!await session.Schedules.AreBookableAsync([taken.PersonId], ct))
        {
            return new PersonNotBookable();
        }

        await session.Schedules.TakeTurnAsync([taken.PersonId], clock.Now, ct);
        var requests = taken.Days.Select(d => d.RequestId).OfType<Guid>().Union(taken.Approvals.Select(a => a.RequestId));
        foreach (var id in requests.Order().ToList())
        {
            if (
                await session.Leave.LockAsync(id, ct) is not { } request
                || request.PersonId != taken.PersonId
                || (!manages && request.DecidedById != actor.UserId)
            )
            {
                return new LeaveRequestNotFound();
            }

            var up = await TakeUpAsync(session, request, taken.Approvals.FirstOrDefault(a => a.RequestId == id), ct);
            if (!up.Succeeded)
            {
                return up;
            }
        }

        await LeaveDays.PutBackAsync(session, taken, clock, ct);
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded || saved.Refusal is not BookingOverlaps ? saved : await WhoTookItAsync(actor, taken, saved.Refusal, ct);
    }

    private async Task<Result> TakeUpAsync(IStudioSession session, LeaveRequest request, LeaveApproval? approval, CancellationToken ct)
    {
        if (request.Status == LeaveStatus.Approved)
        {
            return Result.Ok;
        }

        // A day of a request that somebody else ended meanwhile does not come back alone.
        if (approval is null)
        {
            return new LeaveAlreadyAnswered(request.Status);
        }

        var up = request.TakeUp(approval, clock.Now);
        if (!up.Succeeded)
        {
            return up;
        }

        if (IsOwn(session.Actor, request.PersonId))
        {
            await LeaveLetters.ToManagersAsync(session, request, AnsweredTemplate, clock, ct);
        }
        else
        {
            await LeaveLetters.ToPersonAsync(session, request, null, clock, ct);
        }

        session.Raise(new LeaveChanged(request.Id, request.PersonId));
        return Result.Ok;
    }

    // The refused transaction is gone, so it is looked up in a session of its own and may be gone by then.
    private async Task<Result> WhoTookItAsync(Actor actor, LeaveTakenOut taken, Refusal refusal, CancellationToken ct)
    {
        await using var session = studio.Open(actor);
        foreach (var (begin, end) in taken.Days.Select(d => LeaveDays.Span(d, clock)))
        {
            var clashes = await session.Schedules.ClashesAsync([taken.PersonId], begin, end, null, clock.Now, ct);
            if (clashes.FirstOrDefault(c => c.With.Source is not BookingSource.Leave) is { } clash)
            {
                return clash.With;
            }
        }

        return refusal;
    }

    private static bool IsOwn(Actor actor, Guid? person) => actor.May(Rights.Projects) && person is not null && actor.UserId == person;

    private static string Fingerprint(Guid person, LeaveAsk ask) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { person, ask })));
}
