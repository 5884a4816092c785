namespace MindGraphy.Domain.Photos;

/// <summary>What arranging and sweeping read and write, past the eyes of any actor: for workers.</summary>
public partial interface IPhotoRepository
{
    /// <summary>Asks for an album to be arranged. Renderings, moves and deletions ask by themselves; needed where photos are put in that are rendered already.</summary>
    Task AskToArrangeAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>Albums that have to be arranged and have nothing on its way, or rest for a while, the longest waiting first.</summary>
    Task<IReadOnlyList<DueArrangement>> DueArrangementsAsync(TimeSpan rest, int most, CancellationToken ct = default);

    /// <summary>The photos of an album that can be shown; nobody else arranges it until the operation ends.</summary>
    Task<IReadOnlyList<PhotoToArrange>> ToArrangeAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>Writes the places of photos, all in one statement.</summary>
    Task ArrangeAsync(IReadOnlyDictionary<Guid, PhotoArrangement> places, CancellationToken ct = default);

    /// <summary>The album is arranged, where nothing asked again since.</summary>
    Task ArrangedAsync(DueArrangement due, CancellationToken ct = default);

    /// <summary>Writes the verdict of photos whose rendering the queue gave up.</summary>
    /// <returns>The album of each.</returns>
    Task<IReadOnlyList<Guid>> GiveUpBuriedAsync(CancellationToken ct = default);

    /// <summary>Of these ids, those that a photo or an upload still on its way has; a photo that nobody sees any more counts while it has a row.</summary>
    Task<IReadOnlySet<Guid>> KnownPhotosAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default);

    /// <summary>Of these keys, those that any photo points at as its original.</summary>
    Task<IReadOnlySet<string>> OriginalsInUseAsync(IReadOnlyCollection<string> keys, CancellationToken ct = default);
}
