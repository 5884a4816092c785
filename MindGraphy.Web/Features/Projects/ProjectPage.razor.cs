using Microsoft.AspNetCore.Components;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;
using MindGraphy.Domain.Schedules;
using MindGraphy.Web.Features.Schedules;

namespace MindGraphy.Web.Features.Projects;

/// <summary>Code of a project's page.</summary>
public sealed partial class ProjectPage
{
    private ProjectDetail? _page;
    private Refusal? _refusal;
    private IReadOnlyList<CrewMember> _crew = [];
    private Dictionary<string, object> _sectionParameters = [];
    private ShootFormModel _draft = new();
    private Guid? _shoot;
    private Panel _panel;

    private enum Panel
    {
        None,
        Book,
        Shoot,
        Day,
        People,
    }

    /// <summary>The project.</summary>
    [Parameter]
    public Guid ProjectId { get; set; }

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    private string PanelTitle =>
        _panel switch
        {
            Panel.Book => Text["Book"],
            Panel.Shoot => Text["Shoot"],
            Panel.People => Text["Assign"],
            _ => Text["Facts"],
        };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_page?.Card.Id == ProjectId)
        {
            return;
        }

        // One dictionary for as long as the project is the same: sections see a change of parameters only when there is one.
        _sectionParameters = new() { ["ProjectId"] = ProjectId };
        _crew = await Schedules.CrewAsync(Actor, Gone);
        await LoadAsync();
    }

    /// <inheritdoc/>
    protected override Task OnStudioEventsAsync(IReadOnlyList<IStudioEvent> burst) =>
        burst.Any(Concerns) ? LoadAsync() : Task.CompletedTask;

    private bool Concerns(IStudioEvent news) =>
        news switch
        {
            ProjectMoved moved => moved.ProjectId == ProjectId,
            ProjectChanged changed => changed.ProjectId == ProjectId,
            AlbumOpened opened => opened.ProjectId == ProjectId,
            ProofChanged proof => proof.ProjectId == ProjectId,
            PicksSubmitted picks => picks.ProjectId == ProjectId,
            ShootBooked or ShootChanged or ContractChanged or Domain.Editing.EditingJobChanged => true,
            _ => false,
        };

    private async Task LoadAsync()
    {
        var found = await Projects.PageAsync(Actor, ProjectId, Gone);
        (_page, _refusal) = (found.Value, found.Refusal);
    }

    private async Task MoveAsync(ProjectStatus next)
    {
        // What was asked about is what is moved, also where the page has heard of something newer meanwhile.
        var card = _page!.Card;
        if (!await ProjectMoves.AskAsync(Dialogs, Text, Projects, Clock, Actor, card, next))
        {
            return;
        }

        var moved = await Projects.MoveAsync(Actor, ProjectId, next, card.Version);
        await LoadAsync();
        _refusal = moved.Refusal ?? _refusal;
    }

    // The wedding itself is what is booked first: its day, hour and place stand there already.
    private void Draft()
    {
        var card = _page!.Card;
        _draft = new ShootFormModel
        {
            Project = new ProjectPick(card.Id, card.Number, card.Couple, card.WeddingDate, card.WeddingTime, card.Venue, _page.VenueId),
            Date = card.WeddingDate,
            Location = card.Venue,
            VenueId = _page.VenueId,
            PhotographerId = _page.PhotographerId,
        };
        if (card.WeddingTime is { Hour: >= 3 and < 20 } time)
        {
            (_draft.Start, _draft.End) = (time.AddHours(-2), time.AddHours(3));
        }

        _panel = Panel.Book;
    }

    private void OpenShoot(Guid shoot) => (_shoot, _panel) = (shoot, Panel.Shoot);

    private void ClosePanel() => _panel = Panel.None;

    private async Task BookedAsync(Guid shoot)
    {
        await LoadAsync();
        OpenShoot(shoot);
    }

    private async Task SavedAsync()
    {
        ClosePanel();
        await LoadAsync();
    }
}
