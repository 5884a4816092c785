using System.Globalization;
using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Schedules;

/// <summary>What is written about crews: to managers when somebody can't come or a swap waits for them, to both colleagues when it is decided.</summary>
internal static class CrewLetters
{
    /// <summary>Somebody declined a shoot.</summary>
    public const string Declined = "crew_declined";

    /// <summary>A colleague took a place that was offered; a manager decides.</summary>
    public const string SwapWaits = "swap_accepted";

    /// <summary>A manager decided.</summary>
    public const string SwapDecided = "swap_decided";

    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko-KR");

    public static async Task DeclinedAsync(
        IStudioSession session,
        Shoot shoot,
        Guid person,
        string reason,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var data = await DataAsync(session, shoot, clock, ct);
        data["person"] = await session.Schedules.NameOfAsync(person, ct);
        data["reason"] = reason;
        data["link"] = string.Create(
            CultureInfo.InvariantCulture,
            $"/studio/calendar?view=day&date={clock.DateOf(shoot.StartTime):yyyy-MM-dd}&shoot={shoot.Id}"
        );
        await ToManagersAsync(session, Declined, data, person, clock, ct);
    }

    public static async Task SwapWaitsAsync(IStudioSession session, ShootSwap swap, Shoot shoot, StudioClock clock, CancellationToken ct) =>
        await ToManagersAsync(
            session,
            SwapWaits,
            await SwapDataAsync(session, swap, shoot, clock, ct),
            swap.AcceptedById!.Value,
            clock,
            ct
        );

    public static async Task SwapDecidedAsync(IStudioSession session, ShootSwap swap, Shoot shoot, StudioClock clock, CancellationToken ct)
    {
        var data = await SwapDataAsync(session, swap, shoot, clock, ct);
        foreach (var person in new[] { swap.FromPersonId, swap.AcceptedById }.OfType<Guid>().Where(p => p != session.Actor.UserId))
        {
            if (await session.Contracts.StaffAddressAsync(person, ct) is { } email)
            {
                Send(session, email, person, SwapDecided, data, clock);
            }
        }
    }

    private static async Task<Dictionary<string, string>> SwapDataAsync(
        IStudioSession session,
        ShootSwap swap,
        Shoot shoot,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var data = await DataAsync(session, shoot, clock, ct);
        data["person"] = await session.Schedules.NameOfAsync(swap.FromPersonId, ct);
        data["colleague"] = swap.AcceptedById is { } by ? await session.Schedules.NameOfAsync(by, ct) : "–";
        data["answer"] = Words.Of(swap.Status, Korean);
        data["link"] = "/studio/my/swaps";
        return data;
    }

    private static async Task<Dictionary<string, string>> DataAsync(
        IStudioSession session,
        Shoot shoot,
        StudioClock clock,
        CancellationToken ct
    ) =>
        new()
        {
            ["couple"] = (await session.Schedules.DetailAsync(shoot.Id, null, ct))?.Couple ?? "",
            ["when"] = StudioFormat.Period(new Period(shoot.StartTime, shoot.EndTime), clock.Zone, Korean),
        };

    private static async Task ToManagersAsync(
        IStudioSession session,
        string template,
        Dictionary<string, string> data,
        Guid except,
        StudioClock clock,
        CancellationToken ct
    )
    {
        foreach (var (manager, email) in (await session.Leave.ManagersAsync(ct)).Where(m => m.UserId != except))
        {
            Send(session, email, manager, template, data, clock);
        }
    }

    private static void Send(
        IStudioSession session,
        string email,
        Guid recipient,
        string template,
        Dictionary<string, string> data,
        StudioClock clock
    )
    {
        var notice = Notice.Email(email, "ko", template, JsonSerializer.Serialize(data), clock.Now, recipientId: recipient);
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }
}
