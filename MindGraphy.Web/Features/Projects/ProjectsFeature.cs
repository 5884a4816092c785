using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Projects;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;

namespace MindGraphy.Web.Features.Projects;

/// <summary>The list of projects and a project's page, onto which other features put their sections (<see cref="ProjectSection"/>).</summary>
public static class ProjectsFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddProjects(this IServiceCollection services)
    {
        services.AddSingleton<ProjectService>();
        services.AddSingleton<ProjectTaskService>();
        services.AddSingleton<ProjectTemplateService>();
        services.AddSingleton(new ProjectSection(typeof(ProjectTasksSection), 0, Rights.Projects));
        services.AddSingleton(new ProjectSection(typeof(ProjectMoneySection), 20, Rights.Contracts));
        services.AddSingleton(
            new MenuEntry(
                "ProjectTemplates",
                ProjectPaths.Templates,
                StudioIcons.Settings,
                MenuGroup.Studio,
                Rights.ProjectsAll,
                21,
                typeof(ProjectsText)
            )
        );
        services.AddSingleton(
            new MenuEntry("Projects", ProjectPaths.List, StudioIcons.Projects, MenuGroup.Projects, Rights.Projects, 3, typeof(ProjectsText))
        );
        return services;
    }
}
