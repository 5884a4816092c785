using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Imports;

/// <summary>Reads the rows of one import: what each says of a couple, or what is wrong with it. What the aggregate refuses, it refuses.</summary>
public sealed class ImportRows
{
    private const int CellMaxLength = 32_767;

    private static readonly Dictionary<string, LeadStatus> Statuses = Enum.GetValues<LeadStatus>()
        .SelectMany(s =>
            new[] { s.ToString(), Words.Of(s, CultureInfo.GetCultureInfo("ko")), Words.Of(s, CultureInfo.GetCultureInfo("en")) }.Select(
                name => (Name: Bare(name), Status: s)
            )
        )
        .DistinctBy(s => s.Name)
        .ToDictionary(s => s.Name, s => s.Status);

    private readonly IReadOnlyList<string> _columns;
    private readonly int[] _columnOf;
    private readonly ILookup<string, Guid> _managers;
    private readonly StudioClock _clock;

    /// <summary>Reads rows of these columns.</summary>
    /// <param name="columns">Headers.</param>
    /// <param name="fields">What they are.</param>
    /// <param name="managers">Who may look after couples.</param>
    /// <param name="clock">The studio's clock.</param>
    public ImportRows(
        IReadOnlyList<string> columns,
        IReadOnlyList<ImportField?> fields,
        IReadOnlyList<ImportManager> managers,
        StudioClock clock
    )
    {
        (_columns, _clock) = (columns, clock);
        _columnOf = [.. Enum.GetValues<ImportField>().Select(f => fields.ToList().IndexOf(f))];
        _managers = managers
            .SelectMany(m => new[] { m.Name, m.Email }.Distinct().Select(key => (Key: Bare(key), m.Id)))
            .ToLookup(m => m.Key, m => m.Id);
    }

    /// <summary>Reads a row.</summary>
    public ImportedRow Read(TableRow row)
    {
        if (row.Fault is { } fault)
        {
            return new ImportedRow(row.Number, [Problem(row, null, row.Raw, fault)]);
        }

        var problems = new List<ImportProblem>();
        for (var i = 0; i < row.Cells.Count && i < _columns.Count; i++)
        {
            if (row.Cells[i] is string { Length: > CellMaxLength } large)
            {
                problems.Add(new ImportProblem(row.Number, null, _columns[i], Cut(large), nameof(RowTooLarge), null));
            }
        }

        if (problems.Count > 0)
        {
            return new ImportedRow(row.Number, problems);
        }

        DateOnly? weddingDate = Date(row, ImportField.WeddingDate, problems);
        DateOnly? created = Date(row, ImportField.CreatedDate, problems);
        if (!ImportCells.TryTime(Cell(row, ImportField.WeddingTime), out var time))
        {
            problems.Add(Problem(row, ImportField.WeddingTime, new TimeUnreadable()));
        }

        var details = new CustomerDetails(
            Text(row, ImportField.GroomName),
            Text(row, ImportField.BrideName),
            ImportCells.PhoneText(Cell(row, ImportField.GroomPhone)),
            ImportCells.PhoneText(Cell(row, ImportField.BridePhone)),
            Text(row, ImportField.Email),
            weddingDate,
            time,
            Text(row, ImportField.WeddingVenue),
            Text(row, ImportField.Source),
            Text(row, ImportField.Notes)
        );
        foreach (var refusal in Customer.Check(details, notBefore: null))
        {
            problems.Add(Problem(row, FieldOf(refusal.Field), refusal));
        }

        var status = StatusOf(row, problems);
        var manager = ManagerOf(row, problems);
        // A spreadsheet takes the leading zero of a postal code away.
        var postalCode =
            Text(row, ImportField.PostalCode) is { Length: 4 } four && four.All(char.IsAsciiDigit)
                ? "0" + four
                : Text(row, ImportField.PostalCode);
        var address = Text(row, ImportField.Address);
        if (address is not null || postalCode is not null)
        {
            var home = new AddressDetails(AddressType.Home, postalCode, address);
            problems.AddRange(
                CustomerAddress
                    .Check(home)
                    .Select(r => Problem(row, r.Field == nameof(home.PostalCode) ? ImportField.PostalCode : ImportField.Address, r))
            );
        }

        return new ImportedRow(row.Number, problems)
        {
            Details = details,
            Status = status,
            ManagerId = manager,
            AskedAt = created is { } day && day < _clock.Today ? _clock.At(day, new TimeOnly(12, 0)) : null,
            PostalCode = postalCode,
            Address = address,
        };
    }

