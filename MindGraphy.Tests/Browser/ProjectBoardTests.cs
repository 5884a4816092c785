using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// Projects as a Korean manager works with them: a template is written and applied after a look, the board is filtered, dragged and walked by keys and
/// followed by a second screen, and a project's tasks are ticked, held up, given days and taken back.
/// </summary>
public sealed class ProjectBoardTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    [Fact]
    public async Task A_board_is_filtered_dragged_and_walked_by_keys_and_a_second_screen_follows()
    {
        var (dragged, stale) = (await ProjectAsync("해솔", "가람", "2027-11-20"), await ProjectAsync("해솔빛", "가람", "2027-11-27"));
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager), "/studio/projects/board");
        var problems = page.Problems();
        await page.Locator(".mg-board[data-ready]").WaitForAsync();
        await LookAsync(page, problems, "project-board", 1440);

        // A day of another year, what is left to it and a light stay within their card.
        var wide =
            "() => [...document.querySelectorAll('.mg-card-day')].filter(d => [...d.children].some(c => c.getBoundingClientRect().right > d.getBoundingClientRect().right + .5) || d.firstChild.nodeType === 3 && d.getClientRects().length && d.scrollWidth > d.clientWidth).length";
        Assert.Equal(0, await page.EvaluateAsync<int>(wide));
        Assert.True(
            await page.EvaluateAsync<int>("() => Math.max(...[...document.querySelectorAll('.mg-card-day')].map(d => d.clientHeight))") < 44
        );
        await page.Locator("input[type=search]").PressSequentiallyAsync("해솔", new() { Delay = 40 });
        var cards = page.Locator(".mg-card");
        await Expect(cards).ToHaveCountAsync(2);
        await page.GetByLabel("예식 월").SelectOptionAsync("2027-11");
        await page.WaitForURLAsync(url => url.Contains("month=2027-11", StringComparison.Ordinal));
        await Expect(cards).ToHaveCountAsync(2);

        // A range of days instead of a month; the list says the same, and so does Back.
        await page.GetByLabel("예식 월").SelectOptionAsync("range");
        await page.GetByLabel("예식 종료일").FillAsync("2027-11-21");
        await Expect(cards).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "목록" }).ClickAsync();
        await Expect(page.GetByTestId("project-" + dragged)).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "보드" }).ClickAsync();
        await page.GetByTestId("clear-filters").ClickAsync();
        await page.OpenAsync("/studio/projects/board?q=해솔");
        await Expect(cards).ToHaveCountAsync(2);

        // Dragged to the next column; a column that the table has no way to takes nothing.
        await using var other = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var second = await other.SignInAsync(Demo.Person(UserRole.Manager, 1), "/studio/projects/board");
        await second.OpenAsync("/studio/projects/board?q=해솔");
        var card = page.Locator($"[data-id='{dragged}']");
        await DragAsync(page, card, page.GetByTestId("column-Delivered"));
        await Expect(page.GetByTestId("column-Scheduled").Locator($"[data-id='{dragged}']")).ToBeVisibleAsync();
        await DragAsync(page, card, page.GetByTestId("column-InProgress"));
        await Expect(page.GetByTestId("column-InProgress").Locator($"[data-id='{dragged}']")).ToBeVisibleAsync();
        await Expect(second.GetByTestId("column-InProgress").Locator($"[data-id='{dragged}']")).ToBeVisibleAsync();
        Assert.Equal("in_progress", await StatusAsync(dragged));

        // By keys, and the card keeps the focus.
        await card.FocusAsync();
        await card.PressAsync("Alt+ArrowRight");
        await Expect(page.GetByTestId("column-ProofReady").Locator($"[data-id='{dragged}']")).ToBeFocusedAsync();
        Assert.Equal("proof_ready", await StatusAsync(dragged));

        // Before an end is recorded it is asked, with what is still open; who stays has the card back where it was.
        await card.PressAsync("Alt+ArrowRight");
        await Expect(page.GetByTestId("column-Editing").Locator($"[data-id='{dragged}']")).ToBeFocusedAsync();
        await card.PressAsync("Alt+ArrowRight");
        var question = page.GetByRole(AriaRole.Dialog);
        await Expect(question).ToContainTextAsync("남은 작업이 없습니다.");
        await page.TakeScreenAsync("project-board-asks", "ko", 1440, dark: false);
        await question.GetByRole(AriaRole.Button, new() { Name = "취소" }).ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("column-Editing").Locator($"[data-id='{dragged}']")).ToBeVisibleAsync();
        Assert.Equal("editing", await StatusAsync(dragged));

        // Somebody else changed it under the screen: a sentence, and the card goes back.
        await ScalarAsync<object?>("UPDATE projects SET special_requests = '입장 클로즈업' WHERE id = $1 RETURNING id", stale);
        await DragAsync(page, page.Locator($"[data-id='{stale}']"), page.GetByTestId("column-InProgress"));
        await Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("다른 분이 먼저 바꿨습니다");
        await Expect(page.GetByTestId("column-Scheduled").Locator($"[data-id='{stale}']")).ToBeVisibleAsync();
        Assert.Equal("scheduled", await StatusAsync(stale));
        await LookAsync(page, problems, "project-board-refused", 1440);

        await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var small = await phone.SignInAsync(Demo.Person(UserRole.Manager), "/studio/projects/board");
        await small.Locator(".mg-board[data-ready]").WaitForAsync();
        await LookAsync(small, problems, "project-board-phone", 390);
        Assert.True(await small.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 1);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Fact]
    public async Task A_template_is_written_applied_after_a_look_and_its_tasks_are_worked_through()
    {
        var project = await ProjectAsync("별하", "온", "2027-12-04");
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager), "/studio/settings/projects");
        var problems = page.Problems();
        await LookAsync(page, problems, "project-templates", 1440);
        var tasks = page.GetByTestId("template-tasks");
        await tasks.GetByRole(AriaRole.Button, new() { Name = "할 일 추가" }).ClickAsync();
        await tasks.GetByLabel("일수").FillAsync("900");
        await tasks.GetByLabel("할 일", new() { Exact = true }).FillAsync("폐백 동선 확인하기");
        await tasks.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await tasks.GetByText("730일까지만 적을 수 있습니다.").SeeAsync();
        await Expect(tasks.GetByLabel("할 일", new() { Exact = true })).ToHaveValueAsync("폐백 동선 확인하기");
        await LookAsync(page, problems, "project-template-form", 1440);
        await tasks.GetByLabel("일수").FillAsync("5");
        await tasks.GetByLabel("앞뒤").SelectOptionAsync("before");
        await tasks.GetByLabel("기준일").SelectOptionAsync("Wedding");
        await tasks.GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await Expect(tasks).ToContainTextAsync("폐백 동선 확인하기");
        await Expect(tasks).ToContainTextAsync("예식일 5일 전");

        await page.GetByRole(AriaRole.Button, new() { Name = "진행 중인 프로젝트에 적용" }).ClickAsync();
        var preview = page.GetByTestId("apply-preview");
        await Expect(preview).ToContainTextAsync("폐백 동선 확인하기");
        await LookAsync(page, problems, "project-template-apply", 1440);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^[0-9]+개에 적용$") }).ClickAsync();
        await Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("적용했습니다");

        // The project has them now; one is ticked and taken back, one is held up, one gets a day of its own.
        await page.OpenAsync("/studio/projects/" + project);
        var lines = page.GetByTestId("project-task");
        var all = await lines.CountAsync();
        Assert.True(all > 10);
        await LookAsync(page, problems, "project-planned", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "마침: 폐백 동선 확인하기" }).ClickAsync();
        await Expect(lines).ToHaveCountAsync(all - 1);
        await page.Locator(".mud-snackbar", new() { HasText = "폐백" })
            .GetByRole(AriaRole.Button, new() { Name = "되돌리기" })
            .ClickAsync();
        await Expect(lines).ToHaveCountAsync(all);
        var held = lines.Filter(new() { HasText = "폐백 동선 확인하기" });
        await held.GetByRole(AriaRole.Button, new() { Name = "폐백 동선 확인하기", Exact = true }).ClickAsync();
        await held.GetByLabel("막힌 까닭").FillAsync("식장 답변 기다리는 중");
        await LookAsync(page, problems, "project-task-form", 1440);
        await held.GetByRole(AriaRole.Button, new() { Name = "막힘으로" }).ClickAsync();
        await Expect(held).ToContainTextAsync("막힘: 식장 답변 기다리는 중");
        await page.GetByRole(AriaRole.Button, new() { Name = "마침: 폐백 동선 확인하기" }).ClickAsync();
        await Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = "막혀 있는" })).ToBeVisibleAsync();

        // Many days at once, and back.
        Assert.Equal("2027-11-29", await DueAsync(project, "폐백 동선 확인하기"));
        await page.GetByRole(AriaRole.Button, new() { Name = "여러 날짜 옮기기" }).ClickAsync();
        await page.GetByLabel("고르기: 폐백 동선 확인하기").CheckAsync();
        await page.GetByLabel("옮길 일수").FillAsync("3");
        await LookAsync(page, problems, "project-tasks-many", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "1건 옮기기" }).ClickAsync();
        await Expect(held).ToContainTextAsync("직접 정한 날");
        Assert.Equal("2027-12-02", await DueAsync(project, "폐백 동선 확인하기"));
        await page.Locator(".mud-snackbar", new() { HasText = "날짜 옮김" })
            .GetByRole(AriaRole.Button, new() { Name = "되돌리기" })
            .ClickAsync();
        await Expect(held).ToContainTextAsync("예식일 5일 전");
        Assert.Equal("2027-11-29", await DueAsync(project, "폐백 동선 확인하기"));

        // By hand.
        await page.GetByRole(AriaRole.Button, new() { Name = "할 일 추가" }).ClickAsync();
        var form = page.GetByRole(AriaRole.Form, new() { Name = "할 일 추가" });
        await form.GetByLabel("할 일", new() { Exact = true }).FillAsync("부모님 액자 고르기");
        await form.GetByLabel("언제까지").FillAsync("2027-11-25");
        await form.GetByRole(AriaRole.Button, new() { Name = "추가", Exact = true }).ClickAsync();
        await Expect(lines).ToHaveCountAsync(all + 1);

        await page.OpenAsync("/studio");
        await page.GetByTestId("due-project-tasks").SeeAsync();
        await page.GetByTestId("due-project-tasks").GetByRole(AriaRole.Button, new() { Name = "모두" }).ClickAsync();
        await Expect(page.GetByTestId("due-project-task").First).ToBeVisibleAsync();
        await LookAsync(page, problems, "today-projects", 1440);

        await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var small = await phone.SignInAsync(Demo.Person(UserRole.Manager), "/studio/projects/" + project);
        await small.GetByTestId("project-task").First.SeeAsync();
        await LookAsync(small, problems, "project-planned-phone", 390);
        Assert.True(await small.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 1);
        await small.OpenAsync("/studio/settings/projects");
        await small.GetByTestId("template-steps").SeeAsync();
        await LookAsync(small, problems, "project-templates-phone", 390);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    private static async Task DragAsync(IPage page, ILocator card, ILocator column)
    {
        await page.Locator(".mg-board[data-ready]").WaitForAsync();
        await card.ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await card.BoundingBoxAsync())!, (await column.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + 12);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + (from.Width / 2) + 20, from.Y + 20, new() { Steps = 4 });
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + 90, new() { Steps = 12 });
        await page.Mouse.UpAsync();
    }

    private Task<string> StatusAsync(Guid project) =>
        ScalarAsync<string>("SELECT project_status::text FROM projects WHERE id = $1", project);

    private Task<string> DueAsync(Guid project, string title) =>
        ScalarAsync<string>("SELECT due_on::text FROM project_tasks WHERE project_id = $1 AND title = $2", project, title);

    private async Task<Guid> ProjectAsync(string bride, string groom, string day)
    {
        var couple = await CoupleAsync(bride, groom, "contracted", day);
        return await ScalarAsync<Guid>(
            """
            WITH p AS (
                INSERT INTO projects (id, project_number, customer_id, project_type, project_status, wedding_date, wedding_time, wedding_venue)
                SELECT gen_random_uuid(), 'P-' || left(c.id::text, 13), c.id, 'wedding', 'scheduled', c.wedding_date, c.wedding_time, c.wedding_venue
                FROM customers c WHERE c.id = $1 RETURNING id
            ), m AS (
                INSERT INTO project_milestones (id, project_id, milestone_type, milestone_date)
                SELECT gen_random_uuid(), p.id, 'contract_signed', now() FROM p
            )
            SELECT id FROM p
            """,
            couple
        );
    }
}
