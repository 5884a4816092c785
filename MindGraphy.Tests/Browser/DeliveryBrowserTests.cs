using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using MindGraphy.Tests.Web.Deliveries;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>Handing over in a real browser: made by the studio, fetched whole by the couple, carried and received.</summary>
public sealed class DeliveryBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Fact]
    public async Task A_couple_fetches_its_photos_whole_and_says_that_the_album_came()
    {
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        await desk.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var project = await ScalarAsync<Guid>("SELECT project_id FROM deliverables WHERE delivery_status = 'ready' ORDER BY id LIMIT 1");
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager), $"/studio/projects/{project}");
        var problems = page.Problems();
        var section = page.GetByTestId("deliveries");
        await section.GetByText("최종 보정본").SeeAsync();
        var link = await LinkAsync(section);

        // The studio makes another one, of files: the worker reads them, and then the page says so by itself.
        await section.GetByRole(AriaRole.Button, new() { Name = "전달 만들기" }).ClickAsync();
        await section.GetByLabel("PIN을 입력해야 열리게 하기").CheckAsync();
        await LookAsync(page, problems, "delivery-form", 1440);

        // Before it is made: by what the form holds, in a tab of its own, with nothing to fetch.
        var look = section.GetByRole(AriaRole.Link, new() { Name = "미리보기" });
        await Expect(look).ToHaveAttributeAsync("href", new Regex("pin=1"));
        var tab = await desk.RunAndWaitForPageAsync(() => look.ClickAsync());
        await tab.GetByText("두 사람은 먼저 PIN을 입력해야 합니다.").SeeAsync();
        await Expect(tab.Locator(".parts span.btn")).ToHaveCountAsync(2);
        await Expect(tab.Locator("a[href^='/c/']")).ToHaveCountAsync(0);
        await TakeAsync(tab, problems, "delivery-preview", "ko", 1440, dark: false);
        await tab.CloseAsync();
        await section.GetByRole(AriaRole.Button, new() { Name = "만들기", Exact = true }).ClickAsync();
        await Expect(section.Locator("article")).ToHaveCountAsync(2);
        await EventuallyAsync(async () =>
            await ScalarAsync<long>("SELECT count(*) FROM deliverables WHERE project_id = $1 AND delivery_status = 'ready'", project) == 2
        );
        var newest = section.Locator("article").First;
        await newest.GetByText("받기 가능").SeeAsync();
        await newest.GetByRole(AriaRole.Button, new() { Name = "PIN 보기" }).ClickAsync();
        var pin = await newest.GetByLabel("PIN").InputValueAsync();
        var secret = await LinkAsync(newest);

        // An album, carried.
        await section.GetByRole(AriaRole.Button, new() { Name = "전달 만들기" }).ClickAsync();
        await section.GetByLabel("방식").SelectOptionAsync("Album");
        await section.GetByLabel("주소").FillAsync("(04000) 서울 마포구 와우산로 1, 2층");
        await section.GetByLabel("주소").BlurAsync();

        // What is carried is looked at, too: where it goes stands on the page, and not in its address.
        await Expect(look).ToHaveAttributeAsync("href", new Regex("type=Album.*where="));
        var carried = await desk.RunAndWaitForPageAsync(() => look.ClickAsync());
        await carried.GetByText("서울 마포구 와우산로 1").SeeAsync();
        Assert.DoesNotContain("04000", Uri.UnescapeDataString(carried.Url), StringComparison.Ordinal);
        await TakeAsync(carried, problems, "delivery-preview-album", "ko", 1440, dark: false);
        await carried.CloseAsync();
        await section.GetByRole(AriaRole.Button, new() { Name = "만들기", Exact = true }).ClickAsync();
        await Expect(section.Locator("article")).ToHaveCountAsync(3);
        var album = section.Locator("article").First;
        await album.GetByRole(AriaRole.Button, new() { Name = "준비 완료" }).ClickAsync();
        await album.GetByRole(AriaRole.Button, new() { Name = "발송 정보" }).ClickAsync();
        await album.GetByLabel("택배사").FillAsync("CJ대한통운");
        await album.GetByLabel("운송장 번호").FillAsync("6012-3456-7890");
        await album.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await album.GetByText("6012-3456-7890").SeeAsync();
        var parcel = await LinkAsync(album);
        await LookAsync(page, problems, "delivery-project", 1440);

        await FetchAsync(link, secret, pin, parcel);

        await page.OpenAsync($"/studio/projects/{project}");
        await section.GetByText("수령 확인").SeeAsync();
        await section.GetByRole(AriaRole.Button, new() { Name = "다운로드 기록" }).First.ClickAsync();
        await section.GetByText("ZIP 1").SeeAsync();
        await page.SetViewportSizeAsync(390, 844);
        await TakeAsync(page, problems, "delivery-project", "ko", 390, dark: false, whole: true);
        await page.OpenAsync("/studio/deliveries");
        await page.GetByText("최종 보정본").SeeAsync();
        await TakeAsync(page, problems, "deliveries", "ko", 390, dark: false);
        await page.SetViewportSizeAsync(1440, 900);
        await TakeAsync(page, problems, "deliveries", "ko", 1440, dark: false);
        await page.GotoAsync("/studio/deliveries?status=Delivered");
        await Expect(page.Locator("tbody tr")).Not.ToHaveCountAsync(0);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    // Both halves of the couple: one on the phone, in Korean, inside KakaoTalk; one at a desk, in English.
    private async Task FetchAsync(string link, string secret, string pin, string parcel)
    {
        foreach (var (language, width, dark) in new[] { ("ko-KR", 390, false), ("en-US", 1440, true) })
        {
            var inApp = width < 720 ? Chromium.KakaoTalk : null;
            await using var browser = await chromium.OpenAsync(App.BaseUrl, language, width, 844, dark, touch: width < 720, inApp: inApp);
            await browser.AddCookiesAsync([
                new()
                {
                    Name = ".AspNetCore.Culture",
                    Value = $"c={language[..2]}|uic={language[..2]}",
                    Url = App.BaseUrl,
                },
            ]);
            var page = await browser.NewPageAsync();
            var problems = page.Problems();
            await EnterAsync(page, link);
            await page.Locator(".parts").First.WaitForAsync();
            await TakeAsync(page, problems, "download", language[..2], width, dark, whole: true);
            await page.Locator("details.files summary").ClickAsync();
            await TakeAsync(page, problems, "download-files", language[..2], width, dark, whole: true);
            var fetched = await page.RunAndWaitForDownloadAsync(() => page.Locator(".parts a").First.ClickAsync());
            Assert.EndsWith("-1.zip", fetched.SuggestedFilename);
            await StoredZipTests.AcceptedAsync(await fetched.PathAsync());

            await EnterAsync(page, secret);
            await page.Locator("#pin").WaitForAsync();
            await TakeAsync(page, problems, "download-pin", language[..2], width, dark);
            await page.Locator("#pin").FillAsync(pin);
            await page.Locator("form .btn.main").ClickAsync();
            await page.Locator(".parts").First.WaitForAsync();

            await EnterAsync(page, parcel);
            await page.GetByText("6012-3456-7890").SeeAsync();
            if (width < 720)
            {
                await TakeAsync(page, problems, "download-parcel", language[..2], width, dark);
                await page.GetByRole(AriaRole.Button, new() { Name = "잘 받았어요" }).ClickAsync();
                await page.GetByText("전달을 마쳤어요").SeeAsync();
            }

            Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
        }
    }

    private static async Task EnterAsync(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.WaitForURLAsync("**/c/download");
    }

    private static Task<string> LinkAsync(ILocator within) =>
        within.GetByRole(AriaRole.Button, new() { Name = "링크 복사" }).First.CopyAsync(within);
}
