using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photographers;

/// <summary>Whether a photographer takes work now (<c>photographers.availability_status</c>).</summary>
public enum AvailabilityStatus
{
    /// <summary>Takes work.</summary>
    Available,

    /// <summary>Has no room.</summary>
    Busy,

    /// <summary>휴가.</summary>
    OnLeave,
}

/// <summary>What makes an account a photographer (<c>photographers</c>): what they can, own and cost, and the hours they work.</summary>
public sealed class Photographer
{
    /// <summary>Most entries of a list: specialties, areas, equipment.</summary>
    public const int MostEntries = 20;

    /// <summary>Most characters of one entry.</summary>
    public const int EntryMaxLength = 60;

    /// <summary>Most characters of a grade.</summary>
    public const int GradeMaxLength = 30;

    /// <summary>Most characters of a portfolio's address.</summary>
    public const int UrlMaxLength = 500;

    /// <summary>Most characters of the note about settling.</summary>
    public const int NoteMaxLength = 500;

    /// <summary>Most years in the trade.</summary>
    public const int MostYears = 70;

    /// <summary>Most stretches of hours in one week.</summary>
    public const int MostHours = 28;

    private readonly List<WorkingHours> _hours = [];

    private Photographer() { }

    /// <summary>Makes a photographer of an account.</summary>
    public Photographer(Guid userId, int? experienceYears, IReadOnlyList<string> specialties, DateTimeOffset now)
    {
        (Id, UserId, ExperienceYears, Specialties, CreatedAt, UpdatedAt) = (Ids.New(), userId, experienceYears, [.. specialties], now, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The account.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Where their pictures can be seen; an address with http or https.</summary>
    public string? PortfolioUrl { get; private set; }

    /// <summary>Years in the trade, 0 to <see cref="MostYears"/>.</summary>
    public int? ExperienceYears { get; private set; }

    /// <summary>본식, 스냅, 야외 …</summary>
    public List<string> Specialties { get; private set; } = [];

    /// <summary>Where they work: 서울, 경기 …</summary>
    public List<string> Areas { get; private set; } = [];

    /// <summary>지정 작가 등급: the studio's own word (대표, 수석, 지정 …).</summary>
    public string? Grade { get; private set; }

    /// <summary>What one shoot is paid, in whole won; null where nothing is agreed.</summary>
    public Money? Fee { get; private set; }

    /// <summary>외주 작가: not on the payroll, settled by shoot.</summary>
    public bool IsOutsourced { get; private set; }

    /// <summary>Bank, account, invoice or withholding: what whoever settles has to know.</summary>
    public string? SettlementNote { get; private set; }

    /// <summary>Mean of the couples' ratings, 1.00 to 5.00; null without any.</summary>
    public decimal? Rating { get; private set; }

    /// <summary>Projects photographed.</summary>
    public int TotalProjects { get; private set; }

    /// <summary>Own equipment.</summary>
    public IReadOnlyList<string> EquipmentOwned { get; private set; } = [];

    /// <summary>Whether they take work now.</summary>
    public AvailabilityStatus AvailabilityStatus { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>Hours by weekday; none means that they work at any hour.</summary>
    public IReadOnlyList<WorkingHours> Hours => _hours;

    /// <summary>Writes what is known of them. Empty and repeated entries of lists are dropped.</summary>
    /// <returns>
    /// Refused with <see cref="TooManyEntries"/>, <see cref="FieldTooLong"/>, <see cref="UrlNotValid"/>, <see cref="YearsOutOfRange"/> or
    /// <see cref="FeeOutOfRange"/>.
    /// </returns>
    public Result Describe(ProfileDraft draft, DateTimeOffset now)
    {
        var (specialties, areas, equipment) = (Entries(draft.Specialties), Entries(draft.Areas), Entries(draft.Equipment));
        var (grade, note) = (StudioText.Clean(draft.Grade), StudioText.Clean(draft.SettlementNote, multiline: true));
        var url = StudioText.Clean(draft.PortfolioUrl);
        var wrong =
            Wrong(nameof(draft.Specialties), specialties) ?? Wrong(nameof(draft.Areas), areas) ?? Wrong(nameof(draft.Equipment), equipment);
        if (wrong is not null)
        {
            return wrong;
        }

        if (grade?.Length > GradeMaxLength)
        {
            return new FieldTooLong(nameof(draft.Grade), GradeMaxLength);
        }

        if (note?.Length > NoteMaxLength)
        {
            return new FieldTooLong(nameof(draft.SettlementNote), NoteMaxLength);
        }

        if (url?.Length > UrlMaxLength)
        {
            return new FieldTooLong(nameof(draft.PortfolioUrl), UrlMaxLength);
        }

        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            return new UrlNotValid(nameof(draft.PortfolioUrl));
        }

        if (draft.ExperienceYears is < 0 or > MostYears)
        {
            return new YearsOutOfRange(MostYears);
        }

        if (draft.Fee is { IsStorable: false })
        {
            return new FeeOutOfRange();
        }

        (Specialties, Areas, EquipmentOwned, Grade, PortfolioUrl) = (specialties, areas, equipment, grade, url);
        (ExperienceYears, AvailabilityStatus) = (draft.ExperienceYears, draft.Status);
        (IsOutsourced, Fee, SettlementNote, UpdatedAt) = (draft.IsOutsourced, draft.Fee, note, now);
        return Result.Ok;
    }

    /// <summary>Writes the week's hours; none means that they work at any hour.</summary>
    /// <returns>Refused with <see cref="HoursOverlap"/> or <see cref="TooManyHours"/>.</returns>
    public Result Work(IReadOnlyList<HourRange> week, DateTimeOffset now)
    {
        if (week.Count > MostHours)
        {
            return new TooManyHours(MostHours);
        }

        if (WorkingTime.FirstOverlap(week) is { } day)
        {
            return new HoursOverlap(day);
        }

        _hours.RemoveAll(h => !week.Contains(h.Range));
        var kept = _hours.Select(h => h.Range).ToHashSet();
        _hours.AddRange(week.Where(r => !kept.Contains(r)).Select(r => new WorkingHours(Id, r)));
        UpdatedAt = now;
        return Result.Ok;
    }

    private static List<string> Entries(IEnumerable<string> typed) =>
        [.. typed.Select(t => StudioText.Clean(t)).OfType<string>().Distinct()];

    private static Refusal? Wrong(string field, List<string> entries) =>
        entries.Count > MostEntries ? new TooManyEntries(field, MostEntries)
        : entries.Any(e => e.Length > EntryMaxLength) ? new FieldTooLong(field, EntryMaxLength)
        : null;
}

/// <summary>What a profile's form asks.</summary>
/// <param name="Specialties">본식, 스냅 …; at most <see cref="Photographer.MostEntries"/>.</param>
/// <param name="Areas">서울, 경기 …</param>
/// <param name="Equipment">Own equipment.</param>
/// <param name="Grade">The studio's word for how much in demand they are.</param>
/// <param name="Fee">What a shoot is paid, whole won.</param>
/// <param name="PortfolioUrl">An address with http or https.</param>
/// <param name="ExperienceYears">0 to <see cref="Photographer.MostYears"/>.</param>
/// <param name="Status">Whether they take work now.</param>
/// <param name="IsOutsourced">외주 작가.</param>
/// <param name="SettlementNote">Bank, account, invoice.</param>
public sealed record ProfileDraft(
    IReadOnlyList<string> Specialties,
    IReadOnlyList<string> Areas,
    IReadOnlyList<string> Equipment,
    string? Grade,
    Money? Fee,
    string? PortfolioUrl,
    int? ExperienceYears,
    AvailabilityStatus Status,
    bool IsOutsourced,
    string? SettlementNote
);

/// <summary>A day, or hours of it, in which a photographer can or can't work (<c>photographer_availability</c>).</summary>
public sealed class PhotographerAvailability
{
    /// <summary>Most characters of a reason.</summary>
    public const int ReasonMaxLength = 255;

    private PhotographerAvailability() { }

    /// <summary>Enters a day. Without hours it means the whole day.</summary>
    public PhotographerAvailability(
        Guid photographerId,
        DateOnly date,
        TimeOnly? from,
        TimeOnly? to,
        bool isAvailable,
        string? reason,
        DateTimeOffset now,
        Guid? leaveRequestId = null
    )
    {
        (Id, PhotographerId, Date, TimeSlotStart, TimeSlotEnd) = (Ids.New(), photographerId, date, from, to);
        (IsAvailable, Reason, CreatedAt, UpdatedAt) = (isAvailable, reason, now, now);
        LeaveRequestId = leaveRequestId;
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The photographer.</summary>
    public Guid PhotographerId { get; private init; }

    /// <summary>The day in the studio's zone.</summary>
    public DateOnly Date { get; private init; }

    /// <summary>From; null for the whole day.</summary>
    public TimeOnly? TimeSlotStart { get; private init; }

    /// <summary>To.</summary>
    public TimeOnly? TimeSlotEnd { get; private init; }

    /// <summary>False for leave; true for hours beside the usual ones.</summary>
    public bool IsAvailable { get; private init; } = true;

    /// <summary>The request it came from; null where somebody entered it directly.</summary>
    public Guid? LeaveRequestId { get; private init; }

    /// <summary>휴가, 개인 일정 …</summary>
    public string? Reason { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }
}

/// <summary>How one project went for a photographer (<c>photographer_performance</c>).</summary>
public sealed class PhotographerPerformance
{
    private PhotographerPerformance() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The photographer.</summary>
    public Guid PhotographerId { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>1 to 5.</summary>
    public int? ClientRating { get; private init; }

    /// <summary>Whether they were there in time.</summary>
    public bool? OnTime { get; private init; }

    /// <summary>1 to 5.</summary>
    public int? ProfessionalismScore { get; private init; }

    /// <summary>Pictures handed over.</summary>
    public int? PhotosDelivered { get; private init; }

    /// <summary>Whether something had to be photographed again.</summary>
    public bool? RetakeRequired { get; private init; }

    /// <summary>When the last of its completed shoots began.</summary>
    public DateTimeOffset? ShotAt { get; private init; }

    /// <summary>Words.</summary>
    public string? Feedback { get; private init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; private init; }
}
