using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>
/// A time in which one person can't be anywhere else (<c>person_bookings</c>): crew of a shoot with the way there, leave, or a hold. The
/// database refuses two that overlap for one person, whatever races (constraint <c>ex_person_bookings_no_overlap</c>).
/// </summary>
public sealed class PersonBooking
{
    private PersonBooking() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person's account.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Why.</summary>
    public BookingSource Source { get; private init; }

    /// <summary>The shoot, where the source is crew.</summary>
    public Guid? ScheduleId { get; private init; }

    /// <summary>The availability entry, where the source is leave.</summary>
    public Guid? AvailabilityId { get; private init; }

    /// <summary>The couple it is kept for, where the source is hold.</summary>
    public Guid? CustomerId { get; private init; }

    /// <summary>The private calendar, where the source is external.</summary>
    public Guid? BusyFeedId { get; private init; }

    /// <summary>Busy from, the way there included.</summary>
    public DateTimeOffset BusyFrom { get; private set; }

    /// <summary>Busy until, exclusive.</summary>
    public DateTimeOffset BusyTo { get; private set; }

    /// <summary>Whether the time is taken.</summary>
    public BookingStatus Status { get; private set; }

    /// <summary>Whether it knowingly stands beside something else of the same person. Others are kept out of its time all the same.</summary>
    public bool OverlapAllowed { get; private set; }

    /// <summary>When a hold ends by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Crew of a shoot.</summary>
    internal static PersonBooking OnShoot(Guid personId, Guid scheduleId, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        new()
        {
            Id = Ids.New(),
            PersonId = personId,
            Source = BookingSource.Crew,
            ScheduleId = scheduleId,
            BusyFrom = from,
            BusyTo = to,
            CreatedAt = now,
        };

    /// <summary>Leave, from an availability entry.</summary>
    public static PersonBooking OnLeave(Guid personId, Guid availabilityId, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        new()
        {
            Id = Ids.New(),
            PersonId = personId,
            Source = BookingSource.Leave,
            AvailabilityId = availabilityId,
            BusyFrom = from.ToUniversalTime(),
            BusyTo = to.ToUniversalTime(),
            CreatedAt = now,
        };

    /// <summary>Busy in a private calendar; at most a day long, as everything is that an index looks back for.</summary>
    public static PersonBooking OnPrivate(Guid personId, Guid busyFeedId, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        new()
        {
            Id = Ids.New(),
            PersonId = personId,
            Source = BookingSource.External,
            BusyFeedId = busyFeedId,
            BusyFrom = from.ToUniversalTime(),
            BusyTo = to.ToUniversalTime(),
            CreatedAt = now,
        };

    /// <summary>A hold for a couple that ends by itself; at most <see cref="Shoot.MaxHours"/> long, as a shoot is.</summary>
    /// <returns>Refused with <see cref="ShootEndsBeforeItStarts"/>, <see cref="ShootTooLong"/> or <see cref="HoldEndsInThePast"/>.</returns>
    public static Result<PersonBooking> Hold(
        Guid personId,
        Guid customerId,
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset expiresAt,
        DateTimeOffset now
    )
    {
        if (to <= from)
        {
            return new ShootEndsBeforeItStarts();
        }

        if (to - from > TimeSpan.FromHours(Shoot.MaxHours))
        {
            return new ShootTooLong(Shoot.MaxHours);
        }

        if (expiresAt <= now)
        {
            return new HoldEndsInThePast();
        }

        return new PersonBooking
        {
            Id = Ids.New(),
            PersonId = personId,
            Source = BookingSource.Hold,
            CustomerId = customerId,
            BusyFrom = from.ToUniversalTime(),
            BusyTo = to.ToUniversalTime(),
            ExpiresAt = expiresAt.ToUniversalTime(),
            CreatedAt = now,
        };
    }

    /// <summary>A hold ends at another moment.</summary>
    /// <returns>Refused with <see cref="HoldNotFound"/> where it has ended, or <see cref="HoldEndsInThePast"/>.</returns>
    public Result Prolong(DateTimeOffset expiresAt, DateTimeOffset now)
    {
        if (Source != BookingSource.Hold || Status != BookingStatus.Booked || ExpiresAt <= now)
        {
            return new HoldNotFound();
        }

        if (expiresAt <= now)
        {
            return new HoldEndsInThePast();
        }

        ExpiresAt = expiresAt.ToUniversalTime();
        return Result.Ok;
    }

    /// <summary>A hold that was released stands again, until the moment it had. One that stands already stays as it is.</summary>
    /// <returns>Refused with <see cref="HoldNotFound"/>, or <see cref="HoldEndsInThePast"/> where it would have run out by now.</returns>
    public Result TakeUp(DateTimeOffset now)
    {
        if (Source != BookingSource.Hold)
        {
            return new HoldNotFound();
        }

        if (ExpiresAt <= now)
        {
            return new HoldEndsInThePast();
        }

        Status = BookingStatus.Booked;
        return Result.Ok;
    }

    /// <summary>Takes another time.</summary>
    internal void Occupy(DateTimeOffset from, DateTimeOffset to)
    {
        // What was allowed was allowed for that time.
        OverlapAllowed = OverlapAllowed && Status == BookingStatus.Booked && from == BusyFrom && to == BusyTo;
        (BusyFrom, BusyTo, Status) = (from, to, BookingStatus.Booked);
    }

    /// <summary>Lets it stand beside something else.</summary>
    internal void Overlap() => OverlapAllowed = true;

    /// <summary>Frees the person.</summary>
    public void Release() => (Status, OverlapAllowed) = (BookingStatus.Cancelled, false);
}
