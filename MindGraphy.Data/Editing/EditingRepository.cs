using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.Editing;

/// <summary>The editing queue.</summary>
internal sealed partial class EditingRepository(StudioSession session) : IEditingRepository
{
    private const int MostRows = 200;

    private StudioDbContext Db => session.Db;

    public void Add(EditingJob job) => Db.Add(job);

    public void Remove(EditingJob job) => Db.Remove(job);

    public async Task<EditingJob?> FindAsync(Guid jobId, Guid? editorId, uint? expectedVersion, CancellationToken ct = default)
    {
        var job = await Db.Set<EditingJob>()
            .Include(j => j.Items.OrderBy(i => i.Position))
            .SingleOrDefaultAsync(j => j.Id == jobId && (editorId == null || j.AssignedEditorId == editorId), ct);
        if (job is not null)
        {
            session.Expect(job, expectedVersion);

            // A photo's move changes the job's version too, even where no other column of the job does: a stale screen is always refused.
            Db.Entry(job).Property(j => j.UpdatedAt).IsModified = true;
        }

        return job;
    }

    public async Task<IReadOnlyList<EditingJob>> OfSessionAsync(Guid proofSessionId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var jobs = await Db.Set<EditingJob>()
            .FromSql($"SELECT j.*, j.xmin FROM editing_queue AS j WHERE j.proof_session_id = {proofSessionId} ORDER BY j.id FOR UPDATE")
            .AsAsyncEnumerable()
            .ToListAsync(ct);
        var ids = jobs.ConvertAll(j => j.Id);
        if (ids.Count > 0)
        {
            await Db.Set<EditingItem>().Where(i => ids.Contains(i.JobId)).LoadAsync(ct);
        }

        return jobs;
    }

    public async Task<Guid?> LeastLoadedEditorAsync(CancellationToken ct = default)
    {
        // Of whom nobody wrote down what they do in a day is taken to do what the others do.
        var editors = await EditorsAsync(ct);
        var usual = editors.Average(e => e.PhotosPerDay) ?? 1;
        return editors
            .OrderBy(e => e.OpenPhotos / (e.PhotosPerDay ?? usual))
            .ThenByDescending(e => e.PhotosPerDay ?? usual)
            .ThenBy(e => e.UserId)
            .FirstOrDefault()
            ?.UserId;
    }

    public Task<bool> IsEditorAsync(Guid userId, CancellationToken ct = default) =>
        Db.Users.AnyAsync(u => u.Id == userId && u.Status == UserStatus.Active && u.Role == UserRole.Editor, ct);

    public async Task WritePhotoStatusAsync(IReadOnlyCollection<Guid> photoIds, EditStatus status, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Set<Photo>().Where(p => photoIds.Contains(p.Id)).ExecuteUpdateAsync(s => s.SetProperty(p => p.EditStatus, status), ct);
    }

