using System.Diagnostics;
using System.IO.Hashing;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Deliveries;

/// <summary>Section <c>Deliveries</c>.</summary>
public sealed class DeliveryOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Deliveries";

    /// <summary>Most bytes of a ZIP file, from 10 million on: 2 GB goes onto every stick and into every phone.</summary>
    [System.ComponentModel.DataAnnotations.Range(10_000_000L, long.MaxValue)]
    public long PartBytes { get; set; } = 2_000_000_000;
}

/// <summary>Reads each file of a delivery once: it is what it was when it came, and its CRC-32 is known before anybody fetches it.</summary>
/// <param name="making">Keeps what was read.</param>
/// <param name="store">The files.</param>
/// <param name="options">How large ZIP files may be.</param>
/// <param name="workers">How long a turn may take.</param>
public sealed class MakeDeliveryReadyTask(
    DeliveryMaking making,
    IObjectStore store,
    IOptions<DeliveryOptions> options,
    IOptions<WorkerOptions> workers
) : IStudioTaskHandler<MakeDeliveryReady>
{
    private const int AtOnce = 50;
    private const int BlockSize = 256 * 1024;

    /// <inheritdoc/>
    public async Task HandleAsync(MakeDeliveryReady task, LeasedWork work, CancellationToken ct)
    {
        // A turn ends well before its lease does, so that no large delivery is read by two workers, or by none to the end.
        var turn = TimeSpan.FromSeconds(workers.Value.LeaseSeconds * 0.5);
        var since = Stopwatch.GetTimestamp();
        while (await making.UnreadAsync(task.DeliverableId, AtOnce, ct) is { Count: > 0 } files)
        {
            foreach (var file in files)
            {
                if (Stopwatch.GetElapsedTime(since) > turn)
                {
                    await making.GoOnAsync(task.DeliverableId, ct);
                    return;
                }

                await ReadAsync(task.DeliverableId, file, ct);
            }
        }

        await making.FinishAsync(task.DeliverableId, options.Value.PartBytes, ct);
    }

    private async Task ReadAsync(Guid id, DeliveryFile file, CancellationToken ct)
    {
        try
        {
            var original = await ReadAsync(store, file.StoreKey, ct);
            if (original.Sha256 != file.Sha256 || original.Bytes != file.Bytes)
            {
                throw new DownloadBrokenException(file.Name, "is not what it was when it came");
            }

            await making.KeepAsync(id, file.Position, original.Crc32, await ReadAsync(store, file.WebKey, ct), ct);
        }
        catch (IOException)
        {
            await making.CouldNotReadAsync(id, file.Name, CancellationToken.None);
            throw;
        }
    }

    /// <summary>What an object is, read from its first byte to its last.</summary>
    internal static async Task<FileFigures> ReadAsync(IObjectStore store, string key, CancellationToken ct)
    {
        await using var content =
            await store.OpenReadAsync(key, ct: ct) ?? throw new FileNotFoundException($"The object {key} is not in the store.");
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (crc, bytes, block) = (new Crc32(), 0L, new byte[BlockSize]);
        for (int read; (read = await content.ReadAsync(block, ct)) > 0; bytes += read)
        {
            sha.AppendData(block, 0, read);
            crc.Append(block.AsSpan(0, read));
        }

        return new FileFigures(bytes, Convert.ToHexStringLower(sha.GetHashAndReset()), crc.GetCurrentHashAsUInt32());
    }
}

/// <summary>Lets deliveries run out and reminds couples before.</summary>
/// <param name="clockwork">Does it.</param>
public sealed class DeliveryDaysWork(DeliveryClockwork clockwork) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(20);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => clockwork.RunAsync(ct);
}
