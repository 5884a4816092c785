namespace MindGraphy.Domain.Customers;

/// <summary>Couples, and the screens that show them.</summary>
public interface ICustomerRepository
{
    /// <summary>Adds a couple.</summary>
    void Add(Customer customer);

    /// <summary>A couple with its people; null where there is none.</summary>
    /// <param name="id">The couple.</param>
    /// <param name="expectedVersion">The version the screen showed: saving is refused where it is not the row's any more. Null for whatever stands there.</param>
    /// <param name="ct">Cancels.</param>
    Task<Customer?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default);

    /// <summary>A couple under its row's lock: two moves of one card come one after the other. Null where there is none.</summary>
    Task<Customer?> LockAsync(Guid id, CancellationToken ct = default);

    /// <summary>A couple under its row's lock with its people, those taken off included, and its addresses. Null where there is none.</summary>
    Task<Customer?> LockFileAsync(Guid id, CancellationToken ct = default);

    /// <summary>Whether a person signs a contract that is not signed by all yet.</summary>
    Task<bool> SignsAsync(Guid contactId, CancellationToken ct = default);

    /// <summary>
    /// Couples without a contract or project that never became customers and that nobody dealt with since a moment, oldest first, under their rows'
    /// locks; those that somebody else holds are left out.
    /// </summary>
    Task<Forgettable> LockForgettableAsync(DateTimeOffset before, int most, CancellationToken ct = default);

    /// <summary>Removes couples, those that were merged into them, and everything that belongs to them.</summary>
    Task RemoveAsync(IReadOnlyCollection<Guid> couples, CancellationToken ct = default);

    /// <summary>Adds lines about changed fields.</summary>
    void Add(IEnumerable<CustomerChange> changes);

    /// <summary>Adds a line of the timeline.</summary>
    void Add(Activity activity);

    /// <summary>A line of the timeline that staff wrote, to change; null where there is none.</summary>
    Task<Activity?> FindActivityAsync(Guid id, CancellationToken ct = default);

    /// <summary>Who changed a field last; null where nobody is known.</summary>
    /// <param name="id">The couple.</param>
    /// <param name="field">Which.</param>
    /// <param name="contactId">The person, where the field is a person's.</param>
    /// <param name="ct">Cancels.</param>
    Task<string?> LastChangerAsync(Guid id, CustomerField field, Guid? contactId, CancellationToken ct = default);

    /// <summary>Who moved a card last; null where a fact or the public form did.</summary>
    Task<string?> LastMoverAsync(Guid id, CancellationToken ct = default);

    /// <summary>The board: the newest cards of every column and their counts, in two statements however many couples there are.</summary>
    Task<IReadOnlyList<BoardStage>> BoardAsync(BoardFilter filter, CancellationToken ct = default);

    /// <summary>The next cards of a column after the last one that is shown.</summary>
    Task<IReadOnlyList<LeadCard>> MoreAsync(LeadStatus stage, BoardFilter filter, LeadCard after, CancellationToken ct = default);

    /// <summary>Some cards as they stand now; those that are gone or that the filter leaves out are missing.</summary>
    Task<IReadOnlyList<LeadCard>> CardsAsync(IReadOnlyCollection<Guid> ids, BoardFilter filter, CancellationToken ct = default);

    /// <summary>A page of the list in the filter's order.</summary>
    /// <param name="filter">Which, and in which order.</param>
    /// <param name="after">The key that the page before handed out; null for the first page. A key of another order begins anew.</param>
    /// <param name="ct">Cancels.</param>
    Task<CustomerPages> ListAsync(CustomerFilter filter, string? after, CancellationToken ct = default);

    /// <summary>The ids of the couples that a filter shows, at most so many, in its order; for acts on many.</summary>
    Task<IReadOnlyList<Guid>> IdsAsync(LeadFilter filter, int most, CancellationToken ct = default);

    /// <summary>To whom each of these couples' mail goes: the bride, else the groom, else whoever has an address.</summary>
    /// <param name="ids">The couples.</param>
    /// <param name="advertising">Whoever agreed to advertising comes first.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<Pipeline.Addressee>> AddresseesAsync(
        IReadOnlyCollection<Guid> ids,
        bool advertising,
        CancellationToken ct = default
    );

    /// <summary>Everything on the page of a couple but its timeline, in one statement; null where there is none.</summary>
    Task<CustomerSheet?> SheetAsync(Guid id, CancellationToken ct = default);

    /// <summary>A stretch of a couple's timeline, newest first, in one statement.</summary>
    Task<TimelinePage> TimelineAsync(
        Guid id,
        TimelineFilter filter,
        TimelinePosition? before,
        int most = TimelinePage.Size,
        CancellationToken ct = default
    );

    /// <summary>A line that staff wrote, under its row's lock; null where there is none.</summary>
    Task<Activity?> LockActivityAsync(Guid id, CancellationToken ct = default);

    /// <summary>The latest answer of a person to a consent; null where they were never asked.</summary>
    Task<Consent?> LatestConsentAsync(Guid contactId, ConsentKind kind, CancellationToken ct = default);

    /// <summary>Active accounts that may look after couples, by name.</summary>
    Task<IReadOnlyList<ManagerChoice>> ManagersAsync(CancellationToken ct = default);
}
