namespace MindGraphy.Web.Features.AlbumOrders;

/// <summary>Folders for files on their way. Whoever makes one removes it; what a killed server left is removed by the next that makes one.</summary>
public static class LeftFolders
{
    /// <summary>A folder in which nothing was written for so long is nobody's any more: a drawing ends much earlier, and a slow upload writes all the time.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Makes one, after those of the same name that were left.</summary>
    /// <param name="prefix">How the names of all of them begin; nothing else is touched.</param>
    public static DirectoryInfo Make(string prefix)
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(prefix + "*"))
        {
            try
            {
                if (folder.LinkTarget is null && NewestIn(folder) < DateTime.UtcNow - Grace)
                {
                    folder.Delete(recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process was quicker, or it is another user's: no reason to refuse a file.
            }
        }

        return Directory.CreateTempSubdirectory(prefix);
    }

    private static DateTime NewestIn(DirectoryInfo folder) =>
        folder
            .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(f => f.LastWriteTimeUtc)
            .Append(folder.LastWriteTimeUtc)
            .Max();
}
