using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>A set of photos of a project (<c>photo_albums</c>). Its totals are counted by the database act that adds a photo, so they are true at every moment.</summary>
public sealed class PhotoAlbum
{
    /// <summary>Most characters of a title.</summary>
    public const int TitleMaxLength = 120;

    private PhotoAlbum() { }

    /// <summary>Opens an album.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="title">A name of its own.</param>
    /// <param name="uploadedById">Who opens it.</param>
    /// <param name="now">Now.</param>
    /// <param name="id">Its id where whoever asks made it, so that asking twice opens one.</param>
    public PhotoAlbum(Guid projectId, AlbumType type, string? title, Guid? uploadedById, DateTimeOffset now, Guid? id = null)
    {
        Id = id ?? Ids.New();
        (ProjectId, AlbumType, Title, UploadedById, CreatedAt) = (projectId, type, StudioText.Clean(title), uploadedById, now);
        StorageLocation = $"albums/{Id:N}/";
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>What it holds.</summary>
    public AlbumType AlbumType { get; private set; }

    /// <summary>A name of its own, where it has one.</summary>
    public string? Title { get; private set; }

    /// <summary>The prefix of its objects in the store.</summary>
    public string? StorageLocation { get; private init; }

    /// <summary>Photos in it.</summary>
    public int TotalPhotos { get; private set; }

    /// <summary>Their originals' bytes.</summary>
    public long? TotalSizeBytes { get; private set; } = 0;

    /// <summary>How far the upload is.</summary>
    public UploadStatus UploadStatus { get; private set; }

    /// <summary>Who uploads.</summary>
    public Guid? UploadedById { get; private set; }

    /// <summary>When the upload was last complete.</summary>
    public DateTimeOffset? UploadedAt { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Files were announced.</summary>
    public void FilesAnnounced(Guid? byUserId)
    {
        if (UploadFlow.Moves.Allows(UploadStatus, UploadStatus.Uploading))
        {
            UploadStatus = UploadStatus.Uploading;
        }

        UploadedById ??= byUserId;
    }

    /// <summary>One photo more. Call under the row's lock.</summary>
    public void PhotoAdded(long bytes) => (TotalPhotos, TotalSizeBytes) = (TotalPhotos + 1, (TotalSizeBytes ?? 0) + bytes);

    /// <summary>Photos came from another album or from the bin. Call under the row's lock.</summary>
    public void PhotosCame(int photos, long bytes) => (TotalPhotos, TotalSizeBytes) = (TotalPhotos + photos, (TotalSizeBytes ?? 0) + bytes);

    /// <summary>Photos came from another album. Where nothing was ever announced, there is nothing to wait for. Call under the row's lock.</summary>
    public void Received(int photos, long bytes, Guid? byUserId, DateTimeOffset now)
    {
        if (UploadStatus == UploadStatus.Pending)
        {
            Filled(photos, bytes, byUserId, now);
            return;
        }

        PhotosCame(photos, bytes);
    }

    /// <summary>Photos went to another album or to the bin. Call under the row's lock.</summary>
    public void PhotosLeft(int photos, long bytes) => PhotosCame(-photos, -bytes);

    /// <summary>Gives it a name of its own; empty takes it away.</summary>
    /// <returns>Refused with <see cref="FieldTooLong"/>.</returns>
    public Result Rename(string? title)
    {
        var clean = StudioText.Clean(title);
        if (clean?.Length > TitleMaxLength)
        {
            return new FieldTooLong(nameof(Title), TitleMaxLength);
        }

        Title = clean;
        return Result.Ok;
    }

    /// <summary>An album that waits for no file is filled with photos that are in the store already: there is nothing to wait for.</summary>
    public void Filled(int photos, long bytes, Guid? byUserId, DateTimeOffset now)
    {
        FilesAnnounced(byUserId);
        PhotosCame(photos, bytes);
        Settle(anyOpen: false, anyFailed: false, now);
    }

    /// <summary>No announced file is open any more: completed, or failed where one failed or nothing came. Never completed while a file failed.</summary>
    /// <param name="anyOpen">Whether a file is still on its way.</param>
    /// <param name="anyFailed">Whether a file failed and was not sent again since.</param>
    /// <param name="now">Now.</param>
    public void Settle(bool anyOpen, bool anyFailed, DateTimeOffset now)
    {
        if (anyOpen || UploadStatus != UploadStatus.Uploading)
        {
            return;
        }

        var failed = anyFailed || TotalPhotos == 0;
        UploadStatus = failed ? UploadStatus.Failed : UploadStatus.Completed;
        UploadedAt = failed ? UploadedAt : now;
    }

    /// <summary>What is not there will not come any more: completed as it is, or as if nothing had been announced where it is empty. Call under the row's lock.</summary>
    public void NothingMissing(DateTimeOffset now)
    {
        var to = TotalPhotos > 0 ? UploadStatus.Completed : UploadStatus.Pending;
        if (UploadFlow.Moves.Allows(UploadStatus, to))
        {
            UploadStatus = to;
            UploadedAt = to == UploadStatus.Completed ? now : UploadedAt;
        }
    }
}
