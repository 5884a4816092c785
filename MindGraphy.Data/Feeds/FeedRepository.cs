using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Feeds;
using MindGraphy.Data.Schedules;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Settings;
using MindGraphy.Domain.Venues;

namespace MindGraphy.Data.Feeds
{
    internal sealed partial class FeedRepository(StudioSession session) : IFeedRepository
    {
        private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

        private StudioDbContext Db => session.Db;

        public void Add(CalendarFeed feed) => Db.Add(feed);

        public Task<CalendarFeed?> FindAsync(Guid id, CancellationToken ct = default) =>
            Db.Set<CalendarFeed>().SingleOrDefaultAsync(f => f.Id == id, ct);

        public async Task<(CalendarFeed Feed, string Name)?> FindOpenAsync(string tokenHash, CancellationToken ct = default)
        {
            var found = await Db.Set<CalendarFeed>()
                .AsNoTracking()
                .Where(f => f.TokenHash == tokenHash && f.RevokedAt == null)
                // An address works as long as its person does: who made a studio's or a room's may have left with it.
                .Where(f => Db.Users.Any(u => u.Id == (f.PersonId ?? f.CreatedById) && u.Status == UserStatus.Active))
                .Select(f => new
                {
                    Feed = f,
                    Studio = Db.Set<StudioSettings>().Select(s => f.Language == "en" ? s.NameEn : s.NameKo).FirstOrDefault(),
                    Of = f.Kind == FeedKind.Person
                        ? Db.Set<UserProfile>().Where(n => n.UserId == f.PersonId).Select(PersonNames.Name).FirstOrDefault()
                        : Db.Set<Room>().Where(r => r.Id == f.RoomId).Select(r => r.Name).FirstOrDefault(),
                })
                .SingleOrDefaultAsync(ct);
            return found is null
                ? null
                : (found.Feed, string.Join(" · ", new[] { found.Studio, found.Of }.Where(n => !string.IsNullOrEmpty(n))));
        }

        public async Task RevokeAsync(Guid id, DateTimeOffset now, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            await Db.Set<CalendarFeed>()
                .Where(f => f.Id == id && f.RevokedAt == null)
                .ExecuteUpdateAsync(f => f.SetProperty(x => x.RevokedAt, now), ct);
            Db.ChangeTracker.Clear();
        }

        public Task SeenAsync(Guid id, DateTimeOffset now, CancellationToken ct = default)
        {
            var before = now - SeenEvery;
            return Db.Set<CalendarFeed>()
                .Where(f => f.Id == id && (f.LastReadAt == null || f.LastReadAt < before))
                .ExecuteUpdateAsync(f => f.SetProperty(x => x.LastReadAt, now), ct);
        }

        public async Task<IReadOnlyList<FeedRow>> OpenAsync(Guid personId, bool all, CancellationToken ct = default) =>
            await Db.Set<CalendarFeed>()
                .AsNoTracking()
                .Where(f => f.RevokedAt == null && (f.PersonId == personId || (all && f.Kind != FeedKind.Person)))
                .OrderBy(f => f.Kind)
                .ThenBy(f => f.CreatedAt)
                .Select(f => new FeedRow(f.Id, f.Kind, f.RoomId, f.AlarmMinutes, f.CreatedAt, f.LastReadAt))
                .Take(200)
                .ToListAsync(ct);

        public async Task<IReadOnlyList<FeedEntry>> EntriesAsync(
            CalendarFeed feed,
            DateTimeOffset from,
            DateTimeOffset to,
            DateTimeOffset now,
            CancellationToken ct = default
        )
        {
            var names = await Db.Set<UserProfile>()
                .AsNoTracking()
                .Select(p => new { p.UserId, Name = p.LastName + p.FirstName })
                .ToDictionaryAsync(p => p.UserId, p => p.Name, ct);
            var shoots = await ShootsAsync(feed, from, to, names, ct);
            var others = feed.Kind == FeedKind.Room ? [] : await OthersAsync(feed, from, to, now, names, ct);
            return [.. shoots.Concat(others).OrderBy(e => e.Start).ThenBy(e => e.Id)];
        }

