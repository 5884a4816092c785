using System.Text;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// A contract's money as people handle it: a plan in three lines, a contract signed on two phones with codes, the deposit found in the bank's
/// file, its cash receipt, an extra, a wrong booking put right, and a cancellation whose refund is computed; the database is compared at the end.
/// </summary>
public sealed class MoneyTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Fact]
    public async Task From_the_plan_to_the_last_won_that_goes_back()
    {
        var couple = await CoupleAsync("바다솔", "이하람", "proposal", "2027-12-18");
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Admin), "/studio/contracts/new?customer=" + couple);
        var problems = page.Problems();

        // The plan: what is above the total is said at once; the last line takes the rest.
        await page.GetByLabel("총액").FillAsync("2000000");
        await page.GetByLabel("1번째 줄 값").FillAsync("20");
        await page.GetByRole(AriaRole.Button, new() { Name = "줄 더하기" }).ClickAsync();
        await page.GetByLabel("2번째 줄 값").FillAsync("95");
        await page.GetByLabel("2번째 줄 일수").FillAsync("60");
        await page.GetByLabel("2번째 줄 일수").BlurAsync();
        await Expect(page.Locator("#plan-sum")).ToContainTextAsync("납부 계획이 총액보다 300,000원 많습니다");
        await page.GetByLabel("2번째 줄 값").FillAsync("30");
        await page.GetByLabel("2번째 줄 값").BlurAsync();
        await Expect(page.GetByTestId("plan-row").Last).ToContainTextAsync("1,000,000원");

        // Whether the editors can keep what the contract promises is said before it is sent.
        await Expect(page.GetByTestId("outlook")).ToContainTextAsync("셀렉은 2028. 1. 15. (토)쯤");
        await LookAsync(page, problems, "money-plan-editor", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "계약서 쓰기" }).ClickAsync();
        await page.WaitForURLAsync(url =>
            url.Contains("/studio/contracts/", StringComparison.Ordinal) && !url.Contains("new", StringComparison.Ordinal)
        );
        await page.ReadyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "서명 요청 보내기" }).ClickAsync();
        await page.GetByText("서명 요청을 보냈습니다.").SeeAsync();
        var contract = Guid.Parse(new Uri(page.Url).Segments[^1]);

        // Two phones, each with a code that the studio tells.
        foreach (var (name, width) in new[] { ("바다솔", 390), ("이하람", 360) })
        {
            var signer = page.GetByTestId("signer").Filter(new() { HasText = name });
            await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", width, 800, touch: true);
            await SignAsync(
                phone,
                await signer.GetByTestId("link").InputValueAsync(),
                name,
                async () =>
                {
                    await signer.GetByRole(AriaRole.Button, new() { Name = "전화로 알려 줄 코드 보기" }).ClickAsync();
                    return await signer.GetByTestId("told-code").InnerTextAsync();
                }
            );
        }

        // The bank's file: one line that is sure, one that is somebody else's.
        var today = DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul")).DateTime
        );
        var statement =
            $"거래일시,적요,보낸분/받는분,출금액,입금액,잔액\n{today:yyyy.MM.dd} 00:05:00,전자금융,바다솔,0,\"400,000\",5400000\n{today:yyyy.MM.dd} 00:06:00,전자금융,모르는이,0,\"123,456\",5523456\n";
        await page.OpenAsync("/studio/bank");
        await page.Locator(".bank-drop[data-ready]").WaitForAsync();
        await page.GetByTestId("bank-file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "bank.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(statement),
                }
            );
        await Expect(page.Locator(".mg-saved")).ToContainTextAsync("새 입금 2건을 가져왔습니다");
        var line = page.GetByTestId("bank-entry").Filter(new() { HasText = "바다솔" });
        await Expect(line.GetByTestId("candidate")).ToContainTextAsync("이름과 금액 일치");
        await LookAsync(page, problems, "money-bank", 1440);
        await line.GetByRole(AriaRole.Button, new() { Name = "기록 바다솔 · 이하람" }).ClickAsync();
        await Expect(line).ToHaveCountAsync(0);
        await page.GetByTestId("bank-entry")
            .Filter(new() { HasText = "모르는이" })
            .GetByRole(AriaRole.Button, new() { Name = "제외" })
            .ClickAsync();
        await Expect(page.GetByTestId("bank-entry").Filter(new() { HasText = "모르는이" })).ToHaveCountAsync(0);
        Assert.Equal("active", await ScalarAsync<string>("SELECT contract_status::text FROM contracts WHERE id = $1", contract));

        // Its cash receipt, from the register. A number that can't be is said at its field, and stays.
        await page.OpenAsync("/studio/receipts");
        var receipt = page.GetByTestId("receipt").Filter(new() { HasText = "바다솔" });
        await receipt.GetByRole(AriaRole.Button, new() { Name = "발급 기록" }).ClickAsync();
        await receipt.GetByLabel("승인번호").FillAsync("12-34");
        await receipt.GetByRole(AriaRole.Button, new() { Name = "발급 기록" }).ClickAsync();
        await receipt.GetByText("승인번호는 영문과 숫자 6~24자입니다.").SeeAsync();
        await receipt.GetByLabel("승인번호").FillAsync("G11223344");
        await LookAsync(page, problems, "money-receipt-form", 1440);
        await receipt.GetByRole(AriaRole.Button, new() { Name = "발급 기록" }).ClickAsync();
        await Expect(receipt).ToHaveCountAsync(0);

        // An extra; half a won is no amount; a booking that was a mistake is put right.
        await page.OpenAsync("/studio/contracts/" + contract);
        await page.GetByRole(AriaRole.Button, new() { Name = "추가금 청구" }).ClickAsync();
        await page.GetByLabel("청구 내용").FillAsync("추가 보정 3장");
        await page.GetByLabel("금액", new() { Exact = true }).FillAsync("99000");
        await page.GetByRole(AriaRole.Button, new() { Name = "추가금 청구" }).ClickAsync();
        await Expect(page.GetByTestId("plan-line").Last).ToContainTextAsync("추가 보정 3장");
        var money = page.Locator("#payments");
        await money.GetByRole(AriaRole.Button, new() { Name = "입금 기록" }).ClickAsync();
        await money.GetByLabel("금액", new() { Exact = true }).FillAsync("0.5");
        await money.GetByRole(AriaRole.Button, new() { Name = "입금 기록" }).ClickAsync();
        await money.GetByText("원 단위 정수로 써 주세요").SeeAsync();
        await money.GetByLabel("금액", new() { Exact = true }).FillAsync("250000");
        await money.GetByLabel("입금자").FillAsync("잘못 온 돈");
        await money.GetByRole(AriaRole.Button, new() { Name = "입금 기록" }).ClickAsync();
        var wrong = page.GetByTestId("payment").Filter(new() { HasText = "잘못 온 돈" });
        await wrong.GetByRole(AriaRole.Button, new() { Name = "기록 취소" }).ClickAsync();
        await wrong.GetByLabel("이유").FillAsync("다른 고객의 입금");
        await wrong.GetByRole(AriaRole.Button, new() { Name = "기록 취소" }).ClickAsync();
        await Expect(wrong.GetByText("기록 취소됨")).ToBeVisibleAsync();
        await LookAsync(page, problems, "money-contract-money", 1440);

        // Called off: the arithmetic is shown before anything happens.
        await page.Locator("summary", new() { HasText = "계약 취소" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "환불액 계산" }).ClickAsync();
        var sum = page.GetByTestId("refund");
        await Expect(sum).ToContainTextAsync("2,099,000원 × 10%");
        await Expect(sum.GetByTestId("refund-total")).ToHaveTextAsync("190,100원");
        await page.GetByLabel("취소 이유").FillAsync("예식이 미뤄짐");
        await LookAsync(page, problems, "money-cancel", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "바다솔 · 이하람 계약 취소하기" }).ClickAsync();
        await page.GetByText("돌려줄 돈 190,100원이 남아 있습니다").SeeAsync();
        await money.GetByRole(AriaRole.Button, new() { Name = "환불 기록" }).ClickAsync();
        await money.GetByLabel("이유").FillAsync("계약 취소");
        await money.GetByRole(AriaRole.Button, new() { Name = "환불 기록" }).ClickAsync();
        await Expect(page.GetByText("돌려줄 돈")).ToHaveCountAsync(0);
        await LookAsync(page, problems, "money-contract-off", 1440);

        Assert.Equal(
            "deposit 400000 completed, deposit 250000 refunded, refund 250000 completed, refund 190100 completed",
            await ScalarAsync<string>(
                "SELECT string_agg(replace(payment_type::text, 'balance', 'deposit') || ' ' || amount::int || ' ' || payment_status, ', ' ORDER BY id) FROM payments WHERE contract_id = $1",
                contract
            )
        );
        Assert.Equal(
            "deposit 400000 209900, interim 600000 0, balance 1000000 0, additional 99000 0",
            await ScalarAsync<string>(
                "SELECT string_agg(kind || ' ' || amount::int || ' ' || paid::int, ', ' ORDER BY position) FROM payment_plan_lines WHERE contract_id = $1",
                contract
            )
        );
        Assert.Equal(
            "told,told",
            await ScalarAsync<string>("SELECT string_agg(identity_way::text, ',') FROM contract_signers WHERE contract_id = $1", contract)
        );
        Assert.Empty(problems);
    }

    private static async Task SignAsync(IBrowserContext phone, string link, string name, Func<Task<string>> code)
    {
        var page = await phone.NewPageAsync();
        await page.GotoAsync(link);
        await page.GetByText("코드를 보내 드릴 연락처가 없어요").SeeAsync();
        await page.TakeScreenAsync("money-code", "ko", 390, dark: false, whole: true);
        await page.GetByLabel("확인 코드").FillAsync(await code());
        await page.GetByRole(AriaRole.Button, new() { Name = "계약서 열기" }).ClickAsync();
        foreach (var tick in await page.Locator("[name=consent][required]").AllAsync())
        {
            await tick.CheckAsync();
        }

        await page.GetByRole(AriaRole.Radio, new() { Name = "이름 쓰기" }).CheckAsync(new() { Force = true });
        await page.Locator("#typed").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "서명하고 계약하기" }).ClickAsync();
        await page.GetByText("서명을 잘 받았어요").SeeAsync();
    }
}
