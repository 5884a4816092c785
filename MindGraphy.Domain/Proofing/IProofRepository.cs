using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Proofing;

/// <summary>Rounds of picking.</summary>
public interface IProofRepository
{
    /// <summary>Adds a round.</summary>
    void Add(ProofSession proof);

    /// <summary>
    /// A round under its row's lock: everything that changes it goes through here, so that picks, submitting and reopening follow each
    /// other. Without selections; null where there is none or the couple is another.
    /// </summary>
    /// <param name="sessionId">The round.</param>
    /// <param name="customerId">Only this couple's; null for staff.</param>
    /// <param name="expectedVersion">The screen's version; null not to compare.</param>
    /// <param name="ct">Cancels.</param>
    Task<ProofSession?> LockAsync(Guid sessionId, Guid? customerId = null, uint? expectedVersion = null, CancellationToken ct = default);

    /// <summary>Open rounds whose deadline is before a moment, at most 500, the most urgent first.</summary>
    Task<IReadOnlyList<Guid>> EndingAsync(DateTimeOffset before, CancellationToken ct = default);

    /// <summary>The rounds of a project that are not submitted or over, locked.</summary>
    Task<IReadOnlyList<ProofSession>> LockOpenOfAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>The round over an album that is neither submitted nor over, locked; null where none is. There is one at most.</summary>
    Task<ProofSession?> LockOpenOfAlbumAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>The same to look at, as the database has it now.</summary>
    Task<ProofSession?> OpenOfAlbumAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>The newest round over an album whose picks went to the studio, also where it was opened again since; null where none did.</summary>
    Task<Guid?> SubmittedOfAlbumAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>Writes what is changed so far, within the session's transaction.</summary>
    Task FlushAsync(CancellationToken ct = default);

    /// <summary>Loads what everybody said of some photos into a locked round.</summary>
    /// <param name="proof">The round.</param>
    /// <param name="photoIds">The photos; null for all.</param>
    /// <param name="ct">Cancels.</param>
    Task LoadSelectionsAsync(ProofSession proof, IReadOnlyCollection<Guid>? photoIds, CancellationToken ct = default);

    /// <summary>Which of these photos are in an album and can be shown, each with its part of the day.</summary>
    Task<IReadOnlyDictionary<Guid, PhotoSection?>> OfAlbumAsync(
        Guid albumId,
        IReadOnlyCollection<Guid> photoIds,
        CancellationToken ct = default
    );

    /// <summary>How many photos of each part of the day are picked in a round, by either person.</summary>
    Task<IReadOnlyDictionary<PhotoSection, int>> PickedBySectionAsync(Guid sessionId, CancellationToken ct = default);

    /// <summary>How many photos of each part of the day an album can show.</summary>
    Task<IReadOnlyDictionary<PhotoSection, int>> ReadyBySectionAsync(Guid albumId, CancellationToken ct = default);

    /// <summary>The project under its row's lock, for the facts "sent" and "submitted"; null where there is none.</summary>
    Task<Project?> LockProjectAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>What preparing a round of this project and album needs; null where there is no such project.</summary>
    Task<ProofStart?> StartAsync(Guid projectId, Guid albumId, CancellationToken ct = default);

    /// <summary>Delivery days of the project's contract; null without contract.</summary>
    Task<int?> DeliveryDaysAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>
    /// Writes a submission onto the album's photos: order, notes and retouching asked for where picked; what was picked before and is not
    /// now is taken back. Part of the session's transaction.
    /// </summary>
    Task WritePicksAsync(Guid albumId, IReadOnlyList<ProofPick> picks, CancellationToken ct = default);

    /// <summary>What the form that sends a gallery offers; null where there is no such project. The deadline is left for the service.</summary>
    Task<ProofOffer?> OfferAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>Everybody's rounds that whoever asks may see.</summary>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="now">By which a round is expired.</param>
    /// <param name="ct">Cancels.</param>
    Task<ProofList> AllAsync(ProofStatus? status, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>The rounds of a project, newest first, at most 20; at most 3 statements.</summary>
    Task<IReadOnlyList<ProofActivity>> ActivityAsync(Guid projectId, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>Whose round it is; null where there is none.</summary>
    Task<Guid?> CustomerOfAsync(Guid sessionId, CancellationToken ct = default);

    /// <summary>The head of a couple's page; null where there is none or the couple is another.</summary>
    Task<ProofHead?> HeadAsync(Guid sessionId, Guid customerId, Guid? contactId, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>
    /// The photos of a gallery in the album's order with what was said of them, of a raw file and its picture the picture; two statements, three for the
    /// beginning of an album with such pairs.
    /// </summary>
    /// <param name="head">The head.</param>
    /// <param name="contactId">The visitor.</param>
    /// <param name="most">At most so many from the beginning; null for all.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<GalleryPhoto>> PhotosAsync(ProofHead head, Guid? contactId, int? most, CancellationToken ct = default);

    /// <summary>The hashes of photos by id.</summary>
    Task<IReadOnlyDictionary<Guid, string>> HashesAsync(IReadOnlyCollection<Guid> photoIds, CancellationToken ct = default);

    /// <summary>Names, hashes and parts of the day of photos, by id.</summary>
    Task<IReadOnlyDictionary<Guid, (string FileName, string Hash, PhotoSection? Section)>> FilesAsync(
        IReadOnlyCollection<Guid> photoIds,
        CancellationToken ct = default
    );

    /// <summary>Who holds or held a link to a round.</summary>
    Task<IReadOnlyList<Guid>> PickersAsync(Guid sessionId, CancellationToken ct = default);

    /// <summary>Everything said in a round, for reading.</summary>
    Task<IReadOnlyList<PhotoSelection>> SelectionsAsync(Guid sessionId, CancellationToken ct = default);

    /// <summary>The names of the couple's people.</summary>
    Task<IReadOnlyList<ProofPerson>> PeopleAsync(Guid customerId, CancellationToken ct = default);

    /// <summary>The full hash of a photo that a round shows to this couple; null where it does not.</summary>
    /// <param name="sessionId">The round.</param>
    /// <param name="customerId">The couple.</param>
    /// <param name="photoId">The photo.</param>
    /// <param name="pin">The PIN that was given on this device.</param>
    /// <param name="toSave">Whether it is to be saved, which the round has to allow.</param>
    /// <param name="ct">Cancels.</param>
    Task<string?> ShownHashAsync(Guid sessionId, Guid customerId, Guid photoId, Guid? pin, bool toSave, CancellationToken ct = default);
}
