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
            .Where(p => p.Unreadable == null && p.FileSizeBytes != null && wanted.Contains(p.FileSizeBytes.Value))
            .Select(p => p.FileSizeBytes!.Value)
            .Distinct()
            .ToHashSetAsync(ct);
    }

    // What can't be read, or is not there, is nobody's twin: sending it again may be what mends it.
    public Task<PhotoTwin?> TwinAsync(UploadSession upload, string sha256, CancellationToken ct = default) =>
        (
            from photo in OfProject(upload.AlbumId)
            where photo.ContentSha256 == sha256 && photo.Unreadable == null && photo.Id != upload.Id
            join album in Db.Set<PhotoAlbum>() on photo.AlbumId equals album.Id
            orderby photo.CreatedAt, photo.Id
            select new PhotoTwin(photo.Id, photo.FileName, album.AlbumType, album.Title)
        ).FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyList<ArrivedPhoto>> ArrivedAsync(IReadOnlyCollection<Guid> uploadIds, CancellationToken ct = default)
    {
        var ids = uploadIds.ToList();
        return await (
            from p in Db.Set<Photo>().IgnoreQueryFilters()
            where ids.Contains(p.Id)
            join album in Db.Set<PhotoAlbum>() on p.AlbumId equals album.Id
            select new ArrivedPhoto(
                p.Id,
                new AlbumName(album.Id, album.AlbumType, album.Title),
                p.DeletedAt != null,
                p.Unreadable,
                p.FilePath,
                Db.Set<Photo>().Any(other => other.FilePath == p.FilePath && other.Unreadable == UnreadableReason.Missing)
            )
        ).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<UploadSession>> EndedOfPathsAsync(
        Guid albumId,
        IReadOnlyCollection<string> paths,
        CancellationToken ct = default
    )
    {
        var wanted = paths.ToList();
        return await Db.Set<UploadSession>()
            .AsNoTracking()
            .Where(u =>
                u.AlbumId == albumId
                && wanted.Contains(u.RelativePath)
                && (u.Status == FileUploadStatus.Failed || u.Status == FileUploadStatus.Aborted)
            )
            .ToListAsync(ct);
    }

    public async Task<int> DropUnreadAsync(
        Guid albumId,
        IReadOnlyCollection<string> paths,
        IReadOnlyCollection<string> cards,
        CancellationToken ct = default
    )
    {
        var (read, marked) = (paths.ToList(), cards.SelectMany(c => NotRead.Select(kind => $"{kind}.{c}")).ToList());
        await session.BeginAsync(ct);
        return await Unread(albumId).Where(u => marked.Contains(u.Failure!) && read.Contains(u.RelativePath)).ExecuteDeleteAsync(ct);
    }

    public async Task<IReadOnlySet<string>> CardsNotReadAsync(Guid albumId, CancellationToken ct = default)
    {
        var failures = await Unread(albumId).Select(u => u.Failure!).Distinct().ToListAsync(ct);
        return failures.Select(f => f.Split('.')).Where(f => f.Length == 2 && NotRead.Contains(f[0])).Select(f => f[1]).ToHashSet();
    }

    public async Task DropUploadsAsync(IReadOnlyCollection<Guid> uploadIds, CancellationToken ct = default)
    {
        var ids = uploadIds.ToList();
        await session.BeginAsync(ct);
        await Db.Set<UploadSession>().Where(u => ids.Contains(u.Id)).ExecuteDeleteAsync(ct);
    }

    public async Task<IReadOnlyList<Photo>> PhotosToChangeAsync(IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default)
    {
        var ids = photoIds.ToList();
        return await Db.Set<Photo>().IgnoreQueryFilters().Where(p => ids.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Photo>> PhotosToReadAgainAsync(Guid albumId, CancellationToken ct = default)
    {
        var passing = Enum.GetValues<UnreadableReason>().Where(r => !r.IsAboutTheBytes()).ToList();
        return await Db.Set<Photo>()
            .Where(p => p.AlbumId == albumId && p.Unreadable != null && passing.Contains(p.Unreadable.Value))
            .Where(p => p.ReadyAt == null || p.Unreadable == UnreadableReason.Missing)
            .OrderBy(p => p.Id)
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Photo>> PhotosOfOriginalAsync(Guid uploadId, CancellationToken ct = default)
    {
        var photos = Db.Set<Photo>().IgnoreQueryFilters();
        return await photos.Where(p => p.Id == uploadId).Select(p => p.FilePath).FirstOrDefaultAsync(ct) is { } path
            ? await photos.Where(p => p.FilePath == path).OrderBy(p => p.Id).ToListAsync(ct)
            : [];
    }

    public async Task ForgetRenderingAsync(IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default)
    {
        var keys = photoIds.Select(id => $"render:{id:N}").ToArray();
        await session.BeginAsync(ct);
        await Db.Database.ExecuteSqlAsync($"DELETE FROM task_queue WHERE dedupe_key = ANY ({keys})", ct);
    }

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

        var files = await unfinished
            .OrderByDescending(u => u.Status == FileUploadStatus.Failed)
            .ThenBy(u => u.RelativePath)
            .Take(most)
            .Select(u => new { u.RelativePath, Failure = u.Status == FileUploadStatus.Failed ? u.Failure : null })
            .ToListAsync(ct);
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
        return new UnfinishedUploads(
            sum.Open,
            sum.Failed,
            sum.Bytes,
            [.. files.Select(f => new UnfinishedFile(f.RelativePath, UploadSession.WhyOf(f.Failure)))],
            name,
            sum.Since,
            moving
        );
    }

    public async Task<IReadOnlyList<UploadSession>> LockUnfinishedAsync(Guid albumId, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var ids = await Unsent(albumId).Select(u => u.Id).ToListAsync(ct);
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

    public async Task<Guid?> AlbumOfFolderAsync(
        Guid projectId,
        AlbumType type,
        string folder,
        IReadOnlyCollection<AnnouncedFile>? files,
        CancellationToken ct = default
    )
    {
        var inside = folder + "/";
        if (files is not null)
        {
            var wanted = files.Select(f => (Path: UploadSession.PathOf(f.RelativePath ?? f.Name), f.Size, f.LastModified)).ToHashSet();
            var paths = wanted.Select(w => w.Path).ToList();
            var known = await Db.Set<UploadSession>()
                .Where(u =>
                    u.CreatedById == null
                    && paths.Contains(u.RelativePath)
                    && Albums.Any(a => a.Id == u.AlbumId && a.ProjectId == projectId && a.AlbumType == type)
                )
                .Select(u => new
                {
                    u.AlbumId,
                    u.RelativePath,
                    u.SizeBytes,
                    u.LastModified,
                })
                .ToListAsync(ct);
            return known
                .Where(u => wanted.Contains((u.RelativePath, u.SizeBytes, u.LastModified)))
                .Select(u => (Guid?)u.AlbumId)
                .Order()
                .FirstOrDefault();
        }

        return await Albums
            .Where(a =>
                a.ProjectId == projectId
                && a.AlbumType == type
                && Db.Set<UploadSession>().Any(u => u.AlbumId == a.Id && u.CreatedById == null && u.RelativePath.StartsWith(inside))
            )
            .OrderBy(a => a.Id)
            .Select(a => (Guid?)a.Id)
            .FirstOrDefaultAsync(ct);
    }

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

    // Announced files have bytes, and refused ones another reason.
    private static readonly string[] NotRead = [nameof(FileNotReadable), nameof(FolderNotReadable)];

    private IQueryable<UploadSession> Unread(Guid albumId) =>
        Db.Set<UploadSession>().Where(u => u.AlbumId == albumId && u.Status == FileUploadStatus.Failed && u.SizeBytes == 0);

    // Open, or failed and not sent again since.
    private IQueryable<UploadSession> Unsent(Guid albumId)
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
                            && other.RelativePath == u.RelativePath
                            && other.SizeBytes == u.SizeBytes
                            && other.LastModified == u.LastModified
                            && (other.Status == FileUploadStatus.Completed || other.Status == FileUploadStatus.Open)
                        )
                )
            );
    }

    // Of a file that failed several times, the last time. What was not read has no size and no time; its failure says of which card it is.
    private IQueryable<UploadSession> Unfinished(Guid albumId)
    {
        var uploads = Db.Set<UploadSession>();
        return Unsent(albumId)
            .Where(u =>
                u.Status == FileUploadStatus.Open
                || !uploads.Any(other =>
                    other.AlbumId == albumId
                    && other.RelativePath == u.RelativePath
                    && other.SizeBytes == u.SizeBytes
                    && other.LastModified == u.LastModified
                    && other.Status == FileUploadStatus.Failed
                    && (u.SizeBytes > 0 || other.Failure == u.Failure)
                    && other.Id.CompareTo(u.Id) > 0
                )
            );
    }
}
