using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Links;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// Two links opened in one browser, one after the other: the tab of the first writes nothing for the second, says so, and has what was done in it still when
/// its own link is opened again. (Finished photos: <see cref="ReviewBrowserTests"/>.)
/// </summary>
public sealed class TwoLinksBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    private const string Sentence = "이 브라우저에서 다른 링크를 나중에 여셔서";

    [Fact]
    public async Task In_the_gallery_and_the_studio_sees_who_comes_without_looking_again()
    {
        var round = await ScalarAsync<Guid>(
            """
            SELECT s.id FROM proof_gallery_sessions s WHERE s.status IN ('pending', 'active') AND s.expires_at > now() + interval '1 hour' AND s.pin_id IS NULL
                AND (SELECT count(DISTINCT contact_id) FROM link_tokens l WHERE l.subject_id = s.id) = 2
            ORDER BY s.current_selections, s.id LIMIT 1
            """
        );
        await ScalarAsync<object?>("UPDATE link_tokens SET last_used_at = NULL WHERE subject_id = $1", round);
        var project = await ScalarAsync<Guid>("SELECT project_id FROM proof_gallery_sessions WHERE id = $1", round);
        var (hers, his) = (await LinkAsync(LinkPurpose.Proof, round, "bride"), await LinkAsync(LinkPurpose.Proof, round, "groom"));
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var manager = await desk.SignInAsync(Demo.Person(UserRole.Manager, 1), $"/studio/projects/{project}");
        var people = manager.Locator($"article:has(a[href='/studio/proofs/{round}/preview']) .proof-people li");
        await Expect(people.Filter(new() { HasText = "아직 열지 않음" })).ToHaveCountAsync(2);

        await using var tablet = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var bride = await GalleryAsync(tablet, hers);
        var problems = bride.Problems();
        await Expect(people.Filter(new() { HasText = "접속" })).ToHaveCountAsync(1);
        await people.First.ScrollIntoViewIfNeededAsync();
        await TakeAsync(manager, problems, "proof-seen", "ko", 1440, dark: false);
        var groom = await GalleryAsync(tablet, his);
        await Expect(people.Filter(new() { HasText = "접속" })).ToHaveCountAsync(2);

        // Picked and written in the tab of the first.
        await bride.Locator("#grid .cell").First.FocusAsync();
        await bride.Keyboard.PressAsync("Enter");
        await bride.Locator("#note").FillAsync("부케가 잘 보이게 해 주세요");
        await bride.Locator("#note").BlurAsync();
        await bride.GetByText(Sentence).SeeAsync();
        await TakeAsync(bride, problems, "two-links-gallery", "ko", 390, dark: false);
        Assert.Equal(0, await NotedAsync(round));
        await bride.Locator("#sheet .btn.main").ClickAsync();
        await bride.Locator("#grid[data-whole]").WaitForAsync();

        // That is his gallery now, in which nobody wrote anything; hers, opened again, sends what was written.
        await groom.ReloadAsync();
        await groom.Locator("#grid[data-whole]").WaitForAsync();
        Assert.Equal(0, await NotedAsync(round));
        await bride.GotoAsync(hers);
        await bride.Locator("#grid[data-whole]").WaitForAsync();
        await EventuallyAsync(async () => await NotedAsync(round) == 1);
        await Expect(people.Filter(new() { HasText = "후보 1" })).ToHaveCountAsync(1);

        var wrong = problems.Where(p => !p.Contains("409", StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task On_the_pages_of_an_album_and_of_a_delivery()
    {
        await using var tablet = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var order = await ScalarAsync<Guid>("SELECT subject_id FROM link_tokens WHERE purpose = 'album' ORDER BY created_at LIMIT 1");
        var (hers, his) = (await LinkAsync(LinkPurpose.Album, order, "bride"), await LinkAsync(LinkPurpose.Album, order, "groom"));
        const string Cover = "표지 제목을 조금 더 크게 해 주세요";
        var bride = await tablet.NewPageAsync();
        var problems = bride.Problems();
        await bride.GotoAsync(hers);
        await bride.Locator("#s1 .add").ClickAsync();
        await bride.Locator("#s1 textarea").FillAsync(Cover);
        var groom = await tablet.NewPageAsync();
        await groom.GotoAsync(his);
        await groom.Locator("#s1 .add").WaitForAsync();
        await Expect(groom.Locator("#s1 textarea")).ToHaveCountAsync(0);
        await bride.Locator("#s1").GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await Expect(bride.Locator("#state")).ToContainTextAsync(Sentence);
        await bride.TakeScreenAsync("two-links-album", "ko", 390, dark: false);
        Assert.Equal(0, await NotesAsync(Cover));
        await bride.GetByRole(AriaRole.Button, new() { Name = "새로 고침" }).ClickAsync();
        await bride.Locator("#s1 .add").WaitForAsync();

        // His page is neither written in nor approved by hers, and hers has her words still.
        await bride.GotoAsync(hers);
        await Expect(bride.Locator("#s1 textarea")).ToHaveValueAsync(Cover);
        await bride.Locator("#s1").GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await Expect(bride.Locator("#state")).ToHaveTextAsync("저장됨");
        Assert.Equal(1, await NotesAsync(Cover));
        await groom.GetByRole(AriaRole.Button, new() { Name = "이대로 확정" }).ClickAsync();
        await groom.Locator("#sheet [data-s=go]").ClickAsync();
        await Expect(groom.Locator("#state")).ToContainTextAsync(Sentence);
        await Expect(groom.Locator("#sheet")).ToBeHiddenAsync();
        await groom.TakeScreenAsync("two-links-album-yes", "ko", 390, dark: false);
        Assert.NotEqual("approved", await ScalarAsync<string>("SELECT status::text FROM album_orders WHERE id = $1", order));

        // A delivery: neither asked about nor fetched by the tab of the other.
        var delivery = await ScalarAsync<Guid>(
            "SELECT d.id FROM deliverables d WHERE d.delivery_status IN ('ready', 'delivered') AND d.delivery_type = 'digital_download' AND d.pin_id IS NULL AND d.extension_asked_at IS NULL AND d.expires_at > now() ORDER BY d.delivery_status = 'delivered' DESC, d.id LIMIT 1"
        );
        (hers, his) = (await LinkAsync(LinkPurpose.Download, delivery, "bride"), await LinkAsync(LinkPurpose.Download, delivery, "groom"));
        foreach (var button in new[] { "기간 연장 요청하기", "모두 받기 (ZIP)" })
        {
            await bride.GotoAsync(hers);
            await bride.Locator(".parts").First.WaitForAsync();
            await groom.GotoAsync(his);
            await groom.Locator(".parts").First.WaitForAsync();
            await bride.Locator(".btn", new() { HasText = button }).First.ClickAsync();
            await bride.Locator(".notice.bad").GetByText("이 브라우저에서 다른 링크를 나중에 여셔서").SeeAsync();
            await TakeAsync(bride, problems, "two-links-delivery-" + button.Length, "ko", 390, dark: false, whole: true);
        }

        Assert.Equal(
            1,
            await ScalarAsync<long>("SELECT count(*) FROM deliverables WHERE id = $1 AND extension_asked_at IS NULL", delivery)
        );
        var wrong = problems.Where(p => !p.Contains("409", StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static async Task<IPage> GalleryAsync(IBrowserContext browser, string link)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(link);
        await page.Locator("#grid[data-whole]").WaitForAsync();
        return page;
    }

    private Task<long> NotedAsync(Guid round) =>
        ScalarAsync<long>("SELECT count(*) FROM photo_selections WHERE session_id = $1 AND note = '부케가 잘 보이게 해 주세요'", round);

    private Task<long> NotesAsync(string text) => ScalarAsync<long>("SELECT count(*) FROM album_notes WHERE text = $1", text);
}
