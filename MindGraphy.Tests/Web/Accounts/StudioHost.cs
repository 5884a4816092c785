using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Support;
using MindGraphy.Web;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Verbs;
using MindGraphy.Web.Workers;
using Xunit;

namespace MindGraphy.Tests.Web.Accounts;

/// <summary>The whole application on Kestrel and a database of its own; its workers run when a test asks.</summary>
public abstract partial class StudioHost(MigratedTemplate template) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-host-").FullName;
    private WebApplication? _app;

    /// <summary>What <see cref="Browser.WhoAsync"/> says where nobody is signed in: the way to the login page.</summary>
    protected static string SignedOut { get; } = HttpStatusCode.Redirect.ToString();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected SettableTime Time { get; } = new(StudioTest.Start);

    protected Uri Address { get; private set; } = default!;

    protected AccountService Accounts => Get<AccountService>();

    protected string MailFolder => Path.Combine(_folder, "mail");

    public virtual async ValueTask InitializeAsync()
    {
        var connection = await template.CopyAsync();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "MindGraphy.Web",
                ContentRootPath = _folder,
                EnvironmentName = "Testing",
            }
        );
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Storage:Folder"] = Path.Combine(_folder, "objects"),
                ["Links:KeyFolder"] = Path.Combine(_folder, "keys"),
                ["Links:PublicUrl"] = "https://studio.example.com",
                ["Mail:Folder"] = MailFolder,
                ["AllowedHosts"] = "*",
            }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.AddStudioServices(connection);
        builder.AddStudioWeb();
        builder.Services.RemoveAll<TimeProvider>();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddWorkers();

        // The cost of a hash is the point of it, not of these tests.
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
        builder.Services.RemoveHostedServices();
        _app = builder.Build();
        await SeedVerb.RunAsync(_app.Services);
        _app.MapStudio();
        _app.MapGet("/test/who", (HttpContext http) => http.GetActor().UserId?.ToString());
        _app.MapGet("/test/settings", () => "settings").RequireAuthorization(Rights.Settings);
        await _app.StartAsync(Ct);
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected T Get<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>Makes an account and returns its actor and generated password.</summary>
    protected async Task<(Actor Actor, string Email, string Password)> PersonAsync(UserRole role)
    {
        var email = $"{role}-{Guid.NewGuid():N}@studio.example".ToLowerInvariant();
        var made = await Accounts.CreateAsync(Actor.System, new NewAccount(email, "박", "하늘", role), Ct);
        Assert.Null(made.Refusal);
        return (
            new Actor(made.Value!.UserId, role) { Permissions = System.Collections.Frozen.FrozenSet.ToFrozenSet(Rights.Defaults[role]) },
            email,
            made.Value.Password
        );
    }

    protected Browser NewBrowser(string language = "ko") => new(Address, language);

    /// <summary>Works off what waits in the outbox.</summary>
    protected async Task DrainOutboxAsync()
    {
        var outbox = Get<IOutbox>();
        while (await outbox.ClaimAsync(10, TimeSpan.FromMinutes(1), Ct) is { Count: > 0 } due)
        {
            foreach (var work in due)
            {
                await Get<HandlerRegistry>().HandleAsync(_app!.Services, work, Ct);
                await outbox.CompleteAsync(work, Ct);
            }
        }
    }

    /// <summary>A browser without script: cookies, forms, redirects by hand.</summary>
    protected sealed partial class Browser : IDisposable
    {
        private readonly HttpClient _http;

        public Browser(Uri address, string language)
        {
            _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false })
            {
                BaseAddress = address,
            };
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        public CookieContainer Cookies { get; } = new();

        public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path, Ct);

        /// <summary>Fills the page's form with this handler's name (or the one that posts to an address) and sends it.</summary>
        public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
        {
            using var page = await GetAsync(path);
            var html = await page.Content.ReadAsStringAsync(Ct);
            var hidden = Hidden().Matches(html).DistinctBy(m => m.Groups[1].Value).Select(m => (m.Groups[1].Value, m.Groups[2].Value));
            return await PostAsync(path, [.. hidden, .. fields]);
        }

        public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
        {
            using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, WebUtility.HtmlDecode(f.Value))));
            return await _http.PostAsync(path, form, Ct);
        }

        public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string origin)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.TryAddWithoutValidation("Origin", origin);
            return await _http.SendAsync(request, Ct);
        }

        public Task<HttpResponseMessage> LoginAsync(string email, string password, string returnUrl = "") =>
            SubmitAsync(
                "/account/login" + (returnUrl.Length > 0 ? "?returnUrl=" + Uri.EscapeDataString(returnUrl) : ""),
                ("Input.Email", email),
                ("Input.Password", password)
            );

        public async Task<string> WhoAsync()
        {
            using var answer = await GetAsync("/test/who");
            return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync(Ct) : answer.StatusCode.ToString();
        }

        public static async Task<string> MessageAsync(HttpResponseMessage answer)
        {
            var html = await answer.Content.ReadAsStringAsync(Ct);
            return WebUtility.HtmlDecode(Alert().Match(html).Groups[1].Value);
        }

        public void Dispose() => _http.Dispose();

        [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" />""")]
        private static partial Regex Hidden();

        [GeneratedRegex("""<div class="mg-alert[^>]*>.*?<p>(.*?)</p>""", RegexOptions.Singleline)]
        private static partial Regex Alert();
    }
}
