using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Gear;

/// <summary>
/// A time in which a piece of gear is out with a shoot (<c>gear_bookings</c>): as long as its crew is busy, the way there and packing up included.
/// The database refuses two that overlap for one piece (<c>ex_gear_bookings_no_overlap</c>).
/// </summary>
public sealed class GearBooking
{
    private GearBooking() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Which piece.</summary>
    public Guid GearId { get; private init; }

    /// <summary>With which shoot.</summary>
    public Guid ScheduleId { get; private init; }

    /// <summary>Out from.</summary>
    public DateTimeOffset BusyFrom { get; private set; }

    /// <summary>Until, exclusive.</summary>
    public DateTimeOffset BusyTo { get; private set; }

    /// <summary>Whether it is taken.</summary>
    public BookingStatus Status { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    internal static GearBooking For(Guid gearId, Guid scheduleId, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        new()
        {
            Id = Ids.New(),
            GearId = gearId,
            ScheduleId = scheduleId,
            BusyFrom = from,
            BusyTo = to,
            Status = BookingStatus.Booked,
            CreatedAt = now,
        };

    internal void Occupy(DateTimeOffset from, DateTimeOffset to) => (BusyFrom, BusyTo, Status) = (from, to, BookingStatus.Booked);

    internal void Release() => Status = BookingStatus.Cancelled;
}
