using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Search;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Reports;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Projects;

internal sealed partial class ProjectRepository(StudioSession session) : IProjectRepository
{
    private const int PickSize = 20;
    private static readonly ProjectStatus[] HandedOver = [.. Enum.GetValues<ProjectStatus>().Where(ProjectStage.IsNewestFirst)];

    private StudioDbContext Db => session.Db;

    public async Task<Project?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
    {
        var project = await session.VisibleProjects().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (project is not null)
        {
            session.Expect(project, expectedVersion);
        }

        return project;
    }

    public async Task<Project?> LockAsync(Guid id, CancellationToken ct = default)
    {
        if (!session.Actor.May(Rights.ProjectsAll) && !await session.VisibleProjects().AnyAsync(p => p.Id == id, ct))
        {
            return null;
        }

        return await LockRowAsync(id, ct);
    }

    public Task<Project?> OfContractAsync(Guid contractId, ProjectType type, CancellationToken ct = default) =>
        Db.Set<Project>().SingleOrDefaultAsync(p => p.ContractId == contractId && p.ProjectType == type, ct);

    public async Task<Contract?> LockContractAsync(Guid contractId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM contracts WHERE id = {contractId} FOR NO KEY UPDATE", ct);
        return await Db.Set<Contract>().SingleOrDefaultAsync(c => c.Id == contractId, ct);
    }

    public async Task<ProjectType> TypeOfAsync(Contract contract, CancellationToken ct = default) =>
        contract.PackageId is { } package
            ? await Db.Set<Package>().Where(p => p.Id == package).Select(p => p.ProjectType).SingleOrDefaultAsync(ct)
            : ProjectType.Wedding;

    public void Add(Project project) => Db.Add(project);

    public Task<bool> RetouchesAsync(Guid userId, CancellationToken ct = default) => Editors().AnyAsync(u => u.Id == userId, ct);

    public async Task<IReadOnlyList<CrewMember>> EditorsAsync(CancellationToken ct = default)
    {
        var editors = await Editors()
            .Select(u => new
            {
                u.Id,
                Name = Db.Set<UserProfile>().Where(n => n.UserId == u.Id).Select(PersonNames.Name).FirstOrDefault() ?? "",
            })
            .AsNoTracking()
            .ToListAsync(ct);
        return [.. editors.OrderBy(e => e.Name, StringComparer.CurrentCulture).Select(e => new CrewMember(e.Id, e.Name, 0, true))];
    }

    public async Task<ProjectList> ListAsync(ProjectFilter filter, ProjectCursor? after, CancellationToken ct = default)
    {
        var rows = Narrowed(filter, filter.Status);
        var ordered = Ordered(rows, filter.Status is { } wanted && ProjectStage.IsNewestFirst(wanted), after);
        var cards = await Cards(ordered).Take(IProjectRepository.PageSize + 1).ToListAsync(ct);
        if (cards.Count <= IProjectRepository.PageSize)
        {
            return new ProjectList(cards, null);
        }

        cards.RemoveAt(IProjectRepository.PageSize);
        return new ProjectList(cards, new ProjectCursor(cards[^1].WeddingDate, cards[^1].Id));
    }

    public async Task<IReadOnlyList<ProjectPick>> PickAsync(string? search, DateOnly today, CancellationToken ct = default)
    {
        var open = session.VisibleProjects().Where(p => p.ProjectStatus != ProjectStatus.Archived);
        var text = StudioText.Clean(search);
        var ordered = text is null
            ? open.Where(p => p.WeddingDate >= today).OrderBy(p => p.WeddingDate).ThenBy(p => p.Id)
            : Matching(open, text).OrderByDescending(p => p.WeddingDate).ThenBy(p => p.Id);
        return await Picks(ordered.Take(PickSize)).ToListAsync(ct);
    }

    public Task<ProjectPick?> PickOfAsync(Guid customerId, CancellationToken ct = default) =>
        Picks(
                session
                    .VisibleProjects()
                    .Where(p => p.CustomerId == customerId && p.ProjectStatus != ProjectStatus.Archived)
                    .OrderByDescending(p => p.WeddingDate)
                    .ThenBy(p => p.Id)
                    .Take(1)
            )
            .SingleOrDefaultAsync(ct);

