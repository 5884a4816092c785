using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Proofing;

/// <summary>A round was prepared, extended, reopened or its links were taken back.</summary>
public sealed record ProofChanged(Guid ProjectId) : IStudioEvent;

/// <summary>A person of the couple opened the gallery.</summary>
public sealed record ProofOpened(Guid ProjectId) : IStudioEvent;

/// <summary>The couple's picks changed.</summary>
public sealed record PicksChanged(Guid ProjectId) : IStudioEvent;

/// <summary>The couple submitted.</summary>
public sealed record PicksSubmitted(Guid ProjectId, Guid SessionId) : IStudioEvent;
