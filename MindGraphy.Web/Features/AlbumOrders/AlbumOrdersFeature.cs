using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Web.Features.Projects;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.AlbumOrders;

/// <summary>Printed albums: the couple's spreads, the studio's part on the project page, an order's own page and the list of all.</summary>
public static class AlbumOrdersFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddAlbumOrders(this IServiceCollection services)
    {
        services.AddSingleton<AlbumOrderService>();
        services.AddSingleton<SpreadIntake>();
        services.AddScoped<SpreadVisits>();
        services.AddPeriodic<RemindOfSpreadsWork>();
        services.AddSingleton(new ProjectSection(typeof(ProjectAlbumOrdersSection), 58, Rights.Proofing));
        services.AddSingleton(
            new MenuEntry(
                "AlbumOrders",
                AlbumOrdersPage.Path,
                StudioIcons.Album,
                MenuGroup.Photos,
                Rights.Proofing,
                11,
                typeof(AlbumOrdersText)
            )
        );
        return services;
    }
}

/// <summary>Reminds couples of spreads whose last day has come.</summary>
/// <param name="albums">Does it.</param>
public sealed class RemindOfSpreadsWork(AlbumOrderService albums) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => albums.RemindAsync(ct);
}
