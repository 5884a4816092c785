using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using Npgsql;

namespace MindGraphy.Bench;

/// <summary>The pipeline board: newest cards and counts of six columns.</summary>
internal static class BoardCases
{
    private const int Boards = 20;

    /// <summary>Through a session and its repository against the same two statements by hand.</summary>
    public static async Task<BenchResult> QueryAsync(BenchScene scene)
    {
        var studio = await scene.ManyAsync();
        var (baseline, ours) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            Turns.Times(Boards, _ => ReadByHandAsync(studio.Source)),
            Turns.Times(Boards, _ => ReadAsync(studio))
        );
        return new(
            ours / baseline,
            2,
            true,
            $"by hand {baseline.TotalMilliseconds / Boards:0.00} ms, repository {ours.TotalMilliseconds / Boards:0.00} ms, {scene.Order.ManyCustomers:N0} couples"
        );
    }

    /// <summary>The same board of many years against that of the first one.</summary>
    public static async Task<BenchResult> GrowthAsync(BenchScene scene)
    {
        var (many, few) = (await scene.ManyAsync(), await scene.FewAsync());
        var (small, large) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            Turns.Times(Boards, _ => ReadAsync(few)),
            Turns.Times(Boards, _ => ReadAsync(many))
        );
        return new(
            large / small,
            1.2,
            true,
            $"{BenchOrder.FewCustomers:N0} couples {small.TotalMilliseconds / Boards:0.00} ms ({await CardsAsync(few)} cards), {scene.Order.ManyCustomers:N0} couples {large.TotalMilliseconds / Boards:0.00} ms ({await CardsAsync(many)} cards)"
        );
    }

    private static async Task ReadAsync(BenchStudio studio)
    {
        await using var session = studio.Studio.Open(Actor.System);
        Require(await session.Customers.BoardAsync(new BoardFilter()));
    }

    private static async Task<int> CardsAsync(BenchStudio studio)
    {
        await using var session = studio.Studio.Open(Actor.System);
        return (await session.Customers.BoardAsync(new BoardFilter())).Sum(s => s.Cards.Count);
    }

    private static async Task ReadByHandAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        var cards = new List<LeadCard>();
        await using (
            var command = new NpgsqlCommand(
                """
                SELECT c.id, c.bride_name, c.groom_name, c.wedding_date, c.wedding_venue, c.lead_status, c.status_changed_at,
                    c.assigned_manager_id, nullif(concat(m.last_name, m.first_name), ''), c.cancel_reason,
                    CASE WHEN c.lead_status = 'proposal' THEN (
                        SELECT k.contract_status FROM contracts k WHERE k.customer_id = c.id AND k.contract_status <> 'cancelled'
                        ORDER BY k.created_at DESC LIMIT 1) END, c.version
                FROM unnest(enum_range(NULL::lead_status)) AS s(stage)
                CROSS JOIN LATERAL (
                    SELECT id, bride_name, groom_name, wedding_date, wedding_venue, lead_status, status_changed_at, assigned_manager_id,
                        cancel_reason, xmin AS version
                    FROM customers WHERE lead_status = s.stage AND merged_into_id IS NULL ORDER BY status_changed_at DESC, id LIMIT 20) c
                LEFT JOIN user_profiles m ON m.user_id = c.assigned_manager_id
                ORDER BY c.lead_status, c.status_changed_at DESC, c.id
                """,
                connection
            )
        )
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                cards.Add(
                    new(
                        rows.GetGuid(0),
                        rows.GetString(1),
                        rows.GetString(2),
                        rows.IsDBNull(3) ? null : rows.GetFieldValue<DateOnly>(3),
                        rows.IsDBNull(4) ? null : rows.GetString(4),
                        rows.GetFieldValue<LeadStatus>(5),
                        rows.GetFieldValue<DateTimeOffset>(6),
                        rows.IsDBNull(7) ? null : rows.GetGuid(7),
                        rows.IsDBNull(8) ? null : rows.GetString(8),
                        rows.IsDBNull(9) ? null : rows.GetString(9),
                        rows.IsDBNull(10) ? null : rows.GetFieldValue<ContractStatus>(10),
                        rows.GetFieldValue<uint>(11)
                    )
                );
            }
        }

        var counts = new Dictionary<LeadStatus, int>();
        await using (
            var command = new NpgsqlCommand(
                """
                SELECT s.stage, (SELECT count(*)::int FROM (SELECT 1 FROM customers WHERE lead_status = s.stage AND merged_into_id IS NULL LIMIT 1000) counted)
                FROM unnest(enum_range(NULL::lead_status)) AS s(stage)
                """,
                connection
            )
        )
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                counts[rows.GetFieldValue<LeadStatus>(0)] = rows.GetInt32(1);
            }
        }

        var byStage = cards.ToLookup(c => c.Status);
        Require([.. Enum.GetValues<LeadStatus>().Select(s => new BoardStage(s, [.. byStage[s]], counts[s]))]);
    }

    private static void Require(IReadOnlyList<BoardStage> board)
    {
        if (board.Count != 6 || board.Any(s => s.Cards.Count == 0))
        {
            throw new InvalidOperationException("A column is empty: what is measured is not what was meant.");
        }
    }
}
