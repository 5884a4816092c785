using System.ComponentModel;
using System.Diagnostics;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>A program beside ours that reads what libvips does not. It runs within the decoder's limits, as its child, and shorter than it.</summary>
internal static class ReadingTool
{
    private const int MaxOutput = 64 * 1024;

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">Its name on PATH.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="arguments">Its arguments; paths are absolute, so none looks like an option.</param>
    /// <returns>How it ended. Refused with NoReader where it is not installed, TooSlow where it was ended, TooMuchMemory where it said so.</returns>
    public static Result<ToolRun> Run(string program, TimeSpan patience, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };

        // The programs print times in the zone of the machine; ours are the camera's own.
        process.StartInfo.Environment["TZ"] = "UTC";
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return new PhotoUnreadable(UnreadableReason.NoReader);
        }

        var output = ReadAsync(process.StandardOutput);
        var errors = ReadAsync(process.StandardError);
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return new PhotoUnreadable(UnreadableReason.TooSlow);
        }

        var (said, complained) = (output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        var well = process.ExitCode == 0;
        return !well && Lacks(complained) ? new PhotoUnreadable(UnreadableReason.TooMuchMemory) : new ToolRun(well, said, complained);
    }

    /// <summary>Whether it is on PATH.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)));

    /// <summary>Whether a complaint says that memory ran out.</summary>
    public static bool Lacks(string complaint) =>
        complaint.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || complaint.Contains("OutOfMemory", StringComparison.Ordinal)
        || complaint.Contains("bad_alloc", StringComparison.Ordinal)
        || complaint.Contains("failed to allocate", StringComparison.OrdinalIgnoreCase)
        || complaint.Contains("not enough memory", StringComparison.OrdinalIgnoreCase);

    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var kept = new System.Text.StringBuilder();
        var block = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(block)) > 0)
        {
            // Read to the end, or the program would wait for us; kept only as far as anybody looks.
            kept.Append(block, 0, Math.Min(read, Math.Max(0, MaxOutput - kept.Length)));
        }

        return kept.ToString();
    }
}

/// <summary>How a program ended.</summary>
/// <param name="Well">Whether without a fault.</param>
/// <param name="Said">What it wrote.</param>
/// <param name="Complained">What it wrote of its troubles.</param>
internal sealed record ToolRun(bool Well, string Said, string Complained);
