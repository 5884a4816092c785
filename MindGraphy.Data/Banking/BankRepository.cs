using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Banking;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Data.Banking
{
    internal sealed class BankRepository(StudioSession session) : IBankRepository
    {
        private const int MostPayable = 5_000;
        private const int CountCap = 1_000;

        private StudioDbContext Db => session.Db;

        public async Task<int> AddNewAsync(IReadOnlyList<BankEntry> entries, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            return await Db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO bank_entries (id, occurred_at, amount, depositor, memo, fingerprint, status, file_name, imported_by_id, created_at)
                SELECT e.id, e.occurred_at, e.amount, e.depositor, e.memo, e.fingerprint, 'open', {entries[0].FileName}, {entries[
                    0
                ].ImportedById},
                    {entries[0].CreatedAt}
                FROM unnest({entries.Select(e => e.Id).ToArray()}, {entries.Select(e => e.OccurredAt).ToArray()},
                    {entries.Select(e => e.Amount.Won).ToArray()}, {entries.Select(e => e.Depositor).ToArray()},
                    {entries.Select(e => e.Memo).ToArray()}, {entries.Select(e => e.Fingerprint).ToArray()})
                    AS e(id, occurred_at, amount, depositor, memo, fingerprint)
                ON CONFLICT (fingerprint) DO NOTHING
                """,
                ct
            );
        }

        public async Task<BankEntry?> LockAsync(Guid id, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            return await Db.Set<BankEntry>().FromSql($"SELECT * FROM bank_entries WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(ct);
        }

        public async Task<BankEntry?> LockByPaymentAsync(Guid paymentId, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            return await Db.Set<BankEntry>()
                .FromSql($"SELECT * FROM bank_entries WHERE payment_id = {paymentId} FOR UPDATE")
                .FirstOrDefaultAsync(ct);
        }

        public async Task<BankList> ListAsync(BankEntryStatus status, BankCursor? after, CancellationToken ct = default)
        {
            var entries = Db.Set<BankEntry>().AsNoTracking().Where(e => e.Status == status);
            if (after is not null)
            {
                entries = entries.Where(e => e.OccurredAt < after.At || (e.OccurredAt == after.At && e.Id.CompareTo(after.Id) < 0));
            }

            var page = entries.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(BankList.PageSize + 1);
            var rows = await (
                from entry in page
                join paid in Db.Set<Payment>() on entry.PaymentId equals paid.Id into payments
                from payment in payments.DefaultIfEmpty()
                join signed in Db.Set<Contract>() on payment.ContractId equals signed.Id into contracts
                from contract in contracts.DefaultIfEmpty()
                join named in Db.Set<Customer>() on contract.CustomerId equals named.Id into couples
                from couple in couples.DefaultIfEmpty()
                orderby entry.OccurredAt descending, entry.Id descending
                select new
                {
                    Entry = entry,
                    ContractId = couple == null ? null : (Guid?)contract.Id,
                    ContractNumber = couple == null ? null : contract.ContractNumber,
                    Couple = couple == null ? null : couple.BrideName + " · " + couple.GroomName,
                }
            ).ToListAsync(ct);
            var open = await Db.Set<BankEntry>().Where(e => e.Status == BankEntryStatus.Open).Take(CountCap).CountAsync(ct);
            var shown = rows.Take(BankList.PageSize)
                .Select(r => new BankRow(
                    r.Entry.Id,
                    r.Entry.OccurredAt,
                    r.Entry.Amount,
                    r.Entry.Depositor,
                    r.Entry.Memo,
                    r.Entry.Status,
                    r.ContractId,
                    r.ContractNumber,
                    r.Couple
                ))
                .ToList();
            return new BankList(shown, rows.Count > shown.Count ? new BankCursor(shown[^1].OccurredAt, shown[^1].Id) : null, open);
        }

        public async Task<IReadOnlyList<PayableContract>> PayableAsync(CancellationToken ct = default)
        {
            var rows = await Db
                .Database.SqlQuery<PayableRecord>(
                    $"""
                    SELECT k.id AS contract_id, k.contract_number AS number, c.bride_name || ' · ' || c.groom_name AS couple,
                        ARRAY(SELECT p.name FROM customer_contacts p WHERE p.customer_id = c.id AND p.removed_at IS NULL
                            UNION SELECT p.latin_name FROM customer_contacts p WHERE p.customer_id = c.id AND p.removed_at IS NULL AND p.latin_name IS NOT NULL
                            UNION VALUES (c.bride_name::text), (c.groom_name)) AS names,
                        n.kind AS line, (n.amount - n.paid)::bigint AS open, n.due_on, s.outstanding,
                        ARRAY(SELECT p.amount::bigint FROM payments p WHERE p.contract_id = k.id AND p.payment_status = 'completed' AND p.payment_type <> 'refund'
                            AND p.transaction_id IS NULL) AS by_hand,
                        ARRAY(SELECT p.payment_date FROM payments p WHERE p.contract_id = k.id AND p.payment_status = 'completed' AND p.payment_type <> 'refund'
                            AND p.transaction_id IS NULL) AS by_hand_at
                    FROM contracts k JOIN customers c ON c.id = k.customer_id
                    JOIN LATERAL (
                        SELECT l.kind, l.amount, l.paid, l.due_on FROM payment_plan_lines l
                        WHERE l.contract_id = k.id AND l.paid < l.amount ORDER BY l.position LIMIT 1) n ON true
                    JOIN LATERAL (
                        SELECT sum(l.amount - l.paid)::bigint AS outstanding FROM payment_plan_lines l WHERE l.contract_id = k.id) s ON true
                    WHERE k.contract_status IN ('sent', 'signed', 'active', 'completed')
                    ORDER BY n.due_on, k.id LIMIT {MostPayable}
                    """
                )
                .ToListAsync(ct);
            return [.. rows.Select(r => r.ToContract(session.Clock))];
        }

        private sealed record PayableRecord(
            Guid ContractId,
            string Number,
            string Couple,
            string[] Names,
            PlanLineKind Line,
            long Open,
            DateOnly? DueOn,
            long Outstanding,
            long[] ByHand,
            DateTime[] ByHandAt
        )
        {
            public PayableContract ToContract(StudioClock clock) =>
                new(ContractId, Number, Couple, Names, Line, new Money(Open), DueOn, new Money(Outstanding))
                {
                    ByHand = [.. ByHand.Zip(ByHandAt, (won, at) => (new Money(won), clock.DateOf(at)))],
                };
        }
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public IBankRepository Bank => field ??= new Banking.BankRepository(this);
    }
}
