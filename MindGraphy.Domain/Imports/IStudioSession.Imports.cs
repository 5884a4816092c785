using MindGraphy.Domain.Imports;

namespace MindGraphy.Domain.Common;

public partial interface IStudioSession
{
    /// <summary>Imports of couples.</summary>
    IImportRepository Imports { get; }

    /// <summary>Exports of couples.</summary>
    IExportRepository Exports { get; }
}
