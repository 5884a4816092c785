using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Guests;

/// <summary>Sharing with family and guests: what the couple and the studio do here, what guests see in the other part.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="links">Keys to the guests' page.</param>
/// <param name="signer">Holds the server's key, from which PINs follow.</param>
/// <param name="clock">The studio's clock.</param>
public sealed partial class GuestService(IStudio studio, LinkService links, ILinkSigner signer, StudioClock clock)
{
    /// <summary>Most pictures in one request.</summary>
    public const int MostAtOnce = 200;

    /// <summary>The usual time that guests have, in days.</summary>
    public const int UsualDays = 30;

    /// <summary>The end of a day in the studio: what "until Friday" means.</summary>
    public DateTimeOffset EndOf(DateOnly day) => clock.At(day.AddDays(1), TimeOnly.MinValue);

    /// <summary>The last whole day before a moment that <see cref="EndOf"/> made.</summary>
    public DateOnly LastDayOf(DateTimeOffset until) => clock.DateOf(until.AddTicks(-1));

    /// <summary>What of a delivery is shared.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="DeliveryNotFound"/> or <see cref="PinRequired"/>.</returns>
    public async Task<Result<GuestList>> ListAsync(Actor actor, Guid deliverableId, CancellationToken ct = default)
    {
        if (Closed(actor) is { } no)
        {
            return no;
        }

        await using var session = studio.Open(actor);
        if (
            await session.Deliveries.FindAsync(deliverableId, actor.CustomerId, ct) is not { IsDigital: true } delivery
            || await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is not { } couple
        )
        {
            return new DeliveryNotFound();
        }

        if (IsLocked(actor, delivery))
        {
            return new PinRequired();
        }

        var can = CanShare(delivery);
        return new GuestList(
            deliverableId,
            delivery.Title,
            couple.CoupleName,
            await session.Guests.FilesAsync(deliverableId, ct),
            delivery.ExpiresAt,
            can,
            await session.Guests.RowsAsync(deliverableId, null, can, clock.Now, ct)
        );
    }

