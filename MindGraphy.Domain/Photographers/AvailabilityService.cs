using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Photographers;

/// <summary>The days of one person: away, hours, hours beside the usual ones. What a manager enters needs no request.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class AvailabilityService(IStudio studio, StudioClock clock)
{
    /// <summary>Days from one to another with what stands on each.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<PersonDay>>> DaysAsync(
        Actor actor,
        Guid personId,
        DateOnly first,
        DateOnly last,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var slots = (await session.Photographers.SlotsAsync(personId, first, last, ct)).ToLookup(s => s.Date);
        var (from, to) = (clock.At(first, TimeOnly.MinValue), clock.At(last.AddDays(1), TimeOnly.MinValue));
        var shoots = await session.Photographers.ShootsAsync(personId, from, to, ct);
        var days = new List<PersonDay>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var (begin, end) = (clock.At(day, TimeOnly.MinValue), clock.At(day.AddDays(1), TimeOnly.MinValue));
            days.Add(
                new PersonDay(
                    day,
                    [.. shoots.Where(s => s.From < end && s.To > begin)],
                    [.. slots[day].Where(s => !s.IsAvailable)],
                    [.. slots[day].Where(s => s.IsAvailable)]
                )
            );
        }

        return days;
    }

    /// <summary>Enters leave directly: whole days, or hours of one day. Days the person is away already stay as they are.</summary>
    /// <returns>
    /// What was entered, for <see cref="TakeBackAsync"/>. Refused with <see cref="NotAllowed"/>, <see cref="PersonNotBookable"/>,
    /// <see cref="LeaveCoversBookings"/>, <see cref="LeaveEndsBeforeItStarts"/>, <see cref="LeaveTooLong"/>, <see cref="HoursOfOneDayOnly"/> or
    /// <see cref="FieldTooLong"/>.
    /// </returns>
    public async Task<Result<LeaveEntered>> AwayAsync(Actor actor, Guid personId, LeaveAsk ask, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        if (LeaveRequest.Wrong(ask) is { } wrong)
        {
            return wrong;
        }

        await using var session = studio.Open(actor);
        if (!await session.Schedules.AreBookableAsync([personId], ct))
        {
            return new PersonNotBookable();
        }

        await session.Schedules.TakeTurnAsync([personId], clock.Now, ct);
        var extra = (await session.Photographers.SlotsAsync(personId, ask.FirstDay, ask.LastDay, ct)).Where(s => s.IsAvailable).ToList();
        var written = await LeaveDays.WriteAsync(session, personId, ask, null, clock, ct);
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded
            ? new LeaveEntered(
                personId,
                ask.FirstDay,
                ask.LastDay,
                [.. written.Select(w => w.Id)],
                [.. extra.Where(e => written.Any(w => w.Date == e.Date && w.TimeSlotStart == e.From))]
            )
            : await LeaveDays.ExplainAsync(studio, actor, saved.Refusal, personId, ask, clock, ct);
    }

    /// <summary>
    /// Takes leave back that was just entered, and the extra hours that gave way to it are what they were, but where something else begins with them by now.
    /// What was taken out meanwhile stays out; repeating it changes nothing.
    /// </summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="PhotographerNotFound"/>.</returns>
    public async Task<Result> TakeBackAsync(Actor actor, LeaveEntered entered, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        await session.Schedules.TakeTurnAsync([entered.PersonId], clock.Now, ct);
        if (await session.Photographers.FindAsync(entered.PersonId, null, ct) is not { } photographer)
        {
            return new PhotographerNotFound();
        }

        var days = await session.Photographers.DaysAsync(entered.PersonId, entered.FirstDay, entered.LastDay, ct);
        var gone = days.Where(d => !d.IsAvailable && entered.Entries.Contains(d.Id)).ToList();
        await LeaveDays.RemoveAsync(session, entered.PersonId, gone, clock, ct);
        foreach (var hours in entered.Extra.Where(e => gone.Exists(g => g.Date == e.Date && g.TimeSlotStart == e.From)))
        {
            // What was left of them goes on when the leave ends.
            var rest = days.FirstOrDefault(d => d.Id == hours.Id);
            if (days.Any(d => d != rest && !gone.Contains(d) && d.Date == hours.Date && d.TimeSlotStart == hours.From))
            {
                continue;
            }

            if (rest is not null)
            {
                session.Schedules.Remove(rest);
            }

            session.Photographers.Add(
                new PhotographerAvailability(photographer.Id, hours.Date, hours.From, hours.To, isAvailable: true, hours.Reason, clock.Now)
            );
        }

        return await session.SaveAsync(ct);
    }

    /// <summary>Enters hours beside the usual ones on each of these days; a second time changes nothing.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="PhotographerNotFound"/>, <see cref="LeaveEndsBeforeItStarts"/>,
    /// <see cref="LeaveTooLong"/>, <see cref="FieldTooLong"/>, or <see cref="LeaveBeginsThen"/> where leave begins at the same time.
    /// </returns>
    public async Task<Result> ExtraAsync(
        Actor actor,
        Guid personId,
        DateOnly first,
        DateOnly last,
        TimeOnly? from,
        TimeOnly? to,
        string? note,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        var ask = new LeaveAsk(first, last, null, null, LeaveKind.Personal, note);
        if (LeaveRequest.Wrong(ask) is { } wrong)
        {
            return wrong;
        }

        await using var session = studio.Open(actor);
        await session.Schedules.TakeTurnAsync([personId], clock.Now, ct);
        if (await session.Photographers.FindAsync(personId, null, ct) is not { } photographer)
        {
            return new PhotographerNotFound();
        }

        var known = await session.Photographers.SlotsAsync(personId, first, last, ct);
        if (known.Where(k => !k.IsAvailable && k.From == from).OrderBy(k => k.Date).FirstOrDefault() is { } away)
        {
            return new LeaveBeginsThen(away.Date);
        }

        foreach (
            var (day, _, _) in LeaveRequest
                .DaysOf(ask, clock)
                .Where(d => !known.Any(k => k.IsAvailable && k.Date == d.Day && k.From == from && k.To == to))
        )
        {
            // Hours that begin at the same time become the new ones.
            if (known.Any(k => k.IsAvailable && k.Date == day && k.From == from))
            {
                await session.Photographers.DropExtraAsync(photographer.Id, day, from, ct);
            }

            session.Photographers.Add(
                new PhotographerAvailability(photographer.Id, day, from, to, isAvailable: true, StudioText.Clean(note), clock.Now)
            );
            session.Raise(new PersonTimeChanged(personId, day));
        }

        return await session.SaveAsync(ct);
    }

    /// <summary>Takes leave and extra hours of these days out; a request for leave none of whose days is left is cancelled.</summary>
    /// <returns>The leave that was taken out, for <see cref="LeaveService.PutBackAsync"/>. Refused with <see cref="NotAllowed"/> or <see cref="LeaveTooLong"/>.</returns>
    public async Task<Result<LeaveTakenOut>> ClearAsync(
        Actor actor,
        Guid personId,
        DateOnly first,
        DateOnly last,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        if (last.DayNumber - first.DayNumber >= LeaveRequest.MostDays)
        {
            return new LeaveTooLong(LeaveRequest.MostDays);
        }

        await using var session = studio.Open(actor);
        await session.Schedules.TakeTurnAsync([personId], clock.Now, ct);
        var days = await session.Photographers.DaysAsync(personId, first, last, ct);
        var taken = await LeaveDays.RemoveAsync(session, personId, days, clock, ct);
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? taken : saved.Refusal;
    }
}
