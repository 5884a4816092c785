using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// A quote as people handle it: an option written into the catalogue, a quote with choices sent, the couple ticks on a phone and sees the
/// total move, accepts, and goes straight on to a contract that says what they chose.
/// </summary>
public sealed class QuoteTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Fact]
    public async Task From_the_catalogue_to_the_contract_without_typing_twice()
    {
        var couple = await CoupleAsync("가온", "도담", "consultation", "2027-11-20");
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Admin), "/studio/packages?tab=options&open=new");
        var problems = page.Problems();

        // An option of the catalogue: a price that can't be is said at its field, and what was typed stays.
        await page.GetByLabel("한국어 이름").FillAsync("하객 사진");
        await page.GetByLabel("영어 이름").FillAsync("Guest pictures");
        await page.GetByLabel("가격", new() { Exact = true }).FillAsync("0");
        await page.GetByLabel("부가세").SelectOptionAsync("on");
        await page.GetByLabel("보정본 추가").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "선택품목 추가" }).ClickAsync();
        await page.GetByText("1원부터 99,999,999원까지 쓸 수 있습니다.").SeeAsync();
        await page.GetByLabel("가격", new() { Exact = true }).FillAsync("150000");
        await LookAsync(page, problems, "option-form", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "선택품목 추가" }).ClickAsync();
        await Expect(page.GetByTestId("sale").Filter(new() { HasText = "하객 사진" })).ToContainTextAsync("부가세 별도");

        // The quote: one option to choose, a discount; a discount above the price is said at once.
        await page.OpenAsync("/studio/quotes/new?customer=" + couple);
        await page.GetByRole(AriaRole.Radio, new() { Name = "본식 스탠다드" }).CheckAsync();
        await page.GetByLabel("선택품목 더하기").SelectOptionAsync(new SelectOptionValue { Label = "하객 사진 · 150,000원" });
        await page.GetByRole(AriaRole.Button, new() { Name = "할인", Exact = true }).ClickAsync();
        await page.GetByLabel("항목 3 이름").FillAsync("조기 예약");
        await page.GetByLabel("항목 3 할인액").FillAsync("9000000");
        await page.GetByLabel("항목 3 할인액").BlurAsync();
        await Expect(page.Locator("#quote-sum")).ToContainTextAsync("−7,110,000원");
        await page.GetByLabel("항목 3 할인액").FillAsync("90000");
        await page.GetByLabel("고객에게 남길 말")
            .FillAsync("상담 때 말씀하신 하객 사진을 선택품목으로 넣어 드렸어요.\n편하게 골라 주세요.");
        await Expect(page.Locator("#quote-sum")).ToContainTextAsync("1,800,000원~1,965,000원");
        await LookAsync(page, problems, "quote-form", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "견적 만들기" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("new", StringComparison.Ordinal));
        await page.ReadyAsync();
        var quote = Guid.Parse(new Uri(page.Url).Segments[^1]);
        await page.GetByRole(AriaRole.Button, new() { Name = "견적 보내기" }).ClickAsync();
        await page.GetByText("아래 링크를 복사해 전달하세요.").SeeAsync();
        var link = await page.GetByTestId("quote-link").Filter(new() { HasText = "가온" }).GetByTestId("link").InputValueAsync();
        await LookAsync(page, problems, "quote-page", 1440);

        // The couple on a phone: the total follows the tick, and so does the plan.
        await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var table = await phone.NewPageAsync();
        var seen = table.Problems();
        await table.GotoAsync(link);
        await table.GetByText("견적서를 준비했어요").SeeAsync();
        await Expect(table.Locator("[data-total]")).ToHaveTextAsync("1,800,000원");
        await table.GetByRole(AriaRole.Checkbox, new() { Name = "하객 사진" }).CheckAsync();
        await Expect(table.Locator("[data-total]")).ToHaveTextAsync("1,965,000원");
        await Expect(table.Locator("[data-vat]")).ToHaveTextAsync("15,000원");
        await Expect(table.Locator(".plan > li").First).ToContainTextAsync("393,000원");
        await LookAsync(table, seen, "quote-couple", 390);
        await Expect(page.Locator(".mg-page-header")).ToContainTextAsync("열어 봄");
        await table.GetByRole(AriaRole.Button, new() { Name = "이 견적으로 진행하기" }).ClickAsync();
        await table.GetByText("견적을 수락하셨어요").SeeAsync();
        await LookAsync(table, seen, "quote-accepted", 390);
        await table.GetByRole(AriaRole.Link, new() { Name = "계약서 읽고 서명하기" }).ClickAsync(new() { Timeout = 60_000 });
        await table.GetByText("확인 코드").First.SeeAsync();

        // The studio sees the answer without a reload, and the contract says what was chosen.
        await Expect(page.Locator(".mg-page-header")).ToContainTextAsync("수락");
        await page.GetByRole(AriaRole.Link, new() { Name = "계약서로" }).ClickAsync();
        await Expect(page.Locator(".contract-page")).ToContainTextAsync("1,965,000원");
        await page.OpenAsync("/studio/customers/" + couple);
        await Expect(page.GetByTestId("quote")).ToContainTextAsync("수락");
        await LookAsync(page, problems, "quote-customer", 1440);
        Assert.Equal(
            "sent 1965000 25 하객 사진",
            await ScalarAsync<string>(
                """
                SELECT c.contract_status || ' ' || c.total_amount::int || ' ' || (c.included->>'retouched_photos') || ' ' || (c.bought_options->0->>'name')
                FROM contracts c JOIN quotes q ON q.contract_id = c.id WHERE q.id = $1
                """,
                quote
            )
        );

        // Without script the sum is counted by a button.
        await page.OpenAsync("/studio/quotes");
        await LookAsync(page, problems, "quotes", 1440);
        Assert.Empty(problems);
        Assert.Empty(seen);
    }

    [Fact]
    public async Task Without_script_the_sum_is_counted_by_a_button_and_a_no_is_taken_kindly()
    {
        var couple = await CoupleAsync("가온", "도담", "consultation", "2027-11-20");
        var link = await SentAsync(couple);
        await using var phone = await chromium.OpenAsync(App.BaseUrl, "en-US", 360, 740, dark: true, touch: true, script: false);
        var page = await phone.NewPageAsync();
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button).First.ClickAsync();
        await page.GotoAsync(App.BaseUrl + "/culture?c=en&r=%2Fc%2Fquote");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "액자" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Count again" }).ClickAsync();
        await Expect(page.Locator("[data-total]")).ToHaveTextAsync("₩1,990,000");
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "액자" })).ToBeCheckedAsync();
        await page.TakeScreenAsync("quote-couple-plain", "en", 360, dark: true, whole: true);
        await page.GetByText("We would rather not").ClickAsync();
        await page.GetByLabel("Tell us why").FillAsync("Too dear for us");
        await page.GetByRole(AriaRole.Button, new() { Name = "Decline this quote" }).ClickAsync();
        await page.GetByText("You declined this quote").SeeAsync();
        await page.TakeScreenAsync("quote-declined", "en", 360, dark: true, whole: true);
        Assert.Equal("Too dear for us", await ScalarAsync<string>("SELECT reason FROM quotes WHERE customer_id = $1", couple));
    }

    // A quote that is out: its link is what counts here.
    private async Task<string> SentAsync(Guid couple)
    {
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Admin), "/studio/quotes/new?customer=" + couple);
        await page.GetByRole(AriaRole.Radio, new() { Name = "본식 스탠다드" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "직접 입력" }).ClickAsync();
        await page.GetByLabel("항목 2 이름").FillAsync("액자");
        await page.GetByLabel("항목 2 단가").FillAsync("100000");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "고객이 선택" }).CheckAsync();

        // A tick of its own comes beside it and moves what stands below.
        await page.ReadyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "견적 만들기" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("new", StringComparison.Ordinal));
        await page.ReadyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "견적 보내기" }).ClickAsync();
        return await page.GetByTestId("quote-link").First.GetByTestId("link").InputValueAsync();
    }
}
