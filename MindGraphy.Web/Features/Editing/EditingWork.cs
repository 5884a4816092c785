using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Editing;

/// <summary>Finds the originals of finished files as they become readable.</summary>
/// <param name="returns">Does it.</param>
public sealed class FilesReturnedHandler(ReturnService returns) : IOutboxHandler<FilesReturned>
{
    /// <inheritdoc/>
    public Task HandleAsync(FilesReturned message, LeasedWork work, CancellationToken ct) => returns.MatchAsync(message.AlbumId, ct);
}

/// <summary>Reminds couples before their last day, and takes their silence for a yes where it is over.</summary>
/// <param name="revisions">Does it.</param>
public sealed class EndSilentRoundsWork(RevisionService revisions) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(20);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken ct)
    {
        await revisions.RemindAsync(ct);
        await revisions.EndSilentAsync(ct);
    }
}
