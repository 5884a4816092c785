using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Data.Customers;

// Board and list: the same cards, the same conditions, the same orders. Rows are narrowed down, ordered and cut before anything is joined.
internal sealed partial class CustomerRepository
{
    // What a card says. The contract is looked up only where the card speaks of it, the task only where there is one.
    private const string CardColumns = """
        c.id, c.bride_name, c.groom_name, c.wedding_date, c.wedding_venue AS venue, c.lead_status AS status, c.status_changed_at,
        c.assigned_manager_id AS manager_id, nullif(concat(m.last_name, m.first_name), '') AS manager_name, c.cancel_reason,
        CASE WHEN c.lead_status = 'proposal' THEN (
            SELECT k.contract_status FROM contracts k WHERE k.customer_id = c.id AND k.contract_status <> 'cancelled' AND k.amends_id IS NULL
            ORDER BY k.created_at DESC LIMIT 1
        ) END AS contract, c.version, c.wedding_time, c.source_channel AS source, t.title AS next_task, t.title_en AS next_task_en, c.next_task_on, c.last_touched_at,
        c.created_at, c.first_response_at
        """;

    private const string BareColumns = """
        c.id, c.bride_name, c.groom_name, c.wedding_date, c.wedding_time, c.wedding_venue, c.lead_status, c.status_changed_at,
        c.assigned_manager_id, c.cancel_reason, c.xmin::text::bigint AS version, c.source_channel, c.next_task_on, c.last_touched_at,
        c.created_at, c.first_response_at, c.bride_phone, c.groom_phone, c.referrer_id
        """;

    private const string Joined = """
        LEFT JOIN user_profiles m ON m.user_id = c.assigned_manager_id
        LEFT JOIN LATERAL (
            SELECT t.title, t.title_en FROM customer_tasks t
            WHERE t.customer_id = c.id AND t.done_at IS NULL AND t.dropped_at IS NULL
            ORDER BY t.due_on, t.id LIMIT 1
        ) t ON c.next_task_on IS NOT NULL
        """;

