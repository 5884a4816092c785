using Microsoft.Extensions.Logging.Abstractions;
using MindGraphy.Data.Embedded;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Support;

/// <summary>
/// The PostgreSQL of the test run: one private cluster in a temporary folder, or the server that <c>MINDGRAPHY_TEST_POSTGRES</c> names (a
/// connection string of an account that may create databases). Meant as an assembly fixture.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>The environment variable that names a server to use instead of a private cluster.</summary>
    public const string ServerVariable = "MINDGRAPHY_TEST_POSTGRES";

    // Every test database gets a pool of its own, and many are open at a time.
    private const int PoolOfOneDatabase = 20;
    private const int Connections = 400;

    private string? _folder;
    private EmbeddedPostgres? _cluster;
    private string _server = "";

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } named)
        {
            _server = named;
            return;
        }

        _folder = Path.Combine(Path.GetTempPath(), $"mindgraphy-test-{Guid.NewGuid():N}"[..24]);
        _cluster = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                RootFolder = _folder,
                MaxConnections = Connections,
                Fsync = false,
            },
            NullLogger.Instance,
            TestContext.Current.CancellationToken
        );
        _server = _cluster.ConnectionString("postgres");
    }

    /// <summary>What to connect with; the database need not exist yet.</summary>
    public string ConnectionString(string name) =>
        new NpgsqlConnectionStringBuilder(_server) { Database = name, MaxPoolSize = PoolOfOneDatabase }.ConnectionString;

    /// <summary>Creates a database and returns what to connect with.</summary>
    /// <param name="name">Its name; one of an earlier run is replaced.</param>
    /// <param name="template">The database it is a copy of, to which nobody may be connected; null makes it empty.</param>
    public async Task<string> CreateDatabaseAsync(string name, string? template = null)
    {
        await DropDatabaseAsync(name);
        await ExecuteAsync($"CREATE DATABASE {Quoted(name)}{(template is null ? "" : $" TEMPLATE {Quoted(template)}")}");
        return ConnectionString(name);
    }

    /// <summary>Drops a database, whoever is connected; one that is not there is no fault.</summary>
    public async Task DropDatabaseAsync(string name)
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString(name)))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {Quoted(name)} WITH (FORCE)");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        if (_folder is not null && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_server) { Database = "postgres", Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
#pragma warning disable CA2100 // Names of databases can't be parameters; they are the tests' own and quoted.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
