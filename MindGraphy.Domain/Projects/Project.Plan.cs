using MindGraphy.Domain.Common;
using MindGraphy.Domain.Reports;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Projects;

/// <summary>What is to be done by when, and whether what was promised will be kept. Everything here wants milestones, tasks and targets loaded.</summary>
public sealed partial class Project
{
    private readonly List<ProjectTask> _tasks = [];
    private readonly List<ProjectTarget> _targets = [];

    /// <summary>The day of the first main shoot in the studio's zone; null while none is booked.</summary>
    public DateOnly? ShootDate { get; private set; }

    /// <summary>From this day on a promise is at risk (<see cref="ProjectForecast.Turn"/>); null where none is open.</summary>
    public DateOnly? RiskFrom { get; private set; }

    /// <summary>From this day on a promise is late; null where none is open.</summary>
    public DateOnly? LateFrom { get; private set; }

    /// <summary>What is to be done and what was.</summary>
    public IReadOnlyList<ProjectTask> Tasks => _tasks;

    /// <summary>What is promised for each step.</summary>
    public IReadOnlyList<ProjectTarget> Targets => _targets;

    /// <summary>The day that "the shoot" means: the main shoot's, or the wedding's where the wedding is what is photographed.</summary>
    public DateOnly? ShootDay => ShootDate ?? (ProjectType == ProjectType.Wedding ? WeddingDate : null);

    /// <summary>Whether a shoot is what the project is about: the main one; before a wedding, or without one, the pre-wedding shoot too.</summary>
    public bool IsMain(Shoot shoot) =>
        shoot.ScheduleType == ScheduleType.MainShoot
        || (shoot.ScheduleType == ScheduleType.PreWedding && ProjectType != ProjectType.Wedding);

    /// <summary>The main shoot is on this day now; null where there is none any more. What counts from it moves along.</summary>
    public void ShootOn(DateOnly? day, StudioClock clock, DateTimeOffset now)
    {
        if (day != ShootDate)
        {
            ShootDate = day;
            Replan(clock, now);
        }
    }

    /// <summary>What the template would change here: the same list that <see cref="Apply"/> works through.</summary>
    public IReadOnlyList<PlanChange> Compare(ProjectTemplate template, StudioClock clock) =>
        [.. Differences(template, clock, clock.Now).Select(d => d.Change)];

    /// <summary>
    /// Makes, changes and takes away what the template says. What is done stays as it was; so do a day and words by hand, and what was taken away in
    /// this project. Applying it again changes nothing.
    /// </summary>
    /// <returns>How much was changed.</returns>
    public int Apply(ProjectTemplate template, StudioClock clock, DateTimeOffset now)
    {
        var differences = Differences(template, clock, now).ToList();
        differences.ForEach(d => d.Do());
        Replan(clock, now);
        return differences.Count;
    }

    /// <summary>Moves open tasks without a day by hand, and open promises, to the days that their rules say now.</summary>
    public void Replan(StudioClock clock, DateTimeOffset now)
    {
        var today = clock.DateOf(now);
        foreach (var task in _tasks.Where(t => t is { IsOpen: true, IsDayByHand: false, Anchor: not null }))
        {
            task.MoveTo(DayOf(task.Anchor!.Value, clock)?.AddDays(task.OffsetDays), today);
        }

        foreach (var target in _targets.Where(t => !HasReached(t.MilestoneType)))
        {
            target.MoveTo(target.Anchor is { } anchor ? DayOf(anchor, clock)?.AddDays(target.OffsetDays) : null, clock);
        }

        Judge();
    }

    /// <summary>A task is done. Repeating it changes nothing.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="ProjectTaskNotFound"/>, <see cref="ProjectTaskBlocked"/> or <see cref="ProjectTaskClosed"/>.</returns>
    public Result DidTask(Guid taskId, Guid? by, DateTimeOffset now) =>
        _tasks.Find(t => t.Id == taskId) is { } task ? task.Done(by, now) : new ProjectTaskNotFound();

    /// <summary>A task can't go on for a reason; without one it can again.</summary>
    /// <returns>Refused with <see cref="ProjectTaskNotFound"/>, <see cref="FieldTooLong"/> or <see cref="ProjectTaskClosed"/>.</returns>
    public Result BlockTask(Guid taskId, string? reason) =>
        _tasks.Find(t => t.Id == taskId) is { } task ? task.Block(reason) : new ProjectTaskNotFound();

    /// <summary>Adds a task by hand.</summary>
    /// <returns>The task; refused as <see cref="ProjectTask.Make"/> refuses.</returns>
    internal Result<ProjectTask> AddTask(ProjectTaskDetails details, Guid? by, StudioClock clock)
    {
        var made = ProjectTask.Make(Id, details, by, clock.Today, clock.Now);
        if (made.Succeeded)
        {
            _tasks.Add(made.Value);
        }

        return made;
    }

