using System.Diagnostics;
using System.Globalization;

namespace MindGraphy.Data.Embedded;

/// <summary>
/// The account PostgreSQL runs as. It refuses root, so root hands it to the owner of the data, at first the system account
/// <c>postgres</c>; everybody else runs it as themselves.
/// </summary>
/// <param name="Name">The account's name, for messages.</param>
/// <param name="Ids">User and group; null where the process stays itself.</param>
internal sealed record PostgresAccount(string Name, (uint User, uint Group)? Ids)
{
    private const string SystemAccount = "postgres";
    private static readonly Lazy<Task<bool>> SetprivKnowsParentDeath = new(async () =>
        SetprivPath is not null
        && (await ChildProcess.RunAsync(new ProcessStartInfo(SetprivPath, ["--help"]))).Output.Contains("--pdeathsig")
    );

    private static string? SetprivPath { get; } = OnPath("setpriv");

    private static string? SetsidPath { get; } = OnPath("setsid");

    /// <summary>The account for a cluster.</summary>
    /// <param name="dataFolder">The cluster's data, which may not exist yet.</param>
    public static async Task<PostgresAccount> ForAsync(string dataFolder)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new PostgresAccount(Environment.UserName, null);
        }

        if (!OperatingSystem.IsLinux() || SetprivPath is null)
        {
            throw new DatabaseUnavailableException(
                "PostgreSQL does not run as root, and there is no setpriv (package util-linux) to start it as another account. "
                    + "Start the application as a plain user, or name a server in ConnectionStrings:MindGraphy."
            );
        }

        var accounts = await AccountsAsync();
        if (Directory.Exists(dataFolder))
        {
            var owner = await ChildProcess.RunAsync(new ProcessStartInfo("stat", ["-c", "%u:%g", dataFolder]));
            var ids = owner.Output.Split(':');
            if (owner.ExitCode == 0 && uint.TryParse(ids[0], out var user) && user != 0)
            {
                var known = accounts.Find(account => account.Ids?.User == user);
                return known ?? new PostgresAccount(ids[0], (user, uint.Parse(ids[1], CultureInfo.InvariantCulture)));
            }
        }

        return accounts.Find(account => account.Name == SystemAccount)
            ?? throw new DatabaseUnavailableException(
                $"PostgreSQL does not run as root, and there is no account '{SystemAccount}' to run it. Install the package postgresql, "
                    + "or start the application as a plain user."
            );
    }

    /// <summary>A command that runs as this account, away from the terminal, and ends with this process where the system can do that.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="parentDeath">The signal it gets when this process dies: <c>INT</c> or <c>KILL</c>.</param>
    public async Task<ProcessStartInfo> CommandAsync(string program, IEnumerable<string> arguments, string folder, string parentDeath)
    {
        var words = new List<string>();
        var knowsParentDeath = OperatingSystem.IsLinux() && await SetprivKnowsParentDeath.Value;
        if (OperatingSystem.IsLinux() && SetprivPath is not null && (knowsParentDeath || Ids is not null))
        {
            // Ctrl+C in a terminal reaches every process of its group: in a session of its own PostgreSQL outlives the application's last writes.
            if (SetsidPath is not null)
            {
                words.Add(SetsidPath);
            }

            words.Add(SetprivPath);
            if (Ids is { } ids)
            {
                words.AddRange([$"--reuid={ids.User}", $"--regid={ids.Group}"]);
                words.Add((await AccountsAsync()).Exists(account => account.Ids?.User == ids.User) ? "--init-groups" : "--clear-groups");
                words.AddRange(["--inh-caps=-all", "--no-new-privs"]);
            }

            if (knowsParentDeath)
            {
                words.Add($"--pdeathsig={parentDeath}");
            }

            words.Add("--");
        }

        words.Add(program);
        words.AddRange(arguments);
        var command = new ProcessStartInfo(words[0], words.Skip(1)) { WorkingDirectory = folder };
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            command.Environment.Remove(name);
        }

        command.Environment["LC_ALL"] = OperatingSystem.IsLinux() ? "C.UTF-8" : "C";
        return command;
    }

    /// <summary>Makes a file or folder this account's, where the process may and must.</summary>
    public void Own(string path)
    {
        if (Ids is { } ids)
        {
            Posix.GiveTo(path, ids.User, ids.Group);
        }
    }

    private static async Task<List<PostgresAccount>> AccountsAsync() =>
        (await File.ReadAllLinesAsync("/etc/passwd"))
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3 && uint.TryParse(fields[2], out _) && uint.TryParse(fields[3], out _))
            .Select(fields => new PostgresAccount(
                fields[0],
                (uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture))
            ))
            .ToList();

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/bin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
