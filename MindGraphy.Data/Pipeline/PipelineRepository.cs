using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Data.Pipeline;

internal sealed partial class PipelineRepository(StudioSession session) : IPipelineRepository
{
    private const string TaskColumns = """
        t.id, t.customer_id, c.bride_name, c.groom_name, t.title, t.title_en, t.due_on, t.owner_id,
        nullif(concat(o.last_name, o.first_name), '') AS owner_name, t.rule_id IS NOT NULL AS by_rule, t.done_at,
        nullif(concat(d.last_name, d.first_name), '') AS done_by_name
        FROM customer_tasks t
        JOIN customers c ON c.id = t.customer_id
        LEFT JOIN user_profiles o ON o.user_id = coalesce(t.owner_id, c.assigned_manager_id)
        LEFT JOIN user_profiles d ON d.user_id = t.done_by_id
        """;

    // What a row of choices is called in JSON: as the database says it.
    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private StudioDbContext Db => session.Db;

    public void Add(LeadTask task) => Db.Add(task);

    public void Add(TaskRule rule) => Db.Add(rule);

    public void Add(ListItem item) => Db.Add(item);

    public void Add(Partner partner) => Db.Add(partner);

    public void Add(SavedView view) => Db.Add(view);

    public void Remove(SavedView view) => Db.Remove(view);

    public void Remove(TaskRule rule) => Db.Remove(rule);

    public async Task<LeadTask?> FindTaskAsync(Guid id, CancellationToken ct = default)
    {
        var task = await Db.Set<LeadTask>().SingleOrDefaultAsync(t => t.Id == id, ct);
        if (task is not null && Db.Entry(task).State == EntityState.Unchanged)
        {
            // Read once before its couple was locked and once after: the second time counts.
            await Db.Entry(task).ReloadAsync(ct);
        }

        return task;
    }

    public async Task<IReadOnlyList<LeadTask>> OpenTasksAsync(Guid customerId, CancellationToken ct = default) =>
        await Db.Set<LeadTask>()
            .Where(t => t.CustomerId == customerId && t.DoneAt == null && t.DroppedAt == null)
            .OrderBy(t => t.DueOn)
            .ThenBy(t => t.Id)
            .ToListAsync(ct);

    public Task<bool> HadTaskAsync(Guid customerId, Guid ruleId, DateTimeOffset since, CancellationToken ct = default) =>
        Db.Set<LeadTask>().AnyAsync(t => t.CustomerId == customerId && t.RuleId == ruleId && t.CreatedAt >= since, ct);

    public async Task<IReadOnlyList<LeadTask>> DroppedTasksAsync(Guid customerId, DateTimeOffset at, CancellationToken ct = default) =>
        await Db.Set<LeadTask>().Where(t => t.CustomerId == customerId && t.DroppedAt == at).ToListAsync(ct);

    public async Task<IReadOnlyList<TaskRule>> RulesOfAsync(LeadStatus stage, CancellationToken ct = default) =>
        await Db.Set<TaskRule>().AsNoTracking().Where(r => r.Stage == stage && r.IsActive).OrderBy(r => r.Id).ToListAsync(ct);

    public async Task<IReadOnlyList<TaskLine>> TasksOfAsync(Guid customerId, CancellationToken ct = default) =>
        await Db
            .Database.SqlQueryRaw<TaskLine>(
                $$"""
                SELECT {{TaskColumns}}
                WHERE t.customer_id = {0} AND t.dropped_at IS NULL
                ORDER BY t.done_at IS NOT NULL, t.done_at DESC, t.due_on, t.id LIMIT 100
                """,
                customerId
            )
            .ToListAsync(ct);

