using System.Globalization;
using Microsoft.Playwright;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Bench;

/// <summary>The calendar: a month among many years of shoots, what an open one costs, and how long a click takes while many are open.</summary>
internal static class CalendarCases
{
    private const int Months = 20;
    private const int ShootsADay = 5;
    private const int MonthShoots = 30 * ShootsADay;
    private const int Schedules = 50_000;
    private const int FewSchedules = 500;
    private const int Calendars = 8;
    private const int OpenCircuits = 200;
    private const int PagesAnAccount = 9;
    private const double MostMemory = 1.5 * (1 << 20);
    private const double MostMilliseconds = 200;

    // In the middle of the years that are filled, as dense as they are, and far from what else is in the studios: both have exactly the same in it.
    // At the end of all of them the planner would take a month for empty, and plan anew each time what it otherwise keeps.
    private static readonly DateOnly Month = new(2088, 5, 1);

    /// <summary>A month of 150 shoots among 50,000 schedules of 27 years against the same month in a studio's first year.</summary>
    public static async Task<BenchResult> MonthAsync(BenchScene scene)
    {
        var (many, few) = (await scene.ManyAsync(), await scene.SmallAsync());
        var counts = (await FillAsync(few, FewSchedules), await FillAsync(many, Schedules));
        var (small, large) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            Turns.Times(Months, _ => ReadAsync(few)),
            Turns.Times(Months, _ => ReadAsync(many))
        );
        return new(
            large / small,
            1.2,
            true,
            $"{counts.Item1:N0} schedules {small.TotalMilliseconds / Months:0.00} ms, {counts.Item2:N0} schedules {large.TotalMilliseconds / Months:0.00} ms, {MonthShoots} in the month"
        );
    }

    /// <summary>Managed memory that stays after a full collection, per open week, against 1.5 MB.</summary>
    public static async Task<BenchResult> MemoryAsync(BenchScene scene)
    {
        var studio = await scene.FewAsync();
        await FillAsync(studio, FewSchedules);
        await using var served = await PageCases.ServedStudio.StartAsync(studio, scene.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BenchBrowser.LaunchAsync(playwright);
        await using var context = await SignedInAsync(browser, served, served.Email, served.Password);
        await OpenAsync(context);
        await OpenAsync(context);
        var before = await OpenBoardCases.HeldAsync();
        for (var i = 0; i < Calendars; i++)
        {
            await OpenAsync(context);
        }

        var each = (await OpenBoardCases.HeldAsync() - before) / (double)Calendars;
        return new(each / MostMemory, 1, true, $"{each / 1024:N0} KiB of managed memory for each of {Calendars} open weeks");
    }

    /// <summary>From the click until the other view stands there, and from the drop until the card has its new hour, while 200 calendars are open.</summary>
    public static async Task<BenchResult> ClicksAsync(BenchScene scene)
    {
        var circuits = scene.Order.Quick ? 18 : OpenCircuits;
        var studio = await scene.FewAsync();
        await FillAsync(studio, FewSchedules);
        await using var served = await PageCases.ServedStudio.StartAsync(studio, scene.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BenchBrowser.LaunchAsync(playwright);
        var open = 0;
        while (open < circuits)
        {
            var (email, password) = await served.AnotherAsync();
            var context = await SignedInAsync(browser, served, email, password);
            for (var i = 0; i < PagesAnAccount && open < circuits; i++, open++)
            {
                await OpenAsync(context);
            }
        }

        await using var mine = await SignedInAsync(browser, served, served.Email, served.Password);
        var page = await OpenAsync(mine);
        var (views, drags) = (new List<double>(), new List<double>());
        for (var i = 0; i < 40; i++)
        {
            views.Add(await SwitchAsync(page, i % 2 == 0 ? "day" : "week"));
        }

        // One card, down and up again: the first one there may be another after each drop.
        var couple = await page.Locator(".rz-event .cal-title").First.InnerTextAsync();
        for (var i = 0; i < 20; i++)
        {
            drags.Add(await DragAsync(page, couple, i % 2 == 0 ? 1 : -1));
        }

        var (view, drag) = (P95(views), P95(drags));
        return new(
            Math.Max(view, drag) / MostMilliseconds,
            1,
            true,
            $"view switch p95 {view:0} ms (median {views.Order().ElementAt(views.Count / 2):0}), drag p95 {drag:0} ms (median {drags.Order().ElementAt(drags.Count / 2):0}), {open} other calendars open"
        );
    }

    private static double P95(List<double> all) => all.Order().ElementAt((int)Math.Ceiling(all.Count * 0.95) - 1);

    private static async Task ReadAsync(BenchStudio studio)
    {
        await using var session = studio.Studio.Open(Actor.System);
        var clock = new StudioClock(TimeProvider.System, StudioClock.Seoul);
        var (from, to) = (clock.At(Month.AddDays(-6), TimeOnly.MinValue), clock.At(Month.AddDays(36), TimeOnly.MinValue));
        var entries = await session.Schedules.CalendarAsync(
            from,
            to,
            new CalendarFilter([], WithInquiries: true),
            null,
            DateTimeOffset.UtcNow
        );
        if (entries.Count(e => e.Kind == CalendarKind.Shoot) < MonthShoots)
        {
            throw new InvalidOperationException("The month is not there.");
        }
    }

    // With the shoots of the couples that are there as many as asked for: days around the month, as many as it takes, five shoots on each, with their crew's bookings, over all projects: people of their own, an hour each.
    private static async Task<long> FillAsync(BenchStudio studio, int schedules)
    {
        const string Sql = """
            CREATE TEMP TABLE crew ON COMMIT DROP AS SELECT gen_random_uuid() AS id, n FROM generate_series(1, 12) n;
            INSERT INTO users (id, email, normalized_email, user_name, normalized_user_name, role, status, created_at, updated_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
                SELECT id, id || '@bench.example', upper(id || '@bench.example'), id::text, upper(id::text), 'photographer', 'active', now(), now(), true, false, false, false, 0 FROM crew;
            CREATE TEMP TABLE work ON COMMIT DROP AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS of FROM projects;
            CREATE TEMP TABLE planned ON COMMIT DROP AS
                SELECT gen_random_uuid() AS id, c.id AS person, t.starts, w.id AS project
                FROM (
                    SELECT n, @middle::timestamptz + (n / @daily - @days / 2) * interval '1 day' + (n % @daily) * interval '2 hours' AS starts
                    FROM generate_series(0, @days * @daily - 1) n
                ) t JOIN crew c ON c.n = t.n % 12 + 1 JOIN work w ON w.n = t.n % w.of;
            INSERT INTO shooting_schedules (id, project_id, schedule_type, start_time, end_time, location, photographer_id, assistant_ids, status, created_at, updated_at)
                SELECT p.id, p.project, 'main_shoot', p.starts, p.starts + interval '1 hour', '더채플앳청담', p.person, '{}', 'confirmed', now(), now() FROM planned p;
            INSERT INTO person_bookings (id, person_id, source, schedule_id, busy_from, busy_to, status, created_at)
                SELECT gen_random_uuid(), p.person, 'crew', p.id, p.starts, p.starts + interval '1 hour', 'booked', now() FROM planned p;
            INSERT INTO schedule_assignments (schedule_id, person_id, is_main, answer, created_at) SELECT p.id, p.person, true, 'asked', now() FROM planned p;
            """;
        await using var connection = await studio.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var there = connection.CreateCommand())
        {
            there.CommandText = "SELECT count(*) FROM shooting_schedules WHERE start_time >= '2088-01-01'";
            if ((long)(await there.ExecuteScalarAsync())! == 0)
            {
                there.CommandText = "SELECT count(*)::int FROM shooting_schedules";
                var couples = (int)(await there.ExecuteScalarAsync())!;
                await using var fill = connection.CreateCommand();
                fill.CommandText = Sql.Replace("@daily", Number(ShootsADay), StringComparison.Ordinal)
                    .Replace("@days", Number(Math.Max(60, (schedules - couples) / ShootsADay)), StringComparison.Ordinal)
                    .Replace("@middle", "'2088-05-16 01:00+00'", StringComparison.Ordinal);
                await fill.ExecuteNonQueryAsync();
            }
        }

        await transaction.CommitAsync();
        await using var count = connection.CreateCommand();
        count.CommandText =
            "ANALYZE shooting_schedules; ANALYZE person_bookings; ANALYZE schedule_assignments; SELECT count(*) FROM shooting_schedules";
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<IBrowserContext> SignedInAsync(IBrowser browser, PageCases.ServedStudio served, string email, string password)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = served.Address.ToString(),
                Locale = "ko-KR",
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/login");
        await page.Locator("input[type=email]").FillAsync(email);
        await page.Locator("input[type=password]").FillAsync(password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await page.WaitForURLAsync("**/studio**");
        await page.CloseAsync();
        return context;
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/studio/calendar?view=week&date={Month.AddDays(2):yyyy-MM-dd}");
        await page.Locator("html[data-cal-drags] .rz-event").First.WaitForAsync();
        return page;
    }

    // In the page's own clock: from the click to the frame after the other view's surface stands there.
    private static Task<double> SwitchAsync(IPage page, string view) =>
        page.EvaluateAsync<double>(
            """
            view => new Promise((done, failed) => {
              const link = document.querySelectorAll('.cal-views a')[view === 'week' ? 1 : 2];
              const begun = performance.now();
              setTimeout(() => failed(new Error('The view did not come.')), 20000);
              const look = () => document.querySelector('.cal-canvas.cal-' + view + ' .rz-event') ? requestAnimationFrame(() => done(performance.now() - begun)) : setTimeout(look, 2);
              link.click();
              look();
            })
            """,
            view
        );

    private static async Task<double> DragAsync(IPage page, string couple, int direction)
    {
        var card = page.Locator(".rz-event", new() { HasText = couple }).First;
        var box = (await card.BoundingBoxAsync())!;
        var slot = (await page.Locator(".rz-slots .rz-slot").First.BoundingBoxAsync())!.Height;
        var (x, y) = (box.X + (box.Width / 2), box.Y + 6);
        await page.EvaluateAsync(
            """
            couple => {
              const text = () => [...document.querySelectorAll('.rz-event')].find(e => e.textContent.includes(couple))?.textContent;
              const before = text();
              window.dragged = new Promise((done, failed) => {
                setTimeout(() => failed(new Error('The card did not move.')), 20000);
                document.addEventListener('drop', () => {
                  const begun = performance.now();
                  const look = () => text() !== before ? requestAnimationFrame(() => done(performance.now() - begun)) : setTimeout(look, 2);
                  look();
                }, { once: true, capture: true });
              });
            }
            """,
            couple
        );
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + 3, y + 3);
        await page.Mouse.MoveAsync(x, y + (direction * slot * 4) + 2, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        var took = await page.EvaluateAsync<double>("() => window.dragged");

        // Everybody else's screen follows this drop, on the same two processors: nobody drags again before that is over.
        await Task.Delay(3000);
        return took;
    }
}
