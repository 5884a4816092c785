using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Links;
using Xunit;

namespace MindGraphy.Tests.Web.Proofing;

/// <summary>The gallery over HTTP: the real application on a port of its own, a browser's requests, a cookie from a link.</summary>
public sealed partial class GalleryHttpTests(MigratedTemplate template) : ProofTest(template)
{
    private ServedApp _app = null!;

    private ProofService Served => _app.Services.GetRequiredService<ProofService>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _app = await ServedApp.StartAsync(ConnectionString, ct: Ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_couple_opens_picks_submits_and_comes_back_to_the_summary()
    {
        var (couple, round) = await SentAsync();
        using var phone = await EnterAsync(couple.BrideId, round);
        var page = await phone.GetAsync("/c/proof", Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString());
        Assert.Contains("김서연 · 이준호", html);
        Assert.Contains("마음에 드는 사진 5장을 골라 주세요", html);
        Assert.DoesNotContain("blazor.web.js", html);
        Assert.DoesNotContain(" style=", html);

        var picked = await phone.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[1], couple.Photos[0]), Ct);
        var reply = await picked.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(
            (2, 5, 0),
            (reply.GetProperty("count").GetInt32(), reply.GetProperty("limit").GetInt32(), reply.GetProperty("refused").GetArrayLength())
        );
        var lines = (await phone.GetStringAsync("/c/proof/photos", Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Length);
        Assert.StartsWith($"[\"{couple.Photos[0]:N}\"", lines[0]);
        Assert.EndsWith(",2,0,\"\"]", lines[0]);

        // Put in order by hand: the second before the first, and back again.
        var order = await phone.GetStringAsync("/c/proof/order", Ct);
        Assert.DoesNotContain(" style=", order);
        Assert.True(
            order.IndexOf($"data-id=\"{couple.Photos[1]:N}", StringComparison.Ordinal)
                < order.IndexOf($"data-id=\"{couple.Photos[0]:N}", StringComparison.Ordinal)
        );
        foreach (var (id, before) in new[] { (0, 1), (1, 0) })
        {
            var moved = await phone.PostAsJsonAsync(
                "/c/proof/order",
                new { moved = new[] { new { id = $"{couple.Photos[id]:N}", before = $"{couple.Photos[before]:N}" } } },
                Ct
            );
            Assert.StartsWith($"{{\"order\":[\"{couple.Photos[id]:N}\"", await moved.Content.ReadAsStringAsync(Ct));
        }

        for (var i = 0; i < 2; i++)
        {
            var submitted = await phone.PostAsJsonAsync("/c/proof/submit", new { key = "one", count = 2 }, Ct);
            Assert.Equal(2, (await submitted.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("count").GetInt32());
        }

        Assert.Equal(1, await CountAsync("editing_queue"));
        Assert.Equal(
            "/c/proof/done",
            (await phone.GetAsync("/c/proof", Ct))
                .Headers.Location!.ToString()
                .Replace(_app.Address.ToString().TrimEnd('/'), "", StringComparison.Ordinal)
        );
        var summary = await phone.GetStringAsync("/c/proof/done", Ct);
        Assert.Contains("고르신 2장의 보정을 시작할게요", summary);
        Assert.Matches("<button[^>]* data-print", summary);
        Assert.Matches("<link rel=\"stylesheet\" href=\"[^\"]*print[^\"]*\\.css\" media=\"print\"", summary);
        Assert.DoesNotMatch("<script>|onclick=", summary);
        Assert.True(
            summary.IndexOf($"{couple.Photos[1]:N}", StringComparison.Ordinal)
                < summary.IndexOf($"{couple.Photos[0]:N}", StringComparison.Ordinal)
        );
        var late = await phone.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[3]), Ct);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("\"open\":false", await phone.GetStringAsync("/c/proof?view=all", Ct));
    }

    [Fact]
    public async Task A_tap_that_a_later_one_of_another_device_overtook_goes_back_on_the_page_without_a_question()
    {
        var (couple, round) = await SentAsync();
        using var phone = await EnterAsync(couple.BrideId, round);
        using var laptop = await EnterAsync(couple.BrideId, round);
        object Tap(int kind, long at) =>
            new
            {
                wishes = new[]
                {
                    new
                    {
                        id = $"{couple.Photos[0]:N}",
                        k = kind,
                        t = 1_700_000_000_000 + at,
                    },
                },
            };

        await phone.PostAsJsonAsync("/c/proof/picks", Tap(2, 180_000), Ct);
        var answer = await laptop.PostAsJsonAsync("/c/proof/picks", Tap(0, 20_000), Ct);

        var reply = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        var back = Assert.Single(reply.GetProperty("refused").EnumerateArray());
        Assert.Equal(
            (1, $"{couple.Photos[0]:N}", 2, "PhotoNotInGallery"),
            (
                reply.GetProperty("count").GetInt32(),
                back.GetProperty("id").GetString(),
                back.GetProperty("k").GetInt32(),
                back.GetProperty("code").GetString()
            )
        );
    }

    [Fact]
    public async Task A_laptop_whose_clock_is_three_minutes_slow_takes_back_what_the_phone_picked_and_its_own_taps_keep_their_order()
    {
        var (couple, round) = await SentAsync();
        using var phone = await EnterAsync(couple.BrideId, round);
        using var laptop = await EnterAsync(couple.BrideId, round);
        var now = _app.Services.GetRequiredService<StudioClock>().Now.ToUnixTimeMilliseconds();

        Assert.Equal((1, 0), await TapAsync(phone, 2, -60_000, 0));
        Assert.Equal((0, 0), await TapAsync(laptop, 0, -230_000, -180_000));

        // One request was five seconds on its way, the next one was not: what was tapped last stands.
        Assert.Equal((1, 0), await TapAsync(laptop, 2, -229_000, -185_000));
        Assert.Equal((0, 0), await TapAsync(laptop, 0, -228_900, -180_000));

        // What the laptop tapped before that, and sends now, comes back as it stands.
        Assert.Equal((0, 1), await TapAsync(laptop, 2, -229_500, -180_000));

        async Task<(int Count, int Refused)> TapAsync(HttpClient device, int kind, long at, long sent)
        {
            var answer = await device.PostAsJsonAsync(
                "/c/proof/picks",
                new
                {
                    now = now + sent,
                    wishes = new[]
                    {
                        new
                        {
                            id = $"{couple.Photos[0]:N}",
                            k = kind,
                            t = now + at,
                        },
                    },
                },
                Ct
            );
            var reply = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
            return (reply.GetProperty("count").GetInt32(), reply.GetProperty("refused").GetArrayLength());
        }
    }

    [Fact]
    public async Task A_page_writes_nothing_to_a_link_that_was_opened_in_its_browser_since()
    {
        var (couple, round) = await SentAsync();
        Assert.True((await Served.RenewPinAsync(Manager, round, Ct)).Succeeded);
        using var tablet = await EnterAsync(couple.BrideId, round);
        var html = await tablet.GetStringAsync("/c/proof", Ct);
        await OpenAsync(tablet, couple.GroomId, round);

        var move = new { moved = new[] { new { id = $"{couple.Photos[0]:N}", before = (string?)null } } };
        foreach (
            var (path, body) in new (string, object)[]
            {
                ("picks", Wishes(couple.Photos[0])),
                ("order", move),
                ("submit", new { key = "k", count = 0 }),
            }
        )
        {
            var refused = await tablet.PostAsJsonAsync("/c/proof/" + path, body, Ct);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var said = await refused.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.Equal("OtherLinkOpened", said.GetProperty("code").GetString());
            Assert.StartsWith("이 브라우저에서 다른 링크를", said.GetProperty("text").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Conflict, (await tablet.GetAsync("/c/proof/photos", Ct)).StatusCode);
        var given = await GiveAsync(tablet, html, "1");
        Assert.Equal(HttpStatusCode.Conflict, given.StatusCode);
        Assert.Contains("이 브라우저에서 다른 링크를", await given.Content.ReadAsStringAsync(Ct));
        Assert.Equal(0, await CountAsync("photo_selections"));
        Assert.Equal(0, await ScalarAsync<int>("SELECT pin_tries FROM proof_gallery_sessions WHERE id = $1", round));

        // Its own link again, and it goes on.
        await OpenAsync(tablet, couple.BrideId, round);
        Assert.Equal(HttpStatusCode.Found, (await GiveAsync(tablet, html, (await Served.PinAsync(Manager, round, Ct)).Value!)).StatusCode);
        Assert.Contains($"\"page\":\"{CoupleVisit.KeyOf(round, couple.BrideId)}\"", await tablet.GetStringAsync("/c/proof", Ct));
        Assert.Equal(HttpStatusCode.OK, (await tablet.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[0]), Ct)).StatusCode);
        Assert.Equal(couple.BrideId, await ScalarAsync<Guid>("SELECT contact_id FROM photo_selections"));

        // A page that was loaded before pages said so is believed: its script throws away what is refused.
        tablet.DefaultRequestHeaders.Remove(CoupleRequests.PageHeader);
        Assert.Equal(HttpStatusCode.OK, (await tablet.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[1]), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await tablet.PostAsJsonAsync("/c/proof/submit", new { key = "k" }, Ct)).StatusCode);
    }

    [Fact]
    public async Task What_was_read_is_what_is_submitted_or_the_page_is_told_the_numbers_of_now()
    {
        var (couple, round) = await SentAsync();
        await ExecuteAsync("UPDATE proof_gallery_sessions SET max_selections = 1, extra_won = 10000 WHERE id = $1", round);
        using var bride = await EnterAsync(couple.BrideId, round);
        using var groom = await EnterAsync(couple.GroomId, round);
        await bride.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[0]), Ct);
        var more = new
        {
            wishes = new[]
            {
                new
                {
                    id = couple.Photos[1].ToString("N"),
                    k = 2,
                    t = 1_700_000_000_000,
                    b = true,
                },
            },
        };
        Assert.Equal(HttpStatusCode.OK, (await groom.PostAsJsonAsync("/c/proof/picks", more, Ct)).StatusCode);

        var refused = await bride.PostAsJsonAsync(
            "/c/proof/submit",
            new
            {
                key = "k",
                count = 1,
                extra = 0,
            },
            Ct
        );
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var now = await refused.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(
            ("PicksDiffer", 2, 1, 10_000, 0),
            (
                now.GetProperty("code").GetString(),
                now.GetProperty("count").GetInt32(),
                now.GetProperty("limit").GetInt32(),
                now.GetProperty("each").GetInt32(),
                now.GetProperty("priced").GetInt32()
            )
        );
        Assert.Equal(0, await CountAsync("editing_queue"));
        var read = new
        {
            key = "k",
            count = 2,
            extra = 10_000,
        };
        Assert.Equal(HttpStatusCode.OK, (await bride.PostAsJsonAsync("/c/proof/submit", read, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bride.PostAsJsonAsync("/c/proof/submit", new { key = "k", count = 1 }, Ct)).StatusCode);
        Assert.Equal(1, await CountAsync("editing_queue"));
    }

    [Fact]
    public async Task A_page_knows_what_either_of_them_took_back_and_how_many_a_part_of_the_day_wants()
    {
        var (couple, round) = await SentAsync();
        await ExecuteAsync("INSERT INTO proof_section_rules (session_id, section, least, most) VALUES ($1, 'ceremony', 2, 4)", round);
        using var bride = await EnterAsync(couple.BrideId, round);
        using var groom = await EnterAsync(couple.GroomId, round);
        await bride.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[0]), Ct);
        await groom.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[0]), Ct);
        var back = new
        {
            wishes = new[]
            {
                new
                {
                    id = $"{couple.Photos[0]:N}",
                    k = 0,
                    t = 1_800_000_000_000,
                },
            },
        };
        Assert.Equal(HttpStatusCode.OK, (await groom.PostAsJsonAsync("/c/proof/picks", back, Ct)).StatusCode);
        Assert.EndsWith(",2,0,\"\",0,\"\",0,\"\",2]", await FirstAsync(bride));
        Assert.EndsWith(",0,2,\"\",0,\"\",0,\"\",1]", await FirstAsync(groom));
        Assert.Matches("\"rules\":\\[\\[[0-9]+,2,4\\]\\]", await bride.GetStringAsync("/c/proof", Ct));

        async Task<string> FirstAsync(HttpClient phone) => (await phone.GetStringAsync("/c/proof/photos", Ct)).Split('\n')[0];
    }

    [Fact]
    public async Task A_page_that_is_looked_at_again_moves_last_seen_once_a_minute()
    {
        var (couple, round) = await SentAsync();
        using var phone = await EnterAsync(couple.BrideId, round);
        const string Seen = "SELECT last_used_at FROM link_tokens WHERE contact_id = $1";
        var first = await ScalarAsync<DateTime>(Seen, couple.BrideId);
        await phone.GetAsync("/c/proof", Ct);
        Assert.Equal(first, await ScalarAsync<DateTime>(Seen, couple.BrideId));
        await ExecuteAsync("UPDATE link_tokens SET last_used_at = now() - interval '2 hours'");

        var heard = 0;
        using var listening = _app
            .Services.GetRequiredService<IStudioNews>()
            .Listen(e =>
            {
                if (e is LinkUsed used && used.SubjectId == round)
                {
                    Interlocked.Increment(ref heard);
                }

                return Task.CompletedTask;
            });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => phone.GetAsync("/c/proof", Ct)));
        Assert.True(await ScalarAsync<DateTime>(Seen, couple.BrideId) >= first);
        SpinWait.SpinUntil(() => Volatile.Read(ref heard) > 0, TimeSpan.FromSeconds(5));
        Assert.Equal(1, heard);
    }

    [Fact]
    public async Task Without_an_open_link_there_is_nothing_anywhere()
    {
        var (couple, round) = await SentAsync();
        using var holder = await EnterAsync(couple.BrideId, round);
        using var stranger = Browser();
        Assert.Equal(HttpStatusCode.OK, (await holder.GetAsync("/c/proof", Ct)).StatusCode);
        await Served.RevokeAsync(Manager, round, Ct);
        Assert.DoesNotContain("mg-account", await (await stranger.GetAsync("/c/proof", Ct)).Content.ReadAsStringAsync(Ct));
        foreach (var browser in new[] { stranger, holder })
        {
            foreach (var path in new[] { "/c/proof", "/c/proof/done", "/c/proof/order", "/c/proof/photos", await PictureAsync(couple) })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path, Ct)).StatusCode);
            }

            Assert.Equal(
                HttpStatusCode.NotFound,
                (await browser.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[0]), Ct)).StatusCode
            );
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsJsonAsync("/c/proof/submit", new { key = "k" }, Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task A_foreign_page_can_neither_pick_nor_submit_and_an_old_browser_needs_the_pages_token()
    {
        var (couple, round) = await SentAsync();
        using var phone = await EnterAsync(couple.BrideId, round);
        var html = await phone.GetStringAsync("/c/proof", Ct);
        foreach (var site in new[] { "cross-site", "same-site", "none", "" })
        {
            phone.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
            if (site.Length > 0)
            {
                phone.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
            }

            Assert.Equal(
                HttpStatusCode.Forbidden,
                (await phone.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[0]), Ct)).StatusCode
            );
            Assert.Equal(HttpStatusCode.Forbidden, (await phone.PostAsJsonAsync("/c/proof/submit", new { key = "k" }, Ct)).StatusCode);
        }

        phone.DefaultRequestHeaders.Add("RequestVerificationToken", Token().Match(html).Groups[1].Value);
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[0]), Ct)).StatusCode);
    }

    [Fact]
    public async Task Pictures_are_renditions_of_this_album_kept_privately_for_ever()
    {
        var (couple, round) = await SentAsync();
        var other = await CoupleAsync();
        using var phone = await EnterAsync(couple.BrideId, round);
        var jpeg = DemoPicture.Jpeg(1, 1, 64);
        var path = await PictureAsync(couple);
        await StoreAsync(couple.Photos[0], jpeg);
        await StoreAsync(other.Photos[0], jpeg);

        var picture = await phone.GetAsync(path, Ct);
        Assert.Equal(jpeg, await picture.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        var kept = picture.Headers.CacheControl!.ToString();
        Assert.Contains("private", kept);
        Assert.Contains("immutable", kept);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(await PictureAsync(other), Ct)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await phone.GetAsync(path.Replace("-480", "-6000", StringComparison.Ordinal), Ct)).StatusCode
        );

        // The name of a picture that was made anew since the page was opened: it is shown as it is now, and nobody keeps the old name.
        var former = await phone.GetAsync(Hash().Replace(path, "0123456789abcdef-"), Ct);
        Assert.Equal((HttpStatusCode.Found, path), (former.StatusCode, former.Headers.Location!.ToString()));
        Assert.True(former.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Taps_are_limited_per_link_and_not_per_address()
    {
        var (couple, round) = await SentAsync();
        using var bride = await EnterAsync(couple.BrideId, round);
        using var groom = await EnterAsync(couple.GroomId, round);
        var refused = 0;
        for (var i = 0; i < 21 && refused == 0; i++)
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 20).Select(_ => bride.PostAsJsonAsync("/c/proof/picks", new { wishes = Array.Empty<object>() }, Ct))
            );
            refused = answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests && a.Headers.RetryAfter is not null);
        }

        Assert.NotEqual(0, refused);
        Assert.Equal(HttpStatusCode.OK, (await groom.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[0]), Ct)).StatusCode);
    }

    [Fact]
    public async Task The_first_visit_speaks_the_persons_own_language()
    {
        var (couple, round) = await SentAsync();
        using var groom = await EnterAsync(couple.GroomId, round);
        var turned = await groom.GetAsync("/c/proof", Ct);
        Assert.Contains("c=en", turned.Headers.Location!.ToString());
        await groom.GetAsync(turned.Headers.Location, Ct);
        Assert.Contains("Please pick 5 photos you love", await groom.GetStringAsync("/c/proof", Ct));
    }

    [Fact]
    public async Task Script_and_style_of_the_first_view_stay_under_30_KB_on_the_wire_and_the_page_does_not_grow_with_the_album()
    {
        var (couple, round) = await SentAsync(60);
        var (large, largeRound) = await SentAsync(600);
        using var phone = await EnterAsync(couple.BrideId, round);
        using var second = await EnterAsync(large.BrideId, largeRound);
        var (small, big) = (await phone.GetStringAsync("/c/proof", Ct), await second.GetStringAsync("/c/proof", Ct));
        Assert.InRange(big.Length, small.Length * 0.95, small.Length * 1.05);

        long raw = 0,
            sent = 0;
        foreach (Match asset in Asset().Matches(small))
        {
            var bytes = await phone.GetByteArrayAsync("/" + asset.Groups[1].Value.TrimStart('/'), Ct);
            using var packed = new MemoryStream();
            await using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                await brotli.WriteAsync(bytes, Ct);
            }

            (raw, sent) = (raw + bytes.Length, sent + packed.Length);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"raw {raw}, brotli {sent}");
        Assert.InRange(sent, 1000, 16_000);
        Assert.InRange(raw, 1000, 54_000);
    }

    [Fact]
    public async Task A_PIN_comes_before_the_gallery_and_a_picture_is_saved_only_where_the_studio_lets_it()
    {
        var (couple, round) = await SentAsync();
        Assert.True((await Served.RenewPinAsync(Manager, round, Ct)).Succeeded);
        using var phone = await EnterAsync(couple.BrideId, round);
        var html = await phone.GetStringAsync("/c/proof", Ct);
        Assert.DoesNotContain("김서연", html);
        Assert.DoesNotContain("/c/proof/i/", html);
        var picture = await PictureAsync(couple);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(picture, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync("/c/proof/photos", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await phone.GetAsync("/c/proof/done", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await phone.PostAsJsonAsync("/c/proof/picks", Wishes(couple.Photos[0]), Ct)).StatusCode);
        Assert.Contains("PIN이 다릅니다", await (await GiveAsync(phone, html, "1")).Content.ReadAsStringAsync(Ct));
        var pin = (await Served.PinAsync(Manager, round, Ct)).Value!;
        Assert.Equal(HttpStatusCode.Found, (await GiveAsync(phone, html, pin)).StatusCode);
        html = await phone.GetStringAsync("/c/proof", Ct);
        Assert.Contains("김서연 · 이준호", html);
        Assert.DoesNotContain("class=\"i save\"", html);

        var save = $"/c/proof/save/{couple.Photos[0]:N}";
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(save, Ct)).StatusCode);
        await Served.LetSaveAsync(Manager, round, true, Ct);
        Assert.Contains("class=\"i save\"", await phone.GetStringAsync("/c/proof", Ct));
        await using (var db = await DbAsync())
        {
            var photo = db.Set<Photo>().Single(p => p.Id == couple.Photos[0]);
            using var content = new MemoryStream([1, 2, 3]);
            await _app
                .Services.GetRequiredService<IObjectStore>()
                .PutAsync(Photo.RenditionKey(photo.Id, photo.ShownHash, 2048), content, "image/jpeg", Ct);
        }

        var saved = await phone.GetAsync(save, Ct);
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("no-store", saved.Headers.CacheControl!.ToString());
        using var other = await EnterAsync(couple.GroomId, round);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(save, Ct)).StatusCode);
    }

    private static Task<HttpResponseMessage> GiveAsync(HttpClient phone, string html, string pin) =>
        phone.PostAsync(
            "/c/proof",
            new FormUrlEncodedContent([
                new("_handler", "pin"),
                new(
                    "__RequestVerificationToken",
                    Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value
                ),
                new("page", Regex.Match(html, "name=\"page\" value=\"([0-9a-f]+)\"").Groups[1].Value),
                new("pin", pin),
            ]),
            Ct
        );

    private static object Wishes(params Guid[] photos) =>
        new
        {
            wishes = photos.Select(
                (id, i) =>
                    new
                    {
                        // As the page names them.
                        id = id.ToString("N"),
                        k = 2,
                        n = (string?)null,
                        t = 1_700_000_000_000 + i,
                    }
            ),
        };

    private async Task<(Couple Couple, Guid Round)> SentAsync(int photos = 10)
    {
        var couple = await CoupleAsync(photos);
        var sent = await Served.PrepareAsync(
            Manager,
            couple.ProjectId,
            couple.AlbumId,
            [couple.BrideId, couple.GroomId],
            5,
            _app.Services.GetRequiredService<StudioClock>().Now.AddDays(7),
            ct: Ct
        );
        return (couple, sent.Value);
    }

    private HttpClient Browser()
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = _app.Address,
        };
        client.DefaultRequestHeaders.Add("Accept-Language", "ko");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    private async Task<HttpClient> EnterAsync(Guid contactId, Guid round)
    {
        var browser = Browser();
        await OpenAsync(browser, contactId, round);
        browser.DefaultRequestHeaders.Add(CoupleRequests.PageHeader, CoupleVisit.KeyOf(round, contactId));
        return browser;
    }

    private async Task OpenAsync(HttpClient browser, Guid contactId, Guid round)
    {
        var link = (await Served.LinkUrlsAsync(Manager, round, Ct)).Value!.Single(l => l.ContactId == contactId);
        using var form = new FormUrlEncodedContent([new("token", link.Path.Split('/')[^1])]);
        var entered = await browser.PostAsync("/c/open/proof", form, Ct);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
    }

    private async Task<string> PictureAsync(Couple couple)
    {
        var sha = await ScalarAsync<string>("SELECT content_sha256 FROM photos WHERE id = $1", couple.Photos[0]);
        return $"/c/proof/i/{couple.Photos[0]:N}/{sha[..16]}-480.jpg";
    }

    private async Task StoreAsync(Guid photo, byte[] jpeg)
    {
        var sha = await ScalarAsync<string>("SELECT content_sha256 FROM photos WHERE id = $1", photo);
        using var content = new MemoryStream(jpeg);
        await _app.Services.GetRequiredService<IObjectStore>().PutAsync(Photo.RenditionKey(photo, sha, 480), content, "image/jpeg", Ct);
    }

    [GeneratedRegex("\"token\":\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("[0-9a-f]{16}-(?=480)")]
    private static partial Regex Hash();

    [GeneratedRegex("(?:href|src)=\"([^\"]+\\.(?:css|js))\"(?! media)")]
    private static partial Regex Asset();
}
