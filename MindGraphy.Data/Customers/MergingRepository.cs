using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Customers;
using Npgsql;

namespace MindGraphy.Data.Customers
{
    /// <summary>Every foreign key to a couple, and what a merge does with it. A test asks the database whether one is missing here.</summary>
    public static class MergeTables
    {
        /// <summary>Columns whose rows move, in the order of the screen.</summary>
        public static IReadOnlyList<(string Table, string Column)> Moving { get; } =
        [
            ("customer_contacts", "customer_id"),
            ("customer_addresses", "customer_id"),
            ("customer_tasks", "customer_id"),
            ("customer_activities", "customer_id"),
            ("customer_changes", "customer_id"),
            ("stage_history", "customer_id"),
            ("consents", "customer_id"),
            ("quotes", "customer_id"),
            ("contracts", "customer_id"),
            ("projects", "customer_id"),
            ("person_bookings", "customer_id"),
            ("notifications", "customer_id"),
            ("link_tokens", "customer_id"),
            ("inquiry_submissions", "customer_id"),
            ("satisfaction_surveys", "customer_id"),
            ("customers", "merged_into_id"),
        ];

        /// <summary>When a row of a moving table came to be, what it says, and the label of an enum where that says it better.</summary>
        internal static IReadOnlyDictionary<string, (string At, string Text, string Code)> Said { get; } =
            new Dictionary<string, (string, string, string)>
            {
                ["customer_contacts"] = ("created_at", "concat_ws(' · ', name, email)", "role"),
                ["customer_addresses"] = (
                    "created_at",
                    "concat_ws(' ', postal_code, state, city, address_line1, address_line2)",
                    "address_type"
                ),
                ["customer_tasks"] = ("created_at", "title", "NULL"),
                ["customer_activities"] = ("happened_at", "coalesce(file_name, left(body, 120))", "kind"),
                ["customer_changes"] = ("changed_at", "concat_ws(' → ', left(old_value, 60), left(new_value, 60))", "field"),
                ["stage_history"] = ("moved_at", "reason", "to_status"),
                ["consents"] = ("given_at", "NULL", "kind"),
                ["quotes"] = ("created_at", "quote_number", "NULL"),
                ["contracts"] = ("created_at", "contract_number", "NULL"),
                ["projects"] = ("created_at", "project_number", "NULL"),
                ["person_bookings"] = ("busy_from", "NULL", "NULL"),
                ["notifications"] = ("created_at", "subject", "NULL"),
                ["link_tokens"] = ("created_at", "NULL", "NULL"),
                ["inquiry_submissions"] = ("received_at", "NULL", "NULL"),
                ["satisfaction_surveys"] = ("submitted_at", "left(testimonial, 120)", "NULL"),
                ["customers"] = ("created_at", "concat(bride_name, ' · ', groom_name)", "NULL"),
            };

        /// <summary>Columns whose rows stay: the search's line, which the database keeps itself, and the record of merges.</summary>
        public static IReadOnlyList<(string Table, string Column)> Staying { get; } =
        [("customer_search", "customer_id"), ("customer_merges", "kept_id"), ("customer_merges", "gone_id")];
    }

    internal sealed class MergingRepository(StudioSession session) : IMergingRepository
    {
        // An open task of a rule that the other couple has open too would be the same task twice: it stays.
        private const string TwiceARule = """
             AND NOT (t.rule_id IS NOT NULL AND t.done_at IS NULL AND t.dropped_at IS NULL AND EXISTS (
                SELECT 1 FROM customer_tasks o
                WHERE o.customer_id = @to AND o.rule_id = t.rule_id AND o.done_at IS NULL AND o.dropped_at IS NULL
            ))
            """;

        private StudioDbContext Db => session.Db;

        public async Task<(Customer Kept, Customer Other)?> LockAsync(Guid kept, Guid other, CancellationToken ct = default)
        {
            // By id, as the database orders them: two merges the other way round wait for each other instead of blocking each other.
            await session.BeginAsync(ct);
            var found = await Db.Set<Customer>()
                .FromSql($"SELECT c.*, c.xmin FROM customers c WHERE c.id IN ({kept}, {other}) ORDER BY c.id FOR UPDATE")
                .ToListAsync(ct);
            if (found.Find(c => c.Id == kept) is not { } stays || found.Find(c => c.Id == other) is not { } goes)
            {
                return null;
            }

            await Db.Entry(stays).Collection(c => c.Contacts).LoadAsync(ct);
            return (stays, goes);
        }

