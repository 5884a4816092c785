using System.Globalization;
using System.Text;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Imports;
using MindGraphy.Web.Features.Imports.Files;
using MiniExcelLibs;
using Xunit;

namespace MindGraphy.Tests.Web.Imports;

public sealed class TableFilesTests
{
    private static readonly StudioClock Clock = new(TimeProvider.System, StudioClock.Seoul);
    private readonly TableFiles _files = new();

    static TableFilesTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("ks_c_5601-1987", false)]
    public void Hangul_is_read_in_every_encoding_that_Korean_offices_use(string encoding, bool mark)
    {
        var with = Encoding.GetEncoding(encoding);
        using var file = new MemoryStream([
            .. mark ? with.GetPreamble() : [],
            .. with.GetBytes("신부,신랑\n김서연,이도현\n똠방각하,펲시\n"),
        ]);

        var rows = _files.Rows(file, "고객.csv").ToList();

        Assert.Equal(["김서연", "이도현"], rows[0].Cells);
        Assert.Equal(["똠방각하", "펲시"], rows[1].Cells);
        Assert.Equal(["신부", "신랑"], _files.Head(file, "고객.csv").Value!.Columns);
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData(';')]
    public void The_delimiter_is_seen_from_the_headers(char delimiter)
    {
        using var file = Text($"신부{delimiter}신랑{delimiter}\"메모, 비고; 등\"\n김서연{delimiter}이도현{delimiter}\"a\"\"b\"\n");

        Assert.Equal(["김서연", "이도현", "a\"b"], _files.Rows(file, "x.csv").Single().Cells);
    }

    [Fact]
    public void A_row_with_a_broken_quote_says_so_and_the_rest_goes_on()
    {
        using var file = Text(
            "신부,신랑,메모\n\"김서연,이도현,a\n박하늘,최민준,b\n\"정다은\" x,강지호,c\n한소희,윤서준,\"둘째\n줄\"\n5\" 앨범,오지훈,d\n"
        );

        var rows = _files.Rows(file, "x.csv").ToList();

        Assert.Equal([2, 3, 4, 5, 6], rows.Select(r => r.Number));
        Assert.Equal([true, false, true, false, false], rows.Select(r => r.Fault is RowBroken));
        Assert.Contains("김서연", rows[0].Raw!, StringComparison.Ordinal);
        Assert.Equal(["박하늘", "최민준", "b"], rows[1].Cells);
        Assert.Equal(["한소희", "윤서준", "둘째\n줄"], rows[3].Cells.Select(c => ((string)c!).ReplaceLineEndings("\n")));
        Assert.Equal("5\" 앨범", rows[4].Cells[0]);
    }

    [Fact]
    public void A_cell_of_ten_megabytes_costs_its_row_and_no_other()
    {
        using var file = Text(
            $"신부,신랑\n김서연,{new string('가', 3_500_000)}\n박하늘,\"{new string('나', 3_500_000)}\n끝\"\n정다은,강지호\n"
        );

        var rows = _files.Rows(file, "x.csv").ToList();

        Assert.Equal([true, true, false], rows.Select(r => r.Fault is RowTooLarge));
        Assert.Equal(["정다은", "강지호"], rows[2].Cells);
    }

    [Fact]
    public void Blank_rows_are_passed_over_and_counted()
    {
        using var file = Text("신부,신랑\n\n,\n김서연,이도현\n");

        Assert.Equal(4, _files.Rows(file, "x.csv").Single().Number);
    }

    [Fact]
    public void Excel_gives_dates_numbers_and_what_a_formula_shows()
    {
        using var file = new MemoryStream();
        MiniExcel.SaveAs(
            file,
            new[]
            {
                new Dictionary<string, object?>
                {
                    ["신부"] = "김서연",
                    ["예식일"] = new DateTime(2027, 5, 16, 0, 0, 0, DateTimeKind.Unspecified),
                    ["전화"] = 1012345678,
                },
            }
        );

        var row = _files.Rows(file, "x.xlsx").Single();

        Assert.Equal(2, row.Number);
        Assert.Equal("김서연", row.Cells[0]);
        Assert.True(ImportCells.TryDate(row.Cells[1], out var date));
        Assert.Equal(new DateOnly(2027, 5, 16), date);
        Assert.Equal("01012345678", ImportCells.PhoneText(row.Cells[2]));
    }

    [Fact]
    public void What_is_no_table_is_refused_and_never_a_fault()
    {
        using var empty = new MemoryStream();
        using var headers = Text("신부,신랑\n");
        using var broken = new MemoryStream([.. "PK\u0003\u0004"u8, 1, 2, 3, 4, 5]);

        Assert.Equal(new FileEmpty(), _files.Head(empty, "x.csv").Refusal);
        Assert.Equal(new FileEmpty(), _files.Head(headers, "x.csv").Refusal);
        Assert.Equal(new MindGraphy.Domain.Imports.FileUnreadable(), _files.Head(broken, "x.xlsx").Refusal);
    }

    [Fact]
    public async Task What_was_exported_can_be_imported_and_runs_no_formula()
    {
        var couple = new ExportedCouple(
            "=HYPERLINK(\"http://evil\")",
            "이도현",
            "+821012345678",
            null,
            "seoyeon@example.com",
            new DateOnly(2027, 5, 16),
            new TimeOnly(14, 0),
            "@더채플",
            "소개",
            LeadStatus.Consultation,
            "한지우",
            new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero),
            "06236",
            "서울, 강남구",
            "-첫 줄\n\"둘째\" 줄"
        );
        foreach (var language in new[] { "ko", "en" })
        {
            var culture = CultureInfo.GetCultureInfo(language);
            using var csv = new MemoryStream();
            await CoupleSheets.WriteCsvAsync(csv, Of(couple), Clock, culture, TestContext.Current.CancellationToken);
            using var xlsx = new MemoryStream();
            CoupleSheets.WriteXlsx(xlsx, [couple], Clock, culture);
            Assert.Equal([0xEF, 0xBB, 0xBF], csv.ToArray()[..3]);
            Assert.Contains("'=HYPERLINK", Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
            Assert.Contains("010-1234-5678", Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
            foreach (var file in new[] { csv, xlsx })
            {
                var head = _files.Head(file, "x").Value!;
                var raw = _files.Rows(file, "x").Single();
                var rows = new ImportRows(
                    head.Columns,
                    ImportFields.Of(ImportFields.Guess(head.Columns)),
                    [new(Guid.Empty, "한지우", "a@b.c")],
                    Clock
                );

                var read = rows.Read(raw);

                Assert.Empty(read.Problems);
                Assert.Equal(couple.BrideName, read.Details.BrideName);
                Assert.Equal(couple.WeddingVenue, read.Details.WeddingVenue);
                Assert.Equal(couple.BridePhone, Phone.Parse(read.Details.BridePhone));
                Assert.Equal(couple.WeddingDate, read.Details.WeddingDate);
                Assert.Equal(couple.WeddingTime, read.Details.WeddingTime);
                Assert.Equal(couple.Notes, read.Details.Notes!.ReplaceLineEndings("\n"));
                Assert.Equal(couple.Status, read.Status);
                Assert.Equal(new DateOnly(2026, 3, 2), Clock.DateOf(read.AskedAt!.Value));
                Assert.Equal(("06236", "서울, 강남구"), (read.PostalCode, read.Address));
            }

            Assert.IsType<DateTime>(_files.Rows(xlsx, "x").Single().Cells[5]);
            Assert.IsType<string>(_files.Rows(xlsx, "x").Single().Cells[2]);
        }
    }

    private static async IAsyncEnumerable<ExportedCouple> Of(ExportedCouple couple)
    {
        await Task.Yield();
        yield return couple;
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
