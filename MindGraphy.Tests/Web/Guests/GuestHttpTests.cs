using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Guests;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Deliveries;
using MindGraphy.Tests.Support;
using MindGraphy.Tests.Web.Deliveries;
using Xunit;

namespace MindGraphy.Tests.Web.Guests;

/// <summary>Sharing over HTTP: the couple's browser makes and hides, a guest's looks.</summary>
public sealed partial class GuestHttpTests(MigratedTemplate template) : DeliveryHttpTest(template)
{
    private GuestService Guests => App.Services.GetRequiredService<GuestService>();

    [Fact]
    public async Task Guests_see_pictures_and_nothing_else_and_what_is_hidden_is_gone_at_once()
    {
        var (final, id) = await SentAsync(["비밀이름.jpg", "b.jpg", "c.jpg"]);
        await RenderAsync();
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        Assert.Contains("href=\"/c/download/guests\"", await phone.GetStringAsync("/c/download", Ct));
        var (gallery, link) = await ShareAsync(phone);
        using var guest = await ComeAsync(link);
        var answer = await guest.GetAsync("/c/guest", Ct);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.DoesNotContain("blazor.web.js", html);
        Assert.DoesNotContain(" style=", html);
        Assert.DoesNotContain("비밀이름", html);
        Assert.DoesNotContain("2048.jpg", html);
        Assert.DoesNotContain("/c/guest/save/", html);
        var pictures = Picture().Matches(html).Select(m => m.Value).ToList();
        Assert.Equal(3, pictures.Count);

        var first = await guest.GetAsync(pictures[0], Ct);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        Assert.Contains("no-cache", first.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        var again = new HttpRequestMessage(HttpMethod.Get, pictures[0]);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await guest.SendAsync(again, Ct)).StatusCode);