        public async Task<(IReadOnlyDictionary<string, IReadOnlyList<Guid>> Moved, IReadOnlyList<MovedPerson> People)> MoveAsync(
            Guid from,
            Guid to,
            DateTimeOffset now,
            CancellationToken ct = default
        )
        {
            // The values that were chosen first: who is the same person is told by them.
            await Db.SaveChangesAsync(ct);
            var people = await Db
                .Database.SqlQuery<MovedPerson>(
                    $"SELECT id, role::text AS role, removed_at FROM customer_contacts WHERE customer_id = {from} ORDER BY id"
                )
                .ToListAsync(ct);
            var moved = new Dictionary<string, IReadOnlyList<Guid>>();
            foreach (var (table, column) in MergeTables.Moving)
            {
                // Names of this file; what is asked for are parameters.
                var update =
                    $"UPDATE {table} t SET {column} = @to WHERE t.{column} = @from AND t.id <> @to"
                    + (table == "customer_tasks" ? TwiceARule : "")
                    + " RETURNING t.id AS \"Value\"";
                var ids = await Db
                    .Database.SqlQueryRaw<Guid>(update, new NpgsqlParameter("from", from), new NpgsqlParameter("to", to))
                    .ToListAsync(ct);
                if (ids.Count > 0)
                {
                    moved[table] = ids;
                }
            }

            // Bride and groom are there already: whoever is the same person under the same number is put aside, others stay as somebody to call,
            // and so does who signs a contract, which names them.
            Guid[] ours = [.. people.Select(p => p.Id)];
            await Db.Database.ExecuteSqlAsync(
                $"""
                UPDATE customer_contacts p SET role = 'other', removed_at = CASE
                    WHEN NOT EXISTS (SELECT 1 FROM contract_signers g WHERE g.contact_id = p.id) AND EXISTS (
                        SELECT 1 FROM customer_contacts k
                        WHERE k.customer_id = {to} AND k.id <> ALL ({ours}) AND k.removed_at IS NULL AND k.name = p.name
                            AND coalesce(p.phone, k.phone, '') = coalesce(k.phone, '') AND coalesce(p.email, k.email, '') = coalesce(k.email, '')
                    ) THEN coalesce(p.removed_at, {now}) ELSE p.removed_at END
                WHERE p.id = ANY ({ours}) AND p.role IN ('bride', 'groom')
                """,
                ct
            );
            await Db.Database.ExecuteSqlAsync(
                $"""
                UPDATE customer_contacts k SET latin_name = p.latin_name FROM customer_contacts p
                WHERE p.id = ANY ({ours}) AND p.removed_at = {now} AND p.latin_name IS NOT NULL AND k.latin_name IS NULL
                    AND k.customer_id = {to} AND k.id <> ALL ({ours}) AND k.removed_at IS NULL AND k.name = p.name
                """,
                ct
            );
            return (moved, people);
        }

        public async Task<IReadOnlyDictionary<string, int>> MoveBackAsync(CustomerMerge merge, CancellationToken ct = default)
        {
            var before = merge.Before();
            var stayed = new Dictionary<string, int>();
            foreach (var (table, column) in MergeTables.Moving.Where(t => before.Moved.ContainsKey(t.Table)))
            {
                var ids = before.Moved[table].ToArray();
                var update = $"UPDATE {table} SET {column} = @gone WHERE id = ANY (@ids) AND {column} = @kept";
                var back = await Db.Database.ExecuteSqlRawAsync(
                    update,
                    [new NpgsqlParameter("gone", merge.GoneId), new NpgsqlParameter("ids", ids), new NpgsqlParameter("kept", merge.KeptId)],
                    ct
                );
                if (back < ids.Length)
                {
                    stayed[table] = ids.Length - back;
                }
            }

            foreach (var person in before.People)
            {
                await Db.Database.ExecuteSqlAsync(
                    $"UPDATE customer_contacts SET role = {person.Role}::contact_role, removed_at = {person.RemovedAt} WHERE id = {person.Id} AND customer_id = {merge.GoneId}",
                    ct
                );
            }

            return stayed;
        }

        public async Task<IReadOnlyDictionary<string, int>> CountAsync(Guid customer, CancellationToken ct = default)
        {
            var counts = await Db
                .Database.SqlQueryRaw<RowCount>(
                    string.Join(
                        " UNION ALL ",
                        MergeTables.Moving.Select(t =>
                            $"SELECT '{t.Table}' AS \"table\", count(*)::int AS rows FROM {t.Table} WHERE {t.Column} = @id"
                        )
                    ),
                    new NpgsqlParameter("id", customer)
                )
                .ToListAsync(ct);
            return counts.Where(c => c.Rows > 0).ToDictionary(c => c.Table, c => c.Rows);
        }

        public async Task<IReadOnlyList<MovingRow>> RowsAsync(Guid customer, CancellationToken ct = default) =>
            await Db
                .Database.SqlQueryRaw<MovingRow>(
                    string.Join(
                        " UNION ALL ",
                        MergeTables.Moving.Select(t =>
                        {
                            var (at, text, code) = MergeTables.Said[t.Table];
                            return $"(SELECT '{t.Table}' AS \"table\", {at} AS at, ({text})::text AS text, ({code})::text AS code FROM {t.Table} "
                                + $"WHERE {t.Column} = @id ORDER BY 2 DESC LIMIT {MovingRow.Most})";
                        })
                    ),
                    new NpgsqlParameter("id", customer)
                )
                .ToListAsync(ct);

