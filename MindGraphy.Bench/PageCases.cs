using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Seeding;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Web;
using MindGraphy.Web.Features.Notifications;

namespace MindGraphy.Bench;

/// <summary>Board and list as a signed-in manager's browser asks for them over HTTP: many years' studio against that of the first one.</summary>
internal static partial class PageCases
{
    private const int Pages = 10;

    public static Task<BenchResult> BoardAsync(BenchScene scene) => GrowthAsync(scene, "/studio/pipeline");

    public static Task<BenchResult> ListAsync(BenchScene scene) => GrowthAsync(scene, "/studio/customers");

    private static async Task<BenchResult> GrowthAsync(BenchScene scene, string path)
    {
        await using var few = await ServedStudio.StartAsync(await scene.FewAsync(), scene.Folder);
        await using var many = await ServedStudio.StartAsync(await scene.ManyAsync(), scene.Folder);
        var (small, large) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            Turns.Times(Pages, _ => few.GetAsync(path)),
            Turns.Times(Pages, _ => many.GetAsync(path))
        );
        return new(
            large / small,
            1.3,
            true,
            $"{path}: {BenchOrder.FewCustomers:N0} couples {small.TotalMilliseconds / Pages:0.0} ms, {scene.Order.ManyCustomers:N0} couples {large.TotalMilliseconds / Pages:0.0} ms"
        );
    }

    /// <summary>The whole application over a filled studio, with somebody signed in.</summary>
    internal sealed partial class ServedStudio(WebApplication app, HttpClient browser, string email, string password) : IAsyncDisposable
    {
        public Uri Address => browser.BaseAddress!;

        /// <summary>The manager who is signed in.</summary>
        public string Email => email;

        public string Password => password;

        /// <summary>A service of the application.</summary>
        public T Get<T>()
            where T : notnull => app.Services.GetRequiredService<T>();

        /// <summary>One of its projects.</summary>
        public async Task<Guid> ProjectAsync()
        {
            await using var command = Get<Npgsql.NpgsqlDataSource>().CreateCommand("SELECT id FROM projects ORDER BY id LIMIT 1");
            return (Guid)(await command.ExecuteScalarAsync())!;
        }

        public static async Task<ServedStudio> StartAsync(BenchStudio studio, string folder, Action<WebApplication>? beside = null)
        {
            var builder = WebApplication.CreateBuilder(
                new WebApplicationOptions
                {
                    ApplicationName = typeof(StudioApplication).Assembly.GetName().Name,
                    ContentRootPath = AppContext.BaseDirectory,
                    EnvironmentName = "Development",
                }
            );
            builder.Configuration.AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Storage:Folder"] = Path.Combine(folder, "objects"),
                    ["Links:KeyFolder"] = Path.Combine(folder, "keys"),
                    ["Mail:Folder"] = Path.Combine(folder, "mail"),
                    ["Messages:Folder"] = Path.Combine(folder, "messages"),
                    ["RateLimits:SignIns"] = "1000",
                    ["Urls"] = "http://127.0.0.1:0",
                }
            );
            // What goes wrong in the server is why a case has no figure.
            builder.Logging.ClearProviders().AddConsole().AddFilter<ConsoleLoggerProvider>(null, LogLevel.Error);
            builder.AddStudioServices(studio.ConnectionString);
            builder.AddStudioWeb();
            var app = builder.Build();
            await app.Services.GetRequiredService<StudioSeed>().SeedAsync(StandardTemplates.Create(TimeProvider.System.GetUtcNow()));
            var email = $"bench-{Guid.NewGuid():N}@studio.example";
            var made = await app
                .Services.GetRequiredService<AccountService>()
                .CreateAsync(Actor.System, new NewAccount(email, "한", "지우", UserRole.Manager));
            app.MapStudio();
            beside?.Invoke(app);
            await app.StartAsync();
            var address = app
                .Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.First();
            var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
            {
                BaseAddress = new Uri(address),
            };
            var served = new ServedStudio(app, browser, email, made.Value!.Password);
            await served.SignInAsync();
            return served;
        }

        /// <summary>Another manager: one account may have only so many pages open.</summary>
        public async Task<(string Email, string Password)> AnotherAsync()
        {
            var other = $"bench-{Guid.NewGuid():N}@studio.example";
            var made = await app
                .Services.GetRequiredService<AccountService>()
                .CreateAsync(Actor.System, new NewAccount(other, "한", "지우", UserRole.Manager));
            return (other, made.Value!.Password);
        }

        /// <summary>Reads a page to its end.</summary>
        public async Task<string> GetAsync(string path)
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
            var page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            return page.Contains("data-ready", StringComparison.Ordinal)
                ? page
                : throw new InvalidOperationException("Not the staff's page: what is measured is not what was meant.");
        }

        public async ValueTask DisposeAsync()
        {
            browser.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
        }

        private async Task SignInAsync()
        {
            var form = await browser.GetStringAsync(new Uri("/account/login", UriKind.Relative));
            var fields = Hidden().Matches(form).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
            fields["Input.Email"] = email;
            fields["Input.Password"] = password;
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await browser.PostAsync(new Uri("/account/login", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
        }

        [GeneratedRegex(@"<input type=""hidden"" name=""([^""]+)"" value=""([^""]*)""")]
        private static partial Regex Hidden();
    }
}
