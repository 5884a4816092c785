using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using Npgsql;
using NpgsqlTypes;

namespace MindGraphy.Data.Feeds;

internal sealed partial class FeedRepository
{
    private const int MostClashes = 100;

    public void Add(BusyFeed feed) => Db.Add(feed);

    // The time it kept busy goes with it: the foreign key deletes it.
    public void Remove(BusyFeed feed) => Db.Remove(feed);

    public Task<BusyFeed?> FindBusyAsync(Guid id, CancellationToken ct = default) =>
        Db.Set<BusyFeed>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct);

    public async Task<BusyFeed?> LockBusyAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var locked = await Db.Set<BusyFeed>().FromSql($"SELECT * FROM busy_feeds WHERE id = {id} FOR NO KEY UPDATE").ToListAsync(ct);
        return locked.SingleOrDefault();
    }

    public async Task<IReadOnlyList<BusyRow>> BusyAsync(Guid personId, CancellationToken ct = default) =>
        await Db.Set<BusyFeed>()
            .AsNoTracking()
            .Where(f => f.PersonId == personId)
            .OrderBy(f => f.Name)
            .ThenBy(f => f.Id)
            .Select(f => new BusyRow(f.Id, f.Name, f.Host, f.ReadAt, f.TriedAt, f.Problem, f.Blocks, f.PassedOver))
            .ToListAsync(ct);

    public Task<int> CountBusyAsync(Guid personId, CancellationToken ct = default) =>
        Db.Set<BusyFeed>().CountAsync(f => f.PersonId == personId, ct);

    public async Task<IReadOnlyList<Guid>> ClaimDueAsync(DateTimeOffset now, DateTimeOffset next, int most, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);

        // Who has left is asked nothing any more.
        return await Db
            .Database.SqlQuery<Guid>(
                $"""
                UPDATE busy_feeds f SET due_at = {next}
                FROM (
                    SELECT b.id FROM busy_feeds b JOIN users u ON u.id = b.person_id
                    WHERE b.due_at <= {now} AND u.status = 'active' ORDER BY b.due_at LIMIT {most} FOR UPDATE OF b SKIP LOCKED
                ) due
                WHERE f.id = due.id RETURNING f.id AS "Value"
                """
            )
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<TakenTime>> TakenAsync(
        Guid personId,
        Guid exceptFeedId,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    ) =>
        await Db.Set<PersonBooking>()
            .AsNoTracking()
            .Where(b => b.PersonId == personId && b.Status == BookingStatus.Booked && b.BusyTo > from && b.BusyFrom < to)
            .Where(b => b.BusyFeedId == null || b.BusyFeedId != exceptFeedId)
            .OrderBy(b => b.BusyFrom)
            .Select(b => new TakenTime(b.BusyFrom, b.BusyTo, b.Source == BookingSource.Crew || b.Source == BookingSource.Hold))
            .ToListAsync(ct);

    public async Task<IReadOnlyCollection<DateOnly>> ReplaceAsync(
        BusyFeed feed,
        IReadOnlyList<Period> times,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var stood = await Db.Set<PersonBooking>()
            .AsNoTracking()
            .Where(b => b.BusyFeedId == feed.Id)
            .Select(b => new
            {
                b.Id,
                b.BusyFrom,
                b.BusyTo,
            })
            .ToListAsync(ct);
        var wanted = times.Select(t => (t.From, t.To)).ToHashSet();
        var gone = stood.Where(b => !wanted.Contains((b.BusyFrom, b.BusyTo))).ToList();
        var standing = stood.Select(b => (b.BusyFrom, b.BusyTo)).ToHashSet();
        var come = times.Where(t => !standing.Contains((t.From, t.To))).ToList();
        if (gone.Count > 0)
        {
            var ids = gone.ConvertAll(b => b.Id);
            await Db.Set<PersonBooking>().Where(b => ids.Contains(b.Id)).ExecuteDeleteAsync(ct);
        }

        if (come.Count > 0)
        {
            await Db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO person_bookings (id, person_id, source, busy_feed_id, busy_from, busy_to, status, overlap_allowed, created_at)
                SELECT t.id, @person, 'external', @feed, t.busy_from, t.busy_to, 'booked', false, @now
                FROM unnest(@ids, @froms, @tos) AS t(id, busy_from, busy_to)
                ON CONFLICT DO NOTHING
                """,
                [
                    new NpgsqlParameter("person", feed.PersonId),
                    new NpgsqlParameter("feed", feed.Id),
                    new NpgsqlParameter("now", now),
                    new NpgsqlParameter("ids", come.Select(_ => Ids.New()).ToArray()),
                    new NpgsqlParameter("froms", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz)
                    {
                        Value = come.Select(t => t.From.ToUniversalTime()).ToArray(),
                    },
                    new NpgsqlParameter("tos", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz)
                    {
                        Value = come.Select(t => t.To.ToUniversalTime()).ToArray(),
                    },
                ],
                ct
            );
        }

        return [.. gone.Select(b => b.BusyFrom).Concat(come.Select(t => t.From)).Select(session.Clock.DateOf).Distinct().Order()];
    }

    public async Task ReplaceClashesAsync(Guid feedId, IReadOnlyList<Period> clashes, CancellationToken ct = default)
    {
        await Db.Set<BusyClash>().Where(c => c.FeedId == feedId).ExecuteDeleteAsync(ct);
        Db.AddRange(clashes.Take(MostClashes).Select(c => new BusyClash(feedId, c.From.ToUniversalTime(), c.To.ToUniversalTime())));
    }

    public Task<bool> HasClashesAsync(Guid feedId, CancellationToken ct = default) =>
        Db.Set<BusyClash>().AnyAsync(c => c.FeedId == feedId, ct);

    public async Task<IReadOnlyList<ClashRow>> ClashesAsync(Guid? personId, DateTimeOffset now, CancellationToken ct = default)
    {
        var rows = await (
            from clash in Db.Set<BusyClash>().AsNoTracking()
            join feed in Db.Set<BusyFeed>() on clash.FeedId equals feed.Id
            join booking in Db.Set<PersonBooking>() on feed.PersonId equals booking.PersonId
            join shoot in Db.Set<Shoot>() on booking.ScheduleId equals shoot.Id
            join project in Db.Set<Project>() on shoot.ProjectId equals project.Id
            join couple in Db.Set<Customer>() on project.CustomerId equals couple.Id
            where personId == null || feed.PersonId == personId
            where booking.Status == BookingStatus.Booked && booking.Source == BookingSource.Crew
            where clash.BusyFrom < booking.BusyTo && clash.BusyTo > booking.BusyFrom && booking.BusyTo > now
            orderby booking.BusyFrom, clash.BusyFrom
            select new
            {
                feed.PersonId,
                Person = Db.Set<UserProfile>().Where(n => n.UserId == feed.PersonId).Select(PersonNames.Name).FirstOrDefault() ?? "",
                clash.BusyFrom,
                clash.BusyTo,
                ShootId = shoot.Id,
                Couple = couple.BrideName + " · " + couple.GroomName,
                ShootFrom = booking.BusyFrom,
                ShootTo = booking.BusyTo,
            }
        )
            .Take(MostClashes)
            .ToListAsync(ct);
        return [.. rows.Select(r => new ClashRow(r.PersonId, r.Person, r.BusyFrom, r.BusyTo, r.ShootId, r.Couple, r.ShootFrom, r.ShootTo))];
    }
}
