using MindGraphy.Data.Contracts;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IContractRepository Contracts => field ??= new ContractRepository(this);
}
