using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Schedules;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Reports;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Photos;

/// <summary>Albums, photos and uploads over one operation's context: what is locked and changed. What screens read is in the other part.</summary>
internal sealed partial class PhotoRepository(StudioSession session) : IPhotoRepository
{
    private StudioDbContext Db => session.Db;

    public void Add(PhotoAlbum album) => Db.Add(album);

    public void Add(Photo photo) => Db.Add(photo);

    public void Add(UploadSession upload) => Db.Add(upload);

    public Task<bool> ProjectExistsAsync(Guid projectId, CancellationToken ct = default) => Projects.AnyAsync(p => p.Id == projectId, ct);

    public Task<bool> AlbumExistsAsync(Guid albumId, CancellationToken ct = default) => Albums.AnyAsync(a => a.Id == albumId, ct);

    public async Task<PhotoAlbum?> LockAlbumAsync(Guid albumId, CancellationToken ct = default)
    {
        if (!await AlbumExistsAsync(albumId, ct))
        {
            return null;
        }

        await session.BeginAsync(ct);
        return await Db.Set<PhotoAlbum>()
            .FromSql($"SELECT * FROM photo_albums WHERE id = {albumId} FOR UPDATE")
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
    }

    public Task<UploadSession?> FindUploadAsync(Guid uploadId, CancellationToken ct = default) =>
        Uploads.AsNoTracking().Include(u => u.Parts).SingleOrDefaultAsync(u => u.Id == uploadId, ct);

    public async Task<UploadSession?> LockUploadAsync(Guid uploadId, CancellationToken ct = default)
    {
        if (!await Uploads.AnyAsync(u => u.Id == uploadId, ct))
        {
            return null;
        }

        await session.BeginAsync(ct);
        var upload = await Db.Set<UploadSession>()
            .FromSql($"SELECT * FROM upload_sessions WHERE id = {uploadId} FOR UPDATE")
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
        if (upload is not null)
        {
            await Db.Entry(upload).Collection(u => u.Parts).LoadAsync(ct);
        }

        return upload;
    }

    public async Task<Project?> LockProjectAwaitingPhotosAsync(Guid projectId, CancellationToken ct = default)
    {
        // Nearly always it waits no more: then there is no lock for the completions of an album to queue at.
        var waits = await Db.Set<Project>()
            .AnyAsync(
                p =>
                    p.Id == projectId
                    && (
                        p.ProjectStatus == ProjectStatus.Scheduled
                        || !p.Milestones.Any(m => m.MilestoneType == MilestoneTypes.PhotosArrived)
                    ),
                ct
            );
        return waits ? await session.Projects.LockForFactAsync(projectId, ct) : null;
    }

    public async Task<IReadOnlyList<UploadSession>> UploadsOfPathsAsync(
        Guid albumId,
        IReadOnlyCollection<string> paths,
        CancellationToken ct = default
    )
    {
        var wanted = paths.ToList();
        return await Db.Set<UploadSession>()
            .IgnoreQueryFilters()
            .Where(u =>
                u.AlbumId == albumId
                && wanted.Contains(u.RelativePath)
                && (u.Status == FileUploadStatus.Open || u.Status == FileUploadStatus.Completed || Db.Set<Photo>().Any(p => p.Id == u.Id))
            )
            .ToListAsync(ct);
    }

    public Task<bool> AnyOtherOpenAsync(Guid albumId, Guid uploadId, CancellationToken ct = default) =>
        Db.Set<UploadSession>().AnyAsync(u => u.AlbumId == albumId && u.Status == FileUploadStatus.Open && u.Id != uploadId, ct);

