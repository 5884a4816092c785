namespace MindGraphy.Web.Features.Contracts;

/// <summary>The words of the contract pages.</summary>
public sealed class ContractsText;
