using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Settings;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Layout;

/// <summary>The studio's name for every layout, read once a minute instead of once a page.</summary>
public sealed class StudioBrandSource(IStudio studio) : IPeriodicWork, IHostedService
{
    private volatile StudioSettings? _settings;

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <summary>The studio's name in the reader's language.</summary>
    public StudioBrand Current =>
        _settings is { } s
            ? new StudioBrand(s.Name(StudioFormat.IsKorean(CultureInfo.CurrentUICulture)), null, s.Phone.Length > 0 ? s.Phone : s.Email)
            : new StudioBrand(ShellFeature.ProductName);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        _settings = await session.SettingsAsync(ct);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Adds the studio's name to every layout.</summary>
public static class StudioBrandRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddStudioBrand(this IServiceCollection services)
    {
        services.AddSingleton<StudioBrandSource>();
        services.AddSingleton<IPeriodicWork>(s => s.GetRequiredService<StudioBrandSource>());
        services.AddHostedService(s => s.GetRequiredService<StudioBrandSource>());
        services.AddCascadingValue(s => s.GetRequiredService<StudioBrandSource>().Current);
        return services;
    }
}
