using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Customers;
using Npgsql;
using NpgsqlTypes;

namespace MindGraphy.Data.Customers;

// A couple's timeline: one union over everything that happened, read from its newest end.
internal sealed partial class CustomerRepository
{
    // Every column of a line with its type; a source names those that it has.
    private static readonly (string Name, string Type)[] LineColumns =
    [
        ("by_id", "uuid"),
        ("person", "text"),
        ("title", "text"),
        ("body", "text"),
        ("note", "text"),
        ("activity", "activity_kind"),
        ("incoming", "boolean"),
        ("edited_at", "timestamptz"),
        ("size", "bigint"),
        ("from_stage", "lead_status"),
        ("to_stage", "lead_status"),
        ("field", "customer_field"),
        ("way", "notification_type"),
        ("sending", "notice_status"),
        ("consent", "consent_kind"),
        ("is_given", "boolean"),
        ("payment", "payment_type"),
        ("won", "bigint"),
        ("delivery", "delivery_type"),
        ("count", "integer"),
        ("link_id", "uuid"),
    ];

    private static readonly TimelineSource[] Sources =
    [
        new(
            TimelineKind.Activity,
            [TimelineFilter.Talk, TimelineFilter.Messages],
            "customer_activities s",
            "s.customer_id = @id AND s.removed_at IS NULL",
            "s.happened_at",
            new()
            {
                ["by_id"] = "s.by_id",
                ["title"] = "s.file_name",
                ["body"] = "s.body",
                ["activity"] = "s.kind",
                ["incoming"] = "s.is_incoming",
                ["edited_at"] = "s.edited_at",
                ["size"] = "s.file_size",
            },
            ForMessages: "s.kind = 'message'"
        ),
        new(
            TimelineKind.Stage,
            [TimelineFilter.Changes],
            "stage_history s",
            "s.customer_id = @id",
            "s.moved_at",
            new()
            {
                ["by_id"] = "s.moved_by_id",
                ["body"] = "s.reason",
                ["note"] = "s.note",
                ["from_stage"] = "s.from_status",
                ["to_stage"] = "s.to_status",
            }
        ),
        new(
            TimelineKind.Change,
            [TimelineFilter.Changes],
            "customer_changes s LEFT JOIN customer_contacts p ON p.id = s.contact_id",
            "s.customer_id = @id",
            "s.changed_at",
            new()
            {
                ["by_id"] = "s.changed_by_id",
                ["person"] = "CASE WHEN s.field <> 'contact' THEN p.name END",
                ["body"] = "s.new_value",
                ["note"] = "s.old_value",
                ["field"] = "s.field",
            }
        ),
        new(
            TimelineKind.Notice,
            [TimelineFilter.Messages],
            "notifications s LEFT JOIN customer_contacts p ON p.id = s.contact_id",
            "s.customer_id = @id",
            "coalesce(s.sent_at, s.created_at)",
            new()
            {
                ["person"] = "coalesce(p.name, s.address)",
                ["body"] = "s.subject",
                ["way"] = "s.notification_type",
                ["sending"] = "s.delivery_status",
            }
        ),
        new(
            TimelineKind.QuoteSent,
            [TimelineFilter.Papers],
            "quotes s",
            "s.customer_id = @id AND s.sent_at IS NOT NULL",
            "s.sent_at",
            new()
            {
                ["title"] = "s.quote_number",
                ["won"] = "s.total::bigint",
                ["link_id"] = "s.id",
            }
        ),
        new(
            TimelineKind.QuoteAnswered,
            [TimelineFilter.Papers],
            "quotes s LEFT JOIN customer_contacts p ON p.id = s.answered_by_id",
            "s.customer_id = @id AND s.answered_at IS NOT NULL",
            "s.answered_at",
            new()
            {
                ["person"] = "p.name",
                ["title"] = "s.quote_number",
                ["body"] = "s.reason",
                ["is_given"] = "s.status = 'accepted'",
                ["won"] = "s.total::bigint",
                ["link_id"] = "s.id",
            }
        ),
        new(
            TimelineKind.Contract,
            [TimelineFilter.Papers],
            "contract_events s JOIN contracts k ON k.id = s.contract_id",
            "k.customer_id = @id AND s.kind NOT LIKE 'payment %'",
            "s.occurred_at",
            new()
            {
                ["title"] = "k.contract_number",
                ["note"] = "s.kind",
                ["link_id"] = "k.id",
            }
        ),
        new(
            TimelineKind.Payment,
            [TimelineFilter.Papers],
            "payments s JOIN contracts k ON k.id = s.contract_id",
            "k.customer_id = @id AND s.payment_date IS NOT NULL AND s.payment_status IN ('completed', 'refunded')",
            "s.payment_date",
            new()
            {
                ["title"] = "k.contract_number",
                ["body"] = "s.depositor",
                ["payment"] = "s.payment_type",
                ["won"] = "s.amount::bigint",
                ["link_id"] = "k.id",
            }
        ),
        new(
            TimelineKind.ProofOpened,
            [TimelineFilter.Photos],
            "proof_gallery_sessions s JOIN projects j ON j.id = s.project_id",
            "j.customer_id = @id AND s.client_viewed_at IS NOT NULL",
            "s.client_viewed_at",
            new() { ["link_id"] = "j.id" }
        ),
        new(
            TimelineKind.ProofSubmitted,
            [TimelineFilter.Photos],
            "proof_gallery_sessions s JOIN projects j ON j.id = s.project_id",
            "j.customer_id = @id AND s.selection_completed_at IS NOT NULL",
            "s.selection_completed_at",
            new() { ["count"] = "s.current_selections", ["link_id"] = "j.id" }
        ),
        new(
            TimelineKind.Album,
            [TimelineFilter.Photos],
            "photo_albums s JOIN projects j ON j.id = s.project_id",
            "j.customer_id = @id AND s.uploaded_at IS NOT NULL",
            "s.uploaded_at",
            new()
            {
                ["by_id"] = "s.uploaded_by",
                ["title"] = "s.title",
                ["count"] = "s.total_photos",
                ["link_id"] = "s.id",
            }
        ),
        new(
            TimelineKind.Delivery,
            [TimelineFilter.Photos],
            "deliverables s JOIN projects j ON j.id = s.project_id",
            "j.customer_id = @id AND s.delivered_at IS NOT NULL",
            "s.delivered_at",
            new()
            {
                ["person"] = "s.recipient_name",
                ["delivery"] = "s.delivery_type",
                ["link_id"] = "j.id",
            }
        ),
        new(
            TimelineKind.Consent,
            [TimelineFilter.Papers],
            "consents s LEFT JOIN customer_contacts p ON p.id = s.contact_id",
            "s.customer_id = @id",
            "s.given_at",
            new()
            {
                ["by_id"] = "s.recorded_by_id",
                ["person"] = "p.name",
                ["consent"] = "s.kind",
                ["is_given"] = "s.is_given",
            }
        ),
        new(
            TimelineKind.Task,
            [TimelineFilter.Changes],
            "customer_tasks s",
            "s.customer_id = @id AND s.done_at IS NOT NULL",
            "s.done_at",
            new()
            {
                ["by_id"] = "s.done_by_id",
                ["title"] = "s.title",
                ["note"] = "s.title_en",
            }
        ),
    ];

