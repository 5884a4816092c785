using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Editing;
using MindGraphy.Tests.Domain.Proofing;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Links;
using Xunit;

namespace MindGraphy.Tests.Web.Editing;

/// <summary>The couple's page of finished photos over HTTP: the real application, a phone's requests, a cookie from a link.</summary>
public sealed class ReviewHttpTests(MigratedTemplate template) : EditingTest(template)
{
    private ServedApp _app = null!;

    private RevisionService Served => _app.Services.GetRequiredService<RevisionService>();

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
    public async Task A_couple_looks_asks_submits_and_reads_what_became_of_it()
    {
        var (couple, round) = await SentAsync();
        using var phone = await EnterAsync(couple.BrideId, round);
        var page = await phone.GetAsync("/c/review", Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString());
        Assert.Contains("보정을 마친 사진 3장이에요.", html);
        Assert.DoesNotContain("blazor.web.js", html);
        Assert.DoesNotContain(" style=", html);
        var weight =
            (await phone.GetByteArrayAsync("/review.css", Ct)).Length
            + (await phone.GetByteArrayAsync("/js/review.js", Ct)).Length
            + (await phone.GetByteArrayAsync("/couple.css", Ct)).Length;
        Assert.InRange(weight, 1000, 30_000);

        var says = new
        {
            says = new[]
            {
                new
                {
                    id = couple.Photos[0].ToString("N"),
                    w = 2,
                    n = "팔을 자연스럽게",
                    x = 250,
                    y = 400,
                },
            },
        };
        var said = await phone.PostAsJsonAsync("/c/review/says", says, Ct);
        Assert.Equal(1, (await said.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("changes").GetInt32());
        Assert.Equal(250, await ScalarAsync<int>("SELECT pin_x FROM revision_requests WHERE round_id = $1 AND pin_x IS NOT NULL", round));
        var bad = new { says = new[] { new { id = "nobody", w = 1 } } };
        Assert.Equal(HttpStatusCode.NotFound, (await phone.PostAsJsonAsync("/c/review/says", bad, Ct)).StatusCode);

        // Who read of none is asked again, with what is so now; a page that was loaded before it said so says nothing and is believed.
        Assert.Contains("\"cost\":{\"extra\":false", html);
        var read = new
        {
            changes = 0,
            extra = false,
            won = 0,
        };
        var differs = await phone.PostAsJsonAsync("/c/review/submit", read, Ct);
        Assert.Equal(HttpStatusCode.Conflict, differs.StatusCode);
        var now = await differs.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("RevisionDiffers", now.GetProperty("code").GetString());
        Assert.Equal("팔을 자연스럽게", now.GetProperty("said")[0].GetProperty("n").GetString());
        Assert.Equal("sent", await ScalarAsync<string>("SELECT status::text FROM revision_rounds WHERE id = $1", round));

        // The same number, and another photo: their partner took one back and asked for another meanwhile.
        var other = new
        {
            changes = 1,
            extra = false,
            won = 0,
            photos = new[] { couple.Photos[1].ToString("N") },
        };
        Assert.Equal(HttpStatusCode.Conflict, (await phone.PostAsJsonAsync("/c/review/submit", other, Ct)).StatusCode);
        Assert.Equal("sent", await ScalarAsync<string>("SELECT status::text FROM revision_rounds WHERE id = $1", round));
        var submitted = await phone.PostAsync("/c/review/submit", null, Ct);
        Assert.Equal("{\"approved\":2,\"changes\":1}", await submitted.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.Conflict, (await phone.PostAsJsonAsync("/c/review/says", says, Ct)).StatusCode);
        Assert.Null(
            (await Served.AnswerAsync(Manager, round, couple.Photos[0], RevisionAnswer.Impossible, "가려진 부분이에요", Ct)).Refusal
        );
        html = await phone.GetStringAsync("/c/review", Ct);
        Assert.Contains("요청하신 내용에 모두 답해 드렸어요.", html);
        Assert.Contains("가려진 부분이에요", html);
    }

    [Fact]
    public async Task A_tab_of_one_round_answers_no_other_that_was_opened_in_its_browser_since()
    {
        var (couple, round) = await SentAsync();
        var (others, next) = await SentAsync();
        using var tablet = await EnterAsync(couple.BrideId, round);
        Assert.Contains($"\"page\":\"{CoupleVisit.KeyOf(round, couple.BrideId)}\"", await tablet.GetStringAsync("/c/review", Ct));
        var link = (await Served.LinkUrlsAsync(Manager, next, Ct)).Value!.Single(l => l.ContactId == others.BrideId);
        using var form = new FormUrlEncodedContent([new("token", link.Path.Split('/')[^1])]);
        await tablet.PostAsync("/c/open/review", form, Ct);

        var says = new { says = new[] { new { id = others.Photos[0].ToString("N"), w = 1 } } };
        foreach (
            var refused in new[]
            {
                await tablet.PostAsJsonAsync("/c/review/says", says, Ct),
                await tablet.PostAsync("/c/review/submit", null, Ct),
            }
        )
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("OtherLinkOpened", (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
        }

        Assert.Equal(2, await CountAsync("revision_rounds WHERE status = 'sent'"));
        Assert.Equal(0, await CountAsync("revision_requests WHERE wish IS NOT NULL"));
    }

    [Fact]
    public async Task Pictures_and_answers_are_for_who_holds_the_link()
    {
        var (couple, round) = await SentAsync();
        var version = await ScalarAsync<Guid>("SELECT version_id FROM revision_requests WHERE round_id = $1 AND position = 1", round);
        var sha = await ScalarAsync<string>("SELECT content_sha256 FROM photos WHERE id = $1", version);
        using (var content = new MemoryStream(DemoPicture.Jpeg(7, 1, 480)))
        {
            await _app
                .Services.GetRequiredService<IObjectStore>()
                .PutAsync(Photo.RenditionKey(version, sha, 480), content, "image/jpeg", Ct);
        }

        var picture = $"/c/review/i/{version:N}/{sha[..16]}-480.jpg";
        using var phone = await EnterAsync(couple.GroomId, round);
        Assert.Equal("image/jpeg", (await phone.GetAsync(picture, Ct)).Content.Headers.ContentType!.MediaType);
        var original = $"/c/review/i/{couple.Photos[0]:N}/{sha[..16]}-480.jpg";
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(original, Ct)).StatusCode);

        // Without the link, with another couple's, and from another site there is nothing to see or say.
        var (others, theirs) = await SentAsync();
        using var stranger = Browser("same-origin");
        using var other = await EnterAsync(others.BrideId, theirs);
        foreach (var browser in new[] { stranger, other })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(picture, Ct)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync("/c/review/submit", null, Ct)).StatusCode);
        phone.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        phone.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.NotFound, (await phone.PostAsync("/c/review/submit", null, Ct)).StatusCode);
        Assert.Equal(2, await CountAsync("revision_rounds WHERE status = 'sent'"));

        // A link to look is none to pick.
        var link = (await Served.LinkUrlsAsync(Manager, round, Ct)).Value![0];
        using var form = new FormUrlEncodedContent([new("token", link.Path.Split('/')[^1])]);
        var wrong = await stranger.PostAsync("/c/open/proof", form, Ct);
        Assert.Equal("/c/closed", wrong.Headers.Location!.ToString());
    }

    private async Task<(Couple Couple, Guid Round)> SentAsync()
    {
        // The application's clock is the real one: it sends, so that the last day is ahead of it.
        var job = await DoneAsync(await EditorAsync());
        var sent = await Served.SendAsync(Manager, job, [LastCouple.BrideId, LastCouple.GroomId], Ct);
        Assert.Null(sent.Refusal);
        return (LastCouple, sent.Value);
    }

    private async Task<HttpClient> EnterAsync(Guid contactId, Guid round)
    {
        var link = (await Served.LinkUrlsAsync(Manager, round, Ct)).Value!.Single(l => l.ContactId == contactId);
        Assert.StartsWith("/c/review/", link.Path, StringComparison.Ordinal);
        var browser = Browser("same-origin");
        using var form = new FormUrlEncodedContent([new("token", link.Path.Split('/')[^1])]);
        var entered = await browser.PostAsync("/c/open/review", form, Ct);
        Assert.Equal("/c/review", entered.Headers.Location!.ToString());
        await browser.GetAsync("/culture?c=ko&r=/", Ct);
        browser.DefaultRequestHeaders.Add(CoupleRequests.PageHeader, CoupleVisit.KeyOf(round, contactId));
        return browser;
    }

    private HttpClient Browser(string site)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = _app.Address };
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        browser.DefaultRequestHeaders.Add("Accept-Language", "ko");
        return browser;
    }
}
