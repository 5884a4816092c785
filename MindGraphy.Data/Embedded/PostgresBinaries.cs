using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MindGraphy.Data.Embedded;

/// <summary>Installed PostgreSQL programs: a folder with <c>initdb</c> and <c>postgres</c>, and their major version.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Major">The major version, for example 15.</param>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>The oldest major version the schema is written for.</summary>
    public const int OldestMajor = 15;

    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>The path of one of the programs.</summary>
    public string Tool(string name) => ToolIn(Folder, name);

    /// <summary>
    /// Finds the programs: the folder that the setting names, or else the newest Debian package, or else <c>PATH</c>. A folder that holds a
    /// cluster already takes only its own major version.
    /// </summary>
    /// <param name="setting">The folder that the setting names; then no other is looked at.</param>
    /// <param name="clusterMajor">The major version of the cluster that is there; null before the first start.</param>
    public static async Task<PostgresBinaries> FindAsync(string? setting, int? clusterMajor)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in Candidates(setting))
        {
            if (File.Exists(ToolIn(folder, "initdb")) && File.Exists(ToolIn(folder, "postgres")))
            {
                found.Add(new PostgresBinaries(folder, await MajorOfAsync(folder)));
            }
        }

        if (found.Count == 0)
        {
            throw new DatabaseUnavailableException(
                setting is null
                    ? $"PostgreSQL {OldestMajor} or newer is not installed. On Debian: apt-get install postgresql. Elsewhere set Database:BinFolder to the "
                        + "folder that holds initdb and postgres, or ConnectionStrings:MindGraphy to a server."
                    : $"Database:BinFolder is {setting}, which does not hold initdb and postgres."
            );
        }

        if (clusterMajor is { } major)
        {
            return found.Find(binaries => binaries.Major == major)
                ?? throw new DatabaseUnavailableException(
                    $"The data folder holds a cluster of PostgreSQL {major}, found is only {Listed(found)}. Install PostgreSQL {major} "
                        + $"(Debian: apt-get install postgresql-{major}), or move the data with pg_upgrade or pg_dump. It was not touched."
                );
        }

        return found.Find(binaries => binaries.Major >= OldestMajor)
            ?? throw new DatabaseUnavailableException($"PostgreSQL {OldestMajor} or newer is needed, found is only {Listed(found)}.");
    }

    private static string Listed(List<PostgresBinaries> found) =>
        string.Join(", ", found.Select(binaries => $"{binaries.Major} in {binaries.Folder}"));

    private static IEnumerable<string> Candidates(string? setting)
    {
        if (setting is not null)
        {
            return [setting];
        }

        var debian = Directory.Exists(DebianFolder)
            ? Directory
                .EnumerateDirectories(DebianFolder)
                .Select(folder => (Folder: folder, Known: int.TryParse(Path.GetFileName(folder), out var major), Major: major))
                .Where(entry => entry.Known)
                .OrderByDescending(entry => entry.Major)
                .Select(entry => Path.Combine(entry.Folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return debian.Concat(path).Where(Path.IsPathRooted).Distinct();
    }

    private static string ToolIn(string folder, string name) => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static async Task<int> MajorOfAsync(string folder)
    {
        var (exitCode, output) = await ChildProcess.RunAsync(new ProcessStartInfo(ToolIn(folder, "postgres"), ["--version"]));
        var version = MajorPattern().Match(output);
        return exitCode == 0 && version.Success
            ? int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new DatabaseUnavailableException($"{ToolIn(folder, "postgres")} does not say its version: {output}");
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex MajorPattern();
}
