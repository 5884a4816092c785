using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Venues;

/// <summary>The days that the studio keeps itself, over the ones that <see cref="KoreanCalendar"/> computes.</summary>
/// <param name="studio">Sessions.</param>
public sealed class HolidayService(IStudio studio)
{
    /// <summary>What stands beside each day of a time, the last one included, at most a year and a half; computed days alone for who may not see the studio's.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, DayMark>> MarksAsync(
        Actor actor,
        DateOnly from,
        DateOnly to,
        CancellationToken ct = default
    )
    {
        IReadOnlyList<StudioHoliday> own = [];
        if (actor.IsStaff || actor.IsSystem)
        {
            await using var session = studio.Open(actor);
            own = await session.Venues.HolidaysAsync(from, to, ct);
        }

        var days = Enumerable.Range(0, Math.Clamp(to.DayNumber - from.DayNumber + 1, 0, 550)).Select(from.AddDays);
        return days.ToDictionary(d => d, d => KoreanCalendar.Of(d, own.FirstOrDefault(h => h.Date == d)));
    }

    /// <summary>The studio's own days of a year.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<HolidayRow>>> YearAsync(Actor actor, int year, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var own = await session.Venues.HolidaysAsync(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), ct);
        var computed = KoreanCalendar.HolidaysOf(year);
        return Result.Of<IReadOnlyList<HolidayRow>>([
            .. own.Select(h => new HolidayRow(
                new HolidayDetails(h.Date, h.NameKo, h.NameEn, h.IsClosed),
                computed.TryGetValue(h.Date, out var name) ? name : null
            )),
        ]);
    }

    /// <summary>Enters a day, or writes it anew.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or as <see cref="StudioHoliday.Make"/> refuses.</returns>
    public async Task<Result> SaveAsync(Actor actor, HolidayDetails details, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Venues.HolidayAsync(details.Date, ct) is { } known)
        {
            var written = known.Write(details);
            if (!written.Succeeded)
            {
                return written;
            }
        }
        else
        {
            var made = StudioHoliday.Make(details);
            if (!made.Succeeded)
            {
                return made.Refusal;
            }

            session.Venues.Add(made.Value);
        }

        session.Raise(new HolidayChanged(details.Date));
        return await session.SaveAsync(ct);
    }

    /// <summary>Takes a day away: what is computed counts again. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result> RemoveAsync(Actor actor, DateOnly date, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Venues.HolidayAsync(date, ct) is not { } known)
        {
            return Result.Ok;
        }

        session.Venues.Remove(known);
        session.Raise(new HolidayChanged(date));
        return await session.SaveAsync(ct);
    }
}
