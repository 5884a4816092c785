using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace MindGraphy.Tests.Support;

/// <summary>Hears every statement that contexts send to one database, so that a test can hold a screen to its number of them.</summary>
public sealed class StatementCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<string> _statements = [];
    private readonly ConcurrentQueue<IDisposable> _subscriptions = [];
    private readonly string? _database;

    /// <summary>Starts to listen.</summary>
    public StatementCounter(string connectionString)
    {
        _database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        _subscriptions.Enqueue(DiagnosticListener.AllListeners.Subscribe(this));

        // A pooled context looks once a second whether anybody listens.
        Thread.Sleep(TimeSpan.FromSeconds(1.1));
    }

    /// <summary>What was sent so far.</summary>
    public IReadOnlyCollection<string> Statements => _statements;

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == Microsoft.EntityFrameworkCore.DbLoggerCategory.Name)
        {
            _subscriptions.Enqueue(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Key == RelationalEventId.CommandExecuting.Name
            && value.Value is CommandEventData { Command: var command }
            && command.Connection?.Database == _database
        )
        {
            _statements.Enqueue(command.CommandText);
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }
}