        var hidden = IdOf(pictures[0]);
        var said = await phone.PostAsJsonAsync($"{gallery}/photos", new { says = new[] { new { id = hidden, show = false } } }, Ct);
        Assert.Contains("\"shown\":2", await said.Content.ReadAsStringAsync(Ct));
        Assert.DoesNotContain(hidden, await guest.GetStringAsync("/c/guest", Ct));
        var kept = new HttpRequestMessage(HttpMethod.Get, pictures[0]);
        kept.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.SendAsync(kept, Ct)).StatusCode);
        foreach (var size in new[] { "480", "1024", "2048" })
        {
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await guest.GetAsync(pictures[0].Replace("1024.jpg", size + ".jpg", StringComparison.Ordinal), Ct)).StatusCode
            );
        }

        // The web size only where the couple lets it be saved; never an original.
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await guest.GetAsync(pictures[1].Replace("1024", "2048", StringComparison.Ordinal), Ct)).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync($"/c/guest/save/{IdOf(pictures[1])}", Ct)).StatusCode);
        var settings = await phone.GetStringAsync(gallery, Ct);
        var version = Version().Match(settings).Groups[1].Value;
        Assert.Equal(
            HttpStatusCode.Found,
            (
                await PostAsync(
                    phone,
                    gallery,
                    settings,
                    "settings",
                    ("version", version),
                    ("title", "가족"),
                    ("until", Day(20)),
                    ("save", "on")
                )
            ).StatusCode
        );
        var saved = await guest.GetAsync($"/c/guest/save/{IdOf(pictures[1])}", Ct);
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("web", System.Text.Encoding.ASCII.GetString(await saved.Content.ReadAsByteArrayAsync(Ct))[..3]);
        foreach (
            var path in new[]
            {
                "/c/download",
                "/c/download/zip/original/1",
                "/c/download/file/web/1",
                "/c/download/guests",
                gallery,
                "/c/proof",
            }
        )
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await guest.GetAsync(path, Ct)).StatusCode));
        }
    }

    [Fact]
    public async Task Without_an_open_guests_link_there_is_nothing_and_no_other_couples_picture()
    {
        var (final, id) = await SentAsync(["a.jpg"]);
        var (other, second) = await SentAsync(["b.jpg"]);
        await RenderAsync();
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        using var stranger = await EnterAsync(other.Couple.BrideId, second);
        var (gallery, link) = await ShareAsync(phone);
        using var guest = await ComeAsync(link);
        var picture = Picture().Match(await guest.GetStringAsync("/c/guest", Ct)).Value;
        var foreign = await ScalarAsync<Guid>("SELECT photo_id FROM delivery_files WHERE deliverable_id = $1", second);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await guest.GetAsync(picture.Replace(IdOf(picture), foreign.ToString("N"), StringComparison.Ordinal), Ct)).StatusCode
        );

        // Another couple, another purpose, a token that was cut or made up.
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(gallery, Ct)).StatusCode);
        var says = new { says = new[] { new { id = IdOf(picture), show = false } } };
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync($"{gallery}/photos", says, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.PostAsJsonAsync($"{gallery}/photos", says, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(picture, Ct)).StatusCode);
        var token = link.Split('/')[^1];
        foreach (
            var (purpose, wrong) in new[] { ("download", token), ("proof", token), ("guest", token[..^1]), ("guest", new string('A', 43)) }
        )
        {
            using var nobody = Browser();
            using var form = new FormUrlEncodedContent([new("token", wrong)]);
            Assert.EndsWith("/c/closed", (await nobody.PostAsync($"/c/open/{purpose}", form, Ct)).Headers.Location!.ToString());
            Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync("/c/guest", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync(picture, Ct)).StatusCode);
        }

        // A foreign page can neither show nor hide.
        var request = new HttpRequestMessage(HttpMethod.Post, $"{gallery}/photos") { Content = JsonContent.Create(says) };
        phone.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await phone.SendAsync(request, Ct)).StatusCode);
        phone.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        Assert.Equal(HttpStatusCode.Found, (await PostAsync(phone, gallery, await phone.GetStringAsync(gallery, Ct), "revoke")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync("/c/guest", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync(picture, Ct)).StatusCode);
        Assert.Contains("닫음", await phone.GetStringAsync(gallery, Ct));
    }

    [Fact]
    public async Task A_PIN_is_asked_for_before_anything_is_shown()
    {
        var (final, id) = await SentAsync(["a.jpg"]);
        await RenderAsync();
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        var (gallery, link) = await ShareAsync(phone, ("pin", "on"));
        var pin = Digits().Match(await phone.GetStringAsync(gallery, Ct)).Groups[1].Value;
        using var guest = await ComeAsync(link);
        var html = await guest.GetStringAsync("/c/guest", Ct);
        Assert.DoesNotContain("/c/guest/i/", html);
        Assert.Contains(
            "PIN이 다릅니다",
            await (await PostAsync(guest, "/c/guest", html, "pin", ("pin", "1"))).Content.ReadAsStringAsync(Ct)
        );
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(guest, "/c/guest", html, "pin", ("pin", pin))).StatusCode);
        var picture = Picture().Match(await guest.GetStringAsync("/c/guest", Ct)).Value;
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync(picture, Ct)).StatusCode);
        using var another = await ComeAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, (await another.GetAsync(picture, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_PIN_that_was_typed_for_one_gallery_is_not_tried_on_another_that_was_opened_since()
    {
        var (final, id) = await SentAsync(["a.jpg"]);
        await RenderAsync();
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        var (gallery, link) = await ShareAsync(phone, ("pin", "on"));
        var (_, second) = await ShareAsync(phone, ("pin", "on"));
        var pin = Digits().Match(await phone.GetStringAsync(gallery, Ct)).Groups[1].Value;
        using var guest = await ComeAsync(link);
        var html = await guest.GetStringAsync("/c/guest", Ct);
        using var form = new FormUrlEncodedContent([new("token", second.Split('/')[^1])]);
        Assert.Equal(HttpStatusCode.SeeOther, (await guest.PostAsync("/c/open/guest", form, Ct)).StatusCode);
        var refused = await PostAsync(guest, "/c/guest", html, "pin", ("pin", pin));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("이 브라우저에서 다른 링크를", await refused.Content.ReadAsStringAsync(Ct));
        Assert.Equal(0, await CountAsync("guest_galleries WHERE pin_tries > 0"));
        using var back = new FormUrlEncodedContent([new("token", link.Split('/')[^1])]);
        await guest.PostAsync("/c/open/guest", back, Ct);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(guest, "/c/guest", html, "pin", ("pin", pin))).StatusCode);
    }

    [Fact]
    public async Task The_page_is_light_in_pages_and_its_taps_are_limited_by_link()
    {
        var (final, id) = await SentAsync([.. Enumerable.Range(1, 130).Select(i => $"{i:000}.jpg")]);
        using var phone = await EnterAsync(final.Couple.BrideId, id);
        var (gallery, link) = await ShareAsync(phone);
        using var guest = await ComeAsync(link);
        var html = await guest.GetStringAsync("/c/guest", Ct);
        Assert.Equal(120, Picture().Count(html));
        Assert.Contains("href=\"/c/guest?page=2\"", html);
        Assert.Equal(10, Picture().Count(await guest.GetStringAsync("/c/guest?page=2", Ct)));
        Assert.Equal(0, Picture().Count(await guest.GetStringAsync("/c/guest?page=999999999", Ct)));
        var weight = 0;
        foreach (var file in Asset().Matches(html).Select(m => m.Groups[1].Value).Distinct())
        {
            var bytes = await guest.GetByteArrayAsync("/" + file, Ct);
            using var packed = new MemoryStream();
            await using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
            {
                await brotli.WriteAsync(bytes, Ct);
            }

            weight += (int)packed.ToArray().Length;
        }

        Assert.InRange(weight, 1000, 8 * 1024);
        var says = new { says = new[] { new { id = Guid.NewGuid().ToString("N"), show = true } } };
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 220; i++)
        {
            statuses.Add((await phone.PostAsJsonAsync($"{gallery}/photos", says, Ct)).StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync("/c/guest", Ct)).StatusCode);
    }

    private async Task<(string Gallery, string Link)> ShareAsync(HttpClient phone, params (string, string)[] more)
    {
        var page = await phone.GetStringAsync("/c/download/guests", Ct);
        (string, string)[] fields =
        [
            ("key", Key().Match(page).Groups[1].Value),
            ("title", "우리 결혼식"),
            ("until", Day(30)),
            ("begin", "all"),
            .. more,
        ];
        var made = await PostAsync(phone, "/c/download/guests", page, "make", fields);
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
        var again = await PostAsync(phone, "/c/download/guests", page, "make", fields);
        Assert.Equal(made.Headers.Location, again.Headers.Location);
        var gallery = new Uri(new Uri("http://x"), made.Headers.Location!).AbsolutePath;
        var link = new Uri(Link().Match(await phone.GetStringAsync(gallery, Ct)).Groups[1].Value).AbsolutePath;
        return (gallery, link);
    }

    private async Task<HttpClient> ComeAsync(string link)
    {
        var browser = Browser();

        // Looking at the link changes nothing; the button does.
        Assert.Contains("/c/open/guest", await browser.GetStringAsync(link, Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/c/guest", Ct)).StatusCode);
        using var form = new FormUrlEncodedContent([new("token", link.Split('/')[^1])]);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync("/c/open/guest", form, Ct)).StatusCode);
        return browser;
    }

    private async Task RenderAsync()
    {
        await using var db = await DbAsync();
        foreach (var photo in db.Set<Photo>().ToList())
        {
            foreach (var size in new[] { 480, 1024, 2048 })
            {
                await Store.DeleteAsync(Photo.RenditionKey(photo.Id, photo.ShownHash, size), Ct);
                await PutAsync(Photo.RenditionKey(photo.Id, photo.ShownHash, size), System.Text.Encoding.ASCII.GetBytes($"web {size}"));
            }
        }
    }

    private string Day(int days) =>
        App
            .Services.GetRequiredService<MindGraphy.Domain.Common.StudioClock>()
            .Today.AddDays(days)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string IdOf(string picture) => picture.Split('/')[4];

    [GeneratedRegex("/c/guest/i/[0-9a-f]{32}/[0-9a-f]{16}-(1024|2048)\\.jpg")]
    private static partial Regex Picture();

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("name=\"key\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex Key();

    [GeneratedRegex("id=\"link\" readonly value=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("PIN <strong class=\"num\">(\\d{6})<")]
    private static partial Regex Digits();

    [GeneratedRegex("(?:href|src)=\"([a-z/]+(?:\\.[a-z0-9]+)?\\.(?:css|js))\"")]
    private static partial Regex Asset();
}
