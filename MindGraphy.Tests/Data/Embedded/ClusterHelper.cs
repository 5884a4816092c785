using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using MindGraphy.Data.Embedded;
using Npgsql;

namespace MindGraphy.Tests.Data.Embedded;

/// <summary>
/// A second process of the application for the tests to kill: this same program, started with a switch in its environment, starts or joins
/// the cluster of a folder, says so in one line and stops when its input ends.
/// </summary>
internal sealed class ClusterHelper : IDisposable
{
    private const string Switch = "MINDGRAPHY_TEST_CLUSTER";
    private readonly Process _process;

    private ClusterHelper(Process process, string[] said)
    {
        _process = process;
        OwnsCluster = bool.Parse(said[1]);
        PostgresId = int.Parse(said[2], CultureInfo.InvariantCulture);
        IsRoot = bool.Parse(said[3]);
        ConnectionString = said[4];
    }

    public bool OwnsCluster { get; }

    public int PostgresId { get; }

    public bool IsRoot { get; }

    public string ConnectionString { get; }

    /// <summary>Starts the process and waits until it has its cluster.</summary>
    public static async Task<ClusterHelper> StartAsync(string root, bool asPlainUser = false)
    {
        var program = Environment.ProcessPath!;
        var assembly = typeof(ClusterHelper).Assembly.Location;
        List<string> words = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, assembly] : [program];
        if (asPlainUser && Environment.IsPrivilegedProcess)
        {
            words = [.. await PlainUserAsync(program, assembly), .. words];
        }

        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment[Switch] = root;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return line?.StartsWith("ready|", StringComparison.Ordinal) == true
            ? new ClusterHelper(process, line.Split('|', 5))
            : throw new InvalidOperationException($"The helper said: {line}");
    }

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it stop in order.</summary>
    public async Task<int> StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // While a module initializer runs, no other thread may enter this module: so nothing here is async, and no code of it is a callback.
    [ModuleInitializer]
    internal static void LiveAsHelper()
    {
        if (Environment.GetEnvironmentVariable(Switch) is not { Length: > 0 } root)
        {
            return;
        }

        var cluster = EmbeddedPostgres
            .StartAsync(new EmbeddedPostgresOptions { RootFolder = root, Fsync = false }, NullLogger.Instance, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        Console.WriteLine(
            $"ready|{cluster.OwnsCluster}|{cluster.ProcessId}|{Environment.IsPrivilegedProcess}|{cluster.ConnectionString("mindgraphy")}"
        );
        while (Console.In.ReadLine() is not null) { }
        cluster.StopAsync().GetAwaiter().GetResult();
        NpgsqlConnection.ClearAllPools();
        Environment.Exit(0);
    }

    private static async Task<string[]> PlainUserAsync(string program, string assembly)
    {
        string[] nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];
        using var reach = Process.Start(
            new ProcessStartInfo(
                nobody[0],
                [
                    .. nobody.Skip(1),
                    "--inh-caps=-all",
                    "--",
                    "/bin/sh",
                    "-c",
                    "test -x \"$1\" && test -r \"$2\" && test -r \"$3\"",
                    "sh",
                    program,
                    assembly,
                    typeof(object).Assembly.Location,
                ]
            )
        )!;
        await reach.WaitForExitAsync();

        // Where root keeps its files to itself (a clone under /root), the plain user is lent the right to read them, and nothing else of root.
        // The secure bit lets the right count for access(2) too, by which .NET looks for its files.
        return reach.ExitCode == 0
            ? [.. nobody, "--inh-caps=-all", "--"]
            : [.. nobody, "--securebits=+no_setuid_fixup", "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override", "--"];
    }
}
