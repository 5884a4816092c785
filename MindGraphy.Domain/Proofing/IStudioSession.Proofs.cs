using MindGraphy.Domain.Proofing;

namespace MindGraphy.Domain.Common;

public partial interface IStudioSession
{
    /// <summary>Proof galleries.</summary>
    IProofRepository Proofs { get; }
}
