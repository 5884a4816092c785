using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Deliveries
{
    /// <summary>What is handed over.</summary>
    public interface IDeliveryRepository
    {
        /// <summary>Adds a delivery.</summary>
        void Add(Deliverable delivery);

        /// <summary>Points the files of all deliveries that were read from one object at another with the same bytes. In the session's transaction.</summary>
        /// <param name="former">The store key that they have.</param>
        /// <param name="now">The one that they get.</param>
        /// <param name="sha256">The SHA-256 of both, lower-case hex; files of other bytes stay.</param>
        /// <param name="ct">Cancels.</param>
        Task OriginalMovedAsync(string former, string now, string sha256, CancellationToken ct = default);

        /// <summary>Adds its files.</summary>
        void AddFiles(IEnumerable<DeliveryFile> files);

        /// <summary>Adds a download that is begun.</summary>
        void Add(DeliveryDownload download);

        /// <summary>A delivery under its row's lock; null where there is none, or it is of another couple.</summary>
        /// <param name="id">The delivery.</param>
        /// <param name="customerId">Only this couple's; null for staff.</param>
        /// <param name="expectedVersion">The screen's version; null not to compare.</param>
        /// <param name="ct">Cancels.</param>
        Task<Deliverable?> LockAsync(Guid id, Guid? customerId = null, uint? expectedVersion = null, CancellationToken ct = default);

        /// <summary>A delivery to be read; null where there is none, or it is of another couple.</summary>
        Task<Deliverable?> FindAsync(Guid id, Guid? customerId = null, CancellationToken ct = default);

        /// <summary>The couple of a project; null where there is no such project.</summary>
        Task<DeliveryCouple?> CoupleAsync(Guid projectId, CancellationToken ct = default);

        /// <summary>What is open of the contract of a project.</summary>
        Task<Money> OutstandingAsync(Guid projectId, CancellationToken ct = default);

        /// <summary>Albums of a project that can be handed over.</summary>
        Task<IReadOnlyList<DeliverableAlbum>> AlbumsAsync(Guid projectId, CancellationToken ct = default);

        /// <summary>Where a couple wants albums sent, else where they live, as lines.</summary>
        Task<string?> AddressAsync(Guid customerId, CancellationToken ct = default);

        /// <summary>The photos of an album that can be handed over, in its order, kept from being deleted until the end of the transaction.</summary>
        Task<IReadOnlyList<DeliverablePhoto>> PhotosAsync(Guid projectId, Guid albumId, CancellationToken ct = default);

        /// <summary>Files that were not read yet, in order.</summary>
        Task<IReadOnlyList<DeliveryFile>> UnreadAsync(Guid id, int most, CancellationToken ct = default);

        /// <summary>A file to be changed.</summary>
        Task<DeliveryFile?> FileAsync(Guid id, int position, CancellationToken ct = default);

        /// <summary>All files, in order, to be changed.</summary>
        Task<IReadOnlyList<DeliveryFile>> FilesAsync(Guid id, CancellationToken ct = default);

        /// <summary>What is fetched under a name, in order; empty where there is no such thing.</summary>
        Task<IReadOnlyList<DownloadFile>> ReadAsync(Guid id, DownloadName name, CancellationToken ct = default);

        /// <summary>A page of the files in a size, in order.</summary>
        Task<IReadOnlyList<DownloadFile>> ListAsync(Guid id, DownloadSize size, int skip, int most, CancellationToken ct = default);

        /// <summary>The ZIP files of a delivery, as a person may fetch them; originals first.</summary>
        Task<IReadOnlyList<DeliveryPart>> PartsAsync(
            Guid id,
            Guid contactId,
            int? maxDownloads,
            DateTimeOffset now,
            CancellationToken ct = default
        );

        /// <summary>A person's downloads of one thing, newest first. Call under the delivery's lock.</summary>
        Task<IReadOnlyList<DeliveryDownload>> DownloadsAsync(Guid id, Guid contactId, DownloadName name, CancellationToken ct = default);

        /// <summary>Writes down which bytes of a download were sent. At once, in no transaction: adding the same bytes twice adds nothing.</summary>
        /// <returns>Whether this made it complete.</returns>
        Task<bool> SentAsync(Guid downloadId, long from, long to, DateTimeOffset now, CancellationToken ct = default);

        /// <summary>Whether every original was sent to the end, to anybody.</summary>
        /// <param name="id">The delivery.</param>
        /// <param name="by">By then; null for until now.</param>
        /// <param name="ct">Cancels.</param>
        Task<bool> IsFetchedWholeAsync(Guid id, DateTimeOffset? by = null, CancellationToken ct = default);

        /// <summary>What each person who began a download has of these deliveries.</summary>
        Task<IReadOnlyList<FetchedByPerson>> FetchedAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default);

        /// <summary>Whether something else of the project is still to be handed over.</summary>
        Task<bool> HasOpenAsync(Guid projectId, Guid exceptId, CancellationToken ct = default);

        /// <summary>Deliveries whose time is up and that do not say so, at most 500.</summary>
        Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now, CancellationToken ct = default);

        /// <summary>Deliveries that end in this time and that somebody may still have to fetch: what can be fetched, and files that one person has already.</summary>
        Task<IReadOnlyList<Guid>> EndingAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default);

        /// <summary>Remembers a reminder; false where it was sent before.</summary>
        Task<bool> RememberReminderAsync(Guid id, DateOnly lastDay, int step, DateTimeOffset now, CancellationToken ct = default);

        /// <summary>The deliveries of a project as the studio follows them, newest first.</summary>
        Task<IReadOnlyList<DeliveryRow>> RowsAsync(Guid projectId, DateTimeOffset now, CancellationToken ct = default);

        /// <summary>The newest downloads of a delivery, at most 200.</summary>
        Task<IReadOnlyList<DeliveryLogLine>> LogAsync(Guid id, CancellationToken ct = default);

        /// <summary>All deliveries.</summary>
        Task<DeliveryList> AllAsync(DeliveryFilter filter, DateTimeOffset now, CancellationToken ct = default);
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>What is handed over.</summary>
        Deliveries.IDeliveryRepository Deliveries { get; }
    }
}
