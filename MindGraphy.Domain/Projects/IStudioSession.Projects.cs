using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Common;

public partial interface IStudioSession
{
    /// <summary>Projects.</summary>
    IProjectRepository Projects { get; }
}
