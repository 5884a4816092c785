using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Editing;

/// <summary>What became of a finished file that came back.</summary>
public enum ReturnOutcome
{
    /// <summary>It is a version of its original.</summary>
    Matched,

    /// <summary>The project has no photo with this stem.</summary>
    NoSuchStem,

    /// <summary>Two picks of the job have this stem, and the folder does not tell them apart.</summary>
    TwoOriginals,

    /// <summary>The project has such a photo, but it is no pick of this job.</summary>
    NotAPick,

    /// <summary>The couple approved its original's version: what they said yes to is not replaced.</summary>
    AlreadyApproved,

    /// <summary>The couple is looking at its original's version: what they say yes to is not replaced meanwhile. It is matched after they answered.</summary>
    WithCouple,
}

/// <summary>A finished file and the original it belongs to (<c>editing_returns</c>). Former versions stay: the current one is where the original points.</summary>
public sealed class EditingReturn
{
    private EditingReturn() { }

    /// <summary>Keeps what became of a file.</summary>
    public EditingReturn(Guid photoId, Guid jobId, ReturnMatch match, DateTimeOffset now) =>
        (PhotoId, JobId, Outcome, OriginalId, DecidedAt) = (photoId, jobId, match.Outcome, match.OriginalId, now);

    /// <summary>The finished file.</summary>
    public Guid PhotoId { get; private init; }

    /// <summary>The job it came back for.</summary>
    public Guid JobId { get; private init; }

    /// <summary>What became of it.</summary>
    public ReturnOutcome Outcome { get; private set; }

    /// <summary>Its original; null where it matched none.</summary>
    public Guid? OriginalId { get; private set; }

    /// <summary>When that was decided.</summary>
    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>Decides anew what matched nothing before; what matched stays so.</summary>
    public void Decide(ReturnMatch match, DateTimeOffset now)
    {
        if (Outcome != ReturnOutcome.Matched && (Outcome, OriginalId) != (match.Outcome, match.OriginalId))
        {
            (Outcome, OriginalId, DecidedAt) = (match.Outcome, match.OriginalId, now);
        }
    }
}

/// <summary>What a finished file matched.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="OriginalId">Its original; null where it matched none.</param>
public sealed record ReturnMatch(ReturnOutcome Outcome, Guid? OriginalId = null);

/// <summary>A photo that a finished file may belong to.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="FileName">The camera's name.</param>
/// <param name="Folder">The folder inside the dropped one.</param>
/// <param name="IsPick">Whether it is a pick of the job.</param>
/// <param name="IsApproved">Whether the couple said yes to its version.</param>
/// <param name="IsWithCouple">Whether the couple is looking at its version.</param>
public sealed record ReturnCandidate(Guid PhotoId, string FileName, string Folder, bool IsPick, bool IsApproved, bool IsWithCouple = false);

/// <summary>Finds the originals of finished files by their stems (<see cref="Stems"/>), capitals or not.</summary>
/// <param name="candidates">The photos of the project that are no finished files themselves.</param>
public sealed class ReturnMatcher(IEnumerable<ReturnCandidate> candidates)
{
    private readonly ILookup<string, ReturnCandidate> _byStem = candidates.ToLookup(
        c => Stems.Of(c.FileName),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The original of one file. Among picks of the same stem the one from the same folder is meant.</summary>
    public ReturnMatch Match(string fileName, string folder)
    {
        var known = Stems.Of(fileName, withoutEndings: true).FirstOrDefault(_byStem.Contains);
        if (known is null)
        {
            return new(ReturnOutcome.NoSuchStem);
        }

        var picks = _byStem[known].Where(c => c.IsPick).ToList();
        if (picks.Count > 1)
        {
            picks = picks.Where(c => IsUnder(folder, c.Folder)).ToList() is { Count: 1 } one ? one : picks;
        }

        return picks switch
        {
            [] => new(ReturnOutcome.NotAPick),
            [{ IsApproved: true } approved] => new(ReturnOutcome.AlreadyApproved, approved.PhotoId),
            [{ IsWithCouple: true } shown] => new(ReturnOutcome.WithCouple, shown.PhotoId),
            [var original] => new(ReturnOutcome.Matched, original.PhotoId),
            _ => new(ReturnOutcome.TwoOriginals),
        };
    }

    // What is dropped as a folder has that folder's name before the package's own.
    private static bool IsUnder(string folder, string original) =>
        folder.Equals(original, StringComparison.OrdinalIgnoreCase)
        || (original.Length > 0 && folder.EndsWith("/" + original, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Asks to find the originals of what came back into an album.</summary>
/// <param name="AlbumId">The album.</param>
public sealed record FilesReturned(Guid AlbumId) : IOutboxMessage;

/// <summary>A finished file that is there and can be shown, not yet decided or decided otherwise than matched.</summary>
/// <param name="PhotoId">The file.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Folder">Its folder inside the dropped one.</param>
/// <param name="SentById">Who sent it.</param>
public sealed record ReturnedFile(Guid PhotoId, string FileName, string Folder, Guid? SentById);

/// <summary>A line of the report of what came back.</summary>
/// <param name="PhotoId">The file.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Folder">Its folder inside the dropped one.</param>
/// <param name="ArrivedAt">When it came.</param>
/// <param name="Unreadable">Why it can't be shown; null where it can or is not read yet.</param>
/// <param name="Outcome">What became of it; null while it is being read.</param>
/// <param name="OriginalName">Its original's name.</param>
/// <param name="IsCurrent">Whether it is the version that counts.</param>
public sealed record ReturnLine(
    Guid PhotoId,
    string FileName,
    string Folder,
    DateTimeOffset ArrivedAt,
    Photos.UnreadableReason? Unreadable,
    ReturnOutcome? Outcome,
    string? OriginalName,
    bool IsCurrent
);

/// <summary>What came back for a job, counted, with what needs somebody's eyes first.</summary>
/// <param name="AlbumId">The album it lies in; null where nothing ever came.</param>
/// <param name="Current">Files that are the version that counts.</param>
/// <param name="Former">Files that a newer one replaced.</param>
/// <param name="Waiting">Files that are being read.</param>
/// <param name="Lines">At most 500 files: what matched nothing first, then the newest.</param>
public sealed record ReturnReport(Guid? AlbumId, int Current, int Former, int Waiting, IReadOnlyList<ReturnLine> Lines)
{
    /// <summary>Those that are nobody's version.</summary>
    public IEnumerable<ReturnLine> Unmatched =>
        Lines.Where(l => l.Unreadable is not null || l.Outcome is not null and not ReturnOutcome.Matched);
}
