using System.Runtime.InteropServices;
using MindGraphy.Web.Verbs;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>How this program starts itself as a decoder, and what it gives it.</summary>
internal static class DecoderCommand
{
    // Room for what the picture does not account for: libraries that are mapped from files, and the file itself.
    private const int MappedMegabytes = 150;

    /// <summary>Program and arguments.</summary>
    public static IReadOnlyList<string> For(int memoryMegabytes)
    {
        string[] verb = [DecodeVerb.Name, (memoryMegabytes - MappedMegabytes).ToString(System.Globalization.CultureInfo.InvariantCulture)];
        var library = typeof(DecoderCommand).Assembly.Location;

        // Published as one file, the program is its own host; else the runtime's host is asked to run our library, whoever hosts us now.
        return library.Length == 0 ? [Environment.ProcessPath!, .. verb] : [Host(), library, .. verb];
    }

    /// <summary>What it finds in its environment: not our settings, which hold secrets, and a runtime that keeps small.</summary>
    public static void Furnish(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(n => !IsHarmless(n)).ToList())
        {
            environment.Remove(name);
        }

        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_GCHeapHardLimit"] = "0x8000000";
        environment["DOTNET_TieredPGO"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";

        // What a picture took goes back to the system with it: left alone, the C library keeps ever larger pieces for the next one. A picture is read by one
        // thread; a second heap would only be fragmented like the first. Smaller pieces (128 KB) double the system's time and save nothing more.
        environment["MALLOC_ARENA_MAX"] = "1";
        environment["MALLOC_MMAP_THRESHOLD_"] = "262144";
        environment["MALLOC_TRIM_THRESHOLD_"] = "262144";
        environment["VIPS_CONCURRENCY"] = "1";
    }

    private static bool IsHarmless(string name) =>
        name is "PATH" or "HOME" or "TMPDIR" or "LANG" or "LC_ALL" or "DOTNET_ROOT" or "LD_LIBRARY_PATH" or "SystemRoot" or "TEMP" or "TMP";

    private static string Host()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var host = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(host) ? host : "dotnet";
    }
}
