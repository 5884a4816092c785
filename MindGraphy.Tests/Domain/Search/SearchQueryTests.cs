using System.Text;
using MindGraphy.Domain.Search;
using Xunit;

namespace MindGraphy.Tests.Domain.Search;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("2027-05-16", "20270516")]
    [InlineData("2027.5.16", "20270516")]
    [InlineData("2027. 5. 16.", "20270516")]
    [InlineData("27.05.16", "20270516")]
    [InlineData("2027년 5월 16일", "20270516")]
    [InlineData("２０２７．０５．１６", "20270516")]
    [InlineData("5월 16일", "0516")]
    [InlineData("5월16일", "0516")]
    [InlineData("5/16", "0516")]
    [InlineData("5.16", "0516")]
    [InlineData("16 May", "0516")]
    [InlineData("16 May 2027", "20270516")]
    [InlineData("May 16, 2027", "20270516")]
    [InlineData("2027년 5월", "202705")]
    [InlineData("2027-05", "202705")]
    [InlineData("5월", "m05")]
    public void A_day_is_read_however_it_is_written(string typed, string day)
    {
        var word = Assert.Single(SearchQuery.Parse(typed).Words);
        Assert.Equal((SearchWordKind.Day, day), (word.Kind, word.Text));
    }

    [Theory]
    [InlineData("6789", "6789")]
    [InlineData("010-2345-6789", "01023456789")]
    [InlineData("+82 10-2345-6789", "01023456789")]
    [InlineData("+82 (0)10 2345 6789", "01023456789")]
    [InlineData("821023456789", "01023456789")]
    [InlineData("010 2345", "0102345")]
    [InlineData("０１０２３４５６７８９", "01023456789")]
    public void A_telephone_number_is_read_however_it_is_written(string typed, string digits)
    {
        var word = Assert.Single(SearchQuery.Parse(typed).Words);
        Assert.Equal((SearchWordKind.Digits, digits), (word.Kind, word.Text));
    }

    [Theory]
    [InlineData("13/45")]
    [InlineData("2/30")]
    [InlineData("2027-02-30")]
    [InlineData("kim1234@naver.com")]
    [InlineData("c-2026-000123")]
    public void What_is_no_day_is_not_taken_for_one(string typed) =>
        Assert.DoesNotContain(SearchQuery.Parse(typed).Words, w => w.Kind == SearchWordKind.Day);

    [Fact]
    public void Words_days_and_numbers_stand_side_by_side()
    {
        var words = SearchQuery.Parse("서연 더채플 5/16 6789").Words;
        Assert.Equal(["0516", "6789", "서연", "더채플"], words.Select(w => w.Text));
    }

    [Fact]
    public void Decomposed_and_joined_consonants_are_those_of_the_keyboard()
    {
        Assert.Equal("서연", SearchQuery.Parse("서연".Normalize(NormalizationForm.FormD)).Text);
        Assert.Equal("ㄱㅅㅇ", SearchQuery.Parse("ㄳㅇ").Text);
        Assert.Equal("ㄱㅅㅇ", SearchQuery.Parse("\u1100\u1109\u110B").Text);
    }

    [Theory]
    [InlineData("C-2026-000123")]
    [InlineData("2026-000123")]
    [InlineData("000123")]
    [InlineData("p-12")]
    public void A_number_is_seen_in_its_parts(string typed) => Assert.NotNull(SearchQuery.Parse(typed).Number);

    [Theory]
    [InlineData("12")]
    [InlineData("서연")]
    [InlineData("chapel")]
    public void What_is_no_number_is_not_looked_up_as_one(string typed) => Assert.Null(SearchQuery.Parse(typed).Number);

    [Theory]
    [InlineData("파이", true)]
    [InlineData("ㅍㅇㅍ", true)]
    [InlineData("파ㅇ", true)]
    [InlineData("계약", false)]
    [InlineData("1234", false)]
    public void A_page_is_found_by_its_name_too(string typed, bool found) =>
        Assert.Equal(found, SearchQuery.Parse(typed).Finds("파이프라인"));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("·")]
    [InlineData("\u202E")]
    public void Nothing_is_nothing(string typed) => Assert.True(SearchQuery.Parse(typed).IsEmpty);

    [Fact]
    public void A_paste_of_ten_megabytes_is_cut() =>
        Assert.True(SearchQuery.Parse(new string('가', 10_000_000)).Text.Length <= SearchQuery.MaxLength);
}
