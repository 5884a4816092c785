using System.Globalization;
using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Deliveries;

/// <summary>The messages a delivery causes, as rows of the causing transaction.</summary>
internal static class DeliveryNotices
{
    /// <summary>It can be fetched, or is packed.</summary>
    public const string Ready = "delivery_ready";

    /// <summary>A carrier has it.</summary>
    public const string Shipped = "delivery_shipped";

    /// <summary>Its time will soon be up.</summary>
    public const string Expires = "delivery_expires";

    /// <summary>It can be fetched longer.</summary>
    public const string Extended = "delivery_extended";

    /// <summary>The couple asks for more time; to the studio.</summary>
    public const string Asked = "delivery_extension_asked";

    /// <summary>Writes to everybody whose link opens and who has an address.</summary>
    public static Task TellAsync(
        IStudioSession session,
        string template,
        Deliverable delivery,
        DeliveryCouple couple,
        StudioClock clock,
        CancellationToken ct
    ) => TellAsync(session, template, delivery, couple, clock, new HashSet<Guid>(), ct);

    /// <summary>Writes to everybody else whose link opens and who has an address.</summary>
    /// <param name="session">The act that causes it.</param>
    /// <param name="template">What is written.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="couple">Its couple.</param>
    /// <param name="clock">The studio's clock.</param>
    /// <param name="except">Who is not written to.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>To how many people.</returns>
    public static async Task<int> TellAsync(
        IStudioSession session,
        string template,
        Deliverable delivery,
        DeliveryCouple couple,
        StudioClock clock,
        IReadOnlySet<Guid> except,
        CancellationToken ct
    )
    {
        var told = 0;
        var settings = await session.SettingsAsync(ct);
        var keys = await session.Links.OfAsync(LinkPurpose.Download, delivery.Id, ct);
        foreach (var person in couple.People.Where(p => p.Email is not null && !except.Contains(p.ContactId)))
        {
            if (keys.LastOrDefault(k => k.ContactId == person.ContactId && k.IsOpen(clock.Now)) is not { } link)
            {
                continue;
            }

            var culture = CultureInfo.GetCultureInfo(person.Language == "en" ? "en" : "ko");
            var korean = StudioFormat.IsKorean(culture);
            var data = new Dictionary<string, string>
            {
                ["couple"] = couple.CoupleName,
                ["person"] = person.Name,
                ["studio"] = settings.Name(korean),
                ["title"] = delivery.Title,
                ["deadline"] = delivery.ExpiresAt is { } until ? StudioFormat.Date(clock.DateOf(until.AddTicks(-1)), culture) : "",
                ["what"] = What(delivery, couple, korean, culture, clock),
            };
            var notice = Notice.Email(
                person.Email!,
                korean ? "ko" : "en",
                template,
                JsonSerializer.Serialize(data),
                clock.Now,
                contactId: person.ContactId,
                customerId: couple.CustomerId,
                linkId: link.Id
            );
            session.Notices.Add(notice);
            session.Enqueue(new SendNotice(notice.Id));
            told++;
        }

        return told;
    }

    /// <summary>Tells the couple's manager, else the studio, that the couple asks for more time.</summary>
    public static async Task AskedAsync(
        IStudioSession session,
        Deliverable delivery,
        DeliveryCouple couple,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (
            await session.Contracts.FindCoupleAsync(couple.CustomerId, ct) is not { } customer
            || await ContractNotices.StaffAsync(session, customer, ct) is not { } staff
        )
        {
            return;
        }

        var ko = CultureInfo.GetCultureInfo("ko");
        var data = new Dictionary<string, string>
        {
            ["couple"] = couple.CoupleName,
            ["studio"] = (await session.SettingsAsync(ct)).Name(true),
            ["title"] = delivery.Title,
            ["person"] = couple.People.FirstOrDefault(p => p.ContactId == delivery.ExtensionAskedById)?.Name ?? "",
            ["deadline"] = delivery.ExpiresAt is { } until ? StudioFormat.Date(clock.DateOf(until.AddTicks(-1)), ko) : "",
            ["link"] = $"/studio/projects/{delivery.ProjectId}",
        };
        var notice = Notice.Email(
            staff.Address,
            "ko",
            Asked,
            JsonSerializer.Serialize(data),
            clock.Now,
            recipientId: staff.UserId,
            customerId: couple.CustomerId
        );
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }

    // What a mail says beside its title: until when, what is missing, where it goes.
    private static string What(Deliverable delivery, DeliveryCouple couple, bool korean, CultureInfo culture, StudioClock clock)
    {
        var lines = new List<string>();
        if (delivery.ExpiresAt is { } until)
        {
            var day = StudioFormat.Date(clock.DateOf(until.AddTicks(-1)), culture);
            lines.Add(korean ? $"{day}까지 받으실 수 있어요." : $"You can fetch it until {day}.");
        }

        if (delivery.IsHeld(couple.Outstanding))
        {
            var open = StudioFormat.Money(couple.Outstanding, culture);
            lines.Add(
                delivery.IsPhysical
                    ? korean
                        ? $"잔금 {open}이 확인되면 바로 전해 드려요."
                        : $"It is yours as soon as the balance of {open} is in."
                    : korean
                        ? $"원본은 잔금 {open}이 확인되면 바로 열려요."
                        : $"The originals open as soon as the balance of {open} is in."
            );
        }

        if (delivery.Pin.Id is not null)
        {
            lines.Add(korean ? "여실 때 필요한 PIN은 스튜디오에서 따로 알려 드려요." : "The studio tells you the PIN separately.");
        }

        if (delivery.ShippedAt is not null)
        {
            lines.Add((korean ? "배송: " : "Sent by ") + delivery.Courier + (delivery.TrackingNumber is { } number ? " · " + number : ""));
        }

        return string.Join('\n', lines);
    }
}
