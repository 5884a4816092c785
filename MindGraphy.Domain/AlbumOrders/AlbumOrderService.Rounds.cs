using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Domain.AlbumOrders;

// Spreads, the rounds in which the couple looks at them, and what is said of them.
public sealed partial class AlbumOrderService
{
    /// <summary>Somebody begins to lay it out.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or <see cref="AlbumOrderCannotMove"/>.</returns>
    public Task<Result> StartDesignAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ActAsync(actor, id, null, (order, _) => Task.FromResult(order.StartDesign(clock.Now)), ct);

    /// <summary>Whether files may be added now: asked before anything is read.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or <see cref="AlbumFrozen"/>.</returns>
    public async Task<Result> MayAddAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.LockAsync(id, ct: ct) is not { } order ? new AlbumOrderNotFound()
            : order.IsFrozen ? new AlbumFrozen()
            : Result.Ok;
    }

    /// <summary>Whether a PDF may become the round that is being put together: asked before it is drawn.</summary>
    /// <returns>That round's id, <see cref="Guid.Empty"/> where it is not begun. Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.MayTakePdf"/> refuses.</returns>
    public async Task<Result<Guid>> MayTakePdfAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.AlbumOrders.LockAsync(id, ct: ct) is not { } order)
        {
            return new AlbumOrderNotFound();
        }

        var may = order.MayTakePdf();
        return may.Succeeded ? order.Next?.Id ?? Guid.Empty : may.Refusal;
    }

    /// <summary>Puts a picture that lies in the store into the round that is being put together.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.AddSpread"/> refuses.</returns>
    public Task<Result> AddSpreadAsync(Actor actor, Guid id, SpreadPicture picture, CancellationToken ct = default) =>
        ActAsync(actor, id, null, (order, _) => Task.FromResult(order.AddSpread(picture, clock.Now)), ct);

    /// <summary>Makes a PDF that lies in the store, with the pictures of its pages, the round that is being put together. The files of the one whose place it takes leave the store.</summary>
    /// <param name="actor">Who sends it.</param>
    /// <param name="id">The order.</param>
    /// <param name="pdf">The PDF and its pages.</param>
    /// <param name="into">What <see cref="MayTakePdfAsync"/> said before it was drawn.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.TakePdf"/> refuses.</returns>
    public Task<Result> TakePdfAsync(Actor actor, Guid id, AlbumPdf pdf, Guid into = default, CancellationToken ct = default) =>
        ReplaceAsync(actor, id, order => order.TakePdf(pdf, into, clock.Now), ct);

    /// <summary>What is to be drawn of a round whose PDF came when nothing here drew pages.</summary>
    /// <returns>
    /// The PDF, and the ids of its pages in order; null where all of them have pictures. Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what
    /// <see cref="AlbumOrder.MayDraw"/> refuses.
    /// </returns>
    public async Task<Result<UndrawnPdf?>> UndrawnAsync(Actor actor, Guid id, Guid roundId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.AlbumOrders.LockAsync(id, ct: ct) is not { } order)
        {
            return new AlbumOrderNotFound();
        }

        var may = order.MayDraw(roundId);
        return !may.Succeeded ? may.Refusal
            : may.Value is { IsUndrawn: true, PdfKey: { } key, PdfSha256: { } sha } round
                ? new UndrawnPdf(key, sha, [.. round.Spreads.OrderBy(s => s.Position).Select(s => s.Id)], round.LastNoted)
            : Result.Of<UndrawnPdf?>(null);
    }

    /// <summary>Gives the pages of a round's PDF their pictures, which lie in the store.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.Draw"/> refuses.</returns>
    public Task<Result> DrawAsync(
        Actor actor,
        Guid id,
        Guid roundId,
        string pdfKey,
        IReadOnlyList<SpreadPicture> pages,
        CancellationToken ct = default
    ) => ActAsync(actor, id, null, (order, _) => Task.FromResult(order.Draw(roundId, pdfKey, pages)), ct);

    /// <summary>Takes a spread out of the round that is being put together, or with null everything, and its files out of the store.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/>, <see cref="AlbumFrozen"/> or <see cref="AlbumSpreadNotFound"/>.</returns>
    public Task<Result> TakeOutAsync(Actor actor, Guid id, Guid? spreadId, CancellationToken ct = default) =>
        ReplaceAsync(actor, id, order => order.TakeOut(spreadId), ct);

    // What no round knows any more leaves the store, and not before the database forgot it.
    private async Task<Result> ReplaceAsync(
        Actor actor,
        Guid id,
        Func<AlbumOrder, Result<IReadOnlyList<AlbumSpread>>> act,
        CancellationToken ct
    )
    {
        List<string> keys = [];
        var done = await ActAsync(
            actor,
            id,
            null,
            (order, _) =>
            {
                var pdf = order.Next?.PdfKey;
                var gone = act(order);
                keys.AddRange((gone.Value ?? []).SelectMany(s => KeysOf(id, s)));
                keys.AddRange(pdf is null || pdf == order.Next?.PdfKey ? [] : [pdf]);
                return Task.FromResult(gone.WithoutValue());
            },
            ct
        );
        if (done.Succeeded)
        {
            await store.ForgetAsync(keys);
        }

        return done;
    }

    /// <summary>Sends the round that was put together: whoever is chosen gets a link, and a message where they have an address.</summary>
    /// <returns>The round's id. Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/>, <see cref="AlbumReaderMissing"/>, <see cref="DayOutOfRange"/> or what <see cref="AlbumOrder.Send"/> refuses.</returns>
    public async Task<Result<Guid>> SendAsync(
        Actor actor,
        Guid id,
        IReadOnlyCollection<Guid> contactIds,
        string? message,
        DateOnly answerBy,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.AlbumOrders.LockAsync(id, ct: ct) is not { } order
            || await session.AlbumOrders.StartAsync(order.ProjectId, id, clock.Today, ct) is not { } start
        )
        {
            return new AlbumOrderNotFound();
        }

        var people = start.People.Where(p => contactIds.Contains(p.ContactId)).ToList();
        if (people.Count == 0 || people.Count != contactIds.Distinct().Count())
        {
            return new AlbumReaderMissing();
        }

        if (answerBy < clock.Today || answerBy > clock.Today.AddDays(LinkDays))
        {
            return new DayOutOfRange("AnswerBy");
        }

        var sent = order.Send(message, answerBy, clock.Now);
        if (!sent.Succeeded)
        {
            return sent.Refusal;
        }

        var keys = await LinksAsync(session, order, start.CustomerId, people, ct);
        await AlbumNotices.ReadyAsync(session, AlbumNotices.Ready, order, sent.Value, start, people, keys, clock, ct);
        session.Raise(new AlbumOrderChanged(order.ProjectId, id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? sent.Value.Id : saved.Refusal;
    }

    /// <summary>Moves the last day on which an answer is hoped for; links last as long as those that are sent today.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/>, <see cref="DayOutOfRange"/> or what <see cref="AlbumOrder.WaitUntil"/> refuses.</returns>
    public async Task<Result> WaitUntilAsync(Actor actor, Guid id, Guid roundId, DateOnly answerBy, CancellationToken ct = default) =>
        answerBy < clock.Today || answerBy > clock.Today.AddDays(LinkDays)
            ? new DayOutOfRange("AnswerBy")
            : await ActAsync(
                actor,
                id,
                null,
                async (order, session) =>
                {
                    foreach (var key in await session.Links.OfAsync(LinkPurpose.Album, id, ct))
                    {
                        key.Extend(clock.Now.AddDays(LinkDays));
                    }

                    return order.WaitUntil(roundId, answerBy);
                },
                ct
            );

    /// <summary>Gives a person of the couple a link to an album of which something was sent; who has one that opens keeps it. The studio hands it over.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/>, <see cref="AlbumNothingToSend"/> or <see cref="AlbumReaderMissing"/>.</returns>
    public Task<Result> GiveLinkAsync(Actor actor, Guid id, Guid contactId, CancellationToken ct = default) =>
        ActAsync(
            actor,
            id,
            null,
            async (order, session) =>
            {
                if (order.Rounds.All(r => r.SentAt is null))
                {
                    return new AlbumNothingToSend();
                }

                if (
                    await session.AlbumOrders.StartAsync(order.ProjectId, id, clock.Today, ct) is not { } start
                    || start.People.FirstOrDefault(p => p.ContactId == contactId) is not { } person
                )
                {
                    return new AlbumReaderMissing();
                }

                await LinksAsync(session, order, start.CustomerId, [person], ct);
                return Result.Ok;
            },
            ct
        );

    /// <summary>Takes a person's links back at once, open pages included; what they wrote stays. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or <see cref="NoLinkToTake"/>.</returns>
    public Task<Result> TakeLinkAsync(Actor actor, Guid id, Guid contactId, CancellationToken ct = default) =>
        ActAsync(actor, id, null, (_, session) => links.TakeAsync(session, LinkPurpose.Album, id, contactId, ct), ct);

    /// <summary>Takes the round back that the couple looks at; their page says so.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.TakeBack"/> refuses.</returns>
    public Task<Result> TakeBackAsync(Actor actor, Guid id, Guid roundId, string? reason, CancellationToken ct = default) =>
        ActAsync(actor, id, null, (order, _) => Task.FromResult(order.TakeBack(roundId, reason, clock.Now)), ct);

    /// <summary>Writes down that the couple said yes by another way.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.Approve"/> refuses.</returns>
    public Task<Result> ApproveForAsync(Actor actor, Guid id, Guid roundId, string? reason, CancellationToken ct = default) =>
        ActAsync(
            actor,
            id,
            null,
            async (order, session) =>
            {
                var approved = order.Approve(roundId, null, reason, clock.Now);
                if (approved.Value)
                {
                    await ApprovedAsync(session, order, ct);
                }

                return approved.WithoutValue();
            },
            ct
        );

    /// <summary>Answers a note; with null every note of the round that has no answer yet.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.Answer"/> refuses.</returns>
    public Task<Result> AnswerAsync(
        Actor actor,
        Guid id,
        Guid roundId,
        Guid? noteId,
        RevisionAnswer answer,
        string? reason,
        CancellationToken ct = default
    ) =>
        ActAsync(
            actor,
            id,
            null,
            (order, _) => Task.FromResult(order.Answer(roundId, noteId, answer, reason, actor.UserId, clock.Now)),
            ct
        );

    /// <summary>Reminds, once a round, on the last day of the answer. For a worker; safe to repeat, and on two nodes at once.</summary>
    /// <returns>Of how many rounds somebody was reminded.</returns>
    public async Task<int> RemindAsync(CancellationToken ct = default)
    {
        // Nobody is written to at night.
        if (clock.Local(clock.Now).Hour is < 9 or >= 20)
        {
            return 0;
        }

        IReadOnlyList<Guid> waiting;
        await using (var session = studio.Open(Actor.System))
        {
            waiting = await session.AlbumOrders.WaitingAsync(clock.Today, ct);
        }

        var reminded = 0;
        foreach (var id in waiting)
        {
            await using var session = studio.Open(Actor.System);
            if (
                await session.AlbumOrders.LockAsync(id, ct: ct) is not { Out: { } round } order
                || await session.AlbumOrders.StartAsync(order.ProjectId, id, clock.Today, ct) is not { } start
                || !round.Remind(clock.Now)
            )
            {
                continue;
            }

            var keys = (await session.Links.OfAsync(LinkPurpose.Album, id, ct)).Where(k => k.IsOpen(clock.Now)).ToList();
            await AlbumNotices.ReadyAsync(session, AlbumNotices.Reminder, order, round, start, start.People, keys, clock, ct);
            reminded += (await session.SaveAsync(ct)).Succeeded ? 1 : 0;
        }

        return reminded;
    }

    private static IEnumerable<string> KeysOf(Guid orderId, AlbumSpread spread) =>
        spread.Sha256 is not { } sha
            ? []
            : IPhotoRenderer
                .Sizes.Select(size => AlbumSpread.RenditionKey(orderId, spread.Id, sha, size))
                .Append(AlbumSpread.OriginalKey(orderId, spread.Id, sha));

    // Who has an open link keeps it, for longer; who was written to before finds the same page in the same mail.
    private async Task<List<LinkToken>> LinksAsync(
        IStudioSession session,
        AlbumOrder order,
        Guid customerId,
        List<ProofPerson> people,
        CancellationToken ct
    )
    {
        var (until, known) = (clock.Now.AddDays(LinkDays), await session.Links.OfAsync(LinkPurpose.Album, order.Id, ct));
        var keys = new List<LinkToken>();
        foreach (var person in people)
        {
            if (known.LastOrDefault(k => k.ContactId == person.ContactId && k.IsOpen(clock.Now)) is { } open)
            {
                open.Extend(until);
                keys.Add(open);
            }
            else
            {
                keys.Add(links.Issue(session, LinkPurpose.Album, order.Id, customerId, person.ContactId, until));
            }
        }

        return keys;
    }

    // Whoever says yes: both are told, the studio is told, and what is beyond the contract becomes one line of its plan.
    private async Task ApprovedAsync(IStudioSession session, AlbumOrder order, CancellationToken ct)
    {
        await PriceAsync(session, order, ct);
        if (await session.AlbumOrders.StartAsync(order.ProjectId, order.Id, clock.Today, ct) is { } start)
        {
            var keys = (await session.Links.OfAsync(LinkPurpose.Album, order.Id, ct)).Where(k => k.IsOpen(clock.Now)).ToList();
            await AlbumNotices.ApprovedAsync(session, order, start, keys, clock, ct);
        }
    }
}
