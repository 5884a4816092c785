using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Notifications;

/// <summary>A notice left, or could not leave.</summary>
/// <param name="NoticeId">The notice.</param>
public sealed record NoticeSent(Guid NoticeId) : IStudioEvent;

/// <summary>Reads what was written to people.</summary>
/// <param name="studio">Sessions.</param>
public sealed class NoticeService(IStudio studio)
{
    /// <summary>The newest notices.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<NoticeLine>>> NewestAsync(Actor actor, int most, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Notices))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return Result.Of(await session.Notices.NewestAsync(most, ct));
    }
}
