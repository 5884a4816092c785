using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Notifications;

/// <summary>By what way a notice goes (<c>notifications.notification_type</c>).</summary>
public enum NoticeType
{
    /// <summary>E-mail.</summary>
    Email,

    /// <summary>Text message, 알림톡 included.</summary>
    Sms,

    /// <summary>Web push.</summary>
    Push,

    /// <summary>On the screen only.</summary>
    InApp,
}

/// <summary>How far a notice is (<c>notifications.delivery_status</c>).</summary>
public enum NoticeStatus
{
    /// <summary>To be sent.</summary>
    Pending,

    /// <summary>The mail server or the message gateway took it.</summary>
    Sent,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It could not be sent; will be tried again unless the carrier refused it for good.</summary>
    Failed,

    /// <summary>It came back.</summary>
    Bounced,
}

/// <summary>The legal moves of a notice (design, section 4).</summary>
public static class NoticeFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<NoticeStatus> Moves = new(
        new(NoticeStatus.Pending, NoticeStatus.Sent, MoveBy.Fact),
        new(NoticeStatus.Pending, NoticeStatus.Failed, MoveBy.Fact),
        new(NoticeStatus.Sent, NoticeStatus.Delivered, MoveBy.Fact),
        new(NoticeStatus.Sent, NoticeStatus.Bounced, MoveBy.Fact),
        new(NoticeStatus.Failed, NoticeStatus.Pending)
    );
}

/// <summary>
/// A message to a person (<c>notifications</c>): written in the transaction of what caused it, sent by the worker afterwards. What is
/// stored never holds a link's token: the link is put in when the message leaves.
/// </summary>
public sealed class Notice
{
    private Notice() { }

    /// <summary>Id; also the message's own id on the wire, so that a repeated send can be recognised.</summary>
    public Guid Id { get; private init; }

    /// <summary>The account it goes to; null for couples.</summary>
    public Guid? RecipientId { get; private init; }

    /// <summary>The person of a couple it goes to; null for staff.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>The couple it is about.</summary>
    public Guid? CustomerId { get; private init; }

    /// <summary>The address it goes to: an e-mail address, or for a message a number in E.164.</summary>
    public string Address { get; private init; } = "";

    /// <summary>The reader's language.</summary>
    public string Language { get; private init; } = "ko";

    /// <summary>By what way.</summary>
    public NoticeType NotificationType { get; private init; }

    /// <summary>The carrier: <c>smtp</c>, <c>gateway</c>, <c>folder</c>.</summary>
    public string? Channel { get; private set; }

    /// <summary>Subject as sent; null for messages, which have none.</summary>
    public string? Subject { get; private set; }

    /// <summary>Body as sent, with links taken out.</summary>
    public string? Message { get; private set; }

    /// <summary>The template's name without language.</summary>
    public string? TemplateId { get; private init; }

    /// <summary>What fills the template, as a JSON object of strings.</summary>
    public string? TemplateData { get; private init; }

    /// <summary>The link to put in when it leaves.</summary>
    public Guid? LinkId { get; private init; }

    /// <summary>When it left.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>How far it is.</summary>
    public NoticeStatus DeliveryStatus { get; private set; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>When its link was followed.</summary>
    public DateTimeOffset? ClickedAt { get; private set; }

    /// <summary>Why it could not be sent.</summary>
    public string? ErrorMessage { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>An e-mail from a template.</summary>
    public static Notice Email(
        string address,
        string language,
        string template,
        string templateDataJson,
        DateTimeOffset now,
        Guid? recipientId = null,
        Guid? contactId = null,
        Guid? customerId = null,
        Guid? linkId = null,
        Guid? id = null
    ) => Write(NoticeType.Email, address, language, template, templateDataJson, now, recipientId, contactId, customerId, linkId, id);

    /// <summary>A text message from the short form of a template (<c>contract_to_sign.sms.ko</c>).</summary>
    /// <param name="phone">The number, E.164.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="template">The template's name without way and language.</param>
    /// <param name="templateDataJson">What fills it, as a JSON object of strings.</param>
    /// <param name="now">Now.</param>
    /// <param name="contactId">The person.</param>
    /// <param name="customerId">The couple it is about.</param>
    /// <param name="linkId">The link to put in when it leaves.</param>
    public static Notice Sms(
        string phone,
        string language,
        string template,
        string templateDataJson,
        DateTimeOffset now,
        Guid? contactId = null,
        Guid? customerId = null,
        Guid? linkId = null
    ) => Write(NoticeType.Sms, phone, language, template, templateDataJson, now, null, contactId, customerId, linkId, null);

    private static Notice Write(
        NoticeType type,
        string address,
        string language,
        string template,
        string templateDataJson,
        DateTimeOffset now,
        Guid? recipientId,
        Guid? contactId,
        Guid? customerId,
        Guid? linkId,
        Guid? id
    ) =>
        new()
        {
            Id = id ?? Ids.New(),
            Address = address,
            Language = language,
            NotificationType = type,
            TemplateId = template,
            TemplateData = templateDataJson,
            RecipientId = recipientId,
            ContactId = contactId,
            CustomerId = customerId,
            LinkId = linkId,
            CreatedAt = now,
        };

    /// <summary>It left.</summary>
    public void Sent(string channel, string? subject, string message, DateTimeOffset now) =>
        (DeliveryStatus, Channel, Subject, Message, SentAt, ErrorMessage) = (NoticeStatus.Sent, channel, subject, message, now, null);

    /// <summary>It could not be sent. The outbox tries again unless it was refused for good; the row says so meanwhile.</summary>
    public void Failed(string error) => (DeliveryStatus, ErrorMessage) = (NoticeStatus.Failed, error.Length > 1000 ? error[..1000] : error);
}

/// <summary>A text for a kind of notice in one language (<c>email_templates</c>), by e-mail or, named <c>….sms.ko</c>, by message.</summary>
public sealed class EmailTemplate
{
    private EmailTemplate() { }

    /// <summary>Makes a template. Its name carries the language: <c>inquiry_received.ko</c>.</summary>
    public EmailTemplate(
        string name,
        string subject,
        string bodyHtml,
        string bodyText,
        string variablesJson,
        string category,
        DateTimeOffset now
    )
    {
        (Id, TemplateName, Subject, BodyHtml, BodyText) = (Ids.New(), name, subject, bodyHtml, bodyText);
        (Variables, Category, CreatedAt, UpdatedAt) = (variablesJson, category, now, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Name and language.</summary>
    public string TemplateName { get; private init; } = "";

    /// <summary>Subject with <c>{{variables}}</c>; empty for messages.</summary>
    public string? Subject { get; private set; }

    /// <summary>HTML body with <c>{{variables}}</c>; empty for messages.</summary>
    public string? BodyHtml { get; private set; }

    /// <summary>Plain body with <c>{{variables}}</c>.</summary>
    public string? BodyText { get; private set; }

    /// <summary>The names it may use, as a JSON array.</summary>
    public string? Variables { get; private set; }

    /// <summary>Where it belongs: <c>lead</c>, <c>contract</c>, <c>proof</c>.</summary>
    public string? Category { get; private set; }

    /// <summary>Whether it is used.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }
}
