using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Domain.AlbumOrders;

/// <summary>Printed albums: the studio's side here, the couple's in its other part.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="links">Keys to the couple's page.</param>
/// <param name="store">Where spreads lie.</param>
/// <param name="clock">The studio's clock.</param>
public sealed partial class AlbumOrderService(IStudio studio, LinkService links, IObjectStore store, StudioClock clock)
{
    /// <summary>Days that a link opens after spreads were last sent: the page goes on saying where the album is.</summary>
    public const int LinkDays = 365;

    /// <summary>The usual time to look at spreads, in days.</summary>
    public const int UsualDays = 7;

    /// <summary>What the form that begins an order offers: what the contract has left of an album, and what more of it costs today.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProjectNotFound"/>.</returns>
    public async Task<Result<AlbumOffer>> OfferAsync(Actor actor, Guid projectId, Guid? orderId = null, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.StartAsync(projectId, orderId, clock.Today, ct) is { } start
            ? new AlbumOffer(start.CoupleName, start.HasContract, start.Included, start.Rounds, start.PageWon, start.CopyWon, start.Picks)
            : new ProjectNotFound();
    }

    /// <summary>How many pictures the studio usually lays out on twenty pages: by it the couple's pages say how long an album becomes.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<int>> PhotosOnTwentyPagesAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return (await session.SettingsAsync(ct)).PhotosOnTwentyPages;
    }

    /// <summary>Says how many pictures the studio usually lays out on twenty pages.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumPhotosOutOfRange"/>.</returns>
    public async Task<Result> SetPhotosOnTwentyPagesAsync(Actor actor, int photos, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        if (photos is < 1 or > AlbumBudget.MostPhotos)
        {
            return new AlbumPhotosOutOfRange(AlbumBudget.MostPhotos);
        }

        await using var session = studio.Open(actor);
        await session.AlbumOrders.WritePhotosOnTwentyPagesAsync(photos, clock.Now, ct);
        return await session.SaveAsync(ct);
    }

    /// <summary>Begins an order, at what the contract includes in this moment.</summary>
    /// <returns>The order's id. Refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/> or what <see cref="AlbumOrder.Open"/> refuses.</returns>
    public async Task<Result<Guid>> OpenAsync(Actor actor, Guid projectId, AlbumTerms terms, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        await session.AlbumOrders.TakeTurnAsync(projectId, ct);
        if (await session.AlbumOrders.StartAsync(projectId, null, clock.Today, ct) is not { } start)
        {
            return new ProjectNotFound();
        }

        var opened = AlbumOrder.Open(projectId, terms, start.Included, clock.Now);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        session.AlbumOrders.Add(opened.Value);
        session.Raise(new AlbumOrderChanged(projectId, opened.Value.Id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? opened.Value.Id : saved.Refusal;
    }

    /// <summary>Writes what it is to be, at what the contract includes in this moment.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/>, <see cref="EditedElsewhere"/> or what <see cref="AlbumOrder.Change"/> refuses.</returns>
    public async Task<Result> ChangeAsync(Actor actor, Guid id, AlbumTerms terms, uint expectedVersion, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.AlbumOrders.ProjectOfAsync(id, ct) is not { } projectId)
        {
            return new AlbumOrderNotFound();
        }

        // Two orders of one project share what the contract has: who chooses copies waits for the other.
        await session.AlbumOrders.TakeTurnAsync(projectId, ct);
        if (
            await session.AlbumOrders.LockAsync(id, expectedVersion, ct) is not { } order
            || await session.AlbumOrders.StartAsync(projectId, id, clock.Today, ct) is not { } start
        )
        {
            return new AlbumOrderNotFound();
        }

        var changed = order.Change(terms, start.Included);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new AlbumOrderChanged(order.ProjectId, id));
        return await session.SaveAsync(ct);
    }

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

    /// <summary>Puts a picture that lies in the store into the round that is being put together.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.AddSpread"/> refuses.</returns>
    public Task<Result> AddSpreadAsync(Actor actor, Guid id, SpreadPicture picture, CancellationToken ct = default) =>
        ActAsync(actor, id, null, (order, _) => Task.FromResult(order.AddSpread(picture, clock.Now)), ct);

    /// <summary>Makes a PDF that lies in the store the round that is being put together.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.TakePdf"/> refuses.</returns>
    public Task<Result> TakePdfAsync(Actor actor, Guid id, AlbumPdf pdf, CancellationToken ct = default) =>
        ActAsync(actor, id, null, (order, _) => Task.FromResult(order.TakePdf(pdf, clock.Now)), ct);

    /// <summary>Takes a spread out of the round that is being put together, or with null everything, and its files out of the store.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/>, <see cref="AlbumFrozen"/> or <see cref="AlbumSpreadNotFound"/>.</returns>
    public async Task<Result> TakeOutAsync(Actor actor, Guid id, Guid? spreadId, CancellationToken ct = default)
    {
        List<string> keys = [];
        var done = await ActAsync(
            actor,
            id,
            null,
            (order, _) =>
            {
                var pdf = spreadId is null ? order.Next?.PdfKey : null;
                var gone = order.TakeOut(spreadId);
                keys.AddRange((gone.Value ?? []).SelectMany(s => KeysOf(id, s)));
                keys.AddRange(pdf is null ? [] : [pdf]);
                return Task.FromResult(gone.WithoutValue());
            },
            ct
        );
        foreach (var key in done.Succeeded ? keys : [])
        {
            await store.DeleteAsync(key, CancellationToken.None);
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

    /// <summary>Writes down the order at a lab, or corrects it.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/>, <see cref="EditedElsewhere"/> or what <see cref="AlbumOrder.OrderAt"/> refuses.</returns>
    public Task<Result> OrderAtAsync(Actor actor, Guid id, AlbumLab lab, uint expectedVersion, CancellationToken ct = default) =>
        ActAsync(actor, id, expectedVersion, (order, _) => Task.FromResult(order.OrderAt(lab, clock.Now)), ct);

    /// <summary>It came from the lab: a delivery is made of it, to the couple's address, and everybody who had a link gets one to it. Repeating it finds the same delivery.</summary>
    /// <returns>The delivery. Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or <see cref="AlbumOrderCannotMove"/>.</returns>
    public async Task<Result<Guid>> ArriveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.AlbumOrders.LockAsync(id, ct: ct) is not { } order
            || await session.Deliveries.CoupleAsync(order.ProjectId, ct) is not { } couple
        )
        {
            return new AlbumOrderNotFound();
        }

        if (order.DeliverableId is { } known)
        {
            return known;
        }

        var (now, delivery) = (clock.Now, Ids.New());
        var arrived = order.Arrive(delivery, now);
        if (!arrived.Succeeded)
        {
            return arrived.Refusal;
        }

        var readers = (await session.Links.OfAsync(LinkPurpose.Album, id, ct)).Select(k => k.ContactId).ToHashSet();
        var people = couple.People.Where(p => readers.Contains(p.ContactId)).ToList() is { Count: > 0 } some ? some : couple.People;
        var keys = people
            .Select(p =>
                links.Issue(session, LinkPurpose.Download, delivery, couple.CustomerId, p.ContactId, now.AddDays(DeliveryService.LinkDays))
            )
            .ToList();
        var draft = new DeliveryDraft(
            DeliveryType.Album,
            order.Title,
            Recipient: couple.People.Count > 0 ? couple.People[0].Name : null,
            Address: StudioText.Cut(await session.Deliveries.AddressAsync(couple.CustomerId, ct), Deliverable.AddressMaxLength)
        );
        var prepared = Deliverable.Prepare(
            delivery,
            order.ProjectId,
            draft,
            keys.Count > 0 ? keys[0].TokenHash : delivery.ToString("N"),
            now
        );
        if (!prepared.Succeeded)
        {
            return prepared.Refusal;
        }

        session.Deliveries.Add(prepared.Value);
        session.Raise(new DeliveryChanged(order.ProjectId));
        session.Raise(new AlbumOrderChanged(order.ProjectId, id));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? delivery : saved.Refusal;
    }

    /// <summary>Calls it off.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="AlbumOrderNotFound"/> or what <see cref="AlbumOrder.Cancel"/> refuses.</returns>
    public Task<Result> CancelAsync(Actor actor, Guid id, string? reason, CancellationToken ct = default) =>
        ActAsync(actor, id, null, (order, _) => Task.FromResult(order.Cancel(reason, clock.Now)), ct);

    /// <summary>Tries once more to put what is beyond the contract into the payment plan, where it took no line when the album was approved. Never twice.</summary>
    /// <returns>Whether it stands there now. Refused with <see cref="NotAllowed"/> or <see cref="AlbumOrderNotFound"/>.</returns>
    public async Task<Result<bool>> PriceAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        var priced = false;
        var done = await ActAsync(
            actor,
            id,
            null,
            async (order, session) =>
            {
                if (order.ApprovedAt is not null && order.Status != AlbumOrderStatus.Cancelled)
                {
                    await PriceAsync(session, order, ct);
                }

                priced = order.IsPriced;
                return Result.Ok;
            },
            ct
        );
        return done.Succeeded ? priced : done.Refusal;
    }

    /// <summary>The personal links that open now, to hand over by another way.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumOrderNotFound"/>.</returns>
    public async Task<Result<IReadOnlyList<ProofLink>>> LinkUrlsAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.AlbumOrders.ProjectOfAsync(id, ct) is not { } projectId
            || await session.AlbumOrders.StartAsync(projectId, id, clock.Today, ct) is not { } start
        )
        {
            return new AlbumOrderNotFound();
        }

        var keys = await session.Links.OfAsync(LinkPurpose.Album, id, ct);
        return start
            .People.Select(p => (Person: p, Link: keys.LastOrDefault(k => k.ContactId == p.ContactId && k.IsOpen(clock.Now))))
            .Where(p => p.Link is not null)
            .Select(p => new ProofLink(p.Person.ContactId, p.Person.Name, links.PathOf(p.Link!)))
            .ToList();
    }

    /// <summary>Takes every link back at once, open pages included. Sending another round gives new ones.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumOrderNotFound"/>.</returns>
    public Task<Result> RevokeAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ActAsync(
            actor,
            id,
            null,
            async (_, session) =>
            {
                foreach (var key in await session.Links.OfAsync(LinkPurpose.Album, id, ct))
                {
                    key.Revoke(clock.Now);
                }

                return Result.Ok;
            },
            ct
        );

    /// <summary>The albums of a project.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<AlbumLine>>> OfProjectAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return (await session.AlbumOrders.OfProjectAsync(projectId, clock.Today, ct)).ToList();
    }

    /// <summary>Everybody's albums.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<AlbumList>> AllAsync(Actor actor, AlbumFilter filter, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.AllAsync(filter, clock.Today, ct);
    }

    /// <summary>One order with everything that was shown and said.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumOrderNotFound"/>.</returns>
    public async Task<Result<AlbumOrderView>> FindAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.ViewAsync(id, clock.Now, clock.Today, ct) is { } view ? view : new AlbumOrderNotFound();
    }

    /// <summary>The picture of a spread, as staff sees it.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumSpreadNotFound"/>.</returns>
    public async Task<Result<SpreadFile>> SpreadAsync(Actor actor, Guid spreadId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.SpreadAsync(spreadId, null, ct) is { } file ? file : new AlbumSpreadNotFound();
    }

    /// <summary>The PDF of a round, as staff sees it.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="AlbumSpreadNotFound"/>.</returns>
    public async Task<Result<AlbumPdf>> PdfAsync(Actor actor, Guid roundId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.AlbumOrders.PdfAsync(roundId, null, ct) is { } pdf ? pdf : new AlbumSpreadNotFound();
    }

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

    private async Task PriceAsync(IStudioSession session, AlbumOrder order, CancellationToken ct)
    {
        if (
            order.IsPriced
            || order.Extra == Money.Zero
            || await session.AlbumOrders.ContractOfAsync(order.ProjectId, ct) is not { } contract
        )
        {
            return;
        }

        var (pages, copies) = (Math.Max(0, order.Pages - order.IncludedPages), Math.Max(0, order.Copies - order.IncludedCopies));
        var korean = string.Join(", ", new[] { pages > 0 ? $"{pages}쪽" : null, copies > 0 ? $"{copies}권" : null }.OfType<string>());
        var english = string.Join(
            ", ",
            new[] { pages > 0 ? $"{pages} more pages" : null, copies > 0 ? $"{copies} more copies" : null }.OfType<string>()
        );
        if (
            await ExtraCharge.AddAsync(
                session,
                contract,
                order.Extra,
                ($"{order.Title} 추가 {korean}", $"{order.Title}: {english}"),
                clock,
                ct
            )
        )
        {
            order.Priced();
        }
    }

    private async Task<Result> ActAsync(
        Actor actor,
        Guid id,
        uint? expectedVersion,
        Func<AlbumOrder, IStudioSession, Task<Result>> act,
        CancellationToken ct
    )
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.AlbumOrders.LockAsync(id, expectedVersion, ct) is not { } order)
        {
            return new AlbumOrderNotFound();
        }

        var done = await act(order, session);
        if (!done.Succeeded)
        {
            return done;
        }

        session.Raise(new AlbumOrderChanged(order.ProjectId, id));
        return await session.SaveAsync(ct);
    }
}
