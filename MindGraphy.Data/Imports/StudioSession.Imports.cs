using MindGraphy.Data.Imports;
using MindGraphy.Domain.Imports;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IImportRepository Imports => field ??= new ImportRepository(this);

    public IExportRepository Exports => field ??= new ExportRepository(this);
}
