using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Venues;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;

namespace MindGraphy.Web.Features.Venues;

/// <summary>Venues with their halls, the studio's rooms, its gear and its own holidays: one page of four tabs, and the parts that other pages show.</summary>
public static class VenuesFeature
{
    /// <summary>The page.</summary>
    public const string Page = "/studio/venues";

    /// <summary>Services and menu.</summary>
    public static IServiceCollection AddVenues(this IServiceCollection services)
    {
        services.AddSingleton<VenueService>();
        services.AddSingleton<GearService>();
        services.AddSingleton<HolidayService>();
        services.AddSingleton(
            new MenuEntry("Venues", Page, StudioIcons.Place, MenuGroup.Projects, Rights.Calendar, 14, typeof(VenuesText))
        );
        return services;
    }
}
