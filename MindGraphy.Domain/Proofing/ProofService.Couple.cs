using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Proofing;

// The couple's side. An actor reaches its own couple's rounds only; another's id is not found.
public sealed partial class ProofService
{
    /// <summary>Most wishes in one request.</summary>
    public const int MostWishes = 200;

    /// <summary>The hour of the studio's day at which retouching is due.</summary>
    public static TimeOnly DueHour { get; } = new(18, 0);

    /// <summary>Remembers that the couple opened the gallery. A submitted one may still be looked at.</summary>
    /// <returns>Refused with <see cref="ProofNotFound"/>, <see cref="PinRequired"/>, or with <see cref="ProofClosed"/> once expired.</returns>
    public async Task<Result> OpenAsync(Actor actor, Guid sessionId, CancellationToken ct = default)
    {
        if (actor.CustomerId is not { } customerId)
        {
            return new ProofNotFound();
        }

        await using var session = studio.Open(actor);
        if (await session.Proofs.LockAsync(sessionId, customerId, ct: ct) is not { } proof)
        {
            return new ProofNotFound();
        }

        if (proof.Pin.IsClosedFor(actor.PinId))
        {
            return new PinRequired();
        }

        var before = proof.Status;
        var opened = proof.Open(clock.Now);
        if (proof.Status == before)
        {
            return opened;
        }

        // An expiry is written down too: the studio sees it without anybody's clock.
        session.Raise(new ProofOpened(proof.ProjectId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? opened : saved;
    }

    /// <summary>The gallery: head, then photos in the album's order with the visitor's picks; at most 3 statements whatever its size, one more where raw files stand back behind their pictures, 2 more with the album's pages.</summary>
    /// <param name="actor">A person of the couple.</param>
    /// <param name="sessionId">The round.</param>
    /// <param name="most">At most so many photos from the beginning; null for all, and then without the album's pages.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="ProofNotFound"/> or <see cref="PinRequired"/>.</returns>
    public async Task<Result<ProofGallery>> GalleryAsync(Actor actor, Guid sessionId, int? most = null, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor.CustomerId is not { } customerId
            || await session.Proofs.HeadAsync(sessionId, customerId, actor.ContactId, clock.Now, ct) is not { } head
        )
        {
            return new ProofNotFound();
        }

        return head.PinId is { } wanted && wanted != actor.PinId
            ? new PinRequired()
            : new ProofGallery(
                head,
                await session.Proofs.PhotosAsync(head, actor.ContactId, most, ct),
                most is null ? null : await session.AlbumOrders.BudgetAsync(head.ProjectId, clock.Today, ct)
            );
    }

    /// <summary>
    /// Takes a batch of wished states. Each is taken or refused by itself: the client gets back what is stored where it was refused. Repeating
    /// a batch is harmless.
    /// </summary>
    /// <param name="actor">A person of the couple.</param>
    /// <param name="sessionId">The round.</param>
    /// <param name="wishes">1 to <see cref="MostWishes"/> wishes in the order of the taps.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused as a whole with <see cref="ProofNotFound"/>, <see cref="PinRequired"/>, <see cref="ProofClosed"/> or <see cref="TooManyWishes"/>.</returns>
    public async Task<Result<PickReply>> PickAsync(
        Actor actor,
        Guid sessionId,
        IReadOnlyList<PickWish> wishes,
        CancellationToken ct = default
    )
    {
        if (actor is not { CustomerId: { } customerId, ContactId: { } contactId })
        {
            return new ProofNotFound();
        }

        if (wishes.Count is 0 or > MostWishes)
        {
            return new TooManyWishes(MostWishes);
        }

        await using var session = studio.Open(actor);
        if (await session.Proofs.LockAsync(sessionId, customerId, ct: ct) is not { } proof)
        {
            return new ProofNotFound();
        }

        if (proof.Pin.IsClosedFor(actor.PinId))
        {
            return new PinRequired();
        }

        var now = clock.Now;
        var opened = proof.Open(now);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        if (proof.Status == ProofStatus.Completed)
        {
            return new ProofClosed(proof.Status);
        }

        var asked = wishes.Select(w => w.PhotoId).Distinct().ToList();
        var shown = await session.Proofs.OfAlbumAsync(proof.AlbumId, asked, ct);
        await session.Proofs.LoadSelectionsAsync(proof, asked, ct);
        var tally = await TallyAsync(session, proof, shown, ct);
        var refused = new Dictionary<Guid, Refusal>();
        foreach (var wish in wishes)
        {
            // A phone whose clock runs ahead must not make its own later taps look old: nothing was wished in the future.
            var applied = shown.ContainsKey(wish.PhotoId)
                ? proof.Apply(contactId, wish with { AtMs = Math.Min(wish.AtMs, now.ToUnixTimeMilliseconds()) }, now, tally)
                : new PhotoNotInGallery();
            refused.Remove(wish.PhotoId);
            if (!applied.Succeeded)
            {
                refused[wish.PhotoId] = applied.Refusal;
            }
        }

        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            return saved.Refusal;
        }

        // Told on this node only: a NOTIFY inside the transaction would make all couples' commits wait for one another.
        news.Publish(new PicksChanged(proof.ProjectId));
        return new PickReply(
            proof.CurrentSelections,
            proof.MaxSelections,
            refused
                .Select(r =>
                {
                    var stored = proof.Selections.FirstOrDefault(s => s.PhotoId == r.Key && s.ContactId == contactId);
                    return new RefusedWish(r.Key, r.Value, stored?.Kind, stored?.Note);
                })
                .ToList()
        );
    }

