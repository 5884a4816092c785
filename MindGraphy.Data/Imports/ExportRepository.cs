using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Customers;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Imports;

namespace MindGraphy.Data.Imports;

internal sealed class ExportRepository(StudioSession session) : IExportRepository
{
    public void Add(ExportRecord record) => session.Db.Add(record);

    public Task<ExportRecord?> FindAsync(Guid id, CancellationToken ct = default) =>
        session.Db.Set<ExportRecord>().SingleOrDefaultAsync(e => e.Id == id, ct);

    public IAsyncEnumerable<ExportedCouple> ReadAsync(CustomerFilter filter, CancellationToken ct = default)
    {
        session.Db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        return CustomerSearch
            .Of(filter, session.Clock)
            .Read<ExportedCouple>(
                session.Db,
                search =>
                    $"""
                        SELECT c.bride_name, c.groom_name, c.bride_phone, c.groom_phone, c.email, c.wedding_date, c.wedding_time, c.wedding_venue,
                            c.source_channel, c.lead_status AS status, nullif(concat(m.last_name, m.first_name), '') AS manager_name, c.created_at,
                            a.postal_code, a.address_line1 AS address, c.notes
                        FROM customers c LEFT JOIN user_profiles m ON m.user_id = c.assigned_manager_id
                        LEFT JOIN LATERAL (
                            SELECT h.postal_code, h.address_line1 FROM customer_addresses h
                            WHERE h.customer_id = c.id AND h.address_type = 'home' ORDER BY h.id LIMIT 1
                        ) a ON true
                        WHERE true{search}
                        ORDER BY c.id DESC
                        """
            )
            .AsAsyncEnumerable();
    }
}
