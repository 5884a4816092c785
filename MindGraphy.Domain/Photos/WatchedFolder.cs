using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>
/// What was last seen of one folder inside the watched one (<c>watched_folders</c>). It is a note for people, made anew at every look: what is on its way
/// and what is there, the uploads themselves say.
/// </summary>
/// <param name="Name">The folder's name, NFC, at most 255 characters: the key.</param>
/// <param name="ProjectId">The project whose number it begins with; null where there is none.</param>
/// <param name="AlbumId">The album its photos go into; null where none was opened yet.</param>
/// <param name="State">How far it is.</param>
/// <param name="Files">Photos in it, 0 or more.</param>
/// <param name="Bytes">Bytes of them.</param>
/// <param name="There">How many of them are in the album, or in the project under another name.</param>
/// <param name="Failed">How many could not be read.</param>
/// <param name="Trouble">The first that could not, and why, as <see cref="TroubleOf"/> writes it; <see cref="FirstFailed"/> reads it in the reader's language. Null where all could.</param>
/// <param name="LookedAt">When.</param>
public sealed record WatchedFolder(
    string Name,
    Guid? ProjectId,
    Guid? AlbumId,
    WatchState State,
    int Files,
    long Bytes,
    int There,
    int Failed,
    string? Trouble,
    DateTimeOffset LookedAt
)
{
    /// <summary>Most characters of <see cref="Trouble"/>.</summary>
    public const int TroubleMaxLength = 500;

    /// <summary>What <see cref="Trouble"/> holds of a file: the reason as a code, a new line, its path; cut at the path's end.</summary>
    public static string TroubleOf(string path, Refusal why) =>
        StudioText.Cut($"{UploadSession.FailureOf(why)}\n{path}", TroubleMaxLength)!;

    /// <summary>The first file that could not be read, and why; null where all could. A note of before the reason was a code is a sentence in Korean and comes as the path.</summary>
    public (string Path, Refusal? Why)? FirstFailed() =>
        Trouble?.Split('\n', 2) switch
        {
            null => null,
            [var code, var path] => (path, UploadSession.WhyOf(code)),
            [var sentence, ..] => (sentence, null),
            [] => null,
        };
}

/// <summary>How far a watched folder is.</summary>
public enum WatchState
{
    /// <summary>Somebody is still writing into it, or it was only just seen.</summary>
    Settling,

    /// <summary>Its photos are on their way.</summary>
    Reading,

    /// <summary>All of its photos are there.</summary>
    Complete,

    /// <summary>Some could not be read; they are tried again at every look.</summary>
    Incomplete,

    /// <summary>Its name begins with no project's number.</summary>
    NoProject,
}
