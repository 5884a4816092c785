using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Photographers;

/// <summary>Writes leave into the days and takes it out again. Each day is an entry of its own, with the time that it takes.</summary>
internal static class LeaveDays
{
    /// <summary>
    /// Writes the days; those the person is away already stay as they are, and leave that begins with what is written is made longer by what is left.
    /// Their turn has been taken.
    /// </summary>
    /// <returns>The entries that were written.</returns>
    public static async Task<IReadOnlyList<PhotographerAvailability>> WriteAsync(
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
        var written = new List<PhotographerAvailability>();
        foreach (var (day, begin, end) in days)
        {
            var from = LeftFrom(taken, begin, end);
            if (from < end)
            {
                var entry = new LeaveDay(day, ask.From, to, why, requestId);
                written.Add(await AddAsync(session, personId, photographer.Id, entry, (begin, from, end), clock, ct));
            }
        }

        return written;
    }

    /// <summary>
    /// From when on leave is still to be written: where leave stands at its begin, from that one's end, as the seed has one entry for each begin; the
    /// end where none is left.
    /// </summary>
    /// <param name="taken">What keeps the person busy then.</param>
    /// <param name="begin">Begin of the leave.</param>
    /// <param name="end">Its end.</param>
    public static DateTimeOffset LeftFrom(IReadOnlyList<LeaveObstacle> taken, DateTimeOffset begin, DateTimeOffset end)
    {
        while (begin < end && taken.FirstOrDefault(t => t.Source == BookingSource.Leave && t.From <= begin && t.To > begin) is { } away)
        {
            begin = away.To;
        }

        return begin < end ? begin : end;
    }

    /// <summary>Adds one entry with the time that it takes, from where it is left.</summary>
    /// <param name="session">The session of the leave.</param>
    /// <param name="personId">Whose.</param>
    /// <param name="photographerId">Their row as a photographer.</param>
    /// <param name="day">The entry as it was asked for.</param>
    /// <param name="time">When it was to begin, from when it is left, and when it ends.</param>
    /// <param name="clock">The studio's clock.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<PhotographerAvailability> AddAsync(
        IStudioSession session,
        Guid personId,
        Guid photographerId,
        LeaveDay day,
        (DateTimeOffset Asked, DateTimeOffset From, DateTimeOffset To) time,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var from = time.From == time.Asked ? day.From : TimeOnly.FromDateTime(clock.Local(time.From).DateTime);
        await session.Photographers.YieldExtraAsync(photographerId, day.Date, from, day.To, ct);
        var leave = new PhotographerAvailability(
            photographerId,
            day.Date,
            from,
            day.To,
            isAvailable: false,
            day.Reason,
            clock.Now,
            day.RequestId
        );
        session.Schedules.Add(leave, PersonBooking.OnLeave(personId, leave.Id, time.From, time.To, clock.Now));
        session.Raise(new PersonTimeChanged(personId, day.Date));
        return leave;
    }

    /// <summary>Writes days as they stood; of those the person is away already only what is left is written. Their turn has been taken.</summary>
    public static async Task PutBackAsync(IStudioSession session, LeaveTakenOut taken, StudioClock clock, CancellationToken ct)
    {
        var photographer = await session.Schedules.PhotographerOfAsync(taken.PersonId, ct);
        foreach (var day in taken.Days)
        {
            var (begin, end) = Span(day, clock);
            await session.Schedules.YieldPrivateAsync(taken.PersonId, begin, end, ct);
            var from = LeftFrom(await session.Leave.ObstaclesAsync(taken.PersonId, begin, end, clock.Now, ct), begin, end);
            if (from < end)
            {
                await AddAsync(session, taken.PersonId, photographer.Id, day, (begin, from, end), clock, ct);
            }
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
        var inTheWay = taken
            .Where(t => t.Source != BookingSource.Leave || days.Any(d => t.From < d.End && t.To > LeftFrom(taken, d.Begin, d.End)))
            .ToList();
        return inTheWay.Count == 0 ? refusal : new LeaveCoversBookings(await session.Accounts.NameOfAsync(personId, ct) ?? "", inTheWay);
    }
}
