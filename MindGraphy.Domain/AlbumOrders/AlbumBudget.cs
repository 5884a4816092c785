using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.AlbumOrders;

/// <summary>
/// What the contract's printed album has room for, in sight while the couple picks: couples learn late how few pictures fill an album. The number of
/// pages is an estimate by the studio's usual layout; what is laid out in the end is agreed by the spreads.
/// </summary>
/// <param name="Pages">Pages the contract includes, 1 or more.</param>
/// <param name="PhotosOnTwentyPages">How many pictures the studio usually lays out on twenty pages, 1 to <see cref="MostPhotos"/>.</param>
/// <param name="PageWon">What one more page costs, in won; null where none is on offer.</param>
public sealed record AlbumBudget(int Pages, int PhotosOnTwentyPages, long? PageWon)
{
    /// <summary>Most pictures on twenty pages that can be meant.</summary>
    public const int MostPhotos = 200;

    /// <summary>About how many pictures the included pages hold.</summary>
    public int Photos => Pages * PhotosOnTwentyPages / 20;

    /// <summary>About how many pages so many pictures need: whole sheets, so an even number.</summary>
    public int PagesFor(int photos) => (int)Math.Ceiling(photos * 10m / PhotosOnTwentyPages) * 2;
}

/// <summary>No number of pictures that twenty pages can hold.</summary>
public sealed record AlbumPhotosOutOfRange(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => nameof(AlbumBudget.PhotosOnTwentyPages);
}
