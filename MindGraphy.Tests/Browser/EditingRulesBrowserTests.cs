using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>How finished photos are looked at and how much an editor finishes on a day, as whoever says it sees it: saved, wrong, and said by somebody else meanwhile.</summary>
public sealed class EditingRulesBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    private const string Path = "/studio/editing/team";

    [Fact]
    public async Task Rules_and_days_work_are_saved_refused_at_the_field_and_not_written_over_another_ones()
    {
        var editor = Demo.Person(UserRole.Editor, 1);
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        await ScalarAsync<object?>("UPDATE studio_settings SET review_days = 7, revision_won = 0");
        var page = await desk.SignInAsync(Demo.Person(UserRole.Admin), Path);
        var problems = page.Problems();

        // A day's work: what is no count of photos stays as it was typed, with the sentence below it.
        var perDay = page.GetByLabel($"{editor.Name}의 하루 장수");
        foreach (var wrong in new[] { "5000", "열두 장", "0" })
        {
            await TypeAsync(perDay, wrong);
            await Expect(page.Locator(".edit-forecast .mg-field-error"))
                .ToHaveTextAsync("하루 작업량은 1장에서 1000장까지 적을 수 있습니다.");
            await Expect(perDay).ToHaveValueAsync(wrong);
            await Expect(perDay).ToHaveAttributeAsync("aria-invalid", "true");
        }

        await TakeAsync(page, problems, "editing-rules-day", "ko", 1440, dark: false, whole: true);
        await TypeAsync(perDay, " 18 ");
        await Expect(page.Locator(".edit-forecast .mg-field-error")).ToHaveCountAsync(0);
        await page.Locator(".edit-forecast").GetByText("저장됨").SeeAsync();
        Assert.Equal(18, await PerDayAsync(editor.Email));

        // The rules: empty, too long, and a price of nothing.
        var (days, won) = (page.GetByLabel("확인 기간(일)"), page.GetByLabel("추가 재수정 1회(원)"));
        var save = page.GetByRole(AriaRole.Button, new() { Name = "규칙 저장" });
        // A price of nothing that was stored before is none, and in nobody's way.
        await Expect(won).ToHaveValueAsync("");
        await TypeAsync(days, "8");
        await save.ClickAsync();
        await EventuallyAsync(async () => await RulesAsync() == "8/");

        // What is no number stays as it was typed, and is not taken for no price.
        foreach (var junk in new[] { "5만", "50,000원" })
        {
            await TypeAsync(won, junk);
            await save.ClickAsync();
            await Expect(Wrong(page, "ExtraWon")).ToHaveTextAsync("1에서 99,999,999 사이의 숫자로 적어 주세요.");
            await Expect(won).ToHaveValueAsync(junk);
        }

        Assert.Equal("8/", await RulesAsync());
        await TypeAsync(days, "");
        await TypeAsync(won, "0");
        await save.ClickAsync();
        await Expect(Wrong(page, "Days")).ToHaveTextAsync("꼭 입력해 주세요.");
        await Expect(Wrong(page, "ExtraWon")).ToHaveTextAsync("1에서 99,999,999 사이로 입력하세요.");
        await TypeAsync(days, "400");
        await Expect(Wrong(page, "Days")).ToHaveTextAsync("1에서 90 사이로 입력하세요.");
        await TypeAsync(days, "99999999999");
        await Expect(Wrong(page, "Days")).ToHaveTextAsync("1에서 90 사이의 숫자로 적어 주세요.");
        await TakeAsync(page, problems, "editing-rules-wrong", "ko", 1440, dark: false, whole: true);
        await TypeAsync(days, "10");
        await TypeAsync(won, "55000");
        await save.ClickAsync();
        await page.GetByTestId("review-rules").GetByText("저장됨").SeeAsync();
        await EventuallyAsync(async () => await RulesAsync() == "10/55000");

        // Somebody else at another desk, in English and on a phone: what they type stays, and what was saved meanwhile is told before it is written over.
        await using var pocket = await chromium.OpenAsync(App.BaseUrl, "en-US", 390, 844, touch: true);
        var other = await pocket.SignInAsync(Demo.Person(UserRole.Admin), Path);
        var seen = other.Problems();
        await Expect(other.GetByLabel("Days to look")).ToHaveValueAsync("10");
        await TypeAsync(other.GetByLabel("Days to look"), "12");
        await TypeAsync(days, "9");
        await TypeAsync(won, "66000");
        await save.ClickAsync();
        await EventuallyAsync(async () => await RulesAsync() == "9/66000");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save the rules" }).ClickAsync();
        await other.GetByText("Someone else changed this first.").SeeAsync();
        Assert.Equal("9/66000", await RulesAsync());
        await TakeAsync(other, seen, "editing-rules-newer", "en", 390, dark: false, whole: true);
        await other.GetByTestId("review-rules").Locator(".mg-alert button").ClickAsync();
        await Expect(other.Locator(".mg-newer dd")).ToHaveTextAsync("9");
        await Expect(other.GetByLabel("Days to look")).ToHaveValueAsync("12");
        await Expect(other.GetByLabel("One more round, in won")).ToHaveValueAsync("66000");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save the rules" }).ClickAsync();
        await EventuallyAsync(async () => await RulesAsync() == "12/66000");

        // The first page shows it by itself, and a day's work, too.
        await Expect(days).ToHaveValueAsync("12");
        await TypeAsync(other.GetByLabel($"Photos a day of {editor.Name}"), "21");
        await Expect(perDay).ToHaveValueAsync("21");
        await TypeAsync(other.GetByLabel($"Photos a day of {editor.Name}"), "x");
        await Expect(other.Locator(".edit-forecast .mg-field-error")).ToHaveTextAsync("Photos a day go from 1 to 1000.");
        await TypeAsync(other.GetByLabel("Days to look"), "0");
        await Expect(Wrong(other, "Days")).ToHaveTextAsync("Enter a value between 1 and 90.");
        await TakeAsync(other, seen, "editing-rules-wrong", "en", 390, dark: false, whole: true);

        // The demonstration is shared: whoever comes after finds what was.
        await ScalarAsync<object?>("UPDATE studio_settings SET review_days = 7, revision_won = NULL");
        Assert.True(problems.IsEmpty && seen.IsEmpty, string.Join("\n", problems.Concat(seen).Distinct()));
    }

    private static ILocator Wrong(IPage page, string field) => page.Locator($"[data-field={field}] .mg-field-error");

    private static async Task TypeAsync(ILocator input, string text)
    {
        await input.FillAsync(text);
        await input.BlurAsync();
    }

    private Task<int> PerDayAsync(string email) =>
        ScalarAsync<int>("SELECT c.photos_per_day FROM editor_capacities c JOIN users u ON u.id = c.user_id WHERE u.email = $1", email);

    private Task<string> RulesAsync() =>
        ScalarAsync<string>("SELECT review_days || '/' || coalesce(revision_won::text, '') FROM studio_settings");
}
