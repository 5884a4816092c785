using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>A manager brings in a list with some mistakes in it, in a real browser, and takes it back.</summary>
public sealed class ImportTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : IAsyncLifetime
{
    private static readonly float Patience = 60_000;
    private BrowserApp _app = default!;

    public async ValueTask InitializeAsync() => _app = await demo.StartedAsync(template);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("ko-KR", 1440, false)]
    [InlineData("en-US", 390, true)]
    public async Task A_list_with_five_mistakes_comes_in_but_for_those_rows_and_can_be_taken_back(string language, int width, bool dark)
    {
        var tag = "가져온" + width;
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers");
        var problems = page.Problems();
        await page.TakeScreenAsync("customers-with-import", language, width, dark);
        await page.Locator("a[href='/studio/customers/import']").First.ClickAsync();
        await page.WaitForURLAsync("**/studio/customers/import");
        await page.ReadyAsync();
        await page.TakeScreenAsync("import-new", language, width, dark);
        await CleanAsync(page, problems, width);

        await page.GetByTestId("import-file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "고객 목록.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(List(tag, width)),
                }
            );
        await page.WaitForURLAsync(new Regex("customers/import/[0-9a-f-]{36}$"));
        await page.ReadyAsync();
        await page.Locator(".im-columns select").First.SeeAsync();
        Assert.Equal("BrideName", await page.Locator(".im-columns select").First.InputValueAsync());
        await page.TakeScreenAsync("import-columns", language, width, dark, whole: true);
        await CleanAsync(page, problems, width);

        await page.Locator("#main button.mg-btn-primary").ClickAsync();
        await Assertions.Expect(page.GetByTestId("refused")).ToHaveTextAsync("5", new() { Timeout = Patience });
        await Assertions.Expect(page.GetByTestId("new")).ToHaveTextAsync("15");
        await Assertions.Expect(page.GetByTestId("problems").Locator("tbody tr")).ToHaveCountAsync(5);
        if (language == "ko-KR")
        {
            await Assertions.Expect(page.GetByTestId("problems")).ToContainTextAsync("따옴표가 닫히지 않아 읽을 수 없는 줄입니다.");
        }

        await page.TakeScreenAsync("import-checked", language, width, dark, whole: true);
        await CleanAsync(page, problems, width);

        await page.Locator("#main button.mg-btn-primary").ClickAsync();
        await Assertions
            .Expect(page.Locator("button", new() { HasTextRegex = new Regex("^(되돌리기|Undo)$") }))
            .ToBeVisibleAsync(new() { Timeout = Patience });
        await Assertions.Expect(page.GetByTestId("new")).ToHaveTextAsync("15");
        await page.TakeScreenAsync("import-done", language, width, dark, whole: true);
        var import = page.Url;
        await page.OpenAsync("/studio/customers?q=" + Uri.EscapeDataString(tag));
        await Assertions.Expect(page.GetByTestId("customer-line")).ToHaveCountAsync(15);

        await page.OpenAsync(new Uri(import).AbsolutePath);
        await page.Locator("button", new() { HasTextRegex = new Regex("^(되돌리기|Undo)$") }).ClickAsync();
        await page.Locator(".mg-dialog .mg-btn-danger").ClickAsync();
        await Assertions.Expect(page.GetByTestId("undone")).ToHaveTextAsync("15", new() { Timeout = Patience });
        await page.TakeScreenAsync("import-undone", language, width, dark, whole: true);
        await page.OpenAsync("/studio/customers/import");
        await page.TakeScreenAsync("import-list", language, width, dark);
        await CleanAsync(page, problems, width);
        await page.OpenAsync("/studio/customers?q=" + Uri.EscapeDataString(tag));
        await Assertions.Expect(page.GetByTestId("customer-line")).ToHaveCountAsync(0);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task An_export_asks_for_a_reason_and_hands_out_the_file()
    {
        await using var browser = await chromium.OpenAsync(_app.BaseUrl);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers");
        await page.GetByRole(AriaRole.Button, new() { Name = "내보내기", Exact = true }).ClickAsync();
        await page.Locator(".mg-dialog .mg-btn-primary").ClickAsync();
        await page.Locator(".mg-dialog [role=alert]").SeeAsync();
        await page.TakeScreenAsync("export-dialog", "ko-KR", 1440, false);
        await page.Locator(".mg-dialog input").FillAsync("감사 안내 발송");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".mg-dialog .mg-btn-primary").ClickAsync());

        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
    }

    private static async Task CleanAsync(IPage page, System.Collections.Concurrent.ConcurrentQueue<string> problems, int width)
    {
        foreach (var found in await page.SeriousFindingsAsync())
        {
            problems.Enqueue(page.Url + " " + found);
        }

        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 1 and var over)
        {
            problems.Enqueue($"{page.Url} is {over} px wider than {width}");
        }
    }

    private static string List(string tag, int width)
    {
        var text = new StringBuilder("신부,신랑,신부 연락처,이메일,예식일,예식 시간,예식장,유입경로,비고\n");
        for (var i = 0; i < 15; i++)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{tag}신부{i:00},{tag}신랑{i:00},1071{width:0000}{i:00},,2027년 5월 {i + 1}일,오후 2시,더채플앳청담,소개,\"앨범, 액자\"\n"
            );
        }

        return text
            + $",{tag}신랑,010-7222-0001,,2027-05-16,14:00,,,\n"
            + $"{tag}신부,{tag}신랑,12345,,2027-05-16,14:00,,,\n"
            + $"{tag}신부,{tag}신랑,010-7222-0003,,내년 봄,14:00,,,\n"
            + $"\"{tag}신부,{tag}신랑,010-7222-0004,,2027-05-16,14:00,,,\n"
            + $"{tag}신부,{tag}신랑,,,2027-05-16,14:00,예식장,,\n";
    }
}
