using System.Text.Json;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>
/// Sends one notice, by e-mail or by message. The row's lock keeps two workers apart and its status remembers what left; only a process that
/// dies between the carrier's yes and the commit sends again, under the same Message-Id. What a carrier refuses for good stays failed.
/// </summary>
public sealed class SendNoticeHandler(
    IStudio studio,
    IMailer mailer,
    IMessageChannel messages,
    LinkService links,
    ILinkSigner signer,
    StudioClock clock,
    IOptions<LinkSettings> linkOptions
) : IOutboxHandler<SendNotice>
{
    /// <inheritdoc/>
    public async Task HandleAsync(SendNotice message, LeasedWork work, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        var notice = await session.Notices.LockAsync(message.NoticeId, ct);
        if (notice is null || notice.DeliveryStatus is NoticeStatus.Sent or NoticeStatus.Delivered or NoticeStatus.Bounced)
        {
            return;
        }

        try
        {
            await SendAsync(session, notice, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            notice.Failed(e.Message);
            session.Raise(new NoticeSent(notice.Id));
            await session.SaveAsync(CancellationToken.None);
            throw;
        }

        session.Raise(new NoticeSent(notice.Id));
        var saved = await session.SaveAsync(CancellationToken.None);
        if (!saved.Succeeded)
        {
            throw new InvalidOperationException($"The notice {notice.Id} was sent but could not be marked: {saved.Refusal.Code}");
        }
    }

    private async Task SendAsync(IStudioSession session, Notice notice, CancellationToken ct)
    {
        var isMessage = notice.NotificationType == NoticeType.Sms;
        var name = notice.TemplateId + (isMessage ? ".sms" : "");
        var template =
            await session.Notices.TemplateAsync(name, notice.Language, ct)
            ?? throw new InvalidOperationException($"There is no active template '{name}'. The verb seed writes the standard ones.");
        var settings = await session.SettingsAsync(ct);
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(notice.TemplateData ?? "{}") ?? [];
        values.TryAdd("studio", settings.Name(notice.Language == "ko"));
        values.TryAdd("studio_phone", settings.Phone);
        if (values.TryGetValue("link", out var path) && path.StartsWith('/'))
        {
            values["link"] = linkOptions.Value.PublicUrl.TrimEnd('/') + path;
        }

        var text = template.BodyText ?? "";
        var subject = TemplateText.Fill(template.Subject ?? "", values);
        var kept = TemplateText.Fill(text, new Dictionary<string, string>(values) { ["link"] = "…", ["code"] = "••••••" });
        if (values.TryGetValue("code_id", out var code))
        {
            // A carrier that was away for a while would hand over what no longer opens anything.
            if (clock.Now >= notice.CreatedAt + Domain.Contracts.SignCode.Good)
            {
                notice.Failed("The code ran out before it could be sent.");
                return;
            }

            values["code"] = Domain.Contracts.SignCode.DigitsOf(signer, Guid.Parse(code));
        }

        if (notice.LinkId is { } linkId && await session.Links.FindAsync(linkId, ct) is { } link)
        {
            values["link"] = linkOptions.Value.PublicUrl.TrimEnd('/') + links.PathOf(link);
        }

        if (isMessage)
        {
            await SendMessageAsync(notice, TemplateText.Fill(text, values), kept, ct);
            return;
        }

        var html = template.BodyHtml is { Length: > 0 } body ? TemplateText.FillHtml(body, values) : null;
        await mailer.SendAsync(new MailToSend(notice.Id, notice.Address, null, subject, TemplateText.Fill(text, values), html), ct);
        notice.Sent(mailer.Channel, subject, kept, clock.Now);
    }

    private async Task SendMessageAsync(Notice notice, string text, string kept, CancellationToken ct)
    {
        var answer =
            MessageText.BytesOf(text) > MessageText.MostBytes
                ? new MessageAnswer($"The message is longer than {MessageText.MostBytes} bytes.")
                : await messages.SendAsync(new MessageToSend(notice.Id, notice.Address, text), ct);
        if (answer.Refusal is { } why)
        {
            notice.Failed(why);
            return;
        }

        notice.Sent(messages.Channel, null, kept, clock.Now);
    }
}
