using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Search;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using Npgsql;

namespace MindGraphy.Data.Contracts
{
    internal sealed class PaymentRepository(StudioSession session) : IPaymentRepository
    {
        private const int CountCap = 1_000;

        // Sent or signed: what is only drafted is not owed yet, what was called off no more.
        private const string Live = "k.contract_status IN ('sent', 'signed', 'active', 'completed')";

        // Cash to the tax office, and enough of it.
        private const string NeedsReceipt =
            "p.payment_status = 'completed' AND p.payment_type <> 'refund' AND p.payment_method IN ('transfer', 'cash') AND p.amount >= 100000 AND NOT p.cash_receipt_issued";

        private StudioDbContext Db => session.Db;

        public async Task<DueList> DueAsync(DueFilter filter, DateOnly today, DueCursor? after, CancellationToken ct = default)
        {
            var (which, order) = filter.Kind switch
            {
                DueKind.Overdue => ("l.paid < l.amount AND l.due_on < @today AND k.signed_at IS NOT NULL", ">"),
                DueKind.Due => ("l.paid < l.amount AND (l.due_on IS NULL OR l.due_on >= @today OR k.signed_at IS NULL)", ">"),
                _ => ("l.paid = l.amount", "<"),
            };
            var direction = order == ">" ? "ASC" : "DESC";
            var rows = await QueryAsync<DueRecord>(
                $"""
                SELECT l.id, l.contract_id, k.contract_number AS number, k.customer_id, c.bride_name, c.groom_name, l.kind, l.what_for, l.amount, l.paid,
                    l.due_on, coalesce(c.bride_phone, c.groom_phone) AS phone
                FROM payment_plan_lines l JOIN contracts k ON k.id = l.contract_id JOIN customers c ON c.id = k.customer_id
                WHERE {Live} AND {which}
                    AND (@like IS NULL OR c.bride_name ILIKE @like OR c.groom_name ILIKE @like OR k.contract_number ILIKE @like)
                    AND (@after IS NULL OR (coalesce(l.due_on, 'infinity'), l.id) {order} (@after, @id))
                ORDER BY coalesce(l.due_on, 'infinity') {direction}, l.id {direction}
                LIMIT {DueList.PageSize + 1}
                """,
                [
                    Text("like", LikePattern.Anywhere(filter.Search)),
                    new("today", today),
                    new("after", NpgsqlTypes.NpgsqlDbType.Date)
                    {
                        Value =
                            after is null ? DBNull.Value
                            : after.DueOn is { } day ? day
                            : DateOnly.MaxValue,
                    },
                    new("id", after?.Id ?? Guid.Empty),
                ],
                ct
            );
            var shown = rows.Take(DueList.PageSize).Select(r => r.ToRow()).ToList();
            return new DueList(shown, rows.Count > shown.Count ? new DueCursor(shown[^1].DueOn, shown[^1].Id) : null);
        }

        public async Task<MoneySums> SumsAsync(DateOnly today, CancellationToken ct = default)
        {
            var soon = today.AddDays(14);
            var sums = await Db
                .Database.SqlQuery<SumsRecord>(
                    $"""
                    SELECT coalesce(sum(l.amount - l.paid) FILTER (WHERE late), 0)::bigint AS overdue,
                        count(*) FILTER (WHERE late)::int AS overdue_lines,
                        coalesce(sum(l.amount - l.paid) FILTER (WHERE soon), 0)::bigint AS due_soon,
                        count(*) FILTER (WHERE soon)::int AS due_soon_lines,
                        coalesce(sum(l.amount - l.paid), 0)::bigint AS open,
                        (SELECT coalesce(sum(k.to_return), 0)::bigint FROM contracts k WHERE k.to_return > 0) AS surplus,
                        (SELECT count(*)::int FROM contracts k WHERE k.to_return > 0) AS surplus_contracts
                    FROM (
                        SELECT l.amount, l.paid, l.due_on < {today} AND k.signed_at IS NOT NULL AS late,
                            l.due_on BETWEEN {today} AND {soon} AND k.signed_at IS NOT NULL AS soon
                        FROM payment_plan_lines l JOIN contracts k ON k.id = l.contract_id
                        WHERE l.paid < l.amount AND k.contract_status IN ('sent', 'signed', 'active', 'completed')
                    ) l
                    """
                )
                .SingleAsync(ct);
            return new MoneySums(
                new Money(sums.Overdue),
                sums.OverdueLines,
                new Money(sums.DueSoon),
                sums.DueSoonLines,
                new Money(sums.Open),
                new Money(sums.Surplus),
                sums.SurplusContracts
            );
        }

