using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos.Folders;

/// <summary>A photo in a folder of this machine.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="RelativePath">Its path from the folder's own name on, with <c>/</c>: what a browser tells of the same folder.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="LastModified">Its time in milliseconds since 1970, as a browser tells it.</param>
public sealed record FolderFile(string Path, string RelativePath, long Size, long LastModified);

/// <summary>What is in a folder of this machine.</summary>
/// <param name="Photos">Its photos, subfolders included, by path.</param>
/// <param name="Others">Paths of files that are no photos.</param>
/// <param name="Folders">Paths of folders that were read to their end, as <see cref="FolderFile.RelativePath"/> tells them.</param>
/// <param name="Unread">Paths of folders that could not be read to their end, as <see cref="FolderFile.RelativePath"/> tells them; what else there is, is in the others.</param>
public sealed record FolderListing(
    IReadOnlyList<FolderFile> Photos,
    IReadOnlyList<string> Others,
    IReadOnlyList<string> Folders,
    IReadOnlyList<string> Unread
)
{
    /// <summary>
    /// What systems and file servers put beside photos: nobody's pictures, some of them under a picture's name. So are names that begin with a dot. Browsers
    /// leave out the same.
    /// </summary>
    public static IReadOnlyList<string> SystemNames { get; } =
    ["@eaDir", "#recycle", "#snapshot", "$RECYCLE.BIN", "System Volume Information", "__MACOSX"];

    private static readonly EnumerationOptions Options = new()
    {
        AttributesToSkip = FileAttributes.System | FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>Reads a folder. One inside it that can't be read stops nothing else.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static FolderListing Of(string folder)
    {
        var root = new DirectoryInfo(folder);
        if (!root.Exists)
        {
            throw new DirectoryNotFoundException(folder);
        }

        var (photos, others, read, unread) = (new List<FolderFile>(), new List<string>(), new List<string>(), new List<string>());
        Read(root, root.Name);
        photos.Sort((a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath));
        unread.Sort(string.CompareOrdinal);
        return new FolderListing(photos, others, read, unread);

        void Read(DirectoryInfo folder, string path)
        {
            var (folders, whole) = (new List<DirectoryInfo>(), true);
            try
            {
                foreach (var entry in folder.EnumerateFileSystemInfos("*", Options))
                {
                    var name = $"{path}/{entry.Name}";
                    if (entry.Name.StartsWith('.') || SystemNames.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
                    {
                        continue;
                    }

                    if (entry is DirectoryInfo inner)
                    {
                        folders.Add(inner);
                    }
                    else if (entry is FileInfo file && !PhotoTypes.IsPhotoName(file.Name))
                    {
                        others.Add(name);
                    }
                    else if (entry is FileInfo photo)
                    {
                        whole &= Add(photo, name);
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not ours to read, a bad sector, or a name that this machine can't say: what was found so far counts, and so does every other folder.
                whole = false;
            }

            (whole ? read : unread).Add(path);
            foreach (var inner in folders)
            {
                Read(inner, $"{path}/{inner.Name}");
            }
        }

        // One file that is gone, or whose name this machine can't say, hides none that comes after it.
        bool Add(FileInfo photo, string name)
        {
            try
            {
                var time = new DateTimeOffset(photo.LastWriteTimeUtc).ToUnixTimeMilliseconds();
                photos.Add(new FolderFile(photo.FullName, name, photo.Length, time));
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }
}
