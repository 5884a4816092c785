using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;
using Xunit;

namespace MindGraphy.Tests.Domain.Imports;

public sealed class ImportCellsTests
{
    [Theory]
    [InlineData("2027-05-16")]
    [InlineData("2027.5.16")]
    [InlineData("2027. 5. 16.")]
    [InlineData("2027. 5. 16. (일)")]
    [InlineData("2027년 5월 16일")]
    [InlineData("2027년5월16일 일요일")]
    [InlineData("2027/05/16")]
    [InlineData("2027-05-16 14:00:00")]
    [InlineData("2027-05-16T00:00:00Z")]
    [InlineData("20270516")]
    [InlineData("5/16/2027")]
    [InlineData("27.5.16")]
    [InlineData("16 May 2027")]
    [InlineData("Sun 16 May 2027")]
    [InlineData("46523")]
    public void A_day_is_read_however_it_is_written(string written)
    {
        Assert.True(ImportCells.TryDate(written, out var date));
        Assert.Equal(new DateOnly(2027, 5, 16), date);
    }

    [Fact]
    public void A_serial_number_and_a_date_of_a_spreadsheet_are_days()
    {
        Assert.True(ImportCells.TryDate(46523d, out var serial));
        Assert.True(ImportCells.TryDate(new DateTime(2027, 5, 16, 0, 0, 0, DateTimeKind.Unspecified), out var own));
        Assert.Equal(new DateOnly(2027, 5, 16), serial);
        Assert.Equal(serial, own);
    }

    [Theory]
    [InlineData("2027-13-40")]
    [InlineData("2027-02-29")]
    [InlineData("내년 봄")]
    [InlineData("123")]
    [InlineData("16/5/2027")]
    public void What_is_no_day_is_refused_and_not_guessed(string written) => Assert.False(ImportCells.TryDate(written, out _));

    [Theory]
    [InlineData("14:00", 14, 0)]
    [InlineData("14:00:00", 14, 0)]
    [InlineData("오후 2시", 14, 0)]
    [InlineData("오후 2시 30분", 14, 30)]
    [InlineData("오후 2시 반", 14, 30)]
    [InlineData("오전 11시", 11, 0)]
    [InlineData("낮 12시", 12, 0)]
    [InlineData("오전 12:00", 0, 0)]
    [InlineData("2:30 PM", 14, 30)]
    [InlineData("14시", 14, 0)]
    [InlineData("0.5", 12, 0)]
    public void An_hour_is_read_however_it_is_written(string written, int hour, int minute)
    {
        Assert.True(ImportCells.TryTime(written, out var time));
        Assert.Equal(new TimeOnly(hour, minute), time);
    }

    [Theory]
    [InlineData("25:00")]
    [InlineData("오후")]
    [InlineData("점심 지나서")]
    public void What_is_no_hour_is_refused(string written) => Assert.False(ImportCells.TryTime(written, out _));

    [Theory]
    [InlineData("1012345678", "+821012345678")]
    [InlineData("010-1234-5678", "+821012345678")]
    [InlineData("+82 10-1234-5678", "+821012345678")]
    [InlineData("'+821012345678", "+821012345678")]
    [InlineData("0212345678", "+82212345678")]
    public void A_telephone_number_is_read_even_where_a_spreadsheet_dropped_its_zero(string written, string expected)
    {
        Assert.Equal(expected, Phone.Parse(ImportCells.PhoneText(written)));
        if (double.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Assert.Equal(expected, Phone.Parse(ImportCells.PhoneText(number)));
        }
    }

    [Fact]
    public void Headers_in_Korean_and_English_are_guessed_each_field_once()
    {
        Assert.Equal(
            [
                "GroomName",
                "BrideName",
                "GroomPhone",
                "BridePhone",
                "Email",
                "WeddingDate",
                "WeddingTime",
                "WeddingVenue",
                "Manager",
                "",
                "Notes",
            ],
            ImportFields.Guess([
                "신랑",
                "신부 이름",
                "신랑 연락처",
                "신부연락처",
                "E-mail",
                "예식일(양력)",
                "예식 시간",
                "예식장",
                "담당자",
                "예식장 층",
                "비고",
            ])
        );
        Assert.Equal(
            ["BrideName", "GroomName", "BridePhone", "Email", "WeddingDate", "WeddingVenue", "Status", "CreatedDate"],
            ImportFields.Guess(["Bride", "Groom", "Phone", "Email Address", "Wedding Date", "Venue", "Status", "Created At"])
        );
    }

    [Fact]
    public void Every_field_is_guessed_from_its_own_name_in_both_languages()
    {
        foreach (var language in new[] { "ko", "en" })
        {
            var fields = Enum.GetValues<ImportField>();
            var headers = fields.Select(f => Words.Of(f, CultureInfo.GetCultureInfo(language))).ToArray();
            Assert.Equal(fields.Select(f => f.ToString()), ImportFields.Guess(headers));
        }
    }
}
