namespace MindGraphy.Domain.Notifications;

/// <summary>Sends e-mail: over SMTP, or into a folder on a developer's machine.</summary>
public interface IMailer
{
    /// <summary>The carrier's name as it is kept with the notice: <c>smtp</c> or <c>folder</c>.</summary>
    string Channel { get; }

    /// <summary>Sends one message. Sending the same id twice is recognisable by its Message-Id; a folder keeps one file for it.</summary>
    Task SendAsync(MailToSend mail, CancellationToken ct = default);
}

/// <summary>A message ready to leave.</summary>
/// <param name="Id">The notice's id; becomes the Message-Id.</param>
/// <param name="To">Address.</param>
/// <param name="ToName">Name.</param>
/// <param name="Subject">Subject, without line breaks.</param>
/// <param name="Text">Plain body.</param>
/// <param name="Html">HTML body; null where there is only text.</param>
public sealed record MailToSend(Guid Id, string To, string? ToName, string Subject, string Text, string? Html);

/// <summary>The outbox message that sends a notice.</summary>
/// <param name="NoticeId">The notice.</param>
public sealed record SendNotice(Guid NoticeId) : Common.IOutboxMessage;
