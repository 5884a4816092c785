using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Customers;

/// <summary>
/// Forgets couples that never signed anything, a year after anybody last dealt with them: what the inquiry form promises, and what the law asks for
/// once data has served its purpose (개인정보 보호법 제21조 제1항). Whoever has a contract or a project, or came into the studio's books as a customer,
/// stays: other laws keep those longer.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Where the files of their timelines lie.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class LeadRetention(IStudio studio, IObjectStore store, StudioClock clock)
{
    /// <summary>How long after the last touch, message, edit or import.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    private const int AtOnce = 200;

    /// <summary>Forgets them with people, addresses, notes, files, messages and raw inquiries. Killed at any moment, the next run goes on.</summary>
    /// <returns>How many couples.</returns>
    public async Task<int> ForgetAsync(CancellationToken ct = default)
    {
        var forgotten = 0;
        while (true)
        {
            await using var session = studio.Open(Actor.System);
            var due = await session.Customers.LockForgettableAsync(clock.Now - KeptFor, AtOnce, ct);

            // Files first: a row that was not removed yet names them once more, a file without a row would lie there for ever.
            foreach (var key in due.Files)
            {
                await store.DeleteAsync(key, ct);
            }

            await session.Customers.RemoveAsync(due.Couples, ct);
            await session.SaveAsync(ct);
            forgotten += due.Couples.Count;
            if (due.Couples.Count < AtOnce)
            {
                return forgotten;
            }
        }
    }
}

/// <summary>Couples to forget, under their rows' locks, and the files that go with them.</summary>
/// <param name="Couples">The couples.</param>
/// <param name="Files">Keys in the object store.</param>
public sealed record Forgettable(IReadOnlyCollection<Guid> Couples, IReadOnlyCollection<string> Files);