    public async Task<IReadOnlyList<BoardStage>> BoardAsync(BoardFilter filter, CancellationToken ct = default)
    {
        var search = new CustomerSearch(filter, session.Clock);
        var order = LeadOrder.OnBoard(filter.Sort);
        var cards = await search.ReadAsync<LeadCard>(
            session.Db,
            $"""
            SELECT {CardColumns}
            FROM unnest(enum_range(NULL::lead_status)) AS s(stage)
            CROSS JOIN LATERAL (
                SELECT {BareColumns} FROM customers c WHERE c.lead_status = s.stage{search.Sql}
                ORDER BY {order.Sql} LIMIT {BoardStage.Most}
            ) c {Joined}
            ORDER BY c.lead_status, {order.Sql}
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
        var order = LeadOrder.OnBoard(filter.Sort);
        var search = new CustomerSearch(filter, session.Clock).And("c.lead_status = {0}", stage);
        order.GoOn(search, order.KeyOf(after), after.Id);
        return await search.ReadAsync<LeadCard>(
            session.Db,
            $"""
            SELECT {CardColumns}
            FROM (
                SELECT {BareColumns} FROM customers c WHERE true{search.Sql}
                ORDER BY {order.Sql} LIMIT {BoardStage.Most}
            ) c {Joined}
            ORDER BY {order.Sql}
            """,
            ct
        );
    }

    public async Task<IReadOnlyList<LeadCard>> CardsAsync(IReadOnlyCollection<Guid> ids, BoardFilter filter, CancellationToken ct = default)
    {
        var search = new CustomerSearch(filter, session.Clock).And("c.id = ANY({0})", ids.ToArray());
        return await search.ReadAsync<LeadCard>(
            session.Db,
            $"SELECT {CardColumns} FROM (SELECT {BareColumns} FROM customers c WHERE true{search.Sql}) c {Joined}",
            ct
        );
    }

    public async Task<CustomerPages> ListAsync(CustomerFilter filter, string? after, CancellationToken ct = default)
    {
        var order = LeadOrder.InList(filter.Sort);
        var search = CustomerSearch.Of(filter, session.Clock);
        if (order.Read(after) is var (key, id))
        {
            order.GoOn(search, key, id);
        }

        var rows = await search.ReadAsync<ListRow>(
            session.Db,
            $"""
            SELECT {CardColumns}, coalesce(c.bride_phone, c.groom_phone) AS phone, p.name AS referrer
            FROM (
                SELECT {BareColumns} FROM customers c WHERE true{search.Sql}
                ORDER BY {order.Sql} LIMIT {CustomerPages.Size + 1}
            ) c {Joined}
            LEFT JOIN partners p ON p.id = c.referrer_id
            ORDER BY {order.Sql}
            """,
            ct
        );
        var all = CustomerSearch.Of(filter, session.Clock);
        var count = await all.ReadAsync<int>(
            session.Db,
            $"""
            SELECT count(*)::int AS "Value" FROM (SELECT 1 FROM customers c WHERE true{all.Sql} LIMIT {CustomerPages.MostCounted}) counted
            """,
            ct
        );
        var lines = rows.Take(CustomerPages.Size).Select(r => new CustomerLine(r.Card, r.Phone, r.Referrer)).ToList();
        return new CustomerPages(lines, rows.Count > CustomerPages.Size ? order.Write(lines[^1].Card) : null, count[0]);
    }

    public async Task<IReadOnlyList<Guid>> IdsAsync(LeadFilter filter, int most, CancellationToken ct = default)
    {
        var search = filter is CustomerFilter list ? CustomerSearch.Of(list, session.Clock) : new CustomerSearch(filter, session.Clock);
        var order = LeadOrder.InList(filter.Sort);
        return await search.ReadAsync<Guid>(
            session.Db,
            $"SELECT c.id AS \"Value\" FROM customers c WHERE true{search.Sql} ORDER BY {order.Sql} LIMIT {most}",
            ct
        );
    }

    public async Task<IReadOnlyList<Addressee>> AddresseesAsync(
        IReadOnlyCollection<Guid> ids,
        bool advertising,
        CancellationToken ct = default
    ) =>
        await session
            .Db.Database.SqlQueryRaw<Addressee>(
                """
                SELECT c.id AS customer_id, p.id AS contact_id, c.bride_name, c.groom_name, coalesce(p.email, c.email) AS email,
                    coalesce(p.language, b.language, 'ko') AS language, c.wedding_date, c.wedding_venue AS venue,
                    nullif(concat(m.last_name, m.first_name), '') AS manager_name,
                    coalesce(p.agreed, false) AS marketing_consent
                FROM customers c
                LEFT JOIN LATERAL (
                    SELECT k.id, k.email, k.language, a.agreed
                    FROM customer_contacts k
                    LEFT JOIN LATERAL (
                        SELECT s.is_given AS agreed FROM consents s WHERE s.contact_id = k.id AND s.kind = 'marketing'
                        ORDER BY s.given_at DESC, s.id DESC LIMIT 1
                    ) a ON true
                    WHERE k.customer_id = c.id AND k.email IS NOT NULL AND k.removed_at IS NULL
                    ORDER BY {1} AND coalesce(a.agreed, false) DESC, array_position(ARRAY['bride', 'groom']::contact_role[], k.role), k.id
                    LIMIT 1
                ) p ON true
                LEFT JOIN LATERAL (
                    SELECT k.language FROM customer_contacts k WHERE k.customer_id = c.id AND k.role = 'bride' ORDER BY k.id LIMIT 1
                ) b ON true
                LEFT JOIN user_profiles m ON m.user_id = c.assigned_manager_id
                WHERE c.id = ANY({0}) AND c.merged_into_id IS NULL
                ORDER BY c.id
                """,
                ids.ToArray(),
                advertising
            )
            .ToListAsync(ct);

    private sealed record StageCount(LeadStatus Stage, int Count);

    private sealed record ListRow(
        Guid Id,
        string BrideName,
        string GroomName,
        DateOnly? WeddingDate,
        string? Venue,
        LeadStatus Status,
        DateTimeOffset StatusChangedAt,
        Guid? ManagerId,
        string? ManagerName,
        string? CancelReason,
        Domain.Contracts.ContractStatus? Contract,
        uint Version,
        TimeOnly? WeddingTime,
        string? Source,
        string? NextTask,
        DateOnly? NextTaskOn,
        DateTimeOffset LastTouchedAt,
        DateTimeOffset CreatedAt,
        DateTimeOffset? FirstResponseAt,
        string? NextTaskEn,
        string? Phone,
        string? Referrer
    )
    {
        public LeadCard Card =>
            new(
                Id,
                BrideName,
                GroomName,
                WeddingDate,
                Venue,
                Status,
                StatusChangedAt,
                ManagerId,
                ManagerName,
                CancelReason,
                Contract,
                Version,
                WeddingTime,
                Source,
                NextTask,
                NextTaskOn,
                LastTouchedAt,
                CreatedAt,
                FirstResponseAt,
                NextTaskEn
            );
    }
}
