using MindGraphy.Domain.Customers;
using Npgsql;
using NpgsqlTypes;

namespace MindGraphy.Data.Imports;

/// <summary>
/// Writes new couples by binary COPY: the rows that saving the aggregate would write. A column more of a couple is one line more here.
/// </summary>
internal static class CoupleCopy
{
    private static readonly Column<Customer>[] Couples =
    [
        new("id", NpgsqlDbType.Uuid, c => c.Id),
        new("groom_name", NpgsqlDbType.Varchar, c => c.GroomName),
        new("bride_name", NpgsqlDbType.Varchar, c => c.BrideName),
        new("groom_phone", NpgsqlDbType.Varchar, c => c.GroomPhone),
        new("bride_phone", NpgsqlDbType.Varchar, c => c.BridePhone),
        new("email", NpgsqlDbType.Varchar, c => c.Email),
        new("source_channel", NpgsqlDbType.Varchar, c => c.SourceChannel),
        new("lead_status", null, c => c.LeadStatus),
        new("status_changed_at", NpgsqlDbType.TimestampTz, c => c.StatusChangedAt),
        new("last_touched_at", NpgsqlDbType.TimestampTz, c => c.LastTouchedAt),
        new("first_response_at", NpgsqlDbType.TimestampTz, c => c.FirstResponseAt),
        new("assigned_manager_id", NpgsqlDbType.Uuid, c => c.AssignedManagerId),
        new("wedding_date", NpgsqlDbType.Date, c => c.WeddingDate),
        new("wedding_time", NpgsqlDbType.Time, c => c.WeddingTime),
        new("wedding_venue", NpgsqlDbType.Varchar, c => c.WeddingVenue),
        new("notes", NpgsqlDbType.Text, c => c.Notes),
        new("wished_type", null, c => c.WishedType),
        new("created_at", NpgsqlDbType.TimestampTz, c => c.CreatedAt),
        new("updated_at", NpgsqlDbType.TimestampTz, c => c.UpdatedAt),
    ];

    private static readonly Column<CustomerContact>[] People =
    [
        new("id", NpgsqlDbType.Uuid, c => c.Id),
        new("customer_id", NpgsqlDbType.Uuid, c => c.CustomerId),
        new("role", null, c => c.Role),
        new("name", NpgsqlDbType.Varchar, c => c.Name),
        new("phone", NpgsqlDbType.Varchar, c => c.Phone),
        new("email", NpgsqlDbType.Varchar, c => c.Email),
        new("language", NpgsqlDbType.Varchar, c => c.Language),
        new("created_at", NpgsqlDbType.TimestampTz, c => c.CreatedAt),
    ];

    private static readonly Column<CustomerAddress>[] Addresses =
    [
        new("id", NpgsqlDbType.Uuid, a => a.Id),
        new("customer_id", NpgsqlDbType.Uuid, a => a.CustomerId),
        new("address_type", null, a => a.AddressType),
        new("postal_code", NpgsqlDbType.Varchar, a => a.PostalCode),
        new("address_line1", NpgsqlDbType.Varchar, a => a.AddressLine1),
        new("country", NpgsqlDbType.Varchar, a => a.Country),
        new("is_primary", NpgsqlDbType.Boolean, a => a.IsPrimary),
        new("created_at", NpgsqlDbType.TimestampTz, a => a.CreatedAt),
    ];

    private static readonly Column<StageChange>[] History =
    [
        new("id", NpgsqlDbType.Uuid, s => s.Id),
        new("customer_id", NpgsqlDbType.Uuid, s => s.CustomerId),
        new("to_status", null, s => s.ToStatus),
        new("moved_by_id", NpgsqlDbType.Uuid, s => s.MovedById),
        new("moved_at", NpgsqlDbType.TimestampTz, s => s.MovedAt),
    ];

    private static readonly Column<ImportRow>[] Rows =
    [
        new("import_id", NpgsqlDbType.Uuid, r => r.ImportId),
        new("row_number", NpgsqlDbType.Integer, r => r.RowNumber),
        new("customer_id", NpgsqlDbType.Uuid, r => r.CustomerId),
        new("filled", NpgsqlDbType.Jsonb, r => r.Filled),
        new("written_at", NpgsqlDbType.TimestampTz, r => r.WrittenAt),
    ];

    /// <summary>Writes them in the transaction that the connection is in.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, List<Customer> couples, List<ImportRow> rows, CancellationToken ct)
    {
        await using (var later = new NpgsqlCommand("SET LOCAL mindgraphy.search_later = 'on'", connection))
        {
            await later.ExecuteNonQueryAsync(ct);
        }

        await CopyAsync(connection, "customers", Couples, couples, ct);
        await CopyAsync(connection, "customer_contacts", People, [.. couples.SelectMany(c => c.Contacts)], ct);
        await CopyAsync(connection, "customer_addresses", Addresses, [.. couples.SelectMany(c => c.Addresses)], ct);
        await CopyAsync(connection, "stage_history", History, [.. couples.SelectMany(c => c.Stages)], ct);
        await CopyAsync(connection, "import_rows", Rows, rows, ct);
        await using var refresh = new NpgsqlCommand(
            "SET LOCAL mindgraphy.search_later = 'off'; SELECT customer_search_refresh(@ids)",
            connection
        );
        refresh.Parameters.AddWithValue("ids", couples.ConvertAll(c => c.Id));
        await refresh.ExecuteNonQueryAsync(ct);
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection,
        string table,
        Column<T>[] columns,
        List<T> rows,
        CancellationToken ct
    )
    {
        if (rows.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", columns.Select(c => c.Name));
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in columns)
            {
                var value = column.Value(row);
                await (
                    value is null ? copy.WriteNullAsync(ct)
                    : column.Type is { } type ? copy.WriteAsync(value is DateTimeOffset moment ? moment.ToUniversalTime() : value, type, ct)
                    : WriteEnumAsync(copy, value, ct)
                );
            }
        }

        await copy.CompleteAsync(ct);
    }

    // A database's own enum has no NpgsqlDbType: its .NET type tells.
    private static Task WriteEnumAsync(NpgsqlBinaryImporter copy, object value, CancellationToken ct) =>
        value switch
        {
            LeadStatus status => copy.WriteAsync(status, ct),
            Domain.Projects.ProjectType type => copy.WriteAsync(type, ct),
            ContactRole role => copy.WriteAsync(role, ct),
            AddressType type => copy.WriteAsync(type, ct),
            _ => throw new InvalidOperationException($"COPY does not know {value.GetType().Name}."),
        };

    private sealed record Column<T>(string Name, NpgsqlDbType? Type, Func<T, object?> Value);
}
