using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Projects;

public partial interface IProjectRepository
{
    /// <summary>A project with its plan (milestones, tasks, targets), its row held until the session is saved; null where it does not exist for this actor.</summary>
    /// <param name="id">The project.</param>
    /// <param name="expectedVersion">The version the screen read; null where no screen did.</param>
    /// <param name="ct">Cancels.</param>
    Task<Project?> LockPlannedAsync(Guid id, uint? expectedVersion = null, CancellationToken ct = default);

    /// <summary>The same for a fact, which is one whoever may see the project.</summary>
    Task<Project?> LockForFactAsync(Guid id, CancellationToken ct = default);

    /// <summary>Loads the plan of a project whose row is held.</summary>
    Task LoadPlanAsync(Project project, CancellationToken ct = default);

    /// <summary>The shoots of a project as they stand in this session, with what it changed and has not saved yet.</summary>
    Task<IReadOnlyList<Shoot>> ShootsAsync(Guid projectId, CancellationToken ct = default);

    /// <summary>The projects of a contract.</summary>
    Task<IReadOnlyList<Guid>> IdsOfContractAsync(Guid contractId, CancellationToken ct = default);

    /// <summary>Whether a project has a retouching job that is not done, one aside.</summary>
    Task<bool> HasOpenJobAsync(Guid projectId, Guid exceptJobId, CancellationToken ct = default);

    /// <summary>The first cards of each column, and how many there are.</summary>
    Task<IReadOnlyList<ProjectStage>> BoardAsync(ProjectFilter filter, CancellationToken ct = default);

    /// <summary>The next cards of a column.</summary>
    Task<IReadOnlyList<ProjectCard>> MoreAsync(
        ProjectStatus stage,
        ProjectFilter filter,
        ProjectCursor after,
        CancellationToken ct = default
    );

    /// <summary>Those of some projects that a filter shows.</summary>
    Task<IReadOnlyList<ProjectCard>> CardsAsync(IReadOnlyCollection<Guid> ids, ProjectFilter filter, CancellationToken ct = default);

    /// <summary>Projects whose promises are late or at risk today, the longest late first.</summary>
    Task<IReadOnlyList<ProjectCard>> InDangerAsync(int most, CancellationToken ct = default);

    /// <summary>The money of a project's contract; null without contract, and where the project does not exist for this actor.</summary>
    Task<ProjectMoney?> MoneyAsync(Guid id, DateOnly today, CancellationToken ct = default);

    /// <summary>A project's tasks as its page shows them; null where the project does not exist for this actor.</summary>
    Task<ProjectTaskSheet?> TasksAsync(Guid id, CancellationToken ct = default);

    /// <summary>Open tasks that are due up to a day, earliest first; those that were past their day when it was set are left out.</summary>
    /// <param name="personId">Whose; null for everybody's.</param>
    /// <param name="until">The last day.</param>
    /// <param name="most">At most so many, up to 200.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<ProjectTaskDue>> DueAsync(Guid? personId, DateOnly until, int most, CancellationToken ct = default);

    /// <summary>How many open tasks of which projects were past their day when it was set: projects that were opened late, or whose day moved near. At most 10.</summary>
    /// <param name="personId">Whose; null for everybody's.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<ProjectTasksPast>> PastAsync(Guid? personId, CancellationToken ct = default);

    /// <summary>Active staff by name: who a task can be given to.</summary>
    Task<IReadOnlyList<ProjectAssignee>> AssigneesAsync(CancellationToken ct = default);

    /// <summary>Whether somebody is active staff.</summary>
    Task<bool> IsStaffAsync(Guid userId, CancellationToken ct = default);

    /// <summary>The template of a type with everything in it; null where the studio has none.</summary>
    Task<ProjectTemplate?> TemplateAsync(ProjectType type, CancellationToken ct = default);

