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

    /// <summary>The same, its row locked until the session is saved: what the field says is never lost to another's save.</summary>
    Task<Shoot?> LockAsync(Guid id, CancellationToken ct = default);

    /// <summary>The same with the rows of its crew, so that nobody is paid for it meanwhile.</summary>
    Task<Shoot?> LockWithCrewAsync(Guid id, CancellationToken ct = default);

    /// <summary>A hold that is on, its row locked until the session is saved; null where there is none.</summary>
    Task<PersonBooking?> LockHoldAsync(Guid id, CancellationToken ct = default);

    /// <summary>
    /// A hold, also one that has ended, after its person's turn was taken; its row is locked until the session is saved. Null where there is none.
    /// </summary>
    Task<PersonBooking?> LockEndedHoldAsync(Guid id, DateTimeOffset now, CancellationToken ct = default);

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

    /// <summary>Ends the holds that are kept for a couple and begin in this time.</summary>
    Task ReleaseHoldsAsync(Guid customerId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default);

    /// <summary>Whose time is held for a couple the whole of this time.</summary>
    Task<IReadOnlySet<Guid>> HeldForAsync(Guid customerId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default);

    /// <summary>Takes private time of a person out of the way: leave is theirs as much, and says it to everybody. Their turn has been taken.</summary>
    Task YieldPrivateAsync(Guid personId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default);

    /// <summary>
    /// Lets the next look at a person's private calendars read them whole: time became free that an unchanged calendar would not tell of.
    /// </summary>
    Task RereadPrivateAsync(Guid personId, CancellationToken ct = default);

    /// <summary>Ends all holds that have run out.</summary>
    /// <returns>Whose they were and when they began.</returns>
    Task<IReadOnlyList<(Guid PersonId, DateTimeOffset From)>> ReleaseExpiredAsync(DateTimeOffset now, CancellationToken ct = default);

    /// <summary>Adds a shoot.</summary>
    void Add(Shoot shoot);

    /// <summary>Keeps who was knowingly booked over what.</summary>
    void Add(IEnumerable<BookingOverride> overrides);

    /// <summary>What this shoot was knowingly booked beside, and what was knowingly booked beside it.</summary>
    Task<IReadOnlyList<BookingOverride>> OverridesAsync(Guid shootId, CancellationToken ct = default);

    /// <summary>What a person said to each of their shoots that begin in this time.</summary>
    Task<IReadOnlyDictionary<Guid, CrewAnswer>> AnswersAsync(
        Guid personId,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct = default
    );

    /// <summary>How many shoots and swaps wait for a person's own answer.</summary>
    Task<CrewWaiting> WaitingAsync(Guid personId, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>The shoots among them, next first, at most 100.</summary>
    Task<IReadOnlyList<CrewRequest>> RequestsAsync(Guid personId, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>Adds a swap.</summary>
    void Add(ShootSwap swap);

    /// <summary>A swap, its row locked until the session is saved; null where there is none.</summary>
    Task<ShootSwap?> LockSwapAsync(Guid id, CancellationToken ct = default);

    /// <summary>Swaps to look at: one's own and those one may take; all open ones where <paramref name="onlyOf"/> is null.</summary>
    Task<IReadOnlyList<SwapRow>> SwapsAsync(Guid? onlyOf, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>Adds a substitution.</summary>
    void Add(Substitution substitution);

    /// <summary>A substitution to answer; null where there is none.</summary>
    Task<Substitution?> FindSubstitutionAsync(Guid id, uint? expectedVersion, CancellationToken ct = default);

    /// <summary>The substitution of a shoot that is asked, agreed or declined; null where there is none.</summary>
    Task<Substitution?> LiveSubstitutionAsync(Guid scheduleId, CancellationToken ct = default);

    /// <summary>Writes that a substitution is withdrawn, before anything else of the session is.</summary>
    Task WriteWithdrawnAsync(Substitution substitution, CancellationToken ct = default);

    /// <summary>The substitutions of a project, oldest first, with who came.</summary>
    Task<IReadOnlyList<SubstitutionRow>> SubstitutionsAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>What a couple reads of a substitution of theirs; null where it is not theirs.</summary>
    Task<SubstitutionSheet?> SubstitutionSheetAsync(Guid id, Guid customerId, CancellationToken ct = default);

    /// <summary>Who the contract of a project promises; null where it names nobody.</summary>
    Task<(Guid Id, string Name)?> PromisedAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>How the couple of a project is called; empty where there is no such project.</summary>
    Task<string> CoupleOfAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>A person's name, family name first; empty where there is no such person.</summary>
    Task<string> NameOfAsync(Guid personId, CancellationToken ct = default);

    /// <summary>A project's day, to change; made where there was none.</summary>
    Task<WeddingDetails> DetailsOfAsync(Guid projectId, uint? expectedVersion = null, CancellationToken ct = default);

    /// <summary>Whether the actor works with the people of a project's day and so may call them.</summary>
    Task<bool> MayCallAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>A project's day for its form; empty where nothing is known.</summary>
    Task<WeddingDayView> DayAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>Everything a crew works from; null where there is no such shoot, or <paramref name="onlyOf"/> is not in its crew.</summary>
    Task<DaySheet?> SheetAsync(Guid shootId, Guid? onlyOf, CancellationToken ct = default);

    /// <summary>Adds a hold.</summary>
    void Add(PersonBooking hold);

    /// <summary>Adds a leave with the time it takes.</summary>
    void Add(PhotographerAvailability leave, PersonBooking busy);

    /// <summary>Takes a leave back, with the time it took.</summary>
    void Remove(PhotographerAvailability leave);

    /// <summary>Everything that keeps these people busy in this time, by begin.</summary>
    Task<IReadOnlyList<PersonClash>> ClashesAsync(
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

    /// <summary>Leads in proposal for a day that have no project yet, without one of them; the first hundred.</summary>
    Task<IReadOnlyList<Guid>> AskingForAsync(DateOnly day, Guid except, CancellationToken ct = default);

    /// <summary>Whether a couple has a shoot at that hour, in the window of <see cref="CapacityAsync"/>, that was not called off.</summary>
    Task<bool> HasShootAsync(Guid customerId, DateOnly day, TimeOnly? time, CancellationToken ct = default);

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
