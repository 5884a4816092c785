using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Projects;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Deliveries;

internal sealed partial class DeliveryRepository
{
    private const int MostLines = 200;

    public async Task<IReadOnlyList<DeliverableAlbum>> AlbumsAsync(Guid projectId, CancellationToken ct = default)
    {
        var albums = await Db.Set<PhotoAlbum>()
            .AsNoTracking()
            .IgnoreQueryFilters()
            .Where(a => a.ProjectId == projectId && a.TotalPhotos > 0 && a.AlbumType != AlbumType.Proof)
            .OrderByDescending(a => a.AlbumType == AlbumType.Final)
            .ThenByDescending(a => a.AlbumType == AlbumType.Edited)
            .ThenByDescending(a => a.Id)
            .Select(a => new DeliverableAlbum(
                a.Id,
                a.AlbumType,
                a.Title,
                // The rule of PhotosAsync: what will go, not what lies there.
                Db.Set<Photo>()
                    .Count(p =>
                        p.AlbumId == a.Id
                        && p.DeletedAt == null
                        && p.ReadyAt != null
                        && p.PairOfId == null
                        && !Db.Set<EditingReturn>()
                            .Any(r =>
                                r.PhotoId == p.Id
                                && r.Outcome == ReturnOutcome.Matched
                                && Db.Set<Photo>().Any(o => o.Id == r.OriginalId && o.EditedVersionId != null && o.EditedVersionId != p.Id)
                            )
                        && (
                            !Db.Set<EditingJob>().Any(j => j.ReturnAlbumId == a.Id)
                            || Db.Set<EditingReturn>()
                                .Any(r =>
                                    r.PhotoId == p.Id
                                    && r.Outcome == ReturnOutcome.Matched
                                    && Db.Set<Photo>().Any(o => o.Id == r.OriginalId && o.EditedVersionId == p.Id)
                                )
                        )
                    )
            ))
            .ToListAsync(ct);
        var left = (
            await Db
                .Database.SqlQuery<LeftOutRow>(
                    $"""
                    SELECT p.album_id, r.outcome AS why, count(*)::int AS files
                    FROM editing_queue j JOIN photos p ON p.album_id = j.return_album_id
                        LEFT JOIN editing_returns r ON r.photo_id = p.id LEFT JOIN photos o ON o.id = r.original_id
                    WHERE j.project_id = {projectId} AND p.deleted_at IS NULL AND p.ready_at IS NOT NULL AND p.pair_of_id IS NULL
                        AND (r.outcome IS DISTINCT FROM 'matched' OR o.edited_version_id IS DISTINCT FROM p.id)
                    GROUP BY p.album_id, r.outcome ORDER BY p.album_id, r.outcome
                    """
                )
                .ToListAsync(ct)
        ).ToLookup(l => l.AlbumId, l => new LeftOutFiles(l.Why, l.Files));
        return albums.ConvertAll(a => a with { LeftOut = [.. left[a.Id]] });
    }

    public async Task<string?> AddressAsync(Guid customerId, CancellationToken ct = default)
    {
        var found = await Db.Set<CustomerAddress>()
            .AsNoTracking()
            .Where(a => a.CustomerId == customerId && a.AddressType != AddressType.WeddingVenue)
            .OrderByDescending(a => a.AddressType == AddressType.Delivery)
            .ThenByDescending(a => a.IsPrimary)
            .ThenBy(a => a.Id)
            .FirstOrDefaultAsync(ct);
        return found is null
            ? null
            : string.Join(
                ' ',
                new[]
                {
                    found.PostalCode is { } code ? $"({code})" : null,
                    found.State,
                    found.City,
                    found.AddressLine1,
                    found.AddressLine2,
                }.Where(l => !string.IsNullOrEmpty(l))
            );
    }

    public async Task<IReadOnlyList<DownloadFile>> ReadAsync(Guid id, DownloadName name, CancellationToken ct = default)
    {
        var files = Db.Set<DeliveryFile>().AsNoTracking().Where(f => f.DeliverableId == id && f.Part != null);
        files =
            name.Position > 0 ? files.Where(f => f.Position == name.Position)
            : name.Size == DownloadSize.Original ? files.Where(f => f.Part == name.Part)
            : files.Where(f => f.WebPart == name.Part);
        return (await files.OrderBy(f => f.Position).ToListAsync(ct)).ConvertAll(f => f.In(name.Size));
    }

    public async Task<IReadOnlyList<DownloadFile>> ListAsync(
        Guid id,
        DownloadSize size,
        int skip,
        int most,
        CancellationToken ct = default
    ) =>
        (
            await Db.Set<DeliveryFile>()
                .AsNoTracking()
                .Where(f => f.DeliverableId == id && f.Part != null && f.Position > skip)
                .OrderBy(f => f.Position)
                .Take(most)
                .ToListAsync(ct)
        ).ConvertAll(f => f.In(size));

