using System.Globalization;
using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Proofing;

namespace MindGraphy.Domain.AlbumOrders;

/// <summary>The messages an album causes, as rows of the causing transaction.</summary>
internal static class AlbumNotices
{
    /// <summary>Spreads can be looked at.</summary>
    public const string Ready = "album_proof_ready";

    /// <summary>They were not answered yet.</summary>
    public const string Reminder = "album_proof_reminder";

    /// <summary>The couple said yes; to both of them.</summary>
    public const string Approved = "album_approved";

    /// <summary>The couple answered; to the studio.</summary>
    public const string Answered = "album_answered";

    /// <summary>Writes to these people that spreads are there, or that an answer is waited for.</summary>
    public static async Task ReadyAsync(
        IStudioSession session,
        string template,
        AlbumOrder order,
        AlbumRound round,
        AlbumStart start,
        IEnumerable<ProofPerson> people,
        IReadOnlyList<LinkToken> keys,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var settings = await session.SettingsAsync(ct);
        foreach (var person in people)
        {
            var culture = CultureOf(person);
            var data = new Dictionary<string, string>
            {
                ["couple"] = start.CoupleName,
                ["studio"] = settings.Name(StudioFormat.IsKorean(culture)),
                ["title"] = order.Title,
                ["round"] = round.Number.ToString(CultureInfo.InvariantCulture),
                ["count"] = round.Spreads.Count.ToString(CultureInfo.InvariantCulture),
                ["deadline"] = round.AnswerBy is { } day ? StudioFormat.Date(day, culture) : "",
            };
            Add(session, person, template, data, start, keys, clock);
        }
    }

    /// <summary>Confirms to both that the album is printed as it is, and tells the studio.</summary>
    public static async Task ApprovedAsync(
        IStudioSession session,
        AlbumOrder order,
        AlbumStart start,
        IReadOnlyList<LinkToken> keys,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var settings = await session.SettingsAsync(ct);
        foreach (var person in start.People)
        {
            var culture = CultureOf(person);
            var korean = StudioFormat.IsKorean(culture);
            var extra = StudioFormat.Money(order.Extra, culture);
            var data = new Dictionary<string, string>
            {
                ["couple"] = start.CoupleName,
                ["studio"] = settings.Name(korean),
                ["title"] = order.Title,
                ["what"] =
                    (
                        korean
                            ? $"{order.Size} · {order.Pages}쪽 · {order.Copies}권"
                            : $"{order.Size}, {order.Pages} pages, {order.Copies} copies"
                    )
                    + (
                        order.Extra == Money.Zero ? ""
                        : korean ? $"\n추가 금액 {extra}"
                        : $"\nOn top of the contract: {extra}"
                    ),
            };
            Add(session, person, Approved, data, start, keys, clock);
        }

        if (order.ApprovedById is { } contact)
        {
            await TellAsync(session, order, start, contact, "시안을 확정했습니다. 이제 제작을 맡길 수 있습니다.", clock, ct);
        }
    }

    /// <summary>Tells the studio that the couple asks for changes.</summary>
    public static Task AskedAsync(
        IStudioSession session,
        AlbumOrder order,
        AlbumRound round,
        AlbumStart start,
        StudioClock clock,
        CancellationToken ct
    ) =>
        TellAsync(
            session,
            order,
            start,
            round.AnsweredById,
            $"{round.Number}차 시안에 수정 {round.Notes.Count}건을 요청했습니다.",
            clock,
            ct
        );

    private static async Task TellAsync(
        IStudioSession session,
        AlbumOrder order,
        AlbumStart start,
        Guid? contactId,
        string answer,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (
            await session.Contracts.FindCoupleAsync(start.CustomerId, ct) is not { } customer
            || await ContractNotices.StaffAsync(session, customer, ct) is not { } staff
        )
        {
            return;
        }

        var data = new Dictionary<string, string>
        {
            ["couple"] = start.CoupleName,
            ["studio"] = (await session.SettingsAsync(ct)).Name(true),
            ["title"] = order.Title,
            ["person"] = start.People.FirstOrDefault(p => p.ContactId == contactId)?.Name ?? "",
            ["answer"] = answer,
            ["link"] = $"/studio/album-orders/{order.Id}",
        };
        Send(
            session,
            Notice.Email(
                staff.Address,
                "ko",
                Answered,
                JsonSerializer.Serialize(data),
                clock.Now,
                recipientId: staff.UserId,
                customerId: start.CustomerId
            )
        );
    }

    private static CultureInfo CultureOf(ProofPerson person) => CultureInfo.GetCultureInfo(person.Language == "en" ? "en" : "ko");

    // To whoever has an address and a link that opens.
    private static void Add(
        IStudioSession session,
        ProofPerson person,
        string template,
        Dictionary<string, string> data,
        AlbumStart start,
        IReadOnlyList<LinkToken> keys,
        StudioClock clock
    )
    {
        if (person.Email is null || keys.LastOrDefault(k => k.ContactId == person.ContactId) is not { } link)
        {
            return;
        }

        Send(
            session,
            Notice.Email(
                person.Email,
                person.Language == "en" ? "en" : "ko",
                template,
                JsonSerializer.Serialize(data),
                clock.Now,
                contactId: person.ContactId,
                customerId: start.CustomerId,
                linkId: link.Id
            )
        );
    }

    private static void Send(IStudioSession session, Notice notice)
    {
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }
}
