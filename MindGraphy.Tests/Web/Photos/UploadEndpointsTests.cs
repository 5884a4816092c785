using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Photos;
using MindGraphy.Web.Features.Photos.Watermarks;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>The API as a script meets it: real Kestrel, real antiforgery, the disk store's signed addresses.</summary>
public sealed class UploadEndpointsTests(MigratedTemplate template) : PhotoTest(template)
{
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true });
    private WebApplication? _app;

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<IPhotoRenderer, NetVipsPhotoRenderer>();
        services.AddSingleton<RenderPhotoTask>();
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder
            .Services.AddSingleton(Uploads)
            .AddSingleton(Albums)
            .AddSingleton(Get<LibraryService>())
            .AddSingleton(Get<WatermarkService>())
            .AddSingleton<WatermarkPreview>()
            .AddSingleton(Get<IStampDrawer>())
            .AddSingleton(Store)
            .AddSingleton(Clock);
        builder.Services.AddSingleton(Get<DiskObjectStore>()).AddSingleton(Get<DiskStoreSigner>());
        builder.Services.AddSingleton(Get<IOptions<StorageOptions>>());
        builder.Services.AddSingleton<PhotoFactList>().AddLocalization().AddAntiforgery();
        builder.Services.AddAuthentication("staff").AddScheme<AuthenticationSchemeOptions, StaffHeader>("staff", null);
        foreach (var right in new[] { Rights.Projects, Rights.Upload, Rights.Settings })
        {
            builder.Services.AddAuthorizationBuilder().AddPolicy(right, p => p.RequireAssertion(c => ActorProvider.Of(c.User).May(right)));
        }

        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapPhotos();
        _app.MapDiskStore();
        await _app.StartAsync(Ct);
        _browser.BaseAddress = new Uri(_app.Urls.Single());
        SignIn(Manager);
    }

    public override async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_photo_goes_from_announcement_to_rendition_over_http()
    {
        var album = await AlbumAsync();
        var content = Picture(11);
        await TakeTokenAsync();
        object[] files =
        [
            new
            {
                name = "신부.jpg",
                relativePath = "본식/신부.jpg",
                size = content.Length,
                lastModified = 1,
            },
            new { name = "x.exe", size = 1 },
        ];

        var announced = await PostAsync($"/studio/api/albums/{album}/uploads", new { files });
        var upload = announced.GetProperty("files")[0].GetProperty("id").GetGuid();
        Assert.Equal("refused", announced.GetProperty("files")[1].GetProperty("answer").GetString());
        Assert.NotEmpty(announced.GetProperty("files")[1].GetProperty("sentence").GetString()!);
        var early = await _browser.PostAsJsonAsync($"/studio/api/uploads/{upload}/complete", new { }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal("UploadIncomplete", (await early.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
        var url = (await PostAsync($"/studio/api/uploads/{upload}/parts/1", new { sha256 = (string?)null })).GetProperty("url").GetString();
        using (var body = new ByteArrayContent(content))
        {
            (await _browser.PutAsync(url, body, Ct)).EnsureSuccessStatusCode();
        }

        var photo = (await PostAsync($"/studio/api/uploads/{upload}/complete", new { })).GetProperty("photoId").GetGuid();

        await Get<RenderPhotoTask>().HandleAsync(new RenderPhoto(photo), new(photo, "", "", 1, photo), Ct);
        var page = await _browser.GetFromJsonAsync<JsonElement>($"/studio/api/albums/{album}/photos", Ct);
        var shown = Assert.Single(page.GetProperty("photos").EnumerateArray());
        var address = $"/studio/photos/{photo}/{shown.GetProperty("sha").GetString()}-480.jpg";
        using var rendition = await _browser.GetAsync(address, Ct);
        Assert.Equal("image/jpeg", rendition.Content.Headers.ContentType!.MediaType);
        var caching = rendition.Headers.CacheControl!;
        Assert.True(caching is { Private: true, MaxAge.TotalDays: 365 });
        Assert.Contains(caching.Extensions, e => e.Name == "immutable");
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(rendition.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await _browser.SendAsync(again, Ct)).StatusCode);
        using var former = await _browser.GetAsync($"/studio/photos/{photo}/{new string('0', 16)}-480.jpg", Ct);
        Assert.Equal((HttpStatusCode.Found, address), (former.StatusCode, former.Headers.Location!.ToString()));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _browser.GetAsync(address.Replace("480", "481", StringComparison.Ordinal), Ct)).StatusCode
        );
        var facts = await _browser.GetFromJsonAsync<JsonElement>($"/studio/api/photos/{photo}", Ct);
        Assert.Contains(facts.GetProperty("facts").EnumerateArray(), f => f[1].GetString() == "본식/신부.jpg");
    }

    [Fact]
    public async Task A_write_without_the_antiforgery_header_changes_nothing()
    {
        var album = await AlbumAsync();

        var answer = await _browser.PostAsJsonAsync(
            $"/studio/api/albums/{album}/uploads",
            new { files = new[] { new { name = "a.jpg", size = 1 } } },
            Ct
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Antiforgery", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM upload_sessions"));
    }

    [Fact]
    public async Task Strangers_and_people_without_the_right_are_kept_out()
    {
        var album = await AlbumAsync();
        SignIn(await StaffAsync(UserRole.Editor, "정", "유나"));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await _browser.PostAsJsonAsync($"/studio/api/albums/{album}/uploads", new { }, Ct)).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync($"/studio/api/albums/{album}/photos", Ct)).StatusCode);
        _browser.DefaultRequestHeaders.Remove(StaffHeader.Name);

        Assert.Equal(HttpStatusCode.Unauthorized, (await _browser.GetAsync($"/studio/api/albums/{album}/photos", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _browser.GetAsync("/studio/api/antiforgery", Ct)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await _browser.PostAsJsonAsync($"/studio/api/albums/{album}/uploads", new { }, Ct)).StatusCode
        );
    }

    private void SignIn(Actor actor)
    {
        _browser.DefaultRequestHeaders.Remove(StaffHeader.Name);
        _browser.DefaultRequestHeaders.Add(StaffHeader.Name, $"{actor.UserId} {actor.Role}");
    }

    private async Task TakeTokenAsync()
    {
        var token = await _browser.GetFromJsonAsync<JsonElement>("/studio/api/antiforgery", Ct);
        _browser.DefaultRequestHeaders.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
    }

    private async Task<JsonElement> PostAsync(string url, object body)
    {
        var answer = await _browser.PostAsJsonAsync(url, body, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    /// <summary>Signs in whoever the test names; stands where the cookie stands in the application.</summary>
    private sealed class StaffHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Name = "X-Staff";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[Name].ToString().Split(' ') is not [var id, var role])
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var rights = Rights.Defaults[Enum.Parse<UserRole>(role)].Select(r => new Claim(StudioClaims.Permission, r));
            var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id), new(ClaimTypes.Role, role), .. rights], "staff");
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "staff")));
        }
    }
}
