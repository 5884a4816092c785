using Microsoft.EntityFrameworkCore;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Data.Projects;

/// <summary>Which projects exist for an actor: all of them, one's own, or those of one's own wedding.</summary>
internal static class ProjectVisibility
{
    /// <summary>The projects that the session's actor may see; every query over projects starts here.</summary>
    public static IQueryable<Project> VisibleProjects(this StudioSession session)
    {
        var (db, actor) = (session.Db, session.Actor);
        var all = db.Set<Project>();
        if (actor.May(Rights.ProjectsAll))
        {
            return all;
        }

        if (actor is { IsStaff: true, UserId: { } me })
        {
            // One's own: named as photographer or editor, in the crew of a shoot, or with a task or a retouching job of it.
            return all.Where(p =>
                p.AssignedPhotographerId == me
                || p.AssignedEditorId == me
                || db.Set<Shoot>().Any(s => s.ProjectId == p.Id && s.Crew.Any(b => b.PersonId == me && b.Status == BookingStatus.Booked))
                || db.Set<ProjectTask>().Any(t => t.ProjectId == p.Id && t.AssigneeId == me && t.DroppedAt == null)
                || db.Set<EditingJob>().Any(j => j.ProjectId == p.Id && j.AssignedEditorId == me)
            );
        }

        return actor.CustomerId is { } couple ? all.Where(p => p.CustomerId == couple) : all.Where(p => false);
    }

    /// <summary>
    /// Whether the actor works with the people of a project's day and so may call them: who plans shoots or sees every project, and who photographs this one.
    /// Who retouches works on pictures and calls nobody, whatever else they may.
    /// </summary>
    public static async Task<bool> MayCallAsync(this StudioSession session, Guid projectId, CancellationToken ct)
    {
        var (db, actor) = (session.Db, session.Actor);
        if (actor.Role == UserRole.Editor)
        {
            return false;
        }

        if (actor.May(Rights.ProjectsAll) || actor.May(Rights.Calendar))
        {
            return true;
        }

        return actor.UserId is { } me
            && await db.Set<Project>()
                .AnyAsync(
                    p =>
                        p.Id == projectId
                        && (
                            p.AssignedPhotographerId == me
                            || db.Set<Shoot>()
                                .Any(s => s.ProjectId == p.Id && s.Crew.Any(b => b.PersonId == me && b.Status == BookingStatus.Booked))
                        ),
                    ct
                );
    }
}
