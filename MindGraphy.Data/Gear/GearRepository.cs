using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Gear;
using MindGraphy.Data.Schedules;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Gear
{
    internal sealed class GearRepository(StudioSession session) : IGearRepository
    {
        private StudioDbContext Db => session.Db;

        public void Add(GearItem item) => Db.Add(item);

        public async Task<IReadOnlyList<GearItem>> ListAsync(CancellationToken ct = default) =>
            await Db.Set<GearItem>().OrderBy(g => g.Position).ThenBy(g => g.Name).ThenBy(g => g.Id).ToListAsync(ct);

        public async Task<bool> AreOfferedAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
            ids.Count == 0 || await Db.Set<GearItem>().CountAsync(g => ids.Contains(g.Id) && g.IsActive, ct) == ids.Distinct().Count();

        public async Task<IReadOnlyDictionary<Guid, GearAlreadyBooked>> TakenAsync(
            DateTimeOffset from,
            DateTimeOffset to,
            Guid? exceptShootId,
            CancellationToken ct = default
        )
        {
            var earliest = from - ScheduleRepository.LongestBusy;
            var rows = await Db.Set<GearBooking>()
                .AsNoTracking()
                .Where(b => b.BusyFrom > earliest && b.BusyFrom < to && b.BusyTo > from)
                .Where(b => b.Status == BookingStatus.Booked && b.ScheduleId != exceptShootId)
                .OrderBy(b => b.BusyFrom)
                .Select(b => new
                {
                    b.GearId,
                    Gear = Db.Set<GearItem>().Where(g => g.Id == b.GearId).Select(g => g.Name).First(),
                    Couple = Db.Set<Shoot>()
                        .Where(s => s.Id == b.ScheduleId)
                        .Join(Db.Set<Project>(), s => s.ProjectId, p => p.Id, (_, p) => p.CustomerId)
                        .Join(Db.Set<Customer>(), id => id, c => c.Id, (_, c) => c.BrideName + " · " + c.GroomName)
                        .First(),
                    b.BusyFrom,
                    b.BusyTo,
                })
                .ToListAsync(ct);
            return rows.GroupBy(r => r.GearId)
                .ToDictionary(
                    g => g.Key,
                    g => new GearAlreadyBooked(g.First().Gear, g.First().Couple, g.First().BusyFrom, g.First().BusyTo)
                );
        }
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public IGearRepository Gear => field ??= new GearRepository(this);
    }
}
