using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// Every page of the staff's menu in a real browser on the demo studio: it opens without a fault, fits a phone, says nothing in the other
/// language, asks nothing of another machine, and axe finds nothing serious. The pictures land in TestResults/screens for people to look at.
/// </summary>
public sealed class StaffPagesTests(MigratedTemplate template, Chromium chromium) : IAsyncLifetime
{
    private readonly BrowserApp _app = new(template);

    private static string Screens { get; } =
        Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", "screens")).FullName;

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("ko-KR", 1440, false)]
    [InlineData("en-US", 1440, true)]
    [InlineData("ko-KR", 390, true)]
    [InlineData("en-US", 390, false)]
    public async Task Every_page_of_the_menu_opens_clean(string language, int width, bool dark)
    {
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, dark: dark);
        var page = await browser.NewPageAsync();
        var problems = new List<string>();
        page.Request += (_, r) =>
            problems.AddRange(new Uri(r.Url).IsLoopback || r.Url.StartsWith("data:", StringComparison.Ordinal) ? [] : ["asked " + r.Url]);
        page.Console += (_, m) => problems.AddRange(m.Type == "error" ? [page.Url + " console: " + m.Text] : []);
        page.PageError += (_, e) => problems.Add(page.Url + " script: " + e);
        await SignInAsync(page);
        var entries = await page.Locator("nav a[href^='/studio']")
            .EvaluateAllAsync<string[]>("all => [...new Set(all.map(a => a.getAttribute('href')))]");
        Assert.NotEmpty(entries);
        foreach (var entry in entries)
        {
            await page.GotoAsync(entry);
            await page.Locator("#main[data-ready=true]").WaitForAsync();
            await page.Locator("h1").First.WaitForAsync();
            if (await page.Locator(".mg-loading").CountAsync() > 0)
            {
                await page.Locator(".mg-loading").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
            }

            await page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(
                        Screens,
                        $"{entry.Trim('/').Replace('/', '-')}.{language[..2]}.{width}.{(dark ? "dark" : "light")}.png"
                    ),
                }
            );
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 1 and var over)
            {
                problems.Add($"{entry} is {over} px wider than {width}");
            }

            var axe = await page.RunAxe();
            problems.AddRange(
                axe.Violations.Where(v => v.Impact is "serious" or "critical")
                    .Select(v => $"{entry} axe {v.Id}: {v.Help} {v.Nodes.FirstOrDefault()?.Html}")
            );
        }

        Assert.Equal([], problems);
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_back()
    {
        await using var browser = await chromium.OpenAsync(_app.BaseUrl);
        var page = await browser.NewPageAsync();
        await page.GotoAsync("/studio/notices");
        Assert.Contains("/account/login", page.Url, StringComparison.Ordinal);

        await FillAsync(page, "wrong password, surely");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await FillAsync(page, _app.AdminPassword);
        await page.WaitForURLAsync("**/studio/notices");
    }

    private async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/studio");
        await FillAsync(page, _app.AdminPassword);
        await page.WaitForURLAsync("**/studio");
        await page.Locator("#main[data-ready=true]").WaitForAsync();
    }

    private async Task FillAsync(IPage page, string password)
    {
        await page.Locator("input[type=email]").FillAsync(_app.AdminEmail);
        await page.Locator("input[type=password]").FillAsync(password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
    }
}
