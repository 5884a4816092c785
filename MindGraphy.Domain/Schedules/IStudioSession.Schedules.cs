using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Common;

public partial interface IStudioSession
{
    /// <summary>Shoots, holds and leave.</summary>
    IScheduleRepository Schedules { get; }
}
