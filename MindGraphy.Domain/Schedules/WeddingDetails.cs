using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>What the crew works from on the day (<c>wedding_details</c>), with its timetable. One per project, saved as a whole.</summary>
public sealed class WeddingDetails
{
    /// <summary>Most characters of the longer texts.</summary>
    public const int TextMaxLength = 4000;

    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 255;

    /// <summary>Most lines of a timetable.</summary>
    public const int MaxEntries = 60;

    private readonly List<TimetableEntry> _timetable = [];

    private WeddingDetails() { }

    /// <summary>Nothing is known yet.</summary>
    public WeddingDetails(Guid projectId) => ProjectId = projectId;

    /// <summary>The project; the key too.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>Pictures that must not be missed, one a line.</summary>
    public string? ShotList { get; private set; }

    /// <summary>Make-up shop.</summary>
    public string? MakeupShop { get; private set; }

    /// <summary>Its phone, E.164.</summary>
    public string? MakeupPhone { get; private set; }

    /// <summary>Dress shop.</summary>
    public string? DressShop { get; private set; }

    /// <summary>Its phone, E.164.</summary>
    public string? DressPhone { get; private set; }

    /// <summary>Whom to call on the day when the couple can't be reached: a name and what they are.</summary>
    public string? HelperName { get; private set; }

    /// <summary>Their phone, E.164.</summary>
    public string? HelperPhone { get; private set; }

    /// <summary>What the crew should know: who must not stand beside whom, where to park, what the hall forbids.</summary>
    public string? CrewNotes { get; private set; }

    /// <summary>Last change.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>The day, hour by hour.</summary>
    public IReadOnlyList<TimetableEntry> Timetable => _timetable;

    /// <summary>Writes everything anew.</summary>
    /// <returns>Refused with <see cref="FieldTooLong"/>, <see cref="Customers.PhoneUnreadable"/>, <see cref="FieldRequired"/> for a line without words, or <see cref="TimetableTooLong"/>.</returns>
    public Result Write(WeddingDetailsForm form, DateTimeOffset now)
    {
        foreach (
            var (name, text, longest) in new[]
            {
                (nameof(form.ShotList), form.ShotList, TextMaxLength),
                (nameof(form.CrewNotes), form.CrewNotes, TextMaxLength),
                (nameof(form.MakeupShop), form.MakeupShop, NameMaxLength),
                (nameof(form.DressShop), form.DressShop, NameMaxLength),
                (nameof(form.HelperName), form.HelperName, NameMaxLength),
            }
        )
        {
            if (text?.Length > longest)
            {
                return new FieldTooLong(name, longest);
            }
        }

        foreach (
            var (name, phone) in new[]
            {
                (nameof(form.MakeupPhone), form.MakeupPhone),
                (nameof(form.DressPhone), form.DressPhone),
                (nameof(form.HelperPhone), form.HelperPhone),
            }
        )
        {
            if (!string.IsNullOrWhiteSpace(phone) && Phone.Parse(phone) is null)
            {
                return new Customers.PhoneUnreadable(name);
            }
        }

        if (form.Timetable.Count > MaxEntries)
        {
            return new TimetableTooLong(MaxEntries);
        }

        var entries = new List<TimetableEntry>();
        foreach (var line in form.Timetable)
        {
            if (StudioText.Clean(line.What) is not { } what)
            {
                return new FieldRequired(nameof(form.Timetable));
            }

            var place = StudioText.Clean(line.Place);
            if (what.Length > NameMaxLength || place?.Length > NameMaxLength)
            {
                return new FieldTooLong(nameof(form.Timetable), NameMaxLength);
            }

            entries.Add(new TimetableEntry(ProjectId, line.At, line.IsExact, what, place));
        }

        (ShotList, CrewNotes) = (StudioText.Clean(form.ShotList, multiline: true), StudioText.Clean(form.CrewNotes, multiline: true));
        (MakeupShop, MakeupPhone) = (StudioText.Clean(form.MakeupShop), Phone.Parse(form.MakeupPhone));
        (DressShop, DressPhone) = (StudioText.Clean(form.DressShop), Phone.Parse(form.DressPhone));
        (HelperName, HelperPhone, UpdatedAt) = (StudioText.Clean(form.HelperName), Phone.Parse(form.HelperPhone), now);
        _timetable.Clear();
        _timetable.AddRange(entries.OrderBy(e => e.At));
        return Result.Ok;
    }
}

/// <summary>A line of the day (<c>timetable_entries</c>).</summary>
public sealed class TimetableEntry
{
    private TimetableEntry() { }

    internal TimetableEntry(Guid projectId, TimeOnly at, bool isExact, string what, string? place) =>
        (Id, ProjectId, At, IsExact, What, Place) = (Ids.New(), projectId, at, isExact, what, place);

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>When, on the wedding day in the studio's zone.</summary>
    public TimeOnly At { get; private init; }

    /// <summary>True for a time that is fixed (the ceremony), false for "about".</summary>
    public bool IsExact { get; private init; }

    /// <summary>What happens.</summary>
    public string What { get; private init; } = "";

    /// <summary>Where.</summary>
    public string? Place { get; private init; }
}

/// <summary>The day as typed.</summary>
/// <param name="Timetable">Its lines, in any order.</param>
/// <param name="ShotList">One picture a line.</param>
/// <param name="MakeupShop">Make-up shop.</param>
/// <param name="MakeupPhone">Any way of writing a phone number.</param>
/// <param name="DressShop">Dress shop.</param>
/// <param name="DressPhone">Its phone.</param>
/// <param name="HelperName">Whom to call.</param>
/// <param name="HelperPhone">Their phone.</param>
/// <param name="CrewNotes">What the crew should know.</param>
public sealed record WeddingDetailsForm(
    IReadOnlyList<TimetableLine> Timetable,
    string? ShotList = null,
    string? MakeupShop = null,
    string? MakeupPhone = null,
    string? DressShop = null,
    string? DressPhone = null,
    string? HelperName = null,
    string? HelperPhone = null,
    string? CrewNotes = null
);

/// <summary>A line of the day as typed.</summary>
/// <param name="At">When.</param>
/// <param name="IsExact">Fixed, or about.</param>
/// <param name="What">What happens, required.</param>
/// <param name="Place">Where.</param>
public sealed record TimetableLine(TimeOnly At, bool IsExact, string? What, string? Place = null);

/// <summary>A day has only so many lines.</summary>
public sealed record TimetableTooLong(int Lines) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Lines];

    /// <inheritdoc/>
    public override string? Field => "Timetable";
}
