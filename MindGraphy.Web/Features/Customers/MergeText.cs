namespace MindGraphy.Web.Features.Customers;

/// <summary>The words of duplicates and merging.</summary>
public sealed class MergeText;
