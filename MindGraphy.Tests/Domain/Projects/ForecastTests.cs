using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Reports;
using Xunit;

namespace MindGraphy.Tests.Domain.Projects;

public sealed class ForecastTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void A_step_is_projected_by_what_all_open_steps_up_to_it_need()
    {
        StepFacts[] steps =
        [
            Step(MilestoneTypes.ContractSigned, 0, null, reached: true),
            Step(MilestoneTypes.PhotosArrived, 3, 3),
            Step(MilestoneTypes.ProofsSent, 4, 6),
            Step(MilestoneTypes.PicksSubmitted, 14, -1),
            Step(MilestoneTypes.Delivered, 7, null),
        ];

        var read = ProjectForecast.Of(steps, null, Today);

        Assert.Equal([null, 3, 7, 21, 28], read.Select(s => s.Projected?.DayNumber - Today.DayNumber));
        Assert.Equal(
            [ProjectLight.None, ProjectLight.None, ProjectLight.AtRisk, ProjectLight.Late, ProjectLight.None],
            read.Select(s => s.Light)
        );
    }

    [Fact]
    public void A_shoot_that_is_still_to_come_is_waited_for()
    {
        // Twenty days to the shoot and sixty-four of work after it: a promise in eighty-three is one day too early, today already.
        StepFacts[] steps =
        [
            Step(MilestoneTypes.ShootingCompleted, 14, 30),
            Step(MilestoneTypes.PhotosArrived, 4, null),
            Step(MilestoneTypes.RetouchingCompleted, 60, 83),
        ];

        var read = ProjectForecast.Of(steps, Today.AddDays(20), Today);

        Assert.Equal([20, 24, 84], read.Select(s => s.Projected!.Value.DayNumber - Today.DayNumber));
        Assert.Equal(ProjectLight.AtRisk, read[2].Light);
        Assert.Equal(ProjectLight.None, ProjectForecast.Of(steps, Today.AddDays(19), Today)[2].Light);
        Assert.Equal((DateOnly.MinValue, Today.AddDays(31)), ProjectForecast.Turn(steps, Today.AddDays(20)));
    }

    [Fact]
    public void What_a_later_step_has_passed_is_neither_late_nor_waited_for()
    {
        StepFacts[] steps =
        [
            Step(MilestoneTypes.ShootingCompleted, 0, -90),
            Step(MilestoneTypes.ProofsSent, 90, -80),
            Step(MilestoneTypes.PicksSubmitted, 14, -70, reached: true),
            Step(MilestoneTypes.Delivered, 7, 7),
        ];

        var read = ProjectForecast.Of(steps, Today.AddDays(-100), Today);

        Assert.Equal([null, null, null, Today.AddDays(7)], read.Select(s => s.Projected));
        Assert.All(read, s => Assert.Equal(ProjectLight.None, s.Light));
        Assert.Equal((Today.AddDays(1), Today.AddDays(8)), ProjectForecast.Turn(steps, null));
        Assert.Equal((null, null), ProjectForecast.Turn([Step(MilestoneTypes.Delivered, 7, -3, reached: true)], null));
    }

    [Fact]
    public void The_two_days_that_lists_ask_for_say_what_the_rule_says_on_every_day()
    {
        var random = new Random(20260302);
        for (var round = 0; round < 400; round++)
        {
            var steps = MilestoneTypes
                .All.Select(type =>
                    Step(type, random.Next(0, 40), random.Next(3) == 0 ? null : random.Next(-60, 200), reached: random.Next(4) == 0)
                )
                .ToArray();
            DateOnly? shoot = random.Next(2) == 0 ? null : Today.AddDays(random.Next(-60, 120));
            var (risk, late) = ProjectForecast.Turn(steps, shoot);
            for (var day = -80; day < 260; day += 7)
            {
                var today = Today.AddDays(day);
                var lights = ProjectForecast.Of(steps, shoot, today).Select(s => s.Light).ToHashSet();
                Assert.Equal(lights.Contains(ProjectLight.Late), late <= today);
                Assert.Equal(lights.Contains(ProjectLight.Late) || lights.Contains(ProjectLight.AtRisk), risk <= today);
            }
        }
    }

    private static StepFacts Step(string type, int needs, int? target, bool reached = false) =>
        new(type, needs, target is { } days ? Today.AddDays(days) : null, reached ? DateTimeOffset.UnixEpoch : null);
}
