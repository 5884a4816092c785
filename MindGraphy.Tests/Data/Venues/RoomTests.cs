using MindGraphy.Domain.Common;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Venues;

public sealed class RoomTests(MigratedTemplate template) : ProjectTest(template)
{
    private const int Clients = 16;

    [Fact]
    public async Task A_second_shoot_in_a_room_is_refused_with_the_first_ones_couple_and_time()
    {
        var room = await RoomAsync("A룸");
        var first = await BookedAsync(await ProjectAsync("최유나", "강태오"), Plan(At(10), At(13), null) with { RoomId = room });
        var project = await ProjectAsync();

        var second = await BookAsync(project, Plan(At(12), At(14), null) with { RoomId = room });

        Assert.Equal(new RoomAlreadyBooked("A룸", "최유나 · 강태오", At(10), At(13)), second.Refusal);
        Assert.Equal("RoomId", second.Refusal!.Field);
        await BookedAsync(project, Plan(At(13), At(14), null) with { RoomId = room });
        await BookedAsync(project, Plan(At(12), At(13), null) with { RoomId = await RoomAsync("B룸") });
        var off = await Schedules.MoveAsync(Manager, first, ShootStatus.Cancelled, "연기", (await ShootAsync(first)).Version, Ct);
        Assert.Null(off.Refusal);
        await BookedAsync(project, Plan(At(10), At(13), null) with { RoomId = room });
    }

    [Fact]
    public async Task Moving_into_a_taken_room_is_refused_and_the_shoot_stays()
    {
        var room = await RoomAsync("A룸");
        var project = await ProjectAsync();
        await BookedAsync(project, Plan(At(10), At(13), null) with { RoomId = room });
        var id = await BookedAsync(project, Plan(At(14), At(16), null) with { RoomId = room });
        var shoot = await ShootAsync(id);

        var moved = await Schedules.DragAsync(Manager, id, new ShootDrag(At(12), At(14)), shoot.Version, Ct);

        Assert.IsType<RoomAlreadyBooked>(moved.Refusal);
        Assert.Equal(At(14), (await ShootAsync(id)).Plan.Start);
        var free = await Venues.RoomsFreeAsync(Manager, At(12), At(14), id, Ct);
        Assert.Equal(At(10), free.Single().TakenBy!.From);
        Assert.Null((await Venues.RoomsFreeAsync(Manager, At(14), At(16), id, Ct)).Single().TakenBy);
    }

    [Fact]
    public async Task Whoever_races_for_a_room_nobody_shares_it()
    {
        var rooms = new[] { await RoomAsync("A룸"), await RoomAsync("B룸") };
        var project = await ProjectAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client =>
                    Task.Run(
                        async () =>
                        {
                            var random = new Random(client);
                            var mine = new List<Refusal?>();
                            for (var i = 0; i < 12; i++)
                            {
                                var start = At(random.Next(8, 20), random.Next(4) * 15);
                                var plan = Plan(start, start.AddMinutes(random.Next(2, 8) * 15), null) with
                                {
                                    RoomId = rooms[random.Next(2)],
                                };
                                mine.Add((await BookAsync(project, plan)).Refusal);
                            }

                            return mine;
                        },
                        Ct
                    )
                )
        );

        var all = answers.SelectMany(a => a).ToList();
        Assert.DoesNotContain(all, r => r is not (null or RoomAlreadyBooked or RoomOverlaps or EditedElsewhere));
        Assert.Contains(all, r => r is null);
        Assert.Contains(all, r => r is RoomAlreadyBooked);
        Assert.Equal(
            0L,
            await ScalarAsync<long>(
                "SELECT count(*) FROM shooting_schedules a JOIN shooting_schedules b ON a.room_id = b.room_id AND a.id < b.id AND a.start_time < b.end_time AND b.start_time < a.end_time WHERE a.status <> 'cancelled' AND b.status <> 'cancelled'"
            )
        );
    }

    [Fact]
    public async Task A_room_that_is_put_away_takes_no_new_shoot_and_keeps_those_it_has()
    {
        var room = await RoomAsync("A룸");
        var project = await ProjectAsync();
        var id = await BookedAsync(project, Plan(At(10), At(13), null) with { RoomId = room });

        Assert.Null((await Venues.SaveRoomAsync(Manager, room, "A룸", isActive: false, Ct)).Refusal);

        Assert.IsType<RoomNotFound>((await BookAsync(project, Plan(At(14), At(15), null) with { RoomId = room })).Refusal);
        var shoot = await ShootAsync(id);
        Assert.Null((await Schedules.ChangeAsync(Manager, id, shoot.Plan with { Notes = "커튼" }, shoot.Version, ct: Ct)).Refusal);
        await RoomAsync("A룸");
        Assert.Equal(new NameTaken(), (await Venues.SaveRoomAsync(Manager, null, "A룸", ct: Ct)).Refusal);
    }

    [Fact]
    public async Task Rooms_keep_the_order_they_are_given()
    {
        var (a, b) = (await RoomAsync("A룸"), await RoomAsync("B룸"));

        Assert.Null((await Venues.ShiftRoomAsync(Manager, b, up: true, Ct)).Refusal);
        Assert.Null((await Venues.ShiftRoomAsync(Manager, b, up: true, Ct)).Refusal);

        Assert.Equal([b, a], (await Venues.RoomsAsync(Manager, Ct)).Select(r => r.Id));
    }

    private async Task<Guid> RoomAsync(string name)
    {
        Assert.Null((await Venues.SaveRoomAsync(Manager, null, name, ct: Ct)).Refusal);
        return (await Venues.RoomsAsync(Manager, Ct)).Single(r => r.Name == name && r.IsActive).Id;
    }
}
