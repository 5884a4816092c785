using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Photographers
{
    internal sealed class SettlementRepository(StudioSession session) : ISettlementRepository
    {
        private const int MostLines = 2_000;

        private StudioDbContext Db => session.Db;

        public async Task<IReadOnlyList<SettlementPerson>> MonthAsync(
            DateTimeOffset from,
            DateTimeOffset to,
            DateTimeOffset now,
            Guid? onlyOf,
            CancellationToken ct = default
        )
        {
            var rows = await Db.Set<ShootAssignment>()
                .AsNoTracking()
                .Join(Db.Set<Shoot>(), a => a.ScheduleId, s => s.Id, (a, s) => new { a, s })
                .Where(x => x.s.StartTime >= from && x.s.StartTime < to && x.s.Status != ShootStatus.Cancelled)
                .Where(x => onlyOf == null || x.a.PersonId == onlyOf)
                .Where(x => x.a.Fee != null || Db.Set<Photographer>().Any(p => p.UserId == x.a.PersonId && p.IsOutsourced))
                .OrderBy(x => x.s.StartTime)
                .ThenBy(x => x.s.Id)
                .Take(MostLines)
                .Select(x => new
                {
                    x.a.PersonId,
                    Name = Db.Set<UserProfile>().Where(n => n.UserId == x.a.PersonId).Select(PersonNames.Name).FirstOrDefault() ?? "",
                    Note = Db.Set<Photographer>().Where(p => p.UserId == x.a.PersonId).Select(p => p.SettlementNote).FirstOrDefault(),
                    x.s.Id,
                    Couple = Db.Set<Customer>()
                        .Where(c => Db.Set<Project>().Any(p => p.Id == x.s.ProjectId && p.CustomerId == c.Id))
                        .Select(c => c.BrideName + " · " + c.GroomName)
                        .FirstOrDefault()
                        ?? "",
                    x.s.ScheduleType,
                    x.s.StartTime,
                    x.s.EndTime,
                    x.s.Status,
                    x.s.Location,
                    x.a.IsMain,
                    x.a.Fee,
                    x.a.SettledAt,
                })
                .ToListAsync(ct);
            return
            [
                .. rows.GroupBy(r => (r.PersonId, r.Name, r.Note))
                    .OrderBy(g => g.Key.Name, StringComparer.CurrentCulture)
                    .Select(g => new SettlementPerson(
                        g.Key.PersonId,
                        g.Key.Name,
                        g.Key.Note,
                        [
                            .. g.Select(r => new SettlementLine(
                                r.Id,
                                r.Couple,
                                r.ScheduleType,
                                r.StartTime,
                                r.Location,
                                r.IsMain,
                                r.Status == ShootStatus.Completed || r.EndTime <= now,
                                r.Fee is { } fee ? new Money((long)fee) : null,
                                r.SettledAt
                            )),
                        ]
                    )),
            ];
        }

        public async Task<IReadOnlyList<ShootAssignment>> LockAsync(
            Guid personId,
            IReadOnlyCollection<Guid> shoots,
            CancellationToken ct = default
        )
        {
            await session.BeginAsync(ct);
            var ids = shoots.ToArray();
            return await Db.Set<ShootAssignment>()
                .FromSql(
                    $"SELECT * FROM schedule_assignments WHERE person_id = {personId} AND schedule_id = ANY({ids}) ORDER BY schedule_id FOR NO KEY UPDATE"
                )
                .ToListAsync(ct);
        }
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public ISettlementRepository Settlement => field ??= new Photographers.SettlementRepository(this);

        public IPerformanceRepository Performance => field ??= new Photographers.PerformanceRepository(this);
    }
}
