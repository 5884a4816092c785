namespace MindGraphy.Web.Features.Photographers;

/// <summary>Words of the team's pages.</summary>
public sealed class PhotographersText;
