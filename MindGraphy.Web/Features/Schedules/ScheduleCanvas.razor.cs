using System.Globalization;
using Microsoft.AspNetCore.Components;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;
using KoreanCalendar = MindGraphy.Domain.Schedules.KoreanCalendar;

namespace MindGraphy.Web.Features.Schedules;

/// <summary>Code of the calendar's surface.</summary>
public sealed partial class ScheduleCanvas
{
    // A studio's day. Earlier and later hours are shown only where something is in them: each half-hour of a week is seven slots that a server
    // keeps for everybody who has it open.
    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);
    private static readonly TimeSpan Evening = TimeSpan.FromHours(20);
    private static readonly TimeSpan Midnight = TimeSpan.FromHours(24);

    private IReadOnlyList<CanvasCard> _cards = [];
    private TimeSpan _opens = Morning;
    private TimeSpan _closes = Evening;
    private object? _drawn;
    private int _generation;

    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public required CalendarQuery Query { get; set; }

    /// <summary>The entries of that range.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<CalendarEntry> Entries { get; set; }

    /// <summary>Everybody who may stand in an entry.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<CrewMember> Crew { get; set; }

    /// <summary>What stands beside the days, as the studio keeps it.</summary>
    [Parameter]
    public IReadOnlyDictionary<DateOnly, DayMark>? Marks { get; set; }

    /// <summary>An entry was chosen.</summary>
    [Parameter]
    public EventCallback<CalendarEntry> OnEntry { get; set; }

    /// <summary>An empty place was chosen.</summary>
    [Parameter]
    public EventCallback<SlotPicked> OnSlot { get; set; }

    /// <summary>A day was chosen: its number in the month, or its "more".</summary>
    [Parameter]
    public EventCallback<DateOnly> OnDay { get; set; }

    /// <summary>A card was dropped elsewhere.</summary>
    [Parameter]
    public EventCallback<EntryDragged> OnDrag { get; set; }

    private IReadOnlyList<CrewMember> Columns => [.. Crew.Where(p => Query.People.Count == 0 ? p.IsActive : Query.People.Contains(p.Id))];

    private static string HeaderFormat => StudioFormat.IsKorean(CultureInfo.CurrentCulture) ? "d (ddd)" : "ddd d";

    /// <summary>Draws everything anew from the data: a refused card goes back to where it was.</summary>
    public void Restore()
    {
        _generation++;
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Entries))
        {
            return;
        }

        _drawn = Entries;
        var names = Crew.ToDictionary(p => p.Id);
        _cards = [.. Entries.SelectMany(e => Cards(e, names))];
        var timed = _cards.Where(c => !c.AllDay).ToList();
        if (timed.Exists(c => c.Start.Date < c.End.AddTicks(-1).Date))
        {
            (_opens, _closes) = (TimeSpan.Zero, Midnight);
            return;
        }

        var first = timed.Select(c => TimeSpan.FromHours(c.Start.Hour)).DefaultIfEmpty(Morning).Min();
        var last = timed.Select(c => TimeSpan.FromHours(c.End.AddTicks(-1).Hour + 1)).DefaultIfEmpty(Evening).Max();
        (_opens, _closes) = (first < Morning ? first : Morning, last > Evening ? last : Evening);
    }

    private IEnumerable<CanvasCard> Cards(CalendarEntry entry, Dictionary<Guid, CrewMember> crew)
    {
        var columns = Query.View == CalendarView.People;
        if (columns)
        {
            return entry.PersonIds.Select(p => Card(entry, p, crew));
        }

        return [Card(entry, entry.PersonIds.Count > 0 ? entry.PersonIds[0] : null, crew)];
    }

    private CanvasCard Card(CalendarEntry entry, Guid? person, Dictionary<Guid, CrewMember> crew)
    {
        var month = Query.View == CalendarView.Month;
        var start = Clock.Local(month ? entry.Start : entry.TravelFrom ?? entry.Start).DateTime;
        var end = Clock.Local(month ? entry.End : entry.TurnaroundTo ?? entry.End).DateTime;
        var title = entry.Title.Length > 0 ? entry.Title : Text["Kind." + entry.Kind];
        var names = string.Join(", ", entry.PersonIds.Select(p => crew.GetValueOrDefault(p)?.Name).Where(n => n is not null));
        var when = CalendarWords.Times(entry, Clock, Text);
        var what = entry.Type is { } type ? Words.Of(type) : Text["Kind." + entry.Kind].Value;
        var state = entry.Status is { } status ? Words.Of(status) : null;
        var shown = entry.Kind == CalendarKind.Leave && person is not null && !month ? title : TitleOf(entry, title, names);
        var where = entry.Location is null ? names : $"{entry.Location} · {names}";
        return new CanvasCard
        {
            Entry = entry,
            PersonId = person,
            Start = start,

            // The month view takes an end at midnight for a second day.
            End = month && end.TimeOfDay == TimeSpan.Zero ? end.AddTicks(-1) : end,
            AllDay = start.TimeOfDay == TimeSpan.Zero && end - start >= TimeSpan.FromDays(1),
            Edge =
                Query.Colour == CalendarColour.Status ? CalendarWords.Edge(entry, Query.Colour, Crew)
                : person is { } id && crew.TryGetValue(id, out var member) ? $"cal-p{member.Colour}"
                : "",
            Title = shown,
            When = when,
            Where = where,

            // What is spoken begins with what is seen, so that both can be said to a voice control.
            Text = string.Join(
                ", ",
                new[]
                {
                    month ? $"{Hour(entry, when)} {shown}".Trim() : $"{shown} {when} {where}".Trim(),
                    month ? where : null,
                    what,
                    state,
                    entry.IsDeclined ? Text["Declined"].Value : null,
                    entry.IsOverbooked ? Text["Overbooked"].Value : null,
                }
                    .Where(t => !string.IsNullOrEmpty(t))
                    .Distinct()
            ),
            Hour = month ? Hour(entry, when) : "",
            TravelPercent = entry.TravelFrom is { } from && !month ? (entry.Start - from) / (Busy(entry).To - from) * 100 : 0,
            TurnaroundPercent = entry.TurnaroundTo is { } to && !month ? (to - entry.End) / (to - Busy(entry).From) * 100 : 0,
        };
    }

    private static string TitleOf(CalendarEntry entry, string title, string names) =>
        entry.Kind == CalendarKind.Leave ? $"{names} · {title}" : title;

    private static (DateTimeOffset From, DateTimeOffset To) Busy(CalendarEntry entry) =>
        (entry.TravelFrom ?? entry.Start, entry.TurnaroundTo ?? entry.End);

    // The month has room for one hour: the begin.
    private static string Hour(CalendarEntry entry, string when) =>
        entry.End - entry.Start >= TimeSpan.FromDays(1) && entry.Kind != CalendarKind.Shoot ? "" : when[..5];

    private static void Dress(Radzen.SchedulerAppointmentRenderEventArgs<CanvasCard> args)
    {
        if (args.Data is not { } card)
        {
            return;
        }

        var kind = card.Entry.Kind.ToString().ToLowerInvariant();
        var off = card.Entry.Status == ShootStatus.Cancelled ? " cal-off" : "";
        var done = card.Entry.Status == ShootStatus.Completed ? " cal-done" : "";
        var fixedCard = card.Entry.CanMove ? "" : " cal-fixed";
        var warn = card.Entry.IsDeclined || card.Entry.IsOverbooked ? " cal-warn" : "";
        args.Attributes["class"] = $"cal-card cal-{kind} {card.Edge}{off}{done}{warn}{fixedCard}";
        args.Attributes["data-testid"] = "entry-" + card.Entry.Id;
        if (card.TravelPercent > 0 || card.TurnaroundPercent > 0)
        {
            args.Attributes["style"] = string.Create(
                CultureInfo.InvariantCulture,
                $"--cal-travel:{card.TravelPercent:0.#}%;--cal-after:{card.TurnaroundPercent:0.#}%"
            );
        }
    }

    private void Shade(Radzen.SchedulerSlotRenderEventArgs args)
    {
        var day = DateOnly.FromDateTime(args.Start);
        if (Query.View is not (CalendarView.Month or CalendarView.Week))
        {
            return;
        }

        var mark = Marks?.GetValueOrDefault(day) ?? KoreanCalendar.Of(day);
        string[] dress =
        [
            day == Clock.Today ? "cal-today" : "",
            mark.IsHoliday && Query.View == CalendarView.Month ? "cal-red" : "",
            mark.IsClosed ? "cal-closed" : "",
        ];
        if (dress.Any(d => d.Length > 0))
        {
            args.Attributes["class"] = string.Join(' ', dress.Where(d => d.Length > 0));
        }

        if (Query.View == CalendarView.Month)
        {
            // Drawn by the style sheet beside the number of the day, which is Radzen's.
            args.Attributes["data-mark"] = mark.Holiday(CultureInfo.CurrentUICulture) ?? "";
            args.Attributes["data-lunar"] = mark.Lunar(CultureInfo.CurrentUICulture) + (mark.IsHandless ? "*" : "");
        }
    }

    private Task PickAsync(Radzen.SchedulerAppointmentSelectEventArgs<CanvasCard> args) =>
        args.Data is { } card ? OnEntry.InvokeAsync(card.Entry) : Task.CompletedTask;

    private Task PickSlotAsync(Radzen.SchedulerSlotSelectEventArgs args) =>
        OnSlot.InvokeAsync(new SlotPicked(Moment(args.Start), Moment(args.End), (args.Resource as CrewMember)?.Id));

    private Task MoreAsync(Radzen.SchedulerMoreSelectEventArgs args)
    {
        args.PreventDefault();
        return OnDay.InvokeAsync(DateOnly.FromDateTime(args.Start));
    }

    private Task MoveAsync(Radzen.SchedulerAppointmentMoveEventArgs args)
    {
        if (args.Appointment?.Data is not CanvasCard card)
        {
            return Task.CompletedTask;
        }

        // In the month a card is dropped on a day and keeps its hour; elsewhere its upper edge, the way there included, goes to the slot.
        var by = Query.View == CalendarView.Month ? args.SlotDate.Date - card.Start.Date : args.TimeSpan;
        var to = (args.Resource as CrewMember)?.Id;
        var drag = new ShootDrag(card.Entry.Start + by, card.Entry.End + by, to is null ? null : card.PersonId, to);
        return by == TimeSpan.Zero && (to is null || to == card.PersonId)
            ? Task.CompletedTask
            : OnDrag.InvokeAsync(new EntryDragged(card.Entry, drag));
    }

    private Task ResizeAsync(Radzen.SchedulerAppointmentResizeEventArgs args)
    {
        if (args.Appointment?.Data is not CanvasCard card || Query.View == CalendarView.Month)
        {
            return Task.CompletedTask;
        }

        // The card is as long as the crew is busy; the shoot is what is left of it.
        var travel = card.Entry.TravelFrom is { } from ? card.Entry.Start - from : TimeSpan.Zero;
        var after = card.Entry.TurnaroundTo is { } to ? to - card.Entry.End : TimeSpan.Zero;
        return OnDrag.InvokeAsync(new EntryDragged(card.Entry, new ShootDrag(Moment(args.Start) + travel, Moment(args.End) - after)));
    }

    private DateTimeOffset Moment(DateTime local) => Clock.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));

    /// <summary>One card: an entry, or in columns one of its people.</summary>
    private sealed class CanvasCard
    {
        public required CalendarEntry Entry { get; init; }

        public Guid? PersonId { get; init; }

        public DateTime Start { get; init; }

        public DateTime End { get; init; }

        public bool AllDay { get; init; }

        public required string Edge { get; init; }

        public string Hour { get; init; } = "";

        public required string Title { get; init; }

        public required string When { get; init; }

        public required string Where { get; init; }

        public required string Text { get; init; }

        public double TravelPercent { get; init; }

        public double TurnaroundPercent { get; init; }
    }
}
