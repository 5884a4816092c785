using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Editing;

// The couple's side. An actor reaches its own couple's rounds only; another's id is not found.
public sealed partial class RevisionService
{
    /// <summary>Most photos that are spoken of in one request.</summary>
    public const int MostAtOnce = 200;

    /// <summary>The page: finished photos with what was said of each.</summary>
    /// <returns>Refused with <see cref="RevisionNotFound"/>.</returns>
    public async Task<Result<ReviewPage>> PageAsync(Actor actor, Guid roundId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        return actor.CustomerId is { } customerId && await session.Editing.ReviewAsync(roundId, customerId, actor.ContactId, ct) is { } page
            ? page
            : new RevisionNotFound();
    }

    /// <summary>What the renditions of a version that a round shows to this couple are named after.</summary>
    /// <returns>64 hex digits; refused with <see cref="Photos.PhotoNotFound"/>.</returns>
    public async Task<Result<string>> ShownHashAsync(Actor actor, Guid roundId, Guid versionId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        return actor.CustomerId is { } customerId && await session.Editing.ReviewHashAsync(roundId, customerId, versionId, ct) is { } hash
            ? hash
            : new Photos.PhotoNotFound();
    }

    /// <summary>
    /// Keeps what a person says of photos; where something is refused, none of it. The later word counts, whoever of the two says it, but not over a word of
    /// the other one that had not been read.
    /// </summary>
    /// <returns>
    /// How many photos are to be changed now, and what was overtaken. Refused with <see cref="RevisionNotFound"/>, <see cref="RevisionClosed"/>,
    /// <see cref="Photos.PhotoNotFound"/>, <see cref="FieldRequired"/> or <see cref="PinOutOfPicture"/>.
    /// </returns>
    public async Task<Result<RevisionSaid>> SayAsync(
        Actor actor,
        Guid roundId,
        IReadOnlyList<RevisionSay> says,
        CancellationToken ct = default
    )
    {
        if (actor is not { CustomerId: { } customerId, ContactId: { } contactId } || says.Count is 0 or > MostAtOnce)
        {
            return new RevisionNotFound();
        }

        await using var session = studio.Open(actor);
        if (await session.Editing.LockRoundAsync(roundId, customerId, ct) is not { } round)
        {
            return new RevisionNotFound();
        }

        var overtaken = new List<RevisionSay>();
        foreach (var say in says)
        {
            if (round.Overtaken(contactId, say, clock.Now) is { } others)
            {
                overtaken.Add(others);
                continue;
            }

            var said = round.Say(contactId, say, clock.Now);
            if (!said.Succeeded)
            {
                return said.Refusal;
            }
        }

        session.Raise(new RevisionChanged(round.JobId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? new RevisionSaid(round.Requests.Count(r => r.Wish == RevisionWish.Change), overtaken) : saved.Refusal;
    }

    /// <summary>Ends the couple's part, in one transaction with photos and job. A second submission, whoever sends it, gets the first one's answer.</summary>
    /// <param name="actor">A person of the couple.</param>
    /// <param name="roundId">The round.</param>
    /// <param name="read">What the person read before saying yes; null where nobody was shown anything: then it costs no more than when it was sent.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="RevisionNotFound"/>, <see cref="RevisionClosed"/> where the studio closed it before, or <see cref="RevisionDiffers"/> where
    /// something else is asked for, or it is dearer, than what was read.
    /// </returns>
    public async Task<Result<ReviewReceipt>> SubmitAsync(Actor actor, Guid roundId, ReviewRead? read, CancellationToken ct = default)
    {
        if (actor is not { CustomerId: { } customerId, ContactId: { } contactId })
        {
            return new RevisionNotFound();
        }

        await using var session = studio.Open(actor);
        if (
            await session.Editing.JobOfRoundAsync(roundId, customerId, ct) is not { } jobId
            || await session.Editing.LockWithPhotosAsync(jobId, null, ct) is not { } job
            || await session.Editing.LockRoundAsync(roundId, customerId, ct) is not { } round
        )
        {
            return new RevisionNotFound();
        }

        if (read is not null && round.Status == RevisionStatus.Sent && await DiffersAsync(session, round, read, ct))
        {
            return new RevisionDiffers();
        }

        var submitted = round.Submit(contactId, clock.Now);
        if (!submitted.Succeeded)
        {
            return submitted.Refusal;
        }

        if (submitted.Value)
        {
            await EndAsync(session, job, round, read, ct);
            var saved = await session.SaveAsync(ct);
            if (!saved.Succeeded)
            {
                return saved.Refusal;
            }
        }

        return new ReviewReceipt(
            round.Requests.Count(r => r.Wish == RevisionWish.Approve),
            round.Requests.Count(r => r.Wish == RevisionWish.Change),
            round.SubmittedAt ?? clock.Now
        );
    }

    // The other one may have asked for more since, or for another photo instead, or another round have used up what was included: nobody has said yes to that.
    private static async Task<bool> DiffersAsync(IStudioSession session, RevisionRound round, ReviewRead read, CancellationToken ct)
    {
        var asked = round.Requests.Where(r => r.Wish == RevisionWish.Change).Select(r => r.PhotoId).ToHashSet();
        if (read.Changes != asked.Count || (read.Photos is { } photos && !asked.SetEquals(photos)))
        {
            return true;
        }

        return read.Changes > 0
            && await session.Proofs.LockProjectAsync(round.ProjectId, ct) is not null
            && await session.Editing.RevisionTermsAsync(round.JobId, ct: ct) is { } terms
            && terms.Used >= round.IncludedRounds
            && (!read.IsExtra || round.ExtraWon > read.Won);
    }
}

/// <summary>What sending a round needs to know.</summary>
/// <param name="CustomerId">The couple.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="People">The couple's people.</param>
/// <param name="Rounds">Rounds of this job so far.</param>
/// <param name="HasOpenRound">Whether one of them is not closed.</param>
/// <param name="IsWithCouple">Whether the couple is looking at one of them.</param>
/// <param name="Photos">Finished photos that are not approved and can be shown.</param>
public sealed record ReviewStart(
    Guid CustomerId,
    string CoupleName,
    IReadOnlyList<Proofing.ProofPerson> People,
    int Rounds,
    bool HasOpenRound,
    bool IsWithCouple,
    IReadOnlyList<FinishedPhoto> Photos
);

/// <summary>The rounds of a job as the studio sees them.</summary>
/// <param name="Rounds">Newest first.</param>
/// <param name="Reviewable">Finished photos that could be sent now.</param>
/// <param name="People">Whom a new round could go to; nobody for who may not send one.</param>
public sealed record RevisionBoard(IReadOnlyList<RevisionRow> Rounds, int Reviewable, IReadOnlyList<Proofing.ProofPerson> People)
{
    /// <summary>What the next round would be; its price only for who may order everybody's work.</summary>
    public RevisionTerms Terms { get; init; } = new(0, 0, null);

    /// <summary>Rounds that stand in the payment plan, whether they were asked for on the couple's page or by phone; none for who sees no prices.</summary>
    public IReadOnlyList<BilledRound> Billed { get; init; } = [];

    /// <summary>The contract whose plan that is; null without, and for who sees no prices.</summary>
    public Guid? ContractId { get; init; }

    /// <summary>
    /// Those of them that the contract includes by now. None is taken off by itself: an amendment for less does that first. Of one that was paid 1 won stays
    /// behind it, and that is none of these.
    /// </summary>
    public IEnumerable<BilledRound> OverBilled => Billed.Where(b => b.Number <= Terms.Included && b.Won > 1);
}

/// <summary>A round as the studio sees it.</summary>
/// <param name="Id">The round.</param>
/// <param name="Number">Which one of the job, from 1.</param>
/// <param name="Status">How far it is.</param>
/// <param name="IncludedRounds">Rounds of changes that the contract includes.</param>
/// <param name="UsedRounds">Those that were asked for before.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="AnswerBy">Until when the couple may answer.</param>
/// <param name="SubmittedAt">When they did, or their time was up.</param>
/// <param name="BySilence">Whether their silence was taken for a yes.</param>
/// <param name="CloseReason">Why the studio closed it.</param>
/// <param name="ExtraWon">What changes cost in it, in won; null where they cost nothing, nothing was agreed, or who asks sees no prices.</param>
/// <param name="IsPriced">Whether that stands in the payment plan.</param>
/// <param name="Photos">Photos that were shown.</param>
/// <param name="Approved">Those that they said yes to so far.</param>
/// <param name="Changes">What they asked for.</param>
public sealed record RevisionRow(
    Guid Id,
    int Number,
    RevisionStatus Status,
    int IncludedRounds,
    int UsedRounds,
    DateTimeOffset SentAt,
    DateTimeOffset AnswerBy,
    DateTimeOffset? SubmittedAt,
    bool BySilence,
    string? CloseReason,
    long? ExtraWon,
    bool IsPriced,
    int Photos,
    int Approved,
    IReadOnlyList<RevisionChange> Changes
)
{
    /// <summary>Whether the last day passed though nobody had opened it: the studio decides what follows.</summary>
    public bool IsUnheard { get; init; }
}

/// <summary>Something the couple asked for.</summary>
/// <param name="PhotoId">The original.</param>
/// <param name="FileName">Its name.</param>
/// <param name="VersionId">The version that was shown.</param>
/// <param name="Sha16">The first 16 digits of that version's hash.</param>
/// <param name="Note">What is to be changed.</param>
/// <param name="PinX">Where, in thousandths from the left; null without a pin.</param>
/// <param name="PinY">Where, in thousandths from the top.</param>
/// <param name="Answer">What the studio said.</param>
/// <param name="Reason">Why, or what was done.</param>
public sealed record RevisionChange(
    Guid PhotoId,
    string FileName,
    Guid VersionId,
    string Sha16,
    string Note,
    int? PinX,
    int? PinY,
    RevisionAnswer? Answer,
    string? Reason
);

/// <summary>The couple's page of a round.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="CoupleName">Both names.</param>
/// <param name="Language">The visitor's language as the studio knows it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Number">Which one it is, from 1.</param>
/// <param name="IncludedRounds">Rounds of changes that the contract includes.</param>
/// <param name="UsedRounds">Those that were asked for before.</param>
/// <param name="ExtraWon">What one beyond costs; null where the studio answers for itself.</param>
/// <param name="AnswerBy">Until when they may answer.</param>
/// <param name="SubmittedAt">When they did, or their time was up.</param>
/// <param name="BySilence">Whether their silence was taken for a yes.</param>
/// <param name="IsTakenBack">Whether the studio closed it before they answered.</param>
/// <param name="Photos">The photos in order.</param>
public sealed record ReviewPage(
    Guid RoundId,
    string CoupleName,
    string? Language,
    RevisionStatus Status,
    int Number,
    int IncludedRounds,
    int UsedRounds,
    long? ExtraWon,
    DateTimeOffset AnswerBy,
    DateTimeOffset? SubmittedAt,
    bool BySilence,
    bool IsTakenBack,
    IReadOnlyList<ReviewPhoto> Photos
)
{
    /// <summary>Whether the last day went by and nobody had opened the round: it waits for them.</summary>
    public bool IsUnheard { get; init; }

    /// <summary>Whether they may still answer.</summary>
    public bool IsOpen(DateTimeOffset now) => Status == RevisionStatus.Sent && (now < AnswerBy || IsUnheard);

    /// <summary>Whether a wish in this round is paid for on top.</summary>
    public bool IsExtra => UsedRounds >= IncludedRounds;
}

/// <summary>A finished photo of the couple's page.</summary>
/// <param name="PhotoId">The original.</param>
/// <param name="VersionId">The version that is shown.</param>
/// <param name="Sha16">The first 16 digits of its hash.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Position">Order, from 1.</param>
/// <param name="Wish">What was said.</param>
/// <param name="Note">What is to be changed.</param>
/// <param name="PinX">Where, in thousandths from the left.</param>
/// <param name="PinY">Where, in thousandths from the top.</param>
/// <param name="Answer">What the studio said.</param>
/// <param name="Reason">Why, or what was done.</param>
public sealed record ReviewPhoto(
    Guid PhotoId,
    Guid VersionId,
    string Sha16,
    int Width,
    int Height,
    int Position,
    RevisionWish? Wish,
    string? Note,
    int? PinX,
    int? PinY,
    RevisionAnswer? Answer,
    string? Reason
);

/// <summary>The answer to a submission: the same for every repetition.</summary>
/// <param name="Approved">Photos that stay as they are.</param>
/// <param name="Changes">Photos that are worked on again.</param>
/// <param name="SubmittedAt">When.</param>
public sealed record ReviewReceipt(int Approved, int Changes, DateTimeOffset SubmittedAt);
