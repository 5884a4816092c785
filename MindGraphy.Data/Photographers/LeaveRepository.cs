using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Schedules;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Photographers;

internal sealed class LeaveRepository(StudioSession session) : ILeaveRepository
{
    private const int MostRequests = 200;

    private StudioDbContext Db => session.Db;

    public void Add(LeaveRequest request) => Db.Add(request);

    public Task<Guid?> PersonOfAsync(Guid requestId, CancellationToken ct = default) =>
        Db.Set<LeaveRequest>().Where(r => r.Id == requestId).Select(r => (Guid?)r.PersonId).SingleOrDefaultAsync(ct);

    public async Task<LeaveRequest?> LockAsync(Guid requestId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await Db.Set<LeaveRequest>()
            .FromSql($"SELECT r.*, r.xmin FROM leave_requests AS r WHERE r.id = {requestId} FOR NO KEY UPDATE")
            .SingleOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<LeaveObstacle>> ObstaclesAsync(
        Guid personId,
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        // What began before that is over.
        var earliest = from - ScheduleRepository.LongestBusy;
        var rows = await Db.Set<PersonBooking>()
            .AsNoTracking()
            .Where(b =>
                b.PersonId == personId
                && b.Status == BookingStatus.Booked
                && b.BusyFrom > earliest
                && b.BusyFrom < to
                && b.BusyTo > from
                && (b.Source != BookingSource.Hold || b.ExpiresAt > now)
            )
            .OrderBy(b => b.BusyFrom)
            .SelectMany(
                b => Db.Set<Shoot>().Where(s => s.Id == b.ScheduleId).DefaultIfEmpty(),
                (b, s) =>
                    new
                    {
                        b.Source,
                        b.BusyFrom,
                        b.BusyTo,
                        ShootId = (Guid?)s!.Id,
                        ProjectId = (Guid?)s.ProjectId,
                        s.Location,
                        Start = (DateTimeOffset?)s.StartTime,
                        End = (DateTimeOffset?)s.EndTime,
                        Couple = Db.Set<Project>()
                            .Where(p => p.Id == s.ProjectId)
                            .Join(Db.Set<Customer>(), p => p.CustomerId, c => c.Id, (_, c) => c.BrideName + " · " + c.GroomName)
                            .FirstOrDefault(),
                        HeldFor = Db.Set<Customer>()
                            .Where(c => c.Id == b.CustomerId)
                            .Select(c => c.BrideName + " · " + c.GroomName)
                            .FirstOrDefault(),
                        Reason = Db.Set<PhotographerAvailability>()
                            .Where(a => a.Id == b.AvailabilityId)
                            .Select(a => a.Reason)
                            .FirstOrDefault(),
                    }
            )
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new LeaveObstacle(
                r.ShootId,
                r.ProjectId,
                r.Source,
                r.Couple ?? r.HeldFor ?? r.Reason,
                r.Location,
                r.Start ?? r.BusyFrom,
                r.End ?? r.BusyTo
            )),
        ];
    }

    public async Task<IReadOnlyList<LeaveRow>> ListAsync(Guid? onlyOf, bool? waiting, CancellationToken ct = default)
    {
        var requests = Db.Set<LeaveRequest>().AsNoTracking();
        if (onlyOf is { } person)
        {
            requests = requests.Where(r => r.PersonId == person);
        }

        if (waiting is { } open)
        {
            requests = requests.Where(r => r.Status == LeaveStatus.Requested == open);
        }

        var ordered =
            waiting == true
                ? requests.OrderBy(r => r.FirstDay).ThenBy(r => r.Id)
                : requests.OrderByDescending(r => r.Status == LeaveStatus.Requested).ThenByDescending(r => r.FirstDay).ThenBy(r => r.Id);
        return await ordered
            .Take(MostRequests)
            .Select(r => new LeaveRow(
                r.Id,
                r.PersonId,
                Db.Set<UserProfile>().Where(n => n.UserId == r.PersonId).Select(PersonNames.Name).FirstOrDefault() ?? "",
                r.FirstDay,
                r.LastDay,
                r.FromTime,
                r.ToTime,
                r.Kind,
                r.Reason,
                r.Status,
                Db.Set<UserProfile>().Where(n => n.UserId == r.DecidedById).Select(PersonNames.Name).FirstOrDefault(),
                r.DecidedAt,
                r.DecisionNote,
                r.CreatedAt,
                r.Status == LeaveStatus.Requested
                    ? Db.Set<PersonBooking>()
                        .Count(b =>
                            b.PersonId == r.PersonId
                            && b.Source == BookingSource.Crew
                            && b.Status == BookingStatus.Booked
                            && b.BusyFrom < r.EndsAt
                            && b.BusyTo > r.BeginsAt
                        )
                    : 0
            ))
            .ToListAsync(ct);
    }

    public Task<int> WaitingAsync(CancellationToken ct = default) =>
        Db.Set<LeaveRequest>().CountAsync(r => r.Status == LeaveStatus.Requested, ct);

    public async Task<IReadOnlyList<(Guid UserId, string Email)>> ManagersAsync(CancellationToken ct = default)
    {
        var rows = await Db
            .Users.Where(u =>
                u.Status == UserStatus.Active && Db.Set<RolePermission>().Any(p => p.Role == u.Role && p.Permission == Rights.Calendar)
            )
            .OrderBy(u => u.Id)
            .Select(u => new { u.Id, u.Email })
            .ToListAsync(ct);
        return [.. rows.Select(r => (r.Id, r.Email!))];
    }
}
