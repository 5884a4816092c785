using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>What an album holds (<c>photo_albums.album_type</c>).</summary>
public enum AlbumType
{
    /// <summary>원본: straight from the cards.</summary>
    Raw,

    /// <summary>셀렉용.</summary>
    Proof,

    /// <summary>보정본.</summary>
    Edited,

    /// <summary>최종본.</summary>
    Final,

    /// <summary>백업.</summary>
    Backup,
}

/// <summary>How far an album's upload is (<c>photo_albums.upload_status</c>).</summary>
public enum UploadStatus
{
    /// <summary>Nothing yet.</summary>
    Pending,

    /// <summary>Files are on their way.</summary>
    Uploading,

    /// <summary>Every file that was begun is there.</summary>
    Completed,

    /// <summary>At least one file failed.</summary>
    Failed,
}

/// <summary>How far a photo's retouching is (<c>photos.edit_status</c>).</summary>
public enum EditStatus
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>On somebody's table.</summary>
    InProgress,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>The couple said yes.</summary>
    Approved,
}

/// <summary>How far one file's upload is.</summary>
public enum FileUploadStatus
{
    /// <summary>Parts are expected.</summary>
    Open,

    /// <summary>The photo is there.</summary>
    Completed,

    /// <summary>It can't become a photo.</summary>
    Failed,

    /// <summary>Given up: somebody said that it will not come, or it is there under another name.</summary>
    Aborted,
}

/// <summary>The legal moves of an album's upload (design, section 4).</summary>
public static class UploadFlow
{
    /// <summary>The table. A completed album that gets more files is uploading again; one whose missing files nobody will send is what its photos make it.</summary>
    public static readonly StatusFlow<UploadStatus> Moves = new(
        new(UploadStatus.Pending, UploadStatus.Uploading, MoveBy.Fact),
        new(UploadStatus.Uploading, UploadStatus.Completed, MoveBy.Fact),
        new(UploadStatus.Uploading, UploadStatus.Failed, MoveBy.Fact),
        new(UploadStatus.Failed, UploadStatus.Uploading, MoveBy.Fact),
        new(UploadStatus.Completed, UploadStatus.Uploading, MoveBy.Fact),
        new(UploadStatus.Failed, UploadStatus.Completed, MoveBy.Fact),
        new(UploadStatus.Uploading, UploadStatus.Pending, MoveBy.Fact),
        new(UploadStatus.Failed, UploadStatus.Pending, MoveBy.Fact)
    );
}

/// <summary>The legal moves of a photo's retouching (design, section 4).</summary>
public static class EditFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<EditStatus> Moves = new(
        new(EditStatus.Pending, EditStatus.InProgress),
        new(EditStatus.InProgress, EditStatus.Completed),
        new(EditStatus.Completed, EditStatus.Approved),
        new(EditStatus.Completed, EditStatus.InProgress, NeedsReason: true),
        new(EditStatus.Approved, EditStatus.InProgress, NeedsReason: true)
    );
}
