using Microsoft.Extensions.Options;
using MindGraphy.Data;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Workers;

/// <summary>Claims rows and hands them to their handlers, woken by news and by the clock. Several processes may run it.</summary>
public abstract class QueueWorker(
    ILeasedQueue queue,
    HandlerRegistry registry,
    IServiceProvider services,
    IStudioNews news,
    IOptions<WorkerOptions> options,
    ILogger logger
) : BackgroundService
{
    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>How many rows are worked off side by side.</summary>
    protected abstract int Parallel { get; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = news.Listen(Wake);
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                running.RemoveAll(t => t.IsCompleted);
                var room = Parallel - running.Count;
                var claimed = room > 0 ? await queue.ClaimAsync(room, TimeSpan.FromSeconds(options.Value.LeaseSeconds), stoppingToken) : [];
                running.AddRange(claimed.Select(work => Task.Run(() => WorkOffAsync(work, stoppingToken), CancellationToken.None)));
                if (running.Count >= Parallel)
                {
                    await Task.WhenAny(running);
                }
                else if (claimed.Count == 0)
                {
                    await _wake.WaitAsync(TimeSpan.FromSeconds(options.Value.LookEverySeconds), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // Whatever it was, a worker that ended here would be missed by nobody and leave everything undone.
                logger.LogWarning(e, "The queue can't be read; looking again in a moment");
                await Task.Delay(TimeSpan.FromSeconds(options.Value.LookEverySeconds), CancellationToken.None);
            }
        }

        await Task.WhenAll(running);
    }

    private Task Wake(IStudioEvent studioEvent)
    {
        if (studioEvent is QueueHasWork && _wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two pieces of news at once: one waking is enough.
            }
        }

        return Task.CompletedTask;
    }

    private async Task WorkOffAsync(LeasedWork work, CancellationToken ct)
    {
        // A handler that takes longer than its lease would be run a second time beside itself.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.LeaseSeconds * 0.9));
        try
        {
            await registry.HandleAsync(services, work, patience.Token);
            await queue.CompleteAsync(work, CancellationToken.None);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Shutting down: the row is given back at once instead of waiting for its lease to run out.
            await GiveBackAsync(work, () => queue.PutOffAsync(work, "The process was stopped.", TimeSpan.Zero));
        }
        catch (NotNowException e)
        {
            logger.LogWarning("{Kind} {Id} is put off: {Reason}", work.Kind, work.Id, e.Message);
            await GiveBackAsync(work, () => queue.PutOffAsync(work, e.Message, Pause(4)));
        }
        catch (Exception e)
        {
            var givenUp = work.Attempt >= options.Value.MaxAttempts;
            logger.LogError(
                e,
                "{Kind} {Id} failed at attempt {Attempt}{GivenUp}",
                work.Kind,
                work.Id,
                work.Attempt,
                givenUp ? " and is given up" : ""
            );
            await GiveBackAsync(work, () => queue.FailAsync(work, e.Message, givenUp ? null : Pause(work.Attempt)));
        }
    }

    private async Task GiveBackAsync(LeasedWork work, Func<Task> give)
    {
        try
        {
            await give();
        }
        catch (Exception e)
        {
            // The lease runs out by itself and another worker takes over.
            logger.LogWarning(e, "{Kind} {Id} could not be given back", work.Kind, work.Id);
        }
    }

    // 2 s, 4 s, 8 s … at most 10 minutes, with some chance in it so that a herd does not come back together.
    private static TimeSpan Pause(int attempt) =>
        TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, attempt)) * (0.8 + (Random.Shared.NextDouble() * 0.4)));
}

/// <summary>Works off consequences, in their order, a few at a time.</summary>
public sealed class OutboxWorker(
    IOutbox outbox,
    HandlerRegistry registry,
    IServiceProvider services,
    IStudioNews news,
    IOptions<WorkerOptions> options,
    ILogger<OutboxWorker> logger
) : QueueWorker(outbox, registry, services, news, options, logger)
{
    /// <inheritdoc/>
    protected override int Parallel => 4;
}

/// <summary>Works off heavy work, as many at a time as the machine is given.</summary>
public sealed class TaskWorker(
    ITaskQueue tasks,
    HandlerRegistry registry,
    IServiceProvider services,
    IStudioNews news,
    IOptions<WorkerOptions> options,
    ILogger<TaskWorker> logger
) : QueueWorker(tasks, registry, services, news, options, logger)
{
    private readonly int _parallel = options.Value.Parallel;

    /// <inheritdoc/>
    protected override int Parallel => _parallel;
}

/// <summary>Runs what is due now and then.</summary>
public sealed class PeriodicWorker(IEnumerable<IPeriodicWork> works, ILogger<PeriodicWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(works.Select(w => RunAsync(w, stoppingToken)));

    private async Task RunAsync(IPeriodicWork work, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(work.Every);
        try
        {
            do
            {
                try
                {
                    await work.RunAsync(ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    logger.LogError(e, "{Work} failed; trying again in {Every}", work.GetType().Name, work.Every);
                }
            } while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Shutting down.
        }
    }
}
