using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace MindGraphy.Data.Embedded;

/// <summary>
/// The files of a private cluster: <c>.owner</c> (locked by the process that runs it), <c>pgdata</c>, and <c>s</c> with the socket. Only the
/// holder of the lock may change them.
/// </summary>
internal sealed class ClusterFolder(string root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // A socket's path must fit into 107 bytes on Linux, 103 on macOS.
    private const int LongestSocketPath = 103;
    private const string SocketFiles = ".s.PGSQL.*";
    private static readonly TimeSpan LeftoverGrace = TimeSpan.FromSeconds(15);

    public string Root { get; } = root;

    public string Data { get; } = Path.Combine(root, "pgdata");

    public bool IsInitialized => Directory.Exists(Data);

    private string UnfinishedData => Data + ".new";

    private string OwnerFile => Path.Combine(Root, ".owner");

    private string OwnSocketFolder => Path.Combine(Root, "s");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>The major version the cluster was made by; null before there is one.</summary>
    public int? Major =>
        IsInitialized
            ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")), NumberStyles.Integer, CultureInfo.InvariantCulture)
            : null;

    /// <summary>What the running PostgreSQL says; null when none runs.</summary>
    public PostmasterPidFile? ReadPidFile() => PostmasterPidFile.Read(PidFile);

    /// <summary>Makes the folder. One that holds something else is refused rather than given to another account.</summary>
    public void CreateRoot()
    {
        if (!Directory.Exists(Root))
        {
            CreatePrivate(Root);
        }
        else if (!File.Exists(OwnerFile) && !IsInitialized && Directory.EnumerateFileSystemEntries(Root).Any())
        {
            throw new DatabaseUnavailableException(
                $"{Root} is not empty and holds no MindGraphy cluster. Set Database:DataFolder to an empty or a new folder."
            );
        }
    }

    /// <summary>
    /// Takes the right to run the cluster, which the kernel gives back when the process ends in whatever way; null when another process has it.
    /// </summary>
    public FileStream? TryLock()
    {
        try
        {
            return new FileStream(OwnerFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken.HResult is 11 or 35 or unchecked((int)0x80070020))
        {
            // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
            return null;
        }
    }

    /// <summary>Gives the folder to the account that will run PostgreSQL and proves that the account can enter it.</summary>
    public async Task GiveToAsync(PostgresAccount account)
    {
        if (account.Ids is null)
        {
            return;
        }

        account.Own(Root);
        account.Own(OwnerFile);
        var entered = await ChildProcess.RunAsync(
            await account.CommandAsync("/bin/sh", ["-c", "cd \"$1\" && test -w .", "sh", Root], "/", "KILL")
        );
        if (entered.ExitCode != 0)
        {
            throw new DatabaseUnavailableException(
                $"The account '{account.Name}', which runs PostgreSQL for root, can't enter {Root}. Set Database:DataFolder to a folder it can reach, "
                    + "for example /var/lib/mindgraphy/postgres, or start the application as a plain user."
            );
        }
    }

    /// <summary>Makes the cluster beside its place and moves it there when it is whole: a half-done one never looks finished.</summary>
    public async Task InitializeAsync(PostgresBinaries binaries, PostgresAccount account, string userName, bool fsync)
    {
        if (Directory.Exists(UnfinishedData))
        {
            Directory.Delete(UnfinishedData, recursive: true);
        }

        // With the locale C the server knows no Hangul letters and trigram search finds nothing.
        var locale =
            OperatingSystem.IsLinux() ? "C.UTF-8"
            : OperatingSystem.IsMacOS() ? "en_US.UTF-8"
            : "en-US";
        List<string> arguments =
        [
            "-D",
            UnfinishedData,
            "-U",
            userName,
            "-A",
            "trust",
            "-E",
            "UTF8",
            $"--locale={locale}",
            "--data-checksums",
            "--no-instructions",
        ];
        if (!fsync)
        {
            arguments.Add("--no-sync");
        }

        var made = await ChildProcess.RunAsync(await account.CommandAsync(binaries.Tool("initdb"), arguments, Root, "KILL"));
        if (made.ExitCode != 0)
        {
            throw new DatabaseUnavailableException($"initdb could not make a cluster in {Root}:{Environment.NewLine}{made.Output}");
        }

        Directory.Move(UnfinishedData, Data);
        if (fsync && OperatingSystem.IsLinux())
        {
            // .NET can't flush a folder; without it a power cut could bring the old name back after data was written under the new one.
            await ChildProcess.RunAsync(new ProcessStartInfo("sync", [Root]));
        }
    }

    /// <summary>Makes the folder of the socket, which only the account may enter: whoever reaches the socket is trusted.</summary>
    /// <param name="account">The account that runs PostgreSQL.</param>
    /// <param name="port">The number in the socket's name.</param>
    /// <param name="known">The folder an earlier owner used; connection strings that name it are in use.</param>
    public string CreateSocketFolder(PostgresAccount account, int port, string? known)
    {
        var folder = known ?? (Fits(OwnSocketFolder, port) ? OwnSocketFolder : ShortSocketFolder());
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            throw new DatabaseUnavailableException(
                $"{folder}, meant for the database's socket, is a link put there by somebody. Remove it."
            );
        }

        CreatePrivate(folder);
        account.Own(folder);
        return folder;
    }

    /// <summary>Removes the socket folder when it is not inside the cluster's own folder.</summary>
    public void RemoveSocketFolder(string folder)
    {
        if (folder != OwnSocketFolder && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>
    /// Ends what an earlier owner left running and removes its lock files. PostgreSQL would refuse to start beside a file whose process id is
    /// alive, be it a zombie or a number that another process got since.
    /// </summary>
    public async Task ClearLeftoversAsync(string socketFolder, ILogger logger, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
        {
            // Without /proc nothing proves that a process is PostgreSQL on this folder; its own check has to do.
            return;
        }

        var canonical = Posix.Canonical(Data);
        var living = LivingIn(canonical);
        if (living.Count > 0)
        {
            var postmasters = living.Where(process => !living.Exists(other => other.Id == process.ParentId)).ToList();
            logger.LogWarning(
                "Process {Ids} of an earlier run still uses {Folder}; it is asked to stop",
                postmasters.Select(p => p.Id),
                Data
            );
            postmasters.ForEach(process => Posix.Signal(process.Id, Posix.Interrupt));
            var since = Stopwatch.StartNew();
            var killed = false;
            while ((living = LivingIn(canonical)).Count > 0)
            {
                if (since.Elapsed > LeftoverGrace && !killed)
                {
                    killed = true;
                    living.ForEach(process => Posix.Signal(process.Id, Posix.KillNow));
                }
                else if (since.Elapsed > LeftoverGrace * 2)
                {
                    throw new DatabaseUnavailableException(
                        $"Process {living[0].Id} uses {Data} and can't be stopped from this account. Stop it, then start again."
                    );
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
            }
        }

        File.Delete(PidFile);
        foreach (var file in Directory.EnumerateFiles(socketFolder, SocketFiles))
        {
            File.Delete(file);
        }
    }

    private static List<(int Id, int ParentId)> LivingIn(string canonicalData)
    {
        var living = new List<(int, int)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            // A zombie has no working folder and a stranger's can't be read: both come out as null.
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && new DirectoryInfo(Path.Combine(folder, "cwd")).LinkTarget == canonicalData
            )
            {
                living.Add((id, ParentOf(folder)));
            }
        }

        return living;
    }

    private static int ParentOf(string processFolder)
    {
        try
        {
            // "pid (name) state ppid ...", where the name may hold anything.
            var stat = File.ReadAllText(Path.Combine(processFolder, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended between the two looks.
            return 0;
        }
    }

    // PostgreSQL reads a list of folders parted by commas, and Npgsql a list of hosts.
    private static bool Fits(string folder, int port) =>
        Encoding.UTF8.GetByteCount(Path.Combine(folder, $".s.PGSQL.{port}")) <= LongestSocketPath
        && folder.AsSpan().IndexOfAny(',', '"') < 0;

    private string ShortSocketFolder()
    {
        // Root keeps out of the folder everybody may write to.
        var parent = Environment.IsPrivilegedProcess && Directory.Exists("/run") ? "/run" : Path.GetTempPath();
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..12];
        return Path.Combine(parent, $"mindgraphy-{name}");
    }

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly);

        // Also proves, in a folder made by somebody else, that it is ours: only the owner may change its mode.
        File.SetUnixFileMode(folder, OwnerOnly);
    }
}
