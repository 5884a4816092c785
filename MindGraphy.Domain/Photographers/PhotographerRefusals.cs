using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Photographers;

/// <summary>No such photographer, or none that the asker may see.</summary>
public sealed record PhotographerNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>A list has more entries than it may.</summary>
public sealed record TooManyEntries(string FieldName, int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>Not a whole address with http or https.</summary>
public sealed record UrlNotValid(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>Years in the trade are not between 0 and the most.</summary>
public sealed record YearsOutOfRange(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => "ExperienceYears";
}

/// <summary>A fee below nothing, or more than a column holds.</summary>
public sealed record FeeOutOfRange() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [new Money(Money.MaxWon)];

    /// <inheritdoc/>
    public override string? Field => "Fee";
}

/// <summary>Hours of a week reach into each other.</summary>
/// <param name="Day">The day of those that are reached into.</param>
public sealed record HoursOverlap(Weekday Day) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Day];
}

/// <summary>Hours without a begin or an end.</summary>
public sealed record HoursNotWhole() : Refusal(RefusalKind.Invalid);

/// <summary>More stretches of hours in a week than anybody has.</summary>
public sealed record TooManyHours(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>A time lies outside somebody's hours of that day. A booking dialog says it; nothing refuses to book for it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Date">The day it begins on.</param>
/// <param name="Hours">Their hours of that weekday.</param>
public sealed record PersonOutsideHours(string Person, DateOnly Date, string Hours) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Person, WorkingTime.DayOf(Date), Hours];
}

/// <summary>Somebody does not work on that weekday. A booking dialog says it; nothing refuses to book for it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Date">The day it begins on.</param>
public sealed record PersonOffThatDay(string Person, DateOnly Date) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Person, WorkingTime.DayOf(Date)];
}

/// <summary>No such request for leave, or none that the asker may see.</summary>
public sealed record LeaveRequestNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>Leave can't be asked for days that are over.</summary>
public sealed record LeaveInThePast() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "FirstDay";
}

/// <summary>The end is before the begin.</summary>
public sealed record LeaveEndsBeforeItStarts(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>More days than one request may have.</summary>
public sealed record LeaveTooLong(int Days) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Days];

    /// <inheritdoc/>
    public override string? Field => "LastDay";
}

/// <summary>Hours belong to one day.</summary>
public sealed record HoursOfOneDayOnly() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "LastDay";
}

/// <summary>The person asked for these days already, or has them.</summary>
public sealed record LeaveAlreadyAsked() : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override string? Field => "FirstDay";
}

/// <summary>Somebody answered, took back or cancelled first.</summary>
/// <param name="Status">What it is now.</param>
public sealed record LeaveAlreadyAnswered(LeaveStatus Status) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Status];
}

/// <summary>Whoever says no has to say why.</summary>
public sealed record AnswerNeedsReason() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Note";
}

/// <summary>Approved leave whose days are all over can't be cancelled any more.</summary>
public sealed record LeaveIsOver() : Refusal(RefusalKind.Conflict);

/// <summary>Leave begins when these extra hours would: one entry of a day begins at a time.</summary>
/// <param name="Day">The first such day.</param>
public sealed record LeaveBeginsThen(DateOnly Day) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override string? Field => "From";

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Day];
}

/// <summary>What stands in the way of leave.</summary>
/// <param name="ShootId">The shoot; null for a hold or other leave.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="Source">A shoot, a hold or other leave.</param>
/// <param name="What">The couple; the reason of other leave; null where there is none.</param>
/// <param name="Location">Venue and hall.</param>
/// <param name="From">Begin; of a shoot without the way there.</param>
/// <param name="To">End.</param>
public sealed record LeaveObstacle(
    Guid? ShootId,
    Guid? ProjectId,
    BookingSource Source,
    string? What,
    string? Location,
    DateTimeOffset From,
    DateTimeOffset To
);

/// <summary>Leave would cover what the person is booked for. All of it is named, so that it can be handed on.</summary>
/// <param name="Person">Who.</param>
/// <param name="Obstacles">Everything that stands in the way, by begin.</param>
public sealed record LeaveCoversBookings(string Person, IReadOnlyList<LeaveObstacle> Obstacles) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Person, Obstacles?.Count ?? 0];
}
