using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Projects;

/// <summary>What a list of projects shows.</summary>
/// <param name="Status">One status; null for everything that is not handed over yet.</param>
/// <param name="Search">Part of a name of the couple, of the venue or of the number; null for all.</param>
/// <param name="PhotographerId">The project's photographer; <see cref="Nobody"/> for those without one; null for all.</param>
/// <param name="Type">What is photographed; null for all.</param>
/// <param name="WeddingFrom">Weddings from this day on.</param>
/// <param name="WeddingTo">Weddings up to this day.</param>
/// <param name="Light">Only what is late, or only what is at risk and not late yet; null for all.</param>
public sealed record ProjectFilter(
    ProjectStatus? Status = null,
    string? Search = null,
    Guid? PhotographerId = null,
    ProjectType? Type = null,
    DateOnly? WeddingFrom = null,
    DateOnly? WeddingTo = null,
    ProjectLight? Light = null
)
{
    /// <summary>As a photographer: none is named.</summary>
    public static readonly Guid Nobody = Guid.Empty;

    /// <summary>Whether something is left out, the status aside.</summary>
    public bool IsNarrow => this with { Status = null } != new ProjectFilter();
}

/// <summary>Where a page of the list ended.</summary>
/// <param name="WeddingDate">The last row's wedding day.</param>
/// <param name="Id">The last row.</param>
public sealed record ProjectCursor(DateOnly WeddingDate, Guid Id);

/// <summary>One row of the list.</summary>
/// <param name="Id">The project.</param>
/// <param name="Number">P-2026-000045.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Type">What is photographed.</param>
/// <param name="Status">How far it is.</param>
/// <param name="WeddingDate">The wedding day.</param>
/// <param name="WeddingTime">The hour of the ceremony.</param>
/// <param name="Venue">Where.</param>
/// <param name="Photographer">The main photographer's name; null while nobody is named.</param>
/// <param name="Editor">The editor's name; null while nobody is named.</param>
/// <param name="Version">Hand it back with a command.</param>
/// <param name="NextTask">What is to be done next; null where nothing is open.</param>
/// <param name="NextTaskEn">The words on English screens.</param>
/// <param name="NextTaskOn">Its day; null while its anchor is not known.</param>
/// <param name="TasksDone">How many tasks are done.</param>
/// <param name="TasksAll">How many there are, taken away ones aside.</param>
/// <param name="RiskFrom">From this day on a promise is at risk.</param>
/// <param name="LateFrom">From this day on a promise is late.</param>
/// <param name="IsCalledOff">Whether its contract was cancelled: nothing is to be done for it any more.</param>
public sealed record ProjectCard(
    Guid Id,
    string Number,
    string Couple,
    ProjectType Type,
    ProjectStatus Status,
    DateOnly WeddingDate,
    TimeOnly? WeddingTime,
    string? Venue,
    string? Photographer,
    string? Editor,
    uint Version,
    string? NextTask = null,
    string? NextTaskEn = null,
    DateOnly? NextTaskOn = null,
    int TasksDone = 0,
    int TasksAll = 0,
    DateOnly? RiskFrom = null,
    DateOnly? LateFrom = null,
    bool IsCalledOff = false
)
{
    /// <summary>Whether a promise is late or at risk today.</summary>
    public ProjectLight Light(DateOnly today) =>
        IsCalledOff ? ProjectLight.None
        : LateFrom <= today ? ProjectLight.Late
        : RiskFrom <= today ? ProjectLight.AtRisk
        : ProjectLight.None;

    /// <summary>What is to be done next, in the reader's language where the studio wrote it in both.</summary>
    public string? ShownTask(bool korean) => korean ? NextTask : NextTaskEn ?? NextTask;
}

/// <summary>A column of the board: its first cards and how many there are.</summary>
/// <param name="Stage">The column.</param>
/// <param name="Cards">At most <see cref="Most"/>: next weddings first; of what is handed over, the latest.</param>
/// <param name="Count">How many there are, counted up to <see cref="MostCounted"/>.</param>
public sealed record ProjectStage(ProjectStatus Stage, IReadOnlyList<ProjectCard> Cards, int Count)
{
    /// <summary>Most cards that are read at a time.</summary>
    public const int Most = 20;

