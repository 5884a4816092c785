using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photographers;

/// <summary>What leave is for (<c>leave_requests.kind</c>).</summary>
public enum LeaveKind
{
    /// <summary>휴가.</summary>
    Vacation,

    /// <summary>병가.</summary>
    Sick,

    /// <summary>경조사.</summary>
    Family,

    /// <summary>개인 사정.</summary>
    Personal,
}

/// <summary>How far a request for leave is (<c>leave_requests.status</c>).</summary>
public enum LeaveStatus
{
    /// <summary>Waits for an answer.</summary>
    Requested,

    /// <summary>The person is away then.</summary>
    Approved,

    /// <summary>Said no to, with a reason.</summary>
    Declined,

    /// <summary>Taken back by the person before an answer.</summary>
    Withdrawn,

    /// <summary>Approved leave that is not taken: the time is free again.</summary>
    Cancelled,
}

/// <summary>The legal moves of a request for leave.</summary>
public static class LeaveFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<LeaveStatus> Moves = new(
        new(LeaveStatus.Requested, LeaveStatus.Approved),
        new(LeaveStatus.Requested, LeaveStatus.Declined, NeedsReason: true),
        new(LeaveStatus.Requested, LeaveStatus.Withdrawn),
        new(LeaveStatus.Approved, LeaveStatus.Cancelled),
        new(LeaveStatus.Cancelled, LeaveStatus.Approved, MoveBy.Fact)
    );
}

/// <summary>One day of leave as it stood.</summary>
/// <param name="Date">The day, in the studio's zone.</param>
/// <param name="From">From; null for the whole day.</param>
/// <param name="To">To; null for the day's end.</param>
/// <param name="Reason">In their words.</param>
/// <param name="RequestId">The request it came from; null where it was entered directly.</param>
public sealed record LeaveDay(DateOnly Date, TimeOnly? From, TimeOnly? To, string? Reason, Guid? RequestId);

/// <summary>The approval of a request as it stood before it was cancelled.</summary>
/// <param name="RequestId">Of which request.</param>
/// <param name="ById">Who approved.</param>
/// <param name="At">When.</param>
/// <param name="Note">What they said.</param>
public sealed record LeaveApproval(Guid RequestId, Guid? ById, DateTimeOffset? At, string? Note);

/// <summary>Leave that was taken out: what is needed to put it back.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Days">Its days.</param>
/// <param name="Approvals">The requests that were cancelled with them.</param>
public sealed record LeaveTakenOut(Guid PersonId, IReadOnlyList<LeaveDay> Days, IReadOnlyList<LeaveApproval> Approvals);

/// <summary>Leave that was entered without a request: what is needed to take it back.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="FirstDay">From which day.</param>
/// <param name="LastDay">To which day.</param>
/// <param name="Entries">What was written.</param>
/// <param name="Extra">Extra hours that gave way to it, as they were.</param>
public sealed record LeaveEntered(
    Guid PersonId,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<Guid> Entries,
    IReadOnlyList<DaySlot> Extra
);

/// <summary>What somebody who wants leave says.</summary>
/// <param name="FirstDay">First day, in the studio's zone; not before today.</param>
/// <param name="LastDay">Last day, at most <see cref="LeaveRequest.MostDays"/> days in all.</param>
/// <param name="From">From; only where it is one day; null for the whole day.</param>
/// <param name="To">To, after <paramref name="From"/>; null for the day's end.</param>
/// <param name="Kind">What for.</param>
/// <param name="Reason">In their words.</param>
public sealed record LeaveAsk(DateOnly FirstDay, DateOnly LastDay, TimeOnly? From, TimeOnly? To, LeaveKind Kind, string? Reason);

/// <summary>
/// A photographer asks to be away (<c>leave_requests</c>). Asking takes no time; approving writes the days (<see cref="PhotographerAvailability"/>)
/// and what keeps the person busy, so that the database refuses leave over a booked shoot and a shoot over leave.
/// </summary>
public sealed class LeaveRequest
{
    /// <summary>Most days of one request.</summary>
    public const int MostDays = 60;

    /// <summary>Most characters of an answer's note.</summary>
    public const int NoteMaxLength = 500;

    private LeaveRequest() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose leave.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>First day in the studio's zone.</summary>
    public DateOnly FirstDay { get; private init; }

    /// <summary>Last day.</summary>
    public DateOnly LastDay { get; private init; }

    /// <summary>From, where it is hours of one day.</summary>
    public TimeOnly? FromTime { get; private init; }

    /// <summary>To.</summary>
    public TimeOnly? ToTime { get; private init; }

    /// <summary>The same begin as a moment.</summary>
    public DateTimeOffset BeginsAt { get; private init; }

    /// <summary>The same end as a moment, exclusive.</summary>
    public DateTimeOffset EndsAt { get; private init; }

    /// <summary>What for.</summary>
    public LeaveKind Kind { get; private init; }

    /// <summary>In their words.</summary>
    public string? Reason { get; private init; }

    /// <summary>How far it is.</summary>
    public LeaveStatus Status { get; private set; }