    private IQueryable<ProjectPick> Picks(IQueryable<Project> projects) =>
        projects
            .AsNoTracking()
            .Join(
                Db.Set<Customer>(),
                p => p.CustomerId,
                c => c.Id,
                (p, c) =>
                    new ProjectPick(
                        p.Id,
                        p.ProjectNumber,
                        c.BrideName + " · " + c.GroomName,
                        p.WeddingDate,
                        p.WeddingTime,
                        p.WeddingVenue,
                        p.VenueId,
                        c.Id
                    )
            );

    public async Task<IReadOnlyList<WaitingContract>> WaitingContractsAsync(CancellationToken ct = default) =>
        await Db.Set<Contract>()
            .Where(c => c.AmendsId == null && (c.ContractStatus == ContractStatus.Signed || c.ContractStatus == ContractStatus.Active))
            .Where(c => !Db.Set<Project>().Any(p => p.ContractId == c.Id))
            .OrderBy(c => c.WeddingDate)
            .ThenBy(c => c.Id)
            .Take(IProjectRepository.PageSize)
            .Join(
                Db.Set<Customer>(),
                c => c.CustomerId,
                u => u.Id,
                (c, u) => new WaitingContract(c.Id, c.ContractNumber, u.BrideName + " · " + u.GroomName, c.WeddingDate, c.ContractStatus)
            )
            .AsNoTracking()
            .ToListAsync(ct);

    public async Task<ContractPromise?> PromiseAsync(Guid id, CancellationToken ct = default)
    {
        var found = await session
            .VisibleProjects()
            .Where(p => p.Id == id && p.ContractId != null)
            .Join(Db.Set<Contract>(), p => p.ContractId, c => c.Id, (_, c) => c)
            .Select(c => new
            {
                c.Included,
                c.BoughtOptions,
                Amendments = Db.Set<Contract>().Count(a => a.AmendsId == c.Id && a.SignedAt != null),
            })
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : new ContractPromise(
                found.Included,
                [.. found.BoughtOptions.Select(o => new PromisedOption(o.Name, o.Quantity))],
                found.Amendments
            );
    }

    public async Task<ProjectDetail?> PageAsync(Guid id, CancellationToken ct = default)
    {
        var card = await Cards(session.VisibleProjects().Where(p => p.Id == id)).SingleOrDefaultAsync(ct);
        if (card is null)
        {
            return null;
        }

        var facts = await Db.Set<Project>()
            .AsNoTracking()
            .Where(p => p.Id == id)
            .Select(p => new
            {
                p.CustomerId,
                p.ContractId,
                ContractNumber = Db.Set<Contract>().Where(c => c.Id == p.ContractId).Select(c => c.ContractNumber).FirstOrDefault(),
                p.AssignedPhotographerId,
                p.AssignedEditorId,
                p.VenueId,
                p.MakeupInfo,
                p.SpecialRequests,
                ShootDay = p.ShootDate ?? (p.ProjectType == ProjectType.Wedding ? p.WeddingDate : null),
            })
            .SingleAsync(ct);
        var parts = await PartsAsync(id, ct);
        return new ProjectDetail(
            card,
            facts.CustomerId,
            facts.ContractId,
            facts.ContractNumber,
            facts.AssignedPhotographerId,
            facts.AssignedEditorId,
            facts.MakeupInfo,
            facts.SpecialRequests,
            await PeopleAsync(id, facts.CustomerId, ct),
            await ShootRowsAsync(id, ct),
            parts.Albums,
            parts.Proofs,
            [.. parts.Milestones.OrderBy(m => m.At).Select(m => new ProjectMilestoneRow(m.Type, m.At))],
            [
                .. MilestoneTypes
                    .All.Select(type =>
                        (type, Target: parts.Targets.Find(t => t.Type == type), Reached: parts.Milestones.Find(m => m.Type == type))
                    )
                    .Select(s => new StepFacts(
                        s.type,
                        s.Target?.StepDays ?? 0,
                        s.Reached is null ? s.Target?.TargetOn
                            : s.Reached.TargetDate is { } promised ? session.Clock.DateOf(promised)
                            : null,
                        s.Reached?.At,
                        s.Reached?.IsOnTime
                    )),
            ],
            facts.ShootDay,
            parts.Jobs,
            parts.Deliveries,
            facts.VenueId
        );
    }

    private async Task<List<ProjectPerson>> PeopleAsync(Guid projectId, Guid customerId, CancellationToken ct)
    {
        var phones = await session.MayCallAsync(projectId, ct);
        return await Db.Set<CustomerContact>()
            .AsNoTracking()
            .Where(c => c.CustomerId == customerId)
            .OrderBy(c => c.CreatedAt)
            .ThenBy(c => c.Id)
            .Select(c => new ProjectPerson(c.Role, c.Name, phones ? c.Phone : null))
            .ToListAsync(ct);
    }

