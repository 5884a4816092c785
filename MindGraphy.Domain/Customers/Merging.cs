using System.Text.Json;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers
{
    /// <summary>One merge of two couples (<c>customer_merges</c>): what was before, so that it can be taken back within a day.</summary>
    public sealed class CustomerMerge
    {
        /// <summary>How long a merge can be taken back.</summary>
        public static readonly TimeSpan UndoWithin = TimeSpan.FromHours(24);

        private CustomerMerge() { }

        /// <summary>Records a merge.</summary>
        public CustomerMerge(Guid keptId, Guid goneId, MergeSnapshot snapshot, Actor actor, DateTimeOffset now) =>
            (Id, KeptId, GoneId, Snapshot, MergedById, MergedAt) = (
                Ids.New(),
                keptId,
                goneId,
                JsonSerializer.Serialize(snapshot),
                actor.UserId,
                now
            );

        /// <summary>Id.</summary>
        public Guid Id { get; private init; }

        /// <summary>The couple that stayed.</summary>
        public Guid KeptId { get; private init; }

        /// <summary>The couple that was merged into it.</summary>
        public Guid GoneId { get; private init; }

        /// <summary>What was before, as JSON.</summary>
        public string Snapshot { get; private init; } = "{}";

        /// <summary>Who; null for the system.</summary>
        public Guid? MergedById { get; private init; }

        /// <summary>When.</summary>
        public DateTimeOffset MergedAt { get; private init; }

        /// <summary>When it was taken back.</summary>
        public DateTimeOffset? UndoneAt { get; private set; }

        /// <summary>Who took it back.</summary>
        public Guid? UndoneById { get; private set; }

        /// <summary>What was before.</summary>
        public MergeSnapshot Before() => JsonSerializer.Deserialize<MergeSnapshot>(Snapshot)!;

        /// <summary>Marks it as taken back.</summary>
        /// <returns>Refused with <see cref="MergeAlreadyUndone"/> or <see cref="MergeTooOld"/>.</returns>
        public Result Undo(Actor actor, DateTimeOffset now)
        {
            if (UndoneAt is not null)
            {
                return new MergeAlreadyUndone();
            }

            if (now - MergedAt > UndoWithin)
            {
                return new MergeTooOld();
            }

            (UndoneAt, UndoneById) = (now, actor.UserId);
            return Result.Ok;
        }
    }

    /// <summary>How two couples were before they were merged, and what moved.</summary>
    /// <param name="Kept">Fields of the one that stayed, before.</param>
    /// <param name="Gone">Fields of the other, before.</param>
    /// <param name="After">Fields of the one that stayed, after.</param>
    /// <param name="CancelReason">Why the one that stayed had been lost.</param>
    /// <param name="CancelNote">What was added to it.</param>
    /// <param name="Moved">Ids of the rows that moved, by table.</param>
    /// <param name="People">The people that moved, as they were.</param>
    /// <param name="KeptFirstResponseAt">When the one that stayed was first answered.</param>
    /// <param name="KeptStatusChangedAt">Since when it stood where it stood.</param>
    public sealed record MergeSnapshot(
        IReadOnlyDictionary<string, string?> Kept,
        IReadOnlyDictionary<string, string?> Gone,
        IReadOnlyDictionary<string, string?> After,
        string? CancelReason,
        string? CancelNote,
        IReadOnlyDictionary<string, IReadOnlyList<Guid>> Moved,
        IReadOnlyList<MovedPerson> People,
        DateTimeOffset? KeptFirstResponseAt,
        DateTimeOffset? KeptStatusChangedAt
    );

    /// <summary>A person who moved, as they were.</summary>
    /// <param name="Id">The person.</param>
    /// <param name="Role">Their role.</param>
    /// <param name="RemovedAt">When they had been taken off; null where they had not.</param>
    public sealed record MovedPerson(Guid Id, string Role, DateTimeOffset? RemovedAt);

    /// <summary>Both files side by side, before they are merged.</summary>
    /// <param name="Kept">The one that stays.</param>
    /// <param name="Other">The one that goes into it.</param>
    /// <param name="Rows">How many of the other's rows would move, by table; only where there are any.</param>
    /// <param name="Moving">The rows themselves, the newest <see cref="MovingRow.Most"/> of each table.</param>
    public sealed record MergePreview(
        MergeSide Kept,
        MergeSide Other,
        IReadOnlyDictionary<string, int> Rows,
        IReadOnlyList<MovingRow> Moving
    )
    {
        /// <summary>Fields in which they differ.</summary>
        public IReadOnlyList<CustomerField> Differing =>
            [.. Customer.MergeFields.Where(f => Kept.Shown[f.ToString()] != Other.Shown[f.ToString()])];
    }

    /// <summary>A row that would move.</summary>
    /// <param name="Table">Its table.</param>
    /// <param name="At">When it came to be.</param>
    /// <param name="Text">What it says: a name, a number, the beginning of a note; null where it says nothing by itself.</param>
    /// <param name="Code">Label of its kind, as the database writes it; null where there is none.</param>
    public sealed record MovingRow(string Table, DateTimeOffset At, string? Text, string? Code)
    {
        /// <summary>Most rows of a table that are shown one by one.</summary>
        public const int Most = 50;
    }

    /// <summary>One of two files.</summary>
    /// <param name="Id">The couple.</param>
    /// <param name="CoupleName">Both names.</param>
    /// <param name="Status">Where they stand.</param>
    /// <param name="CreatedAt">When they asked.</param>
    /// <param name="Version">The row's version.</param>
    /// <param name="Shown">Values by field; people as names.</param>
    public sealed record MergeSide(
        Guid Id,
        string CoupleName,
        LeadStatus Status,
        DateTimeOffset CreatedAt,
        uint Version,
        IReadOnlyDictionary<string, string?> Shown
    );

    /// <summary>What a merge came to when it was taken back.</summary>
    /// <param name="GoneId">The couple that stands by itself again.</param>
    /// <param name="FieldsThatStayed">Fields that somebody changed since.</param>
    /// <param name="RowsThatStayed">Rows that are no longer there, by table.</param>
    public sealed record MergeUndone(Guid GoneId, IReadOnlyList<string> FieldsThatStayed, IReadOnlyDictionary<string, int> RowsThatStayed);

    /// <summary>Couples that may be the same.</summary>
    /// <param name="Id">The other couple.</param>
    /// <param name="CoupleName">Both names.</param>
    /// <param name="WeddingDate">Their day.</param>
    /// <param name="Why">What is the same.</param>
    public sealed record Duplicate(Guid Id, string CoupleName, DateOnly? WeddingDate, DuplicateReason Why);

    /// <summary>What two couples have in common.</summary>
    public enum DuplicateReason
    {
        /// <summary>A telephone number.</summary>
        Phone,

        /// <summary>An e-mail address.</summary>
        Email,

        /// <summary>Day and venue.</summary>
        DayAndVenue,
    }

    /// <summary>What the page of a couple says about merges.</summary>
    /// <param name="MergedInto">The couple that this one was merged into.</param>
    /// <param name="UndoId">The latest merge into this one that can be taken back.</param>
    /// <param name="UndoName">Whose file it was.</param>
    /// <param name="Duplicates">Couples that may be the same.</param>
    public sealed record MergeState(Guid? MergedInto, Guid? UndoId, string? UndoName, IReadOnlyList<Duplicate> Duplicates);

    /// <summary>Merges, and who may be whom.</summary>
    public interface IMergingRepository
    {
        /// <summary>Both couples under their rows' locks, taken in the order of their ids; null where one is missing.</summary>
        Task<(Customer Kept, Customer Other)?> LockAsync(Guid kept, Guid other, CancellationToken ct = default);

        /// <summary>Moves every row of one couple to another and says which; the couple's own bride and groom become other people there.</summary>
        Task<(IReadOnlyDictionary<string, IReadOnlyList<Guid>> Moved, IReadOnlyList<MovedPerson> People)> MoveAsync(
            Guid from,
            Guid to,
            DateTimeOffset now,
            CancellationToken ct = default
        );

        /// <summary>Moves rows back that are still there, and says how many of each table are not.</summary>
        Task<IReadOnlyDictionary<string, int>> MoveBackAsync(CustomerMerge merge, CancellationToken ct = default);

        /// <summary>Rows of a couple by table.</summary>
        Task<IReadOnlyDictionary<string, int>> CountAsync(Guid customer, CancellationToken ct = default);

        /// <summary>Those rows, the newest of each table first.</summary>
        Task<IReadOnlyList<MovingRow>> RowsAsync(Guid customer, CancellationToken ct = default);

        /// <summary>Adds a merge.</summary>
        void Add(CustomerMerge merge);

        /// <summary>A merge under its row's lock; null where there is none.</summary>
        Task<CustomerMerge?> LockMergeAsync(Guid id, CancellationToken ct = default);

        /// <summary>A file as a merge shows it; null where there is none.</summary>
        Task<MergeSide?> SideAsync(Guid id, CancellationToken ct = default);

        /// <summary>What the page of a couple says about merges; null where there is no such couple.</summary>
        Task<MergeState?> StateAsync(Guid id, DateTimeOffset since, CancellationToken ct = default);

        /// <summary>Couples with the same phone, e-mail, or day and venue, at most 5, in one statement.</summary>
        Task<IReadOnlyList<Duplicate>> DuplicatesAsync(
            Guid? except,
            IReadOnlyCollection<string> phones,
            IReadOnlyCollection<string> emails,
            DateOnly? day,
            string? venue,
            CancellationToken ct = default
        );
    }

    /// <summary>A couple can't be merged with itself.</summary>
    public sealed record MergeWithItself() : Refusal(RefusalKind.Invalid);

    /// <summary>One of the two was merged meanwhile.</summary>
    public sealed record AlreadyMerged() : Refusal(RefusalKind.Conflict);

    /// <summary>No such merge.</summary>
    public sealed record MergeNotFound() : Refusal(RefusalKind.NotFound);

    /// <summary>The merge was already taken back.</summary>
    public sealed record MergeAlreadyUndone() : Refusal(RefusalKind.Conflict);

    /// <summary>A merge can be taken back within 24 hours.</summary>
    public sealed record MergeTooOld() : Refusal(RefusalKind.Conflict);
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Merges of couples.</summary>
        Customers.IMergingRepository Merging { get; }
    }
}
