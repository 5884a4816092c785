using MindGraphy.Data;
using Xunit;

namespace MindGraphy.Tests.Support;

/// <summary>One migrated database per run, of which each test class gets a copy (some tens of milliseconds).</summary>
public sealed class MigratedTemplate : IAsyncLifetime
{
    private const string Name = "studio_template";
    private readonly SemaphoreSlim _copying = new(1);
    private int _copies;

    /// <summary>The cluster.</summary>
    public PostgresServer Server { get; } = new();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await Server.InitializeAsync();
        var template = await Server.CreateDatabaseAsync(Name);
        await StudioMigrations.MigrateAsync(template, TestContext.Current.CancellationToken);
    }

    /// <summary>A fresh copy; returns what to connect with.</summary>
    public async Task<string> CopyAsync()
    {
        // PostgreSQL copies a template for one at a time.
        await _copying.WaitAsync();
        try
        {
            return await Server.CreateDatabaseAsync($"studio_{Interlocked.Increment(ref _copies)}", Name);
        }
        finally
        {
            _copying.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _copying.Dispose();
        await Server.DisposeAsync();
    }
}
