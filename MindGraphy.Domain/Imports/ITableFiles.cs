using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Imports;

/// <summary>Reads spreadsheets: CSV in any encoding and with any delimiter that Korean offices use, and XLSX.</summary>
public interface ITableFiles
{
    /// <summary>Headers and first rows.</summary>
    /// <param name="file">The file, seekable.</param>
    /// <param name="fileName">Its name: the ending tells the format.</param>
    /// <returns>Refused with <see cref="FileUnreadable"/> or <see cref="FileEmpty"/>.</returns>
    Result<TableHead> Head(Stream file, string fileName);

    /// <summary>The rows under the header, one by one. What can't be taken apart is a row that says so; the rest goes on.</summary>
    /// <exception cref="TableUnreadableException">The file can't be read on.</exception>
    IEnumerable<TableRow> Rows(Stream file, string fileName);
}

/// <summary>The top of a table.</summary>
/// <param name="Columns">Headers; a column without one has its letter.</param>
/// <param name="Samples">Values of the first rows, <see cref="Import.Samples"/> for each column, empty where there is none.</param>
public sealed record TableHead(IReadOnlyList<string> Columns, IReadOnlyList<string> Samples);

/// <summary>A row of a table.</summary>
/// <param name="Number">As a spreadsheet numbers it: the header is 1.</param>
/// <param name="Cells">Text, or what the spreadsheet itself says: <see cref="double"/>, <see cref="DateTime"/>, <see cref="TimeSpan"/>.</param>
/// <param name="Fault">What is wrong with the row as a whole; null where it could be taken apart.</param>
/// <param name="Raw">The beginning of the row where it could not.</param>
public sealed record TableRow(int Number, IReadOnlyList<object?> Cells, Refusal? Fault = null, string? Raw = null);

/// <summary>A file that can't be read on.</summary>
/// <param name="because">Why, for people.</param>
/// <param name="inner">The fault beneath.</param>
public sealed class TableUnreadableException(Refusal because, Exception? inner = null) : IOException(because.Code, inner)
{
    /// <summary>Why.</summary>
    public Refusal Because => because;
}
