using System.ComponentModel.DataAnnotations;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>Section <c>Contracts</c>.</summary>
public sealed class ContractOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Contracts";

    /// <summary>Where couples pay to, as one line for people: bank, number, holder. Empty: couples are told that the studio lets them know.</summary>
    [MaxLength(200)]
    public string DepositAccount { get; set; } = "";
}
