using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Search;
using MindGraphy.Domain.Venues;

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
    private SearchHit? _couple;
    private ShootAttempt? _attempt;
    private IReadOnlyDictionary<DateOnly, DayMark>? _marks;
    private (DateOnly First, DateOnly End) _marked;
    private int _swaps;

    private enum Panel
    {
        None,
        Existing,
        Time,
        Shoot,
        Hold,
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

    /// <summary>Kinds of shoot, by commas.</summary>
    [SupplyParameterFromQuery]
    public string? Type { get; set; }

    /// <summary>How far shoots are, by commas.</summary>
    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    /// <summary>Part of a place.</summary>
    [SupplyParameterFromQuery]
    public string? Venue { get; set; }

    /// <summary>What the colours mean.</summary>
    [SupplyParameterFromQuery]
    public string? Colour { get; set; }

    /// <summary>0 leaves couples out that only ask.</summary>
    [SupplyParameterFromQuery]
    public string? Inquiries { get; set; }

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
            Panel.Hold => Text["Hold.Add"],
            _ => Text["Book"],
        };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _query = CalendarQuery.Read(View, Date, People, Shoot, Clock.Today).With(Type, Status, Venue, Colour, Inquiries);
        if (_query.Shoot != _attempt?.ShootId)
        {
            _attempt = null;
        }

        if (_query.Shoot is not null)
        {
            _panel = Panel.Existing;
        }
        else if (_panel == Panel.Existing)
        {
            _panel = Panel.None;
        }

        if (_crew is null)
        {
            _crew = await Schedules.CrewAsync(Actor, Gone);
            await CountSwapsAsync();
        }

        if (!_query.ShowsSame(_loaded))
        {
            await LoadAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Seven columns do not fit a phone. Only the browser knows that it is one, and only where nobody chose a view.
        if (!firstRender)
        {
            return;
        }

        try
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/calendar.js");
            await module.InvokeVoidAsync("followDrags");
            if (View is null && await module.InvokeAsync<bool>("isPhone"))
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
        if (burst.Any(e => e is HolidayChanged changed && changed.Day >= _query.First && changed.Day <= _query.End))
        {
            _marked = default;
            await LoadAsync();
        }

        // A shoot that has no day here any longer is told under its former day too.
        // A couple's day is not told with the news of it; they are few.
        if (
            burst.Any(e =>
                e is LeadArrived or LeadMoved or CustomerChanged
                || (DayOf(e) is { } day && day >= _query.First.AddDays(-1) && day <= _query.End)
            )
        )
        {
            await LoadAsync();
        }

        if (burst.Any(e => e is SwapChanged))
        {
            await CountSwapsAsync();
        }
    }

    private async Task CountSwapsAsync() => _swaps = (await CrewWork.SwapsAsync(Actor, Gone)).Count(s => s.Status == SwapStatus.Accepted);

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
        if (query.View == CalendarView.Year)
        {
            _loaded = query;
            return;
        }

        if (_marked != (query.First, query.End))
        {
            _marked = (query.First, query.End);
            _marks = await Holidays.MarksAsync(Actor, query.First, query.End, Gone);
        }

        var (from, to) = (Clock.At(query.First, TimeOnly.MinValue), Clock.At(query.End, TimeOnly.MinValue));
        var entries = await Schedules.CalendarAsync(Actor, from, to, query.Filter, Gone);
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
        _couple = null;
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

    // A hold becomes a shoot of the couple's project; without one there is nothing to book yet, and the form says what to look for.
    private async Task BookHoldAsync()
    {
        if (_time is not { } hold)
        {
            return;
        }

        var project = hold.CustomerId is { } couple ? await Projects.PickOfAsync(Actor, couple, Gone) : null;
        var start = Clock.Local(hold.Start).DateTime;
        _draft = new ShootFormModel
        {
            Project = project,
            PhotographerId = hold.PersonIds[0],
            Date = DateOnly.FromDateTime(start),
            Start = TimeOnly.FromDateTime(start),
            End = TimeOnly.FromDateTime(Clock.Local(hold.End).DateTime),
            Location = project?.Venue,
            VenueId = project?.VenueId,
        };
        _panel = Panel.Shoot;
    }

    private async Task HoldInquiryAsync()
    {
        if (_time is not { CustomerId: { } couple } asked)
        {
            return;
        }

        _couple = (await Search.FindAsync(Actor, asked.Title.Split(" · ")[0], Gone)).FirstOrDefault(h =>
            h.Kind == SearchKind.Customer && h.Id == couple
        );
        var start = Clock.Local(asked.Start).DateTime;
        _draft = new ShootFormModel
        {
            Date = DateOnly.FromDateTime(start),
            Start = start.TimeOfDay == TimeSpan.Zero ? null : TimeOnly.FromDateTime(start.AddHours(-1)),
        };
        _panel = Panel.Hold;
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
        var moved = entry.CanMove ? await Schedules.DragAsync(Actor, entry.Id, dragged.Drag, entry.Version) : null;
        await LoadAsync();
        var refusal = moved is null && entry.Status is { } status ? new ShootCannotMove(status, ShootStatus.Scheduled) : moved?.Refusal;
        if (refusal is not null)
        {
            _canvas?.Restore();
            Toasts.Refused(refusal);
            if (refusal is PersonAlreadyBooked)
            {
                // The form shows what was tried, who is free then, and the way round the rule for who may take it.
                _attempt = new ShootAttempt(entry.Id, dragged.Drag);
                Navigation.NavigateTo((_query with { Shoot = entry.Id }).Href());
            }
        }
        else if (moved?.Value is { } took)
        {
            var period = new Period(dragged.Drag.Start, dragged.Drag.End);
            var said = Text["Moved", entry.Title, StudioFormat.Period(period, Clock.Zone, CultureInfo.CurrentUICulture)];
            Announcer.Say(said);
            Toasts.Undo(said, () => InvokeAsync(() => MoveBackAsync(entry, dragged.Drag, took)));
        }
    }

    // From what stands there now: what somebody else changed meanwhile is not undone.
    private async Task MoveBackAsync(CalendarEntry before, ShootDrag drag, ShootDragged took)
    {
        if (await Schedules.ShootAsync(Actor, before.Id) is not { Value: { } now })
        {
            return;
        }

        // The toast outlives the page: what it takes back is taken back all the same.
        var back =
            now.Plan.Start == drag.Start && now.Plan.End == drag.End
                ? await Schedules.DragBackAsync(Actor, before.Id, took, now.Version)
                : new EditedElsewhere();
        if (back.Refusal is { } refusal)
        {
            Toasts.Refused(refusal);
        }

        await LoadAsync();
        StateHasChanged();
    }
}