        public async Task<CashForecast> ForecastAsync(DateOnly today, TimeZoneInfo zone, CancellationToken ct = default)
        {
            var first = new DateOnly(today.Year, today.Month, 1);
            var from = StudioMoment(first, zone);
            var rows = await Db
                .Database.SqlQuery<MonthRecord>(
                    $"""
                    SELECT CASE WHEN l.due_on IS NULL OR k.signed_at IS NULL THEN NULL WHEN l.due_on < {today} THEN '-infinity'::date
                            ELSE date_trunc('month', l.due_on)::date END AS month,
                        sum(l.amount - l.paid)::bigint AS expected, count(*)::int AS lines
                    FROM payment_plan_lines l JOIN contracts k ON k.id = l.contract_id
                    WHERE l.paid < l.amount AND k.contract_status IN ('sent', 'signed', 'active', 'completed')
                    GROUP BY 1
                    """
                )
                .ToListAsync(ct);
            var received = await Db
                .Database.SqlQuery<long>(
                    $"""
                    SELECT coalesce(sum(CASE WHEN p.payment_type = 'refund' THEN -p.amount ELSE p.amount END), 0)::bigint AS "Value"
                    FROM payments p WHERE p.payment_status IN ('completed', 'refunded') AND p.payment_date >= {from}
                    """
                )
                .SingleAsync(ct);
            Money Sum(Func<MonthRecord, bool> which) => new(rows.Where(which).Sum(r => r.Expected));
            var last = first.AddMonths(12);
            return new CashForecast(
                Sum(r => r.Month == DateOnly.MinValue),
                Sum(r => r.Month is null),
                [
                    .. Enumerable
                        .Range(0, 12)
                        .Select(i => first.AddMonths(i))
                        .Select(m => new ForecastMonth(
                            m,
                            Sum(r => r.Month == m),
                            rows.Where(r => r.Month == m).Sum(r => r.Lines),
                            new Money(m == first ? received : 0)
                        )),
                ],
                Sum(r => r.Month >= last)
            );
        }

        public async Task<LedgerList> LedgerAsync(string? search, LedgerCursor? after, CancellationToken ct = default)
        {
            var rows = await QueryAsync<LedgerRecord>(
                $"""
                SELECT p.id, p.contract_id, k.contract_number AS number, c.bride_name, c.groom_name, p.payment_type AS type, p.payment_status AS status,
                    p.amount, p.payment_method AS method, p.depositor, p.payment_date AS at, p.cash_receipt_issued AS receipt_issued
                FROM payments p JOIN contracts k ON k.id = p.contract_id JOIN customers c ON c.id = k.customer_id
                WHERE p.payment_status IN ('completed', 'refunded') AND p.payment_date IS NOT NULL
                    AND (@like IS NULL OR c.bride_name ILIKE @like OR c.groom_name ILIKE @like OR k.contract_number ILIKE @like OR p.depositor ILIKE @like)
                    AND (@after IS NULL OR (p.payment_date, p.id) < (@after, @id))
                ORDER BY p.payment_date DESC, p.id DESC LIMIT {DueList.PageSize + 1}
                """,
                [Text("like", LikePattern.Anywhere(search)), Moment("after", after?.At), new("id", after?.Id ?? Guid.Empty)],
                ct
            );
            var shown = rows.Take(DueList.PageSize).Select(r => r.ToRow()).ToList();
            return new LedgerList(shown, rows.Count > shown.Count ? new LedgerCursor(shown[^1].At, shown[^1].Id) : null);
        }

        public async Task<CashReceipt?> LockReceiptAsync(Guid paymentId, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            return await Db.Set<CashReceipt>()
                .FromSql($"SELECT * FROM cash_receipts WHERE payment_id = {paymentId} ORDER BY id DESC LIMIT 1 FOR UPDATE")
                .SingleOrDefaultAsync(ct);
        }

