using MindGraphy.Domain.Photographers;

namespace MindGraphy.Domain.Schedules;

/// <summary>Shoots, holds and leave, inside one session.</summary>
public interface IScheduleRepository
{
    /// <summary>A shoot with its crew's bookings, to change; null where there is none.</summary>
    /// <param name="id">The shoot.</param>
    /// <param name="expectedVersion">The version the screen read; null where no screen did.</param>
    /// <param name="ct">Cancels.</param>
    Task<Shoot?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default);

    /// <summary>A hold that is on; null where there is none.</summary>
    Task<PersonBooking?> FindHoldAsync(Guid id, CancellationToken ct = default);

    /// <summary>A leave and whose it is; null where there is none.</summary>
    Task<(PhotographerAvailability Leave, Guid PersonId)?> FindLeaveAsync(Guid id, CancellationToken ct = default);

    /// <summary>The person as a photographer; made where the account had no such row yet.</summary>
    Task<Photographer> PhotographerOfAsync(Guid personId, CancellationToken ct = default);

    /// <summary>Whether all of them can be booked: photographers whose account is active.</summary>
    Task<bool> AreBookableAsync(IReadOnlyCollection<Guid> people, CancellationToken ct = default);

    /// <summary>Whether the couple exists.</summary>
    Task<bool> CustomerExistsAsync(Guid customerId, CancellationToken ct = default);

    /// <summary>
    /// Takes these people's time for this session, in one order for everybody, so that two bookings of one person come one after the other
    /// instead of dead-locking; then ends their holds that have run out.
    /// </summary>
    Task TakeTurnAsync(IReadOnlyCollection<Guid> people, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>Ends the holds that were kept for this couple with these people in this time: the booking takes their place.</summary>
    Task RedeemHoldsAsync(
        Guid customerId,
        IReadOnlyCollection<Guid> people,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    );

    /// <summary>Ends all holds that have run out.</summary>
    /// <returns>Whose they were and when they began.</returns>
    Task<IReadOnlyList<(Guid PersonId, DateTimeOffset From)>> ReleaseExpiredAsync(DateTimeOffset now, CancellationToken ct = default);

    /// <summary>Adds a shoot.</summary>
    void Add(Shoot shoot);

    /// <summary>Adds a hold.</summary>
    void Add(PersonBooking hold);

    /// <summary>Adds a leave with the time it takes.</summary>
    void Add(PhotographerAvailability leave, PersonBooking busy);

    /// <summary>Takes a leave back, with the time it took.</summary>
    void Remove(PhotographerAvailability leave);

    /// <summary>The first thing that keeps one of these people busy in this time; null where all are free.</summary>
    Task<PersonAlreadyBooked?> ClashAsync(
        IReadOnlyCollection<Guid> people,
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? exceptShootId,
        DateTimeOffset now,
        CancellationToken ct = default
    );

    /// <summary>Who can be booked, and who could once, by colour.</summary>
    Task<IReadOnlyList<CrewMember>> CrewAsync(CancellationToken ct = default);

    /// <summary>Everything that keeps anybody busy in this time, by person.</summary>
    Task<IReadOnlyDictionary<Guid, PersonAlreadyBooked>> BusyAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? exceptShootId,
        DateTimeOffset now,
        CancellationToken ct = default
    );

    /// <summary>What stands in the calendar in this time; of one person only where <paramref name="onlyOf"/> names them.</summary>
    Task<IReadOnlyList<CalendarEntry>> CalendarAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        CalendarFilter filter,
        Guid? onlyOf,
        DateTimeOffset now,
        CancellationToken ct = default
    );

    /// <summary>One shoot with its couple; null where there is none or <paramref name="onlyOf"/> is not in its crew.</summary>
    Task<ShootDetail?> DetailAsync(Guid id, Guid? onlyOf, CancellationToken ct = default);

    /// <summary>
    /// What photographers these days have left, in one statement however many days there are: with an hour from
    /// <see cref="DayCapacity.HoursBefore"/> to <see cref="DayCapacity.HoursAfter"/> around it, without one the whole day of weddings.
    /// A hold that ran out counts for nothing.
    /// </summary>
    Task<IReadOnlyDictionary<(DateOnly Date, TimeOnly? Time), DayCapacity>> CapacityAsync(
        IReadOnlyCollection<(DateOnly Date, TimeOnly? Time)> days,
        CancellationToken ct = default
    );
}
