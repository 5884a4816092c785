using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Search;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Schedules;

internal sealed partial class ScheduleRepository(StudioSession session) : IScheduleRepository
{
    private const int MostInquiries = 300;

    // "PERS": the advisory locks of people keep out of the way of anybody else's.
    private const int PersonLocks = 0x50455253;

    // Nothing is longer than a day, nor a way longer than its limit: so far back an index has to look for what still reaches into a time.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(Shoot.MaxHours);
    internal static readonly TimeSpan LongestBusy = Longest + TimeSpan.FromMinutes(Shoot.MaxTravelMinutes + Shoot.MaxTurnaroundMinutes);

    private StudioDbContext Db => session.Db;

    public async Task<Shoot?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
    {
        var shoot = await Db.Set<Shoot>()
            .Include(s => s.Crew)
            .Include(s => s.Assignments)
            .Include(s => s.Gear)
            .AsSplitQuery()
            .SingleOrDefaultAsync(s => s.Id == id, ct);
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

    public async Task ReleaseHoldsAsync(Guid customerId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Set<PersonBooking>()
            .Where(b =>
                b.CustomerId == customerId
                && b.Source == BookingSource.Hold
                && b.Status == BookingStatus.Booked
                && b.BusyFrom >= from
                && b.BusyFrom < to
            )
            .ExecuteUpdateAsync(b => b.SetProperty(x => x.Status, BookingStatus.Cancelled), ct);
    }

    // The next reading puts back what lies outside.
    public async Task YieldPrivateAsync(Guid personId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default)
    {
        await Db.Set<PersonBooking>()
            .Where(b => b.PersonId == personId && b.Source == BookingSource.External && b.BusyFrom < to && b.BusyTo > from)
            .ExecuteDeleteAsync(ct);
        await RereadPrivateAsync(personId, ct);
    }

    public Task RereadPrivateAsync(Guid personId, CancellationToken ct = default) =>
        Db.Set<BusyFeed>()
            .Where(f => f.PersonId == personId && (f.ETag != null || f.ChangedAt != null))
            .ExecuteUpdateAsync(f => f.SetProperty(x => x.ETag, (string?)null).SetProperty(x => x.ChangedAt, (DateTimeOffset?)null), ct);

    public async Task<IReadOnlySet<Guid>> HeldForAsync(
        Guid customerId,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    ) =>
        await Db.Set<PersonBooking>()
            .Where(b =>
                b.CustomerId == customerId
                && b.Source == BookingSource.Hold
                && b.Status == BookingStatus.Booked
                && b.BusyFrom <= from
                && b.BusyTo >= to
            )
            .Select(b => b.PersonId)
            .ToHashSetAsync(ct);

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
                .Where(b => ids.Contains(b.Id) && b.Status == BookingStatus.Booked && b.ExpiresAt <= now) // Not one that was prolonged meanwhile.
                .ExecuteUpdateAsync(b => b.SetProperty(x => x.Status, BookingStatus.Cancelled), ct);
        }

