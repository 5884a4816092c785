using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Inquiries.Couple;
using Npgsql;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>A couple asks, in the browsers inside apps, without cookies, and inside another site; a manager reads what did not get through.</summary>
public sealed class InquiryPagesTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : IAsyncLifetime
{
    private const string KakaoTalk = Chromium.KakaoTalk;

    private const string InstagramOnIos =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 336.0.4.33.97 (iPhone15,2; iOS 17_5_1; en_US; en; scale=3.00; 1179x2556)";

    private const string InstagramOnAndroid =
        "Mozilla/5.0 (Linux; Android 14; SM-A546S Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/125.0.6422.165 Mobile Safari/537.36 Instagram 335.0.0.38.101 Android";

    private const string ShowsToken = "[...document.querySelectorAll('input')].some(i => i.value.startsWith('mgi_'))";

    private BrowserApp _app = default!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await demo.StartedAsync(template);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("kakaotalk", KakaoTalk)]
    [InlineData("instagram-ios", InstagramOnIos)]
    [InlineData("instagram-android", InstagramOnAndroid)]
    public async Task A_couple_asks_in_english_in_the_browser_of_an_app_that_keeps_no_cookies(string app, string userAgent)
    {
        await using var phone = await PhoneAsync(userAgent);
        var page = await phone.NewPageAsync();
        var problems = page.Problems();
        await page.GotoAsync("/c/inquiry?lang=en");
        await FillAsync(page.MainFrame, $"Ava {app}");
        await Expect(page.Locator("#day-answer"))
            .ToContainTextAsync(new System.Text.RegularExpressions.Regex("^(Open|Waiting list|Full) · "));
        await page.TakeScreenAsync("inquiry-filled-" + app, "en", 390, dark: false, whole: true);
        Assert.Equal([], await page.SeriousFindingsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Send inquiry" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "We have your inquiry" }).SeeAsync();
        await Expect(page.GetByTestId("day-answer")).ToBeVisibleAsync();
        await page.TakeScreenAsync("inquiry-thanks-" + app, "en", 390, dark: false, whole: true);
        Assert.Equal([], await page.SeriousFindingsAsync());
        Assert.Empty(await phone.CookiesAsync());
        Assert.True(problems.IsEmpty, string.Join("\n", problems));
        Assert.Equal(
            $"accepted en {userAgent}",
            await TextAsync(
                "SELECT concat_ws(' ', outcome, language, user_agent) FROM inquiry_submissions WHERE sender LIKE $1",
                $"Ava {app}%"
            )
        );
    }

    [Fact]
    public async Task The_form_works_inside_a_listed_site_as_high_as_it_is_and_not_inside_another()
    {
        await using var site = await SiteAsync();
        await ExecuteAsync("INSERT INTO embed_sites (origin, created_at) VALUES ($1, now()) ON CONFLICT DO NOTHING", site.Origin);
        await using var phone = await PhoneAsync(KakaoTalk);
        var page = await phone.NewPageAsync();
        await page.GotoAsync(site.Origin + "/");
        var frame = page.Frames.Single(f => f.ParentFrame is not null);
        await frame.GetByRole(AriaRole.Heading, new() { Name = "Ask about your day" }).SeeAsync();
        await Expect(page.Locator("iframe")).Not.ToHaveCSSAsync("height", "1400px");
        await FillAsync(frame, "Mia embedded");
        await page.TakeScreenAsync("inquiry-embedded", "en", 390, dark: false, whole: true);
        await frame.GetByRole(AriaRole.Button, new() { Name = "Send inquiry" }).ClickAsync();
        await frame.GetByRole(AriaRole.Heading, new() { Name = "We have your inquiry" }).SeeAsync();
        await Expect(page.Locator("iframe")).Not.ToHaveCSSAsync("height", "1400px");
        Assert.Equal(
            "accepted embed",
            await TextAsync("SELECT concat_ws(' ', outcome, channel) FROM inquiry_submissions WHERE sender LIKE $1", "Mia embedded%")
        );

        await ExecuteAsync("DELETE FROM embed_sites WHERE origin = $1", site.Origin);
        await page.ReloadAsync();
        await Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Name = "Ask about your day" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("ko-KR", 1440, false)]
    [InlineData("en-US", 390, true)]
    public async Task A_manager_makes_a_lead_of_what_was_not_taken(string language, int width, bool dark)
    {
        var korean = language.StartsWith("ko", StringComparison.Ordinal);
        var bride = $"문주{Guid.NewGuid():N}"[..8];
        using (var http = new HttpClient())
        {
            using var trapped = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["_handler"] = "inquiry",
                    ["Input.BrideName"] = bride,
                    ["Input.GroomName"] = "Noah",
                    ["Input.BridePhone"] = "010-2345-6789",
                    ["Input.Website"] = "x",
                    ["Input.Consent"] = "yes",
                }
            );
            Assert.True((await http.PostAsync(new Uri(_app.BaseUrl + "/c/inquiry"), trapped, Ct)).IsSuccessStatusCode);
        }

        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager));
        await page.OpenAsync("/studio/pipeline");
        await page.GetByRole(AriaRole.Link, new() { Name = korean ? "문의 기록" : "Inquiry log" }).ClickAsync();
        await page.GetByTestId("inquiry-line").Filter(new() { HasText = bride }).First.ClickAsync();
        await page.GetByTestId("inquiry-fields").SeeAsync();
        await page.TakeScreenAsync("inquiry-log", language, width, dark);
        Assert.Equal([], await page.SeriousFindingsAsync());
        await page.GetByTestId("make-lead").ClickAsync();

        // The button that opens the form has the same words: the one that sends stands in the form.
        await page.Locator("form button[type=submit]", new() { HasText = korean ? "리드로 등록" : "Make it a lead" }).ClickAsync();
        await page.WaitForURLAsync("**/studio/customers/*");

        Assert.Equal("accepted", await TextAsync("SELECT outcome::text FROM inquiry_submissions WHERE sender LIKE $1", bride + "%"));
    }

    [Theory]
    [InlineData("ko-KR", 1440, false)]
    [InlineData("ko-KR", 390, true)]
    [InlineData("en-US", 1440, true)]
    public async Task The_settings_hold_links_a_snippet_sites_and_a_token_that_is_shown_once(string language, int width, bool dark)
    {
        var korean = language.StartsWith("ko", StringComparison.Ordinal);
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(demo.Person(UserRole.Admin));
        await page.OpenAsync("/studio/settings/website");
        var site = $"w{Guid.NewGuid():N}"[..12] + ".example.com";
        await page.GetByPlaceholder("www.example.com").FillAsync(site);
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "홈페이지 등록" : "List site" }).ClickAsync();
        await page.GetByText("https://" + site).SeeAsync();
        await page.GetByLabel(korean ? "쓰는 곳" : "Used by").FillAsync("Site " + site);
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "토큰 만들기" : "Make token" }).ClickAsync();
        for (var look = 0; look < 100 && !await page.EvaluateAsync<bool>(ShowsToken); look++)
        {
            await page.WaitForTimeoutAsync(100);
        }

        Assert.True(await page.EvaluateAsync<bool>(ShowsToken));
        await page.TakeScreenAsync("website", language, width, dark, whole: true);
        Assert.Equal([], await page.SeriousFindingsAsync());
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"), -2000, 1);

        await page.OpenAsync("/studio/settings/website");
        Assert.False(await page.EvaluateAsync<bool>(ShowsToken));
        await page.GetByTestId("token-line").Filter(new() { HasText = site }).SeeAsync();
    }

    private static async Task FillAsync(IFrame page, string bride)
    {
        await page.GetByLabel("Bride").First.FillAsync(bride);
        await page.Locator("[name='Input.GroomName']").FillAsync("Liam 👰");
        await page.Locator("[name='Input.Email']").FillAsync("couple@example.com");
        var day = DateTime.UtcNow.AddDays(200).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await page.Locator("[name='Input.WeddingDate']").FillAsync(day);
        await page.Locator("[name='Input.WeddingTime']").FillAsync("14:00");
        await page.Locator("[name='Input.Consent']").CheckAsync();
        await Task.Delay(InquiryTrap.Least, Ct);
    }

    // A script that asks for cookies gets none, and none that the server sets is kept.
    private async Task<IBrowserContext> PhoneAsync(string userAgent)
    {
        var phone = await chromium.OpenAsync(_app.BaseUrl, "en-US", 390, 844, touch: true);
        await phone.SetExtraHTTPHeadersAsync([new("User-Agent", userAgent)]);
        await phone.AddInitScriptAsync("Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} })");
        return phone;
    }

    private async Task<Site> SiteAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var html =
            $"<!DOCTYPE html><html lang=en><title>Site</title><body><h1>Our site</h1><script src=\"{_app.BaseUrl}/embed/inquiry.js\" async></script></body></html>";
        app.MapGet("/", () => Results.Content(html, "text/html", Encoding.UTF8));
        await app.StartAsync(Ct);
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new Site(app, address);
    }

    private async Task<string?> TextAsync(string sql, string value)
    {
        await using var source = NpgsqlDataSource.Create(_app.ConnectionString);
#pragma warning disable CA2100 // A sentence of this file.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(new() { Value = value });
        return (string?)await command.ExecuteScalarAsync(Ct);
    }

    private async Task ExecuteAsync(string sql, string value)
    {
        await using var source = NpgsqlDataSource.Create(_app.ConnectionString);
#pragma warning disable CA2100 // A sentence of this file.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(Ct);
    }

    private sealed record Site(WebApplication App, string Origin) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
