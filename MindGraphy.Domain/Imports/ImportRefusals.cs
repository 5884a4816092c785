using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Imports;

/// <summary>No such import.</summary>
public sealed record ImportNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The import stands where this can't be done; somebody else may have been first.</summary>
public sealed record ImportCannotMove(ImportStatus Now) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Now];
}

/// <summary>Two columns are said to be the same.</summary>
public sealed record ColumnTwice(ImportField Twice) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Twice];
}

/// <summary>No column holds the names.</summary>
public sealed record NamesMissing() : Refusal(RefusalKind.Invalid);

/// <summary>The days in which an import can be taken back are over.</summary>
public sealed record UndoTooLate(int Days) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Days];
}

/// <summary>The file is no CSV, TSV or XLSX that can be read.</summary>
public sealed record FileUnreadable() : Refusal(RefusalKind.Invalid);

/// <summary>The file has no rows.</summary>
public sealed record FileEmpty() : Refusal(RefusalKind.Invalid);

/// <summary>The file was deleted: after the days in which an import can be taken back nobody needs it.</summary>
public sealed record FileGone() : Refusal(RefusalKind.NotFound);

/// <summary>The file is larger than <see cref="Import.MaxBytes"/>.</summary>
public sealed record FileTooLarge(int Megabytes) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Megabytes];
}

/// <summary>The file has more rows than <see cref="Import.MaxRows"/>.</summary>
public sealed record TooManyRows(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];
}

/// <summary>A row that can't be taken apart: a quote is not closed.</summary>
public sealed record RowBroken() : Refusal(RefusalKind.Invalid);

/// <summary>A cell holds more than anybody writes by hand.</summary>
public sealed record RowTooLarge() : Refusal(RefusalKind.Invalid);

/// <summary>The text is no hour.</summary>
public sealed record TimeUnreadable() : Refusal(RefusalKind.Invalid);

/// <summary>The text is no status of a couple.</summary>
public sealed record StatusUnknown() : Refusal(RefusalKind.Invalid);

/// <summary>Nobody of that name or address may look after couples, or more than one.</summary>
public sealed record ManagerUnknown() : Refusal(RefusalKind.Invalid);

/// <summary>Who takes data out has to say why.</summary>
public sealed record ExportReasonRequired() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Reason";
}

/// <summary>Something wrong with one cell of a file, kept until the next dry run (<c>import_problems</c>).</summary>
/// <param name="Row">The row as a spreadsheet numbers it: the header is 1.</param>
/// <param name="Field">What the column is; null for the row as a whole.</param>
/// <param name="Column">The column's header.</param>
/// <param name="Value">What stands there, cut.</param>
/// <param name="Code">The code of the refusal.</param>
/// <param name="Limit">The most characters, where that is the matter.</param>
public sealed record ImportProblem(int Row, ImportField? Field, string Column, string Value, string Code, int? Limit)
{
    /// <summary>Most characters kept of a value.</summary>
    public const int ValueMaxLength = 200;

    /// <summary>What is wrong, as a sentence in the reader's language.</summary>
    public string Sentence(System.Globalization.CultureInfo? culture = null) => Words.Of(RefusalOf(Code, Limit), culture);

    /// <summary>Why an import failed, by its stored code.</summary>
    public static Refusal RefusalOf(string code, int? limit = null) =>
        code switch
        {
            nameof(FieldRequired) => new FieldRequired(""),
            nameof(FieldTooLong) => new FieldTooLong("", limit ?? 0),
            nameof(PhoneUnreadable) => new PhoneUnreadable(""),
            nameof(EmailUnreadable) => new EmailUnreadable(""),
            nameof(DateUnreadable) => new DateUnreadable(""),
            nameof(ContactMissing) => new ContactMissing(""),
            nameof(TimeUnreadable) => new TimeUnreadable(),
            nameof(StatusUnknown) => new StatusUnknown(),
            nameof(ManagerUnknown) => new ManagerUnknown(),
            nameof(RowTooLarge) => new RowTooLarge(),
            nameof(RowBroken) => new RowBroken(),
            nameof(TooManyRows) => new TooManyRows(Import.MaxRows),
            nameof(FileEmpty) => new FileEmpty(),
            nameof(FileGone) => new FileGone(),
            _ => new FileUnreadable(),
        };
}
