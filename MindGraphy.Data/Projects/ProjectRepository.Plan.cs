using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Projects;

// The plan of a project, the board, and what is due.
internal sealed partial class ProjectRepository
{
    private const int MostPast = 10;

    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public async Task<Project?> LockPlannedAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
    {
        if (await LockAsync(id, ct) is not { } project)
        {
            return null;
        }

        session.Expect(project, expectedVersion);
        await LoadPlanAsync(project, ct);
        return project;
    }

    public async Task<Project?> LockForFactAsync(Guid id, CancellationToken ct = default)
    {
        if (await LockRowAsync(id, ct) is not { } project)
        {
            return null;
        }

        await LoadPlanAsync(project, ct);
        return project;
    }

    public async Task LoadPlanAsync(Project project, CancellationToken ct = default)
    {
        var entry = Db.Entry(project);
        foreach (var part in new[] { nameof(Project.Milestones), nameof(Project.Tasks), nameof(Project.Targets) })
        {
            if (entry.Collection(part) is { IsLoaded: false } collection)
            {
                await collection.LoadAsync(ct);
            }
        }
    }

    // Tracked, so that a shoot which this session has changed already is seen as it will be.
    public async Task<IReadOnlyList<Shoot>> ShootsAsync(Guid projectId, CancellationToken ct = default) =>
        await Db.Set<Shoot>().Where(s => s.ProjectId == projectId).OrderBy(s => s.StartTime).ToListAsync(ct);

    public async Task<IReadOnlyList<Guid>> IdsOfContractAsync(Guid contractId, CancellationToken ct = default) =>
        await Db.Set<Project>().Where(p => p.ContractId == contractId).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(ct);

    public Task<bool> HasOpenJobAsync(Guid projectId, Guid exceptJobId, CancellationToken ct = default) =>
        Db.Set<EditingJob>().AnyAsync(j => j.ProjectId == projectId && j.Id != exceptJobId && j.Status != EditingStatus.Completed, ct);

    public async Task<IReadOnlyList<ProjectStage>> BoardAsync(ProjectFilter filter, CancellationToken ct = default)
    {
        IQueryable<Guid>? firsts = null;
        IQueryable<ProjectStatus>? counted = null;
        foreach (var stage in Enum.GetValues<ProjectStatus>())
        {
            var rows = Narrowed(filter, stage);
            var first = Ordered(rows, ProjectStage.IsNewestFirst(stage), null).Take(ProjectStage.Most).Select(p => p.Id);
            var some = rows.Take(ProjectStage.MostCounted).Select(p => p.ProjectStatus);
            firsts = firsts is null ? first : firsts.Concat(first);
            counted = counted is null ? some : counted.Concat(some);
        }

        var ids = await firsts!.ToListAsync(ct);
        var cards = (await Cards(Db.Set<Project>().Where(p => ids.Contains(p.Id))).ToListAsync(ct)).ToLookup(c => c.Status);
        var counts = await counted!
            .GroupBy(s => s)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(c => c.Key, c => c.Count, ct);
        return
        [
            .. Enum.GetValues<ProjectStatus>()
                .Select(stage => new ProjectStage(stage, InOrder(stage, cards[stage]), counts.GetValueOrDefault(stage))),
        ];
    }

    public async Task<IReadOnlyList<ProjectCard>> MoreAsync(
        ProjectStatus stage,
        ProjectFilter filter,
        ProjectCursor after,
        CancellationToken ct = default
    ) => await Cards(Ordered(Narrowed(filter, stage), ProjectStage.IsNewestFirst(stage), after)).Take(ProjectStage.Most).ToListAsync(ct);

