using MindGraphy.Domain.Photos;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Photos;

/// <summary>Empties bins of what has lain there long enough.</summary>
/// <param name="library">Knows which.</param>
public sealed class PurgePhotosWork(LibraryService library) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => library.PurgeAsync(ct);
}
