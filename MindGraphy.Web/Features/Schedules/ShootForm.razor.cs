using System.Globalization;
using Microsoft.AspNetCore.Components;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>Code of the booking form.</summary>
public sealed partial class ShootForm
{
    private readonly string _group = "main-" + Guid.NewGuid().ToString("N")[..8];
    private readonly string _key = Guid.NewGuid().ToString();
    private IReadOnlyList<Freedom> _people = [];
    private bool _asked;

    /// <summary>What is typed.</summary>
    [Parameter, EditorRequired]
    public required ShootFormModel Model { get; set; }

    /// <summary>The shoot that is changed; null to book one.</summary>
    [Parameter]
    public Guid? ShootId { get; set; }

    /// <summary>The version of it that was read.</summary>
    [Parameter]
    public uint Version { get; set; }

    /// <summary>The project stands fast: the form was opened from its page.</summary>
    [Parameter]
    public bool ProjectIsFixed { get; set; }

    /// <summary>It was done; the shoot's id.</summary>
    [Parameter]
    public EventCallback<Guid> OnSaved { get; set; }

    /// <summary>It was left.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    /// <summary>Who books.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => AskWhoIsFreeAsync();

    private static string Name(ProjectPick? pick) => pick?.Couple ?? "";

    private async Task<IEnumerable<ProjectPick>> SearchAsync(string? text, CancellationToken ct) =>
        await Projects.PickAsync(Actor, text == Model.Project?.Couple ? null : text, ct);

    private async Task ChooseAsync(ProjectPick? pick)
    {
        Model.Project = pick;
        if (pick is null)
        {
            return;
        }

        // The wedding's own day, hour and place, where nothing else was typed.
        Model.Location ??= pick.Venue;
        if (Model.Date is null)
        {
            Model.Date = pick.WeddingDate;
            await AskWhoIsFreeAsync();
        }
    }

    private Task SetDateAsync(DateOnly? date)
    {
        Model.Date = date;
        return AskWhoIsFreeAsync();
    }

    private async Task AskWhoIsFreeAsync()
    {
        var plan = Model.ToPlan(Clock);
        _asked = plan is not null && plan.End > plan.Start;
        var (from, to) = _asked ? (plan!.BusyFrom, plan.End) : (Clock.Now, Clock.Now);
        _people = await Schedules.FreeAsync(Actor, from, to, ShootId);
    }

    private void SetMain(Guid? person)
    {
        Model.PhotographerId = person;
        Model.AssistantIds.RemoveAll(a => a == person);
    }

    private void SetHelp(Guid person, bool helps)
    {
        Model.AssistantIds.RemoveAll(a => a == person);
        if (helps)
        {
            Model.AssistantIds.Add(person);
        }
    }

    private string Busy(PersonAlreadyBooked busy)
    {
        var from = TimeOnly.FromDateTime(Clock.Local(busy.From).DateTime);
        var to = TimeOnly.FromDateTime(Clock.Local(busy.To).DateTime);
        var what = Words.Of(busy.Source, CultureInfo.CurrentUICulture) + (busy.What is null ? "" : " · " + busy.What);
        return busy.To - busy.From >= TimeSpan.FromDays(1) ? what : $"{StudioFormat.Time(from)}–{StudioFormat.Time(to)} {what}";
    }

    private async Task<Refusal?> SaveAsync()
    {
        if (Model.ToPlan(Clock) is not { } plan)
        {
            return new FieldRequired(nameof(Model.Date));
        }

        Refusal? refusal;
        var id = ShootId ?? Guid.Empty;
        if (ShootId is { } shoot)
        {
            refusal = (await Schedules.ChangeAsync(Actor, shoot, plan, Version)).Refusal;
        }
        else
        {
            if (Model.Project is not { } project)
            {
                return new FieldRequired(nameof(Model.Project));
            }

            var booked = await Schedules.BookAsync(Actor, project.Id, plan, _key);
            (refusal, id) = (booked.Refusal, booked.Value);
        }

        if (refusal is null)
        {
            await OnSaved.InvokeAsync(id);
        }
        else if (refusal is PersonAlreadyBooked)
        {
            await AskWhoIsFreeAsync();
        }

        return refusal;
    }
}
