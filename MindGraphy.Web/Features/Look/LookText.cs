namespace MindGraphy.Web.Features.Look;

/// <summary>The words of the component gallery.</summary>
public sealed class LookText;