    /// <summary>Who answered, took back or cancelled.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>What they said.</summary>
    public string? DecisionNote { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Asks for leave.</summary>
    /// <returns>
    /// Refused with <see cref="LeaveInThePast"/>, <see cref="LeaveEndsBeforeItStarts"/>, <see cref="LeaveTooLong"/>,
    /// <see cref="HoursOfOneDayOnly"/> or <see cref="FieldTooLong"/>.
    /// </returns>
    public static Result<LeaveRequest> Ask(Guid personId, LeaveAsk ask, StudioClock clock)
    {
        if (Wrong(ask) is { } wrong)
        {
            return wrong;
        }

        if (ask.FirstDay < clock.Today)
        {
            return new LeaveInThePast();
        }

        var now = clock.Now;
        var (begin, end) = Span(ask, clock);
        return new LeaveRequest
        {
            Id = Ids.New(),
            PersonId = personId,
            FirstDay = ask.FirstDay,
            LastDay = ask.LastDay,
            FromTime = ask.From,
            ToTime = ask.To,
            BeginsAt = begin,
            EndsAt = end,
            Kind = ask.Kind,
            Reason = StudioText.Clean(ask.Reason),
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>What can't be, whoever says it: an end before the begin, hours over several days, too many days, too many words.</summary>
    internal static Refusal? Wrong(LeaveAsk ask) =>
        ask.LastDay < ask.FirstDay ? new LeaveEndsBeforeItStarts(nameof(ask.LastDay))
        : ask.LastDay.DayNumber - ask.FirstDay.DayNumber >= MostDays ? new LeaveTooLong(MostDays)
        : (ask.From ?? ask.To) is not null && ask.FirstDay != ask.LastDay ? new HoursOfOneDayOnly()
        : ask is { From: { } from, To: { } to } && to <= from && to != TimeOnly.MinValue ? new LeaveEndsBeforeItStarts(nameof(ask.To))
        : StudioText.Clean(ask.Reason)?.Length > PhotographerAvailability.ReasonMaxLength
            ? new FieldTooLong(nameof(ask.Reason), PhotographerAvailability.ReasonMaxLength)
        : null;

    /// <summary>Each day of it with the time it takes.</summary>
    internal static IEnumerable<(DateOnly Day, DateTimeOffset Begin, DateTimeOffset End)> DaysOf(LeaveAsk ask, StudioClock clock)
    {
        for (var day = ask.FirstDay; day <= ask.LastDay; day = day.AddDays(1))
        {
            var (begin, end) = Span(ask with { FirstDay = day, LastDay = day }, clock);
            yield return (day, begin, end);
        }
    }

    /// <summary>Who approved it, when and with what words.</summary>
    internal LeaveApproval Approval => new(Id, DecidedById, DecidedAt, DecisionNote);

    /// <summary>The same as it was asked.</summary>
    internal LeaveAsk AsAsked => new(FirstDay, LastDay, FromTime, ToTime, Kind, Reason);

    /// <summary>Approves, declines, withdraws or cancels. What it means for the days is written by <see cref="LeaveService"/>.</summary>
    /// <returns>Refused with <see cref="LeaveAlreadyAnswered"/>, <see cref="AnswerNeedsReason"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Answer(LeaveStatus next, Guid? by, string? note, DateTimeOffset now)
    {
        if (LeaveFlow.Moves.Find(Status, next) is not { By: MoveBy.Hand } move)
        {
            return new LeaveAlreadyAnswered(Status);
        }

        var said = StudioText.Clean(note, multiline: true);
        if (said is null && move.NeedsReason)
        {
            return new AnswerNeedsReason();
        }

        if (said?.Length > NoteMaxLength)
        {
            return new FieldTooLong("Note", NoteMaxLength);
        }

        (Status, DecidedById, DecidedAt, UpdatedAt) = (next, by, now, now);
        DecisionNote = said ?? DecisionNote;
        return Result.Ok;
    }

    /// <summary>
    /// Cancelling was a slip: it is approved as it was. One that is approved already stays as it is. Its days are written by <see cref="LeaveService"/>.
    /// </summary>
    /// <returns>Refused with <see cref="LeaveAlreadyAnswered"/>.</returns>
    internal Result TakeUp(LeaveApproval approval, DateTimeOffset now)
    {
        if (Status == LeaveStatus.Approved)
        {
            return Result.Ok;
        }

        if (!LeaveFlow.Moves.Allows(Status, LeaveStatus.Approved) || Status != LeaveStatus.Cancelled)
        {
            return new LeaveAlreadyAnswered(Status);
        }

        (Status, UpdatedAt) = (LeaveStatus.Approved, now);
        (DecidedById, DecidedAt, DecisionNote) = (approval.ById, approval.At, approval.Note);
        return Result.Ok;
    }

    private static (DateTimeOffset Begin, DateTimeOffset End) Span(LeaveAsk ask, StudioClock clock) =>
        (
            clock.At(ask.FirstDay, ask.From ?? TimeOnly.MinValue),
            ask.To is { } to && to != TimeOnly.MinValue ? clock.At(ask.LastDay, to) : clock.At(ask.LastDay.AddDays(1), TimeOnly.MinValue)
        );
}
