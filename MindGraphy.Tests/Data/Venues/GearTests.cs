using MindGraphy.Domain.Common;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Venues;

public sealed class GearTests(MigratedTemplate template) : ProjectTest(template)
{
    private const int Clients = 16;

    private GearService Gear => new(Studio, Clock);

    [Fact]
    public async Task Gear_is_out_from_leaving_until_packed_up_and_the_refusal_names_who_has_it()
    {
        var lights = await GearAsync("조명 세트");
        var first = await BookedAsync(
            await ProjectAsync("최유나", "강태오"),
            Plan(At(11), At(13), null) with
            {
                GearIds = [lights],
                TravelMinutes = 60,
                TurnaroundMinutes = 30,
            }
        );
        var project = await ProjectAsync();

        var second = await BookAsync(project, Plan(At(13), At(14), null) with { GearIds = [lights] });

        Assert.Equal(new GearAlreadyBooked("조명 세트", "최유나 · 강태오", At(10), At(13, 30)), second.Refusal);
        Assert.Equal("GearIds", second.Refusal!.Field);
        Assert.IsType<GearAlreadyBooked>((await BookAsync(project, Plan(At(9), At(10, 15), null) with { GearIds = [lights] })).Refusal);
        await BookedAsync(project, Plan(At(13, 30), At(14), null) with { GearIds = [lights, await GearAsync("드론")] });
        Assert.Equal(["조명 세트"], (await ShootAsync(first)).Gear);

        var off = await Schedules.MoveAsync(Manager, first, ShootStatus.Cancelled, "연기", (await ShootAsync(first)).Version, Ct);
        Assert.Null(off.Refusal);
        await BookedAsync(project, Plan(At(10), At(13), null) with { GearIds = [lights] });
    }

    [Fact]
    public async Task Gear_follows_a_shoot_that_moves_and_is_free_once_it_is_taken_off_it()
    {
        var lights = await GearAsync("조명 세트");
        var project = await ProjectAsync();
        await BookedAsync(project, Plan(At(10), At(12), null) with { GearIds = [lights] });
        var id = await BookedAsync(project, Plan(At(14), At(16), null) with { GearIds = [lights] });
        var shoot = await ShootAsync(id);

        var moved = await Schedules.DragAsync(Manager, id, new ShootDrag(At(11), At(13)), shoot.Version, Ct);

        Assert.IsType<GearAlreadyBooked>(moved.Refusal);
        Assert.Equal(At(14), (await ShootAsync(id)).Plan.Start);
        Assert.Equal(At(10), (await Gear.FreeAsync(Manager, At(11), At(13), id, Ct)).Single().TakenBy!.From);

        shoot = await ShootAsync(id);
        Assert.Null((await Schedules.ChangeAsync(Manager, id, shoot.Plan with { GearIds = [] }, shoot.Version, ct: Ct)).Refusal);
        Assert.Empty((await ShootAsync(id)).Gear);
        Assert.Null((await Gear.FreeAsync(Manager, At(14), At(16), null, Ct)).Single().TakenBy);

        // And taken again: the row that was given back is the one that is used.
        shoot = await ShootAsync(id);
        Assert.Null((await Schedules.ChangeAsync(Manager, id, shoot.Plan with { GearIds = [lights] }, shoot.Version, ct: Ct)).Refusal);
        Assert.Equal(1L, await ScalarAsync<long>($"SELECT count(*) FROM gear_bookings WHERE schedule_id = '{id}'"));
    }

    [Fact]
    public async Task Whoever_races_for_gear_nobody_shares_it()
    {
        var gear = new[] { await GearAsync("조명 세트"), await GearAsync("드론") };
        // Of projects of their own: a project's own lock would let them come one after the other.
        var projects = new[] { await ProjectAsync(), await ProjectAsync("최유나", "강태오"), await ProjectAsync("이하은", "정민재") };
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
                                var plan = Plan(start, start.AddMinutes(random.Next(2, 8) * 15), null);
                                Guid[] taken = random.Next(3) == 0 ? gear : [gear[random.Next(2)]];
                                mine.Add((await BookAsync(projects[client % projects.Length], plan with { GearIds = taken })).Refusal);
                            }

                            return mine;
                        },
                        Ct
                    )
                )
        );

        var all = answers.SelectMany(a => a).ToList();
        Assert.DoesNotContain(all, r => r is not (null or GearAlreadyBooked or GearOverlaps or EditedElsewhere));
        Assert.Contains(all, r => r is null);
        Assert.Contains(all, r => r is GearAlreadyBooked);
        Assert.Equal(
            0L,
            await ScalarAsync<long>(
                "SELECT count(*) FROM gear_bookings a JOIN gear_bookings b ON a.gear_id = b.gear_id AND a.id < b.id AND a.busy_from < b.busy_to AND b.busy_from < a.busy_to WHERE a.status = 'booked' AND b.status = 'booked'"
            )
        );
    }

    [Fact]
    public async Task Gear_that_is_put_away_goes_with_no_new_shoot_and_stays_with_those_it_has()
    {
        var drone = await GearAsync("드론");
        var project = await ProjectAsync();
        var id = await BookedAsync(project, Plan(At(10), At(13), null) with { GearIds = [drone] });

        Assert.Null((await Gear.SaveAsync(Manager, drone, "드론", isActive: false, Ct)).Refusal);

        Assert.IsType<GearNotFound>((await BookAsync(project, Plan(At(14), At(15), null) with { GearIds = [drone] })).Refusal);
        var shoot = await ShootAsync(id);
        Assert.Null((await Schedules.ChangeAsync(Manager, id, shoot.Plan with { Notes = "옥상" }, shoot.Version, ct: Ct)).Refusal);
        await GearAsync("드론");
        Assert.Equal(new NameTaken(), (await Gear.SaveAsync(Manager, null, "드론", ct: Ct)).Refusal);
        Assert.IsType<NotAllowed>((await Gear.SaveAsync(Actor.Visitor, null, "삼각대", ct: Ct)).Refusal);
    }

    private async Task<Guid> GearAsync(string name)
    {
        Assert.Null((await Gear.SaveAsync(Manager, null, name, ct: Ct)).Refusal);
        return (await Gear.ListAsync(Manager, Ct)).Single(g => g.Name == name && g.IsActive).Id;
    }
}
