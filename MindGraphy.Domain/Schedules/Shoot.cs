using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>
/// A time at a place with a crew (<c>shooting_schedules</c>). The seed's <c>photographer_id</c> and <c>assistant_ids</c> are the face of
/// the crew; <c>person_bookings</c> is what the database guards. Both are written here, in one act.
/// </summary>
public sealed class Shoot
{
    /// <summary>Most characters of a place.</summary>
    public const int LocationMaxLength = 255;

    /// <summary>Most characters of notes.</summary>
    public const int NotesMaxLength = 4000;

    /// <summary>Longest way there, in minutes.</summary>
    public const int MaxTravelMinutes = 600;

    /// <summary>Longest shoot, in hours.</summary>
    public const int MaxHours = 24;

    private readonly List<PersonBooking> _crew = [];
    private List<Guid> _assistantIds = [];

    private Shoot() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>What happens.</summary>
    public ScheduleType ScheduleType { get; private set; }

    /// <summary>Begin.</summary>
    public DateTimeOffset StartTime { get; private set; }

    /// <summary>End.</summary>
    public DateTimeOffset EndTime { get; private set; }

    /// <summary>Venue and hall.</summary>
    public string? Location { get; private set; }

    /// <summary>Road address.</summary>
    public string? LocationAddress { get; private set; }

    /// <summary>Minutes on the way before the begin; the crew is busy then too.</summary>
    public int? TravelTimeMinutes { get; private set; }

    /// <summary>The main photographer.</summary>
    public Guid? PhotographerId { get; private set; }

    /// <summary>The assistants.</summary>
    public IReadOnlyList<Guid> AssistantIds => _assistantIds;

    /// <summary>What to bring.</summary>
    public string? EquipmentNotes { get; private set; }

    /// <summary>How far it is.</summary>
    public ShootStatus Status { get; private set; }

