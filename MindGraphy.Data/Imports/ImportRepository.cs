using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Imports;
using Npgsql;

namespace MindGraphy.Data.Imports;

internal sealed class ImportRepository(StudioSession session) : IImportRepository
{
    private const int MostShown = 50;

    // What every couple has from its first moment on: its own people and history do not make it used.
    private static readonly string[] PartsOfACouple = ["customer_contacts", "customer_addresses", "stage_history", "customer_search"];

    public void Add(Import import) => session.Db.Add(import);

    public Task<Import?> FindAsync(Guid id, CancellationToken ct = default) =>
        session.Db.Set<Import>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct);

    public async Task<Import?> LockAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await session
            .Db.Set<Import>()
            .FromSql($"SELECT i.*, i.xmin FROM imports i WHERE i.id = {id} FOR UPDATE")
            .SingleOrDefaultAsync(ct);
    }

    public async Task<ImportSheet?> SheetAsync(Guid id, CancellationToken ct = default)
    {
        var import = await FindAsync(id, ct);
        return import is null
            ? null
            : new ImportSheet(
                import.Id,
                import.FileName,
                import.FileSize,
                import.Status,
                import.CreatedAt,
                await NamesAsync(import.CreatedById, ct),
                import.Columns,
                import.SampleValues,
                import.Mapping,
                import.Rule,
                import.TotalRows,
                import.DoneRows,
                import.NewRows,
                import.DuplicateRows,
                import.FilledRows,
                import.RefusedRows,
                import.FinishedAt,
                import.UndoneAt,
                import.UndoneRows,
                import.KeptRows,
                import.FailedBecause
            );
    }

    public async Task<IReadOnlyList<ImportEntry>> ListAsync(CancellationToken ct = default) =>
        await session
            .Db.Database.SqlQuery<ImportEntry>(
                $"""
                SELECT i.id, i.file_name, i.status, i.created_at, nullif(concat(m.last_name, m.first_name), '') AS by_name, i.new_rows,
                    i.duplicate_rows, i.refused_rows
                FROM imports i LEFT JOIN user_profiles m ON m.user_id = i.created_by_id
                ORDER BY i.created_at DESC LIMIT {MostShown}
                """
            )
            .ToListAsync(ct);

    public Task<string[]?> RememberedAsync(string headerKey, CancellationToken ct = default) =>
        session
            .Db.Set<Import>()
            .Where(i => i.HeaderKey == headerKey && i.Status != ImportStatus.Uploaded)
            .OrderByDescending(i => i.UpdatedAt)
            .Select(i => i.Mapping)
            .FirstOrDefaultAsync(ct)!;

    public IAsyncEnumerable<ImportProblem> ProblemsAsync(Guid id, int? most, CancellationToken ct = default)
    {
        var rows = session
            .Db.Set<ImportProblemRow>()
            .AsNoTracking()
            .Where(p => p.ImportId == id)
            .OrderBy(p => p.RowNumber)
            .ThenBy(p => p.Ordinal);
        return (most is { } count ? rows.Take(count) : rows)
            .AsAsyncEnumerable()
            .Select(p => new ImportProblem(
                p.RowNumber,
                Enum.TryParse<ImportField>(p.Field, out var field) ? field : null,
                p.Column,
                p.Value,
                p.Code,
                p.Limit
            ));
    }

    public Task ClearProblemsAsync(Guid id, CancellationToken ct = default) =>
        session.Db.Set<ImportProblemRow>().Where(p => p.ImportId == id).ExecuteDeleteAsync(ct);

    public async Task AddProblemsAsync(Guid id, IReadOnlyList<ImportProblem> problems, CancellationToken ct = default)
    {
        if (problems.Count == 0)
        {
            return;
        }

        var ordinals = problems.GroupBy(p => p.Row).SelectMany(g => g.Select((p, i) => (Problem: p, Ordinal: i))).ToList();
        await session.Db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO import_problems (import_id, row_number, ordinal, field, "column", value, code, "limit")
            SELECT {id}, p.* FROM unnest(
                {ordinals.Select(o => o.Problem.Row).ToArray()}, {ordinals.Select(o => o.Ordinal).ToArray()},
                {ordinals.Select(o => o.Problem.Field?.ToString()).ToArray()}, {ordinals.Select(o => o.Problem.Column).ToArray()},
                {ordinals.Select(o => o.Problem.Value).ToArray()}, {ordinals.Select(o => o.Problem.Code).ToArray()},
                {ordinals.Select(o => o.Problem.Limit).ToArray()}
            ) p
            ON CONFLICT DO NOTHING
            """,
            ct
        );
    }

    public async Task<IReadOnlyList<ImportManager>> ManagersAsync(CancellationToken ct = default) =>
        await session
            .Db.Users.AsNoTracking()
            .Where(u =>
                u.Status == UserStatus.Active && session.Db.Set<RolePermission>().Any(p => p.Role == u.Role && p.Permission == Rights.Leads)
            )
            .Join(
                session.Db.Set<UserProfile>(),
                u => u.Id,
                p => p.UserId,
                (u, p) => new ImportManager(u.Id, p.LastName + p.FirstName, u.Email ?? "")
            )
            .ToListAsync(ct);

    public async Task TakeTurnAsync(CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await session.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('mindgraphy-import'))", ct);
    }

    public async Task<IReadOnlyList<KnownCouple>> AlikeAsync(IReadOnlyList<CustomerDetails> rows, CancellationToken ct = default)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var phones = rows.SelectMany(r => new[] { Phone.Parse(r.BridePhone), Phone.Parse(r.GroomPhone) })
            .OfType<string>()
            .Distinct()
            .ToArray();
        var emails = rows.Select(r => StudioText.Clean(r.Email)?.ToLowerInvariant()).OfType<string>().Distinct().ToArray();
        var weddings = rows.Where(r => r.WeddingDate is not null && r.WeddingVenue is not null).ToList();
        var days = weddings.ConvertAll(r => r.WeddingDate!.Value).ToArray();
        var venues = weddings.ConvertAll(r => StudioText.Clean(r.WeddingVenue)!.ToLowerInvariant()).ToArray();
        var brides = weddings.ConvertAll(r => StudioText.Clean(r.BrideName)).ToArray();
        var grooms = weddings.ConvertAll(r => StudioText.Clean(r.GroomName)).ToArray();
        return await session
            .Db.Database.SqlQuery<KnownCouple>(
                $"""
                SELECT c.id, c.groom_name, c.bride_name, c.groom_phone, c.bride_phone, c.email, c.wedding_date, c.wedding_venue
                FROM customers c
                WHERE c.merged_into_id IS NULL AND c.id IN (
                    SELECT id FROM customers WHERE bride_phone = ANY({phones})
                    UNION SELECT id FROM customers WHERE groom_phone = ANY({phones})
                    UNION SELECT id FROM customers WHERE lower(email) = ANY({emails})
                    UNION SELECT w.id FROM unnest({days}, {venues}, {brides}, {grooms}) AS p(day, venue, bride, groom)
                        JOIN customers w ON w.wedding_date = p.day AND w.wedding_venue IS NOT NULL AND lower(w.wedding_venue) = p.venue
                            AND (lower(w.bride_name) = lower(p.bride) OR lower(w.groom_name) = lower(p.groom))
                )
                ORDER BY c.id
                """
            )
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Customer>> LockCouplesAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var couples = await session
            .Db.Set<Customer>()
            .FromSql($"SELECT c.*, c.xmin FROM customers c WHERE c.id = ANY({ids.ToArray()}) ORDER BY c.id FOR UPDATE")
            .ToListAsync(ct);
        await session.Db.Set<CustomerContact>().Where(c => ids.Contains(c.CustomerId)).LoadAsync(ct);
        await session.Db.Set<CustomerAddress>().Where(a => ids.Contains(a.CustomerId)).LoadAsync(ct);
        return couples;
    }

    public async Task<IReadOnlySet<Guid>> MadeByAsync(Guid importId, IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
        await session
            .Db.Set<ImportRow>()
            .Where(r => r.ImportId == importId && r.Filled == null && ids.Contains(r.CustomerId))
            .Select(r => r.CustomerId)
            .ToHashSetAsync(ct);

    public Task RewroteAsync(Guid importId, Guid customerId, DateTimeOffset at, CancellationToken ct = default) =>
        session
            .Db.Set<ImportRow>()
            .Where(r => r.ImportId == importId && r.CustomerId == customerId && r.Filled == null)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.WrittenAt, at), ct);

    public async Task WriteAsync(
        Guid importId,
        IReadOnlyList<MadeCouple> made,
        IReadOnlyList<FilledCouple> filled,
        CancellationToken ct = default
    )
    {
        await session.BeginAsync(ct);
        var now = session.Clock.Now;
        var rows = made.Select(m => new ImportRow
            {
                ImportId = importId,
                RowNumber = m.Row,
                CustomerId = m.Customer.Id,
                WrittenAt = m.Customer.UpdatedAt,
            })
            .Concat(
                filled.Select(f => new ImportRow
                {
                    ImportId = importId,
                    RowNumber = f.Row,
                    CustomerId = f.CustomerId,
                    Filled = JsonSerializer.Serialize(f.Values),
                    WrittenAt = now,
                })
            );
        await CoupleCopy.WriteAsync(
            (NpgsqlConnection)session.Db.Database.GetDbConnection(),
            [.. made.Select(m => m.Customer)],
            [.. rows],
            ct
        );
    }

    public async Task<(int Removed, int Kept)> RemoveMadeAsync(Guid importId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        session.Db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        await session.Db.Database.ExecuteSqlAsync(
            $"""
            SELECT 1 FROM customers c WHERE c.id IN (SELECT r.customer_id FROM import_rows r WHERE r.import_id = {importId} AND r.filled IS NULL)
            ORDER BY c.id FOR UPDATE
            """,
            ct
        );
        var used = string.Concat(
            (await TablesOfCouplesAsync(ct)).Select(t => $" OR EXISTS (SELECT 1 FROM {t} x WHERE x.customer_id = c.id)")
        );
#pragma warning disable EF1002 // Names of tables and columns, from the catalog and quoted by it.
        var kept = await session.Db.Database.ExecuteSqlRawAsync(
            $"""
            UPDATE import_rows r SET kept = CASE
                WHEN EXISTS (SELECT 1 FROM contracts k WHERE k.customer_id = c.id) THEN 'contract'::kept_reason
                WHEN EXISTS (SELECT 1 FROM projects p WHERE p.customer_id = c.id) THEN 'project'
                WHEN EXISTS (SELECT 1 FROM stage_history s WHERE s.customer_id = c.id OFFSET 1) THEN 'moved'
                WHEN c.updated_at <> r.written_at THEN 'edited'
                ELSE 'used' END
            FROM customers c
            WHERE r.import_id = @import AND r.filled IS NULL AND c.id = r.customer_id AND (
                c.updated_at <> r.written_at OR EXISTS (SELECT 1 FROM stage_history s WHERE s.customer_id = c.id OFFSET 1){used}
            )
            """,
            [new NpgsqlParameter("import", importId)],
            ct
        );
#pragma warning restore EF1002
        var removed = await session.Db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM customers c USING import_rows r
            WHERE r.import_id = {importId} AND r.filled IS NULL AND r.kept IS NULL AND c.id = r.customer_id
            """,
            ct
        );
        await session.Db.Database.ExecuteSqlAsync(
            $"UPDATE import_rows SET undone_at = {session.Clock.Now} WHERE import_id = {importId} AND filled IS NULL AND kept IS NULL",
            ct
        );
        return (removed, kept);
    }

    public async Task<IReadOnlyList<FilledCouple>> FilledAsync(Guid importId, CancellationToken ct = default)
    {
        var rows = await session
            .Db.Set<ImportRow>()
            .AsNoTracking()
            .Where(r => r.ImportId == importId && r.Filled != null)
            .OrderBy(r => r.RowNumber)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new FilledCouple(
                r.RowNumber,
                r.CustomerId,
                JsonSerializer.Deserialize<Dictionary<string, string>>(r.Filled!) ?? []
            )),
        ];
    }

    public async Task MarkFilledAsync(
        Guid importId,
        IReadOnlyCollection<int> restored,
        IReadOnlyCollection<int> kept,
        CancellationToken ct = default
    )
    {
        var now = session.Clock.Now;
        await session
            .Db.Set<ImportRow>()
            .Where(r => r.ImportId == importId && restored.Contains(r.RowNumber))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.UndoneAt, now), ct);
        await session
            .Db.Set<ImportRow>()
            .Where(r => r.ImportId == importId && kept.Contains(r.RowNumber))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Kept, KeptReason.Edited), ct);
    }

    public async Task<IReadOnlyList<KeptCouple>> KeptAsync(Guid importId, CancellationToken ct = default) =>
        await session
            .Db.Database.SqlQuery<KeptCouple>(
                $"""
                SELECT r.row_number AS row, r.customer_id, c.bride_name, c.groom_name, r.kept AS reason
                FROM import_rows r JOIN customers c ON c.id = r.customer_id
                WHERE r.import_id = {importId} AND r.kept IS NOT NULL ORDER BY r.row_number LIMIT 200
                """
            )
            .ToListAsync(ct);

    public async Task<IReadOnlyList<string>> OldFilesAsync(DateTimeOffset before, CancellationToken ct = default) =>
        await session
            .Db.Set<Import>()
            .Where(i => i.UpdatedAt < before && i.UpdatedAt > before.AddDays(-30))
            .Select(i => i.FileKey)
            .ToListAsync(ct);

    // Whatever refers to a couple makes it used, also tables that are not thought of yet.
    private async Task<List<string>> TablesOfCouplesAsync(CancellationToken ct) =>
        await session
            .Db.Database.SqlQuery<string>(
                $"""
                SELECT DISTINCT format('%I', c.relname) AS "Value"
                FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
                WHERE k.contype = 'f' AND k.confrelid = 'customers'::regclass AND a.attname = 'customer_id' AND c.relname <> ALL({PartsOfACouple})
                """
            )
            .ToListAsync(ct);

    private async Task<string?> NamesAsync(Guid? userId, CancellationToken ct) =>
        userId is null
            ? null
            : await session
                .Db.Set<UserProfile>()
                .Where(p => p.UserId == userId)
                .Select(p => p.LastName + p.FirstName)
                .FirstOrDefaultAsync(ct);
}