    public async Task<TimelinePage> TimelineAsync(
        Guid id,
        TimelineFilter filter,
        TimelinePosition? before,
        int most = TimelinePage.Size,
        CancellationToken ct = default
    )
    {
        var count = Math.Clamp(most, TimelinePage.Size, TimelinePage.MostAtOnce);
        var sources = Sources.Where(s => filter == TimelineFilter.All || s.In.Contains(filter)).Select(s => s.Sql(filter));
        var sql = $"""
            SELECT t.*, nullif(concat(a.last_name, a.first_name), '') AS by_name
            FROM (
                SELECT * FROM ({string.Join(" UNION ALL ", sources)}) u
                WHERE @at::timestamptz IS NULL OR (u.at, u.kind, u.id) < (@at::timestamptz, @kind::int, @last::uuid)
                ORDER BY u.at DESC, u.kind DESC, u.id DESC LIMIT {count + 1}
            ) t LEFT JOIN user_profiles a ON a.user_id = t.by_id
            ORDER BY t.at DESC, t.kind DESC, t.id DESC
            """;
        var lines = await session
            .Db.Database.SqlQueryRaw<TimelineLine>(
                sql,
                new NpgsqlParameter("id", id),
                Parameter("at", NpgsqlDbType.TimestampTz, before?.At.ToUniversalTime()),
                Parameter("kind", NpgsqlDbType.Integer, (int?)before?.Kind),
                Parameter("last", NpgsqlDbType.Uuid, before?.Id)
            )
            .ToListAsync(ct);
        return lines.Count > count ? new TimelinePage(lines[..count], true) : new TimelinePage(lines, false);
    }

    private static NpgsqlParameter Parameter(string name, NpgsqlDbType type, object? value) =>
        new(name, type) { Value = value ?? DBNull.Value };

    /// <summary>One kind of line.</summary>
    /// <param name="Kind">Which.</param>
    /// <param name="In">The filters that show it.</param>
    /// <param name="From">Its tables; the row it tells of is <c>s</c>.</param>
    /// <param name="Where">Which rows.</param>
    /// <param name="At">When.</param>
    /// <param name="Columns">What it says.</param>
    /// <param name="ForMessages">Which of them are messages.</param>
    private sealed record TimelineSource(
        TimelineKind Kind,
        TimelineFilter[] In,
        string From,
        string Where,
        string At,
        Dictionary<string, string> Columns,
        string? ForMessages = null
    )
    {
        public string Sql(TimelineFilter filter) =>
            $"SELECT s.id, {(int)Kind} AS kind, {At} AS at, "
            + string.Join(", ", LineColumns.Select(c => $"({Columns.GetValueOrDefault(c.Name, "NULL")})::{c.Type} AS {c.Name}"))
            + $" FROM {From} WHERE {Where}"
            + (filter == TimelineFilter.Messages && ForMessages is not null ? " AND " + ForMessages : "");
    }
}
