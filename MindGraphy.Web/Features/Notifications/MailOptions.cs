using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>How mail leaves.</summary>
public enum MailProvider
{
    /// <summary>As files into a folder, shown on the development mailbox page.</summary>
    Folder,

    /// <summary>Over SMTP.</summary>
    Smtp,
}

/// <summary>Section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Mail";

    /// <summary>Folder or Smtp.</summary>
    public MailProvider Provider { get; set; } = MailProvider.Folder;

    /// <summary>Whether a server in Production may collect mail instead of sending it.</summary>
    public bool AllowFolderInProduction { get; set; }

    /// <summary>Where files go, relative to the content root.</summary>
    public string Folder { get; set; } = ".data/mail";

    /// <summary>The SMTP server.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port, 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>None, Auto, SslOnConnect, StartTls or StartTlsWhenAvailable.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>Account at the server; empty for none.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender's address.</summary>
    [Required, EmailAddress]
    public string FromAddress { get; set; } = "studio@localhost.localdomain";
}

/// <summary>What the attributes can't say.</summary>
public sealed class MailOptionsValidator(IHostEnvironment environment) : IValidateOptions<MailOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (!Enum.IsDefined(options.Provider))
        {
            return ValidateOptionsResult.Fail("Mail:Provider must be Folder or Smtp.");
        }

        if (options.Provider == MailProvider.Folder && environment.IsProduction() && !options.AllowFolderInProduction)
        {
            return ValidateOptionsResult.Fail(
                "Mail:Provider must be Smtp in Production: Folder sends nothing. Set Mail:AllowFolderInProduction to true to collect mail all the same."
            );
        }

        return options.Provider == MailProvider.Smtp && options.Host.Length == 0
            ? ValidateOptionsResult.Fail("Mail:Host must name the SMTP server when Mail:Provider is Smtp, for example smtp.example.com.")
            : ValidateOptionsResult.Success;
    }
}
