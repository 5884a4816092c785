using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Guests;

/// <summary>What a couple shares with family and guests (<c>guest_galleries</c>): a set of the pictures of one delivery, with a link of its own.</summary>
public sealed class GuestGallery
{
    /// <summary>Most characters of its title.</summary>
    public const int TitleMaxLength = 80;

    /// <summary>Most that are open of one delivery.</summary>
    public const int MostOpen = 20;

    private GuestGallery() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The page's own key for making it: pressing twice makes one.</summary>
    public Guid Key { get; private init; }

    /// <summary>The delivery that the pictures are of.</summary>
    public Guid DeliverableId { get; private init; }

    /// <summary>What guests read above the pictures.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Whether guests may save the web size.</summary>
    public bool MaySave { get; private set; }

    /// <summary>The PIN that guests are asked for.</summary>
    public PinGate Pin { get; private set; } = new();

    /// <summary>Until when it opens.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was taken back, for good.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Who of the couple made it; null for the studio.</summary>
    public Guid? MadeByContactId { get; private init; }

    /// <summary>Who of the studio made it; null for the couple.</summary>
    public Guid? MadeByUserId { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Makes one.</summary>
    /// <param name="key">The page's own key for it.</param>
    /// <param name="delivery">The delivery, which can be fetched now.</param>
    /// <param name="draft">What is shared, and how.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="ExpiryInThePast"/>.</returns>
    public static Result<GuestGallery> Make(Guid key, Deliverable delivery, GuestDraft draft, Actor actor, DateTimeOffset now)
    {
        var gallery = new GuestGallery
        {
            Id = Ids.New(),
            Key = key,
            DeliverableId = delivery.Id,
            MadeByContactId = actor.ContactId,
            MadeByUserId = actor.UserId,
            CreatedAt = now,
        };
        var changed = gallery.Change(draft, delivery.ExpiresAt, now);
        return changed.Succeeded ? gallery : changed.Refusal;
    }

    /// <summary>Changes what it is called, until when it opens, whether guests may save, and whether they are asked for a PIN.</summary>
    /// <param name="draft">What it shall be.</param>
    /// <param name="latest">The delivery's own end: nothing is shared beyond it.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="ExpiryInThePast"/>.</returns>
    public Result Change(GuestDraft draft, DateTimeOffset? latest, DateTimeOffset now)
    {
        if (StudioText.Clean(draft.Title) is not { } title)
        {
            return new FieldRequired(nameof(Title));
        }

        if (title.Length > TitleMaxLength)
        {
            return new FieldTooLong(nameof(Title), TitleMaxLength);
        }

        if (draft.Until <= now)
        {
            return new ExpiryInThePast();
        }

        ExpiresAt = (latest is { } end && end < draft.Until ? end : draft.Until).ToUniversalTime();
        (Title, MaySave) = (title, draft.MaySave);
        if (draft.WithPin && Pin.Id is null)
        {
            Pin.Renew();
        }
        else if (!draft.WithPin)
        {
            Pin.Lift();
        }

        return Result.Ok;
    }

    /// <summary>Takes it back at once, for good.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>Whether guests are let in, as far as this is concerned; the delivery has to be open too.</summary>
    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

/// <summary>What a gallery of guests shall be.</summary>
/// <param name="Title">What guests read above the pictures.</param>
/// <param name="Until">Until when.</param>
/// <param name="MaySave">Whether guests may save the web size.</param>
/// <param name="WithPin">Whether they are asked for a PIN.</param>
public sealed record GuestDraft(string? Title, DateTimeOffset Until, bool MaySave = false, bool WithPin = false);

/// <summary>A picture that guests see (<c>guest_photos</c>). What has no row stays hidden, whatever else is shared of the album.</summary>
public sealed class GuestPhoto
{
    private GuestPhoto() { }

    /// <summary>The gallery.</summary>
    public Guid GalleryId { get; private init; }

    /// <summary>The picture.</summary>
    public Guid PhotoId { get; private init; }
}
