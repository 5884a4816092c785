using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using MindGraphy.Tests.Web.Deliveries;
using MindGraphy.Tests.Web.Editing;
using MindGraphy.Web.Features.Demo;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// 셀렉 → 보정 → 재수정 → 전달 as one line, with nothing typed twice: bride and groom pick on two phones, a manager hands the work to one editor and the change to another, the
/// couple approves, fetches the very bytes that the editors brought, and a guest sees what it shares. Other programs read the picks as they were made, and every page that
/// somebody comes to is looked at.
/// </summary>
public sealed class LineTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo), IDisposable
{
    private const int Originals = 6;
    private const string Sleeve = "드레스 자락을 펴 주세요 <&> \"자연스럽게\"";
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-line-").FullName;
    private readonly List<string> _problems = [];
    private readonly ConcurrentQueue<string> _looked = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task From_the_card_to_the_guests_nothing_is_typed_twice_and_every_byte_arrives()
    {
        var project = await CardAsync("정다은", "오세훈", Originals);
        await using var desk = await chromium.OpenAsync(App.BaseUrl);
        await desk.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var manager = await desk.SignInAsync(Demo.Person(UserRole.Manager), $"/studio/projects/{project}");
        var seen = manager.Problems();

        var stems = await PickedAsync(manager, project);
        var job = await ScalarAsync<Guid>("SELECT id FROM editing_queue WHERE project_id = $1", project);
        var finished = new Dictionary<string, byte[]>();

        // The first editor brings all of them; the couple likes all but one, which the second one does again.
        await AssignAsync(manager, job, Demo.Person(UserRole.Editor));
        await RetouchAsync(Demo.Person(UserRole.Editor), job, stems, 60, finished);
        var link = await CheckedAsync(manager, job);
        await ReviewAsync(link, stems.Count, change: "왼쪽 소매를 정리해 주세요");
        await AssignAsync(manager, job, Demo.Person(UserRole.Editor, 1));
        var wished = await ScalarAsync<string>(
            """
            SELECT p.file_name FROM revision_requests r JOIN revision_rounds o ON o.id = r.round_id JOIN photos p ON p.id = r.photo_id
            WHERE o.job_id = $1 AND r.wish = 'change'
            """,
            job
        );
        await RetouchAsync(Demo.Person(UserRole.Editor, 1), job, [Path.GetFileNameWithoutExtension(wished)], 61, finished);
        await manager.OpenAsync($"/studio/editing/{job}");
        await Expect(manager.GetByTestId("wish")).ToContainTextAsync("왼쪽 소매를 정리해 주세요");
        await manager.GetByRole(AriaRole.Button, new() { Name = "반영함" }).ClickAsync();
        await manager.GetByText("끝남").SeeAsync();
        await ReviewAsync(await CheckedAsync(manager, job), 1, change: null);
        await EventuallyAsync(async () =>
            await ScalarAsync<long>("SELECT count(*) FROM editing_items WHERE job_id = $1 AND status = 'approved'", job) == stems.Count
        );
        Assert.Equal(1, await ScalarAsync<int>("SELECT revision_count FROM editing_queue WHERE id = $1", job));

        var download = await DeliveredAsync(manager, project);
        await FetchedAsync(download, finished);
        _problems.AddRange(seen);
        _problems.AddRange(_looked);
        Assert.True(_problems.Count == 0, string.Join("\n", _problems.Distinct()));
    }

    // A card's files come in by the command line; the couple gets a limit of three and two links.
    private async Task<List<string>> PickedAsync(IPage manager, Guid project)
    {
        await LookAsync(manager, "line-project");
        await manager.GetByRole(AriaRole.Button, new() { Name = "셀렉 보내기" }).ClickAsync();
        await manager.GetByLabel("고를 장수").FillAsync("3");
        await LookAsync(manager, "line-send");
        await manager.GetByRole(AriaRole.Button, new() { Name = "보내기", Exact = true }).ClickAsync();
        var people = manager.Locator(".proof-people li");
        await Expect(people).ToHaveCountAsync(2);
        var links = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            links.Add(await people.Nth(i).Locator("button").First.CopyAsync(people.Nth(i)));
        }

