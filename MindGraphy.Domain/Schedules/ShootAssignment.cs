using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;

namespace MindGraphy.Domain.Schedules;

/// <summary>One person on one shoot (<c>schedule_assignments</c>): what they said, when they came and went, what they noted, what they are paid.</summary>
public sealed class ShootAssignment
{
    private ShootAssignment() { }

    internal ShootAssignment(Guid scheduleId, Guid personId, DateTimeOffset now) =>
        (ScheduleId, PersonId, CreatedAt) = (scheduleId, personId, now);

    /// <summary>The shoot.</summary>
    public Guid ScheduleId { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Whether they are the main photographer.</summary>
    public bool IsMain { get; private set; }

    /// <summary>What they say to it.</summary>
    public CrewAnswer Answer { get; private set; }

    /// <summary>When they said it.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Why they declined, at most <see cref="Shoot.ReasonMaxLength"/> characters.</summary>
    public string? DeclineReason { get; private set; }

    /// <summary>When they came, by their own device.</summary>
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>When the studio learned of it: later than <see cref="CheckedInAt"/> where there was no network.</summary>
    public DateTimeOffset? CheckInReceivedAt { get; private set; }

    /// <summary>When they were done, by their own device.</summary>
    public DateTimeOffset? CheckedOutAt { get; private set; }

    /// <summary>When the studio learned of it.</summary>
    public DateTimeOffset? CheckOutReceivedAt { get; private set; }

    /// <summary>What they noted in the field, at most <see cref="Shoot.NotesMaxLength"/> characters.</summary>
    public string? FieldNote { get; private set; }

    /// <summary>What they are paid for this shoot, whole won; null for who is on a salary.</summary>
    public decimal? Fee { get; private set; }

    /// <summary>When that was paid out.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Since when they are on it.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Writes what they are paid for it; null for nothing agreed.</summary>
    /// <returns>Refused with <see cref="FeeIsPaid"/> or <see cref="FeeOutOfRange"/>.</returns>
    public Result Price(Money? fee)
    {
        if (SettledAt is not null)
        {
            return new FeeIsPaid();
        }

        if (fee is { IsStorable: false })
        {
            return new FeeOutOfRange();
        }

        Fee = fee?.Won;
        return Result.Ok;
    }

    /// <summary>It was paid out; the first time stands.</summary>
    public void Settle(DateTimeOffset now) => SettledAt ??= now;

    /// <summary>It was marked by mistake.</summary>
    public void Unsettle() => SettledAt = null;

    internal CrewWord Word => new(Answer, AnsweredAt, DeclineReason);

    internal void Lead(bool isMain) => IsMain = isMain;

    internal void Ask() => (Answer, DeclineReason, AnsweredAt) = (CrewAnswer.Asked, null, null);

    internal void Say(CrewAnswer answer, string? reason, DateTimeOffset? now) =>
        (Answer, DeclineReason, AnsweredAt) = (answer, reason, now);

    internal void Arrive(DateTimeOffset at, DateTimeOffset now)
    {
        // Who is there said yes.
        if (CheckedInAt is null)
        {
            (CheckedInAt, CheckInReceivedAt) = (at, now);
            if (Answer != CrewAnswer.Accepted)
            {
                Say(CrewAnswer.Accepted, null, now);
            }
        }
    }

    internal void Leave(DateTimeOffset at, DateTimeOffset now)
    {
        if (CheckedOutAt is null)
        {
            (CheckedOutAt, CheckOutReceivedAt) = (at < CheckedInAt ? CheckedInAt : at, now);
        }
    }

    internal void NotLeft() => (CheckedOutAt, CheckOutReceivedAt) = (null, null);

    internal void NotArrived()
    {
        if (AnsweredAt == CheckInReceivedAt)
        {
            Ask();
        }

        (CheckedInAt, CheckInReceivedAt) = (null, null);
        NotLeft();
    }

    internal void Note(string? text) => FieldNote = text;

    internal void Restore(decimal? fee, string? note) => (Fee, FieldNote) = (fee, note);
}

/// <summary>What goes with somebody who is taken out of a crew.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Fee">What they were to be paid, whole won; null for nothing agreed.</param>
/// <param name="FieldNote">What they had noted.</param>
public sealed record CrewKept(Guid PersonId, decimal? Fee, string? FieldNote);

/// <summary>What somebody said to being booked.</summary>
/// <param name="Answer">Yes, no or nothing yet.</param>
/// <param name="At">When; null for nothing.</param>
/// <param name="Reason">Why not.</param>
public readonly record struct CrewWord(CrewAnswer Answer, DateTimeOffset? At, string? Reason);
