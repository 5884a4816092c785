using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MindGraphy.Data.Embedded;

/// <summary>
/// A PostgreSQL cluster of the application's own: made at the first start, run as a child process, reached through a socket in a folder
/// nobody else may enter. The first process on a folder owns the cluster and restarts it should it end by itself; others join it, and one
/// of them takes it over when the owner is gone. A kill of the owner stops the cluster cleanly, and the next start tidies up what is left.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>The superuser of the cluster, who needs no password on its socket.</summary>
    public const string UserName = "mindgraphy";

    // Part of the socket's name only: the cluster listens on no network.
    private const int Port = 5432;
    private const int ConnectionsLeftToOthers = 15;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan TakeoverPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FastStop = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan QuitStop = TimeSpan.FromSeconds(5);

    private readonly EmbeddedPostgresOptions _options;
    private readonly ILogger _logger;
    private readonly ClusterFolder _folder;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _stopOnce = new(1, 1);
    private FileStream? _ownerLock;
    private PostgresBinaries? _binaries;
    private volatile ChildProcess? _postmaster;
    private string? _socketFolder;
    private int _port = Port;
    private Task _watch = Task.CompletedTask;
    private bool _stopped;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _folder = new ClusterFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.RootFolder)));
    }

    /// <summary>Whether this process runs the cluster; false while it uses another's.</summary>
    public bool OwnsCluster => _postmaster is not null;

    /// <summary>The process id of the cluster's first process, or null while none runs.</summary>
    public int? ProcessId => _postmaster?.Id ?? _folder.ReadPidFile()?.ProcessId;

    /// <summary>Starts the cluster, making it first where there is none, or joins the process that runs it; then creates the database if missing.</summary>
    /// <param name="options">Where it lives and how it is run.</param>
    /// <param name="logger">Told what is done; PostgreSQL's own lines come at debug level.</param>
    /// <param name="ct">Cancels the start; nothing is left running then.</param>
    /// <exception cref="DatabaseUnavailableException">It can't be started; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        var cluster = new EmbeddedPostgres(options, logger);
        try
        {
            await cluster.OwnOrJoinAsync(ct);
            await cluster.CreateDatabaseIfMissingAsync(options.Database, ct);
        }
        catch (UnauthorizedAccessException denied)
        {
            await cluster.StopAsync();
            throw new DatabaseUnavailableException(
                $"The data folder {options.RootFolder} belongs to another account: {denied.Message} Start the application as the account that made it, "
                    + "or set Database:DataFolder to another folder.",
                denied
            );
        }
        catch
        {
            await cluster.StopAsync();
            throw;
        }

        cluster._watch = Task.Run(cluster.WatchAsync, CancellationToken.None);
        return cluster;
    }

    /// <summary>What to connect with; stays valid when the cluster is restarted or changes its owner.</summary>
    /// <param name="database">The database.</param>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = _socketFolder,
            Port = _port,
            Username = UserName,
            Database = database,
            MaxPoolSize = Math.Max(1, _options.MaxConnections - ConnectionsLeftToOthers),
        }.ConnectionString;

    /// <summary>Stops the cluster if this process owns it, otherwise only leaves it. May be called more than once.</summary>
    public async Task StopAsync()
    {
        await _stopOnce.WaitAsync();
        try
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            await _stopping.CancelAsync();
            await _watch;
            await StopPostmasterAsync();
            if (_ownerLock is not null && _socketFolder is not null)
            {
                _folder.RemoveSocketFolder(_socketFolder);
            }

            _ownerLock?.Dispose();
            _stopping.Dispose();
        }
        finally
        {
            _stopOnce.Release();
        }
    }

    /// <summary>Stops, see <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task OwnOrJoinAsync(CancellationToken ct)
    {
        _folder.CreateRoot();
        var since = Stopwatch.StartNew();
        while (true)
        {
            if (TryOwn())
            {
                await StartOwnedAsync(ct);
                return;
            }

            if (_folder.ReadPidFile() is { IsReady: true } running && await AnswersAsync(running.SocketFolder, running.Port, ct))
            {
                _socketFolder = running.SocketFolder;
                _port = running.Port;
                _logger.LogInformation("Using the database that another process runs in {Folder}", _folder.Root);
                return;
            }

            if (since.Elapsed > _options.StartTimeout)
            {
                throw new DatabaseUnavailableException(
                    $"Another process holds {_folder.Root}, but its database did not answer within {_options.StartTimeout.TotalSeconds:0} s. "
                        + "Look at that process, or stop it."
                );
            }

            await Task.Delay(Poll, ct);
        }
    }

    private bool TryOwn() => (_ownerLock ??= _folder.TryLock()) is not null;

    private async Task StartOwnedAsync(CancellationToken ct)
    {
        var since = Stopwatch.StartNew();
        var account = await PostgresAccount.ForAsync(_folder.Data);
        _binaries = await PostgresBinaries.FindAsync(_options.BinFolder, _folder.Major);
        await _folder.GiveToAsync(account);
        if (!_folder.IsInitialized)
        {
            _logger.LogInformation("Making a PostgreSQL {Major} cluster in {Folder}", _binaries.Major, _folder.Root);
            await _folder.InitializeAsync(_binaries, account, UserName, _options.Fsync);
        }

        _socketFolder = _folder.CreateSocketFolder(account, _port, _socketFolder);
        await _folder.ClearLeftoversAsync(_socketFolder, _logger, ct);
        _postmaster = await ChildProcess.StartAsync(
            await account.CommandAsync(_binaries.Tool("postgres"), PostgresArguments(_socketFolder), _folder.Root, "INT"),
            line => _logger.LogDebug("PostgreSQL: {Line}", line)
        );
        try
        {
            await ReadyAsync(_postmaster, _socketFolder, ct);
        }
        catch
        {
            await StopPostmasterAsync();
            throw;
        }

        _logger.LogInformation(
            "PostgreSQL {Major} runs in {Folder}, ready in {Elapsed} ms",
            _binaries.Major,
            _folder.Root,
            since.ElapsedMilliseconds
        );
    }

    private List<string> PostgresArguments(string socketFolder)
    {
        List<string> settings =
        [
            "listen_addresses=",
            "unix_socket_permissions=0700",
            "timezone=UTC",
            "log_timezone=UTC",
            $"max_connections={_options.MaxConnections}",
            "shared_buffers=128MB",
        ];
        if (!_options.Fsync)
        {
            // A commit still reaches the kernel, so that only the machine's end loses it, not a kill of the processes.
            settings.AddRange(["fsync=off", "full_page_writes=off"]);
        }

        return ["-D", _folder.Data, "-k", socketFolder, "-p", $"{_port}", .. settings.SelectMany(setting => new[] { "-c", setting })];
    }

    private async Task ReadyAsync(ChildProcess postmaster, string socketFolder, CancellationToken ct)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            if (postmaster.Exited.IsCompleted)
            {
                throw new DatabaseUnavailableException(
                    $"PostgreSQL could not start in {_folder.Root}:{Environment.NewLine}{postmaster.LastLines}"
                );
            }

            // The socket may still be another's; the file says whose it is.
            if (
                _folder.ReadPidFile() is { IsReady: true } running
                && (running.ProcessId == postmaster.Id || OperatingSystem.IsWindows())
                && await AnswersAsync(socketFolder, _port, ct)
            )
            {
                return;
            }

            if (since.Elapsed > _options.StartTimeout)
            {
                throw new DatabaseUnavailableException(
                    $"PostgreSQL in {_folder.Root} was not ready within {_options.StartTimeout.TotalSeconds:0} s:{Environment.NewLine}{postmaster.LastLines}"
                );
            }

            await Task.Delay(Poll, ct);
        }
    }

    private static async Task<bool> AnswersAsync(string socketFolder, int port, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(MaintenanceConnection(socketFolder, port));
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            // Not there yet, or just going.
            return false;
        }
    }

    private static string MaintenanceConnection(string? socketFolder, int port) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socketFolder,
            Port = port,
            Username = UserName,
            Database = "postgres",
            Pooling = false,
        }.ConnectionString;

    private async Task CreateDatabaseIfMissingAsync(string database, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(MaintenanceConnection(_socketFolder, _port));
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", connection);
        exists.Parameters.AddWithValue(database);
        if (await exists.ExecuteScalarAsync(ct) is not 0L)
        {
            return;
        }

        try
        {
            await using var create = connection.CreateCommand();
#pragma warning disable CA2100 // A name can't be a parameter; it is the application's own and quoted.
            create.CommandText = $"CREATE DATABASE \"{database.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
#pragma warning restore CA2100
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException made) when (made.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            _logger.LogDebug("Another process created the database {Database} in the same moment", database);
        }
    }

    /// <summary>Restarts an owned cluster that ended by itself; takes over a joined one whose owner is gone.</summary>
    private async Task WatchAsync()
    {
        var pause = TakeoverPoll;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (_postmaster is { } running)
                {
                    var exitCode = await running.Exited.WaitAsync(_stopping.Token);
                    _postmaster = null;
                    _logger.LogError(
                        "PostgreSQL ended by itself with code {Code} and is started again. {Lines}",
                        exitCode,
                        running.LastLines
                    );
                }
                else
                {
                    await Task.Delay(pause, _stopping.Token);
                    if (!TryOwn())
                    {
                        continue;
                    }
                }

                await StartOwnedAsync(_stopping.Token);
                pause = TakeoverPoll;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Whatever it was, the application keeps trying: without its database it is of no use.
                pause = pause * 2 < LongestRetry ? pause * 2 : LongestRetry;
                _logger.LogError(fault, "The database in {Folder} could not be started; trying again in {Pause}", _folder.Root, pause);
            }
        }
    }

    private async Task StopPostmasterAsync()
    {
        if (_postmaster is not { } running)
        {
            return;
        }

        if (!await EndsAsync(running, Posix.Interrupt, "INT", FastStop) && !await EndsAsync(running, Posix.Quit, "QUIT", QuitStop))
        {
            _logger.LogError("PostgreSQL (process {Id}) did not stop and is killed; the next start recovers", running.Id);
            await EndsAsync(running, Posix.KillNow, "KILL", QuitStop);
        }

        _postmaster = null;
    }

    private async Task<bool> EndsAsync(ChildProcess running, int signal, string signalName, TimeSpan patience)
    {
        if (!running.Exited.IsCompleted)
        {
            if (OperatingSystem.IsWindows())
            {
                await ChildProcess.RunAsync(new ProcessStartInfo(_binaries!.Tool("pg_ctl"), ["kill", signalName, $"{running.Id}"]));
            }
            else
            {
                Posix.Signal(running.Id, signal);
            }
        }

        return await Task.WhenAny(running.Exited, Task.Delay(patience)) == running.Exited;
    }
}
