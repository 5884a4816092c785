using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Search;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Projects;

internal sealed class ProjectRepository(StudioSession session) : IProjectRepository
{
    private const int PickSize = 20;
    private static readonly ProjectStatus[] HandedOver = [ProjectStatus.Delivered, ProjectStatus.Archived];

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

        await session.BeginAsync(ct);

        // Not FOR UPDATE: rows that point to the project by foreign key may still be written meanwhile.
        var locked = await Db.Set<Project>()
            .FromSql($"SELECT p.*, p.xmin FROM projects AS p WHERE p.id = {id} FOR NO KEY UPDATE")
            .ToListAsync(ct);
        return locked.SingleOrDefault();
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
        var newestFirst = filter.Status is { } wanted && HandedOver.Contains(wanted);
        var rows = Matching(
            filter.Status is { } status
                ? session.VisibleProjects().Where(p => p.ProjectStatus == status)
                : session.VisibleProjects().Where(p => !HandedOver.Contains(p.ProjectStatus)),
            filter.Search
        );
        if (after is not null)
        {
            var (date, id) = (after.WeddingDate, after.Id);
            rows = newestFirst
                ? rows.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.WeddingDate, p.Id), ValueTuple.Create(date, id)))
                : rows.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.WeddingDate, p.Id), ValueTuple.Create(date, id)));
        }

        var ordered = newestFirst
            ? rows.OrderByDescending(p => p.WeddingDate).ThenByDescending(p => p.Id)
            : rows.OrderBy(p => p.WeddingDate).ThenBy(p => p.Id);
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
        return await ordered
            .Take(PickSize)
            .Join(
                Db.Set<Customer>(),
                p => p.CustomerId,
                c => c.Id,
                (p, c) =>
                    new ProjectPick(p.Id, p.ProjectNumber, c.BrideName + " · " + c.GroomName, p.WeddingDate, p.WeddingTime, p.WeddingVenue)
            )
            .AsNoTracking()
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<WaitingContract>> WaitingContractsAsync(CancellationToken ct = default) =>
        await Db.Set<Contract>()
            .Where(c => c.ContractStatus == ContractStatus.Signed || c.ContractStatus == ContractStatus.Active)
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
                p.MakeupInfo,
                p.SpecialRequests,
                Milestones = p
                    .Milestones.OrderBy(m => m.MilestoneDate)
                    .Select(m => new ProjectMilestoneRow(m.MilestoneType, m.MilestoneDate))
                    .ToList(),
            })
            .SingleAsync(ct);
        return new ProjectDetail(
            card,
            facts.CustomerId,
            facts.ContractId,
            facts.ContractNumber,
            facts.AssignedPhotographerId,
            facts.AssignedEditorId,
            facts.MakeupInfo,
            facts.SpecialRequests,
            await PeopleAsync(facts.CustomerId, ct),
            await ShootsAsync(id, ct),
            await AlbumsAsync(id, ct),
            await ProofsAsync(id, ct),
            facts.Milestones
        );
    }

    private async Task<List<ProjectPerson>> PeopleAsync(Guid customerId, CancellationToken ct)
    {
        // An editor works on pictures and calls nobody.
        var phones = session.Actor.Role != UserRole.Editor;
        return await Db.Set<CustomerContact>()
            .AsNoTracking()
            .Where(c => c.CustomerId == customerId)
            .OrderBy(c => c.CreatedAt)
            .ThenBy(c => c.Id)
            .Select(c => new ProjectPerson(c.Role, c.Name, phones ? c.Phone : null))
            .ToListAsync(ct);
    }

    private Task<List<ProjectShoot>> ShootsAsync(Guid projectId, CancellationToken ct) =>
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

    private Task<List<ProjectAlbum>> AlbumsAsync(Guid projectId, CancellationToken ct) =>
        Db.Set<PhotoAlbum>()
            .AsNoTracking()
            .Where(a => a.ProjectId == projectId)
            .OrderBy(a => a.CreatedAt)
            .Select(a => new ProjectAlbum(a.Id, a.Title, a.TotalPhotos, a.UploadStatus))
            .ToListAsync(ct);

    private Task<List<ProjectProof>> ProofsAsync(Guid projectId, CancellationToken ct) =>
        Db.Set<ProofSession>()
            .AsNoTracking()
            .Where(s => s.ProjectId == projectId)
            .OrderByDescending(s => s.CreatedAt)
            .Select(s => new ProjectProof(s.Id, s.Status, s.CurrentSelections, s.MaxSelections, s.ExpiresAt))
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
                p.Version
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