    // Reached once. What it promised then is kept with it.
    private void Reach(string type, StudioClock clock, DateTimeOffset now)
    {
        if (HasReached(type))
        {
            return;
        }

        _milestones.Add(new ProjectMilestone(Id, type, now, _targets.Find(t => t.MilestoneType == type)?.Deadline, now));
        Replan(clock, now);
    }

    private bool HasReached(string type) => _milestones.Exists(m => m.MilestoneType == type);

    private void Judge() =>
        (RiskFrom, LateFrom) = ProjectForecast.Turn(
            [
                .. MilestoneTypes.All.Select(type =>
                {
                    var target = _targets.Find(t => t.MilestoneType == type);
                    return new StepFacts(
                        type,
                        target?.StepDays ?? 0,
                        target?.TargetOn,
                        _milestones.Find(m => m.MilestoneType == type)?.MilestoneDate
                    );
                }),
            ],
            ShootDay
        );

    private DateOnly? DayOf(ProjectAnchor anchor, StudioClock clock) =>
        anchor switch
        {
            ProjectAnchor.Wedding => WeddingDate,
            ProjectAnchor.Shoot => ShootDay,
            ProjectAnchor.Contract => Reached(MilestoneTypes.ContractSigned, clock),
            ProjectAnchor.PhotosArrived => Reached(MilestoneTypes.PhotosArrived, clock),
            ProjectAnchor.PicksSubmitted => Reached(MilestoneTypes.PicksSubmitted, clock),
            ProjectAnchor.RetouchingCompleted => Reached(MilestoneTypes.RetouchingCompleted, clock),
            _ => throw new ArgumentOutOfRangeException(nameof(anchor), anchor, null),
        };

    private DateOnly? Reached(string type, StudioClock clock) =>
        _milestones.Find(m => m.MilestoneType == type) is { } reached ? clock.DateOf(reached.MilestoneDate) : null;

    private IEnumerable<(PlanChange Change, Action Do)> Differences(ProjectTemplate template, StudioClock clock, DateTimeOffset now)
    {
        foreach (var rule in template.Tasks.OrderBy(t => t.Position))
        {
            var task = _tasks.Find(t => t.TemplateTaskId == rule.Id);
            var due = DayOf(rule.Anchor, clock)?.AddDays(rule.OffsetDays);
            if (rule.RemovedAt is not null)
            {
                if (task is { IsOpen: true })
                {
                    yield return (
                        new PlanChange(PlanChangeKind.Removed, task.Title, task.TitleEn, task.DueOn, null),
                        () => _tasks.Remove(task)
                    );
                }
            }
            else if (task is null)
            {
                yield return (
                    new PlanChange(PlanChangeKind.Added, rule.Title, rule.TitleEn, null, due),
                    () => _tasks.Add(ProjectTask.ByTemplate(Id, rule, due, clock.DateOf(now), now))
                );
            }
            else if (task.IsOpen && task.DiffersFrom(rule))
            {
                yield return (
                    new PlanChange(
                        PlanChangeKind.Changed,
                        task.HasOwnWords ? task.Title : rule.Title,
                        task.HasOwnWords ? task.TitleEn : rule.TitleEn,
                        task.DueOn,
                        task.IsDayByHand ? task.DueOn : due
                    ),
                    () => task.Follow(rule)
                );
            }
        }

        foreach (var rule in template.Milestones.Where(m => !HasReached(m.MilestoneType)))
        {
            var target = _targets.Find(t => t.MilestoneType == rule.MilestoneType);
            var says = rule is { StepDays: 0, Anchor: null }
                ? target is not null && target.DiffersFrom(rule)
                : target?.DiffersFrom(rule) != false;
            if (says)
            {
                yield return (
                    new PlanChange(
                        PlanChangeKind.Promise,
                        rule.MilestoneType,
                        null,
                        target?.TargetOn,
                        rule.Anchor is { } anchor ? DayOf(anchor, clock)?.AddDays(rule.OffsetDays) : null
                    ),
                    () => Promise(target, rule)
                );
            }
        }
    }

    private void Promise(ProjectTarget? target, ProjectTemplateMilestone rule)
    {
        if (target is null)
        {
            _targets.Add(new ProjectTarget(Id, rule));
        }
        else
        {
            target.Follow(rule);
        }
    }
}

/// <summary>What applying a template does to one line of a project.</summary>
public enum PlanChangeKind
{
    /// <summary>A task comes.</summary>
    Added,

    /// <summary>An open task changes.</summary>
    Changed,

    /// <summary>An open task goes.</summary>
    Removed,

    /// <summary>A promise, or how long its step takes, changes.</summary>
    Promise,
}

/// <summary>One line of a preview.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Title">The task's words; for a promise one of <see cref="MilestoneTypes"/>.</param>
/// <param name="TitleEn">The words on English screens.</param>
/// <param name="Before">Its day until now.</param>
/// <param name="After">Its day then.</param>
public sealed record PlanChange(PlanChangeKind Kind, string Title, string? TitleEn, DateOnly? Before, DateOnly? After);
