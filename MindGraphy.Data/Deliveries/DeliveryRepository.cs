using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Projects;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using NpgsqlTypes;

namespace MindGraphy.Data.Deliveries;

/// <summary>Handing over: what changes it. What screens read is in the other part.</summary>
internal sealed partial class DeliveryRepository(StudioSession session) : IDeliveryRepository
{
    private const int MostDue = 500;

    private StudioDbContext Db => session.Db;

    public async Task OriginalMovedAsync(string former, string now, string sha256, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Set<DeliveryFile>()
            .Where(f => f.StoreKey == former && f.Sha256 == sha256)
            .ExecuteUpdateAsync(f => f.SetProperty(x => x.StoreKey, now), ct);
    }

    public void Add(Deliverable delivery) => Db.Add(delivery);

    public void AddFiles(IEnumerable<DeliveryFile> files) => Db.AddRange(files);

    public void Add(DeliveryDownload download) =>
        Db.Add(download).Property(DeliveryConfiguration.Sent).CurrentValue = Array.Empty<NpgsqlRange<long>>();

    public async Task<Deliverable?> LockAsync(
        Guid id,
        Guid? customerId = null,
        uint? expectedVersion = null,
        CancellationToken ct = default
    )
    {
        await session.BeginAsync(ct);
        var found = await Db.Set<Deliverable>()
            .FromSql(
                $"""
                SELECT d.*, d.xmin, d.pin_paused_until AS "Pin_PausedUntil"
                FROM deliverables AS d JOIN projects AS p ON p.id = d.project_id
                WHERE d.id = {id} AND ({customerId}::uuid IS NULL OR p.customer_id = {customerId}) FOR UPDATE OF d
                """
            )
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
        if (found is not null)
        {
            session.Expect(found, expectedVersion);
        }

        return found;
    }

    public Task<Deliverable?> FindAsync(Guid id, Guid? customerId = null, CancellationToken ct = default) =>
        Db.Set<Deliverable>()
            .AsNoTracking()
            .Where(d =>
                d.Id == id
                && (customerId == null || Db.Set<Domain.Projects.Project>().Any(p => p.Id == d.ProjectId && p.CustomerId == customerId))
            )
            .SingleOrDefaultAsync(ct);

    public async Task<DeliveryCouple?> CoupleAsync(Guid projectId, CancellationToken ct = default)
    {
        // The system sees all, staff theirs, and a couple its own.
        var found = await (
            from project in session.VisibleProjects()
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            where project.Id == projectId
            select new
            {
                project.CustomerId,
                customer.BrideName,
                customer.GroomName,
                project.WeddingDate,
            }
        ).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var people = await Db.Set<CustomerContact>()
            .AsNoTracking()
            .Where(c => c.CustomerId == found.CustomerId && c.RemovedAt == null)
            .OrderBy(c => c.Role)
            .ThenBy(c => c.Id)
            .Select(c => new DeliveryPerson(c.Id, c.Name, c.Email, c.Language))
            .ToListAsync(ct);
        return new DeliveryCouple(
            projectId,
            found.CustomerId,
            found.BrideName + " · " + found.GroomName,
            found.WeddingDate,
            await OutstandingAsync(projectId, ct),
            people
        );
    }

    // Of a contract that was called off nothing is waited for: what is settled then is another matter.
    public async Task<Money> OutstandingAsync(Guid projectId, CancellationToken ct = default) =>
        new(
            await Db
                .Database.SqlQuery<long>(
                    $"""
                    SELECT coalesce(sum(l.amount - l.paid), 0)::bigint AS "Value"
                    FROM projects p JOIN contracts k ON k.id = p.contract_id AND k.contract_status <> 'cancelled'
                        JOIN payment_plan_lines l ON l.contract_id = k.id
                    WHERE p.id = {projectId}
                    """
                )
                .SingleAsync(ct)
        );

