using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Proofing;

/// <summary>How far the couple's picking is (<c>proof_gallery_sessions.status</c>).</summary>
public enum ProofStatus
{
    /// <summary>Sent, not yet opened.</summary>
    Pending,

    /// <summary>Opened.</summary>
    Active,

    /// <summary>Submitted.</summary>
    Completed,

    /// <summary>Time is up.</summary>
    Expired,
}

/// <summary>What a couple says of a photo.</summary>
public enum SelectionKind
{
    /// <summary>후보: a heart.</summary>
    Candidate,

    /// <summary>확정: a pick that counts.</summary>
    Final,
}

/// <summary>The legal moves of a proof session (design, section 4).</summary>
public static class ProofFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<ProofStatus> Moves = new(
        new(ProofStatus.Pending, ProofStatus.Active, MoveBy.Fact),
        new(ProofStatus.Pending, ProofStatus.Expired, MoveBy.Fact),
        new(ProofStatus.Active, ProofStatus.Completed, MoveBy.Fact),
        new(ProofStatus.Active, ProofStatus.Expired, MoveBy.Fact),
        new(ProofStatus.Completed, ProofStatus.Active, NeedsReason: true),
        new(ProofStatus.Expired, ProofStatus.Active, NeedsReason: true)
    );
}
