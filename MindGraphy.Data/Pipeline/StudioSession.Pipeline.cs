using MindGraphy.Data.Pipeline;
using MindGraphy.Domain.Pipeline;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IPipelineRepository Pipeline => field ??= new PipelineRepository(this);
}
