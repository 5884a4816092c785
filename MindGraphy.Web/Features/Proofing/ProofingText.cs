namespace MindGraphy.Web.Features.Proofing;

/// <summary>Words of the gallery and of the studio's side of it.</summary>
public sealed class ProofingText;
