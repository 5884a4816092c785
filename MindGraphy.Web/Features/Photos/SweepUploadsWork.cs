using MindGraphy.Domain.Photos;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Photos;

/// <summary>Gives up uploads that nobody came back for and drops what they left in the store.</summary>
/// <param name="uploads">Knows which.</param>
public sealed class SweepUploadsWork(UploadService uploads) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => uploads.SweepAsync(ct);
}
