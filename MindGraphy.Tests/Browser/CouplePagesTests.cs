using System.Globalization;
using Microsoft.Playwright;
using MindGraphy.Data;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using Npgsql;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>What couples and strangers see, on a phone and on a desk, in both languages and themes; and a gallery of 5,000 on a slow phone.</summary>
public sealed class CouplePagesTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : IAsyncLifetime
{
    private const string CodeGiven = "(the code is given)";

    private BrowserApp _app = default!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await demo.StartedAsync(template);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("ko-KR", 390, false)]
    [InlineData("en-US", 390, true)]
    [InlineData("ko-KR", 1440, true)]
    [InlineData("en-US", 1440, false)]
    public async Task Every_page_without_an_account_opens_clean(string language, int width, bool dark)
    {
        var links = await LinksAsync();
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, 844, dark, touch: width < 720);

        // Chosen before: else a couple's page speaks the language its reader is written to in.
        await browser.AddCookiesAsync([
            new()
            {
                Name = ".AspNetCore.Culture",
                Value = $"c={language[..2]}|uic={language[..2]}",
                Url = _app.BaseUrl,
            },
        ]);
        var page = await browser.NewPageAsync();
        var problems = page.Problems();
        (string Path, string Name)[] pages =
        [
            ("/c/inquiry", "inquiry"),
            ("/c/inquiry/thanks", "inquiry-thanks"),
            ("/c/verify", "verify"),
            ("/account/login", "login"),
            ("/account/forgot", "forgot"),
            ("/c/prices", "prices"),
            (links.Quote, "quote"),
            (links.Contract, "contract-code"),
            (CodeGiven, "contract"),
            (links.Proof, "gallery"),
        ];
        foreach (var (path, name) in pages)
        {
            if (path == CodeGiven)
            {
                // Half of the people have a mailbox: without one the field stands there at once.
                if (await page.Locator("#code").CountAsync() == 0)
                {
                    await page.Locator("form .btn.main").ClickAsync();
                }

                await page.Locator("#code").FillAsync(links.Code);
                await page.Locator("form:has(#code) .btn.main").ClickAsync();
                await page.Locator("#sign").WaitForAsync();
            }
            else
            {
                await page.GotoAsync(path);
            }

            await page.Locator("h1").First.WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.Equal(language[..2], await page.Locator("html").GetAttributeAsync("lang"));
            await page.TakeScreenAsync("couple-" + name, language, width, dark, whole: name != "gallery");
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 1 and var over)
            {
                problems.Enqueue($"{name} is {over} px wider than {width}");
            }

            foreach (var found in await page.SeriousFindingsAsync())
            {
                problems.Enqueue($"{name} {found}");
            }
        }

        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));

        // These answer 404, which a browser's console counts as an error.
        var closed = language.StartsWith("ko", StringComparison.Ordinal) ? "링크" : "link";
        foreach (var (path, name, says) in new[] { ("/c/closed", "closed", closed), ("/nowhere", "not-found", "") })
        {
            Assert.Equal(404, (await page.GotoAsync(path))!.Status);
            await Expect(page.Locator("h1")).ToContainTextAsync(says, new() { IgnoreCase = true });
            await page.TakeScreenAsync("couple-" + name, language, width, dark);
            Assert.Equal([], await page.SeriousFindingsAsync());
        }
    }

    [Theory]
    [InlineData("ko-KR", false)]
    [InlineData("en-US", true)]
    public async Task A_signer_with_mailbox_and_phone_chooses_where_the_code_goes(string language, bool dark)
    {
        // A bride of her own for each run of the theory: a code is sent to nobody twice in half a minute.
        var contract = await IdAsync(
            $"SELECT c.id FROM contracts c JOIN contract_signers s ON s.contract_id = c.id JOIN customer_contacts p ON p.id = s.contact_id WHERE c.contract_status = 'sent' AND s.signed_at IS NULL AND p.role = 'bride' AND p.email IS NOT NULL AND p.phone LIKE '+8210%' ORDER BY c.id DESC OFFSET {(dark ? 1 : 0)} LIMIT 1"
        );
        await using var desk = await chromium.OpenAsync(_app.BaseUrl);
        var staff = await desk.SignInAsync(demo.Person(UserRole.Manager, 1), $"/studio/contracts/{contract}");
        var signer = staff.GetByTestId("signer").Filter(new() { HasText = "신부" });
        await Expect(signer.GetByTestId("written")).ToBeVisibleAsync();
        await staff.TakeScreenAsync("signers-" + (dark ? "2" : "1"), "ko-KR", 1440, dark: false, whole: true);
        var link = await signer.GetByTestId("link").InputValueAsync();
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, 390, 844, dark, touch: true);
        await browser.AddCookiesAsync([
            new()
            {
                Name = ".AspNetCore.Culture",
                Value = $"c={language[..2]}|uic={language[..2]}",
                Url = _app.BaseUrl,
            },
        ]);
        var page = await browser.NewPageAsync();
        var problems = page.Problems();
        await page.GotoAsync(link);
        await Expect(page.Locator("input[name=way]")).ToHaveCountAsync(2);
        await LookAsync("couple-code-ways");

        await page.Locator("label:has(input[value=Message])").ClickAsync();
        await page.Locator("form .btn.main").ClickAsync();
        await Expect(page.Locator("main > p").First).ToContainTextAsync("010-••••-");
        await Expect(page.Locator("button[name=way]")).ToHaveCountAsync(2);
        await LookAsync("couple-code-sent");
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));

        async Task LookAsync(string name)
        {
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.TakeScreenAsync(name, language, 390, dark, whole: true);
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 1, name + " is too wide");
            Assert.Equal([], await page.SeriousFindingsAsync());
        }
    }

    [Fact]
    public async Task A_gallery_of_5000_scrolls_without_blank_frames_on_a_slowed_phone()
    {
        const int Photos = 5000;
        var link = await ProofOfAsync(Photos);
        await using var phone = await chromium.OpenAsync(_app.BaseUrl, width: 390, height: 844, touch: true);
        var page = await phone.NewPageAsync();
        var picture = DemoPicture.Jpeg(3, 3, 480);

        // What keeps the gallery for a lift would fetch them past the route.
        await page.AddInitScriptAsync("delete Navigator.prototype.serviceWorker");

        // The rows have no pictures behind them: any will do, as late as over a phone's network.
        await page.RouteAsync(
            "**/c/proof/i/**",
            async route =>
            {
                await Task.Delay(60, Ct);
                await route.FulfillAsync(new() { BodyBytes = picture, ContentType = "image/jpeg" });
            }
        );
        var devtools = await phone.NewCDPSessionAsync(page);
        await devtools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        await page.GotoAsync(link);
        await page.Locator($"#grid[data-whole='{Photos}']").WaitForAsync(new() { Timeout = 120_000 });
        await page.Locator("#grid .cell img.on").First.WaitForAsync();
        await Expect(page.Locator(".intro")).ToContainTextAsync(Photos.ToString("#,0", CultureInfo.InvariantCulture));

        // 4,000 px a second; in each frame every row that is in sight has its tiles, with the picture, its blur or at least its colour.
        var seen = await page.EvaluateAsync<System.Text.Json.JsonElement>(
            """
            () => new Promise(done => {
              const grid = document.querySelector("#grid"), begun = performance.now(), from = scrollY;
              let frames = 0, blank = 0, most = 0;
              const look = now => {
                const passed = now - begun;
                frames++;
                const cells = [...grid.querySelectorAll(".cell")], size = cells[0].getBoundingClientRect().height;
                most = Math.max(most, document.querySelectorAll("*").length);
                const rows = new Set(cells.filter(c => c.style.backgroundColor || c.querySelector("img.on")).map(c => Math.round(c.getBoundingClientRect().top)));
                const top = grid.getBoundingClientRect().top;
                for (let y = Math.max(0, top) + 1; y < innerHeight; y += size) {
                  if (![...rows].some(r => r <= y && y <= r + size + 3)) { blank++; break; }
                }
                if (passed > 4000) return done({ frames, blank, most, scrolled: scrollY - from });
                scrollTo(0, from + passed * 4);
                requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
            })
            """
        );

        TestContext.Current.TestOutputHelper?.WriteLine(seen.ToString());
        Assert.InRange(seen.GetProperty("scrolled").GetDouble(), 12_000, 17_000);
        Assert.InRange(seen.GetProperty("frames").GetInt32(), 10, 1000);
        Assert.InRange((double)seen.GetProperty("blank").GetInt32() / seen.GetProperty("frames").GetInt32(), 0, 0.05);
        Assert.InRange(seen.GetProperty("most").GetInt32(), 1, 250);

        // Once it rests, each tile in sight has got its blur (a canvas of a few pixels; it hides under the picture) and its picture.
        await page.WaitForFunctionAsync(
            """
            () => {
              const seen = [...document.querySelectorAll("#grid .cell")].filter(c => { const r = c.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; });
              return seen.length > 9 && seen.every(c => c.querySelector("canvas").width < 100 && c.querySelector("img.on"));
            }
            """
        );
    }

    private async Task<(string Contract, string Code, string Proof, string Quote)> LinksAsync()
    {
        await using var desk = await chromium.OpenAsync(_app.BaseUrl);
        await desk.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var contract = await IdAsync("SELECT id FROM contracts WHERE contract_status = 'sent' ORDER BY id LIMIT 1");
        var page = await desk.SignInAsync(demo.Person(UserRole.Manager, 1), $"/studio/contracts/{contract}");
        var signer = page.GetByTestId("signer").Filter(new() { Has = page.GetByTestId("link") }).First;
        var first = await signer.GetByTestId("link").InputValueAsync();
        await signer.GetByRole(AriaRole.Button, new() { Name = "전화로 알려 줄 코드 보기" }).ClickAsync();
        var code = await signer.GetByTestId("told-code").InnerTextAsync();
        var project = await IdAsync(
            "SELECT s.project_id FROM proof_gallery_sessions s JOIN photo_albums a ON a.id = s.album_id WHERE s.status = 'active' AND s.expires_at > now() + interval '1 hour' AND a.total_photos < 1000 ORDER BY s.id LIMIT 1"
        );
        await page.OpenAsync(
            "/studio/quotes/" + await IdAsync("SELECT id FROM quotes WHERE status = 'sent' AND valid_until > now() ORDER BY id LIMIT 1")
        );
        var quote = await page.GetByTestId("quote-link").First.GetByTestId("link").InputValueAsync();
        return (first, code, await CopyLinkAsync(page, project), quote);
    }

    private async Task<string> ProofOfAsync(int photos)
    {
        await using var source = DataRegistration.CreateSource(_app.ConnectionString);
        var project = await IdAsync("SELECT id FROM projects WHERE project_status = 'in_progress' ORDER BY id DESC LIMIT 1");
        await new ScaleFill(source, new StudioClock(TimeProvider.System, StudioClock.Seoul)).AddAlbumAsync(project, photos, Ct);
        await using var desk = await chromium.OpenAsync(_app.BaseUrl);
        await desk.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await desk.SignInAsync(demo.Person(UserRole.Manager, 2), $"/studio/projects/{project}");
        await page.GetByRole(AriaRole.Button, new() { Name = "셀렉 보내기" }).ClickAsync();
        await page.Locator(".mg-form select")
            .First.SelectOptionAsync(
                await page.Locator("option", new() { HasText = photos.ToString("#,0", CultureInfo.InvariantCulture) })
                    .First.GetAttributeAsync("value")
                    ?? ""
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "보내기", Exact = true }).ClickAsync();
        await page.Locator(".proof-people button").First.WaitForAsync();
        return await CopyLinkAsync(page, project);
    }

    private static async Task<string> CopyLinkAsync(IPage page, Guid project)
    {
        await page.OpenAsync($"/studio/projects/{project}");
        return await page.Locator(".proof-people button").First.CopyAsync(page.Locator(".proof-people"));
    }

    private async Task<Guid> IdAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_app.ConnectionString);
#pragma warning disable CA2100 // A sentence of this file.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        return (Guid)(await command.ExecuteScalarAsync(Ct))!;
    }
}
