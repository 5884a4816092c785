using Microsoft.Extensions.Options;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Photos;

/// <summary>
/// Makes a photo's renditions and writes down what its file tells. Done twice, it finds the renditions under their keys (they are named after the
/// content) and writes the same row again.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Originals and renditions.</param>
/// <param name="renderer">Decodes.</param>
/// <param name="clock">The studio's clock and zone.</param>
/// <param name="options">How often anything is tried.</param>
public sealed class RenderPhotoTask(
    IStudio studio,
    IObjectStore store,
    IPhotoRenderer renderer,
    StudioClock clock,
    IOptions<WorkerOptions> options
) : IStudioTaskHandler<RenderPhoto>
{
    /// <summary>Times an original is looked for before it counts as missing: some twenty minutes.</summary>
    internal const int LooksForOriginal = 10;

    /// <summary>Times a picture may be tried whose reader does nothing: over a minute.</summary>
    internal const int TriesWhereIdle = 5;

    /// <summary>The name under which an original is fetched from a store elsewhere.</summary>
    internal const string LocalCopy = "original";

    /// <inheritdoc/>
    public async Task HandleAsync(RenderPhoto task, LeasedWork work, CancellationToken ct)
    {
        Photo? photo;
        await using (var session = studio.Open(Actor.System))
        {
            photo = await session.Photos.FindPhotoAsync(task.PhotoId, ct);
        }

        if (photo is null || (photo.ReadyAt is not null && !task.Anew) || IsFinal(photo.Unreadable))
        {
            return; // Deleted meanwhile, or done by a worker that died before it could say so.
        }

        var mark = await MarkOfAsync(photo.Id, ct);
        if (photo.ReadyAt is not null && photo.ShownHash == photo.HashWith(mark?.Mark))
        {
            return; // It bears this one already.
        }

        try
        {
            await RenderAsync(photo, mark, ct);
        }
        catch (PictureIdleException) when (work.Attempt >= TriesWhereIdle)
        {
            // A reader that hangs looks the same as one whose disk is slow; after five times it is the picture.
            await KeepAsync(photo.Id, new PhotoUnreadable(UnreadableReason.TooSlow), null, ct);
        }
        catch (FileNotFoundException) when (work.Attempt >= LooksForOriginal)
        {
            // Said in the album, and looked for still: a disk that was not mounted may be mounted again.
            await KeepAsync(photo.Id, new PhotoUnreadable(UnreadableReason.Missing), null, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (e is not NotNowException && work.Attempt >= options.Value.MaxAttempts)
        {
            // The queue gives it up now; so that nobody waits for it, the album says so too.
            await KeepAsync(photo.Id, new PhotoUnreadable(UnreadableReason.GivenUp), null, CancellationToken.None);
            throw;
        }
    }

    // What was only not to be had may be there when somebody asks again (`doctor --again`).
    private static bool IsFinal(UnreadableReason? verdict) =>
        verdict is not null and not UnreadableReason.Missing and not UnreadableReason.GivenUp;

    private async Task<Watermark?> MarkOfAsync(Guid photoId, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        return await session.Photos.WatermarkForAsync(photoId, ct);
    }

    private async Task RenderAsync(Photo photo, Watermark? mark, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("mg-render-");
        try
        {
            var output = folder.CreateSubdirectory("made").FullName;
            var stamp = mark is null ? null : await StampAsync(mark, folder.FullName, ct);
            var rendered = await RenderAsync(photo, output, stamp, ct);
            if (rendered.Value is { } found)
            {
                await StoreAsync(photo, found, photo.HashWith(mark?.Mark), ct);
            }

            await KeepAsync(photo.Id, rendered, mark?.Mark, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<PhotoStamp> StampAsync(Watermark mark, string folder, CancellationToken ct)
    {
        await using var content =
            await store.OpenReadAsync(mark.StampKey!, ct: ct)
            ?? throw new FileNotFoundException("The studio's watermark is not in the store.");
        var path = Path.Combine(folder, "mark.png");
        await using var copy = File.Create(path);
        await content.CopyToAsync(copy, ct);
        return new PhotoStamp(path, mark.Place, mark.Opacity, mark.Size);
    }

    private async Task<Result<RenderedPhoto>> RenderAsync(Photo photo, string folder, PhotoStamp? stamp, CancellationToken ct)
    {
        await using var content =
            await store.OpenReadAsync(photo.FilePath, ct: ct)
            ?? throw new FileNotFoundException($"The original of photo {photo.Id} is not in the store.");

        // A store on this machine hands out the file itself: then there is nothing to copy.
        if (content is FileStream file)
        {
            return await renderer.RenderAsync(file.Name, folder, photo.FileName, stamp, ct);
        }

        var path = Path.Combine(folder, LocalCopy);
        await using (var copy = File.Create(path))
        {
            await content.CopyToAsync(copy, ct);
        }

        return await renderer.RenderAsync(path, folder, photo.FileName, stamp, ct);
    }

    private async Task StoreAsync(Photo photo, RenderedPhoto rendered, string hash, CancellationToken ct)
    {
        foreach (var (size, path) in rendered.Files)
        {
            try
            {
                await using var content = File.OpenRead(path);
                await store.PutAsync(Photo.RenditionKey(photo.Id, hash, size), content, "image/jpeg", ct);
            }
            catch (ObjectExistsException)
            {
                // An earlier attempt got this far: the same content gives the same picture.
            }
        }
    }

    private async Task KeepAsync(Guid photoId, Result<RenderedPhoto> rendered, string? mark, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Photos.FindPhotoAsync(photoId, ct) is not { } photo)
        {
            return;
        }

        // One that was moved between albums has renditions, though they are shown to nobody.
        var (wasReady, wasMade, before) = (photo.ReadyAt is not null, photo.ThumbnailPath is not null, photo.ShownHash);
        if (rendered.Value is { } found)
        {
            var camera = found.Body is { } body ? await session.Photos.MeetCameraAsync(photo.AlbumId, body, ct) : null;
            if (!await session.Photos.HoldMarkAsync(photoId, mark, ct))
            {
                // Moved into a proof album or out of one, or marked otherwise, while it was rendered: what was made must not be seen.
                if (photo.HashWith(mark) is var made && !(wasMade && made == before))
                {
                    await DropAsync(photoId, made);
                }

                throw new NotNowException($"Photo {photoId} is to bear another mark by now.");
            }

            photo.Rendered(found, RecordedAtOf(found), clock.Now, camera, mark);

            // A finished file that can be shown is somebody's version now.
            if (!wasReady && await session.Editing.JobOfReturnsAsync(photo.AlbumId, ct) is not null)
            {
                session.Enqueue(new Domain.Editing.FilesReturned(photo.AlbumId), dedupeKey: $"returned:{photo.Id:N}");
            }
        }
        else
        {
            // What can be seen stays so, though it can't be made anew.
            if (wasReady)
            {
                return;
            }

            photo.CouldNotRender(rendered.Refusal is PhotoUnreadable refusal ? refusal.Reason : UnreadableReason.Damaged);
        }

        session.Raise(new PhotoReady(photo.AlbumId));
        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            throw new InvalidOperationException($"Photo {photoId} could not be kept: {saved.Refusal.Code}.");
        }

        if (wasMade && before != photo.ShownHash)
        {
            // Nothing points at the former ones any more.
            await DropAsync(photoId, before);
        }
    }

    private async Task DropAsync(Guid photoId, string hash)
    {
        foreach (var size in IPhotoRenderer.Sizes)
        {
            await store.DeleteAsync(Photo.RenditionKey(photoId, hash, size), CancellationToken.None);
        }
    }

    // A camera tells the hour on its own clock, mostly without saying where; it is taken for the studio's unless it says so.
    private DateTimeOffset? RecordedAtOf(RenderedPhoto rendered) =>
        rendered.TakenAt is not { } local || !PhotoMetadata.IsPlausible(local) ? null
        : rendered.TakenOffset is { } offset ? new DateTimeOffset(local, offset).ToUniversalTime()
        : new DateTimeOffset(local, clock.Zone.GetUtcOffset(local)).ToUniversalTime();
}
