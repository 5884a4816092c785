using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>What is known of the folders on the studio's own disk that are watched for photos.</summary>
/// <param name="studio">Sessions.</param>
public sealed class WatchService(IStudio studio)
{
    /// <summary>All of them, by name.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<WatchedFolder>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Upload) || !actor.May(Rights.ProjectsAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return Result.Of(await session.Photos.WatchedFoldersAsync(ct));
    }

    /// <summary>Writes down what was seen. For the worker.</summary>
    public async Task KeepAsync(WatchedFolder folder, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        await session.Photos.KeepWatchedAsync(folder, ct);
        session.Raise(new WatchedFolderSeen(folder.ProjectId));
        await session.SaveAsync(ct);
    }

    /// <summary>Forgets folders that are not there any more. Their photos stay. For the worker.</summary>
    public async Task KeepOnlyAsync(IReadOnlyCollection<string> names, CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        await session.Photos.DropWatchedAsync(names, ct);
        await session.SaveAsync(ct);
    }
}
