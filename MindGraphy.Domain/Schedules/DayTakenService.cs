using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Schedules;

/// <summary>A couple's day is theirs now: whoever else is about to ask for it hears of it at once.</summary>
/// <param name="CustomerId">Whose it is.</param>
/// <param name="Day">The day, where it is another than their wedding's: a shoot was booked for it. Null for the wedding day.</param>
public sealed record DayTaken(Guid CustomerId, DateOnly? Day = null) : IOutboxMessage;

/// <summary>
/// Watches days that two couples ask for. A day is somebody's only once their contract is in force; the board's lights of the others change
/// in that moment, and the managers of those for whom nobody is left are written to, once a couple and day.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class DayTakenService(IStudio studio, StudioClock clock)
{
    /// <summary>Template of the message to the manager.</summary>
    public const string Template = "day_full";

    /// <summary>Tells the managers of the other couples. Safe to repeat.</summary>
    /// <param name="customerId">Whose day it is now.</param>
    /// <param name="taken">The day; null for their wedding's.</param>
    /// <param name="ct">Cancels.</param>
    public async Task TellOthersAsync(Guid customerId, DateOnly? taken = null, CancellationToken ct = default)
    {
        IReadOnlyList<Guid> others;
        DateOnly day;
        await using (var session = studio.Open(Actor.System))
        {
            if ((taken ?? (await session.Contracts.FindCoupleAsync(customerId, ct))?.WeddingDate) is not { } date || date < clock.Today)
            {
                return;
            }

            (day, others) = (date, await session.Schedules.AskingForAsync(date, customerId, ct));
        }

        foreach (var other in others)
        {
            await TellAsync(other, day, ct);
        }
    }

    /// <summary>Whether nobody is left on the day a couple asks for: everybody is booked or promised, and nobody is held for them.</summary>
    internal static async Task<bool> IsFullForAsync(IStudioSession session, Customer couple, StudioClock clock, CancellationToken ct)
    {
        if (
            couple.WeddingDate is not { } day
            || day < clock.Today
            || couple.LeadStatus is not (LeadStatus.Inquiry or LeadStatus.Consultation or LeadStatus.Proposal)
            || await session.Schedules.HasShootAsync(couple.Id, day, couple.WeddingTime, ct)
        )
        {
            return false;
        }

        var asked = (day, couple.WeddingTime);
        return (await session.Schedules.CapacityAsync([asked], ct))[asked].Answer == DayAnswer.Full;
    }

    // One couple a transaction, under its lock: whoever tells it at the same time finds it told.
    private async Task TellAsync(Guid customerId, DateOnly day, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        var id = NoticeId(customerId, day);
        if (
            await session.Contracts.LockCoupleAsync(customerId, ct) is not { } couple
            || couple.WeddingDate != day
            || await session.Notices.ExistsAsync(id, ct)
            || !await IsFullForAsync(session, couple, clock, ct)
        )
        {
            return;
        }

        if (await ContractNotices.StaffAsync(session, couple, ct) is var (manager, address))
        {
            var data = new Dictionary<string, string>
            {
                ["couple"] = couple.CoupleName,
                ["date"] = StudioFormat.Date(day, ContractPapers.CultureOf("ko")),
                ["link"] = $"/studio/customers/{couple.Id}",
            };
            session.Notices.Add(
                Notice.Email(
                    address,
                    "ko",
                    Template,
                    JsonSerializer.Serialize(data),
                    clock.Now,
                    recipientId: manager,
                    customerId: couple.Id,
                    id: id
                )
            );
            session.Enqueue(new SendNotice(id));
        }

        session.Raise(new CustomerChanged(couple.Id));
        await session.SaveAsync(ct);
    }

    private static Guid NoticeId(Guid customerId, DateOnly day) =>
        new(SHA256.HashData(Encoding.ASCII.GetBytes($"day-full:{customerId:N}:{day:yyyyMMdd}")).AsSpan(0, 16));
}