    public async Task<IReadOnlyList<DeliveryPart>> PartsAsync(
        Guid id,
        Guid contactId,
        int? maxDownloads,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var since = now - DeliveryDownload.Resumable;
        var parts = await Db
            .Database.SqlQuery<PartRow>(
                $"""
                WITH parts AS (
                    SELECT 'original'::download_size AS size, part AS number, count(*)::int AS files, sum(bytes)::bigint AS bytes
                        FROM delivery_files WHERE deliverable_id = {id} AND part IS NOT NULL GROUP BY part
                    UNION ALL
                    SELECT 'web'::download_size, web_part, count(*)::int, sum(web_bytes)::bigint
                        FROM delivery_files WHERE deliverable_id = {id} AND web_part IS NOT NULL GROUP BY web_part)
                SELECT p.size, p.number, p.files, p.bytes, count(d.id)::int AS fetched,
                    coalesce(bool_or(d.completed_at IS NULL AND d.started_at > {since}), false) AS goes_on
                FROM parts p LEFT JOIN delivery_downloads d ON d.deliverable_id = {id} AND d.contact_id = {contactId} AND d.size = p.size
                    AND d.part = p.number AND d.position = 0
                GROUP BY p.size, p.number, p.files, p.bytes ORDER BY p.size, p.number
                """
            )
            .ToListAsync(ct);
        return parts.ConvertAll(p => new DeliveryPart(
            p.Size,
            p.Number,
            p.Files,
            p.Bytes,
            p.Fetched,
            maxDownloads is null || p.Fetched < maxDownloads || p.GoesOn
        ));
    }

