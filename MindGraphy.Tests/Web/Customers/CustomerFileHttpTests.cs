using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Tests.Web.Accounts;
using Xunit;

namespace MindGraphy.Tests.Web.Customers;

/// <summary>A file beside a couple, as a script sends it and a browser fetches it.</summary>
public sealed class CustomerFileHttpTests(MigratedTemplate template) : StudioHost(template)
{
    private Actor _me = Actor.Visitor;

    private static readonly byte[] Html = Encoding.UTF8.GetBytes("<script>alert(1)</script>");

    [Fact]
    public async Task A_file_is_kept_once_and_served_to_be_saved_under_its_composed_name()
    {
        var (http, customer) = await SignedInAsync(UserRole.Manager);
        var key = Guid.NewGuid();
        var name = "견적서.html".Normalize(NormalizationForm.FormD);

        var first = await SendAsync(http, customer, name, key, Html, "text/html");
        var again = await SendAsync(http, customer, name, key, Html, "text/html");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var id = (await first.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
        Assert.Equal(id, (await again.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid());
        using var served = await http.GetAsync($"/studio/customers/files/{id}", Ct);
        Assert.Equal(Html, await served.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("attachment", served.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("견적서.html", served.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", served.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = (await Get<CustomerScreens>().TimelineAsync(Actor.System, customer, TimelineFilter.Talk, null, ct: Ct)).Value!;
        Assert.Equal(("견적서.html", (long?)Html.Length), (page.Lines.Single().Title, page.Lines.Single().Size));
    }

    [Fact]
    public async Task A_file_that_was_taken_away_is_not_served()
    {
        var (http, customer) = await SignedInAsync(UserRole.Manager);
        var sent = await SendAsync(http, customer, "a.txt", Guid.NewGuid(), Html, "text/plain");
        var id = (await sent.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();

        Assert.Null((await Get<CustomerEditService>().RemoveActivityAsync(_me, id, ct: Ct)).Refusal);

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"/studio/customers/files/{id}", Ct)).StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_has_no_name_or_belongs_to_nobody_is_refused_in_a_sentence_and_leaves_no_bytes()
    {
        var (http, customer) = await SignedInAsync(UserRole.Manager);
        using var large = new LargeContent(50L * 1024 * 1024 + 1);

        var tooLarge = await SendAsync(http, customer, "big.zip", Guid.NewGuid(), large);
        var nameless = await SendAsync(http, customer, " \u202e ", Guid.NewGuid(), Html, "text/plain");
        var nobody = await SendAsync(http, Guid.NewGuid(), "a.txt", Guid.NewGuid(), Html, "text/plain");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Contains("50MB", (await tooLarge.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("sentence").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nameless.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        await foreach (var left in Get<IObjectStore>().ListAsync("customers/", Ct))
        {
            Assert.Fail(left.Key);
        }
    }

    [Fact]
    public async Task Without_the_token_or_the_right_nothing_is_kept()
    {
        var (http, customer) = await SignedInAsync(UserRole.Manager);
        http.DefaultRequestHeaders.Remove("RequestVerificationToken");
        var (editor, _) = await SignedInAsync(UserRole.Editor);

        var forged = await SendAsync(http, customer, "a.txt", Guid.NewGuid(), Html, "text/plain", token: false);
        var stranger = await SendAsync(editor, customer, "a.txt", Guid.NewGuid(), Html, "text/plain");

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
        using var nobody = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync($"/studio/customers/files/{Guid.NewGuid()}", Ct)).StatusCode);
    }

    private async Task<(HttpClient Http, Guid Customer)> SignedInAsync(UserRole role)
    {
        var (actor, email, password) = await PersonAsync(role);
        _me = actor;
        var browser = NewBrowser();
        using var answer = await browser.LoginAsync(email, password);
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = browser.Cookies, AllowAutoRedirect = false })
        {
            BaseAddress = Address,
        };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ko");
        var asker = role == UserRole.Manager ? actor : Actor.System;
        var details = new CustomerDetails("이도현", "김서연", BridePhone: "010-2345-6789");
        var made = await Get<CustomerService>().InquireAsync(asker, details, "ko", "", false, Guid.NewGuid().ToString(), null, null, Ct);
        return (http, made.Value);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        Guid customer,
        string name,
        Guid key,
        byte[] bytes,
        string type,
        bool token = true
    )
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await SendAsync(http, customer, name, key, content, token);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        Guid customer,
        string name,
        Guid key,
        HttpContent content,
        bool token = true
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/studio/customers/{customer}/files?name={Uri.EscapeDataString(name)}&key={key}"
        )
        {
            Content = content,
        };
        if (token)
        {
            var given = await http.GetFromJsonAsync<JsonElement>("/studio/api/antiforgery", Ct);
            request.Headers.Add(given.GetProperty("header").GetString()!, given.GetProperty("token").GetString());
        }

        return await http.SendAsync(request, Ct);
    }

    /// <summary>So many bytes, sent without saying how many.</summary>
    private sealed class LargeContent(long size) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[1024 * 1024];
            for (var sent = 0L; sent < size; sent += block.Length)
            {
                await stream.WriteAsync(block.AsMemory(0, (int)Math.Min(block.Length, size - sent)), Ct);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