        public async Task<ReceiptList> ReceiptsAsync(ReceiptFilter filter, ReceiptCursor? after, CancellationToken ct = default)
        {
            // What waits goes oldest first, what is done newest first.
            var (join, which, order) = filter.Kind switch
            {
                ReceiptKind.ToIssue => ("LEFT JOIN cash_receipts r ON false", NeedsReceipt, ">"),
                ReceiptKind.ToCancel => (
                    "JOIN cash_receipts r ON r.payment_id = p.id AND r.cancelled_on IS NULL",
                    "p.payment_status = 'refunded'",
                    ">"
                ),
                _ => ("JOIN cash_receipts r ON r.payment_id = p.id", "true", "<"),
            };
            var direction = order == ">" ? "ASC" : "DESC";
            var rows = await QueryAsync<ReceiptRecord>(
                $"""
                SELECT p.id AS payment_id, coalesce(r.id, '00000000-0000-0000-0000-000000000000') AS receipt_id, p.contract_id, k.contract_number AS number, c.bride_name, c.groom_name,
                    coalesce(c.bride_phone, c.groom_phone) AS phone, p.depositor, p.amount, p.payment_date AS paid_at, r.approval_number,
                    r."use", r.issued_on, r.cancel_approval_number, r.cancelled_on
                FROM payments p {join} JOIN contracts k ON k.id = p.contract_id JOIN customers c ON c.id = k.customer_id
                WHERE {which} AND p.payment_date IS NOT NULL
                    AND (@like IS NULL OR c.bride_name ILIKE @like OR c.groom_name ILIKE @like OR k.contract_number ILIKE @like
                        OR p.depositor ILIKE @like OR r.approval_number ILIKE @like)
                    AND (@after IS NULL OR (p.payment_date, p.id, coalesce(r.id, '00000000-0000-0000-0000-000000000000')) {order} (@after, @id, @receipt))
                ORDER BY p.payment_date {direction}, p.id {direction}, receipt_id {direction} LIMIT {DueList.PageSize + 1}
                """,
                [
                    Text("like", LikePattern.Anywhere(filter.Search)),
                    Moment("after", after?.At),
                    new("id", after?.Id ?? Guid.Empty),
                    new("receipt", after?.ReceiptId ?? Guid.Empty),
                ],
                ct
            );
            var shown = rows.Take(DueList.PageSize).Select(r => r.ToRow()).ToList();
            return new ReceiptList(
                shown,
                rows.Count > shown.Count ? new ReceiptCursor(shown[^1].PaidAt, shown[^1].PaymentId, shown[^1].ReceiptId) : null
            );
        }

        public async Task<ReceiptCounts> ReceiptCountsAsync(DateOnly today, TimeZoneInfo zone, CancellationToken ct = default)
        {
            // Five days after the day the money came it is too late on the sixth.
            var late = StudioMoment(today.AddDays(-CashReceipt.DaysToIssue), zone);
            var counts = await QueryAsync<CountsRecord>(
                $"""
                SELECT (SELECT count(*)::int FROM (SELECT 1 FROM payments p WHERE {NeedsReceipt} LIMIT {CountCap}) few) AS to_issue,
                    (SELECT count(*)::int FROM (SELECT 1 FROM payments p WHERE {NeedsReceipt} AND p.payment_date < @late LIMIT {CountCap}) few) AS late,
                    (SELECT count(*)::int FROM (
                        SELECT 1 FROM payments p JOIN cash_receipts r ON r.payment_id = p.id AND r.cancelled_on IS NULL
                        WHERE p.payment_status = 'refunded' LIMIT {CountCap}) few) AS to_cancel
                """,
                [new("late", late)],
                ct
            );
            return new ReceiptCounts(counts[0].ToIssue, counts[0].Late, counts[0].ToCancel);
        }

        public async Task<IReadOnlyList<ReminderDue>> RemindersDueAsync(IReadOnlyList<DateOnly> dueOn, CancellationToken ct = default) =>
            await Db
                .Database.SqlQuery<ReminderDue>(
                    $"""
                    SELECT l.id AS plan_line_id, k.id AS contract_id, k.customer_id, l.due_on
                    FROM payment_plan_lines l JOIN contracts k ON k.id = l.contract_id
                    WHERE l.paid < l.amount AND l.due_on = ANY({dueOn.ToArray()}) AND k.contract_status IN ('signed', 'active') AND NOT k.reminders_off
                    ORDER BY l.due_on, l.id
                    """
                )
                .ToListAsync(ct);

