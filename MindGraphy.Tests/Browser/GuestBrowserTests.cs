using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>Sharing with guests in a real browser: the couple chooses on a phone, a guest looks, the studio takes it back.</summary>
public sealed class GuestBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Fact]
    public async Task A_couple_shares_photos_hides_one_and_the_studio_closes_the_link()
    {
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        await desk.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var project = await ScalarAsync<Guid>("SELECT project_id FROM deliverables WHERE delivery_status = 'ready' ORDER BY id LIMIT 1");
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager), $"/studio/projects/{project}");
        var problems = page.Problems();
        var section = page.GetByTestId("deliveries");
        await section.GetByText("최종 보정본").First.SeeAsync();
        var delivery = section.Locator("article", new() { HasText = "최종 보정본" }).First;
        var link = await delivery.GetByRole(AriaRole.Button, new() { Name = "링크 복사" }).First.CopyAsync(delivery);

        await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var couple = await phone.NewPageAsync();
        var couples = couple.Problems();
        await couple.GotoAsync(link);
        await couple.WaitForURLAsync("**/c/download");
        await couple.GetByRole(AriaRole.Link, new() { Name = "나눌 사진 고르기" }).ClickAsync();
        await couple.WaitForURLAsync("**/c/download/guests");
        await couple.GetByLabel("제목").FillAsync("서연이네 결혼식");
        await couple.GetByLabel("PIN 여섯 자리").CheckAsync();
        await couple.GetByLabel("웹용 크기로 저장").CheckAsync();
        await TakeAsync(couple, couples, "guest-share", "ko", 390, dark: false, whole: true);
        await couple.GetByRole(AriaRole.Button, new() { Name = "링크 만들기" }).ClickAsync();
        await couple.WaitForURLAsync("**/c/download/guests/*");
        var tiles = couple.Locator("#choices button");
        var total = await tiles.CountAsync();
        Assert.True(total > 3);
        await tiles.Nth(1).ClickAsync();
        await couple.GetByText($"{total}장 중 {total - 1}장 보임").First.WaitForAsync();
        await couple.GetByText("저장했어요").WaitForAsync();
        await TakeAsync(couple, couples, "guest-choose", "ko", 390, dark: false, whole: true);
        await couple.ReloadAsync();
        await Expect(tiles.Nth(1)).ToHaveAttributeAsync("aria-pressed", "false");

        // The server is away while it is tapped: the page is opened anew and has the tap still.
        await couple.RouteAsync("**/c/download/guests/**", r => r.Request.Method == "POST" ? r.AbortAsync() : r.ContinueAsync());
        await tiles.Nth(2).ClickAsync();
        await couple.GetByText("연결되면 저장할게요").WaitForAsync();
        await couple.ReloadAsync();
        await Expect(tiles.Nth(2)).ToHaveAttributeAsync("aria-pressed", "false");
        await couple.UnrouteAsync("**/c/download/guests/**");
        await couple.GetByText($"{total}장 중 {total - 2}장 보임").First.WaitForAsync();
        await tiles.Nth(2).ClickAsync();
        await couple.GetByText($"{total}장 중 {total - 1}장 보임").First.WaitForAsync();
        couples.Clear();
        var shared = await couple.Locator("#link").InputValueAsync();
        var pin = await couple.Locator(".pin strong").InnerTextAsync();

        await LookAroundAsync(shared, pin, total - 1);
        Assert.True(couples.IsEmpty, string.Join("\n", couples.Distinct()));

        // The studio sees it, and takes it back.
        await delivery.GetByRole(AriaRole.Button, new() { Name = "하객 공유" }).ClickAsync();
        var panel = page.GetByTestId("guests");
        await panel.GetByText("서연이네 결혼식").First.SeeAsync();
        await LookAsync(page, problems, "guest-project", 1440);
        await panel.GetByRole(AriaRole.Link, new() { Name = "링크·사진" }).ClickAsync();
        await page.WaitForURLAsync("**/studio/guests/*");
        await Expect(page.Locator(".guest-photo[aria-pressed=false]")).ToHaveCountAsync(1);
        await page.Locator(".guest-photo").First.ClickAsync();
        await Expect(page.Locator(".guest-photo[aria-pressed=false]")).ToHaveCountAsync(2);
        await TakeAsync(page, problems, "guest-staff", "ko", 1440, dark: false, whole: true);
        await page.SetViewportSizeAsync(390, 844);
        await TakeAsync(page, problems, "guest-staff", "ko", 390, dark: false, whole: true);
        await page.SetViewportSizeAsync(1440, 900);
        await page.GoBackAsync();
        await delivery.GetByRole(AriaRole.Button, new() { Name = "하객 공유" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "서연이네 결혼식 링크 닫기" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "링크 닫기", Exact = true }).ClickAsync();
        await panel.GetByText("닫음").SeeAsync();
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM link_tokens WHERE purpose = 'guest' AND revoked_at IS NOT NULL"));
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    // An aunt on her phone, and a friend at a desk who reads English.
    private async Task LookAroundAsync(string link, string pin, int total)
    {
        foreach (var (language, width, dark) in new[] { ("ko-KR", 390, false), ("en-US", 1440, true) })
        {
            await using var browser = await chromium.OpenAsync(App.BaseUrl, language, width, 844, dark, touch: width < 720);
            var page = await browser.NewPageAsync();
            var problems = page.Problems();
            await page.GotoAsync(link);
            await page.WaitForURLAsync("**/c/guest");
            await page.Locator("#pin").WaitForAsync();
            await TakeAsync(page, problems, "guest-pin", language[..2], width, dark);
            await page.Locator("#pin").FillAsync(pin);
            await page.Locator("form .btn.main").ClickAsync();
            var tiles = page.Locator("#wall a");
            await tiles.First.WaitForAsync();
            await Expect(tiles).ToHaveCountAsync(total);
            await TakeAsync(page, problems, "guest-wall", language[..2], width, dark);
            await tiles.Nth(1).ClickAsync();
            await Expect(page.Locator("#box .at")).ToHaveTextAsync("2");
            await page.Keyboard.PressAsync("ArrowRight");
            await Expect(page.Locator("#box .at")).ToHaveTextAsync("3");
            await EventuallyAsync(async () => await page.EvaluateAsync<int>("document.querySelector('#box img').naturalWidth") > 0);
            await TakeAsync(page, problems, "guest-large", language[..2], width, dark);
            var saved = await page.RunAndWaitForDownloadAsync(() => page.Locator("#box .save").ClickAsync());
            Assert.EndsWith(".jpg", saved.SuggestedFilename);
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("#box")).ToBeHiddenAsync();
            Assert.EndsWith("/c/guest", page.Url);
            Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
        }
    }
}