        public void Add(CustomerMerge merge) => Db.Add(merge);

        public async Task<CustomerMerge?> LockMergeAsync(Guid id, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            return (
                await Db.Set<CustomerMerge>().FromSql($"SELECT * FROM customer_merges WHERE id = {id} FOR UPDATE").ToListAsync(ct)
            ).SingleOrDefault();
        }

        public async Task<MergeSide?> SideAsync(Guid id, CancellationToken ct = default)
        {
            if (
                await Db.Set<Customer>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.MergedIntoId == null, ct)
                is not { } customer
            )
            {
                return null;
            }

            var names = await Db
                .Database.SqlQuery<string?>(
                    $"""
                    SELECT (SELECT nullif(concat(m.last_name, m.first_name), '') FROM user_profiles m WHERE m.user_id = {customer.AssignedManagerId}) AS "Value"
                    UNION ALL SELECT (SELECT p.name FROM partners p WHERE p.id = {customer.ReferrerId})
                    """
                )
                .ToListAsync(ct);
            var shown = customer.MergeValues();
            shown[nameof(CustomerField.Manager)] = names[0];
            shown[nameof(CustomerField.Referrer)] = names[1];
            return new MergeSide(customer.Id, customer.CoupleName, customer.LeadStatus, customer.CreatedAt, customer.Version, shown);
        }

        public async Task<MergeState?> StateAsync(Guid id, DateTimeOffset since, CancellationToken ct = default)
        {
            var customer = await Db.Set<Customer>().AsNoTracking().Include(c => c.Contacts).SingleOrDefaultAsync(c => c.Id == id, ct);
            if (customer is null)
            {
                return null;
            }

            if (customer.MergedIntoId is not null)
            {
                return new MergeState(customer.MergedIntoId, null, null, []);
            }

            var undo = await Db.Set<CustomerMerge>()
                .Where(m => m.KeptId == id && m.UndoneAt == null && m.MergedAt >= since)
                .OrderByDescending(m => m.MergedAt)
                .Join(
                    Db.Set<Customer>(),
                    m => m.GoneId,
                    c => c.Id,
                    (m, c) =>
                        new
                        {
                            m.Id,
                            c.BrideName,
                            c.GroomName,
                        }
                )
                .FirstOrDefaultAsync(ct);
            string?[] phones = [customer.BridePhone, customer.GroomPhone, .. customer.Contacts.Select(c => c.Phone)];
            string?[] emails = [customer.Email, .. customer.Contacts.Select(c => c.Email)];
            var duplicates = await DuplicatesAsync(
                id,
                [.. phones.OfType<string>().Distinct()],
                [.. emails.OfType<string>().Distinct()],
                customer.WeddingDate,
                customer.WeddingVenue,
                ct
            );
            return new MergeState(null, undo?.Id, undo is null ? null : undo.BrideName + " · " + undo.GroomName, duplicates);
        }

        public async Task<IReadOnlyList<Duplicate>> DuplicatesAsync(
            Guid? except,
            IReadOnlyCollection<string> phones,
            IReadOnlyCollection<string> emails,
            DateOnly? day,
            string? venue,
            CancellationToken ct = default
        )
        {
            var (numbers, addresses) = (phones.ToArray(), emails.Select(e => e.ToLowerInvariant()).ToArray());
            var rows = await Db
                .Database.SqlQuery<DuplicateRow>(
                    $"""
                    SELECT c.id, c.bride_name, c.groom_name, c.wedding_date, min(f.why) AS why
                    FROM (
                        SELECT id, 0 AS why FROM customers WHERE bride_phone = ANY ({numbers})
                        UNION ALL SELECT id, 0 FROM customers WHERE groom_phone = ANY ({numbers})
                        UNION ALL SELECT customer_id, 0 FROM customer_contacts WHERE phone = ANY ({numbers}) AND removed_at IS NULL
                        UNION ALL SELECT id, 1 FROM customers WHERE lower(email) = ANY ({addresses})
                        UNION ALL SELECT customer_id, 1 FROM customer_contacts WHERE lower(email) = ANY ({addresses}) AND removed_at IS NULL
                        UNION ALL SELECT id, 2 FROM customers WHERE wedding_date = {day} AND merged_into_id IS NULL AND lower(wedding_venue) = lower({venue})
                    ) f JOIN customers c ON c.id = f.id
                    WHERE c.merged_into_id IS NULL AND c.id IS DISTINCT FROM {except}
                    GROUP BY c.id ORDER BY min(f.why), c.id DESC LIMIT 5
                    """
                )
                .ToListAsync(ct);
            return [.. rows.Select(r => new Duplicate(r.Id, r.BrideName + " · " + r.GroomName, r.WeddingDate, (DuplicateReason)r.Why))];
        }

        private sealed record RowCount(string Table, int Rows);

        private sealed record DuplicateRow(Guid Id, string BrideName, string GroomName, DateOnly? WeddingDate, int Why);
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public IMergingRepository Merging => field ??= new Customers.MergingRepository(this);
    }
}