    /// <summary>Remarks; the reason where it was called off.</summary>
    public string? Notes { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>The crew's bookings.</summary>
    public IReadOnlyList<PersonBooking> Crew => _crew;

    /// <summary>Everybody who has to be there: the photographer first.</summary>
    public IReadOnlyList<Guid> People => PhotographerId is { } main ? [main, .. _assistantIds] : _assistantIds;

    /// <summary>Busy from: the begin less the way there.</summary>
    public DateTimeOffset BusyFrom => StartTime.AddMinutes(-(TravelTimeMinutes ?? 0));

    /// <summary>What is booked now, as a dialog asks it.</summary>
    public ShootPlan Plan =>
        new(
            ScheduleType,
            StartTime,
            EndTime,
            PhotographerId,
            _assistantIds,
            Location,
            LocationAddress,
            TravelTimeMinutes,
            EquipmentNotes,
            Notes
        );

    /// <summary>Books a crew for a time. Whether they are free is the database's word, said on saving.</summary>
    /// <returns>Refused with <see cref="ShootEndsBeforeItStarts"/>, <see cref="ShootTooLong"/>, <see cref="TravelOutOfRange"/>, <see cref="AssistantIsPhotographer"/> or <see cref="FieldTooLong"/>.</returns>
    public static Result<Shoot> Book(Guid projectId, ShootPlan plan, DateTimeOffset now)
    {
        var shoot = new Shoot
        {
            Id = Ids.New(),
            ProjectId = projectId,
            Status = ShootStatus.Scheduled,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var written = shoot.Write(plan, now);
        return written.Succeeded ? shoot : written.Refusal;
    }

    /// <summary>Changes time, place or crew. Refuses as <see cref="Book"/> does, and with <see cref="ShootCannotMove"/> once it is over or called off.</summary>
    public Result Change(ShootPlan plan, DateTimeOffset now) =>
        Status is ShootStatus.Completed or ShootStatus.Cancelled ? new ShootCannotMove(Status, ShootStatus.Scheduled) : Write(plan, now);

    /// <summary>Moves the status by hand.</summary>
    /// <returns>Refused with <see cref="ShootCannotMove"/> or <see cref="Customers.ReasonRequired"/>.</returns>
    public Result MoveTo(ShootStatus next, string? reason, DateTimeOffset now)
    {
        if (ShootFlow.Moves.Find(Status, next) is not { } move)
        {
            return new ShootCannotMove(Status, next);
        }

        var why = StudioText.Clean(reason);
        if (move.NeedsReason && why is null)
        {
            return new Customers.ReasonRequired();
        }

        (Status, UpdatedAt) = (next, now);
        if (next == ShootStatus.Cancelled)
        {
            Notes = why;
            _crew.ForEach(b => b.Release());
        }

        return Result.Ok;
    }

    private Result Write(ShootPlan plan, DateTimeOffset now)
    {
        if (plan.End <= plan.Start)
        {
            return new ShootEndsBeforeItStarts();
        }

        if (plan.End - plan.Start > TimeSpan.FromHours(MaxHours))
        {
            return new ShootTooLong(MaxHours);
        }

        if (plan.TravelMinutes is < 0 or > MaxTravelMinutes)
        {
            return new TravelOutOfRange(MaxTravelMinutes);
        }

        if (plan.PhotographerId is { } main && plan.AssistantIds.Contains(main))
        {
            return new AssistantIsPhotographer();
        }

        var location = StudioText.Clean(plan.Location);
        if (location?.Length > LocationMaxLength)
        {
            return new FieldTooLong(nameof(plan.Location), LocationMaxLength);
        }

        var notes = StudioText.Clean(plan.Notes, multiline: true);
        if (notes?.Length > NotesMaxLength)
        {
            return new FieldTooLong(nameof(plan.Notes), NotesMaxLength);
        }

        (ScheduleType, StartTime, EndTime) = (plan.Type, plan.Start.ToUniversalTime(), plan.End.ToUniversalTime());
        (Location, LocationAddress, TravelTimeMinutes) = (location, StudioText.Clean(plan.Address), plan.TravelMinutes);
        (PhotographerId, _assistantIds) = (plan.PhotographerId, plan.AssistantIds.Distinct().ToList());
        (EquipmentNotes, Notes, UpdatedAt) = (StudioText.Clean(plan.Equipment, multiline: true), notes, now);
        BookCrew(now);
        return Result.Ok;
    }

    private void BookCrew(DateTimeOffset now)
    {
        var people = _assistantIds.ToHashSet();
        if (PhotographerId is { } main)
        {
            people.Add(main);
        }

        var from = BusyFrom;
        foreach (var booking in _crew)
        {
            if (people.Remove(booking.PersonId))
            {
                booking.Occupy(from, EndTime);
            }
            else
            {
                booking.Release();
            }
        }

        _crew.AddRange(people.Order().Select(person => PersonBooking.OnShoot(person, Id, from, EndTime, now)));
    }
}

/// <summary>What a booking dialog asks.</summary>
/// <param name="Type">What happens.</param>
/// <param name="Start">Begin.</param>
/// <param name="End">End, after the begin and at most <see cref="Shoot.MaxHours"/> later.</param>
/// <param name="PhotographerId">Main photographer; null while nobody is named.</param>
/// <param name="AssistantIds">Assistants; not the photographer.</param>
/// <param name="Location">Venue and hall.</param>
/// <param name="Address">Road address.</param>
/// <param name="TravelMinutes">Minutes on the way, 0 to <see cref="Shoot.MaxTravelMinutes"/>.</param>
/// <param name="Equipment">What to bring.</param>
/// <param name="Notes">Remarks.</param>
public sealed record ShootPlan(
    ScheduleType Type,
    DateTimeOffset Start,
    DateTimeOffset End,
    Guid? PhotographerId,
    IReadOnlyList<Guid> AssistantIds,
    string? Location = null,
    string? Address = null,
    int? TravelMinutes = null,
    string? Equipment = null,
    string? Notes = null
)
{
    /// <summary>Everybody who has to be there: the photographer first.</summary>
    public IReadOnlyList<Guid> People => PhotographerId is { } main ? [main, .. AssistantIds] : AssistantIds;

    /// <summary>Busy from: the begin less the way there.</summary>
    public DateTimeOffset BusyFrom => Start.AddMinutes(-(TravelMinutes ?? 0));

    /// <summary>The plan with one person in another's place; who is given it already and is only an assistant moves up.</summary>
    public ShootPlan Handed(Guid from, Guid to) =>
        from == to ? this
        : PhotographerId == from ? this with { PhotographerId = to, AssistantIds = [.. AssistantIds.Where(a => a != to)] }
        : this with { AssistantIds = [.. AssistantIds.Select(a => a == from ? to : a).Distinct()] };
}
