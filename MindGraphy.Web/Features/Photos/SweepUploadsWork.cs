using MindGraphy.Domain.Photos;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Photos;

/// <summary>Drops from the store the parts that nobody came back for; the files are offered on.</summary>
/// <param name="uploads">Knows which.</param>
public sealed class SweepUploadsWork(UploadService uploads) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => uploads.SweepAsync(ct);
}
