using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Domain.Editing;

/// <summary>How urgent a job is (<c>editing_queue.priority</c>).</summary>
public enum EditingPriority
{
    /// <summary>Can wait.</summary>
    Low,

    /// <summary>In its turn.</summary>
    Normal,

    /// <summary>Before others.</summary>
    High,

    /// <summary>Now.</summary>
    Urgent,
}

/// <summary>How far a job is (<c>editing_queue.status</c>).</summary>
public enum EditingStatus
{
    /// <summary>Waiting.</summary>
    Queued,

    /// <summary>On somebody's table.</summary>
    InProgress,

    /// <summary>A second pair of eyes.</summary>
    Review,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>재수정.</summary>
    Revision,
}

/// <summary>The legal moves of an editing job (design, section 4).</summary>
public static class EditingFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<EditingStatus> Moves = new(
        new(EditingStatus.Queued, EditingStatus.InProgress),
        new(EditingStatus.InProgress, EditingStatus.Review),
        new(EditingStatus.Review, EditingStatus.Completed),
        new(EditingStatus.Review, EditingStatus.Revision, NeedsReason: true),
        new(EditingStatus.Completed, EditingStatus.Revision, NeedsReason: true),
        new(EditingStatus.Revision, EditingStatus.InProgress)
    );
}

/// <summary>A couple's picks as work for an editor (<c>editing_queue</c>). One job per submitted round: the database refuses a second.</summary>
public sealed class EditingJob
{
    private readonly List<EditingItem> _items = [];
    private List<Guid> _photoIds = [];

    private EditingJob() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>The round whose picks these are.</summary>
    public Guid? ProofSessionId { get; private init; }

    /// <summary>The photos in order; the face of <see cref="Items"/>.</summary>
    public IReadOnlyList<Guid> PhotoIds => _photoIds;

    /// <summary>Who retouches.</summary>
    public Guid? AssignedEditorId { get; private set; }

    /// <summary>How urgent.</summary>
    public EditingPriority Priority { get; private set; }

    /// <summary>What kind of work, for example <c>retouching</c>.</summary>
    public string? EditingType { get; private init; }

