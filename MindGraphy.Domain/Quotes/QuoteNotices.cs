using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Quotes;

/// <summary>The messages a quote causes, as rows of the causing transaction.</summary>
internal static class QuoteNotices
{
    private const string ToRead = "quote_to_read";

    /// <summary>Asks a person of the couple to read it, by e-mail, else by message. Where neither reaches them nothing is sent: staff copy the link.</summary>
    public static async Task ToReadAsync(
        IStudioSession session,
        Quote quote,
        Customer couple,
        CustomerContact contact,
        LinkToken link,
        bool canMessage,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var settings = await session.SettingsAsync(ct);
        var culture = ContractPapers.CultureOf(contact.Language);
        var data = new Dictionary<string, string>
        {
            ["couple"] = couple.CoupleName,
            ["signer"] = contact.Name,
            ["studio"] = settings.Name(contact.Language == "ko"),
            ["deadline"] = StudioFormat.Date(quote.ValidUntil, culture),
        };
        var json = JsonSerializer.Serialize(data);
        if (contact.Email is { } address)
        {
            Add(
                session,
                Notice.Email(
                    address,
                    contact.Language,
                    ToRead,
                    json,
                    clock.Now,
                    contactId: contact.Id,
                    customerId: couple.Id,
                    linkId: link.Id
                )
            );
        }
        else if (canMessage && Phone.TakesMessages(contact.Phone))
        {
            Add(session, Notice.Sms(contact.Phone!, contact.Language, ToRead, json, clock.Now, contact.Id, couple.Id, link.Id));
        }
    }

    /// <summary>Tells the couple's manager what was answered.</summary>
    public static async Task AnsweredAsync(
        IStudioSession session,
        Quote quote,
        Customer couple,
        Guid contactId,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (await ContractNotices.StaffAsync(session, couple, ct) is var (manager, address))
        {
            var data = new Dictionary<string, string>
            {
                ["couple"] = couple.CoupleName,
                ["signer"] = couple.Contacts.FirstOrDefault(c => c.Id == contactId)?.Name ?? "",
                ["quote"] = quote.QuoteNumber,
                ["amount"] = StudioFormat.Money(quote.Total, ContractPapers.CultureOf("ko")),
                ["reason"] = quote.Reason ?? "-",
                ["link"] = quote.ContractId is { } contract ? $"/studio/contracts/{contract}" : $"/studio/quotes/{quote.Id}",
            };
            var template = quote.Status == QuoteStatus.Accepted ? "quote_accepted" : "quote_declined";
            Add(
                session,
                Notice.Email(
                    address,
                    "ko",
                    template,
                    JsonSerializer.Serialize(data),
                    clock.Now,
                    recipientId: manager,
                    customerId: couple.Id
                )
            );
        }
    }

    private static void Add(IStudioSession session, Notice notice)
    {
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }
}