    /// <summary>Counting stops here; a count of this or more is shown with a plus.</summary>
    public const int MostCounted = 1000;

    /// <summary>Whether a column has its latest weddings first.</summary>
    public static bool IsNewestFirst(ProjectStatus stage) => stage is ProjectStatus.Delivered or ProjectStatus.Archived;
}

/// <summary>What a contract's money is like.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Total">What was agreed.</param>
/// <param name="Paid">What came in, less what went back.</param>
/// <param name="Overdue">What should be there by today and is not.</param>
/// <param name="NextDue">The day of the next line that is open; null where none has a day.</param>
public sealed record ProjectMoney(Guid ContractId, Money Total, Money Paid, Money Overdue, DateOnly? NextDue)
{
    /// <summary>What is still to come.</summary>
    public Money Balance => Total > Paid ? Total - Paid : Money.Zero;
}

/// <summary>One page of the list.</summary>
/// <param name="Cards">At most <see cref="IProjectRepository.PageSize"/> rows.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record ProjectList(IReadOnlyList<ProjectCard> Cards, ProjectCursor? Next);

/// <summary>A project in a picker.</summary>
/// <param name="Id">The project.</param>
/// <param name="Number">Its number.</param>
/// <param name="Couple">Both names.</param>
/// <param name="WeddingDate">The wedding day.</param>
/// <param name="WeddingTime">The hour of the ceremony.</param>
/// <param name="Venue">Where.</param>
/// <param name="VenueId">The venue that was picked.</param>
/// <param name="CustomerId">The couple; null where it was not asked for.</param>
public sealed record ProjectPick(
    Guid Id,
    string Number,
    string Couple,
    DateOnly WeddingDate,
    TimeOnly? WeddingTime,
    string? Venue,
    Guid? VenueId = null,
    Guid? CustomerId = null
);

/// <summary>A contract in force that has no project yet.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Number">Its number.</param>
/// <param name="Couple">Both names.</param>
/// <param name="WeddingDate">The wedding day.</param>
/// <param name="Status">Signed or active.</param>
public sealed record WaitingContract(Guid ContractId, string Number, string Couple, DateOnly WeddingDate, ContractStatus Status);

/// <summary>Everything on a project's page.</summary>
/// <param name="Card">What the list shows too.</param>
/// <param name="CustomerId">The couple.</param>
/// <param name="ContractId">The contract it fulfils.</param>
/// <param name="ContractNumber">Its number.</param>
/// <param name="PhotographerId">The main photographer.</param>
/// <param name="EditorId">The editor.</param>
/// <param name="MakeupInfo">Make-up shop and times.</param>
/// <param name="SpecialRequests">What they asked for.</param>
/// <param name="People">The people of the couple, with the phones that the asker may see.</param>
/// <param name="Shoots">Its shoots by time, called off ones last.</param>
/// <param name="Albums">Its albums.</param>
/// <param name="Proofs">Its proof galleries, newest first.</param>
/// <param name="Milestones">What was reached, in order.</param>
/// <param name="Steps">The steps of the work with their promises, in the order of the work.</param>
/// <param name="ShootDay">The day that "the shoot" means; null while there is none.</param>
/// <param name="Jobs">Its retouching jobs, oldest first.</param>
/// <param name="Deliveries">What was handed over, oldest first.</param>
/// <param name="VenueId">The venue that was picked.</param>
public sealed record ProjectDetail(
    ProjectCard Card,
    Guid CustomerId,
    Guid? ContractId,
    string? ContractNumber,
    Guid? PhotographerId,
    Guid? EditorId,
    string? MakeupInfo,
    string? SpecialRequests,
    IReadOnlyList<ProjectPerson> People,
    IReadOnlyList<ProjectShoot> Shoots,
    IReadOnlyList<ProjectAlbum> Albums,
    IReadOnlyList<ProjectProof> Proofs,
    IReadOnlyList<ProjectMilestoneRow> Milestones,
    IReadOnlyList<StepFacts> Steps,
    DateOnly? ShootDay,
    IReadOnlyList<ProjectJob> Jobs,
    IReadOnlyList<ProjectDelivery> Deliveries,
    Guid? VenueId = null
);

