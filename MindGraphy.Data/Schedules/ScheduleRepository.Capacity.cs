using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
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
            b.held_only::int AS held_only, a.asked::int AS asked, a.promised::int AS promised
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
            SELECT count(*) FILTER (WHERE c.lead_status = 'proposal' AND NOT EXISTS (SELECT 1 FROM projects j WHERE j.customer_id = c.id)) AS asked,
                count(*) FILTER (WHERE c.lead_status = 'contracted' AND t.begins < w.ends AND t.ends > w.begins
                    AND NOT EXISTS (
                        SELECT 1 FROM projects j JOIN shooting_schedules s ON s.project_id = j.id
                        WHERE j.customer_id = c.id AND s.status <> 'cancelled' AND s.start_time < t.ends AND s.end_time > t.begins
                    )
                    AND NOT EXISTS (
                        SELECT 1 FROM person_bookings h
                        WHERE h.customer_id = c.id AND h.source = 'hold' AND h.status = 'booked' AND h.expires_at > @now
                            AND h.busy_from < t.ends AND h.busy_to > t.begins
                    )) AS promised
            FROM customers c
            CROSS JOIN LATERAL (
                SELECT (c.wedding_date + coalesce(c.wedding_time, @first) - @before) AT TIME ZONE @zone AS begins,
                    (c.wedding_date + coalesce(c.wedding_time, @last) + @after) AT TIME ZONE @zone AS ends
            ) t
            WHERE c.wedding_date = w.day AND c.lead_status IN ('proposal', 'contracted') AND c.merged_into_id IS NULL
        ) a
        """;

    private const int MostAsking = 100;

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
                new NpgsqlParameter("before", TimeSpan.FromHours(DayCapacity.HoursBefore)),
                new NpgsqlParameter("after", TimeSpan.FromHours(DayCapacity.HoursAfter)),
                new NpgsqlParameter("first", DayCapacity.DayBegins.AddHours(DayCapacity.HoursBefore)),
                new NpgsqlParameter("last", DayCapacity.DayEnds.AddHours(-DayCapacity.HoursAfter)),
                new NpgsqlParameter("zone", session.Clock.Zone.Id),
                new NpgsqlParameter("now", session.Clock.Now)
            )
            .ToListAsync(ct);
        return rows.ToDictionary(r => asked[r.Place - 1], r => r.Left);
    }

    public async Task<IReadOnlyList<Guid>> AskingForAsync(DateOnly day, Guid except, CancellationToken ct = default) =>
        await Db.Set<Customer>()
            .Where(c => c.WeddingDate == day && c.LeadStatus == LeadStatus.Proposal && c.MergedIntoId == null && c.Id != except)
            .Where(c => !Db.Set<Project>().Any(p => p.CustomerId == c.Id))
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .Take(MostAsking)
            .ToListAsync(ct);

    public Task<bool> HasShootAsync(Guid customerId, DateOnly day, TimeOnly? time, CancellationToken ct = default)
    {
        var (from, to) = Window((day, time));
        return Db.Set<Shoot>()
            .Where(s => s.Status != ShootStatus.Cancelled && s.StartTime < to && s.EndTime > from)
            .AnyAsync(s => Db.Set<Project>().Any(p => p.Id == s.ProjectId && p.CustomerId == customerId), ct);
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

    private sealed record CapacityRow(int Place, int Photographers, int Busy, int HeldOnly, int Asked, int Promised)
    {
        // Who is promised to a couple without a shoot yet is somebody of those who are free; where there are too few, of those who are only held.
        public DayCapacity Left
        {
            get
            {
                var free = Photographers - Busy - Promised;
                return new DayCapacity(Photographers, Math.Max(0, free), Math.Max(0, HeldOnly + Math.Min(0, free)), Asked);
            }
        }
    }
}
