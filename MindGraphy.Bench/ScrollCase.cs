using System.Text.Json;
using Microsoft.Playwright;
using MindGraphy.Web.Features.Demo;

namespace MindGraphy.Bench;

/// <summary>
/// A gallery of 10,000 photos that is scrolled and paged through on a slowed phone: frames in which something in sight is neither picture nor blur nor
/// colour, the page's nodes, its memory before and after the whole album went by, and how soon the next picture stands where the last one was.
/// </summary>
internal static class ScrollCase
{
    private const int Photos = 10_000;
    private const int Pictures = 60;
    private const int Turned = 30;
    private const double MostBlank = 0.05;
    private const double MostNodes = 1_500;
    private const double MostHeap = 1.1;
    private const double MostTurn = 100;

    /// <summary>The largest of the four shares of what is allowed.</summary>
    public static async Task<BenchResult> RunAsync(BenchScene scene)
    {
        var studio = await scene.FewAsync();
        await using var served = await PageCases.ServedStudio.StartAsync(studio, scene.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BenchBrowser.LaunchAsync(playwright);
        var couple = await CoupleCases.GalleryAsync(served, studio, Photos);
        await using var context = await CoupleCases.PhoneContextAsync(browser, served.Address);
        var page = await CoupleCases.SlowedAsync(context);

        // The pictures of the large view have no files behind them: any will do, as late as over a phone's network.
        var picture = DemoPicture.Jpeg(3, 2, 1024);
        await page.RouteAsync(
            url => url.Contains("-1024.jpg", StringComparison.Ordinal) || url.Contains("-2048.jpg", StringComparison.Ordinal),
            async route =>
            {
                await Task.Delay(150);
                await route.FulfillAsync(new() { BodyBytes = picture, ContentType = "image/jpeg" });
            }
        );
        await CoupleCases.OpenAsync(page, couple);
        await page.Locator($"#grid[data-whole='{Photos}']").WaitForAsync();
        await page.Locator("#grid .cell img.on").First.WaitForAsync();

        // Once down and up, so that what is kept for every gallery is there before it is counted.
        await ScrollAsync(page, 1_000, 4);
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        var before = await HeapAsync(context, page);
        var slow = await ScrollAsync(page, 4_000, 4);
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        var whole = await ScrollAsync(page, 60_000, 20);
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        var after = await HeapAsync(context, page);
        var turns = await TurnsAsync(page);
        var blank = (double)slow.Blank / slow.Frames;
        var most = Math.Max(slow.Nodes, whole.Nodes);
        return new(
            Math.Max(
                Math.Max(blank / MostBlank, most / MostNodes),
                Math.Max(after / before / MostHeap, CoupleCases.Percentile(turns, 0.95) / MostTurn)
            ),
            1,
            true,
            $"{Photos:N0} photos at 4,000 px a second: {slow.Blank} of {slow.Frames} frames blank, {most} nodes, memory {before / 1e6:0.00} MB before and {after / 1e6:0.00} MB after {whole.Pixels:N0} px of them went by, the next picture in the middle of the screen after {CoupleCases.Percentile(turns, 0.95):0} ms p95 (median {CoupleCases.Median(turns):0})"
        );
    }

    private static async Task<double> HeapAsync(IBrowserContext context, IPage page)
    {
        // What the last frames and pictures hold is let go first.
        await Task.Delay(2_000);
        var devtools = await context.NewCDPSessionAsync(page);
        await devtools.SendAsync("HeapProfiler.collectGarbage");
        await devtools.SendAsync("Performance.enable");
        var metrics = await devtools.SendAsync("Performance.getMetrics");
        await devtools.DetachAsync();
        return metrics!
            .Value.GetProperty("metrics")
            .EnumerateArray()
            .First(m => m.GetProperty("name").GetString() == "JSHeapUsedSize")
            .GetProperty("value")
            .GetDouble();
    }

    private static async Task<(int Frames, int Blank, int Nodes, double Pixels)> ScrollAsync(IPage page, int speed, int seconds)
    {
        var seen = await page.EvaluateAsync<JsonElement>(
            """
            ([speed, seconds]) => new Promise(done => {
              const grid = document.querySelector("#grid"), begun = performance.now(), from = scrollY;
              let frames = 0, blank = 0, nodes = 0;
              const look = now => {
                const passed = (now - begun) / 1000;
                frames++;
                const cells = [...grid.querySelectorAll(".cell")], size = cells[0].getBoundingClientRect().height;
                nodes = Math.max(nodes, document.querySelectorAll("*").length);
                const rows = new Set(cells.filter(c => c.style.backgroundColor || c.querySelector("img.on")).map(c => Math.round(c.getBoundingClientRect().top)));
                const top = grid.getBoundingClientRect().top, low = Math.min(innerHeight, grid.getBoundingClientRect().bottom);
                for (let y = Math.max(0, top) + 1; y < low; y += size) {
                  if (![...rows].some(r => r <= y && y <= r + size + 3)) { blank++; break; }
                }
                if (passed > seconds) return done({ frames, blank, nodes, pixels: scrollY - from });
                scrollTo(0, from + passed * speed);
                requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
            })
            """,
            new[] { speed, seconds }
        );
        return (
            seen.GetProperty("frames").GetInt32(),
            seen.GetProperty("blank").GetInt32(),
            seen.GetProperty("nodes").GetInt32(),
            seen.GetProperty("pixels").GetDouble()
        );
    }

    // From the key until the next picture, whole, lies under the middle of the screen; the page's own clock. The one after it has half a second to come.
    private static async Task<List<double>> TurnsAsync(IPage page)
    {
        await page.Locator("#grid .cell")
            .First.ClickAsync(
                new()
                {
                    Position = new() { X = 50, Y = 50 },
                }
            );
        await page.Locator("#box[open]").WaitForAsync();
        return
        [
            .. await page.EvaluateAsync<double[]>(
                """
                async times => {
                  const box = document.querySelector("#box"), strip = box.querySelector(".strip"), took = [], wait = ms => new Promise(done => setTimeout(done, ms));
                  await wait(1500);
                  for (let i = 0; i < times; i++) {
                    const r = strip.parentElement.getBoundingClientRect(), next = strip.children[2], begun = performance.now();
                    if (!next.complete || !next.naturalWidth) throw new Error("The next picture was not fetched ahead.");
                    box.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
                    do { await new Promise(done => requestAnimationFrame(done)); } while (document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 3) !== next && performance.now() - begun < 2000);
                    took.push(performance.now() - begun);
                    await wait(700);
                  }
                  return took;
                }
                """,
                Turned
            ),
        ];
    }
}
