using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Inquiries.Couple;
using Npgsql;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// One wedding from inquiry to retouching, in Korean, by the people who do it: a couple on two phones, a manager at a desk with the board open, an
/// editor. Nothing is set up behind their backs; only mails are read where they arrive. Once over files on disk, once over a real S3 server.
/// </summary>
public abstract partial class ThreadTest(MigratedTemplate template, Chromium chromium) : IAsyncLifetime
{
    private const int Photos = 24;
    private const int Picks = 5;
    private const string BrideEmail = "harin@example.com";
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-thread-").FullName;
    private readonly DateTime _begun = DateTime.UtcNow;
    private BrowserApp _app = default!;

    protected BrowserApp App => _app;

    /// <summary>The studio it happens in.</summary>
    protected abstract DemoApp Demo { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _app = await Demo.StartedAsync(template);

    public virtual ValueTask DisposeAsync()
    {
        BrowserTrail.TellIfFailed(_begun, _app);
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task One_wedding_goes_from_inquiry_to_retouching()
    {
        var wedding = NextFreeSaturday();
        await using var desk = await chromium.OpenAsync(_app.BaseUrl);
        await using var bridesPhone = await chromium.OpenAsync(_app.BaseUrl, width: 390, height: 844, touch: true);
        await using var groomsPhone = await chromium.OpenAsync(_app.BaseUrl, width: 360, height: 740, touch: true);
        await using var editorsDesk = await chromium.OpenAsync(_app.BaseUrl);
        var board = await desk.SignInAsync(Demo.Person(UserRole.Manager), "/studio/pipeline");
        var problems = board.Problems();

        // 1. The couple asks. What is wrong is said at the field, and what was typed stays.
        var bride = await bridesPhone.NewPageAsync();
        await InquireAsync(bride, wedding);

        // 2. The card appears on the open board; the manager drags it on.
        var card = board.Locator(".mg-card", new() { HasText = "윤하린 · 백지후" });
        await card.SeeAsync();
        await Expect(board.GetByTestId("column-Inquiry").Locator(card)).ToHaveCountAsync(1);
        await DragAsync(board, card, board.GetByTestId("column-Consultation"));
        await Expect(board.GetByTestId("column-Consultation").Locator(card)).ToHaveCountAsync(1);
        await card.FocusAsync();
        await card.PressAsync("Alt+ArrowRight");
        await Expect(board.GetByTestId("column-Proposal").Locator(card)).ToHaveCountAsync(1);
        await board.TakeScreenAsync("thread-board", "ko", 1440, dark: false);
        await board.TakeForReadmeAsync("pipeline");

        // 3. Contract: dropping it on "contracted" opens the paper, because only a signature and the deposit make that true.
        var work = await desk.NewPageAsync();
        await work.OpenAsync("/studio/pipeline");
        await DragAsync(work, work.Locator(".mg-card", new() { HasText = "윤하린 · 백지후" }), work.GetByTestId("column-Contracted"));
        await work.WaitForURLAsync("**/studio/contracts/new?customer=*");
        await work.ReadyAsync();
        await work.GetByTestId("outlook").SeeAsync();
        await work.GetByRole(AriaRole.Button, new() { Name = "계약서 쓰기" }).ClickAsync();
        await work.GetByRole(AriaRole.Button, new() { Name = "서명 요청 보내기" }).ClickAsync();
        await work.GetByText("서명 요청을 보냈습니다.").SeeAsync();
        var groomsLink = await work.GetByTestId("signer").Filter(new() { HasText = "백지후" }).GetByTestId("link").InputValueAsync();
        await SignByDrawingAsync(bride, await _app.LinkMailedToAsync(BrideEmail, "contract"));
        var groom = await groomsPhone.NewPageAsync();
        await work.GetByTestId("signer")
            .Filter(new() { HasText = "백지후" })
            .GetByRole(AriaRole.Button, new() { Name = "전화로 알려 줄 코드 보기" })
            .ClickAsync();
        await SignByTypingAsync(groom, groomsLink, await work.GetByTestId("told-code").InnerTextAsync());
        await work.GetByTestId("signer").Filter(new() { HasText = "백지후" }).GetByText("서명").SeeAsync();
        await Expect(board.GetByTestId("column-Proposal").Locator(card)).ToHaveCountAsync(1);
        var money = work.Locator("#payments");
        await money.GetByRole(AriaRole.Button, new() { Name = "입금 기록" }).ClickAsync();
        await money.GetByLabel("입금자").FillAsync("윤하린");
        await money.GetByRole(AriaRole.Button, new() { Name = "입금 기록" }).ClickAsync();
        await Expect(work.GetByTestId("payment").GetByText("윤하린")).ToBeVisibleAsync();
        await Expect(work.Locator(".mg-page-head, header").GetByText("진행 중").First).ToBeVisibleAsync();
        await Expect(board.GetByTestId("column-Contracted").Locator(card)).ToHaveCountAsync(1);
        await SealedCopyIsReadableAsync(work);

        // 4. Project and shoot; the same person can't be booked twice, and the refusal names the other shoot.
        await work.GetByRole(AriaRole.Button, new() { Name = "프로젝트 만들기" }).ClickAsync();
        await work.WaitForURLAsync("**/studio/projects/*");
        await work.ReadyAsync();
        var project = new Uri(work.Url).AbsolutePath;
        await BookAsync(work, "11:00", "16:00");
        await Expect(work.GetByTestId(ShootRow())).ToHaveCountAsync(1);
        await BookAsync(work, "15:30", "18:00");
        var refusal = work.Locator(".mg-field-error, .mg-alert").Filter(new() { HasText = "윤하린" });
        await refusal.SeeAsync();
        Assert.Contains("11:00", await refusal.First.InnerTextAsync(), StringComparison.Ordinal);
        await Expect(work.GetByTestId(ShootRow())).ToHaveCountAsync(1);
        var editor = Demo.Person(UserRole.Editor);
        await AssignAsync(work, project, editor.Name);
        await OnTheCalendarAsync(work, wedding);

        // 5. The folder from the cards: in parts, straight to the store, made into pictures by the worker.
        await work.OpenAsync(project);
        await UploadAsync(work);

        // 6. The link goes out; the couple picks on two phones.
        await work.OpenAsync(project);
        await work.GetByRole(AriaRole.Button, new() { Name = "셀렉 보내기" }).ClickAsync();
        await work.GetByLabel("고를 장수").FillAsync(Picks.ToString(CultureInfo.InvariantCulture));
        await work.GetByRole(AriaRole.Button, new() { Name = "보내기", Exact = true }).ClickAsync();
        await work.Locator(".proof-round").SeeAsync();
        var picked = await PickAsync(bride, await _app.LinkMailedToAsync(BrideEmail, "proof"));
        await Expect(work.Locator(".proof-round").GetByText($"{Picks} / {Picks}장")).ToBeVisibleAsync();

        // 7. Submitted once, in one piece; the editor finds the job.
        await SubmitAsync(bride);
        await Expect(work.Locator(".proof-round").GetByText("제출 완료")).ToBeVisibleAsync();
        await FindTheJobAsync(editorsDesk, editor, picked);
        await TheDatabaseSaysTheSameAsync(picked);
        await TheStoreHoldsThemAsync();
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    /// <summary>Reads from the store itself that the files are where they belong.</summary>
    protected abstract Task TheStoreHoldsThemAsync();

    /// <summary>Keys of the originals that this couple's photos name.</summary>
    protected async Task<string[]> OriginalsAsync()
    {
        await using var source = NpgsqlDataSource.Create(_app.ConnectionString);
        await using var command = source.CreateCommand(
            """
            SELECT array_agg(ph.file_path) FROM customers c JOIN projects p ON p.customer_id = c.id JOIN photo_albums a ON a.project_id = p.id
            JOIN photos ph ON ph.album_id = a.id WHERE c.bride_name = '윤하린' AND c.groom_name = '백지후' AND ph.ready_at IS NOT NULL
            """
        );
        var keys = (string[])(await command.ExecuteScalarAsync(Ct))!;
        Assert.Equal(Photos, keys.Length);
        return keys;
    }

    private static DateOnly NextFreeSaturday()
    {
        // Farther than the demonstration books, so that its shoots don't stand in the way.
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(420);
        return day.AddDays(((int)DayOfWeek.Saturday - (int)day.DayOfWeek + 7) % 7);
    }

    private static Regex ShootRow() => new("^shoot-");

    private static async Task InquireAsync(IPage page, DateOnly wedding)
    {
        await page.GotoAsync("/c/inquiry");
        await page.GetByLabel("신부 이름").FillAsync("윤하린");
        await page.GetByLabel("신부 전화번호").FillAsync("010-12");
        await page.GetByLabel("이메일").FillAsync(BrideEmail);
        await page.GetByLabel("예식일").FillAsync("2020-05-16");
        await page.GetByLabel("예식장").FillAsync("한강 하우스 그랜드홀");
        await page.GetByLabel("하고 싶은 이야기").FillAsync("야외 스냅도 가능한지 궁금해요.");
        await page.GetByRole(AriaRole.Button, new() { Name = "문의 보내기" }).ClickAsync();

        await Expect(page.Locator("[name='Input.GroomName'][aria-invalid=true]")).ToBeVisibleAsync();
        await Expect(page.Locator("[name='Input.BridePhone'][aria-invalid=true]")).ToHaveValueAsync("010-12");
        await Expect(page.Locator("[name='Input.WeddingDate'][aria-invalid=true]")).ToHaveValueAsync("2020-05-16");
        await Expect(page.GetByLabel("신부 이름")).ToHaveValueAsync("윤하린");
        await Expect(page.GetByLabel("하고 싶은 이야기")).ToHaveValueAsync("야외 스냅도 가능한지 궁금해요.");
        await page.TakeScreenAsync("thread-inquiry-errors", "ko", 390, dark: false, whole: true);
        await page.GetByLabel("신랑 이름").FillAsync("백지후");
        await page.GetByLabel("신부 전화번호").FillAsync("010-4821-7730");
        await page.GetByLabel("예식일").FillAsync(wedding.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByLabel("예식 시간").FillAsync("12:00");
        await page.GetByText("개인정보 수집·이용에 동의해요.").ClickAsync();

        // Nobody types all this in less; who does is taken for a program and asked to send once more.
        await page.WaitForTimeoutAsync((float)InquiryTrap.Least.TotalMilliseconds);
        await page.GetByRole(AriaRole.Button, new() { Name = "문의 보내기" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "문의 잘 받았어요" }).SeeAsync();
    }

    private static async Task DragAsync(IPage page, ILocator card, ILocator column)
    {
        // The board hears a pointer once its script is there, a moment after its cards.
        await page.Locator(".mg-board[data-ready]").WaitForAsync();
        await card.ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await card.BoundingBoxAsync())!, (await column.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + 12);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + (from.Width / 2) + 20, from.Y + 20, new() { Steps = 4 });
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + 90, new() { Steps = 12 });
        await page.Mouse.UpAsync();
    }

    private static async Task TickAndCheckAsync(IPage phone)
    {
        await phone.GetByRole(AriaRole.Heading, new() { Name = "계약서가 도착했어요" }).SeeAsync();
        foreach (var consent in await phone.Locator("[name=consent]").AllAsync())
        {
            await consent.CheckAsync(new() { Force = true });
        }
    }

    private static async Task GiveCodeAsync(IPage phone, string code)
    {
        await phone.GetByLabel("확인 코드").FillAsync(code);
        await phone.GetByRole(AriaRole.Button, new() { Name = "계약서 열기" }).ClickAsync();
    }

    private async Task SignByDrawingAsync(IPage phone, string link)
    {
        await phone.GotoAsync(link);
        await phone.GetByRole(AriaRole.Button, new() { Name = "코드 받기" }).ClickAsync();
        await phone.TakeScreenAsync("thread-code", "ko", 390, dark: false, whole: true);
        await GiveCodeAsync(phone, await _app.CodeMailedToAsync(BrideEmail));
        await TickAndCheckAsync(phone);
        var pad = phone.Locator("canvas");
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await phone.Mouse.MoveAsync(box.X + 40, box.Y + 60);
        await phone.Mouse.DownAsync();
        foreach (var (x, y) in new[] { (80, 30), (120, 90), (170, 40), (220, 95), (280, 50) })
        {
            await phone.Mouse.MoveAsync(box.X + x, box.Y + y, new() { Steps = 6 });
        }

        await phone.Mouse.UpAsync();
        await phone.TakeScreenAsync("thread-signing", "ko", 390, dark: false, whole: true);
        await phone.GetByRole(AriaRole.Button, new() { Name = "서명하고 계약하기" }).ClickAsync();
        await phone.GetByText("백지후 님의 서명을 기다리고 있어요").SeeAsync();
    }

    private static async Task SignByTypingAsync(IPage phone, string link, string code)
    {
        await phone.GotoAsync(link);
        await GiveCodeAsync(phone, code);
        await TickAndCheckAsync(phone);
        await phone.GetByRole(AriaRole.Radio, new() { Name = "이름 쓰기" }).CheckAsync(new() { Force = true });
        await phone.Locator("#typed").FillAsync("백지후");
        await phone.GetByRole(AriaRole.Button, new() { Name = "서명하고 계약하기" }).ClickAsync();

        // The sealed copy is made by the worker; the page says so by itself when it is there.
        await Expect(phone.GetByRole(AriaRole.Link, new() { Name = "서명본 받기" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await phone.TakeScreenAsync("thread-signed", "ko", 360, dark: false, whole: true);
    }

    private async Task SealedCopyIsReadableAsync(IPage page)
    {
        var pdf = await page.APIRequest.GetAsync(new Uri(page.Url).AbsolutePath + "/pdf");
        var file = Path.Combine(_folder, "sealed.pdf");
        await File.WriteAllBytesAsync(file, await pdf.BodyAsync(), Ct);
        using var reader = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true }
        )!;
        var text = await reader.StandardOutput.ReadToEndAsync(Ct);
        Assert.Contains("윤하린", text, StringComparison.Ordinal);
        Assert.Contains("백지후", text, StringComparison.Ordinal);
        Assert.Contains("한강 하우스 그랜드홀", text, StringComparison.Ordinal);
    }

    private static async Task BookAsync(IPage page, string from, string to)
    {
        var panel = page.Locator("aside");
        if (!await panel.GetByLabel("시작").IsVisibleAsync())
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "촬영 예약" }).First.ClickAsync();
        }

