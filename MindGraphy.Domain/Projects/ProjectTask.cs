using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Projects;

/// <summary>Something to be done in a project (<c>project_tasks</c>): by its template, or by hand. Changed under the lock of the project's row.</summary>
public sealed class ProjectTask
{
    /// <summary>Most characters of what is to be done.</summary>
    public const int TitleMaxLength = 200;

    /// <summary>Most characters of why it can't go on.</summary>
    public const int ReasonMaxLength = 300;

    private ProjectTask() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>The line of the template that made it; null where a person did.</summary>
    public Guid? TemplateTaskId { get; private init; }

    /// <summary>What is to be done.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The words on English screens, where the template has them.</summary>
    public string? TitleEn { get; private set; }

    /// <summary>Who does it, where nobody is named.</summary>
    public ProjectRole Role { get; private set; }

    /// <summary>Who does it; null for whoever has the role in the project.</summary>
    public Guid? AssigneeId { get; private set; }

    /// <summary>From which day it counts; null where a person gave the day.</summary>
    public ProjectAnchor? Anchor { get; private set; }

    /// <summary>Days after the anchor; before it where negative.</summary>
    public int OffsetDays { get; private set; }

    /// <summary>The day it is due, in the studio's zone; null while its anchor is not known (no shoot booked, no picks yet).</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The day on which <see cref="DueOn"/> was set. A task that was past its day already then is shown, and called for by nobody.</summary>
    public DateOnly DueSetOn { get; private set; }

    /// <summary>Whether a person gave it a day of its own: it moves with no anchor any more.</summary>
    public bool IsDayByHand { get; private set; }

    /// <summary>Whether a person gave it words of its own: the template changes them no more.</summary>
    public bool HasOwnWords { get; private set; }

    /// <summary>Why it can't go on; null where it can.</summary>
    public string? BlockedReason { get; private set; }

    /// <summary>When it was done; null while it is open.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Who did it.</summary>
    public Guid? DoneById { get; private set; }

    /// <summary>When it was taken away.</summary>
    public DateTimeOffset? DroppedAt { get; private set; }

