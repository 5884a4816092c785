using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>
/// Many photos at once. Rows are locked in the order of their ids, as everything does that changes many; what is counted is what the statement
/// changed, so that a repeat counts nothing.
/// </summary>
internal sealed partial class PhotoRepository
{
    private const int MostDeleted = 1000;

    public Task<PhotoCount> TagAsync(
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        PhotoSection? section,
        CancellationToken ct = default
    ) =>
        ChangedAsync(
            $"""
            WITH mine AS MATERIALIZED (
                SELECT id FROM photos
                WHERE album_id = {albumId} AND id = ANY ({photoIds.ToArray()}) AND deleted_at IS NULL AND section IS DISTINCT FROM {section}
                ORDER BY id FOR UPDATE)
            UPDATE photos p SET section = {section} FROM mine WHERE p.id = mine.id RETURNING p.file_size_bytes AS "Value"
            """,
            ct
        );

    public async Task<PhotosInUse?> InUseAsync(Guid albumId, IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default)
    {
        // Whoever picks has the round's row: under it nobody picks while we look and change.
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"SELECT 1 FROM proof_gallery_sessions WHERE album_id = {albumId} ORDER BY id FOR UPDATE", ct);
        var used = await Db
            .Database.SqlQuery<UsedPhotos>(
                $"""
                SELECT count(*)::int AS count, min(p.file_name) AS name FROM photos p
                WHERE p.album_id = {albumId} AND p.id = ANY ({photoIds.ToArray()}) AND p.deleted_at IS NULL
                    AND (EXISTS (SELECT 1 FROM photo_selections s WHERE s.photo_id = p.id)
                        OR EXISTS (SELECT 1 FROM editing_items i WHERE i.photo_id = p.id)
                        OR EXISTS (SELECT 1 FROM editing_returns r WHERE r.photo_id = p.id AND r.outcome = 'matched')
                        OR EXISTS (SELECT 1 FROM delivery_files f WHERE f.photo_id = p.id))
                """
            )
            .SingleAsync(ct);
        return used.Count == 0 ? null : new PhotosInUse(used.Count, used.Name ?? "");
    }

    // What lies in the bin is in no burst; the trigger that asks for moves and deletions does not look at it. Asked last, as a trigger
    // asks: photos before the album's wish, or two of them would wait for each other.
    public async Task<PhotoCount> BinAsync(
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        Guid? byUserId,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var count = await ChangedAsync(
            $"""
            WITH mine AS MATERIALIZED (
                SELECT id FROM photos WHERE album_id = {albumId} AND id = ANY ({photoIds.ToArray()}) AND deleted_at IS NULL ORDER BY id FOR UPDATE)
            UPDATE photos p SET deleted_at = {now}, deleted_by = {byUserId} FROM mine WHERE p.id = mine.id RETURNING p.file_size_bytes AS "Value"
            """,
            ct
        );
        await AskToArrangeAsync(albumId, ct);
        return count;
    }

    public async Task<PhotoCount> UnbinAsync(Guid albumId, IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default)
    {
        var count = await ChangedAsync(
            $"""
            WITH mine AS MATERIALIZED (
                SELECT id FROM photos WHERE album_id = {albumId} AND id = ANY ({photoIds.ToArray()}) AND deleted_at IS NOT NULL ORDER BY id FOR UPDATE)
            UPDATE photos p SET deleted_at = NULL, deleted_by = NULL FROM mine WHERE p.id = mine.id RETURNING p.file_size_bytes AS "Value"
            """,
            ct
        );
        await AskToArrangeAsync(albumId, ct);
        return count;
    }

    public async Task<PhotoCount> UnbinAllAsync(Guid albumId, CancellationToken ct = default)
    {
        var count = await ChangedAsync(
            $"""
            WITH mine AS MATERIALIZED (SELECT id FROM photos WHERE album_id = {albumId} AND deleted_at IS NOT NULL ORDER BY id FOR UPDATE)
            UPDATE photos p SET deleted_at = NULL, deleted_by = NULL FROM mine WHERE p.id = mine.id RETURNING p.file_size_bytes AS "Value"
            """,
            ct
        );
        await AskToArrangeAsync(albumId, ct);
        return count;
    }

    public Task<PhotoCount> MoveAsync(Guid albumId, Guid toAlbumId, IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default) =>
        ChangedAsync(
            $"""
            WITH mine AS MATERIALIZED (
                SELECT id FROM photos WHERE album_id = {albumId} AND id = ANY ({photoIds.ToArray()}) AND deleted_at IS NULL ORDER BY id FOR UPDATE)
            UPDATE photos p SET album_id = {toAlbumId} FROM mine WHERE p.id = mine.id RETURNING p.file_size_bytes AS "Value"
            """,
            ct
        );

    public async Task<IReadOnlyList<Guid>> HideMarkedOtherwiseAsync(
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        string? mark,
        CancellationToken ct = default
    )
    {
        // The same hash as Watermark.RenditionHash makes; a test compares them.
        await session.BeginAsync(ct);
        return await Db
            .Database.SqlQuery<Guid>(
                $"""
                WITH mine AS MATERIALIZED (
                    SELECT id FROM photos
                    WHERE album_id = {albumId} AND id = ANY ({photoIds.ToArray()}) AND deleted_at IS NULL AND ready_at IS NOT NULL
                        AND rendition_hash IS DISTINCT FROM encode(sha256(convert_to(content_sha256 || {mark}::text, 'UTF8')), 'hex')
                    ORDER BY id FOR UPDATE)
                UPDATE photos p SET ready_at = NULL FROM mine WHERE p.id = mine.id RETURNING p.id AS "Value"
                """
            )
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Photo>> ChoosableAsync(
        Guid albumId,
        IReadOnlyCollection<Guid>? photoIds,
        CancellationToken ct = default
    )
    {
        // One frame once: a raw file stands back behind the picture that the camera wrote beside it.
        var all = Photos.AsNoTracking().Where(p => p.AlbumId == albumId && (p.ReadyAt != null || p.Unreadable == null));
        return await (
            photoIds is null
                ? all.Where(p => p.PairOfId == null)
                : all.Where(p => photoIds.Contains(p.Id) && (p.PairOfId == null || !photoIds.Contains(p.PairOfId.Value)))
        )
            .OrderBy(p => p.SortKey)
            .ThenBy(p => p.Id)
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<DeletedPhoto>> DeletedAsync(Guid albumId, CancellationToken ct = default) =>
        await AlbumExistsAsync(albumId, ct)
            ? await Db.Set<Photo>()
                .IgnoreQueryFilters()
                .AsNoTracking()
                .Where(p => p.AlbumId == albumId && p.DeletedAt != null)
                .OrderByDescending(p => p.DeletedAt)
                .ThenBy(p => p.SortKey)
                .ThenBy(p => p.Id)
                .Take(MostDeleted)
                .Select(p => new DeletedPhoto(
                    p.Id,
                    p.FileName,
                    (p.RenditionHash ?? p.ContentSha256).Substring(0, 16),
                    p.ReadyAt != null,
                    p.DeletedAt!.Value,
                    Db.Set<UserProfile>().Where(n => n.UserId == p.DeletedById).Select(PersonNames.Name).FirstOrDefault()
                ))
                .ToListAsync(ct)
            : [];

    // The uploads stay, or a watched folder would bring in anew what somebody deleted there.
    public async Task<IReadOnlyList<PurgedPhoto>> PurgeAsync(DateTimeOffset before, int most, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        return await Db
            .Database.SqlQuery<PurgedPhoto>(
                $"""
                WITH mine AS MATERIALIZED (
                    SELECT id FROM photos p
                    WHERE deleted_at < {before} AND NOT EXISTS (SELECT 1 FROM delivery_files f WHERE f.photo_id = p.id)
                    ORDER BY deleted_at LIMIT {most} FOR UPDATE SKIP LOCKED)
                DELETE FROM photos p USING mine WHERE p.id = mine.id
                RETURNING p.id, p.file_path, coalesce(p.rendition_hash, p.content_sha256) AS shown_hash
                """
            )
            .ToListAsync(ct);
    }

    public async Task<IReadOnlySet<string>> StillNeededAsync(IReadOnlyCollection<string> filePaths, CancellationToken ct = default) =>
        filePaths.Count == 0
            ? new HashSet<string>()
            : await Db.Set<Photo>()
                .IgnoreQueryFilters()
                .Where(p => filePaths.Contains(p.FilePath))
                .Select(p => p.FilePath)
                .ToHashSetAsync(ct);

    public Task<OriginalFile?> OriginalAsync(Guid photoId, CancellationToken ct = default) =>
        Photos
            .Where(p => p.Id == photoId)
            .Select(p => new OriginalFile(p.FilePath, p.FileName, p.FileSizeBytes ?? 0, p.ContentSha256))
            .SingleOrDefaultAsync(ct);

    private async Task<PhotoCount> ChangedAsync(FormattableString sql, CancellationToken ct)
    {
        await session.BeginAsync(ct);
        var bytes = await Db.Database.SqlQuery<long?>(sql).ToListAsync(ct);
        return new PhotoCount(bytes.Count, bytes.Sum(b => b ?? 0));
    }

    private sealed record UsedPhotos(int Count, string? Name);
}
