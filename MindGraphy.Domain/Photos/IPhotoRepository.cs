using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Photos;

/// <summary>
/// Albums, photos and uploads of one operation. What is found is what the actor may see: everything with the right to all projects, else
/// the projects one photographs or retouches. Rows are locked in the order album, upload, project, so that no two operations wait for each other.
/// </summary>
public partial interface IPhotoRepository
{
    /// <summary>Keeps a new album.</summary>
    void Add(PhotoAlbum album);

    /// <summary>Keeps a new photo.</summary>
    void Add(Photo photo);

    /// <summary>Keeps a new upload.</summary>
    void Add(UploadSession upload);

    /// <summary>Whether there is such a project for the actor.</summary>
    Task<bool> ProjectExistsAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>The studio's watermark; one that marks nothing where none was ever set.</summary>
    Task<Watermark> WatermarkAsync(CancellationToken ct = default);

    /// <summary>The same, to be changed, locked until the operation ends.</summary>
    Task<Watermark> LockWatermarkAsync(CancellationToken ct = default);

    /// <summary>How many photos of proof albums are shown with another mark than this one (null: than none).</summary>
    Task<int> MarkedOtherwiseAsync(string? mark, CancellationToken ct = default);

    /// <summary>Those photos.</summary>
    Task<IReadOnlyList<Guid>> PhotosMarkedOtherwiseAsync(string? mark, CancellationToken ct = default);

    /// <summary>The newest photo that can be shown and bears no mark; null where there is none for the actor.</summary>
    Task<Photo?> UnmarkedAsync(CancellationToken ct = default);

    /// <summary>The mark that a photo is to bear, as it is now: only photos of proof albums bear one. Null for the others, and where the studio has none.</summary>
    Task<Watermark?> WatermarkForAsync(Guid photoId, CancellationToken ct = default);

    /// <summary>The project of a number, capitals or not; null where there is none for the actor.</summary>
    Task<Guid?> ProjectOfNumberAsync(string number, CancellationToken ct = default);

    /// <summary>The oldest album of a project with this type and name; null where there is none.</summary>
    Task<Guid?> AlbumOfNameAsync(Guid projectId, AlbumType type, string? title, CancellationToken ct = default);

    /// <summary>
    /// The oldest album of a project with this type into which the studio's own machine sent something of this folder, or one of these files where some are
    /// given; null where there is none.
    /// </summary>
    Task<Guid?> AlbumOfFolderAsync(
        Guid projectId,
        AlbumType type,
        string folder,
        IReadOnlyCollection<AnnouncedFile>? files,
        CancellationToken ct = default
    );

    /// <summary>What is known of the folders that are watched, by name.</summary>
    Task<IReadOnlyList<WatchedFolder>> WatchedFoldersAsync(CancellationToken ct = default);

    /// <summary>Writes down what was seen of a watched folder, over what was written before.</summary>
    Task KeepWatchedAsync(WatchedFolder folder, CancellationToken ct = default);

    /// <summary>Forgets the watched folders that are none of these.</summary>
    Task DropWatchedAsync(IReadOnlyCollection<string> names, CancellationToken ct = default);

    /// <summary>Whether there is such an album for the actor.</summary>
    Task<bool> AlbumExistsAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>The album, locked until the operation ends; null where there is none for the actor.</summary>
    Task<PhotoAlbum?> LockAlbumAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>The upload with its parts, as it is now; null where there is none for the actor.</summary>
    Task<UploadSession?> FindUploadAsync(Guid uploadId, CancellationToken ct = default);

    /// <summary>The upload with its parts, locked until the operation ends; null where there is none for the actor.</summary>
    Task<UploadSession?> LockUploadAsync(Guid uploadId, CancellationToken ct = default);

    /// <summary>The album's project where its status waits for photos, locked until the operation ends; null where it doesn't wait.</summary>
    Task<Project?> LockProjectAwaitingPhotosAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>Uploads of an album that are open or completed, or whose photo is there though they ended otherwise, and have one of these paths.</summary>
    Task<IReadOnlyList<UploadSession>> UploadsOfPathsAsync(Guid albumId, IReadOnlyCollection<string> paths, CancellationToken ct = default);

