namespace MindGraphy.Domain.Common;

/// <summary>Opens one session per operation. A session owns one database context and, where rows are locked, one transaction.</summary>
public interface IStudio
{
    /// <summary>Opens a session for one operation of this actor.</summary>
    IStudioSession Open(Actor actor);
}

/// <summary>One operation's view of the studio. Each feature adds its repository in its own partial; <see cref="SaveAsync"/> commits everything at once.</summary>
public partial interface IStudioSession : IAsyncDisposable
{
    /// <summary>Who acts.</summary>
    Actor Actor { get; }

    /// <summary>Tells open screens after the commit; may be lost.</summary>
    void Raise(IStudioEvent studioEvent);

    /// <summary>Writes a consequence (mail, PDF, task) as a row of this transaction; never lost, done once.</summary>
    /// <param name="message">What has to happen.</param>
    /// <param name="dedupeKey">Where given, a second message with this key is silently dropped by the database.</param>
    /// <param name="dueAt">Not before this moment; null for at once.</param>
    void Enqueue(IOutboxMessage message, string? dedupeKey = null, DateTimeOffset? dueAt = null);

    /// <summary>Asks for heavy work as a row of this transaction.</summary>
    /// <param name="task">What is to be done.</param>
    /// <param name="priority">Higher goes first; 0 is normal.</param>
    /// <param name="dedupeKey">Where given, a second task with this key is silently dropped by the database.</param>
    void EnqueueTask(IStudioTask task, int priority = 0, string? dedupeKey = null);

    /// <summary>Takes the next number of a kind and year (contract, project) inside this transaction: no gap, no double.</summary>
    Task<int> NextNumberAsync(string kind, int year, CancellationToken ct = default);

    /// <summary>
    /// Remembers that this key's work is done in this transaction, so that a repeated request finds it. Refuses with
    /// <see cref="KeyUsedForAnother"/> where the key came before with other content; returns the stored reply where it came with the same.
    /// </summary>
    /// <param name="scope">The act (sign, book, submit).</param>
    /// <param name="key">The request's key, at most 255 characters.</param>
    /// <param name="fingerprint">A hash of the request's content.</param>
    /// <param name="ct">Cancels waiting.</param>
    /// <returns>Null where the work is to be done now; the stored reply where it was done.</returns>
    Task<Result<IdempotencyOutcome>> BeginOnceAsync(string scope, string key, string fingerprint, CancellationToken ct = default);

    /// <summary>Stores the reply for a key begun with <see cref="BeginOnceAsync"/>; committed by <see cref="SaveAsync"/>.</summary>
    void CompleteOnce(string scope, string key, string reply);

    /// <summary>
    /// Commits. Refuses with <see cref="EditedElsewhere"/> where a row changed since the screen read it, with <see cref="AccountClosed"/>
    /// where the actor's account is no longer active in its role, and with a feature's own refusal where a named constraint said no.
    /// </summary>
    Task<Result> SaveAsync(CancellationToken ct = default);
}

/// <summary>What <see cref="IStudioSession.BeginOnceAsync"/> found.</summary>
/// <param name="Reply">The stored reply of the first time; null where this is the first time.</param>
public sealed record IdempotencyOutcome(string? Reply)
{
    /// <summary>Whether the work was already done.</summary>
    public bool AlreadyDone => Reply is not null;
}

/// <summary>A consequence that the outbox carries. Its type name is stored, its content as JSON: keep both stable.</summary>
public interface IOutboxMessage;
