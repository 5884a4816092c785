using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Deliveries;
using MindGraphy.Tests.Support;
using MindGraphy.Web;
using Xunit;

namespace MindGraphy.Tests.Web.Deliveries;

/// <summary>Downloads over HTTP: the real application on a port of its own, a couple's browser, a store on disk.</summary>
public sealed class DownloadHttpTests(MigratedTemplate template) : DeliveryHttpTest(template)
{
    private const string ZipPath = "/c/download/zip/original/1";

    [Fact]
    public async Task A_ZIP_file_is_as_long_as_announced_reads_everywhere_and_any_hundred_pieces_make_the_whole()
    {
        var (final, id) = await SentAsync(["신부대기실.jpg", "IMG_0002.JPG", "가족.jpg", "폐백.jpg"]);
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        var head = await phone.SendAsync(new HttpRequestMessage(HttpMethod.Head, ZipPath), Ct);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(0, await CountAsync("delivery_downloads"));

        var answer = await phone.GetAsync(ZipPath, Ct);
        var whole = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal(head.Content.Headers.ContentLength, whole.Length);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("김서연·이준호 2026-05-16 보정본-1.zip", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("bytes", answer.Headers.AcceptRanges.Single());
        Assert.False(answer.Headers.ETag!.IsWeak);
        await EventuallyAsync(async () => await StatusAsync(id) == "delivered");

        // A hundred cuts at random, asked for in a random order and put together again.
        var random = new Random(20260516);
        var cuts = Enumerable
            .Range(0, 100)
            .Select(_ => random.Next(1, whole.Length))
            .Append(0)
            .Append(whole.Length)
            .Distinct()
            .Order()
            .ToList();
        var pieces = cuts.Zip(cuts.Skip(1)).ToArray();
        random.Shuffle(pieces);
        var joined = new byte[whole.Length];
        foreach (var (from, to) in pieces)
        {
            var piece = await RangeAsync(phone, from, to - 1, answer.Headers.ETag.ToString());
            Assert.Equal(HttpStatusCode.PartialContent, piece.StatusCode);
            Assert.Equal(new ContentRangeHeaderValue(from, to - 1, whole.Length), piece.Content.Headers.ContentRange);
            (await piece.Content.ReadAsByteArrayAsync(Ct)).CopyTo(joined, from);
        }

        Assert.Equal(whole, joined);
        var path = Path.Combine(Folder, "fetched.zip");
        await File.WriteAllBytesAsync(path, joined, Ct);
        await StoredZipTests.AcceptedAsync(path);
        await using var archive = await ZipFile.OpenReadAsync(path, Ct);
        foreach (var entry in archive.Entries.SkipLast(1))
        {
            Assert.True(entry.FullName.IsNormalized(NormalizationForm.FormC));
            using var content = new MemoryStream();
            await using var from = await entry.OpenAsync(Ct);
            await from.CopyToAsync(content, Ct);
            Assert.Equal(final.Files[entry.FullName], content.ToArray());
        }

        using var sums = new StreamReader(await archive.Entries[^1].OpenAsync(Ct));
        Assert.Equal(
            final.Files.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Value))}  {f.Key}"),
            (await sums.ReadToEndAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
        var csv = await phone.GetStringAsync("/c/download/manifest/original", Ct);
        Assert.Contains($"\"신부대기실.jpg\",3000,{Convert.ToHexStringLower(SHA256.HashData(final.Files["신부대기실.jpg"]))},1", csv);
    }