    /// <summary>Makes a gallery with a link of its own. The same key makes one, however often it is pressed.</summary>
    /// <param name="actor">A person of the couple, or staff.</param>
    /// <param name="deliverableId">The delivery.</param>
    /// <param name="key">The page's own key for it.</param>
    /// <param name="draft">What it shall be.</param>
    /// <param name="everything">Whether it begins with every picture, to be hidden one by one, or with none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Its id. Refused with <see cref="NotAllowed"/>, <see cref="DeliveryNotFound"/>, <see cref="PinRequired"/>, <see cref="DeliveryClosed"/>,
    /// <see cref="TooManyGuestGalleries"/> or what <see cref="GuestGallery.Make"/> refuses.
    /// </returns>
    public async Task<Result<Guid>> MakeAsync(
        Actor actor,
        Guid deliverableId,
        Guid key,
        GuestDraft draft,
        bool everything,
        CancellationToken ct = default
    )
    {
        if (Closed(actor) is { } no)
        {
            return no;
        }

        await using var session = studio.Open(actor);

        // Under the delivery's lock: whoever presses at once finds what the other made, and is counted after it.
        if (
            await session.Deliveries.LockAsync(deliverableId, actor.CustomerId, ct: ct) is not { IsDigital: true } delivery
            || await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is not { } couple
        )
        {
            return new DeliveryNotFound();
        }

        if (IsLocked(actor, delivery))
        {
            return new PinRequired();
        }

        if (!CanShare(delivery))
        {
            return new DeliveryClosed(
                delivery.DeliveryStatus == DeliveryStatus.Preparing ? DeliveryStatus.Preparing : DeliveryStatus.Expired
            );
        }

        var known = await session.Guests.OfDeliveryAsync(deliverableId, ct);
        if (known.FirstOrDefault(g => g.Key == key) is { } same)
        {
            return same.Id;
        }

        if (known.Count(g => g.IsOpen(clock.Now)) >= GuestGallery.MostOpen)
        {
            return new TooManyGuestGalleries(GuestGallery.MostOpen);
        }

        var made = GuestGallery.Make(key, delivery, draft, actor, clock.Now);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        await session.Guests.AddAsync(made.Value, everything, ct);
        links.Issue(session, LinkPurpose.Guest, made.Value.Id, couple.CustomerId, null, made.Value.ExpiresAt);
        session.Raise(new DeliveryChanged(delivery.ProjectId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? made.Value.Id : saved.Refusal;
    }

    /// <summary>Changes a gallery; its link goes with it.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="GuestGalleryNotFound"/>, <see cref="PinRequired"/>, <see cref="GuestGalleryClosed"/>,
    /// <see cref="EditedElsewhere"/> or what <see cref="GuestGallery.Change"/> refuses.
    /// </returns>
    public Task<Result> ChangeAsync(Actor actor, Guid id, GuestDraft draft, uint expectedVersion, CancellationToken ct = default) =>
        DoAsync(
            actor,
            id,
            expectedVersion,
            async (gallery, delivery, session) =>
            {
                var changed = gallery.Change(draft, delivery.ExpiresAt, clock.Now);
                if (changed.Succeeded)
                {
                    foreach (var link in await session.Links.OfAsync(LinkPurpose.Guest, id, ct))
                    {
                        link.Extend(gallery.ExpiresAt);
                    }
                }

                return changed;
            },
            ct
        );

    /// <summary>Another PIN; who has the former is asked again.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="GuestGalleryNotFound"/>, <see cref="PinRequired"/> or <see cref="GuestGalleryClosed"/>.</returns>
    public Task<Result> RenewPinAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        DoAsync(
            actor,
            id,
            null,
            (gallery, _, _) =>
            {
                gallery.Pin.Renew();
                return Task.FromResult(Result.Ok);
            },
            ct
        );

    /// <summary>Shows or hides pictures. What is hidden is gone for guests with their next request. Repeating it changes nothing.</summary>
    /// <param name="actor">A person of the couple, or staff.</param>
    /// <param name="id">The gallery.</param>
    /// <param name="says">1 to <see cref="MostAtOnce"/>; of two that name one picture the later counts.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// How many guests see now. Refused with <see cref="NotAllowed"/>, <see cref="GuestGalleryNotFound"/>, <see cref="PinRequired"/>,
    /// <see cref="GuestGalleryClosed"/> or <see cref="TooManyGuestPhotos"/>.
    /// </returns>
    public async Task<Result<int>> ShowAsync(Actor actor, Guid id, IReadOnlyList<GuestSay> says, CancellationToken ct = default)
    {
        if (says.Count is 0 or > MostAtOnce)
        {
            return new TooManyGuestPhotos(MostAtOnce);
        }

        var last = says.GroupBy(s => s.PhotoId).Select(g => g.Last()).ToLookup(s => s.Show, s => s.PhotoId);
        return await CountAsync(
            actor,
            id,
            async (gallery, session) =>
            {
                await session.Guests.ShowAsync(id, gallery.DeliverableId, [.. last[true]], ct);
                await session.Guests.HideAsync(id, [.. last[false]], ct);
            },
            ct
        );
    }

    /// <summary>Shows every picture of the delivery, or hides them all.</summary>
    /// <returns>How many guests see now. Refused as <see cref="ShowAsync"/> is.</returns>
    public Task<Result<int>> ShowAllAsync(Actor actor, Guid id, bool show, CancellationToken ct = default) =>
        CountAsync(
            actor,
            id,
            (gallery, session) =>
                show ? session.Guests.ShowAsync(id, gallery.DeliverableId, null, ct) : session.Guests.HideAsync(id, null, ct),
            ct
        );

    /// <summary>Takes a gallery back at once, open pages included, for good. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="GuestGalleryNotFound"/> or <see cref="PinRequired"/>.</returns>
    public Task<Result> RevokeAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        DoAsync(
            actor,
            id,
            null,
            async (gallery, _, session) =>
            {
                await RevokeAsync(session, gallery, clock.Now, ct);
                return Result.Ok;
            },
            ct,
            evenRevoked: true
        );

    /// <summary>Takes a gallery and its links back as part of a caller's act.</summary>
    internal static async Task RevokeAsync(IStudioSession session, GuestGallery gallery, DateTimeOffset now, CancellationToken ct)
    {
        gallery.Revoke(now);
        foreach (var link in await session.Links.OfAsync(LinkPurpose.Guest, gallery.Id, ct))
        {
            link.Revoke(now);
        }
    }

    /// <summary>A gallery with its link, its PIN and a page of the delivery's pictures.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="GuestGalleryNotFound"/> or <see cref="PinRequired"/>.</returns>
    public async Task<Result<GuestSheet>> SheetAsync(Actor actor, Guid id, int skip, int most, CancellationToken ct = default)
    {
        if (Closed(actor) is { } no)
        {
            return no;
        }

        await using var session = studio.Open(actor);
        if (
            await session.Guests.FindAsync(id, actor.CustomerId, ct) is not { } gallery
            || await session.Deliveries.FindAsync(gallery.DeliverableId, actor.CustomerId, ct) is not { } delivery
            || await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is not { } couple
        )
        {
            return new GuestGalleryNotFound();
        }

        if (IsLocked(actor, delivery))
        {
            return new PinRequired();
        }

        var row = (await session.Guests.RowsAsync(delivery.Id, id, CanShare(delivery), clock.Now, ct))[0];
        var link = (await session.Links.OfAsync(LinkPurpose.Guest, id, ct)).FirstOrDefault(l => l.IsOpen(clock.Now));
        return new GuestSheet(
            delivery.ProjectId,
            delivery.Id,
            couple.CoupleName,
            row,
            delivery.ExpiresAt,
            row.IsOpen && link is not null ? links.PathOf(link) : null,
            gallery.Pin.Id is { } pin ? LinkPin.DigitsOf(signer, pin) : null,
            await session.Guests.ChoicesAsync(id, delivery.Id, skip, most, ct)
        );
    }

    /// <summary>The full hash of a picture of the couple's own delivery, for its renditions.</summary>
    /// <returns>Refused with <see cref="GuestPhotoNotFound"/>.</returns>
    public async Task<Result<string>> OwnHashAsync(Actor actor, Guid deliverableId, Guid photoId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        return
            actor is { CustomerId: { } customerId, ContactId: not null }
            && await session.Deliveries.FindAsync(deliverableId, customerId, ct) is { } delivery
            && !IsLocked(actor, delivery)
            && CanShare(delivery)
            && await session.Guests.DeliveredHashAsync(deliverableId, customerId, photoId, ct) is { } hash
            ? hash
            : new GuestPhotoNotFound();
    }

    // Guests look; who changes is a person of the couple, or staff with the right.
    private static Refusal? Closed(Actor actor) =>
        actor is { CustomerId: not null, ContactId: not null } || actor.May(Rights.Proofing) ? null : new NotAllowed();

    // A delivery's own PIN guards what is shared of it too; staff is not asked.
    private static bool IsLocked(Actor actor, Deliverable delivery) =>
        actor.CustomerId is not null && delivery.Pin.IsClosedFor(actor.PinId);

    private bool CanShare(Deliverable delivery) =>
        delivery.DeliveryStatus is DeliveryStatus.Ready or DeliveryStatus.Delivered && !delivery.IsDue(clock.Now);

    private async Task<Result<int>> CountAsync(Actor actor, Guid id, Func<GuestGallery, IStudioSession, Task> change, CancellationToken ct)
    {
        var shown = 0;
        var done = await DoAsync(
            actor,
            id,
            null,
            async (gallery, _, session) =>
            {
                await change(gallery, session);
                shown = (await session.Guests.PicturesAsync(id, 0, 0, ct)).Total;
                return Result.Ok;
            },
            ct
        );
        return done.Succeeded ? shown : done.Refusal;
    }

    private async Task<Result> DoAsync(
        Actor actor,
        Guid id,
        uint? expectedVersion,
        Func<GuestGallery, Deliverable, IStudioSession, Task<Result>> change,
        CancellationToken ct,
        bool evenRevoked = false
    )
    {
        if (Closed(actor) is { } no)
        {
            return no;
        }

        await using var session = studio.Open(actor);
        if (
            await session.Guests.LockAsync(id, actor.CustomerId, expectedVersion, ct) is not { } gallery
            || await session.Deliveries.FindAsync(gallery.DeliverableId, actor.CustomerId, ct) is not { } delivery
        )
        {
            return new GuestGalleryNotFound();
        }

        if (IsLocked(actor, delivery))
        {
            return new PinRequired();
        }

        if (gallery.RevokedAt is not null && !evenRevoked)
        {
            return new GuestGalleryClosed();
        }

        var changed = await change(gallery, delivery, session);
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new DeliveryChanged(delivery.ProjectId));
        return await session.SaveAsync(ct);
    }
}
