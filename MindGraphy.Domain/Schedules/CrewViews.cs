using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Schedules;

/// <summary>Everything a crew works from on a day, on paper or on a phone.</summary>
/// <param name="Shoot">When, where and who.</param>
/// <param name="CustomerId">The couple.</param>
/// <param name="WeddingDate">The wedding day.</param>
/// <param name="WeddingTime">The hour of the ceremony.</param>
/// <param name="WeddingVenue">Where they marry.</param>
/// <param name="MakeupInfo">Make-up shop and times, as the project has them.</param>
/// <param name="SpecialRequests">What they asked for.</param>
/// <param name="Crew">Who comes, the main photographer first.</param>
/// <param name="People">The couple's people.</param>
/// <param name="Day">Timetable, shot list, shops.</param>
/// <param name="ShowsPhones">Whether the asker may see phones now.</param>
public sealed record DaySheet(
    ShootDetail Shoot,
    Guid CustomerId,
    DateOnly WeddingDate,
    TimeOnly? WeddingTime,
    string? WeddingVenue,
    string? MakeupInfo,
    string? SpecialRequests,
    IReadOnlyList<CrewRow> Crew,
    IReadOnlyList<SheetPerson> People,
    WeddingDayView Day,
    bool ShowsPhones
)
{
    /// <summary>Days before a shoot from which its crew sees phones.</summary>
    public const int PhonesFromDaysBefore = 7;

    /// <summary>Days after a shoot until which its crew sees phones.</summary>
    public const int PhonesUntilDaysAfter = 2;
}

/// <summary>One of a crew.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Family name first.</param>
/// <param name="Phone">E.164; null where there is none or the asker may not see it.</param>
/// <param name="IsMain">Whether they are the main photographer.</param>
/// <param name="Answer">What they said.</param>
/// <param name="DeclineReason">Why they declined.</param>
/// <param name="CheckedInAt">When they came.</param>
/// <param name="CheckedOutAt">When they were done.</param>
/// <param name="FieldNote">What they noted.</param>
public sealed record CrewRow(
    Guid PersonId,
    string Name,
    string? Phone,
    bool IsMain,
    CrewAnswer Answer,
    string? DeclineReason,
    DateTimeOffset? CheckedInAt,
    DateTimeOffset? CheckedOutAt,
    string? FieldNote
);

/// <summary>One of the couple's people on a day sheet.</summary>
/// <param name="Role">Bride, groom …</param>
/// <param name="Name">The name.</param>
/// <param name="Phone">E.164; null where there is none or the asker may not see it.</param>
public sealed record SheetPerson(ContactRole Role, string Name, string? Phone);

/// <summary>A wedding day for its form and for the sheet.</summary>
/// <param name="Form">What is known.</param>
/// <param name="Version">Hand it back with a change; null where nothing was saved yet.</param>
public sealed record WeddingDayView(WeddingDetailsForm Form, uint? Version);

/// <summary>A shoot that somebody of its crew has not answered yet.</summary>
/// <param name="ShootId">The shoot.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Type">What happens.</param>
/// <param name="Start">Begin.</param>
/// <param name="End">End.</param>
/// <param name="Location">Venue and hall.</param>
public sealed record CrewRequest(
    Guid ShootId,
    Guid ProjectId,
    string Couple,
    ScheduleType Type,
    DateTimeOffset Start,
    DateTimeOffset End,
    string? Location
);

/// <summary>When and where a shoot is, as somebody who answers to it read it.</summary>
/// <param name="Start">Begin.</param>
/// <param name="End">End.</param>
/// <param name="Location">Venue and hall.</param>
public sealed record ShootRead(DateTimeOffset Start, DateTimeOffset End, string? Location);

/// <summary>What waits for somebody's own answer.</summary>
/// <param name="Shoots">Shoots they were booked on and said nothing to.</param>
/// <param name="Swaps">Places that a colleague offers them by name.</param>
public readonly record struct CrewWaiting(int Shoots, int Swaps)
{
    /// <summary>Both.</summary>
    public int All => Shoots + Swaps;
}

/// <summary>A swap in a list.</summary>
/// <param name="Id">The swap.</param>
/// <param name="ScheduleId">The shoot.</param>
/// <param name="Couple">Both names.</param>
/// <param name="Type">What happens.</param>
/// <param name="Start">Begin.</param>
/// <param name="End">End.</param>
/// <param name="Location">Venue and hall.</param>
/// <param name="FromPersonId">Who hands on.</param>
/// <param name="From">Their name.</param>
/// <param name="ToPersonId">Whom they ask; null for whoever can.</param>
/// <param name="To">The name of who took it, or else of who is asked.</param>
/// <param name="AcceptedById">Who took it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Note">What was said when it was decided.</param>
public sealed record SwapRow(
    Guid Id,
    Guid ScheduleId,
    string Couple,
    ScheduleType Type,
    DateTimeOffset Start,
    DateTimeOffset End,
    string? Location,
    Guid FromPersonId,
    string From,
    Guid? ToPersonId,
    string? To,
    Guid? AcceptedById,
    string Reason,
    SwapStatus Status,
    string? Note
)
{
    /// <summary>Whether it waits for somebody.</summary>
    public bool IsOpen => Status is SwapStatus.Offered or SwapStatus.Accepted;
}

/// <summary>A substitution on the project's page.</summary>
/// <param name="Id">The substitution.</param>
/// <param name="ScheduleId">The shoot.</param>
/// <param name="Promised">Who was promised.</param>
/// <param name="Proposed">Who was proposed.</param>
/// <param name="Reason">Why, as the couple reads it.</param>
/// <param name="Status">What the couple said.</param>
/// <param name="CreatedAt">When the crew was changed.</param>
/// <param name="AskedAt">When the couple was written to.</param>
/// <param name="AnsweredAt">When they answered.</param>
/// <param name="AnsweredBy">Who answered: one of the couple, or who of staff wrote it down.</param>
/// <param name="IsRecorded">Whether staff wrote it down.</param>
/// <param name="AnswerNote">What was said with it.</param>
/// <param name="Came">Who came as main photographer, by check-in; null while nobody did.</param>
/// <param name="Version">Hand it back with a command.</param>
public sealed record SubstitutionRow(
    Guid Id,
    Guid ScheduleId,
    string Promised,
    string Proposed,
    string? Reason,
    SubstitutionStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? AskedAt,
    DateTimeOffset? AnsweredAt,
    string? AnsweredBy,
    bool IsRecorded,
    string? AnswerNote,
    string? Came,
    uint Version
);

/// <summary>What the couple reads of a substitution.</summary>
/// <param name="Id">The substitution.</param>
/// <param name="Couple">Both names.</param>
/// <param name="WeddingDate">Their day.</param>
/// <param name="Start">When the shoot begins.</param>
/// <param name="Location">Where.</param>
/// <param name="Promised">Who was promised.</param>
/// <param name="Proposed">Who is to come.</param>
/// <param name="PortfolioUrl">Where their pictures can be seen.</param>
/// <param name="Reason">Why.</param>
/// <param name="Status">What the couple said.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="StudioName">The studio.</param>
public sealed record SubstitutionSheet(
    Guid Id,
    string Couple,
    DateOnly? WeddingDate,
    DateTimeOffset Start,
    string? Location,
    string Promised,
    string Proposed,
    string? PortfolioUrl,
    string? Reason,
    SubstitutionStatus Status,
    DateTimeOffset? AnsweredAt,
    string StudioName
);