    public Task<bool> AnyOtherFailedAsync(Guid albumId, Guid uploadId, CancellationToken ct = default)
    {
        // The one in hand is about to be completed or ended; it stands for its file whatever its row still says.
        var uploads = Db.Set<UploadSession>();
        return uploads.AnyAsync(
            failed =>
                failed.AlbumId == albumId
                && failed.Status == FileUploadStatus.Failed
                && failed.Id != uploadId
                && !uploads.Any(other =>
                    other.AlbumId == albumId
                    && other.RelativePath == failed.RelativePath
                    && other.SizeBytes == failed.SizeBytes
                    && other.LastModified == failed.LastModified
                    && (other.Status == FileUploadStatus.Completed || other.Status == FileUploadStatus.Open)
                ),
            ct
        );
    }

    public Task<Photo?> FindPhotoAsync(Guid photoId, CancellationToken ct = default) =>
        Photos.IgnoreQueryFilters().SingleOrDefaultAsync(p => p.Id == photoId, ct);

    public async Task<IReadOnlyList<Guid>> UntouchedUploadsAsync(DateTimeOffset since, int most, CancellationToken ct = default) =>
        await Db.Set<UploadSession>()
            .Where(u =>
                u.Status == FileUploadStatus.Open
                && u.StoreUploadId != null
                && u.CreatedAt < since
                && !u.Parts.Any(p => p.AnnouncedAt >= since)
            )
            .OrderBy(u => u.CreatedAt)
            .Take(most)
            .Select(u => u.Id)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<EndedUpload>> EndedUploadsAsync(
        DateTimeOffset from,
        DateTimeOffset until,
        int most,
        CancellationToken ct = default
    ) =>
        await Db.Set<UploadSession>()
            .Where(u =>
                (u.Status == FileUploadStatus.Aborted || u.Status == FileUploadStatus.Failed) && u.EndedAt >= from && u.EndedAt < until
            )
            .OrderByDescending(u => u.EndedAt)
            .Take(most)
            .Select(u => new EndedUpload(u.Id, u.ObjectKey, u.StoreUploadId))
            .ToListAsync(ct);

    public Task<DateTimeOffset?> OldestOpenUploadAsync(CancellationToken ct = default) =>
        Db.Set<UploadSession>()
            .Where(u => u.Status == FileUploadStatus.Open && u.StoreUploadId != null)
            .MinAsync(u => (DateTimeOffset?)u.CreatedAt, ct);

    private IQueryable<Project> Projects
    {
        get
        {
            var projects = Db.Set<Project>();
            if (session.Actor.May(Rights.ProjectsAll))
            {
                return projects;
            }

            var me = session.Actor.UserId;
            return projects.Where(p =>
                me != null
                && (
                    // Who retouches reaches the files of their jobs (EditingRepository.HandOff), not every picture of the day.
                    p.AssignedPhotographerId == me
                    || Db.Set<Shoot>()
                        .Any(s =>
                            s.ProjectId == p.Id
                            && s.Status != ShootStatus.Cancelled
                            && (s.PhotographerId == me || EF.Property<List<Guid>>(s, ScheduleConfiguration.AssistantIds).Contains(me.Value))
                        )
                )
            );
        }
    }

    private IQueryable<PhotoAlbum> Albums =>
        session.Actor.May(Rights.ProjectsAll)
            ? Db.Set<PhotoAlbum>()
            : Db.Set<PhotoAlbum>()
                .Where(a =>
                    Projects.Any(p => p.Id == a.ProjectId)
                    // What an editor finished goes into an album of the job, whoever the project is assigned to.
                    || Db.Set<EditingJob>().Any(j => j.ReturnAlbumId == a.Id && j.AssignedEditorId == session.Actor.UserId)
                );

    private IQueryable<UploadSession> Uploads =>
        session.Actor.May(Rights.ProjectsAll)
            ? Db.Set<UploadSession>()
            : Db.Set<UploadSession>().Where(u => Albums.Any(a => a.Id == u.AlbumId));

    private IQueryable<Photo> Photos =>
        session.Actor.May(Rights.ProjectsAll) ? Db.Set<Photo>() : Db.Set<Photo>().Where(p => Albums.Any(a => a.Id == p.AlbumId));
}