        public async Task<bool> RememberReminderAsync(Guid planLineId, int step, DateTimeOffset now, CancellationToken ct = default) =>
            await Db.Database.ExecuteSqlAsync(
                $"INSERT INTO payment_reminders (plan_line_id, step, sent_at) VALUES ({planLineId}, {step}, {now}) ON CONFLICT DO NOTHING",
                ct
            ) == 1;

        public async Task<IReadOnlyDictionary<Guid, string>> ApprovalsAsync(Guid contractId, CancellationToken ct = default) =>
            await Db.Set<CashReceipt>()
                .Where(r => r.CancelledOn == null && Db.Set<Payment>().Any(p => p.Id == r.PaymentId && p.ContractId == contractId))
                .ToDictionaryAsync(r => r.PaymentId, r => r.ApprovalNumber, ct);

        public void Add(CashReceipt receipt) => Db.Add(receipt);

        public async Task<IReadOnlyList<RefundRule>> RulesAsync(DateOnly on, CancellationToken ct = default) =>
            await Db.Set<RefundRule>().AsNoTracking().Where(r => r.EffectiveFrom <= on).OrderBy(r => r.EffectiveFrom).ToListAsync(ct);

        private static DateTimeOffset StudioMoment(DateOnly day, TimeZoneInfo zone)
        {
            var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }

        private static NpgsqlParameter Text(string name, string? value) =>
            new(name, NpgsqlTypes.NpgsqlDbType.Text) { Value = (object?)value ?? DBNull.Value };

        private static NpgsqlParameter Moment(string name, DateTimeOffset? value) =>
            new(name, NpgsqlTypes.NpgsqlDbType.TimestampTz) { Value = value is { } at ? at.ToUniversalTime() : DBNull.Value };

        private Task<List<T>> QueryAsync<T>(string sql, NpgsqlParameter[] parameters, CancellationToken ct) =>
            Db.Database.SqlQueryRaw<T>(sql, [.. parameters]).ToListAsync(ct);

        private sealed record DueRecord(
            Guid Id,
            Guid ContractId,
            string Number,
            Guid CustomerId,
            string BrideName,
            string GroomName,
            PlanLineKind Kind,
            string? WhatFor,
            decimal Amount,
            decimal Paid,
            DateOnly? DueOn,
            string? Phone
        )
        {
            public DueRow ToRow() =>
                new(Id, ContractId, Number, CustomerId, BrideName, GroomName, Kind, WhatFor, Won(Amount), Won(Paid), DueOn, Phone);
        }

        private sealed record LedgerRecord(
            Guid Id,
            Guid ContractId,
            string Number,
            string BrideName,
            string GroomName,
            PaymentType Type,
            PaymentStatus Status,
            decimal Amount,
            string? Method,
            string? Depositor,
            DateTimeOffset At,
            bool ReceiptIssued
        )
        {
            public LedgerRow ToRow() =>
                new(Id, ContractId, Number, BrideName, GroomName, Type, Status, Won(Amount), Method, Depositor, At, ReceiptIssued);
        }

        private sealed record ReceiptRecord(
            Guid PaymentId,
            Guid ReceiptId,
            Guid ContractId,
            string Number,
            string BrideName,
            string GroomName,
            string? Phone,
            string? Depositor,
            decimal Amount,
            DateTimeOffset PaidAt,
            string? ApprovalNumber,
            CashReceiptUse? Use,
            DateOnly? IssuedOn,
            string? CancelApprovalNumber,
            DateOnly? CancelledOn
        )
        {
            public ReceiptRow ToRow() =>
                new(
                    PaymentId,
                    ReceiptId,
                    ContractId,
                    Number,
                    BrideName,
                    GroomName,
                    Phone,
                    Depositor,
                    Won(Amount),
                    PaidAt,
                    ApprovalNumber,
                    Use,
                    IssuedOn,
                    CancelApprovalNumber,
                    CancelledOn
                );
        }

        private sealed record SumsRecord(
            long Overdue,
            int OverdueLines,
            long DueSoon,
            int DueSoonLines,
            long Open,
            long Surplus,
            int SurplusContracts
        );

        private sealed record MonthRecord(DateOnly? Month, long Expected, int Lines);

        private sealed record CountsRecord(int ToIssue, int Late, int ToCancel);

        private static Money Won(decimal amount) => new((long)amount);
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public IPaymentRepository Payments => field ??= new Contracts.PaymentRepository(this);
    }
}
