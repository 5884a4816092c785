namespace MindGraphy.Web.Features.Search;

/// <summary>The words of the search over everything.</summary>
public sealed class SearchText;