        private async Task<IEnumerable<FeedEntry>> ShootsAsync(
            CalendarFeed feed,
            DateTimeOffset from,
            DateTimeOffset to,
            Dictionary<Guid, string> names,
            CancellationToken ct
        )
        {
            var shoots = Db.Set<Shoot>()
                .Where(s => s.StartTime >= from && s.StartTime < to && (s.Status != ShootStatus.Cancelled || s.UpdatedAt >= from));
            shoots = feed.Kind switch
            {
                FeedKind.Person => shoots.Where(s =>
                    s.PhotographerId == feed.PersonId
                    || EF.Property<List<Guid>>(s, ScheduleConfiguration.AssistantIds).Contains(feed.PersonId!.Value)
                ),
                FeedKind.Room => shoots.Where(s => s.RoomId == feed.RoomId),
                _ => shoots,
            };
            var rows = await shoots
                .AsNoTracking()
                .Select(s => new
                {
                    Shoot = s,
                    Assistants = EF.Property<List<Guid>>(s, ScheduleConfiguration.AssistantIds),
                    Couple = Db.Set<Customer>()
                        .Where(c => Db.Set<Project>().Any(p => p.Id == s.ProjectId && p.CustomerId == c.Id))
                        .Select(c => c.BrideName + " · " + c.GroomName)
                        .FirstOrDefault(),
                    Room = Db.Set<Room>().Where(r => r.Id == s.RoomId).Select(r => r.Name).FirstOrDefault(),
                    Flash = Db.Set<Venue>().Where(v => v.Id == s.VenueId).Select(v => v.FlashAllowed).FirstOrDefault(),
                })
                .ToListAsync(ct);
            return rows.Select(r => new FeedEntry(
                r.Shoot.Id,
                CalendarKind.Shoot,
                r.Shoot.StartTime,
                r.Shoot.EndTime,
                r.Shoot.TravelTimeMinutes,
                r.Couple,
                r.Shoot.ScheduleType,
                r.Shoot.Status,
                r.Shoot.Location,
                r.Shoot.LocationAddress,
                r.Room,
                r.Flash == false,
                Named(r.Shoot.PhotographerId is { } main ? [main, .. r.Assistants] : r.Assistants, names),
                r.Shoot.CreatedAt,
                r.Shoot.UpdatedAt
            ));
        }

        private async Task<IEnumerable<FeedEntry>> OthersAsync(
            CalendarFeed feed,
            DateTimeOffset from,
            DateTimeOffset to,
            DateTimeOffset now,
            Dictionary<Guid, string> names,
            CancellationToken ct
        )
        {
            var rows = await Db.Set<PersonBooking>()
                .AsNoTracking()
                .Where(b => b.BusyFrom >= from && b.BusyFrom < to && b.Status == BookingStatus.Booked)
                .Where(b => b.Source == BookingSource.Leave || (b.Source == BookingSource.Hold && b.ExpiresAt > now))
                .Where(b => feed.PersonId == null || b.PersonId == feed.PersonId)
                .Select(b => new
                {
                    Booking = b,
                    Couple = Db.Set<Customer>()
                        .Where(c => c.Id == b.CustomerId)
                        .Select(c => c.BrideName + " · " + c.GroomName)
                        .FirstOrDefault(),
                })
                .ToListAsync(ct);
            return rows.Select(r => new FeedEntry(
                r.Booking.Id,
                r.Booking.Source == BookingSource.Leave ? CalendarKind.Leave : CalendarKind.Hold,
                r.Booking.BusyFrom,
                r.Booking.BusyTo,
                null,
                r.Couple,
                null,
                null,
                null,
                null,
                null,
                false,
                Named([r.Booking.PersonId], names),
                r.Booking.CreatedAt,
                r.Booking.CreatedAt
            ));
        }

        private static List<string> Named(IEnumerable<Guid> people, Dictionary<Guid, string> names) =>
            [.. people.Select(p => names.GetValueOrDefault(p)).OfType<string>()];
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public IFeedRepository Feeds => field ??= new FeedRepository(this);
    }
}
