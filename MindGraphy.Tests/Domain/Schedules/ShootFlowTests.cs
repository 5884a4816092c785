using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Schedules;
using Xunit;

namespace MindGraphy.Tests.Domain.Schedules;

public sealed class ShootFlowTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static TheoryData<ShootStatus, ShootStatus> Pairs()
    {
        var pairs = new TheoryData<ShootStatus, ShootStatus>();
        foreach (var from in Enum.GetValues<ShootStatus>())
        {
            foreach (var to in Enum.GetValues<ShootStatus>())
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_shoot_moves_where_the_table_says_and_nowhere_else(ShootStatus from, ShootStatus to)
    {
        var shoot = Reach(from);

        var moved = shoot.MoveTo(to, "까닭", Now);

        // The ways back clear what the field said or bring the crew, and are no moves by hand.
        Assert.Equal(ShootFlow.Moves.Allows(from, to) && to > from, moved.Succeeded);
        Assert.Equal(moved.Succeeded ? to : from, shoot.Status);
        Assert.Equal(
            shoot.Status == ShootStatus.Cancelled ? BookingStatus.Cancelled : BookingStatus.Booked,
            Assert.Single(shoot.Crew).Status
        );
        if (!moved.Succeeded)
        {
            Assert.Equal(new ShootCannotMove(from, to), moved.Refusal);
        }
    }

    [Theory]
    [InlineData(ShootStatus.Completed, ShootStatus.InProgress)]
    [InlineData(ShootStatus.InProgress, ShootStatus.Confirmed)]
    public void A_step_in_the_field_goes_back_as_the_table_says_with_a_reason(ShootStatus from, ShootStatus to)
    {
        var shoot = Reach(from);

        Assert.IsType<ReasonRequired>(shoot.TakeBack(" ", Now).Refusal);
        Assert.Equal(new FieldTooLong("Reason", Shoot.ReasonMaxLength), shoot.TakeBack(new string('긴', 501), Now).Refusal);
        Assert.Equal(from, shoot.Status);
        Assert.Null(shoot.TakeBack("잘못 누름", Now).Refusal);

        Assert.Equal(to, shoot.Status);
        Assert.True(ShootFlow.Moves.Find(from, to)!.NeedsReason);
        Assert.Equal(BookingStatus.Booked, Assert.Single(shoot.Crew).Status);
    }

    [Theory]
    [InlineData(ShootStatus.Scheduled)]
    [InlineData(ShootStatus.Confirmed)]
    [InlineData(ShootStatus.Cancelled)]
    public void What_did_not_begin_has_no_step_to_take_back(ShootStatus status) =>
        Assert.IsType<ShootCannotMove>(Reach(status).TakeBack("잘못 누름", Now).Refusal);

    [Fact]
    public void Handing_over_puts_the_new_person_in_the_others_place_once()
    {
        var (a, b, c) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var plan = new ShootPlan(ScheduleType.MainShoot, Now, Now.AddHours(1), a, [b]);

        Assert.Equal([c, b], plan.Handed(a, c).People);
        Assert.Equal([b, a], plan.Handed(a, b).People);
        Assert.Equal(plan.People, plan.Handed(a, b).Handed(b, a).People);
        Assert.Equal([b], plan.Replaced(a, b).People);
        Assert.Equal([c, b], plan.Replaced(a, c).People);
        Assert.Equal([a], plan.Replaced(b, a).People);
        Assert.Equal([a, c], plan.Replaced(b, c).People);
        Assert.Equal([a, c], plan.Handed(b, c).People);
        Assert.Equal([a, b], plan.Handed(a, a).People);
    }

    private static Shoot Reach(ShootStatus status)
    {
        var shoot = Shoot.Book(Guid.NewGuid(), new ShootPlan(ScheduleType.MainShoot, Now, Now.AddHours(1), Guid.NewGuid(), []), Now).Value!;
        var path = status switch
        {
            ShootStatus.Scheduled => [],
            ShootStatus.Confirmed => [ShootStatus.Confirmed],
            ShootStatus.InProgress => [ShootStatus.Confirmed, ShootStatus.InProgress],
            ShootStatus.Completed => [ShootStatus.Confirmed, ShootStatus.InProgress, ShootStatus.Completed],
            _ => new[] { ShootStatus.Cancelled },
        };
        Assert.All(path, next => Assert.True(shoot.MoveTo(next, "까닭", Now).Succeeded));
        return shoot;
    }
}