        await using var hers = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 360, 780, touch: true);
        await using var his = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var bride = await GalleryAsync(hers, links[0]);
        await LookAsync(bride, "line-gallery");
        await PickAsync(bride, 1);
        await PickAsync(bride, 3);
        await KeptAsync(project, 2);
        await NoteAsync(bride, project);
        var groom = await GalleryAsync(his, links[1]);
        await Expect(groom.Locator("#count")).ToHaveTextAsync("2 / 3");
        await PickAsync(groom, 5);
        await KeptAsync(project, 3);
        await groom.Locator("#submit").ClickAsync();
        await groom.GetByRole(AriaRole.Button, new() { Name = "제출하기" }).WaitForAsync();
        await LookAsync(groom, "line-submit");
        await groom.GetByRole(AriaRole.Button, new() { Name = "제출하기" }).ClickAsync();
        await groom.WaitForURLAsync("**/c/proof/done");

        // She finds it done, and by whom.
        await bride.ReloadAsync();
        await bride.WaitForURLAsync("**/c/proof/done");
        await bride.GetByText("오세훈").SeeAsync();
        await LookAsync(bride, "line-submitted");
        await manager.OpenAsync($"/studio/projects/{project}");
        await manager.GetByText("제출 완료").SeeAsync();
        await LookAsync(manager, "line-picked");
        var stems = await ScalarAsync<string[]>(
            """
            SELECT array_agg(regexp_replace(p.file_name, '\.[^.]+$', '') ORDER BY i.position) FROM editing_items i JOIN editing_queue q ON q.id = i.job_id
            JOIN photos p ON p.id = i.photo_id WHERE q.project_id = $1
            """,
            project
        );
        Assert.Equal(["IMG_0001", "IMG_0003", "IMG_0005"], stems.Order());
        return [.. stems];
    }

    private async Task<IPage> GalleryAsync(IBrowserContext phone, string link)
    {
        var page = await phone.NewPageAsync();
        var problems = page.Problems();
        page.Close += (_, _) => _problems.AddRange(problems);
        await page.GotoAsync(link);
        await page.Locator($"#grid[data-whole='{Originals}']").WaitForAsync();
        return page;
    }

    private static async Task PickAsync(IPage page, int number)
    {
        var tile = page.Locator("#grid .cell").Nth(number - 1);
        await tile.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(tile).ToHaveClassAsync(new System.Text.RegularExpressions.Regex(@"\btwo\b"));
    }

    // What is to be done with a picture is written under it, as it lies large on the screen.
    private async Task NoteAsync(IPage page, Guid project)
    {
        await page.Locator("#grid .cell").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#note").FillAsync(Sleeve);
        await page.Locator("#note").BlurAsync();
        await LookAsync(page, "line-large");
        await EventuallyAsync(async () =>
            await ScalarAsync<long>(
                "SELECT count(*) FROM photo_selections s JOIN proof_gallery_sessions g ON g.id = s.session_id WHERE g.project_id = $1 AND s.note = $2",
                project,
                Sleeve
            ) == 1
        );
        await page.Locator("#box [data-a=close]").ClickAsync();
        await Expect(page.Locator("#box")).ToBeHiddenAsync();
    }

    private Task LookAsync(IPage page, string name) =>
        TakeAsync(page, _looked, name, "ko", page.ViewportSize!.Width, dark: false, whole: page.ViewportSize.Width > 500);

    private Task KeptAsync(Guid project, int picks) =>
        EventuallyAsync(async () =>
            await ScalarAsync<int>("SELECT current_selections FROM proof_gallery_sessions WHERE project_id = $1", project) == picks
        );

    private async Task AssignAsync(IPage manager, Guid job, DemoPerson editor)
    {
        await manager.OpenAsync($"/studio/editing/{job}");
        await LookAsync(manager, "line-job");
        var id = await ScalarAsync<Guid>("SELECT id FROM users WHERE email = $1", editor.Email);
        await manager.GetByLabel("담당").SelectOptionAsync(new SelectOptionValue { Value = id.ToString() });
        await EventuallyAsync(async () =>
            await ScalarAsync<Guid>("SELECT coalesce(assigned_editor_id, id) FROM editing_queue WHERE id = $1", job) == id
        );
    }

    // What an editor of their own computer does: takes the job up, brings finished files back by the names of their originals, hands it on.
    private async Task RetouchAsync(DemoPerson editor, Guid job, IReadOnlyList<string> stems, int seed, Dictionary<string, byte[]> finished)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{seed}")).FullName;
        foreach (var (i, stem) in stems.Index())
        {
            finished[stem] = DemoPicture.Jpeg(seed, i, 1400);
            await File.WriteAllBytesAsync(Path.Combine(folder, stem + ".jpg"), finished[stem], Ct);
        }

        await using var outside = await chromium.OpenAsync(App.BaseUrl);
        var table = await outside.SignInAsync(editor, $"/studio/editing/{job}");
        var problems = table.Problems();
        await LookAsync(table, "line-desk");
        var begin = table.GetByRole(AriaRole.Button, new() { Name = "작업 시작" });
        if (await begin.CountAsync() > 0)
        {
            await begin.ClickAsync();
        }

        await TakeAlongAsync(table, job);

        await table.GetByText("보정본 올리기").ClickAsync();
        await table.Locator(".edit-panel input[type=file]:not([webkitdirectory])").SetInputFilesAsync(Directory.GetFiles(folder));
        await EventuallyAsync(
            async () =>
                await ScalarAsync<long>(
                    """
                    SELECT count(*) FROM editing_items i JOIN photos p ON p.id = i.photo_id JOIN photos v ON v.id = p.edited_version_id
                    WHERE i.job_id = $1 AND v.ready_at IS NOT NULL AND v.content_sha256 = ANY ($2)
                    """,
                    job,
                    finished.Values.Select(b => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(b))).ToArray()
                ) >= finished.Count,
            seconds: 240
        );
        await Expect(table.GetByTestId("returns")).ToContainTextAsync($"현재 보정본 {finished.Count} ");

        // The page follows what the last file changed; who is quicker is asked to look and to press again.
        var hand = table.GetByRole(AriaRole.Button, new() { Name = "검수로" });
        await EventuallyAsync(async () =>
        {
            if (await hand.CountAsync() > 0)
            {
                await hand.ClickAsync();
                await Task.Delay(1000, Ct);
            }

            return await ScalarAsync<bool>("SELECT status = 'review' FROM editing_queue WHERE id = $1", job);
        });
        _problems.AddRange(problems);
    }

    // What Lightroom and its like read beside the pictures is what the couple said of them, letter by letter.
    private async Task TakeAlongAsync(IPage table, Guid job)
    {
        await table.GetByText("내보내기").ClickAsync();
        var sidecars = await table.RunAndWaitForDownloadAsync(() =>
            table.GetByRole(AriaRole.Link, new() { Name = "XMP 받기" }).ClickAsync()
        );
        await LookAsync(table, "line-take-along");
        var folder = Directory.CreateTempSubdirectory("mg-line-xmp-").FullName;
        try
        {
            await using (var zip = await ZipFile.OpenReadAsync(await sidecars.PathAsync(), Ct))
            {
                await zip.ExtractToDirectoryAsync(folder, Ct);
            }

            var read = JsonDocument
                .Parse(await EditingHttpTests.RunAsync("exiftool", "-j", "-r", "-ext", "xmp", "-XMP:all", folder))
                .RootElement.EnumerateArray()
                .Select(x =>
                    (
                        Stem: Path.GetFileNameWithoutExtension(x.GetProperty("SourceFile").GetString()!),
                        Rating: x.GetProperty("Rating").GetInt32(),
                        Label: x.GetProperty("Label").GetString(),
                        Note: x.TryGetProperty("Description", out var said) ? said.GetString() : null
                    )
                )
                .OrderBy(x => x.Stem, StringComparer.Ordinal)
                .ToArray();
            Assert.Equal([("IMG_0001", 5, "Yellow", Sleeve), ("IMG_0003", 5, "Green", null), ("IMG_0005", 5, "Green", null)], read);
            Assert.Equal(
                Sleeve,
                await ScalarAsync<string>("SELECT string_agg(note, '|') FROM editing_items WHERE job_id = $1 AND note IS NOT NULL", job)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The second person's check, and the couple's link of the round that follows.
    private async Task<string> CheckedAsync(IPage manager, Guid job)
    {
        await manager.OpenAsync($"/studio/editing/{job}");
        await manager.GetByRole(AriaRole.Button, new() { Name = "완료", Exact = true }).ClickAsync();

        // Nobody of this couple has a mailbox: who gets a link is chosen, and it is handed over by another way.
        await manager.Locator(".edit-rounds .proof-people input").First.CheckAsync();
        await manager.GetByRole(AriaRole.Button, new() { Name = "확인 요청 보내기" }).ClickAsync();
        await manager.GetByRole(AriaRole.Button, new() { Name = "링크 보기" }).ClickAsync();
        await manager.Locator(".edit-round .mg-copy input").First.WaitForAsync();
        await LookAsync(manager, "line-round");
        return await manager.Locator(".edit-round .mg-copy input").First.InputValueAsync();
    }

    private async Task ReviewAsync(string link, int photos, string? change)
    {
        await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var page = await phone.NewPageAsync();
        var problems = page.Problems();
        await page.GotoAsync(link);
        await page.GetByText($"보정을 마친 사진 {photos}장이에요.").SeeAsync();
        await LookAsync(page, "line-review");
        for (var i = 1; i <= photos; i++)
        {
            var picture = page.Locator("[id^=p]:has(textarea)").Nth(i - 1);
            if (change is not null && i == photos)
            {
                await picture.GetByRole(AriaRole.Button, new() { Name = "수정 요청" }).TapAsync();
                await picture.Locator("textarea").FillAsync(change);
                await picture.Locator("textarea").BlurAsync();
            }
            else
            {
                await picture.GetByRole(AriaRole.Button, new() { Name = "이대로 좋아요" }).TapAsync();
            }

            await Expect(page.Locator("#state")).ToHaveTextAsync("저장됨");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "답 보내기" }).TapAsync();
        await page.Locator("#sheet [data-s=go]").WaitForAsync();
        await LookAsync(page, "line-review-ask");
        await page.GetByRole(AriaRole.Button, new() { Name = "보내기", Exact = true }).TapAsync();
        await page.GetByText(change is null ? "모든 사진이 확정됐어요" : "요청하신 1장을 다시 작업하고 있어요.").SeeAsync();
        await LookAsync(page, "line-reviewed");
        _problems.AddRange(problems);
    }

    private async Task<string> DeliveredAsync(IPage manager, Guid project)
    {
        await manager.OpenAsync($"/studio/projects/{project}");
        var section = manager.GetByTestId("deliveries");
        await section.GetByRole(AriaRole.Button, new() { Name = "전달 만들기" }).ClickAsync();
        await section.Locator("fieldset input[type=checkbox]").First.CheckAsync();
        await LookAsync(manager, "line-deliver");
        await section.GetByRole(AriaRole.Button, new() { Name = "만들기", Exact = true }).ClickAsync();
        await section.Locator("article").First.GetByText("받기 가능").SeeAsync();
        await LookAsync(manager, "line-delivered");
        return await section.GetByRole(AriaRole.Button, new() { Name = "링크 복사" }).First.CopyAsync(section);
    }

    private async Task FetchedAsync(string link, Dictionary<string, byte[]> finished)
    {
        await using var phone = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var couple = await phone.NewPageAsync();
        var problems = couple.Problems();
        await couple.GotoAsync(link);
        await couple.WaitForURLAsync("**/c/download");
        await LookAsync(couple, "line-download");
        var fetched = await couple.RunAndWaitForDownloadAsync(() => couple.Locator(".parts a").First.ClickAsync());
        await StoredZipTests.AcceptedAsync(await fetched.PathAsync());
        await using (var zip = await ZipFile.OpenReadAsync(await fetched.PathAsync(), Ct))
        {
            // The last entry lists the hashes of all others.
            var brought = new Dictionary<string, byte[]>();
            foreach (var entry in zip.Entries.SkipLast(1))
            {
                using var content = new MemoryStream();
                await using var from = await entry.OpenAsync(Ct);
                await from.CopyToAsync(content, Ct);
                brought[Path.GetFileNameWithoutExtension(entry.FullName)] = content.ToArray();
            }

            Assert.Equal(finished.OrderBy(f => f.Key, StringComparer.Ordinal), brought.OrderBy(f => f.Key, StringComparer.Ordinal));
        }

        await couple.GetByRole(AriaRole.Link, new() { Name = "나눌 사진 고르기" }).ClickAsync();
        await couple.WaitForURLAsync("**/c/download/guests");
        await LookAsync(couple, "line-share");
        await couple.GetByLabel("제목").FillAsync("다은이네 결혼식");
        await couple.GetByRole(AriaRole.Button, new() { Name = "링크 만들기" }).ClickAsync();
        await couple.WaitForURLAsync("**/c/download/guests/*");
        await couple.Locator("#choices button").Nth(1).ClickAsync();
        await couple.GetByText($"{finished.Count}장 중 {finished.Count - 1}장 보임").First.WaitForAsync();
        await Expect(couple.GetByText("장 보임")).ToHaveCountAsync(1);
        await couple.GetByText("저장했어요").WaitForAsync();
        await LookAsync(couple, "line-shared");
        var shared = await couple.Locator("#link").InputValueAsync();
        _problems.AddRange(problems);

        await using var family = await chromium.OpenAsync(App.BaseUrl, "ko-KR", 390, 844, touch: true);
        var guest = await family.NewPageAsync();
        var looked = guest.Problems();
        await guest.GotoAsync(shared);
        await guest.WaitForURLAsync("**/c/guest");
        await Expect(guest.Locator("#wall a")).ToHaveCountAsync(finished.Count - 1);
        await LookAsync(guest, "line-guest");
        _problems.AddRange(looked);
    }
}
