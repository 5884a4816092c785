using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;

namespace MindGraphy.Web.Features.Today;

/// <summary>The first page.</summary>
public static class TodayFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddToday(this IServiceCollection services) =>
        services.AddSingleton(new MenuEntry("Today", ShellPaths.Home, StudioIcons.Today, MenuGroup.Today, "", 1, typeof(TodayText)));

    /// <summary>Sends the front door to it.</summary>
    public static IEndpointRouteBuilder MapToday(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", () => Results.LocalRedirect(ShellPaths.Home)).AllowAnonymous();
        return endpoints;
    }
}
