using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data.Photos;

/// <summary>Files that are not there yet, and files that are there already.</summary>
internal sealed partial class PhotoRepository
{
    public async Task<IReadOnlySet<long>> SizesThereAsync(Guid albumId, IReadOnlyCollection<long> sizes, CancellationToken ct = default)
    {
        if (sizes.Count == 0)
        {
            return new HashSet<long>();
        }

        var wanted = sizes.ToList();
        return await OfProject(albumId)
            .Where(p => p.FileSizeBytes != null && wanted.Contains(p.FileSizeBytes.Value))
            .Select(p => p.FileSizeBytes!.Value)
            .Distinct()
            .ToHashSetAsync(ct);
    }

    public Task<PhotoTwin?> TwinAsync(Guid albumId, string sha256, CancellationToken ct = default) =>
        (
            from photo in OfProject(albumId)
            where photo.ContentSha256 == sha256
            join album in Db.Set<PhotoAlbum>() on photo.AlbumId equals album.Id
            orderby photo.CreatedAt, photo.Id
            select new PhotoTwin(photo.Id, photo.FileName, album.AlbumType, album.Title)
        ).FirstOrDefaultAsync(ct);

    public async Task<UnfinishedUploads> UnfinishedAsync(Guid albumId, DateTimeOffset movingSince, int most, CancellationToken ct = default)
    {
        var unfinished = Unfinished(albumId);
        var sum = await unfinished
            .GroupBy(u => 1)
            .Select(g => new
            {
                Open = g.Count(u => u.Status == FileUploadStatus.Open),
                Failed = g.Count(u => u.Status == FileUploadStatus.Failed),
                Bytes = g.Sum(u => u.SizeBytes),
                Since = g.Min(u => u.CreatedAt),
                Last = g.Max(u => u.CreatedAt),
                From = g.Min(u => u.CreatedById.ToString()),
                To = g.Max(u => u.CreatedById.ToString()),
            })
            .SingleOrDefaultAsync(ct);
        if (sum is null)
        {
            return new UnfinishedUploads(0, 0, 0, [], null, null, IsMoving: false);
        }

        var names = await unfinished.OrderBy(u => u.RelativePath).Take(most).Select(u => u.RelativePath).ToListAsync(ct);
        // Nobody is an empty text here.
        var by = sum.From == sum.To && sum.From is { Length: > 0 } one ? Guid.Parse(one) : (Guid?)null;
        var name = await Db.Set<UserProfile>().Where(n => n.UserId == by).Select(PersonNames.Name).FirstOrDefaultAsync(ct);
        var moving =
            sum.Open > 0
            && (
                sum.Last >= movingSince
                || await Db.Set<UploadPart>()
                    .AnyAsync(
                        p => p.AnnouncedAt >= movingSince && Db.Set<UploadSession>().Any(u => u.Id == p.SessionId && u.AlbumId == albumId),
                        ct
                    )
            );
        return new UnfinishedUploads(sum.Open, sum.Failed, sum.Bytes, names, name, sum.Since, moving);
    }

    public async Task<IReadOnlyList<UploadSession>> LockUnfinishedAsync(Guid albumId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var ids = await Unfinished(albumId).Select(u => u.Id).ToListAsync(ct);
        return await Db.Set<UploadSession>()
            .FromSql($"SELECT * FROM upload_sessions WHERE id = ANY({ids}) AND status IN ('open', 'failed') ORDER BY id FOR UPDATE")
            .ToListAsync(ct);
    }

    public Task<Guid?> ProjectOfNumberAsync(string number, CancellationToken ct = default)
    {
        var upper = number.ToUpperInvariant();
        return Projects.Where(p => p.ProjectNumber == upper).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
    }

    public Task<Guid?> AlbumOfNameAsync(Guid projectId, AlbumType type, string? title, CancellationToken ct = default) =>
        Albums
            .Where(a => a.ProjectId == projectId && a.AlbumType == type && a.Title == title)
            .OrderBy(a => a.Id)
            .Select(a => (Guid?)a.Id)
            .FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyList<WatchedFolder>> WatchedFoldersAsync(CancellationToken ct = default) =>
        await Db.Set<WatchedFolder>().AsNoTracking().OrderBy(f => f.Name).ToListAsync(ct);

    public async Task KeepWatchedAsync(WatchedFolder folder, CancellationToken ct = default)
    {
        if (await Db.Set<WatchedFolder>().SingleOrDefaultAsync(f => f.Name == folder.Name, ct) is { } there)
        {
            Db.Entry(there).CurrentValues.SetValues(folder);
        }
        else
        {
            Db.Add(folder);
        }
    }

    public async Task DropWatchedAsync(IReadOnlyCollection<string> names, CancellationToken ct = default)
    {
        var kept = names.ToList();
        await Db.Set<WatchedFolder>().Where(f => !kept.Contains(f.Name)).ExecuteDeleteAsync(ct);
    }

    private IQueryable<Photo> OfProject(Guid albumId) =>
        Db.Set<Photo>()
            .AsNoTracking()
            .Where(p =>
                p.SourceId == null
                && Db.Set<PhotoAlbum>()
                    .Any(a =>
                        a.Id == p.AlbumId
                        && a.ProjectId == Db.Set<PhotoAlbum>().Where(x => x.Id == albumId).Select(x => x.ProjectId).First()
                    )
            );

    private IQueryable<UploadSession> Unfinished(Guid albumId)
    {
        var uploads = Db.Set<UploadSession>();
        return uploads
            .AsNoTracking()
            .Where(u =>
                u.AlbumId == albumId
                && (
                    u.Status == FileUploadStatus.Open
                    || u.Status == FileUploadStatus.Failed
                        && !uploads.Any(other =>
                            other.AlbumId == albumId
                            && other.Id != u.Id
                            && other.RelativePath == u.RelativePath
                            && other.SizeBytes == u.SizeBytes
                            && other.LastModified == u.LastModified
                            && (
                                other.Status == FileUploadStatus.Completed
                                || other.Status == FileUploadStatus.Open
                                || other.Status == FileUploadStatus.Failed && other.Id.CompareTo(u.Id) > 0
                            )
                        )
                )
            );
    }
}