    /// <summary>The template of a type to change, made where there is none, its row held until the session is saved.</summary>
    Task<ProjectTemplate> LockTemplateAsync(ProjectType type, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>Every template, to read.</summary>
    Task<IReadOnlyList<ProjectTemplate>> TemplatesAsync(CancellationToken ct = default);

    /// <summary>Running projects of a type with their plans, to read, in the order of their ids: not handed over, their contract not cancelled.</summary>
    /// <param name="type">The type.</param>
    /// <param name="after">The last id of the page before; null for the first.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<RunningProject>> RunningAsync(ProjectType type, Guid? after, int most, CancellationToken ct = default);
}

/// <summary>A running project with its plan.</summary>
/// <param name="Project">The project.</param>
/// <param name="Couple">Both names.</param>
public sealed record RunningProject(Project Project, string Couple);

/// <summary>Somebody a task can be given to.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">What they are.</param>
public sealed record ProjectAssignee(Guid Id, string Name, Accounts.UserRole Role);

/// <summary>The tasks on a project's page.</summary>
/// <param name="Tasks">Open ones by day, those without a day last; then done ones, newest first.</param>
/// <param name="ManagerName">Who looks after the couple; null while nobody does.</param>
/// <param name="PhotographerName">The project's photographer.</param>
/// <param name="EditorName">The project's editor.</param>
public sealed record ProjectTaskSheet(
    IReadOnlyList<ProjectTaskLine> Tasks,
    string? ManagerName,
    string? PhotographerName,
    string? EditorName
);

/// <summary>A task on a project's page.</summary>
/// <param name="Id">The task.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="TitleEn">The words on English screens.</param>
/// <param name="Role">Who does it, where nobody is named.</param>
/// <param name="AssigneeId">Who is named.</param>
/// <param name="AssigneeName">Their name.</param>
/// <param name="Anchor">From which day it counts; null where a person gave the day.</param>
/// <param name="OffsetDays">Days after the anchor.</param>
/// <param name="DueOn">Its day; null while its anchor is not known.</param>
/// <param name="IsDayByHand">Whether a person gave it its day.</param>
/// <param name="WasPast">Whether it was past its day already when that was set.</param>
/// <param name="BlockedReason">Why it can't go on.</param>
/// <param name="DoneAt">When it was done.</param>
/// <param name="DoneByName">Who did it.</param>
/// <param name="IsMine">Whether it is the reader's: named, or by role.</param>
public sealed record ProjectTaskLine(
    Guid Id,
    string Title,
    string? TitleEn,
    ProjectRole Role,
    Guid? AssigneeId,
    string? AssigneeName,
    ProjectAnchor? Anchor,
    int OffsetDays,
    DateOnly? DueOn,
    bool IsDayByHand,
    bool WasPast,
    string? BlockedReason,
    DateTimeOffset? DoneAt,
    string? DoneByName,
    bool IsMine
)
{
    /// <summary>What is to be done, in the reader's language where the studio wrote it in both.</summary>
    public string Shown(bool korean) => korean ? Title : TitleEn ?? Title;
}

/// <summary>A task that is due.</summary>
/// <param name="Id">The task.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="TitleEn">The words on English screens.</param>
/// <param name="DueOn">By when.</param>
/// <param name="BlockedReason">Why it can't go on.</param>
/// <param name="PersonName">Who does it; null while nobody does.</param>
public sealed record ProjectTaskDue(
    Guid Id,
    Guid ProjectId,
    string Couple,
    string Title,
    string? TitleEn,
    DateOnly DueOn,
    string? BlockedReason,
    string? PersonName
)
{
    /// <summary>What is to be done, in the reader's language where the studio wrote it in both.</summary>
    public string Shown(bool korean) => korean ? Title : TitleEn ?? Title;
}

/// <summary>Tasks of a project that were past their day when it was set.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Count">How many are open.</param>
public sealed record ProjectTasksPast(Guid ProjectId, string Couple, int Count);
