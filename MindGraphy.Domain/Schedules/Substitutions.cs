using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Schedules;

/// <summary>Keeps the record of who was promised in step with the crew, in the transaction that changes it.</summary>
internal static class Substitutions
{
    /// <summary>
    /// A main shoot has this photographer now. Promised is whom the contract names, or else who stood there before. Where somebody else comes a
    /// substitution is proposed; where the promised one comes after all, or a third one, the former proposal is withdrawn. Where that was a slip and is
    /// taken back, the former one stands again with what the couple said.
    /// </summary>
    /// <param name="session">The session of the change.</param>
    /// <param name="project">The project, whose row the caller holds.</param>
    /// <param name="shoot">The shoot as it is now.</param>
    /// <param name="before">Who led it before; null where nobody did.</param>
    /// <param name="reason">Why, as the couple reads it.</param>
    /// <param name="former">What a change that is taken back had withdrawn; null where nothing is taken back.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What was withdrawn, and how far it was; null where nothing was.</returns>
    public static async Task<(Guid Id, SubstitutionStatus Status)?> FollowAsync(
        IStudioSession session,
        Project project,
        Shoot shoot,
        Guid? before,
        string? reason,
        (Guid Id, SubstitutionStatus Status)? former,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (shoot is not { ScheduleType: ScheduleType.MainShoot, PhotographerId: { } main })
        {
            return null;
        }

        var live = await session.Schedules.LiveSubstitutionAsync(shoot.Id, ct);
        if (live?.ProposedPersonId == main)
        {
            return null;
        }

        var promised =
            await session.Schedules.PromisedAsync(project.Id, ct)
            ?? (
                live is not null ? (live.PromisedPersonId, live.PromisedName)
                : before is { } led ? (led, await session.Schedules.NameOfAsync(led, ct))
                : ((Guid, string)?)null
            );
        (Guid, SubstitutionStatus)? withdrawn = live is null ? null : (live.Id, live.Status);
        live?.Withdraw();
        if (promised is { } who && who.Item1 != main)
        {
            if (
                former is { } slip
                && await session.Schedules.FindSubstitutionAsync(slip.Id, null, ct) is { } again
                && (again.ScheduleId, again.PromisedPersonId, again.ProposedPersonId) == (shoot.Id, who.Item1, main)
                && again.Revive(slip.Status)
            )
            {
                // One of a shoot is live at a time, so what went is written before what stands again.
                if (live is not null)
                {
                    await session.Schedules.WriteWithdrawnAsync(live, ct);
                }

                return withdrawn;
            }

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

        return withdrawn;
    }
}
