using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Web.Shared;
using MudBlazor;

namespace MindGraphy.Web.Features.Projects;

/// <summary>Moves of a project that can't be taken back are asked about first, on the board and on its page.</summary>
internal static class ProjectMoves
{
    /// <summary>Whether to go on: at once where the move records no end or is refused anyway, else as the person answers.</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, IStringLocalizer<ProjectsText> text, ProjectCard card, ProjectStatus next) =>
        ProjectFlow.Moves.AllowsByHand(card.Status, next)
        && next is ProjectStatus.Completed or ProjectStatus.Delivered or ProjectStatus.Archived
            ? ConfirmDialog.AskAsync(
                dialogs,
                text["Move.Ask.Title", card.Couple, Words.Of(next)],
                text["Move.Ask." + next],
                text["MoveTo", Words.Of(next)]
            )
            : Task.FromResult(true);
}
