using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Web.Features.Contracts.Documents;

namespace MindGraphy.Bench;

/// <summary>A contract as PDF, against headless Chromium printing the same text. Each is a process of its own, measured from its start to its end.</summary>
internal static class PdfCases
{
    /// <summary>The argument with which this program draws and does nothing else.</summary>
    public const string Worker = "draw-papers";

    private const int Papers = 40;
    private const int Printed = 5;

    /// <summary>Papers a second.</summary>
    public static async Task<BenchResult> SpeedAsync(BenchScene scene)
    {
        var page = Page(scene);
        var (baseline, ours) = await Turns.MeasureAsync(BenchOrder.Rounds, () => PrintAsync(page), DrawElsewhereAsync);
        var (printed, drawn) = (Printed / baseline.TotalSeconds, Papers / ours.TotalSeconds);
        return new(
            drawn / printed,
            10,
            false,
            $"Chromium --print-to-pdf {printed:0.0}/s, ours {drawn:0.0}/s with the start of the process, {Papers} contracts of the same text"
        );
    }

    /// <summary>The most memory at once.</summary>
    public static async Task<BenchResult> MemoryAsync(BenchScene scene)
    {
        var page = Page(scene);
        var baseline = await MostAsync(() => PrintAsync(page));
        var ours = await MostAsync(DrawElsewhereAsync);
        return new(
            (double)ours / baseline,
            0.5,
            true,
            $"Chromium's processes {baseline / 1048576.0:0} MB at most, ours {ours / 1048576.0:0} MB, proportional set size"
        );
    }

    /// <summary>Draws so many contracts, each with a number of its own.</summary>
    public static void Draw(int papers)
    {
        var (pdf, document) = (new ContractPdf(), Document());
        for (var i = 0; i < papers; i++)
        {
            pdf.Draw(document with { ContractNumber = string.Create(CultureInfo.InvariantCulture, $"C-2026-{i:000000}") });
        }
    }

    // As "dotnet this.dll" or as the program itself, however it was started.
    private static Task DrawElsewhereAsync()
    {
        var self = Environment.ProcessPath!;
        string[] drawing = [Worker, $"{Papers}"];
        return RunAsync(
            self,
            Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(PdfCases).Assembly.Location, .. drawing] : drawing
        );
    }

    private static async Task PrintAsync(string page)
    {
        for (var i = 0; i < Printed; i++)
        {
            await RunAsync(
                Environment.GetEnvironmentVariable("MINDGRAPHY_CHROMIUM") ?? "/usr/bin/chromium",
                ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--print-to-pdf={page}.pdf", $"file://{page}"]
            );
        }
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program}: {string.Concat(said)}");
        }
    }

    // What our children and theirs hold together, looked at fifty times a second: pages that several share count once.
    private static async Task<long> MostAsync(Func<Task> run)
    {
        var running = run();
        long most = 0;
        while (!running.IsCompleted)
        {
            most = Math.Max(most, Children(Environment.ProcessId).Sum(Held));
            await Task.Delay(20);
        }

        await running;
        return most;
    }

    private static IEnumerable<int> Children(int parent)
    {
        foreach (var task in Safely(() => Directory.GetDirectories($"/proc/{parent}/task"), []))
        {
            foreach (var child in Safely(() => File.ReadAllText(task + "/children"), "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var id = int.Parse(child, CultureInfo.InvariantCulture);
                yield return id;
                foreach (var below in Children(id))
                {
                    yield return below;
                }
            }
        }
    }

    private static long Held(int process) =>
        Safely(() => File.ReadLines($"/proc/{process}/smaps_rollup").ToArray(), [])
            .Where(l => l.StartsWith("Pss:", StringComparison.Ordinal))
            .Sum(l => 1024 * long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));

    // A process may end while it is looked at.
    private static T Safely<T>(Func<T> look, T gone)
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return gone;
        }
    }

    private static string Page(BenchScene scene)
    {
        var document = Document();
        var html = new StringBuilder(
            "<!doctype html><meta charset=utf-8><style>@page{size:A4;margin:15mm 21mm}body{font:9.5pt/1.58 NanumGothic,'Noto Sans CJK KR',sans-serif;word-break:keep-all}</style>"
        );
        html.Append(CultureInfo.InvariantCulture, $"<h1>촬영 계약서</h1><p>{document.ContractNumber}</p><ul>");
        foreach (var line in document.Money)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{line.Label} {line.Amount.Won:#,0}원 {line.Due}</li>");
        }

        html.Append("</ul>");
        foreach (
            var (title, text) in document.Clauses.Select(c => (c.Title, c.Text)).Concat(document.Consents.Select(c => (c.Title, c.Text)))
        )
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{WebUtility.HtmlEncode(title)}</h2>");
            foreach (var paragraph in text.Split('\n'))
            {
                html.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(paragraph)}</p>");
            }
        }

        Directory.CreateDirectory(scene.Folder);
        var file = Path.Combine(scene.Folder, "contract.html");
        File.WriteAllText(file, html.ToString());
        return file;
    }

    private static ContractDocument Document()
    {
        var korean = CultureInfo.GetCultureInfo("ko-KR");
        var terms = new ContractTerms(
            new Money(2_420_000),
            [
                new ContractDue(PlanLineKind.Deposit, new Money(500_000), PlanDue.AfterSigning, 3),
                new ContractDue(PlanLineKind.Balance, new Money(1_920_000), PlanDue.BeforeShoot, 7),
            ],
            ShootHours: 5,
            new Money(110_000),
            OriginalsWithinDays: 14,
            Retouched: 60,
            new Money(33_000),
            SelectWithinDays: 60,
            RetouchedWithinDays: 45,
            RevisionRounds: 2,
            RevisionWithinDays: 14
        );
        return new ContractDocument(
            "ko",
            new StudioIdentity("온새미로 스튜디오", "한지우", "서울특별시 성동구 연무장길 33, 4층", "+82212345678", "214-86-12345"),
            "C-2026-000123",
            new DateOnly(2026, 5, 16),
            [new("신랑", "김도현", "+821012345678"), new("신부", "이서연", "+821087654321")],
            new ContractWedding(new DateOnly(2026, 11, 21), new TimeOnly(12, 30), "그랜드 하얏트 서울", "최은우"),
            new ContractPackage(
                "본식 스냅",
                [new("현장 촬영", "5시간"), new("작가", "2명"), new("보정본", "60장"), new("앨범 30쪽", "2권")]
            ),
            StandardContract.Money(terms, korean),
            StandardContract.Clauses(terms, korean),
            StandardContract.Consents("온새미로 스튜디오", korean),
            [new("신랑", "김도현"), new("신부", "이서연"), new("스튜디오", "한지우")],
            [],
            null,
            false
        );
    }
}
