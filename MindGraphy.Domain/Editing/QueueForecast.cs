using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Editing;

/// <summary>A job with photos that are not done, as the queue has it.</summary>
/// <param name="Id">The job.</param>
/// <param name="EditorId">Who has it; null for nobody.</param>
/// <param name="Priority">How urgent.</param>
/// <param name="DueDate">When it is due; null without a day.</param>
/// <param name="WaitingSince">Since when the couple is waited for; null where it is not.</param>
/// <param name="Photos">Photos that are not done.</param>
public sealed record OpenJob(
    Guid Id,
    Guid? EditorId,
    EditingPriority Priority,
    DateTimeOffset? DueDate,
    DateTimeOffset? WaitingSince,
    int Photos
)
{
    /// <summary>A job as it is in memory; one that is completed has nothing open.</summary>
    public static OpenJob Of(EditingJob job) =>
        new(
            job.Id,
            job.AssignedEditorId,
            job.Priority,
            job.DueDate,
            job.WaitingSince,
            job.Status == EditingStatus.Completed ? 0 : job.Items.Count(i => i.Status is EditStatus.Pending or EditStatus.InProgress)
        );

    /// <summary>When it is due if the couple answered now.</summary>
    public DateTimeOffset? DueAt(DateTimeOffset now) => WaitingSince is { } since && now > since ? DueDate + (now - since) : DueDate;
}

/// <summary>
/// When every editor is done with each of their jobs: what is more urgent first, then what is due first, worked off as in
/// <see cref="EditingOutlook.Of"/>. What comes after a job does not hold it up, nor does what waits for its couple.
/// </summary>
public sealed class QueueForecast
{
    private readonly IReadOnlyList<EditorLoad> _editors;
    private readonly Dictionary<Guid, (IReadOnlyList<OpenJob> Jobs, Dictionary<Guid, int> Ahead)> _queues = [];
    private readonly Dictionary<DateOnly, bool> _off = [];
    private readonly StudioClock _clock;
    private readonly Func<DateOnly, bool> _isOff;
    private readonly DateTimeOffset _now;

    /// <summary>Puts everybody's open jobs into the order in which they are worked off.</summary>
    /// <param name="editors">Who retouches.</param>
    /// <param name="open">What is open.</param>
    /// <param name="clock">The studio's clock.</param>
    /// <param name="isOff">Whether nobody works on a day of the week.</param>
    public QueueForecast(IReadOnlyList<EditorLoad> editors, IReadOnlyList<OpenJob> open, StudioClock clock, Func<DateOnly, bool> isOff)
    {
        (_editors, _clock, _isOff, _now) = (editors, clock, isOff, clock.Now);
        foreach (var queue in open.Where(j => j.EditorId is not null).GroupBy(j => j.EditorId!.Value))
        {
            var jobs = InOrder(queue);
            var (ahead, sum) = (new Dictionary<Guid, int>(jobs.Count), 0);
            foreach (var job in jobs)
            {
                ahead[job.Id] = sum;
                sum += job.Photos;
            }

            _queues[queue.Key] = (jobs, ahead);
        }
    }

    /// <summary>When a job of the queue is done; null where it has nothing open, nobody has it, or nobody said what an editor finishes on a day.</summary>
    public EditingOutlook? Of(Guid jobId) =>
        _queues.Values.FirstOrDefault(q => q.Ahead.ContainsKey(jobId)) is { Jobs: { } jobs, Ahead: { } ahead }
        && jobs.First(j => j.Id == jobId) is var job
            ? Of(job, ahead[jobId], _clock.DateOf(_now))
            : null;

    /// <summary>
    /// When a job that is not in the queue yet would be done: behind all that is as urgent, where it is due on no day, and begun tomorrow, since nobody
    /// knows what is left of today.
    /// </summary>
    /// <returns>Null where nobody gets it, or nobody said what an editor finishes on a day.</returns>
    public EditingOutlook? With(OpenJob job)
    {
        var others = job.EditorId is { } id && _queues.TryGetValue(id, out var queue) ? queue.Jobs : [];
        return Of(job, InOrder([.. others, job]).TakeWhile(j => j.Id != job.Id).Sum(j => j.Photos), _clock.DateOf(_now).AddDays(1));
    }

    private List<OpenJob> InOrder(IEnumerable<OpenJob> jobs) =>
        [
            .. jobs.OrderBy(j => j.WaitingSince is not null)
                .ThenByDescending(j => j.Priority)
                .ThenBy(j => j.DueAt(_now) ?? DateTimeOffset.MaxValue)
                .ThenBy(j => j.Id),
        ];

    private EditingOutlook? Of(OpenJob job, int ahead, DateOnly from)
    {
        if (PerDay(job.EditorId) is not { } perDay)
        {
            return null;
        }

        var today = _clock.DateOf(_now);
        var promised = job.DueAt(_now) is { } due ? _clock.DateOf(due) : from;
        return EditingOutlook.Of(
            [new ComingPicks(today, ahead)],
            job.Photos,
            from,
            promised.DayNumber - from.DayNumber,
            perDay,
            today,
            IsOff
        );
    }

    // Of whom nobody wrote down what they do in a day is taken to do what the others do, as where the queue looks for who is done first.
    private int? PerDay(Guid? editorId) =>
        _editors.FirstOrDefault(e => e.UserId == editorId) is { } editor
            ? editor.PhotosPerDay ?? (_editors.Average(e => e.PhotosPerDay) is { } usual ? (int)Math.Max(1, usual) : null)
            : null;

    private bool IsOff(DateOnly day) => _off.TryGetValue(day, out var off) ? off : _off[day] = _isOff(day);
}
