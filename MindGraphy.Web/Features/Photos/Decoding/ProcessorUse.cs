using System.Diagnostics;
using System.Globalization;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>What a process and the programs it runs had of the processors so far.</summary>
/// <param name="Worked">Time on a processor.</param>
/// <param name="Waited">Time in line for one, summed over its threads, without what a thread waits just now; zero where the system does not tell (it does on Linux: <c>/proc/PID/task/TID/schedstat</c>).</param>
internal readonly record struct ProcessorUse(TimeSpan Worked, TimeSpan Waited)
{
    /// <summary>Asks the system.</summary>
    /// <exception cref="InvalidOperationException">The process is gone.</exception>
    public static ProcessorUse Of(Process process)
    {
        // Threads that have ended are in the process's own sum only.
        var worked = process.TotalProcessorTime;
        var own = Told(process.Id);
        var programs = Programs(process.Id).Aggregate(default(ProcessorUse), (sum, id) => sum + Told(id));
        return new ProcessorUse(worked + programs.Worked, own.Waited + programs.Waited);
    }

    /// <summary>Whether a thread of the process or of the programs it runs could go on at once if it had a processor.</summary>
    public static bool StandsInLine(Process process) =>
        Programs(process.Id).Prepend(process.Id).SelectMany(id => Threads(id, "stat")).Any(CouldRun);

    /// <summary>Adds two.</summary>
    public static ProcessorUse operator +(ProcessorUse left, ProcessorUse right) =>
        new(left.Worked + right.Worked, left.Waited + right.Waited);

    /// <summary>What came in between; never less than nothing, because a thread takes its waiting with it.</summary>
    public static ProcessorUse operator -(ProcessorUse later, ProcessorUse before) =>
        new(NotNegative(later.Worked - before.Worked), NotNegative(later.Waited - before.Waited));

    // The state is the letter behind the name, which is in parentheses and may hold some itself (proc_pid_stat(5)).
    private static bool CouldRun(string stat) => stat.AsSpan(stat.LastIndexOf(')') + 1).StartsWith(" R", StringComparison.Ordinal);

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private static ProcessorUse Told(int process) =>
        Threads(process, "schedstat")
            .Select(line => line.Split(' '))
            .Where(parts => parts.Length >= 2)
            .Aggregate(default(ProcessorUse), (sum, parts) => sum + new ProcessorUse(Nanoseconds(parts[0]), Nanoseconds(parts[1])));

    private static IEnumerable<int> Programs(int process)
    {
        foreach (var id in Threads(process, "children").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var child = int.Parse(id, CultureInfo.InvariantCulture);
            yield return child;
            foreach (var further in Programs(child))
            {
                yield return further;
            }
        }
    }

    private static TimeSpan Nanoseconds(string number) => TimeSpan.FromTicks(long.Parse(number, CultureInfo.InvariantCulture) / 100);

    private static List<string> Threads(int process, string file)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{process}/task").Select(thread => Read(Path.Combine(thread, file)))];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // It ended meanwhile, or the system has no such folder.
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
