using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Projects;

/// <summary>What is photographed (<c>projects.project_type</c>).</summary>
public enum ProjectType
{
    /// <summary>본식.</summary>
    Wedding,

    /// <summary>스튜디오.</summary>
    Studio,

    /// <summary>야외.</summary>
    Outdoor,

    /// <summary>웨딩 사전 촬영.</summary>
    PreWedding,

    /// <summary>가족.</summary>
    Family,
}

/// <summary>How far the work is (<c>projects.project_status</c>).</summary>
public enum ProjectStatus
{
    /// <summary>Before the shoot.</summary>
    Scheduled,

    /// <summary>Photos are coming in.</summary>
    InProgress,

    /// <summary>The couple may pick.</summary>
    ProofReady,

    /// <summary>Picks are being retouched.</summary>
    Editing,

    /// <summary>Retouching is done.</summary>
    Completed,

    /// <summary>Handed over.</summary>
    Delivered,

    /// <summary>In the archive.</summary>
    Archived,
}

/// <summary>The legal moves of a project (design, section 4).</summary>
public static class ProjectFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<ProjectStatus> Moves = new(
        new(ProjectStatus.Scheduled, ProjectStatus.InProgress),
        new(ProjectStatus.InProgress, ProjectStatus.ProofReady),
        new(ProjectStatus.ProofReady, ProjectStatus.Editing),
        new(ProjectStatus.Editing, ProjectStatus.ProofReady, MoveBy.Fact),
        new(ProjectStatus.Editing, ProjectStatus.Completed),
        new(ProjectStatus.Completed, ProjectStatus.Delivered),
        new(ProjectStatus.Delivered, ProjectStatus.Archived)
    );
}
