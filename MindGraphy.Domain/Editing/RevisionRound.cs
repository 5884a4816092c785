using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Editing;

/// <summary>How far a round of looking at finished photos is (<c>revision_rounds.status</c>).</summary>
public enum RevisionStatus
{
    /// <summary>The couple looks.</summary>
    Sent,

    /// <summary>They asked for changes; the studio answers.</summary>
    Submitted,

    /// <summary>Everything is answered.</summary>
    Closed,
}

/// <summary>What a person of the couple says of one finished photo.</summary>
public enum RevisionWish
{
    /// <summary>It stays as it is.</summary>
    Approve,

    /// <summary>Something is to be changed.</summary>
    Change,
}

/// <summary>What the studio says to a wish.</summary>
public enum RevisionAnswer
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It can't be done, for a reason.</summary>
    Impossible,
}

/// <summary>The legal moves of a round.</summary>
public static class RevisionFlow
{
    /// <summary>The table. The couple's silence is a fact too; the studio may close a round that is out, with a reason.</summary>
    public static readonly StatusFlow<RevisionStatus> Moves = new(
        new(RevisionStatus.Sent, RevisionStatus.Submitted, MoveBy.Fact),
        new(RevisionStatus.Sent, RevisionStatus.Closed, NeedsReason: true),
        new(RevisionStatus.Submitted, RevisionStatus.Closed, MoveBy.Fact)
    );
}

/// <summary>
/// The couple looks at finished photos (<c>revision_rounds</c>): what was shown is fixed when it is sent, they approve or ask for changes photo by
/// photo, and every wish gets an answer. Every write goes through the row's lock, so that two phones and the studio follow each other.
/// </summary>
public sealed class RevisionRound
{
    /// <summary>Days that links stay open after the last day, so that a late couple reads what became of it.</summary>
    public const int LinkGraceDays = 60;

    private readonly List<RevisionRequest> _requests = [];

    private RevisionRound() { }

