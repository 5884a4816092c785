using Microsoft.Extensions.Options;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Notifications;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>Notices: mailers, message channels, the worker that sends, the mailbox of developers.</summary>
public static class NotificationsFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddSingleton<SmtpMailer>();
        services.AddSingleton<FolderMailer>();
        services.AddSingleton<IMailer>(s =>
            s.GetRequiredService<IOptions<MailOptions>>().Value.Provider == MailProvider.Smtp
                ? s.GetRequiredService<SmtpMailer>()
                : s.GetRequiredService<FolderMailer>()
        );
        services.AddOptions<MessageOptions>().BindConfiguration(MessageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessageOptions>, MessageOptionsValidator>();
        services.AddSingleton<FolderMessageChannel>();
        services.AddSingleton<HttpMessageChannel>();
        services.AddSingleton<NoMessageChannel>();
        services.AddSingleton<IMessageChannel>(s =>
            s.GetRequiredService<IOptions<MessageOptions>>().Value.Provider switch
            {
                MessageProvider.Http => s.GetRequiredService<HttpMessageChannel>(),
                MessageProvider.None => s.GetRequiredService<NoMessageChannel>(),
                _ => s.GetRequiredService<FolderMessageChannel>(),
            }
        );
        services.AddSingleton<NoticeService>();
        services.AddSingleton<DevelopmentMailbox>();
        services.AddSingleton(
            new MenuEntry(
                "Notices",
                "/studio/notices",
                StudioIcons.Notices,
                MenuGroup.Studio,
                Rights.Notices,
                40,
                typeof(NotificationsText)
            )
        );
        services.AddOutboxHandler<SendNotice, SendNoticeHandler>();
        return services;
    }
}
