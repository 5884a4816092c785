using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

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

    /// <summary>The address of an authority that stamps sealed contracts with the time (RFC 3161). Empty: none is asked.</summary>
    public string TimestampUrl { get; set; } = "";
}

/// <summary>Whether the authority has an address that can be asked.</summary>
public sealed class ContractOptionsValidator : IValidateOptions<ContractOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ContractOptions options) =>
        options.TimestampUrl.Length == 0
        || (Uri.TryCreate(options.TimestampUrl, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "" })
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Contracts:TimestampUrl must be empty (no time stamps) or the http:// or https:// address of an RFC 3161 authority, without a name and password."
            );
}
