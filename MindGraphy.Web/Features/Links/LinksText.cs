namespace MindGraphy.Web.Features.Links;

/// <summary>Words of the pages between a link and what it opens.</summary>
public sealed class LinksText;
