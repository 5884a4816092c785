using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>The part of a wedding that a photo shows (<c>photos.section</c>), in the order of the day.</summary>
public enum PhotoSection
{
    /// <summary>신부대기실.</summary>
    BridalRoom,

    /// <summary>예식.</summary>
    Ceremony,

    /// <summary>원판: the posed groups.</summary>
    Group,

    /// <summary>연회.</summary>
    Banquet,
}

/// <summary>Photos of an album were moved, deleted, brought back or tagged.</summary>
/// <param name="AlbumId">Which album.</param>
public sealed record PhotosChanged(Guid AlbumId) : IStudioEvent;

/// <summary>What a library act did.</summary>
/// <param name="Photos">Photos that it changed; those that were so already are not counted.</param>
/// <param name="Bytes">Bytes of their originals.</param>
public sealed record PhotoCount(int Photos, long Bytes);

/// <summary>A photo in an album's bin.</summary>
/// <param name="Id">The photo.</param>
/// <param name="Name">The camera's file name.</param>
/// <param name="Sha16">The part of its hash that its renditions are named after.</param>
/// <param name="Ready">Whether it can be shown.</param>
/// <param name="DeletedAt">Since when.</param>
/// <param name="DeletedBy">Who put it there.</param>
public sealed record DeletedPhoto(Guid Id, string Name, string Sha16, bool Ready, DateTimeOffset DeletedAt, string? DeletedBy);

/// <summary>A photo whose time in the bin is over, with what it leaves in the store.</summary>
/// <param name="Id">The photo.</param>
/// <param name="FilePath">Its original's key.</param>
/// <param name="ShownHash">After which its renditions are named.</param>
public sealed record PurgedPhoto(Guid Id, string FilePath, string ShownHash);

/// <summary>A photo's original.</summary>
/// <param name="Key">Its store key.</param>
/// <param name="Name">The camera's file name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, lower-case hex.</param>
public sealed record OriginalFile(string Key, string Name, long Bytes, string Sha256);

/// <summary>Photos that a couple answered about, or that are being retouched, stay where they are.</summary>
/// <param name="Count">How many of those that were meant.</param>
/// <param name="Name">The first one's file name.</param>
public sealed record PhotosInUse(int Count, string Name) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Count, Name];
}

/// <summary>Photos are moved within one project only: what hangs on them is the project's.</summary>
public sealed record AlbumOfAnotherProject() : Refusal(RefusalKind.Invalid);

/// <summary>No photo was named, or none of those named is in the album.</summary>
public sealed record NoPhotosChosen() : Refusal(RefusalKind.Invalid);

/// <summary>More photos than one act takes.</summary>
/// <param name="Most">The most.</param>
public sealed record TooManyPhotosAtOnce(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}
