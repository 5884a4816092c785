using System.Collections.Concurrent;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>The library of an album in a real browser: chosen, tagged, deleted and brought back by keys; large, at one pixel to one, and side by side.</summary>
public sealed class LibraryBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Fact]
    public async Task By_keyboard_alone_photos_are_chosen_tagged_deleted_and_brought_back()
    {
        await using var browser = await chromium.OpenAsync(App.BaseUrl);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Manager));
        var album = await CopyAsync(page, 0);
        var problems = page.Problems();
        await page.OpenAsync($"/studio/albums/{album}");
        await page.Locator(".pg-cell").First.WaitForAsync();
        var all = await CountAsync(album);

        await page.Locator(".pg-cell").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.GetByText("3장 선택").SeeAsync();
        await Expect(page.Locator(".pg-cell[aria-pressed=true]")).ToHaveCountAsync(3);
        await LookAsync(page, problems, "library-chosen", 1440);

        await Expect(page.Locator(".pg-cell[data-index='2']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("2");
        await page.GetByText("3장: 예식").SeeAsync();
        await Expect(page.Locator(".album-bar").GetByText("예식 3")).ToBeVisibleAsync();
        Assert.Equal(3L, await SectionAsync(album, "ceremony"));
        await page.Keyboard.PressAsync("Control+z");
        await page.GetByText("되돌렸습니다.").SeeAsync();
        Assert.Equal(0L, await SectionAsync(album, "ceremony"));

        // Keys while the first is still on its way: each is done, in its order.
        var gate = new TaskCompletionSource();
        var answered = 0;
        page.Response += (_, answer) => answered += answer.Url.EndsWith("/photos/tag", StringComparison.Ordinal) ? 1 : 0;
        await page.RouteAsync(
            "**/photos/tag",
            async route =>
            {
                await gate.Task;
                await route.ContinueAsync();
            }
        );
        await page.RunAndWaitForRequestAsync(() => page.Keyboard.PressAsync("1"), "**/photos/tag");
        await page.Keyboard.PressAsync("2");
        await page.Keyboard.PressAsync("Control+z");
        gate.SetResult();
        await EventuallyAsync(() => Task.FromResult(answered == 3));
        await page.GetByText("되돌렸습니다.").SeeAsync();
        Assert.Equal((3L, 0L), (await SectionAsync(album, "bridal_room"), await SectionAsync(album, "ceremony")));
        await page.UnrouteAsync("**/photos/tag");

        await page.Keyboard.PressAsync("Delete");
        await page.GetByText("3장을 휴지통으로 옮겼습니다.").SeeAsync();
        Assert.Equal(all - 3, await CountAsync(album));
        await Expect(page.GetByText("휴지통 3")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+z");
        await page.GetByText("3장을 되돌렸습니다.").SeeAsync();
        Assert.Equal(all, await CountAsync(album));

        // Two in a row, in the middle: the second is the one that came in the first one's place.
        await page.Locator(".pg-cell[data-index='5']").FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await page.GetByText("1장을 휴지통으로 옮겼습니다.").SeeAsync();
        await Expect(page.Locator(".pg-cell[data-index='5']"))
            .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("IMG_0007"));
        await page.Keyboard.PressAsync("Delete");
        await EventuallyAsync(async () => await CountAsync(album) == all - 2);
        Assert.Equal(
            "IMG_0006.JPG,IMG_0007.JPG",
            await ScalarAsync<string>(
                "SELECT string_agg(file_name, ',' ORDER BY file_name) FROM photos WHERE album_id = $1 AND deleted_at IS NOT NULL",
                album
            )
        );
        all -= 2;

        // Everything at once, and let go again.
        await page.Locator(".pg-cell").First.FocusAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.GetByText($"{all}장 선택").SeeAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".lib-bar")).ToBeHiddenAsync();
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task A_photo_is_looked_at_large_at_one_pixel_to_one_and_beside_others()
    {
        await using var browser = await chromium.OpenAsync(App.BaseUrl);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Manager));
        var album = await CopyAsync(page, 1);
        var problems = page.Problems();
        await page.OpenAsync($"/studio/albums/{album}");
        await page.Locator(".pg-cell").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var box = page.Locator("dialog.pb");
        await Expect(box.Locator(".pb-film[aria-current=true]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(box.Locator(".pb-title")).ToContainTextAsync("2 / ");
        await page.Keyboard.PressAsync("i");
        await box.GetByText("원본 내려받기").SeeAsync();
        await Expect(box.Locator(".pb-facts dt").First).ToBeVisibleAsync();
        await LookAsync(page, problems, "library-large", 1440);

        // The camera's own file, its pixels one to one: its width is the one that the facts tell.
        await page.Keyboard.PressAsync("z");
        await Expect(box.Locator(".pb-zoomed")).ToHaveCountAsync(1);
        await page.WaitForFunctionAsync("() => document.querySelector('.pb-image').src.startsWith('blob:')");
        var told = await ScalarAsync<int>("SELECT width FROM photos WHERE album_id = $1 ORDER BY sort_key, id OFFSET 1 LIMIT 1", album);
        Assert.Equal(told, await page.EvaluateAsync<int>("() => document.querySelector('.pb-image').naturalWidth"));
        Assert.Equal(
            told,
            await page.EvaluateAsync<int>("() => Math.round(document.querySelector('.pb-image').getBoundingClientRect().width)")
        );
        await page.Keyboard.PressAsync("z");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".lib-bar")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator(".pb-compare .pb-side")).ToHaveCountAsync(2);
        await LookAsync(page, problems, "library-compare", 1440);
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator(".pb-compare .pb-out")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByText("1장 선택").SeeAsync();

        var download = await page.Context.APIRequest.GetAsync(
            App.BaseUrl
                + "/studio/photos/"
                + await ScalarAsync<Guid>("SELECT id FROM photos WHERE album_id = $1 LIMIT 1", album)
                + "/original",
            new() { Headers = [new("Range", "bytes=0-1")] }
        );
        // Of a type that a browser can't draw the preview is shown at its own size, and it is said that it is one. Meanwhile nobody reads another photo's facts.
        await page.RouteAsync($"**/api/albums/{album}/photos*", AsRawAsync);
        await page.OpenAsync($"/studio/albums/{album}");
        await page.Locator(".pg-cell").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("z");
        await Expect(box.Locator(".pb-small")).ToContainTextAsync("미리보기(");
        await LookAsync(page, problems, "library-preview", 1440);
        Assert.True(
            await page.EvaluateAsync<bool>(
                "() => { const i = document.querySelector('.pb-image'); return i.naturalWidth > 0 && Math.round(i.getBoundingClientRect().width * devicePixelRatio) === i.naturalWidth; }"
            )
        );
        await page.Keyboard.PressAsync("z");
        await page.Keyboard.PressAsync("i");
        await Expect(box.Locator(".pb-facts dt").First).ToBeVisibleAsync();
        var gate = new TaskCompletionSource();
        await page.RouteAsync(
            "**/studio/api/photos/*",
            async route =>
            {
                await gate.Task;
                await route.ContinueAsync();
            }
        );
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(box.Locator(".pb-facts dt")).ToHaveCountAsync(0);
        gate.SetResult();
        await Expect(box.Locator(".pb-facts dt").First).ToBeVisibleAsync();
        await page.UnrouteAllAsync();

        Assert.Equal((206, "FFD8"), (download.Status, Convert.ToHexString(await download.BodyAsync())));
        Assert.StartsWith("attachment", download.Headers["content-disposition"], StringComparison.Ordinal);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));

        // A list that does not come is said, until it comes.
        await page.RouteAsync($"**/api/albums/{album}/photos*", route => route.FulfillAsync(new() { Status = 503 }));
        await page.OpenAsync($"/studio/albums/{album}");
        await page.GetByText("사진 목록을 불러오지 못했습니다.").SeeAsync();
        await page.UnrouteAllAsync();
        await page.Locator(".pg-cell").First.WaitForAsync();
        await Expect(page.Locator(".album-failed")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("ko-KR", 390, false)]
    [InlineData("en-US", 390, true)]
    [InlineData("en-US", 1440, true)]
    public async Task A_finger_chooses_for_the_couple_and_the_bin_gives_back(string language, int width, bool dark)
    {
        var korean = language.StartsWith("ko", StringComparison.Ordinal);
        await using var browser = await chromium.OpenAsync(App.BaseUrl, language, width, dark: dark, touch: width < 720);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Manager));
        var album = await CopyAsync(page, 2);
        var problems = page.Problems();
        await page.OpenAsync($"/studio/albums/{album}");
        await page.Locator(".pg-cell").First.WaitForAsync();
        for (var i = 0; i < 2; i++)
        {
            var box = (await page.Locator($".pg-cell[data-index='{i}']").BoundingBoxAsync())!;
            await page.Mouse.ClickAsync(box.X + 16, box.Y + 16);
        }

        await page.GetByText(korean ? "2장 선택" : "2 chosen").SeeAsync();
        await TakeAsync(page, problems, "library-bar", language, width, dark);
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "삭제" : "Delete", Exact = true }).ClickAsync();
        await page.GetByText(korean ? "휴지통 2" : "Bin 2").ClickAsync();
        await page.WaitForURLAsync("**/bin");
        await page.ReadyAsync();
        await Expect(page.Locator(".bin-list > li")).ToHaveCountAsync(2);
        await TakeAsync(page, problems, "library-bin", language, width, dark);
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "모두 되돌리기" : "Bring all back" }).ClickAsync();
        await page.GetByText(korean ? "휴지통이 비어 있습니다." : "The bin is empty.").SeeAsync();

        await page.OpenAsync($"/studio/albums/{album}");
        for (var i = 0; i < 2; i++)
        {
            var box = (await page.Locator($".pg-cell[data-index='{i}']").BoundingBoxAsync())!;
            await page.Mouse.ClickAsync(box.X + 16, box.Y + 16);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "셀렉 앨범 만들기" : "Make proof album", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(u =>
            u.Contains("/studio/albums/", StringComparison.Ordinal) && !u.Contains(album.ToString(), StringComparison.Ordinal)
        );
        await page.ReadyAsync();
        var made = Guid.Parse(new Uri(page.Url).Segments[^1]);
        Assert.Equal(2L, await CountAsync(made));
        await Expect(page.Locator(".pg-cell img[src]")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await TakeAsync(page, problems, "library-proof", language, width, dark);

        // Of a type that a browser can't draw: the sentence over the preview has the screen's width, not half of it.
        await page.RouteAsync($"**/api/albums/{made}/photos*", AsRawAsync);
        await page.OpenAsync($"/studio/albums/{made}");
        await page.Locator(".pg-cell").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("dialog.pb .pb-zoom").ClickAsync();
        var small = page.Locator("dialog.pb .pb-small");
        await Expect(small).ToContainTextAsync(korean ? "미리보기(" : "This is the preview (");
        var sentence = (await small.BoundingBoxAsync())!;
        Assert.InRange(sentence.Width, Math.Min(width - 24, 300) - 1, width - 24);
        Assert.Equal(width / 2.0, sentence.X + (sentence.Width / 2), tolerance: 2.0);
        var (name, zoom) = (
            await page.Locator("dialog.pb .pb-title").BoundingBoxAsync(),
            await page.Locator("dialog.pb .pb-zoom").BoundingBoxAsync()
        );
        Assert.True(name!.X + name.Width <= zoom!.X, "The name lies over the button beside it.");
        await TakeAsync(page, problems, "library-preview", language, width, dark);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    // What the list would say of a camera's raw files.
    private static async Task AsRawAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        await route.FulfillAsync(
            new() { Response = answer, Body = (await answer.TextAsync()).Replace(".JPG", ".CR3", StringComparison.Ordinal) }
        );
    }

    // An album of its own that nobody else looks at or picks from: the pictures of one of the demonstration's, chosen by the product itself.
    private async Task<Guid> CopyAsync(IPage page, int which)
    {
        var source = await ScalarAsync<Guid>(
            "SELECT id FROM photo_albums a WHERE total_photos BETWEEN 12 AND 200 AND NOT EXISTS (SELECT 1 FROM photos p WHERE p.album_id = a.id AND p.ready_at IS NULL) ORDER BY id OFFSET $1 LIMIT 1",
            which % 3
        );
        var album = Guid.Parse(
            await page.EvaluateAsync<string>(
                """
                async album => {
                    const token = await (await fetch('/studio/api/antiforgery')).json();
                    const answer = await fetch(`/studio/api/albums/${album}/photos/proof`, {
                        method: 'POST', headers: { 'Content-Type': 'application/json', [token.header]: token.token }, body: JSON.stringify({ ids: null, title: '본식 원본' }),
                    });
                    return (await answer.json()).albumId;
                }
                """,
                source
            )
        );
        await EventuallyAsync(
            async () => await ScalarAsync<long>("SELECT count(*) FROM photos WHERE album_id = $1 AND ready_at IS NULL", album) == 0,
            120
        );

        return album;
    }

    private Task<long> CountAsync(Guid album) =>
        ScalarAsync<long>("SELECT count(*) FROM photos WHERE album_id = $1 AND deleted_at IS NULL", album);

    private Task<long> SectionAsync(Guid album, string section) =>
        ScalarAsync<long>("SELECT count(*) FROM photos WHERE album_id = $1 AND section::text = $2", album, section);
}
