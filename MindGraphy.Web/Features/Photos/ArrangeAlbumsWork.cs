using Microsoft.Extensions.Options;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Photos;

/// <summary>Works out bursts and pairs of albums that settled.</summary>
/// <param name="arrangement">Does it.</param>
/// <param name="options">What counts as a burst.</param>
public sealed class ArrangeAlbumsWork(ArrangementService arrangement, IOptions<BurstOptions> options) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => arrangement.ArrangeDueAsync(options.Value.Settings, ct);
}

/// <summary>Writes the verdict of photos over which process after process died.</summary>
/// <param name="arrangement">Does it.</param>
public sealed class GiveUpPhotosWork(ArrangementService arrangement) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => arrangement.GiveUpBuriedAsync(ct);
}

/// <summary>Deletes objects that no row knows. Once a day: it lists the whole store.</summary>
/// <param name="sweep">Does it.</param>
public sealed class SweepOrphansWork(OrphanSweep sweep) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => sweep.RunAsync(ct);
}
