using Microsoft.Playwright;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Bench;

/// <summary>What an open board costs: the server's memory for each browser that shows it, and the circuit's bytes for each card that is dragged.</summary>
internal static class OpenBoardCases
{
    // With the two that come first, as many as one account may have open.
    private const int Boards = 8;
    private const int Drags = 8;
    private const double MostMemory = 1 << 20;
    private const double MostBytes = 2_000;

    /// <summary>Managed memory that stays after a full collection, per open board, against 1 MB.</summary>
    public static async Task<BenchResult> MemoryAsync(BenchScene scene)
    {
        await using var served = await PageCases.ServedStudio.StartAsync(await scene.ManyAsync(), scene.Folder);
        await using var browser = await BoardBrowser.OpenAsync(served);

        // The first ones fill what all share: code, pools, caches, strings of the language.
        await browser.BoardAsync();
        await browser.BoardAsync();
        var before = await HeldAsync();
        for (var i = 0; i < Boards; i++)
        {
            await browser.BoardAsync();
        }

        var each = (await HeldAsync() - before) / (double)Boards;
        return new(
            each / MostMemory,
            1,
            true,
            $"{each / 1024:N0} KiB of managed memory for each of {Boards} boards of {browser.Cards} cards"
        );
    }

    /// <summary>Bytes on the wire both ways, as the browser and the server compress them, from the drag until the board has settled, against 2,000.</summary>
    public static async Task<BenchResult> DragAsync(BenchScene scene)
    {
        await using var served = await PageCases.ServedStudio.StartAsync(await scene.ManyAsync(), scene.Folder);
        await using var browser = await BoardBrowser.OpenAsync(served);
        var page = await browser.BoardAsync();
        var bytes = new List<(long Wire, long Plain)>();
        for (var i = 0; i < Drags; i++)
        {
            // Each time another couple.
            bytes.Add(await browser.DragAsync(page, LeadStatus.Inquiry, LeadStatus.Consultation));
        }

        // The first drag brings words that the connection has not carried before; each later one is what dragging costs.
        var first = bytes[0];
        var median = bytes.Order().ElementAt(bytes.Count / 2);
        return new(
            median.Wire / MostBytes,
            1,
            true,
            $"{median.Wire:N0} bytes a drag on the wire both ways, the first {first.Wire:N0}, {median.Plain:N0} before compression, on a board of {browser.Cards} cards, {Drags} drags"
        );
    }

    // What the boards hold, not what the runtime keeps for the next one: its array pools give back what nobody used for a minute, at a full
    // collection. So both measurements wait for that.
    internal static async Task<long> HeldAsync()
    {
        var least = long.MaxValue;
        for (var i = 0; i < 16; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true));
        }

        return least;
    }

    /// <summary>Debian's Chromium with a manager signed in.</summary>
    private sealed class BoardBrowser(IPlaywright playwright, IBrowser browser, IBrowserContext context, CountingRelay relay)
        : IAsyncDisposable
    {
        private long _bytes;

        public int Cards { get; private set; }

        public static async Task<BoardBrowser> OpenAsync(PageCases.ServedStudio served)
        {
            var relay = new CountingRelay(served.Address);
            var playwright = await Playwright.CreateAsync();
            var browser = await BenchBrowser.LaunchAsync(playwright);
            var context = await browser.NewContextAsync(
                new()
                {
                    BaseURL = relay.Address.ToString(),
                    Locale = "ko-KR",
                    ViewportSize = new() { Width = 1920, Height = 1000 },
                }
            );
            var page = await context.NewPageAsync();
            await page.GotoAsync("/account/login");
            await page.Locator("input[type=email]").FillAsync(served.Email);
            await page.Locator("input[type=password]").FillAsync(served.Password);
            await page.Locator("form button[type=submit]").First.ClickAsync();
            await page.WaitForURLAsync("**/studio**");
            await page.CloseAsync();
            return new BoardBrowser(playwright, browser, context, relay);
        }

        /// <summary>Opens one more board and waits until it can be dragged on.</summary>
        public async Task<IPage> BoardAsync()
        {
            var page = await context.NewPageAsync();
            page.WebSocket += (_, socket) =>
            {
                socket.FrameSent += (_, frame) => Count(frame);
                socket.FrameReceived += (_, frame) => Count(frame);
            };
            await page.GotoAsync("/studio/pipeline");
            await page.Locator(".mg-board[data-ready]").WaitForAsync();
            Cards = await page.Locator(".mg-card").CountAsync();
            return page;
        }

        /// <summary>Drags the first card of one column to another by the pointer.</summary>
        /// <returns>Bytes that went over the circuit, once it has been silent for a second.</returns>
        public async Task<(long Wire, long Plain)> DragAsync(IPage page, LeadStatus from, LeadStatus to)
        {
            var card = page.Locator($"[data-stage={from}] [data-id]").First;
            var id = await card.GetAttributeAsync("data-id");
            var start = (await card.BoundingBoxAsync())!;
            var end = (await page.Locator($"[data-stage={to}]").BoundingBoxAsync())!;
            await SilenceAsync();
            var (wire, plain) = (relay.Bytes, Interlocked.Read(ref _bytes));
            await page.Mouse.MoveAsync(start.X + 20, start.Y + 20);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(end.X + 60, end.Y + 120, new() { Steps = 12 });
            await page.Mouse.UpAsync();
            await page.Locator($"[data-stage={to}] [data-id='{id}']").WaitForAsync();
            await SilenceAsync();
            return (relay.Bytes - wire, Interlocked.Read(ref _bytes) - plain);
        }

        public async ValueTask DisposeAsync()
        {
            await context.DisposeAsync();
            await browser.DisposeAsync();
            playwright.Dispose();
            relay.Dispose();
        }

        private void Count(IWebSocketFrame frame) => Interlocked.Add(ref _bytes, frame.Binary?.Length ?? frame.Text?.Length ?? 0);

        private async Task SilenceAsync()
        {
            long before;
            do
            {
                before = Interlocked.Read(ref _bytes);
                await Task.Delay(TimeSpan.FromSeconds(1));
            } while (Interlocked.Read(ref _bytes) != before);
        }
    }
}
