using System.Diagnostics;

namespace MindGraphy.Tests.Support;

/// <summary>
/// A disk of a few megabytes that is really full when it is: a tmpfs in the mount namespace of a child process, seen through <c>/proc</c>. The run needs not be root's,
/// and a run that is killed leaves no mount behind. Where no mount is possible the test fails; nothing is skipped.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    // Ends, and its disk with it, when our end of the pipe is gone.
    private const string Script = "mount -t tmpfs -o \"$1\" small \"$2\" && echo mounted && read -r _";

    private readonly Process _owner;
    private readonly string _place;

    private SmallDisk(Process owner, string place)
    {
        (_owner, _place) = (owner, place);
        Folder = $"/proc/{owner.Id}/root{place}";
    }

    /// <summary>Its only folder, as this process sees it.</summary>
    public string Folder { get; }

    /// <summary>Mounts one.</summary>
    /// <param name="megabytes">How much it holds.</param>
    /// <param name="names">How many files and folders it holds; null as many as tmpfs likes.</param>
    public static async Task<SmallDisk> MountAsync(int megabytes, int? names = null)
    {
        var place = Directory.CreateTempSubdirectory("mg-small-").FullName;
        var options = $"size={megabytes}m" + (names is { } most ? $",nr_inodes={most}" : "");
        var faults = new List<string>();

        // Root may mount; everybody else, and a root without that right, may where they are root of a user namespace of their own.
        foreach (var way in Environment.IsPrivilegedProcess ? ["-m", "-rm"] : (string[])["-rm"])
        {
            var owner = Process.Start(
                new ProcessStartInfo("unshare", [way, "sh", "-c", Script, "sh", options, place])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            if (await owner.StandardOutput.ReadLineAsync() == "mounted")
            {
                return new SmallDisk(owner, place);
            }

            faults.Add($"unshare {way}: {(await owner.StandardError.ReadToEndAsync()).Trim()}");
            owner.Dispose();
        }

        Directory.Delete(place);
        throw new InvalidOperationException(
            "The tests of a full disk mount a small one, and this machine lets them do it neither as root nor in a user namespace "
                + $"(kernel.unprivileged_userns_clone, user.max_user_namespaces): {string.Join("; ", faults)}"
        );
    }

    /// <summary>Writes a file until nothing more fits, to the last byte.</summary>
    /// <param name="leave">Bytes to leave free, rounded up to pages.</param>
    /// <returns>What to delete to make room again.</returns>
    public string Fill(long leave = 0)
    {
        var path = Path.Combine(Folder, $"filler-{Guid.NewGuid():N}");
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            file.SetLength(Math.Max(0, file.Length - ((leave + page.Length - 1) / page.Length * page.Length)));
        }

        return path;
    }

    public async ValueTask DisposeAsync()
    {
        _owner.StandardInput.Close();
        await _owner.WaitForExitAsync();
        _owner.Dispose();
        Directory.Delete(_place);
    }
}
