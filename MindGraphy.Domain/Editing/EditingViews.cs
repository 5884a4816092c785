using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Editing;

/// <summary>A new job stands in the queue.</summary>
public sealed record EditingJobArrived(Guid JobId) : IStudioEvent;

/// <summary>A job or one of its photos moved, or somebody else has it.</summary>
public sealed record EditingJobChanged(Guid JobId) : IStudioEvent;

/// <summary>How the queue is ordered; what is completed always stands last.</summary>
public enum EditingOrder
{
    /// <summary>What is due first.</summary>
    Due,

    /// <summary>What is most urgent first, then by due date.</summary>
    Priority,
}

/// <summary>What of the queue is shown.</summary>
/// <param name="Status">Only this status; null for everything that is not completed.</param>
/// <param name="EditorId">Only this editor's.</param>
/// <param name="Unassigned">Only what nobody has.</param>
/// <param name="Order">In what order.</param>
/// <param name="Priority">Only this urgent.</param>
/// <param name="DueBefore">Only what is due before this moment.</param>
/// <param name="ProjectId">Only what belongs to this project.</param>
public sealed record EditingFilter(
    EditingStatus? Status = null,
    Guid? EditorId = null,
    bool Unassigned = false,
    EditingOrder Order = EditingOrder.Due,
    EditingPriority? Priority = null,
    DateTimeOffset? DueBefore = null,
    Guid? ProjectId = null
);

/// <summary>A line of the queue.</summary>
/// <param name="Id">The job.</param>
/// <param name="Version">The row's version.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="ProjectNumber">The project's number.</param>
/// <param name="WeddingDate">Their day.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Priority">How urgent.</param>
/// <param name="DueDate">When it is due.</param>
/// <param name="EditorId">Who has it.</param>
/// <param name="EditorName">Their name.</param>
/// <param name="Done">Photos that are completed or approved.</param>
/// <param name="Total">Photos of the job.</param>
/// <param name="RevisionCount">Rounds of 재수정.</param>
/// <param name="CreatedAt">Since when it waits.</param>
/// <param name="WaitingSince">Since when the couple is waited for: the clock stands still.</param>
/// <param name="WaitedSeconds">What was waited for them before; it is in the due date already.</param>
public sealed record EditingRow(
    Guid Id,
    uint Version,
    string CoupleName,
    string ProjectNumber,
    DateOnly WeddingDate,
    EditingStatus Status,
    EditingPriority Priority,
    DateTimeOffset? DueDate,
    Guid? EditorId,
    string? EditorName,
    int Done,
    int Total,
    int RevisionCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset? WaitingSince,
    long WaitedSeconds
)
{
    /// <summary>When its editor's queue comes to its end; null where nobody can tell, or nothing of it is open.</summary>
    public EditingOutlook? Outlook { get; init; }

    /// <summary>
    /// Whether what was promised will not be kept as the queue stands, though it is not late yet. Nothing is at risk while the couple is waited for.
    /// </summary>
    public bool IsAtRisk(DateTimeOffset now) =>
        Outlook is { IsLate: true } && DueDate is not null && WaitingSince is null && Status != EditingStatus.Completed && !IsLate(now);

    /// <summary>When it is due if the couple answered now.</summary>
    public DateTimeOffset? DueAt(DateTimeOffset now) => WaitingSince is { } since && now > since ? DueDate + (now - since) : DueDate;

    /// <summary>Whether it is late; nothing becomes late while the couple is waited for.</summary>
    public bool IsLate(DateTimeOffset now) => Status != EditingStatus.Completed && DueAt(now) < now;
}

/// <summary>The queue.</summary>
/// <param name="Rows">At most 200 jobs.</param>
/// <param name="Counts">How many jobs the asker may see, by status.</param>
/// <param name="Editors">Who can be given jobs.</param>
public sealed record EditingQueue(
    IReadOnlyList<EditingRow> Rows,
    IReadOnlyDictionary<EditingStatus, int> Counts,
    IReadOnlyList<EditorLoad> Editors
);

/// <summary>An active editor and what they have to do.</summary>
/// <param name="UserId">The account.</param>
/// <param name="Name">Name.</param>
/// <param name="OpenPhotos">Photos of their jobs that are not done.</param>
/// <param name="PhotosPerDay">What they finish on a working day; null where nobody said.</param>
public sealed record EditorLoad(Guid UserId, string Name, int OpenPhotos, int? PhotosPerDay);

/// <summary>A job with its photos.</summary>
/// <param name="Row">Its line in the queue.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="Notes">Remarks, for example why it came back.</param>
/// <param name="Brief">How the couple wants to look.</param>
/// <param name="Photos">Its photos in order.</param>
public sealed record EditingJobView(EditingRow Row, Guid ProjectId, string? Notes, BriefText Brief, IReadOnlyList<EditingPhoto> Photos);

/// <summary>A photo of a job.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="FileName">The camera's name.</param>
/// <param name="Sha16">The first 16 digits of its hash.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Position">Order, from 1.</param>
/// <param name="Note">What the couple wrote.</param>
/// <param name="Status">How far it is.</param>
/// <param name="VersionId">Its finished version; null where there is none.</param>
/// <param name="VersionSha16">The first 16 digits of that version's hash.</param>
/// <param name="Pins">Where on the picture the couple pointed.</param>
/// <param name="IsDropped">Whether the couple does not want it any more though it was begun.</param>
public sealed record EditingPhoto(
    Guid PhotoId,
    string FileName,
    string Sha16,
    int Width,
    int Height,
    int Position,
    string? Note,
    EditStatus Status,
    Guid? VersionId,
    string? VersionSha16,
    IReadOnlyList<Proofing.PersonPin> Pins,
    bool IsDropped
)
{
    /// <summary>Where a pin stands in a frame that shows the whole picture centred, in per cent of the frame from the left and from the top.</summary>
    /// <param name="pin">The pin.</param>
    /// <param name="frame">The frame's width by its height.</param>
    public (decimal Left, decimal Top) Place(Proofing.PersonPin pin, decimal frame)
    {
        var ratio = (decimal)Math.Max(1, Width) / Math.Max(1, Height);
        var (across, down) = (Math.Min(1, ratio / frame), Math.Min(1, frame / ratio));
        return (((1 - across) * 50) + (pin.X * across / 10), ((1 - down) * 50) + (pin.Y * down / 10));
    }
}

/// <summary>Only an active editor can be given a job.</summary>
public sealed record EditorUnknown() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "EditorId";
}
