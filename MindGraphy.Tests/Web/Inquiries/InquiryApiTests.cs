using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Inquiries;
using MindGraphy.Tests.Data.Customers;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Verbs;
using Xunit;

namespace MindGraphy.Tests.Web.Inquiries;

/// <summary>The API as another server uses it.</summary>
public sealed class InquiryApiTests(MigratedTemplate template) : LeadTest(template)
{
    private const string Path = "/api/v1/inquiries";

    private const string Good =
        """{"brideName":"김서연","groomName":"Liam","bridePhone":"010-2345-6789","email":"seoyeon@example.com","weddingDate":"2026-10-17","weddingTime":"14:00","type":"pre_wedding","message":"👰","consent":true,"consentVersion":"site-1"}""";

    private ServedApp _app = null!;
    private HttpClient _server = null!;
    private NewToken _token = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ExecuteAsync("INSERT INTO role_permissions (role, permission) VALUES ('admin', 'settings')");
        _app = await ServedApp.StartAsync(ConnectionString, change: ServedApp.Still(Time), ct: Ct);
        _server = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _app.Address };
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        _token = (await _app.Services.GetRequiredService<WebsiteService>().IssueTokenAsync(admin, "홈페이지", null, Ct)).Value!;
    }

    public override async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _app.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_inquiry_is_taken_answered_and_found_again_when_it_is_repeated()
    {
        var first = await SendAsync(Good, key: "a");
        var again = await SendAsync(Good, key: "a");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("open", (await JsonAsync(first)).GetProperty("availability").GetString());
        Assert.Equal((await JsonAsync(first)).GetProperty("id").GetGuid(), (await JsonAsync(again)).GetProperty("id").GetGuid());
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
        Assert.Equal("pre_wedding", await ScalarAsync<string>("SELECT wished_type::text FROM customers"));
        Assert.Equal("site-1", await ScalarAsync<string>("SELECT text_version FROM consents"));
        Assert.Equal(
            "accepted,repeated",
            await ScalarAsync<string>(
                "SELECT string_agg(outcome::text, ',' ORDER BY id) FROM inquiry_submissions WHERE api_token_id IS NOT NULL"
            )
        );
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM api_tokens WHERE last_used_at IS NOT NULL"));
    }

    [Fact]
    public async Task Without_a_key_the_same_content_sent_16_times_at_once_is_one_inquiry()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SendAsync(Good)));

        Assert.Equal(1, all.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(15, all.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
        Assert.Equal(16L, await ScalarAsync<long>("SELECT count(*) FROM inquiry_submissions"));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_in_the_language_that_was_asked_for()
    {
        var sent = await SendAsync(
            """{"brideName":"","groomName":"Liam","bridePhone":"1","weddingDate":"soon","consent":false}""",
            language: "en"
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Equal("application/problem+json", sent.Content.Headers.ContentType?.MediaType);
        var problem = await JsonAsync(sent);
        Assert.Equal("Some values have to be mended.", problem.GetProperty("title").GetString());
        var errors = problem.GetProperty("errors");
        Assert.Equal(
            ["brideName", "bridePhone", "consent", "weddingDate"],
            errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(errors.GetProperty("bridePhone")[0].GetString()!, c => c is >= '가' and <= '힣');
        var korean = await JsonAsync(await SendAsync("""{"groomName":"Liam"}"""));
        Assert.Contains(korean.GetProperty("errors").GetProperty("brideName")[0].GetString()!, c => c is >= '가' and <= '힣');
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM inquiry_submissions WHERE outcome = 'refused'"));
    }

    [Fact]
    public async Task Who_may_not_is_told_so_without_a_login_page_and_what_they_sent_is_kept()
    {
        var stranger = await SendAsync(Good, token: "mgi_unknown");
        var bare = await SendAsync(Good, token: "");
        await ExecuteAsync("UPDATE api_tokens SET scopes = '{}'");
        var narrow = await SendAsync(Good);
        await ExecuteAsync("UPDATE api_tokens SET revoked_at = now()");
        var revoked = await SendAsync(Good);

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal("Bearer", stranger.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, bare.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, narrow.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, revoked.StatusCode);
        Assert.Equal(4L, await ScalarAsync<long>("SELECT count(*) FROM inquiry_submissions WHERE body LIKE '%김서연%'"));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
    }

    [Fact]
    public async Task What_is_no_json_or_too_long_is_told_so()
    {
        var form = await SendAsync("brideName=x", type: "application/x-www-form-urlencoded");
        var broken = await SendAsync("{\"brideName\":");
        var number = await SendAsync("{\"brideName\":5}");
        var book = await SendAsync("{\"message\":\"" + new string('x', 300_000) + "\"}");
        var changed = await SendAsync(Good, key: "k");
        var other = await SendAsync(Good.Replace("Liam", "Noah", StringComparison.Ordinal), key: "k");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, number.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, book.StatusCode);
        Assert.Equal(HttpStatusCode.Created, changed.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.True((await JsonAsync(other)).GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }

    [Fact]
    public async Task The_document_describes_it()
    {
        var document = await JsonAsync(await _server.GetAsync("/api/v1/openapi.json", Ct));

        var post = document.GetProperty("paths").GetProperty(Path).GetProperty("post");
        Assert.True(post.GetProperty("responses").TryGetProperty("422", out _));
        Assert.Contains("brideName", document.ToString());
        Assert.Equal([Path], document.GetProperty("paths").EnumerateObject().Select(p => p.Name));
    }

    private async Task<HttpResponseMessage> SendAsync(
        string body,
        string? key = null,
        string? token = null,
        string language = "ko",
        string type = "application/json"
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)),
        };
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (token != "")
        {
            request.Headers.Authorization = new("Bearer", token ?? _token.Secret);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await _server.SendAsync(request, Ct);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        return json.RootElement.Clone();
    }
}
