using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Deliveries;

/// <summary>Handing over (전달): the studio's side here, the couple's in its other part.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="links">Keys to the couple's page.</param>
/// <param name="signer">Holds the server's key, from which PINs follow.</param>
/// <param name="clock">The studio's clock.</param>
public sealed partial class DeliveryService(IStudio studio, LinkService links, ILinkSigner signer, StudioClock clock)
{
    /// <summary>Days that links stay open after the last day: the page goes on saying what it was, and takes the wish for more time.</summary>
    public const int LinkGraceDays = 365;

    /// <summary>Days that the links of what does not run out open.</summary>
    public const int LinkDays = 365;

    /// <summary>The usual time to fetch files, in days.</summary>
    public const int UsualDays = 90;

    private const string PrepareScope = "delivery.prepare";

    /// <summary>What the form that makes a delivery offers.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProjectNotFound"/>.</returns>
    public async Task<Result<DeliveryOffer>> OfferAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Deliveries.CoupleAsync(projectId, ct) is not { } couple)
        {
            return new ProjectNotFound();
        }

        return new DeliveryOffer(
            couple,
            await session.Deliveries.AlbumsAsync(projectId, ct),
            await session.Deliveries.AddressAsync(couple.CustomerId, ct)
        );
    }

    /// <summary>The end of a day in the studio: what "until Friday" means.</summary>
    public DateTimeOffset EndOf(DateOnly day) => clock.At(day.AddDays(1), TimeOnly.MinValue);

    /// <summary>The last whole day before a moment that <see cref="EndOf"/> made.</summary>
    public DateOnly LastDayOf(DateTimeOffset until) => clock.DateOf(until.AddTicks(-1));

    /// <summary>
    /// Begins a delivery and gives everybody chosen a link. Files are read in the background; the mails leave when it is ready, of a link elsewhere at once.
    /// </summary>
    /// <param name="actor">Who begins it.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="draft">What is handed over, and how.</param>
    /// <param name="contactIds">To whom: people of this couple, at least one.</param>
    /// <param name="idempotencyKey">The form's key: sending the form twice makes one delivery; null where nobody fills a form in.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The delivery's id. Refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/>, <see cref="ReceiverMissing"/>,
    /// <see cref="NothingToDeliver"/>, <see cref="KeyUsedForAnother"/> or what <see cref="Deliverable.Prepare"/> refuses.
    /// </returns>
    public async Task<Result<Guid>> PrepareAsync(
        Actor actor,
        Guid projectId,
        DeliveryDraft draft,
        IReadOnlyCollection<Guid> contactIds,
        string? idempotencyKey = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        var prepared = await PrepareOnceAsync(actor, projectId, draft, contactIds, idempotencyKey, ct);
        if (!prepared.Succeeded || draft.Type != DeliveryType.CloudLink)
        {
            return prepared;
        }

        // Nothing has to be made of a link elsewhere. An act of its own, because mails go to links that are there; repeating the form finishes it, too.
        var ready = await MarkReadyAsync(actor, prepared.Value, ct);
        return ready.Succeeded ? prepared : ready.Refusal;
    }

    /// <summary>
    /// What the couple would see if this were made, and ready: files to fetch, a link, or where it goes. For staff; nothing is made, nobody is told, and no file
    /// can be fetched.
    /// </summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="draft">What would be handed over.</param>
    /// <param name="partBytes">Most bytes of a ZIP file.</param>
    /// <param name="most">At most so many files are named.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/>, <see cref="NothingToDeliver"/> or what <see cref="Deliverable.Prepare"/> refuses.
    /// </returns>
    public async Task<Result<DeliveryPreview>> PreviewAsync(
        Actor actor,
        Guid projectId,
        DeliveryDraft draft,
        long partBytes,
        int most,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Deliveries.CoupleAsync(projectId, ct) is not { } couple)
        {
            return new ProjectNotFound();
        }

        var prepared = Deliverable.Prepare(Guid.Empty, projectId, draft, "", clock.Now);
        if (!prepared.Succeeded)
        {
            return prepared.Refusal;
        }

        var delivery = prepared.Value;
        var photos = delivery.IsDigital && draft.AlbumId is { } album ? await session.Deliveries.PhotosAsync(projectId, album, ct) : [];
        if (delivery.IsDigital && photos.Count == 0)
        {
            return new NothingToDeliver();
        }

        var (settings, isHeld) = (await session.SettingsAsync(ct), delivery.IsHeld(couple.Outstanding));
        var parts = DeliveryParts
            .Of(photos.Select(p => p.Bytes), partBytes)
            .Zip(photos, (number, photo) => (Number: number, photo.Bytes))
            .GroupBy(p => p.Number)
            .Select(g => new DeliveryPart(DownloadSize.Original, g.Key, g.Count(), g.Sum(p => p.Bytes), 0, true));
        var sheet = new DeliverySheet(
            delivery.Id,
            couple.CoupleName,
            couple.WeddingDate,
            null,
            settings.Name(StudioFormat.IsKorean(System.Globalization.CultureInfo.CurrentUICulture)),
            settings.Phone,
            delivery.DeliveryType,
            delivery.Title,
            DeliveryStatus.Ready,
            delivery.ExpiresAt,
            false,
            delivery.MaxDownloads,
            isHeld,
            couple.Outstanding,
            photos.Count,
            // Nobody knows yet how large the web size is: it is read when the delivery is made.
            delivery.IsDigital
                ? [.. parts, new DeliveryPart(DownloadSize.Web, 1, photos.Count, 0, 0, true)]
                : [],
            delivery.RecipientName,
            delivery.ShippingAddress,
            null,
            null,
            null,
            isHeld ? null : delivery.DownloadLink,
            null,
            null
        );
        var names = DeliveryNames.Of(photos.Select(p => p.FileName));
        var files = photos.Take(most).Select((p, i) => (FileOf(p, i, p.Bytes), FileOf(p, i, 0)));
        return new DeliveryPreview(sheet, [.. files]);

        DownloadFile FileOf(DeliverablePhoto photo, int index, long bytes) =>
            new(index + 1, names[index], photo.FilePath, new FileFigures(bytes, photo.Sha256, 0), 0, 0);
    }

    private async Task<Result<Guid>> PrepareOnceAsync(
        Actor actor,
        Guid projectId,
        DeliveryDraft draft,
        IReadOnlyCollection<Guid> contactIds,
        string? idempotencyKey,
        CancellationToken ct
    )
    {
        await using var session = studio.Open(actor);
        if (idempotencyKey is not null)
        {
            var form = FormFingerprint.Of(
                new
                {
                    projectId,
                    draft,
                    People = contactIds.Order(),
                }
            );
            var once = await session.BeginOnceAsync(PrepareScope, idempotencyKey, form, ct);
            if (!once.Succeeded)
            {
                return once.Refusal;
            }

            if (once.Value.Reply is { } reply)
            {
                return Guid.Parse(reply);
            }
        }

        if (await session.Deliveries.CoupleAsync(projectId, ct) is not { } couple)
        {
            return new ProjectNotFound();
        }

        var wanted = contactIds.ToHashSet();
        var people = couple.People.Where(p => wanted.Contains(p.ContactId)).ToList();
        if (people.Count == 0 || people.Count != wanted.Count)
        {
            return new ReceiverMissing();
        }

        var (now, id) = (clock.Now, Ids.New());
        var given = people.ConvertAll(p =>
            links.Issue(session, LinkPurpose.Download, id, couple.CustomerId, p.ContactId, LinkUntil(draft.ExpiresAt))
        );
        var prepared = Deliverable.Prepare(id, projectId, draft, given[0].TokenHash, now);
        if (!prepared.Succeeded)
        {
            return prepared.Refusal;
        }

        session.Deliveries.Add(prepared.Value);
        if (prepared.Value.IsDigital)
        {
            var photos = draft.AlbumId is { } album ? await session.Deliveries.PhotosAsync(projectId, album, ct) : [];
            if (photos.Count == 0)
            {
                return new NothingToDeliver();
            }

            var names = DeliveryNames.Of(photos.Select(p => p.FileName));
            session.Deliveries.AddFiles(
                photos.Select((p, i) => new DeliveryFile(id, i + 1, p, names[i], DeliveryParts.DosTime(p.At, clock)))
            );
            session.EnqueueTask(new MakeDeliveryReady(id));
        }

        if (idempotencyKey is not null)
        {
            session.CompleteOnce(PrepareScope, idempotencyKey, id.ToString());
        }

        session.Raise(new DeliveryChanged(projectId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? id : saved.Refusal;
    }

    /// <summary>What is carried is packed; a link elsewhere is given out. The couple is told. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="DeliveryNotFound"/> or <see cref="DeliveryCannotMove"/>, which downloads are too: they become ready by themselves.</returns>
    public Task<Result> MarkReadyAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            null,
            async (delivery, session) =>
            {
                if (delivery.IsDigital)
                {
                    return new DeliveryCannotMove(delivery.DeliveryStatus, DeliveryStatus.Ready);
                }

                var before = delivery.DeliveryStatus;
                var ready = delivery.BecomeReady(clock.Now);
                if (ready.Succeeded && before != delivery.DeliveryStatus)
                {
                    await TellAsync(session, DeliveryNotices.Ready, delivery, ct);
                }

                return ready;
            },
            ct
        );

    /// <summary>Corrects to whom and where it goes.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="DeliveryNotFound"/>, <see cref="FieldTooLong"/> or <see cref="EditedElsewhere"/>.</returns>
    public Task<Result> AddressAsync(
        Actor actor,
        Guid id,
        string? recipient,
        string? address,
        uint expectedVersion,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            expectedVersion,
            (delivery, _) => Task.FromResult(delivery.Address(recipient, address)),
            ct
        );

    /// <summary>A carrier has it; the couple is told the number. Written again, it corrects what was written.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="DeliveryNotFound"/>, <see cref="CarriedHeld"/>, <see cref="FieldRequired"/>,
    /// <see cref="FieldTooLong"/>, <see cref="DeliveryCannotMove"/> or <see cref="EditedElsewhere"/>.
    /// </returns>
    public Task<Result> ShipAsync(
        Actor actor,
        Guid id,
        string? courier,
        string? tracking,
        uint expectedVersion,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            expectedVersion,
            async (delivery, session) =>
            {
                var before = (delivery.Courier, delivery.TrackingNumber);
                var leaves = await MayLeaveAsync(session, delivery, ct);
                var shipped = leaves.Succeeded ? delivery.Ship(courier, tracking, clock.Now) : leaves;
                if (shipped.Succeeded && before != (delivery.Courier, delivery.TrackingNumber))
                {
                    await TellAsync(session, DeliveryNotices.Shipped, delivery, ct);
                    await AlbumOrders.AlbumDelivery.FollowAsync(session, delivery, clock.Now, ct);
                }

                return shipped;
            },
            ct
        );

    /// <summary>It was given into the couple's hands. Repeating it changes nothing.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="DeliveryNotFound"/>, <see cref="CarriedHeld"/>,
    /// <see cref="DeliveryCannotMove"/> or <see cref="EditedElsewhere"/>.
    /// </returns>
    public Task<Result> HandOverAsync(Actor actor, Guid id, uint expectedVersion, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            expectedVersion,
            async (delivery, session) =>
            {
                var leaves = await MayLeaveAsync(session, delivery, ct);
                return leaves.Succeeded ? await DeliveredAsync(session, delivery, null, ct) : leaves;
            },
            ct
        );

    /// <summary>Gives more (or less) time; links with it. The couple is told where it gets more.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="DeliveryNotFound"/>, <see cref="ExpiryInThePast"/>, <see cref="DeliveryCannotMove"/> or
    /// <see cref="EditedElsewhere"/>.
    /// </returns>
    public Task<Result> ExtendAsync(Actor actor, Guid id, DateTimeOffset until, uint expectedVersion, CancellationToken ct = default) =>
        ExtendAsync(actor, id, until, _ => Result.Ok, expectedVersion, ct);

    /// <summary>Gives more (or less) time, and more downloads: as <see cref="ExtendAsync(Actor, Guid, DateTimeOffset, uint, CancellationToken)"/>.</summary>
    /// <param name="actor">Who gives them.</param>
    /// <param name="id">The delivery.</param>
    /// <param name="until">Until when.</param>
    /// <param name="maxDownloads">How often each person may fetch each thing from now on; null without limit.</param>
    /// <param name="expectedVersion">The version that the screen read.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused as the other is, and as <see cref="Deliverable.RaiseLimit"/> refuses; then nothing is changed.</returns>
    public Task<Result> ExtendAsync(
        Actor actor,
        Guid id,
        DateTimeOffset until,
        int? maxDownloads,
        uint expectedVersion,
        CancellationToken ct = default
    ) => ExtendAsync(actor, id, until, delivery => delivery.RaiseLimit(maxDownloads), expectedVersion, ct);

    private Task<Result> ExtendAsync(
        Actor actor,
        Guid id,
        DateTimeOffset until,
        Func<Deliverable, Result> raise,
        uint expectedVersion,
        CancellationToken ct
    ) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            expectedVersion,
            async (delivery, session) =>
            {
                var before = delivery.ExpiresAt;
                var raised = raise(delivery);
                var extended = raised.Succeeded ? delivery.Extend(until, clock.Now) : raised;
                if (!extended.Succeeded)
                {
                    return extended;
                }

                foreach (var link in await session.Links.OfAsync(LinkPurpose.Download, id, ct))
                {
                    link.Extend(LinkUntil(until));
                }

                if (delivery.DeliveryStatus != DeliveryStatus.Preparing && until > before)
                {
                    await TellAsync(session, DeliveryNotices.Extended, delivery, ct);
                }

                return Result.Ok;
            },
            ct
        );

    /// <summary>Takes every link back at once, open pages and what is shared with guests included. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="DeliveryNotFound"/>.</returns>
    public Task<Result> RevokeAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            null,
            async (_, session) =>
            {
                foreach (var link in await session.Links.OfAsync(LinkPurpose.Download, id, ct))
                {
                    link.Revoke(clock.Now);
                }

                // What the couple shared of it goes with it.
                foreach (var gallery in await session.Guests.OfDeliveryAsync(id, ct))
                {
                    await Guests.GuestService.RevokeAsync(session, gallery, clock.Now, ct);
                }

                return Result.Ok;
            },
            ct
        );

    /// <summary>Gives a person a link anew; what they had stays as it is, open or taken back.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="DeliveryNotFound"/> or <see cref="ReceiverMissing"/>.</returns>
    public Task<Result> GiveLinkAsync(Actor actor, Guid id, Guid contactId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            null,
            async (delivery, session) =>
            {
                if (
                    await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is not { } couple
                    || couple.People.All(p => p.ContactId != contactId)
                )
                {
                    return new ReceiverMissing();
                }

                // Whoever presses twice finds the first one's.
                var known = await session.Links.OfAsync(LinkPurpose.Download, id, ct);
                if (!known.Any(k => k.ContactId == contactId && k.IsOpen(clock.Now)))
                {
                    links.Issue(session, LinkPurpose.Download, id, couple.CustomerId, contactId, LinkUntil(delivery.ExpiresAt));
                }

                return Result.Ok;
            },
            ct
        );

    /// <summary>
    /// Takes a person's links back at once, open pages included. The other person's stay, and so does what was shared with guests. Repeating it changes nothing.
    /// </summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="DeliveryNotFound"/> or <see cref="NoLinkToTake"/>.</returns>
    public Task<Result> TakeLinkAsync(Actor actor, Guid id, Guid contactId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            null,
            (_, session) => links.TakeAsync(session, LinkPurpose.Download, id, contactId, ct),
            ct
        );

    /// <summary>Gives the originals out though the contract is not paid: who, when and why is kept.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> (it takes the right to money), <see cref="DeliveryNotFound"/>, <see cref="ReasonRequired"/> or <see cref="EditedElsewhere"/>.</returns>
    public Task<Result> LiftHoldAsync(Actor actor, Guid id, string? reason, uint expectedVersion, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.Contracts,
            id,
            expectedVersion,
            (delivery, _) => Task.FromResult(delivery.LiftHold(reason, actor.UserId, clock.Now)),
            ct
        );

    /// <summary>Another PIN; who gave the former has to give this one.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="DeliveryNotFound"/>, which what is no download is too.</returns>
    public Task<Result> RenewPinAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            null,
            (delivery, _) =>
            {
                if (!delivery.IsDigital)
                {
                    return Task.FromResult<Result>(new DeliveryNotFound());
                }

                delivery.Pin.Renew();
                return Task.FromResult(Result.Ok);
            },
            ct
        );

    /// <summary>Reads the files once more, after one could not be read.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="DeliveryNotFound"/>.</returns>
    public Task<Result> TryAgainAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            Rights.Proofing,
            id,
            null,
            (delivery, session) =>
            {
                if (delivery is { IsDigital: true, DeliveryStatus: DeliveryStatus.Preparing })
                {
                    session.EnqueueTask(new MakeDeliveryReady(id));
                }

                return Task.FromResult(Result.Ok);
            },
            ct
        );

    /// <summary>The PIN, to tell the couple; null where none is asked for.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="DeliveryNotFound"/>.</returns>
    public async Task<Result<string>> PinAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Deliveries.FindAsync(id, ct: ct) is { Pin.Id: { } pin }
            ? LinkPin.DigitsOf(signer, pin)
            : new DeliveryNotFound();
    }

    /// <summary>The personal links that open now, to hand over by another way.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="DeliveryNotFound"/>.</returns>
    public async Task<Result<IReadOnlyList<DeliveryLink>>> LinkUrlsAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.Deliveries.FindAsync(id, ct: ct) is not { } delivery
            || await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is not { } couple
        )
        {
            return new DeliveryNotFound();
        }

        var keys = await session.Links.OfAsync(LinkPurpose.Download, id, ct);
        return couple
            .People.Select(p => (Person: p, Link: keys.LastOrDefault(k => k.ContactId == p.ContactId && k.IsOpen(clock.Now))))
            .Where(p => p.Link is not null)
            .Select(p => new DeliveryLink(p.Person.ContactId, p.Person.Name, links.PathOf(p.Link!)))
            .ToList();
    }

    /// <summary>The deliveries of a project.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<DeliveryRow>>> RowsAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return (await session.Deliveries.RowsAsync(projectId, clock.Now, ct)).ToList();
    }

    /// <summary>Who fetched what, newest first.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<DeliveryLogLine>>> LogAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return (await session.Deliveries.LogAsync(id, ct)).ToList();
    }

    /// <summary>Everybody's deliveries.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<DeliveryList>> AllAsync(Actor actor, DeliveryFilter filter, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Deliveries.AllAsync(filter, clock.Now, ct);
    }

    private static DateTimeOffset LinkUntil(DateTimeOffset until) => until.AddDays(LinkGraceDays);

    private DateTimeOffset LinkUntil(DateTimeOffset? until) => until is { } end ? LinkUntil(end) : clock.Now.AddDays(LinkDays);

    private static async Task<Result> MayLeaveAsync(IStudioSession session, Deliverable delivery, CancellationToken ct) =>
        delivery.IsPhysical ? delivery.MayLeave(await session.Deliveries.OutstandingAsync(delivery.ProjectId, ct)) : Result.Ok;

    private async Task TellAsync(IStudioSession session, string template, Deliverable delivery, CancellationToken ct)
    {
        if (await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is { } couple)
        {
            await DeliveryNotices.TellAsync(session, template, delivery, couple, clock, ct);
        }
    }

    // The last of a project's deliveries hands the project over, where its work was done. The project's lock lets two that end at once see each other.
    private async Task<Result> DeliveredAsync(IStudioSession session, Deliverable delivery, Guid? receivedBy, CancellationToken ct)
    {
        var before = delivery.DeliveryStatus;
        var delivered = delivery.BecomeDelivered(receivedBy, clock.Now);
        if (!delivered.Succeeded || before == delivery.DeliveryStatus)
        {
            return delivered;
        }

        if (
            await session.Projects.LockForFactAsync(delivery.ProjectId, ct) is { } project
            && !await session.Deliveries.HasOpenAsync(delivery.ProjectId, delivery.Id, ct)
        )
        {
            project.HandedOver(clock, clock.Now);
            if (project.ProjectStatus == ProjectStatus.Delivered)
            {
                session.Enqueue(new Contracts.CompleteDeal(project.CustomerId));
            }

            session.Raise(new ProjectChanged(project.Id));
        }

        await AlbumOrders.AlbumDelivery.FollowAsync(session, delivery, clock.Now, ct);
        return Result.Ok;
    }

    private async Task<Result> ChangeAsync(
        Actor actor,
        string right,
        Guid id,
        uint? expectedVersion,
        Func<Deliverable, IStudioSession, Task<Result>> change,
        CancellationToken ct
    )
    {
        if (!actor.May(right))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Deliveries.LockAsync(id, expectedVersion: expectedVersion, ct: ct) is not { } delivery)
        {
            return new DeliveryNotFound();
        }

        var changed = await change(delivery, session);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new DeliveryChanged(delivery.ProjectId));
        return await session.SaveAsync(ct);
    }
}
