using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>The cameras of a project and their clocks. Two photographers' photos stand in one order only where their clocks agree.</summary>
/// <param name="studio">Sessions.</param>
public sealed class CameraService(IStudio studio)
{
    /// <summary>The cameras of a project; none for whoever may not see it.</summary>
    public async Task<IReadOnlyList<CameraLine>> CamerasAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Projects))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Photos.CamerasAsync(projectId, ct);
    }

    /// <summary>
    /// Corrects a camera's clock and times and orders all its photos anew. The correction counts from what the clock said, never from an earlier correction:
    /// doing it twice changes nothing, and of two that race the later one stands for all photos.
    /// </summary>
    /// <param name="actor">Who corrects.</param>
    /// <param name="cameraId">The camera.</param>
    /// <param name="offsetSeconds">Seconds to add to what its clock said, within <see cref="ProjectCamera.MaxOffsetSeconds"/> either way.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="CameraNotFound"/> or <see cref="ClockOffsetTooLarge"/>.</returns>
    public async Task<Result> SetOffsetAsync(Actor actor, Guid cameraId, int offsetSeconds, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Upload))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Photos.LockCameraAsync(cameraId, ct) is not { } camera)
        {
            return new CameraNotFound();
        }

        var corrected = camera.Correct(offsetSeconds);
        if (!corrected.Succeeded)
        {
            return corrected;
        }

        foreach (var albumId in await session.Photos.RetimeAsync(camera, ct))
        {
            session.Raise(new PhotoReady(albumId));
        }

        return await session.SaveAsync(ct);
    }
}
