namespace MindGraphy.Web.Features.Notifications;

/// <summary>Words of notices and of the development mailbox.</summary>
public sealed class NotificationsText;