    [Fact]
    public async Task Ranges_that_make_no_sense_are_answered_with_the_whole_or_with_416()
    {
        var (final, id) = await SentAsync(["a.jpg"]);
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        var bytes = final.Files["a.jpg"];
        var file = "/c/download/file/original/1";
        Assert.Equal(bytes, await phone.GetByteArrayAsync(file, Ct));
        foreach (
            var (range, status, expected) in new[]
            {
                ("bytes=5-", 206, bytes[5..]),
                ("bytes=-7", 206, bytes[^7..]),
                ("bytes=10-10", 206, bytes[10..11]),
                ("bytes=10-999999", 206, bytes[10..]),
                ("bytes=0-99999", 200, bytes),
                ("bytes=1-2,5-6", 200, bytes),
                ("pages=1-2", 200, bytes),
                ("bytes=3000-", 416, []),
                ("bytes=-0", 416, []),
            }
        )
        {
            var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.TryAddWithoutValidation("Range", range);
            var answer = await phone.SendAsync(request, Ct);
            Assert.Equal((range, status), (range, (int)answer.StatusCode));
            if (status != 416)
            {
                Assert.Equal(expected, await answer.Content.ReadAsByteArrayAsync(Ct));
            }
        }

        // The beginning that this browser has is of something else: it gets the whole.
        Assert.Equal(HttpStatusCode.OK, (await RangeAsync(phone, 5, 9, "\"other\"", file)).StatusCode);
        var web = await phone.GetAsync("/c/download/file/web/1", Ct);
        Assert.Equal("a.jpg", web.Content.Headers.ContentDisposition!.FileName?.Trim('"'));
        Assert.Equal(700, web.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_changed_breaks_the_connection_and_never_ends_well()
    {
        var (final, id) = await SentAsync(["a.jpg", "b.jpg", "c.jpg"]);
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        var key = await ScalarAsync<string>("SELECT store_key FROM delivery_files WHERE name = 'b.jpg'");
        await Store.DeleteAsync(key, Ct);
        await Assert.ThrowsAsync<HttpRequestException>(() => phone.GetByteArrayAsync(ZipPath, Ct));
        var changed = final.Files["b.jpg"].ToArray();
        changed[100] ^= 1;
        await PutAsync(key, changed);
        await Assert.ThrowsAsync<HttpRequestException>(() => phone.GetByteArrayAsync(ZipPath, Ct));
        await Store.DeleteAsync(key, Ct);
        await PutAsync(key, changed[..50]);
        await Assert.ThrowsAsync<HttpRequestException>(() => phone.GetByteArrayAsync(ZipPath, Ct));
        Assert.Equal("ready", await StatusAsync(id));
        Assert.Equal(1, await CountAsync("delivery_downloads WHERE completed_at IS NULL"));
    }

    [Fact]
    public async Task Twenty_browsers_at_once_never_begin_more_than_the_limit()
    {
        var (final, id) = await SentAsync(["a.jpg", "b.jpg"], most: 2);
        var browsers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EnterAsync(final.Couple.BrideId, id)));
        var all = new List<HttpStatusCode>();
        for (var round = 0; round < 4; round++)
        {
            var answers = await Task.WhenAll(browsers.Select(b => b.GetAsync(ZipPath, Ct)));
            all.AddRange(answers.Select(a => a.StatusCode));
            await EventuallyAsync(async () => await CountAsync("delivery_downloads WHERE completed_at IS NULL") == 0);
        }

        Assert.Contains(HttpStatusCode.OK, all);
        Assert.Contains(HttpStatusCode.Conflict, all);
        Assert.Equal(2, await CountAsync("delivery_downloads"));
        Assert.Equal(2, await ScalarAsync<int>("SELECT download_count FROM deliverables"));
        var page = await browsers[0].GetStringAsync("/c/download", Ct);
        Assert.Contains("2번 모두 받으셨어요", page);
        Assert.DoesNotContain($"href=\"{ZipPath}", page);
        foreach (var browser in browsers)
        {
            browser.Dispose();
        }
    }

    [Fact]
    public async Task Without_an_open_link_of_this_purpose_there_is_nothing_anywhere()
    {
        var (final, id) = await SentAsync(["비밀이름.jpg"]);
        var (other, otherId) = await SentAsync(["x.jpg"]);
        var token = (await Served.LinkUrlsAsync(Manager, id, Ct)).Value!.First(l => l.ContactId == final.Couple.BrideId).Path.Split('/')[
            ^1
        ];
        foreach (
            var (purpose, wrong) in new[]
            {
                ("proof", token),
                ("download", token[..42]),
                ("download", token[..42] + (token[42] == 'A' ? 'E' : 'A')),
                ("download", ""),
            }
        )
        {
            using var stranger = Browser();
            using var form = new FormUrlEncodedContent([new("token", wrong)]);
            Assert.EndsWith("/c/closed", (await stranger.PostAsync("/c/open/" + purpose, form, Ct)).Headers.Location!.ToString());
            await NothingAsync(stranger);
        }

        using var holder = await EnterAsync(final.Couple.BrideId, id);
        using var neighbour = await EnterAsync(other.Couple.BrideId, otherId);
        Assert.Contains("비밀이름.jpg", await holder.GetStringAsync("/c/download", Ct));
        Assert.DoesNotContain("비밀이름", await neighbour.GetStringAsync("/c/download", Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync("/c/download/file/original/2", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync("/c/download/zip/raw/1", Ct)).StatusCode);
        await Served.RevokeAsync(Manager, id, Ct);
        await NothingAsync(holder);
    }

    [Fact]
    public async Task Whose_link_alone_is_taken_back_reads_so_everywhere_and_the_other_goes_on()
    {
        var (final, id) = await SentAsync(["비밀이름.jpg", "b.jpg"]);
        using var bride = await EnterAsync(final.Couple.BrideId, id);
        using var groom = await EnterAsync(final.Couple.GroomId, id);
        var begun = await bride.GetAsync(ZipPath, Ct);
        var whole = await begun.Content.ReadAsByteArrayAsync(Ct);
        Assert.Null((await Served.TakeLinkAsync(Manager, id, final.Couple.BrideId, Ct)).Refusal);

        // Page, files, the ZIP file's next piece, hashes, and what is shared from there: the cookie that was good before opens nothing.
        await NothingAsync(bride);
        Assert.Contains("링크", await (await bride.GetAsync("/c/download", Ct)).Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await RangeAsync(bride, 5, 9, begun.Headers.ETag!.ToString())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bride.GetAsync("/c/download/guests", Ct)).StatusCode);

        await groom.GetAsync((await groom.GetAsync("/c/download", Ct)).Headers.Location, Ct);
        Assert.Contains("비밀이름.jpg", await groom.GetStringAsync("/c/download", Ct));
        Assert.Equal(whole, await groom.GetByteArrayAsync(ZipPath, Ct));
        Assert.Equal(HttpStatusCode.PartialContent, (await RangeAsync(groom, 5, 9, begun.Headers.ETag!.ToString())).StatusCode);

        // Given anew it opens; the former one does not come back with it.
        Assert.Null((await Served.GiveLinkAsync(Manager, id, final.Couple.BrideId, Ct)).Refusal);
        await NothingAsync(bride);
        using var again = await EnterAsync(final.Couple.BrideId, id);
        Assert.Contains("비밀이름.jpg", await again.GetStringAsync("/c/download", Ct));
    }

