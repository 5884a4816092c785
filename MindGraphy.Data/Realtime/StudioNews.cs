using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MindGraphy.Domain.Common;
using Npgsql;

namespace MindGraphy.Data.Realtime;

/// <summary>
/// News between open screens: in memory on this node, and by PostgreSQL's NOTIFY (inside the transaction, so only what was committed)
/// to the others. A node that was cut off misses news and nothing else: screens read the database.
/// </summary>
/// <param name="logger">Log.</param>
public sealed class StudioNews(ILogger<StudioNews> logger) : IStudioNews
{
    internal const string Channel = "studio_news";

    private readonly Guid _node = Guid.NewGuid();
    private ImmutableList<Func<IStudioEvent, Task>> _listeners = [];

    private static readonly Lazy<Dictionary<string, Type>> EventTypes = new(() =>
        AppDomain
            .CurrentDomain.GetAssemblies()
            .Where(a => a.GetName().Name?.StartsWith("MindGraphy", StringComparison.Ordinal) == true)
            .SelectMany(a => a.GetTypes())
            .Where(t => t is { IsAbstract: false, IsClass: true } && typeof(IStudioEvent).IsAssignableFrom(t))
            .ToDictionary(t => t.Name)
    );

    /// <summary>How many listen now; a leak shows here.</summary>
    public int ListenerCount => _listeners.Count;

    /// <inheritdoc/>
    public IDisposable Listen(Func<IStudioEvent, Task> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, l => l.Add(listener));
        return new Handle(this, listener);
    }

    /// <inheritdoc/>
    public void Publish(IStudioEvent studioEvent)
    {
        foreach (var listener in _listeners)
        {
            _ = TellAsync(listener, studioEvent);
        }
    }

    internal string Encode(IStudioEvent studioEvent) =>
        _node.ToString("N") + " " + studioEvent.GetType().Name + " " + JsonSerializer.Serialize(studioEvent, studioEvent.GetType());

    internal void Hear(string payload)
    {
        var parts = payload.Split(' ', 3);
        if (parts.Length == 3 && parts[0] != _node.ToString("N") && EventTypes.Value.TryGetValue(parts[1], out var type))
        {
            if (JsonSerializer.Deserialize(parts[2], type) is IStudioEvent studioEvent)
            {
                Publish(studioEvent);
            }
        }
    }

    private async Task TellAsync(Func<IStudioEvent, Task> listener, IStudioEvent studioEvent)
    {
        try
        {
            // Leaves the publisher's click at once: a slow tab must not slow another.
            await Task.Yield();
            await listener(studioEvent);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "A listener failed on {Event}", studioEvent.GetType().Name);
        }
    }

    private sealed class Handle(StudioNews news, Func<IStudioEvent, Task> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref news._listeners, l => l.Remove(listener));
    }
}

/// <summary>Hears what other nodes committed.</summary>
/// <param name="news">Where it is told.</param>
/// <param name="source">Connections.</param>
/// <param name="logger">Log.</param>
public sealed class StudioNewsListener(StudioNews news, NpgsqlDataSource source, ILogger<StudioNewsListener> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, e) => news.Hear(e.Payload);
                await using (var command = new NpgsqlCommand("LISTEN " + StudioNews.Channel, connection))
                {
                    await command.ExecuteNonQueryAsync(stoppingToken);
                }

                while (!stoppingToken.IsCancellationRequested)
                {
                    await connection.WaitAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Also news that can't be read, from a newer node: a listener that ended here would leave every screen of this one deaf.
                logger.LogWarning(e, "The news connection was lost; listening again in a moment");
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
    }
}
