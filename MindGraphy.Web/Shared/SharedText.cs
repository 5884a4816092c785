namespace MindGraphy.Web.Shared;

/// <summary>The words of the shared components.</summary>
public sealed class SharedText;
