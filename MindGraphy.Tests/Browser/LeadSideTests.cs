using System.Collections.Concurrent;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>The lead side as a Korean manager works in it all day: filters, views, many at once, two files that are one, and what must not break it.</summary>
public sealed class LeadSideTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : IAsyncLifetime
{
    private BrowserApp _app = default!;
    private NpgsqlDataSource _source = default!;

    public async ValueTask InitializeAsync()
    {
        _app = await demo.StartedAsync(template);
        _source = NpgsqlDataSource.Create(_app.ConnectionString);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [Fact]
    public async Task Filters_stand_in_the_address_a_view_keeps_them_and_many_are_given_moved_and_written_to()
    {
        await CoupleAsync("구름솔", "inquiry", "2027-06-05");
        await CoupleAsync("구름빛", "inquiry", "2027-06-12");
        await CoupleAsync("구름결", "consultation", "2027-07-03");
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, "ko-KR", 1440);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers");
        var problems = page.Problems();
        var lines = page.GetByTestId("customer-line");

        // Typed letter by letter, nothing is swallowed while the list follows.
        await page.Locator("input[type=search]").PressSequentiallyAsync("구름", new() { Delay = 60 });
        await Assertions.Expect(lines).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("input[type=search]")).ToHaveValueAsync("구름");
        await page.GetByLabel("예식 월").SelectOptionAsync("2027-06");
        await Assertions.Expect(lines).ToHaveCountAsync(2);
        Assert.Contains("month=2027-06", page.Url, StringComparison.Ordinal);

        // The same filters on the board, and kept under a name.
        await page.GetByRole(AriaRole.Link, new() { Name = "보드" }).ClickAsync();
        await page.Locator(".mg-board[data-ready]").WaitForAsync();
        await Assertions.Expect(page.Locator(".mg-card")).ToHaveCountAsync(2);
        await page.Locator(".mg-views summary").ClickAsync();
        await page.GetByLabel("지금 보기의 이름").FillAsync("유월의 구름");
        await page.GetByRole(AriaRole.Button, new() { Name = "보기 저장" }).ClickAsync();
        await Assertions.Expect(page.Locator(".mg-views summary")).ToContainTextAsync("유월의 구름");
        await LookAsync(page, problems, "board-view", "ko-KR", 1440);
        await page.Locator(".mg-views summary").ClickAsync();
        await page.GetByTestId("clear-filters").ClickAsync();
        await Assertions.Expect(page.Locator(".mg-card").Nth(3)).ToBeVisibleAsync();
        await page.Locator(".mg-views summary").ClickAsync();
        await page.Locator(".mg-views").GetByRole(AriaRole.Link, new() { Name = "유월의 구름" }).ClickAsync();
        await Assertions.Expect(page.Locator(".mg-card")).ToHaveCountAsync(2);

