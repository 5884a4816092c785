using MindGraphy.Domain.Common;

namespace MindGraphy.Data.Outbox;

/// <summary>A row that waits to be worked off; the shape that outbox and task queue share.</summary>
public abstract class QueueRow
{
    /// <summary>Id, ordered by time.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The type name of the message or task.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Its JSON.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>Higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Drops a second row of this key; null for none.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Times it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Until when somebody holds it.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Who holds it.</summary>
    public Guid? Lease { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>What went wrong last.</summary>
    public string? Error { get; init; }
}

/// <summary>A consequence (<c>outbox_messages</c>).</summary>
public sealed class OutboxMessage : QueueRow;

/// <summary>Heavy work (<c>task_queue</c>).</summary>
public sealed class TaskRow : QueueRow;

/// <summary>A request that was carried out (<c>idempotency_keys</c>), with its reply.</summary>
public sealed class IdempotencyKey
{
    /// <summary>The act.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The request's key.</summary>
    public string Key { get; init; } = "";

    /// <summary>Hash of its content.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>What was answered; null inside the transaction that works on it.</summary>
    public string? Reply { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The last number given out (<c>number_counters</c>), per kind and year.</summary>
public sealed class NumberCounter
{
    /// <summary>Contract, project.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Year in the studio's zone.</summary>
    public int Year { get; init; }

    /// <summary>The last number.</summary>
    public int Last { get; init; }
}