    /// <summary>Which of these sizes in bytes a photo of the album's project has that can be read.</summary>
    Task<IReadOnlySet<long>> SizesThereAsync(Guid albumId, IReadOnlyCollection<long> sizes, CancellationToken ct = default);

    /// <summary>Another photo of an upload's project that has these bytes and can be read; null where there is none.</summary>
    Task<PhotoTwin?> TwinAsync(UploadSession upload, string sha256, CancellationToken ct = default);

    /// <summary>What became of the photos of completed uploads; none for those whose photo was deleted for good.</summary>
    Task<IReadOnlyList<ArrivedPhoto>> ArrivedAsync(IReadOnlyCollection<Guid> uploadIds, CancellationToken ct = default);

    /// <summary>Uploads of an album that failed or were given up and have one of these paths, not to be changed.</summary>
    Task<IReadOnlyList<UploadSession>> EndedOfPathsAsync(Guid albumId, IReadOnlyCollection<string> paths, CancellationToken ct = default);

    /// <summary>Deletes what could not be read at these paths of these cards (<see cref="UploadSession.Unread"/>); call under the album's lock.</summary>
    /// <returns>How many.</returns>
    Task<int> DropUnreadAsync(
        Guid albumId,
        IReadOnlyCollection<string> paths,
        IReadOnlyCollection<string> cards,
        CancellationToken ct = default
    );

    /// <summary>Marks of the cards of which something could not be read and is missed still.</summary>
    Task<IReadOnlySet<string>> CardsNotReadAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>Deletes uploads whose photos were deleted for good, or of files that are no more: they count as never sent.</summary>
    Task DropUploadsAsync(IReadOnlyCollection<Guid> uploadIds, CancellationToken ct = default);

    /// <summary>Photos to be changed, though they may lie in the bin.</summary>
    Task<IReadOnlyList<Photo>> PhotosToChangeAsync(IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default);

    /// <summary>
    /// Photos of an album that could not be read for reasons that are not their bytes (<see cref="Photo.ReadAgain"/>), and all whose original was away
    /// (<see cref="Photo.WasFound"/>), to be changed.
    /// </summary>
    Task<IReadOnlyList<Photo>> PhotosToReadAgainAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>The photo that an upload became and all that were chosen from it and point at the same original, to be changed; none where it became none yet.</summary>
    Task<IReadOnlyList<Photo>> PhotosOfOriginalAsync(Guid uploadId, CancellationToken ct = default);

    /// <summary>Takes what the queue knows of the rendering of photos out of it, so that it can be asked for anew.</summary>
    Task ForgetRenderingAsync(IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default);

    /// <summary>Files of an album that are open, or failed and were not sent again.</summary>
    /// <param name="albumId">The album.</param>
    /// <param name="movingSince">What was announced or sent after it is being sent right now.</param>
    /// <param name="most">Most names.</param>
    /// <param name="ct">Cancels.</param>
    Task<UnfinishedUploads> UnfinishedAsync(Guid albumId, DateTimeOffset movingSince, int most, CancellationToken ct = default);

    /// <summary>The same files, each with all of its failed attempts, locked until the operation ends; call under the album's lock.</summary>
    Task<IReadOnlyList<UploadSession>> LockUnfinishedAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>Whether another file of the album is still on its way.</summary>
    Task<bool> AnyOtherOpenAsync(Guid albumId, Guid uploadId, CancellationToken ct = default);

    /// <summary>Whether another file of the album failed and was not sent again since.</summary>
    Task<bool> AnyOtherFailedAsync(Guid albumId, Guid uploadId, CancellationToken ct = default);

    /// <summary>A photo, to be changed, though it may lie in the bin: it is brought back as it would be without; null where there is none for the actor.</summary>
    Task<Photo?> FindPhotoAsync(Guid photoId, CancellationToken ct = default);

