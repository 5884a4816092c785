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
public sealed record FolderListing(IReadOnlyList<FolderFile> Photos, IReadOnlyList<string> Others)
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

    /// <summary>Reads a folder.</summary>
    /// <exception cref="IOException">It can't be read; <see cref="UnauthorizedAccessException"/> likewise.</exception>
    public static FolderListing Of(string folder)
    {
        var root = new DirectoryInfo(folder);
        var (photos, others) = (new List<FolderFile>(), new List<string>());
        Read(root, root.Name, photos, others);
        photos.Sort((a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath));
        return new FolderListing(photos, others);
    }

    private static void Read(DirectoryInfo folder, string path, List<FolderFile> photos, List<string> others)
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
                Read(inner, name, photos, others);
            }
            else if (entry is FileInfo file)
            {
                if (PhotoTypes.IsPhotoName(file.Name))
                {
                    photos.Add(
                        new FolderFile(file.FullName, name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeMilliseconds())
                    );
                }
                else
                {
                    others.Add(name);
                }
            }
        }
    }
}
