using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Domain.Editing;

/// <summary>Rounds of 재수정: the studio's side here, the couple's in its other part.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="links">Keys to the couple's page.</param>
/// <param name="clock">The studio's clock.</param>
public sealed partial class RevisionService(IStudio studio, LinkService links, StudioClock clock)
{
    /// <summary>The rounds of a job, newest first, and whom a new one could go to.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="EditingJobNotFound"/>.</returns>
    public async Task<Result<RevisionBoard>> RoundsAsync(Actor actor, Guid jobId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        // Who the couple's people are is for who writes to them; an editor reads what they asked for.
        await using var session = studio.Open(actor);
        var all = actor.May(Rights.EditingAll);
        return
            await session.Editing.RoundsAsync(jobId, EditingService.OwnOnly(actor), all, ct) is { } board
            && await TermsAsync(session, jobId, ct) is { } terms
            ? board with
            {
                Terms = all ? terms : terms with { ExtraWon = null },
            }
            : new EditingJobNotFound();
    }

    /// <summary>What another round of a job would be. Under the project's lock it stays so until the session is saved.</summary>
    internal static async Task<RevisionTerms?> TermsAsync(IStudioSession session, Guid jobId, CancellationToken ct) =>
        await session.Editing.RevisionTermsAsync(jobId, ct: ct) is { } terms
            ? terms with
            {
                ExtraWon = (await session.SettingsAsync(ct)).RevisionWon,
            }
            : null;

    /// <summary>The line of the payment plan for a round beyond the contract.</summary>
    /// <param name="session">The session.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="won">Its price.</param>
    /// <param name="number">Which round it is.</param>
    /// <param name="clock">The studio's clock.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether the contract took it.</returns>
    internal static async Task<bool> ChargeAsync(
        IStudioSession session,
        Guid projectId,
        long won,
        int number,
        StudioClock clock,
        CancellationToken ct
    ) =>
        await session.Proofs.StartAsync(projectId, Guid.Empty, ct) is { } start
        && await Contracts.ExtraCharge.AddAsync(session, start.ContractId, new Money(won), RoundCharge.WhatFor(number), clock, ct);

    /// <summary>Sends the finished photos of a job to be looked at. The job's clock stands still until the couple answers.</summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="jobId">The job, which is done.</param>
    /// <param name="contactIds">Who looks: people of the couple, at least one.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The round's id. Refused with <see cref="NotAllowed"/>, <see cref="EditingJobNotFound"/>, <see cref="RevisionOpen"/>,
    /// <see cref="NothingToReview"/> or <see cref="ReviewerMissing"/>.
    /// </returns>
    public async Task<Result<Guid>> SendAsync(Actor actor, Guid jobId, IReadOnlyCollection<Guid> contactIds, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        // Under the project's lock two jobs' rounds that go out at once know of each other: one of them is the first, the other the second.
        if (
            await session.Editing.LockWithPhotosAsync(jobId, null, ct) is not { } job
            || await session.Proofs.LockProjectAsync(job.ProjectId, ct) is null
            || await session.Editing.ReviewStartAsync(jobId, ct) is not { } start
            || await TermsAsync(session, jobId, ct) is not { } terms
        )
        {
            return new EditingJobNotFound();
        }

        if (start.HasOpenRound)
        {
            return new RevisionOpen();
        }

        if (job.Status != EditingStatus.Completed || start.Photos.Count == 0)
        {
            return new NothingToReview();
        }

        var people = start.People.Where(p => contactIds.Contains(p.ContactId)).ToList();
        if (people.Count == 0 || people.Count != contactIds.Distinct().Count())
        {
            return new ReviewerMissing();
        }

        var (now, id) = (clock.Now, Ids.New());
        var settings = await session.SettingsAsync(ct);
        var answerBy = EndOf(clock.Today.AddDays(settings.ReviewDays));
        session.Editing.Add(new RevisionRound(id, job, start.Rounds + 1, terms, start.Photos, answerBy, now));
        job.Wait(now);
        foreach (var person in people)
        {
            var until = answerBy.AddDays(RevisionRound.LinkGraceDays);
            var link = links.Issue(session, LinkPurpose.Review, id, start.CustomerId, person.ContactId, until);
            Write(session, person, start, settings.Name(person.Language != "en"), answerBy, link);
        }

        session.Raise(new RevisionChanged(jobId));
        session.Raise(new EditingJobChanged(jobId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? id : saved.Refusal;
    }

    /// <summary>The personal links of a round that open now, to hand over by another way.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<ProofLink>>> LinkUrlsAsync(Actor actor, Guid roundId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var keys = await session.Links.OfAsync(LinkPurpose.Review, roundId, ct);
        var names =
            keys.Count == 0 ? [] : (await session.Proofs.PeopleAsync(keys[0].CustomerId, ct)).ToDictionary(p => p.ContactId, p => p.Name);
        return keys.Where(k => k.IsOpen(clock.Now) && k.ContactId is not null)
            .Select(k => new ProofLink(k.ContactId!.Value, names.GetValueOrDefault(k.ContactId.Value, ""), links.PathOf(k)))
            .ToList();
    }

    /// <summary>Answers a wish: done, or impossible for a reason that the couple reads. The last answer closes the round.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="RevisionNotFound"/>, <see cref="RevisionNotAsked"/>,
    /// <see cref="Photos.PhotoNotFound"/> or <see cref="Customers.ReasonRequired"/>.
    /// </returns>
    public async Task<Result> AnswerAsync(
        Actor actor,
        Guid roundId,
        Guid photoId,
        RevisionAnswer answer,
        string? reason,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Editing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await LockAsync(session, roundId, EditingService.OwnOnly(actor), ct) is not { } locked)
        {
            return new RevisionNotFound();
        }

        var (job, round) = locked;
        var before = round.Status;
        var answered = round.Answer(photoId, answer, reason, actor.UserId, clock.Now);
        if (!answered.Succeeded)
        {
            return answered;
        }

        job.Settle(photoId, actor.UserId, clock.Now);
        if (round.Status == RevisionStatus.Closed && before != RevisionStatus.Closed)
        {
            await RevisionNotices.ToCoupleAsync(session, RevisionNotices.Done, round, clock, ct);
        }

        await session.Editing.FlushAsync(ct);
        await session.Editing.PointToNewestAsync(job.Id, ct);
        session.Raise(new RevisionChanged(job.Id));
        session.Raise(new EditingJobChanged(job.Id));
        return await session.SaveAsync(ct);
    }

