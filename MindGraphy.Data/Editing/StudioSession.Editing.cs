using MindGraphy.Data.Editing;
using MindGraphy.Domain.Editing;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IEditingRepository Editing => field ??= new EditingRepository(this);
}
