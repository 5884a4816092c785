using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Browser.Search;

/// <summary>The search over everything as people use it: by keyboard, with a Korean input method, on a phone.</summary>
public sealed class SearchPaletteTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : IAsyncLifetime
{
    private BrowserApp _app = default!;

    public async ValueTask InitializeAsync() => _app = await demo.StartedAsync(template);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_manager_opens_a_couple_by_keyboard_alone()
    {
        var (id, bride) = await CoupleAsync();
        await using var browser = await chromium.OpenAsync(_app.BaseUrl);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers");
        var problems = page.Problems();
        await page.Locator(".mg-rail .mg-nav").First.FocusAsync();

        await CallAsync(page);
        var field = page.Locator(".mg-palette [role=combobox]");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Locator("#mg-found [role=option]").SeeAsync();
        Assert.Contains("최근 고객", await page.Locator(".mg-palette").InnerTextAsync(), StringComparison.Ordinal);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".mg-palette")).Not.ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".mg-rail .mg-nav").First).ToBeFocusedAsync();

        await page.Locator(".mg-rail [data-palette-open]").ClickAsync();
        var options = page.Locator("#mg-found [role=option]");
        await field.FillAsync("ㄱ");
        await page.Locator("#mg-found[data-for='ㄱ'] [role=option]").Nth(1).WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(options.First).ToHaveAttributeAsync("aria-selected", "false");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await field.FillAsync(bride);
        await Assertions.Expect(options.First).ToContainTextAsync(bride);
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-activedescendant", (await options.First.GetAttributeAsync("id"))!);
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/studio/customers/" + id);
        await Assertions.Expect(page.Locator(".mg-palette")).Not.ToBeVisibleAsync();
        Assert.Empty(problems);
    }

    [Fact]
    public async Task A_composed_syllable_loses_no_letter_and_its_Enter_opens_nothing()
    {
        var (_, bride) = await CoupleAsync();
        await using var browser = await chromium.OpenAsync(_app.BaseUrl);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers");
        await CallAsync(page);
        var field = page.Locator(".mg-palette [role=combobox]");
        await Assertions.Expect(field).ToBeFocusedAsync();
        var ime = await browser.NewCDPSessionAsync(page);
        foreach (var composing in new[] { "ㅎ", "하", "한" })
        {
            await ime.SendAsync(
                "Input.imeSetComposition",
                new()
                {
                    ["text"] = composing,
                    ["selectionStart"] = 1,
                    ["selectionEnd"] = 1,
                }
            );
            // Longer than the pause after a letter: the answer comes while the syllable is open.
            await page.WaitForTimeoutAsync(200);
        }

        await field.DispatchEventAsync(
            "keydown",
            new
            {
                key = "Enter",
                keyCode = 229,
                isComposing = true,
                bubbles = true,
            }
        );
        await ime.SendAsync("Input.insertText", new() { ["text"] = "한" });
        await ime.SendAsync("Input.insertText", new() { ["text"] = bride[1..] });

        await Assertions.Expect(field).ToHaveValueAsync("한" + bride[1..]);
        await Assertions.Expect(page.Locator(".mg-palette")).ToBeVisibleAsync();
        Assert.EndsWith("/studio/customers", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_typed_and_confirmed_at_once_is_what_opens()
    {
        var (id, bride) = await CoupleAsync();
        await using var browser = await chromium.OpenAsync(_app.BaseUrl);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers");
        await CallAsync(page);
        await page.Locator("#mg-found [role=option]").SeeAsync();
        await page.Keyboard.InsertTextAsync(bride);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/studio/customers/" + id);
    }

    [Fact]
    public async Task A_photographer_finds_no_couple_and_no_page_of_others()
    {
        await using var browser = await chromium.OpenAsync(_app.BaseUrl);
        var page = await browser.SignInAsync(demo.Person(UserRole.Photographer));
        await CallAsync(page);
        var field = page.Locator(".mg-palette [role=combobox]");
        await field.FillAsync("ㄱ");
        await page.Locator("#mg-found[data-for='ㄱ']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(0, await page.Locator("#mg-found a[href^='/studio/customers'], #mg-found a[href^='/studio/contracts']").CountAsync());
    }

    [Theory]
    [InlineData("ko-KR", 1440, false)]
    [InlineData("en-US", 1440, true)]
    [InlineData("ko-KR", 390, true)]
    [InlineData("en-US", 390, false)]
    public async Task The_palette_is_clean_and_fits(string language, int width, bool dark)
    {
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers");
        if (width < 720)
        {
            await page.Locator(".mg-bottom summary").ClickAsync();
            await page.TakeScreenAsync("search-more", language, width, dark);
            await page.Locator(".mg-bottom [data-palette-open]").ClickAsync();
        }
        else
        {
            await CallAsync(page);
        }

        await page.Locator("#mg-found [role=option]").SeeAsync();
        await page.TakeScreenAsync("search-recent", language, width, dark);
        await page.Locator(".mg-palette [role=combobox]").FillAsync("ㅅ");
        await page.Locator("#mg-found[data-for='ㅅ']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.TakeScreenAsync("search-found", language, width, dark);
        Assert.Empty(await page.SeriousFindingsAsync());
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 1);
        await page.Locator(".mg-palette [role=combobox]").FillAsync("없는이름");
        await page.Locator(".mg-palette-none", new() { HasText = "없는이름" }).SeeAsync();
        await page.TakeScreenAsync("search-none", language, width, dark);
        Assert.Empty(await page.SeriousFindingsAsync());
    }

    // The palette hears the keys once its script is there, a moment after the page.
    private static async Task CallAsync(IPage page)
    {
        await page.Locator(".mg-palette[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Keyboard.PressAsync("Control+k");
    }

    private async Task<(Guid Id, string Bride)> CoupleAsync()
    {
        // A name of this test's own, of letters that no other couple has.
        var id = Guid.CreateVersion7();
        var bride = "한" + (char)('갸' + Random.Shared.Next(100)) + (char)('뫄' + Random.Shared.Next(100));
        await using var source = NpgsqlDataSource.Create(_app.ConnectionString);
        await using var command = source.CreateCommand(
            "INSERT INTO customers (id, lead_status, groom_name, bride_name) VALUES ($1, 'inquiry', '이준호', $2)"
        );
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = bride });
        await command.ExecuteNonQueryAsync();
        return (id, bride);
    }
}
