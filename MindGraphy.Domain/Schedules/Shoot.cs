using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;

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

    /// <summary>Longest turnaround after a shoot, in minutes.</summary>
    public const int MaxTurnaroundMinutes = 240;

    /// <summary>Longest shoot, in hours.</summary>
    public const int MaxHours = 24;

    /// <summary>Most characters of a reason: of an override, a decline or a retake.</summary>
    public const int ReasonMaxLength = 500;

    /// <summary>Hours before a crew is busy from which it can say that it came.</summary>
    public const int CheckInHoursBefore = 12;

    private readonly List<PersonBooking> _crew = [];
    private readonly List<ShootAssignment> _assignments = [];
    private readonly List<GearBooking> _gear = [];
    private readonly Dictionary<Guid, CrewWord> _former = [];
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

    /// <summary>The venue that was picked; the words above stay whatever becomes of it.</summary>
    public Guid? VenueId { get; private set; }

    /// <summary>Its hall.</summary>
    public Guid? HallId { get; private set; }

    /// <summary>The studio's own room; one shoot at a time is in it.</summary>
    public Guid? RoomId { get; private set; }

    /// <summary>Minutes on the way before the begin; the crew is busy then too.</summary>
    public int? TravelTimeMinutes { get; private set; }

    /// <summary>Minutes after the end in which the crew packs up and can't be elsewhere.</summary>
    public int? TurnaroundMinutes { get; private set; }

    /// <summary>Why it stands beside something else at the same time; null for the usual shoot, which stands beside nothing.</summary>
    public string? OverrideReason { get; private set; }

    /// <summary>Who knowingly let it stand there.</summary>
    public Guid? OverriddenById { get; private set; }

    /// <summary>Why it has to be photographed again; null where it has not.</summary>
    public string? RetakeReason { get; private set; }

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

    /// <summary>The bookings of the studio's gear, those that were given back included.</summary>
    public IReadOnlyList<GearBooking> Gear => _gear;

    /// <summary>What each of the crew said, did and is paid.</summary>
    public IReadOnlyList<ShootAssignment> Assignments => _assignments;

    /// <summary>Everybody who has to be there: the photographer first.</summary>
    public IReadOnlyList<Guid> People => PhotographerId is { } main ? [main, .. _assistantIds] : _assistantIds;

    /// <summary>Busy until: the end and the turnaround.</summary>
    public DateTimeOffset BusyTo => EndTime.AddMinutes(TurnaroundMinutes ?? 0);

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
            Notes,
            TurnaroundMinutes,
            VenueId,
            HallId,
            RoomId,
            [.. _gear.Where(b => b.Status == BookingStatus.Booked).Select(b => b.GearId)]
        );

    /// <summary>Books a crew for a time. Whether they are free is the database's word, said on saving.</summary>
    /// <returns>Refused with <see cref="ShootEndsBeforeItStarts"/>, <see cref="ShootTooLong"/>, <see cref="TravelOutOfRange"/>, <see cref="TurnaroundOutOfRange"/>, <see cref="AssistantIsPhotographer"/> or <see cref="FieldTooLong"/>.</returns>
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

    /// <summary>Changes time, place or crew. Who has to say yes anew makes it unconfirmed. Refuses as <see cref="Book"/> does, and with <see cref="ShootCannotMove"/> once it is over or called off.</summary>
    public Result Change(ShootPlan plan, DateTimeOffset now) =>
        Status is ShootStatus.Completed or ShootStatus.Cancelled ? new ShootCannotMove(Status, ShootStatus.Scheduled) : Write(plan, now);

    /// <summary>Moves the status by hand. Who confirms heard a yes from everybody: it is written down for who had not answered.</summary>
    /// <returns>
    /// Refused with <see cref="ShootCannotMove"/>, <see cref="Customers.ReasonRequired"/>, or <see cref="CrewHasDeclined"/> where it is to be confirmed
    /// although somebody said no.
    /// </returns>
    public Result MoveTo(ShootStatus next, string? reason, DateTimeOffset now)
    {
        // The ways back are TakeBack's, which clears what the field said, and BringBack's, which brings the crew.
        if (ShootFlow.Moves.Find(Status, next) is not { } move || next < Status)
        {
            return new ShootCannotMove(Status, next);
        }

        var why = StudioText.Clean(reason);
        if (move.NeedsReason && why is null)
        {
            return new Customers.ReasonRequired();
        }

        if (next == ShootStatus.Confirmed)
        {
            if (_assignments.Exists(a => a.Answer == CrewAnswer.Declined))
            {
                return new CrewHasDeclined();
            }

            _assignments.FindAll(a => a.Answer == CrewAnswer.Asked).ForEach(a => a.Say(CrewAnswer.Accepted, null, now));
        }

        (Status, UpdatedAt) = (next, now);
        if (next == ShootStatus.Cancelled)
        {
            // The seed has one column for both: the reason stands before what was noted.
            Notes = Notes is { } noted ? $"{why}\n\n{noted}" : why;
            _crew.ForEach(b => b.Release());
            _gear.ForEach(b => b.Release());
        }

        return Result.Ok;
    }

    /// <summary>
    /// Takes the last step in the field back, which was a slip: what is completed goes on and nobody has left, what was begun has not begun and nobody
    /// came. Whose only yes was that they came is asked anew.
    /// </summary>
    /// <param name="reason">Why, at most <see cref="ReasonMaxLength"/> characters.</param>
    /// <param name="now">Now.</param>
    /// <returns>
    /// Refused with <see cref="ShootCannotMove"/> before it began, <see cref="Customers.ReasonRequired"/>, <see cref="FieldTooLong"/>, or
    /// <see cref="ShootIsPaid"/> where somebody was paid for it.
    /// </returns>
    public Result TakeBack(string? reason, DateTimeOffset now)
    {
        if (Status is not (ShootStatus.Completed or ShootStatus.InProgress))
        {
            return new ShootCannotMove(Status, ShootStatus.Scheduled);
        }

        var why = StudioText.Clean(reason);
        if (why is null)
        {
            return new Customers.ReasonRequired();
        }

        if (why.Length > ReasonMaxLength)
        {
            return new FieldTooLong("Reason", ReasonMaxLength);
        }

        if (_assignments.Exists(a => a.SettledAt is not null))
        {
            return new ShootIsPaid();
        }

        UpdatedAt = now;
        if (Status == ShootStatus.Completed)
        {
            _assignments.ForEach(a => a.NotLeft());
            Status = ShootStatus.InProgress;
            return Result.Ok;
        }

        // What never took place has nothing to photograph again.
        _assignments.ForEach(a => a.NotArrived());
        (Status, RetakeReason) = (EverybodyComes ? ShootStatus.Confirmed : ShootStatus.Scheduled, null);
        return Result.Ok;
    }

    /// <summary>
    /// Calling off was a slip: the shoot is what it was, with its crew, its gear and its notes, and what each of them had said. Whether they are still
    /// free is the database's word, said on saving.
    /// </summary>
    /// <param name="was">What it was: scheduled or confirmed.</param>
    /// <param name="plan">The plan it had.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="ShootCannotMove"/>, and as <see cref="Book"/> is.</returns>
    public Result BringBack(ShootStatus was, ShootPlan plan, DateTimeOffset now)
    {
        if (Status != ShootStatus.Cancelled || !ShootFlow.Moves.Allows(Status, was))
        {
            return new ShootCannotMove(Status, was);
        }

        var written = Write(plan, now);
        if (written.Succeeded)
        {
            Status = was;
        }

        return written;
    }

    /// <summary>
    /// Lets the bookings of these people stand although something else of theirs stands at the same time. The database then keeps others out
    /// of this time, but no longer this shoot out of theirs.
    /// </summary>
    /// <returns>Refused with <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Override(IReadOnlyCollection<Guid> people, string? reason, Guid byId, DateTimeOffset now)
    {
        var why = StudioText.Clean(reason);
        if (why is null)
        {
            return new FieldRequired(nameof(OverrideReason));
        }

        if (why.Length > ReasonMaxLength)
        {
            return new FieldTooLong(nameof(OverrideReason), ReasonMaxLength);
        }

        (OverrideReason, OverriddenById, UpdatedAt) = (why, byId, now);
        foreach (var booking in _crew.Where(b => b.Status == BookingStatus.Booked && people.Contains(b.PersonId)))
        {
            booking.Overlap();
        }

        return Result.Ok;
    }

    /// <summary>When and where it is, as who answers to it reads it.</summary>
    public ShootRead Read => new(StartTime, EndTime, Location);

    /// <summary>
    /// Someone of the crew says yes or no; a no needs a reason and leaves the crew as it is until a manager hands the work on. The last yes confirms the
    /// shoot, a no makes it unconfirmed.
    /// </summary>
    /// <returns>Refused with <see cref="NotInCrew"/>, <see cref="ShootCannotMove"/>, <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Answer(Guid personId, CrewAnswer answer, string? reason, DateTimeOffset now)
    {
        if (AssignmentOf(personId) is not { } assignment)
        {
            return new NotInCrew();
        }

        if (Status is not (ShootStatus.Scheduled or ShootStatus.Confirmed))
        {
            return new ShootCannotMove(Status, ShootStatus.Confirmed);
        }

        var why = StudioText.Clean(reason);
        if (answer == CrewAnswer.Declined && why is null)
        {
            return new FieldRequired("Reason");
        }

        if (why?.Length > ReasonMaxLength)
        {
            return new FieldTooLong("Reason", ReasonMaxLength);
        }

        assignment.Say(answer, answer == CrewAnswer.Declined ? why : null, now);
        FollowAnswers(now);
        return Result.Ok;
    }

    /// <summary>The fact "they are there". The first arrival begins the shoot; a repeat changes nothing.</summary>
    /// <param name="personId">Who.</param>
    /// <param name="at">When, by their device; what can't be true (later than now, or two days old) is taken as now.</param>
    /// <param name="now">When it reached the studio.</param>
    /// <returns>
    /// Refused with <see cref="NotInCrew"/>, <see cref="ShootCannotMove"/> where it was called off, or <see cref="CheckInTooEarly"/> more than
    /// <see cref="CheckInHoursBefore"/> hours before the crew is busy: a slip of the finger must not begin a shoot of next month.
    /// </returns>
    public Result CheckIn(Guid personId, DateTimeOffset at, DateTimeOffset now)
    {
        if (AssignmentOf(personId) is not { } assignment)
        {
            return new NotInCrew();
        }

        if (Status == ShootStatus.Cancelled)
        {
            return new ShootCannotMove(Status, ShootStatus.InProgress);
        }

        if (now < BusyFrom.AddHours(-CheckInHoursBefore))
        {
            return new CheckInTooEarly(BusyFrom.AddHours(-CheckInHoursBefore));
        }

        assignment.Arrive(Plausible(at, now), now);
        if (Status is ShootStatus.Scheduled or ShootStatus.Confirmed)
        {
            (Status, UpdatedAt) = (ShootStatus.InProgress, now);
        }

        return Result.Ok;
    }

    /// <summary>The fact "they are done". Who leaves was there. The main photographer's leaving, or the last one's, ends the shoot.</summary>
    /// <inheritdoc cref="CheckIn"/>
    public Result CheckOut(Guid personId, DateTimeOffset at, DateTimeOffset now)
    {
        var arrived = CheckIn(personId, at, now);
        if (!arrived.Succeeded)
        {
            return arrived;
        }

        AssignmentOf(personId)!.Leave(Plausible(at, now), now);
        if (Status == ShootStatus.InProgress && (personId == PhotographerId || _assignments.All(a => a.CheckedOutAt is not null)))
        {
            (Status, UpdatedAt) = (ShootStatus.Completed, now);
        }

        return Result.Ok;
    }

    /// <summary>What someone of the crew wants to be known afterwards; empty takes it away.</summary>
    /// <returns>Refused with <see cref="NotInCrew"/> or <see cref="FieldTooLong"/>.</returns>
    public Result NoteFrom(Guid personId, string? note)
    {
        if (AssignmentOf(personId) is not { } assignment)
        {
            return new NotInCrew();
        }

        var text = StudioText.Clean(note, multiline: true);
        if (text?.Length > NotesMaxLength)
        {
            return new FieldTooLong("FieldNote", NotesMaxLength);
        }

        assignment.Note(text);
        return Result.Ok;
    }

    /// <summary>Says that something has to be photographed again, or that it has not (null).</summary>
    /// <returns>Refused with <see cref="ShootCannotMove"/> before it took place, or <see cref="FieldTooLong"/>.</returns>
    public Result Retake(string? reason, DateTimeOffset now)
    {
        if (Status is not (ShootStatus.Completed or ShootStatus.InProgress))
        {
            return new ShootCannotMove(Status, ShootStatus.Completed);
        }

        var why = StudioText.Clean(reason);
        if (why?.Length > ReasonMaxLength)
        {
            return new FieldTooLong(nameof(RetakeReason), ReasonMaxLength);
        }

        (RetakeReason, UpdatedAt) = (why, now);
        return Result.Ok;
    }

    /// <summary>What somebody had said before the changes of this session took their word back.</summary>
    internal CrewWord? FormerWordOf(Guid personId) => _former.TryGetValue(personId, out var word) ? word : AssignmentOf(personId)?.Word;

    /// <summary>The shoot is again what somebody had answered to, before they heard of anything else: their word counts as it did.</summary>
    internal void Recall(Guid personId, CrewWord word, DateTimeOffset now)
    {
        if (AssignmentOf(personId) is { Answer: CrewAnswer.Asked } assignment)
        {
            assignment.Say(word.Answer, word.Reason, word.At);
            FollowAnswers(now);
        }
    }

    /// <summary>
    /// Whether its time is surely the one it had then: nothing was changed since, or an answer of before still stands, which another time would have
    /// taken back.
    /// </summary>
    internal bool StandsSince(DateTimeOffset moment) =>
        UpdatedAt <= moment
        || _assignments.Exists(a => a is { CheckedInAt: null, Answer: not CrewAnswer.Asked, AnsweredAt: { } at } && at <= moment);

    /// <summary>What people had noted and agreed to be paid before they were taken out of the crew by a slip, which is taken back.</summary>
    internal void Restore(IEnumerable<CrewKept> kept)
    {
        foreach (var (person, fee, note) in kept)
        {
            AssignmentOf(person)?.Restore(fee, note);
        }
    }

    // Confirmed means that everybody said yes: not while somebody is asked anew or says no.
    private void FollowAnswers(DateTimeOffset now)
    {
        if (Status is ShootStatus.Scheduled or ShootStatus.Confirmed)
        {
            var status =
                EverybodyComes ? ShootStatus.Confirmed
                : _assignments.Exists(a => a.Answer != CrewAnswer.Accepted) ? ShootStatus.Scheduled
                : Status;
            (Status, UpdatedAt) = (status, status == Status ? UpdatedAt : now);
        }
    }

    private bool EverybodyComes => PhotographerId is not null && _assignments.TrueForAll(a => a.Answer == CrewAnswer.Accepted);

    private ShootAssignment? AssignmentOf(Guid personId) => _assignments.Find(a => a.PersonId == personId);

    // A phone that was in a basement tells later; a clock that is wrong tells nothing.
    private static DateTimeOffset Plausible(DateTimeOffset at, DateTimeOffset now) =>
        at > now || now - at > TimeSpan.FromHours(48) ? now : at.ToUniversalTime();

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

        if (plan.TurnaroundMinutes is < 0 or > MaxTurnaroundMinutes)
        {
            return new TurnaroundOutOfRange(MaxTurnaroundMinutes);
        }

        if (plan.PhotographerId is { } main && plan.AssistantIds.Contains(main))
        {
            return new AssistantIsPhotographer();
        }

        // What somebody did and was paid on this shoot stays with it.
        if (_assignments.Exists(a => a is not { CheckedInAt: null, SettledAt: null } && !plan.People.Contains(a.PersonId)))
        {
            return new CrewHasWorked();
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

        var moved = StartTime != plan.Start || EndTime != plan.End;
        (ScheduleType, StartTime, EndTime) = (plan.Type, plan.Start.ToUniversalTime(), plan.End.ToUniversalTime());
        (Location, LocationAddress, TravelTimeMinutes) = (location, StudioText.Clean(plan.Address), plan.TravelMinutes);
        (VenueId, HallId, RoomId) = (plan.VenueId, plan.VenueId is null ? null : plan.HallId, plan.RoomId);
        (PhotographerId, _assistantIds) = (plan.PhotographerId, plan.AssistantIds.Distinct().ToList());
        TurnaroundMinutes = plan.TurnaroundMinutes;
        (EquipmentNotes, Notes, UpdatedAt) = (StudioText.Clean(plan.Equipment, multiline: true), notes, now);
        BookCrew(moved, now);
        BookGear(plan.GearIds ?? [], now);
        return Result.Ok;
    }

    private void BookGear(IReadOnlyCollection<Guid> gear, DateTimeOffset now)
    {
        var wanted = gear.ToHashSet();
        foreach (var booking in _gear)
        {
            if (wanted.Remove(booking.GearId))
            {
                booking.Occupy(BusyFrom, BusyTo);
            }
            else
            {
                booking.Release();
            }
        }

        _gear.AddRange(wanted.Order().Select(id => GearBooking.For(id, Id, BusyFrom, BusyTo, now)));
    }

    private void BookCrew(bool moved, DateTimeOffset now)
    {
        var people = People.ToHashSet();
        var (from, to) = (BusyFrom, BusyTo);
        foreach (var booking in _crew)
        {
            if (people.Remove(booking.PersonId))
            {
                booking.Occupy(from, to);
            }
            else
            {
                booking.Release();
            }
        }

        _crew.AddRange(people.Order().Select(person => PersonBooking.OnShoot(person, Id, from, to, now)));
        if (!_crew.Exists(b => b.OverlapAllowed))
        {
            (OverrideReason, OverriddenById) = (null, null);
        }

        // A yes of nobody confirms nothing.
        if (Status == ShootStatus.Confirmed && _assignments.Count > 0 && People.Count == 0)
        {
            Status = ShootStatus.Scheduled;
        }

        foreach (var gone in _assignments.FindAll(a => !People.Contains(a.PersonId)))
        {
            _former.TryAdd(gone.PersonId, gone.Word);
            _assignments.Remove(gone);
        }

        foreach (var person in People)
        {
            if (AssignmentOf(person) is not { } assignment)
            {
                _assignments.Add(assignment = new ShootAssignment(Id, person, now));
            }

            assignment.Lead(person == PhotographerId);

            // A yes was a yes to that time.
            if (moved && assignment.CheckedInAt is null)
            {
                _former.TryAdd(person, assignment.Word);
                assignment.Ask();
            }
        }

        FollowAnswers(now);
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
/// <param name="TurnaroundMinutes">Minutes to pack up after it, 0 to <see cref="Shoot.MaxTurnaroundMinutes"/>.</param>
/// <param name="VenueId">The venue that was picked.</param>
/// <param name="HallId">Its hall.</param>
/// <param name="RoomId">The studio's own room.</param>
/// <param name="GearIds">The studio's gear that goes along.</param>
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
    string? Notes = null,
    int? TurnaroundMinutes = null,
    Guid? VenueId = null,
    Guid? HallId = null,
    Guid? RoomId = null,
    IReadOnlyList<Guid>? GearIds = null
)
{
    /// <summary>Everybody who has to be there: the photographer first.</summary>
    public IReadOnlyList<Guid> People => PhotographerId is { } main ? [main, .. AssistantIds] : AssistantIds;

    /// <summary>Busy from: the begin less the way there.</summary>
    public DateTimeOffset BusyFrom => Start.AddMinutes(-(TravelMinutes ?? 0));

    /// <summary>Busy until: the end and the turnaround.</summary>
    public DateTimeOffset BusyTo => End.AddMinutes(TurnaroundMinutes ?? 0);

    /// <summary>The plan without a person, another in their place; who is in the crew already takes it and leaves their own, unless they lead.</summary>
    public ShootPlan Replaced(Guid from, Guid to) =>
        PhotographerId == from
            ? this with
            {
                PhotographerId = to,
                AssistantIds = [.. AssistantIds.Where(a => a != to)],
            }
            : this with
            {
                AssistantIds =
                    PhotographerId == to
                        ? [.. AssistantIds.Where(a => a != from)]
                        : [.. AssistantIds.Select(a => a == from ? to : a).Distinct()],
            };

    /// <summary>
    /// The plan with one person in another's place. Who is in the crew already changes places with them: nobody falls out of it unseen, and handing back
    /// makes it what it was.
    /// </summary>
    public ShootPlan Handed(Guid from, Guid to)
    {
        Guid Other(Guid person) =>
            person == from ? to
            : person == to ? from
            : person;
        return People.Contains(from)
            ? this with
            {
                PhotographerId = PhotographerId is { } main ? Other(main) : null,
                AssistantIds = [.. AssistantIds.Select(Other)],
            }
            : this;
    }
}
