using System.Globalization;
using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Photographers;

/// <summary>What is written about leave: to managers when it is asked for or not taken, to the photographer when it is answered or taken away.</summary>
internal static class LeaveLetters
{
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko-KR");

    public static async Task ToManagersAsync(
        IStudioSession session,
        LeaveRequest request,
        string template,
        StudioClock clock,
        CancellationToken ct
    )
    {
        var data = JsonSerializer.Serialize(await DataAsync(session, request, null, "/studio/team/leave", clock, ct));
        foreach (var (manager, email) in (await session.Leave.ManagersAsync(ct)).Where(m => m.UserId != request.PersonId))
        {
            Send(session, email, manager, template, data, clock);
        }
    }

    public static async Task ToPersonAsync(
        IStudioSession session,
        LeaveRequest request,
        string? note,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (await session.Contracts.StaffAddressAsync(request.PersonId, ct) is { } email)
        {
            var data = await DataAsync(session, request, note, "/studio/my/leave", clock, ct);
            Send(session, email, request.PersonId, LeaveService.AnsweredTemplate, JsonSerializer.Serialize(data), clock);
        }
    }

    private static void Send(IStudioSession session, string email, Guid recipient, string template, string data, StudioClock clock)
    {
        var notice = Notice.Email(email, "ko", template, data, clock.Now, recipientId: recipient);
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }

    private static async Task<Dictionary<string, string>> DataAsync(
        IStudioSession session,
        LeaveRequest request,
        string? note,
        string link,
        StudioClock clock,
        CancellationToken ct
    ) =>
        new()
        {
            ["person"] = await session.Accounts.NameOfAsync(request.PersonId, ct) ?? "",
            ["days"] = DaysOf(request, clock),
            ["kind"] = Words.Of(request.Kind, Korean),
            ["reason"] = request.Reason ?? "–",
            ["answer"] = Words.Of(request.Status, Korean),
            ["note"] = StudioText.Clean(note, multiline: true) ?? "–",
            ["link"] = link,
        };

    private static string DaysOf(LeaveRequest request, StudioClock clock) =>
        request.FromTime is not null || request.ToTime is not null
            ? StudioFormat.Period(new Period(request.BeginsAt, request.EndsAt), clock.Zone, Korean)
        : request.FirstDay == request.LastDay ? StudioFormat.Date(request.FirstDay, Korean)
        : StudioFormat.Date(request.FirstDay, Korean) + " – " + StudioFormat.Date(request.LastDay, Korean);
}
