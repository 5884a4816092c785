using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Guests;

/// <summary>There is no such gallery of guests, or it is of another couple.</summary>
public sealed record GuestGalleryNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The picture is not among those that this gallery shows.</summary>
public sealed record GuestPhotoNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>So many galleries of one delivery are open already.</summary>
/// <param name="Most">How many may be.</param>
public sealed record TooManyGuestGalleries(int Most) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>The gallery was taken back: it is not changed any more.</summary>
public sealed record GuestGalleryClosed() : Refusal(RefusalKind.Conflict);

/// <summary>A request names none or too many pictures.</summary>
/// <param name="Most">How many it may name.</param>
public sealed record TooManyGuestPhotos(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}
