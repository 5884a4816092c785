using System.Globalization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Web.Shared;
using MudBlazor;

namespace MindGraphy.Web.Features.Projects;

/// <summary>Moves of a project that can't be taken back are asked about first, on the board and on its page, with what is still open.</summary>
internal static class ProjectMoves
{
    // More of a kind are counted.
    private const int MostNamed = 3;

    /// <summary>Whether to go on: at once where the move records no end or is refused anyway, else as the person answers.</summary>
    public static async Task<bool> AskAsync(
        IDialogService dialogs,
        IStringLocalizer<ProjectsText> text,
        ProjectService projects,
        StudioClock clock,
        Actor actor,
        ProjectCard card,
        ProjectStatus next
    )
    {
        if (
            !ProjectFlow.Moves.AllowsByHand(card.Status, next)
            || next is not (ProjectStatus.Completed or ProjectStatus.Delivered or ProjectStatus.Archived)
        )
        {
            return true;
        }

        var open = (await projects.OpenWorkAsync(actor, card.Id)).Value;
        return await ConfirmDialog.AskAsync(
            dialogs,
            text["Move.Ask.Title", card.Couple, Words.Of(next)],
            text["Move.Ask." + next],
            text["MoveTo", Words.Of(next)],
            points: open is null ? [] : Named(text, clock, open, next)
        );
    }

    /// <summary>What is still open, a sentence each; the last says that nothing is where nothing is.</summary>
    internal static IReadOnlyList<string> Named(IStringLocalizer<ProjectsText> text, StudioClock clock, OpenWork open, ProjectStatus next)
    {
        var named = new List<string>();
        named.AddRange(open.Jobs.Take(MostNamed).Select(job => Of(text, clock, job)));
        if (open.Jobs.Count > MostNamed)
        {
            named.Add(text["Move.Open.MoreJobs", open.Jobs.Count - MostNamed]);
        }

        if (next is ProjectStatus.Delivered or ProjectStatus.Archived)
        {
            named.AddRange(
                open.Undelivered.Take(MostNamed).Select(d => text["Move.Open.Delivery", Words.Of(d.Type), Words.Of(d.Status)].Value)
            );
            if (open.Undelivered.Count > MostNamed)
            {
                named.Add(text["Move.Open.MoreDeliveries", open.Undelivered.Count - MostNamed]);
            }

            if (open.Undelivered.Count == 0 && !open.Delivered)
            {
                named.Add(text["Move.Open.NoDelivery"]);
            }
        }

        if (open.Balance is { } balance)
        {
            named.Add(text["Move.Open.Unpaid", StudioFormat.Money(balance, CultureInfo.CurrentUICulture)]);
        }

        return named.Count == 0 ? [text["Move.Open.Nothing"]] : named;
    }

    private static string Of(IStringLocalizer<ProjectsText> text, StudioClock clock, ProjectJob job)
    {
        var who = job.Editor ?? text["Nobody"].Value;
        return job.DueDate is { } due
            ? text[
                "Move.Open.JobDue",
                job.Done,
                job.Photos,
                Words.Of(job.Status),
                who,
                StudioFormat.ShortDate(clock.DateOf(due), CultureInfo.CurrentUICulture)
            ]
            : text["Move.Open.Job", job.Done, job.Photos, Words.Of(job.Status), who];
    }
}
