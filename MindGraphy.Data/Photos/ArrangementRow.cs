namespace MindGraphy.Data.Photos;

/// <summary>
/// An album whose photos changed since its bursts and pairs were last worked out (<c>album_arrangements</c>). A trigger on <c>photos</c> writes it,
/// whoever changes them.
/// </summary>
internal sealed class ArrangementRow
{
    public Guid AlbumId { get; init; }

    /// <summary>Grows with every change: whoever worked it out drops the row only where it is still the one that was seen.</summary>
    public long Revision { get; init; }

    /// <summary>When it was last asked for.</summary>
    public DateTimeOffset AskedAt { get; init; }
}
