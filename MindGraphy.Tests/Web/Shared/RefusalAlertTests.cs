using Bunit;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Shared;
using Xunit;

namespace MindGraphy.Tests.Web.Shared;

public sealed class RefusalAlertTests : SharedTest
{
    [Theory]
    [InlineData("ko", "그 사이 다른 분이 먼저 바꿨습니다.")]
    [InlineData("en", "Someone else changed this first.")]
    public void A_refusal_is_said_in_the_readers_language_as_an_alert(string language, string beginning)
    {
        Speak(language);

        var alert = Render<RefusalAlert>(p => p.Add(a => a.Refusal, new EditedElsewhere())).Find("[role=alert]");

        Assert.StartsWith(beginning, alert.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("mg-tone-attention", alert.ClassList);
    }

    [Fact]
    public void Where_nothing_was_refused_nothing_is_shown() =>
        Assert.Empty(Render<RefusalAlert>(p => p.Add(a => a.Refusal, null)).Markup.Trim());
}