    [Fact]
    public async Task The_page_asks_for_the_PIN_says_what_it_was_when_it_is_over_and_takes_the_wish_for_more_time()
    {
        var (final, id) = await SentAsync(["a.jpg"], pin: true);
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        var page = await phone.GetAsync("/c/download", Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString());
        Assert.DoesNotContain("a.jpg", html);
        Assert.DoesNotContain("blazor.web.js", html);
        Assert.Equal(HttpStatusCode.Forbidden, (await phone.GetAsync(ZipPath, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await phone.GetAsync("/c/download/manifest/web", Ct)).StatusCode);

        var pin = (await Served.PinAsync(Manager, id, Ct)).Value!;
        Assert.Contains("PIN이 다릅니다", await (await PostAsync(phone, html, "pin", ("pin", "1"))).Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(phone, html, "pin", ("pin", pin))).StatusCode);
        html = await phone.GetStringAsync("/c/download", Ct);
        Assert.Contains("a.jpg", html);
        Assert.Contains($"href=\"{ZipPath}?of=", html);

        await ExecuteAsync("UPDATE deliverables SET expires_at = now() - interval '1 hour'");
        html = await phone.GetStringAsync("/c/download", Ct);
        Assert.Contains("받으실 수 있었어요", html);
        Assert.Contains("a.jpg", html);
        Assert.DoesNotContain($"href=\"{ZipPath}", html);
        var closed = await phone.GetAsync(ZipPath, Ct);
        Assert.Equal((HttpStatusCode.Conflict, "text/plain"), (closed.StatusCode, closed.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(phone, html, "ask")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(phone, html, "ask")).StatusCode);
        Assert.Contains("연장을 요청하셨어요", await phone.GetStringAsync("/c/download", Ct));
        Assert.Equal(1, await CountAsync("notifications WHERE template_id = 'delivery_extension_asked'"));
    }

