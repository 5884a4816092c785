using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Photos;

/// <summary>Albums as screens show them. Staff only: a couple sees photos through its proof link.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class AlbumService(IStudio studio, StudioClock clock)
{
    /// <summary>Most photos of one stretch.</summary>
    public const int MaxStretch = 200;

    /// <summary>Opens an album for a project.</summary>
    /// <returns>Its id; refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/> or <see cref="FieldTooLong"/>.</returns>
    public async Task<Result<Guid>> OpenAlbumAsync(
        Actor actor,
        Guid projectId,
        AlbumType type,
        string? title,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        if (StudioText.Clean(title)?.Length > PhotoAlbum.TitleMaxLength)
        {
            return new FieldTooLong(nameof(PhotoAlbum.Title), PhotoAlbum.TitleMaxLength);
        }

        await using var session = studio.Open(actor);
        if (!await session.Photos.ProjectExistsAsync(projectId, ct))
        {
            return new ProjectNotFound();
        }

        var album = new PhotoAlbum(projectId, type, title, actor.UserId, clock.Now);
        session.Photos.Add(album);
        session.Raise(new AlbumOpened(projectId, album.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? album.Id : saved.Refusal;
    }

    /// <summary>The project of a number, as people write it.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProjectNotFound"/>.</returns>
    public async Task<Result<Guid>> ProjectOfNumberAsync(Actor actor, string number, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Photos.ProjectOfNumberAsync(number.Trim(), ct) is { } id ? id : new ProjectNotFound();
    }

    /// <summary>
    /// The project's album of originals for a folder of this machine: the one that has something of this folder already, whatever it is called now, or the one with this
    /// name, opened where there is none; of two that ask at once both get the same.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="title">Its name; null for the one without a name of its own.</param>
    /// <param name="folder">The folder's own name.</param>
    /// <param name="files">Some of the folder's files, where others may be called like it (every camera's card has a DCIM): only an album that knows one of them is its own.</param>
    /// <param name="nameFirst">Whether somebody said the name: then the album that is called so comes before the one that has something of the folder.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/> or <see cref="FieldTooLong"/>.</returns>
    public async Task<Result<Guid>> FindOrOpenAsync(
        Actor actor,
        Guid projectId,
        string? title,
        string folder,
        IReadOnlyCollection<AnnouncedFile>? files = null,
        bool nameFirst = false,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        var name = StudioText.Clean(title);
        if (name?.Length > PhotoAlbum.TitleMaxLength)
        {
            return new FieldTooLong(nameof(PhotoAlbum.Title), PhotoAlbum.TitleMaxLength);
        }

        await using var session = studio.Open(actor);
        if (!await session.Photos.ProjectExistsAsync(projectId, ct) || await session.Projects.LockForFactAsync(projectId, ct) is null)
        {
            return new ProjectNotFound();
        }

        // An album is called otherwise when somebody likes it so: what was brought in from this folder before tells it all the same.
        var named = await session.Photos.AlbumOfNameAsync(projectId, AlbumType.Raw, name, ct);
        var there =
            (nameFirst ? named : null)
            ?? await session.Photos.AlbumOfFolderAsync(projectId, AlbumType.Raw, UploadSession.PathOf(folder), files, ct)
            ?? named;
        if (there is { } id)
        {
            return id;
        }

        var album = new PhotoAlbum(projectId, AlbumType.Raw, name, actor.UserId, clock.Now);
        session.Photos.Add(album);
        session.Raise(new AlbumOpened(projectId, album.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? album.Id : saved.Refusal;
    }

    /// <summary>A project's albums, oldest first; none for whoever may not see the project.</summary>
    public async Task<IReadOnlyList<AlbumCard>> AlbumsAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Photos.ProjectExistsAsync(projectId, ct) ? await session.Photos.AlbumsOfProjectAsync(projectId, ct) : [];
    }

    /// <summary>The top of an album's page.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumNotFound"/>.</returns>
    public async Task<Result<AlbumHead>> HeadAsync(Actor actor, Guid albumId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Photos.HeadAsync(albumId, ct) is { } head ? head : new AlbumNotFound();
    }

    /// <summary>A stretch of an album in capture order.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="albumId">The album.</param>
    /// <param name="after">Where the stretch before ended; null for the beginning.</param>
    /// <param name="most">1 to <see cref="MaxStretch"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumNotFound"/>.</returns>
    public async Task<Result<AlbumStretch>> PageAsync(
        Actor actor,
        Guid albumId,
        AlbumPosition? after,
        int most = MaxStretch,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Projects))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (!await session.Photos.AlbumExistsAsync(albumId, ct))
        {
            return new AlbumNotFound();
        }

        var size = Math.Clamp(most, 1, MaxStretch);
        var photos = await session.Photos.PageAsync(albumId, after, size, ct);
        return new AlbumStretch(photos, photos.Count < size ? null : new AlbumPosition(photos[^1].SortKey, photos[^1].Id));
    }

    /// <summary>The files of an album that are no photos; none for whoever may not see it.</summary>
    public async Task<IReadOnlyList<UnreadablePhoto>> UnreadableAsync(Actor actor, Guid albumId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Photos.UnreadableAsync(albumId, ct);
    }

    /// <summary>What is known of one photo.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="PhotoNotFound"/>.</returns>
    public async Task<Result<PhotoFacts>> FactsAsync(Actor actor, Guid photoId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Photos.FactsAsync(photoId, ct) is { } facts ? facts : new PhotoNotFound();
    }

    /// <summary>The hash of a photo's renditions.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="photoId">The photo.</param>
    /// <param name="size">One of <see cref="IPhotoRenderer.Sizes"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What its renditions are named after, 64 hex digits; refused with <see cref="NotAllowed"/> or <see cref="PhotoNotFound"/>.</returns>
    public async Task<Result<string>> RenditionAsync(Actor actor, Guid photoId, int size, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var known = IPhotoRenderer.Sizes.Contains(size) ? await session.Photos.RenderedHashAsync(photoId, ct) : null;
        return known is not null ? Result.Of(known) : new PhotoNotFound();
    }
}
