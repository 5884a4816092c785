using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;
using MindGraphy.Domain.Reports;

namespace MindGraphy.Data.Editing;

/// <summary>The way out to an editor's programs and back.</summary>
internal sealed partial class EditingRepository
{
    private const int MostLines = 500;

    public void Add(EditingReturn returned) => Db.Add(returned);

    public Task FlushAsync(CancellationToken ct = default) => Db.SaveChangesAsync(ct);

    public async Task<EditingJob?> LockAsync(Guid jobId, Guid? editorId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var job = await Db.Set<EditingJob>()
            .FromSql(
                $"""
                SELECT j.*, j.xmin FROM editing_queue AS j
                WHERE j.id = {jobId} AND ({editorId}::uuid IS NULL OR j.assigned_editor_id = {editorId}) FOR UPDATE
                """
            )
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
        if (job is not null)
        {
            await Db.Set<EditingItem>().Where(i => i.JobId == jobId).LoadAsync(ct);
        }

        return job;
    }

    public async Task<EditingJob?> LockWithPhotosAsync(Guid jobId, Guid? editorId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM photos WHERE id IN (SELECT photo_id FROM editing_items WHERE job_id = {jobId}) ORDER BY id FOR UPDATE",
            ct
        );
        return await LockAsync(jobId, editorId, ct);
    }

    public async Task<EditingBrief?> LockBriefAsync(Guid jobId, DateTimeOffset now, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO editing_briefs (project_id, revision, updated_at) SELECT project_id, 0, {now} FROM editing_queue WHERE id = {jobId}
            ON CONFLICT DO NOTHING
            """,
            ct
        );
        return await Db.Set<EditingBrief>()
            .FromSql(
                $"""
                SELECT b.* FROM editing_briefs AS b JOIN editing_queue AS j ON j.project_id = b.project_id WHERE j.id = {jobId} FOR UPDATE OF b
                """
            )
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
    }

    public async Task<HandOff?> HandOffAsync(Guid jobId, Guid? editorId, CancellationToken ct = default)
    {
        var head = await (
            from job in Db.Set<EditingJob>().AsNoTracking()
            join project in Db.Set<Project>() on job.ProjectId equals project.Id
            join customer in Db.Set<Customer>() on project.CustomerId equals customer.Id
            join written in Db.Set<EditingBrief>() on project.Id equals written.ProjectId into briefs
            from brief in briefs.DefaultIfEmpty()
            where job.Id == jobId && (editorId == null || job.AssignedEditorId == editorId)
            select new
            {
                job.ProjectId,
                job.DueDate,
                Couple = customer.BrideName + " · " + customer.GroomName,
                project.ProjectNumber,
                Brief = brief,
            }
        ).SingleOrDefaultAsync(ct);
        if (head is null)
        {
            return null;
        }

        var picks = await (
            from item in Db.Set<EditingItem>().AsNoTracking()
            join photo in Db.Set<Photo>() on item.PhotoId equals photo.Id
            where item.JobId == jobId
            orderby item.Position
            select new
            {
                photo.Id,
                SourceId = photo.SourceId ?? photo.Id,
                photo.FileName,
                photo.Folder,
                photo.FilePath,
                Bytes = photo.FileSizeBytes ?? 0,
                photo.TakenAt,
                item.Position,
                item.Note,
                item.Pins,
            }
        ).ToListAsync(ct);

        // A project's raw files once: a few thousand short rows, rather than a question for every pick.
        var raws = (
            await Originals(head.ProjectId)
                .Select(p => new
                {
                    p.FileName,
                    p.Folder,
                    p.FilePath,
                    Bytes = p.FileSizeBytes ?? 0,
                    p.TakenAt,
                    p.PairOfId,
                })
                .ToListAsync(ct)
        ).Where(p => PhotoTypes.IsRawName(p.FileName)).ToLookup(p => Stems.Of(p.FileName), StringComparer.OrdinalIgnoreCase);
        return new HandOff(
            jobId,
            head.Couple,
            head.ProjectNumber,
            head.DueDate,
            head.Brief?.Text ?? BriefText.None,
            picks.ConvertAll(p =>
            {
                // Two cameras may call two pictures the same: its own pair counts first, then the same folder, then all of that name.
                var named = raws[Stems.Of(p.FileName)].ToList();
                var meant =
                    named.FindAll(r => r.PairOfId == p.SourceId || r.FilePath == p.FilePath) is { Count: > 0 } pair ? pair
                    : named.FindAll(r => r.Folder == p.Folder) is { Count: > 0 } beside ? beside
                    : named;
                return new HandOffPick(
                    p.Id,
                    p.FileName,
                    p.Folder,
                    p.Position,
                    p.Note,
                    meant
                        .DistinctBy(r => r.FilePath)
                        .Select(r => new HandOffRaw(r.FileName, r.Folder, r.FilePath, r.Bytes, r.TakenAt))
                        .ToList()
                )
                {
                    Pins = p.Pins,
                    Picture = meant.Count > 0 ? null : new HandOffRaw(p.FileName, p.Folder, p.FilePath, p.Bytes, p.TakenAt),
                };
            })
        );
    }

    public async Task<string?> RenditionAsync(Guid jobId, Guid photoId, Guid? editorId, CancellationToken ct = default) =>
        await Db.Set<Photo>()
            .AsNoTracking()
            .Where(p =>
                p.Id == photoId
                && p.ReadyAt != null
                && Db.Set<EditingJob>()
                    .Any(j =>
                        j.Id == jobId
                        && (editorId == null || j.AssignedEditorId == editorId)
                        && (j.ReturnAlbumId == p.AlbumId || j.Items.Any(i => i.PhotoId == p.Id))
                    )
            )
            .Select(p => p.RenditionHash ?? p.ContentSha256)
            .SingleOrDefaultAsync(ct);

    public Task<bool> TakesReturnsAsync(Guid albumId, Guid? editorId, CancellationToken ct = default) =>
        Db.Set<EditingJob>().AnyAsync(j => j.ReturnAlbumId == albumId && j.AssignedEditorId == editorId && editorId != null, ct);

    public async Task<Guid?> JobOfReturnsAsync(Guid albumId, CancellationToken ct = default) =>
        await Db.Set<EditingJob>().Where(j => j.ReturnAlbumId == albumId).Select(j => (Guid?)j.Id).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<ReturnedFile>> UndecidedReturnsAsync(Guid albumId, CancellationToken ct = default) =>
        await Db.Set<Photo>()
            .AsNoTracking()
            .Where(p =>
                p.AlbumId == albumId
                && p.ReadyAt != null
                && !Db.Set<EditingReturn>().Any(r => r.PhotoId == p.Id && r.Outcome == ReturnOutcome.Matched)
            )
            .OrderBy(p => p.CreatedAt)
            .ThenBy(p => p.Id)
            .Select(p => new ReturnedFile(
                p.Id,
                p.FileName,
                p.Folder,
                Db.Set<UploadSession>().Where(u => u.Id == p.Id).Select(u => u.CreatedById).FirstOrDefault()
            ))
            .ToListAsync(ct);

    public async Task<IReadOnlyList<ReturnCandidate>> CandidatesAsync(EditingJob job, CancellationToken ct = default)
    {
        var approved = job.Items.Where(i => i.Status == EditStatus.Approved).Select(i => i.PhotoId).ToHashSet();
        var picks = job.Items.Select(i => i.PhotoId).ToHashSet();
        var shown = (
            await Db.Set<RevisionRound>()
                .Where(r => r.JobId == job.Id && r.Status == RevisionStatus.Sent)
                .SelectMany(r => r.Requests, (_, q) => q.PhotoId)
                .ToListAsync(ct)
        ).ToHashSet();
        var photos = await Originals(job.ProjectId)
            .Select(p => new
            {
                p.Id,
                p.FileName,
                p.Folder,
            })
            .ToListAsync(ct);
        return photos.ConvertAll(p => new ReturnCandidate(
            p.Id,
            p.FileName,
            p.Folder,
            picks.Contains(p.Id),
            approved.Contains(p.Id),
            shown.Contains(p.Id)
        ));
    }

    public async Task<IReadOnlyList<EditingReturn>> ReturnsOfAsync(Guid jobId, CancellationToken ct = default) =>
        await Db.Set<EditingReturn>().Where(r => r.JobId == jobId).ToListAsync(ct);

    public async Task PointToShownAsync(Guid jobId, Guid roundId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync(
            $"""
            UPDATE photos AS p SET edited_version_id = q.version_id
            FROM revision_requests AS q JOIN editing_items AS i ON i.photo_id = q.photo_id JOIN photos AS v ON v.id = q.version_id
            WHERE q.round_id = {roundId} AND q.wish = 'approve' AND i.job_id = {jobId} AND i.status = 'approved' AND q.photo_id = p.id
                AND v.deleted_at IS NULL
            """,
            ct
        );
    }

    // What the couple approved stays as it was shown to them, whatever came later.
    public async Task PointToNewestAsync(Guid jobId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync(
            $"""
            UPDATE photos AS p SET edit_status = i.status, edited_version_id = COALESCE(
                (SELECT c.id FROM photos AS c WHERE i.status = 'approved' AND c.id = p.edited_version_id AND c.deleted_at IS NULL),
                (SELECT r.photo_id FROM editing_returns AS r JOIN photos AS v ON v.id = r.photo_id
                    WHERE r.original_id = p.id AND r.outcome = 'matched' AND v.deleted_at IS NULL ORDER BY v.created_at DESC, v.id DESC LIMIT 1),
                p.edited_version_id)
            FROM editing_items AS i WHERE i.job_id = {jobId} AND i.photo_id = p.id
            """,
            ct
        );
    }

    public async Task<ReturnReport?> ReturnsAsync(Guid jobId, Guid? editorId, CancellationToken ct = default)
    {
        var head = await Db.Set<EditingJob>()
            .AsNoTracking()
            .Where(j => j.Id == jobId && (editorId == null || j.AssignedEditorId == editorId))
            .Select(j => new { j.ReturnAlbumId })
            .SingleOrDefaultAsync(ct);
        if (head?.ReturnAlbumId is not { } albumId)
        {
            return head is null ? null : new ReturnReport(null, 0, 0, 0, []);
        }

        var lines = await (
            from photo in Db.Set<Photo>().AsNoTracking()
            join found in Db.Set<EditingReturn>() on photo.Id equals found.PhotoId into decided
            from returned in decided.DefaultIfEmpty()
            join named in Db.Set<Photo>() on returned.OriginalId equals named.Id into originals
            from original in originals.DefaultIfEmpty()
            where photo.AlbumId == albumId
            select new ReturnLine(
                photo.Id,
                photo.FileName,
                photo.Folder,
                photo.CreatedAt,
                photo.Unreadable,
                returned == null ? null : returned.Outcome,
                original == null ? null : original.FileName,
                original != null && original.EditedVersionId == photo.Id
            )
        ).ToListAsync(ct);
        var matched = lines.Count(l => l.Outcome == ReturnOutcome.Matched);
        var current = lines.Count(l => l.IsCurrent);
        return new ReturnReport(
            albumId,
            current,
            matched - current,
            lines.Count(l => l.Outcome is null && l.Unreadable is null),
            [
                .. lines
                    .OrderBy(l => l.Unreadable is not null || l.Outcome is not null and not ReturnOutcome.Matched ? 0 : 1)
                    .ThenByDescending(l => l.ArrivedAt)
                    .ThenBy(l => l.FileName, StringComparer.Ordinal)
                    .Take(MostLines),
            ]
        );
    }

    public async Task<IReadOnlyList<OpenJob>> OpenJobsAsync(IReadOnlyCollection<Guid>? editors = null, CancellationToken ct = default)
    {
        var open = Db.Set<EditingJob>().AsNoTracking().Where(j => j.Status != EditingStatus.Completed);
        if (editors is not null)
        {
            open = open.Where(j => j.AssignedEditorId != null && editors.Contains(j.AssignedEditorId.Value));
        }

        return await open.Where(j => j.Items.Any(i => i.Status == EditStatus.Pending || i.Status == EditStatus.InProgress))
            .Select(j => new OpenJob(
                j.Id,
                j.AssignedEditorId,
                j.Priority,
                j.DueDate,
                j.WaitingSince,
                j.Items.Count(i => i.Status == EditStatus.Pending || i.Status == EditStatus.InProgress)
            ))
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<OpenLoad>> OpenLoadsAsync(
        Func<DateTimeOffset, DateOnly> dayOf,
        DateTimeOffset now,
        CancellationToken ct = default
    ) =>
        [
            .. (await OpenJobsAsync(null, ct))
                .GroupBy(j => (j.EditorId, Due: j.DueAt(now) is { } due ? dayOf(due) : (DateOnly?)null))
                .Select(g => new OpenLoad(g.Key.EditorId, g.Key.Due, g.Sum(j => j.Photos))),
        ];

    public async Task<IReadOnlyList<ComingPicks>> ComingPicksAsync(Guid? except, CancellationToken ct = default)
    {
        var coming = await (
            from contract in Db.Set<Contract>().AsNoTracking()
            join begun in Db.Set<Project>() on contract.Id equals begun.ContractId into projects
            from project in projects.DefaultIfEmpty()
            where
                (contract.ContractStatus == ContractStatus.Signed || contract.ContractStatus == ContractStatus.Active)
                && contract.Id != except
                && contract.Included.RetouchedPhotos > 0
                // What was submitted is open work, or done: also while another round is out.
                && (
                    project == null
                    || (
                        (
                            project.ProjectStatus == ProjectStatus.Scheduled
                            || project.ProjectStatus == ProjectStatus.InProgress
                            || project.ProjectStatus == ProjectStatus.ProofReady
                        ) && !Db.Set<EditingJob>().Any(j => j.ProjectId == project.Id)
                    )
                )
            select new
            {
                contract.Id,

                // What was submitted in another project of the contract is no picture to come any more; what the couple does not want any more was none of it,
                // and what it pays for on top was never promised.
                Submitted = Db.Set<EditingJob>()
                    .Where(j => Db.Set<Project>().Any(p => p.Id == j.ProjectId && p.ContractId == contract.Id))
                    .SelectMany(j => j.Items)
                    .Count(i => i.DroppedAt == null),
                Extras = Db.Set<ProofSession>()
                    .Where(s =>
                        Db.Set<EditingJob>()
                            .Any(j =>
                                j.ProofSessionId == s.Id && Db.Set<Project>().Any(p => p.Id == j.ProjectId && p.ContractId == contract.Id)
                            )
                    )
                    .Sum(s => s.ExtraPicks),
                Target = Db.Set<ProjectTarget>()
                    .Where(t => t.ProjectId == project.Id && t.MilestoneType == MilestoneTypes.PicksSubmitted)
                    .Select(t => t.TargetOn)
                    .FirstOrDefault(),
                Shoot = project == null ? contract.WeddingDate : project.ShootDate ?? project.WeddingDate,
                contract.Included.RetouchedPhotos,
            }
        ).ToListAsync(ct);

        // A contract promises its pictures once, however many projects it has: they are expected where picks are due first.
        return
        [
            .. coming
                .Select(c =>
                    (
                        c.Id,
                        Picks: new ComingPicks(
                            c.Target ?? c.Shoot.AddDays(EditingOutlook.UsualPickDays),
                            c.RetouchedPhotos - Math.Max(0, c.Submitted - c.Extras)
                        )
                    )
                )
                .GroupBy(c => c.Id, (_, all) => all.Select(c => c.Picks).MinBy(p => p.On)!)
                .Where(p => p.Photos > 0),
        ];
    }

    public async Task WriteCapacityAsync(Guid editorId, int? photosPerDay, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await (
            photosPerDay is { } photos
                ? Db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO editor_capacities (user_id, photos_per_day) VALUES ({editorId}, {photos})
                    ON CONFLICT (user_id) DO UPDATE SET photos_per_day = excluded.photos_per_day
                    """,
                    ct
                )
                : Db.Database.ExecuteSqlAsync($"DELETE FROM editor_capacities WHERE user_id = {editorId}", ct)
        );
    }

    // Finished files are nobody's originals.
    private IQueryable<Photo> Originals(Guid projectId) =>
        Db.Set<Photo>()
            .AsNoTracking()
            .Where(p =>
                Db.Set<PhotoAlbum>()
                    .Any(a =>
                        a.Id == p.AlbumId
                        && a.ProjectId == projectId
                        && a.AlbumType != AlbumType.Edited
                        && a.AlbumType != AlbumType.Final
                        && a.AlbumType != AlbumType.Backup
                    )
            );
}
