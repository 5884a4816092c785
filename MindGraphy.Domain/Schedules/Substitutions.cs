using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Schedules;

/// <summary>Keeps the record of who was promised in step with the crew, in the transaction that changes it.</summary>
internal static class Substitutions
{
    /// <summary>
    /// A main shoot has this photographer now. Promised is whom the contract names, or else who stood there before. Where somebody else comes a
    /// substitution is proposed; where the promised one comes after all, or a third one, the former proposal is withdrawn.
    /// </summary>
    public static async Task FollowAsync(
        IStudioSession session,
        Project project,
        Shoot shoot,
        Guid? before,
        string? reason,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (shoot is not { ScheduleType: ScheduleType.MainShoot, PhotographerId: { } main })
        {
            return;
        }

        var live = await session.Schedules.LiveSubstitutionAsync(shoot.Id, ct);
        if (live?.ProposedPersonId == main)
        {
            return;
        }

        var promised =
            await session.Schedules.PromisedAsync(project.Id, ct)
            ?? (
                live is not null ? (live.PromisedPersonId, live.PromisedName)
                : before is { } former ? (former, await session.Schedules.NameOfAsync(former, ct))
                : ((Guid, string)?)null
            );
        live?.Withdraw();
        if (promised is { } who && who.Item1 != main)
        {
            session.Schedules.Add(
                new Substitution(
                    project.Id,
                    shoot.Id,
                    who,
                    (main, await session.Schedules.NameOfAsync(main, ct)),
                    StudioText.Clean(reason),
                    session.Actor.UserId,
                    now
                )
            );
        }
    }
}