    /// <summary>
    /// Submits: the photos carry the picks, the studio has an editing job, the project moves on and both people get a mail, all in one
    /// transaction. A second submission, whoever sends it, gets the first one's answer.
    /// </summary>
    /// <param name="actor">A person of the couple.</param>
    /// <param name="sessionId">The round.</param>
    /// <param name="idempotencyKey">The page's key for this submission, 1 to 100 characters: a late repetition can't submit a reopened round.</param>
    /// <param name="read">What the person read before saying yes; null where nobody was shown anything.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="ProofNotFound"/>, <see cref="PinRequired"/>, <see cref="ProofClosed"/>, <see cref="NothingPicked"/>,
    /// <see cref="SectionShort"/>, <see cref="PicksDiffer"/>, <see cref="Projects.ProjectCannotMove"/> or <see cref="FieldRequired"/> without a key.
    /// </returns>
    public async Task<Result<SubmitReceipt>> SubmitAsync(
        Actor actor,
        Guid sessionId,
        string idempotencyKey,
        SubmitRead? read,
        CancellationToken ct = default
    )
    {
        if (actor is not { CustomerId: { } customerId, ContactId: { } contactId })
        {
            return new ProofNotFound();
        }

        if (idempotencyKey is not { Length: > 0 and <= 100 })
        {
            return new FieldRequired(nameof(idempotencyKey));
        }

        await using var session = studio.Open(actor);
        if (await session.Proofs.LockAsync(sessionId, customerId, ct: ct) is not { } proof)
        {
            return new ProofNotFound();
        }

        if (proof.Pin.IsClosedFor(actor.PinId))
        {
            return new PinRequired();
        }

        var (scope, key) = ("proof.submit", $"{sessionId:N}.{contactId:N}.{idempotencyKey}");
        var once = await session.BeginOnceAsync(scope, key, sessionId.ToString("N"), ct);
        if (!once.Succeeded)
        {
            return once.Refusal;
        }

        if (once.Value.AlreadyDone)
        {
            return JsonSerializer.Deserialize<SubmitReceipt>(once.Value.Reply!)!;
        }

        var now = clock.Now;
        var wasOpen = proof.Status != ProofStatus.Completed;
        var submitted = proof.Submit(contactId, now, await TallyAsync(session, proof, new Dictionary<Guid, Photos.PhotoSection?>(), ct));
        if (!submitted.Succeeded)
        {
            return submitted.Refusal;
        }

        // The other one may have picked since the question was read: nobody has said yes to that sum. What is locked here is what is billed.
        if (wasOpen && read is not null && read != new SubmitRead(proof.CurrentSelections, proof.ExtraDueWon))
        {
            return new PicksDiffer(proof.CurrentSelections, proof.MaxSelections, proof.ExtraWon, proof.ExtraPriced);
        }

        var receipt = new SubmitReceipt(proof.CurrentSelections, proof.SelectionCompletedAt ?? now);
        session.CompleteOnce(scope, key, JsonSerializer.Serialize(receipt));
        if (wasOpen)
        {
            var handed = await HandOverAsync(session, proof, now, ct);
            if (!handed.Succeeded)
            {
                return handed.Refusal;
            }

            session.Raise(new PicksSubmitted(proof.ProjectId, sessionId));
        }

        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? receipt : saved.Refusal;
    }

