using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;

namespace MindGraphy.Web.Features.Imports.Files;

/// <summary>Reads CSV, TSV and XLSX. The content decides, not the ending: an XLSX named .csv is an XLSX.</summary>
public sealed class TableFiles : ITableFiles
{
    private const int RowsForSamples = 20;

    /// <inheritdoc/>
    public Result<TableHead> Head(Stream file, string fileName)
    {
        try
        {
            using var rows = Read(file).GetEnumerator();
            if (!rows.MoveNext())
            {
                return new FileEmpty();
            }

            if (rows.Current.Fault is not null)
            {
                return new FileUnreadable();
            }

            var columns = ColumnsOf(rows.Current.Cells);
            var samples = columns.Select(_ => new List<string>()).ToArray();
            var count = 0;
            while (count < RowsForSamples && rows.MoveNext())
            {
                count++;
                for (var i = 0; i < Math.Min(columns.Length, rows.Current.Cells.Count); i++)
                {
                    if (samples[i].Count < Import.Samples && SampleOf(rows.Current.Cells[i]) is { } text)
                    {
                        samples[i].Add(text);
                    }
                }
            }

            return count == 0
                ? new FileEmpty()
                : new TableHead(
                    columns,
                    [.. samples.SelectMany(s => Enumerable.Range(0, Import.Samples).Select(i => i < s.Count ? s[i] : ""))]
                );
        }
        catch (TableUnreadableException e)
        {
            return e.Because;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<TableRow> Rows(Stream file, string fileName) => Read(file).Skip(1);

    // Rows with something in them, the first of them the headers.
    private static IEnumerable<TableRow> Read(Stream file)
    {
        file.Position = 0;
        var rows = IsZip(file) ? XlsxTable.Rows(file) : CsvTable.Rows(file);
        return rows.Where(r =>
            r.Fault is not null || r.Cells.Any(c => c is not null and not "" && (c is not string s || !string.IsNullOrWhiteSpace(s)))
        );
    }

    private static bool IsZip(Stream file)
    {
        Span<byte> start = stackalloc byte[4];
        var read = file.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }

    private static string[] ColumnsOf(IReadOnlyList<object?> cells)
    {
        var last = Math.Min(cells.Count, Import.MaxColumns);
        while (last > 0 && string.IsNullOrWhiteSpace(ImportCells.Text(cells[last - 1])))
        {
            last--;
        }

        return [.. Enumerable.Range(0, last).Select(i => StudioText.Cut(StudioText.Clean(ImportCells.Text(cells[i])), 100) ?? Letter(i))];
    }

    private static string? SampleOf(object? cell)
    {
        var text = ImportCells.Text(cell);
        return StudioText.Cut(StudioText.Clean(text is { Length: > 200 } ? text[..200] : text), 40);
    }

    private static string Letter(int index) =>
        index < 26 ? ((char)('A' + index)).ToString() : Letter((index / 26) - 1) + Letter(index % 26);
}
