using MindGraphy.Data.Projects;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IProjectRepository Projects => field ??= new ProjectRepository(this);
}