    /// <summary>What was picked, in order, with notes: before submitting as a question, afterwards as a receipt.</summary>
    /// <returns>Refused with <see cref="ProofNotFound"/> or <see cref="PinRequired"/>.</returns>
    public async Task<Result<ProofSummary>> SummaryAsync(Actor actor, Guid sessionId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor.CustomerId is not { } customerId
            || await session.Proofs.HeadAsync(sessionId, customerId, actor.ContactId, clock.Now, ct) is not { } head
        )
        {
            return new ProofNotFound();
        }

        if (head.PinId is { } wanted && wanted != actor.PinId)
        {
            return new PinRequired();
        }

        var names = (await session.Proofs.PeopleAsync(customerId, ct)).ToDictionary(p => p.ContactId, p => p.Name);
        var picks = ProofSession.PicksOf(
            await session.Proofs.SelectionsAsync(sessionId, ct),
            head.HandOrder,
            id => names.GetValueOrDefault(id, "")
        );
        var hashes = await session.Proofs.HashesAsync([.. picks.Select(p => p.PhotoId)], ct);
        return new ProofSummary(
            head,
            [
                .. picks
                    .Where(p => hashes.ContainsKey(p.PhotoId))
                    .Select(p => new SummaryPick(p.PhotoId, hashes[p.PhotoId][..16], p.Order, p.Note)),
            ]
        );
    }

    /// <summary>Moves picks by hand; without moves it only tells the order.</summary>
    /// <param name="actor">A person of the couple.</param>
    /// <param name="sessionId">The round.</param>
    /// <param name="moves">At most <see cref="MostWishes"/>, in the order in which they were made.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The picks in order. Refused with <see cref="ProofNotFound"/>, <see cref="PinRequired"/>, <see cref="ProofClosed"/> or <see cref="TooManyWishes"/>.
    /// </returns>
    public async Task<Result<IReadOnlyList<Guid>>> OrderAsync(
        Actor actor,
        Guid sessionId,
        IReadOnlyList<PickMove> moves,
        CancellationToken ct = default
    )
    {
        if (actor is not { CustomerId: { } customerId, ContactId: not null })
        {
            return new ProofNotFound();
        }

        if (moves.Count > MostWishes)
        {
            return new TooManyWishes(MostWishes);
        }

        await using var session = studio.Open(actor);
        if (await session.Proofs.LockAsync(sessionId, customerId, ct: ct) is not { } proof)
        {
            return new ProofNotFound();
        }

        if (proof.Pin.IsClosedFor(actor.PinId))
        {
            return new PinRequired();
        }

        await session.Proofs.LoadSelectionsAsync(proof, null, ct);
        var moved = proof.Move(moves, clock.Now);
        if (!moved.Succeeded || moves.Count == 0)
        {
            return moved;
        }

        var saved = await session.SaveAsync(ct);
        if (!saved.Succeeded)
        {
            return saved.Refusal;
        }

        news.Publish(new PicksChanged(proof.ProjectId));
        return moved;
    }

    /// <summary>The full hash of a photo that a round shows to this couple, for its renditions.</summary>
    /// <returns>Refused with <see cref="PhotoNotInGallery"/>.</returns>
    public async Task<Result<string>> ShownHashAsync(Actor actor, Guid sessionId, Guid photoId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        return
            actor.CustomerId is { } customerId
            && await session.Proofs.ShownHashAsync(sessionId, customerId, photoId, actor.PinId, toSave: false, ct) is { } hash
            ? hash
            : new PhotoNotInGallery();
    }

    // Only where a rule asks for it: most rounds have none, and a tap should cost what it did.
    private static async Task<SectionTally?> TallyAsync(
        IStudioSession session,
        ProofSession proof,
        IReadOnlyDictionary<Guid, Photos.PhotoSection?> shown,
        CancellationToken ct
    ) => proof.Sections.Count == 0 ? null : new SectionTally(shown, await session.Proofs.PickedBySectionAsync(proof.Id, ct));

    // What the couple agreed to buy beyond the limit becomes a line of the payment plan. A contract that takes none any more (called off, too many
    // lines) keeps nobody from submitting: the round says to the studio what is not priced.
    private async Task PriceExtrasAsync(IStudioSession session, ProofSession proof, ProofStart start, CancellationToken ct)
    {
        var open = proof.ExtraPicks - proof.ExtraPriced;
        if (
            open > 0
            && proof.ExtraWon is { } each
            && await Contracts.ExtraCharge.AddAsync(
                session,
                start.ContractId,
                new Money(each * open),
                ($"추가 보정 {open}장", $"{open} more retouched pictures"),
                clock,
                ct
            )
        )
        {
            proof.Priced();
        }
    }

    // What a contract promises stays promised, however long the queue is: the queue says beside it when it comes to it. Where none names days, the
    // couple is told the day on which the editor's queue comes to its end; what nobody can foretell is what contracts usually promise. Where nothing
    // new is asked, the day that was told before stays.
    private async Task<DateOnly> DueOnAsync(
        IStudioSession session,
        Guid projectId,
        IReadOnlyList<EditingJob> earlier,
        Guid? editorId,
        int photos,
        CancellationToken ct
    )
    {
        if (photos == 0 && earlier.Max(j => j.DueDate) is { } promised)
        {
            return clock.DateOf(promised);
        }

        if (await session.Proofs.DeliveryDaysAsync(projectId, ct) is { } days and > 0)
        {
            return clock.Today.AddDays(days);
        }

        // What this act takes out of the couple's earlier jobs is not saved yet.
        var forecast = await EditingService.QueueForecastAsync(session, clock, null, editorId is { } one ? [one] : [], earlier, ct);
        return forecast.With(new OpenJob(Ids.New(), editorId, EditingPriority.Normal, null, null, photos))?.DoneOn
            ?? clock.Today.AddDays(new Contracts.PackageTerms().DeliveryDays);
    }

    private async Task<Result> HandOverAsync(IStudioSession session, ProofSession proof, DateTimeOffset now, CancellationToken ct)
    {
        if (await session.Proofs.StartAsync(proof.ProjectId, proof.AlbumId, ct) is not { } start)
        {
            return new ProofNotFound();
        }

        await session.Proofs.LoadSelectionsAsync(proof, null, ct);
        var names = start.People.ToDictionary(p => p.ContactId, p => p.Name);
        var picks = proof.Picks(id => names.GetValueOrDefault(id, ""));
        await session.Proofs.WritePicksAsync(proof.AlbumId, picks, ct);

        // After a reopened round the editor gets what is new or said anew of begun photos; what nobody began takes the new words where it is, and
        // leaves the old job where it is not wanted any more.
        var earlier = await session.Editing.OfSessionAsync(proof.Id, ct);

        // Photos, jobs, project: the order of everything that locks more than one of them. What was written is undone where the project can't move.
        if (await session.Proofs.LockProjectAsync(proof.ProjectId, ct) is not { } project)
        {
            return new ProofNotFound();
        }

        var moved = project.PicksSubmitted(clock, now);
        if (!moved.Succeeded)
        {
            return moved;
        }

        await PriceExtrasAsync(session, proof, start, ct);
        var wanted = picks.ToDictionary(p => p.PhotoId);
        var last = earlier
            .OrderBy(j => j.Id)
            .SelectMany(j => j.Items, (j, i) => (Job: j, i.PhotoId))
            .GroupBy(i => i.PhotoId)
            .ToDictionary(g => g.Key, g => g.Last().Job);
        foreach (var job in earlier)
        {
            if (!job.Withdraw(job.Items.Select(i => i.PhotoId).Where(id => !wanted.ContainsKey(id)).ToHashSet(), now))
            {
                session.Editing.Remove(job);
            }

            session.Raise(new EditingJobChanged(job.Id));
        }

        var asked = picks.Where(p => !last.TryGetValue(p.PhotoId, out var job) || !job.Knows(p, now)).ToList();

        // Who left the studio since gets nothing any more.
        var editor =
            project.AssignedEditorId is { } own && await session.Editing.IsEditorAsync(own, ct)
                ? own
                : await session.Editing.LeastLoadedEditorAsync(ct);
        var due = clock.At(await DueOnAsync(session, proof.ProjectId, earlier, editor, asked.Count, ct), DueHour);
        if (asked.Count > 0)
        {
            var job = EditingJob.FromPicks(proof.ProjectId, proof.Id, asked, editor, due, now);
            session.Editing.Add(job);
            session.Raise(new EditingJobArrived(job.Id));
        }

        var settings = await session.SettingsAsync(ct);
        var keys = await session.Links.OfAsync(LinkPurpose.Proof, proof.Id, ct);
        foreach (var key in keys.Where(k => k.IsOpen(now) && k.ExpiresAt < now.AddDays(SummaryDays)))
        {
            key.Extend(now.AddDays(SummaryDays));
        }

        foreach (var person in start.People.Where(p => keys.Any(k => k.ContactId == p.ContactId && k.RevokedAt is null)))
        {
            var link = keys.LastOrDefault(k => k.ContactId == person.ContactId && k.IsOpen(now));
            Write(session, settings, "picks_submitted", person, start, picks.Count, due, link);
        }

        return Result.Ok;
    }
}
