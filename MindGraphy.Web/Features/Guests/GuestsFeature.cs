using MindGraphy.Domain.Guests;

namespace MindGraphy.Web.Features.Guests;

/// <summary>Sharing with family and guests: the couple's pages, the guests' page, and the studio's part beside a delivery.</summary>
public static class GuestsFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddGuests(this IServiceCollection services)
    {
        services.AddSingleton<GuestService>();
        return services;
    }
}
