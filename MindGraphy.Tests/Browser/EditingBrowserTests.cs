using System.Collections.Concurrent;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// A job from the queue to the couple's yes: a brief, the picks taken along, finished files brought back and matched, a second person's check, the couple's
/// wish with a pin on a phone, and the answer to it.
/// </summary>
public sealed class EditingBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo), IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-finished-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task From_the_queue_to_the_couples_wish_and_its_answer()
    {
        var editor = Demo.Person(UserRole.Editor);
        var job = await JobAsync(editor);
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var page = await desk.SignInAsync(Demo.Person(UserRole.Manager), "/studio/editing?view=board");
        var problems = page.Problems();
        await page.GetByTestId("edit-board").WaitForAsync();
        await TakeAsync(page, problems, "editing-board", "ko", 1440, dark: false, whole: true);

        // Dragged, a job goes on; where it may not go, it does not.
        await DragAsync(page, job, "Review");
        Assert.Equal("queued", await ScalarAsync<string>("SELECT status::text FROM editing_queue WHERE id = $1", job));
        await DragAsync(page, job, "InProgress");
        await Expect(page.Locator("[data-stage=InProgress]").Locator($"[data-id='{job}']")).ToBeVisibleAsync();
        Assert.Equal("in_progress", await ScalarAsync<string>("SELECT status::text FROM editing_queue WHERE id = $1", job));
        await AtRiskAsync(page, problems, job);
        await page.OpenAsync("/studio/editing/team");
        await page.GetByLabel($"{editor.Name}의 하루 장수").FillAsync("12");
        await page.GetByLabel($"{editor.Name}의 하루 장수").BlurAsync();
        await Expect(page.GetByTestId("forecast").Locator("tr").Filter(new() { HasText = editor.Name })).ToContainTextAsync("/ ");
        await TakeAsync(page, problems, "editing-team", "ko", 1440, dark: false, whole: true);

        // The brief, then the editor's own desk.
        await page.OpenAsync($"/studio/editing/{job}");
        await page.GetByRole(AriaRole.Button, new() { Name = "보정 지침 쓰기" }).ClickAsync();
        await page.GetByLabel("톤과 스타일").FillAsync("따뜻하고 밝게");
        await page.GetByLabel("하지 말 것").FillAsync("체형을 바꾸지 않기");
        await page.GetByRole(AriaRole.Button, new() { Name = "지침 저장" }).ClickAsync();
        await page.GetByText("체형을 바꾸지 않기").SeeAsync();

        await using var outside = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 1440);
        var table = await outside.SignInAsync(editor, $"/studio/editing/{job}");
        var seen = table.Problems();
        await table.GetByText("체형을 바꾸지 않기").SeeAsync();
        await table.GetByText("내보내기").ClickAsync();
        await table.GetByRole(AriaRole.Button, new() { Name = "윈도 탐색기" }).ClickAsync();
        await Expect(table.GetByLabel("검색어").Last).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(" OR "));
        var stems = (await table.GetByLabel("검색어").Last.InputValueAsync()).Split(" OR ");
        Assert.Equal(3, stems.Length);
        await TakeAsync(table, seen, "editing-hand-off", "ko", 1440, dark: false, whole: true);
        var download = await table.RunAndWaitForDownloadAsync(() => table.GetByTestId("package").ClickAsync());
        await download.SaveAsAsync(Path.Combine(_folder, "package.zip"));
        await using (var zip = await System.IO.Compression.ZipFile.OpenReadAsync(Path.Combine(_folder, "package.zip"), Ct))
        {
            Assert.Superset(stems.Select(s => s + ".xmp").ToHashSet(), zip.Entries.Select(e => e.FullName).ToHashSet());
        }

        await TakeAlongAsync(table, stems);

        // Finished files come back, with one that nobody knows.
        string[] names = [.. stems.Select(s => s + "_retouched.jpg"), "nobody.jpg"];
        for (var i = 0; i < names.Length; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(_folder, names[i]), DemoPicture.Jpeg(77, i, 1200), Ct);
        }

        await table.GetByText("보정본 올리기").ClickAsync();
        await table
            .Locator(".edit-panel input[type=file]:not([webkitdirectory])")
            .SetInputFilesAsync(names.Select(n => Path.Combine(_folder, n)));
        await Expect(table.GetByTestId("returns"))
            .ToHaveTextAsync("현재 보정본 3 · 이전 0 · 읽는 중 0 · 확인 필요 1", new() { Timeout = 300_000 });
        await table.GetByText("같은 이름의 원본 없음").SeeAsync();
        await TakeAsync(table, seen, "editing-returned", "ko", 1440, dark: false, whole: true);
        await table.GetByRole(AriaRole.Button, new() { Name = "전후 비교" }).First.ClickAsync();
        await table.GetByLabel("원본과 보정본의 경계").FillAsync("35");
        await table.Locator(".edit-after").EvaluateAsync("i => i.decode()");
        await TakeAsync(table, seen, "editing-compare", "ko", 1440, dark: false);
        await table.GetByRole(AriaRole.Button, new() { Name = "닫기" }).ClickAsync();

        // Who retouched hands it on; somebody else checks and sends it to the couple.
        await table.GetByRole(AriaRole.Button, new() { Name = "검수로" }).ClickAsync();
        await table.GetByRole(AriaRole.Button, new() { Name = "완료", Exact = true }).ClickAsync();
        await table.GetByText("직접 보정한 작업은 다른 사람이 검수해야 합니다.").SeeAsync();
        await page.OpenAsync($"/studio/editing/{job}");
        await page.GetByRole(AriaRole.Button, new() { Name = "완료", Exact = true }).ClickAsync();

        // What the couple would ask for by phone is counted and priced before anybody presses.
        await page.GetByRole(AriaRole.Button, new() { Name = "확인 요청 보내기" }).SeeAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "재수정으로" }).ClickAsync();
        await Expect(page.GetByTestId("next-round")).ToContainTextAsync("다음 재수정은 1회째");
        await TakeAsync(page, problems, "editing-by-phone", "ko", 1440, dark: false);
        await page.GetByText("커플이 요청했습니다").ClickAsync();
        await Expect(page.GetByTestId("next-round")).ToContainTextAsync("횟수에 넣지 않습니다");
        await page.GetByRole(AriaRole.Button, new() { Name = "취소" }).ClickAsync();
        await Expect(page.GetByTestId("next-round")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "확인 요청 보내기" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "링크 보기" }).ClickAsync();
        var link = await page.Locator(".edit-round .mg-copy input").First.InputValueAsync();

        // Who was not written to has no link: their line is as the other's, and they can be given one.
        var takes = page.GetByTestId("round").GetByRole(AriaRole.Button, new() { NameRegex = new("링크 거두기$") });
        var give = page.GetByTestId("round").GetByRole(AriaRole.Button, new() { NameRegex = new("링크 새로 주기$") });
        await Expect(give).ToHaveCountAsync(1);
        await TakeAsync(page, problems, "editing-links", "ko", 1440, dark: false, whole: true);
        await TakeAsync(page, problems, "editing-links", "ko", 1440, dark: true, whole: true);
        await page.SetViewportSizeAsync(390, 844);
        await TakeAsync(page, problems, "editing-links", "ko", 390, dark: false, whole: true);
        await page.SetViewportSizeAsync(1440, 900);
        await give.ClickAsync();
        await Expect(takes).ToHaveCountAsync(2);

        await AnswerAsync(link);

        // The studio reads the wish where it is and answers it.
        await Expect(page.GetByTestId("wish")).ToContainTextAsync("왼쪽 팔을 자연스럽게");
        await Expect(page.GetByTestId("wish").Locator(".edit-pin")).ToHaveCountAsync(1);
        await page.GetByLabel("커플에게 보일 설명").FillAsync("원본에서 가려진 부분이라 어렵습니다");
        await page.GetByLabel("커플에게 보일 설명").BlurAsync();
        await TakeAsync(page, problems, "editing-round", "ko", 1440, dark: false, whole: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "반영 불가" }).ClickAsync();
        await page.GetByText("끝남").SeeAsync();
        Assert.Equal(
            "revision 1 2 impossible",
            await ScalarAsync<string>(
                """
                SELECT q.status || ' ' || q.revision_count || ' ' || (SELECT count(*) FROM editing_items i WHERE i.job_id = q.id AND i.status = 'approved')
                    || ' ' || (SELECT r.answer FROM revision_requests r JOIN revision_rounds o ON o.id = r.round_id WHERE o.job_id = q.id AND r.wish = 'change')
                FROM editing_queue q WHERE q.id = $1
                """,
                job
            )
        );

        // A round that stands in the plan though the contract includes it says so, with the way to set it right.
        await ScalarAsync<Guid>(
            """
            INSERT INTO payment_plan_lines SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'kind', 'additional',
                'amount_rule', 'fixed', 'amount_value', 50000, 'due_rule', 'on_date', 'fixed_on', '2026-12-24', 'due_on', '2026-12-24',
                'amount', 50000, 'paid', 0, 'what_for', '추가 재수정 1차', 'position', 90))).*
            FROM payment_plan_lines AS l JOIN projects AS p ON p.contract_id = l.contract_id JOIN editing_queue AS q ON q.project_id = p.id
            WHERE q.id = $1 LIMIT 1 RETURNING id
            """,
            job
        );

        // The same on a phone, in English.
        await using var pocket = await chromium.OpenAsync(App.BaseUrl, "en-US", 390, 844, touch: true);
        var small = await pocket.SignInAsync(Demo.Person(UserRole.Manager), $"/studio/editing/{job}");
        await small.GetByText("Not possible").SeeAsync();
        await small.GetByText("Extra round no. 1").SeeAsync();
        await Expect(small.GetByRole(AriaRole.Link, new() { Name = "Open the contract" })).ToHaveCountAsync(1);
        await TakeAsync(small, seen, "editing-round", "en", 390, dark: false, whole: true);
        await small.OpenAsync("/studio/editing?view=board");
        await TakeAsync(small, seen, "editing-board", "en", 390, dark: false, whole: true);
        await small.OpenAsync("/studio/editing/team");
        await TakeAsync(small, seen, "editing-team", "en", 390, dark: false, whole: true);
        Assert.True(problems.IsEmpty && seen.IsEmpty, string.Join("\n", problems.Concat(seen).Distinct()));
    }

    // The other programs' searches, the lists and the sidecars, each by its own button.
    private static async Task TakeAlongAsync(IPage page, string[] stems)
    {
        foreach (
            var (tool, search) in new[]
            {
                ("맥 Finder", string.Join(" OR ", stems.Select(s => "name:" + s))),
                ("캡처 원", string.Join(' ', stems)),
                ("라이트룸", string.Join(", ", stems)),
            }
        )
        {
            await page.GetByRole(AriaRole.Button, new() { Name = tool }).ClickAsync();
            await Expect(page.GetByLabel("검색어").Last).ToHaveValueAsync(search);
        }

        Assert.Equal(stems, await File.ReadAllLinesAsync(await FileAsync("TXT", ".txt"), Ct));
        var rows = await File.ReadAllTextAsync(await FileAsync("CSV", ".csv"), Ct);
        Assert.All(stems, s => Assert.Contains(s, rows, StringComparison.Ordinal));
        await using var sidecars = await System.IO.Compression.ZipFile.OpenReadAsync(await FileAsync("XMP 받기", ".zip"), Ct);
        Assert.Equal(stems.Select(s => s + ".xmp").Order(), sidecars.Entries.Select(e => e.FullName).Order());

        async Task<string> FileAsync(string button, string ending)
        {
            var download = await page.RunAndWaitForDownloadAsync(() =>
                page.GetByRole(AriaRole.Link, new() { Name = button, Exact = true }).ClickAsync()
            );
            Assert.EndsWith(ending, download.SuggestedFilename);
            return await download.PathAsync();
        }
    }

    // One photo a day, and three are due tomorrow: the queue says so wherever the job stands.
    private async Task AtRiskAsync(IPage page, ConcurrentQueue<string> problems, Guid job)
    {
        const string Due = "UPDATE editing_queue SET due_date = due_date + $2::int * interval '1 day' WHERE id = $1";
        const string Capacity =
            "UPDATE editor_capacities SET photos_per_day = $2 WHERE user_id = (SELECT assigned_editor_id FROM editing_queue WHERE id = $1)";
        var usual = await ScalarAsync<int>(
            "SELECT photos_per_day FROM editor_capacities WHERE user_id = (SELECT assigned_editor_id FROM editing_queue WHERE id = $1)",
            job
        );
        await ScalarAsync<object?>(Capacity, job, 1);
        var days = await ScalarAsync<int>("SELECT (due_date::date - current_date) - 1 FROM editing_queue WHERE id = $1", job);
        await ScalarAsync<object?>(Due, job, -days);
        foreach (var view in new[] { "", "?view=board" })
        {
            await page.OpenAsync("/studio/editing" + view);
            await Line(view.Length > 0 ? $"[data-id='{job}']" : "tr").GetByTestId("at-risk").SeeAsync();
            await TakeAsync(page, problems, "editing-risk" + (view.Length > 0 ? "-board" : ""), "ko", 1440, dark: false, whole: true);
        }

        await page.SetViewportSizeAsync(390, 844);
        await page.OpenAsync("/studio/editing");
        await Line("tr").GetByTestId("at-risk").SeeAsync();
        await TakeAsync(page, problems, "editing-risk", "ko", 390, dark: false, whole: true);
        await page.OpenAsync("/studio");
        await Line("tr").GetByTestId("at-risk").SeeAsync();
        await TakeAsync(page, problems, "today-risk", "ko", 390, dark: false, whole: true);
        var project = await ScalarAsync<Guid>("SELECT project_id FROM editing_queue WHERE id = $1", job);
        await page.OpenAsync($"/studio/projects/{project}");
        await page.GetByTestId("at-risk").SeeAsync();
        await TakeAsync(page, problems, "project-risk", "ko", 390, dark: false, whole: true);
        await page.SetViewportSizeAsync(1440, 900);
        await page.OpenAsync($"/studio/editing/{job}");
        await Expect(page.GetByTestId("at-risk")).ToContainTextAsync("까지 약속했지만 지금 순서로는");
        await TakeAsync(page, problems, "editing-risk-job", "ko", 1440, dark: false, whole: true);
        await ScalarAsync<object?>(Due, job, days);
        await ScalarAsync<object?>(Capacity, job, usual);

        ILocator Line(string of) =>
            of == "tr" ? page.Locator("tr").Filter(new() { Has = page.Locator($"a[href^='/studio/editing/{job}']") }) : page.Locator(of);
    }

    private static async Task DragAsync(IPage page, Guid job, string stage)
    {
        var card = page.Locator($"[data-id='{job}']");
        await card.ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await card.BoundingBoxAsync())!, (await page.Locator($"[data-stage={stage}] h2").BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 14);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + 20, to.Y + 8, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    private async Task AnswerAsync(string link)
    {
        await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var page = await phone.NewPageAsync();
        var problems = page.Problems();
        await page.GotoAsync(link);
        await page.GetByText("보정을 마친 사진 3장이에요.").SeeAsync();
        await TakeAsync(page, problems, "review", "ko", 390, dark: false, whole: true);
        await page.Locator("#p1").GetByRole(AriaRole.Button, new() { Name = "이대로 좋아요" }).TapAsync();
        await page.Locator("#p2").GetByRole(AriaRole.Button, new() { Name = "수정 요청" }).TapAsync();
        await page.Locator("#p2 textarea").FillAsync("왼쪽 팔을 자연스럽게");
        await page.Locator("#p2 img")
            .TapAsync(
                new()
                {
                    Position = new() { X = 60, Y = 40 },
                }
            );
        await Expect(page.Locator("#state")).ToHaveTextAsync("저장됨");
        await TakeAsync(page, problems, "review-asked", "ko", 390, dark: false, whole: true);

        // It goes on where it was, also on another device and in another language.
        await using var desk = await chromium.OpenAsync(App.BaseUrl, "en-US", 1440);
        var other = await desk.NewPageAsync();
        await other.GotoAsync(link);
        await Expect(other.Locator("#p2 textarea")).ToHaveValueAsync("왼쪽 팔을 자연스럽게");
        await other.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await other.GetByText("These are your 3 finished photos.").SeeAsync();
        await TakeAsync(other, problems, "review-asked", "en", 1440, dark: false, whole: true);
        await other.SetViewportSizeAsync(390, 844);
        await TakeAsync(other, problems, "review-asked", "en", 390, dark: false, whole: true);

        await page.GetByRole(AriaRole.Button, new() { Name = "답 보내기" }).TapAsync();
        await page.GetByText("2장은 이대로 확정하고 1장은 수정을 요청해요.").SeeAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "보내기", Exact = true }).TapAsync();
        await page.GetByText("요청하신 1장을 다시 작업하고 있어요.").SeeAsync();
        await TakeAsync(page, problems, "review-done", "ko", 390, dark: false, whole: true);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    // A waiting job of the demonstration, cut to three photos, on this editor's table and in hand.
    private async Task<Guid> JobAsync(DemoPerson editor)
    {
        // One of the demonstration's own: those that other tests bring have no contract.
        var job = await ScalarAsync<Guid>(
            """
            SELECT q.id FROM editing_queue q JOIN projects p ON p.id = q.project_id
            WHERE q.status = 'queued' AND p.contract_id IS NOT NULL ORDER BY q.due_date LIMIT 1
            """
        );
        await ScalarAsync<object?>(
            """
            WITH less AS (DELETE FROM editing_items WHERE job_id = $1 AND position > 3 RETURNING 1),
                mine AS (UPDATE editing_queue SET assigned_editor_id = (SELECT id FROM users WHERE email = $2) WHERE id = $1 RETURNING 1)
            SELECT (SELECT count(*) FROM less) + (SELECT count(*) FROM mine)
            """,
            job,
            editor.Email
        );
        return job;
    }
}
