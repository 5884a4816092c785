using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace MindGraphy.Web.Features.Imports.Files;

/// <summary>Writes couples as CSV or XLSX, with the headers that the import knows: what left can come in again.</summary>
internal static class CoupleSheets
{
    private static readonly (ImportField Field, Func<ExportedCouple, StudioClock, CultureInfo, object?> Value)[] Columns =
    [
        (ImportField.BrideName, (c, _, _) => c.BrideName),
        (ImportField.GroomName, (c, _, _) => c.GroomName),
        (ImportField.BridePhone, (c, _, _) => Phone.Show(c.BridePhone)),
        (ImportField.GroomPhone, (c, _, _) => Phone.Show(c.GroomPhone)),
        (ImportField.Email, (c, _, _) => c.Email),
        (ImportField.WeddingDate, (c, _, _) => c.WeddingDate),
        (ImportField.WeddingTime, (c, _, _) => c.WeddingTime is { } time ? StudioFormat.Time(time) : null),
        (ImportField.WeddingVenue, (c, _, _) => c.WeddingVenue),
        (ImportField.Source, (c, _, _) => c.SourceChannel),
        (ImportField.Status, (c, _, culture) => Words.Of(c.Status, culture)),
        (ImportField.Manager, (c, _, _) => c.ManagerName),
        (ImportField.CreatedDate, (c, clock, _) => clock.DateOf(c.CreatedAt)),
        (ImportField.PostalCode, (c, _, _) => c.PostalCode),
        (ImportField.Address, (c, _, _) => c.Address),
        (ImportField.Notes, (c, _, _) => c.Notes),
    ];

    /// <summary>Writes CSV while it is read. The mark at its start is what makes Korean Excel read it as UTF-8.</summary>
    public static async Task WriteCsvAsync(
        Stream output,
        IAsyncEnumerable<ExportedCouple> couples,
        StudioClock clock,
        CultureInfo culture,
        CancellationToken ct
    )
    {
        var writer = new StreamWriter(output, new UTF8Encoding(true), 16_384, leaveOpen: true);
        await using (writer)
        {
            var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true);
            await using (csv)
            {
                foreach (var (field, _) in Columns)
                {
                    csv.WriteField(Words.Of(field, culture));
                }

                await csv.NextRecordAsync();
                var rows = 0;
                await foreach (var couple in couples.WithCancellation(ct))
                {
                    foreach (var (_, value) in Columns)
                    {
                        csv.WriteField(TextOf(value(couple, clock, culture)));
                    }

                    await csv.NextRecordAsync();
                    if (++rows % 200 == 0)
                    {
                        await csv.FlushAsync();
                        await writer.FlushAsync(ct);
                    }
                }

                await csv.FlushAsync();
            }

            await writer.FlushAsync(ct);
        }
    }

    /// <summary>Writes XLSX into a file: dates are dates, telephone numbers are text.</summary>
    public static void WriteXlsx(Stream output, IEnumerable<ExportedCouple> couples, StudioClock clock, CultureInfo culture)
    {
        var options = new OpenXmlConfiguration
        {
            AutoFilter = false,
            DynamicColumns =
            [
                .. Columns.Select(
                    (c, i) =>
                        new DynamicExcelColumn(c.Field.ToString())
                        {
                            Index = i,
                            Name = Words.Of(c.Field, culture),
                            Width = c.Field is ImportField.Notes or ImportField.Address ? 40 : 16,
                            Format = c.Field is ImportField.WeddingDate or ImportField.CreatedDate ? "yyyy-mm-dd" : null,
                        }
                ),
            ],
        };
        var rows = couples.Select(couple => Columns.ToDictionary(c => c.Field.ToString(), c => CellOf(c.Value(couple, clock, culture))));
        MiniExcel.SaveAs(output, rows, printHeader: true, sheetName: "Couples", excelType: ExcelType.XLSX, configuration: options);
    }

    private static string? TextOf(object? value) =>
        value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : SpreadsheetText.Escape(value as string);

    private static object? CellOf(object? value) =>
        value is DateOnly date ? date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified) : SpreadsheetText.Escape(value as string);
}
