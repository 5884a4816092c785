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
    /// <summary>The template that asks to sign.</summary>
    public const string ToSignTemplate = "contract_to_sign";

    /// <summary>
    /// Asks a signer to read and sign: by e-mail, else by message. Where neither reaches them nothing is sent: staff copy the link.
    /// </summary>
    public static void ToSign(
        IStudioSession session,
        Contract contract,
        Customer couple,
        CustomerContact signer,
        StudioSettings settings,
        LinkToken link,
        bool canMessage,
        StudioClock clock
    )
    {
        var data = Data(contract, couple, settings, signer.Language);
        data["signer"] = signer.Name;
        data["deadline"] = StudioFormat.Date(clock.DateOf(link.ExpiresAt), ContractPapers.CultureOf(signer.Language));
        if (signer.Email is { } address)
        {
            Add(session, ToSignTemplate, address, signer.Language, data, clock, null, signer.Id, couple.Id, link.Id);
        }
        else if (canMessage && Phone.TakesMessages(signer.Phone))
        {
            var json = JsonSerializer.Serialize(data);
            Send(session, Notice.Sms(signer.Phone!, signer.Language, ToSignTemplate, json, clock.Now, signer.Id, couple.Id, link.Id));
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

    /// <summary>Tells the couple's manager that only the studio's signature is missing.</summary>
    public static async Task ToCounterSignAsync(
        IStudioSession session,
        Contract contract,
        Customer couple,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (await StaffAsync(session, couple, ct) is var (manager, address))
        {
            var data = Data(contract, couple, await session.SettingsAsync(ct), "ko");
            data["link"] = $"/studio/contracts/{contract.Id}";
            Add(session, "contract_countersign", address, "ko", data, clock, recipientId: manager, customerId: couple.Id);
        }
    }

    /// <summary>Tells the couple's manager that the shoot could not follow an amendment by itself.</summary>
    public static async Task ShootStayedAsync(
        IStudioSession session,
        Contract contract,
        Customer couple,
        string why,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (await StaffAsync(session, couple, ct) is var (manager, address))
        {
            var data = Data(contract, couple, await session.SettingsAsync(ct), "ko");
            data["reason"] = why;
            data["link"] = $"/studio/contracts/{contract.Id}";
            Add(session, "amendment_shoot", address, "ko", data, clock, recipientId: manager, customerId: couple.Id);
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

    /// <summary>Whom of the studio to write to about a couple: their manager, else the studio's own address; null where neither is known.</summary>
    public static async Task<(Guid? UserId, string Address)?> StaffAsync(IStudioSession session, Customer couple, CancellationToken ct) =>
        couple.AssignedManagerId is { } manager && await session.Contracts.StaffAddressAsync(manager, ct) is { } address
            ? (manager, address)
        : StudioText.Clean((await session.SettingsAsync(ct)).Email) is { } studio ? (null, studio)
        : null;

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
        Send(session, Notice.Email(address, language, template, json, clock.Now, recipientId, contactId, customerId, linkId));
    }

    private static void Send(IStudioSession session, Notice notice)
    {
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }
}
