using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>Code of the calendar page.</summary>
public sealed partial class CalendarPage
{
    private CalendarQuery _query = new(CalendarView.Week, default, []);
    private CalendarQuery? _loaded;
    private IReadOnlyList<CalendarEntry>? _entries;
    private IReadOnlyList<CrewMember>? _crew;
    private ScheduleCanvas? _canvas;
    private Panel _panel;
    private CalendarEntry? _time;
    private ShootFormModel _draft = new();

    private enum Panel
    {
        None,
        Existing,
        Time,
        Shoot,
        Leave,
    }

    /// <summary>How it is looked at.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    /// <summary>A day of what is shown, 2026-05-16.</summary>
    [SupplyParameterFromQuery]
    public string? Date { get; set; }

    /// <summary>The people who are shown, by commas.</summary>
    [SupplyParameterFromQuery]
    public string? People { get; set; }

    /// <summary>The shoot whose panel is open.</summary>
    [SupplyParameterFromQuery]
    public string? Shoot { get; set; }

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    private string PanelTitle =>
        _panel switch
        {
            Panel.Existing => _entries?.FirstOrDefault(e => e.Id == _query.Shoot)?.Title ?? Text["Shoot"],
            Panel.Time => Text["Kind." + _time!.Kind],
            Panel.Leave => Text["Leave.Add"],
            _ => Text["Book"],
        };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _query = CalendarQuery.Read(View, Date, People, Shoot, Clock.Today);
        if (_query.Shoot is not null)
        {
            _panel = Panel.Existing;
        }
        else if (_panel == Panel.Existing)
        {
            _panel = Panel.None;
        }

        _crew ??= await Schedules.CrewAsync(Actor, Gone);
        if (!_query.ShowsSame(_loaded))
        {
            await LoadAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Seven columns do not fit a phone. Only the browser knows that it is one, and only where nobody chose a view.
        if (!firstRender || View is not null)
        {
            return;
        }

        try
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/calendar.js");
            if (await module.InvokeAsync<bool>("isPhone"))
            {
                Navigation.NavigateTo((_query with { View = CalendarView.Day }).Href(), replace: true);
            }
        }
        catch (JSDisconnectedException)
        {
            // The tab was closed meanwhile.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnStudioEventsAsync(IReadOnlyList<IStudioEvent> burst)
    {
        // A shoot that has no day here any longer is told under its former day too.
        if (burst.Any(e => DayOf(e) is { } day && day >= _query.First.AddDays(-1) && day <= _query.End))
        {
            await LoadAsync();
        }
    }

    private static DateOnly? DayOf(IStudioEvent news) =>
        news switch
        {
            ShootBooked booked => booked.Day,
            ShootChanged changed => changed.Day,
            PersonTimeChanged time => time.Day,
            _ => null,
        };

    private async Task LoadAsync()
    {
        var query = _query;
        var (from, to) = (Clock.At(query.First, TimeOnly.MinValue), Clock.At(query.End, TimeOnly.MinValue));
        var entries = await Schedules.CalendarAsync(Actor, from, to, new CalendarFilter(query.People), Gone);
        if (query == _query || query.ShowsSame(_query))
        {
            (_entries, _loaded) = (entries, query);
        }
    }

    private void Open(CalendarEntry entry)
    {
        if (entry.Kind == CalendarKind.Shoot)
        {
            Navigation.NavigateTo((_query with { Shoot = entry.Id }).Href());
            return;
        }

        CloseShoot();
        (_time, _panel) = (entry, Panel.Time);
    }

    private void Draft(Panel panel, SlotPicked? slot)
    {
        CloseShoot();
        _draft = new ShootFormModel { PhotographerId = slot?.PersonId };
        if (slot is not null)
        {
            var start = Clock.Local(slot.Start).DateTime;
            _draft.Date = DateOnly.FromDateTime(start);
            if (_query.View != CalendarView.Month)
            {
                _draft.Start = TimeOnly.FromDateTime(start);
                _draft.End = start.Hour < 22 ? _draft.Start.Value.AddHours(2) : new TimeOnly(23, 59);
            }
        }
        else
        {
            _draft.Date = Clock.Today >= _query.First && Clock.Today < _query.End ? Clock.Today : _query.Date;
        }

        _panel = panel;
    }

    private void ShowDay(DateOnly day) => Navigation.NavigateTo((_query with { View = CalendarView.Day, Date = day }).Href());

    private void ClosePanel()
    {
        _panel = Panel.None;
        CloseShoot();
    }

    private void CloseShoot()
    {
        if (_query.Shoot is not null)
        {
            Navigation.NavigateTo((_query with { Shoot = null }).Href());
        }
    }

    private async Task BookedAsync(Guid shoot)
    {
        await LoadAsync();
        _panel = Panel.Existing;
        Navigation.NavigateTo((_query with { Shoot = shoot }).Href());
    }

    private async Task DragAsync(EntryDragged dragged)
    {
        var entry = dragged.Entry;
        Result moved;
        if (entry.CanMove)
        {
            moved = await Schedules.DragAsync(Actor, entry.Id, dragged.Drag, entry.Version);
        }
        else
        {
            moved = entry.Status is { } status ? new ShootCannotMove(status, ShootStatus.Scheduled) : Result.Ok;
        }

        await LoadAsync();
        if (moved.Refusal is { } refusal)
        {
            Toasts.Refused(refusal);
            _canvas?.Restore();
        }
        else if (entry.CanMove)
        {
            var period = new Period(dragged.Drag.Start, dragged.Drag.End);
            Announcer.Say(Text["Moved", entry.Title, StudioFormat.Period(period, Clock.Zone, CultureInfo.CurrentUICulture)]);
        }
    }
}