    [Fact]
    public async Task The_forms_of_one_delivery_do_nothing_to_another_that_was_opened_since()
    {
        var (final, id) = await SentAsync(["a.jpg"], pin: true);
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        var html = await phone.GetStringAsync("/c/download", Ct);
        var draft = new DeliveryDraft(DeliveryType.CloudLink, "원본", Link: "https://example.com/files");
        var next = (await Served.PrepareAsync(Manager, final.Couple.ProjectId, draft, [final.Couple.BrideId], ct: Ct)).Value;
        Assert.Equal("ready", await StatusAsync(next));
        var link = (await Served.LinkUrlsAsync(Manager, next, Ct)).Value!.Single();
        using var form = new FormUrlEncodedContent([new("token", link.Path.Split('/')[^1])]);
        await phone.PostAsync("/c/open/download", form, Ct);

        foreach (var name in new[] { "pin", "ask", "receive" })
        {
            var refused = await PostAsync(phone, html, name, ("pin", "1"));
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("이 브라우저에서 다른 링크를", await refused.Content.ReadAsStringAsync(Ct));
        }

        Assert.Equal(2, await CountAsync("deliverables WHERE delivery_status = 'ready' AND pin_tries = 0 AND extension_asked_at IS NULL"));

        // What the page shows now is the delivery that was opened last, and its own button works.
        html = await phone.GetStringAsync("/c/download", Ct);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(phone, html, "receive")).StatusCode);
        Assert.Equal("delivered", await StatusAsync(next));
    }

    [Fact]
    public async Task The_files_of_one_delivery_are_not_fetched_by_the_page_of_another()
    {
        var (final, id) = await SentAsync(["a.jpg"]);
        var (other, otherId) = await SentAsync(["b.jpg"]);
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        var paths = Regex
            .Matches(await phone.GetStringAsync("/c/download", Ct), "href=\"(/c/download/[a-z]+/[^\"]+)\"")
            .Select(m => m.Groups[1].Value);
        Assert.True(paths.Count() >= 6);
        var link = (await Served.LinkUrlsAsync(Manager, otherId, Ct)).Value!.Single(l => l.ContactId == other.Couple.BrideId);
        using var form = new FormUrlEncodedContent([new("token", link.Path.Split('/')[^1])]);
        await phone.PostAsync("/c/open/download", form, Ct);
        foreach (var path in paths)
        {
            var refused = await phone.GetAsync(path, Ct);
            Assert.Equal((path, HttpStatusCode.Conflict), (path, refused.StatusCode));
            Assert.Contains("다른 링크를", await refused.Content.ReadAsStringAsync(Ct));
        }

        // Who pressed reads it on the page that opens, and once.
        var pressed = new HttpRequestMessage(HttpMethod.Get, paths.First());
        pressed.Headers.Add("Sec-Fetch-Mode", "navigate");
        var led = await phone.SendAsync(pressed, Ct);
        Assert.Equal((HttpStatusCode.SeeOther, "/c/download"), (led.StatusCode, led.Headers.Location!.ToString()));
        var html = await phone.GetStringAsync("/c/download", Ct);
        Assert.Contains("먼저 여신 페이지의 사진을 받으시려면", html);
        Assert.DoesNotContain("먼저 여신 페이지의 사진을 받으시려면", await phone.GetStringAsync("/c/download", Ct));
        Assert.Contains("b.jpg", html);
        Assert.Equal(0, await CountAsync("delivery_downloads"));

        // Its own button works, and so does an address without it.
        Assert.Equal(
            HttpStatusCode.OK,
            (await phone.GetAsync(Regex.Match(html, "/c/download/zip/original/1\\?of=[0-9a-f]+").Value, Ct)).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(ZipPath, Ct)).StatusCode);
    }

    [Fact]
    public async Task Why_nothing_was_fetched_is_said_beside_the_PIN_and_after_the_way_to_the_reader_s_language()
    {
        var (final, id) = await SentAsync(["a.jpg"], pin: true);
        using var phone = await EnterAsync(final.Couple.GroomId, id);
        var pressed = new HttpRequestMessage(HttpMethod.Get, ZipPath + "?of=another");
        pressed.Headers.Add("Sec-Fetch-Mode", "navigate");
        Assert.Equal(HttpStatusCode.SeeOther, (await phone.SendAsync(pressed, Ct)).StatusCode);
        var led = await phone.GetAsync("/c/download", Ct);
        Assert.Equal(HttpStatusCode.Found, led.StatusCode);
        await phone.GetAsync(led.Headers.Location, Ct);
        var html = await phone.GetStringAsync("/c/download", Ct);
        Assert.Contains("role=\"alert\"", html);
        Assert.Contains("name=\"pin\"", html);
        Assert.DoesNotContain("aria-invalid", html);
        Assert.DoesNotContain("role=\"alert\"", await phone.GetStringAsync("/c/download", Ct));
    }

    private static async Task NothingAsync(HttpClient browser)
    {
        foreach (var path in new[] { "/c/download", ZipPath, "/c/download/file/original/1", "/c/download/manifest/original" })
        {
            var answer = await browser.GetAsync(path, Ct);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
            Assert.DoesNotContain("비밀이름", text);
            Assert.DoesNotContain("김서연", text);
        }
    }

    private static async Task<HttpResponseMessage> RangeAsync(HttpClient browser, long from, long to, string tag, string path = ZipPath)
    {
        // Two hundred requests in ten seconds is what one link may.
        HttpResponseMessage answer;
        do
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Range = new RangeHeaderValue(from, to);
            request.Headers.TryAddWithoutValidation("If-Range", tag);
            answer = await browser.SendAsync(request, Ct);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(1000, Ct);
            }
        } while (answer.StatusCode == HttpStatusCode.TooManyRequests);
        return answer;
    }
}
