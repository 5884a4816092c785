using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>A round behind a PIN in a real browser: opened once a device, put in order on phone and desk, compared by the studio.</summary>
public sealed class OrderBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Fact]
    public async Task A_PIN_opens_the_gallery_and_the_order_by_hand_is_the_same_on_phone_and_desk()
    {
        var project = await CardAsync("문가은", "류승현", 13);
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        await desk.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var manager = await desk.SignInAsync(Demo.Person(UserRole.Manager), $"/studio/projects/{project}");
        var problems = manager.Problems();
        var section = manager.Locator("section[aria-labelledby=proof-title]");
        await section.GetByRole(AriaRole.Button, new() { Name = "셀렉 보내기" }).ClickAsync();
        await section.GetByLabel("고를 장수").FillAsync("10");
        await section.GetByLabel("PIN을 입력해야 열리게 하기").CheckAsync();
        await LookAsync(manager, problems, "proof-form-pin", 1440);
        await section.GetByRole(AriaRole.Button, new() { Name = "보내기", Exact = true }).ClickAsync();
        await section.GetByRole(AriaRole.Button, new() { Name = "PIN 보기" }).ClickAsync();
        var pin = await section.GetByLabel("PIN", new() { Exact = true }).InputValueAsync();
        var round = await ScalarAsync<Guid>("SELECT id FROM proof_gallery_sessions WHERE project_id = $1", project);
        await PlayAsync(manager, round, pin);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    private async Task PlayAsync(IPage manager, Guid round, string pin)
    {
        var problems = manager.Problems();
        var people = manager.Locator($"article:has(a[href='/studio/proofs/{round}/preview']) .proof-people li");
        var links = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            links.Add(await people.Nth(i).Locator("button").First.CopyAsync(people.Nth(i)));
        }

        await using var hers = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var bride = await hers.NewPageAsync();
        var seen = bride.Problems();
        await bride.GotoAsync(links[0]);
        await bride.Locator("#pin").WaitForAsync();
        await TakeAsync(bride, seen, "proof-pin", "ko", 390, dark: false);
        await bride.Locator("#pin").FillAsync(pin);
        await bride.Locator("form .btn.main").ClickAsync();
        await bride.Locator("#grid[data-whole]").WaitForAsync();
        await TakeAsync(bride, seen, "proof-gallery-order", "ko", 390, dark: false);
        await bride.Locator("#grid .cell").First.FocusAsync();
        for (var i = 0; i < 4; i++)
        {
            await bride.Keyboard.PressAsync("Space");
            await bride.Keyboard.PressAsync("ArrowRight");
        }

        await EventuallyAsync(async () => await PickedAsync(round) == 4);
        await bride.GetByRole(AriaRole.Link, new() { Name = "순서 정하기" }).ClickAsync();
        await bride.WaitForURLAsync("**/c/proof/order");
        var rows = bride.Locator("#order li");
        await Expect(rows).ToHaveCountAsync(4);
        var first = await rows.First.GetAttributeAsync("data-id");
        await rows.First.Locator("[data-m=down]").ClickAsync();
        await bride.GetByText("저장됐어요").SeeAsync();
        await TakeAsync(bride, seen, "proof-order", "ko", 390, dark: false);
        await bride.ReloadAsync();
        await Expect(rows.Nth(1)).ToHaveAttributeAsync("data-id", first!);

        // The server is away while it is moved: the page is opened anew, has the move still, and makes it once it can.
        await bride.RouteAsync("**/c/proof/order", r => r.Request.Method == "POST" ? r.AbortAsync() : r.ContinueAsync());
        await rows.Nth(1).Locator("[data-m=down]").ClickAsync();
        await bride.GetByText("연결을 기다리는 중").SeeAsync();
        await bride.ReloadAsync();
        await Expect(rows.Nth(2)).ToHaveAttributeAsync("data-id", first!);
        await bride.UnrouteAsync("**/c/proof/order");
        await bride.GetByText("저장됐어요").SeeAsync();
        await rows.Nth(2).Locator("[data-m=up]").ClickAsync();
        await EventuallyAsync(async () =>
            await ScalarAsync<Guid>("SELECT hand_order[2] FROM proof_gallery_sessions WHERE id = $1", round) == Guid.Parse(first!)
        );

        // Far at once: to a number, of which a wrong one is said, and to the top.
        await rows.Nth(1).Locator("[data-m=to]").ClickAsync();
        await bride.GetByLabel("번호 (1~4)").FillAsync("9");
        await bride.GetByRole(AriaRole.Button, new() { Name = "옮기기", Exact = true }).ClickAsync();
        await bride.GetByText("1에서 4 사이의 번호를 적어 주세요.").SeeAsync();
        await TakeAsync(bride, seen, "proof-order-to", "ko", 390, dark: false);
        await bride.GetByLabel("번호 (1~4)").FillAsync("4");
        await bride.GetByRole(AriaRole.Button, new() { Name = "옮기기", Exact = true }).ClickAsync();
        await Expect(rows.Nth(3)).ToHaveAttributeAsync("data-id", first!);
        await EventuallyAsync(async () =>
            await ScalarAsync<Guid>("SELECT hand_order[4] FROM proof_gallery_sessions WHERE id = $1", round) == Guid.Parse(first!)
        );
        await rows.Nth(3).Locator("[data-m=to]").ClickAsync();
        await bride.GetByRole(AriaRole.Button, new() { Name = "맨 앞으로" }).ClickAsync();
        await Expect(rows.Nth(0)).ToHaveAttributeAsync("data-id", first!);
        await EventuallyAsync(async () =>
            await ScalarAsync<Guid>("SELECT hand_order[1] FROM proof_gallery_sessions WHERE id = $1", round) == Guid.Parse(first!)
        );
        await rows.Nth(0).Locator("[data-m=down]").ClickAsync();
        await EventuallyAsync(async () =>
            await ScalarAsync<Guid>("SELECT hand_order[2] FROM proof_gallery_sessions WHERE id = $1", round) == Guid.Parse(first!)
        );

        // What the browser says of requests that were cut is no fault of the page.
        seen.Clear();

        // The other one, at a desk: the PIN again on this device, then the mouse and the keys.
        await using var his = await chromium.OpenAsync(App.BaseUrl, "en-US", 1440, 900, dark: true);
        var groom = await his.NewPageAsync();
        var noticed = groom.Problems();
        await groom.GotoAsync(links[1]);
        await groom.Locator("#pin").WaitForAsync();
        await TakeAsync(groom, noticed, "proof-pin", "en", 1440, dark: true);
        await groom.Locator("#pin").FillAsync(pin);
        await groom.Locator("form .btn.main").ClickAsync();
        await groom.Locator("#grid[data-whole]").WaitForAsync();
        await groom.GotoAsync("/c/proof/order");
        var list = groom.Locator("#order li");
        await Expect(list.Nth(1)).ToHaveAttributeAsync("data-id", first!);
        await list.Nth(1).Locator(".grip").FocusAsync();
        await groom.Keyboard.PressAsync("End");
        await Expect(list.Nth(3)).ToHaveAttributeAsync("data-id", first!);
        var from = (await list.Nth(3).Locator(".grip").BoundingBoxAsync())!;
        var to = (await list.Nth(0).BoundingBoxAsync())!;
        await groom.Mouse.MoveAsync(from.X + 30, from.Y + 30);
        await groom.Mouse.DownAsync();
        await groom.Mouse.MoveAsync(to.X + 200, to.Y + 20, new() { Steps = 8 });
        await TakeAsync(groom, noticed, "proof-order", "en", 1440, dark: true);
        await groom.Mouse.UpAsync();
        await Expect(list.Nth(0)).ToHaveAttributeAsync("data-id", first!);
        await EventuallyAsync(async () =>
            await ScalarAsync<Guid>("SELECT hand_order[1] FROM proof_gallery_sessions WHERE id = $1", round) == Guid.Parse(first!)
        );

        // Saving, once the studio lets it.
        await bride.GotoAsync("/c/proof");
        await bride.Locator("#grid[data-whole]").WaitForAsync();
        await Expect(bride.Locator("#box .save")).ToHaveCountAsync(0);
        await manager.GetByLabel("워터마크 사진 저장 허용").CheckAsync();
        await EventuallyAsync(async () => await ScalarAsync<bool>("SELECT may_save FROM proof_gallery_sessions WHERE id = $1", round));
        await bride.ReloadAsync();
        await bride.Locator("#grid[data-whole]").WaitForAsync();
        await bride.Locator("#grid .cell").First.ClickAsync();
        await bride.Locator("#box .save").WaitForAsync();
        await TakeAsync(bride, seen, "proof-save", "ko", 390, dark: false);
        var saved = await bride.RunAndWaitForDownloadAsync(() => bride.Locator("#box .save").ClickAsync());
        Assert.EndsWith(".jpg", saved.SuggestedFilename);

        // The studio, side by side.
        await manager.ReloadAsync();
        await manager.GetByRole(AriaRole.Link, new() { Name = "선택 비교" }).ClickAsync();
        await manager.WaitForURLAsync(new Regex("/studio/proofs/[0-9a-f-]{36}$"));
        await Expect(manager.Locator("tbody tr")).ToHaveCountAsync(4);
        await TakeAsync(manager, problems, "proof-compare-staff", "ko", 1440, dark: false);
        var file = await manager.RunAndWaitForDownloadAsync(() => manager.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.EndsWith(".csv", file.SuggestedFilename);
        Assert.Equal(5, (await File.ReadAllLinesAsync((await file.PathAsync())!, TestContext.Current.CancellationToken)).Length);
        await manager.SetViewportSizeAsync(390, 844);
        await TakeAsync(manager, problems, "proof-compare-staff", "ko", 390, dark: false);
        Assert.True(
            problems.IsEmpty && seen.IsEmpty && noticed.IsEmpty,
            string.Join("\n", problems.Concat(seen).Concat(noticed).Distinct())
        );
    }

    private Task<int> PickedAsync(Guid round) =>
        ScalarAsync<int>("SELECT current_selections FROM proof_gallery_sessions WHERE id = $1", round);
}