    public async Task<IReadOnlyList<ProjectCard>> CardsAsync(
        IReadOnlyCollection<Guid> ids,
        ProjectFilter filter,
        CancellationToken ct = default
    )
    {
        var wanted = ids.ToList();
        return await Cards(Matching(session.VisibleProjects().Where(p => wanted.Contains(p.Id)), filter)).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<ProjectCard>> InDangerAsync(int most, CancellationToken ct = default)
    {
        var today = session.Clock.Today;
        return await Cards(
                Live(session.VisibleProjects())
                    .Where(p => p.RiskFrom <= today)
                    .OrderBy(p => p.LateFrom > today)
                    .ThenBy(p => p.LateFrom)
                    .ThenBy(p => p.Id)
            )
            .Take(most)
            .ToListAsync(ct);
    }

    public async Task<ProjectMoney?> MoneyAsync(Guid id, DateOnly today, CancellationToken ct = default)
    {
        if (!await session.VisibleProjects().AnyAsync(p => p.Id == id, ct))
        {
            return null;
        }

        var read = await Db
            .Database.SqlQuery<MoneyRow>(
                $"""
                SELECT k.id, k.total_amount::bigint AS total,
                    (SELECT coalesce(sum(l.paid), 0)::bigint FROM payment_plan_lines l WHERE l.contract_id = k.id) AS paid,
                    (SELECT coalesce(sum(l.amount - l.paid), 0)::bigint FROM payment_plan_lines l
                        WHERE l.contract_id = k.id AND l.due_on < {today} AND l.paid < l.amount AND k.signed_at IS NOT NULL
                            AND k.contract_status <> 'cancelled') AS overdue,
                    (SELECT min(l.due_on) FROM payment_plan_lines l WHERE l.contract_id = k.id AND l.due_on >= {today} AND l.paid < l.amount) AS next_due
                FROM projects p JOIN contracts k ON k.id = p.contract_id WHERE p.id = {id}
                """
            )
            .SingleOrDefaultAsync(ct);
        return read is null
            ? null
            : new ProjectMoney(read.Id, new Money(read.Total), new Money(read.Paid), new Money(read.Overdue), read.NextDue);
    }

    public async Task<ProjectTaskSheet?> TasksAsync(Guid id, CancellationToken ct = default)
    {
        var names = Db.Set<UserProfile>();
        var project = await session
            .VisibleProjects()
            .Where(p => p.Id == id)
            .Select(p => new
            {
                p.AssignedPhotographerId,
                p.AssignedEditorId,
                Photographer = names.Where(n => n.UserId == p.AssignedPhotographerId).Select(PersonNames.Name).FirstOrDefault(),
                Editor = names.Where(n => n.UserId == p.AssignedEditorId).Select(PersonNames.Name).FirstOrDefault(),
                Manager = names
                    .Where(n => n.UserId == Db.Set<Customer>().Where(c => c.Id == p.CustomerId).Select(c => c.AssignedManagerId).First())
                    .Select(PersonNames.Name)
                    .FirstOrDefault(),
            })
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (project is null)
        {
            return null;
        }

        var me = session.Actor.UserId;
        var (photographs, retouches) = (me == project.AssignedPhotographerId, me == project.AssignedEditorId);
        var tasks = await Db.Set<ProjectTask>()
            .AsNoTracking()
            .Where(t => t.ProjectId == id && t.DroppedAt == null)
            .OrderBy(t => t.DoneAt != null)
            .ThenByDescending(t => t.DoneAt)
            .ThenBy(t => t.DueOn == null)
            .ThenBy(t => t.DueOn)
            .ThenBy(t => t.Id)
            .Take(ProjectTaskService.MostAtOnce)
            .Select(t => new ProjectTaskLine(
                t.Id,
                t.Title,
                t.TitleEn,
                t.Role,
                t.AssigneeId,
                names.Where(n => n.UserId == t.AssigneeId).Select(PersonNames.Name).FirstOrDefault(),
                t.Anchor,
                t.OffsetDays,
                t.DueOn,
                t.IsDayByHand,
                t.DueOn < t.DueSetOn,
                t.BlockedReason,
                t.DoneAt,
                names.Where(n => n.UserId == t.DoneById).Select(PersonNames.Name).FirstOrDefault(),
                t.AssigneeId != null
                    ? t.AssigneeId == me
                    : (photographs && t.Role == ProjectRole.Photographer) || (retouches && t.Role == ProjectRole.Editor)
            ))
            .ToListAsync(ct);
        return new ProjectTaskSheet(tasks, project.Manager, project.Photographer, project.Editor);
    }

    public async Task<IReadOnlyList<ProjectTaskDue>> DueAsync(Guid? personId, DateOnly until, int most, CancellationToken ct = default) =>
        await Owned(personId)
            .Where(o => o.Task.DueOn <= until && o.Task.DueOn >= o.Task.DueSetOn)
            .OrderBy(o => o.Task.DueOn)
            .ThenBy(o => o.Task.Id)
            .Take(Math.Clamp(most, 1, 200))
            .Select(o => new ProjectTaskDue(
                o.Task.Id,
                o.Project.Id,
                o.Customer.BrideName + " · " + o.Customer.GroomName,
                o.Task.Title,
                o.Task.TitleEn,
                o.Task.DueOn!.Value,
                o.Task.BlockedReason,
                Db.Set<UserProfile>().Where(n => n.UserId == o.PersonId).Select(PersonNames.Name).FirstOrDefault()
            ))
            .AsNoTracking()
            .ToListAsync(ct);

    public async Task<IReadOnlyList<ProjectTasksPast>> PastAsync(Guid? personId, CancellationToken ct = default)
    {
        var rows = await Owned(personId)
            .Where(o => o.Task.DueOn < o.Task.DueSetOn)
            .GroupBy(o => new
            {
                o.Project.Id,
                o.Customer.BrideName,
                o.Customer.GroomName,
            })
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Last = g.Max(o => o.Task.DueSetOn),
            })
            .OrderByDescending(g => g.Last)
            .ThenBy(g => g.Key.Id)
            .Take(MostPast)
            .ToListAsync(ct);
        return [.. rows.Select(r => new ProjectTasksPast(r.Key.Id, r.Key.BrideName + " · " + r.Key.GroomName, r.Count))];
    }

    public async Task<IReadOnlyList<ProjectAssignee>> AssigneesAsync(CancellationToken ct = default)
    {
        var staff = await Staff()
            .Join(
                Db.Set<UserProfile>(),
                u => u.Id,
                n => n.UserId,
                (u, n) =>
                    new
                    {
                        u.Id,
                        Name = (n.LastName ?? "") + (n.FirstName ?? ""),
                        u.Role,
                    }
            )
            .AsNoTracking()
            .ToListAsync(ct);
        return [.. staff.OrderBy(s => s.Name, StringComparer.CurrentCulture).Select(s => new ProjectAssignee(s.Id, s.Name, s.Role))];
    }

    public Task<bool> IsStaffAsync(Guid userId, CancellationToken ct = default) => Staff().AnyAsync(u => u.Id == userId, ct);

    public Task<ProjectTemplate?> TemplateAsync(ProjectType type, CancellationToken ct = default) =>
        Db.Set<ProjectTemplate>()
            .Include(t => t.Tasks)
            .Include(t => t.Milestones)
            .AsSplitQuery()
            .AsNoTracking()
            .SingleOrDefaultAsync(t => t.ProjectType == type, ct);

    public async Task<ProjectTemplate> LockTemplateAsync(ProjectType type, DateTimeOffset now, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync(
            $"INSERT INTO project_templates (id, project_type, revision, created_at, updated_at) VALUES ({Ids.New()}, {type}, 0, {now}, {now}) ON CONFLICT (project_type) DO NOTHING",
            ct
        );
        var rows = await Db.Set<ProjectTemplate>()
            .FromSql($"SELECT * FROM project_templates WHERE project_type = {type} FOR NO KEY UPDATE")
            .ToListAsync(ct);
        var template = rows.Single();
        await Db.Entry(template).Collection(t => t.Tasks).LoadAsync(ct);
        await Db.Entry(template).Collection(t => t.Milestones).LoadAsync(ct);
        return template;
    }

    public async Task<IReadOnlyList<ProjectTemplate>> TemplatesAsync(CancellationToken ct = default) =>
        await Db.Set<ProjectTemplate>().Include(t => t.Tasks).Include(t => t.Milestones).AsSplitQuery().AsNoTracking().ToListAsync(ct);

    public async Task<IReadOnlyList<RunningProject>> RunningAsync(ProjectType type, Guid? after, int most, CancellationToken ct = default)
    {
        var page = await Live(session.VisibleProjects())
            .Where(p => p.ProjectType == type && !HandedOver.Contains(p.ProjectStatus) && (after == null || p.Id > after))
            .Include(p => p.Milestones)
            .Include(p => p.Tasks)
            .Include(p => p.Targets)
            .OrderBy(p => p.Id)
            .Take(most)
            .AsSplitQuery()
            .AsNoTracking()
            .ToListAsync(ct);
        var couples = page.Select(p => p.CustomerId).Distinct().ToList();
        var names = await Db.Set<Customer>()
            .Where(c => couples.Contains(c.Id))
            .Select(c => new { c.Id, Name = c.BrideName + " · " + c.GroomName })
            .ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        return [.. page.Select(p => new RunningProject(p, names[p.CustomerId]))];
    }

    private async Task<Project?> LockRowAsync(Guid id, CancellationToken ct)
    {
        await session.BeginAsync(ct);

        // Not FOR UPDATE: rows that point to the project by foreign key may still be written meanwhile.
        var locked = await Db.Set<Project>()
            .FromSql($"SELECT p.*, p.xmin FROM projects AS p WHERE p.id = {id} FOR NO KEY UPDATE")
            .ToListAsync(ct);
        return locked.SingleOrDefault();
    }

    private IQueryable<StudioUser> Staff() => Db.Users.Where(u => u.Role != UserRole.Client && u.Status == UserStatus.Active);

    // Nothing is to be done any more where the contract was cancelled.
    private IQueryable<Project> Live(IQueryable<Project> projects) =>
        projects.Where(p => !Db.Set<Contract>().Any(c => c.Id == p.ContractId && c.ContractStatus == ContractStatus.Cancelled));

    private IQueryable<Project> Narrowed(ProjectFilter filter, ProjectStatus? stage) =>
        Matching(
            stage is { } status
                ? session.VisibleProjects().Where(p => p.ProjectStatus == status)
                : session.VisibleProjects().Where(p => !HandedOver.Contains(p.ProjectStatus)),
            filter
        );

    private IQueryable<Project> Matching(IQueryable<Project> projects, ProjectFilter filter)
    {
        var rows = Matching(projects, filter.Search);
        if (filter.PhotographerId is { } photographer)
        {
            rows =
                photographer == ProjectFilter.Nobody
                    ? rows.Where(p => p.AssignedPhotographerId == null)
                    : rows.Where(p => p.AssignedPhotographerId == photographer);
        }

        if (filter.Type is { } type)
        {
            rows = rows.Where(p => p.ProjectType == type);
        }

        if (filter.WeddingFrom is { } from)
        {
            rows = rows.Where(p => p.WeddingDate >= from);
        }

        if (filter.WeddingTo is { } to)
        {
            rows = rows.Where(p => p.WeddingDate <= to);
        }

        var today = session.Clock.Today;
        return filter.Light switch
        {
            ProjectLight.Late => Live(rows).Where(p => p.LateFrom <= today),
            ProjectLight.AtRisk => Live(rows).Where(p => p.RiskFrom <= today && p.LateFrom > today),
            _ => rows,
        };
    }

    private static IOrderedQueryable<Project> Ordered(IQueryable<Project> rows, bool newestFirst, ProjectCursor? after)
    {
        if (after is not null)
        {
            var (date, id) = (after.WeddingDate, after.Id);
            rows = newestFirst
                ? rows.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.WeddingDate, p.Id), ValueTuple.Create(date, id)))
                : rows.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.WeddingDate, p.Id), ValueTuple.Create(date, id)));
        }

        return newestFirst
            ? rows.OrderByDescending(p => p.WeddingDate).ThenByDescending(p => p.Id)
            : rows.OrderBy(p => p.WeddingDate).ThenBy(p => p.Id);
    }

    private static IReadOnlyList<ProjectCard> InOrder(ProjectStatus stage, IEnumerable<ProjectCard> cards) =>
        ProjectStage.IsNewestFirst(stage)
            ? [.. cards.OrderByDescending(c => c.WeddingDate).ThenByDescending(c => c.Id, Sorting)]
            : [.. cards.OrderBy(c => c.WeddingDate).ThenBy(c => c.Id, Sorting)];

    // As the database orders them: by their bytes as they are written.
    private static Comparer<Guid> Sorting { get; } =
        Comparer<Guid>.Create((a, b) => string.CompareOrdinal(a.ToString("N"), b.ToString("N")));

    // Open tasks of projects that go on, with whoever does them: by name, else by the role in the project.
    private IQueryable<Ownership> Owned(Guid? personId)
    {
        var owned =
            from task in Db.Set<ProjectTask>()
            join project in Live(session.VisibleProjects()) on task.ProjectId equals project.Id
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            where task.DoneAt == null && task.DroppedAt == null && project.ProjectStatus != ProjectStatus.Archived
            select new Ownership
            {
                Task = task,
                Project = project,
                Customer = customer,
                PersonId =
                    task.AssigneeId
                    ?? (
                        task.Role == ProjectRole.Photographer ? project.AssignedPhotographerId
                        : task.Role == ProjectRole.Editor ? project.AssignedEditorId
                        : customer.AssignedManagerId
                    ),
            };
        return personId is { } person ? owned.Where(o => o.PersonId == person) : owned;
    }

    // Everything small on the page in one statement.
    private async Task<Parts> PartsAsync(Guid id, CancellationToken ct)
    {
        var json = await Db
            .Database.SqlQuery<string>(
                $"""
                SELECT json_build_object(
                    'milestones', (SELECT coalesce(json_agg(m), '[]') FROM (
                        SELECT milestone_type AS type, milestone_date AS at, target_date, is_on_time FROM project_milestones WHERE project_id = {id}) m),
                    'targets', (SELECT coalesce(json_agg(t), '[]') FROM (
                        SELECT milestone_type AS type, step_days, target_on FROM project_targets WHERE project_id = {id}) t),
                    'albums', (SELECT coalesce(json_agg(a), '[]') FROM (
                        SELECT id, title, total_photos AS photos, upload_status AS status FROM photo_albums
                        WHERE project_id = {id} ORDER BY created_at, id LIMIT 100) a),
                    'proofs', (SELECT coalesce(json_agg(s), '[]') FROM (
                        SELECT id, status, current_selections AS picked, max_selections AS "limit", expires_at FROM proof_gallery_sessions
                        WHERE project_id = {id} ORDER BY created_at DESC, id DESC LIMIT 50) s),
                    'jobs', (SELECT coalesce(json_agg(j), '[]') FROM (
                        SELECT q.id, q.status, nullif(concat(n.last_name, n.first_name), '') AS editor, q.due_date,
                            (SELECT count(*) FROM editing_items i WHERE i.job_id = q.id AND i.status IN ('completed', 'approved'))::int AS done,
                            (SELECT count(*) FROM editing_items i WHERE i.job_id = q.id)::int AS photos
                        FROM editing_queue q LEFT JOIN user_profiles n ON n.user_id = q.assigned_editor_id
                        WHERE q.project_id = {id} ORDER BY q.created_at, q.id LIMIT 50) j),
                    'deliveries', (SELECT coalesce(json_agg(d), '[]') FROM (
                        SELECT id, delivery_type AS type, delivery_status AS status, delivered_at FROM deliverables
                        WHERE project_id = {id} ORDER BY created_at, id LIMIT 50) d)
                )::text AS "Value"
                """
            )
            .SingleAsync(ct);
        return JsonSerializer.Deserialize<Parts>(json, Snake)!;
    }

    private sealed class Ownership
    {
        public required ProjectTask Task { get; init; }

        public required Project Project { get; init; }

        public required Customer Customer { get; init; }

        public Guid? PersonId { get; init; }
    }

    private sealed record MoneyRow(Guid Id, long Total, long Paid, long Overdue, DateOnly? NextDue);

    private sealed record Parts(
        List<MilestonePart> Milestones,
        List<TargetPart> Targets,
        List<ProjectAlbum> Albums,
        List<ProjectProof> Proofs,
        List<ProjectJob> Jobs,
        List<ProjectDelivery> Deliveries
    );

    private sealed record MilestonePart(string Type, DateTimeOffset At, DateTimeOffset? TargetDate, bool? IsOnTime);

    private sealed record TargetPart(string Type, int StepDays, DateOnly? TargetOn);
}
