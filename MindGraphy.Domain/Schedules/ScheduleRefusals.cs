using System.Globalization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>No such shoot, or none that the asker may see.</summary>
public sealed record ShootNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The status table has no such move now.</summary>
public sealed record ShootCannotMove(ShootStatus From, ShootStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>The end is not after the begin.</summary>
public sealed record ShootEndsBeforeItStarts() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "End";
}

/// <summary>Longer than a day.</summary>
public sealed record ShootTooLong(int Hours) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Hours];

    /// <inheritdoc/>
    public override string? Field => "End";
}

/// <summary>The way there is not between 0 and the most minutes.</summary>
public sealed record TravelOutOfRange(int Minutes) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Minutes];

    /// <inheritdoc/>
    public override string? Field => "TravelMinutes";
}

/// <summary>The time to pack up is not between 0 and the most minutes.</summary>
public sealed record TurnaroundOutOfRange(int Minutes) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Minutes];

    /// <inheritdoc/>
    public override string? Field => "TurnaroundMinutes";
}

/// <summary>The shoot is at another time or place than what was answered to: it is read again first.</summary>
/// <param name="Now">When it is now.</param>
/// <param name="Location">Where it is now.</param>
public sealed record ShootReadOtherwise(Period Now, string? Location) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Now, Location ?? "–"];
}

/// <summary>The person is not in the crew of this shoot.</summary>
public sealed record NotInCrew() : Refusal(RefusalKind.NotFound);

/// <summary>It is too early to say that one came.</summary>
/// <param name="From">From when it can be said.</param>
public sealed record CheckInTooEarly(DateTimeOffset From) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From];
}

/// <summary>Who came to a shoot, or was paid for it, stays in its crew.</summary>
public sealed record CrewHasWorked() : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override string? Field => "PhotographerId";
}

/// <summary>Somebody of the crew said that they can't come, so it is not confirmed.</summary>
public sealed record CrewHasDeclined() : Refusal(RefusalKind.Conflict);

/// <summary>Somebody was paid for this shoot: it took place.</summary>
public sealed record ShootIsPaid() : Refusal(RefusalKind.Conflict);

/// <summary>The project is past its shoots: its work is done or handed over.</summary>
/// <param name="Status">How far it is.</param>
public sealed record ShootIsWorkedOn(Projects.ProjectStatus Status) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Status];
}

/// <summary>One person can't be photographer and assistant of one shoot.</summary>
public sealed record AssistantIsPhotographer() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "AssistantIds";
}

/// <summary>The database refused an overlap; the service finds out with what and answers <see cref="PersonAlreadyBooked"/>.</summary>
public sealed record BookingOverlaps() : Refusal(RefusalKind.Conflict);

/// <summary>A person is already busy then; names with what and when.</summary>
/// <param name="Person">Who.</param>
/// <param name="Source">A shoot, leave or a hold.</param>
/// <param name="What">The other shoot's couple and place, or the couple of a hold, or the reason of a leave; null where there is none.</param>
/// <param name="From">Busy from, the way there included.</param>
/// <param name="To">Busy until, the turnaround included.</param>
public sealed record PersonAlreadyBooked(string Person, BookingSource Source, string? What, DateTimeOffset From, DateTimeOffset To)
    : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments =>
        [Person, Source, What is null ? "" : " · " + What, new Period(From, To), new Others(Free)];

    /// <summary>Who else is free then, by commas; empty where nobody is, null where nobody asked.</summary>
    public string? Free { get; init; }

    /// <summary>" Free then: …" in the reader's language.</summary>
    private sealed record Others(string? Names) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider)
        {
            var culture = formatProvider as CultureInfo ?? CultureInfo.CurrentUICulture;
            return Names is null ? ""
                : Names.Length == 0 ? " " + Words.Find(typeof(PersonAlreadyBooked), "PersonAlreadyBooked.NobodyFree", culture)
                : " "
                    + string.Format(culture, Words.Find(typeof(PersonAlreadyBooked), "PersonAlreadyBooked.Free", culture) ?? "{0}", Names);
        }
    }
}

/// <summary>Nobody with this id can be booked: no photographer, or one who has left.</summary>
public sealed record PersonNotBookable() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "PhotographerId";
}

/// <summary>No such hold, or it is over.</summary>
public sealed record HoldNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>A hold has to end by itself at a moment that is still to come.</summary>
public sealed record HoldEndsInThePast() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "ExpiresAt";
}

/// <summary>No such leave.</summary>
public sealed record LeaveNotFound() : Refusal(RefusalKind.NotFound);
