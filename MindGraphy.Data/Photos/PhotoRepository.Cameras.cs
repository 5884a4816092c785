using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>The cameras of projects and the times of their photos.</summary>
internal sealed partial class PhotoRepository
{
    public async Task<ProjectCamera?> MeetCameraAsync(Guid albumId, CameraBody body, CancellationToken ct = default)
    {
        var projectId = await Db.Set<PhotoAlbum>().Where(a => a.Id == albumId).Select(a => (Guid?)a.ProjectId).SingleOrDefaultAsync(ct);
        if (projectId is not { } project)
        {
            return null;
        }

        await session.BeginAsync(ct);
        if (await ShareAsync(project, body.Key, ct) is { } known)
        {
            return known;
        }

        // Of two workers that meet it at once one writes it, and the other waits here and finds it.
        var met = new ProjectCamera(project, body, session.Clock.Now);
        await Db.Database.ExecuteSqlAsync(
            $"INSERT INTO project_cameras (id, project_id, camera_key, make, model, serial, created_at) VALUES ({met.Id}, {met.ProjectId}, {met.CameraKey}, {met.Make}, {met.Model}, {met.Serial}, {met.CreatedAt}) ON CONFLICT (project_id, camera_key) DO NOTHING",
            ct
        );
        return await ShareAsync(project, body.Key, ct);
    }

    public async Task<ProjectCamera?> LockCameraAsync(Guid cameraId, CancellationToken ct = default)
    {
        if (!await Db.Set<ProjectCamera>().AnyAsync(c => c.Id == cameraId && Projects.Any(p => p.Id == c.ProjectId), ct))
        {
            return null;
        }

        await session.BeginAsync(ct);
        return await Db.Set<ProjectCamera>()
            .FromSql($"SELECT * FROM project_cameras WHERE id = {cameraId} FOR UPDATE")
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct);
    }

    // The rows are locked in the order of their ids, as everything does that changes many photos at once.
    public async Task<IReadOnlyList<Guid>> RetimeAsync(ProjectCamera camera, CancellationToken ct = default) =>
        await Db
            .Database.SqlQuery<Guid>(
                $"""
                WITH mine AS MATERIALIZED (SELECT id FROM photos WHERE camera_id = {camera.Id} ORDER BY id FOR UPDATE),
                timed AS (
                    UPDATE photos p SET
                        taken_at = p.recorded_at + make_interval(secs => {(double)camera.OffsetSeconds}),
                        sort_key = photo_sort_key(p.recorded_at + make_interval(secs => {(double)
                    camera.OffsetSeconds}), p.file_name, {camera.CameraKey})
                    FROM mine WHERE p.id = mine.id AND p.recorded_at IS NOT NULL
                    RETURNING p.album_id)
                SELECT DISTINCT album_id AS "Value" FROM timed
                """
            )
            .ToListAsync(ct);

    public async Task<IReadOnlyList<CameraLine>> CamerasAsync(Guid projectId, CancellationToken ct = default) =>
        await Db.Set<ProjectCamera>()
            .Where(c => c.ProjectId == projectId && Projects.Any(p => p.Id == projectId))
            .OrderBy(c => c.CameraKey)
            .Select(c => new CameraLine(
                c.Id,
                c.Make,
                c.Model,
                c.Serial,
                c.OffsetSeconds,
                Db.Set<Photo>().Count(p => p.CameraId == c.Id && p.SourceId == null),
                Db.Set<Photo>().Where(p => p.CameraId == c.Id).Min(p => p.TakenAt),
                Db.Set<Photo>().Where(p => p.CameraId == c.Id).Max(p => p.TakenAt)
            ))
            .ToListAsync(ct);

    private Task<ProjectCamera?> ShareAsync(Guid projectId, string key, CancellationToken ct) =>
        Db.Set<ProjectCamera>()
            .FromSql($"SELECT * FROM project_cameras WHERE project_id = {projectId} AND camera_key = {key} FOR SHARE")
            .AsNoTracking()
            .AsAsyncEnumerable()
            .SingleOrDefaultAsync(ct)
            .AsTask();
}
