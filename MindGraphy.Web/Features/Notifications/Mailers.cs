using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>What both mailers share: the message on the wire.</summary>
internal static class MailMessages
{
    /// <summary>Builds the message. Its Message-Id is made of the notice's id, so that a repeated send can be recognised.</summary>
    public static MimeMessage Build(MailToSend mail, string fromName, string fromAddress)
    {
        var message = new MimeMessage { Subject = mail.Subject, MessageId = mail.Id.ToString("N") + "@mindgraphy" };
        message.From.Add(new MailboxAddress(fromName, fromAddress));
        message.To.Add(new MailboxAddress(mail.ToName ?? "", mail.To));
        message.Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody();
        return message;
    }

    /// <summary>The studio's name as sender.</summary>
    public static async Task<string> SenderNameAsync(IStudio studio, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        return (await session.SettingsAsync(ct)).NameKo;
    }
}

/// <summary>Sends over SMTP with MailKit.</summary>
public sealed class SmtpMailer(IOptions<MailOptions> options, IStudio studio) : IMailer
{
    /// <inheritdoc/>
    public string Channel => "smtp";

    /// <inheritdoc/>
    public async Task SendAsync(MailToSend mail, CancellationToken ct = default)
    {
        var settings = options.Value;
        using var message = MailMessages.Build(mail, await MailMessages.SenderNameAsync(studio, ct), settings.FromAddress);
        using var client = new SmtpClient { Timeout = 20_000 };
        await client.ConnectAsync(settings.Host, settings.Port, settings.Security, ct);
        if (settings.UserName.Length > 0)
        {
            await client.AuthenticateAsync(settings.UserName, settings.Password, ct);
        }

        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }
}

/// <summary>Writes each message as one file named after its notice: sending again writes the same file.</summary>
public sealed class FolderMailer(IOptions<MailOptions> options, IHostEnvironment environment, IStudio studio) : IMailer
{
    /// <inheritdoc/>
    public string Channel => "folder";

    /// <summary>Where the files are.</summary>
    public string Folder { get; } = Path.Combine(environment.ContentRootPath, options.Value.Folder);

    /// <inheritdoc/>
    public async Task SendAsync(MailToSend mail, CancellationToken ct = default)
    {
        Directory.CreateDirectory(Folder);
        using var message = MailMessages.Build(mail, await MailMessages.SenderNameAsync(studio, ct), options.Value.FromAddress);
        var file = Path.Combine(Folder, mail.Id.ToString("N") + ".eml");
        var draft = file + "." + Guid.NewGuid().ToString("N");
        await using (var stream = File.Create(draft))
        {
            await message.WriteToAsync(stream, ct);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }
}
