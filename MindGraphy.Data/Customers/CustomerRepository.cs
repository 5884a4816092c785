using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Data.Customers;

internal sealed partial class CustomerRepository(StudioSession session) : ICustomerRepository
{
    public void Add(Customer customer) => session.Db.Add(customer);

    public async Task<Customer?> FindAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default)
    {
        var customer = await session.Db.Set<Customer>().Include(c => c.Contacts).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (customer is not null)
        {
            session.Expect(customer, expectedVersion);
        }

        return customer;
    }

    public async Task<Customer?> LockAsync(Guid id, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);

        // A couple that was merged into another is not there any more, whichever screen still shows it.
        return await session
            .Db.Set<Customer>()
            .FromSql($"SELECT c.*, c.xmin FROM customers c WHERE c.id = {id} AND c.merged_into_id IS NULL FOR UPDATE")
            .SingleOrDefaultAsync(ct);
    }

    public async Task<Customer?> LockFileAsync(Guid id, CancellationToken ct = default)
    {
        if (await LockAsync(id, ct) is not { } customer)
        {
            return null;
        }

        // After the lock, so that what a colleague just saved is there.
        await session.Db.Set<CustomerContact>().IgnoreQueryFilters().Where(c => c.CustomerId == id).OrderBy(c => c.Id).LoadAsync(ct);
        await session.Db.Set<CustomerAddress>().Where(a => a.CustomerId == id).OrderBy(a => a.Id).LoadAsync(ct);
        return customer;
    }

    public Task<bool> SignsAsync(Guid contactId, CancellationToken ct = default) =>
        session
            .Db.Set<ContractSigner>()
            .Join(session.Db.Set<Contract>(), s => s.ContractId, k => k.Id, (s, k) => new { s.ContactId, k.ContractStatus })
            .AnyAsync(
                s =>
                    s.ContactId == contactId
                    && (
                        s.ContractStatus == ContractStatus.Draft
                        || s.ContractStatus == ContractStatus.Sent
                        || s.ContractStatus == ContractStatus.Signed
                    ),
                ct
            );

    public async Task<Forgettable> LockForgettableAsync(DateTimeOffset before, int most, CancellationToken ct = default)
    {
        await session.BeginAsync(ct);
        var couples = await session
            .Db.Database.SqlQuery<Guid>(
                $"""
                SELECT c.id AS "Value" FROM customers c
                WHERE c.last_touched_at < {before} AND c.updated_at < {before} AND c.merged_into_id IS NULL
                    AND c.lead_status IN ('inquiry', 'consultation', 'proposal', 'cancelled')
                    AND NOT EXISTS (SELECT 1 FROM contracts k WHERE k.customer_id = c.id)
                    AND NOT EXISTS (SELECT 1 FROM projects p WHERE p.customer_id = c.id)
                ORDER BY c.last_touched_at, c.id LIMIT {most} FOR UPDATE SKIP LOCKED
                """
            )
            .ToListAsync(ct);
        var files = await session
            .Db.Database.SqlQuery<string>(
                $"""
                SELECT a.file_key AS "Value" FROM customer_activities a JOIN customers c ON c.id = a.customer_id
                WHERE (c.id = ANY ({couples}) OR c.merged_into_id = ANY ({couples})) AND a.file_key IS NOT NULL
                """
            )
            .ToListAsync(ct);
        return new Forgettable(couples, files);
    }

    public Task RemoveAsync(IReadOnlyCollection<Guid> couples, CancellationToken ct = default)
    {
        var gone = couples.ToArray();
        return session.Db.Database.ExecuteSqlAsync($"DELETE FROM customers WHERE id = ANY ({gone}) OR merged_into_id = ANY ({gone})", ct);
    }

    public void Add(IEnumerable<CustomerChange> changes) => session.Db.AddRange(changes);

    public void Add(Activity activity) => session.Db.Add(activity);

    public Task<Activity?> FindActivityAsync(Guid id, CancellationToken ct = default) =>
        session.Db.Set<Activity>().SingleOrDefaultAsync(a => a.Id == id, ct);

    public async Task<string?> LastChangerAsync(Guid id, CustomerField field, Guid? contactId, CancellationToken ct = default) =>
        await session
            .Db.Database.SqlQuery<string?>(
                $"""
                SELECT nullif(concat(m.last_name, m.first_name), '') AS "Value"
                FROM customer_changes h LEFT JOIN user_profiles m ON m.user_id = h.changed_by_id
                WHERE h.customer_id = {id} AND h.field = {field} AND h.contact_id IS NOT DISTINCT FROM {contactId}
                ORDER BY h.changed_at DESC, h.id DESC LIMIT 1
                """
            )
            .FirstOrDefaultAsync(ct);

    public async Task<string?> LastMoverAsync(Guid id, CancellationToken ct = default) =>
        await session
            .Db.Database.SqlQuery<string?>(
                $"""
                SELECT nullif(concat(m.last_name, m.first_name), '') AS "Value"
                FROM stage_history s LEFT JOIN user_profiles m ON m.user_id = s.moved_by_id
                WHERE s.customer_id = {id} ORDER BY s.moved_at DESC, s.id DESC LIMIT 1
                """
            )
            .FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyList<ManagerChoice>> ManagersAsync(CancellationToken ct = default) =>
        await session
            .Db.Users.AsNoTracking()
            .Where(u =>
                u.Status == UserStatus.Active && session.Db.Set<RolePermission>().Any(p => p.Role == u.Role && p.Permission == Rights.Leads)
            )
            .Join(session.Db.Set<UserProfile>(), u => u.Id, p => p.UserId, (u, p) => new { u.Id, Name = p.LastName + p.FirstName })
            .OrderBy(m => m.Name)
            .Take(200)
            .Select(m => new ManagerChoice(m.Id, m.Name))
            .ToListAsync(ct);
}
