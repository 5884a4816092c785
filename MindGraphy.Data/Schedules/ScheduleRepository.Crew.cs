using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Projects;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Schedules;

internal sealed partial class ScheduleRepository
{
    private const int MostSwaps = 100;
    private const int MostRequests = 100;

    public async Task<Shoot?> LockAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM shooting_schedules WHERE id = {id} FOR NO KEY UPDATE", ct);
        return await FindAsync(id, ct: ct);
    }

    public async Task<Shoot?> LockWithCrewAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM shooting_schedules WHERE id = {id} FOR NO KEY UPDATE", ct);
        await Db.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM schedule_assignments WHERE schedule_id = {id} ORDER BY person_id FOR NO KEY UPDATE",
            ct
        );
        return await FindAsync(id, ct: ct);
    }

    public async Task<PersonBooking?> LockHoldAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM person_bookings WHERE id = {id} FOR NO KEY UPDATE", ct);
        return await FindHoldAsync(id, ct);
    }

    public async Task<PersonBooking?> LockEndedHoldAsync(Guid id, DateTimeOffset now, CancellationToken ct = default)
    {
        var holds = Db.Set<PersonBooking>().Where(b => b.Id == id && b.Source == BookingSource.Hold);
        if (await holds.Select(b => (Guid?)b.PersonId).SingleOrDefaultAsync(ct) is not { } person)
        {
            return null;
        }

        await TakeTurnAsync([person], now, ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM person_bookings WHERE id = {id} FOR NO KEY UPDATE", ct);
        return await holds.SingleOrDefaultAsync(ct);
    }

    public void Add(IEnumerable<BookingOverride> overrides) => Db.AddRange(overrides);

    public async Task<IReadOnlyList<BookingOverride>> OverridesAsync(Guid shootId, CancellationToken ct = default) =>
        await Db.Set<BookingOverride>()
            .AsNoTracking()
            .Where(o => o.ScheduleId == shootId || o.OtherScheduleId == shootId)
            .OrderBy(o => o.CreatedAt)
            .ToListAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, CrewAnswer>> AnswersAsync(
        Guid personId,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    ) =>
        await Db.Set<ShootAssignment>()
            .AsNoTracking()
            .Where(a => a.PersonId == personId)
            .Join(
                Db.Set<Shoot>().Where(s => s.StartTime >= from && s.StartTime < to && s.Status != ShootStatus.Cancelled),
                a => a.ScheduleId,
                s => s.Id,
                (a, s) => new { s.Id, a.Answer }
            )
            .ToDictionaryAsync(a => a.Id, a => a.Answer, ct);

    public async Task<CrewWaiting> WaitingAsync(Guid personId, DateTimeOffset now, CancellationToken ct = default)
    {
        var swaps = Db.Set<ShootSwap>()
            .Where(w => w.ToPersonId == personId && w.Status == SwapStatus.Offered)
            .Where(w =>
                Db.Set<Shoot>()
                    .Any(s =>
                        s.Id == w.ScheduleId
                        && s.StartTime > now
                        && s.Status != ShootStatus.Cancelled
                        && s.Assignments.Any(a => a.PersonId == w.FromPersonId)
                    )
            );

        // Both in one statement: it is asked on every page.
        var counts = await Asked(personId, now)
            .Select(_ => 1)
            .Concat(swaps.Select(_ => 2))
            .GroupBy(kind => kind)
            .Select(g => new { Kind = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        return new CrewWaiting(counts.Where(c => c.Kind == 1).Sum(c => c.Count), counts.Where(c => c.Kind == 2).Sum(c => c.Count));
    }

    public async Task<IReadOnlyList<CrewRequest>> RequestsAsync(Guid personId, DateTimeOffset now, CancellationToken ct = default) =>
        await Asked(personId, now)
            .OrderBy(s => s.StartTime)
            .ThenBy(s => s.Id)
            .Take(MostRequests)
            .Select(s => new CrewRequest(
                s.Id,
                s.ProjectId,
                Db.Set<Project>()
                    .Where(p => p.Id == s.ProjectId)
                    .Join(Db.Set<Customer>(), p => p.CustomerId, c => c.Id, (_, c) => c.BrideName + " · " + c.GroomName)
                    .First(),
                s.ScheduleType,
                s.StartTime,
                s.EndTime,
                s.Location
            ))
            .ToListAsync(ct);

    private IQueryable<Shoot> Asked(Guid personId, DateTimeOffset now) =>
        Db.Set<ShootAssignment>()
            .AsNoTracking()
            .Where(a => a.PersonId == personId && a.Answer == CrewAnswer.Asked)
            .Join(
                Db.Set<Shoot>().Where(s => s.EndTime > now && (s.Status == ShootStatus.Scheduled || s.Status == ShootStatus.Confirmed)),
                a => a.ScheduleId,
                s => s.Id,
                (_, s) => s
            );

    public void Add(ShootSwap swap) => Db.Add(swap);

    public async Task<ShootSwap?> LockSwapAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM shoot_swaps WHERE id = {id} FOR NO KEY UPDATE", ct);
        return await Db.Set<ShootSwap>().SingleOrDefaultAsync(s => s.Id == id, ct);
    }

    public async Task<IReadOnlyList<SwapRow>> SwapsAsync(Guid? onlyOf, DateTimeOffset now, CancellationToken ct = default)
    {
        var swaps = Db.Set<ShootSwap>().AsNoTracking();
        if (onlyOf is { } me)
        {
            swaps = swaps.Where(s =>
                s.FromPersonId == me
                || s.AcceptedById == me
                || s.ToPersonId == me
                || (s.ToPersonId == null && s.Status == SwapStatus.Offered)
            );
        }
        else
        {
            swaps = swaps.Where(s => s.Status == SwapStatus.Offered || s.Status == SwapStatus.Accepted);
        }

        return await swaps
            .Join(
                Db.Set<Shoot>().Where(s => s.StartTime > now && s.Status != ShootStatus.Cancelled),
                w => w.ScheduleId,
                s => s.Id,
                (w, s) => new { Swap = w, Shoot = s }
            )
            .Where(x =>
                (x.Swap.Status != SwapStatus.Offered && x.Swap.Status != SwapStatus.Accepted)
                || x.Shoot.Assignments.Any(a => a.PersonId == x.Swap.FromPersonId)
            )
            .OrderBy(x => x.Shoot.StartTime)
            .ThenBy(x => x.Swap.Id)
            .Take(MostSwaps)
            .Select(x => new SwapRow(
                x.Swap.Id,
                x.Shoot.Id,
                Db.Set<Customer>()
                    .Where(c => Db.Set<Project>().Any(p => p.Id == x.Shoot.ProjectId && p.CustomerId == c.Id))
                    .Select(c => c.BrideName + " · " + c.GroomName)
                    .First(),
                x.Shoot.ScheduleType,
                x.Shoot.StartTime,
                x.Shoot.EndTime,
                x.Shoot.Location,
                x.Swap.FromPersonId,
                Db.Set<UserProfile>().Where(n => n.UserId == x.Swap.FromPersonId).Select(PersonNames.Name).FirstOrDefault() ?? "",
                x.Swap.ToPersonId,
                Db.Set<UserProfile>()
                    .Where(n => n.UserId == (x.Swap.AcceptedById ?? x.Swap.ToPersonId))
                    .Select(PersonNames.Name)
                    .FirstOrDefault(),
                x.Swap.AcceptedById,
                x.Swap.Reason,
                x.Swap.Status,
                x.Swap.DecisionNote
            ))
            .ToListAsync(ct);
    }

    public void Add(Substitution substitution) => Db.Add(substitution);

    public async Task<Substitution?> FindSubstitutionAsync(Guid id, uint? expectedVersion, CancellationToken ct = default)
    {
        var found = await Db.Set<Substitution>().SingleOrDefaultAsync(s => s.Id == id, ct);
        if (found is not null)
        {
            session.Expect(found, expectedVersion);
        }

        return found;
    }

    public Task<Substitution?> LiveSubstitutionAsync(Guid scheduleId, CancellationToken ct = default) =>
        Db.Set<Substitution>().SingleOrDefaultAsync(s => s.ScheduleId == scheduleId && s.Status != SubstitutionStatus.Withdrawn, ct);

    public async Task WriteWithdrawnAsync(Substitution substitution, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Set<Substitution>()
            .Where(s => s.Id == substitution.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, substitution.Status), ct);
        Db.Entry(substitution).State = EntityState.Detached;
    }

    public async Task<IReadOnlyList<SubstitutionRow>> SubstitutionsAsync(Guid projectId, CancellationToken ct = default) =>
        await Db.Set<Substitution>()
            .AsNoTracking()
            .Where(s => s.ProjectId == projectId)
            .OrderBy(s => s.CreatedAt)
            .ThenBy(s => s.Id)
            .Select(s => new SubstitutionRow(
                s.Id,
                s.ScheduleId,
                s.PromisedName,
                s.ProposedName,
                s.Reason,
                s.Status,
                s.CreatedAt,
                s.AskedAt,
                s.AnsweredAt,
                s.AnsweredByContactId != null
                    ? Db.Set<CustomerContact>().Where(c => c.Id == s.AnsweredByContactId).Select(c => c.Name).FirstOrDefault()
                    : Db.Set<UserProfile>().Where(n => n.UserId == s.RecordedById).Select(PersonNames.Name).FirstOrDefault(),
                s.RecordedById != null,
                s.AnswerNote,
                Db.Set<ShootAssignment>()
                    .Where(a => a.ScheduleId == s.ScheduleId && a.IsMain && a.CheckedInAt != null)
                    .SelectMany(a => Db.Set<UserProfile>().Where(n => n.UserId == a.PersonId).Select(PersonNames.Name))
                    .FirstOrDefault(),
                s.Version
            ))
            .ToListAsync(ct);

    public async Task<SubstitutionSheet?> SubstitutionSheetAsync(Guid id, Guid customerId, CancellationToken ct = default)
    {
        var studio = await session.SettingsAsync(ct);
        return await Db.Set<Substitution>()
            .AsNoTracking()
            .Where(s => s.Id == id && s.AskedAt != null)
            .Join(Db.Set<Shoot>(), s => s.ScheduleId, h => h.Id, (s, h) => new { s, h })
            .Join(
                Db.Set<Customer>().Where(c => c.Id == customerId),
                x => Db.Set<Project>().Where(p => p.Id == x.s.ProjectId).Select(p => p.CustomerId).First(),
                c => c.Id,
                (x, c) =>
                    new SubstitutionSheet(
                        x.s.Id,
                        c.BrideName + " · " + c.GroomName,
                        c.WeddingDate,
                        x.h.StartTime,
                        x.h.Location,
                        x.s.PromisedName,
                        x.s.ProposedName,
                        Db.Set<Photographer>().Where(p => p.UserId == x.s.ProposedPersonId).Select(p => p.PortfolioUrl).FirstOrDefault(),
                        x.s.Reason,
                        x.s.Status,
                        x.s.AnsweredAt,
                        studio.Name(true)
                    )
            )
            .SingleOrDefaultAsync(ct);
    }

    public async Task<(Guid Id, string Name)?> PromisedAsync(Guid projectId, CancellationToken ct = default)
    {
        var found = await Db.Set<Project>()
            .Where(p => p.Id == projectId)
            .Join(Db.Set<Contract>(), p => p.ContractId, c => c.Id, (_, c) => new { c.PhotographerId, c.PhotographerName })
            .SingleOrDefaultAsync(ct);
        return found is { PhotographerId: { } id, PhotographerName: { } name } ? (id, name) : null;
    }

    public async Task<string> CoupleOfAsync(Guid projectId, CancellationToken ct = default) =>
        await Db.Set<Project>()
            .Where(p => p.Id == projectId)
            .Join(Db.Set<Customer>(), p => p.CustomerId, c => c.Id, (_, c) => c.BrideName + " · " + c.GroomName)
            .SingleOrDefaultAsync(ct)
        ?? "";

    public async Task<string> NameOfAsync(Guid personId, CancellationToken ct = default) =>
        await Db.Set<UserProfile>().Where(n => n.UserId == personId).Select(PersonNames.Name).FirstOrDefaultAsync(ct) ?? "";

    public async Task<WeddingDetails> DetailsOfAsync(Guid projectId, uint? expectedVersion = null, CancellationToken ct = default)
    {
        var known = await Db.Set<WeddingDetails>().Include(d => d.Timetable).SingleOrDefaultAsync(d => d.ProjectId == projectId, ct);
        if (known is not null)
        {
            session.Expect(known, expectedVersion);
            return known;
        }

        var details = new WeddingDetails(projectId);
        Db.Add(details);
        return details;
    }

    public Task<bool> MayCallAsync(Guid projectId, CancellationToken ct = default) => session.MayCallAsync(projectId, ct);

    public async Task<WeddingDayView> DayAsync(Guid projectId, CancellationToken ct = default)
    {
        var found = await Db.Set<WeddingDetails>()
            .AsNoTracking()
            .Include(d => d.Timetable)
            .SingleOrDefaultAsync(d => d.ProjectId == projectId, ct);
        return found is null
            ? new WeddingDayView(new WeddingDetailsForm([]), null)
            : new WeddingDayView(
                new WeddingDetailsForm(
                    [.. found.Timetable.OrderBy(t => t.At).Select(t => new TimetableLine(t.At, t.IsExact, t.What, t.Place))],
                    found.ShotList,
                    found.MakeupShop,
                    found.MakeupPhone,
                    found.DressShop,
                    found.DressPhone,
                    found.HelperName,
                    found.HelperPhone,
                    found.CrewNotes
                ),
                found.Version
            );
    }

    public async Task<DaySheet?> SheetAsync(Guid shootId, Guid? onlyOf, CancellationToken ct = default)
    {
        if (await DetailAsync(shootId, onlyOf, ct) is not { } shoot)
        {
            return null;
        }

        var project = await Db.Set<Project>()
            .AsNoTracking()
            .Where(p => p.Id == shoot.ProjectId)
            .Select(p => new
            {
                p.CustomerId,
                p.WeddingDate,
                p.WeddingTime,
                p.WeddingVenue,
                p.MakeupInfo,
                p.SpecialRequests,
            })
            .SingleAsync(ct);
        var today = session.Clock.Today;
        var phones =
            onlyOf is null
            || (
                today >= session.Clock.DateOf(shoot.Plan.Start).AddDays(-DaySheet.PhonesFromDaysBefore)
                && today <= session.Clock.DateOf(shoot.Plan.End).AddDays(DaySheet.PhonesUntilDaysAfter)
            );
        var crew = await Db.Set<ShootAssignment>()
            .AsNoTracking()
            .Where(a => a.ScheduleId == shootId)
            .OrderByDescending(a => a.IsMain)
            .ThenBy(a => a.CreatedAt)
            .ThenBy(a => a.PersonId)
            .Select(a => new CrewRow(
                a.PersonId,
                Db.Set<UserProfile>().Where(n => n.UserId == a.PersonId).Select(PersonNames.Name).FirstOrDefault() ?? "",
                phones ? Db.Users.Where(u => u.Id == a.PersonId).Select(u => u.PhoneNumber).FirstOrDefault() : null,
                a.IsMain,
                a.Answer,
                a.DeclineReason,
                a.CheckedInAt,
                a.CheckedOutAt,
                a.FieldNote
            ))
            .ToListAsync(ct);
        var people = await Db.Set<CustomerContact>()
            .AsNoTracking()
            .Where(c => c.CustomerId == project.CustomerId)
            .OrderBy(c => c.CreatedAt)
            .ThenBy(c => c.Id)
            .Select(c => new SheetPerson(c.Role, c.Name, phones ? c.Phone : null))
            .ToListAsync(ct);
        var day = await DayAsync(shoot.ProjectId, ct);
        if (!phones)
        {
            day = day with { Form = day.Form with { MakeupPhone = null, DressPhone = null, HelperPhone = null } };
        }

        return new DaySheet(
            shoot,
            project.CustomerId,
            project.WeddingDate,
            project.WeddingTime,
            project.WeddingVenue,
            project.MakeupInfo,
            project.SpecialRequests,
            crew,
            people,
            day,
            phones
        );
    }
}
