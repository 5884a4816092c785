using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Contracts;

/// <summary>A signer who has not signed, and how often they were written to.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="ContactId">The signer.</param>
/// <param name="LinkId">Their open link.</param>
/// <param name="ExpiresAt">Until when it opens.</param>
/// <param name="Written">How often they were written to about it.</param>
/// <param name="LastAt">When last.</param>
public sealed record UnsignedSigner(
    Guid ContractId,
    Guid ContactId,
    Guid LinkId,
    DateTimeOffset ExpiresAt,
    int Written,
    DateTimeOffset LastAt
);

/// <summary>
/// Reminds those who were asked to sign and have not: three days after they were last written to, and on the last day of their link. At most
/// <see cref="Most"/> times, by day, and never after the link has closed or they declined.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="messages">Says whether messages leave at all.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class SigningReminderService(IStudio studio, IMessageChannel messages, StudioClock clock)
{
    /// <summary>Most reminders of one link.</summary>
    public const int Most = 3;

    private static readonly TimeSpan Every = TimeSpan.FromDays(3);
    private static readonly TimeSpan LastDay = TimeSpan.FromHours(24);

    /// <summary>Whether a signer is to be reminded now.</summary>
    public static bool IsDue(UnsignedSigner signer, DateTimeOffset now) =>
        now < signer.ExpiresAt
        && signer.Written is > 0 and <= Most
        && (now - signer.LastAt >= Every || (signer.ExpiresAt - now <= LastDay && now - signer.LastAt >= LastDay));

    /// <summary>Reminds whoever is due. Safe to repeat, and on two nodes at once.</summary>
    /// <returns>How many people were reminded.</returns>
    public async Task<int> RunAsync(CancellationToken ct = default)
    {
        if (!SendingHours.AreNow(clock))
        {
            return 0;
        }

        IReadOnlyList<UnsignedSigner> waiting;
        await using (var session = studio.Open(Actor.System))
        {
            waiting = await session.Contracts.UnsignedAsync(null, clock.Now, ct);
        }

        var reminded = 0;
        foreach (var contract in waiting.Where(s => IsDue(s, clock.Now)).Select(s => s.ContractId).Distinct())
        {
            reminded += await RemindAsync(contract, ct);
        }

        return reminded;
    }

    private async Task<int> RemindAsync(Guid contractId, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);

        // Who signs, declines or takes it back meanwhile goes first; a second node finds the first one's notices.
        if (
            await session.Contracts.LockAsync(contractId, ct: ct) is not { ContractStatus: ContractStatus.Sent } contract
            || await session.Contracts.FindCoupleAsync(contract.CustomerId, ct) is not { } couple
            || couple.LeadStatus == Customers.LeadStatus.Cancelled
        )
        {
            return 0;
        }

        var settings = await session.SettingsAsync(ct);
        var reminded = 0;
        foreach (var signer in await session.Contracts.UnsignedAsync(contractId, clock.Now, ct))
        {
            if (
                IsDue(signer, clock.Now)
                && couple.Contacts.FirstOrDefault(c => c.Id == signer.ContactId) is { } contact
                && await session.Links.FindAsync(signer.LinkId, ct) is { } link
            )
            {
                ContractNotices.ToSign(session, contract, couple, contact, settings, link, messages.CanSend, clock);
                reminded++;
            }
        }

        return (await session.SaveAsync(ct)).Succeeded ? reminded : 0;
    }
}