        return [.. expired.Select(b => (b.PersonId, b.BusyFrom))];
    }

    public void Add(Shoot shoot) => Db.Add(shoot);

    public void Add(PersonBooking hold) => Db.Add(hold);

    public void Add(PhotographerAvailability leave, PersonBooking busy) => Db.AddRange(leave, busy);

    // The time it took goes with it: the foreign key deletes it.
    public void Remove(PhotographerAvailability leave) => Db.Remove(leave);

    public async Task<IReadOnlyList<PersonClash>> ClashesAsync(
        IReadOnlyCollection<Guid> people,
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? exceptShootId,
        DateTimeOffset now,
        CancellationToken ct = default
    ) => await BusyAsync(Taken(from, to, exceptShootId, now).Where(b => people.Contains(b.PersonId)), ct);

    public async Task<IReadOnlyDictionary<Guid, PersonAlreadyBooked>> BusyAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? exceptShootId,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var busy = await BusyAsync(Taken(from, to, exceptShootId, now), ct);
        return busy.GroupBy(b => b.PersonId).ToDictionary(g => g.Key, g => g.First().With);
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
        var entries = await ShootsAsync(from, to, people, filter, ct);
        if (!filter.IsOfShoots)
        {
            entries.AddRange(await OthersAsync(from, to, people, now, ct));
            if (filter.WithInquiries && people.Count == 0)
            {
                entries.AddRange(await InquiriesAsync(from, to, now, ct));
            }
        }

        return [.. entries.OrderBy(e => e.Start).ThenBy(e => e.Id)];
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
                        Gear = x
                            .Shoot.Gear.Where(b => b.Status == BookingStatus.Booked)
                            .Join(
                                Db.Set<GearItem>(),
                                b => b.GearId,
                                g => g.Id,
                                (b, g) =>
                                    new
                                    {
                                        g.Id,
                                        g.Name,
                                        g.Position,
                                    }
                            )
                            .OrderBy(g => g.Position)
                            .ToList(),
                        OverriddenBy = Db.Set<UserProfile>()
                            .Where(n => n.UserId == x.Shoot.OverriddenById)
                            .Select(PersonNames.Name)
                            .FirstOrDefault(),
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
                found.Shoot.Plan with
                {
                    GearIds = [.. found.Gear.Select(g => g.Id)],
                },
                found.Shoot.Status,
                found.Shoot.Version,
                found.Shoot.OverrideReason,
                found.OverriddenBy,
                found.Shoot.RetakeReason
            )
            {
                Gear = [.. found.Gear.Select(g => g.Name)],
            };
    }

    private async Task<List<CalendarEntry>> ShootsAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        List<Guid> people,
        CalendarFilter filter,
        CancellationToken ct
    )
    {
        var earliest = from - Longest;
        var shoots = Db.Set<Shoot>().Where(s => s.StartTime > earliest && s.StartTime < to && s.EndTime > from);
        if (filter.Statuses is { Count: > 0 } statuses)
        {
            shoots = shoots.Where(s => statuses.Contains(s.Status));
        }
        else if (!filter.WithCancelled)
        {
            shoots = shoots.Where(s => s.Status != ShootStatus.Cancelled);
        }

        if (filter.Types is { Count: > 0 } types)
        {
            shoots = shoots.Where(s => types.Contains(s.ScheduleType));
        }

        if (LikePattern.Anywhere(filter.Venue) is { } venue)
        {
            shoots = shoots.Where(s => s.Location != null && EF.Functions.ILike(s.Location, venue, "\\"));
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
            .Select(s => new
            {
                s.Id,
                s.ProjectId,
                s.StartTime,
                s.EndTime,
                s.TravelTimeMinutes,
                s.TurnaroundMinutes,
                Overbooked = s.OverrideReason != null,
                Declined = s.Assignments.Any(a => a.Answer == CrewAnswer.Declined),
                s.PhotographerId,
                Assistants = EF.Property<List<Guid>>(s, ScheduleConfiguration.AssistantIds),
                s.Status,
                s.ScheduleType,
                s.Location,
                s.Version,

                // Asked for each row: joined, the planner reads every project and every couple of the studio to name sixty.
                Couple = Db.Set<Project>()
                    .Where(p => p.Id == s.ProjectId)
                    .Join(Db.Set<Customer>(), p => p.CustomerId, c => c.Id, (_, c) => c.BrideName + " · " + c.GroomName)
                    .First(),
            })
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
            )
            {
                TurnaroundTo = r.TurnaroundMinutes is > 0 and { } after ? r.EndTime.AddMinutes(after) : null,
                IsOverbooked = r.Overbooked,
                IsDeclined = r.Declined,
            }),
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
                b.CustomerId,
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
                r.Source switch
                {
                    BookingSource.Leave => CalendarKind.Leave,
                    BookingSource.External => CalendarKind.Private,
                    _ => CalendarKind.Hold,
                },
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
            )
            {
                CustomerId = r.CustomerId,
            }),
        ];
    }

    // Who asks for a day and has nothing booked or held there yet; without an hour it is the whole day.
    private async Task<List<CalendarEntry>> InquiriesAsync(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, CancellationToken ct)
    {
        var (first, last) = (session.Clock.DateOf(from), session.Clock.DateOf(to.AddTicks(-1)));
        var rows = await Db.Set<Customer>()
            .AsNoTracking()
            .Where(c => c.WeddingDate >= first && c.WeddingDate <= last && c.MergedIntoId == null)
            .Where(c =>
                c.LeadStatus == LeadStatus.Inquiry || c.LeadStatus == LeadStatus.Consultation || c.LeadStatus == LeadStatus.Proposal
            )
            .OrderBy(c => c.WeddingDate)
            .ThenBy(c => c.Id)
            .Take(MostInquiries)
            .Select(c => new
            {
                c.Id,
                Couple = c.BrideName + " · " + c.GroomName,
                c.WeddingDate,
                c.WeddingTime,
                c.WeddingVenue,

                // Asked for each of the few that are found: as conditions, the planner joins them with every project and booking of the studio.
                HasMore = Db.Set<Project>().Any(p => p.CustomerId == c.Id)
                    || Db.Set<PersonBooking>()
                        .Any(b =>
                            b.CustomerId == c.Id
                            && b.Source == BookingSource.Hold
                            && b.Status == BookingStatus.Booked
                            && b.ExpiresAt > now
                            && b.BusyFrom < to
                            && b.BusyTo > from
                        ),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Where(r => !r.HasMore)
                .Select(r =>
                {
                    var start = session.Clock.At(r.WeddingDate!.Value, r.WeddingTime ?? TimeOnly.MinValue);
                    var end = r.WeddingTime is null
                        ? session.Clock.At(r.WeddingDate.Value.AddDays(1), TimeOnly.MinValue)
                        : start.AddHours(1);
                    return new CalendarEntry(
                        r.Id,
                        CalendarKind.Inquiry,
                        r.Couple,
                        start,
                        end,
                        null,
                        [],
                        false,
                        null,
                        null,
                        r.WeddingVenue,
                        null,
                        null,
                        0
                    )
                    {
                        CustomerId = r.Id,
                    };
                }),
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

    private async Task<List<PersonClash>> BusyAsync(IQueryable<PersonBooking> taken, CancellationToken ct)
    {
        // Each name is asked for by itself: a shoot asked for whole, with FirstOrDefault, is numbered among all shoots of the studio first.
        var rows = await taken
            .OrderBy(b => b.BusyFrom)
            .Select(b => new
            {
                b.PersonId,
                b.ScheduleId,
                b.Source,
                b.BusyFrom,
                b.BusyTo,
                Person = Db.Set<UserProfile>().Where(n => n.UserId == b.PersonId).Select(PersonNames.Name).FirstOrDefault() ?? "",
                Location = Db.Set<Shoot>().Where(s => s.Id == b.ScheduleId).Select(s => s.Location).FirstOrDefault(),
                Couple = Db.Set<Shoot>()
                    .Where(s => s.Id == b.ScheduleId)
                    .Join(Db.Set<Project>(), s => s.ProjectId, p => p.Id, (_, p) => p.CustomerId)
                    .Join(Db.Set<Customer>(), id => id, c => c.Id, (_, c) => c.BrideName + " · " + c.GroomName)
                    .FirstOrDefault(),
                HeldFor = Db.Set<Customer>()
                    .Where(c => c.Id == b.CustomerId)
                    .Select(c => c.BrideName + " · " + c.GroomName)
                    .FirstOrDefault(),
                Reason = Db.Set<PhotographerAvailability>().Where(a => a.Id == b.AvailabilityId).Select(a => a.Reason).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r =>
            {
                var shoot = r.ScheduleId is null ? null : string.Join(", ", new[] { r.Couple, r.Location }.Where(t => t is not null));
                return new PersonClash(
                    r.PersonId,
                    r.ScheduleId,
                    new PersonAlreadyBooked(r.Person, r.Source, shoot ?? r.HeldFor ?? r.Reason, r.BusyFrom, r.BusyTo)
                );
            }),
        ];
    }

    private IQueryable<StudioUser> Crew() =>
        Db.Users.Where(u => u.Role == UserRole.Photographer || Db.Set<Photographer>().Any(p => p.UserId == u.Id));

    private static int LockKey(Guid person) => BitConverter.ToInt32(person.ToByteArray(), 12);
}
