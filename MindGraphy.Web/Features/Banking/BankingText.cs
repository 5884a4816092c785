namespace MindGraphy.Web.Features.Banking;

/// <summary>The words of the page of bank statements.</summary>
public sealed class BankingText;
