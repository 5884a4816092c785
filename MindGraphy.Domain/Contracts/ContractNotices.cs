using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Domain.Contracts;

/// <summary>The messages a contract causes, as rows of the causing transaction.</summary>
internal static class ContractNotices
{
    /// <summary>Asks a signer to read and sign. Without an address nothing is sent: staff copy the link.</summary>
    public static void ToSign(
        IStudioSession session,
        Contract contract,
        Customer couple,
        CustomerContact signer,
        StudioSettings settings,
        LinkToken link,
        StudioClock clock
    )
    {
        if (signer.Email is { } address)
        {
            var data = Data(contract, couple, settings, signer.Language);
            data["deadline"] = StudioFormat.Date(clock.DateOf(link.ExpiresAt), ContractPapers.CultureOf(signer.Language));
            Add(
                session,
                "contract_to_sign",
                address,
                signer.Language,
                data,
                clock,
                contactId: signer.Id,
                customerId: couple.Id,
                linkId: link.Id
            );
        }
    }

    /// <summary>Tells the signers and the couple's manager that everybody signed.</summary>
    public static async Task AllSignedAsync(
        IStudioSession session,
        Contract contract,
        Customer couple,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var settings = await session.SettingsAsync(ct);
        var known = await session.Links.OfAsync(LinkPurpose.Contract, contract.Id, ct);
        foreach (var signer in couple.Contacts.Where(c => c.Email is not null && contract.Signers.Any(s => s.ContactId == c.Id)))
        {
            var link = known.LastOrDefault(l => l.ContactId == signer.Id && l.IsOpen(clock.Now));
            var data = Data(contract, couple, settings, signer.Language);
            Add(
                session,
                "contract_signed",
                signer.Email!,
                signer.Language,
                data,
                clock,
                contactId: signer.Id,
                customerId: couple.Id,
                linkId: link?.Id
            );
        }

        if (couple.AssignedManagerId is { } manager && await session.Contracts.StaffAddressAsync(manager, ct) is { } address)
        {
            var data = Data(contract, couple, settings, "ko");
            data["link"] = $"/studio/contracts/{contract.Id}";
            Add(session, "contract_signed", address, "ko", data, clock, recipientId: manager, customerId: couple.Id);
        }
    }

    /// <summary>Tells the couple's manager that somebody declined.</summary>
    public static async Task DeclinedAsync(
        IStudioSession session,
        Contract contract,
        Customer couple,
        string signer,
        string reason,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (couple.AssignedManagerId is { } manager && await session.Contracts.StaffAddressAsync(manager, ct) is { } address)
        {
            var data = Data(contract, couple, await session.SettingsAsync(ct), "ko");
            data["signer"] = signer;
            data["reason"] = reason;
            data["link"] = $"/studio/contracts/{contract.Id}";
            Add(session, "contract_declined", address, "ko", data, clock, recipientId: manager, customerId: couple.Id);
        }
    }

    private static Dictionary<string, string> Data(Contract contract, Customer couple, StudioSettings settings, string language) =>
        new()
        {
            ["couple"] = couple.CoupleName,
            ["studio"] = settings.Name(language == "ko"),
            ["date"] = StudioFormat.Date(contract.WeddingDate, ContractPapers.CultureOf(language)),
        };

    private static void Add(
        IStudioSession session,
        string template,
        string address,
        string language,
        Dictionary<string, string> data,
        StudioClock clock,
        Guid? recipientId = null,
        Guid? contactId = null,
        Guid? customerId = null,
        Guid? linkId = null
    )
    {
        var json = JsonSerializer.Serialize(data);
        var notice = Notice.Email(address, language, template, json, clock.Now, recipientId, contactId, customerId, linkId);
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }
}
