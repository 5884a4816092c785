using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>That somebody was knowingly booked beside something else (<c>booking_overrides</c>). Rows are only added: who, over what, why and by whom.</summary>
public sealed class BookingOverride
{
    private BookingOverride() { }

    internal BookingOverride(Guid scheduleId, PersonClash clash, string reason, Guid byId, DateTimeOffset now)
    {
        (Id, ScheduleId, PersonId, Reason, OverriddenById, CreatedAt) = (Ids.New(), scheduleId, clash.PersonId, reason, byId, now);
        (OtherScheduleId, Over, BusyFrom, BusyTo) = (clash.ScheduleId, clash.With.What, clash.With.From, clash.With.To);
        Source = clash.With.Source;
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The shoot that was let in.</summary>
    public Guid ScheduleId { get; private init; }

    /// <summary>Who is in two places now.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What stood there before.</summary>
    public BookingSource Source { get; private init; }

    /// <summary>The shoot that stood there, where it was one.</summary>
    public Guid? OtherScheduleId { get; private init; }

    /// <summary>It in words: couple and place, or the reason of a leave.</summary>
    public string? Over { get; private init; }

    /// <summary>That was busy from.</summary>
    public DateTimeOffset BusyFrom { get; private init; }

    /// <summary>That was busy until.</summary>
    public DateTimeOffset BusyTo { get; private init; }

    /// <summary>Why it was done.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Who did it.</summary>
    public Guid OverriddenById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Whether what stands in a shoot's way is what was knowingly let stand beside it, whichever of the two came first.</summary>
    internal bool Allowed(Guid shootId, PersonClash clash) =>
        PersonId == clash.PersonId
        && (
            ScheduleId != shootId ? ScheduleId == clash.ScheduleId
            : OtherScheduleId is { } other ? other == clash.ScheduleId
            : clash.ScheduleId is null && (Source, BusyFrom, BusyTo) == (clash.With.Source, clash.With.From, clash.With.To)
        );
}

/// <summary>One thing that keeps one person busy.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="ScheduleId">The shoot, where it is one.</param>
/// <param name="With">It in words.</param>
public sealed record PersonClash(Guid PersonId, Guid? ScheduleId, PersonAlreadyBooked With);
