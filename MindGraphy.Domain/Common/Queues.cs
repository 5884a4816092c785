namespace MindGraphy.Domain.Common;

/// <summary>Heavy work for later (renditions, archives). Its type name is stored, its content as JSON: keep both stable.</summary>
public interface IStudioTask;

/// <summary>A piece of work that this process holds for a while. Whoever holds it when it ends may say so; a holder whose lease ran out may not.</summary>
/// <param name="Id">The row.</param>
/// <param name="Kind">The type name of the message or task.</param>
/// <param name="Payload">Its JSON.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Lease">Proof of holding it.</param>
public sealed record LeasedWork(Guid Id, string Kind, string Payload, int Attempt, Guid Lease);

/// <summary>
/// Rows that wait to be worked off, claimed one by one with a lease: a worker that dies loses its lease and another takes over. Nothing
/// is lost; whoever acts on a row makes the act repeatable.
/// </summary>
public interface ILeasedQueue
{
    /// <summary>Takes the next due rows, most urgent and oldest first; empty where nothing is due.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="leaseFor">How long this process may hold them.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<LeasedWork>> ClaimAsync(int most, TimeSpan leaseFor, CancellationToken ct = default);

    /// <summary>Marks a row as done where the lease is still this one.</summary>
    /// <returns>False where another worker holds it by now.</returns>
    Task<bool> CompleteAsync(LeasedWork work, CancellationToken ct = default);

    /// <summary>Gives a row back to be tried again later.</summary>
    /// <param name="work">The row.</param>
    /// <param name="error">What went wrong, for people.</param>
    /// <param name="retryAfter">Not before this much time; null gives it up and keeps it visible.</param>
    /// <param name="ct">Cancels.</param>
    Task FailAsync(LeasedWork work, string error, TimeSpan? retryAfter, CancellationToken ct = default);

    /// <summary>Gives a row back that could not be worked on: it comes again later, and this was no try.</summary>
    /// <param name="work">The row.</param>
    /// <param name="reason">What was in the way, for people.</param>
    /// <param name="retryAfter">Not before this much time.</param>
    /// <param name="ct">Cancels.</param>
    Task PutOffAsync(LeasedWork work, string reason, TimeSpan retryAfter, CancellationToken ct = default);

    /// <summary>Rows that were given up, counted to 1,000.</summary>
    Task<int> CountGivenUpAsync(CancellationToken ct = default);

    /// <summary>Puts back what was given up, as if it had never been tried.</summary>
    /// <returns>How many rows.</returns>
    Task<int> TryAgainAsync(CancellationToken ct = default);

    /// <summary>How many rows are not done, at most 1,000.</summary>
    Task<int> CountOpenAsync(CancellationToken ct = default);
}

/// <summary>What was asked for can't be done at the moment, through no fault of its own: the row is put off, and it was no try.</summary>
/// <param name="message">What is in the way.</param>
public class NotNowException(string message) : Exception(message);

/// <summary>Consequences (mail, sealing): rows of the transaction that caused them.</summary>
public interface IOutbox : ILeasedQueue;

/// <summary>Heavy work by priority: rows of the transaction that asked for it.</summary>
public interface ITaskQueue : ILeasedQueue;

/// <summary>Works off one kind of consequence. What it does must be repeatable: a worker may die after the act and before saying so.</summary>
/// <typeparam name="TMessage">The kind.</typeparam>
public interface IOutboxHandler<in TMessage>
    where TMessage : IOutboxMessage
{
    /// <summary>Does it. An exception gives the row back to be tried again later.</summary>
    Task HandleAsync(TMessage message, LeasedWork work, CancellationToken ct);
}

/// <summary>Works off one kind of heavy work. What it does must be repeatable.</summary>
/// <typeparam name="TTask">The kind.</typeparam>
public interface IStudioTaskHandler<in TTask>
    where TTask : IStudioTask
{
    /// <summary>Does it. An exception gives the row back to be tried again later.</summary>
    Task HandleAsync(TTask task, LeasedWork work, CancellationToken ct);
}
