using System.Globalization;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>Leave from a photographer's phone to the calendar, and a person's page at a desk.</summary>
public sealed class LeaveBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    private const string Reason = "봄맞이 여행";

    [Fact]
    public async Task A_photographer_asks_on_a_phone_a_manager_approves_and_the_calendar_keeps_the_days()
    {
        var photographer = Demo.Person(UserRole.Photographer, 3);
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(400);
        await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var mine = await phone.SignInAsync(photographer, "/studio/my/leave");
        var problems = mine.Problems();
        await LookAsync(mine, problems, "my-leave", 390);

        await mine.GetByRole(AriaRole.Link, new() { Name = "휴가 신청" }).First.ClickAsync();
        await TypeAsync(mine.Locator("[data-field=FirstDay] input"), day);
        await Assertions.Expect(mine.Locator("[data-field=LastDay] input")).ToHaveValueAsync(Iso(day));
        await TypeAsync(mine.Locator("[data-field=LastDay] input"), day.AddDays(1));
        await mine.Locator("[data-field=Reason] input").FillAsync(Reason);
        await LookAsync(mine, problems, "my-leave-ask", 390);
        await mine.GetByRole(AriaRole.Button, new() { Name = "신청하기" }).ClickAsync();
        var asked = mine.Locator("[data-testid=my-request]", new() { HasText = Reason });
        await Assertions.Expect(asked.Locator(".mg-chip")).ToHaveTextAsync("승인 대기");

        // The manager's rail says that something waits, and the answer reaches the open phone.
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager), "/studio/team");
        var seen = page.Problems();
        await page.Locator("nav a[href='/studio/team'] .mg-count").SeeAsync();
        await LookAsync(page, seen, "team", 1440);
        await page.OpenAsync("/studio/team/leave");
        var request = page.Locator("[data-testid=leave-request]", new() { HasText = Reason });
        await LookAsync(page, seen, "team-leave", 1440);
        await request.GetByRole(AriaRole.Button, new() { Name = "승인" }).ClickAsync();
        await Assertions.Expect(request).ToHaveCountAsync(0);
        await Assertions.Expect(asked.Locator(".mg-chip")).ToHaveTextAsync("승인");
        await LookAsync(mine, problems, "my-leave-approved", 390);

        // It stands in the calendar, and nobody books over it.
        await page.OpenAsync("/studio/calendar?view=day&date=" + Iso(day));
        await page.Locator(".cal-leave", new() { HasText = Reason }).SeeAsync();
        var busy = await ScalarAsync<long>(
            "SELECT count(*) FROM person_bookings b JOIN photographer_availability a ON a.id = b.availability_id WHERE b.status = 'booked' AND a.reason = $1",
            Reason
        );
        Assert.Equal(2, busy);
        Assert.True(problems.IsEmpty && seen.IsEmpty, string.Join("\n", problems.Concat(seen).Distinct()));
    }

    [Fact]
    public async Task A_request_over_booked_shoots_names_them_and_stays_open()
    {
        var person = await ScalarAsync<Guid>(
            "SELECT photographer_id FROM shooting_schedules WHERE start_time > now() + interval '2 days' AND status <> 'cancelled' AND photographer_id IS NOT NULL ORDER BY start_time DESC LIMIT 1"
        );
        var request = Guid.CreateVersion7();
        await ScalarAsync<object?>(
            """
            INSERT INTO leave_requests (id, person_id, first_day, last_day, begins_at, ends_at, kind, reason, status)
            SELECT $1, $2, d.day, d.day, d.day::timestamp AT TIME ZONE 'Asia/Seoul', (d.day + 1)::timestamp AT TIME ZONE 'Asia/Seoul', 'sick', '건강 검진', 'requested'
            FROM (SELECT (max(start_time) AT TIME ZONE 'Asia/Seoul')::date AS day FROM shooting_schedules WHERE photographer_id = $2 AND status <> 'cancelled') d
            """,
            request,
            person
        );
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager), "/studio/team/leave");
        var problems = page.Problems();
        var line = page.Locator("[data-testid=leave-request]", new() { HasText = "건강 검진" });

        await line.GetByRole(AriaRole.Button, new() { Name = "승인" }).ClickAsync();
        await line.Locator(".team-obstacles a").SeeAsync();
        await LookAsync(page, problems, "team-leave-refused", 1440);
        await line.GetByRole(AriaRole.Button, new() { Name = "반려…" }).ClickAsync();
        await line.GetByRole(AriaRole.Button, new() { Name = "반려", Exact = true }).ClickAsync();
        await line.Locator(".mg-field-error").SeeAsync();
        await line.Locator("textarea").FillAsync("본식이 있는 날입니다");
        await LookAsync(page, problems, "team-leave-declining", 1440);
        await line.GetByRole(AriaRole.Button, new() { Name = "반려", Exact = true }).ClickAsync();
        await Assertions.Expect(line).ToHaveCountAsync(0);

        Assert.Equal("declined", await ScalarAsync<string>("SELECT status::text FROM leave_requests WHERE id = $1", request));
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task A_month_is_worked_on_with_the_keyboard_and_hours_are_kept()
    {
        var person = await ScalarAsync<Guid>(
            "SELECT p.user_id FROM photographers p JOIN users u ON u.id = p.user_id ORDER BY u.email LIMIT 1"
        );
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager), $"/studio/team/{person}");
        var problems = page.Problems();
        await page.Locator("[data-field=Grade] input").FillAsync("수석 작가");
        await page.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await Assertions.Expect(page.Locator(".mg-saved")).ToHaveTextAsync("저장됨");
        await LookAsync(page, problems, "team-person", 1440);

        await page.OpenAsync($"/studio/team/{person}?tab=hours");
        await page.Locator("[data-testid=weekday-Monday]").GetByRole(AriaRole.Button, new() { Name = "월요일 시간 추가" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await Assertions.Expect(page.Locator(".mg-saved")).ToHaveTextAsync("저장됨");
        await LookAsync(page, problems, "team-hours", 1440);

        await page.OpenAsync($"/studio/team/{person}?tab=days&month=2031-03");
        await page.Locator("[data-day='2031-03-03']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator("[data-day='2031-03-11']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-day='2031-03-11']")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator("[data-day='2031-03-13']").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await page.GetByRole(AriaRole.Button, new() { Name = "휴가로 정하기" }).ClickAsync();
        await page.Locator("[data-day='2031-03-12'] .team-away").SeeAsync();
        await page.Locator("[data-day='2031-03-20']").ClickAsync();
        await page.GetByText("추가 근무", new() { Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "추가 근무 넣기" }).ClickAsync();
        await page.Locator("[data-day='2031-03-20'] .team-extra").SeeAsync();
        await LookAsync(page, problems, "team-days", 1440);
        await page.SetViewportSizeAsync(390, 844);
        await LookAsync(page, problems, "team-days", 390);
        await page.SetViewportSizeAsync(1440, 900);
        await page.ReadyAsync();

        await page.Locator("[data-day='2031-03-11']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "이 기간 비우기" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-day='2031-03-11'] .team-away")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "되돌리기" }).ClickAsync();
        await page.Locator("[data-day='2031-03-11'] .team-away").SeeAsync();

        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task Outsourced_shoots_are_settled_with_a_way_back_and_a_record_is_read_at_a_desk_and_on_a_phone()
    {
        var (person, day) = await OutsourcedShootAsync();
        var month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager), $"/studio/team/settlement?month={month}");
        var problems = page.Problems();
        var section = page.Locator("[data-testid=settle]").First;
        await section.SeeAsync();
        await LookAsync(page, problems, "team-settlement", 1440);
        var pay = page.GetByRole(AriaRole.Button, new() { NameRegex = new("지급 처리") }).First;
        await pay.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "되돌리기" }).ClickAsync();
        await pay.SeeAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV 내려받기" }).ClickAsync());
        Assert.Equal($"정산-{month}.csv", file.SuggestedFilename);

        await page.OpenAsync("/studio/team/performance?months=24");
        await page.Locator("[data-testid=record]").First.SeeAsync();
        await LookAsync(page, problems, "team-performance", 1440);
        await page.OpenAsync($"/studio/team/{person}?tab=record&months=24");
        await page.Locator(".team-trend").First.SeeAsync();
        await LookAsync(page, problems, "team-record", 1440);

        await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var mine = await phone.SignInAsync(Demo.Person(UserRole.Photographer, 4), "/studio/my/record?months=24");
        await mine.Locator(".team-trend").First.SeeAsync();
        await LookAsync(mine, problems, "my-record", 390);
        Assert.True(await mine.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 1);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    private async Task<(Guid Person, DateOnly Day)> OutsourcedShootAsync()
    {
        const string sql =
            "FROM schedule_assignments a JOIN shooting_schedules s ON s.id = a.schedule_id JOIN photographers p ON p.user_id = a.person_id JOIN users u ON u.id = p.user_id WHERE a.fee IS NOT NULL AND a.settled_at IS NULL AND s.status = 'completed' AND p.is_outsourced ORDER BY s.start_time DESC LIMIT 1";
        return (
            await ScalarAsync<Guid>("SELECT a.person_id " + sql),
            await ScalarAsync<DateOnly>("SELECT (s.start_time AT TIME ZONE 'Asia/Seoul')::date " + sql)
        );
    }

    // As quick fingers do it, without hyphens.
    private static async Task TypeAsync(ILocator input, DateOnly day)
    {
        await input.ClickAsync();
        await input.PressAsync("Control+a");
        await input.PressSequentiallyAsync(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        await input.PressAsync("Tab");
        await Assertions.Expect(input).ToHaveValueAsync(Iso(day));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
