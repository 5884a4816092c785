using MindGraphy.Web.Features.Photos;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>What people write for a clock that is off.</summary>
public sealed class ClockOffsetTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    [InlineData("+1:00:00", 3600)]
    [InlineData("1:00", 3600)]
    [InlineData("-0:03:20", -200)]
    [InlineData("−0:03:20", -200)]
    [InlineData("45", 2700)]
    [InlineData("-365.01:02:03", -31_539_723)]
    [InlineData("1:60:00", null)]
    [InlineData("1:00:61", null)]
    [InlineData("an hour", null)]
    [InlineData("1:2:3:4:5", null)]
    [InlineData("99999999999", null)]
    [InlineData("+", null)]
    public void It_is_read_or_it_is_not(string? typed, int? seconds) => Assert.Equal(seconds, ClockOffset.Read(typed));

    [Theory]
    [InlineData(3600, "+1:00:00")]
    [InlineData(-200, "-0:03:20")]
    [InlineData(-31_539_723, "-365.01:02:03")]
    public void It_is_written_as_it_is_read(int seconds, string written)
    {
        Assert.Equal(written, ClockOffset.Write(seconds));
        Assert.Equal(seconds, ClockOffset.Read(written));
    }
}
