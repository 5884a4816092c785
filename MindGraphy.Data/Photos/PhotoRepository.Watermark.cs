using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>The studio's watermark, and which pictures bear it.</summary>
internal sealed partial class PhotoRepository
{
    public async Task<Watermark> WatermarkAsync(CancellationToken ct = default) =>
        await Db.Set<Watermark>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new Watermark(default);

    public async Task<Watermark> LockWatermarkAsync(CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync(
            $"INSERT INTO watermarks (id, place, opacity, size, updated_at) VALUES (1, 'corner', 50, 25, now()) ON CONFLICT DO NOTHING",
            ct
        );
        return await Db.Set<Watermark>().FromSql($"SELECT * FROM watermarks FOR UPDATE").AsAsyncEnumerable().SingleAsync(ct);
    }

    public async Task<int> MarkedOtherwiseAsync(string? mark, CancellationToken ct = default) => await Otherwise(mark).CountAsync(ct);

    public async Task<IReadOnlyList<Guid>> PhotosMarkedOtherwiseAsync(string? mark, CancellationToken ct = default) =>
        await Otherwise(mark).ToListAsync(ct);

    // The same hash as Watermark.RenditionHash makes; a test compares them.
    private IQueryable<Guid> Otherwise(string? mark) =>
        Db.Database.SqlQuery<Guid>(
            $"""
            SELECT p.id AS "Value" FROM photos p JOIN photo_albums a ON a.id = p.album_id
            WHERE a.album_type = 'proof' AND p.ready_at IS NOT NULL AND p.deleted_at IS NULL
                AND p.rendition_hash IS DISTINCT FROM encode(sha256(convert_to(p.content_sha256 || {mark}::text, 'UTF8')), 'hex')
            """
        );

    // Ids are made in the order of time, so the last ones are the newest: read from their end.
    public Task<Photo?> UnmarkedAsync(CancellationToken ct = default) =>
        Photos
            .AsNoTracking()
            .OrderByDescending(p => p.Id)
            .Where(p => p.ReadyAt != null && p.RenditionHash == null && p.Width > p.Height)
            .FirstOrDefaultAsync(ct);

    public async Task<bool> HoldMarkAsync(Guid photoId, string? mark, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM photos WHERE id = {photoId} FOR NO KEY UPDATE", ct);
        return (await WatermarkForAsync(photoId, ct))?.Mark == mark;
    }

    public Task<Watermark?> WatermarkForAsync(Guid photoId, CancellationToken ct = default) =>
        Db.Set<Watermark>()
            .AsNoTracking()
            .Where(w =>
                w.StampKey != null
                && Db.Set<Photo>()
                    .IgnoreQueryFilters()
                    .Any(p => p.Id == photoId && Db.Set<PhotoAlbum>().Any(a => a.Id == p.AlbumId && a.AlbumType == AlbumType.Proof))
            )
            .SingleOrDefaultAsync(ct);
}