    /// <summary>
    /// The camera of an album's project, met for the first time where it is new. It can't be corrected until the operation ends, so that no photo is timed by a
    /// correction of yesterday. Null where the album is gone.
    /// </summary>
    Task<ProjectCamera?> MeetCameraAsync(Guid albumId, CameraBody body, CancellationToken ct = default);

    /// <summary>A camera, locked until the operation ends; null where there is none for the actor.</summary>
    Task<ProjectCamera?> LockCameraAsync(Guid cameraId, CancellationToken ct = default);

    /// <summary>Times and orders all photos of a camera anew by its correction, in one statement; call under its lock.</summary>
    /// <returns>The albums whose photos changed.</returns>
    Task<IReadOnlyList<Guid>> RetimeAsync(ProjectCamera camera, CancellationToken ct = default);

    /// <summary>The cameras of a project with what they took, by name.</summary>
    Task<IReadOnlyList<CameraLine>> CamerasAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>Says what part of the wedding photos of an album show.</summary>
    Task<PhotoCount> TagAsync(Guid albumId, IReadOnlyCollection<Guid> photoIds, PhotoSection? section, CancellationToken ct = default);

    /// <summary>
    /// What of these a couple answered about or somebody retouches; null where nothing. No couple can answer about the album's photos until the operation ends.
    /// </summary>
    Task<PhotosInUse?> InUseAsync(Guid albumId, IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default);

    /// <summary>Puts photos of an album into its bin; call under the album's lock.</summary>
    Task<PhotoCount> BinAsync(
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        Guid? byUserId,
        DateTimeOffset now,
        CancellationToken ct = default
    );

    /// <summary>Brings photos of an album back from its bin; call under the album's lock.</summary>
    Task<PhotoCount> UnbinAsync(Guid albumId, IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default);

    /// <summary>Brings all photos of an album back from its bin; call under the album's lock.</summary>
    Task<PhotoCount> UnbinAllAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>Moves photos to another album; call under the locks of both.</summary>
    Task<PhotoCount> MoveAsync(Guid albumId, Guid toAlbumId, IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default);

    /// <summary>
    /// Photos of an album whose renditions bear another mark than this (null: than none) can't be shown until they are made anew. Call under the album's lock.
    /// </summary>
    /// <returns>Which.</returns>
    Task<IReadOnlyList<Guid>> HideMarkedOtherwiseAsync(
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        string? mark,
        CancellationToken ct = default
    );

    /// <summary>Whether a photo is to bear this mark (null: none). It moves to no other album until the operation ends.</summary>
    Task<bool> HoldMarkAsync(Guid photoId, string? mark, CancellationToken ct = default);

    /// <summary>Photos of an album that can be shown now or may be once they are rendered, in its order: these, or (null) all.</summary>
    Task<IReadOnlyList<Photo>> ChoosableAsync(Guid albumId, IReadOnlyCollection<Guid>? photoIds, CancellationToken ct = default);

    /// <summary>What lies in an album's bin, the last deleted first, at most 1,000; none for an album the actor does not see.</summary>
    Task<IReadOnlyList<DeletedPhoto>> DeletedAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>Deletes the rows of photos that lie in a bin since before a moment. Their uploads stay: what was deleted is known as sent.</summary>
    Task<IReadOnlyList<PurgedPhoto>> PurgeAsync(DateTimeOffset before, int most, CancellationToken ct = default);

    /// <summary>Which of these originals a photo still points at.</summary>
    Task<IReadOnlySet<string>> StillNeededAsync(IReadOnlyCollection<string> filePaths, CancellationToken ct = default);

    /// <summary>A photo's original; null where there is none for the actor.</summary>
    Task<OriginalFile?> OriginalAsync(Guid photoId, CancellationToken ct = default);

    /// <summary>The albums of a project, oldest first, at most 200.</summary>
    Task<IReadOnlyList<AlbumCard>> AlbumsOfProjectAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>The top of an album's page; null where there is no such album for the actor.</summary>
    Task<AlbumHead?> HeadAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>A stretch of an album's photos in capture order.</summary>
    /// <param name="albumId">The album.</param>
    /// <param name="after">The last photo of the stretch before; null for the beginning.</param>
    /// <param name="most">1 to 200.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<AlbumPhoto>> PageAsync(Guid albumId, AlbumPosition? after, int most, CancellationToken ct = default);