    /// <summary>Who made it; null where a template did.</summary>
    public Guid? CreatedById { get; private init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Whether it is still to be done.</summary>
    public bool IsOpen => DoneAt is null && DroppedAt is null;

    internal ProjectTaskDetails Details => new(Title, Role, AssigneeId, DueOn);

    /// <summary>A task by hand.</summary>
    /// <returns>Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="Customers.DayOutOfRange"/>.</returns>
    internal static Result<ProjectTask> Make(
        Guid projectId,
        ProjectTaskDetails details,
        Guid? createdById,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if ((details.DueOn is null ? new FieldRequired(nameof(details.DueOn)) : Check(details)) is { } refusal)
        {
            return refusal;
        }

        return new ProjectTask
        {
            Id = Ids.New(),
            ProjectId = projectId,
            Title = StudioText.Clean(details.Title)!,
            HasOwnWords = true,
            Role = details.Role,
            AssigneeId = details.AssigneeId,
            DueOn = details.DueOn,
            DueSetOn = today,
            IsDayByHand = true,
            CreatedById = createdById,
            CreatedAt = now,
        };
    }

    /// <summary>A task by the template.</summary>
    internal static ProjectTask ByTemplate(Guid projectId, ProjectTemplateTask rule, DateOnly? dueOn, DateOnly today, DateTimeOffset now) =>
        new()
        {
            Id = Ids.New(),
            ProjectId = projectId,
            TemplateTaskId = rule.Id,
            Title = rule.Title,
            TitleEn = rule.TitleEn,
            Role = rule.Role,
            Anchor = rule.Anchor,
            OffsetDays = rule.OffsetDays,
            DueOn = dueOn,
            DueSetOn = today,
            CreatedAt = now,
        };

    /// <summary>Whether the template says something else by now.</summary>
    internal bool DiffersFrom(ProjectTemplateTask rule) =>
        (!HasOwnWords && (Title, TitleEn) != (rule.Title, rule.TitleEn))
        || (Role, Anchor, OffsetDays) != (rule.Role, rule.Anchor, rule.OffsetDays);

    /// <summary>Takes over what the template says. A day and words by hand stay.</summary>
    internal void Follow(ProjectTemplateTask rule)
    {
        (Role, Anchor, OffsetDays) = (rule.Role, rule.Anchor, rule.OffsetDays);
        if (!HasOwnWords)
        {
            (Title, TitleEn) = (rule.Title, rule.TitleEn);
        }
    }

    /// <summary>Goes to the day that its rule says now.</summary>
    internal void MoveTo(DateOnly? dueOn, DateOnly today)
    {
        if (dueOn != DueOn)
        {
            (DueOn, DueSetOn) = (dueOn, today);
        }
    }

    /// <summary>Writes an open task anew.</summary>
    /// <param name="details">As typed. A task by its template may stay without a day.</param>
    /// <param name="shown">What the screen showed.</param>
    /// <param name="today">Today in the studio.</param>
    /// <returns>
    /// Refused with <see cref="ProjectTaskClosed"/>, <see cref="EditedElsewhere"/>, <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or
    /// <see cref="Customers.DayOutOfRange"/>.
    /// </returns>
    internal Result Edit(ProjectTaskDetails details, ProjectTaskDetails shown, DateOnly today)
    {
        if (!IsOpen)
        {
            return new ProjectTaskClosed();
        }

        // An English screen showed the English words.
        if (shown with { Title = Title } != Details || (shown.Title != Title && shown.Title != TitleEn))
        {
            return new EditedElsewhere();
        }

        if (Check(details) is { } refusal)
        {
            return refusal;
        }

        if (details.DueOn is null && DueOn is not null)
        {
            return new FieldRequired(nameof(details.DueOn));
        }

        var title = StudioText.Clean(details.Title)!;
        if (title != Title && title != TitleEn)
        {
            (Title, TitleEn, HasOwnWords) = (title, null, true);
        }

        (Role, AssigneeId) = (details.Role, details.AssigneeId);
        GiveDay(details.DueOn, today);
        return Result.Ok;
    }

    /// <summary>A day of its own.</summary>
    internal void GiveDay(DateOnly? day, DateOnly today)
    {
        if (day is not null && day != DueOn)
        {
            // A day that somebody gives is called for also where it is over: it is no burst of a project that was opened late.
            (DueOn, DueSetOn, IsDayByHand) = (day, day < today ? day.Value : today, true);
        }
    }

    /// <summary>Goes by its rule again, where it has one.</summary>
    internal void FollowRule() => IsDayByHand = IsDayByHand && Anchor is null;

    /// <summary>Done. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="ProjectTaskBlocked"/> or <see cref="ProjectTaskClosed"/>.</returns>
    internal Result Done(Guid? by, DateTimeOffset now)
    {
        if (DoneAt is not null)
        {
            return Result.Ok;
        }

        if (DroppedAt is not null)
        {
            return new ProjectTaskClosed();
        }

        if (BlockedReason is { } why)
        {
            return new ProjectTaskBlocked(why);
        }

        (DoneAt, DoneById) = (now, by);
        return Result.Ok;
    }

    /// <summary>Not done after all, or not taken away.</summary>
    internal void Reopen() => (DoneAt, DoneById, DroppedAt) = (null, null, null);

    /// <summary>Can't go on for a reason; null where it can again.</summary>
    /// <returns>Refused with <see cref="FieldTooLong"/> or <see cref="ProjectTaskClosed"/>.</returns>
    internal Result Block(string? reason)
    {
        if (!IsOpen)
        {
            return new ProjectTaskClosed();
        }

        var why = StudioText.Clean(reason);
        if (why?.Length > ReasonMaxLength)
        {
            return new FieldTooLong(nameof(BlockedReason), ReasonMaxLength);
        }

        BlockedReason = why;
        return Result.Ok;
    }

    /// <summary>Taken away.</summary>
    internal void Drop(DateTimeOffset now) => DroppedAt = IsOpen ? now : DroppedAt;

    private static Refusal? Check(ProjectTaskDetails details) =>
        StudioText.Clean(details.Title) is not { } title ? new FieldRequired(nameof(details.Title))
        : title.Length > TitleMaxLength ? new FieldTooLong(nameof(details.Title), TitleMaxLength)
        : Customers.DayOutOfRange.IsOut(details.DueOn) ? new Customers.DayOutOfRange(nameof(details.DueOn))
        : null;
}

/// <summary>A task of a project as typed.</summary>
/// <param name="Title">What is to be done, required.</param>
/// <param name="Role">Who, where nobody is named.</param>
/// <param name="AssigneeId">Who; null for whoever has the role.</param>
/// <param name="DueOn">By when; required of a task by hand.</param>
public sealed record ProjectTaskDetails(string? Title, ProjectRole Role, Guid? AssigneeId, DateOnly? DueOn);

/// <summary>A task and the day it goes to.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Shown">The day that the screen showed.</param>
/// <param name="DueOn">Its day from now on.</param>
public sealed record ProjectTaskDay(Guid TaskId, DateOnly? Shown, DateOnly DueOn);

/// <summary>What a project promises for one step, and how long it normally takes (<c>project_targets</c>).</summary>
public sealed class ProjectTarget
{
    private ProjectTarget() { }

    internal ProjectTarget(Guid projectId, ProjectTemplateMilestone rule)
    {
        (ProjectId, MilestoneType) = (projectId, rule.MilestoneType);
        Follow(rule);
    }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>One of <see cref="Reports.MilestoneTypes"/>.</summary>
    public string MilestoneType { get; private init; } = "";

    /// <summary>Days that the step normally needs after the one before it.</summary>
    public int StepDays { get; private set; }

    /// <summary>From which day the promise counts; null where nothing is promised.</summary>
    public ProjectAnchor? Anchor { get; private set; }

    /// <summary>Days after the anchor; before it where negative.</summary>
    public int OffsetDays { get; private set; }

    /// <summary>The promised day; null where nothing is promised, or the anchor is not known yet.</summary>
    public DateOnly? TargetOn { get; private set; }

    /// <summary>The last moment of that day in the studio's zone.</summary>
    public DateTimeOffset? Deadline { get; private set; }

    internal bool DiffersFrom(ProjectTemplateMilestone rule) =>
        (StepDays, Anchor, OffsetDays) != (rule.StepDays, rule.Anchor, rule.OffsetDays);

    internal void Follow(ProjectTemplateMilestone rule) => (StepDays, Anchor, OffsetDays) = (rule.StepDays, rule.Anchor, rule.OffsetDays);

    internal void MoveTo(DateOnly? day, StudioClock clock) =>
        (TargetOn, Deadline) = (day, day is { } on ? clock.At(on.AddDays(1), TimeOnly.MinValue).AddMicroseconds(-1) : null);
}