    public async Task<EditingQueue> QueueAsync(EditingFilter filter, Guid? editorId, CancellationToken ct = default)
    {
        var visible = Db.Set<EditingJob>().AsNoTracking().Where(j => editorId == null || j.AssignedEditorId == editorId);
        var counts = await visible
            .GroupBy(j => j.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var shown = visible.Where(j => filter.Status == null ? j.Status != EditingStatus.Completed : j.Status == filter.Status);
        if (filter.EditorId is { } wanted)
        {
            shown = shown.Where(j => j.AssignedEditorId == wanted);
        }

        if (filter.Priority is { } urgent)
        {
            shown = shown.Where(j => j.Priority == urgent);
        }

        if (filter.DueBefore is { } before)
        {
            shown = shown.Where(j => j.DueDate < before && j.WaitingSince == null);
        }

        if (filter.ProjectId is { } project)
        {
            shown = shown.Where(j => j.ProjectId == project);
        }

        if (filter.Unassigned)
        {
            shown = shown.Where(j => j.AssignedEditorId == null);
        }

        // Enums are stored in the order of their labels, so the most urgent is the greatest.
        var ordered =
            filter.Order == EditingOrder.Priority
                ? shown.OrderByDescending(j => j.Priority).ThenBy(j => j.DueDate).ThenBy(j => j.Id)
                : shown.OrderBy(j => j.DueDate).ThenByDescending(j => j.Priority).ThenBy(j => j.Id);
        return new EditingQueue(await Rows(ordered.Take(MostRows)).ToListAsync(ct), counts, await EditorsAsync(ct));
    }

    public async Task<EditingJobView?> JobAsync(Guid jobId, Guid? editorId, CancellationToken ct = default)
    {
        var head = await (
            from job in Db.Set<EditingJob>().AsNoTracking()
            join written in Db.Set<EditingBrief>() on job.ProjectId equals written.ProjectId into briefs
            from brief in briefs.DefaultIfEmpty()
            where job.Id == jobId && (editorId == null || job.AssignedEditorId == editorId)
            select new
            {
                job.ProjectId,
                job.Notes,
                Brief = brief,
            }
        ).SingleOrDefaultAsync(ct);
        if (head is null)
        {
            return null;
        }

        var row = await Rows(Db.Set<EditingJob>().AsNoTracking().Where(j => j.Id == jobId)).SingleAsync(ct);
        var photos = await (
            from item in Db.Set<EditingItem>().AsNoTracking()
            join photo in Db.Set<Photo>() on item.PhotoId equals photo.Id
            join found in Db.Set<Photo>() on photo.EditedVersionId equals found.Id into versions
            from version in versions.DefaultIfEmpty()
            where item.JobId == jobId
            orderby item.Position
            select new EditingPhoto(
                photo.Id,
                photo.FileName,
                (photo.RenditionHash ?? photo.ContentSha256).Substring(0, 16),
                photo.Width ?? 3,
                photo.Height ?? 2,
                item.Position,
                item.Note,
                item.Status,
                (Guid?)version.Id,
                version.ReadyAt == null ? null : (version.RenditionHash ?? version.ContentSha256).Substring(0, 16),
                item.Pins,
                item.DroppedAt != null
            )
        ).ToListAsync(ct);
        return new EditingJobView(row, head.ProjectId, head.Notes, head.Brief?.Text ?? BriefText.None, photos);
    }

    private IQueryable<EditingRow> Rows(IQueryable<EditingJob> jobs) => jobs.Select(Row());

    private Expression<Func<EditingJob, EditingRow>> Row() =>
        j => new EditingRow(
            j.Id,
            j.Version,
            Db.Set<Project>()
                .Where(p => p.Id == j.ProjectId)
                .Join(Db.Set<Customer>(), p => p.CustomerId, c => c.Id, (p, c) => c.BrideName + " · " + c.GroomName)
                .First(),
            Db.Set<Project>().Where(p => p.Id == j.ProjectId).Select(p => p.ProjectNumber).First(),
            Db.Set<Project>().Where(p => p.Id == j.ProjectId).Select(p => p.WeddingDate).First(),
            j.Status,
            j.Priority,
            j.DueDate,
            j.AssignedEditorId,
            Db.Set<UserProfile>()
                .Where(u => u.UserId == j.AssignedEditorId)
                .Select(u => (u.LastName ?? "") + (u.FirstName ?? ""))
                .FirstOrDefault(),
            j.Items.Count(i => i.Status == EditStatus.Completed || i.Status == EditStatus.Approved),
            j.Items.Count,
            j.RevisionCount,
            j.CreatedAt,
            j.WaitingSince,
            j.WaitedSeconds
        );

    public async Task<IReadOnlyList<EditorLoad>> EditorsAsync(CancellationToken ct = default)
    {
        var editors = await Db
            .Users.AsNoTracking()
            .Where(u => u.Status == UserStatus.Active && u.Role == UserRole.Editor)
            .Select(u => new EditorLoad(
                u.Id,
                Db.Set<UserProfile>().Where(p => p.UserId == u.Id).Select(p => (p.LastName ?? "") + (p.FirstName ?? "")).FirstOrDefault()
                    ?? "",
                Db.Set<EditingJob>()
                    .Where(j => j.AssignedEditorId == u.Id && j.Status != EditingStatus.Completed)
                    .SelectMany(j => j.Items)
                    .Count(i => i.Status == EditStatus.Pending || i.Status == EditStatus.InProgress),
                Db.Set<EditorCapacity>().Where(c => c.UserId == u.Id).Select(c => (int?)c.PhotosPerDay).FirstOrDefault()
            ))
            .ToListAsync(ct);
        return editors.OrderBy(e => e.Name, StringComparer.Ordinal).ToList();
    }
}