/// <summary>What is still open on a project that somebody is about to call finished, handed over or archived.</summary>
/// <param name="Jobs">Retouching jobs that are not done.</param>
/// <param name="Undelivered">Deliveries that were not handed over.</param>
/// <param name="Balance">What is still to come; null where nothing is, without contract, and for who may not see money.</param>
/// <param name="Delivered">Whether anything was handed over.</param>
public sealed record OpenWork(
    IReadOnlyList<ProjectJob> Jobs,
    IReadOnlyList<ProjectDelivery> Undelivered,
    Common.Money? Balance,
    bool Delivered
);

/// <summary>A retouching job on the project's page.</summary>
/// <param name="Id">The job.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Editor">Who retouches; null while nobody does.</param>
/// <param name="Done">How many photos are done.</param>
/// <param name="Photos">How many there are.</param>
/// <param name="DueDate">When it is due.</param>
public sealed record ProjectJob(Guid Id, Editing.EditingStatus Status, string? Editor, int Done, int Photos, DateTimeOffset? DueDate);

/// <summary>A delivery on the project's page.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Type">How.</param>
/// <param name="Status">How far it is.</param>
/// <param name="DeliveredAt">When it was handed over.</param>
public sealed record ProjectDelivery(Guid Id, Deliveries.DeliveryType Type, Deliveries.DeliveryStatus Status, DateTimeOffset? DeliveredAt);

/// <summary>A person of the couple.</summary>
/// <param name="Role">Bride, groom …</param>
/// <param name="Name">The name.</param>
/// <param name="Phone">E.164; null where there is none or the asker does not need it.</param>
public sealed record ProjectPerson(Customers.ContactRole Role, string Name, string? Phone);

/// <summary>A shoot on the project's page.</summary>
/// <param name="Id">The shoot.</param>
/// <param name="Type">What happens.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Start">Begin.</param>
/// <param name="End">End.</param>
/// <param name="Location">Venue and hall.</param>
/// <param name="Photographer">The main photographer's name.</param>
/// <param name="Assistants">How many help.</param>
/// <param name="Version">Hand it back with a command.</param>
public sealed record ProjectShoot(
    Guid Id,
    ScheduleType Type,
    ShootStatus Status,
    DateTimeOffset Start,
    DateTimeOffset End,
    string? Location,
    string? Photographer,
    int Assistants,
    uint Version
);

/// <summary>An album on the project's page.</summary>
/// <param name="Id">The album.</param>
/// <param name="Title">Its name.</param>
/// <param name="Photos">How many photos.</param>
/// <param name="Status">How far the upload is.</param>
public sealed record ProjectAlbum(Guid Id, string? Title, int Photos, UploadStatus Status);

/// <summary>A proof gallery on the project's page.</summary>
/// <param name="Id">The session.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Picked">How many are picked.</param>
/// <param name="Limit">How many may be; null without a limit.</param>
/// <param name="ExpiresAt">When the link closes.</param>
public sealed record ProjectProof(Guid Id, ProofStatus Status, int Picked, int? Limit, DateTimeOffset ExpiresAt);

/// <summary>Something that was reached.</summary>
/// <param name="Type">One of <see cref="Reports.MilestoneTypes"/>.</param>
/// <param name="At">When.</param>
public sealed record ProjectMilestoneRow(string Type, DateTimeOffset At);

/// <summary>What the day needs, as a form asks it.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Time">The hour of the ceremony.</param>
/// <param name="Makeup">Make-up shop and times.</param>
/// <param name="Requests">What they asked for.</param>
/// <param name="VenueId">The venue that was picked.</param>
public sealed record ProjectDay(string? Venue, TimeOnly? Time, string? Makeup, string? Requests, Guid? VenueId = null);
