using System.Globalization;
using System.Runtime.InteropServices;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>What .NET leaves out of a process's manners. On Windows there is nothing to ask for here: our watching (<see cref="DecoderProcess"/>) remains.</summary>
internal static class ProcessLimits
{
    private const int LimitData = 2;
    private const int LimitCore = 4;
    private const int SignalKill = 9;

    /// <summary>
    /// Takes a group of its own, so that what it starts can be ended with it; stands back behind whoever answers people; writes no core file; and may not grow by more than so many
    /// megabytes. The limit is on data (RLIMIT_DATA), not on address space: .NET reserves a hundred times what it uses, and an address limit that lets it start limits nothing.
    /// </summary>
    public static void Take(int growMegabytes)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Best effort, each by itself: a container may forbid one, and a decoder without it is better than none.
        _ = SetGroup(0, 0);
        _ = Nice(10);
        _ = SetLimit(LimitCore, default);
        if (OperatingSystem.IsLinux() && DataBytes() is { } now)
        {
            var most = (nuint)(now + ((long)growMegabytes * 1024 * 1024));
            _ = SetLimit(LimitData, new Limit(most, most));
        }
    }

    /// <summary>Ends this process's group, itself included, at once: nothing that hangs is waited for.</summary>
    public static void EndGroup()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(0, SignalKill);
        }

        Environment.FailFast(null);
    }

    /// <summary>Ends a decoder and what it started; those that are gone already are no fault.</summary>
    public static void EndGroupOf(int processId)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(-processId, SignalKill);
        }
    }

    private static long? DataBytes()
    {
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("VmData:", StringComparison.Ordinal));
        return long.TryParse(
            line?[7..].Replace("kB", "", StringComparison.Ordinal),
            NumberStyles.Any,
            CultureInfo.InvariantCulture,
            out var kilobytes
        )
            ? kilobytes * 1024
            : null;
    }

    [DllImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetGroup(int process, int group);

    [DllImport("libc", EntryPoint = "nice")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Nice(int by);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit(nuint soft, nuint hard)
    {
        public readonly nuint Soft = soft;
        public readonly nuint Hard = hard;
    }
}
