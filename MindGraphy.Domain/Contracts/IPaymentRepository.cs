using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts
{
    /// <summary>Money across all contracts, for lists and sums.</summary>
    public interface IPaymentRepository
    {
        /// <summary>Lines of plans by due day.</summary>
        Task<DueList> DueAsync(DueFilter filter, DateOnly today, DueCursor? after, CancellationToken ct = default);

        /// <summary>Late, due and to come, in won.</summary>
        Task<MoneySums> SumsAsync(DateOnly today, CancellationToken ct = default);

        /// <summary>What is to come by month.</summary>
        Task<CashForecast> ForecastAsync(DateOnly today, TimeZoneInfo zone, CancellationToken ct = default);

        /// <summary>What came and went, newest first.</summary>
        Task<LedgerList> LedgerAsync(string? search, LedgerCursor? after, CancellationToken ct = default);

        /// <summary>The cash receipt of a payment that stands or was cancelled last, locked; null where there is none.</summary>
        Task<CashReceipt?> LockReceiptAsync(Guid paymentId, CancellationToken ct = default);

        /// <summary>Receipts to issue or to cancel, and those that are done.</summary>
        Task<ReceiptList> ReceiptsAsync(ReceiptFilter filter, ReceiptCursor? after, CancellationToken ct = default);

        /// <summary>How many receipts wait, and how many of them are late; each counted to 1,000 at most.</summary>
        Task<ReceiptCounts> ReceiptCountsAsync(DateOnly today, TimeZoneInfo zone, CancellationToken ct = default);

        /// <summary>Open lines of signed contracts that are due on one of the days and whose couple may be reminded.</summary>
        Task<IReadOnlyList<ReminderDue>> RemindersDueAsync(IReadOnlyList<DateOnly> dueOn, CancellationToken ct = default);

        /// <summary>Remembers a step; false where it was remembered before.</summary>
        Task<bool> RememberReminderAsync(Guid planLineId, int step, DateTimeOffset now, CancellationToken ct = default);

        /// <summary>The approval numbers of the standing cash receipts of a contract, by payment.</summary>
        Task<IReadOnlyDictionary<Guid, string>> ApprovalsAsync(Guid contractId, CancellationToken ct = default);

        /// <summary>Adds one.</summary>
        void Add(CashReceipt receipt);

        /// <summary>The refund rules that were in force on a day.</summary>
        Task<IReadOnlyList<RefundRule>> RulesAsync(DateOnly on, CancellationToken ct = default);
    }

    /// <summary>Which lines a list shows.</summary>
    public enum DueKind
    {
        /// <summary>Not paid, and its day is over.</summary>
        Overdue,

        /// <summary>Not paid, due today or later, or without a day yet.</summary>
        Due,

        /// <summary>Paid.</summary>
        Paid,
    }

    /// <summary>What the list is narrowed to.</summary>
    /// <param name="Kind">Which lines.</param>
    /// <param name="Search">Part of a name or a contract's number; null for all.</param>
    public sealed record DueFilter(DueKind Kind, string? Search = null);

    /// <summary>Where the next page begins: after this line.</summary>
    /// <param name="DueOn">Its day; null where it has none yet.</param>
    /// <param name="Id">Its id.</param>
    public sealed record DueCursor(DateOnly? DueOn, Guid Id);

    /// <summary>A page of lines.</summary>
    /// <param name="Rows">At most <see cref="PageSize"/>.</param>
    /// <param name="Next">Where the next page begins; null on the last.</param>
    public sealed record DueList(IReadOnlyList<DueRow> Rows, DueCursor? Next)
    {
        /// <summary>Lines of a page.</summary>
        public const int PageSize = 50;
    }

    /// <summary>A line of a plan in a list.</summary>
    /// <param name="Id">The line.</param>
    /// <param name="ContractId">Its contract.</param>
    /// <param name="Number">C-2026-000123.</param>
    /// <param name="CustomerId">The couple.</param>
    /// <param name="BrideName">Bride.</param>
    /// <param name="GroomName">Groom.</param>
    /// <param name="Kind">What it is called.</param>
    /// <param name="WhatFor">What an additional line is for.</param>
    /// <param name="Amount">How much.</param>
    /// <param name="Paid">How much of it is paid.</param>
    /// <param name="DueOn">Until when; null while the day it is counted from is not known.</param>
    /// <param name="Phone">A number to call; null where none is known.</param>
    public sealed record DueRow(
        Guid Id,
        Guid ContractId,
        string Number,
        Guid CustomerId,
        string BrideName,
        string GroomName,
        PlanLineKind Kind,
        string? WhatFor,
        Money Amount,
        Money Paid,
        DateOnly? DueOn,
        string? Phone
    )
    {
        /// <summary>Both names, bride first.</summary>
        public string Couple => BrideName + " · " + GroomName;

        /// <summary>What is still to come.</summary>
        public Money Open => Amount - Paid;

        /// <summary>Days since it was due; zero where it is not late.</summary>
        public int DaysLate(DateOnly today) => DueOn is { } day && day < today && Open > Money.Zero ? today.DayNumber - day.DayNumber : 0;
    }

    /// <summary>The sums above the lists.</summary>
    /// <param name="Overdue">Late, in won.</param>
    /// <param name="OverdueLines">Late lines.</param>
    /// <param name="DueSoon">Due within 14 days, in won.</param>
    /// <param name="DueSoonLines">Those lines.</param>
    /// <param name="Open">Everything that is to come, in won.</param>
    /// <param name="Surplus">Money beyond what was owed, in won.</param>
    /// <param name="SurplusContracts">How many contracts have some.</param>
    public sealed record MoneySums(
        Money Overdue,
        int OverdueLines,
        Money DueSoon,
        int DueSoonLines,
        Money Open,
        Money Surplus,
        int SurplusContracts
    );

    /// <summary>What is to come.</summary>
    /// <param name="Overdue">Late, before all months.</param>
    /// <param name="Undated">Without a day yet: not signed by all.</param>
    /// <param name="Months">The next twelve months from this one, also empty ones.</param>
    /// <param name="Later">After them.</param>
    public sealed record CashForecast(Money Overdue, Money Undated, IReadOnlyList<ForecastMonth> Months, Money Later);

    /// <summary>A month of the forecast.</summary>
    /// <param name="First">Its first day.</param>
    /// <param name="Expected">What the plans say is still to come in it.</param>
    /// <param name="Lines">In how many lines.</param>
    /// <param name="Received">What came in it less what went back; only this month can have some.</param>
    public sealed record ForecastMonth(DateOnly First, Money Expected, int Lines, Money Received);

    /// <summary>Where the next page begins: after this row.</summary>
    /// <param name="At">Its moment.</param>
    /// <param name="Id">Its id.</param>
    public sealed record LedgerCursor(DateTimeOffset At, Guid Id);

    /// <summary>A page of the ledger.</summary>
    /// <param name="Rows">At most <see cref="DueList.PageSize"/>.</param>
    /// <param name="Next">Where the next page begins; null on the last.</param>
    public sealed record LedgerList(IReadOnlyList<LedgerRow> Rows, LedgerCursor? Next);

    /// <summary>A row of the ledger.</summary>
    /// <param name="Id">The payment.</param>
    /// <param name="ContractId">Its contract.</param>
    /// <param name="Number">C-2026-000123.</param>
    /// <param name="BrideName">Bride.</param>
    /// <param name="GroomName">Groom.</param>
    /// <param name="Type">What for.</param>
    /// <param name="Status">Whether it came.</param>
    /// <param name="Amount">How much.</param>
    /// <param name="Method">How.</param>
    /// <param name="Depositor">Who sent it.</param>
    /// <param name="At">When.</param>
    /// <param name="ReceiptIssued">Whether its cash receipt is issued.</param>
    public sealed record LedgerRow(
        Guid Id,
        Guid ContractId,
        string Number,
        string BrideName,
        string GroomName,
        PaymentType Type,
        PaymentStatus Status,
        Money Amount,
        string? Method,
        string? Depositor,
        DateTimeOffset At,
        bool ReceiptIssued
    )
    {
        /// <summary>Both names, bride first.</summary>
        public string Couple => BrideName + " · " + GroomName;
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Money across all contracts.</summary>
        Contracts.IPaymentRepository Payments { get; }
    }
}
