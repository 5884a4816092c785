using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MindGraphy.Data;

/// <summary>Brings a database to this version of the program.</summary>
public static class StudioMigrations
{
    /// <summary>Applies what is missing; safe to repeat and to race (EF holds a lock meanwhile). Forward only.</summary>
    /// <param name="connectionString">The database; it must exist.</param>
    /// <param name="ct">Cancels between migrations.</param>
    public static async Task MigrateAsync(string connectionString, CancellationToken ct = default)
    {
        await using var source = DataRegistration.CreateSource(connectionString);
        await using var context = CreateContext(source);
        await context.Database.MigrateAsync(ct);

        // Types were created on a connection that did not know them yet.
        await using var connection = await source.OpenConnectionAsync(ct);
        await connection.ReloadTypesAsync(ct);
    }

    /// <summary>The migrations that the database lacks, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> PendingMigrationsAsync(NpgsqlDataSource source, CancellationToken ct = default)
    {
        await using var context = CreateContext(source);
        return [.. await context.Database.GetPendingMigrationsAsync(ct)];
    }

    internal static StudioDbContext CreateContext(NpgsqlDataSource source)
    {
        var options = new DbContextOptionsBuilder<StudioDbContext>();
        options.UseStudioPostgres(source);
        return new StudioDbContext(options.Options);
    }
}
