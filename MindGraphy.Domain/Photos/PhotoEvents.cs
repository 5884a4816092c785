using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>A project has one album more.</summary>
public sealed record AlbumOpened(Guid ProjectId, Guid AlbumId) : IStudioEvent;

/// <summary>An album has one photo more, or its upload settled.</summary>
public sealed record PhotoArrived(Guid AlbumId) : IStudioEvent;

/// <summary>A photo of an album can be shown now, or is known not to be one.</summary>
public sealed record PhotoReady(Guid AlbumId) : IStudioEvent;

/// <summary>A watched folder was looked into and is not as it was.</summary>
public sealed record WatchedFolderSeen(Guid? ProjectId) : IStudioEvent;

/// <summary>Asks for a photo's renditions.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="Anew">Also where it has some: the studio's watermark is another now.</param>
public sealed record RenderPhoto(Guid PhotoId, bool Anew = false) : IStudioTask;
