using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MindGraphy.Data.Outbox;
using MindGraphy.Data.Realtime;
using MindGraphy.Domain.Common;
using Npgsql;

namespace MindGraphy.Data;

/// <summary>Opens sessions over contexts of their own.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="news">Where committed news go.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class Studio(IDbContextFactory<StudioDbContext> contexts, StudioNews news, StudioClock clock) : IStudio
{
    /// <inheritdoc/>
    public IStudioSession Open(Actor actor) => new StudioSession(contexts.CreateDbContext(), actor, news, clock);
}

/// <summary>One operation: a context, at most one transaction, and what is to be told after the commit. Repositories are in partials of their features.</summary>
internal sealed partial class StudioSession(StudioDbContext db, Actor actor, StudioNews news, StudioClock clock) : IStudioSession
{
    private readonly List<IStudioEvent> _events = [];
    private IDbContextTransaction? _transaction;

    public Actor Actor { get; } = actor;

    internal StudioDbContext Db { get; } = db;

    internal StudioClock Clock { get; } = clock;

    public void Raise(IStudioEvent studioEvent) => _events.Add(studioEvent);

    public void Enqueue(IOutboxMessage message, string? dedupeKey = null, DateTimeOffset? dueAt = null) =>
        _queued.Add(("outbox_messages", message, 0, dedupeKey, dueAt ?? Clock.Now));

    public void EnqueueTask(IStudioTask task, int priority = 0, string? dedupeKey = null) =>
        _queued.Add(("task_queue", task, priority, dedupeKey, Clock.Now));

    private readonly List<(string Table, object Message, int Priority, string? DedupeKey, DateTimeOffset DueAt)> _queued = [];

    public async Task<int> NextNumberAsync(string kind, int year, CancellationToken ct = default)
    {
        await BeginAsync(ct);
        var numbers = await Db
            .Database.SqlQuery<int>(
                $"INSERT INTO number_counters AS c (kind, year, last) VALUES ({kind}, {year}, 1) ON CONFLICT (kind, year) DO UPDATE SET last = c.last + 1 RETURNING last AS \"Value\""
            )
            .ToListAsync(ct);
        return numbers[0];
    }

    public async Task<Result<IdempotencyOutcome>> BeginOnceAsync(
        string scope,
        string key,
        string fingerprint,
        CancellationToken ct = default
    )
    {
        await BeginAsync(ct);

        // A second request of the same key waits here until the first commits or rolls back: the unique key is the lock.
        var first = await Db.Database.ExecuteSqlAsync(
            $"INSERT INTO idempotency_keys (scope, key, fingerprint, created_at) VALUES ({scope}, {key}, {fingerprint}, {Clock.Now}) ON CONFLICT DO NOTHING",
            ct
        );
        if (first == 1)
        {
            return new IdempotencyOutcome((string?)null);
        }

        var known = await Db.Set<IdempotencyKey>().AsNoTracking().SingleAsync(k => k.Scope == scope && k.Key == key, ct);
        return known.Fingerprint == fingerprint ? new IdempotencyOutcome(known.Reply ?? "") : new KeyUsedForAnother();
    }

    public void CompleteOnce(string scope, string key, string reply) => _replies.Add((scope, key, reply));

    private readonly List<(string Scope, string Key, string Reply)> _replies = [];

    public async Task<Result> SaveAsync(CancellationToken ct = default)
    {
        try
        {
            await BeginAsync(ct);
            if (!await ActorIsStillWelcomeAsync(ct))
            {
                return new AccountClosed();
            }

            StampUpdates();
            await Db.SaveChangesAsync(ct);
            await WriteQueuedAsync(ct);
            foreach (var (scope, key, reply) in _replies)
            {
                await Db.Database.ExecuteSqlAsync($"UPDATE idempotency_keys SET reply = {reply} WHERE scope = {scope} AND key = {key}", ct);
            }

            foreach (var studioEvent in _events)
            {
                await Db.Database.ExecuteSqlAsync($"SELECT pg_notify({StudioNews.Channel}, {news.Encode(studioEvent)})", ct);
            }

            await _transaction!.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new EditedElsewhere();
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException p && ConstraintRefusals.Of(p) is { } refusal)
        {
            return refusal;
        }
        catch (PostgresException e) when (ConstraintRefusals.Of(e) is { } refusal)
        {
            return refusal;
        }
        // A deadlock comes wrapped once more: the driver calls it transient, and we don't let it try again by itself.
        catch (InvalidOperationException e)
            when (e.InnerException is DbUpdateException { InnerException: PostgresException p } && ConstraintRefusals.Of(p) is { } refusal)
        {
            return refusal;
        }
        finally
        {
            if (_transaction is not null)
            {
                await _transaction.DisposeAsync();
                _transaction = null;
            }
        }

        foreach (var studioEvent in _events)
        {
            news.Publish(studioEvent);
        }

        _events.Clear();
        _queued.Clear();
        _replies.Clear();
        return Result.Ok;
    }

    /// <summary>Begins the operation's transaction: needed before a row is locked or a number is taken.</summary>
    internal async Task BeginAsync(CancellationToken ct) => _transaction ??= await Db.Database.BeginTransactionAsync(ct);

    /// <summary>Makes the screen's version the one that saving compares with, so that a stale screen is refused.</summary>
    internal void Expect<TEntity>(TEntity entity, uint? version)
        where TEntity : class
    {
        if (version is { } expected)
        {
            Db.Entry(entity).Property<uint>("Version").OriginalValue = expected;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
        }

        await Db.DisposeAsync();
    }

    // An open screen outlives its account's rights: every command asks again. One read by primary key.
    private async Task<bool> ActorIsStillWelcomeAsync(CancellationToken ct)
    {
        if (Actor.UserId is not { } id)
        {
            return true;
        }

        var now = await Db.Users.Where(u => u.Id == id).Select(u => new { u.Status, u.Role }).SingleOrDefaultAsync(ct);
        return now is { Status: Domain.Accounts.UserStatus.Active } && now.Role == Actor.Role;
    }

    private void StampUpdates()
    {
        foreach (var entry in Db.ChangeTracker.Entries().Where(e => e.State == EntityState.Modified))
        {
            if (entry.Metadata.FindProperty("UpdatedAt") is { } property)
            {
                entry.Property(property.Name).CurrentValue = Clock.Now;
            }
        }
    }

    private async Task WriteQueuedAsync(CancellationToken ct)
    {
        foreach (var (table, message, priority, dedupeKey, dueAt) in _queued)
        {
            var payload = JsonSerializer.Serialize(message, message.GetType(), JsonSerializerOptions.Web);
            var sql =
                "INSERT INTO "
                + table
                + " (id, kind, payload, priority, dedupe_key, created_at, due_at, attempts) VALUES ({0}, {1}, {2}::jsonb, {3}, {4}, {5}, {6}, 0) ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING";
            await Db.Database.ExecuteSqlRawAsync(
                sql,
                [Ids.New(), message.GetType().Name, payload, priority, dedupeKey!, Clock.Now, dueAt],
                ct
            );
        }

        if (_queued.Count > 0)
        {
            await Db.Database.ExecuteSqlAsync($"SELECT pg_notify({StudioNews.Channel}, {news.Encode(new QueueHasWork())})", ct);
            _events.Add(new QueueHasWork());
        }
    }
}

/// <summary>News for workers: there is something to do. They also look by themselves now and then.</summary>
public sealed record QueueHasWork : IStudioEvent;
