namespace MindGraphy.Web.Features.Quotes;

/// <summary>Words of quotes and of the price page.</summary>
public sealed class QuotesText;
