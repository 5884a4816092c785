using System.Globalization;
using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Schedules;

/// <summary>
/// What is written about crews: to each of them who is booked, moved or freed, to managers when somebody can't come or a swap waits for them, to a
/// colleague who is asked to swap and to both when it is decided. Nobody is written to about what they did themselves.
/// </summary>
internal static class CrewLetters
{
    /// <summary>Somebody declined a shoot.</summary>
    public const string Declined = "crew_declined";

    /// <summary>A colleague took a place that was offered; a manager decides.</summary>
    public const string SwapWaits = "swap_accepted";

    /// <summary>A manager decided.</summary>
    public const string SwapDecided = "swap_decided";

    /// <summary>Somebody was booked and is asked whether they come.</summary>
    public const string Booked = "crew_booked";

    /// <summary>Time or place of somebody's shoot is another one now; they are asked again.</summary>
    public const string Moved = "crew_moved";

    /// <summary>Somebody is no longer in the crew, or the shoot was called off.</summary>
    public const string Freed = "crew_freed";

    /// <summary>A colleague asks somebody by name to take their place.</summary>
    public const string SwapAsked = "swap_asked";

    /// <summary>
    /// So long a letter about a changed shoot waits, because what is dragged is often dragged again, or back: only what it came to is written, and
    /// nothing where it came back to what they know.
    /// </summary>
    public static readonly TimeSpan Held = TimeSpan.FromMinutes(3);

    /// <summary>Nobody who has to leave within so long waits for a letter.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(3);

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

    /// <summary>Tells the crew of a shoot that was booked or changed what that means for each of them. A shoot that is over is nobody's news.</summary>
    /// <param name="session">The session of the change; the letters leave with it.</param>
    /// <param name="shoot">The shoot as it is now.</param>
    /// <param name="before">As it was; null where it is new.</param>
    /// <param name="clock">The studio's clock.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task ChangedAsync(IStudioSession session, Shoot shoot, ShootPlan? before, StudioClock clock, CancellationToken ct)
    {
        var urgent = before is null || before.BusyFrom < clock.Now + Soon;
        await ToCrewAsync(
            session,
            shoot,
            before?.People ?? [],
            shoot.People,
            before,
            urgent ? null : Due(shoot, clock),
            reason: null,
            clock,
            ct
        );
    }

    /// <summary>Tells everybody of a crew that their shoot was called off, and why.</summary>
    public static Task CalledOffAsync(IStudioSession session, Shoot shoot, string? reason, StudioClock clock, CancellationToken ct) =>
        ToCrewAsync(session, shoot, shoot.People, [], shoot.Plan, Due(shoot, clock), reason, clock, ct);

    /// <summary>Calling off was a slip. Who was told of it is booked anew; who was not hears nothing at all.</summary>
    public static Task BroughtBackAsync(IStudioSession session, Shoot shoot, StudioClock clock, CancellationToken ct) =>
        ToCrewAsync(session, shoot, [], shoot.People, shoot.Plan, null, reason: null, clock, ct);

    /// <summary>
    /// Somebody answers to what stands there now: they know it, and what was held back for them is no news. The next change is told from here.
    /// </summary>
    public static async Task AnsweredAsync(IStudioSession session, Shoot shoot, Guid person, CancellationToken ct)
    {
        foreach (var letter in (await session.Notices.LockHeldAsync(shoot.Id, ct)).Where(l => l.RecipientId == person))
        {
            session.Notices.Remove(letter);
        }
    }

    /// <summary>A swap was approved, and both are told of it: what was held back for the two says nothing they need any more.</summary>
    public static async Task HandedOnAsync(IStudioSession session, ShootSwap swap, CancellationToken ct)
    {
        var held = await session.Notices.LockHeldAsync(swap.ScheduleId, ct);
        foreach (var letter in held.Where(l => l.RecipientId == swap.FromPersonId || l.RecipientId == swap.AcceptedById))
        {
            session.Notices.Remove(letter);
        }
    }

    /// <summary>What the couple's timeline says of a step that was taken back.</summary>
    public static string TakenBack(Shoot shoot, ShootStatus was, string reason, StudioClock clock) =>
        string.Format(
            Korean,
            Words.Find(typeof(Shoot), "Shoot.TakenBack", Korean) ?? "{0} {1} {2} {3} {4}",
            Words.Of(shoot.ScheduleType, Korean),
            StudioFormat.Period(new Period(shoot.StartTime, shoot.EndTime), clock.Zone, Korean),
            Words.Of(was, Korean),
            Words.Of(shoot.Status, Korean),
            reason
        );

