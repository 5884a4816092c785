namespace MindGraphy.Domain.Guests
{
    /// <summary>What couples share with guests.</summary>
    public interface IGuestRepository
    {
        /// <summary>Adds a gallery.</summary>
        /// <param name="gallery">The gallery.</param>
        /// <param name="everything">Whether it shows every picture of its delivery to begin with.</param>
        /// <param name="ct">Cancels.</param>
        Task AddAsync(GuestGallery gallery, bool everything, CancellationToken ct = default);

        /// <summary>A gallery under its row's lock; null where there is none, or it is of another couple.</summary>
        /// <param name="id">The gallery.</param>
        /// <param name="customerId">Only this couple's; null for staff and for guests, whose link names it.</param>
        /// <param name="expectedVersion">The screen's version; null not to compare.</param>
        /// <param name="ct">Cancels.</param>
        Task<GuestGallery?> LockAsync(Guid id, Guid? customerId = null, uint? expectedVersion = null, CancellationToken ct = default);

        /// <summary>A gallery to be read; null where there is none, or it is of another couple.</summary>
        Task<GuestGallery?> FindAsync(Guid id, Guid? customerId = null, CancellationToken ct = default);

        /// <summary>All galleries of a delivery, under their rows' locks. Call under the delivery's lock.</summary>
        Task<IReadOnlyList<GuestGallery>> OfDeliveryAsync(Guid deliverableId, CancellationToken ct = default);

        /// <summary>Shows these pictures, as far as they are of the gallery's delivery; null for all of it. Repeating it changes nothing.</summary>
        Task ShowAsync(Guid galleryId, Guid deliverableId, IReadOnlyCollection<Guid>? photoIds, CancellationToken ct = default);

        /// <summary>Hides these pictures; null for all of them. Repeating it changes nothing.</summary>
        Task HideAsync(Guid galleryId, IReadOnlyCollection<Guid>? photoIds, CancellationToken ct = default);

        /// <summary>The galleries of a delivery, newest first; of one gallery where it is named.</summary>
        Task<IReadOnlyList<GuestRow>> RowsAsync(
            Guid deliverableId,
            Guid? galleryId,
            bool canShare,
            DateTimeOffset now,
            CancellationToken ct = default
        );

        /// <summary>How many pictures a delivery has.</summary>
        Task<int> FilesAsync(Guid deliverableId, CancellationToken ct = default);

        /// <summary>A page of a delivery's pictures with whether guests see them, in the delivery's order.</summary>
        Task<IReadOnlyList<GuestChoice>> ChoicesAsync(
            Guid galleryId,
            Guid deliverableId,
            int skip,
            int most,
            CancellationToken ct = default
        );

        /// <summary>The gallery that a guest's link names; null where there is none.</summary>
        Task<GuestDoor?> DoorAsync(Guid id, CancellationToken ct = default);

        /// <summary>How many pictures guests see, and a page of them in the delivery's order.</summary>
        Task<(int Total, IReadOnlyList<GuestPicture> Photos)> PicturesAsync(Guid id, int skip, int most, CancellationToken ct = default);

        /// <summary>What a picture's renditions are named after, where guests of this gallery are shown it; else null.</summary>
        Task<string?> ShownHashAsync(Guid id, Guid photoId, CancellationToken ct = default);

        /// <summary>What a picture's renditions are named after, where it is of this delivery of this couple; else null.</summary>
        Task<string?> DeliveredHashAsync(Guid deliverableId, Guid customerId, Guid photoId, CancellationToken ct = default);
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>What couples share with guests.</summary>
        Guests.IGuestRepository Guests { get; }
    }
}
