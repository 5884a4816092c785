using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Search;
using MindGraphy.Data.Venues;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;

namespace MindGraphy.Data.Venues
{
    internal sealed class VenueRepository(StudioSession session) : IVenueRepository
    {
        private const int PickSize = 20;
        private const int MostWords = 5;

        // Nothing is longer than a day: so far back an index has to look for what still reaches into a time.
        private static readonly TimeSpan Longest = TimeSpan.FromHours(Shoot.MaxHours);

        private StudioDbContext Db => session.Db;

        public void Add(Venue venue) => Db.Add(venue);

        public void Add(Room room) => Db.Add(room);

        public void Add(StudioHoliday holiday) => Db.Add(holiday);

        public void Remove(StudioHoliday holiday) => Db.Remove(holiday);

        public async Task<Venue?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
        {
            var venue = await Db.Set<Venue>().Include(v => v.Halls).SingleOrDefaultAsync(v => v.Id == id, ct);
            if (venue is not null)
            {
                session.Expect(venue, expectedVersion);

                // Halls are rows of their own: the venue's row is written in any case, so that its version is compared.
                Db.Entry(venue).Property(v => v.UpdatedAt).IsModified = true;
            }

            return venue;
        }

        public async Task<VenueDetail?> DetailAsync(Guid id, DateTimeOffset now, CancellationToken ct = default)
        {
            var found = await Db.Set<Venue>()
                .AsNoTracking()
                .Where(v => v.Id == id)
                .Select(v => new
                {
                    Venue = v,
                    Halls = v
                        .Halls.OrderBy(h => h.Position)
                        .ThenBy(h => h.Id)
                        .Select(h => new HallDetails(h.Id, h.Name, h.Capacity, h.Notes))
                        .ToList(),
                    Upcoming = Db.Set<Shoot>()
                        .Where(s => s.VenueId == v.Id && s.StartTime >= now && s.Status != ShootStatus.Cancelled)
                        .Take(1000)
                        .Count(),
                })
                .SingleOrDefaultAsync(ct);
            return found is null
                ? null
                : new VenueDetail(
                    id,
                    new VenueDetails(
                        found.Venue.Kind,
                        found.Venue.Name,
                        found.Venue.Address,
                        found.Venue.Parking,
                        found.Venue.Notes,
                        found.Venue.FlashAllowed,
                        found.Venue.TravelMinutes,
                        found.Venue.Phone,
                        found.Venue.IsActive,
                        found.Halls
                    ),
                    found.Upcoming,
                    found.Venue.Version
                );
        }

        public async Task<IReadOnlyList<VenueRow>> ListAsync(string? search, bool active, CancellationToken ct = default) =>
            await Matching(Db.Set<Venue>().AsNoTracking().Where(v => v.IsActive == active), search)
                .OrderBy(v => v.Name)
                .ThenBy(v => v.Id)
                .Take(IVenueRepository.MostRows + 1)
                .Select(v => new VenueRow(
                    v.Id,
                    v.Name,
                    v.Kind,
                    v.Address,
                    v.FlashAllowed,
                    v.TravelMinutes,
                    v.IsActive,
                    v.Halls.OrderBy(h => h.Position).ThenBy(h => h.Id).Select(h => h.Name).ToList()
                ))
                .ToListAsync(ct);

        public async Task<IReadOnlyList<VenuePick>> PickAsync(string? text, CancellationToken ct = default)
        {
            var venues = await Matching(Db.Set<Venue>().AsNoTracking().Where(v => v.IsActive), text)
                .OrderBy(v => v.Name)
                .ThenBy(v => v.Id)
                .Take(PickSize)
                .Select(v => new { Venue = v, Halls = v.Halls.OrderBy(h => h.Position).ThenBy(h => h.Id).ToList() })
                .ToListAsync(ct);
            var words = Words(text);
            return
            [
                .. venues
                    .SelectMany(v => v.Halls.Select(h => (VenueHall?)h).Prepend(null).Select(h => Pick(v.Venue, h)))
                    // Whoever types a hall wants that hall first, and the venue's other halls not at all.
                    .Where(p => words.All(w => (p.Location + " " + p.Address).Contains(w, StringComparison.OrdinalIgnoreCase)))
                    .Take(PickSize),
            ];
        }

