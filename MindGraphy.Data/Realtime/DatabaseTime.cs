using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MindGraphy.Data.Realtime;

/// <summary>
/// The database's clock: the machine's, corrected by how far it is from the database's. Deadlines, leases and days are then the same on every server of a
/// studio, however wrong the clock of one of them is. Until the two were compared it is the machine's. Timers and elapsed time stay the machine's own.
/// </summary>
/// <param name="machine">The machine's clock.</param>
public sealed class DatabaseTime(TimeProvider machine) : TimeProvider
{
    /// <summary>A difference that is not worth a jump: less than what people can tell apart, more than what two readings of one clock differ by.</summary>
    public static readonly TimeSpan Unheeded = TimeSpan.FromMilliseconds(100);

    private long _ahead;

    /// <summary>The machine's own clock.</summary>
    public DatabaseTime()
        : this(System) { }

    /// <summary>How far the database's clock is ahead of the machine's; negative where it is behind.</summary>
    public TimeSpan Ahead => new(Volatile.Read(ref _ahead));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => machine.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the database for its time. What the way there and back leaves open, and <see cref="Unheeded"/>, is not corrected.</summary>
    /// <returns>Whether the clock was set.</returns>
    public async Task<bool> CompareAsync(NpgsqlDataSource source, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        var (asked, begun) = (machine.GetUtcNow(), machine.GetTimestamp());
        var there = (DateTime)(await command.ExecuteScalarAsync(ct))!;
        var halfway = machine.GetElapsedTime(begun) / 2;
        var ahead = new DateTimeOffset(there, TimeSpan.Zero) - (asked + halfway);
        if ((ahead - Ahead).Duration() <= halfway + Unheeded)
        {
            return false;
        }

        Volatile.Write(ref _ahead, ahead.Ticks);
        return true;
    }
}

/// <summary>Compares the clocks before the process answers anybody, and every minute after that.</summary>
/// <param name="time">The clock that is set.</param>
/// <param name="source">Connections.</param>
/// <param name="logger">Log.</param>
public sealed class DatabaseTimeKeeper(DatabaseTime time, NpgsqlDataSource source, ILogger<DatabaseTimeKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await CompareAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CompareAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async Task CompareAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            if (await time.CompareAsync(source, patience.Token))
            {
                logger.LogWarning("This machine's clock is {Ahead} off the database's, which is followed", -time.Ahead);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Without a database nothing works anyway; the clock is not what to fail for.
            logger.LogWarning(e, "The database's clock could not be asked");
        }
    }
}
