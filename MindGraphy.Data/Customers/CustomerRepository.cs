using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using Npgsql;

namespace MindGraphy.Data.Customers;

internal sealed partial class CustomerRepository(StudioSession session) : ICustomerRepository
{
    // What a card says. The contract is looked up only where the card speaks of it.
    private const string CardColumns = """
        c.id, c.bride_name, c.groom_name, c.wedding_date, c.wedding_venue AS venue, c.lead_status AS status, c.status_changed_at,
        c.assigned_manager_id AS manager_id, nullif(concat(m.last_name, m.first_name), '') AS manager_name, c.cancel_reason,
        CASE WHEN c.lead_status = 'proposal' THEN (
            SELECT k.contract_status FROM contracts k WHERE k.customer_id = c.id AND k.contract_status <> 'cancelled'
            ORDER BY k.created_at DESC LIMIT 1
        ) END AS contract, c.version
        """;

    private const string BareColumns = """
        c.id, c.bride_name, c.groom_name, c.wedding_date, c.wedding_venue, c.lead_status, c.status_changed_at, c.assigned_manager_id,
        c.cancel_reason, c.xmin::text::bigint AS version
        """;

    private const string Manager = "LEFT JOIN user_profiles m ON m.user_id = c.assigned_manager_id";

    public void Add(Customer customer) => session.Db.Add(customer);

    public async Task<Customer?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
    {
        var customer = await session.Db.Set<Customer>().Include(c => c.Contacts).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (customer is not null)
        {
            session.Expect(customer, expectedVersion);
        }

        return customer;
    }

