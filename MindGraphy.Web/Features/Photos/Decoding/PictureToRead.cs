namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>A picture that a decoder is asked to read.</summary>
/// <param name="Path">The file on this machine.</param>
/// <param name="Folder">An empty folder for what is made of it.</param>
/// <param name="FileName">What its camera called it.</param>
internal sealed record PictureToRead(string Path, string Folder, string FileName)
{
    /// <summary>Whether to leave its metadata alone: reading it may be what ended the process the time before.</summary>
    public bool Plain { get; init; }

    /// <summary>The mark that what is made of it is to bear.</summary>
    public Domain.Photos.PhotoStamp? Stamp { get; init; }

    /// <summary>Which page of a PDF it is, from 1; null for a picture.</summary>
    public int? Page { get; init; }

    /// <summary>How long a program beside ours may take over it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(4);
}
