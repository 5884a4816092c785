using System.Runtime.InteropServices;
using System.Text;

namespace MindGraphy.Data.Embedded;

/// <summary>The few calls of the operating system that .NET has no word for. Linux and macOS only.</summary>
internal static class Posix
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int KillNow = 9;

    /// <summary>Sends a signal; false when the process is gone or is not ours to signal.</summary>
    public static bool Signal(int processId, int signal) => NativeKill(processId, signal) == 0;

    /// <summary>Gives a file or folder to an account. Only root may.</summary>
    public static void GiveTo(string path, uint userId, uint groupId)
    {
        if (NativeChown(path, userId, groupId) != 0)
        {
            throw new IOException($"{path} can't be given to account {userId}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    /// <summary>The path with every symbolic link resolved, as the kernel reports working folders; the path itself if it can't be resolved.</summary>
    public static string Canonical(string path)
    {
        var buffer = new byte[4096 + 1];
        return NativeRealPath(path, buffer) == IntPtr.Zero ? path : Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, (byte)0));
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int NativeKill(int pid, int signal);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int NativeChown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);

    [DllImport("libc", EntryPoint = "realpath", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern IntPtr NativeRealPath([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] resolved);
}
