using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Playwright;
using MindGraphy.Web.Features.Demo;

namespace MindGraphy.Bench;

/// <summary>The couple's gallery: what a large one costs more than a small one, how a slowed phone feels it, and how soon taps of many couples are kept.</summary>
internal static class CoupleCases
{
    private const int FewPhotos = 100;
    private const int ManyPhotos = 10_000;
    private const int Pictures = 60;
    private const int Couples = 200;
    private const int TapsEach = 20;
    private const double MostMilliseconds = 150;
    private const double FirstPicture = 1_000;
    private const double MostTap = 20;

    // What a tap costs a slowed phone whatever the page does: its own frame, and the one that it may have to wait for.
    private static readonly string BarePage =
        "<style>button { width: 90px; height: 90px } .on { background: green }</style><div id=grid>"
        + string.Concat(Enumerable.Repeat("<button class=cell onclick=\"this.classList.toggle('on')\"></button>", 9))
        + "</div>";

    /// <summary>Bytes over the network, besides the pictures, and nodes of the page until the first screen stands there with all its pictures; the larger of both ratios.</summary>
    public static async Task<BenchResult> FirstViewAsync(BenchScene scene)
    {
        var studio = await scene.FewAsync();
        await using var served = await PageCases.ServedStudio.StartAsync(studio, scene.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BenchBrowser.LaunchAsync(playwright);
        var small = await ViewAsync(browser, served, studio, FewPhotos);
        var large = await ViewAsync(browser, served, studio, ManyPhotos);
        return new(
            Math.Max((double)large.Bytes / small.Bytes, (double)large.Nodes / small.Nodes),
            1.05,
            true,
            $"{FewPhotos} photos {small.Bytes:N0} bytes and {small.Nodes} nodes, {ManyPhotos:N0} photos {large.Bytes:N0} bytes and {large.Nodes} nodes, {large.Sockets} sockets"
        );
    }

    /// <summary>A phone of 80 ms, 12 Mbit/s and a quarter of this processor: the first picture within a second, a tap within 20 ms; the larger of both ratios.</summary>
    public static async Task<BenchResult> PhoneAsync(BenchScene scene)
    {
        var studio = await scene.FewAsync();
        await using var served = await PageCases.ServedStudio.StartAsync(studio, scene.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BenchBrowser.LaunchAsync(playwright);
        var couple = await GalleryAsync(served, studio, ManyPhotos);
        var (first, taps, bare) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < BenchOrder.Rounds * 2; i++)
        {
            // A new phone each time: nothing of the page is known to it.
            await using var context = await PhoneContextAsync(browser, served.Address);
            var page = await SlowedAsync(context);
            await OpenAsync(page, couple);
            await page.Locator("#grid .cell img.on").First.WaitForAsync();
            first.Add(
                await page.EvaluateAsync<double>(
                    "() => performance.getEntriesByType('resource').filter(e => e.name.includes('/c/proof/i/')).reduce((a, e) => Math.min(a, e.responseEnd), Infinity)"
                )
            );
            await page.Locator($"#grid[data-whole='{ManyPhotos}']").WaitForAsync();
            taps.AddRange(await TapsAsync(page));
            await page.CloseAsync();
            var empty = await SlowedAsync(context);
            await empty.SetContentAsync(BarePage);
            bare.AddRange(await TapsAsync(empty));
        }

        var (picture, tap) = (Median(first), Percentile(taps, 0.95));
        return new(
            Math.Max(picture / FirstPicture, tap / MostTap),
            1,
            true,
            $"first of {ManyPhotos:N0} pictures after {picture:0} ms (slowest of {first.Count} {first.Max():0}), a tap is on the screen after {tap:0.0} ms p95 (median {Median(taps):0.0}, {taps.Count} taps), on a page of nine buttons that only change their colour after {Percentile(bare, 0.95):0.0} ms (median {Median(bare):0.0}); 80 ms, 12 Mbit/s, processor slowed 4 times"
        );
    }

    /// <summary>From the phone's request until the server said that a tap is kept, while 200 couples tap about once a second.</summary>
    public static async Task<BenchResult> PicksAsync(BenchScene scene)
    {
        var studio = await scene.FewAsync();
        await using var served = await PageCases.ServedStudio.StartAsync(studio, scene.Folder);
        var couples = scene.Order.Quick ? 20 : Couples;
        var phones = new List<(HttpClient Phone, BenchCouple Couple)>();
        for (var i = 0; i < couples; i++)
        {
            var couple = await BenchCouples.ProofAsync(served, studio, FewPhotos);
            phones.Add((await BenchCouples.PhoneAsync(served.Address, "proof", couple.Link), couple));
        }

        await Task.WhenAll(phones.Select(p => TapAsync(p.Phone, p.Couple, -1)));
        var times = new ConcurrentBag<double>();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            phones.Select(
                (p, n) =>
                    Task.Run(async () =>
                    {
                        var random = new Random(n);
                        for (var tap = 0; tap < TapsEach; tap++)
                        {
                            await Task.Delay(random.Next(500, 1500));
                            times.Add(await TapAsync(p.Phone, p.Couple, tap));
                        }
                    })
            )
        );
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var all = times.ToList();
        phones.ForEach(p => p.Phone.Dispose());
        return new(
            Percentile(all, 0.95) / MostMilliseconds,
            1,
            true,
            $"{couples} couples, {all.Count} taps in {took:0.0} s: kept after {Percentile(all, 0.95):0.0} ms p95 (median {Median(all):0.0}, slowest {all.Max():0.0})"
        );
    }