    /// <summary>Due, from the contract's delivery days; without any, the day on which the editor's queue comes to its end.</summary>
    public DateTimeOffset? DueDate { get; private set; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>How far it is.</summary>
    public EditingStatus Status { get; private set; }

    /// <summary>The album that finished files come back into; null until the first does.</summary>
    public Guid? ReturnAlbumId { get; private set; }

    /// <summary>Since when the work waits for the couple; null where it does not.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>Seconds it waited for the couple before: they were added to <see cref="DueDate"/>.</summary>
    public long WaitedSeconds { get; private set; }

    /// <summary>Rounds of 재수정 that the couple asked for so far: on their page, or by phone after the job was done. What the studio's own check sends back is none.</summary>
    public int RevisionCount { get; private set; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>The photos with their state.</summary>
    public IReadOnlyList<EditingItem> Items => _items;

    /// <summary>Makes the job of a submitted round.</summary>
    public static EditingJob FromPicks(
        Guid projectId,
        Guid proofSessionId,
        IReadOnlyList<ProofPick> picks,
        Guid? editorId,
        DateTimeOffset? due,
        DateTimeOffset now
    )
    {
        var job = new EditingJob
        {
            Id = Ids.New(),
            ProjectId = projectId,
            ProofSessionId = proofSessionId,
            AssignedEditorId = editorId,
            Priority = EditingPriority.Normal,
            EditingType = "retouching",
            DueDate = due,
            CreatedAt = now,
            UpdatedAt = now,
            _photoIds = picks.Select(p => p.PhotoId).ToList(),
        };
        job._items.AddRange(picks.Select((p, i) => new EditingItem(job.Id, p, i + 1)));
        return job;
    }

    /// <summary>
    /// Whether the job is what a screen shows, but for photos whose finished file the one who looks at it sent meanwhile: no decision of another came between.
    /// </summary>
    /// <param name="seen">What the screen shows.</param>
    /// <param name="userId">Who looks at it.</param>
    public bool IsStill(EditingJobView seen, Guid? userId)
    {
        var row = seen.Row;
        return (row.Status, row.EditorId, row.Priority, row.DueDate, row.WaitingSince, row.RevisionCount, seen.Notes)
                == (Status, AssignedEditorId, Priority, DueDate, WaitingSince, RevisionCount, Notes)
            && seen.Photos.Count == _items.Count
            && seen.Photos.All(p => _items.Exists(i => i.IsStill(p, userId)));
    }

    /// <summary>Moves the job by hand.</summary>
    /// <param name="next">Where to.</param>
    /// <param name="reason">Why; for what goes back to be worked on.</param>
    /// <param name="now">Now.</param>
    /// <param name="byCouple">Whether the couple asked for it: a job that was done counts a round then.</param>
    /// <returns>Refused with <see cref="EditingCannotMove"/>, <see cref="ItemsUnfinished"/> or <see cref="Customers.ReasonRequired"/>.</returns>
    public Result MoveTo(EditingStatus next, string? reason, DateTimeOffset now, bool byCouple = true)
    {
        if (EditingFlow.Moves.Find(Status, next) is not { } move)
        {
            return new EditingCannotMove(Status, next);
        }

        var why = StudioText.Clean(reason, multiline: true);
        if (move.NeedsReason && why is null)
        {
            return new Customers.ReasonRequired();
        }

        var open = _items.Count(i => i.Status is EditStatus.Pending or EditStatus.InProgress);
        if (next == EditingStatus.Review && open > 0)
        {
            return new ItemsUnfinished(open);
        }

        // What the second pair of eyes sends back is no round: the couple has not seen it yet. Nor is what the studio finds itself afterwards.
        var asked = Status == EditingStatus.Completed && byCouple;
        (Status, UpdatedAt) = (next, now);
        switch (next)
        {
            case EditingStatus.InProgress:
                StartedAt ??= now;
                break;
            case EditingStatus.Completed:
                CompletedAt = now;
                break;
            case EditingStatus.Revision:
                (RevisionCount, Notes, CompletedAt) = (RevisionCount + (asked ? 1 : 0), why, null);
                break;
        }

        return Result.Ok;
    }

    /// <summary>
    /// Whether a person may say that the job is done: who finished a photo of it may not check their own work, unless they work alone.
    /// </summary>
    /// <param name="userId">Who checks; null for the system.</param>
    /// <param name="alone">Whether they hold the right to do so all the same (<see cref="Accounts.Rights.EditingAlone"/>).</param>
    /// <returns>Refused with <see cref="SecondPersonNeeded"/>.</returns>
    public Result MayBeCheckedBy(Guid? userId, bool alone) =>
        !alone && userId is not null && _items.Exists(i => i.FinishedById == userId) ? new SecondPersonNeeded() : Result.Ok;

    /// <summary>Moves one photo's state; the first begun photo begins the job.</summary>
    /// <returns>Refused with <see cref="Photos.PhotoNotFound"/> or <see cref="ItemCannotMove"/>.</returns>
    public Result MoveItem(Guid photoId, EditStatus next, DateTimeOffset now, Guid? byUserId = null)
    {
        if (_items.FirstOrDefault(i => i.PhotoId == photoId) is not { } item)
        {
            return new PhotoNotFound();
        }

        if (!EditFlow.Moves.AllowsByHand(item.Status, next) || Status is EditingStatus.Review or EditingStatus.Completed)
        {
            return new ItemCannotMove(item.Status, next);
        }

        item.Become(next, now, byUserId);
        Began(now);
        return Result.Ok;
    }

    /// <summary>A finished file of a photo came back: it is completed, unless the couple approved it. A job that is handed in stays so.</summary>
    /// <param name="photoId">The photo.</param>
    /// <param name="byUserId">Who sent the file.</param>
    /// <param name="now">Now.</param>
    /// <param name="finishes">Whether it finishes what is open: not where it was made before the couple said what is to be changed.</param>
    public void Returned(Guid photoId, Guid? byUserId, DateTimeOffset now, bool finishes = true)
    {
        if (
            _items.FirstOrDefault(i => i.PhotoId == photoId) is not { Status: not EditStatus.Approved } item
            || (!finishes && item.Status != EditStatus.Completed)
        )
        {
            return;
        }

        item.Become(EditStatus.Completed, now, byUserId);
        UpdatedAt = now;
        if (Status is not EditingStatus.Review and not EditingStatus.Completed)
        {
            Began(now);
        }
    }

    /// <summary>The couple said yes to photos.</summary>
    public void Approve(IReadOnlySet<Guid> photoIds, DateTimeOffset now) =>
        Become(photoIds, EditStatus.Completed, EditStatus.Approved, now);

    /// <summary>The couple asked for changes: these photos are worked on again, and the round counts.</summary>
    /// <param name="photoIds">The photos.</param>
    /// <param name="what">What they asked for.</param>
    /// <param name="now">Now.</param>
    public void Revise(IReadOnlySet<Guid> photoIds, string what, DateTimeOffset now)
    {
        Become(photoIds, EditStatus.Completed, EditStatus.InProgress, now);
        (Status, RevisionCount, Notes, CompletedAt) = (EditingStatus.Revision, RevisionCount + 1, what, null);
    }

    /// <summary>A wish of the couple was answered: nothing is left to be done to the photo.</summary>
    public void Settle(Guid photoId, Guid? byUserId, DateTimeOffset now)
    {
        if (_items.FirstOrDefault(i => i.PhotoId == photoId) is { Status: EditStatus.InProgress or EditStatus.Pending } item)
        {
            item.Become(EditStatus.Completed, now, byUserId);
            UpdatedAt = now;
        }
    }

    /// <summary>Finished files go into this album.</summary>
    public void ReturnsTo(Guid albumId) => ReturnAlbumId ??= albumId;

    /// <summary>From now on the work waits for the couple: its clock stands still. Repeating it changes nothing.</summary>
    public void Wait(DateTimeOffset now) => (WaitingSince, UpdatedAt) = (WaitingSince ?? now, now);

    /// <summary>The couple answered: what was waited is added to the due date. Repeating it changes nothing.</summary>
    public void GoOn(DateTimeOffset now)
    {
        if (WaitingSince is { } since && now > since)
        {
            DueDate += now - since;
            WaitedSeconds += (long)(now - since).TotalSeconds;
        }

        (WaitingSince, UpdatedAt) = (null, now);
    }

    private void Began(DateTimeOffset now)
    {
        UpdatedAt = now;
        if (Status is EditingStatus.Queued or EditingStatus.Revision)
        {
            (Status, StartedAt) = (EditingStatus.InProgress, StartedAt ?? now);
        }
    }

    private void Become(IReadOnlySet<Guid> photoIds, EditStatus from, EditStatus to, DateTimeOffset now)
    {
        foreach (var item in _items.Where(i => i.Status == from && photoIds.Contains(i.PhotoId)))
        {
            item.Become(to, now, null);
        }

        UpdatedAt = now;
    }

    /// <summary>
    /// A reopened round was submitted again: of what is no longer picked, photos that nobody began leave the job, and begun ones stay with a mark, for a
    /// person to decide. What is picked after all loses its mark.
    /// </summary>
    /// <param name="photoIds">The photos that are no longer picked.</param>
    /// <param name="now">Now.</param>
    /// <returns>Whether the job has any photo left.</returns>
    public bool Withdraw(IReadOnlySet<Guid> photoIds, DateTimeOffset now)
    {
        if (_items.RemoveAll(i => i.Status == EditStatus.Pending && photoIds.Contains(i.PhotoId)) > 0)
        {
            _photoIds = _items.OrderBy(i => i.Position).Select(i => i.PhotoId).ToList();
            UpdatedAt = now;
        }

        foreach (var item in _items.Where(i => photoIds.Contains(i.PhotoId) != i.DroppedAt is not null))
        {
            item.Drop(photoIds.Contains(item.PhotoId) ? now : null);
            UpdatedAt = now;
        }

        return _items.Count > 0;
    }

    /// <summary>
    /// Whether the job has a photo with what the couple says of it now. What nobody began takes the new words, so that no second job asks for the same
    /// photo; what was begun after other words does not.
    /// </summary>
    public bool Knows(ProofPick pick, DateTimeOffset now)
    {
        if (_items.FirstOrDefault(i => i.PhotoId == pick.PhotoId) is not { } item)
        {
            return false;
        }

        if (item.Says(pick) || item.Status != EditStatus.Pending)
        {
            return item.Says(pick);
        }

        item.Tell(pick);
        UpdatedAt = now;
        return true;
    }

    /// <summary>Gives the job to an editor, or to nobody.</summary>
    public void AssignTo(Guid? editorId, DateTimeOffset now) => (AssignedEditorId, UpdatedAt) = (editorId, now);

    /// <summary>Sets urgency and due date.</summary>
    public void Schedule(EditingPriority priority, DateTimeOffset? due, DateTimeOffset now) =>
        (Priority, DueDate, UpdatedAt) = (priority, due, now);
}

/// <summary>One photo of a job (<c>editing_items</c>).</summary>
public sealed class EditingItem
{
    private EditingItem() { }

    internal EditingItem(Guid jobId, ProofPick pick, int position) =>
        (JobId, PhotoId, Position, Note, Pins) = (jobId, pick.PhotoId, position, pick.Note, pick.Pins);

    /// <summary>The job.</summary>
    public Guid JobId { get; private init; }

    /// <summary>The photo.</summary>
    public Guid PhotoId { get; private init; }

    /// <summary>Order, from 1.</summary>
    public int Position { get; private init; }

    /// <summary>The couple's note.</summary>
    public string? Note { get; private set; }

    /// <summary>Where on the picture they pointed.</summary>
    public IReadOnlyList<PersonPin> Pins { get; private set; } = [];

    /// <summary>Since when the couple does not want it any more though it was begun; null where they do.</summary>
    public DateTimeOffset? DroppedAt { get; private set; }

    /// <summary>How far it is.</summary>
    public EditStatus Status { get; private set; }

    /// <summary>When the state last changed.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>Who said that it is finished, or sent the finished file; they don't check it.</summary>
    public Guid? FinishedById { get; private set; }

    internal bool Says(ProofPick pick) => Note == pick.Note && Pins.SequenceEqual(pick.Pins);

    internal bool IsStill(EditingPhoto seen, Guid? userId) =>
        (PhotoId, Note, DroppedAt is not null) == (seen.PhotoId, seen.Note, seen.IsDropped)
        && Pins.SequenceEqual(seen.Pins)
        && (Status == seen.Status || (Status == EditStatus.Completed && userId is not null && FinishedById == userId));

    internal void Tell(ProofPick pick) => (Note, Pins) = (pick.Note, pick.Pins);

    internal void Drop(DateTimeOffset? at) => DroppedAt = at;

    internal void Become(EditStatus next, DateTimeOffset now, Guid? byUserId) =>
        (Status, ChangedAt, FinishedById) = (next, now, next == EditStatus.Completed && byUserId is not null ? byUserId : FinishedById);
}

/// <summary>No such job, or none that the asker may see.</summary>
public sealed record EditingJobNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The status table has no such move now.</summary>
public sealed record EditingCannotMove(EditingStatus From, EditingStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>The photo can't go from one state to the other now.</summary>
public sealed record ItemCannotMove(EditStatus From, EditStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>Photos of the job are still open.</summary>
public sealed record ItemsUnfinished(int Open) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Open];
}

/// <summary>Who finished photos of a job does not check it; somebody else has to.</summary>
public sealed record SecondPersonNeeded() : Refusal(RefusalKind.Forbidden);
