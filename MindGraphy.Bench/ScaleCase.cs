namespace MindGraphy.Bench;

/// <summary>Filling many years of rows against five minutes.</summary>
internal static class ScaleCase
{
    private const int Customers = 100_000;
    private const int Photos = 2_000_000;
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    public static async Task<BenchResult> RunAsync(BenchScene scene)
    {
        var studio = await scene.ManyAsync();
        var rows = studio.Counts.Sum(c => c.Rows);
        var photos = studio.Counts.Single(c => c.Table == "photos");
        var customers = studio.Counts.Single(c => c.Table == "customers").Rows;

        // A smaller fill is multiplied up, table by table, and says so.
        var whole = customers >= Customers && photos.Rows >= Photos;
        var others = studio.Took - photos.Took;
        var full = whole ? studio.Took : (others * ((double)Customers / customers)) + (photos.Took * ((double)Photos / photos.Rows));
        return new(
            full / Allowed,
            1,
            true,
            $"{rows:N0} rows in {studio.Took.TotalSeconds:0.0} s, {rows / studio.Took.TotalSeconds:N0} rows/s"
                + (whole ? "" : $", whole fill extrapolated to {full.TotalSeconds:0} s")
        );
    }
}
