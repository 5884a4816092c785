using MindGraphy.Domain.Editing;

namespace MindGraphy.Domain.Common;

public partial interface IStudioSession
{
    /// <summary>The editing queue.</summary>
    IEditingRepository Editing { get; }
}