    private static async Task<double> TapAsync(HttpClient phone, BenchCouple couple, int tap)
    {
        // Candidates: every tap is kept, none meets the limit.
        var photo = couple.Photos[(tap + couple.Photos.Count) % couple.Photos.Count];
        var body = new
        {
            wishes = new[]
            {
                new
                {
                    id = photo.ToString("N"),
                    k = 1,
                    t = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
                },
            },
        };
        var begun = Stopwatch.GetTimestamp();
        using var answer = await phone.PostAsJsonAsync("/c/proof/picks", body);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    internal static async Task<BenchCouple> GalleryAsync(PageCases.ServedStudio served, BenchStudio studio, int photos)
    {
        var couple = await BenchCouples.ProofAsync(served, studio, photos);
        await BenchCouples.ShowAsync(served, studio, couple, DemoPicture.Jpeg(3, 3, 480), Pictures);
        return couple;
    }

    private static async Task<(long Bytes, int Nodes, int Sockets)> ViewAsync(
        IBrowser browser,
        PageCases.ServedStudio served,
        BenchStudio studio,
        int photos
    )
    {
        var couple = await GalleryAsync(served, studio, photos);
        await using var context = await PhoneContextAsync(browser, served.Address);
        var page = await context.NewPageAsync();
        var (bytes, sockets, pictures) = (0L, 0, new ConcurrentDictionary<string, bool>());
        page.WebSocket += (_, _) => sockets++;
        var devtools = await context.NewCDPSessionAsync(page);
        await devtools.SendAsync("Network.enable");
        devtools.Event("Network.requestWillBeSent").OnEvent += (_, e) =>
        {
            if (e!.Value.GetProperty("request").GetProperty("url").GetString()!.Contains("/c/proof/i/", StringComparison.Ordinal))
            {
                pictures[e.Value.GetProperty("requestId").GetString()!] = true;
            }
        };
        devtools.Event("Network.dataReceived").OnEvent += (_, e) =>
        {
            // How many pictures beyond the screen are on their way by then is chance, and the same for both.
            if (!pictures.ContainsKey(e!.Value.GetProperty("requestId").GetString()!))
            {
                Interlocked.Add(ref bytes, e.Value.GetProperty("encodedDataLength").GetInt64());
            }
        };
        await OpenAsync(page, couple);
        await page.WaitForFunctionAsync(
            """
            () => {
              const seen = [...document.querySelectorAll("#grid .cell")].filter(c => { const r = c.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; });
              return seen.length > 5 && seen.every(c => c.querySelector("img.on"));
            }
            """,
            null,
            new() { PollingInterval = 20 }
        );
        return (Interlocked.Read(ref bytes), await page.EvaluateAsync<int>("() => document.querySelectorAll('*').length"), sockets);
    }

    internal static Task<IBrowserContext> PhoneContextAsync(IBrowser browser, Uri address) =>
        browser.NewContextAsync(
            new()
            {
                BaseURL = address.ToString(),
                Locale = "ko-KR",
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
                IsMobile = true,
                ServiceWorkers = ServiceWorkerPolicy.Block,
            }
        );

    /// <summary>A page of a phone of 80 ms, 12 Mbit/s and a quarter of this processor.</summary>
    internal static async Task<IPage> SlowedAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var devtools = await context.NewCDPSessionAsync(page);
        await devtools.SendAsync("Network.enable");
        await devtools.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = 80,
                ["downloadThroughput"] = 12_000_000 / 8,
                ["uploadThroughput"] = 12_000_000 / 8,
            }
        );
        await devtools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        return page;
    }

    internal static async Task OpenAsync(IPage page, BenchCouple couple)
    {
        await page.GotoAsync(couple.Link, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("#grid .cell").First.WaitForAsync();
    }

    // From the tap until its frame is drawn, in the page's own clock.
    private static Task<double[]> TapsAsync(IPage page) =>
        page.EvaluateAsync<double[]>(
            """
            async () => {
              const took = [];
              for (const tile of [...document.querySelectorAll("#grid .cell")].slice(0, 9)) {
                const r = tile.getBoundingClientRect(), before = tile.className, begun = performance.now();
                tile.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1, clientX: r.right - 8, clientY: r.bottom - 8 }));
                if (tile.className === before) throw new Error("The tap changed nothing.");
                await new Promise(done => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); }));
                took.push(performance.now() - begun);
                await new Promise(done => setTimeout(done, 300));
              }
              return took;
            }
            """
        );

    internal static double Median(List<double> times) => Percentile(times, 0.5);

    internal static double Percentile(List<double> times, double share) =>
        times.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(times.Count * share) - 1));
}
