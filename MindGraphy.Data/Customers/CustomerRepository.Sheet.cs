using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Data.Customers;

// A couple's page: its sheet is one statement, its timeline another.
internal sealed partial class CustomerRepository
{
    // What a sheet is called in JSON: as the database says it.
    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public async Task<CustomerSheet?> SheetAsync(Guid id, CancellationToken ct = default)
    {
        var json = await session
            .Db.Database.SqlQuery<string>(
                $"""
                SELECT (to_jsonb(c) || jsonb_build_object(
                    'version', c.xmin::text::bigint,
                    'manager_name', nullif(concat(m.last_name, m.first_name), ''),
                    'referrer_name', r.name,
                    'contacts', (SELECT coalesce(json_agg(x), '[]') FROM (
                        SELECT id, role, name, latin_name, phone, email, language FROM customer_contacts
                        WHERE customer_id = c.id AND removed_at IS NULL ORDER BY role <> 'bride', role, id LIMIT 50) x),
                    'addresses', (SELECT coalesce(json_agg(x), '[]') FROM (
                        SELECT * FROM customer_addresses WHERE customer_id = c.id ORDER BY address_type, is_primary DESC, id LIMIT 50) x),
                    'consents', (SELECT coalesce(json_agg(x ORDER BY x.given_at DESC), '[]') FROM (
                        SELECT DISTINCT ON (contact_id, kind) contact_id, kind, text_version, is_given, given_at FROM consents
                        WHERE customer_id = c.id ORDER BY contact_id, kind, given_at DESC, id DESC) x),
                    'stages', (SELECT coalesce(json_agg(x), '[]') FROM (
                        SELECT s.from_status AS "from", s.to_status AS "to", s.reason,
                            nullif(concat(p.last_name, p.first_name), '') AS by_name, s.moved_at AS at
                        FROM stage_history s LEFT JOIN user_profiles p ON p.user_id = s.moved_by_id
                        WHERE s.customer_id = c.id ORDER BY s.moved_at DESC, s.id DESC LIMIT 200) x),
                    'quotes', (SELECT coalesce(json_agg(x), '[]') FROM (
                        SELECT id, quote_number AS number, status, total::bigint AS total, valid_until
                        FROM quotes WHERE customer_id = c.id AND status <> 'withdrawn' ORDER BY created_at DESC, id LIMIT 20) x),
                    'contracts', (SELECT coalesce(json_agg(x), '[]') FROM (
                        SELECT k.id, k.contract_number AS number, k.contract_status AS status, k.total_amount::bigint AS total,
                            (SELECT coalesce(sum(CASE WHEN p.payment_type = 'refund' THEN -p.amount ELSE p.amount END), 0)::bigint
                                FROM payments p WHERE p.contract_id = k.id
                                    AND (p.payment_status = 'completed' OR p.payment_status = 'refunded' AND p.payment_type <> 'refund')
                            ) AS paid,
                            due.kind AS next_due, coalesce(due.open, 0)::bigint AS next_amount, due.due_on AS next_due_on
                        FROM contracts k
                        LEFT JOIN LATERAL (
                            SELECT l.kind, l.amount - l.paid AS open, l.due_on FROM payment_plan_lines l
                            WHERE l.contract_id = k.id AND l.paid < l.amount AND k.contract_status NOT IN ('draft', 'cancelled')
                            ORDER BY l.due_on, l.position LIMIT 1) due ON true
                        WHERE k.customer_id = c.id AND k.amends_id IS NULL ORDER BY k.created_at DESC, k.id LIMIT 20) x),
                    'projects', (SELECT coalesce(json_agg(x), '[]') FROM (
                        SELECT id, project_number AS number, project_type AS type, project_status AS status, wedding_date
                        FROM projects WHERE customer_id = c.id ORDER BY created_at DESC, id LIMIT 20) x),
                    'tasks', (SELECT coalesce(json_agg(x), '[]') FROM (
                        SELECT t.id, t.customer_id, c.bride_name, c.groom_name, t.title, t.title_en, t.due_on, t.owner_id,
                            nullif(concat(o.last_name, o.first_name), '') AS owner_name, t.rule_id IS NOT NULL AS by_rule, t.done_at
                        FROM customer_tasks t LEFT JOIN user_profiles o ON o.user_id = coalesce(t.owner_id, c.assigned_manager_id)
                        WHERE t.customer_id = c.id AND t.done_at IS NULL AND t.dropped_at IS NULL ORDER BY t.due_on, t.id LIMIT 50) x)
                ))::text AS "Value"
                FROM customers c
                LEFT JOIN user_profiles m ON m.user_id = c.assigned_manager_id
                LEFT JOIN partners r ON r.id = c.referrer_id
                WHERE c.id = {id}
                """
            )
            .SingleOrDefaultAsync(ct);
        return json is null ? null : JsonSerializer.Deserialize<SheetRow>(json, Snake)!.ToSheet();
    }

