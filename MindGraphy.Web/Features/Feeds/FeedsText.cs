namespace MindGraphy.Web.Features.Feeds;

/// <summary>The words of feeds.</summary>
public sealed class FeedsText;