    /// <summary>The files of an album that can't be shown, by name, at most 200.</summary>
    Task<IReadOnlyList<UnreadablePhoto>> UnreadableAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>What is known of one photo; null where there is none for the actor.</summary>
    Task<PhotoFacts?> FactsAsync(Guid photoId, CancellationToken ct = default);

    /// <summary>The full hash of a photo that has renditions; null where there is none for the actor.</summary>
    Task<string?> RenderedHashAsync(Guid photoId, CancellationToken ct = default);

    /// <summary>Uploads that were begun in the store and of which nobody sent or announced anything since a moment, oldest first.</summary>
    Task<IReadOnlyList<Guid>> UntouchedUploadsAsync(DateTimeOffset since, int most, CancellationToken ct = default);

    /// <summary>Uploads that were given up or failed between two moments.</summary>
    Task<IReadOnlyList<EndedUpload>> EndedUploadsAsync(DateTimeOffset from, DateTimeOffset until, int most, CancellationToken ct = default);

    /// <summary>When the oldest upload that is begun in the store and still open was announced; null where there is none.</summary>
    Task<DateTimeOffset?> OldestOpenUploadAsync(CancellationToken ct = default);
}

/// <summary>A camera in a project's list.</summary>
/// <param name="Id">The camera.</param>
/// <param name="Make">Who made it.</param>
/// <param name="Model">Which one.</param>
/// <param name="Serial">The body's number, where it is known.</param>
/// <param name="OffsetSeconds">Seconds added to what its clock said.</param>
/// <param name="Photos">How many photos of the project it took.</param>
/// <param name="First">When it took the first of them, corrected.</param>
/// <param name="Last">When it took the last of them, corrected.</param>
public sealed record CameraLine(
    Guid Id,
    string? Make,
    string? Model,
    string? Serial,
    int OffsetSeconds,
    int Photos,
    DateTimeOffset? First,
    DateTimeOffset? Last
);

/// <summary>An album in a project's list.</summary>
/// <param name="Id">The album.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Title">Its own name, where it has one.</param>
/// <param name="TotalPhotos">How many photos.</param>
/// <param name="TotalBytes">Bytes of their originals.</param>
/// <param name="Status">How far the upload is.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="UploadedAt">When the upload was last complete.</param>
/// <param name="Cover">Its first photo that can be shown.</param>
/// <param name="Failed">How many files and folders could not be sent or read, where that is its status.</param>
public sealed record AlbumCard(
    Guid Id,
    AlbumType Type,
    string? Title,
    int TotalPhotos,
    long TotalBytes,
    UploadStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? UploadedAt,
    PhotoCover? Cover,
    int Failed = 0
);

/// <summary>A photo that stands for its album.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="Sha16">The part of its hash that its renditions are named after.</param>
public sealed record PhotoCover(Guid PhotoId, string Sha16);

/// <summary>The top of an album's page.</summary>
/// <param name="Id">The album.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="ProjectNumber">The project's number.</param>
/// <param name="BrideName">Whose photos.</param>
/// <param name="GroomName">Whose photos.</param>
/// <param name="WeddingDate">The day.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Title">Its own name, where it has one.</param>
/// <param name="Status">How far the upload is.</param>
/// <param name="TotalPhotos">How many photos.</param>
/// <param name="TotalBytes">Bytes of their originals.</param>
/// <param name="Ready">Photos that can be shown.</param>
/// <param name="Unreadable">Files that are no photos.</param>
/// <param name="UploadedAt">When the upload was last complete.</param>
/// <param name="Deleted">Photos in its bin.</param>
public sealed record AlbumHead(
    Guid Id,
    Guid ProjectId,
    string ProjectNumber,
    string BrideName,
    string GroomName,
    DateOnly WeddingDate,
    AlbumType Type,
    string? Title,
    UploadStatus Status,
    int TotalPhotos,
    long TotalBytes,
    int Ready,
    int Unreadable,
    DateTimeOffset? UploadedAt,
    int Deleted
);

