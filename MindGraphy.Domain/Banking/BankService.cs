using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Imports;

namespace MindGraphy.Domain.Banking
{
    /// <summary>Bank statements: lines come in from a file, are held against what is due, and are booked once.</summary>
    /// <param name="studio">Sessions.</param>
    /// <param name="files">Reads tables.</param>
    /// <param name="clock">The studio's clock.</param>
    public sealed class BankService(IStudio studio, ITableFiles files, StudioClock clock)
    {
        /// <summary>Most bytes of a file.</summary>
        public const int MaxBytes = 5 * 1024 * 1024;

        /// <summary>Most lines of a file that say money came.</summary>
        public const int MaxLines = 5_000;

        /// <summary>Takes the lines of a file in; those that are here already are passed over.</summary>
        /// <returns>
        /// How many were new and how many were here; refused with <see cref="NotAllowed"/>, <see cref="FileTooLarge"/>, <see cref="TooManyRows"/> and as
        /// <see cref="BankFile.Read"/> is.
        /// </returns>
        public async Task<Result<BankUpload>> UploadAsync(Actor actor, Stream file, string name, CancellationToken ct = default)
        {
            if (!actor.May(Rights.Contracts))
            {
                return new NotAllowed();
            }

            if (file.Length > MaxBytes)
            {
                return new FileTooLarge(MaxBytes / 1024 / 1024);
            }

            var read = BankFile.Read(files, file, name);
            if (!read.Succeeded)
            {
                return read.Refusal;
            }

            if (read.Value.Lines.Count > MaxLines)
            {
                return new TooManyRows(MaxLines);
            }

            var seen = new Dictionary<BankLine, int>();
            var entries = read
                .Value.Lines.Select(line =>
                {
                    var same = line with { Number = 0 };
                    seen[same] = seen.GetValueOrDefault(same) + 1;
                    return new BankEntry(
                        line,
                        clock.At(line.Day, line.Time ?? TimeOnly.MinValue),
                        seen[same],
                        name,
                        actor.UserId,
                        clock.Now
                    );
                })
                .ToList();
            await using var session = studio.Open(actor);
            var added = await session.Bank.AddNewAsync(entries, ct);
            session.Raise(new BankChanged());
            var saved = await session.SaveAsync(ct);
            return saved.Succeeded ? new BankUpload(added, entries.Count - added, read.Value.Unread) : saved.Refusal;
        }

        /// <summary>The lines of a state, newest first, those that are open with their candidates.</summary>
        public async Task<Result<BankList>> ListAsync(
            Actor actor,
            BankEntryStatus status,
            BankCursor? after = null,
            CancellationToken ct = default
        )
        {
            if (!actor.May(Rights.Contracts))
            {
                return new NotAllowed();
            }

            await using var session = studio.Open(actor);
            var list = await session.Bank.ListAsync(status, after, ct);
            if (status != BankEntryStatus.Open || list.Rows.Count == 0)
            {
                return list;
            }

            var payable = await session.Bank.PayableAsync(ct);
            return list with
            {
                Rows =
                [
                    .. list.Rows.Select(r =>
                        r with
                        {
                            Candidates = BankMatching.Find(r.Depositor, r.Amount, clock.DateOf(r.OccurredAt), payable),
                        }
                    ),
                ],
            };
        }

        /// <summary>Contracts that something is due in, by part of a name or number; at most 10.</summary>
        public async Task<IReadOnlyList<PayableContract>> SearchAsync(Actor actor, string? text, CancellationToken ct = default)
        {
            if (!actor.May(Rights.Contracts) || StudioText.Clean(text) is not { } search)
            {
                return [];
            }

            await using var session = studio.Open(actor);
            var payable = await session.Bank.PayableAsync(ct);
            return
            [
                .. payable
                    .Where(p =>
                        p.Number.Contains(search, StringComparison.OrdinalIgnoreCase)
                        || p.Names.Any(n => n.Contains(search, StringComparison.OrdinalIgnoreCase))
                    )
                    .Take(10),
            ];
        }

        /// <summary>Books a line as a payment of a contract: both in one transaction, once, whoever else presses.</summary>
        /// <returns>
        /// Refused with <see cref="NotAllowed"/>, <see cref="BankEntryNotFound"/>, <see cref="BankEntryDecided"/>, <see cref="ContractNotFound"/> and as
        /// <see cref="Contract.Receive"/> is.
        /// </returns>
        public async Task<Result> BookAsync(Actor actor, Guid entryId, Guid contractId, CancellationToken ct = default)
        {
            if (!actor.May(Rights.Contracts))
            {
                return new NotAllowed();
            }

            await using var session = studio.Open(actor);
            if (await session.Bank.LockAsync(entryId, ct) is not { } entry)
            {
                return new BankEntryNotFound();
            }

            if (entry.Status != BankEntryStatus.Open)
            {
                return new BankEntryDecided(entry.Status);
            }

            if (await session.Contracts.LockAsync(contractId, ct: ct) is not { } contract)
            {
                return new ContractNotFound();
            }

            var before = contract.ContractStatus;
            var depositor = entry.Depositor is { Length: > Payment.DepositorMaxLength } tooLong
                ? tooLong[..Payment.DepositorMaxLength]
                : entry.Depositor;
            var money = new MoneyIn(entry.Amount, "transfer", entry.OccurredAt, depositor, TransactionId: entry.TransactionId);
            var received = contract.Receive(money, actor.UserId, clock.Now);
            if (!received.Succeeded)
            {
                return received.Refusal;
            }

            var booked = entry.Book(received.Value.Id, actor.UserId, clock.Now);
            if (!booked.Succeeded)
            {
                return booked;
            }

            var contracted = await ContractFacts.CameIntoForceAsync(session, contract, before, clock, ct);
            if (!contracted.Succeeded)
            {
                return contracted;
            }

            session.Raise(new ContractChanged(contract.Id, contract.CustomerId));
            session.Raise(new BankChanged());
            return await session.SaveAsync(ct);
        }

