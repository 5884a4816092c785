using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>Bursts, pairs, and what no row knows.</summary>
internal sealed partial class PhotoRepository
{
    public async Task AskToArrangeAsync(Guid albumId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT ask_to_arrange(ARRAY[{albumId}])", ct);
    }

    public async Task<IReadOnlyList<DueArrangement>> DueArrangementsAsync(TimeSpan rest, int most, CancellationToken ct = default) =>
        await Db
            .Database.SqlQuery<DueArrangement>(
                $"""
                SELECT a.album_id, a.revision FROM album_arrangements a
                WHERE a.asked_at < now() - {rest}
                    OR NOT EXISTS (SELECT 1 FROM photos p WHERE p.album_id = a.album_id AND p.ready_at IS NULL AND p.unreadable IS NULL AND p.deleted_at IS NULL)
                ORDER BY a.asked_at LIMIT {most}
                """
            )
            .ToListAsync(ct);

    public async Task<IReadOnlyList<PhotoToArrange>> ToArrangeAsync(Guid albumId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var name = $"arrange {albumId}";
        await Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);
        return await (
            from photo in Db.Set<Photo>().AsNoTracking()
            where photo.AlbumId == albumId && photo.ReadyAt != null
            join camera in Db.Set<ProjectCamera>() on photo.CameraId equals camera.Id into cameras
            from camera in cameras.DefaultIfEmpty()
            select new PhotoToArrange
            {
                Id = photo.Id,
                FileName = photo.FileName,
                Folder = photo.Folder,
                Format = photo.Format,
                TakenAt = photo.TakenAt,
                CameraId = photo.CameraId,
                Body = camera == null ? null : new CameraBody(camera.Make, camera.Model, camera.Serial),
                Sharpness = photo.Sharpness,
                Hash = photo.PerceptualHash,
                Now = new PhotoArrangement(photo.BurstId, photo.IsBurstTop, photo.IsBlurred, photo.PairOfId),
            }
        ).ToListAsync(ct);
    }

    public async Task ArrangeAsync(IReadOnlyDictionary<Guid, PhotoArrangement> places, CancellationToken ct = default)
    {
        var ids = places.Keys.ToArray();
        var bursts = ids.Select(id => places[id].BurstId).ToArray();
        var tops = ids.Select(id => places[id].IsTop).ToArray();
        var blurred = ids.Select(id => places[id].IsBlurred).ToArray();
        var pairs = ids.Select(id => places[id].PairOfId).ToArray();

        // Pairs that end are written first: a picture has one raw file at most at every moment, and may lose it to another, or to one that moved away.
        await Db.Database.ExecuteSqlAsync(
            $"""
            UPDATE photos SET pair_of_id = NULL WHERE id IN (
                SELECT id FROM photos WHERE (id = ANY ({ids}) AND pair_of_id IS NOT NULL) OR pair_of_id = ANY ({pairs}) ORDER BY id FOR UPDATE)
            """,
            ct
        );
        await Db.Database.ExecuteSqlAsync(
            $"""
            WITH place AS MATERIALIZED (
                SELECT p.id, n.burst_id, n.is_top, n.is_blurred, n.pair_of_id
                FROM photos p JOIN unnest({ids}, {bursts}, {tops}, {blurred}, {pairs}) AS n(id, burst_id, is_top, is_blurred, pair_of_id) ON n.id = p.id
                ORDER BY p.id FOR UPDATE OF p)
            UPDATE photos p SET burst_id = place.burst_id, is_burst_top = place.is_top, is_blurred = place.is_blurred,
                pair_of_id = (SELECT other.id FROM photos other WHERE other.id = place.pair_of_id)
            FROM place WHERE p.id = place.id
            """,
            ct
        );
    }

    public Task ArrangedAsync(DueArrangement due, CancellationToken ct = default) =>
        Db.Database.ExecuteSqlAsync($"DELETE FROM album_arrangements WHERE album_id = {due.AlbumId} AND revision = {due.Revision}", ct);

    public async Task<IReadOnlyList<Guid>> GiveUpBuriedAsync(CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await Db
            .Database.SqlQuery<Guid>(
                $"""
                WITH buried AS (
                    UPDATE photos p SET unreadable = 'given_up' FROM task_queue q
                    WHERE p.ready_at IS NULL AND p.unreadable IS NULL
                        AND q.dedupe_key = 'render:' || replace(p.id::text, '-', '') AND q.failed_at IS NOT NULL
                    RETURNING p.album_id)
                SELECT album_id AS "Value" FROM buried
                """
            )
            .ToListAsync(ct);
    }

    public async Task<IReadOnlySet<Guid>> KnownPhotosAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
    {
        var asked = ids.ToArray();
        var photos = await Db.Set<Photo>().IgnoreQueryFilters().Where(p => asked.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        var coming = await Db.Set<UploadSession>()
            .Where(u => asked.Contains(u.Id) && u.Status == FileUploadStatus.Open)
            .Select(u => u.Id)
            .ToListAsync(ct);
        return photos.Concat(coming).ToHashSet();
    }

    public async Task<IReadOnlySet<string>> OriginalsInUseAsync(IReadOnlyCollection<string> keys, CancellationToken ct = default)
    {
        var asked = keys.ToArray();
        return (
            await Db.Set<Photo>().IgnoreQueryFilters().Where(p => asked.Contains(p.FilePath)).Select(p => p.FilePath).ToListAsync(ct)
        ).ToHashSet();
    }
}
