using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Venues
{
    /// <summary>Venues, rooms and the studio's own holidays, inside one session.</summary>
    public interface IVenueRepository
    {
        /// <summary>Rows of a list, at most.</summary>
        const int MostRows = 200;

        /// <summary>Adds a venue.</summary>
        void Add(Venue venue);

        /// <summary>Adds a room.</summary>
        void Add(Room room);

        /// <summary>Adds a day.</summary>
        void Add(StudioHoliday holiday);

        /// <summary>Takes a day away.</summary>
        void Remove(StudioHoliday holiday);

        /// <summary>A venue with its halls, to change; null where there is none.</summary>
        Task<Venue?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default);

        /// <summary>A venue for its form; null where there is none.</summary>
        Task<VenueDetail?> DetailAsync(Guid id, DateTimeOffset now, CancellationToken ct = default);

        /// <summary>Venues by name whose name, hall or address holds the text, the first <see cref="MostRows"/> and one more where there are more.</summary>
        Task<IReadOnlyList<VenueRow>> ListAsync(string? search, bool active, CancellationToken ct = default);

        /// <summary>Offered venues, each followed by its halls, that hold every word of the text; the first twenty.</summary>
        Task<IReadOnlyList<VenuePick>> PickAsync(string? text, CancellationToken ct = default);

        /// <summary>What a shoot at a venue and hall should know; null where the venue is gone.</summary>
        Task<VenuePick?> FactsAsync(Guid venueId, Guid? hallId, CancellationToken ct = default);

        /// <summary>Whether the venue is there, and the hall is one of its.</summary>
        Task<bool> ExistsAsync(Guid venueId, Guid? hallId, CancellationToken ct = default);

        /// <summary>Rooms in their order, to change.</summary>
        Task<IReadOnlyList<Room>> RoomsAsync(CancellationToken ct = default);

        /// <summary>Which shoots are in rooms in this time, by room.</summary>
        Task<IReadOnlyDictionary<Guid, RoomAlreadyBooked>> TakenAsync(
            DateTimeOffset from,
            DateTimeOffset to,
            Guid? exceptShootId,
            CancellationToken ct = default
        );

        /// <summary>The studio's own day, to change; null where there is none.</summary>
        Task<StudioHoliday?> HolidayAsync(DateOnly date, CancellationToken ct = default);

        /// <summary>The studio's own days of a time, by date.</summary>
        Task<IReadOnlyList<StudioHoliday>> HolidaysAsync(DateOnly from, DateOnly to, CancellationToken ct = default);
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Venues, rooms and the studio's own holidays.</summary>
        Venues.IVenueRepository Venues { get; }
    }
}
