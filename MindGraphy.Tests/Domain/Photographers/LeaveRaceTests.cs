using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photographers;

public sealed class LeaveRaceTests(MigratedTemplate template) : TeamTest(template)
{
    private const int Rounds = 24;

    [Fact]
    public async Task Of_leave_and_a_shoot_for_one_day_one_wins_and_the_other_is_told_why()
    {
        var park = await ParkAsync();
        var project = await ProjectAsync();
        var (leaves, shoots) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var request = await AskedAsync(park, Whole(round, round));
            var plan = Plan(At(11, days: round), At(15, days: round), park.UserId);

            var approving = Task.Run(() => Leave.ApproveAsync(Manager, request, null, Ct), Ct);
            var booking = Task.Run(() => BookAsync(project, plan), Ct);
            var (approved, booked) = (await approving, await booking);

            Assert.NotEqual(approved.Succeeded, booked.Succeeded);
            if (approved.Succeeded)
            {
                leaves++;
                Assert.Equal(BookingSource.Leave, Assert.IsType<PersonAlreadyBooked>(booked.Refusal).Source);
            }
            else
            {
                shoots++;
                Assert.Equal(booked.Value, Assert.Single(Assert.IsType<LeaveCoversBookings>(approved.Refusal).Obstacles).ShootId);
            }
        }

        Assert.Equal(Rounds, leaves + shoots);
        Assert.Equal(0, await OverlapsAsync());
        Assert.Equal(leaves, await AwayAsync(park.UserId!.Value));
    }

    [Fact]
    public async Task Of_many_managers_who_answer_at_once_one_is_heard()
    {
        var park = await ParkAsync();
        var other = await StaffAsync(UserRole.Manager, "김", "도연");
        for (var round = 0; round < Rounds; round++)
        {
            var request = await AskedAsync(park, Whole(round, round));
            Task<Result>[] answers =
            [
                Task.Run(() => Leave.ApproveAsync(Manager, request, null, Ct), Ct),
                Task.Run(() => Leave.DeclineAsync(other, request, "안 됩니다", Ct), Ct),
                Task.Run(() => Leave.ApproveAsync(other, request, null, Ct), Ct),
                Task.Run(() => Leave.WithdrawAsync(park, request, Ct), Ct),
            ];
            var said = await Task.WhenAll(answers);

            Assert.Single(said, s => s.Succeeded);
            Assert.All(said.Where(s => !s.Succeeded), s => Assert.IsType<LeaveAlreadyAnswered>(s.Refusal));
        }

        var approved = await ScalarAsync<long>("SELECT count(*) FROM leave_requests WHERE status = 'approved'");
        Assert.Equal(approved, await AwayAsync(park.UserId!.Value));
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM leave_requests WHERE status = 'requested'"));
    }

    [Fact]
    public async Task The_same_days_asked_for_at_once_are_asked_for_once()
    {
        var park = await ParkAsync();

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => AskAsync(park, Whole(i % 3, 4)), Ct)));

        Assert.Single(asked, a => a.Succeeded);
        Assert.All(asked.Where(a => !a.Succeeded), a => Assert.Equal(new LeaveAlreadyAsked(), a.Refusal));
    }

    [Fact]
    public async Task A_profile_written_twice_at_once_is_written_once()
    {
        var park = await ParkAsync();
        var me = park.UserId!.Value;
        var fresh = (await People.DetailAsync(Manager, me, Ct)).Value!;
        var first = await People.DescribeAsync(Manager, me, fresh.Profile with { Grade = "수석" }, fresh.Version, Ct);
        Assert.Null(first.Refusal);
        var read = (await People.DetailAsync(Manager, me, Ct)).Value!;

        var saved = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Task.Run(
                        () =>
                            i % 2 == 0
                                ? People.DescribeAsync(Manager, me, read.Profile with { Grade = "지정" + i }, read.Version, Ct)
                                : People.WorkAsync(Manager, me, [new HourRange((Weekday)i, new(10, 0), new(19, 0))], read.Version, Ct),
                        Ct
                    )
                )
        );

        Assert.Single(saved, s => s.Succeeded);
        Assert.All(saved.Where(s => !s.Succeeded), s => Assert.Equal(new EditedElsewhere(), s.Refusal));
    }
}