/// <summary>A photo in a grid.</summary>
/// <param name="Id">The photo.</param>
/// <param name="SortKey">Its place in the album.</param>
/// <param name="Name">The camera's file name.</param>
/// <param name="Width">Pixels across; null until it was rendered.</param>
/// <param name="Height">Pixels down; null until it was rendered.</param>
/// <param name="ThumbHash">A blurred preview, Base64; null until it was rendered.</param>
/// <param name="Sha16">The part of its hash that its renditions are named after.</param>
/// <param name="Ready">Whether its renditions are there.</param>
/// <param name="Unreadable">Why it can't be shown.</param>
/// <param name="Section">The part of the wedding it shows.</param>
/// <param name="BurstId">The burst it belongs to.</param>
/// <param name="IsBurstTop">Whether it is the sharpest of its burst.</param>
/// <param name="IsBlurred">Whether it is far less sharp than its album.</param>
/// <param name="PairOfId">Of a raw file: the picture beside it.</param>
public sealed record AlbumPhoto(
    Guid Id,
    string SortKey,
    string Name,
    int? Width,
    int? Height,
    string? ThumbHash,
    string Sha16,
    bool Ready,
    UnreadableReason? Unreadable,
    PhotoSection? Section,
    Guid? BurstId,
    bool IsBurstTop,
    bool IsBlurred,
    Guid? PairOfId
);

/// <summary>A place in an album's order.</summary>
/// <param name="SortKey">The order.</param>
/// <param name="Id">Decides between equals.</param>
public sealed record AlbumPosition(string SortKey, Guid Id);

/// <summary>A stretch of an album and where the next begins.</summary>
/// <param name="Photos">In capture order.</param>
/// <param name="Next">After this the next stretch begins; null at the end.</param>
public sealed record AlbumStretch(IReadOnlyList<AlbumPhoto> Photos, AlbumPosition? Next);

/// <summary>A file of an album that is no photo.</summary>
/// <param name="Id">The photo.</param>
/// <param name="Path">Its path inside the dropped folder.</param>
/// <param name="Reason">Why.</param>
public sealed record UnreadablePhoto(Guid Id, string Path, UnreadableReason Reason);

/// <summary>What is known of one photo.</summary>
/// <param name="Id">The photo.</param>
/// <param name="AlbumId">Its album.</param>
/// <param name="Name">The camera's file name.</param>
/// <param name="Path">Its path inside the dropped folder, where it came from one.</param>
/// <param name="Bytes">The original's size.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Format">jpg, png, webp, tiff, avif.</param>
/// <param name="TakenAt">When it was taken.</param>
/// <param name="Metadata">EXIF names and values as a JSON object.</param>
/// <param name="Unreadable">Why it can't be shown.</param>
public sealed record PhotoFacts(
    Guid Id,
    Guid AlbumId,
    string Name,
    string? Path,
    long Bytes,
    int? Width,
    int? Height,
    string? Format,
    DateTimeOffset? TakenAt,
    string? Metadata,
    UnreadableReason? Unreadable
);

/// <summary>What became of a file that arrived.</summary>
/// <param name="Id">The photo, and its upload.</param>
/// <param name="Album">The album it is in now.</param>
/// <param name="InBin">Whether it lies in the bin.</param>
/// <param name="Unreadable">Why it can't be shown.</param>
/// <param name="FilePath">Where its original is to be.</param>
/// <param name="IsMissing">Whether its original was looked for in vain, for itself or for a photo that was chosen from it.</param>
public sealed record ArrivedPhoto(Guid Id, AlbumName Album, bool InBin, UnreadableReason? Unreadable, string FilePath, bool IsMissing);

/// <summary>An upload of which nothing may be left in the store.</summary>
/// <param name="Id">The upload.</param>
/// <param name="ObjectKey">The key it would have had.</param>
/// <param name="StoreUploadId">The store's id of it.</param>
public sealed record EndedUpload(Guid Id, string ObjectKey, string? StoreUploadId);
