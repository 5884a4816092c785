using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// Every page of the staff's menu, and one of each kind behind it, in a real browser on the demonstration studio: it opens without a fault, fits a
/// phone, asks nothing of another machine, and axe finds nothing serious. The pictures land in TestResults/screens for people to look at.
/// </summary>
public sealed class StaffPagesTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : IAsyncLifetime
{
    private BrowserApp _app = default!;

    public async ValueTask InitializeAsync() => _app = await demo.StartedAsync(template);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("ko-KR", 1440, false)]
    [InlineData("en-US", 1440, true)]
    [InlineData("ko-KR", 390, true)]
    [InlineData("en-US", 390, false)]
    public async Task Every_page_opens_clean(string language, int width, bool dark)
    {
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(demo.Person(UserRole.Admin));
        var problems = page.Problems();
        var entries = await page.Locator("nav a[href^='/studio']")
            .EvaluateAllAsync<string[]>("all => [...new Set(all.map(a => a.getAttribute('href')))]");
        Assert.NotEmpty(entries);
        foreach (var (entry, name) in entries.Select(e => (e, e)).Concat(await BehindTheMenuAsync()))
        {
            await page.OpenAsync(entry);
            await page.TakeScreenAsync(name, language, width, dark);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 1 and var over)
            {
                problems.Enqueue($"{entry} is {over} px wider than {width}");
            }

            // Half of the walks: both themes and both widths, in one language; the words change nothing that axe looks at.
            if (language != "ko-KR")
            {
                continue;
            }

            foreach (var found in await page.SeriousFindingsAsync())
            {
                problems.Enqueue($"{entry} {found}");
            }
        }

        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_back()
    {
        var admin = demo.Person(UserRole.Admin);
        await using var browser = await chromium.OpenAsync(_app.BaseUrl);
        var page = await browser.NewPageAsync();
        await page.GotoAsync("/studio/notices");
        Assert.Contains("/account/login", page.Url, StringComparison.Ordinal);

        await page.FillLoginAsync(admin.Email, "wrong password, surely");
        await page.GetByRole(AriaRole.Alert).SeeAsync();
        await page.FillLoginAsync(admin.Email, admin.Password);
        await page.WaitForURLAsync("**/studio/notices");
    }

    [Theory]
    [InlineData(UserRole.Photographer, "/studio/pipeline")]
    [InlineData(UserRole.Photographer, "/studio/team")]
    [InlineData(UserRole.Editor, "/studio/contracts")]
    [InlineData(UserRole.Editor, "/studio/calendar")]
    public async Task What_is_not_ones_own_is_neither_in_the_menu_nor_behind_the_address(UserRole role, string path)
    {
        await using var browser = await chromium.OpenAsync(_app.BaseUrl);
        var page = await browser.SignInAsync(demo.Person(role));
        Assert.Equal(0, await page.Locator($"nav a[href='{path}']").CountAsync());

        await page.GotoAsync(path);

        Assert.Contains("/account/denied", page.Url, StringComparison.Ordinal);
    }

    private async Task<IEnumerable<(string Path, string Name)>> BehindTheMenuAsync() =>
        [
            ("/studio/pipeline/new", "customer-new"),
            ("/studio/inquiries", "inquiry-log"),
            ("/studio/customers/import", "imports"),
            (await PathAsync("/studio/customers/", "customers WHERE lead_status = 'contracted'"), "customer"),
            (await PathAsync("/studio/contracts/", "contracts WHERE contract_status = 'sent'"), "contract-sent"),
            (await PathAsync("/studio/contracts/", "contracts WHERE contract_status = 'active'"), "contract-active"),
            (await PathAsync("/studio/contracts/new?customer=", "customers WHERE lead_status = 'proposal'"), "contract-new"),
            (await PathAsync("/studio/contracts/", "contracts WHERE contract_status = 'cancelled'"), "contract-cancelled"),
            (await PathAsync("/studio/contracts/", "contracts WHERE contract_status = 'active'") + "/amend", "contract-amend"),
            (await PathAsync("/studio/partners/", "partners WHERE kind = 'planner'"), "partner"),
            ("/studio/venues?tab=rooms", "rooms"),
            ("/studio/venues?tab=gear", "gear"),
            ("/studio/venues?tab=holidays", "holidays"),
            ("/studio/contracts/templates", "templates"),
            ("/studio/contracts/templates/new", "template-new"),
            (await PathAsync("/studio/quotes/", "quotes WHERE status = 'sent'"), "quote-sent"),
            (await PathAsync("/studio/quotes/", "quotes WHERE status = 'accepted'"), "quote-accepted"),
            (await PathAsync("/studio/quotes/new?customer=", "customers WHERE lead_status = 'proposal'"), "quote-new"),
            ("/studio/packages?tab=options", "options"),
            ("/studio/payments?view=due", "payments-due"),
            ("/studio/payments?view=paid", "payments-paid"),
            ("/studio/payments?view=ledger", "payments-ledger"),
            ("/studio/payments?view=forecast", "payments-forecast"),
            ("/studio/receipts?view=done", "receipts-done"),
            ("/studio/bank?view=booked", "bank-booked"),
            ("/studio/team/leave", "team-leave"),
            ("/studio/team/leave?view=done", "team-leave-done"),
            (await PathAsync("/studio/team/", "users WHERE role = 'photographer'"), "team-person"),
            (await PathAsync("/studio/team/", "users WHERE role = 'photographer'") + "?tab=hours", "team-hours"),
            (await PathAsync("/studio/team/", "users WHERE role = 'photographer'") + "?tab=days", "team-days"),
            (await PathAsync("/studio/team/", "users WHERE role = 'photographer'") + "?tab=leave", "team-person-leave"),
            (await PathAsync("/studio/team/", "users WHERE role = 'photographer'") + "?tab=record", "team-record"),
            ("/studio/team/settlement", "team-settlement"),
            ("/studio/team/performance", "team-performance"),
            ("/studio/my/record", "my-record-not-me"),
            ("/studio/my/leave", "my-leave-not-me"),
            (await PathAsync("/studio/projects/", "projects WHERE project_status = 'proof_ready'"), "project"),
            (await PathAsync("/studio/projects/", "projects WHERE project_status = 'editing'"), "project-editing"),
            ("/studio/projects/board", "project-board"),
            ("/studio/projects?only=late", "projects-late"),
            ("/studio/settings/projects?type=prewedding", "project-templates"),
            (await PathAsync("/studio/my/shoots/", "shooting_schedules WHERE status = 'confirmed'"), "day-sheet"),
            ("/studio/my/swaps", "swaps"),
            (await PathAsync("/studio/albums/", "photo_albums WHERE total_photos > 0"), "album"),
            (await PathAsync("/studio/editing/", "editing_queue WHERE status = 'in_progress'"), "editing-job"),
        ];

    private async Task<string> PathAsync(string path, string rows)
    {
        await using var source = NpgsqlDataSource.Create(_app.ConnectionString);
#pragma warning disable CA2100 // A name of this file.
        await using var command = source.CreateCommand($"SELECT id FROM {rows} ORDER BY id LIMIT 1");
#pragma warning restore CA2100
        return path + await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>What a page is looked at for.</summary>
internal static class PageWatching
{
    private static string Screens { get; } =
        Directory
            .CreateDirectory(
                Environment.GetEnvironmentVariable("MINDGRAPHY_SCREENS") ?? Path.Combine(AppContext.BaseDirectory, "TestResults", "screens")
            )
            .FullName;

    /// <summary>Collects from now on what a person would not see but a developer should: script faults, console errors, requests to other machines.</summary>
    public static ConcurrentQueue<string> Problems(this IPage page)
    {
        var problems = new ConcurrentQueue<string>();
        page.Request += (_, r) =>
        {
            if (
                !r.Url.StartsWith("data:", StringComparison.Ordinal)
                && !r.Url.StartsWith("blob:", StringComparison.Ordinal)
                && !new Uri(r.Url).IsLoopback
            )
            {
                problems.Enqueue(page.Url + " asked " + r.Url);
            }
        };
        page.Console += (_, m) =>
        {
            if (m.Type == "error")
            {
                problems.Enqueue(page.Url + " console: " + m.Text);
            }
        };
        page.PageError += (_, e) => problems.Enqueue(page.Url + " script: " + e);
        return problems;
    }

    // By hand, not by the package's RunAxe: that opens a second page for each run and takes nine seconds of it.
    private static string Axe { get; } = new BundledAxeScriptProvider().GetScript();

    /// <summary>What axe finds serious or critical.</summary>
    public static async Task<IReadOnlyList<string>> SeriousFindingsAsync(this IPage page)
    {
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
              .filter(v => v.impact === "serious" || v.impact === "critical")
              .map(v => `axe ${v.id}: ${v.help} ${v.nodes.map(n => n.html).join(" ").slice(0, 600)}`)
            """
        );
    }

    /// <summary>Keeps a picture of what is seen as one of the README's, where <c>MINDGRAPHY_PRINT_DOCS=1</c> asks for new ones.</summary>
    public static async Task TakeForReadmeAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("MINDGRAPHY_PRINT_DOCS") == "1")
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Web.Shared.WebWordsTests.Root(), "docs", "images", name + ".png") });
        }
    }

    /// <summary>Keeps a picture of what is seen.</summary>
    public static Task TakeScreenAsync(this IPage page, string name, string language, int width, bool dark, bool whole = false) =>
        page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(Screens, $"{name.Trim('/').Replace('/', '-')}.{language[..2]}.{width}.{(dark ? "dark" : "light")}.png"),
                FullPage = whole,
            }
        );
}
