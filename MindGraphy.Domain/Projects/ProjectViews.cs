using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Domain.Schedules;

namespace MindGraphy.Domain.Projects;

/// <summary>What a list of projects shows.</summary>
/// <param name="Status">One status; null for everything that is not handed over yet.</param>
/// <param name="Search">Part of a name of the couple, of the venue or of the number; null for all.</param>
public sealed record ProjectFilter(ProjectStatus? Status = null, string? Search = null);

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
    uint Version
);

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
public sealed record ProjectPick(Guid Id, string Number, string Couple, DateOnly WeddingDate, TimeOnly? WeddingTime, string? Venue);

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
    IReadOnlyList<ProjectMilestoneRow> Milestones
);

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
public sealed record ProjectDay(string? Venue, TimeOnly? Time, string? Makeup, string? Requests);
