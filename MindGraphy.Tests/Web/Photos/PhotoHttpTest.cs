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

/// <summary>The photos' API as a script meets it: real Kestrel, real antiforgery, the disk store's signed addresses.</summary>
public abstract class PhotoHttpTest(MigratedTemplate template) : PhotoTest(template)
{
    private WebApplication? _app;

    /// <summary>The browser; signed in as the manager, without an antiforgery token yet.</summary>
    protected HttpClient Browser { get; } = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true });

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
        foreach (var right in new[] { Rights.Projects, Rights.Upload, Rights.Settings, Rights.Editing })
        {
            builder.Services.AddAuthorizationBuilder().AddPolicy(right, p => p.RequireAssertion(c => ActorProvider.Of(c.User).May(right)));
        }

        Serve(builder.Services);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapPhotos();
        _app.MapDiskStore();
        Map(_app);
        await _app.StartAsync(Ct);
        Browser.BaseAddress = new Uri(_app.Urls.Single());
        SignIn(Manager);
    }

    public override async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds what else a class asks over HTTP.</summary>
    protected virtual void Serve(IServiceCollection services) { }

    /// <summary>Maps it.</summary>
    protected virtual void Map(WebApplication app) { }

    protected void SignIn(Actor actor)
    {
        Browser.DefaultRequestHeaders.Remove(StaffHeader.Name);
        Browser.DefaultRequestHeaders.Add(StaffHeader.Name, $"{actor.UserId} {actor.Role} {string.Join(' ', actor.Permissions)}".Trim());
    }

    protected async Task TakeTokenAsync()
    {
        var token = await Browser.GetFromJsonAsync<JsonElement>("/studio/api/antiforgery", Ct);
        Browser.DefaultRequestHeaders.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
    }

    protected async Task<JsonElement> PostAsync(string url, object body)
    {
        var answer = await Browser.PostAsJsonAsync(url, body, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    /// <summary>Signs in whoever the test names; stands where the cookie stands in the application.</summary>
    protected sealed class StaffHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Name = "X-Staff";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[Name].ToString().Split(' ') is not [var id, var role, .. var only])
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var held = only.Length > 0 ? only : [.. Rights.Defaults[Enum.Parse<UserRole>(role)]];
            var rights = held.Select(r => new Claim(StudioClaims.Permission, r));
            var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id), new(ClaimTypes.Role, role), .. rights], "staff");
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "staff")));
        }
    }
}
