using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Guests;

// The guests' side. A visit names its gallery; nothing else is reached with it.
public sealed partial class GuestService
{
    /// <summary>What guests see; at most three statements.</summary>
    /// <param name="visit">Who came through a guests' link.</param>
    /// <param name="skip">Pictures before the page.</param>
    /// <param name="most">Pictures on it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="LinkNotOpen"/> where it was taken back or its delivery is over.</returns>
    public async Task<Result<GuestPage>> PageAsync(CoupleVisit visit, int skip, int most, CancellationToken ct = default)
    {
        await using var session = studio.Open(visit.Actor);
        if (await EnterAsync(session, visit, ct) is not { } door)
        {
            return new LinkNotOpen();
        }

        var needsPin = door.Gallery.Pin.IsClosedFor(visit.PinId);
        var (total, photos) = needsPin ? (0, []) : await session.Guests.PicturesAsync(visit.SubjectId, skip, most, ct);
        return new GuestPage(
            door.Gallery.Title,
            door.CoupleName,
            door.WeddingDate,
            needsPin,
            door.Gallery.MaySave,
            door.Gallery.ExpiresAt,
            total,
            photos
        );
    }

    /// <summary>A picture that guests may see, for its renditions; asked anew for each, so that what is hidden is gone at once.</summary>
    /// <returns>Refused with <see cref="GuestPhotoNotFound"/>: hidden, of another album and unknown are one answer.</returns>
    public async Task<Result<GuestServing>> ServeAsync(CoupleVisit visit, Guid photoId, CancellationToken ct = default)
    {
        await using var session = studio.Open(visit.Actor);
        return
            await EnterAsync(session, visit, ct) is { } door
            && !door.Gallery.Pin.IsClosedFor(visit.PinId)
            && await session.Guests.ShownHashAsync(visit.SubjectId, photoId, ct) is { } hash
            ? new GuestServing(hash, door.Gallery.MaySave)
            : new GuestPhotoNotFound();
    }

    /// <summary>Tries a PIN.</summary>
    /// <returns>What to remember on this device; refused with <see cref="LinkNotOpen"/>, <see cref="PinWrong"/> or <see cref="PinPaused"/>.</returns>
    public async Task<Result<Guid>> TryPinAsync(CoupleVisit visit, string? typed, CancellationToken ct = default)
    {
        await using var session = studio.Open(visit.Actor);
        if (
            await EnterAsync(session, visit, ct) is null
            || await session.Guests.LockAsync(visit.SubjectId, ct: ct) is not { Pin.Id: { } pin } gallery
        )
        {
            return new LinkNotOpen();
        }

        var tried = gallery.Pin.Try(LinkPin.IsRight(signer, pin, typed), clock.Now);

        // A wrong try is kept too: that it was made is what counts.
        var saved = await session.SaveAsync(ct);
        return !tried.Succeeded ? tried.Refusal
            : saved.Succeeded ? pin
            : saved.Refusal;
    }

    private async Task<GuestDoor?> EnterAsync(IStudioSession session, CoupleVisit visit, CancellationToken ct) =>
        visit.Purpose == LinkPurpose.Guest
        && await session.Guests.DoorAsync(visit.SubjectId, ct) is { } door
        && door.Gallery.IsOpen(clock.Now)
        && CanShare(door.Delivery)
            ? door
            : null;
}
