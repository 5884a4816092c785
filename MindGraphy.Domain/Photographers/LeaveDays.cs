using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Photographers;

/// <summary>Writes leave into the days and takes it out again. Each day is an entry of its own, with the time that it takes.</summary>
internal static class LeaveDays
{
    /// <summary>Writes the days; those the person is away already stay as they are. Their turn has been taken.</summary>
    public static async Task WriteAsync(
        IStudioSession session,
        Guid personId,
        LeaveAsk ask,
        Guid? requestId,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var photographer = await session.Schedules.PhotographerOfAsync(personId, ct);
        var days = LeaveRequest.DaysOf(ask, clock).ToList();
        await session.Schedules.YieldPrivateAsync(personId, days[0].Begin, days[^1].End, ct);
        var taken = await session.Leave.ObstaclesAsync(personId, days[0].Begin, days[^1].End, clock.Now, ct);
        var (why, to) = (StudioText.Clean(ask.Reason), ask.To == TimeOnly.MinValue ? null : ask.To);
        foreach (var (day, begin, end) in days.Where(d => !taken.Any(t => IsAway(t, d.Begin, d.End))))
        {
            await session.Photographers.YieldExtraAsync(photographer.Id, day, ask.From, to, ct);
            var leave = new PhotographerAvailability(photographer.Id, day, ask.From, to, isAvailable: false, why, clock.Now, requestId);
            session.Schedules.Add(leave, PersonBooking.OnLeave(personId, leave.Id, begin, end, clock.Now));
            session.Raise(new PersonTimeChanged(personId, day));
        }
    }

    /// <summary>Writes days as they stood; those the person is away already stay as they are. Their turn has been taken.</summary>
    public static async Task PutBackAsync(IStudioSession session, LeaveTakenOut taken, StudioClock clock, CancellationToken ct)
    {
        var photographer = await session.Schedules.PhotographerOfAsync(taken.PersonId, ct);
        foreach (var day in taken.Days)
        {
            var (begin, end) = Span(day, clock);
            await session.Schedules.YieldPrivateAsync(taken.PersonId, begin, end, ct);
            if ((await session.Leave.ObstaclesAsync(taken.PersonId, begin, end, clock.Now, ct)).Any(t => IsAway(t, begin, end)))
            {
                continue;
            }

            await session.Photographers.YieldExtraAsync(photographer.Id, day.Date, day.From, day.To, ct);
            var leave = new PhotographerAvailability(
                photographer.Id,
                day.Date,
                day.From,
                day.To,
                isAvailable: false,
                day.Reason,
                clock.Now,
                day.RequestId
            );
            session.Schedules.Add(leave, PersonBooking.OnLeave(taken.PersonId, leave.Id, begin, end, clock.Now));
            session.Raise(new PersonTimeChanged(taken.PersonId, day.Date));
        }
    }

    /// <summary>From when to when a day of leave keeps its person busy.</summary>
    public static (DateTimeOffset Begin, DateTimeOffset End) Span(LeaveDay day, StudioClock clock)
    {
        var ask = new LeaveAsk(day.Date, day.Date, day.From, day.To, LeaveKind.Personal, null);
        var (_, begin, end) = LeaveRequest.DaysOf(ask, clock).Single();
        return (begin, end);
    }

    /// <summary>What these entries are, to put them back: leave only, hours beside the usual ones are no leave.</summary>
    public static IReadOnlyList<LeaveDay> Of(IEnumerable<PhotographerAvailability> days) =>
        [
            .. days.Where(d => !d.IsAvailable)
                .OrderBy(d => d.Date)
                .Select(d => new LeaveDay(d.Date, d.TimeSlotStart, d.TimeSlotEnd, d.Reason, d.LeaveRequestId)),
        ];

    /// <summary>Takes entries out; a request all of whose days are gone is cancelled with them, and its photographer is told.</summary>
    public static async Task<LeaveTakenOut> RemoveAsync(
        IStudioSession session,
        Guid personId,
        IReadOnlyList<PhotographerAvailability> days,
        StudioClock clock,
        CancellationToken ct
    )
    {
        await session.Schedules.RereadPrivateAsync(personId, ct);
        foreach (var day in days)
        {
            session.Schedules.Remove(day);
            session.Raise(new PersonTimeChanged(personId, day.Date));
        }

        var approvals = new List<LeaveApproval>();
        var gone = days.Select(d => d.Id).ToHashSet();
        foreach (var requestId in days.Select(d => d.LeaveRequestId).OfType<Guid>().Distinct())
        {
            var left = await session.Photographers.DaysOfAsync(requestId, ct);
            if (
                left.All(d => gone.Contains(d.Id))
                && await session.Leave.LockAsync(requestId, ct) is { Status: LeaveStatus.Approved } request
            )
            {
                approvals.Add(request.Approval);
                request.Answer(LeaveStatus.Cancelled, session.Actor.UserId, null, clock.Now);
                if (session.Actor.UserId != personId)
                {
                    await LeaveLetters.ToPersonAsync(session, request, null, clock, ct);
                }

                session.Raise(new LeaveChanged(requestId, personId));
            }
        }

        return new LeaveTakenOut(personId, Of(days), approvals);
    }

    /// <summary>
    /// What stood in the way, all of it. The refused transaction is gone, so it is looked up in a session of its own and may be gone by then.
    /// </summary>
    public static async Task<Refusal> ExplainAsync(
        IStudio studio,
        Actor actor,
        Refusal refusal,
        Guid personId,
        LeaveAsk ask,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (refusal is not BookingOverlaps)
        {
            return refusal;
        }

        await using var session = studio.Open(actor);
        var days = LeaveRequest.DaysOf(ask, clock).ToList();
        var taken = await session.Leave.ObstaclesAsync(personId, days[0].Begin, days[^1].End, clock.Now, ct);
        var inTheWay = taken.Where(t => !days.Any(d => IsAway(t, d.Begin, d.End))).ToList();
        return inTheWay.Count == 0 ? refusal : new LeaveCoversBookings(await session.Accounts.NameOfAsync(personId, ct) ?? "", inTheWay);
    }

    private static bool IsAway(LeaveObstacle taken, DateTimeOffset begin, DateTimeOffset end) =>
        taken.Source == BookingSource.Leave && taken.From <= begin && taken.To >= end;
}
