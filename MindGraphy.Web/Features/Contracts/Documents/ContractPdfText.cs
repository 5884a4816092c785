namespace MindGraphy.Web.Features.Contracts.Documents;

/// <summary>The words of the contract's paper stand in the resource of this name.</summary>
public sealed class ContractPdfText;
