using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;
using Xunit;

namespace MindGraphy.Tests.Domain.Common;

/// <summary>Which numbers take messages, what is shown of them, and how long a message is to a Korean carrier.</summary>
public sealed class PhoneMessageTests
{
    [Theory]
    [InlineData("+821012345678", true)]
    [InlineData("+82111234567", true)]
    [InlineData("+14155552671", true)]
    [InlineData("+8221234567", false)]
    [InlineData("+827012345678", false)]
    [InlineData("+8215881234", false)]
    [InlineData("+8216881234", false)]
    [InlineData("010-1234-5678", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Mobile_numbers_and_numbers_abroad_take_messages(string? number, bool takes) =>
        Assert.Equal(takes, Phone.TakesMessages(number));

    [Theory]
    [InlineData("+821012345678", "010-••••-5678")]
    [InlineData("+82111234567", "011-•••-4567")]
    [InlineData("+14155552671", "+1 •••-•••-2671")]
    [InlineData("+447911123456", "+44 •••• ••3456")]
    [InlineData("", "")]
    public void The_middle_of_a_number_is_hidden(string number, string shown) => Assert.Equal(shown, Phone.Mask(number));

    [Fact]
    public void A_korean_letter_is_two_bytes_to_a_carrier()
    {
        Assert.Equal(2 + 1 + 2, MessageText.BytesOf("가a나"));
        Assert.True(MessageText.IsShort(new string('가', 45)));
        Assert.False(MessageText.IsShort(new string('가', 45) + "!"));
    }
}
