using MindGraphy.Web.Shared;
using Xunit;

namespace MindGraphy.Tests.Web.Shared;

public sealed class NewerFactTests
{
    private static readonly NewerField<Draft>[] Fields =
    [
        new("Crew", d => d.Name, (to, from) => (to.Id, to.Name) = (from.Id, from.Name), d => d.Id),
    ];

    [Fact]
    public void Two_who_are_called_the_same_are_two()
    {
        var (opened, latest) = (new Draft { Id = "1", Name = "박하늘" }, new Draft { Id = "2", Name = "박하늘" });
        var untouched = new Draft { Id = "1", Name = "박하늘" };
        Assert.Empty(NewerFact.Merge(Fields, untouched, opened, latest));
        Assert.Equal("2", untouched.Id);

        var typed = new Draft { Id = "3", Name = "박하늘" };
        Assert.Equal([new NewerFact("Crew", "박하늘")], NewerFact.Merge(Fields, typed, opened, latest));
        Assert.Equal("3", typed.Id);
    }

    private sealed class Draft
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";
    }
}
