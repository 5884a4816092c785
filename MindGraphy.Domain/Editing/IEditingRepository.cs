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

    /// <summary>The active editor whose open photos take the fewest days, at what each does in a day; null where there is none.</summary>
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

    /// <summary>Adds what became of a finished file.</summary>
    void Add(EditingReturn returned);

    /// <summary>Adds a round of 재수정.</summary>
    void Add(RevisionRound round);

    /// <summary>A job with its photos under its row's lock; null where there is none or it is not this editor's.</summary>
    Task<EditingJob?> LockAsync(Guid jobId, Guid? editorId, CancellationToken ct = default);

    /// <summary>The same after its photos' rows, in the order in which everything locks them: photos, then job.</summary>
    Task<EditingJob?> LockWithPhotosAsync(Guid jobId, Guid? editorId, CancellationToken ct = default);

    /// <summary>The brief of a job's project under its row's lock, made where there was none; null where there is no such job.</summary>
    Task<EditingBrief?> LockBriefAsync(Guid jobId, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>A job's picks with their raw files; null where there is none or it is not this editor's.</summary>
    Task<HandOff?> HandOffAsync(Guid jobId, Guid? editorId, CancellationToken ct = default);

    /// <summary>What the renditions of a job's photo, or of a finished file of the job, are named after; null where it is none of these.</summary>
    Task<string?> RenditionAsync(Guid jobId, Guid photoId, Guid? editorId, CancellationToken ct = default);

    /// <summary>Whether an album takes the finished files of a job of this editor.</summary>
    Task<bool> TakesReturnsAsync(Guid albumId, Guid? editorId, CancellationToken ct = default);

    /// <summary>The job whose finished files go into an album; null for every other album.</summary>
    Task<Guid?> JobOfReturnsAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>Files of an album that can be shown and matched nothing yet, oldest first.</summary>
    Task<IReadOnlyList<ReturnedFile>> UndecidedReturnsAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>The photos of a job's project that finished files may belong to.</summary>
    Task<IReadOnlyList<ReturnCandidate>> CandidatesAsync(EditingJob job, CancellationToken ct = default);

    /// <summary>What became of the files of a job, to be changed.</summary>
    Task<IReadOnlyList<EditingReturn>> ReturnsOfAsync(Guid jobId, CancellationToken ct = default);

    /// <summary>Lets what the couple approved in a round point at the version that the round showed. Before <see cref="PointToNewestAsync"/>, in the session's transaction.</summary>
    Task PointToShownAsync(Guid jobId, Guid roundId, CancellationToken ct = default);

    /// <summary>
    /// Lets every original of a job that is not approved point at its newest finished file, and its photo say what its item says. Part of the session's
    /// transaction.
    /// </summary>
    Task PointToNewestAsync(Guid jobId, CancellationToken ct = default);

    /// <summary>Writes what changed so far inside the transaction, so that statements see it.</summary>
    Task FlushAsync(CancellationToken ct = default);

    /// <summary>The report of what came back; null where there is no such job or it is not this editor's.</summary>
    Task<ReturnReport?> ReturnsAsync(Guid jobId, Guid? editorId, CancellationToken ct = default);

    /// <summary>The jobs that have photos which are not done: what the queue is worked off from.</summary>
    /// <param name="editors">Only theirs; null for all, also what nobody has.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<OpenJob>> OpenJobsAsync(IReadOnlyCollection<Guid>? editors = null, CancellationToken ct = default);

    /// <summary>Photos of open jobs that are not done, by editor and day.</summary>
    /// <param name="dayOf">The studio's day of a moment.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<OpenLoad>> OpenLoadsAsync(Func<DateTimeOffset, DateOnly> dayOf, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>
    /// Retouched pictures of signed contracts whose couples did not submit their picks yet, with the day on which that is promised; where no project
    /// promises one, <see cref="EditingOutlook.UsualPickDays"/> days after its shoot or wedding. A contract counts once, whatever projects it has: less what
    /// was submitted in them, on the first day on which picks are promised.
    /// </summary>
    /// <param name="except">A contract that does not count; null for none.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<ComingPicks>> ComingPicksAsync(Guid? except, CancellationToken ct = default);

    /// <summary>Writes how many photos a day an editor finishes; null forgets it. Part of the session's transaction.</summary>
    Task WriteCapacityAsync(Guid editorId, int? photosPerDay, CancellationToken ct = default);

    /// <summary>The job of a round; null where there is none or the couple is another.</summary>
    Task<Guid?> JobOfRoundAsync(Guid roundId, Guid? customerId, CancellationToken ct = default);

    /// <summary>A round with all that was said under its row's lock; null where there is none or the couple is another. After the job, where both are locked.</summary>
    Task<RevisionRound?> LockRoundAsync(Guid roundId, Guid? customerId, CancellationToken ct = default);

    /// <summary>What sending a round needs to know; null where there is no such job.</summary>
    Task<ReviewStart?> ReviewStartAsync(Guid jobId, CancellationToken ct = default);

    /// <summary>What another round of a job would be, without its price; null where there is no such job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="round">A round of it that is out: then only what was sent before it stands before it. Null for the next one.</param>
    /// <param name="ct">Cancels.</param>
    Task<RevisionTerms?> RevisionTermsAsync(Guid jobId, RevisionRound? round = null, CancellationToken ct = default);

    /// <summary>Rounds that are out and whose last moment is between two, with nobody reminded of it yet; at most 500.</summary>
    Task<IReadOnlyList<Guid>> EndingRoundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct = default);

    /// <summary>Rounds that the couple did not answer in time, without those of which the studio knows that nobody opened them.</summary>
    Task<IReadOnlyList<Guid>> SilentRoundsAsync(DateTimeOffset now, CancellationToken ct = default);

    /// <summary>The rounds of a job; null where there is none or it is not this editor's.</summary>
    Task<RevisionBoard?> RoundsAsync(Guid jobId, Guid? editorId, bool withPeople, CancellationToken ct = default);

    /// <summary>The couple's page; null where there is none or the couple is another.</summary>
    Task<ReviewPage?> ReviewAsync(Guid roundId, Guid customerId, Guid? contactId, CancellationToken ct = default);

    /// <summary>What the renditions of a version are named after; null where the round does not show it to this couple.</summary>
    Task<string?> ReviewHashAsync(Guid roundId, Guid customerId, Guid versionId, CancellationToken ct = default);

    /// <summary>
    /// Writes how finished photos are looked at into the studio's settings, where still what was read holds; null for whatever holds. Part of the session's
    /// transaction.
    /// </summary>
    /// <returns>Whether it was written.</returns>
    Task<bool> WriteReviewRulesAsync(ReviewRules rules, ReviewRules? read, DateTimeOffset now, CancellationToken ct = default);
}