        // Many at once: given to somebody and given back, moved after a look, written to after a look.
        await page.OpenAsync("/studio/customers?q=구름");
        await Assertions.Expect(lines).ToHaveCountAsync(3);
        await page.GetByLabel("이 쪽 모두 선택").CheckAsync();
        var bulk = page.GetByTestId("bulk");
        var colleague = demo.Person(UserRole.Manager, 1).Name;
        await bulk.GetByLabel("담당 바꾸기").SelectOptionAsync(new SelectOptionValue { Label = colleague });
        await LookAsync(page, problems, "bulk-assign", "ko-KR", 1440);
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "담당 바꾸기" }).ClickAsync();
        await Assertions.Expect(lines.Filter(new() { HasText = colleague })).ToHaveCountAsync(3);
        await page.Locator(".mud-snackbar", new() { HasText = colleague })
            .GetByRole(AriaRole.Button, new() { Name = "되돌리기" })
            .ClickAsync();
        await Assertions.Expect(lines.Filter(new() { HasText = colleague })).ToHaveCountAsync(0);

        await page.GetByLabel("이 쪽 모두 선택").CheckAsync();
        await bulk.GetByLabel("단계 옮기기").SelectOptionAsync("Proposal");
        var dialog = page.Locator(".mud-dialog");
        await Assertions.Expect(dialog).ToContainTextAsync("3팀 가운데 1팀을 옮깁니다");
        await LookAsync(page, problems, "bulk-move", "ko-KR", 1440);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "1팀 옮기기" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal("proposal", await ScalarAsync("SELECT lead_status::text FROM customers WHERE bride_name = '구름결'"));

        await page.GetByLabel("이 쪽 모두 선택").CheckAsync();
        await bulk.GetByRole(AriaRole.Button, new() { Name = "이메일 쓰기" }).ClickAsync();
        await dialog.GetByLabel("제목", new() { Exact = true }).FillAsync("{{couple}} 님, 상담 안내");
        await dialog.GetByLabel("내용", new() { Exact = true }).FillAsync("{{date}}에 뵐게요.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "미리 보기" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("님, 상담 안내");
        await LookAsync(page, problems, "bulk-message", "ko-KR", 1440);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "3팀에게 보내기" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal(
            "3",
            await ScalarAsync(
                "SELECT count(*)::text FROM notifications n JOIN customers c ON c.id = n.customer_id WHERE c.bride_name LIKE '구름%' AND n.template_id = 'staff_message'"
            )
        );
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Theory]
    [InlineData("ko-KR", 1440, false)]
    [InlineData("en-US", 390, true)]
    public async Task Two_files_of_one_couple_become_one_and_two_again(string language, int width, bool dark)
    {
        var bride = "모아" + (language == "ko-KR" ? "라" : "리");
        var phone = "+8210551200" + (language == "ko-KR" ? "01" : "02");
        var first = await CoupleAsync(bride, "inquiry", "2027-08-07", phone);
        var second = await CoupleAsync(bride, "consultation", "2027-08-07", phone);
        await ExecuteAsync("UPDATE customers SET wedding_venue = '새벽정원', notes = '둘째 문의' WHERE id = $1", second);
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers/" + first);
        var problems = page.Problems();
        await page.Locator(".mg-hint").SeeAsync();
        await LookAsync(page, problems, "merge-hint", language, width, dark);

        await page.Locator($".mg-hint a[href$='/merge/{second}']").ClickAsync();
        await page.Locator(".mg-merge").SeeAsync();
        await LookAsync(page, problems, "merge", language, width, dark);
        await page.Locator(".mg-merge .mg-btn-primary").ClickAsync();
        await page.WaitForURLAsync("**/studio/customers/" + first);
        await page.Locator(".mg-hint button").SeeAsync();
        Assert.Equal(first.ToString(), await ScalarAsync("SELECT merged_into_id::text FROM customers WHERE id = $1", second));
        Assert.Equal("새벽정원", await ScalarAsync("SELECT wedding_venue FROM customers WHERE id = $1", first));

        await page.Locator(".mg-hint button").ClickAsync();
        await page.Locator($".mg-hint a[href$='/customers/{second}']").First.SeeAsync();
        Assert.Equal("", await ScalarAsync("SELECT coalesce(merged_into_id::text, '') FROM customers WHERE id = $1", second));
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task Lists_and_rules_are_the_manager_s_own()
    {
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, "ko-KR", 1440);
        var page = await browser.SignInAsync(demo.Person(UserRole.Admin), "/studio/settings/pipeline");
        var problems = page.Problems();
        var sources = page.GetByTestId("list-LeadSource");
        await sources.GetByRole(AriaRole.Button, new() { Name = "추가" }).ClickAsync();
        await sources.GetByLabel("이름", new() { Exact = true }).FillAsync("동네 현수막");
        await sources.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await sources.Locator(".mg-rules-line", new() { HasText = "동네 현수막" }).SeeAsync();

        var rules = page.GetByTestId("task-rules");
        await rules.GetByRole(AriaRole.Button, new() { Name = "추가" }).ClickAsync();
        await rules.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await rules.Locator("[role=alert]").SeeAsync();
        await rules.GetByLabel("할 일", new() { Exact = true }).FillAsync("현수막 사진 보내기");
        await LookAsync(page, problems, "rules-editing", "ko-KR", 1440);
        await rules.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await rules.Locator(".mg-rules-line", new() { HasText = "현수막 사진 보내기" }).SeeAsync();
        await rules.GetByLabel("현수막 사진 보내기 지우기").ClickAsync();
        await Assertions.Expect(rules.Locator(".mg-rules-line", new() { HasText = "현수막 사진 보내기" })).ToHaveCountAsync(0);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task Ten_megabytes_pasted_into_a_field_are_refused_there_and_nothing_is_lost()
    {
        var id = await CoupleAsync("종이산", "inquiry", null);
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, "ko-KR", 1440);
        var page = await browser.SignInAsync(demo.Person(UserRole.Manager), "/studio/customers/" + id);
        await page.Locator(".cf").SeeAsync();
        const string paste =
            "e => { e.focus(); e.value = '가'.repeat(3500000); e.dispatchEvent(new InputEvent('input', { bubbles: true })); return e.value.length; }";

        var body = page.Locator("#line-body");
        Assert.Equal(3_500_000, await body.EvaluateAsync<int>(paste));
        await page.GetByRole(AriaRole.Button, new() { Name = "남기기" }).ClickAsync();
        await page.Locator(".cf-composer [role=alert]").SeeAsync();
        Assert.Equal(3_500_000, await body.EvaluateAsync<int>("e => e.value.length"));

        // A fact that is left keeps what is too long for it, instead of closing over it.
        await page.Locator("[data-field=WeddingVenue] .fl-value").ClickAsync();
        var venue = page.Locator("[data-field=WeddingVenue] input");
        await venue.EvaluateAsync<int>(paste);
        await venue.PressAsync("Enter");
        await venue.BlurAsync();
        await page.Locator("[data-field=WeddingVenue] [role=alert]").SeeAsync();
        Assert.Equal(3_500_000, await venue.EvaluateAsync<int>("e => e.value.length"));

        // The connection has survived it.
        await venue.FillAsync("종이 온실");
        await venue.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-field=WeddingVenue] .fl-value")).ToHaveTextAsync("종이 온실");
        await body.FillAsync("짧은 메모 😀");
        await body.PressAsync("Control+Enter");
        await page.Locator("[data-line=Activity]", new() { HasText = "짧은 메모 😀" }).SeeAsync();
    }

    [Fact]
    public async Task What_is_due_is_checked_off_on_the_first_page()
    {
        var manager = demo.Person(UserRole.Manager);
        var id = await CoupleAsync("마감별", "inquiry", null);
        await ExecuteAsync(
            "INSERT INTO customer_tasks (id, customer_id, title, due_on, owner_id, created_at) SELECT gen_random_uuid(), $1, '마감별에게 전화', current_date - 2, u.id, now() FROM users u WHERE u.email = $2",
            id,
            manager.Email
        );
        await using var browser = await chromium.OpenAsync(_app.BaseUrl, "ko-KR", 1440);
        var page = await browser.SignInAsync(manager);
        var problems = page.Problems();
        var task = page.GetByTestId("due-task").Filter(new() { HasText = "마감별에게 전화" });
        await Assertions.Expect(task).ToContainTextAsync("일 지남");
        await LookAsync(page, problems, "today-tasks", "ko-KR", 1440);
        await task.GetByLabel("마침: 마감별에게 전화").ClickAsync();
        await Assertions.Expect(task).ToHaveCountAsync(0);
        await page.Locator(".mud-snackbar", new() { HasText = "마감별에게 전화" })
            .GetByRole(AriaRole.Button, new() { Name = "되돌리기" })
            .ClickAsync();
        await Assertions.Expect(task).ToHaveCountAsync(1);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    private static async Task LookAsync(
        IPage page,
        ConcurrentQueue<string> problems,
        string name,
        string language,
        int width,
        bool dark = false
    )
    {
        await page.TakeScreenAsync(name, language, width, dark, whole: width < 720);
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 1 and var over)
        {
            problems.Enqueue($"{name} is {over} px wider than {width}");
        }

        foreach (var found in await page.SeriousFindingsAsync())
        {
            problems.Enqueue($"{name} {found}");
        }
    }

    private async Task<Guid> CoupleAsync(string bride, string stage, string? day, string? phone = null)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            "INSERT INTO customers (id, groom_name, bride_name, lead_status, bride_phone, wedding_date, email, source_channel) VALUES ($1, '한결', $2, $3::lead_status, nullif($4, ''), nullif($5, '')::date, $6, '인스타그램')",
            id,
            bride,
            stage,
            phone ?? "",
            day ?? "",
            $"{id:N}@example.com"
        );
        await ExecuteAsync(
            "INSERT INTO customer_contacts (id, customer_id, role, name, phone, email, language, created_at) VALUES (gen_random_uuid(), $1, 'bride', $2, nullif($3, ''), $4, 'ko', now()), (gen_random_uuid(), $1, 'groom', '한결', null, null, 'ko', now())",
            id,
            bride,
            phone ?? "",
            $"{id:N}@example.com"
        );
        return id;
    }

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string?> ScalarAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as string;
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
#pragma warning disable CA2100 // Sentences of this file.
        var command = _source.CreateCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
