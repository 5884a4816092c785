using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using MindGraphy.Data.Embedded;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Data.Embedded;

[UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgresTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _scratch = Directory.CreateTempSubdirectory("mg-pg-").FullName;
    private readonly string _root;

    public EmbeddedPostgresTests()
    {
        // Temporary folders are private to their maker; PostgreSQL runs as another account when root starts it.
        File.SetUnixFileMode(
            _scratch,
            UnixFileMode.UserRead
                | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead
                | UnixFileMode.OtherWrite
                | UnixFileMode.OtherExecute
        );
        _root = Path.Combine(_scratch, "pg");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string PidFile => Path.Combine(_root, "pgdata", "postmaster.pid");

    public void Dispose()
    {
        Directory.Delete(_scratch, recursive: true);
    }

    [Fact]
    public async Task A_first_start_makes_a_private_cluster_that_knows_hangul_and_checks_its_pages()
    {
        await using var cluster = await StartAsync();
        Assert.True(cluster.OwnsCluster);
        Assert.NotEqual("C", await QueryAsync(cluster, "SELECT datctype FROM pg_database WHERE datname = 'mindgraphy'"));
        Assert.Equal("on", await QueryAsync(cluster, "SHOW data_checksums"));
        Assert.Equal("UTF8", await QueryAsync(cluster, "SHOW server_encoding"));
        Assert.Equal("UTC", await QueryAsync(cluster, "SHOW timezone"));
        Assert.Equal("", await QueryAsync(cluster, "SHOW listen_addresses"));
        Assert.True(
            await QueryAsync(cluster, "CREATE EXTENSION pg_trgm; SELECT similarity('김철수', '김철순')") is float and > 0.2f,
            "Trigrams of Hangul names are empty."
        );
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_root));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(_root, "s")));

        var postgres = cluster.ProcessId!.Value;
        await cluster.StopAsync();
        await cluster.StopAsync();
        Assert.False(IsAlive(postgres));
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task Ctrl_c_in_the_terminal_does_not_reach_the_database()
    {
        await using var cluster = await StartAsync();
        var stat = await File.ReadAllTextAsync($"/proc/{cluster.ProcessId}/stat", Ct);
        var processGroup = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[2];
        Assert.Equal($"{cluster.ProcessId}", processGroup);
    }

    [Fact]
    public async Task A_restart_keeps_the_data()
    {
        await using (var first = await StartAsync(fsync: true))
        {
            await QueryAsync(first, "CREATE TABLE couples (name text); INSERT INTO couples VALUES ('김철수 이영희')");
        }

        await using var second = await StartAsync(fsync: true);
        Assert.Equal("김철수 이영희", await QueryAsync(second, "SELECT name FROM couples"));
    }

    [Fact]
    public async Task The_database_stops_in_order_when_the_application_is_killed()
    {
        using var application = await ClusterHelper.StartAsync(_root);
        Assert.True(application.OwnsCluster);
        await QueryAsync(application.ConnectionString, "CREATE TABLE couples (name text); INSERT INTO couples VALUES ('김철수')");
        await application.KillAsync();
        await UntilAsync(() => !IsAlive(application.PostgresId));
        Assert.False(File.Exists(PidFile), "PostgreSQL did not stop in order.");

        await using var next = await StartAsync();
        Assert.Equal("김철수", await QueryAsync(next, "SELECT name FROM couples"));
    }

    [Fact]
    public async Task A_start_right_after_both_were_killed_recovers()
    {
        using var application = await ClusterHelper.StartAsync(_root);
        await QueryAsync(
            application.ConnectionString,
            "CREATE TABLE picks AS SELECT generate_series(1, 10000) AS photo; CREATE INDEX ON picks (photo)"
        );
        Process.GetProcessById(application.PostgresId).Kill();
        await application.KillAsync();
        Assert.True(File.Exists(PidFile));

        await using var next = await StartAsync();
        Assert.True(next.OwnsCluster);
        Assert.Equal(10000L, await QueryAsync(next, "SELECT count(*) FROM picks"));
    }

    [Fact]
    public async Task A_stale_pid_file_whose_number_another_process_got_does_not_stop_the_start()
    {
        await using (var first = await StartAsync())
        {
            await QueryAsync(first, "CREATE TABLE couples (name text)");
        }

        // A live process of the very account that PostgreSQL runs as is what PostgreSQL takes for a running server.
        using var stranger = Environment.IsPrivilegedProcess
            ? Process.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", "sleep", "60"])
            : Process.Start("sleep", ["60"]);
        try
        {
            await UntilAsync(() => File.ReadAllText($"/proc/{stranger.Id}/comm").Trim() == "sleep");
            var stale = $"{stranger.Id}\n{_root}/pgdata\n1700000000\n5432\n{_root}/s\n\n  1 1\nready\n";
            await File.WriteAllTextAsync(PidFile, stale, Ct);
            await File.WriteAllTextAsync(Path.Combine(_root, "s", ".s.PGSQL.5432.lock"), stale, Ct);

            await using var next = await StartAsync();
            Assert.Equal(0L, await QueryAsync(next, "SELECT count(*) FROM couples"));
            Assert.False(stranger.HasExited, "A process that has nothing to do with the cluster was stopped.");
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task A_second_process_uses_the_running_cluster_and_takes_it_over_when_the_first_is_gone()
    {
        using var server = await ClusterHelper.StartAsync(_root);
        using (var verb = await ClusterHelper.StartAsync(_root))
        {
            Assert.False(verb.OwnsCluster);
            Assert.Equal(server.PostgresId, verb.PostgresId);
            await QueryAsync(verb.ConnectionString, "CREATE TABLE staff (name text)");
            Assert.Equal(0, await verb.StopAsync());
        }

        Assert.True(IsAlive(server.PostgresId), "The second process stopped a cluster that is not its own.");
        await using var second = await StartAsync();
        Assert.False(second.OwnsCluster);
        Assert.Equal(0, await server.StopAsync());

        await UntilAsync(() => second.OwnsCluster);
        await UntilAsync(() => QueriesAsync(second, "SELECT count(*) FROM staff"));
    }

    [Fact]
    public async Task A_database_that_ends_by_itself_is_started_again()
    {
        await using var cluster = await StartAsync();
        var first = cluster.ProcessId!.Value;
        Process.GetProcessById(first).Kill();
        await UntilAsync(() => !IsAlive(first));
        await UntilAsync(() => QueriesAsync(cluster, "SELECT 1"));
        Assert.NotEqual(first, cluster.ProcessId);
    }

    [Fact]
    public async Task A_plain_user_runs_it_as_themselves()
    {
        using var application = await ClusterHelper.StartAsync(_root, asPlainUser: true);
        Assert.False(application.IsRoot);
        Assert.True(application.OwnsCluster);
        Assert.NotEqual(
            "C",
            await QueryAsync(application.ConnectionString, "SELECT datctype FROM pg_database WHERE datname = 'mindgraphy'")
        );
        Assert.Equal(0, await application.StopAsync());
        Assert.False(IsAlive(application.PostgresId));

        // Root afterwards runs it as the owner of the data, and leaves it usable for them.
        await using (var later = await StartAsync())
        {
            Assert.True(later.OwnsCluster);
        }

        using var again = await ClusterHelper.StartAsync(_root, asPlainUser: true);
        Assert.True(again.OwnsCluster);
        Assert.Equal(0, await again.StopAsync());
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_gets_a_short_one()
    {
        var deep = Path.Combine(_root, new string('a', 60), "웨딩스튜디오, 서울", new string('b', 40));
        string folder;
        await using (var cluster = await StartAsync(deep))
        {
            folder = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("mindgraphy")).Host!;
            Assert.True(folder.Length < 60, folder);
            Assert.Equal(1, await QueryAsync(cluster, "SELECT 1"));
        }

        Assert.False(Directory.Exists(folder), "The short folder was left behind.");
    }

    [Fact]
    public async Task Another_major_version_is_refused_and_nothing_is_touched()
    {
        await using (await StartAsync()) { }
        var version = Path.Combine(_root, "pgdata", "PG_VERSION");
        await File.WriteAllTextAsync(version, "9\n", Ct);
        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => StartAsync());
        Assert.Contains("a cluster of PostgreSQL 9", refused.Message, StringComparison.Ordinal);
        Assert.Equal("9\n", await File.ReadAllTextAsync(version, Ct));
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_refused()
    {
        Directory.CreateDirectory(_root);
        await File.WriteAllTextAsync(Path.Combine(_root, "photo.jpg"), "", Ct);
        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => StartAsync());
        Assert.Contains("Database:DataFolder", refused.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public async Task A_folder_the_account_cannot_reach_is_named()
    {
        // Root may write here but its helper account may not enter; a plain user may enter but not write.
        var closed = Path.Combine(_scratch, "closed");
        const UnixFileMode EnterOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        Directory.CreateDirectory(closed, EnterOnly);
        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => StartAsync(Path.Combine(closed, "pg")));
        Assert.Contains(Path.Combine(closed, "pg"), refused.Message, StringComparison.Ordinal);
        Assert.Contains("Database:DataFolder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_refuses_it_unless_it_is_switched_on()
    {
        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => OpenAsync("Production"));
        Assert.Contains("Database:AllowEmbeddedInProduction", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:MindGraphy", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_root));

        await using var allowed = await OpenAsync("Production", ("Database:AllowEmbeddedInProduction", "true"));
        Assert.Equal(1, await QueryAsync(allowed.ConnectionString, "SELECT 1"));
        Assert.True(Directory.Exists(Path.Combine(_root, "pgdata")), "A relative folder is meant from the content root.");
    }

    [Fact]
    public async Task A_named_server_is_used_as_it_is()
    {
        await using var named = await OpenAsync("Production", ("ConnectionStrings:MindGraphy", "Host=db.example;Database=studio"));
        Assert.Equal("Host=db.example;Database=studio", named.ConnectionString);
        Assert.Null(named.Embedded);
    }

    [Fact]
    public async Task Wrong_settings_name_the_key_and_what_is_allowed()
    {
        var refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() =>
            OpenAsync("Development", ("Database:MaxConnections", "3"))
        );
        Assert.Equal("Database:MaxConnections is 3; allowed are 20 to 1000.", refused.Message);
    }

    private Task<EmbeddedPostgres> StartAsync(string? root = null, bool fsync = false) =>
        EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { RootFolder = root ?? _root, Fsync = fsync }, NullLogger.Instance, Ct);

    private Task<StudioDatabase> OpenAsync(string environment, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Database:DataFolder", "pg"), new("Database:Fsync", "false")])
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build();
        var host = new HostingEnvironment { EnvironmentName = environment, ContentRootPath = _scratch };
        return StudioDatabase.OpenAsync(configuration, host, NullLogger.Instance, Ct);
    }

    private static Task<object?> QueryAsync(EmbeddedPostgres cluster, string sql) =>
        QueryAsync(cluster.ConnectionString("mindgraphy"), sql);

    private static async Task<object?> QueryAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }

    private static async Task<bool> QueriesAsync(EmbeddedPostgres cluster, string sql)
    {
        try
        {
            return await QueryAsync(cluster, sql) is not null;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static bool IsAlive(int processId) =>
        File.Exists($"/proc/{processId}/stat") && new DirectoryInfo($"/proc/{processId}/cwd").LinkTarget is not null;

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var since = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(since.Elapsed < Patience, "Waited in vain.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), Ct);
        }
    }
}
