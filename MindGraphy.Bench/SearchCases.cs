using System.Collections.Frozen;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Search;
using Npgsql;

namespace MindGraphy.Bench;

/// <summary>The search over everything, as it is asked with every letter.</summary>
internal static class SearchCases
{
    private static readonly string[] Names = ["서연", "도윤", "지수", "하준", "미소"];

    /// <summary>Two syllables of a name through a session against a sequential scan for the same newest couples.</summary>
    public static async Task<BenchResult> NameAsync(BenchScene scene)
    {
        var studio = await scene.ManyAsync();
        var manager = new Actor(Guid.CreateVersion7(), UserRole.Manager) { Permissions = Rights.Defaults[UserRole.Manager].ToFrozenSet() };
        var search = new SearchService(studio.Studio);
        var (baseline, ours) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            Turns.Times(Names.Length, i => ScanAsync(studio.Source, Names[i])),
            Turns.Times(
                Names.Length,
                async i => Require((await search.FindAsync(manager, Names[i])).Count(h => h.Kind == SearchKind.Customer))
            )
        );
        return new(
            baseline / ours,
            50,
            false,
            $"sequential scan {baseline.TotalMilliseconds / Names.Length:0.00} ms, search {ours.TotalMilliseconds / Names.Length:0.00} ms a keystroke with contracts and projects, {scene.Order.ManyCustomers:N0} couples"
        );
    }

    private static async Task ScanAsync(NpgsqlDataSource source, string name)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (
            var scan = new NpgsqlCommand(
                "SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL max_parallel_workers_per_gather = 0",
                connection
            )
        )
        {
            await scan.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(
            """
            SELECT id, bride_name, groom_name, wedding_date, wedding_venue FROM customers
            WHERE bride_name ILIKE $1 OR groom_name ILIKE $1 ORDER BY id DESC LIMIT 8
            """,
            connection
        );
        command.Parameters.Add(new() { Value = $"%{name}%" });
        var found = 0;
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            found++;
        }

        Require(found);
    }

    private static void Require(int found)
    {
        if (found != SearchService.Most)
        {
            throw new InvalidOperationException("A name finds nobody: what is measured is not what was meant.");
        }
    }
}
