using Microsoft.Extensions.Options;
using MindGraphy.Data.Accounts;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;
using MindGraphy.Web.Features.Links;
using MindGraphy.Web.Features.Notifications;

namespace MindGraphy.Web.Account;

/// <summary>Sends the link to set a new password. The token is made here, when the mail leaves; what is kept of the mail has no link in it.</summary>
public sealed class SendPasswordResetHandler(
    AccountService accounts,
    IStudio studio,
    IMailer mailer,
    StudioClock clock,
    IOptions<LinkSettings> links
) : IOutboxHandler<SendPasswordReset>
{
    private const string Template = "password_reset";

    /// <inheritdoc/>
    public async Task HandleAsync(SendPasswordReset message, LeasedWork work, CancellationToken ct)
    {
        if (await accounts.PasswordTokenAsync(message.Email, ct) is not { } found)
        {
            // Nobody's address, or the account is closed: whoever asked got the same answer.
            return;
        }

        // Under the row's own id: a mail that a kill lets leave twice is the same message to every mail program, and is noted once.
        await using var session = studio.Open(Actor.System);
        if (await session.Notices.ExistsAsync(work.Id, ct))
        {
            return;
        }

        var template =
            await session.Notices.TemplateAsync(Template, message.Language, ct)
            ?? throw new InvalidOperationException($"There is no active template '{Template}'. The verb seed writes the standard ones.");
        var settings = await session.SettingsAsync(ct);
        var values = new Dictionary<string, string>
        {
            ["studio"] = settings.Name(message.Language == "ko"),
            ["studio_phone"] = settings.Phone,
            ["link"] = links.Value.PublicUrl.TrimEnd('/') + ResetLinks.PathOf(found.UserId, found.Token),
        };
        var notice = Notice.Email(found.Email, message.Language, Template, "{}", clock.Now, recipientId: found.UserId, id: work.Id);
        var subject = TemplateText.Fill(template.Subject ?? "", values);
        var text = template.BodyText ?? "";
        var html = template.BodyHtml is { Length: > 0 } body ? TemplateText.FillHtml(body, values) : null;
        await mailer.SendAsync(new MailToSend(notice.Id, found.Email, null, subject, TemplateText.Fill(text, values), html), ct);
        notice.Sent(mailer.Channel, subject, TemplateText.Fill(text, new Dictionary<string, string>(values) { ["link"] = "…" }), clock.Now);
        session.Notices.Add(notice);
        session.Raise(new NoticeSent(notice.Id));
        var saved = await session.SaveAsync(CancellationToken.None);
        if (!saved.Succeeded)
        {
            throw new InvalidOperationException($"A password mail was sent but could not be noted: {saved.Refusal.Code}");
        }
    }
}
