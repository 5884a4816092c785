using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MindGraphy.Web;
using MindGraphy.Web.Verbs;

namespace MindGraphy.Tests.Support;

/// <summary>The real application on a port of its own, over a test's database and a folder of its own.</summary>
public sealed class ServedApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServedApp(WebApplication app, string folder) => (_app, Folder) = (app, folder);

    /// <summary>Where files, keys and mails lie; gone with the application.</summary>
    public string Folder { get; }

    /// <summary>Where it answers.</summary>
    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it.</summary>
    /// <param name="connectionString">The test's database.</param>
    /// <param name="settings">Settings beside the usual ones, or instead of them.</param>
    /// <param name="change">Changes services after the product registered its own; null for none.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ServedApp> StartAsync(
        string connectionString,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? change = null,
        CancellationToken ct = default
    )
    {
        var folder = Directory.CreateTempSubdirectory("mg-served-").FullName;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = typeof(Program).Assembly.GetName().Name, EnvironmentName = "Development" }
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Storage:Folder"] = Path.Combine(folder, "objects"),
                ["Links:KeyFolder"] = Path.Combine(folder, "keys"),
                ["Mail:Folder"] = Path.Combine(folder, "mail"),
                ["Messages:Folder"] = Path.Combine(folder, "messages"),
                ["Logging:LogLevel:Default"] = "Warning",
            }
        );
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddStudioServices(connectionString);
        builder.AddStudioWeb();
        change?.Invoke(builder);
        var app = builder.Build();
        app.MapStudio();
        await app.StartAsync(ct);
        return new ServedApp(app, folder);
    }

    /// <summary>For <see cref="StartAsync"/>: nothing works in the background, and the clock is the test's.</summary>
    public static Action<WebApplicationBuilder> Still(TimeProvider time) =>
        builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.RemoveHostedServices();
            builder.Services.RemoveAll<TimeProvider>();
            builder.Services.AddSingleton(time);
        };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
