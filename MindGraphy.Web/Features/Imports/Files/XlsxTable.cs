using System.IO.Compression;
using System.Xml;
using MindGraphy.Domain.Imports;
using MiniExcelLibs;

namespace MindGraphy.Web.Features.Imports.Files;

/// <summary>Reads the first sheet of an Excel file, row by row.</summary>
internal static class XlsxTable
{
    // Fifty megabytes of a sheet are hundreds when unpacked; more is a bomb.
    private const long MostUnpacked = 1_000_000_000;

    public static IEnumerable<TableRow> Rows(Stream file)
    {
        RefuseBombs(file);
        file.Position = 0;
        using var rows = Guard(() => MiniExcel.Query(file, useHeaderRow: false, excelType: ExcelType.XLSX).GetEnumerator());
        for (var number = 1; Guard(rows.MoveNext); number++)
        {
            yield return new TableRow(number, [.. ((IDictionary<string, object?>)rows.Current).Values.Take(Import.MaxColumns)]);
        }
    }

    private static void RefuseBombs(Stream file)
    {
        var unpacked = Guard(() =>
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Sum(e => e.Length);
        });
        if (unpacked > MostUnpacked)
        {
            throw new TableUnreadableException(new FileUnreadable());
        }
    }

    // Whatever a damaged file makes the library throw means one thing to a person.
    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or XmlException
                        or FormatException
                        or KeyNotFoundException
                        or ArgumentException
                        or InvalidOperationException
                        or NullReferenceException
                        or NotSupportedException
                        or IndexOutOfRangeException
            )
        {
            throw new TableUnreadableException(new FileUnreadable(), e);
        }
    }
}
