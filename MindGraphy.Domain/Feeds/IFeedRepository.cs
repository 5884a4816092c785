using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Feeds
{
    /// <summary>Feeds of both directions, inside one session.</summary>
    public interface IFeedRepository
    {
        /// <summary>Adds an address.</summary>
        void Add(CalendarFeed feed);

        /// <summary>An address, to change; null where there is none.</summary>
        Task<CalendarFeed?> FindAsync(Guid id, CancellationToken ct = default);

        /// <summary>The open feed of a token's hash with its name on a calendar; null where there is none or its person has left.</summary>
        Task<(CalendarFeed Feed, string Name)?> FindOpenAsync(string tokenHash, CancellationToken ct = default);

        /// <summary>Closes an address now.</summary>
        Task RevokeAsync(Guid id, DateTimeOffset now, CancellationToken ct = default);

        /// <summary>Remembers that a program read, at most once a minute.</summary>
        Task SeenAsync(Guid id, DateTimeOffset now, CancellationToken ct = default);

        /// <summary>The open addresses of a person and, for who keeps the calendar, of the studio and its rooms.</summary>
        Task<IReadOnlyList<FeedRow>> OpenAsync(Guid personId, bool all, CancellationToken ct = default);

        /// <summary>The entries of a feed by begin: shoots that are on or were called off since <paramref name="from"/>, leave, holds that are on.</summary>
        Task<IReadOnlyList<FeedEntry>> EntriesAsync(
            CalendarFeed feed,
            DateTimeOffset from,
            DateTimeOffset to,
            DateTimeOffset now,
            CancellationToken ct = default
        );

        /// <summary>Adds a private calendar.</summary>
        void Add(BusyFeed feed);

        /// <summary>Takes a private calendar away, with the time it kept busy.</summary>
        void Remove(BusyFeed feed);

        /// <summary>A private calendar as it stands; null where there is none.</summary>
        Task<BusyFeed?> FindBusyAsync(Guid id, CancellationToken ct = default);

        /// <summary>A private calendar, its row locked, so that two readings come one after the other; null where it is gone.</summary>
        Task<BusyFeed?> LockBusyAsync(Guid id, CancellationToken ct = default);

        /// <summary>Private calendars of a person, by name.</summary>
        Task<IReadOnlyList<BusyRow>> BusyAsync(Guid personId, CancellationToken ct = default);

        /// <summary>How many private calendars a person has.</summary>
        Task<int> CountBusyAsync(Guid personId, CancellationToken ct = default);

        /// <summary>Takes the calendars that are due for this process and says when they are due again; others pass over them meanwhile.</summary>
        Task<IReadOnlyList<Guid>> ClaimDueAsync(DateTimeOffset now, DateTimeOffset next, int most, CancellationToken ct = default);

        /// <summary>When a person is busy otherwise in a time, from anything but this calendar, by begin.</summary>
        Task<IReadOnlyList<TakenTime>> TakenAsync(
            Guid personId,
            Guid exceptFeedId,
            DateTimeOffset from,
            DateTimeOffset to,
            CancellationToken ct = default
        );

        /// <summary>
        /// Makes the times of a calendar these and no others: what is gone is deleted, what is new inserted, what stays is not touched. One that
        /// somebody else takes in the same moment is left out by the database.
        /// </summary>
        /// <returns>The days whose times changed, in the studio's zone.</returns>
        Task<IReadOnlyCollection<DateOnly>> ReplaceAsync(
            BusyFeed feed,
            IReadOnlyList<Period> times,
            DateTimeOffset now,
            CancellationToken ct = default
        );

        /// <summary>Makes the clashes of a calendar these.</summary>
        Task ReplaceClashesAsync(Guid feedId, IReadOnlyList<Period> clashes, CancellationToken ct = default);

        /// <summary>Whether a calendar clashes with anything.</summary>
        Task<bool> HasClashesAsync(Guid feedId, CancellationToken ct = default);

        /// <summary>Private times from now on in which their person is booked on a shoot; of one person, or of everybody. The first hundred.</summary>
        Task<IReadOnlyList<ClashRow>> ClashesAsync(Guid? personId, DateTimeOffset now, CancellationToken ct = default);
    }

    /// <summary>An open address on the page.</summary>
    /// <param name="Id">The feed.</param>
    /// <param name="Kind">Whose entries.</param>
    /// <param name="RoomId">The room.</param>
    /// <param name="AlarmMinutes">Minutes of notice before one has to leave; null for none.</param>
    /// <param name="CreatedAt">Since when.</param>
    /// <param name="LastReadAt">When a program last read it.</param>
    public sealed record FeedRow(
        Guid Id,
        FeedKind Kind,
        Guid? RoomId,
        int? AlarmMinutes,
        DateTimeOffset CreatedAt,
        DateTimeOffset? LastReadAt
    );

    /// <summary>A private calendar on its owner's page.</summary>
    /// <param name="Id">The calendar.</param>
    /// <param name="Name">What its owner calls it.</param>
    /// <param name="Host">The host of its address.</param>
    /// <param name="ReadAt">When it was last read whole.</param>
    /// <param name="TriedAt">When it was last asked for.</param>
    /// <param name="Problem">What went wrong the last time.</param>
    /// <param name="Blocks">How many stretches of time it keeps busy.</param>
    /// <param name="PassedOver">Entries that could not be understood.</param>
    public sealed record BusyRow(
        Guid Id,
        string Name,
        string Host,
        DateTimeOffset? ReadAt,
        DateTimeOffset? TriedAt,
        BusyProblem? Problem,
        int Blocks,
        int PassedOver
    );

    /// <summary>A time in which a person is busy.</summary>
    /// <param name="From">Begin.</param>
    /// <param name="To">End.</param>
    /// <param name="ByStudio">Whether the studio booked it: a shoot or a hold.</param>
    public readonly record struct TakenTime(DateTimeOffset From, DateTimeOffset To, bool ByStudio);

    /// <summary>A private time that meets a shoot.</summary>
    /// <param name="PersonId">Whose.</param>
    /// <param name="Person">Their name.</param>
    /// <param name="From">The private time's begin.</param>
    /// <param name="To">Its end.</param>
    /// <param name="ShootId">The shoot.</param>
    /// <param name="Couple">Whose shoot.</param>
    /// <param name="ShootFrom">When the crew is busy with it.</param>
    /// <param name="ShootTo">Until when.</param>
    public sealed record ClashRow(
        Guid PersonId,
        string Person,
        DateTimeOffset From,
        DateTimeOffset To,
        Guid ShootId,
        string Couple,
        DateTimeOffset ShootFrom,
        DateTimeOffset ShootTo
    );

    /// <summary>Addresses or private calendars of a person changed.</summary>
    /// <param name="PersonId">Whose.</param>
    public sealed record FeedsChanged(Guid PersonId) : IStudioEvent;
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Feeds of both directions.</summary>
        Feeds.IFeedRepository Feeds { get; }
    }
}