    private Task<List<ProjectShoot>> ShootRowsAsync(Guid projectId, CancellationToken ct) =>
        Db.Set<Shoot>()
            .AsNoTracking()
            .Where(s => s.ProjectId == projectId)
            .OrderBy(s => s.Status == ShootStatus.Cancelled)
            .ThenBy(s => s.StartTime)
            .Select(s => new ProjectShoot(
                s.Id,
                s.ScheduleType,
                s.Status,
                s.StartTime,
                s.EndTime,
                s.Location,
                Db.Set<UserProfile>().Where(n => n.UserId == s.PhotographerId).Select(PersonNames.Name).FirstOrDefault(),
                EF.Property<List<Guid>>(s, Schedules.ScheduleConfiguration.AssistantIds).Count,
                s.Version
            ))
            .ToListAsync(ct);

    private IQueryable<ProjectCard> Cards(IQueryable<Project> projects) =>
        projects
            .AsNoTracking()
            .Select(p => new ProjectCard(
                p.Id,
                p.ProjectNumber,
                Db.Set<Customer>().Where(c => c.Id == p.CustomerId).Select(c => c.BrideName + " · " + c.GroomName).First(),
                p.ProjectType,
                p.ProjectStatus,
                p.WeddingDate,
                p.WeddingTime,
                p.WeddingVenue,
                Db.Set<UserProfile>().Where(n => n.UserId == p.AssignedPhotographerId).Select(PersonNames.Name).FirstOrDefault(),
                Db.Set<UserProfile>().Where(n => n.UserId == p.AssignedEditorId).Select(PersonNames.Name).FirstOrDefault(),
                p.Version,
                Db.Set<ProjectTask>()
                    .Where(t => t.ProjectId == p.Id && t.DoneAt == null && t.DroppedAt == null)
                    .OrderBy(t => t.DueOn == null)
                    .ThenBy(t => t.DueOn < t.DueSetOn)
                    .ThenBy(t => t.DueOn)
                    .ThenBy(t => t.Id)
                    .Select(t => t.Title)
                    .FirstOrDefault(),
                Db.Set<ProjectTask>()
                    .Where(t => t.ProjectId == p.Id && t.DoneAt == null && t.DroppedAt == null)
                    .OrderBy(t => t.DueOn == null)
                    .ThenBy(t => t.DueOn < t.DueSetOn)
                    .ThenBy(t => t.DueOn)
                    .ThenBy(t => t.Id)
                    .Select(t => t.TitleEn)
                    .FirstOrDefault(),
                Db.Set<ProjectTask>()
                    .Where(t => t.ProjectId == p.Id && t.DoneAt == null && t.DroppedAt == null)
                    .OrderBy(t => t.DueOn == null)
                    .ThenBy(t => t.DueOn < t.DueSetOn)
                    .ThenBy(t => t.DueOn)
                    .ThenBy(t => t.Id)
                    .Select(t => t.DueOn)
                    .FirstOrDefault(),
                Db.Set<ProjectTask>().Count(t => t.ProjectId == p.Id && t.DoneAt != null),
                Db.Set<ProjectTask>().Count(t => t.ProjectId == p.Id && t.DroppedAt == null),
                p.RiskFrom,
                p.LateFrom,
                Db.Set<Contract>().Any(c => c.Id == p.ContractId && c.ContractStatus == ContractStatus.Cancelled)
            ));

    private IQueryable<Project> Matching(IQueryable<Project> projects, string? search)
    {
        if (LikePattern.Anywhere(search) is not { } pattern)
        {
            return projects;
        }

        return projects.Where(p =>
            EF.Functions.ILike(p.ProjectNumber, pattern, "\\")
            || (p.WeddingVenue != null && EF.Functions.ILike(p.WeddingVenue, pattern, "\\"))
            || Db.Set<Customer>()
                .Any(c =>
                    c.Id == p.CustomerId
                    && (EF.Functions.ILike(c.BrideName, pattern, "\\") || EF.Functions.ILike(c.GroomName, pattern, "\\"))
                )
        );
    }

    private IQueryable<StudioUser> Editors() => Db.Users.Where(u => u.Role == UserRole.Editor && u.Status == UserStatus.Active);
}