    public async Task<Activity?> LockActivityAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await session
            .Db.Set<Activity>()
            .FromSql($"SELECT * FROM customer_activities WHERE id = {id} FOR UPDATE")
            .SingleOrDefaultAsync(ct);
    }

    public Task<Consent?> LatestConsentAsync(Guid contactId, ConsentKind kind, CancellationToken ct = default) =>
        session
            .Db.Set<Consent>()
            .AsNoTracking()
            .Where(c => c.ContactId == contactId && c.Kind == kind)
            .OrderByDescending(c => c.GivenAt)
            .ThenByDescending(c => c.Id)
            .FirstOrDefaultAsync(ct);

    private sealed record SheetRow(
        Guid Id,
        string GroomName,
        string BrideName,
        string? GroomPhone,
        string? BridePhone,
        string? Email,
        string? SourceChannel,
        LeadStatus LeadStatus,
        DateTimeOffset StatusChangedAt,
        string? CancelReason,
        string? CancelNote,
        Guid? AssignedManagerId,
        string? ManagerName,
        Guid? ReferrerId,
        string? ReferrerName,
        DateOnly? WeddingDate,
        TimeOnly? WeddingTime,
        string? WeddingVenue,
        Domain.Projects.ProjectType? WishedType,
        string? Notes,
        DateTimeOffset? FirstResponseAt,
        DateTimeOffset LastTouchedAt,
        Guid? MergedIntoId,
        DateTimeOffset CreatedAt,
        uint Version,
        List<ContactLine> Contacts,
        List<AddressRow> Addresses,
        List<ConsentLine> Consents,
        List<StageLine> Stages,
        List<QuoteRow> Quotes,
        List<ContractRow> Contracts,
        List<ProjectFact> Projects,
        List<TaskLine> Tasks
    )
    {
        public CustomerSheet ToSheet() =>
            new(
                Id,
                new CustomerDetails(
                    GroomName,
                    BrideName,
                    GroomPhone,
                    BridePhone,
                    Email,
                    WeddingDate,
                    WeddingTime,
                    WeddingVenue,
                    SourceChannel,
                    Notes,
                    WishedType
                ),
                LeadStatus,
                StatusChangedAt,
                CancelReason,
                AssignedManagerId,
                ManagerName,
                CreatedAt,
                Version,
                Contacts,
                Consents,
                Stages,
                new CustomerFile(
                    CancelNote,
                    ReferrerId,
                    ReferrerName,
                    FirstResponseAt,
                    LastTouchedAt,
                    MergedIntoId,
                    [.. Addresses.Select(a => a.ToLine())],
                    [.. Quotes.Select(q => q.ToFact())],
                    [.. Contracts.Select(c => c.ToFact())],
                    Projects,
                    Tasks
                )
            );
    }

    private sealed record AddressRow(
        Guid Id,
        AddressType AddressType,
        string? PostalCode,
        [property: JsonPropertyName("address_line1")] string? Line1,
        [property: JsonPropertyName("address_line2")] string? Line2,
        string? City,
        string? State,
        string Country,
        bool IsPrimary
    )
    {
        public AddressLine ToLine() => new(Id, new AddressDetails(AddressType, PostalCode, Line1, Line2, City, State, Country, IsPrimary));
    }

    private sealed record QuoteRow(Guid Id, string Number, Domain.Quotes.QuoteStatus Status, long Total, DateOnly ValidUntil)
    {
        public QuoteFact ToFact() => new(Id, Number, Status, new Money(Total), ValidUntil);
    }

    private sealed record ContractRow(
        Guid Id,
        string Number,
        ContractStatus Status,
        long Total,
        long Paid,
        PlanLineKind? NextDue,
        long NextAmount,
        DateOnly? NextDueOn
    )
    {
        public ContractFact ToFact() =>
            new(Id, Number, Status, new Money(Total), new Money(Paid), NextDue, new Money(NextAmount), NextDueOn);
    }
}