    public async Task<IReadOnlyList<TaskLine>> DueAsync(Guid? ownerId, DateOnly until, int most, CancellationToken ct = default) =>
        await Db
            .Database.SqlQueryRaw<TaskLine>(
                $$"""
                SELECT {{TaskColumns}}
                WHERE t.done_at IS NULL AND t.dropped_at IS NULL AND t.due_on <= {0} AND c.merged_into_id IS NULL
                    AND ({1}::uuid IS NULL OR coalesce(t.owner_id, c.assigned_manager_id) = {1}::uuid)
                ORDER BY t.due_on, t.id LIMIT {2}
                """,
                until,
                new Npgsql.NpgsqlParameter { Value = (object?)ownerId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                Math.Clamp(most, 1, 200)
            )
            .ToListAsync(ct);

    public async Task<PipelineChoices> ChoicesAsync(ViewPage page, Guid? userId, CancellationToken ct = default)
    {
        var me = userId ?? Guid.Empty;
        var json = await Db
            .Database.SqlQuery<string>(
                $"""
                SELECT json_build_object(
                    'managers', (SELECT coalesce(json_agg(m), '[]') FROM (
                        SELECT u.id, concat(p.last_name, p.first_name) AS name FROM users u JOIN user_profiles p ON p.user_id = u.id
                        WHERE u.status = 'active'
                            AND EXISTS (SELECT 1 FROM role_permissions r WHERE r.role = u.role AND r.permission = {Rights.Leads})
                        ORDER BY 2 LIMIT 200) m),
                    'lists', (SELECT coalesce(json_agg(l), '[]') FROM (
                        SELECT kind, name, name_en, asks_for FROM list_items WHERE is_active ORDER BY kind, position, name LIMIT 400) l),
                    'partners', (SELECT coalesce(json_agg(p), '[]') FROM (
                        SELECT id, kind, name FROM partners WHERE is_active ORDER BY kind, name LIMIT 500) p),
                    'views', (SELECT coalesce(json_agg(v), '[]') FROM (
                        SELECT id, name, query, owner_id = {me} AS is_mine, is_shared FROM saved_views
                        WHERE page = {page} AND (owner_id = {me} OR is_shared) ORDER BY owner_id = {me} DESC, name LIMIT 50) v),
                    'idle', (SELECT coalesce(json_agg(s), '[]') FROM (
                        SELECT stage, idle_days FROM stage_rules WHERE idle_days IS NOT NULL) s)
                )::text AS "Value"
                """
            )
            .SingleAsync(ct);
        var read = JsonSerializer.Deserialize<ChoiceRows>(json, Snake)!;
        return new PipelineChoices(
            read.Managers,
            [.. read.Lists.Where(l => l.Kind == ListKind.LeadSource).Select(l => new ListChoice(l.Name, l.NameEn, l.AsksFor))],
            [.. read.Lists.Where(l => l.Kind == ListKind.CancelReason).Select(l => new ListChoice(l.Name, l.NameEn, l.AsksFor))],
            read.Partners,
            read.Views,
            read.Idle.ToDictionary(i => i.Stage, i => i.IdleDays)
        );
    }

    public async Task<PipelineRules> RulesAsync(CancellationToken ct = default)
    {
        var rules = await (
            from rule in Db.Set<TaskRule>().AsNoTracking()
            join profile in Db.Set<UserProfile>() on rule.OwnerId equals profile.UserId into owners
            from owner in owners.DefaultIfEmpty()
            orderby rule.Stage, rule.Id
            select new { Rule = rule, Owner = owner == null ? null : owner.LastName + owner.FirstName }
        ).ToListAsync(ct);
        var idle = await Db.Set<StageRule>()
            .AsNoTracking()
            .Where(r => r.IdleDays != null)
            .ToDictionaryAsync(r => r.Stage, r => r.IdleDays!.Value, ct);
        var lists = await Db.Set<ListItem>()
            .AsNoTracking()
            .OrderBy(i => i.Kind)
            .ThenBy(i => i.Position)
            .ThenBy(i => i.Name)
            .Select(i => new
            {
                Item = i,
                Couples = i.Kind == ListKind.LeadSource
                    ? Db.Set<Customer>().Where(c => c.MergedIntoId == null && c.SourceChannel == i.Name).Take(1000).Count()
                    : Db.Set<Customer>()
                        .Where(c => c.MergedIntoId == null && c.LeadStatus == LeadStatus.Cancelled && c.CancelReason == i.Name)
                        .Take(1000)
                        .Count(),
            })
            .ToListAsync(ct);
        var partners = await Db.Set<Partner>()
            .AsNoTracking()
            .OrderBy(p => p.Kind)
            .ThenBy(p => p.Name)
            .Take(500)
            .Select(p => new { Partner = p, Couples = Db.Set<Customer>().Where(c => c.ReferrerId == p.Id).Take(1000).Count() })
            .ToListAsync(ct);
        var managers = await session.Customers.ManagersAsync(ct);
        return new PipelineRules(
            [
                .. rules.Select(r => new TaskRuleLine(
                    r.Rule.Id,
                    new TaskRuleDetails(
                        r.Rule.Stage,
                        r.Rule.Title,
                        r.Rule.Anchor,
                        r.Rule.OffsetDays,
                        r.Rule.OwnerId,
                        r.Rule.IsActive,
                        r.Rule.TitleEn
                    ),
                    r.Owner
                )),
            ],
            idle,
            [
                .. lists.Select(l => new ListLine(
                    l.Item.Id,
                    l.Item.Kind,
                    new ListItemDetails(l.Item.Name, l.Item.NameEn, l.Item.AsksFor, l.Item.IsActive),
                    l.Couples
                )),
            ],
            [.. partners.Select(p => new PartnerLine(p.Partner.Id, DetailsOf(p.Partner), p.Couples))],
            managers
        );
    }

    public Task<TaskRule?> FindRuleAsync(Guid id, CancellationToken ct = default) =>
        Db.Set<TaskRule>().SingleOrDefaultAsync(r => r.Id == id, ct);

    public async Task<StageRule> IdleRuleAsync(LeadStatus stage, CancellationToken ct = default)
    {
        await Db.Database.ExecuteSqlAsync($"INSERT INTO stage_rules (stage) VALUES ({stage}) ON CONFLICT DO NOTHING", ct);
        return await Db.Set<StageRule>().SingleAsync(r => r.Stage == stage, ct);
    }

    public async Task<IReadOnlyList<ListItem>> ListAsync(ListKind kind, CancellationToken ct = default) =>
        await Db.Set<ListItem>().Where(i => i.Kind == kind).OrderBy(i => i.Position).ThenBy(i => i.Name).ToListAsync(ct);

    public Task<Partner?> FindPartnerAsync(Guid id, CancellationToken ct = default) =>
        Db.Set<Partner>().SingleOrDefaultAsync(p => p.Id == id, ct);

    public Task<SavedView?> FindViewAsync(Guid id, CancellationToken ct = default) =>
        Db.Set<SavedView>().SingleOrDefaultAsync(v => v.Id == id, ct);

    private sealed record ChoiceRows(
        List<ManagerChoice> Managers,
        List<ListRow> Lists,
        List<PartnerChoice> Partners,
        List<ViewChoice> Views,
        List<IdleRow> Idle
    );

    private sealed record ListRow(ListKind Kind, string Name, string? NameEn, PartnerKind? AsksFor);

    private sealed record IdleRow(LeadStatus Stage, int IdleDays);
}