        public async Task<VenuePick?> FactsAsync(Guid venueId, Guid? hallId, CancellationToken ct = default)
        {
            var found = await Db.Set<Venue>().AsNoTracking().Include(v => v.Halls).SingleOrDefaultAsync(v => v.Id == venueId, ct);
            return found is null ? null : Pick(found, found.Halls.FirstOrDefault(h => h.Id == hallId));
        }

        public Task<bool> ExistsAsync(Guid venueId, Guid? hallId, CancellationToken ct = default) =>
            Db.Set<Venue>().AnyAsync(v => v.Id == venueId && (hallId == null || v.Halls.Any(h => h.Id == hallId)), ct);

        public async Task<IReadOnlyList<Room>> RoomsAsync(CancellationToken ct = default) =>
            await Db.Set<Room>().OrderBy(r => r.Position).ThenBy(r => r.Name).ThenBy(r => r.Id).ToListAsync(ct);

        public async Task<IReadOnlyDictionary<Guid, RoomAlreadyBooked>> TakenAsync(
            DateTimeOffset from,
            DateTimeOffset to,
            Guid? exceptShootId,
            CancellationToken ct = default
        )
        {
            var earliest = from - Longest;
            var rows = await Db.Set<Shoot>()
                .AsNoTracking()
                .Where(s => s.StartTime >= earliest && s.StartTime < to && s.EndTime > from)
                .Where(s => s.RoomId != null && s.Status != ShootStatus.Cancelled && s.Id != exceptShootId)
                .OrderBy(s => s.StartTime)
                .Select(s => new
                {
                    RoomId = s.RoomId!.Value,
                    Room = Db.Set<Room>().Where(r => r.Id == s.RoomId).Select(r => r.Name).First(),
                    Couple = Db.Set<Customer>()
                        .Where(c => Db.Set<Project>().Any(p => p.Id == s.ProjectId && p.CustomerId == c.Id))
                        .Select(c => c.BrideName + " · " + c.GroomName)
                        .First(),
                    s.StartTime,
                    s.EndTime,
                })
                .ToListAsync(ct);
            return rows.GroupBy(r => r.RoomId)
                .ToDictionary(
                    g => g.Key,
                    g => new RoomAlreadyBooked(g.First().Room, g.First().Couple, g.First().StartTime, g.First().EndTime)
                );
        }

        public Task<StudioHoliday?> HolidayAsync(DateOnly date, CancellationToken ct = default) =>
            Db.Set<StudioHoliday>().SingleOrDefaultAsync(h => h.Date == date, ct);

        public async Task<IReadOnlyList<StudioHoliday>> HolidaysAsync(DateOnly from, DateOnly to, CancellationToken ct = default) =>
            await Db.Set<StudioHoliday>()
                .AsNoTracking()
                .Where(h => h.Date >= from && h.Date <= to)
                .OrderBy(h => h.Date)
                .Take(400)
                .ToListAsync(ct);

        private static string[] Words(string? text) =>
            (StudioText.Clean(text) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToArray();

        // Every word somewhere: in the name, in a hall's, in the address.
        private static IQueryable<Venue> Matching(IQueryable<Venue> venues, string? text)
        {
            foreach (var word in Words(text))
            {
                if (LikePattern.Anywhere(word) is { } pattern)
                {
                    venues = venues.Where(v =>
                        EF.Functions.ILike(v.Name, pattern, "\\")
                        || (v.Address != null && EF.Functions.ILike(v.Address, pattern, "\\"))
                        || v.Halls.Any(h => EF.Functions.ILike(h.Name, pattern, "\\"))
                    );
                }
            }

            return venues;
        }

        private static VenuePick Pick(Venue venue, VenueHall? hall) =>
            new(
                venue.Id,
                hall?.Id,
                venue.Name,
                hall?.Name,
                venue.Address,
                venue.Parking,
                string.Join("\n", new[] { venue.Notes, hall?.Notes }.Where(n => n is not null)) is { Length: > 0 } notes ? notes : null,
                venue.FlashAllowed,
                venue.TravelMinutes,
                venue.Phone
            );
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public IVenueRepository Venues => field ??= new VenueRepository(this);
    }
}