    public async Task<Customer?> LockAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await session
            .Db.Set<Customer>()
            .FromSql($"SELECT c.*, c.xmin FROM customers c WHERE c.id = {id} FOR UPDATE")
            .SingleOrDefaultAsync(ct);
    }

    public async Task<Customer?> LockFileAsync(Guid id, CancellationToken ct = default)
    {
        if (await LockAsync(id, ct) is not { } customer)
        {
            return null;
        }

        // After the lock, so that what a colleague just saved is there.
        await session.Db.Set<CustomerContact>().IgnoreQueryFilters().Where(c => c.CustomerId == id).OrderBy(c => c.Id).LoadAsync(ct);
        await session.Db.Set<CustomerAddress>().Where(a => a.CustomerId == id).OrderBy(a => a.Id).LoadAsync(ct);
        return customer;
    }

    public void Add(IEnumerable<CustomerChange> changes) => session.Db.AddRange(changes);

    public void Add(Activity activity) => session.Db.Add(activity);

    public Task<Activity?> FindActivityAsync(Guid id, CancellationToken ct = default) =>
        session.Db.Set<Activity>().SingleOrDefaultAsync(a => a.Id == id, ct);

    public async Task<string?> LastChangerAsync(Guid id, CustomerField field, Guid? contactId, CancellationToken ct = default) =>
        await session
            .Db.Database.SqlQuery<string?>(
                $"""
                SELECT nullif(concat(m.last_name, m.first_name), '') AS "Value"
                FROM customer_changes h LEFT JOIN user_profiles m ON m.user_id = h.changed_by_id
                WHERE h.customer_id = {id} AND h.field = {field} AND h.contact_id IS NOT DISTINCT FROM {contactId}
                ORDER BY h.changed_at DESC, h.id DESC LIMIT 1
                """
            )
            .FirstOrDefaultAsync(ct);

    public async Task<string?> LastMoverAsync(Guid id, CancellationToken ct = default) =>
        await session
            .Db.Database.SqlQuery<string?>(
                $"""
                SELECT nullif(concat(m.last_name, m.first_name), '') AS "Value"
                FROM stage_history s LEFT JOIN user_profiles m ON m.user_id = s.moved_by_id
                WHERE s.customer_id = {id} ORDER BY s.moved_at DESC, s.id DESC LIMIT 1
                """
            )
            .FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyList<BoardStage>> BoardAsync(BoardFilter filter, CancellationToken ct = default)
    {
        var search = new CustomerSearch(filter.Search, filter.ManagerId);
        var cards = await search.ReadAsync<LeadCard>(
            session.Db,
            $"""
            SELECT {CardColumns}
            FROM unnest(enum_range(NULL::lead_status)) AS s(stage)
            CROSS JOIN LATERAL (
                SELECT {BareColumns} FROM customers c WHERE c.lead_status = s.stage{search.Sql}
                ORDER BY c.status_changed_at DESC, c.id LIMIT {BoardStage.Most}
            ) c {Manager}
            ORDER BY c.lead_status, c.status_changed_at DESC, c.id
            """,
            ct
        );
        var counts = await search.ReadAsync<StageCount>(
            session.Db,
            $"""
            SELECT s.stage, (
                SELECT count(*)::int FROM (
                    SELECT 1 FROM customers c WHERE c.lead_status = s.stage{search.Sql} LIMIT {BoardStage.MostCounted}
                ) counted
            ) AS count
            FROM unnest(enum_range(NULL::lead_status)) AS s(stage)
            """,
            ct
        );
        var byStage = cards.ToLookup(c => c.Status);
        var countOf = counts.ToDictionary(c => c.Stage, c => c.Count);
        return
        [
            .. Enum.GetValues<LeadStatus>().Select(stage => new BoardStage(stage, [.. byStage[stage]], countOf.GetValueOrDefault(stage))),
        ];
    }

    public async Task<IReadOnlyList<LeadCard>> MoreAsync(
        LeadStatus stage,
        BoardFilter filter,
        LeadCard after,
        CancellationToken ct = default
    )
    {
        var search = new CustomerSearch(filter.Search, filter.ManagerId)
            .And("c.lead_status = {0}", stage)
            .And("c.status_changed_at <= {0}", after.StatusChangedAt)
            .And("(c.status_changed_at < {0} OR c.id > @after)", after.StatusChangedAt);
        return await search.ReadAsync<LeadCard>(
            session.Db,
            $"""
            SELECT {CardColumns}
            FROM (
                SELECT {BareColumns} FROM customers c WHERE true{search.Sql}
                ORDER BY c.status_changed_at DESC, c.id LIMIT {BoardStage.Most}
            ) c {Manager}
            ORDER BY c.status_changed_at DESC, c.id
            """,
            ct,
            new NpgsqlParameter("after", after.Id)
        );
    }

    public async Task<IReadOnlyList<LeadCard>> CardsAsync(IReadOnlyCollection<Guid> ids, BoardFilter filter, CancellationToken ct = default)
    {
        var search = new CustomerSearch(filter.Search, filter.ManagerId).And("c.id = ANY({0})", ids.ToArray());
        return await search.ReadAsync<LeadCard>(
            session.Db,
            $"SELECT {CardColumns} FROM (SELECT {BareColumns} FROM customers c WHERE true{search.Sql}) c {Manager}",
            ct
        );
    }

    public async Task<CustomerPages> ListAsync(CustomerFilter filter, Guid? after, CancellationToken ct = default)
    {
        var search = new CustomerSearch(filter.Search, filter.ManagerId);
        if (filter.Status is { } status)
        {
            search.And("c.lead_status = {0}", status);
        }

        if (after is { } key)
        {
            search.And("c.id < {0}", key);
        }

        // Ids are ordered by time, so the primary key is the order of arrival: a page costs the same at the start and at the end.
        var lines = await search.ReadAsync<CustomerLine>(
            session.Db,
            $"""
            SELECT c.id, c.bride_name, c.groom_name, c.wedding_date, c.wedding_venue AS venue,
                coalesce(c.bride_phone, c.groom_phone) AS phone, c.lead_status AS status,
                nullif(concat(m.last_name, m.first_name), '') AS manager_name, c.created_at
            FROM customers c {Manager}
            WHERE true{search.Sql}
            ORDER BY c.id DESC LIMIT {CustomerPages.Size + 1}
            """,
            ct
        );
        return lines.Count > CustomerPages.Size
            ? new CustomerPages(lines[..CustomerPages.Size], lines[CustomerPages.Size - 1].Id)
            : new CustomerPages(lines, null);
    }

    public async Task<IReadOnlyList<ManagerChoice>> ManagersAsync(CancellationToken ct = default) =>
        await session
            .Db.Users.AsNoTracking()
            .Where(u =>
                u.Status == UserStatus.Active && session.Db.Set<RolePermission>().Any(p => p.Role == u.Role && p.Permission == Rights.Leads)
            )
            .Join(session.Db.Set<UserProfile>(), u => u.Id, p => p.UserId, (u, p) => new { u.Id, Name = p.LastName + p.FirstName })
            .OrderBy(m => m.Name)
            .Take(200)
            .Select(m => new ManagerChoice(m.Id, m.Name))
            .ToListAsync(ct);

    private sealed record StageCount(LeadStatus Stage, int Count);
}
