using MindGraphy.Data.Schedules;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IScheduleRepository Schedules => field ??= new ScheduleRepository(this);
}
