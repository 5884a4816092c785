using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Proofing;

// What time brings: reminders before the deadline, and its end.
public sealed partial class ProofService
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(3);

    /// <summary>
    /// Closes rounds whose time is up, and by day reminds people of those that end soon: three days and one day before. Safe to repeat, and on two
    /// nodes at once.
    /// </summary>
    /// <returns>How many rounds it reminded of or closed.</returns>
    public async Task<int> WatchDeadlinesAsync(CancellationToken ct = default)
    {
        IReadOnlyList<Guid> ending;
        await using (var session = studio.Open(Actor.System))
        {
            ending = await session.Proofs.EndingAsync(clock.Now + Ahead, ct);
        }

        var done = 0;
        foreach (var id in ending)
        {
            done += await WatchAsync(id, ct) ? 1 : 0;
        }

        return done;
    }

    private async Task<bool> WatchAsync(Guid sessionId, CancellationToken ct)
    {
        await using var session = studio.Open(Actor.System);
        if (await session.Proofs.LockAsync(sessionId, ct: ct) is not { } proof)
        {
            return false;
        }

        var now = clock.Now;
        if (proof.IsDue(now))
        {
            proof.ExpireIfDue(now);
        }
        else if (!SendingHours.AreNow(clock) || !proof.Remind(now))
        {
            return false;
        }
        else if (await session.Proofs.StartAsync(proof.ProjectId, proof.AlbumId, ct) is { } start)
        {
            var settings = await session.SettingsAsync(ct);
            var keys = await session.Links.OfAsync(LinkPurpose.Proof, sessionId, ct);
            foreach (var person in start.People)
            {
                if (keys.LastOrDefault(k => k.ContactId == person.ContactId && k.IsOpen(now)) is { } link)
                {
                    Write(
                        session,
                        settings,
                        "proof_reminder",
                        person,
                        start,
                        proof.CurrentSelections,
                        proof.ExpiresAt,
                        link,
                        proof.Pin.Id is not null
                    );
                }
            }
        }

        session.Raise(new ProofChanged(proof.ProjectId));
        return (await session.SaveAsync(ct)).Succeeded;
    }
}
