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
    private IReadOnlyDictionary<Guid, Refusal> _outside = new Dictionary<Guid, Refusal>();
    private bool _asked;
    private uint? _newerVersion;
    private ShootFormModel? _opened;

    /// <summary>What is typed.</summary>
    [Parameter, EditorRequired]
    public required ShootFormModel Model { get; set; }

    /// <summary>The shoot that is changed; null to book one.</summary>
    [Parameter]
    public Guid? ShootId { get; set; }

    /// <summary>The version of it that was read.</summary>
    [Parameter]
    public uint Version { get; set; }

    /// <summary>What stood there when it was opened; null where that is what the form begins with.</summary>
    [Parameter]
    public ShootFormModel? Opened { get; set; }

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
    protected override async Task OnInitializedAsync()
    {
        if (ShootId is null)
        {
            Model.TurnaroundMinutes ??= Settings.Value.TurnaroundMinutes;
        }

        _opened = (Opened ?? Model).Copy();
        await AskAboutPlaceAsync();
        if (ShootId is null && _venue is not null)
        {
            Model.Pick(_venue, null);
        }

        await AskWhoIsFreeAsync();
    }

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
        if (Model.Location is null)
        {
            (Model.Location, Model.VenueId) = (pick.Venue, pick.VenueId);
            await AskAboutPlaceAsync();
            Model.Pick(_venue, null);
        }

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
        var (from, to) = _asked ? (plan!.BusyFrom, plan.BusyTo) : (Clock.Now, Clock.Now);
        _people = await Schedules.FreeAsync(Actor, from, to, ShootId);

        // Hours of the week are advice: they are said beside the name, and refuse nothing.
        _outside = _asked
            ? await Photographers.OutsideHoursAsync(Actor, [.. _people.Where(p => p.BusyWith is null).Select(p => p.Person.Id)], from, to)
            : new Dictionary<Guid, Refusal>();
        await AskAboutRoomsAsync(_asked ? plan!.Start : to, to);
        await AskAboutGearAsync(from, to);
    }

    // Only where it would be needed the way round the rule is offered.
    private bool BusyChosen =>
        _people.Any(p => p.BusyWith is not null && (p.Person.Id == Model.PhotographerId || Model.AssistantIds.Contains(p.Person.Id)));

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

        if (Model.Overbook && BusyChosen && string.IsNullOrWhiteSpace(Model.OverrideReason))
        {
            return new FieldRequired(nameof(Model.OverrideReason));
        }

        Refusal? refusal;
        var why = Model.Overbook && BusyChosen ? Model.OverrideReason : null;
        var id = ShootId ?? Guid.Empty;
        if (ShootId is { } shoot)
        {
            refusal = (await Schedules.ChangeAsync(Actor, shoot, plan, _newerVersion ?? Version, why)).Refusal;
        }
        else
        {
            if (Model.Project is not { } project)
            {
                return new FieldRequired(nameof(Model.Project));
            }

            var booked = await Schedules.BookAsync(Actor, project.Id, plan, _key, why);
            (refusal, id) = (booked.Refusal, booked.Value);
        }

        if (refusal is null)
        {
            await OnSaved.InvokeAsync(id);
        }
        else if (refusal is PersonAlreadyBooked or Domain.Venues.RoomAlreadyBooked or Domain.Gear.GearAlreadyBooked)
        {
            await AskWhoIsFreeAsync();
        }

        return refusal;
    }
}
