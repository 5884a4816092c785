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

    /// <summary>A PKCS#12 file with the certificate that contracts are sealed with, relative to the content root. Empty: the server makes one for itself.</summary>
    public string SealCertificate { get; set; } = "";

    /// <summary>The password of that file; empty for none. Set it by environment variable.</summary>
    public string SealCertificatePassword { get; set; } = "";
}
