using System.Globalization;

namespace MindGraphy.Bench;

/// <summary>All cases, in the order in which <c>all</c> runs them.</summary>
internal static class BenchTable
{
    public static IReadOnlyList<BenchCase> Cases { get; } =
    [
        new("thumbnails", PictureCases.ThumbnailsAsync),
        new("renditions", PictureCases.RenditionsAsync),
        new("decoder-memory", DecoderCase.MemoryAsync),
        new("ingest-pages", IngestCase.PagesAsync),
        new("ingest-memory", IngestCase.MemoryAsync),
        new("upload-hash", UploadCase.RunAsync),
        new("purge", PurgeCase.RunAsync),
        new("scale-fill", ScaleCase.RunAsync),
        new("gallery-page", GalleryCases.PageAsync),
        new("gallery-manifest", GalleryCases.ManifestAsync),
        new("gallery-growth", GalleryCases.GrowthAsync),
        new("gallery-first-view", CoupleCases.FirstViewAsync),
        new("gallery-phone", CoupleCases.PhoneAsync),
        new("gallery-scroll", ScrollCase.RunAsync),
        new("picks", CoupleCases.PicksAsync),
        new("link-miss", LinkCase.RunAsync),
        new("zip-speed", ZipCases.SpeedAsync),
        new("zip-memory", ZipCases.MemoryAsync),
        new("search", SearchCases.NameAsync),
        new("board-query", BoardCases.QueryAsync),
        new("board-growth", BoardCases.GrowthAsync),
        new("board-page", PageCases.BoardAsync),
        new("list-page", PageCases.ListAsync),
        new("board-memory", OpenBoardCases.MemoryAsync),
        new("drag-bytes", OpenBoardCases.DragAsync),
        new("calendar-month", CalendarCases.MonthAsync),
        new("calendar-memory", CalendarCases.MemoryAsync),
        new("calendar-clicks", CalendarCases.ClicksAsync),
        new("import", ImportCase.RunAsync),
        new("export", ExportCase.RunAsync),
        new("pdf-speed", PdfCases.SpeedAsync),
        new("pdf-memory", PdfCases.MemoryAsync),
    ];
}

/// <summary>Something that is measured.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="RunAsync">Measures it.</param>
internal sealed record BenchCase(string Name, Func<BenchScene, Task<BenchResult>> RunAsync);

/// <summary>What came out.</summary>
/// <param name="Ratio">Ours to the baseline.</param>
/// <param name="Goal">The goal.</param>
/// <param name="AtMost">Whether less is better.</param>
/// <param name="Detail">The figures behind it.</param>
internal sealed record BenchResult(double Ratio, double Goal, bool AtMost, string Detail)
{
    public bool IsReached => AtMost ? Ratio <= Goal : Ratio >= Goal;

    public string Line(string name) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"BENCH {name} ratio={Ratio:0.00} goal{(AtMost ? "<=" : ">=")}{Goal:0.0#} detail={Detail}{(IsReached ? "" : " (missed)")}"
        );
}

/// <summary>What was asked for.</summary>
/// <param name="Names">Cases, or <c>all</c>.</param>
/// <param name="Quick">Small sizes: shows that everything runs, not how fast.</param>
/// <param name="Photos">Photos of the scale fill.</param>
internal sealed record BenchOrder(IReadOnlyList<string> Names, bool Quick, int Photos)
{
    public const int FewCustomers = 1_000;

    public const int FewPhotos = 100;

    public const int Rounds = 7;

    public int ManyCustomers => Quick ? 5_000 : 100_000;

    public int ManyPhotos => Quick ? 2_000 : 10_000;

    public static BenchOrder? Parse(string[] words)
    {
        var order = new BenchOrder([], words.Contains("--quick"), words.Contains("--quick") ? 20_000 : 200_000);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "--photos" && i + 1 < words.Length && int.TryParse(words[i + 1], NumberStyles.None, null, out var photos))
            {
                order = order with { Photos = photos };
                i++;
            }
            else if (words[i] != "--quick")
            {
                order = order with { Names = [.. order.Names, words[i]] };
            }
        }

        var known = order.Names.All(n => n == "all" || BenchTable.Cases.Any(c => c.Name == n));
        return known && order.Names.Count > 0 ? order : null;
    }
}