    private DateOnly? Date(TableRow row, ImportField field, List<ImportProblem> problems)
    {
        if (!ImportCells.TryDate(Cell(row, field), out var date))
        {
            problems.Add(Problem(row, field, new DateUnreadable(field.ToString())));
            return null;
        }

        return date;
    }

    private LeadStatus StatusOf(TableRow row, List<ImportProblem> problems)
    {
        if (Text(row, ImportField.Status) is not { } text)
        {
            return LeadStatus.Inquiry;
        }

        if (!Statuses.TryGetValue(Bare(text), out var status))
        {
            problems.Add(Problem(row, ImportField.Status, new StatusUnknown()));
        }

        return status;
    }

    private Guid? ManagerOf(TableRow row, List<ImportProblem> problems)
    {
        if (Text(row, ImportField.Manager) is not { } text)
        {
            return null;
        }

        // Two people of one name: nobody is guessed, the address tells them apart.
        if (_managers[Bare(text)].ToArray() is [var id])
        {
            return id;
        }

        problems.Add(Problem(row, ImportField.Manager, new ManagerUnknown()));
        return null;
    }

    private object? Cell(TableRow row, ImportField field) =>
        _columnOf[(int)field] is >= 0 and var at && at < row.Cells.Count ? row.Cells[at] : null;

    private string? Text(TableRow row, ImportField field) =>
        StudioText.Clean(ImportCells.Text(Cell(row, field)), multiline: field == ImportField.Notes);

    private ImportProblem Problem(TableRow row, ImportField? field, Refusal refusal) =>
        Problem(row, field, field is { } known ? ImportCells.Text(Cell(row, known)) : null, refusal);

    private ImportProblem Problem(TableRow row, ImportField? field, string? value, Refusal refusal) =>
        new(
            row.Number,
            field,
            field is { } known && _columnOf[(int)known] is >= 0 and var at ? _columns[at] : "",
            Cut(value),
            refusal.Code,
            (refusal as FieldTooLong)?.MaxLength
        );

    private static string Cut(string? value)
    {
        var start = value is { Length: > ImportProblem.ValueMaxLength * 2 } ? value[..(ImportProblem.ValueMaxLength * 2)] : value;
        return StudioText.Cut(StudioText.Clean(start), ImportProblem.ValueMaxLength) ?? "";
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    private static ImportField? FieldOf(string? name) =>
        name == nameof(CustomerDetails.SourceChannel) ? ImportField.Source
        : Enum.TryParse<ImportField>(name, out var field) ? field
        : null;
}

/// <summary>Somebody who may look after couples, as a file may call them.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Family name first.</param>
/// <param name="Email">The address.</param>
public sealed record ImportManager(Guid Id, string Name, string Email);

/// <summary>What a row says.</summary>
/// <param name="Number">The row.</param>
/// <param name="Problems">What is wrong with it; a row with a problem is not written.</param>
public sealed record ImportedRow(int Number, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>What is known of the couple.</summary>
    public CustomerDetails Details { get; init; } = new(null, null);

    /// <summary>Where they stand.</summary>
    public LeadStatus Status { get; init; }

    /// <summary>Who looks after them.</summary>
    public Guid? ManagerId { get; init; }

    /// <summary>Whether it says where they live.</summary>
    public bool HasAddress => Address is not null || PostalCode is not null;

    /// <summary>Where they live.</summary>
    public AddressDetails HomeAddress => new(AddressType.Home, PostalCode, Address);

    /// <summary>When they asked; null for now.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Postal code of their home.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Address of their home.</summary>
    public string? Address { get; init; }

    /// <summary>By what the couple is known again: each phone, the e-mail, and the wedding's day and place with each name.</summary>
    public IEnumerable<string> Keys => CoupleKeys.Of(Details);
}

/// <summary>By what a couple is known again.</summary>
public static class CoupleKeys
{
    /// <summary>The keys of what is known.</summary>
    public static IEnumerable<string> Of(CustomerDetails details)
    {
        foreach (var phone in new[] { Phone.Parse(details.BridePhone), Phone.Parse(details.GroomPhone) })
        {
            if (phone is not null)
            {
                yield return "p" + phone;
            }
        }

        if (StudioText.Clean(details.Email) is { } email)
        {
            yield return "e" + email.ToLowerInvariant();
        }

        if (details.WeddingDate is { } day && StudioText.Clean(details.WeddingVenue) is { } venue)
        {
            foreach (var (name, role) in new[] { (details.BrideName, "b"), (details.GroomName, "g") })
            {
                if (StudioText.Clean(name) is { } known)
                {
                    yield return $"w{role}{day.DayNumber}|{venue.ToLowerInvariant()}|{known.ToLowerInvariant()}";
                }
            }
        }
    }
}
