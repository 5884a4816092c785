using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// A studio's own template, written with a wrong field and mended, a contract by it that the studio signs last, and an amendment of it that
/// both sign on their phones: day, counts and money of the contract follow.
/// </summary>
public sealed class AmendmentTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Fact]
    public async Task From_a_template_of_ones_own_to_an_amendment_in_force()
    {
        var couple = await CoupleAsync("한아름", "나루", "proposal", "2028-01-15");
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Admin), "/studio/contracts/templates");
        var problems = page.Problems();
        await Expect(page.GetByTestId("template").Filter(new() { HasText = "표준 계약서" })).ToContainTextAsync("기본");
        await LookAsync(page, problems, "amend-templates", 1440);

        // A template with a field that there is not: said at once, and by saving; what was written stays.
        await page.OpenAsync("/studio/contracts/templates/new");
        await page.GetByLabel("양식 이름").FillAsync("연서 양식");
        await page.GetByRole(AriaRole.Button, new() { Name = "조항 더하기" }).ClickAsync();
        await page.GetByLabel("제14조 제목").FillAsync("드론 촬영");
        await page.GetByLabel("제14조 내용").FillAsync("드론은 {{weather}}에 따라 띄웁니다.");
        await page.GetByLabel("제14조 내용").BlurAsync();
        await page.GetByText("없는 항목입니다: weather").First.SeeAsync();
        await page.GetByLabel("시작 전 고객 취소 (총액의 %)").FillAsync("20");
        await page.GetByLabel("시작 전 고객 취소 (총액의 %)").BlurAsync();
        await page.GetByText("소비자분쟁해결기준(10%)보다 고객에게 불리합니다").SeeAsync();
        await LookAsync(page, problems, "amend-template-wrong", 1440);
        await page.GetByLabel("제14조 내용").FillAsync("드론은 {{venue}}의 허락을 받아 띄웁니다.");
        await page.GetByLabel("스튜디오가 마지막에 서명").CheckAsync();
        await Expect(page.Locator(".template-side .paper")).ToContainTextAsync("드론은 [예식 장소]의 허락을 받아 띄웁니다.");
        await Expect(page.Locator(".template-side .paper")).ToContainTextAsync("총액의 20%(400,000원)");
        await page.GetByRole(AriaRole.Button, new() { Name = "양식 추가" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("new", StringComparison.Ordinal));
        await page.ReadyAsync();

        // A contract by it.
        await page.OpenAsync("/studio/contracts/new?customer=" + couple);
        await page.GetByLabel("계약서 양식").SelectOptionAsync(new SelectOptionValue { Label = "연서 양식" });
        await page.GetByRole(AriaRole.Button, new() { Name = "계약서 쓰기" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("new", StringComparison.Ordinal));
        await page.ReadyAsync();
        var contract = Guid.Parse(new Uri(page.Url).Segments[^1]);
        await Expect(page.GetByTestId("counts")).ToContainTextAsync("15장");
        await page.GetByRole(AriaRole.Button, new() { Name = "서명 요청 보내기" }).ClickAsync();
        await page.GetByText("서명 요청을 보냈습니다.").SeeAsync();
        await BothSignAsync(page, problems, "sign");
        await page.GetByText("고객이 모두 서명했습니다. 스튜디오가 서명하면").SeeAsync();
        await LookAsync(page, problems, "amend-countersign", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "스튜디오 서명" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "스튜디오 서명" }).ClickAsync();
        await page.GetByText("계약이 맺어졌습니다").SeeAsync();

        // An amendment: another day, five pictures more, and what they cost.
        await page.GetByRole(AriaRole.Link, new() { Name = "변경계약 쓰기" }).First.ClickAsync();
        await page.WaitForURLAsync("**/amend");
        await page.ReadyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "변경계약서 만들기" }).ClickAsync();
        await page.GetByText("바뀌는 내용이 없습니다").SeeAsync();
        await page.GetByLabel("예식일").FillAsync("2028-03-11");
        await page.GetByLabel("보정 장수").FillAsync("20");
        await page.GetByLabel("대금 변경 (원)").FillAsync("50000");
        await page.GetByLabel("대금 변경 (원)").BlurAsync();
        await page.GetByText("바뀐 뒤 총 1,340,000원").SeeAsync();
        await LookAsync(page, problems, "amend-amendment-form", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "변경계약서 만들기" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("amend", StringComparison.Ordinal));
        await page.ReadyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "서명 요청 보내기" }).ClickAsync();
        await page.GetByText("서명 요청을 보냈습니다.").SeeAsync();
        await BothSignAsync(page, problems, "amend");
        await page.GetByText("고객이 모두 서명했습니다. 스튜디오가 서명하면").SeeAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "스튜디오 서명" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "스튜디오 서명" }).ClickAsync();
        await page.GetByText("계약이 맺어졌습니다").SeeAsync();
        await LookAsync(page, problems, "amend-amendment-page", 1440);

        await page.OpenAsync("/studio/contracts/" + contract);
        await Expect(page.GetByTestId("counts")).ToContainTextAsync("20장");
        await Expect(page.GetByTestId("amendment")).ToContainTextAsync("2028. 3. 11.");
        await LookAsync(page, problems, "amend-amended-contract", 1440);
        Assert.Equal(
            "2028-03-11 20 1340000 20",
            await ScalarAsync<string>(
                """
                SELECT c.wedding_date || ' ' || (c.included->>'retouched_photos') || ' '
                    || (SELECT sum(amount)::int FROM payment_plan_lines l WHERE l.contract_id = c.id) || ' ' || (c.refund_policy->>'beforeStartPercent')
                FROM contracts c WHERE c.id = $1
                """,
                contract
            )
        );
        Assert.Equal("2028-03-11", await ScalarAsync<string>("SELECT wedding_date::text FROM customers WHERE id = $1", couple));
        Assert.Empty(problems);
    }

    [Fact]
    public async Task A_contract_signed_on_paper_is_kept_by_its_scan()
    {
        var couple = await CoupleAsync("한아름", "나루", "proposal", "2028-01-15");
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Admin), "/studio/contracts/new?customer=" + couple);
        var problems = page.Problems();
        await page.GetByRole(AriaRole.Button, new() { Name = "계약서 쓰기" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("new", StringComparison.Ordinal));
        await page.ReadyAsync();
        await page.GetByText("종이로 서명한 계약서 올리기").ClickAsync();
        await LookAsync(page, problems, "amend-paper", 1440);

        // A picture is no paper that can be kept; it's said at once, and the draft stays a draft.
        var scan = page.GetByTestId("scan-file");
        await scan.SetInputFilesAsync(
            new FilePayload
            {
                Name = "scan.pdf",
                MimeType = "application/pdf",
                Buffer = "not a paper"u8.ToArray(),
            }
        );
        await page.GetByText("PDF 파일만 올릴 수 있습니다").SeeAsync();
        await scan.SetInputFilesAsync(
            new FilePayload
            {
                Name = "scan.pdf",
                MimeType = "application/pdf",
                Buffer = "%PDF-1.4\nsigned by both\n%%EOF\n"u8.ToArray(),
            }
        );
        await Expect(page.Locator(".mg-page-header")).ToContainTextAsync("서명 완료");
        await LookAsync(page, problems, "amend-paper-signed", 1440);
        Assert.Equal(
            "signed paper",
            await ScalarAsync<string>(
                "SELECT DISTINCT c.contract_status || ' ' || s.signature_kind FROM contracts c JOIN contract_signers s ON s.contract_id = c.id WHERE c.customer_id = $1",
                couple
            )
        );
        // The browser itself notes the refused upload; nothing else may be there.
        Assert.DoesNotContain(problems, p => !p.Contains("Failed to load resource", StringComparison.Ordinal));
    }

    private async Task BothSignAsync(IPage page, System.Collections.Concurrent.ConcurrentQueue<string> problems, string name)
    {
        foreach (var (signer, width) in new[] { ("한아름", 390), ("나루", 360) })
        {
            var line = page.GetByTestId("signer").Filter(new() { HasText = signer });
            await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", width, 800, touch: true);
            var paper = await phone.NewPageAsync();
            await paper.GotoAsync(await line.GetByTestId("link").InputValueAsync());
            await line.GetByRole(AriaRole.Button, new() { Name = "전화로 알려 줄 코드 보기" }).ClickAsync();
            await paper.GetByLabel("확인 코드").FillAsync(await line.GetByTestId("told-code").InnerTextAsync());
            await paper.GetByRole(AriaRole.Button, new() { Name = "계약서 열기" }).ClickAsync();
            await paper.Locator("#sign").WaitForAsync();
            if (width == 390)
            {
                await LookAsync(paper, problems, "amend-" + name + "-read", width);
            }

            foreach (var tick in await paper.Locator("[name=consent][required]").AllAsync())
            {
                await tick.CheckAsync();
            }

            await paper.GetByRole(AriaRole.Radio, new() { Name = "이름 쓰기" }).CheckAsync(new() { Force = true });
            await paper.Locator("#typed").FillAsync(signer);
            await paper.GetByRole(AriaRole.Button, new() { NameRegex = new("서명하(고 계약하)?기$") }).ClickAsync();
            await paper.GetByText("서명을 잘 받았어요").SeeAsync();
            if (width == 360)
            {
                await paper.GetByText("스튜디오가 마지막으로 서명하면").SeeAsync();
            }
        }
    }
}
