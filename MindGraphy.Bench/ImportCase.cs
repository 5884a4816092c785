using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;
using MindGraphy.Web.Features.Imports.Files;

namespace MindGraphy.Bench;

/// <summary>The run of an import, from the stored file to the last commit, beside a filled studio, against 2,000 rows a second.</summary>
internal static class ImportCase
{
    private const double RowsPerSecond = 2_000;

    public static async Task<BenchResult> RunAsync(BenchScene scene)
    {
        var rows = scene.Order.Quick ? 5_000 : Import.MaxRows;
        var studio = await scene.ManyAsync();
        var clock = studio.Services.GetRequiredService<StudioClock>();
        var options = Options.Create(new StorageOptions { Folder = Path.Combine(scene.Folder, "imports") });
        var store = new DiskObjectStore(options, new DiskStoreSigner(options, TimeProvider.System), TimeProvider.System);
        var service = new ImportService(studio.Studio, store, new TableFiles(), clock);
        var runner = new ImportRunner(studio.Studio, store, new TableFiles(), clock);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Table(rows)));
        var id = (await service.UploadAsync(Actor.System, file, "couples.csv")).Value;
        var fields = (await service.PageAsync(Actor.System, id)).Value!.Sheet.Fields;

        var checking = await TimeAsync(() => service.CheckAsync(Actor.System, id, fields, DuplicateRule.Skip));
        var running = await TimeAsync(() => service.RunAsync(Actor.System, id));
        var sheet = (await service.PageAsync(Actor.System, id)).Value!.Sheet;
        return new(
            rows / running.TotalSeconds / RowsPerSecond,
            1,
            false,
            $"goal 2,000 rows/s, run {rows / running.TotalSeconds:N0} rows/s, dry run {rows / checking.TotalSeconds:N0} rows/s, {sheet.NewRows:N0} couples made, {sheet.DuplicateRows:N0} were here, {sheet.RefusedRows:N0} refused, beside {scene.Order.ManyCustomers:N0} couples"
        );

        async Task<TimeSpan> TimeAsync(Func<Task<Result>> begin)
        {
            var begun = Stopwatch.GetTimestamp();
            if (!(await begin()).Succeeded)
            {
                throw new InvalidOperationException("The import was refused.");
            }

            // The task that a worker would claim, and those it hands on to.
            var queue = studio.Services.GetRequiredService<ITaskQueue>();
            while (await queue.ClaimAsync(1, TimeSpan.FromMinutes(5)) is [var work])
            {
                var task = System.Text.Json.JsonSerializer.Deserialize<WorkOnImport>(
                    work.Payload,
                    System.Text.Json.JsonSerializerOptions.Web
                )!;
                await runner.WorkAsync(task);
                await queue.CompleteAsync(work);
            }

            return Stopwatch.GetElapsedTime(begun);
        }
    }

    // What a studio's list looks like: both phones, an address, a day, some notes; every hundredth couple twice, every two-hundredth wrong.
    private static string Table(int rows)
    {
        var text = new StringBuilder("신부,신랑,신부 전화,신랑 전화,이메일,예식일,예식 시간,예식장,유입 경로,상태,문의일,메모\n");
        for (var i = 0; i < rows; i++)
        {
            var couple = i % 100 == 99 ? i - 1 : i;
            var phone = i % 200 == 50 ? "12" : $"010-{6000 + (couple / 10_000)}-{couple % 10_000:0000}";
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"신부{couple},신랑{couple},{phone},010-{7000 + (couple / 10_000)}-{couple % 10_000:0000},couple{couple}@example.com,2027-{1 + (couple % 12)}-{1 + (couple % 28)},오후 {1 + (couple % 6)}시,예식장 {couple % 50},소개,상담,2026-{1 + (couple % 9)}-{1 + (couple % 28)},\"메모 {couple}, 둘째\"\n"
            );
        }

        return text.ToString();
    }
}
