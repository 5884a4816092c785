using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Editing;

/// <summary>A job's way out to an editor's own programs. An editor reaches their own jobs only.</summary>
/// <param name="studio">Sessions.</param>
public sealed class HandOffService(IStudio studio)
{
    /// <summary>The picks with their raw files.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="EditingJobNotFound"/>.</returns>
    public async Task<Result<HandOff>> OfAsync(Actor actor, Guid jobId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Editing.HandOffAsync(jobId, EditingService.OwnOnly(actor), ct) is { } found ? found : new EditingJobNotFound();
    }

    /// <summary>What the renditions of a job's photo, or of a finished version of one, are named after.</summary>
    /// <returns>64 hex digits; refused with <see cref="NotAllowed"/> or <see cref="Photos.PhotoNotFound"/>.</returns>
    public async Task<Result<string>> RenditionAsync(Actor actor, Guid jobId, Guid photoId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Editing.RenditionAsync(jobId, photoId, EditingService.OwnOnly(actor), ct) is { } hash
            ? hash
            : new Photos.PhotoNotFound();
    }
}