    /// <summary>Sends finished photos to be looked at.</summary>
    /// <param name="id">Id, made before so that links can point at it.</param>
    /// <param name="job">The job.</param>
    /// <param name="number">Which round of the job it is, from 1.</param>
    /// <param name="terms">What the contract says of another round.</param>
    /// <param name="photos">The photos with the versions that are shown.</param>
    /// <param name="answerBy">Until when they may answer.</param>
    /// <param name="now">Now.</param>
    public RevisionRound(
        Guid id,
        EditingJob job,
        int number,
        RevisionTerms terms,
        IEnumerable<FinishedPhoto> photos,
        DateTimeOffset answerBy,
        DateTimeOffset now
    )
    {
        (Id, JobId, ProjectId, Number, AnswerBy, SentAt) = (id, job.Id, job.ProjectId, number, answerBy, now);
        (IncludedRounds, UsedRounds, ExtraWon) = (terms.Included, terms.Before, terms.ExtraWon);
        _requests.AddRange(photos.Select(p => new RevisionRequest(id, p.PhotoId, p.VersionId, p.Position)));
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The job.</summary>
    public Guid JobId { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>Which round of the job it is, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>How far it is.</summary>
    public RevisionStatus Status { get; private set; }

    /// <summary>Rounds of changes that the contract includes.</summary>
    public int IncludedRounds { get; private init; }

    /// <summary>Rounds of changes that stand before this one: asked for, or out for another job when this one was sent; asked for alone once this one is answered.</summary>
    public int UsedRounds { get; private set; }

    /// <summary>What a round beyond them costs, in won; null where the studio answers for itself.</summary>
    public long? ExtraWon { get; private init; }

    /// <summary>Whether what it costs beyond the contract stands in the payment plan.</summary>
    public bool IsPriced { get; private set; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset SentAt { get; private init; }

    /// <summary>Until when the couple may answer; their silence is a yes from then on.</summary>
    public DateTimeOffset AnswerBy { get; private set; }

    /// <summary>When they answered, or their time was up.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Who submitted; null where nobody did.</summary>
    public Guid? SubmittedById { get; private set; }

    /// <summary>Whether their silence was taken for a yes.</summary>
    public bool BySilence { get; private set; }

    /// <summary>When everything was answered.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When the couple was reminded of this last day; null where they were not.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When the last day passed though nobody had ever opened it: that is no yes, and the studio was told. Null otherwise.</summary>
    public DateTimeOffset? UnheardAt { get; private set; }

    /// <summary>Why the studio closed it before the couple answered.</summary>
    public string? CloseReason { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>What is said of each photo; loaded under the row's lock.</summary>
    public IReadOnlyList<RevisionRequest> Requests => _requests;

    /// <summary>Whether a wish in this round is paid for on top.</summary>
    public bool IsExtra => UsedRounds >= IncludedRounds;

    /// <summary>The fact "its price stands in the payment plan".</summary>
    public void Priced() => IsPriced = true;

    /// <summary>
    /// Counts again as it is answered, by what was asked for alone: what is only out may end without a wish. It never costs more than the couple read.
    /// </summary>
    /// <param name="used">Rounds that were asked for before this one.</param>
    /// <param name="mayRise">Whether they may be more than when it was sent: where that was read, or nothing is billed.</param>
    public void Recount(int used, bool mayRise) => UsedRounds = mayRise ? used : Math.Min(UsedRounds, used);

    /// <summary>How long before the last moment the couple is reminded.</summary>
    public static TimeSpan RemindAhead { get; } = TimeSpan.FromDays(2);

    /// <summary>Whether a reminder of the last day is to be written now, and remembers it: once for each last day.</summary>
    public bool Remind(DateTimeOffset now)
    {
        if (Status != RevisionStatus.Sent || RemindedAt is not null || now >= AnswerBy || AnswerBy - now > RemindAhead)
        {
            return false;
        }

        RemindedAt = now;
        return true;
    }

    /// <summary>Gives the couple more (or less) time.</summary>
    /// <param name="answerBy">Until when, in the future.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="RevisionClosed"/> or <see cref="Proofing.DeadlineInThePast"/>.</returns>
    public Result Extend(DateTimeOffset answerBy, DateTimeOffset now)
    {
        if (Status != RevisionStatus.Sent)
        {
            return new RevisionClosed();
        }

        if (answerBy <= now)
        {
            return new Proofing.DeadlineInThePast();
        }

        (AnswerBy, RemindedAt, UnheardAt) = (answerBy.ToUniversalTime(), null, null);
        return Result.Ok;
    }

    /// <summary>The fact "the last day passed, and nobody had opened it". Whether somebody said something counts as opened.</summary>
    /// <param name="opened">Whether a link of the round was ever used.</param>
    /// <param name="now">Now.</param>
    /// <returns>Whether it is one that nobody heard of: then silence is no yes.</returns>
    public bool Unheard(bool opened, DateTimeOffset now)
    {
        if (opened || _requests.Exists(r => r.ContactId is not null))
        {
            return false;
        }

        UnheardAt ??= now;
        return true;
    }

    /// <summary>
    /// What the other one says of a photo where it is not what was read of it: nobody's words go unread. Null otherwise, also where both say the same, and once
    /// nothing can be said any more: then <see cref="Say"/> refuses, and whoever came too late keeps their words.
    /// </summary>
    public RevisionSay? Overtaken(Guid contactId, RevisionSay say, DateTimeOffset now) =>
        IsOpen(now)
        && say.Seen is { } seen
        && _requests.Find(r => r.PhotoId == say.PhotoId) is { Wish: { } wish, ContactId: { } by } stands
        && by != contactId
        && !stands.Says(seen.Wish, seen.Note, seen.Pin)
        && !stands.Says(say.Wish, wish == RevisionWish.Change ? say.Note : null, seen.Pin is null ? null : new(say.PinX, say.PinY))
            ? new RevisionSay(stands.PhotoId, wish, stands.Note, stands.PinX, stands.PinY)
            : null;

    // One that nobody heard of in time waits for its first word.
    private bool IsOpen(DateTimeOffset now) => Status == RevisionStatus.Sent && (now < AnswerBy || UnheardAt is not null);

    /// <summary>Keeps what a person says of one photo.</summary>
    /// <returns>Refused with <see cref="RevisionClosed"/>, <see cref="PhotoNotFound"/>, <see cref="FieldRequired"/> or <see cref="PinOutOfPicture"/>.</returns>
    public Result Say(Guid contactId, RevisionSay say, DateTimeOffset now)
    {
        if (!IsOpen(now))
        {
            return new RevisionClosed();
        }

        return _requests.Find(r => r.PhotoId == say.PhotoId) is { } request ? request.Say(contactId, say, now) : new PhotoNotFound();
    }

    /// <summary>Ends the couple's part: what nothing was said of stays as it is. Repeating it changes nothing.</summary>
    /// <param name="contactId">Who submits; null for the clock.</param>
    /// <param name="now">Now.</param>
    /// <returns>Whether it ended now; refused with <see cref="RevisionClosed"/> where the studio closed it before.</returns>
    public Result<bool> Submit(Guid? contactId, DateTimeOffset now)
    {
        if (Status != RevisionStatus.Sent)
        {
            return CloseReason is not null ? new RevisionClosed() : false;
        }

        foreach (var request in _requests.Where(r => r.Wish is null))
        {
            request.Approve(now);
        }

        (SubmittedAt, SubmittedById, BySilence) = (now, contactId, contactId is null);
        var asked = _requests.Exists(r => r.Wish == RevisionWish.Change);
        (Status, ClosedAt) = (asked ? RevisionStatus.Submitted : RevisionStatus.Closed, asked ? null : now);
        return true;
    }

    /// <summary>Answers one wish; the last answer closes the round.</summary>
    /// <returns>
    /// Refused with <see cref="RevisionNotAsked"/>, <see cref="PhotoNotFound"/>, or <see cref="Customers.ReasonRequired"/> where it can't be done.
    /// </returns>
    public Result Answer(Guid photoId, RevisionAnswer answer, string? reason, Guid? byUserId, DateTimeOffset now)
    {
        if (Status == RevisionStatus.Sent || CloseReason is not null)
        {
            return new RevisionNotAsked();
        }

        if (_requests.Find(r => r.PhotoId == photoId && r.Wish == RevisionWish.Change) is not { } request)
        {
            return new PhotoNotFound();
        }

        var answered = request.AnswerWith(answer, reason, byUserId, now);
        if (answered.Succeeded && Status == RevisionStatus.Submitted && _requests.TrueForAll(r => r.IsSettled))
        {
            (Status, ClosedAt) = (RevisionStatus.Closed, now);
        }

        return answered;
    }

    /// <summary>The studio closes a round before the couple answered: nothing is approved by it.</summary>
    /// <returns>Refused with <see cref="RevisionClosed"/> where they were quicker, or <see cref="Customers.ReasonRequired"/>.</returns>
    public Result Close(string? reason, DateTimeOffset now)
    {
        if (Status != RevisionStatus.Sent)
        {
            return new RevisionClosed();
        }

        if (StudioText.Cut(StudioText.Clean(reason, multiline: true), RevisionRequest.TextMaxLength) is not { } why)
        {
            return new Customers.ReasonRequired();
        }

        (Status, ClosedAt, CloseReason) = (RevisionStatus.Closed, now, why);
        return Result.Ok;
    }
}

/// <summary>What is said of one finished photo (<c>revision_requests</c>).</summary>
public sealed class RevisionRequest
{
    /// <summary>Most characters of a wish or a reason.</summary>
    public const int TextMaxLength = 1000;

    /// <summary>A pin's place counts to here across and down.</summary>
    public const int PinMost = 1000;

    private RevisionRequest() { }

    internal RevisionRequest(Guid roundId, Guid photoId, Guid versionId, int position) =>
        (RoundId, PhotoId, VersionId, Position) = (roundId, photoId, versionId, position);

    /// <summary>The round.</summary>
    public Guid RoundId { get; private init; }

    /// <summary>The original.</summary>
    public Guid PhotoId { get; private init; }

    /// <summary>The version that was shown.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>Order, from 1.</summary>
    public int Position { get; private init; }

    /// <summary>What they say; null for nothing yet.</summary>
    public RevisionWish? Wish { get; private set; }

    /// <summary>What is to be changed.</summary>
    public string? Note { get; private set; }

    /// <summary>Where on the picture, in thousandths from the left; null without a pin.</summary>
    public int? PinX { get; private set; }

    /// <summary>Where on the picture, in thousandths from the top.</summary>
    public int? PinY { get; private set; }

    /// <summary>Who said it.</summary>
    public Guid? ContactId { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? SaidAt { get; private set; }

    /// <summary>What the studio says; null for nothing yet.</summary>
    public RevisionAnswer? Answer { get; private set; }

    /// <summary>Why it can't be done, or what was done.</summary>
    public string? Reason { get; private set; }

    /// <summary>Who answered.</summary>
    public Guid? AnsweredById { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Whether nothing is left to be said.</summary>
    public bool IsSettled => Wish == RevisionWish.Approve || Answer is not null;

    // Where no pin is given, nobody knows of it: then it is not asked about. What is no change has none.
    internal bool Says(RevisionWish? wish, string? note, RevisionPin? pin) =>
        Wish == wish
        && Note == StudioText.Clean(note, multiline: true)
        && (pin is null || wish != RevisionWish.Change || pin == new RevisionPin(PinX, PinY));

    internal void Approve(DateTimeOffset now) => (Wish, SaidAt) = (RevisionWish.Approve, now);

    internal Result Say(Guid contactId, RevisionSay say, DateTimeOffset now)
    {
        var note = StudioText.Cut(StudioText.Clean(say.Note, multiline: true), TextMaxLength);
        if (say.Wish == RevisionWish.Change && note is null)
        {
            return new FieldRequired(nameof(Note));
        }

        if ((say.PinX is null) != (say.PinY is null) || say.PinX is < 0 or > PinMost || say.PinY is < 0 or > PinMost)
        {
            return new PinOutOfPicture();
        }

        var changes = say.Wish == RevisionWish.Change;
        (Wish, Note, PinX, PinY) = (say.Wish, changes ? note : null, changes ? say.PinX : null, changes ? say.PinY : null);
        (ContactId, SaidAt) = (contactId, now);
        return Result.Ok;
    }

    internal Result AnswerWith(RevisionAnswer answer, string? reason, Guid? byUserId, DateTimeOffset now)
    {
        var why = StudioText.Cut(StudioText.Clean(reason, multiline: true), TextMaxLength);
        if (answer == RevisionAnswer.Impossible && why is null)
        {
            return new Customers.ReasonRequired();
        }

        (Answer, Reason, AnsweredById, AnsweredAt) = (answer, why, byUserId, now);
        return Result.Ok;
    }
}

/// <summary>
/// What a contract says of another round: the one count that couple, studio and payment plan go by. Rounds are counted for the whole project, whichever of its
/// jobs they were asked in, and whether on the couple's page or by phone.
/// </summary>
/// <param name="Included">Rounds of changes within the price.</param>
/// <param name="Used">Rounds of changes that were asked for (the sum of <c>revision_count</c> over the project's jobs).</param>
/// <param name="ExtraWon">What one beyond costs; null where the studio answers for itself.</param>
public sealed record RevisionTerms(int Included, int Used, long? ExtraWon)
{
    /// <summary>
    /// Rounds of other jobs that were sent before and that the couple is looking at: each may become one that is asked for, so a price is said as if it did.
    /// Billed is by <see cref="Used"/> alone. One that nobody ever opened stands before none.
    /// </summary>
    public int Out { get; init; }

    /// <summary>Rounds that stand before the next one.</summary>
    public int Before => Used + Out;

    /// <summary>The same for one that is asked for at this moment: what is only out comes after it.</summary>
    public RevisionTerms AskedNow() => this with { Out = 0 };

    /// <summary>Which round the next one is, from 1.</summary>
    public int Next => Before + 1;

    /// <summary>Whether the next one is beyond the contract.</summary>
    public bool IsExtra => Before >= Included;

    /// <summary>What the next one costs, in won; null where it is included, or the studio answers for itself.</summary>
    public long? NextWon => IsExtra ? ExtraWon : null;
}

/// <summary>How a finished job goes back to be worked on, said by hand.</summary>
/// <param name="ByCouple">Whether the couple asked for it, on the phone for example: then it is one of their rounds. What the studio finds itself is none.</param>
/// <param name="Read">What whoever moves it read of that round, and agreed to: its price goes into the payment plan. Null for nothing: then it is counted only.</param>
public sealed record RevisionByHand(bool ByCouple, RevisionTerms? Read = null);

/// <summary>Another round was asked for or sent meanwhile: this one is not what was read.</summary>
/// <param name="Next">Which one it is now.</param>
/// <param name="Included">Rounds of changes within the price.</param>
public sealed record RevisionTermsDiffer(int Next, int Included) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Next, Included];
}

/// <summary>A finished photo that the couple has not approved.</summary>
/// <param name="PhotoId">The original.</param>
/// <param name="VersionId">Its version.</param>
/// <param name="Position">Order, from 1.</param>
public sealed record FinishedPhoto(Guid PhotoId, Guid VersionId, int Position);

/// <summary>What a person says of one photo: a state, so that repeating it is harmless.</summary>
/// <param name="PhotoId">The original.</param>
/// <param name="Wish">Approve, change, or null to take it back.</param>
/// <param name="Note">What is to be changed.</param>
/// <param name="PinX">Where, in thousandths from the left.</param>
/// <param name="PinY">Where, in thousandths from the top.</param>
public sealed record RevisionSay(Guid PhotoId, RevisionWish? Wish, string? Note = null, int? PinX = null, int? PinY = null)
{
    /// <summary>What whoever says this had read of the photo; null where nobody knows: then the later word counts unread.</summary>
    public RevisionSeen? Seen { get; init; }
}

/// <summary>What a page showed of a photo before something was said of it.</summary>
/// <param name="Wish">What was said; null for nothing.</param>
/// <param name="Note">What was to be changed.</param>
/// <param name="Pin">Where; null from a page that was loaded before pages said it: then it is not asked about.</param>
public sealed record RevisionSeen(RevisionWish? Wish, string? Note, RevisionPin? Pin = null);

/// <summary>A place on a picture, or none.</summary>
/// <param name="X">In thousandths from the left; null without a pin.</param>
/// <param name="Y">In thousandths from the top; null without a pin.</param>
public sealed record RevisionPin(int? X, int? Y);

/// <summary>The answer to what was said of photos.</summary>
/// <param name="Changes">How many photos of the round are to be changed now.</param>
/// <param name="Overtaken">
/// What the other one says of photos for which nothing was kept now: it had not been read yet. Said once more with what it is now, the later word counts.
/// </param>
public sealed record RevisionSaid(int Changes, IReadOnlyList<RevisionSay> Overtaken);

/// <summary>A round changed: sent, answered or closed.</summary>
public sealed record RevisionChanged(Guid JobId) : IStudioEvent;

/// <summary>No such round, or none that the asker may see.</summary>
public sealed record RevisionNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The round is over, or its last day is.</summary>
public sealed record RevisionClosed() : Refusal(RefusalKind.Conflict);

/// <summary>A round of this job is out already.</summary>
public sealed record RevisionOpen() : Refusal(RefusalKind.Conflict);

/// <summary>What is asked for, or what it costs, is not what was read any more: both are read again before anything is sent.</summary>
public sealed record RevisionDiffers() : Refusal(RefusalKind.Conflict);

/// <summary>What a person read before saying yes to a round.</summary>
/// <param name="Changes">How many photos are to be changed.</param>
/// <param name="IsExtra">Whether that is beyond the contract.</param>
/// <param name="Won">What it costs, in won; 0 where it is included or the studio answers for itself.</param>
public sealed record ReviewRead(int Changes, bool IsExtra, long Won)
{
    /// <summary>Which photos these are; null where a page that was loaded before pages said so sends their number alone.</summary>
    public IReadOnlyCollection<Guid>? Photos { get; init; }
}

/// <summary>The couple has not asked for anything yet.</summary>
public sealed record RevisionNotAsked() : Refusal(RefusalKind.Conflict);

/// <summary>There is no finished version that the couple has not approved, or the job is not done.</summary>
public sealed record NothingToReview() : Refusal(RefusalKind.Conflict);

/// <summary>Nobody was chosen, or somebody who is not of this couple.</summary>
public sealed record ReviewerMissing() : Refusal(RefusalKind.Invalid);

/// <summary>The pin is not on the picture.</summary>
public sealed record PinOutOfPicture() : Refusal(RefusalKind.Invalid);

/// <summary>How finished photos are looked at.</summary>
/// <param name="Days">Days a couple has; after them their silence is a yes.</param>
/// <param name="ExtraWon">What a round of changes beyond the contract's costs, in won; null where the studio answers for itself.</param>
public sealed record ReviewRules(int Days, long? ExtraWon);

/// <summary>No count of days that can be meant.</summary>
public sealed record ReviewDaysOutOfRange(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => nameof(ReviewRules.Days);
}

/// <summary>No price of a round that can be asked: what costs nothing has none.</summary>
public sealed record RoundPriceOutOfRange(long Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => nameof(ReviewRules.ExtraWon);
}

/// <summary>How finished photos are looked at was said anew.</summary>
public sealed record ReviewRulesChanged() : IStudioEvent;
