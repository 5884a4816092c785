using MindGraphy.Domain.Common;
using Npgsql;

namespace MindGraphy.Data.Outbox;

/// <summary>
/// Claims rows with SKIP LOCKED under a lease. All times are the database's: a node whose clock jumps steals nothing.
/// </summary>
/// <param name="source">Connections.</param>
/// <param name="table">The table.</param>
/// <param name="mostDeaths">
/// A row whose last try ended with the process instead of an answer is given up after so many tries: it may be what kills the process. Null never.
/// </param>
public abstract class LeasedQueue(NpgsqlDataSource source, string table, int? mostDeaths = null) : ILeasedQueue
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<LeasedWork>> ClaimAsync(int most, TimeSpan leaseFor, CancellationToken ct = default)
    {
        var lease = Guid.NewGuid();
        if (mostDeaths is { } deaths)
        {
            await using var bury = source.CreateCommand(
                $"UPDATE {table} SET failed_at = now(), lease = NULL, leased_until = NULL, error = 'The process ended while it worked on this.' WHERE done_at IS NULL AND failed_at IS NULL AND leased_until < now() AND attempts >= $1"
            );
            bury.Parameters.Add(new() { Value = deaths });
            await bury.ExecuteNonQueryAsync(ct);
        }

        await using var command = source.CreateCommand(
            $"""
            UPDATE {table} q SET lease = $1, leased_until = now() + $2, attempts = q.attempts + 1
            FROM (
                SELECT id FROM {table}
                WHERE done_at IS NULL AND failed_at IS NULL AND due_at <= now() AND (leased_until IS NULL OR leased_until < now())
                ORDER BY priority DESC, due_at, id
                LIMIT $3 FOR UPDATE SKIP LOCKED
            ) next
            WHERE q.id = next.id
            RETURNING q.id, q.kind, q.payload::text, q.attempts, q.priority, q.due_at
            """
        );
        command.Parameters.Add(new() { Value = lease });
        command.Parameters.Add(new() { Value = leaseFor });
        command.Parameters.Add(new() { Value = most });
        var rows = new List<(LeasedWork Work, int Priority, DateTime Due)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var work = new LeasedWork(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), lease);
            rows.Add((work, reader.GetInt32(4), reader.GetDateTime(5)));
        }

        return [.. rows.OrderByDescending(r => r.Priority).ThenBy(r => r.Due).ThenBy(r => r.Work.Id).Select(r => r.Work)];
    }

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync(LeasedWork work, CancellationToken ct = default)
    {
        await using var command = source.CreateCommand(
            $"UPDATE {table} SET done_at = now(), lease = NULL, leased_until = NULL, error = NULL WHERE id = $1 AND lease = $2"
        );
        command.Parameters.Add(new() { Value = work.Id });
        command.Parameters.Add(new() { Value = work.Lease });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <inheritdoc/>
    public async Task FailAsync(LeasedWork work, string error, TimeSpan? retryAfter, CancellationToken ct = default)
    {
        var sql = retryAfter is null
            ? $"UPDATE {table} SET failed_at = now(), error = $3, lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2"
            : $"UPDATE {table} SET due_at = now() + $4, error = $3, lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2";
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = work.Id });
        command.Parameters.Add(new() { Value = work.Lease });
        command.Parameters.Add(new() { Value = error.Length > 2000 ? error[..2000] : error });
        if (retryAfter is { } pause)
        {
            command.Parameters.Add(new() { Value = pause });
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc/>
    public async Task PutOffAsync(LeasedWork work, string reason, TimeSpan retryAfter, CancellationToken ct = default)
    {
        await using var command = source.CreateCommand(
            $"UPDATE {table} SET due_at = now() + $4, attempts = attempts - 1, error = $3, lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2"
        );
        command.Parameters.Add(new() { Value = work.Id });
        command.Parameters.Add(new() { Value = work.Lease });
        command.Parameters.Add(new() { Value = reason.Length > 2000 ? reason[..2000] : reason });
        command.Parameters.Add(new() { Value = retryAfter });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc/>
    public async Task<int> CountGivenUpAsync(CancellationToken ct = default)
    {
        await using var command = source.CreateCommand(
            $"SELECT count(*)::int FROM (SELECT 1 FROM {table} WHERE failed_at IS NOT NULL LIMIT 1000) given_up"
        );
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <inheritdoc/>
    public async Task<int> TryAgainAsync(CancellationToken ct = default)
    {
        await using var command = source.CreateCommand(
            $"UPDATE {table} SET failed_at = NULL, attempts = 0, due_at = now() WHERE failed_at IS NOT NULL"
        );
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc/>
    public async Task<int> CountOpenAsync(CancellationToken ct = default)
    {
        await using var command = source.CreateCommand(
            $"SELECT count(*)::int FROM (SELECT 1 FROM {table} WHERE done_at IS NULL AND failed_at IS NULL LIMIT 1000) open"
        );
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}

/// <summary>The outbox in PostgreSQL.</summary>
/// <param name="source">Connections.</param>
public sealed class PostgresOutbox(NpgsqlDataSource source) : LeasedQueue(source, "outbox_messages"), IOutbox;

/// <summary>The task queue in PostgreSQL.</summary>
/// <param name="source">Connections.</param>
public sealed class PostgresTaskQueue(NpgsqlDataSource source) : LeasedQueue(source, "task_queue", mostDeaths: 8), ITaskQueue;
