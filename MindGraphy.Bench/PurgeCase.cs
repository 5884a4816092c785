using MindGraphy.Domain.Common;
using Npgsql;

namespace MindGraphy.Bench;

/// <summary>Twenty photos out of the bin for good, as the worker takes them, against one <c>DELETE</c> of twenty rows by hand.</summary>
internal static class PurgeCase
{
    private const int Photos = 20;
    private const int Batches = 25;
    private static readonly DateTime Long = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static async Task<BenchResult> RunAsync(BenchScene scene)
    {
        var studio = await scene.ManyAsync();

        // One run more than is measured, each of so many batches, all chosen before the clock runs.
        var needed = (BenchOrder.Rounds + 1) * Batches * Photos;
        var byHand = await ChooseAsync(studio, needed, "ORDER BY id LIMIT $1");
        await ChooseAsync(studio, needed, "ORDER BY id DESC LIMIT $1", bin: true);
        var next = 0;
        var (baseline, ours) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            Turns.Times(Batches, _ => DeleteAsync(studio, byHand.GetRange(Photos * next++, Photos))),
            Turns.Times(Batches, _ => PurgeAsync(studio))
        );
        var photos = studio.Counts.Where(c => c.Table == "photos").Sum(c => c.Rows);
        return new(
            ours / baseline,
            2,
            true,
            $"DELETE by hand {baseline.TotalMilliseconds / Batches:0.00} ms, purge {ours.TotalMilliseconds / Batches:0.00} ms for {Photos} of {photos:N0} photos"
        );
    }

    private static async Task<List<Guid>> ChooseAsync(BenchStudio studio, int count, string which, bool bin = false)
    {
        var photos = new List<Guid>(count);
#pragma warning disable CA2100 // Words of this file.
        await using (var command = studio.Source.CreateCommand("SELECT id FROM photos " + which))
#pragma warning restore CA2100
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                photos.Add(rows.GetGuid(0));
            }
        }

        if (bin)
        {
            await using var put = studio.Source.CreateCommand("UPDATE photos SET deleted_at = $1 WHERE id = ANY ($2)");
            put.Parameters.AddWithValue(Long);
            put.Parameters.AddWithValue(photos.ToArray());
            await put.ExecuteNonQueryAsync();
            await using var learn = studio.Source.CreateCommand("ANALYZE photos");
            await learn.ExecuteNonQueryAsync();
        }

        return photos;
    }

    private static async Task DeleteAsync(BenchStudio studio, List<Guid> photos)
    {
        await using var command = studio.Source.CreateCommand("DELETE FROM photos WHERE id = ANY ($1)");
        command.Parameters.AddWithValue(photos.ToArray());
        Require(await command.ExecuteNonQueryAsync());
    }

    private static async Task PurgeAsync(BenchStudio studio)
    {
        await using var session = studio.Studio.Open(Actor.System);
        var gone = await session.Photos.PurgeAsync(Long.AddDays(1), Photos);
        Require(gone.Count);
        await session.Photos.StillNeededAsync([.. gone.Select(p => p.FilePath)]);
        if (!(await session.SaveAsync()).Succeeded)
        {
            throw new InvalidOperationException("Not purged.");
        }
    }

    private static void Require(int count)
    {
        if (count != Photos)
        {
            throw new InvalidOperationException($"{count} photos instead of {Photos}: what is measured is not what was meant.");
        }
    }
}