    /// <summary>Tells the colleague whom a swap names.</summary>
    public static async Task SwapAskedAsync(IStudioSession session, ShootSwap swap, Shoot shoot, StudioClock clock, CancellationToken ct)
    {
        if (swap.ToPersonId is { } to && await session.Contracts.StaffAddressAsync(to, ct) is { } email)
        {
            var data = await SwapDataAsync(session, swap, shoot, clock, ct);
            data["reason"] = swap.Reason ?? "–";
            Send(session, email, to, SwapAsked, data, clock);
        }
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
            ["couple"] = await session.Schedules.CoupleOfAsync(shoot.ProjectId, ct),
            ["when"] = StudioFormat.Period(new Period(shoot.StartTime, shoot.EndTime), clock.Zone, Korean),
        };

    private static DateTimeOffset? Due(Shoot shoot, StudioClock clock) => shoot.BusyFrom < clock.Now + Soon ? null : clock.Now + Held;

    // What somebody of a crew knows of their shoot: when and where.
    private static string Known(ShootPlan plan) =>
        string.Join(
            '|',
            plan.Start.UtcTicks.ToString(CultureInfo.InvariantCulture),
            plan.End.UtcTicks.ToString(CultureInfo.InvariantCulture),
            plan.Location,
            plan.Address,
            plan.VenueId,
            plan.HallId,
            plan.RoomId
        );

    // Each of them is written to about the way from what they were told last to what is now. What was held back for them was not told: it is taken
    // back, and the way begins where its way began.
    private static async Task ToCrewAsync(
        IStudioSession session,
        Shoot shoot,
        IReadOnlyList<Guid> was,
        IReadOnlyList<Guid> crew,
        ShootPlan? before,
        DateTimeOffset? due,
        string? reason,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (shoot.EndTime < clock.Now && (before ?? shoot.Plan).End < clock.Now)
        {
            return;
        }

        var held = before is null
            ? []
            : (await session.Notices.LockHeldAsync(shoot.Id, ct))
                .GroupBy(l => l.RecipientId!.Value)
                .ToDictionary(g => g.Key, g => g.First());
        Dictionary<string, string>? data = null;
        foreach (var person in was.Union(crew).Union(held.Keys))
        {
            // Nothing known stands for not being in the crew.
            var known = was.Contains(person) ? Known(before!) : "";
            var knownTime = before is null ? "–" : Period(before, clock);
            var word = shoot.FormerWordOf(person) ?? default;
            if (held.TryGetValue(person, out var letter))
            {
                var told = JsonSerializer.Deserialize<Dictionary<string, string>>(letter.TemplateData!)!;
                (known, knownTime) = (told["known"], told["before"]);
                word = JsonSerializer.Deserialize<CrewWord>(told["word"]);
                session.Notices.Remove(letter);
            }

            var next = crew.Contains(person) ? Known(shoot.Plan) : "";
            if (known == next)
            {
                // They never heard of anything else, so what they said to it still counts.
                shoot.Recall(person, word, clock.Now);
                continue;
            }

            if (person == session.Actor.UserId || await session.Contracts.StaffAddressAsync(person, ct) is not { } email)
            {
                continue;
            }

            var template =
                known.Length == 0 ? Booked
                : next.Length == 0 ? Freed
                : Moved;
            data ??= await PlaceDataAsync(session, shoot, reason, clock, ct);

            // Who was freed may not read the sheet any more.
            data["link"] = template == Freed ? "/studio/my" : $"/studio/my/shoots/{shoot.Id}";
            data["before"] = knownTime;
            data["known"] = known;
            data["word"] = JsonSerializer.Serialize(word);
            data["held"] = due is null ? "" : shoot.Id.ToString();
            Send(session, email, person, template, data, clock, due);
        }
    }

    private static async Task<Dictionary<string, string>> PlaceDataAsync(
        IStudioSession session,
        Shoot shoot,
        string? reason,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var data = await DataAsync(session, shoot, clock, ct);
        data["type"] = Words.Of(shoot.ScheduleType, Korean);
        var room = shoot.RoomId is { } id ? (await session.Venues.RoomsAsync(ct)).FirstOrDefault(r => r.Id == id)?.Name : null;
        data["place"] = string.Join(" · ", new[] { shoot.Location, room }.OfType<string>()) is { Length: > 0 } place ? place : "–";
        data["reason"] = reason ?? "–";
        return data;
    }

    private static string Period(ShootPlan plan, StudioClock clock) =>
        StudioFormat.Period(new Period(plan.Start, plan.End), clock.Zone, Korean);

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
        StudioClock clock,
        DateTimeOffset? due = null
    )
    {
        var notice = Notice.Email(email, "ko", template, JsonSerializer.Serialize(data), clock.Now, recipientId: recipient);
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id), dueAt: due);
    }
}
