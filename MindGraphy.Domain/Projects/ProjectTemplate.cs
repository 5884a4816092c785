using MindGraphy.Domain.Common;
using MindGraphy.Domain.Reports;

namespace MindGraphy.Domain.Projects;

/// <summary>What a project of one type begins with (<c>project_templates</c>): tasks, promises, and how long each step normally takes.</summary>
public sealed class ProjectTemplate
{
    /// <summary>Most tasks of a template.</summary>
    public const int MostTasks = 60;

    private readonly List<ProjectTemplateTask> _tasks = [];
    private readonly List<ProjectTemplateMilestone> _milestones = [];

    private ProjectTemplate() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>For which type; one template a type.</summary>
    public ProjectType ProjectType { get; private init; }

    /// <summary>Counts the changes: what a screen read, it hands back.</summary>
    public int Revision { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Its tasks; those that were taken away stay, so that running projects can be told.</summary>
    public IReadOnlyList<ProjectTemplateTask> Tasks => _tasks;

    /// <summary>Its steps.</summary>
    public IReadOnlyList<ProjectTemplateMilestone> Milestones => _milestones;

    /// <summary>An empty template.</summary>
    public static ProjectTemplate Make(ProjectType type, DateTimeOffset now) =>
        new()
        {
            Id = Ids.New(),
            ProjectType = type,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>Adds a task at the end, or writes one anew.</summary>
    /// <param name="id">Which; null for a new one.</param>
    /// <param name="details">As typed.</param>
    /// <param name="now">Now.</param>
    /// <returns>Refused with <see cref="TemplateEntryNotFound"/>, <see cref="TemplateFull"/>, <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="OffsetOutOfRange"/>.</returns>
    public Result<Guid> SaveTask(Guid? id, TemplateTaskDetails details, DateTimeOffset now)
    {
        if (ProjectTemplateTask.Check(details) is { } refusal)
        {
            return refusal;
        }

        var task = _tasks.Find(t => t.Id == id && t.RemovedAt is null);
        if (id is not null && task is null)
        {
            return new TemplateEntryNotFound();
        }

        if (task is null)
        {
            if (_tasks.Count(t => t.RemovedAt is null) >= MostTasks)
            {
                return new TemplateFull(MostTasks);
            }

            task = new ProjectTemplateTask(Id, _tasks.Count == 0 ? 1 : _tasks.Max(t => t.Position) + 1);
            _tasks.Add(task);
        }

        task.Write(details);
        Touch(now);
        return task.Id;
    }

    /// <summary>Takes a task away; running projects keep theirs until the template is applied to them. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="TemplateEntryNotFound"/>.</returns>
    public Result RemoveTask(Guid id, DateTimeOffset now) => Put(id, now, task => task.Remove(now));

    /// <summary>Brings a task back that was taken away.</summary>
    /// <returns>Refused with <see cref="TemplateEntryNotFound"/>.</returns>
    public Result RestoreTask(Guid id, DateTimeOffset now) => Put(id, now, task => task.Restore());

    /// <summary>Moves a task one place up or down; at the end it stays.</summary>
    /// <returns>Refused with <see cref="TemplateEntryNotFound"/>.</returns>
    public Result ShiftTask(Guid id, bool up, DateTimeOffset now)
    {
        var order = _tasks.Where(t => t.RemovedAt is null).OrderBy(t => t.Position).ToList();
        var place = order.FindIndex(t => t.Id == id);
        if (place < 0)
        {
            return new TemplateEntryNotFound();
        }

        var other = Math.Clamp(place + (up ? -1 : 1), 0, order.Count - 1);
        (order[place], order[other]) = (order[other], order[place]);
        for (var i = 0; i < order.Count; i++)
        {
            order[i].Place(i + 1);
        }

        Touch(now);
        return Result.Ok;
    }

    /// <summary>Writes what is promised for a step and how long it normally takes.</summary>
    /// <returns>Refused with <see cref="TemplateEntryNotFound"/> for a step that can't be promised, or <see cref="OffsetOutOfRange"/>.</returns>
    public Result SaveMilestone(string type, TemplateMilestoneDetails details, DateTimeOffset now)
    {
        if (!MilestoneTypes.Promised.Contains(type))
        {
            return new TemplateEntryNotFound();
        }

        if (details.StepDays is < 0 or > OffsetOutOfRange.Most)
        {
            return new OffsetOutOfRange(nameof(details.StepDays));
        }

        if (OffsetOutOfRange.IsOut(details.OffsetDays))
        {
            return new OffsetOutOfRange(nameof(details.OffsetDays));
        }

        if (_milestones.Find(m => m.MilestoneType == type) is not { } milestone)
        {
            milestone = new ProjectTemplateMilestone(Id, type);
            _milestones.Add(milestone);
        }

        milestone.Write(details);
        Touch(now);
        return Result.Ok;
    }

    private Result Put(Guid id, DateTimeOffset now, Action<ProjectTemplateTask> act)
    {
        if (_tasks.Find(t => t.Id == id) is not { } task)
        {
            return new TemplateEntryNotFound();
        }

        act(task);
        Touch(now);
        return Result.Ok;
    }

    private void Touch(DateTimeOffset now) => (Revision, UpdatedAt) = (Revision + 1, now);
}

/// <summary>A task of a template (<c>project_template_tasks</c>).</summary>
public sealed class ProjectTemplateTask
{
    private ProjectTemplateTask() { }

    internal ProjectTemplateTask(Guid templateId, int position) => (Id, TemplateId, Position) = (Ids.New(), templateId, position);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The template.</summary>
    public Guid TemplateId { get; private init; }

    /// <summary>Place in the list, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>What is to be done.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The words on English screens.</summary>
    public string? TitleEn { get; private set; }

    /// <summary>Who does it.</summary>
    public ProjectRole Role { get; private set; }

    /// <summary>From which day it counts.</summary>
    public ProjectAnchor Anchor { get; private set; }

    /// <summary>Days after the anchor; before it where negative.</summary>
    public int OffsetDays { get; private set; }

    /// <summary>When it was taken away.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    internal void Write(TemplateTaskDetails details) =>
        (Title, TitleEn, Role, Anchor, OffsetDays) = (
            StudioText.Clean(details.Title)!,
            StudioText.Clean(details.TitleEn),
            details.Role,
            details.Anchor,
            details.OffsetDays
        );

    internal void Place(int position) => Position = position;

    internal void Remove(DateTimeOffset now) => RemovedAt ??= now;

    internal void Restore() => RemovedAt = null;

    internal static Refusal? Check(TemplateTaskDetails details) =>
        StudioText.Clean(details.Title) is not { } title ? new FieldRequired(nameof(details.Title))
        : title.Length > ProjectTask.TitleMaxLength ? new FieldTooLong(nameof(details.Title), ProjectTask.TitleMaxLength)
        : StudioText.Clean(details.TitleEn)?.Length > ProjectTask.TitleMaxLength
            ? new FieldTooLong(nameof(details.TitleEn), ProjectTask.TitleMaxLength)
        : OffsetOutOfRange.IsOut(details.OffsetDays) ? new OffsetOutOfRange(nameof(details.OffsetDays))
        : null;
}

/// <summary>A step of a template (<c>project_template_milestones</c>).</summary>
public sealed class ProjectTemplateMilestone
{
    private ProjectTemplateMilestone() { }

    internal ProjectTemplateMilestone(Guid templateId, string type) => (TemplateId, MilestoneType) = (templateId, type);

    /// <summary>The template.</summary>
    public Guid TemplateId { get; private init; }

    /// <summary>One of <see cref="MilestoneTypes.Promised"/>.</summary>
    public string MilestoneType { get; private init; } = "";

    /// <summary>Days that the step normally needs after the one before it.</summary>
    public int StepDays { get; private set; }

    /// <summary>From which day the promise counts; null where nothing is promised.</summary>
    public ProjectAnchor? Anchor { get; private set; }

    /// <summary>Days after the anchor; before it where negative.</summary>
    public int OffsetDays { get; private set; }

    internal void Write(TemplateMilestoneDetails details) =>
        (StepDays, Anchor, OffsetDays) = (details.StepDays, details.Anchor, details.Anchor is null ? 0 : details.OffsetDays);
}

/// <summary>A template's task as typed.</summary>
/// <param name="Title">What is to be done, required.</param>
/// <param name="TitleEn">The words on English screens.</param>
/// <param name="Role">Who does it.</param>
/// <param name="Anchor">From which day it counts.</param>
/// <param name="OffsetDays">Days after it; before it where negative; at most <see cref="OffsetOutOfRange.Most"/>.</param>
public sealed record TemplateTaskDetails(
    string? Title,
    string? TitleEn = null,
    ProjectRole Role = ProjectRole.Manager,
    ProjectAnchor Anchor = ProjectAnchor.Wedding,
    int OffsetDays = 0
);

/// <summary>A template's step as typed.</summary>
/// <param name="StepDays">Days that it normally needs, 0 to <see cref="OffsetOutOfRange.Most"/>.</param>
/// <param name="Anchor">From which day the promise counts; null where nothing is promised.</param>
/// <param name="OffsetDays">Days after it; before it where negative.</param>
public sealed record TemplateMilestoneDetails(int StepDays, ProjectAnchor? Anchor = null, int OffsetDays = 0);