    public async Task<IReadOnlyList<DeliveryRow>> RowsAsync(Guid projectId, DateTimeOffset now, CancellationToken ct = default)
    {
        if (await CoupleAsync(projectId, ct) is not { } couple)
        {
            return [];
        }

        var deliveries = await Db.Set<Deliverable>()
            .AsNoTracking()
            .Where(d => d.ProjectId == projectId)
            .OrderByDescending(d => d.Id)
            .Take(MostLines)
            .Select(d => new
            {
                Delivery = d,
                Files = Db.Set<DeliveryFile>().Count(f => f.DeliverableId == d.Id),
                Read = Db.Set<DeliveryFile>().Count(f => f.DeliverableId == d.Id && f.Crc32 != null),
                Bytes = Db.Set<DeliveryFile>().Where(f => f.DeliverableId == d.Id).Sum(f => f.Bytes),
                LiftedBy = Db.Set<UserProfile>().Where(n => n.UserId == d.HoldLiftedById).Select(PersonNames.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var ids = deliveries.ConvertAll(d => d.Delivery.Id);
        var keys = await Db.Set<LinkToken>()
            .AsNoTracking()
            .Where(l => l.Purpose == LinkPurpose.Download && ids.Contains(l.SubjectId))
            .Select(l => new
            {
                l.SubjectId,
                l.ContactId,
                IsOpen = l.RevokedAt == null && l.ExpiresAt > now,
                l.LastUsedAt,
            })
            .ToListAsync(ct);
        var fetched = (await FetchedAsync(ids, ct)).ToLookup(f => f.DeliverableId);
        return deliveries.ConvertAll(row =>
        {
            var d = row.Delivery;
            var people = couple
                .People.Select(p => (Person: p, Keys: keys.FindAll(k => k.SubjectId == d.Id && k.ContactId == p.ContactId)))
                .Select(p => new DeliveryReceiver(
                    p.Person.ContactId,
                    p.Person.Name,
                    p.Keys.Exists(k => k.IsOpen),
                    p.Keys.Max(k => k.LastUsedAt),
                    fetched[d.Id].FirstOrDefault(f => f.ContactId == p.Person.ContactId)
                ))
                .ToList();
            return new DeliveryRow(
                d.Id,
                projectId,
                couple.CoupleName,
                d.Version,
                d.DeliveryType,
                d.Title,
                d.IsDue(now) ? DeliveryStatus.Expired : d.DeliveryStatus,
                d.ExpiresAt,
                row.Files,
                row.Read,
                row.Bytes,
                d.DownloadCount,
                d.MaxDownloads,
                d.Pin.Id is not null,
                d.IsHeld(couple.Outstanding),
                couple.Outstanding,
                d.HoldLiftedReason,
                row.LiftedBy,
                d.ProblemFile,
                d.RecipientName,
                d.ShippingAddress,
                d.Courier,
                d.TrackingNumber,
                d.ShippedAt,
                d.DownloadLink,
                d.DeliveredAt,
                couple.People.FirstOrDefault(p => p.ContactId == d.ReceivedById)?.Name,
                d.ExtensionAskedAt,
                people
            );
        });
    }

    // A file came in its ZIP file or by itself: two questions that the unique index answers, where one with "or" reads all of a person's downloads for each file.
    public async Task<IReadOnlyList<FetchedByPerson>> FetchedAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
    {
        var wanted = ids.ToArray();
        return await Db
            .Database.SqlQuery<FetchedByPerson>(
                $"""
                WITH people AS (
                    SELECT deliverable_id, contact_id, count(*)::int AS begun, min(started_at) AS first_at, max(last_at) AS last_at
                    FROM delivery_downloads WHERE deliverable_id = ANY ({wanted}) GROUP BY deliverable_id, contact_id)
                SELECT p.deliverable_id, p.contact_id, p.begun, p.first_at, p.last_at, had.originals, had.originals = had.files AS is_whole
                FROM people p CROSS JOIN LATERAL (
                    SELECT count(*)::int AS files, (count(*) FILTER (WHERE
                        EXISTS (SELECT 1 FROM delivery_downloads d WHERE d.deliverable_id = p.deliverable_id AND d.contact_id = p.contact_id
                            AND d.size = 'original' AND d.part = f.part AND d.position = 0 AND d.completed_at IS NOT NULL)
                        OR EXISTS (SELECT 1 FROM delivery_downloads d WHERE d.deliverable_id = p.deliverable_id AND d.contact_id = p.contact_id
                            AND d.size = 'original' AND d.part = 0 AND d.position = f.position AND d.completed_at IS NOT NULL)))::int AS originals
                    FROM delivery_files f WHERE f.deliverable_id = p.deliverable_id) had
                """
            )
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<DeliveryLogLine>> LogAsync(Guid id, CancellationToken ct = default) =>
        await (
            from download in Db.Set<DeliveryDownload>().AsNoTracking()
            join contact in Db.Set<CustomerContact>() on download.ContactId equals contact.Id
            where download.DeliverableId == id
            orderby download.LastAt descending, download.Id
            select new DeliveryLogLine(
                download.Id,
                contact.Name,
                new DownloadName(download.Size, download.Part, download.Position),
                Db.Set<DeliveryFile>()
                    .Where(f => f.DeliverableId == id && f.Position == download.Position)
                    .Select(f => f.Name)
                    .FirstOrDefault(),
                download.Length,
                download.StartedAt,
                download.LastAt,
                download.CompletedAt
            )
        )
            .Take(MostLines)
            .ToListAsync(ct);

    public async Task<DeliveryList> AllAsync(DeliveryFilter filter, DateTimeOffset now, CancellationToken ct = default)
    {
        var all =
            from delivery in Db.Set<Deliverable>().AsNoTracking()
            join project in session.VisibleProjects() on delivery.ProjectId equals project.Id
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            select new
            {
                Delivery = delivery,
                project.ProjectNumber,
                CoupleName = customer.BrideName + " · " + customer.GroomName,
                Status = (delivery.DeliveryStatus == DeliveryStatus.Ready || delivery.DeliveryStatus == DeliveryStatus.Delivered)
                && delivery.ExpiresAt <= now
                    ? DeliveryStatus.Expired
                    : delivery.DeliveryStatus,
            };
        var counts = await all.GroupBy(l => l.Status)
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Asked = g.Count(l => l.Delivery.ExtensionAskedAt != null),
            })
            .ToListAsync(ct);
        var shown =
            filter.AskedOnly ? all.Where(l => l.Delivery.ExtensionAskedAt != null)
            : filter.Status is { } status ? all.Where(l => l.Status == status)
            : all;
        var lines = await shown
            .OrderByDescending(l => l.Delivery.Id)
            .Take(MostLines)
            .Select(l => new DeliveryLine(
                l.Delivery.Id,
                l.Delivery.ProjectId,
                l.ProjectNumber,
                l.CoupleName,
                l.Delivery.DeliveryType,
                l.Delivery.Title,
                l.Status,
                l.Delivery.ExpiresAt,
                l.Delivery.DeliveredAt,
                l.Delivery.ExtensionAskedAt != null
            ))
            .ToListAsync(ct);
        return new DeliveryList(lines, counts.ToDictionary(g => g.Key, g => g.Count), counts.Sum(g => g.Asked));
    }

    private sealed record LeftOutRow(Guid AlbumId, ReturnOutcome? Why, int Files);

    private sealed record PartRow(DownloadSize Size, int Number, int Files, long Bytes, int Fetched, bool GoesOn);
}
