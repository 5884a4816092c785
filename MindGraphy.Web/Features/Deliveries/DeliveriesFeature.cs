using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Web.Features.Projects;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Deliveries;

/// <summary>Handing over: the couple's page, the studio's part on the project page, and the list of all.</summary>
public static class DeliveriesFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DeliveryService>();
        services.AddSingleton<DeliveryMaking>();
        services.AddSingleton<DeliveryClockwork>();
        services.AddTaskHandler<MakeDeliveryReady, MakeDeliveryReadyTask>();
        services.AddPeriodic<DeliveryDaysWork>();
        services.AddSingleton(new ProjectSection(typeof(ProjectDeliverySection), 60, Rights.Proofing));
        services.AddSingleton(
            new MenuEntry(
                "Deliveries",
                DeliveriesPage.Path,
                StudioIcons.Deliveries,
                MenuGroup.Photos,
                Rights.Proofing,
                12,
                typeof(DeliveriesText)
            )
        );
        return services;
    }
}
