using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Editing;

/// <summary>How many photos an editor finishes on a working day (<c>editor_capacities</c>).</summary>
public sealed class EditorCapacity
{
    /// <summary>Most photos a day that can be meant.</summary>
    public const int Most = 1000;

    private EditorCapacity() { }

    /// <summary>Says what an editor finishes.</summary>
    /// <returns>Refused with <see cref="CapacityOutOfRange"/>.</returns>
    public static Result<EditorCapacity> Of(Guid userId, int photosPerDay) =>
        photosPerDay is < 1 or > Most ? new CapacityOutOfRange(Most) : new EditorCapacity { UserId = userId, PhotosPerDay = photosPerDay };

    /// <summary>The account.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Photos a working day, 1 to <see cref="Most"/>.</summary>
    public int PhotosPerDay { get; private init; }
}

/// <summary>No count of photos a day that can be meant.</summary>
public sealed record CapacityOutOfRange(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => nameof(EditorCapacity.PhotosPerDay);
}

/// <summary>How much an editor finishes on a day was said anew.</summary>
public sealed record EditorCapacityChanged(Guid EditorId) : IStudioEvent;

/// <summary>Photos that are open and when they are due, by editor.</summary>
/// <param name="EditorId">Who has them; null for nobody.</param>
/// <param name="Due">The day in the studio; null without one.</param>
/// <param name="Photos">How many.</param>
public sealed record OpenLoad(Guid? EditorId, DateOnly? Due, int Photos);

/// <summary>One editor's next weeks.</summary>
/// <param name="EditorId">The account; null for what nobody has.</param>
/// <param name="Name">Name; empty for what nobody has.</param>
/// <param name="PhotosPerDay">Photos a working day; null where nobody said.</param>
/// <param name="Weeks">Load and capacity, week by week.</param>
/// <param name="Later">Photos due after these weeks, or without a day.</param>
public sealed record ForecastLine(Guid? EditorId, string Name, int? PhotosPerDay, IReadOnlyList<ForecastWeek> Weeks, int Later);

/// <summary>One week of one editor.</summary>
/// <param name="Photos">Open photos that are due in it; what is late counts in the first.</param>
/// <param name="Capacity">What they finish in its working days, counted from today; null where nobody said how much that is.</param>
public sealed record ForecastWeek(int Photos, int? Capacity)
{
    /// <summary>Whether more is due than can be done.</summary>
    public bool IsOver => Capacity is { } most && Photos > most;
}

/// <summary>The next weeks of all editors.</summary>
/// <param name="Mondays">The first day of each week.</param>
/// <param name="Lines">Editors by name, then what nobody has.</param>
public sealed record EditingForecast(IReadOnlyList<DateOnly> Mondays, IReadOnlyList<ForecastLine> Lines)
{
    /// <summary>How many weeks are looked at.</summary>
    public const int WeekCount = 8;

    /// <summary>Lays open photos over the weeks in which they are due.</summary>
    /// <param name="editors">Who retouches.</param>
    /// <param name="loads">What is open.</param>
    /// <param name="today">Today in the studio.</param>
    /// <param name="isOff">Whether nobody works on a day of the week.</param>
    public static EditingForecast Of(
        IReadOnlyList<EditorLoad> editors,
        IReadOnlyList<OpenLoad> loads,
        DateOnly today,
        Func<DateOnly, bool> isOff
    )
    {
        var first = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        DateOnly[] mondays = [.. Enumerable.Range(0, WeekCount).Select(w => first.AddDays(7 * w))];
        int[] days = [.. mondays.Select(m => Enumerable.Range(0, 5).Select(d => m.AddDays(d)).Count(day => day >= today && !isOff(day)))];
        ForecastLine LineOf(Guid? id, string name, int? perDay)
        {
            var weeks = new int[WeekCount];
            var later = 0;
            foreach (var load in loads.Where(l => l.EditorId == id))
            {
                var week = load.Due is { } due ? Math.Max(0, (due.DayNumber - first.DayNumber) / 7) : WeekCount;
                if (week < WeekCount)
                {
                    weeks[week] += load.Photos;
                }
                else
                {
                    later += load.Photos;
                }
            }

            return new(id, name, perDay, [.. weeks.Select((photos, w) => new ForecastWeek(photos, perDay * days[w]))], later);
        }

        var lines = editors.Select(e => LineOf(e.UserId, e.Name, e.PhotosPerDay)).ToList();
        if (loads.Any(l => l.EditorId is null))
        {
            lines.Add(LineOf(null, "", null));
        }

        return new EditingForecast(mondays, lines);
    }
}
