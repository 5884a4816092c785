using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MindGraphy.Tests.Browser;

/// <summary>A card on its way in: dropped, paused, left in the middle, gone on with, with a file that can't be read and one that is there already.</summary>
public sealed partial class UploadBrowserTests(MigratedTemplate template, Chromium chromium, DemoApp demo) : DemoTest(template, demo)
{
    private const int Files = 8;
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-card-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dropped_card_survives_a_pause_a_reload_and_a_file_that_cant_be_read()
    {
        var card = Card();
        await using var browser = await chromium.OpenAsync(App.BaseUrl);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Manager));
        var album = await AlbumAsync(page, "카드 B");
        var problems = page.Problems();
        var (sent, started, began) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>(), 0);
        page.Request += (_, request) =>
        {
            if (request.Method == "PUT")
            {
                began++;
                started.Enqueue(PartOf(request.Url));
            }
        };
        page.RequestFinished += (_, request) =>
        {
            if (request.Method == "PUT")
            {
                sent.Enqueue(PartOf(request.Url));
            }
        };

        // The wire lets three parts through and holds the rest, so that there is a middle to stop in.
        var wire = new Wire(3);
        await page.RouteAsync(u => PartAddress().IsMatch(u), wire.PassAsync);
        await DropAsync(page, await page.Context.NewCDPSessionAsync(page), card);
        await EventuallyAsync(() => Task.FromResult(sent.Count == 3 && began > 3));

        // Of each file one part is on its way, so a kill costs no file more than one.
        var flying = started.Except(sent).Select(part => part.Split(' ')[0]).ToList();
        Assert.Equal(flying.Count, flying.Distinct().Count());
        await page.GetByRole(AriaRole.Button, new() { Name = "잠시 멈추기" }).ClickAsync();
        await page.Locator(".up-box[data-state=paused]").WaitForAsync();
        await LookAsync(page, problems, "upload-paused", 1440);

        // What was on its way arrives; nothing more is begun.
        wire.Open();
        await EventuallyAsync(() => Task.FromResult(began == sent.Count));
        var before = sent.ToHashSet();
        await Task.Delay(1500, Ct);
        Assert.Equal(before.Count, began);
        Assert.InRange(before.Count, 1, (Files * 2) - 1);
        Assert.Equal("uploading", await StatusAsync(album));

        await page.ReloadAsync();
        await page.ReadyAsync();
        var rest = page.Locator(".up-rest");
        await Expect(rest).ToContainTextAsync("아직 올라오지 않은 파일");
        await rest.GetByText("남은 파일 보기").ClickAsync();
        await Expect(rest).ToContainTextAsync("카드 B/IMG_");
        await LookAsync(page, problems, "upload-rest", 1440);

        wire.Hold(0);
        await page.Locator("input[type=file][webkitdirectory]").SetInputFilesAsync(card);
        await page.Locator(".up-box[data-state=running]").WaitForAsync();
        await Expect(rest).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "잠시 멈추기" }).ClickAsync();

        // The card is pulled out too early: one file is gone from under the page, one of which nothing was read. The last one: the first are on the held wire.
        var path = await ScalarAsync<string>(
            """
            SELECT relative_path FROM upload_sessions u WHERE album_id = $1 AND status = 'open' AND relative_path LIKE '%/IMG_%'
                AND relative_path NOT LIKE '%IMG_0001%' AND NOT EXISTS (SELECT 1 FROM upload_parts p WHERE p.session_id = u.id) ORDER BY relative_path DESC LIMIT 1
            """,
            album
        );
        var last = Path.Combine(_folder, path);
        var (content, time) = (await File.ReadAllBytesAsync(last, Ct), File.GetLastWriteTimeUtc(last));
        File.Delete(last);
        wire.Open();
        await page.GetByRole(AriaRole.Button, new() { Name = "이어 올리기", Exact = true }).ClickAsync();
        await Expect(page.Locator(".up-head")).ToContainTextAsync("1개 파일을 올리지 못했습니다", new() { Timeout = 60_000 });
        var failed = page.Locator(".up-failed > li");
        await Expect(failed).ToHaveCountAsync(1);
        await Expect(failed).ToContainTextAsync(path);
        await Expect(failed).ToContainTextAsync("파일을 더 읽을 수 없습니다");
        await EventuallyAsync(async () => await CountAsync(album) == Files - 1);

        // The same picture under another name waits for an answer and is in nobody's way.
        await Expect(page.Locator(".up-twins")).ToContainTextAsync("똑같은 사진이 이미 있는 파일 1개");
        await LookAsync(page, problems, "upload-failed", 1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "올리지 않기" }).ClickAsync();
        await Expect(page.Locator(".up-twins")).ToHaveCountAsync(0);
        await EventuallyAsync(async () => await StatusAsync(album) == "failed");

        await File.WriteAllBytesAsync(last, content, Ct);
        File.SetLastWriteTimeUtc(last, time);
        await failed.GetByRole(AriaRole.Button, new() { Name = "다시 올리기" }).ClickAsync();
        await Expect(page.Locator(".up-head")).ToContainTextAsync("모두 올라갔습니다", new() { Timeout = 60_000 });
        await EventuallyAsync(async () => await StatusAsync(album) == "completed");

        // Once, whole, and nothing twice: what had arrived before the reload was not sent again.
        Assert.Equal(
            string.Join(',', Directory.GetFiles(card, "IMG_*.JPG").Select(HashOf).Order(StringComparer.Ordinal)),
            await ScalarAsync<string>(
                "SELECT string_agg(content_sha256, ',' ORDER BY content_sha256 COLLATE \"C\") FROM photos WHERE album_id = $1",
                album
            )
        );
        Assert.Equal((long)Files, await ScalarAsync<long>("SELECT total_photos::bigint FROM photo_albums WHERE id = $1", album));
        Assert.Equal(sent.Count, sent.Distinct().Count());
        Assert.Superset(before, sent.ToHashSet());
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.Locator(".pg-cell")).ToHaveCountAsync(Files);
        await Expect(rest).ToBeHiddenAsync();
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Theory]
    [InlineData("en-US", 390, true)]
    [InlineData("ko-KR", 1440, false)]
    public async Task A_folder_that_was_chosen_is_gone_on_with_by_one_click_and_may_be_dropped(string language, int width, bool dark)
    {
        var korean = language.StartsWith("ko", StringComparison.Ordinal);
        await using var browser = await chromium.OpenAsync(App.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Manager, 0));
        var album = await AlbumAsync(page, $"CARD {width}");
        var problems = new ConcurrentQueue<string>();

        // The system's own window for folders can't be pressed from here; the folder that it would answer with is a real one of the browser.
        await page.AddInitScriptAsync(
            """
            window.showDirectoryPicker = async () => {
                const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('CARD', { create: true });
                for (const name of ['IMG_1.JPG', 'IMG_2.JPG']) {
                    const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
                    await file.write(Uint8Array.from(atob(window.pictures[name]), c => c.charCodeAt(0)));
                    await file.close();
                }
                return folder;
            };
            """
        );
        await page.AddInitScriptAsync(
            $"window.pictures = {{ {string.Join(", ", Enumerable.Range(1, 4).Select(i => $"'IMG_{i}.JPG': '{Picture(i, width)}'"))} }};"
        );
        await page.OpenAsync($"/studio/albums/{album}");
        await page.RouteAsync(u => PartAddress().IsMatch(u), route => route.AbortAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "폴더 고르기" : "Choose folder", Exact = true }).ClickAsync();
        await page.Locator(".up-box[data-state=waiting]").WaitForAsync();
        await page.TakeScreenAsync("upload-waiting", language, width, dark);
        await page.ReloadAsync();
        await page.ReadyAsync();

        var rest = page.Locator(".up-rest");
        await Expect(rest).ToContainTextAsync(korean ? "아직 올라오지 않은 파일 2개" : "Not here yet: 2");
        await TakeAsync(page, problems, "upload-go-on", language, width, dark, whole: true);
        await page.UnrouteAllAsync();

        // One more file can't be read and one more folder can't be listed: both are told, the rest goes on, and the folder is not forgotten.
        await page.EvaluateAsync(
            """
            async () => {
                const card = await (await navigator.storage.getDirectory()).getDirectoryHandle('CARD');
                const more = await card.getDirectoryHandle('MORE', { create: true });
                for (const [folder, name] of [[card, 'IMG_3.JPG'], [more, 'IMG_4.JPG']]) {
                    const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
                    await file.write(Uint8Array.from(atob(window.pictures[name]), c => c.charCodeAt(0)));
                    await file.close();
                }
                const { getFile } = FileSystemFileHandle.prototype, { values } = FileSystemDirectoryHandle.prototype;
                window.mend = () => { FileSystemFileHandle.prototype.getFile = getFile; };
                FileSystemFileHandle.prototype.getFile = function () {
                    return this.name === 'IMG_3.JPG' ? Promise.reject(new DOMException('', 'NotReadableError')) : getFile.call(this);
                };
                FileSystemDirectoryHandle.prototype.values = function () {
                    if (this.name === 'MORE') throw new DOMException('', 'NotFoundError');
                    return values.call(this);
                };
            }
            """
        );
        await rest.GetByRole(AriaRole.Button, new() { Name = korean ? "CARD 이어 올리기" : "Go on with CARD" }).ClickAsync();
        await Expect(page.Locator(".up-head"))
            .ToContainTextAsync(korean ? "2개 파일을 올리지 못했습니다" : "2 files could not be uploaded");
        var failed = page.Locator(".up-failed > li");
        await Expect(failed.Filter(new() { HasText = "CARD/IMG_3.JPG" }))
            .ToContainTextAsync(korean ? "파일을 더 읽을 수 없습니다" : "The file can't be read any more");
        await Expect(failed.Filter(new() { HasText = "CARD/MORE" }))
            .ToContainTextAsync(korean ? "폴더를 끝까지 읽을 수 없습니다" : "The folder can't be read to its end");
        Assert.Equal(2L, await CountAsync(album));
        Assert.Equal(1, await KeptAsync(page, album));
        await TakeAsync(page, problems, "upload-unread", language, width, dark, whole: true);

        // Nobody is told that the album is complete: not here, not in another window, not on the project's page.
        Assert.Equal("failed", await StatusAsync(album));
        var other = await page.Context.NewPageAsync();
        await other.OpenAsync($"/studio/albums/{album}");
        var missed = other.Locator(".up-rest");
        await missed.Locator("summary").ClickAsync();
        await Expect(missed).ToContainTextAsync(korean ? "이 중 2개는 읽거나 올리지 못했습니다" : "2 of them could not be read or sent");
        await Expect(missed.Locator("li").Filter(new() { HasText = "CARD/IMG_3.JPG" }))
            .ToContainTextAsync(korean ? "파일을 더 읽을 수 없습니다" : "The file can't be read any more");
        await Expect(missed.Locator("li").Filter(new() { HasText = "CARD/MORE" }))
            .ToContainTextAsync(korean ? "폴더를 끝까지 읽을 수 없습니다" : "The folder can't be read to its end");
        await TakeAsync(other, problems, "upload-missed", language, width, dark, whole: true);
        var ofAll = korean ? "전체로 셀렉 앨범 만들기" : "Proof album of all";
        await other.GetByRole(AriaRole.Button, new() { Name = ofAll }).ClickAsync();
        var question = other.GetByRole(AriaRole.Dialog);
        await Expect(question)
            .ToContainTextAsync(
                korean
                    ? "아직 다 올라오지 않았습니다. 지금 있는 2장만 들어가고"
                    : "Not everything has arrived. Only the 2 photos that are here go in"
            );
        await TakeAsync(other, problems, "album-proof-asked", language, width, dark);
        await question.GetByRole(AriaRole.Button, new() { Name = korean ? "취소" : "Cancel", Exact = true }).ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        await other.OpenAsync($"/studio/projects/{await ScalarAsync<Guid>("SELECT project_id FROM photo_albums WHERE id = $1", album)}");
        await Expect(other.Locator($".album-card[href$='{album}']"))
            .ToContainTextAsync(korean ? "올리지 못한 파일 2개" : "Not uploaded: 2");
        await other.CloseAsync();
        await page.EvaluateAsync("window.mend()");
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "모두 다시 올리기" : "Try all again" }).ClickAsync();
        await Expect(page.Locator(".up-head"))
            .ToContainTextAsync(korean ? "1개 파일을 올리지 못했습니다" : "1 files could not be uploaded");
        Assert.Equal((3L, "failed"), (await CountAsync(album), await StatusAsync(album)));

        // A new page knows the card by its photos, and what was missed of it.
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(rest).ToContainTextAsync(korean ? "아직 올라오지 않은 파일 1개" : "Not here yet: 1");
        await rest.GetByRole(AriaRole.Button, new() { Name = korean ? "CARD 이어 올리기" : "Go on with CARD" }).ClickAsync();
        await Expect(page.Locator(".up-head")).ToContainTextAsync(korean ? "모두 올라갔습니다" : "Everything is uploaded");
        Assert.Equal(4L, await CountAsync(album));
        await EventuallyAsync(async () => await KeptAsync(page, album) == 0);
        await EventuallyAsync(async () => await StatusAsync(album) == "completed");

        // One is deleted, and the folder is chosen once more to have it: it comes back, and that is said.
        await ScalarAsync<Guid>("UPDATE photos SET deleted_at = now() WHERE album_id = $1 AND file_name = 'IMG_1.JPG' RETURNING id", album);
        await page.EvaluateAsync(
            "window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('CARD')"
        );
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "폴더 고르기" : "Choose folder", Exact = true }).ClickAsync();
        await Expect(page.Locator(".up-notes")).ToContainTextAsync(korean ? "휴지통에서 되살린 사진 1장" : "1 brought back from the bin");
        Assert.Equal(4L, await CountAsync(album));

        // One more was moved to another album and deleted there: it is said where it lies, and comes back there when somebody says so.
        var moved = await ScalarAsync<Guid>(
            """
            WITH there AS (
                INSERT INTO photo_albums (id, project_id, album_type, title, upload_status, created_at)
                SELECT gen_random_uuid(), project_id, 'raw', title || ' B', 'completed', now() FROM photo_albums WHERE id = $1 RETURNING id
            )
            UPDATE photos SET album_id = (SELECT id FROM there), deleted_at = now() WHERE album_id = $1 AND file_name = 'IMG_2.JPG' RETURNING id
            """,
            album
        );
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "폴더 고르기" : "Choose folder", Exact = true }).ClickAsync();
        var binned = page.Locator(".up-twins");
        await Expect(binned).ToContainTextAsync(korean ? "다른 앨범의 휴지통에 있는 사진 1장" : "In the bin of another album: 1");
        await binned.Locator("summary").ClickAsync();
        await Expect(binned.Locator("li")).ToContainTextAsync(korean ? $"CARD {width} B 휴지통" : $"Bin of CARD {width} B");
        await TakeAsync(page, problems, "upload-binned", language, width, dark, whole: true);
        // While it is on its way nobody can say that it is to stay.
        var restored = new TaskCompletionSource();
        await page.RouteAsync(
            u => u.EndsWith("/photos/restore", StringComparison.Ordinal),
            async route =>
            {
                await restored.Task;
                await route.ContinueAsync();
            }
        );
        await binned.GetByRole(AriaRole.Button, new() { Name = korean ? "그 앨범으로 되살리기" : "Bring back there" }).ClickAsync();
        await Expect(binned).ToHaveCountAsync(0);
        await Expect(page.Locator(".up-box")).ToHaveAttributeAsync("data-state", "running");
        restored.SetResult();
        await Expect(page.Locator(".up-box")).ToHaveAttributeAsync("data-state", "done");
        Assert.True(await ScalarAsync<bool>("SELECT deleted_at IS NULL FROM photos WHERE id = $1", moved));
        await ScalarAsync<Guid>("UPDATE photos SET album_id = $2 WHERE id = $1 RETURNING id", moved, album);

        // The same bytes once more from elsewhere, wanted all the same; and one that never comes, dropped.
        await page.Locator("input[type=file]:not([webkitdirectory])")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "copy.jpg",
                    MimeType = "image/jpeg",
                    Buffer = Convert.FromBase64String(Picture(1, width)),
                }
            );
        await Expect(page.Locator(".up-twins")).ToBeVisibleAsync();
        await Expect(rest).ToBeHiddenAsync();
        await TakeAsync(page, problems, "upload-twins", language, width, dark, whole: true);
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "그래도 올리기" : "Send them anyway" }).ClickAsync();
        await EventuallyAsync(async () => await CountAsync(album) == 5);
        // One picture of a type that the server had no program for, until now.
        await EventuallyAsync(async () =>
            await ScalarAsync<long>("SELECT count(*) FROM photos WHERE album_id = $1 AND ready_at IS NULL", album) == 0
        );
        await ScalarAsync<Guid>(
            "UPDATE photos SET ready_at = NULL, unreadable = 'no_reader' WHERE album_id = $1 AND file_name = 'IMG_4.JPG' RETURNING id",
            album
        );
        await ScalarAsync<object?>(
            """
            INSERT INTO upload_sessions (id, album_id, file_name, relative_path, size_bytes, last_modified, object_key, status, failure, created_at)
            VALUES (gen_random_uuid(), $1, 'IMG_9.JPG', 'CARD/IMG_9.JPG', 0, 1, 'albums/x/' || gen_random_uuid(), 'failed', 'PhotoUnreadable.Empty', now() - interval '1 hour')
            RETURNING NULL
            """,
            album
        );
        await page.ReloadAsync();
        await page.ReadyAsync();
        await rest.Locator("summary").ClickAsync();
        await Expect(rest.Locator("li")).ToContainTextAsync(korean ? "빈 파일" : "empty file");
        var forget = rest.GetByRole(AriaRole.Button, new() { Name = korean ? "더 올리지 않기" : "They will not come" });
        await forget.ClickAsync();
        await rest.GetByRole(AriaRole.Button, new() { Name = korean ? "한 번 더 누르면 목록에서 지웁니다" : "Press again to drop them" })
            .ClickAsync();
        await Expect(rest).ToBeHiddenAsync();
        Assert.Equal(
            "aborted",
            await ScalarAsync<string>("SELECT status::text FROM upload_sessions WHERE album_id = $1 AND file_name = 'IMG_9.JPG'", album)
        );
        Assert.Equal("completed", await StatusAsync(album));
        var unreadable = page.Locator(".album-unreadable");
        await Expect(unreadable).ToContainTextAsync("CARD/MORE/IMG_4.JPG");
        await TakeAsync(page, problems, "album-read-again", language, width, dark, whole: true);

        // What a proof album of all would lack, and that there is one already, is said before it is made.
        var proof = await ScalarAsync<Guid>(
            """
            INSERT INTO photo_albums (id, project_id, album_type, title, upload_status, total_photos, created_at)
            SELECT gen_random_uuid(), project_id, 'proof', '셀렉 1', 'completed', 3, now() FROM photo_albums WHERE id = $1 RETURNING id
            """,
            album
        );
        await page.GetByRole(AriaRole.Button, new() { Name = ofAll }).ClickAsync();
        question = page.GetByRole(AriaRole.Dialog);
        await Expect(question)
            .ToContainTextAsync(
                korean
                    ? "읽을 수 없는 파일 1개는 빠집니다. 이 프로젝트에는 셀렉 앨범이 이미 있습니다: 셀렉 1 (3장)."
                    : "Left out because they can’t be read: 1. This project has a proof album already: 셀렉 1 (3 photos)."
            );
        await TakeAsync(page, problems, "album-proof-another", language, width, dark);
        await question.GetByRole(AriaRole.Button, new() { Name = korean ? "취소" : "Cancel", Exact = true }).ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        await ScalarAsync<Guid>("DELETE FROM photo_albums WHERE id = $1 RETURNING id", proof);
        await unreadable.GetByRole(AriaRole.Button, new() { Name = korean ? "다시 읽기" : "Read them again" }).ClickAsync();
        await Expect(unreadable).ToHaveCountAsync(0);
        await EventuallyAsync(async () =>
            await ScalarAsync<long>("SELECT count(*) FROM photos WHERE album_id = $1 AND ready_at IS NULL", album) == 0
        );
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    [Theory]
    [InlineData("ko-KR", 1440, false)]
    [InlineData("ko-KR", 390, false)]
    [InlineData("en-US", 1440, true)]
    [InlineData("en-US", 390, true)]
    public async Task Watermark_watched_folders_cards_and_cameras_are_looked_at(string language, int width, bool dark)
    {
        var korean = language.StartsWith("ko", StringComparison.Ordinal);
        await using var browser = await chromium.OpenAsync(App.BaseUrl, language, width, dark: dark);
        var page = await browser.SignInAsync(Demo.Person(UserRole.Admin));
        var problems = page.Problems();
        await page.OpenAsync("/studio/settings/watermark");
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "글자" : "Text", Exact = true }).ClickAsync();
        await page.GetByLabel(korean ? "글자" : "Text", new() { Exact = true }).Last.FillAsync("온새미로 스튜디오");
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "전체에 반복" : "All over" }).ClickAsync();
        await EventuallyAsync(() =>
            page.EvaluateAsync<bool>(
                "(i => i.complete && i.naturalWidth > 0 && i.src.includes('Tiled'))(document.querySelector('.mark-look img'))"
            )
        );
        await TakeAsync(page, problems, "watermark", language, width, dark, whole: true);

        // Saved and taken back: the studio's pictures are the other tests' too.
        await page.Locator("#main form button[type=submit]").ClickAsync();
        await page.GetByText(korean ? "저장됨" : "Saved").SeeAsync();
        await EventuallyAsync(async () =>
            await ScalarAsync<string?>("SELECT coalesce(max(text), '') FROM watermarks") == "온새미로 스튜디오"
        );
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "없음" : "None", Exact = true }).ClickAsync();
        await page.Locator("#main form button[type=submit]").ClickAsync();
        await EventuallyAsync(async () => await ScalarAsync<bool>("SELECT bool_and(stamp_key IS NULL) FROM watermarks"));

        await page.OpenAsync("/studio/watched");
        await page.GetByText(korean ? "감시하는 폴더가 없습니다" : "No folder is watched").SeeAsync();
        await TakeAsync(page, problems, "watched", language, width, dark, whole: true);

        var project = await ScalarAsync<Guid>(
            "SELECT a.project_id FROM photo_albums a JOIN project_cameras c USING (project_id) JOIN shooting_schedules s USING (project_id) ORDER BY a.project_id LIMIT 1"
        );

        // A card of which the store holds all but one file that can't be read.
        var album = Guid.CreateVersion7();
        await ScalarAsync<object?>(
            """
            WITH album AS (
                INSERT INTO photo_albums (id, project_id, album_type, title, upload_status, total_photos, total_size_bytes, created_at)
                VALUES ($1, $2, 'backup', 'A-01', 'completed', 3, 3000, now()) RETURNING id
            ), files AS (
                INSERT INTO photos (id, album_id, file_name, file_path, file_size_bytes, content_sha256, sort_key, created_at, unreadable)
                SELECT gen_random_uuid(), album.id, 'IMG_' || n || '.JPG', 'albums/none/' || gen_random_uuid(), 1000, repeat('0', 64), n::text, now(),
                    CASE WHEN n < 3 THEN 'no_reader'::unreadable_reason ELSE 'damaged' END
                FROM album, generate_series(1, 3) n
            )
            INSERT INTO memory_cards (id, schedule_id, label, file_count, bytes, album_id, folder, created_at)
            SELECT gen_random_uuid(), (SELECT id FROM shooting_schedules WHERE project_id = $2 AND status <> 'cancelled' ORDER BY start_time LIMIT 1), $3, 3, 3000, album.id, '', now()
            FROM album RETURNING NULL
            """,
            album,
            project,
            $"Z-{language[..2]}-{width}"
        );
        await page.OpenAsync($"/studio/projects/{project}");
        await Expect(page.GetByTestId("card").Filter(new() { HasText = $"Z-{language[..2]}-{width}" }).GetByTestId("card-unreadable"))
            .ToContainTextAsync(korean ? "사본으로 세지 않습니다" : "Can’t be read, so no copy: 1");
        var cameras = page.GetByTestId("cameras");
        await cameras.GetByRole(AriaRole.Button, new() { Name = korean ? "시계 맞추기" : "Correct" }).First.ClickAsync();
        await cameras.Locator("input").FillAsync("one hour");
        await cameras.Locator("button[type=submit]").ClickAsync();
        await cameras.GetByText(korean ? "시:분:초로" : "hours:minutes:seconds").SeeAsync();
        await cameras.Locator("input").FillAsync("+0:00:01");
        await Expect(cameras).ToContainTextAsync("→");
        var cards = page.GetByTestId("cards");
        await cards.GetByRole(AriaRole.Button, new() { Name = korean ? "카드 등록" : "Add a card" }).First.ClickAsync();
        await cards.ScrollIntoViewIfNeededAsync();
        await TakeAsync(page, problems, "project-cards-cameras", language, width, dark, whole: true);
        await ScalarAsync<object?>("DELETE FROM memory_cards WHERE album_id = $1 RETURNING NULL", album);
        await ScalarAsync<object?>("DELETE FROM photo_albums WHERE id = $1 RETURNING NULL", album);
        Assert.True(problems.IsEmpty, string.Join("\n", problems.Distinct()));
    }

    // How many folders the browser remembers for the album.
    private static Task<int> KeptAsync(IPage page, Guid album) =>
        page.EvaluateAsync<int>(
            """
            album => new Promise(ok => {
                indexedDB.open('mindgraphy-upload', 1).onsuccess = event => {
                    const asked = event.target.result.transaction('folders').objectStore('folders').get(album);
                    asked.onsuccess = () => ok(asked.result?.length ?? 0);
                };
            })
            """,
            album.ToString()
        );

    // Other ones for each width: the project is the same, and what it has already it asks about.
    private static string Picture(int number, int width) => Convert.ToBase64String(DemoPicture.Jpeg(width, number, 480));

    // Two parts a file; bytes behind a JPEG's end belong to the file and to no picture. One is there twice.
    private string Card()
    {
        var card = Directory.CreateDirectory(Path.Combine(_folder, "카드 B")).FullName;
        for (var i = 1; i <= Files; i++)
        {
            var tail = new byte[UploadSession.PartSize + (i * 1000)];
            new Random(i).NextBytes(tail);
            File.WriteAllBytes(Path.Combine(card, $"IMG_000{i}.JPG"), [.. DemoPicture.Jpeg(78, i, 640), .. tail]);
        }

        var backup = Directory.CreateDirectory(Path.Combine(card, "백업")).FullName;
        File.Copy(Path.Combine(card, "IMG_0001.JPG"), Path.Combine(backup, "사본.JPG"));
        File.WriteAllText(Path.Combine(card, "notes.txt"), "no picture");

        // What systems put beside photos, under a picture's name: nobody's pictures.
        File.WriteAllBytes(Path.Combine(card, "._IMG_0001.JPG"), [1, 2, 3]);
        var thumbs = Directory.CreateDirectory(Path.Combine(card, "@eaDir", "IMG_0001.JPG")).FullName;
        File.WriteAllBytes(Path.Combine(thumbs, "SYNOPHOTO_THUMB_M.jpg"), DemoPicture.Jpeg(78, 99, 320));
        return card;
    }

    private async Task<Guid> AlbumAsync(IPage page, string name)
    {
        var project = await ScalarAsync<Guid>("SELECT id FROM projects ORDER BY project_number DESC LIMIT 1");
        var korean = await page.EvaluateAsync<string>("document.documentElement.lang") == "ko";
        await page.OpenAsync($"/studio/projects/{project}");
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "새 앨범" : "New album", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Locator("input.mg-input").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = korean ? "만들기" : "Open album", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/studio/albums/*");
        await page.ReadyAsync();
        return Guid.Parse(new Uri(page.Url).Segments[^1]);
    }

    // A real drop: the browser is handed a folder of this machine, as the system's own drag does it.
    private static async Task DropAsync(IPage page, ICDPSession wire, string folder)
    {
        var box = (await page.Locator(".up-zone").BoundingBoxAsync())!;
        foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
        {
            await wire.SendAsync(
                "Input.dispatchDragEvent",
                new Dictionary<string, object>
                {
                    ["type"] = type,
                    ["x"] = box.X + (box.Width / 2),
                    ["y"] = box.Y + 30,
                    ["data"] = new Dictionary<string, object>
                    {
                        ["items"] = Array.Empty<object>(),
                        ["files"] = new[] { folder },
                        ["dragOperationsMask"] = 1,
                    },
                }
            );
        }
    }

    // What stands between a browser and the store: so many parts pass, the others wait until it is opened.
    private sealed class Wire(int free)
    {
        private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _free = free;

        public void Hold(int free) => (_free, _opened) = (free, new(TaskCreationOptions.RunContinuationsAsynchronously));

        public void Open() => _opened.TrySetResult();

        public async Task PassAsync(IRoute route)
        {
            if (Interlocked.Decrement(ref _free) < 0)
            {
                await _opened.Task;
            }

            await route.ContinueAsync();
        }
    }

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static string PartOf(string url) => new Uri(url).AbsolutePath + " " + PartNumber().Match(url).Value;

    private Task<long> CountAsync(Guid album) =>
        ScalarAsync<long>("SELECT count(*) FROM photos WHERE album_id = $1 AND deleted_at IS NULL", album);

    private Task<string> StatusAsync(Guid album) =>
        ScalarAsync<string>("SELECT upload_status::text FROM photo_albums WHERE id = $1", album);

    [GeneratedRegex(@"[?&]n=\d+")]
    private static partial Regex PartNumber();

    [GeneratedRegex("/objects/|/store/")]
    private static partial Regex PartAddress();
}
