using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Editing;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Editing;

/// <summary>The editing queue.</summary>
public static class EditingFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddEditing(this IServiceCollection services)
    {
        services.AddSingleton<EditingService>();
        services.AddSingleton<HandOffService>();
        services.AddSingleton<ReturnService>();
        services.AddSingleton<RevisionService>();
        services.AddScoped<ReviewVisits>();
        services.AddOutboxHandler<FilesReturned, FilesReturnedHandler>();
        services.AddPeriodic<EndSilentRoundsWork>();
        services.AddSingleton(
            new MenuEntry("Editing", "/studio/editing", StudioIcons.Editing, MenuGroup.Photos, Rights.Editing, 8, typeof(EditingText))
        );
        return services;
    }
}
