using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Projects;

namespace MindGraphy.Domain.Customers;

/// <summary>What is asked and edited about a couple, as typed.</summary>
/// <param name="GroomName">Groom, required, at most <see cref="Customer.NameMaxLength"/>.</param>
/// <param name="BrideName">Bride, required, at most <see cref="Customer.NameMaxLength"/>.</param>
/// <param name="GroomPhone">Any way of writing a phone number.</param>
/// <param name="BridePhone">Any way of writing a phone number.</param>
/// <param name="Email">E-mail; a phone or an e-mail must be there.</param>
/// <param name="WeddingDate">The wished day.</param>
/// <param name="WeddingTime">The wished hour.</param>
/// <param name="WeddingVenue">Where.</param>
/// <param name="SourceChannel">How they found us.</param>
/// <param name="Notes">Their message and our notes.</param>
/// <param name="WishedType">What they want photographed.</param>
public sealed record CustomerDetails(
    string? GroomName,
    string? BrideName,
    string? GroomPhone = null,
    string? BridePhone = null,
    string? Email = null,
    DateOnly? WeddingDate = null,
    TimeOnly? WeddingTime = null,
    string? WeddingVenue = null,
    string? SourceChannel = null,
    string? Notes = null,
    ProjectType? WishedType = null
)
{
    private const string DateForm = "yyyy-MM-dd";
    private const string TimeForm = "HH:mm";

    /// <summary>A field as the text that is compared, kept and shown as before and after.</summary>
    public string? Text(CustomerField field) =>
        field switch
        {
            CustomerField.BrideName => BrideName,
            CustomerField.GroomName => GroomName,
            CustomerField.BridePhone => BridePhone,
            CustomerField.GroomPhone => GroomPhone,
            CustomerField.Email => Email,
            CustomerField.WeddingDate => WeddingDate?.ToString(DateForm, CultureInfo.InvariantCulture),
            CustomerField.WeddingTime => WeddingTime?.ToString(TimeForm, CultureInfo.InvariantCulture),
            CustomerField.WeddingVenue => WeddingVenue,
            CustomerField.SourceChannel => SourceChannel,
            CustomerField.Notes => Notes,
            CustomerField.WishedType => WishedType?.ToString(),
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of the couple."),
        };

    /// <summary>The same with one field as typed; a day or hour that can't be read is empty (see <see cref="Unreadable"/>).</summary>
    public CustomerDetails With(CustomerField field, string? typed) =>
        field switch
        {
            CustomerField.BrideName => this with { BrideName = typed },
            CustomerField.GroomName => this with { GroomName = typed },
            CustomerField.BridePhone => this with { BridePhone = typed },
            CustomerField.GroomPhone => this with { GroomPhone = typed },
            CustomerField.Email => this with { Email = typed },
            CustomerField.WeddingDate => this with { WeddingDate = Day(typed) },
            CustomerField.WeddingTime => this with { WeddingTime = Hour(typed) },
            CustomerField.WeddingVenue => this with { WeddingVenue = typed },
            CustomerField.SourceChannel => this with { SourceChannel = typed },
            CustomerField.Notes => this with { Notes = typed },
            CustomerField.WishedType => this with { WishedType = Type(typed) },
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of the couple."),
        };

    /// <summary>A typed day or hour that is none; null where it can be read.</summary>
    public Refusal? Unreadable(CustomerField field, string? typed) =>
        !string.IsNullOrWhiteSpace(typed)
        && (field == CustomerField.WeddingDate && WeddingDate is null || field == CustomerField.WeddingTime && WeddingTime is null)
            ? new DateUnreadable(field.ToString())
            : null;

    /// <summary>How a typed text is kept: phones in E.164, text cleaned, days and hours in one form. Null where nothing readable is left.</summary>
    public static string? Canonical(CustomerField field, string? typed) =>
        field switch
        {
            CustomerField.BridePhone or CustomerField.GroomPhone or CustomerField.ContactPhone => Phone.Parse(typed),
            CustomerField.WeddingDate => Day(typed)?.ToString(DateForm, CultureInfo.InvariantCulture),
            CustomerField.WeddingTime => Hour(typed)?.ToString(TimeForm, CultureInfo.InvariantCulture),
            CustomerField.Notes => StudioText.Clean(typed, multiline: true),
            CustomerField.WishedType => Type(typed)?.ToString(),
            _ => StudioText.Clean(typed),
        };

    /// <summary>The edits that lead from what a form showed to what was typed in it: only the fields that differ.</summary>
    public IReadOnlyList<FieldEdit> EditsTo(CustomerDetails typed) =>
        [
            .. Fields
                .Select(field => new FieldEdit(field, Text(field), typed.Text(field)))
                .Where(e =>
                    Canonical(e.Field, e.From) != Canonical(e.Field, e.To)
                    || Canonical(e.Field, e.To) is null && !string.IsNullOrWhiteSpace(e.To)
                ),
        ];

    private static readonly CustomerField[] Fields =
    [
        CustomerField.BrideName,
        CustomerField.GroomName,
        CustomerField.BridePhone,
        CustomerField.GroomPhone,
        CustomerField.Email,
        CustomerField.WeddingDate,
        CustomerField.WeddingTime,
        CustomerField.WeddingVenue,
        CustomerField.SourceChannel,
        CustomerField.Notes,
        CustomerField.WishedType,
    ];

    /// <summary>A day as date inputs send it and as people type it; null where it is none.</summary>
    public static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An hour as time inputs send it and as people type it; null where it is none.</summary>
    public static TimeOnly? Hour(string? typed) =>
        TimeOnly.TryParseExact(typed?.Trim(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : null;

    /// <summary>A kind of shoot by its name, as forms send it (<c>PreWedding</c>) or as the database writes it (<c>pre_wedding</c>); null where it is none.</summary>
    public static ProjectType? Type(string? typed) =>
        Enum.TryParse<ProjectType>(typed?.Trim().Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var type)
        && Enum.IsDefined(type)
        && !char.IsAsciiDigit(typed![0])
            ? type
            : null;

    // What date and time inputs send, and what people type where a browser has none.
    private static readonly string[] DateForms =
    [
        DateForm,
        "yyyy-M-d",
        "yyyy.M.d",
        "yyyy. M. d.",
        "yyyy. M. d",
        "yyyy/M/d",
        "yyyy년 M월 d일",
        "yyyyMMdd",
    ];

    private static readonly string[] TimeForms = [TimeForm, "H:mm", "HH:mm:ss", "HHmm"];
}

/// <summary>A cheap look at an e-mail address: the proof is a mail that arrives.</summary>
public static class EmailAddress
{
    /// <summary>Whether it has one @ with something plausible on both sides, no line breaks, and fits its column.</summary>
    public static bool IsPlausible(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return email.Length <= Customer.EmailMaxLength
            && at > 0
            && at == email.LastIndexOf('@')
            && email.IndexOf('.', at) > at + 1
            && !email.EndsWith('.')
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"');
    }
}
