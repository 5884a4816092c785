using System.Globalization;

namespace MindGraphy.Data.Embedded;

/// <summary>What a running PostgreSQL says about itself in <c>postmaster.pid</c>.</summary>
/// <param name="ProcessId">Line 1: its process.</param>
/// <param name="Port">Line 4: its port, part of the socket's name.</param>
/// <param name="SocketFolder">Line 5: the folder of its socket.</param>
/// <param name="IsReady">Line 8: whether it takes connections.</param>
internal sealed record PostmasterPidFile(int ProcessId, int Port, string SocketFolder, bool IsReady)
{
    /// <summary>Reads the file; null when there is none or it is still being written.</summary>
    public static PostmasterPidFile? Read(string path)
    {
        try
        {
            // Opened for sharing: PostgreSQL rewrites it while it starts, and may delete it at any moment.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
            return
                lines.Length >= 5
                && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId)
                && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
                ? new PostmasterPidFile(
                    processId,
                    port,
                    lines[4],
                    lines.Length >= 8 && lines[7].StartsWith("ready", StringComparison.Ordinal)
                )
                : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
