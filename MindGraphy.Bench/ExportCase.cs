using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Imports;
using MindGraphy.Web.Features.Imports.Files;

namespace MindGraphy.Bench;

/// <summary>Every couple of the studio of many years as CSV and as XLSX: how much more is alive on the way than before, against 64 MB.</summary>
internal static class ExportCase
{
    private const double MostMegabytes = 64;

    public static async Task<BenchResult> RunAsync(BenchScene scene)
    {
        var studio = await scene.ManyAsync();
        var clock = studio.Services.GetRequiredService<StudioClock>();
        var exports = new ExportService(studio.Studio, clock);
        var id = (await exports.BeginAsync(Actor.System, ExportFormat.Csv, "", "bench", null)).Value;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (most, rows) = (0L, 0);

        var begun = Stopwatch.GetTimestamp();
        await CoupleSheets.WriteCsvAsync(Stream.Null, Watched(), clock, CultureInfo.InvariantCulture, CancellationToken.None);
        var (csv, csvRows) = (Stopwatch.GetElapsedTime(begun), rows);
        begun = Stopwatch.GetTimestamp();
        await using (var file = File.Create(Path.Combine(scene.Folder, "export.xlsx")))
        {
            await Task.Run(() => CoupleSheets.WriteXlsx(file, Watched().ToBlockingEnumerable(), clock, CultureInfo.InvariantCulture));
        }

        var xlsx = Stopwatch.GetElapsedTime(begun);
        var megabytes = most / 1_000_000.0;
        return new(
            megabytes / MostMegabytes,
            1,
            true,
            $"at most {megabytes:0} MB more alive for {csvRows:N0} couples, CSV {csvRows / csv.TotalSeconds:N0} rows/s, XLSX {csvRows / xlsx.TotalSeconds:N0} rows/s"
        );

        async IAsyncEnumerable<ExportedCouple> Watched()
        {
            await foreach (var couple in exports.ReadAsync(Actor.System, id, new CustomerFilter()))
            {
                if (++rows % 10_000 == 0)
                {
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                }

                yield return couple;
            }
        }
    }
}