        /// <summary>Books every open line that has exactly one candidate by name and amount. Returns how many.</summary>
        public async Task<Result<int>> BookSureAsync(Actor actor, CancellationToken ct = default)
        {
            var booked = 0;
            BankCursor? after = null;
            do
            {
                var list = await ListAsync(actor, BankEntryStatus.Open, after, ct);
                if (!list.Succeeded)
                {
                    return list.Refusal;
                }

                foreach (var row in list.Value.Rows)
                {
                    // What one line paid changes what the next may pay: each is looked at again as it stands.
                    if (BankMatching.Sure(await CandidatesAsync(actor, row, ct)) is { } sure)
                    {
                        booked += (await BookAsync(actor, row.Id, sure.ContractId, ct)).Succeeded ? 1 : 0;
                    }
                }

                after = list.Value.Next;
            } while (after is not null);

            return booked;
        }

        /// <summary>Says that a line is no business of a contract, or that it is after all.</summary>
        /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="BankEntryNotFound"/> and <see cref="BankEntryDecided"/>.</returns>
        public async Task<Result> IgnoreAsync(Actor actor, Guid entryId, bool ignored, CancellationToken ct = default)
        {
            if (!actor.May(Rights.Contracts))
            {
                return new NotAllowed();
            }

            await using var session = studio.Open(actor);
            if (await session.Bank.LockAsync(entryId, ct) is not { } entry)
            {
                return new BankEntryNotFound();
            }

            var done = entry.Ignore(ignored, actor.UserId, clock.Now);
            if (!done.Succeeded)
            {
                return done;
            }

            session.Raise(new BankChanged());
            return await session.SaveAsync(ct);
        }

        private async Task<IReadOnlyList<BankCandidate>> CandidatesAsync(Actor actor, BankRow row, CancellationToken ct)
        {
            if (BankMatching.Sure(row.Candidates) is null)
            {
                return [];
            }

            await using var session = studio.Open(actor);
            return BankMatching.Find(row.Depositor, row.Amount, clock.DateOf(row.OccurredAt), await session.Bank.PayableAsync(ct));
        }
    }

    /// <summary>Lines of bank statements came in or were decided.</summary>
    public sealed record BankChanged() : IStudioEvent;

    /// <summary>What a file brought.</summary>
    /// <param name="New">Lines that were new.</param>
    /// <param name="Known">Lines that were here.</param>
    /// <param name="Unread">Rows with an amount that could not be read: no day, or no whole won.</param>
    public sealed record BankUpload(int New, int Known, int Unread = 0);

    /// <summary>Where the next page begins: after this line.</summary>
    /// <param name="At">Its moment.</param>
    /// <param name="Id">Its id.</param>
    public sealed record BankCursor(DateTimeOffset At, Guid Id);

    /// <summary>A page of lines.</summary>
    /// <param name="Rows">At most <see cref="PageSize"/>.</param>
    /// <param name="Next">Where the next page begins; null on the last.</param>
    /// <param name="Open">How many are open, counted to 1,000 at most.</param>
    public sealed record BankList(IReadOnlyList<BankRow> Rows, BankCursor? Next, int Open)
    {
        /// <summary>Lines of a page.</summary>
        public const int PageSize = 50;
    }

    /// <summary>A line in the list.</summary>
    /// <param name="Id">The line.</param>
    /// <param name="OccurredAt">When it came.</param>
    /// <param name="Amount">How much.</param>
    /// <param name="Depositor">Who sent it.</param>
    /// <param name="Memo">What else the bank says.</param>
    /// <param name="Status">What became of it.</param>
    /// <param name="ContractId">The contract it was booked in.</param>
    /// <param name="ContractNumber">Its number.</param>
    /// <param name="Couple">Its couple.</param>
    public sealed record BankRow(
        Guid Id,
        DateTimeOffset OccurredAt,
        Money Amount,
        string? Depositor,
        string? Memo,
        BankEntryStatus Status,
        Guid? ContractId,
        string? ContractNumber,
        string? Couple
    )
    {
        /// <summary>What it may pay, the surest first.</summary>
        public IReadOnlyList<BankCandidate> Candidates { get; init; } = [];
    }

    /// <summary>Lines of bank statements and what they are held against.</summary>
    public interface IBankRepository
    {
        /// <summary>Adds those that are not here yet; returns how many.</summary>
        Task<int> AddNewAsync(IReadOnlyList<BankEntry> entries, CancellationToken ct = default);

        /// <summary>A line, its row locked until the session ends.</summary>
        Task<BankEntry?> LockAsync(Guid id, CancellationToken ct = default);

        /// <summary>The line that became a payment, its row locked; null where none did.</summary>
        Task<BankEntry?> LockByPaymentAsync(Guid paymentId, CancellationToken ct = default);

        /// <summary>A page of a state, newest first.</summary>
        Task<BankList> ListAsync(BankEntryStatus status, BankCursor? after, CancellationToken ct = default);

        /// <summary>Every contract that something is due in; at most 5,000, the soonest due first.</summary>
        Task<IReadOnlyList<PayableContract>> PayableAsync(CancellationToken ct = default);
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Lines of bank statements.</summary>
        Banking.IBankRepository Bank { get; }
    }
}
