using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Editing;

/// <summary>The editing queue.</summary>
public interface IEditingRepository
{
    /// <summary>Adds a job.</summary>
    void Add(EditingJob job);

    /// <summary>Removes a job that has no photo left.</summary>
    void Remove(EditingJob job);

    /// <summary>A job with its photos; null where there is none or it is not this editor's.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="editorId">Only this editor's; null for everybody's.</param>
    /// <param name="expectedVersion">The screen's version; null not to compare.</param>
    /// <param name="ct">Cancels.</param>
    Task<EditingJob?> FindAsync(Guid jobId, Guid? editorId, uint? expectedVersion, CancellationToken ct = default);

    /// <summary>The jobs of one round of picking under their rows' locks, with their photos, oldest first.</summary>
    Task<IReadOnlyList<EditingJob>> OfSessionAsync(Guid proofSessionId, CancellationToken ct = default);

    /// <summary>The active editor with the fewest open photos; null where there is none.</summary>
    Task<Guid?> LeastLoadedEditorAsync(CancellationToken ct = default);

    /// <summary>The active editors with what they have to do, by name.</summary>
    Task<IReadOnlyList<EditorLoad>> EditorsAsync(CancellationToken ct = default);

    /// <summary>Whether this is an active editor.</summary>
    Task<bool> IsEditorAsync(Guid userId, CancellationToken ct = default);

    /// <summary>Writes the state of a job's photos onto the photos themselves. Part of the session's transaction.</summary>
    Task WritePhotoStatusAsync(IReadOnlyCollection<Guid> photoIds, EditStatus status, CancellationToken ct = default);

    /// <summary>The queue as one person sees it: at most 3 statements.</summary>
    /// <param name="filter">What is shown.</param>
    /// <param name="editorId">Only this editor's; null for everybody's.</param>
    /// <param name="ct">Cancels.</param>
    Task<EditingQueue> QueueAsync(EditingFilter filter, Guid? editorId, CancellationToken ct = default);

    /// <summary>A job's page: at most 3 statements; null where there is none or it is not this editor's.</summary>
    Task<EditingJobView?> JobAsync(Guid jobId, Guid? editorId, CancellationToken ct = default);
}
