using System.ComponentModel.DataAnnotations;

namespace MindGraphy.Web.Features.Photos.Folders;

/// <summary>The folder on the studio's own disk that is watched for photos; section <c>Watch</c>.</summary>
public sealed class WatchOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Watch";

    /// <summary>The folder, as the machine sees it. Each folder in it whose name begins with a project's number is that project's. Empty: nothing is watched.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Seconds between two looks, 2 to 3,600. A file is read once two looks found it the same.</summary>
    [Range(2, 3600)]
    public int EverySeconds { get; set; } = 30;
}
