using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data.Photos;

/// <summary>What screens read of albums and photos.</summary>
internal sealed partial class PhotoRepository
{
    private const int MostAlbums = 200;
    private const int MostUnreadable = 200;

    public async Task<IReadOnlyList<AlbumCard>> AlbumsOfProjectAsync(Guid projectId, CancellationToken ct = default)
    {
        var albums = await Albums
            .AsNoTracking()
            .Where(a => a.ProjectId == projectId)
            .OrderBy(a => a.Id)
            .Take(MostAlbums)
            .Select(a => new
            {
                Album = a,
                // Two answers of one column each come from the index; one of two columns would number all photos of the studio first.
                CoverId = Db.Set<Photo>()
                    .Where(p => p.AlbumId == a.Id && p.ReadyAt != null)
                    .OrderBy(p => p.SortKey)
                    .ThenBy(p => p.Id)
                    .Select(p => (Guid?)p.Id)
                    .FirstOrDefault(),
                CoverHash = Db.Set<Photo>()
                    .Where(p => p.AlbumId == a.Id && p.ReadyAt != null)
                    .OrderBy(p => p.SortKey)
                    .ThenBy(p => p.Id)
                    .Select(p => (p.RenditionHash ?? p.ContentSha256).Substring(0, 16))
                    .FirstOrDefault(),
            })
            .Select(r => new AlbumCard(
                r.Album.Id,
                r.Album.AlbumType,
                r.Album.Title,
                r.Album.TotalPhotos,
                r.Album.TotalSizeBytes ?? 0,
                r.Album.UploadStatus,
                r.Album.CreatedAt,
                r.Album.UploadedAt,
                r.CoverId == null ? null : new PhotoCover(r.CoverId.Value, r.CoverHash!),
                0
            ))
            .ToListAsync(ct);
        for (var i = 0; i < albums.Count; i++)
        {
            // Few albums have, and for few days.
            if (albums[i].Status == UploadStatus.Failed)
            {
                var failed = Unfinished(albums[i].Id).CountAsync(u => u.Status == FileUploadStatus.Failed, ct);
                albums[i] = albums[i] with { Failed = await failed };
            }
        }

        return albums;
    }

    public Task<AlbumHead?> HeadAsync(Guid albumId, CancellationToken ct = default) =>
        (
            from album in Albums.AsNoTracking()
            where album.Id == albumId
            join project in Db.Set<Project>() on album.ProjectId equals project.Id
            join couple in Db.Set<Customer>() on project.CustomerId equals couple.Id
            select new AlbumHead(
                album.Id,
                project.Id,
                project.ProjectNumber,
                couple.BrideName,
                couple.GroomName,
                project.WeddingDate,
                album.AlbumType,
                album.Title,
                album.UploadStatus,
                album.TotalPhotos,
                album.TotalSizeBytes ?? 0,
                album.TotalPhotos - Db.Set<Photo>().Count(p => p.AlbumId == albumId && p.ReadyAt == null),
                Db.Set<Photo>().Count(p => p.AlbumId == albumId && p.ReadyAt == null && p.Unreadable != null),
                album.UploadedAt,
                Db.Set<Photo>().IgnoreQueryFilters().Count(p => p.AlbumId == albumId && p.DeletedAt != null)
            )
        ).SingleOrDefaultAsync(ct);

    // Compiled once: read for every screenful of every grid, it spends more time in translation than in the database. Everything comes after
    // the empty position.
    private static readonly Func<StudioDbContext, Guid, string, Guid, int, IAsyncEnumerable<PhotoLine>> Stretch = EF.CompileAsyncQuery(
        (StudioDbContext db, Guid albumId, string key, Guid id, int most) =>
            db.Set<Photo>()
                .Where(p =>
                    p.AlbumId == albumId && EF.Functions.GreaterThan(ValueTuple.Create(p.SortKey, p.Id), ValueTuple.Create(key, id))
                )
                .OrderBy(p => p.SortKey)
                .ThenBy(p => p.Id)
                .Take(most)
                .Select(p => new PhotoLine(
                    p.Id,
                    p.SortKey,
                    p.FileName,
                    p.Width,
                    p.Height,
                    p.ThumbHash,
                    (p.RenditionHash ?? p.ContentSha256).Substring(0, 16),
                    p.ReadyAt != null,
                    p.Unreadable,
                    p.Section,
                    p.BurstId,
                    p.IsBurstTop,
                    p.IsBlurred,
                    p.PairOfId
                ))
    );

    public async Task<IReadOnlyList<AlbumPhoto>> PageAsync(Guid albumId, AlbumPosition? after, int most, CancellationToken ct = default)
    {
        var photos = new List<AlbumPhoto>(most);
        await foreach (var p in Stretch(Db, albumId, after?.SortKey ?? "", after?.Id ?? Guid.Empty, most).WithCancellation(ct))
        {
            var hash = p.ThumbHash is null ? null : Convert.ToBase64String(p.ThumbHash);
            photos.Add(
                new AlbumPhoto(
                    p.Id,
                    p.SortKey,
                    p.FileName,
                    p.Width,
                    p.Height,
                    hash,
                    p.Sha16,
                    p.Ready,
                    p.Unreadable,
                    p.Section,
                    p.BurstId,
                    p.IsBurstTop,
                    p.IsBlurred,
                    p.PairOfId
                )
            );
        }

        return photos;
    }

    public async Task<IReadOnlyList<UnreadablePhoto>> UnreadableAsync(Guid albumId, CancellationToken ct = default) =>
        await (
            from photo in Photos.AsNoTracking()
            where photo.AlbumId == albumId && photo.Unreadable != null
            join upload in Db.Set<UploadSession>() on photo.Id equals upload.Id into uploads
            from upload in uploads.DefaultIfEmpty()
            orderby photo.FileName, photo.Id
            select new UnreadablePhoto(photo.Id, upload.RelativePath ?? photo.FileName, photo.Unreadable!.Value)
        )
            .Take(MostUnreadable)
            .ToListAsync(ct);

    public Task<PhotoFacts?> FactsAsync(Guid photoId, CancellationToken ct = default) =>
        (
            from photo in Photos.AsNoTracking()
            where photo.Id == photoId
            join upload in Db.Set<UploadSession>() on photo.Id equals upload.Id into uploads
            from upload in uploads.DefaultIfEmpty()
            select new PhotoFacts(
                photo.Id,
                photo.AlbumId,
                photo.FileName,
                upload.RelativePath,
                photo.FileSizeBytes ?? 0,
                photo.Width,
                photo.Height,
                photo.Format,
                photo.TakenAt,
                photo.Metadata,
                photo.Unreadable
            )
        ).SingleOrDefaultAsync(ct);

    public Task<string?> RenderedHashAsync(Guid photoId, CancellationToken ct = default) =>
        // Also what lies in a bin: it is looked at there.
        Photos
            .IgnoreQueryFilters()
            .Where(p => p.Id == photoId && p.ReadyAt != null)
            .Select(p => p.RenditionHash ?? p.ContentSha256)
            .SingleOrDefaultAsync(ct);

    private sealed record PhotoLine(
        Guid Id,
        string SortKey,
        string FileName,
        int? Width,
        int? Height,
        byte[]? ThumbHash,
        string Sha16,
        bool Ready,
        UnreadableReason? Unreadable,
        PhotoSection? Section,
        Guid? BurstId,
        bool IsBurstTop,
        bool IsBlurred,
        Guid? PairOfId
    );
}
