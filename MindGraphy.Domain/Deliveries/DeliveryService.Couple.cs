using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Deliveries;

// The couple's side. An actor reaches its own couple's deliveries only; another's id is not found.
public sealed partial class DeliveryService
{
    /// <summary>What a person of the couple reads; at most five statements.</summary>
    /// <param name="actor">A person of the couple.</param>
    /// <param name="id">The delivery.</param>
    /// <param name="pin">What this device remembers of the PIN (<see cref="TryPinAsync"/>).</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="DeliveryNotFound"/>.</returns>
    public async Task<Result<DeliverySheet>> SheetAsync(Actor actor, Guid id, Guid? pin, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor is not { CustomerId: { } customerId, ContactId: { } contactId }
            || await session.Deliveries.FindAsync(id, customerId, ct) is not { } delivery
            || await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is not { } couple
        )
        {
            return new DeliveryNotFound();
        }

        var settings = await session.SettingsAsync(ct);
        var (isHeld, needsPin) = (delivery.IsHeld(couple.Outstanding), delivery.Pin.IsClosedFor(pin));
        var parts =
            delivery.IsDigital && delivery.ReadyAt is not null && !needsPin
                ? await session.Deliveries.PartsAsync(id, contactId, delivery.MaxDownloads, clock.Now, ct)
                : [];
        delivery.ExpireIfDue(clock.Now);
        return new DeliverySheet(
            id,
            couple.CoupleName,
            couple.WeddingDate,
            couple.People.FirstOrDefault(p => p.ContactId == contactId)?.Language,
            settings.Name(StudioFormat.IsKorean(System.Globalization.CultureInfo.CurrentUICulture)),
            settings.Phone,
            delivery.DeliveryType,
            delivery.Title,
            delivery.DeliveryStatus,
            delivery.ExpiresAt,
            needsPin,
            delivery.MaxDownloads,
            isHeld,
            couple.Outstanding,
            parts.Where(p => p.Size == DownloadSize.Original).Sum(p => p.Files),
            parts,
            delivery.RecipientName,
            delivery.ShippingAddress,
            delivery.Courier,
            delivery.TrackingNumber,
            delivery.ShippedAt,
            delivery.DeliveryStatus is DeliveryStatus.Ready or DeliveryStatus.Delivered && !isHeld ? delivery.DownloadLink : null,
            delivery.DeliveredAt,
            delivery.ExtensionAskedAt
        );
    }

    /// <summary>A page of the files' names and sizes, also of those that can't be fetched at the moment.</summary>
    /// <returns>Refused with <see cref="DeliveryNotFound"/> or <see cref="PinRequired"/>.</returns>
    public async Task<Result<IReadOnlyList<DownloadFile>>> FilesAsync(
        Actor actor,
        Guid id,
        Guid? pin,
        DownloadSize size,
        int skip,
        int most,
        CancellationToken ct = default
    )
    {
        await using var session = studio.Open(actor);
        if (actor.CustomerId is not { } customerId || await session.Deliveries.FindAsync(id, customerId, ct) is not { } delivery)
        {
            return new DeliveryNotFound();
        }

        return delivery.Pin.IsClosedFor(pin) ? new PinRequired()
            : delivery.ReadyAt is null ? new List<DownloadFile>()
            : (await session.Deliveries.ListAsync(id, size, skip, most, ct)).ToList();
    }

    /// <summary>Tries a PIN.</summary>
    /// <returns>What to remember on this device; refused with <see cref="DeliveryNotFound"/>, <see cref="PinWrong"/> or <see cref="PinPaused"/>.</returns>
    public async Task<Result<Guid>> TryPinAsync(Actor actor, Guid id, string? typed, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor.CustomerId is not { } customerId
            || await session.Deliveries.LockAsync(id, customerId, ct: ct) is not { Pin.Id: { } pin } delivery
        )
        {
            return new DeliveryNotFound();
        }

        var tried = delivery.Pin.Try(LinkPin.IsRight(signer, pin, typed), clock.Now);

        // A wrong try is kept too: that it was made is what counts.
        var saved = await session.SaveAsync(ct);
        return !tried.Succeeded ? tried.Refusal
            : saved.Succeeded ? pin
            : saved.Refusal;
    }

    /// <summary>What a download consists of, where it may be fetched now. Nothing is counted yet.</summary>
    /// <returns>
    /// Refused with <see cref="DeliveryNotFound"/>, <see cref="DownloadNotFound"/>, <see cref="PinRequired"/>, <see cref="DeliveryClosed"/> or
    /// <see cref="DeliveryHeld"/>.
    /// </returns>
    public async Task<Result<DownloadPlan>> PlanAsync(Actor actor, Guid id, DownloadName name, Guid? pin, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor is not { CustomerId: { } customerId, ContactId: not null }
            || await session.Deliveries.FindAsync(id, customerId, ct) is not { IsDigital: true } delivery
            || await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is not { } couple
        )
        {
            return new DeliveryNotFound();
        }

        if (Closed(delivery, name, couple.Outstanding, pin) is { } closed)
        {
            return closed;
        }

        var files = await session.Deliveries.ReadAsync(id, name, ct);
        if (files.Count == 0)
        {
            return new DownloadNotFound();
        }

        var fileName = name.Position > 0 ? files[0].Name : ZipName(delivery, couple, name);
        return new DownloadPlan(fileName, files);
    }

    /// <summary>
    /// Counts a download, or finds the one that this request goes on with. Under the delivery's lock: of any number of requests at once no more are begun than the limit lets.
    /// </summary>
    /// <param name="actor">A person of the couple.</param>
    /// <param name="id">The delivery.</param>
    /// <param name="name">What.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="from">The first byte that is asked for.</param>
    /// <param name="pin">What this device remembers of the PIN.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The download. Refused as <see cref="PlanAsync"/> is, and with <see cref="DownloadLimitReached"/>.</returns>
    public async Task<Result<Guid>> BeginAsync(
        Actor actor,
        Guid id,
        DownloadName name,
        long length,
        long from,
        Guid? pin,
        CancellationToken ct = default
    )
    {
        await using var session = studio.Open(actor);
        if (
            actor is not { CustomerId: { } customerId, ContactId: { } contactId }
            || await session.Deliveries.LockAsync(id, customerId, ct: ct) is not { IsDigital: true } delivery
        )
        {
            return new DeliveryNotFound();
        }

        if (Closed(delivery, name, await session.Deliveries.OutstandingAsync(delivery.ProjectId, ct), pin) is { } closed)
        {
            return closed;
        }

        var now = clock.Now;
        var known = await session.Deliveries.DownloadsAsync(id, contactId, name, ct);
        if (known.FirstOrDefault(d => d.Length == length && d.GoesOnWith(from, now)) is { } same)
        {
            same.AskedFor(now);
            var kept = await session.SaveAsync(ct);
            return kept.Succeeded ? same.Id : kept.Refusal;
        }

        if (known.Count >= delivery.MaxDownloads)
        {
            return new DownloadLimitReached(delivery.MaxDownloads.Value);
        }

        var begun = new DeliveryDownload(id, contactId, name, known.Count + 1, length, now);
        session.Deliveries.Add(begun);
        delivery.DownloadBegun();
        session.Raise(new DeliveryChanged(delivery.ProjectId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? begun.Id : saved.Refusal;
    }

    /// <summary>Writes down which bytes of a download were sent. Where that made the last original whole, the delivery is delivered.</summary>
    public async Task SentAsync(Guid id, Guid downloadId, long from, long to, CancellationToken ct = default)
    {
        await using (var session = studio.Open(Actor.System))
        {
            if (!await session.Deliveries.SentAsync(downloadId, from, to, clock.Now, ct))
            {
                return;
            }
        }

        await using var after = studio.Open(Actor.System);
        if (await after.Deliveries.LockAsync(id, ct: ct) is not { } delivery)
        {
            return;
        }

        if (delivery.DeliveryStatus == DeliveryStatus.Ready && await after.Deliveries.IsFetchedWholeAsync(id, ct: ct))
        {
            await DeliveredAsync(after, delivery, null, ct);
        }

        after.Raise(new DeliveryChanged(delivery.ProjectId));
        await after.SaveAsync(ct);
    }

    /// <summary>Asks the studio for more time; it gets a mail, once. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="DeliveryNotFound"/> or <see cref="DeliveryCannotMove"/>.</returns>
    public async Task<Result> AskForTimeAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor is not { CustomerId: { } customerId, ContactId: { } contactId }
            || await session.Deliveries.LockAsync(id, customerId, ct: ct) is not { } delivery
            || await session.Deliveries.CoupleAsync(delivery.ProjectId, ct) is not { } couple
        )
        {
            return new DeliveryNotFound();
        }

        var asked = delivery.AskForTime(contactId, clock.Now);
        if (!asked.Succeeded)
        {
            return asked.Refusal;
        }

        if (asked.Value)
        {
            await DeliveryNotices.AskedAsync(session, delivery, couple, clock, ct);
            session.Raise(new DeliveryChanged(delivery.ProjectId));
        }

        return await session.SaveAsync(ct);
    }

    /// <summary>The couple has it: of what is carried, and of links elsewhere. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="DeliveryNotFound"/> or <see cref="DeliveryCannotMove"/>.</returns>
    public async Task<Result> ReceiveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor is not { CustomerId: { } customerId, ContactId: { } contactId }
            || await session.Deliveries.LockAsync(id, customerId, ct: ct) is not { IsDigital: false } delivery
        )
        {
            return new DeliveryNotFound();
        }

        var received = await DeliveredAsync(session, delivery, contactId, ct);
        if (!received.Succeeded)
        {
            return received;
        }

        session.Raise(new DeliveryChanged(delivery.ProjectId));
        return await session.SaveAsync(ct);
    }

    private Refusal? Closed(Deliverable delivery, DownloadName name, Money outstanding, Guid? pin)
    {
        if (delivery.Pin.IsClosedFor(pin))
        {
            return new PinRequired();
        }

        if (delivery.IsDue(clock.Now) || delivery.DeliveryStatus is DeliveryStatus.Expired or DeliveryStatus.Preparing)
        {
            return new DeliveryClosed(
                delivery.DeliveryStatus == DeliveryStatus.Preparing ? DeliveryStatus.Preparing : DeliveryStatus.Expired
            );
        }

        return name.Size == DownloadSize.Original && delivery.IsHeld(outstanding) ? new DeliveryHeld(outstanding) : null;
    }

    private static string ZipName(Deliverable delivery, DeliveryCouple couple, DownloadName name)
    {
        var day = couple.WeddingDate.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var size = name.Size == DownloadSize.Web ? "-web" : "";
        return $"{couple.CoupleName.Replace(" · ", "·", StringComparison.Ordinal)} {day} {delivery.Title}{size}-{name.Part}.zip";
    }
}
