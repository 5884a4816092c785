using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Photographers;
using MindGraphy.Data.Schedules;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Photographers
{
    internal sealed class PhotographerRepository(StudioSession session) : IPhotographerRepository
    {
        private const int MostPeople = 500;
        private const int MostShoots = 500;

        private StudioDbContext Db => session.Db;

        public async Task<IReadOnlyList<TeamRow>> TeamAsync(CancellationToken ct = default)
        {
            var rows = await Everybody()
                .OrderBy(x => x.Name)
                .ThenBy(x => x.User.Id)
                .Take(MostPeople)
                .SelectMany(
                    x => Db.Set<Photographer>().Where(p => p.UserId == x.User.Id).DefaultIfEmpty(),
                    (x, photographer) =>
                        new
                        {
                            x.User.Id,
                            x.Name,
                            x.User.Status,
                            Photographer = photographer,
                        }
                )
                .ToListAsync(ct);
            return
            [
                .. rows.Select(r => new TeamRow(
                    r.Id,
                    r.Name,
                    r.Status == UserStatus.Active,
                    r.Photographer?.Specialties ?? [],
                    r.Photographer?.Areas ?? [],
                    r.Photographer?.Grade,
                    r.Photographer?.AvailabilityStatus ?? AvailabilityStatus.Available,
                    r.Photographer?.IsOutsourced ?? false,
                    r.Photographer?.Rating,
                    r.Photographer?.TotalProjects ?? 0,
                    []
                )),
            ];
        }

        public async Task<IReadOnlyDictionary<(Guid PersonId, int Week), WeekLoad>> LoadAsync(
            DateTimeOffset from,
            int weeks,
            CancellationToken ct = default
        )
        {
            var (begin, end) = (from.ToUniversalTime(), from.ToUniversalTime().AddDays(7 * weeks));
            var rows = await Db
                .Database.SqlQuery<LoadRow>(
                    $"""
                    SELECT person_id, floor(extract(epoch FROM busy_from - {begin}) / 604800)::int AS week, count(*)::int AS shoots,
                        (sum(extract(epoch FROM busy_to - busy_from)) / 60)::int AS minutes
                    FROM person_bookings
                    WHERE source = 'crew' AND status = 'booked' AND busy_from >= {begin} AND busy_from < {end}
                    GROUP BY 1, 2
                    """
                )
                .ToListAsync(ct);
            return rows.ToDictionary(r => (r.PersonId, r.Week), r => new WeekLoad(r.Shoots, r.Minutes));
        }

        public async Task<PhotographerDetail?> DetailAsync(Guid personId, CancellationToken ct = default)
        {
            var found = await Everybody()
                .Where(x => x.User.Id == personId)
                .Select(x => new
                {
                    x.User.Email,
                    x.User.PhoneNumber,
                    x.User.Status,
                    x.Name,
                })
                .SingleOrDefaultAsync(ct);
            if (found is null)
            {
                return null;
            }

            var photographer = await Db.Set<Photographer>()
                .AsNoTracking()
                .Include(p => p.Hours)
                .SingleOrDefaultAsync(p => p.UserId == personId, ct);
            return new PhotographerDetail(
                personId,
                found.Name,
                found.Email!,
                found.PhoneNumber,
                found.Status == UserStatus.Active,
                photographer is null
                    ? new ProfileDraft([], [], [], null, null, null, null, AvailabilityStatus.Available, false, null)
                    : new ProfileDraft(
                        photographer.Specialties,
                        photographer.Areas,
                        photographer.EquipmentOwned,
                        photographer.Grade,
                        photographer.Fee,
                        photographer.PortfolioUrl,
                        photographer.ExperienceYears,
                        photographer.AvailabilityStatus,
                        photographer.IsOutsourced,
                        photographer.SettlementNote
                    ),
                [.. (photographer?.Hours ?? []).Select(h => h.Range).OrderBy(r => r.Day).ThenBy(r => r.From)],
                photographer?.Rating,
                photographer?.TotalProjects ?? 0,
                photographer?.Version ?? 0
            );
        }

        public async Task<Photographer?> FindAsync(Guid personId, uint? expectedVersion = null, CancellationToken ct = default)
        {
            var known = await Db.Set<Photographer>().Include(p => p.Hours).SingleOrDefaultAsync(p => p.UserId == personId, ct);
            if (known is not null)
            {
                session.Expect(known, expectedVersion);

                // Hours are rows of their own: the photographer's row is written too, so that whoever edited meanwhile is found out.
                Db.Entry(known).Property(p => p.UpdatedAt).IsModified = expectedVersion is not null;
                return known;
            }

            return await Everybody().AnyAsync(x => x.User.Id == personId, ct)
                ? await session.Schedules.PhotographerOfAsync(personId, ct)
                : null;
        }

        public async Task<IReadOnlyList<PersonHours>> HoursAsync(
            IReadOnlyCollection<Guid> people,
            DateOnly first,
            DateOnly last,
            CancellationToken ct = default
        )
        {
            var rows = await Db.Set<Photographer>()
                .AsNoTracking()
                .Where(p => people.Contains(p.UserId) && p.Hours.Any())
                .Select(p => new
                {
                    p.UserId,
                    Name = Db.Set<UserProfile>().Where(n => n.UserId == p.UserId).Select(PersonNames.Name).FirstOrDefault() ?? "",
                    Week = p
                        .Hours.Select(h => new
                        {
                            h.Weekday,
                            h.Begins,
                            h.Ends,
                        })
                        .ToList(),
                    Extra = Db.Set<PhotographerAvailability>()
                        .Where(a => a.PhotographerId == p.Id && a.IsAvailable && a.Date >= first && a.Date <= last)
                        .Select(a => new
                        {
                            a.Date,
                            a.TimeSlotStart,
                            a.TimeSlotEnd,
                        })
                        .ToList(),
                })
                .AsSplitQuery()
                .ToListAsync(ct);
            return
            [
                .. rows.Select(r => new PersonHours(
                    r.UserId,
                    r.Name,
                    [.. r.Week.Select(h => new HourRange(h.Weekday, h.Begins, h.Ends))],
                    [.. r.Extra.Select(e => new ExtraHours(e.Date, e.TimeSlotStart, e.TimeSlotEnd))]
                )),
            ];
        }

        public async Task YieldExtraAsync(Guid photographerId, DateOnly day, TimeOnly? from, TimeOnly? to, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            var entries = session.Db.Set<PhotographerAvailability>().Where(a => a.PhotographerId == photographerId && a.Date == day);
            if (to is { } end && !await entries.AnyAsync(a => a.TimeSlotStart == end, ct))
            {
                await entries
                    .Where(a => a.IsAvailable && a.TimeSlotStart == from && (a.TimeSlotEnd == null || a.TimeSlotEnd > end))
                    .ExecuteUpdateAsync(s => s.SetProperty(a => a.TimeSlotStart, to), ct);
            }

            await DropExtraAsync(photographerId, day, from, ct);
        }

        public async Task DropExtraAsync(Guid photographerId, DateOnly day, TimeOnly? from, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            await session
                .Db.Set<PhotographerAvailability>()
                .Where(a => a.PhotographerId == photographerId && a.IsAvailable && a.Date == day && a.TimeSlotStart == from)
                .ExecuteDeleteAsync(ct);
        }

        public async Task<IReadOnlyList<DaySlot>> SlotsAsync(
            Guid personId,
            DateOnly first,
            DateOnly last,
            CancellationToken ct = default
        ) =>
            await Days(personId, first, last)
                .AsNoTracking()
                .OrderBy(a => a.Date)
                .ThenBy(a => a.TimeSlotStart)
                .Select(a => new DaySlot(a.Id, a.Date, a.TimeSlotStart, a.TimeSlotEnd, a.IsAvailable, a.Reason, a.LeaveRequestId != null))
                .ToListAsync(ct);

        public async Task<IReadOnlyList<DayShoot>> ShootsAsync(
            Guid personId,
            DateTimeOffset from,
            DateTimeOffset to,
            CancellationToken ct = default
        )
        {
            // What began before that is over.
            var earliest = from - ScheduleRepository.LongestBusy;
            return await Db.Set<PersonBooking>()
                .AsNoTracking()
                .Where(b =>
                    b.PersonId == personId
                    && b.Source == BookingSource.Crew
                    && b.Status == BookingStatus.Booked
                    && b.BusyFrom > earliest
                    && b.BusyFrom < to
                    && b.BusyTo > from
                )
                .Join(Db.Set<Shoot>(), b => b.ScheduleId, s => s.Id, (b, s) => s)
                .Join(Db.Set<Project>(), s => s.ProjectId, p => p.Id, (s, p) => new { Shoot = s, p.CustomerId })
                .Join(
                    Db.Set<Customer>(),
                    x => x.CustomerId,
                    c => c.Id,
                    (x, c) => new { x.Shoot, Couple = c.BrideName + " · " + c.GroomName }
                )
                .OrderBy(x => x.Shoot.StartTime)
                .Take(MostShoots)
                .Select(x => new DayShoot(x.Shoot.Id, x.Couple, x.Shoot.Location, x.Shoot.StartTime, x.Shoot.EndTime))
                .ToListAsync(ct);
        }

        public async Task<IReadOnlyList<PhotographerAvailability>> DaysAsync(
            Guid personId,
            DateOnly first,
            DateOnly last,
            CancellationToken ct = default
        ) => await Days(personId, first, last).ToListAsync(ct);

        public async Task<IReadOnlyList<PhotographerAvailability>> DaysOfAsync(Guid requestId, CancellationToken ct = default) =>
            await Db.Set<PhotographerAvailability>().Where(a => a.LeaveRequestId == requestId).ToListAsync(ct);

        public void Add(PhotographerAvailability extra) => Db.Add(extra);

        private IQueryable<PhotographerAvailability> Days(Guid personId, DateOnly first, DateOnly last) =>
            Db.Set<PhotographerAvailability>()
                .Where(a =>
                    a.Date >= first && a.Date <= last && Db.Set<Photographer>().Any(p => p.Id == a.PhotographerId && p.UserId == personId)
                );

        private IQueryable<AccountQueries.NamedUser> Everybody() =>
            Db.Named().Where(x => x.User.Role == UserRole.Photographer || Db.Set<Photographer>().Any(p => p.UserId == x.User.Id));

        private sealed record LoadRow(Guid PersonId, int Week, int Shoots, int Minutes);
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public IPhotographerRepository Photographers => field ??= new PhotographerRepository(this);

        public ILeaveRepository Leave => field ??= new LeaveRepository(this);
    }
}
