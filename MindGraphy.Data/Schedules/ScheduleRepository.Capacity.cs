using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Schedules;
using Npgsql;
using NpgsqlTypes;

namespace MindGraphy.Data.Schedules;

internal sealed partial class ScheduleRepository
{
    // The windows come in as arrays, so that a board of hundreds of cards asks once. How far back a booking may begin is bounded as in Taken:
    // that is what lets the index of begins do the work.
    private const string CapacitySql = """
        WITH photographer AS (
            SELECT u.id FROM users u LEFT JOIN photographers p ON p.user_id = u.id
            WHERE u.role = 'photographer' AND u.status = 'active' AND p.availability_status IS DISTINCT FROM 'on_leave'
        )
        SELECT w.place::int AS place, (SELECT count(*) FROM photographer)::int AS photographers, b.busy::int AS busy,
            b.held_only::int AS held_only, a.asked::int AS asked
        FROM unnest(@days, @begins, @ends) WITH ORDINALITY AS w(day, begins, ends, place)
        CROSS JOIN LATERAL (
            SELECT count(*) AS busy, count(*) FILTER (WHERE NOT firm) AS held_only
            FROM (
                SELECT bool_or(b.source <> 'hold') AS firm
                FROM person_bookings b JOIN photographer p ON p.id = b.person_id
                WHERE b.status = 'booked' AND b.busy_from > w.begins - @longest AND b.busy_from < w.ends AND b.busy_to > w.begins
                    AND (b.source <> 'hold' OR b.expires_at > @now)
                GROUP BY b.person_id
            ) person
        ) b
        CROSS JOIN LATERAL (
            SELECT count(*) AS asked FROM customers c
            WHERE c.wedding_date = w.day AND c.lead_status = 'proposal'
                AND NOT EXISTS (SELECT 1 FROM projects j WHERE j.customer_id = c.id)
        ) a
        """;

    public async Task<IReadOnlyDictionary<(DateOnly Date, TimeOnly? Time), DayCapacity>> CapacityAsync(
        IReadOnlyCollection<(DateOnly Date, TimeOnly? Time)> days,
        CancellationToken ct = default
    )
    {
        if (days.Count == 0)
        {
            return new Dictionary<(DateOnly, TimeOnly?), DayCapacity>();
        }

        var asked = days.Distinct().ToArray();
        var windows = asked.Select(Window).ToArray();
        var rows = await Db
            .Database.SqlQueryRaw<CapacityRow>(
                CapacitySql,
                new NpgsqlParameter("days", asked.Select(d => d.Date).ToArray()),
                new NpgsqlParameter("begins", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz)
                {
                    Value = windows.Select(w => w.From).ToArray(),
                },
                new NpgsqlParameter("ends", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz) { Value = windows.Select(w => w.To).ToArray() },
                new NpgsqlParameter("longest", LongestBusy),
                new NpgsqlParameter("now", session.Clock.Now)
            )
            .ToListAsync(ct);
        return rows.ToDictionary(
            r => asked[r.Place - 1],
            r => new DayCapacity(r.Photographers, r.Photographers - r.Busy, r.HeldOnly, r.Asked)
        );
    }

    // At the very ends of the calendar an hour before or after does not exist; nobody marries there.
    private (DateTimeOffset From, DateTimeOffset To) Window((DateOnly Date, TimeOnly? Time) day)
    {
        var date = DateOnly.FromDayNumber(Math.Clamp(day.Date.DayNumber, 2, DateOnly.MaxValue.DayNumber - 2));
        if (day.Time is not { } time)
        {
            return (session.Clock.At(date, DayCapacity.DayBegins), session.Clock.At(date, DayCapacity.DayEnds));
        }

        var at = session.Clock.At(date, time);
        return (at.AddHours(-DayCapacity.HoursBefore), at.AddHours(DayCapacity.HoursAfter));
    }

    private sealed record CapacityRow(int Place, int Photographers, int Busy, int HeldOnly, int Asked);
}
