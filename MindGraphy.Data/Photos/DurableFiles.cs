using System.Runtime.InteropServices;
using System.Text;

namespace MindGraphy.Data.Photos;

/// <summary>What .NET leaves out of writing files so that they survive a power cut: making the folder's entry durable too.</summary>
internal static class DurableFiles
{
    // As .NET passes them on: no room on the disk (blocks or names), none left of what this user may have, and the same on Windows.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether the machine said that there is no room.</summary>
    public static bool IsFull(IOException fault) => fault.HResult is NoSpace or QuotaExceeded or NoSpaceOnWindows;

    /// <summary>Creates a folder and its parents; each new entry is on disk before the next is made.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder)!;
        CreateFolder(parent);
        Directory.CreateDirectory(folder);
        FlushFolder(parent);
    }

    /// <summary>Waits until the names in a folder are on disk. Windows has no such call: there the file system's journal does it.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(folder + "\0"), 0);
        if (descriptor < 0)
        {
            throw Fault(folder, "opened to flush it");
        }

        try
        {
            if (Flush(descriptor) != 0)
            {
                throw Fault(folder, "flushed");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Fault(string folder, string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"Folder '{folder}' can't be {what} (error {error}).", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
