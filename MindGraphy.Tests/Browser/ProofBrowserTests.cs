using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>Bride and groom pick on two phones, with everything the gallery offers; the studio looks before and after.</summary>
public sealed class ProofBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Fact]
    public async Task Two_phones_fold_compare_pin_note_and_buy_one_more_and_the_studio_sees_what_it_costs()
    {
        var round = await RoundAsync();
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        await desk.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var project = await ScalarAsync<Guid>("SELECT project_id FROM proof_gallery_sessions WHERE id = $1", round);
        var manager = await desk.SignInAsync(Demo.Person(UserRole.Manager, 2), $"/studio/projects/{project}");
        var problems = manager.Problems();
        var links = await LinksAsync(manager, round);
        await LookBeforeAsync(manager, problems, round);

        // A link is opened where it was sent: inside KakaoTalk.
        await using var hers = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 360, 780, touch: true, inApp: Chromium.KakaoTalk);
        var bride = await EnterAsync(hers, links[0]);
        var seen = bride.Problems();
        await BurstAsync(bride, seen);
        await PinAsync(bride, seen, round);
        await CompareAsync(bride, seen);
        await ShortAsync(bride, seen);
        await SwapAsync(bride, seen, round);
        await BuyAsync(bride, seen, round);

        // The other one sees hers, and both is both.
        await using var his = await chromium.OpenAsync(App.BaseUrl, "en-US", 1440, 900, dark: true);
        var groom = await EnterAsync(his, links[1]);
        var noticed = groom.Problems();
        await BothAsync(groom, noticed);

        await bride.Locator("#submit").ClickAsync();
        await Expect(bride.Locator("#sheet p")).ToContainTextAsync("추가 1장은 10,000원");
        await TakeAsync(bride, seen, "proof-submit-extra", "ko", 360, dark: false);

        // While she reads the sum he buys one more: she reads the new one, and her second press bills exactly that.
        await groom.Locator("#grid .cell:not(.two):not(.other):not(.one)").First.FocusAsync();
        await groom.Keyboard.PressAsync("Space");
        await groom.GetByRole(AriaRole.Button, new() { Name = "10,000원에 한 장 더" }).ClickAsync();
        await EventuallyAsync(async () =>
            await ScalarAsync<int>("SELECT extra_picks FROM proof_gallery_sessions WHERE id = $1", round) == 2
        );
        await bride.GetByRole(AriaRole.Button, new() { Name = "제출하기" }).ClickAsync();
        await Expect(bride.Locator("#sheet p")).ToContainTextAsync("그 사이에 고른 사진이나 금액이 바뀌었어요.");
        await Expect(bride.Locator("#sheet p")).ToContainTextAsync("추가 2장은 20,000원");
        await TakeAsync(bride, seen, "proof-submit-differs", "ko", 360, dark: false);
        Assert.Equal("active", await ScalarAsync<string>("SELECT status::text FROM proof_gallery_sessions WHERE id = $1", round));
        await bride.GetByRole(AriaRole.Button, new() { Name = "제출하기" }).ClickAsync();
        await bride.WaitForURLAsync("**/c/proof/done");
        await bride.GetByText("추가 2장 20,000원").SeeAsync();
        await bride.EvaluateAsync("window.print = () => { document.body.dataset.printed = 'yes'; }");
        await bride.GetByRole(AriaRole.Button, new() { Name = "인쇄하거나 PDF로 저장" }).ClickAsync();
        await Expect(bride.Locator("body")).ToHaveAttributeAsync("data-printed", "yes");
        await bride.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(bride.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await bride.TakeScreenAsync("proof-done-print", "ko", 360, dark: false, whole: true);
        await bride.EmulateMediaAsync(new() { Media = Media.Screen });
        await TakeAsync(bride, seen, "proof-done", "ko", 360, dark: false);
        await LateAsync(groom, round);

        await manager.OpenAsync($"/studio/projects/{project}");
        await manager.GetByText(new Regex("추가 2장 · ")).SeeAsync();
        Assert.Equal(
            20_000,
            await ScalarAsync<decimal>(
                "SELECT l.amount FROM payment_plan_lines l JOIN projects p ON p.contract_id = l.contract_id WHERE p.id = $1 AND l.kind = 'additional'",
                project
            )
        );

        await GivenBackAsync(bride, seen, manager, problems, round);

        // That the late tap and the sum of before were refused is what the browser says too.
        var wrong = problems.Concat(seen.Concat(noticed).Where(n => !n.Contains("409", StringComparison.Ordinal))).Distinct().ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task In_a_lift_the_gallery_opens_again_and_a_pick_waits_until_the_doors_open()
    {
        var round = await ScalarAsync<Guid>(
            """
            SELECT s.id FROM proof_gallery_sessions s WHERE s.status = 'active' AND s.expires_at > now() + interval '1 hour' AND s.extra_won IS NOT NULL
                AND (SELECT count(DISTINCT contact_id) FROM link_tokens l WHERE l.subject_id = s.id) = 2
            ORDER BY s.current_selections DESC, s.id DESC OFFSET 1 LIMIT 1
            """
        );
        await ScalarAsync<object?>("UPDATE proof_gallery_sessions SET max_selections = max_selections + 5 WHERE id = $1", round);
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        await desk.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var project = await ScalarAsync<Guid>("SELECT project_id FROM proof_gallery_sessions WHERE id = $1", round);
        var manager = await desk.SignInAsync(Demo.Person(UserRole.Manager, 2), $"/studio/projects/{project}");
        var link = (await LinksAsync(manager, round))[0];
        await using var pocket = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var phone = await EnterAsync(pocket, link);
        await EventuallyAsync(() =>
            phone.EvaluateAsync<bool>(
                "() => caches.open('mg-proof-1').then(c => Promise.all([c.match(location.origin + '/c/proof'), c.match(location.origin + '/c/proof/photos')])).then(all => all.every(Boolean))"
            )
        );
        var before = await ScalarAsync<int>("SELECT current_selections FROM proof_gallery_sessions WHERE id = $1", round);

        await pocket.SetOfflineAsync(true);
        await phone.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await phone.ReloadAsync();
        await phone.Locator("#grid[data-whole]").WaitForAsync();
        await phone.Locator("#grid .cell img.on").First.WaitForAsync();
        await phone.Locator("#grid .cell:not(.two):not(.other)").First.FocusAsync();
        await phone.Keyboard.PressAsync("Space");
        await phone.GetByText("연결을 기다리는 중").SeeAsync();
        await phone.TakeScreenAsync("proof-lift", "ko", 390, dark: false);
        await pocket.SetOfflineAsync(false);

        await EventuallyAsync(async () =>
            await ScalarAsync<int>("SELECT current_selections FROM proof_gallery_sessions WHERE id = $1", round) == before + 1
        );

        // Taken back, it is gone from the phone too.
        var key = await ScalarAsync<Guid>(
            "UPDATE link_tokens SET revoked_at = now() WHERE id = (SELECT id FROM link_tokens WHERE subject_id = $1 ORDER BY last_used_at DESC NULLS LAST LIMIT 1) RETURNING id",
            round
        );
        await phone.ReloadAsync();
        Assert.Equal(
            0,
            await phone.EvaluateAsync<int>(
                "() => caches.open('mg-proof-1').then(c => c.keys()).then(all => all.filter(k => k.url.includes('/c/proof')).length)"
            )
        );
        await Expect(phone.Locator("#grid")).ToHaveCountAsync(0);

        // The demonstration is shared: whoever comes after finds the link open.
        await ScalarAsync<object?>("UPDATE link_tokens SET revoked_at = NULL WHERE id = $1", key);
    }

    // A round of the demonstration with two people, full but for its limit, with parts of the day and one burst of four.
    private async Task<Guid> RoundAsync()
    {
        var round = await ScalarAsync<Guid>(
            """
            SELECT s.id FROM proof_gallery_sessions s JOIN projects p ON p.id = s.project_id JOIN contracts c ON c.id = p.contract_id
            WHERE s.status = 'active' AND s.expires_at > now() + interval '1 hour' AND c.signed_at IS NOT NULL AND c.contract_status <> 'cancelled'
                AND (SELECT count(DISTINCT contact_id) FROM link_tokens l WHERE l.subject_id = s.id) = 2
            ORDER BY s.current_selections DESC, s.id DESC LIMIT 1
            """
        );
        await ScalarAsync<object?>(
            """
            WITH r AS (
                UPDATE proof_gallery_sessions SET max_selections = current_selections, extra_won = 10000 WHERE id = $1 RETURNING album_id
            ), p AS (
                SELECT p.id, row_number() OVER (ORDER BY sort_key, p.id) AS n FROM photos p JOIN r ON r.album_id = p.album_id
            ), t AS (
                UPDATE photos SET section = CASE WHEN p.n <= 12 THEN 'bridal_room' ELSE 'ceremony' END::photo_section,
                    burst_id = CASE WHEN p.n BETWEEN 2 AND 5 THEN '00000000-0000-0000-0000-00000000b0b0'::uuid END, is_burst_top = p.n = 3
                FROM p WHERE photos.id = p.id
            )
            DELETE FROM photo_selections s USING p WHERE s.session_id = $1 AND s.photo_id = p.id AND p.n BETWEEN 1 AND 12
            """,
            round
        );
        await ScalarAsync<object?>(
            "UPDATE proof_gallery_sessions s SET current_selections = x.n, max_selections = x.n FROM (SELECT count(DISTINCT photo_id) AS n FROM photo_selections WHERE session_id = $1 AND kind = 'final') x WHERE s.id = $1",
            round
        );
        await ScalarAsync<object?>(
            "INSERT INTO proof_section_rules (session_id, section, least, most) VALUES ($1, 'bridal_room', 1, 9) ON CONFLICT DO NOTHING",
            round
        );
        return round;
    }

    private static async Task<List<string>> LinksAsync(IPage manager, Guid round)
    {
        await manager.Locator($"a[href='/studio/proofs/{round}/preview']").SeeAsync();
        var people = manager.Locator($"article:has(a[href='/studio/proofs/{round}/preview']) .proof-people li");
        var links = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            links.Add(await people.Nth(i).Locator("button").First.CopyAsync(people.Nth(i)));
        }

        return links;
    }

    private static async Task LookBeforeAsync(IPage manager, ConcurrentQueue<string> problems, Guid round)
    {
        await manager.Locator(".proof-round").First.ScrollIntoViewIfNeededAsync();
        await TakeAsync(manager, problems, "proof-round", "ko", 1440, dark: false);

        // Before anything is sent: by what the form holds, in a tab of its own.
        await manager.Locator("section[aria-labelledby=proof-title] .mg-row > button").First.ClickAsync();
        var form = manager.Locator("section[aria-labelledby=proof-title] .mg-form");
        await form.Locator("input[type=number]").First.FillAsync("7");
        await form.Locator("input[type=number]").First.BlurAsync();
        var look = form.Locator("a[href*='/proof-preview?'][href*='limit=7']");
        await look.WaitForAsync();
        await manager.GotoAsync((await look.GetAttributeAsync("href"))!);
        await manager.Locator("#grid .cell img.on").First.WaitForAsync();
        await Expect(manager.Locator("#count")).ToHaveTextAsync("0 / 7");
        await Expect(manager.Locator("#submit")).ToHaveCountAsync(0);
        await TakeAsync(manager, problems, "proof-preview-new", "ko", 1440, dark: false);
        await manager.GotoAsync($"/studio/proofs/{round}/preview");
        await manager.Locator("#grid .cell img.on").First.WaitForAsync();
        await Expect(manager.Locator("#submit")).ToHaveCountAsync(0);
        await TakeAsync(manager, problems, "proof-preview", "ko", 1440, dark: false);
        await manager.Locator("#grid .cell").First.ClickAsync();
        await Expect(manager.Locator("#box [data-a=tick]")).ToBeDisabledAsync();
        await manager.Keyboard.PressAsync("Escape");
    }

    private static async Task<IPage> EnterAsync(IBrowserContext phone, string link)
    {
        var page = await phone.NewPageAsync();
        await page.GotoAsync(link);
        await page.Locator("#grid[data-whole]").WaitForAsync();
        return page;
    }

    private static ILocator Tile(IPage page, int number) =>
        page.Locator($"#grid .cell[aria-label^='사진 {number},'], #grid .cell[aria-label='사진 {number}']");

    private static async Task BurstAsync(IPage page, ConcurrentQueue<string> seen)
    {
        var more = page.Locator("#grid .cell i:not([hidden])");
        await Expect(more).ToHaveAttributeAsync("data-n", "+3");
        await page.Locator("#parts").ScrollIntoViewIfNeededAsync();
        await TakeAsync(page, seen, "proof-gallery-folded", "ko", 360, dark: false);
        var corner = (await more.BoundingBoxAsync())!;
        await page.Touchscreen.TapAsync(corner.X + (corner.Width / 2), corner.Y + (corner.Height / 2));
        await Expect(more).ToHaveAttributeAsync("data-n", "–");

        // As many tiles are drawn as fit: how high their place is tells how many photos there are.
        var whole = await page.Locator("#grid").GetAttributeAsync("style") ?? "";
        await page.GetByRole(AriaRole.Button, new() { Name = "신부대기실" }).ClickAsync();
        await Expect(page.Locator("#grid")).Not.ToHaveAttributeAsync("style", whole);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "신부대기실" })).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByRole(AriaRole.Button, new() { Name = "신부대기실" }).ClickAsync();
    }

    private async Task PinAsync(IPage page, ConcurrentQueue<string> seen, Guid round)
    {
        await Tile(page, 1)
            .ClickAsync(
                new()
                {
                    Position = new() { X = 40, Y = 20 },
                }
            );

        // The counter has no ground of its own here: what is drawn under it in the grid would stand on the picture.
        Assert.Equal("none", await page.Locator("#box .dock").EvaluateAsync<string>("e => getComputedStyle(e).backgroundImage"));
        await page.Locator("#box [data-a=pin]").ClickAsync();
        await page.GetByText("메모할 곳을 사진에서").SeeAsync();
        var strip = (await page.Locator("#box .strip").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(180, strip.Y + (strip.Height / 2));
        await Expect(page.Locator("#box .mark")).ToBeVisibleAsync();

        // Taken away by mistake, the mark comes back where it was.
        var place = await page.Locator("#box .mark").GetAttributeAsync("style");
        await page.Locator("#box [data-a=pin]").ClickAsync();
        await Expect(page.Locator("#box .mark")).ToBeHiddenAsync();
        await Expect(page.Locator("#undo span")).ToHaveTextAsync("표시를 지웠어요");
        await page.TakeScreenAsync("proof-unpinned", "ko", 360, dark: false);
        await page.Locator("#undo button").ClickAsync();
        await Expect(page.Locator("#box .mark")).ToBeVisibleAsync();
        Assert.Equal(place, await page.Locator("#box .mark").GetAttributeAsync("style"));
        await page.Locator("#note").FillAsync(new string('가', 20_000));
        await page.Locator("#note").BlurAsync();
        await page.GetByText("지금 20,000자라서").SeeAsync();

        // Turning and coming back throws away nothing that was typed.
        await page.Locator("#box").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#box .at")).ToHaveTextAsync(new Regex("^2 /"));
        await Expect(page.Locator("#note")).ToHaveValueAsync("");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("#box .at")).ToHaveTextAsync(new Regex("^1 /"));
        await Expect(page.Locator("#note")).ToHaveValueAsync(new Regex("^가{20000}$"));
        await page.GetByText("지금 20,000자라서").SeeAsync();
        await page.Locator("#note").FillAsync("부케 끈이 풀렸어요");
        await page.Locator("#note").BlurAsync();
        await Expect(page.Locator("#box .long")).ToBeHiddenAsync();
        await TakeAsync(page, seen, "proof-pin", "ko", 360, dark: false);
        await EventuallyAsync(async () =>
            await ScalarAsync<long>(
                "SELECT count(*) FROM photo_selections WHERE session_id = $1 AND pin_x BETWEEN 480 AND 520 AND pin_y BETWEEN 480 AND 520 AND note = '부케 끈이 풀렸어요' AND kind = 'candidate'",
                round
            ) == 1
        );
    }

    private static async Task CompareAsync(IPage page, ConcurrentQueue<string> seen)
    {
        // With a Korean input source the key says ㅌ; its place says what is meant.
        await page.Locator("#box").FocusAsync();
        foreach (var pressed in new[] { "true", "false", "true" })
        {
            await page.Locator("#box")
                .DispatchEventAsync(
                    "keydown",
                    new
                    {
                        key = "ㅌ",
                        code = "KeyX",
                        bubbles = true,
                    }
                );
            await Expect(page.Locator("#box [data-a=compare]")).ToHaveAttributeAsync("aria-pressed", pressed);
        }

        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#box .at")).ToHaveTextAsync(new Regex("^2 /"));
        await page.Locator("#box [data-a=compare]").ClickAsync();
        await page.Locator("#box [data-a=close]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "2장 비교하기" }).ClickAsync();
        await Expect(page.Locator("#side figure")).ToHaveCountAsync(2);
        await Expect(page.Locator("#side #count")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('#side img')].every(i => i.complete)");
        await TakeAsync(page, seen, "proof-compare", "ko", 360, dark: false);
        await page.Locator("#side .heart").Nth(1).ClickAsync();
        await Expect(page.Locator("#side .heart").Nth(1)).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator("#side .cmpb").Nth(1).ClickAsync();
        await page.Locator("#side .cmpb").ClickAsync();
        await Expect(page.Locator("#side")).ToBeHiddenAsync();
    }

    // How far each part of the day is stands on its chip, and what is short is said before anything is refused.
    private static async Task ShortAsync(IPage page, ConcurrentQueue<string> seen)
    {
        var chip = page.Locator("#parts").GetByRole(AriaRole.Button, new() { Name = "신부대기실" });
        await Expect(chip).ToHaveTextAsync("신부대기실 0 / 1~9");
        await Expect(chip).ToHaveClassAsync("short");
        await page.Locator("#submit").ClickAsync();
        await Expect(page.Locator("#sheet p")).ToContainTextAsync("신부대기실: 1장 이상 골라 주세요. 지금은 0장이에요.");
        await TakeAsync(page, seen, "proof-submit-short", "ko", 360, dark: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "신부대기실 더 고르기" }).ClickAsync();
        await Expect(chip).ToHaveAttributeAsync("aria-pressed", "true");
        await TakeAsync(page, seen, "proof-parts", "ko", 360, dark: false);
        await chip.ClickAsync();
        await Expect(chip).ToHaveAttributeAsync("aria-pressed", "false");
    }

    // At the limit: what is wanted is a candidate at once, comes in with the first free place, and the reader is back at it.
    private async Task SwapAsync(IPage page, ConcurrentQueue<string> seen, Guid round)
    {
        const string Kind = "SELECT count(*) FROM photo_selections WHERE session_id = $1 AND photo_id = $2 AND kind = $3::selection_kind";
        var count = await page.Locator("#count").InnerTextAsync();
        await page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await page.WaitForFunctionAsync(
            "() => +localStorage.getItem(JSON.parse(document.querySelector('#data').textContent).key + '-at') > 0"
        );
        var tile = page.Locator("#grid .cell:not(.two):not(.other):not(.one)").Last;
        var number = Regex.Match((await tile.GetAttributeAsync("aria-label"))!, "[0-9]+").Value;
        await tile.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#box .at")).ToHaveTextAsync(new Regex($"^{number} /"));
        var photo = Guid.Parse((await page.Locator("#box .strip img").Nth(1).GetAttributeAsync("src"))!.Split('/')[4]);
        await page.Locator("#box [data-a=tick]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "고른 사진에서 빼기" }).ClickAsync();
        await Expect(page.Locator("#box")).ToBeHiddenAsync();
        await Expect(page.Locator("[data-f='2']")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByText("한 장을 빼면 그 자리에 넣을게요").SeeAsync();
        await EventuallyAsync(async () => await ScalarAsync<long>(Kind, round, photo, "candidate") == 1);
        await TakeAsync(page, seen, "proof-swap", "ko", 360, dark: false);
        await page.Locator("#grid .cell.two:not(.other)").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByText("원하신 사진으로 바꿨어요").SeeAsync();
        await Expect(page.Locator("[data-f='']")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Tile(page, int.Parse(number, CultureInfo.InvariantCulture))).ToBeInViewportAsync();
        await Expect(Tile(page, int.Parse(number, CultureInfo.InvariantCulture))).ToHaveClassAsync(new Regex("two"));
        await Expect(page.Locator("#count")).ToHaveTextAsync(count);
        await EventuallyAsync(async () => await ScalarAsync<long>(Kind, round, photo, "final") == 1);
        await TakeAsync(page, seen, "proof-swap-done", "ko", 360, dark: false);

        // A filter in the middle of the album is no way back to its top.
        var was = await page.EvaluateAsync<double>("() => scrollY");
        await page.Locator("[data-f='1']").ClickAsync();
        await Expect(page.Locator("[data-f='1']")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator("[data-f='']").ClickAsync();
        await Expect(page.Locator("[data-f='']")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.InRange(await page.EvaluateAsync<double>("() => scrollY"), was - 130, was + 130);
        await page.EvaluateAsync("() => scrollTo(0, 0)");
    }

    private async Task BuyAsync(IPage page, ConcurrentQueue<string> seen, Guid round)
    {
        Assert.Matches(@"^(\d+) / \1$", await page.Locator("#count").InnerTextAsync());
        await Tile(page, 1)
            .ClickAsync(
                new()
                {
                    Position = new() { X = 40, Y = 20 },
                }
            );
        await page.Locator("#box [data-a=tick]").ClickAsync();
        await page.GetByText("계약대로 10,000원").SeeAsync();
        await TakeAsync(page, seen, "proof-limit", "ko", 360, dark: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "10,000원에 한 장 더" }).ClickAsync();
        await Expect(page.Locator("#count")).ToContainTextAsync("+10,000원");

        // Counter and undo are in sight where the tap was made, and touch.
        await Expect(page.Locator("#box #count")).ToBeVisibleAsync();
        await Expect(page.Locator("#box #submit")).ToBeHiddenAsync();
        await page.Locator("#box [data-a=tick]").ClickAsync();
        await Expect(page.Locator("#box #count")).Not.ToContainTextAsync("+10,000원");
        await TakeAsync(page, seen, "proof-box-undo", "ko", 390, dark: false);
        await page.Locator("#box #undo button").ClickAsync();
        await Expect(page.Locator("#box #count")).ToContainTextAsync("+10,000원");

        await Expect(page.Locator("#parts [data-p].met")).ToHaveTextAsync("신부대기실 1 / 1~9");

        // The album's pages follow the count: 15 pictures on twenty pages, in whole sheets.
        var count = int.Parse((await page.Locator("#count").InnerTextAsync()).Split(' ')[0], CultureInfo.InvariantCulture);
        await Expect(page.Locator("#pages")).ToContainTextAsync($"앨범 약 {Math.Ceiling(count / 1.5) * 2:0} / ");
        await page.Locator("#box [data-a=close]").ClickAsync();
        await Expect(page.Locator("#box .dock")).ToHaveCountAsync(0);
        await TakeAsync(page, seen, "proof-pages", "ko", 360, dark: false);

        // At its fullest the counter still stands whole on the phone: a fixed thing can't be scrolled to.
        var widest = await page.EvaluateAsync<double[]>(
            """
            () => {
              const [pages, state, cmp] = ["#pages", "#state", "#cmp"].map(s => document.querySelector(s)), was = [pages.textContent, state.textContent];
              pages.textContent = "Album about 156 / 140 pages · +₩1,280,000"; state.textContent = "Waiting for the connection"; cmp.hidden = false; cmp.textContent = "Compare 4";
              const all = [...document.querySelectorAll(".pill, .pill *")].map(e => e.getBoundingClientRect());
              [pages.textContent, state.textContent] = was; cmp.hidden = true;
              return [Math.min(...all.map(r => r.left)), Math.max(...all.map(r => r.right)) - innerWidth, Math.max(...all.map(r => r.height))];
            }
            """
        );
        Assert.True(widest is [>= 0, <= 0, < 200], string.Join(' ', widest));
        await EventuallyAsync(async () =>
            await ScalarAsync<int>("SELECT extra_picks FROM proof_gallery_sessions WHERE id = $1", round) == 1
        );
    }

    // Billed and given back: what stands in the plan does not fall by itself, and both sides read it, the manager with the way to the contract.
    private async Task GivenBackAsync(
        IPage bride,
        ConcurrentQueue<string> seen,
        IPage manager,
        ConcurrentQueue<string> problems,
        Guid round
    )
    {
        await ScalarAsync<object?>("UPDATE proof_gallery_sessions SET extra_priced = extra_picks + 1 WHERE id = $1", round);
        await manager.ReloadAsync();
        await manager.ReadyAsync();
        var notice = manager.GetByText(
            "추가 3장(30,000원)이 결제 일정에 있지만 지금 고른 추가는 2장입니다. 차액 10,000원은 저절로 빠지지 않으니 계약에서 확인해 주세요."
        );
        await notice.ScrollIntoViewIfNeededAsync();
        await TakeAsync(manager, problems, "proof-given-back", "ko", 1440, dark: false);
        await bride.ReloadAsync();
        await TakeAsync(bride, seen, "proof-given-back-done", "ko", 360, dark: false, whole: true);
        await manager.GetByRole(AriaRole.Link, new() { Name = "계약 열기" }).First.ClickAsync();
        await manager.WaitForURLAsync("**/studio/contracts/*");
    }

    // What the other one taps after that is laid aside, said, and offered again once the round is open again.
    private async Task LateAsync(IPage page, Guid round)
    {
        const string Candidates = "SELECT count(*) FROM photo_selections WHERE session_id = $1 AND kind = 'candidate'";
        var before = await ScalarAsync<long>(Candidates, round);
        await page.Locator("#grid .cell:not(.two):not(.other):not(.one)").First.FocusAsync();
        await page.Keyboard.PressAsync("KeyC");
        await Expect(page.Locator("#sheet h2")).ToContainTextAsync("1");
        await page.Locator("#sheet .btn.main").ClickAsync();
        await page.WaitForURLAsync("**/c/proof/done");
        await Expect(page.Locator("[data-kept]")).ToContainTextAsync("1");
        await Expect(page.Locator("[data-kept]")).ToBeVisibleAsync();
        await ScalarAsync<object?>("UPDATE proof_gallery_sessions SET status = 'active' WHERE id = $1", round);
        await page.GotoAsync("/c/proof");
        await page.Locator("#sheet .btn.main").ClickAsync();
        await EventuallyAsync(async () => await ScalarAsync<long>(Candidates, round) == before + 1);
        await ScalarAsync<object?>("UPDATE proof_gallery_sessions SET status = 'completed' WHERE id = $1", round);
    }

    private static async Task BothAsync(IPage page, ConcurrentQueue<string> noticed)
    {
        await page.Locator("[data-f=other]").ClickAsync();
        await Expect(page.Locator("#grid .cell.other").First).ToBeVisibleAsync();
        await page.Locator("#grid .cell.other").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("#grid .cell.other.two").First).ToBeVisibleAsync();
        await page.Locator("[data-f=both]").ClickAsync();
        await Expect(page.Locator("#grid .cell.other.two").First).ToBeVisibleAsync();
        await Expect(page.Locator("#grid .cell:not(.other)")).ToHaveCountAsync(0);
        await TakeAsync(page, noticed, "proof-both", "en", 1440, dark: true);
        await page.Locator("[data-f=one]").ClickAsync();
        await Expect(page.Locator("#grid .cell.other.two")).ToHaveCountAsync(0);

        // One picked it and the other only keeps it: as the studio's list has it, and said before anybody submits, with the way there.
        await page.Locator("[data-f=other]").ClickAsync();
        await page.Locator("#grid .cell.other:not(.two):not(.one)").First.FocusAsync();
        await page.Keyboard.PressAsync("KeyC");
        await page.Locator("#submit").ClickAsync();
        await Expect(page.Locator("#sheet p")).ToContainTextAsync(new Regex("의견이 다른 사진이 [1-9][0-9]*장"));
        await TakeAsync(page, noticed, "proof-submit-differ", "ko", 1440, dark: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "의견이 다른 사진 보기" }).ClickAsync();
        await Expect(page.Locator("[data-f=differ]")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator("#grid .cell.other.one").First).ToBeVisibleAsync();
        await Expect(page.Locator("#grid .cell.other.two")).ToHaveCountAsync(0);
        await TakeAsync(page, noticed, "proof-differ", "ko", 1440, dark: true);
        await page.Locator("[data-f='']").ClickAsync();
        await TakeAsync(page, noticed, "proof-gallery-desk", "en", 1440, dark: true);
    }
}