    public async Task<IReadOnlyList<DeliverablePhoto>> PhotosAsync(Guid projectId, Guid albumId, CancellationToken ct = default)
    {
        // Proofs bear a watermark; of a frame that was written twice the picture goes, not the raw file; of one that was retouched again its last version.
        // Of what came back for a job only what is somebody's version: another wedding's file that was dropped by mistake goes to nobody.
        await session.BeginAsync(ct);
        return await Db
            .Database.SqlQuery<DeliverablePhoto>(
                $"""
                SELECT p.id, p.file_name, p.file_path, coalesce(p.file_size_bytes, 0) AS bytes, p.content_sha256 AS sha256,
                    coalesce(p.rendition_hash, p.content_sha256) AS shown_hash, coalesce(p.taken_at, p.created_at) AS at
                FROM photos p JOIN photo_albums a ON a.id = p.album_id
                WHERE a.id = {albumId} AND a.project_id = {projectId} AND a.album_type <> 'proof' AND p.deleted_at IS NULL
                    AND p.ready_at IS NOT NULL AND p.pair_of_id IS NULL
                    AND NOT EXISTS (SELECT 1 FROM editing_returns r JOIN photos o ON o.id = r.original_id
                        WHERE r.photo_id = p.id AND r.outcome = 'matched' AND o.edited_version_id <> p.id)
                    AND (NOT EXISTS (SELECT 1 FROM editing_queue j WHERE j.return_album_id = a.id)
                        OR EXISTS (SELECT 1 FROM editing_returns r JOIN photos o ON o.id = r.original_id
                            WHERE r.photo_id = p.id AND r.outcome = 'matched' AND o.edited_version_id = p.id))
                ORDER BY p.sort_key, p.id FOR SHARE OF p
                """
            )
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<DeliveryFile>> UnreadAsync(Guid id, int most, CancellationToken ct = default) =>
        await Db.Set<DeliveryFile>()
            .AsNoTracking()
            .Where(f => f.DeliverableId == id && f.Crc32 == null)
            .OrderBy(f => f.Position)
            .Take(most)
            .ToListAsync(ct);

    public Task<DeliveryFile?> FileAsync(Guid id, int position, CancellationToken ct = default) =>
        Db.Set<DeliveryFile>().SingleOrDefaultAsync(f => f.DeliverableId == id && f.Position == position, ct);

    public async Task<IReadOnlyList<DeliveryFile>> FilesAsync(Guid id, CancellationToken ct = default) =>
        await Db.Set<DeliveryFile>().Where(f => f.DeliverableId == id).OrderBy(f => f.Position).ToListAsync(ct);

    public async Task<IReadOnlyList<DeliveryDownload>> DownloadsAsync(
        Guid id,
        Guid contactId,
        DownloadName name,
        CancellationToken ct = default
    ) =>
        await Db.Set<DeliveryDownload>()
            .Where(d =>
                d.DeliverableId == id
                && d.ContactId == contactId
                && d.Size == name.Size
                && d.Part == name.Part
                && d.Position == name.Position
            )
            .OrderByDescending(d => d.Nth)
            .ToListAsync(ct);

    public async Task<bool> SentAsync(Guid downloadId, long from, long to, DateTimeOffset now, CancellationToken ct = default)
    {
        // Two pieces that end at once wait for each other at the row: the later one sees both.
        var completed = await Db
            .Database.SqlQuery<bool>(
                $"""
                UPDATE delivery_downloads SET sent = sent + int8multirange(int8range({from}, {to})), last_at = {now},
                    completed_at = CASE WHEN completed_at IS NULL
                        AND sent + int8multirange(int8range({from}, {to})) @> int8range(0, length) THEN {now} ELSE completed_at END
                WHERE id = {downloadId}
                RETURNING completed_at IS NOT NULL AS "Value"
                """
            )
            .ToListAsync(ct);
        return completed is [true];
    }

    public Task<bool> IsFetchedWholeAsync(Guid id, DateTimeOffset? by = null, CancellationToken ct = default) =>
        Db
            .Database.SqlQuery<bool>(
                $"""
                SELECT NOT EXISTS (
                    SELECT 1 FROM delivery_files f WHERE f.deliverable_id = {id} AND NOT EXISTS (
                        SELECT 1 FROM delivery_downloads d
                        WHERE d.deliverable_id = f.deliverable_id AND d.size = 'original' AND d.completed_at IS NOT NULL
                            AND ({by}::timestamptz IS NULL OR d.completed_at <= {by})
                            AND (d.position = 0 AND d.part = f.part OR d.position = f.position))) AS "Value"
                """
            )
            .SingleAsync(ct);

    public Task<bool> HasOpenAsync(Guid projectId, Guid exceptId, CancellationToken ct = default) =>
        Db.Set<Deliverable>()
            .AnyAsync(
                d =>
                    d.ProjectId == projectId
                    && d.Id != exceptId
                    && d.DeliveredAt == null
                    && (d.DeliveryStatus == DeliveryStatus.Preparing || d.DeliveryStatus == DeliveryStatus.Ready),
                ct
            );

    public async Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now, CancellationToken ct = default) =>
        await Db.Set<Deliverable>()
            .Where(d => (d.DeliveryStatus == DeliveryStatus.Ready || d.DeliveryStatus == DeliveryStatus.Delivered) && d.ExpiresAt <= now)
            .OrderBy(d => d.ExpiresAt)
            .Select(d => d.Id)
            .Take(MostDue)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<Guid>> EndingAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default) =>
        await Db.Set<Deliverable>()
            .Where(d =>
                (
                    d.DeliveryStatus == DeliveryStatus.Ready
                    || (d.DeliveryStatus == DeliveryStatus.Delivered && d.DeliveryType == DeliveryType.DigitalDownload)
                )
                && d.ExpiresAt > from
                && d.ExpiresAt <= to
            )
            .OrderBy(d => d.ExpiresAt)
            .Select(d => d.Id)
            .ToListAsync(ct);

    public async Task<bool> RememberReminderAsync(
        Guid id,
        DateOnly lastDay,
        int step,
        DateTimeOffset now,
        CancellationToken ct = default
    ) =>
        await Db.Database.ExecuteSqlAsync(
            $"INSERT INTO delivery_reminders (deliverable_id, last_day, step, sent_at) VALUES ({id}, {lastDay}, {step}, {now}) ON CONFLICT DO NOTHING",
            ct
        ) == 1;
}
