using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Schedules;

internal sealed partial class ScheduleRepository(StudioSession session) : IScheduleRepository
{
    // "PERS": the advisory locks of people keep out of the way of anybody else's.
    private const int PersonLocks = 0x50455253;

    // Nothing is longer than a day, nor a way longer than its limit: so far back an index has to look for what still reaches into a time.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(Shoot.MaxHours);
    private static readonly TimeSpan LongestBusy = Longest + TimeSpan.FromMinutes(Shoot.MaxTravelMinutes);

    private StudioDbContext Db => session.Db;

    public async Task<Shoot?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
    {
        var shoot = await Db.Set<Shoot>().Include(s => s.Crew).SingleOrDefaultAsync(s => s.Id == id, ct);
        if (shoot is not null)
        {
            session.Expect(shoot, expectedVersion);
        }

        return shoot;
    }

    public Task<PersonBooking?> FindHoldAsync(Guid id, CancellationToken ct = default) =>
        Db.Set<PersonBooking>()
            .SingleOrDefaultAsync(b => b.Id == id && b.Source == BookingSource.Hold && b.Status == BookingStatus.Booked, ct);

    public async Task<(PhotographerAvailability Leave, Guid PersonId)?> FindLeaveAsync(Guid id, CancellationToken ct = default)
    {
        var found = await Db.Set<PhotographerAvailability>()
            .Where(a => a.Id == id && !a.IsAvailable)
            .Join(Db.Set<Photographer>(), a => a.PhotographerId, p => p.Id, (a, p) => new { Leave = a, p.UserId })
            .SingleOrDefaultAsync(ct);
        return found is null ? null : (found.Leave, found.UserId);
    }

    public async Task<Photographer> PhotographerOfAsync(Guid personId, CancellationToken ct = default)
    {
        if (await Db.Set<Photographer>().SingleOrDefaultAsync(p => p.UserId == personId, ct) is { } known)
        {
            return known;
        }

        var photographer = new Photographer(personId, null, [], session.Clock.Now);
        Db.Add(photographer);
        return photographer;
    }

    public async Task<bool> AreBookableAsync(IReadOnlyCollection<Guid> people, CancellationToken ct = default) =>
        people.Count == 0
        || await Crew().CountAsync(u => people.Contains(u.Id) && u.Status == UserStatus.Active, ct) == people.Distinct().Count();

    public Task<bool> CustomerExistsAsync(Guid customerId, CancellationToken ct = default) =>
        Db.Set<Customer>().AnyAsync(c => c.Id == customerId, ct);

    public async Task TakeTurnAsync(IReadOnlyCollection<Guid> people, DateTimeOffset now, CancellationToken ct = default)
    {
        if (people.Count == 0)
        {
            return;
        }

        await session.BeginAsync(ct);
        var keys = people.Select(LockKey).Distinct().Order().ToArray();
        await Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({PersonLocks}, k) FROM unnest({keys}) AS k", ct);
        await Db.Set<PersonBooking>()
            .Where(b =>
                people.Contains(b.PersonId) && b.Source == BookingSource.Hold && b.Status == BookingStatus.Booked && b.ExpiresAt <= now
            )
            .ExecuteUpdateAsync(b => b.SetProperty(x => x.Status, BookingStatus.Cancelled), ct);
    }

    public Task RedeemHoldsAsync(
        Guid customerId,
        IReadOnlyCollection<Guid> people,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    ) =>
        Db.Set<PersonBooking>()
            .Where(b =>
                b.CustomerId == customerId
                && people.Contains(b.PersonId)
                && b.Source == BookingSource.Hold
                && b.Status == BookingStatus.Booked
                && b.BusyFrom < to
                && b.BusyTo > from
            )
            .ExecuteUpdateAsync(b => b.SetProperty(x => x.Status, BookingStatus.Cancelled), ct);

    public async Task<IReadOnlyList<(Guid PersonId, DateTimeOffset From)>> ReleaseExpiredAsync(
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        await session.BeginAsync(ct);
        var expired = await Db.Set<PersonBooking>()
            .AsNoTracking()
            .Where(b => b.Source == BookingSource.Hold && b.Status == BookingStatus.Booked && b.ExpiresAt <= now)
            .Select(b => new
            {
                b.Id,
                b.PersonId,
                b.BusyFrom,
            })
            .ToListAsync(ct);
        if (expired.Count > 0)
        {
            var ids = expired.Select(b => b.Id).ToList();
            await Db.Set<PersonBooking>()
                .Where(b => ids.Contains(b.Id) && b.Status == BookingStatus.Booked)
                .ExecuteUpdateAsync(b => b.SetProperty(x => x.Status, BookingStatus.Cancelled), ct);
        }

        return [.. expired.Select(b => (b.PersonId, b.BusyFrom))];
    }

