using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using MindGraphy.Web.Features.Customers;
using MindGraphy.Web.Features.Projects;
using Xunit;

namespace MindGraphy.Tests.Web.Projects;

/// <summary>A board's column that follows what others do: a card that changes stays, and one that comes last comes last.</summary>
public sealed class BoardColumnTests
{
    private static readonly DateOnly Day = new(2026, 5, 16);

    private static ProjectCard Project(int number, DateOnly wedding) =>
        new(
            new Guid(number, 0, 0, new byte[8]),
            $"P-{number}",
            "김서연 · 이준호",
            ProjectType.Wedding,
            ProjectStatus.Scheduled,
            wedding,
            null,
            null,
            null,
            null,
            1
        );

    private static LeadCard Lead(int number, DateTimeOffset since) =>
        new(new Guid(number, 0, 0, new byte[8]), "김서연", "이준호", Day, null, LeadStatus.Inquiry, since, null, null, null, null, 1);

    [Fact]
    public void The_last_project_of_a_whole_column_stays_when_it_changes_and_a_later_one_comes_below()
    {
        var column = new ProjectColumn(new ProjectStage(ProjectStatus.Scheduled, [Project(1, Day), Project(2, Day.AddDays(7))], 2));

        column.Put(Project(2, Day.AddDays(7)) with { Venue = "더채플앳청담", Version = 2 });
        column.Put(Project(3, Day.AddDays(14)));

        Assert.Equal(["P-1", "P-2", "P-3"], column.Cards.Select(c => c.Number));
        Assert.Equal(("더채플앳청담", 3, false), (column.Cards[1].Venue, column.Count, column.HasMore));
    }

    [Fact]
    public void Below_the_last_card_of_a_column_that_goes_on_nothing_is_put()
    {
        var column = new ProjectColumn(new ProjectStage(ProjectStatus.Scheduled, [Project(1, Day), Project(2, Day.AddDays(7))], 9));

        column.Put(Project(3, Day.AddDays(14)));

        Assert.Equal(["P-1", "P-2"], column.Cards.Select(c => c.Number));
    }

    [Fact]
    public void The_last_lead_of_a_whole_column_stays_when_it_changes()
    {
        var now = DateTimeOffset.UnixEpoch;
        var column = new PipelineColumn(new BoardStage(LeadStatus.Inquiry, [Lead(1, now.AddDays(2)), Lead(2, now)], 2));

        column.Put(Lead(2, now) with { Venue = "더채플앳청담" });

        Assert.Equal(2, column.Cards.Count);
        Assert.Equal("더채플앳청담", column.Cards[1].Venue);
    }
}
