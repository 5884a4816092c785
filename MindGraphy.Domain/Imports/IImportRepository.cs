using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Imports;

/// <summary>Imports, what they wrote, and the couples that a row may mean.</summary>
public interface IImportRepository
{
    /// <summary>Adds an import.</summary>
    void Add(Import import);

    /// <summary>An import; null where there is none.</summary>
    Task<Import?> FindAsync(Guid id, CancellationToken ct = default);

    /// <summary>An import under its row's lock: two clicks, a batch and a cancel come one after the other.</summary>
    Task<Import?> LockAsync(Guid id, CancellationToken ct = default);

    /// <summary>The page of an import; null where there is none.</summary>
    Task<ImportSheet?> SheetAsync(Guid id, CancellationToken ct = default);

    /// <summary>The newest imports.</summary>
    Task<IReadOnlyList<ImportEntry>> ListAsync(CancellationToken ct = default);

    /// <summary>What columns with these headers were said to be the last time; null where they are new.</summary>
    Task<string[]?> RememberedAsync(string headerKey, CancellationToken ct = default);

    /// <summary>Problems in the order of the rows.</summary>
    /// <param name="id">The import.</param>
    /// <param name="most">At most so many; null for all, read one by one.</param>
    /// <param name="ct">Cancels.</param>
    IAsyncEnumerable<ImportProblem> ProblemsAsync(Guid id, int? most, CancellationToken ct = default);

    /// <summary>Forgets the problems of an earlier dry run.</summary>
    Task ClearProblemsAsync(Guid id, CancellationToken ct = default);

    /// <summary>Keeps problems; those that are known already stay as they are.</summary>
    Task AddProblemsAsync(Guid id, IReadOnlyList<ImportProblem> problems, CancellationToken ct = default);

    /// <summary>Who may look after couples.</summary>
    Task<IReadOnlyList<ImportManager>> ManagersAsync(CancellationToken ct = default);

    /// <summary>Lets one batch of one import write at a time, until the end of the transaction: two files with one couple make it once.</summary>
    Task TakeTurnAsync(CancellationToken ct = default);

    /// <summary>Couples that any of these rows may mean, in one statement.</summary>
    Task<IReadOnlyList<KnownCouple>> AlikeAsync(IReadOnlyList<CustomerDetails> rows, CancellationToken ct = default);

    /// <summary>Couples with their people under their rows' locks, in the order of their ids.</summary>
    Task<IReadOnlyList<Customer>> LockCouplesAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default);

    /// <summary>Which of these couples an import made.</summary>
    Task<IReadOnlySet<Guid>> MadeByAsync(Guid importId, IReadOnlyCollection<Guid> ids, CancellationToken ct = default);

    /// <summary>Notes that the import itself wrote a couple of its own once more, so that taking it back does not take that for an edit.</summary>
    Task RewroteAsync(Guid importId, Guid customerId, DateTimeOffset at, CancellationToken ct = default);

    /// <summary>Writes new couples with people, addresses and history, and remembers what was made and filled in.</summary>
    Task WriteAsync(Guid importId, IReadOnlyList<MadeCouple> made, IReadOnlyList<FilledCouple> filled, CancellationToken ct = default);

    /// <summary>Removes the couples that an import made and nobody touched since, and says of the others why they stay.</summary>
    /// <returns>How many were removed and how many stay.</returns>
    Task<(int Removed, int Kept)> RemoveMadeAsync(Guid importId, CancellationToken ct = default);

    /// <summary>What an import filled in, by row.</summary>
    Task<IReadOnlyList<FilledCouple>> FilledAsync(Guid importId, CancellationToken ct = default);

    /// <summary>Says what became of filled rows when the import was taken back.</summary>
    Task MarkFilledAsync(Guid importId, IReadOnlyCollection<int> restored, IReadOnlyCollection<int> kept, CancellationToken ct = default);

    /// <summary>What the undo left as it is, and why; the first of them.</summary>
    Task<IReadOnlyList<KeptCouple>> KeptAsync(Guid importId, CancellationToken ct = default);

    /// <summary>Files that no import needs any more.</summary>
    Task<IReadOnlyList<string>> OldFilesAsync(DateTimeOffset before, CancellationToken ct = default);
}

/// <summary>A couple that is here.</summary>
/// <param name="Id">Which.</param>
/// <param name="GroomName">Groom.</param>
/// <param name="BrideName">Bride.</param>
/// <param name="GroomPhone">E.164.</param>
/// <param name="BridePhone">E.164.</param>
/// <param name="Email">E-mail.</param>
/// <param name="WeddingDate">Day.</param>
/// <param name="WeddingVenue">Place.</param>
public sealed record KnownCouple(
    Guid Id,
    string GroomName,
    string BrideName,
    string? GroomPhone,
    string? BridePhone,
    string? Email,
    DateOnly? WeddingDate,
    string? WeddingVenue
)
{
    /// <summary>By what it is known again.</summary>
    public IEnumerable<string> Keys =>
        CoupleKeys.Of(new CustomerDetails(GroomName, BrideName, GroomPhone, BridePhone, Email, WeddingDate, null, WeddingVenue));
}

/// <summary>A couple that a row made.</summary>
/// <param name="Row">The row.</param>
/// <param name="Customer">The couple.</param>
public sealed record MadeCouple(int Row, Customer Customer);

/// <summary>What a row filled in.</summary>
/// <param name="Row">The row.</param>
/// <param name="CustomerId">The couple.</param>
/// <param name="Values">Fields and what was written into them.</param>
public sealed record FilledCouple(int Row, Guid CustomerId, IReadOnlyDictionary<string, string> Values);

/// <summary>A line in the list of imports.</summary>
/// <param name="Id">Which.</param>
/// <param name="FileName">The file.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ByName">Who.</param>
/// <param name="NewRows">Couples made or to be made.</param>
/// <param name="DuplicateRows">Couples that were here.</param>
/// <param name="RefusedRows">Rows with an error.</param>
public sealed record ImportEntry(
    Guid Id,
    string FileName,
    ImportStatus Status,
    DateTimeOffset CreatedAt,
    string? ByName,
    int NewRows,
    int DuplicateRows,
    int RefusedRows
);

/// <summary>The page of an import.</summary>
public sealed record ImportSheet(
    Guid Id,
    string FileName,
    long FileSize,
    ImportStatus Status,
    DateTimeOffset CreatedAt,
    string? ByName,
    string[] Columns,
    string[] SampleValues,
    string[] Mapping,
    DuplicateRule Rule,
    int? TotalRows,
    int DoneRows,
    int NewRows,
    int DuplicateRows,
    int FilledRows,
    int RefusedRows,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? UndoneAt,
    int UndoneRows,
    int KeptRows,
    string? FailedBecause
)
{
    /// <summary>What the columns mean.</summary>
    public IReadOnlyList<ImportField?> Fields => ImportFields.Of(Mapping);
}

/// <summary>What an undo left as it is.</summary>
/// <param name="Row">The row.</param>
/// <param name="CustomerId">The couple.</param>
/// <param name="BrideName">Bride.</param>
/// <param name="GroomName">Groom.</param>
/// <param name="Reason">Why.</param>
public sealed record KeptCouple(int Row, Guid CustomerId, string BrideName, string GroomName, KeptReason Reason);
