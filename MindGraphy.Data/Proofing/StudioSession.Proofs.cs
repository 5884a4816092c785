using MindGraphy.Data.Proofing;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IProofRepository Proofs => field ??= new ProofRepository(this);
}
