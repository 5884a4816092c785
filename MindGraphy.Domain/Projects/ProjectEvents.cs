using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Projects;

/// <summary>The work for a contract was opened.</summary>
public sealed record ProjectOpened(Guid ProjectId) : IStudioEvent;

/// <summary>A project moved to another status.</summary>
public sealed record ProjectMoved(Guid ProjectId) : IStudioEvent;

/// <summary>What a project says, or who works on it, changed.</summary>
public sealed record ProjectChanged(Guid ProjectId) : IStudioEvent;
