using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos;

/// <summary>
/// Makes a photo's renditions and writes down what its file tells. Done twice, it finds the renditions under their keys (they are named after the
/// content) and writes the same row again.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Originals and renditions.</param>
/// <param name="renderer">Decodes.</param>
/// <param name="clock">The studio's clock and zone.</param>
public sealed class RenderPhotoTask(IStudio studio, IObjectStore store, IPhotoRenderer renderer, StudioClock clock)
    : IStudioTaskHandler<RenderPhoto>
{
    /// <inheritdoc/>
    public async Task HandleAsync(RenderPhoto task, LeasedWork work, CancellationToken ct)
    {
        Photo? photo;
        await using (var session = studio.Open(Actor.System))
        {
            photo = await session.Photos.FindPhotoAsync(task.PhotoId, ct);
        }

        if (photo is null or { ReadyAt: not null } or { Unreadable: not null })
        {
            return; // Deleted meanwhile, or done by a worker that died before it could say so.
        }

        var folder = Directory.CreateTempSubdirectory("mg-render-");
        try
        {
            var rendered = await RenderAsync(photo, folder.FullName, ct);
            if (rendered.Value is { } found)
            {
                await StoreAsync(photo, found, ct);
            }

            await KeepAsync(photo.Id, rendered, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<Result<RenderedPhoto>> RenderAsync(Photo photo, string folder, CancellationToken ct)
    {
        await using var content =
            await store.OpenReadAsync(photo.FilePath, ct: ct)
            ?? throw new FileNotFoundException($"The original of photo {photo.Id} is not in the store.");

        // A store on this machine hands out the file itself: then there is nothing to copy.
        if (content is FileStream file)
        {
            return await renderer.RenderAsync(file.Name, folder, ct);
        }

        var path = Path.Combine(folder, "original");
        await using (var copy = File.Create(path))
        {
            await content.CopyToAsync(copy, ct);
        }

        return await renderer.RenderAsync(path, folder, ct);
    }

    private async Task StoreAsync(Photo photo, RenderedPhoto rendered, CancellationToken ct)
    {
        foreach (var (size, path) in rendered.Files)
        {
            try
            {
                await using var content = File.OpenRead(path);
                await store.PutAsync(Photo.RenditionKey(photo.Id, photo.ContentSha256, size), content, "image/jpeg", ct);
            }
            catch (ObjectExistsException)
            {
                // An earlier attempt got this far: the same content gives the same picture.
            }
        }
    }

    private async Task KeepAsync(Guid photoId, Result<RenderedPhoto> rendered, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Photos.FindPhotoAsync(photoId, ct) is not { } photo)
        {
            return;
        }

        if (rendered.Value is { } found)
        {
            photo.Rendered(found, TakenAtOf(found), clock.Now);
        }
        else
        {
            photo.CouldNotRender(rendered.Refusal is PhotoUnreadable refusal ? refusal.Reason : UnreadableReason.Damaged);
        }

        session.Raise(new PhotoReady(photo.AlbumId));
        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            throw new InvalidOperationException($"Photo {photoId} could not be kept: {saved.Refusal.Code}.");
        }
    }

    // A camera tells the hour on its own clock, mostly without saying where; it is taken for the studio's unless it says so.
    private DateTimeOffset? TakenAtOf(RenderedPhoto rendered) =>
        rendered.TakenAt is not { } local ? null
        : rendered.TakenOffset is { } offset ? new DateTimeOffset(local, offset).ToUniversalTime()
        : new DateTimeOffset(local, clock.Zone.GetUtcOffset(local)).ToUniversalTime();
}
