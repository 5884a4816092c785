using System.Collections.Concurrent;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Links;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// Both halves of a couple look at finished photos on two devices: no word is lost, not of the one and not of the other, and what is billed is what was read
/// before the yes.
/// </summary>
public sealed class ReviewBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    private const string Arm = "왼쪽 팔을 자연스럽게";

    [Fact]
    public async Task Two_people_answer_lose_no_word_and_pay_what_they_read()
    {
        var (round, project) = await RoundAsync();
        var (hers, his) = (await LinkAsync(LinkPurpose.Review, round, "bride"), await LinkAsync(LinkPurpose.Review, round, "groom"));
        await using var pocket = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 360, 780, touch: true);
        var bride = await EnterAsync(pocket, hers, "보정을 마친 사진 4장이에요.");
        var seen = bride.Problems();
        await bride.GetByText("계약에 포함된 재수정 1회 중 1번째예요.").SeeAsync();
        await TakeAsync(bride, seen, "review-new", "ko", 360, dark: false, whole: true);

        // He opens it before she says anything: his page stays as it was.
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "en-US", 1440, 900, dark: true);
        var groom = await EnterAsync(desk, his, "보정을 마친 사진 4장이에요.");
        await groom.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await groom.GetByText("These are your 4 finished photos.").SeeAsync();
        var noticed = groom.Problems();

        await SaysAsync(bride, seen, round);
        await OtherTabAsync(pocket, bride, his, hers, round);
        await NotOverUnreadAsync(groom, noticed, round);
        await DiffersAsync(bride, seen, round, project);
        await LateAsync(groom, noticed);
        await AllAsync(bride, seen, round);

        // What the browser itself says of requests that were cut or refused on purpose is no fault of a page.
        var wrong = seen.Concat(noticed).Where(p => !p.Contains("Failed to load resource", StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // A photo approved, one asked for with a pin that can be taken away again, one written too long, and one while the server is gone.
    private async Task SaysAsync(IPage page, ConcurrentQueue<string> seen, Guid round)
    {
        await Says(page, 1).GetByRole(AriaRole.Button, new() { Name = "이대로 좋아요" }).TapAsync();
        await Says(page, 2).GetByRole(AriaRole.Button, new() { Name = "수정 요청" }).TapAsync();
        await Expect(page.Locator("#state")).ToHaveTextAsync("바꿀 점을 적어 주세요");
        var area = Says(page, 2).Locator("textarea");
        await Expect(area).ToBeFocusedAsync();
        await area.FillAsync(Arm);
        await PinAsync(page);
        await Expect(Says(page, 2).Locator(".pin ellipse")).ToHaveCountAsync(1);
        await EventuallyAsync(async () =>
            await ScalarAsync<long>("SELECT count(*) FROM revision_requests WHERE round_id = $1 AND pin_x > 0", round) == 1
        );
        var before = await ScalarAsync<int>("SELECT max(pin_x * 1000 + pin_y) FROM revision_requests WHERE round_id = $1", round);
        await Says(page, 2).GetByRole(AriaRole.Button, new() { Name = "위치 표시 지우기" }).TapAsync();
        await Expect(Says(page, 2).Locator(".pin ellipse")).ToHaveCountAsync(0);
        await EventuallyAsync(async () => await WishesAsync(round) == $"1:approve: 2:change:{Arm}");
        await Says(page, 2).GetByText("위치 표시를 지웠어요").SeeAsync();
        await TakeAsync(page, seen, "review-unpinned", "ko", 360, dark: false);

        // Where it was, to the thousandth; another mark leaves nothing to be put back.
        const string Pinned = "SELECT coalesce(max(pin_x * 1000 + pin_y), 0) FROM revision_requests WHERE round_id = $1";
        await EventuallyAsync(async () => await ScalarAsync<int>(Pinned, round) == 0);
        await Says(page, 2).GetByRole(AriaRole.Button, new() { Name = "되돌리기" }).TapAsync();
        await EventuallyAsync(async () => await ScalarAsync<int>(Pinned, round) == before);
        await Expect(Says(page, 2).Locator(".pin ellipse")).ToHaveCountAsync(1);
        await Expect(Says(page, 2).Locator(".undone")).ToHaveCountAsync(0);
        await Says(page, 2).GetByRole(AriaRole.Button, new() { Name = "위치 표시 지우기" }).TapAsync();
        await PinAsync(page);
        await Expect(Says(page, 2).Locator(".undone")).ToHaveCountAsync(0);
        await EventuallyAsync(async () =>
            await ScalarAsync<long>("SELECT count(*) FROM revision_requests WHERE round_id = $1 AND pin_x > 0", round) == 1
        );

        // More than can be kept is not cut: it is said, survives a reload, and nothing is sent before it is shorter.
        await area.FillAsync(new string('가', 20_000));
        await Expect(Says(page, 2).Locator(".error")).ToContainTextAsync("지금 20,000자라서 아직 저장하지 않았어요.");
        await page.ReloadAsync();
        Assert.Equal(20_000, (await area.InputValueAsync()).Length);
        await page.GetByRole(AriaRole.Button, new() { Name = "답 보내기" }).TapAsync();
        await Expect(area).ToBeFocusedAsync();
        await Expect(page.Locator("#sheet")).ToBeHiddenAsync();
        await Expect(Says(page, 2).Locator(".error")).ToBeInViewportAsync();
        await TakeAsync(page, seen, "review-long", "ko", 360, dark: false);
        Assert.Equal($"1:approve: 2:change:{Arm}", await WishesAsync(round));
        await area.FillAsync(Arm);
        await Expect(Says(page, 2).Locator(".error")).ToBeHiddenAsync();

        // The server is gone: the page says so, keeps the word over a reload, and sends it once it can.
        await page.RouteAsync("**/c/review/says", r => r.AbortAsync());
        await Says(page, 3).GetByRole(AriaRole.Button, new() { Name = "수정 요청" }).TapAsync();
        await Says(page, 3).Locator("textarea").FillAsync("배경의 사람을 지워 주세요");
        await Expect(page.Locator("#state")).ToHaveTextAsync("연결되면 저장할게요");
        await page.ReloadAsync();
        await Expect(Says(page, 3).Locator("textarea")).ToHaveValueAsync("배경의 사람을 지워 주세요");
        await TakeAsync(page, seen, "review-waiting", "ko", 360, dark: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "답 보내기" }).TapAsync();
        await page.Locator("#sheet [data-s=go]").TapAsync();
        await page.GetByText("보내지 못했어요.").SeeAsync();
        await TakeAsync(page, seen, "review-failed", "ko", 360, dark: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "더 볼게요" }).TapAsync();
        await page.UnrouteAsync("**/c/review/says");
        await Expect(page.Locator("#state")).ToHaveTextAsync("저장됨");
        Assert.Equal($"1:approve: 2:change:{Arm} 3:change:배경의 사람을 지워 주세요", await WishesAsync(round));
    }

    // His link opened in her browser: her tab says so, writes nothing in his name, and has her words still when her link is opened again.
    private async Task OtherTabAsync(IBrowserContext pocket, IPage bride, string his, string hers, Guid round)
    {
        var before = await WishesAsync(round);
        var tab = await EnterAsync(pocket, his, "보정을 마친 사진 4장이에요.");
        await Says(bride, 3).Locator("textarea").FillAsync("배경의 두 사람을 지워 주세요");
        await Expect(bride.Locator("#state")).ToContainTextAsync("다른 링크를 나중에 여셔서");
        await bride.TakeScreenAsync("review-other-link", "ko", 360, dark: false);
        await tab.ReloadAsync();
        await Expect(Says(tab, 3).Locator("textarea")).ToHaveValueAsync("배경의 사람을 지워 주세요");
        Assert.Equal(before, await WishesAsync(round));
        await tab.CloseAsync();
        await bride.GotoAsync(hers);
        await Expect(Says(bride, 3).Locator("textarea")).ToHaveValueAsync("배경의 두 사람을 지워 주세요");
        await EventuallyAsync(async () =>
            (await WishesAsync(round)).EndsWith("3:change:배경의 두 사람을 지워 주세요", StringComparison.Ordinal)
        );
    }

    // By the keyboard, at a desk: what he has not read is shown to him and not written over; read, the later word counts.
    private async Task NotOverUnreadAsync(IPage page, ConcurrentQueue<string> noticed, Guid round)
    {
        await Says(page, 2).GetByRole(AriaRole.Button, new() { Name = "I like it" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Says(page, 2).GetByText("Someone else answered this photo meanwhile.").SeeAsync();
        await Expect(Says(page, 2).Locator("textarea")).ToHaveValueAsync(Arm);
        await Expect(page.Locator("#state")).ToHaveTextAsync("Someone else has already answered a photo");
        Assert.Contains(Arm, await WishesAsync(round), StringComparison.Ordinal);
        await TakeAsync(page, noticed, "review-other", "en", 1440, dark: true);
        await Says(page, 4).GetByRole(AriaRole.Button, new() { Name = "Change it" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.TypeAsync("A little brighter, please");
        await EventuallyAsync(async () =>
            (await WishesAsync(round)).EndsWith("4:change:A little brighter, please", StringComparison.Ordinal)
        );

        // Whoever wants to send is led to what was not looked at.
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Says(page, 2).Locator(".other")).ToBeInViewportAsync();
        await Expect(page.Locator("#sheet")).ToBeHiddenAsync();
        await TypedAsync(page, noticed, round);

        // He counts two, she asked for one more: he reads that first, and is led to it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("To be changed: 2.").SeeAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#sheet p"))
            .ToHaveTextAsync(
                "The changes or their price are different now. Please look at them again. Answers that changed: photo 3. Approved: 1. To be changed: 3."
            );
        await TakeAsync(page, noticed, "review-differs", "en", 1440, dark: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep looking" }).ClickAsync();
        await Expect(Says(page, 3).Locator(".other")).ToBeInViewportAsync();
        await Expect(Says(page, 3).Locator("textarea")).ToHaveValueAsync("배경의 두 사람을 지워 주세요");
        await page.SetViewportSizeAsync(390, 844);
        await TakeAsync(page, noticed, "review-other", "en", 390, dark: true, whole: true);
    }

    // What he typed met her yes: it stays under his fingers and over a reload, is not sent before he says so, and is sent or put away then.
    private async Task TypedAsync(IPage page, ConcurrentQueue<string> noticed, Guid round)
    {
        var (area, other, sheet) = (Says(page, 1).Locator("textarea"), Says(page, 1).Locator(".other"), page.Locator("#sheet"));
        var gate = new TaskCompletionSource();
        await page.RouteAsync(
            "**/c/review/says",
            async r =>
            {
                await gate.Task;
                await r.ContinueAsync();
            }
        );
        await Says(page, 1).GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
        await area.FillAsync("Crop it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).ClickAsync();
        await page.GetByText("To be changed: 3.").SeeAsync();
        gate.SetResult();
        await Expect(other).ToContainTextAsync("Someone else answered this photo meanwhile: I like it");

        // Her word came while he was asked whether to send: he is led to it, and nothing was submitted.
        await sheet.Locator("[data-s=go]").ClickAsync();
        await Expect(sheet).ToBeHiddenAsync();
        await Expect(other).ToBeInViewportAsync();
        await page.UnrouteAsync("**/c/review/says");
        Assert.Equal("sent", await ScalarAsync<string>("SELECT status::text FROM revision_rounds WHERE id = $1", round));
        await area.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" a little");
        await Expect(area).ToHaveValueAsync("Crop it a little");
        await page.ReloadAsync();
        await Expect(area).ToHaveValueAsync("Crop it a little");
        await Expect(Says(page, 1)).ToHaveAttributeAsync("data-w", "1");
        Assert.StartsWith("1:approve: ", await WishesAsync(round), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).ClickAsync();
        await Expect(other).ToBeInViewportAsync();
        await Expect(sheet).ToBeHiddenAsync();
        await TakeAsync(page, noticed, "review-held", "en", 1440, dark: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change it" }).First.ClickAsync();
        await EventuallyAsync(async () => (await WishesAsync(round)).StartsWith("1:change:Crop it a little 2:", StringComparison.Ordinal));
        await Expect(area).ToHaveValueAsync("Crop it a little");
        await Expect(Says(page, 1).Locator(".either")).ToHaveCountAsync(0);

        // She says yes once more; he leaves it at that.
        await ScalarAsync<object?>(
            "UPDATE revision_requests SET wish = 'approve', note = NULL, contact_id = (SELECT contact_id FROM revision_requests WHERE round_id = $1 AND position = 3) WHERE round_id = $1 AND position = 1",
            round
        );
        await area.FillAsync("Crop it a lot");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep their answer" }).ClickAsync();
        await Expect(other).ToHaveCountAsync(0);
        await Expect(area).ToBeHiddenAsync();

        // His page opens anew before she asks for the third.
        const string Third = " WHERE round_id = $1 AND position = 3";
        await ScalarAsync<object?>("UPDATE revision_requests SET wish = NULL, note = NULL" + Third, round);
        await page.ReloadAsync();
        await Expect(Says(page, 1).GetByRole(AriaRole.Button, new() { Name = "I like it" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(other).ToHaveCountAsync(0);
        Assert.Equal(0, await page.EvaluateAsync<int>("Object.keys(localStorage).filter(k => k.endsWith('-mine')).length"));
        Assert.StartsWith("1:approve: ", await WishesAsync(round), StringComparison.Ordinal);
        await ScalarAsync<object?>("UPDATE revision_requests SET wish = 'change', note = '배경의 두 사람을 지워 주세요'" + Third, round);
    }

    // The round that was included is used up between reading and sending: she reads the price, and pressing twice bills it once.
    private async Task DiffersAsync(IPage page, ConcurrentQueue<string> seen, Guid round, Guid project)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "답 보내기" }).TapAsync();
        await page.GetByText("2장은 이대로 확정하고 2장은 수정을 요청해요. 답하지 않은 1장은 확정에 들어 있어요.").SeeAsync();
        await ScalarAsync<object?>(
            "UPDATE editing_queue SET revision_count = 1 WHERE id = (SELECT job_id FROM revision_rounds WHERE id = $1)",
            round
        );
        await page.Locator("#sheet [data-s=go]").TapAsync();
        await Expect(page.Locator("#sheet p"))
            .ToHaveTextAsync(
                "그 사이에 수정 요청이나 비용이 바뀌었어요. 지금 내용을 다시 확인해 주세요. 사진 4의 답이 바뀌었어요. 1장은 이대로 확정하고 3장은 수정을 요청해요. 이번 수정 요청에는 33,000원이 추가돼요."
            );
        Assert.Equal(0, await BilledAsync(project));
        await TakeAsync(page, seen, "review-price", "ko", 360, dark: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "더 볼게요" }).TapAsync();
        await Expect(page.Locator("#cost")).ToHaveTextAsync("포함된 재수정을 모두 쓰셨어요. 이번에 수정을 요청하시면 33,000원이 추가돼요.");
        await Expect(Says(page, 4).Locator("textarea")).ToHaveValueAsync("A little brighter, please");
        await TakeAsync(page, seen, "review-price", "ko", 390, dark: false, whole: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "답 보내기" }).TapAsync();
        await page.GetByText("이번 수정 요청에는 33,000원이 추가돼요.").SeeAsync();
        await page.Locator("#sheet [data-s=go]").DblClickAsync();
        await page.GetByText("요청하신 3장을 다시 작업하고 있어요.").SeeAsync();
        await TakeAsync(page, seen, "review-sent", "ko", 360, dark: false, whole: true);
        Assert.Equal(33_000, await BilledAsync(project));
        var job = await ScalarAsync<Guid>("SELECT job_id FROM revision_rounds WHERE id = $1", round);
        Assert.Equal(2, await ScalarAsync<int>("SELECT revision_count FROM editing_queue WHERE id = $1", job));

        // The manager reads the same.
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var manager = await desk.SignInAsync(Demo.Person(UserRole.Manager), $"/studio/editing/{job}");
        await manager.GetByTestId("round").GetByText("추가 재수정 33,000원, 결제 일정에 더했습니다.").SeeAsync();
        await Expect(manager.GetByTestId("wish")).ToHaveCountAsync(3);
        await TakeAsync(manager, seen, "review-billed", "ko", 1440, dark: false, whole: true);
    }

    // What he writes after that is not thrown away, and the page says where it stands.
    private static async Task LateAsync(IPage page, ConcurrentQueue<string> noticed)
    {
        await Says(page, 4).Locator("textarea").FillAsync("A lot brighter, please");
        await Expect(page.Locator("#state")).ToContainTextAsync("Not sent: 1 of the wishes you wrote.");
        await TakeAsync(page, noticed, "review-late", "en", 390, dark: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reload" }).ClickAsync();
        await page.GetByText("We are working on the 3 photos you asked about.").SeeAsync();
        await page.GetByText("A lot brighter, please").SeeAsync();
        await TakeAsync(page, noticed, "review-late-done", "en", 390, dark: true, whole: true);
    }

    // The next time everything is as it should be: one press says so.
    private async Task AllAsync(IPage page, ConcurrentQueue<string> seen, Guid round)
    {
        await AgainAsync(round);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "답 보내기" }).TapAsync();
        await page.GetByText("4장 모두 이대로 확정해요. 답하지 않은 4장은 확정에 들어 있어요.").SeeAsync();
        await TakeAsync(page, seen, "review-all", "ko", 360, dark: false);
        await page.Locator("#sheet [data-s=go]").TapAsync();
        await page.GetByText("모든 사진이 확정됐어요. 고맙습니다.").SeeAsync();
        await TakeAsync(page, seen, "review-all-sent", "ko", 360, dark: false, whole: true);
        Assert.Equal("1:approve: 2:approve: 3:approve: 4:approve:", await WishesAsync(round));
    }

    private static async Task<IPage> EnterAsync(IBrowserContext browser, string link, string text)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(link);
        await page.GetByText(text).SeeAsync();
        return page;
    }

    private static ILocator Says(IPage page, int photo) => page.Locator($"#p{photo}");

    private static Task PinAsync(IPage page) =>
        Says(page, 2)
            .Locator("img")
            .TapAsync(
                new()
                {
                    Position = new() { X = 60, Y = 40 },
                }
            );

    private Task<string> WishesAsync(Guid round) =>
        ScalarAsync<string>(
            "SELECT coalesce(string_agg(position || ':' || wish::text || ':' || coalesce(note, ''), ' ' ORDER BY position), '') FROM revision_requests WHERE round_id = $1 AND wish IS NOT NULL",
            round
        );

    private Task<decimal> BilledAsync(Guid project) =>
        ScalarAsync<decimal>(
            "SELECT coalesce(sum(l.amount), 0) FROM payment_plan_lines l JOIN projects p ON p.contract_id = l.contract_id WHERE p.id = $1 AND l.kind = 'additional'",
            project
        );

    // The demonstration's couple that looks at its finished photos, cut to four of them, nothing said yet, and one round in the contract.
    private async Task<(Guid Round, Guid Project)> RoundAsync()
    {
        var round = await ScalarAsync<Guid>("SELECT id FROM revision_rounds WHERE status = 'sent' ORDER BY sent_at LIMIT 1");
        await ScalarAsync<object?>(
            "UPDATE revision_rounds SET included_rounds = 1, used_rounds = 0, extra_won = 33000 WHERE id = $1",
            round
        );
        await ScalarAsync<object?>("DELETE FROM revision_requests WHERE round_id = $1 AND position > 4", round);
        await AgainAsync(round);
        var project = await ScalarAsync<Guid>("SELECT project_id FROM revision_rounds WHERE id = $1", round);
        await ScalarAsync<object?>(
            "DELETE FROM payment_plan_lines WHERE kind = 'additional' AND contract_id = (SELECT contract_id FROM projects WHERE id = $1)",
            project
        );
        return (round, project);
    }

    private Task AgainAsync(Guid round) =>
        ScalarAsync<object?>(
            """
            WITH r AS (
                UPDATE revision_rounds SET status = 'sent', submitted_at = NULL, submitted_by = NULL, closed_at = NULL WHERE id = $1 RETURNING job_id
            ), q AS (
                UPDATE revision_requests SET wish = NULL, note = NULL, pin_x = NULL, pin_y = NULL, contact_id = NULL, said_at = NULL WHERE round_id = $1
            ), j AS (
                UPDATE editing_queue SET status = 'completed', revision_count = 0 FROM r WHERE editing_queue.id = r.job_id
            )
            UPDATE editing_items SET status = 'completed' FROM r WHERE editing_items.job_id = r.job_id
            """,
            round
        );
}