    /// <summary>Closes a round before the couple answered; nothing is approved by it, and its page says so.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="RevisionNotFound"/>, <see cref="RevisionClosed"/> or <see cref="Customers.ReasonRequired"/>.</returns>
    public async Task<Result> CloseAsync(Actor actor, Guid roundId, string? reason, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await LockAsync(session, roundId, null, ct) is not { } locked)
        {
            return new RevisionNotFound();
        }

        var closed = locked.Round.Close(reason, clock.Now);
        if (!closed.Succeeded)
        {
            return closed;
        }

        locked.Job.GoOn(clock.Now);
        MatchWaiting(session, locked.Job);
        await RevisionNotices.ToCoupleAsync(session, RevisionNotices.Closed, locked.Round, clock, ct);
        session.Raise(new RevisionChanged(locked.Job.Id));
        session.Raise(new EditingJobChanged(locked.Job.Id));
        return await session.SaveAsync(ct);
    }

    /// <summary>
    /// Takes silence for a yes where a round's last day is over. Where nobody ever opened a link of it, silence says nothing: the studio is told instead, once,
    /// and the round stays out until they give more time or close it. For a worker; safe to repeat, and on two nodes at once.
    /// </summary>
    /// <returns>How many rounds ended.</returns>
    public async Task<int> EndSilentAsync(CancellationToken ct = default)
    {
        IReadOnlyList<Guid> over;
        await using (var session = studio.Open(Actor.System))
        {
            over = await session.Editing.SilentRoundsAsync(clock.Now, ct);
        }

        var ended = 0;
        foreach (var id in over)
        {
            await using var session = studio.Open(Actor.System);
            if (
                await LockAsync(session, id, null, ct) is not { } locked
                || locked.Round is not { Status: RevisionStatus.Sent, UnheardAt: null }
                || locked.Round.AnswerBy > clock.Now
            )
            {
                continue;
            }

            // Who came after the last day found it closed: that was no time to answer in.
            var keys = await session.Links.OfAsync(LinkPurpose.Review, id, ct);
            if (locked.Round.Unheard(keys.Any(k => k.LastUsedAt <= locked.Round.AnswerBy), clock.Now))
            {
                await RevisionNotices.UnheardAsync(session, locked.Job, locked.Round, clock, ct);
                session.Raise(new RevisionChanged(locked.Job.Id));
                await session.SaveAsync(ct);
            }
            else if (locked.Round.Submit(null, clock.Now) is { Value: true })
            {
                await EndAsync(session, locked.Job, locked.Round, null, ct);
                ended += (await session.SaveAsync(ct)).Succeeded ? 1 : 0;
            }
        }

        return ended;
    }

    /// <summary>
    /// Reminds couples of rounds whose last day is near, by day and once, but not on the day on which the round was sent. For a worker; safe to repeat, and on
    /// two nodes at once.
    /// </summary>
    /// <returns>Of how many rounds.</returns>
    public async Task<int> RemindAsync(CancellationToken ct = default)
    {
        if (!SendingHours.AreNow(clock))
        {
            return 0;
        }

        IReadOnlyList<Guid> ending;
        await using (var session = studio.Open(Actor.System))
        {
            ending = await session.Editing.EndingRoundsAsync(clock.Now, clock.Now + RevisionRound.RemindAhead, ct);
        }

        var reminded = 0;
        foreach (var id in ending)
        {
            await using var session = studio.Open(Actor.System);
            if (
                await session.Editing.LockRoundAsync(id, null, ct) is { } round
                && clock.DateOf(round.SentAt) < clock.Today
                && round.Remind(clock.Now)
            )
            {
                await RevisionNotices.ToCoupleAsync(session, RevisionNotices.Reminder, round, clock, ct);
                session.Raise(new RevisionChanged(round.JobId));
                reminded += (await session.SaveAsync(ct)).Succeeded ? 1 : 0;
            }
        }

        return reminded;
    }

    /// <summary>Gives the couple more time to answer a round that is out, and its links with it; also after its last day, where nobody opened it.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="RevisionNotFound"/>, <see cref="RevisionClosed"/> or <see cref="DeadlineInThePast"/>.
    /// </returns>
    public async Task<Result> ExtendAsync(Actor actor, Guid roundId, DateOnly lastDay, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Editing.LockRoundAsync(roundId, null, ct) is not { } round)
        {
            return new RevisionNotFound();
        }

        var extended = round.Extend(EndOf(lastDay), clock.Now);
        if (!extended.Succeeded)
        {
            return extended;
        }

        foreach (var link in await session.Links.OfAsync(LinkPurpose.Review, roundId, ct))
        {
            link.Extend(LinkUntil(round));
        }

        session.Raise(new RevisionChanged(round.JobId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Gives a person of the couple a link to a round that is not closed; who has one that opens keeps it. The studio hands it over.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="RevisionNotFound"/>, <see cref="RevisionClosed"/> or <see cref="ReviewerMissing"/>.
    /// </returns>
    public async Task<Result> GiveLinkAsync(Actor actor, Guid roundId, Guid contactId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.Editing.LockRoundAsync(roundId, null, ct) is not { } round
            || await session.Proofs.StartAsync(round.ProjectId, Guid.Empty, ct) is not { } start
        )
        {
            return new RevisionNotFound();
        }

        if (round.Status == RevisionStatus.Closed)
        {
            return new RevisionClosed();
        }

        if (start.People.All(p => p.ContactId != contactId))
        {
            return new ReviewerMissing();
        }

        // Whoever presses twice finds the first one's.
        var keys = await session.Links.OfAsync(LinkPurpose.Review, roundId, ct);
        if (!keys.Any(k => k.ContactId == contactId && k.IsOpen(clock.Now)))
        {
            links.Issue(session, LinkPurpose.Review, roundId, start.CustomerId, contactId, LinkUntil(round));
        }

        session.Raise(new RevisionChanged(round.JobId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Takes a person's links to a round back at once, open pages included; what was said stays. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="RevisionNotFound"/> or <see cref="NoLinkToTake"/>.</returns>
    public async Task<Result> TakeLinkAsync(Actor actor, Guid roundId, Guid contactId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.EditingAll))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Editing.LockRoundAsync(roundId, null, ct) is not { } round)
        {
            return new RevisionNotFound();
        }

        var taken = await links.TakeAsync(session, LinkPurpose.Review, roundId, contactId, ct);
        if (!taken.Succeeded)
        {
            return taken;
        }

        session.Raise(new RevisionChanged(round.JobId));
        return await session.SaveAsync(ct);
    }

    private DateTimeOffset EndOf(DateOnly day) => clock.At(day, new TimeOnly(23, 59));

    // However little time is left, a link opens at least as long as one that is sent today.
    private DateTimeOffset LinkUntil(RevisionRound round) =>
        (round.AnswerBy > clock.Now ? round.AnswerBy : clock.Now).AddDays(RevisionRound.LinkGraceDays);

    private static async Task<(EditingJob Job, RevisionRound Round)?> LockAsync(
        IStudioSession session,
        Guid roundId,
        Guid? editorId,
        CancellationToken ct
    ) =>
        await session.Editing.JobOfRoundAsync(roundId, null, ct) is { } jobId
        && await session.Editing.LockWithPhotosAsync(jobId, editorId, ct) is { } job
        && await session.Editing.LockRoundAsync(roundId, null, ct) is { } round
            ? (job, round)
            : null;

    // Photos, job and round say the same after it: what was approved is approved, what is to be changed is worked on again, the clock runs.
    private async Task EndAsync(IStudioSession session, EditingJob job, RevisionRound round, ReviewRead? read, CancellationToken ct)
    {
        var now = clock.Now;
        job.GoOn(now);
        job.Approve(round.Requests.Where(r => r.Wish == RevisionWish.Approve).Select(r => r.PhotoId).ToHashSet(), now);
        var changes = round.Requests.Where(r => r.Wish == RevisionWish.Change).OrderBy(r => r.Position).ToList();
        if (changes.Count > 0)
        {
            if (
                await session.Proofs.LockProjectAsync(job.ProjectId, ct) is not null
                && await session.Editing.RevisionTermsAsync(job.Id, ct: ct) is { } terms
            )
            {
                round.Recount(terms.Used, mayRise: read is not null || round.BySilence);
            }

            var what = string.Join('\n', changes.Select(r => $"#{r.Position} {r.Note}"));
            job.Revise(changes.Select(r => r.PhotoId).ToHashSet(), StudioText.Cut(what, MostNotes)!, now);
        }

        await session.Editing.FlushAsync(ct);
        await session.Editing.PointToShownAsync(job.Id, round.Id, ct);
        await session.Editing.PointToNewestAsync(job.Id, ct);
        MatchWaiting(session, job);

        // Nobody said yes to a price by saying nothing: the manager is told, and may bill it.
        if (changes.Count > 0 && !round.BySilence)
        {
            await PriceAsync(session, round, ct);
        }

        await RevisionNotices.ToStudioAsync(session, job, round, clock, ct);
        session.Raise(new RevisionChanged(job.Id));
        session.Raise(new EditingJobChanged(job.Id));
    }

    // What came back while the couple was looking waited for their word.
    private static void MatchWaiting(IStudioSession session, EditingJob job)
    {
        if (job.ReturnAlbumId is { } album)
        {
            session.Enqueue(new FilesReturned(album));
        }
    }

    // The page said the price before they asked. A round without a price is the studio's to agree on.
    private async Task PriceAsync(IStudioSession session, RevisionRound round, CancellationToken ct)
    {
        if (
            round is { IsExtra: true, ExtraWon: { } won }
            && await ChargeAsync(session, round.ProjectId, won, round.UsedRounds + 1, clock, ct)
        )
        {
            round.Priced();
        }
    }

    private const int MostNotes = 2000;

    private void Write(
        IStudioSession session,
        ProofPerson person,
        ReviewStart start,
        string studioName,
        DateTimeOffset answerBy,
        LinkToken link
    )
    {
        if (person.Email is null)
        {
            return;
        }

        var korean = person.Language != "en";
        var culture = System.Globalization.CultureInfo.GetCultureInfo(korean ? "ko" : "en");
        var data = new Dictionary<string, string>
        {
            ["couple"] = start.CoupleName,
            ["studio"] = studioName,
            ["count"] = start.Photos.Count.ToString("#,0", culture),
            ["deadline"] = StudioFormat.Date(clock.DateOf(answerBy), culture),
        };
        var notice = Notice.Email(
            person.Email,
            korean ? "ko" : "en",
            "review_ready",
            JsonSerializer.Serialize(data),
            clock.Now,
            contactId: person.ContactId,
            customerId: start.CustomerId,
            linkId: link.Id
        );
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }
}