        await panel.GetByLabel("시작").FillAsync(from);
        await panel.GetByLabel("시작").BlurAsync();
        await panel.GetByLabel("끝").FillAsync(to);
        await panel.GetByLabel("끝").BlurAsync();
        await panel.Locator(".cal-crew-row input[type=radio]").Nth(1).CheckAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "촬영 예약" }).ClickAsync();
        await page.Locator("aside .mg-field-error, aside .mg-alert, [data-testid^='shoot-']").First.WaitForAsync();
    }

    private static async Task AssignAsync(IPage page, string project, string editor)
    {
        await page.OpenAsync(project);
        await page.GetByRole(AriaRole.Button, new() { Name = "담당 지정" }).ClickAsync();
        await page.GetByLabel("보정 담당").SelectOptionAsync(new SelectOptionValue { Label = editor });
        await page.Locator("aside").GetByRole(AriaRole.Button, new() { Name = "저장" }).ClickAsync();
        await Expect(page.Locator(".mg-facts").GetByText(editor)).ToBeVisibleAsync();
    }

    private static async Task OnTheCalendarAsync(IPage page, DateOnly wedding)
    {
        foreach (var view in (string[])["week", "month"])
        {
            await page.OpenAsync($"/studio/calendar?view={view}&date={wedding:yyyy-MM-dd}");
            var shown = page.Locator(".rz-event", new() { HasText = "윤하린" });
            await shown.SeeAsync();
            if (view == "week")
            {
                // It begins at 11:00 and ends at 16:30 of the scale, half an hour to pack up included, whatever sizes the style sheets set. All places are read
                // at one moment: a line that arrives above the sheet moves the rest.
                var off = await page.EvaluateAsync<double>(
                    """
                    () => {
                        const card = [...document.querySelectorAll('.rz-event')].find(e => e.innerText.includes('윤하린')).getBoundingClientRect();
                        const at = hour => [...document.querySelectorAll('.cal-canvas *')]
                            .find(e => e.childElementCount === 0 && e.textContent.trim() === hour).getBoundingClientRect().top;
                        const lead = at('11:00') - card.top;
                        return Math.abs(lead) > 40 ? lead : card.height - (at('16:00') - at('11:00')) * 1.1;
                    }
                    """
                );
                Assert.InRange(off, -3, 3);
            }

            await page.TakeScreenAsync("thread-calendar-" + view, "ko", 1440, dark: false);
        }
    }

    private async Task UploadAsync(IPage page)
    {
        // A card as a Mac leaves it: a Korean folder, names in decomposed Hangul, some pictures lying on their side.
        var card = Directory.CreateDirectory(Path.Combine(_folder, "카드 A")).FullName;
        for (var i = 0; i < Photos; i++)
        {
            var name = i % 6 == 0 ? $"예식 원판 {i:00}.jpg".Normalize(NormalizationForm.FormD) : $"IMG_{7000 + i}.JPG";
            await File.WriteAllBytesAsync(Path.Combine(card, name), DemoPicture.Jpeg(77, i, 1800), Ct);
        }

        await File.WriteAllTextAsync(Path.Combine(card, "broken.jpg"), "not a picture", Ct);
        await page.GetByRole(AriaRole.Button, new() { Name = "새 앨범" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "만들기", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/studio/albums/*");
        await page.ReadyAsync();
        await page.Locator("input[type=file][webkitdirectory]").SetInputFilesAsync(card);
        await Expect(page.Locator(".up-head")).ToContainTextAsync("올라갔습니다", new() { Timeout = 60_000 });
        await page.GetByText("사진으로 읽을 수 없는 파일 1개").SeeAsync();
        await Expect(page.Locator(".album-facts [role=status]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await page.TakeScreenAsync("thread-album", "ko", 1440, dark: false);
    }

    private static async Task<IReadOnlyList<string>> PickAsync(IPage phone, string link)
    {
        await phone.GotoAsync(link);
        await phone.GetByRole(AriaRole.Heading, new() { Name = "윤하린 · 백지후" }).SeeAsync();
        await phone.GetByText($"마음에 드는 사진 {Picks}장을 골라 주세요.").SeeAsync();
        var tiles = phone.Locator("#grid .cell:has(img.on)");
        await Expect(tiles.First).ToBeVisibleAsync();
        await phone.TakeScreenAsync("thread-gallery", "ko", 390, dark: false);
        await phone.TakeForReadmeAsync("gallery");
        for (var i = 0; i < Picks - 1; i++)
        {
            // The lower right corner picks without opening.
            var box = (await phone.Locator("#grid .cell").Nth(i).BoundingBoxAsync())!;
            await phone.Touchscreen.TapAsync(box.X + box.Width - 16, box.Y + box.Height - 16);
        }

        await Expect(phone.Locator("#count")).ToHaveTextAsync($"{Picks - 1} / {Picks}");

        // The last one in the lightbox, with a wish; the network drops meanwhile and comes back.
        await phone.Context.SetOfflineAsync(true);
        await phone
            .Locator("#grid .cell")
            .Nth(Picks)
            .TapAsync(
                new()
                {
                    Position = new() { X = 40, Y = 30 },
                }
            );
        await phone.Locator("[data-a=tick]").TapAsync();
        await phone.Locator("#note").FillAsync("눈 조금만 크게 해 주세요");
        await phone.Locator("#note").BlurAsync();
        await phone.TakeScreenAsync("thread-lightbox", "ko", 390, dark: false);
        await phone.GetByRole(AriaRole.Button, new() { Name = "닫기" }).TapAsync();
        await Expect(phone.Locator("#state")).ToHaveTextAsync("연결을 기다리는 중");
        await phone.Context.SetOfflineAsync(false);
        await Expect(phone.Locator("#state")).Not.ToHaveTextAsync("연결을 기다리는 중");

        // One more than the contract has is a calm choice, not a pick.
        var next = phone.Locator($"#grid .cell[aria-label='사진 {Picks + 2}']");
        await next.EvaluateAsync("e => e.scrollIntoView({ block: 'center' })");
        var beyond = (await next.BoundingBoxAsync())!;
        await phone.Touchscreen.TapAsync(beyond.X + beyond.Width - 16, beyond.Y + beyond.Height - 16);
        await phone.GetByText($"{Picks}장을 모두 골랐어요").SeeAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "후보로 남기기" }).TapAsync();
        await Expect(phone.Locator("#count")).ToHaveTextAsync($"{Picks} / {Picks}");

        // What the phone shows is what the server has.
        await Expect(phone.Locator("#grid .cell.two")).ToHaveCountAsync(Picks);
        await phone.ReloadAsync();
        await Expect(phone.Locator("#grid .cell.two")).ToHaveCountAsync(Picks);
        return
        [
            .. (await phone.Locator("#grid .cell.two img").EvaluateAllAsync<string[]>("all => all.map(i => i.src)")).Select(src =>
                PhotoId().Match(src).Groups[1].Value
            ),
        ];
    }

    private static async Task SubmitAsync(IPage phone)
    {
        await phone.GetByRole(AriaRole.Button, new() { Name = "다 골랐어요" }).TapAsync();
        await phone.TakeScreenAsync("thread-submit", "ko", 390, dark: false);
        await phone.GetByRole(AriaRole.Button, new() { Name = "제출하기" }).TapAsync();
        await phone.WaitForURLAsync("**/c/proof/done");
        await phone.GetByText($"고르신 {Picks}장의 보정을 시작할게요.").SeeAsync();
        await phone.TakeScreenAsync("thread-done", "ko", 390, dark: false, whole: true);
    }

    private static async Task FindTheJobAsync(IBrowserContext desk, DemoPerson editor, IReadOnlyList<string> picked)
    {
        var page = await desk.SignInAsync(editor, "/studio/editing");
        await page.GetByRole(AriaRole.Link, new() { Name = "윤하린" }).First.ClickAsync();
        await page.WaitForURLAsync("**/studio/editing/*");
        await page.ReadyAsync();
        var photos = page.GetByTestId("edit-photo");
        await Expect(photos).ToHaveCountAsync(picked.Count);
        await Expect(photos.Filter(new() { HasText = "눈 조금만 크게 해 주세요" })).ToHaveCountAsync(1);
        foreach (var id in picked)
        {
            await Expect(
                    page.Locator(
                        $"[data-testid=edit-photo] img[src*='{Guid.Parse(id):N}'], [data-testid=edit-photo] img[src*='{Guid.Parse(id)}']"
                    )
                )
                .ToHaveCountAsync(1);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "작업 시작" }).ClickAsync();
        await Expect(page.GetByText("보정 중").First).ToBeVisibleAsync();
        await page.TakeScreenAsync("thread-job", "ko", 1440, dark: false);
    }

    private async Task TheDatabaseSaysTheSameAsync(IReadOnlyList<string> picked)
    {
        await using var source = NpgsqlDataSource.Create(_app.ConnectionString);
        await using var command = source.CreateCommand(
            """
            SELECT array_agg(ph.id ORDER BY ph.selection_order), array_agg(ph.selection_order ORDER BY ph.selection_order),
                   (SELECT count(*) FROM editing_queue q WHERE q.project_id = p.id), p.project_status::text, s.status::text,
                   count(*) FILTER (WHERE ph.client_comments LIKE '눈 조금만%')
            FROM customers c JOIN projects p ON p.customer_id = c.id JOIN proof_gallery_sessions s ON s.project_id = p.id
            JOIN photos ph ON ph.album_id = s.album_id AND ph.is_selected
            WHERE c.bride_name = '윤하린' AND c.groom_name = '백지후' GROUP BY p.id, s.id
            """
        );
        await using var reader = await command.ExecuteReaderAsync(Ct);
        Assert.True(await reader.ReadAsync(Ct));
        Assert.Equal(picked.Select(Guid.Parse).Order(), reader.GetFieldValue<Guid[]>(0).Order());
        Assert.Equal(Enumerable.Range(1, Picks), reader.GetFieldValue<int[]>(1));
        Assert.Equal((1L, "editing", "completed", 1L), (reader.GetInt64(2), reader.GetString(3), reader.GetString(4), reader.GetInt64(5)));
        Assert.False(await reader.ReadAsync(Ct));
    }

    [GeneratedRegex("/c/proof/i/([0-9a-f-]+)/")]
    private static partial Regex PhotoId();
}
