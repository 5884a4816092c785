namespace MindGraphy.Web.Features.Projects;

/// <summary>The words of the projects' pages.</summary>
public sealed class ProjectsText;