    public void Add(Shoot shoot) => Db.Add(shoot);

    public void Add(PersonBooking hold) => Db.Add(hold);

    public void Add(PhotographerAvailability leave, PersonBooking busy) => Db.AddRange(leave, busy);

    // The time it took goes with it: the foreign key deletes it.
    public void Remove(PhotographerAvailability leave) => Db.Remove(leave);

    public async Task<PersonAlreadyBooked?> ClashAsync(
        IReadOnlyCollection<Guid> people,
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? exceptShootId,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var busy = await BusyAsync(Taken(from, to, exceptShootId, now).Where(b => people.Contains(b.PersonId)), ct);
        return busy.Select(b => b.Refusal).FirstOrDefault();
    }

    public async Task<IReadOnlyDictionary<Guid, PersonAlreadyBooked>> BusyAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? exceptShootId,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var busy = await BusyAsync(Taken(from, to, exceptShootId, now), ct);
        return busy.GroupBy(b => b.PersonId).ToDictionary(g => g.Key, g => g.First().Refusal);
    }

    public async Task<IReadOnlyList<CrewMember>> CrewAsync(CancellationToken ct = default)
    {
        var crew = await Crew()
            .AsNoTracking()
            .OrderBy(u => u.CreatedAt)
            .ThenBy(u => u.Id)
            .Select(u => new
            {
                u.Id,
                u.Status,
                Name = Db.Set<UserProfile>().Where(n => n.UserId == u.Id).Select(PersonNames.Name).FirstOrDefault() ?? "",
            })
            .ToListAsync(ct);

        // The colour is one's place in the order of coming: nobody's changes when another leaves.
        return
        [
            .. crew.Select((u, i) => new CrewMember(u.Id, u.Name, i % CrewMember.Colours, u.Status == UserStatus.Active))
                .OrderBy(p => p.Name, StringComparer.CurrentCulture),
        ];
    }

    public async Task<IReadOnlyList<CalendarEntry>> CalendarAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        CalendarFilter filter,
        Guid? onlyOf,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var people = onlyOf is { } one ? [one] : filter.PersonIds.ToList();
        var shoots = await ShootsAsync(from, to, people, filter.WithCancelled, ct);
        var others = await OthersAsync(from, to, people, now, ct);
        return [.. shoots.Concat(others).OrderBy(e => e.Start).ThenBy(e => e.Id)];
    }

    public async Task<ShootDetail?> DetailAsync(Guid id, Guid? onlyOf, CancellationToken ct = default)
    {
        var found = await Db.Set<Shoot>()
            .AsNoTracking()
            .Where(s => s.Id == id)
            .Join(Db.Set<Project>(), s => s.ProjectId, p => p.Id, (s, p) => new { Shoot = s, Project = p })
            .Join(
                Db.Set<Customer>(),
                x => x.Project.CustomerId,
                c => c.Id,
                (x, c) =>
                    new
                    {
                        x.Shoot,
                        x.Project.ProjectNumber,
                        Couple = c.BrideName + " · " + c.GroomName,
                    }
            )
            .SingleOrDefaultAsync(ct);
        return found is null || (onlyOf is { } me && !found.Shoot.People.Contains(me))
            ? null
            : new ShootDetail(
                found.Shoot.Id,
                found.Shoot.ProjectId,
                found.ProjectNumber,
                found.Couple,
                found.Shoot.Plan,
                found.Shoot.Status,
                found.Shoot.Version
            );
    }

    private async Task<List<CalendarEntry>> ShootsAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        List<Guid> people,
        bool withCancelled,
        CancellationToken ct
    )
    {
        var earliest = from - Longest;
        var shoots = Db.Set<Shoot>().Where(s => s.StartTime > earliest && s.StartTime < to && s.EndTime > from);
        if (!withCancelled)
        {
            shoots = shoots.Where(s => s.Status != ShootStatus.Cancelled);
        }

        if (people.Count > 0)
        {
            shoots = shoots.Where(s =>
                (s.PhotographerId != null && people.Contains(s.PhotographerId.Value))
                || EF.Property<List<Guid>>(s, ScheduleConfiguration.AssistantIds).Any(a => people.Contains(a))
            );
        }

        var rows = await shoots
            .AsNoTracking()
            .Join(Db.Set<Project>(), s => s.ProjectId, p => p.Id, (s, p) => new { s, p.CustomerId })
            .Join(
                Db.Set<Customer>(),
                x => x.CustomerId,
                c => c.Id,
                (x, c) =>
                    new
                    {
                        x.s.Id,
                        x.s.ProjectId,
                        x.s.StartTime,
                        x.s.EndTime,
                        x.s.TravelTimeMinutes,
                        x.s.PhotographerId,
                        Assistants = EF.Property<List<Guid>>(x.s, ScheduleConfiguration.AssistantIds),
                        x.s.Status,
                        x.s.ScheduleType,
                        x.s.Location,
                        x.s.Version,
                        Couple = c.BrideName + " · " + c.GroomName,
                    }
            )
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new CalendarEntry(
                r.Id,
                CalendarKind.Shoot,
                r.Couple,
                r.StartTime,
                r.EndTime,
                r.TravelTimeMinutes is > 0 and { } minutes ? r.StartTime.AddMinutes(-minutes) : null,
                r.PhotographerId is { } main ? [main, .. r.Assistants] : r.Assistants,
                r.PhotographerId is not null,
                r.Status,
                r.ScheduleType,
                r.Location,
                r.ProjectId,
                null,
                r.Version
            )),
        ];
    }

    private async Task<List<CalendarEntry>> OthersAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        List<Guid> people,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var taken = Taken(from, to, null, now).Where(b => b.Source != BookingSource.Crew);
        if (people.Count > 0)
        {
            taken = taken.Where(b => people.Contains(b.PersonId));
        }

        var rows = await taken
            .Select(b => new
            {
                b.Id,
                b.AvailabilityId,
                b.Source,
                b.PersonId,
                b.BusyFrom,
                b.BusyTo,
                b.ExpiresAt,
                Couple = Db.Set<Customer>()
                    .Where(c => c.Id == b.CustomerId)
                    .Select(c => c.BrideName + " · " + c.GroomName)
                    .FirstOrDefault(),
                Reason = Db.Set<PhotographerAvailability>().Where(a => a.Id == b.AvailabilityId).Select(a => a.Reason).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new CalendarEntry(
                r.AvailabilityId ?? r.Id,
                r.Source == BookingSource.Leave ? CalendarKind.Leave : CalendarKind.Hold,
                r.Couple ?? r.Reason ?? "",
                r.BusyFrom,
                r.BusyTo,
                null,
                [r.PersonId],
                true,
                null,
                null,
                null,
                null,
                r.ExpiresAt,
                0
            )),
        ];
    }

    // What keeps anybody busy in a time. A hold that ran out keeps nobody busy, whether a worker has been by or not.
    private IQueryable<PersonBooking> Taken(DateTimeOffset from, DateTimeOffset to, Guid? exceptShootId, DateTimeOffset now)
    {
        var earliest = from - LongestBusy;
        return Db.Set<PersonBooking>()
            .AsNoTracking()
            .Where(b =>
                b.BusyFrom > earliest
                && b.BusyFrom < to
                && b.BusyTo > from
                && b.Status == BookingStatus.Booked
                && (b.Source != BookingSource.Hold || b.ExpiresAt > now)
                && (exceptShootId == null || b.ScheduleId == null || b.ScheduleId != exceptShootId)
            );
    }

    private async Task<IEnumerable<(Guid PersonId, PersonAlreadyBooked Refusal)>> BusyAsync(
        IQueryable<PersonBooking> taken,
        CancellationToken ct
    )
    {
        var rows = await taken
            .OrderBy(b => b.BusyFrom)
            .Select(b => new
            {
                b.PersonId,
                b.Source,
                b.BusyFrom,
                b.BusyTo,
                Person = Db.Set<UserProfile>().Where(n => n.UserId == b.PersonId).Select(PersonNames.Name).FirstOrDefault() ?? "",
                Shoot = Db.Set<Shoot>()
                    .Where(s => s.Id == b.ScheduleId)
                    .Select(s => new
                    {
                        s.Location,
                        Couple = Db.Set<Customer>()
                            .Where(c => Db.Set<Project>().Any(p => p.Id == s.ProjectId && p.CustomerId == c.Id))
                            .Select(c => c.BrideName + " · " + c.GroomName)
                            .FirstOrDefault(),
                    })
                    .FirstOrDefault(),
                HeldFor = Db.Set<Customer>()
                    .Where(c => c.Id == b.CustomerId)
                    .Select(c => c.BrideName + " · " + c.GroomName)
                    .FirstOrDefault(),
                Reason = Db.Set<PhotographerAvailability>().Where(a => a.Id == b.AvailabilityId).Select(a => a.Reason).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return rows.Select(r =>
        {
            var shoot = r.Shoot is null ? null : string.Join(", ", new[] { r.Shoot.Couple, r.Shoot.Location }.Where(t => t is not null));
            return (r.PersonId, new PersonAlreadyBooked(r.Person, r.Source, shoot ?? r.HeldFor ?? r.Reason, r.BusyFrom, r.BusyTo));
        });
    }

    private IQueryable<StudioUser> Crew() =>
        Db.Users.Where(u => u.Role == UserRole.Photographer || Db.Set<Photographer>().Any(p => p.UserId == u.Id));

    private static int LockKey(Guid person) => BitConverter.ToInt32(person.ToByteArray(), 12);
}
